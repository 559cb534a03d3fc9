"""Conditions: which words are the condition, which the consequence, and what joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.consequences import consequence_of
from detente.reading.constructions import (
    Found,
    alternative_conditions,
    any_noun_conditions,
    bargain_conditions,
    dependence_conditions,
    either_conditions,
    imperative_conditions,
    inverted_conditions,
    only_then_conditions,
    otherwise_conditions,
    ultimatum_conditions,
)
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges
from detente.reading.treating import treated_conditions

#: Words in a stretch that is looked at as a whole; a longer sentence is taken in parts.
LONGEST = 300
#: What finds a condition in a stretch, given the verbs of speech, in order of precedence.
Finder = Callable[[Any, set[int]], Iterator[Found]]


def find_conditions(parsed: Parsed, speech: set[int] | None = None) -> list[Found]:
    """Return the conditions of a frame or quotation in order.

    ``speech`` holds the indices of verbs that report speech: their clause is no consequence. What an
    earlier finder has taken, a later one does not get; a condition that begins inside a quotation
    ends there.
    """
    found: list[Found] = []
    taken: set[int] = set()
    speech = speech or set()
    quoted = [parsed.tokens_of(start, end) for _, start, end, _ in parsed.frame.quotes]
    for sentence in _stretches(parsed.doc):
        for rule, finder in finders().items():
            for one in finder(sentence, speech):
                condition = _within(parsed.doc, replace(one, rule=one.rule or rule), quoted)
                first, last = condition.condition
                if first > last or condition.consequence[0] > condition.consequence[1]:
                    continue
                if _is_idle(
                    parsed.doc, condition, direct=not _is_reported(parsed.doc, first, speech)
                ):
                    continue
                if rule == "alternative" or not taken & set(range(first, last + 1)):
                    taken |= set(range(first, last + 1))
                    found.append(condition)
    return sorted(found, key=lambda c: c.condition)


def finders() -> dict[str, Finder]:
    """Return what finds conditions by the id of its rule; what an earlier one takes is taken."""
    return {
        "dependence": dependence_conditions,
        "either-or": either_conditions,
        "ultimatum": ultimatum_conditions,
        "inversion": inverted_conditions,
        "treated-as": treated_conditions,
        "any-noun": any_noun_conditions,
        "bargain": bargain_conditions,
        "only-then": only_then_conditions,
        "otherwise": otherwise_conditions,
        "subordinate": _subordinate,
        "imperative": imperative_conditions,
        "alternative": alternative_conditions,
    }


#: What the cues of constructions say; those of clauses stand in the word lists.
_SENSES_BESIDE = {
    "should": "if", "were": "if", "had": "if", "any": "if", "every": "if", "each": "if", "and": "if",
    "as": "if", "a": "if", "an": "if", "another": "if", "such": "if", "whoever": "if", "anyone": "if", "anybody": "if", "or": "either-or", "or else": "either-or",
    "otherwise": "either-or", "either": "either-or", "whether": "either-or", "and only then": "only-if",
    "only then": "only-if",
}  # fmt: skip


def sense_of(cue: str, before: str = "") -> str | None:
    """Return what a cue says, such as ``unless``; None for words that are no cue.

    Parameters
    ----------
    cue : str
        The words that join condition and consequence.
    before : str, optional
        The words before: "only" makes of "if" another cue.

    Examples
    --------
    >>> sense_of("if"), sense_of("if", "we will come only"), sense_of("unless")
    ('if', 'only-if', 'unless')
    """
    said = cue.lower().split()
    earlier = before.lower().split()[-3:]
    for start in range(len(earlier) + 1):
        words = " ".join((*earlier[start:], *said))
        for known, sense, _ in lexicon().cues.get(words.split(" ")[0], ()):
            if words == known:
                return sense
        if words in lexicon().dependence:
            return "dependence"
    return _SENSES_BESIDE.get(" ".join(said))


def _stretches(doc: Any) -> Iterator[Any]:
    """Yield the sentences, very long ones (lists, tables) in parts cut at a semicolon or comma."""
    for sentence in doc.sents:
        start = sentence.start
        while sentence.end - start > LONGEST:
            window = doc[start : start + LONGEST]
            cuts = [t.i for t in window if t.text in (";", ":", "•", "\n")]
            cuts = cuts or [t.i for t in window if t.text == ","] or [window.end - 1]
            yield doc[start : cuts[-1] + 1]
            start = cuts[-1] + 1
        if start < sentence.end:
            yield doc[start : sentence.end]


def _within(doc: Any, found: Found, quoted: list[list[int]]) -> Found:
    """Cut a condition, and a consequence, where the quotation in which it begins ends.

    A mere name in marks is no end: "if “the other side’s intransigence” continues".
    """
    (first, last), (low, high) = found.condition, found.consequence
    for tokens in quoted:
        if tokens and tokens[0] <= first <= tokens[-1] < last:
            before, behind = doc[first : tokens[-1] + 1], doc[tokens[-1] + 1 : last + 1]
            if not any(t.pos_ == "VERB" for t in before) and any(t.pos_ == "VERB" for t in behind):
                continue
            first, last = trim_edges(doc, first, tokens[-1])
        if tokens and tokens[0] <= low <= tokens[-1] < high and first in tokens:
            low, high = trim_edges(doc, low, tokens[-1])
    return replace(found, condition=(first, last), consequence=(low, high))


def _is_idle(doc: Any, found: Found, *, direct: bool) -> bool:
    """Whether a condition binds nobody: a thought about oneself, an extent, an asked-for number.

    ``direct`` says that nobody reports it, so that its past is one.
    """
    clause = doc[found.condition[0] : found.condition[1] + 1]
    then = doc[found.consequence[0] : found.consequence[1] + 1]
    if not any(t.is_alpha for t in clause) or not any(t.is_alpha for t in then):
        return True
    if not any(t.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "PRON", "ADJ", "NUM") for t in clause):
        return True  # "if not now, when?"
    if clause[-1].tag_ == "MD" and len(clause) < 4:
        return True  # "as long as you can"
    said = f"{clause.text.lower()} "
    for idle in lexicon().idle if found.sense == "if" else ():
        if said.startswith(f"{idle} ") and len(said.split()) <= len(idle.split()) + 1:
            return True  # "if memory serves", "if I had to guess"
    if _is_unreal(doc, clause, then, direct=direct):
        return True
    relative = doc[max(found.condition[0] - 3, 0) : found.condition[0]]
    if len(clause) == 1 and any(t.tag_ in ("WDT", "WP") for t in relative):
        return True  # "rules which, if implemented, would …": describes them
    if found.rule == "once" and not _binds_somebody(clause, then):
        return True
    if any(
        t.dep_ == "acomp" and t.lemma_.lower() in lexicon().conditional["feelings"] for t in then
    ):
        return True  # "we are sorry if anyone was hurt"
    asked = then[0].lower_ in ("how", "what", "why", "who", "where") and len(then) > 1
    return (
        asked and found.cue.lower() == "if" and then[0].dep_ in ("advmod", "attr", "dobj", "pobj")
    )


def _is_reported(doc: Any, at: int, speech: set[int]) -> bool:
    """Whether a verb of speech stands above a word: its tenses are put back."""
    return bool(speech) and any(t.i in speech for t in doc[at].ancestors)


def _is_unreal(doc: Any, clause: Any, then: Any, *, direct: bool) -> bool:
    """Whether a condition tells what never was: "if I were a gambler", "if they had come, we would …"."""
    single = ("i", "he", "she", "it", "this", "that")
    for t in clause:
        if t.lower_ != "were" or t.i == clause.start or doc[t.i - 1].lower_ not in single:
            continue
        follows = doc[t.i + 1] if t.i + 1 < len(doc) else t
        if follows.tag_ not in ("TO", "VBN", "VBG"):
            return True  # not "if it were to end", "if he were freed"
    modals = ("would", "could", "might", "'d", "’d")
    past = any(t.lower_ in ("had", "were", "'d", "’d") for t in clause)
    missed = any(
        t.lower_ == "have" and t.i and doc[t.i - 1].lower_ in (*modals, "not", "n't", "never")
        for t in then
    )
    verbless = not any(
        t.pos_ in ("VERB", "AUX") for t in clause
    )  # "without the strike we would have …"
    if missed and (past or verbless or clause.root.tag_ in ("VBD", "VBN")):
        return True
    perfect = any(
        t.lower_ in ("had", "'d", "’d") and t.dep_ == "aux" and t.head.tag_ == "VBN" for t in clause
    )
    return direct and perfect and any(t.lower_ in modals for t in then)


def dangling_condition(parsed: Parsed) -> tuple[str, str, tuple[int, int]] | None:
    """Return cue, sense and condition of words that are a condition alone: "but only if …"."""
    doc = parsed.doc
    sentence = next(iter(doc.sents), None)
    if sentence is None:
        return None
    position = sentence.start
    while position < sentence.end - 2 and doc[position].lower_ in ("but", "and", "–", "—"):
        position += 1
    cue = _cue_at(doc, position, sentence)
    if cue is None or any(t.text == "," for t in doc[position : sentence.end - 1]):
        return None
    words, sense, size = cue
    if not words.startswith(
        ("only", "if", "unless", "provided", "as long", "so long", "on condition", "once", "until")
    ):
        return None
    return (
        doc[position : position + size].text,
        sense,
        trim_edges(doc, position + size, sentence.end - 1),
    )


def _subordinate(sentence: Any, speech: set[int]) -> Iterator[Found]:
    doc = sentence.doc
    position = sentence.start
    while position < sentence.end:
        cue = _cue_at(doc, position, sentence)
        if cue is None:
            position += 1
            continue
        words, sense, size = cue
        after = position + size
        after += after < sentence.end and doc[after].text == ":"  # "on one condition: that …"
        condition = _condition_clause(doc, position, after, sentence)
        condition = _to_its_comma(doc, _before_attribution(doc, condition, speech), sentence)
        if condition is not None and _joins(doc[condition[0]]):
            condition = condition[0] + 1, condition[1]  # "the day that they leave"
        if condition is not None and _applies(doc, position, words, sentence, condition):
            consequence = (
                _after(doc, condition, sentence)
                if position > sentence.start and doc[position - 1].lemma_ == "be"
                else None
            ) or consequence_of(doc, position, condition, sentence, speech)
            if consequence is not None and _may_follow(doc, words, consequence):
                rule = lexicon().families.get(words, "subordinate")
                yield Found(doc[position:after].text, sense, condition, consequence, rule)
        position = after


def _may_follow(doc: Any, words: str, consequence: tuple[int, int]) -> bool:
    """Whether a consequence may hang on a cue: a past one hangs on no precaution."""
    then = doc[consequence[0] : consequence[1] + 1]
    return words != "in case" or not any(
        t.tag_ == "VBN" and any(c.lower_ in ("has", "have") for c in t.children) for t in then
    )


def _after(doc: Any, condition: tuple[int, int], sentence: Any) -> tuple[int, int] | None:
    """Return the main clause after "what I mean is if they come, …": past any apposition of the condition."""
    commas = [t.i for t in doc[condition[0] : sentence.end] if t.text == ","]
    for comma in commas:
        rest = doc[comma + 1 : sentence.end]
        subject = next((t for t in rest if t.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if subject is not None and all(
            t.tag_ not in ("VBZ", "VBP", "VBD", "MD") for t in doc[comma + 1 : subject.i]
        ):
            return trim_edges(doc, comma + 1, sentence.end - 1)
    return None


def _cue_at(doc: Any, position: int, sentence: Any) -> tuple[str, str, int] | None:
    first = doc[position].lower_
    if first != "while" and first not in lexicon().cues:
        return None
    if doc[position].pos_ == "PROPN" and position > sentence.start and doc[position].is_title:
        return None  # "Marcus Till"
    for words, sense, parts in lexicon().cues.get(first, ()):
        size = _length_of(doc, position, parts, sentence)
        if size is not None:
            return words, sense, size
    if first == "while" and position > sentence.start and doc[position - 1].lower_ == "not":
        return "while", "while", 1
    return None


def _length_of(doc: Any, position: int, parts: tuple[str, ...], sentence: Any) -> int | None:
    """Return how many words a cue takes here, None where it is not the cue.

    One adjective or adverb may stand inside a long one: "on the sole condition that", "provided only that".
    """
    at, slack = position, len(parts) > 2 or parts[-1] == "that"
    if parts[0] == "the" and doc[position : position + 2].text.lower() == "the very":
        at, parts = position + 2, parts[1:]
    for number, part in enumerate(parts):
        if slack and number and doc[at : at + 2].text.lower() == "of course":
            at, slack = at + 2, False
        inside = number and at < sentence.end and doc[at].lower_ != part
        if slack and inside and doc[at].pos_ in ("ADJ", "ADV"):
            at, slack = at + 1, False
        if at >= sentence.end or doc[at].lower_ != part:
            return None
        at += 1
    return at - position


def _applies(
    doc: Any, position: int, words: str, sentence: Any, condition: tuple[int, int]
) -> bool:
    """Whether the words are used as a condition here."""
    before = doc[position - 1] if position > sentence.start else None
    if before is not None and before.lower_ in ("even", "as"):
        return False
    token = doc[position]
    if words in ("if", "whether") and _asks(token, before):
        return False
    if words == "in case" and (
        (before is not None and before.lower_ == "just")
        or (
            sentence.root.tag_ == "VB"
            and not any(c.dep_ in (*SUBJECTS, "aux") for c in sentence.root.children)
        )
    ):
        return False  # "just in case anybody has forgotten, …", "bring a coat in case it snows"
    clause = doc[condition[0] : condition[1] + 1]
    if not any(t.is_alpha for t in clause):
        return False  # "… would wait until."
    if words == "whether" or (words == "if" and clause.text.lower().startswith("or not")):
        return False
    verbal = any(t.pos_ in ("VERB", "AUX") for t in clause)
    if not (verbal or _is_short_clause(clause)) and words.startswith(
        ("as soon", "as long", "so long", "for as long", "the m", "whenever")
    ):
        return False  # "as soon as Friday"
    if words.endswith("long as") and (
        clause.text.lower() in lexicon().extent or _measures(token, clause, sentence)
    ):
        return False  # "as long as it takes", "lasted as long as the money did"
    if words == "once":
        return (
            token.dep_ in ("mark", "advmod")
            and any(t.dep_ in SUBJECTS for t in doc[condition[0] : condition[1] + 1])
            and doc[position + 1].pos_ != "PUNCT"
            and clause[0].tag_ not in ("VBD", "VBN")  # "was once asked"
        )
    if clause[0].lower_ in ("which", "anonymity"):
        return False  # "failing which it would …", "on condition of anonymity"
    first = words.split(" ")[0]
    if first in ("provided", "providing", "assuming", "supposing", "failing", "absent", "barring"):
        verbal = first == "barring" and token.dep_ in ("acl", "pcomp", "relcl")
        if verbal and clause[0].lower_ not in _INDEFINITE:
            return False  # "an order barring the firm from the site"
        if any(
            c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass")
            for c in token.children
            if c.i < position
        ):
            return False
        return (
            before is None
            or before.is_punct
            or before.lower_ in ("only", "and", "that", "but")
            or token.dep_ in ("mark", "prep", "advcl")
            or (token.dep_ in ("acl", "pcomp", "relcl") and (verbal or words.endswith("that")))
        )
    if words in ("the moment", "the minute", "the day", "the instant"):
        return _is_clause_now(doc, position + 2, clause, sentence)
    if words == "in the event":
        return clause[0].text != "," and any(t.dep_ in SUBJECTS for t in clause)
    if condition[0] == condition[1] and doc[condition[0]].pos_ in ("ADJ", "ADV"):
        return False  # "if necessary"
    if words == "without" and clause.root.lemma_.lower() in lexicon().conditional["without_manner"]:
        return False
    if words == "short of":
        apart = before is None or before.is_punct or before.lower_ in ("that", "and", "but")
        head = token.head
        return apart or (
            head.pos_ == "VERB" and is_negated(head) and head.lemma_ not in ("fall", "stop", "come")
        )
    if words == "without":
        main = [t.lower_ for t in sentence]
        negative = any(t in main for t in ("no", "not", "never", "n't", "n’t", "cannot", "nothing"))
        if position > sentence.start and not negative:
            return False
        return any(w in main for w in ("will", "would", "cannot", "no", "never", "wo", "ca", "can"))
    if words == "when":
        return _promises_when(doc, sentence, condition)
    if words == "given":
        modal = any(t.lower_ in ("will", "would", "could", "can", "'d", "’d") for t in sentence)
        kind = clause[0].lower_
        named = kind in lexicon().conditional["given"] or kind in ("a", "an")
        apart = before is None or before.is_punct or before.lower_ in ("that", "and", "but")
        apart = apart or kind in lexicon().conditional["given"]
        named = named or clause.root.lemma_.lower() in lexicon().conditional["granted"]
        return modal and named and apart  # "given an apology", not "given the mood"
    if words in ("until", "till"):
        spans = ("time", "day", "week", "month", "year", "hour")
        if before is not None and before.lemma_ in spans and not _recurs(before):
            return False  # "only a matter of time until"
        if clause[0].lower_ in lexicon().conditional["until_times"] or clause[0].ent_type_ in (
            "DATE",
            "TIME",
        ):
            return False  # "which until lately had sided with Velia"
        if clause[0].lower_ in ("that", "this") and len(clause) == 2:
            return True  # "until that changes"
        cleft = before is not None and before.lower_ == "not" and before.head.lemma_ == "be"
        if _is_past(clause, sentence, denied=cleft):
            return False  # "a juggernaut until it went bankrupt": it happened
        if token.dep_ == "mark" and len(clause) > 1:
            return True  # a clause, however its verb was tagged
        finite = any(
            t.tag_ in ("VBZ", "VBP", "VBD", "MD") or (t.dep_ in SUBJECTS and t.head in clause)
            for t in clause
        )
        return finite or _is_short_clause(clause)
    if words in ("in exchange for", "in return for"):
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
        if (
            verb is not None
            and verb.tag_ == "VBD"
            and not any(c.tag_ == "MD" for c in verb.children)
        ):
            told = verb.lemma_ in lexicon().cue_acts or verb.lemma_ in lexicon().neutral
            wrapped = lexicon().events.carrier(verb.lemma_)
            if not told and wrapped in (None, "begin", "keep", "stop", "try"):
                return False  # "freed the crew in exchange for arms": it happened
        return not any(
            t.dep_ == "neg" or t.lower_ in ("no", "nobody", "none", "neither")
            for t in doc[sentence.start : position]
        )
    return True


#: What opens a noun phrase that names nothing in particular, and so can be a condition.
_INDEFINITE = ("a", "an", "any", "some", "no", "new", "further", "another")


def _is_past(clause: Any, sentence: Any, *, denied: bool = False) -> bool:
    """Whether a clause and its sentence tell of what is over; a negation keeps it open unless ``denied``."""
    open_ended = _vows(sentence) or any(
        t.tag_ == "MD" or (t.dep_ == "neg" and not denied) for t in sentence
    )
    return not open_ended and any(t.tag_ == "VBD" for t in clause)


def _joins(that: Any) -> bool:
    """Whether "that" only joins a clause: "the day that they leave", not "until that changes"."""
    return that.lower_ == "that" and that.dep_ not in ("nsubj", "nsubjpass", "det")


def _measures(cue: Any, clause: Any, sentence: Any) -> bool:
    """Whether "as long as" tells how long something lasted."""
    main = next((t for t in cue.ancestors if t.pos_ == "VERB"), None)
    lasting = main is not None and main.lemma_ in lexicon().conditional["lasting"]
    return lasting and _is_past(clause, sentence)


def _recurs(noun: Any) -> bool:
    """Whether a time comes again and again: "every week"."""
    return any(c.lower_ in ("every", "each") for c in noun.children)


def _asks(mark: Any, before: Any | None) -> bool:
    """Whether "if" asks: "asked the firm if it had paid", "it is doubtful if", "would not say if"."""
    known = lexicon().before_if
    if before is not None and before.pos_ == "ADJ" and is_negated(before.head):
        return True  # "it is not clear if"
    if before is not None and (before.lemma_.lower() in known or _is_unsaid(before)):
        return True
    clause = mark.head
    if mark.dep_ != "mark" or clause.dep_ not in ("ccomp", "advcl") or clause.head.i > mark.i:
        return False
    above = clause.head
    return above.lemma_ in ("ask", "wonder", "doubt") and not any(
        c.dep_ in ("xcomp", "ccomp") and c != clause for c in above.children
    )


def _is_unsaid(verb: Any) -> bool:
    """Whether somebody would not say, so that "if" asks: "would not say if", "declined to confirm if"."""
    if verb.lemma_ not in (
        "say",
        "tell",
        "specify",
        "clarify",
        "disclose",
        "confirm",
        "reveal",
        "explain",
    ):
        return False
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_ in (
        "decline", "refuse", "fail", "unable", "unwilling", "reluctant",
    )  # fmt: skip
    return withheld or is_negated(verb)


def _is_clause_now(doc: Any, after: int, clause: Any, sentence: Any) -> bool:
    """Whether "the day" opens a clause that is still to come: "the day they attack", not "of action".

    A report puts it back: "would be over the moment the cuts were dropped".
    """
    opens = doc[after]
    before = doc[after - 3].lower_ if after - 3 >= sentence.start else ""
    if before in ("at", "for", "of", "from", "during") or opens.tag_[:2] in ("MD", "VB"):
        return False  # "at the moment", "the day may come"
    if opens.lower_ in ("of", ",") or (opens.tag_ == "IN" and opens.lower_ != "that"):
        return False
    if _is_short_clause(clause):
        return True
    subject = next((t for t in clause if t.dep_ in SUBJECTS), None)
    if subject is None or subject.head not in clause:
        return False
    if any(t.tag_ in ("VBZ", "VBP") for t in clause):
        return True
    main = doc[sentence.start : after - 2]
    return _vows(main) or any(t.lower_ in ("would", "'d", "’d") for t in main)


def _binds_somebody(clause: Any, then: Any) -> bool:
    """Whether somebody acts: "once the system runs, there is no need to worry" binds nobody."""
    if any(t.dep_ == "nsubjpass" for t in clause):
        return True  # "once the turbine is sent back": somebody sends it
    if any(t.dep_ == "nsubj" and t.head.lemma_ in lexicon().events.inchoative for t in then):
        return True  # "the crossing opens": somebody opens it
    return any(
        t.lower_ in ("we", "i", "they", "he", "she", "it", "you")
        or is_actor_noun(t)
        or t.lemma_.lower() in lexicon().layers["people"]
        for part in (clause, then)
        for t in part
        if t.dep_ in ("nsubj", "nsubjpass", "agent", "pobj")
        and (t.dep_ != "pobj" or t.head.lower_ == "by")
    )


def _vows(tokens: Any) -> bool:
    """Whether somebody promises, offers or threatens to do something: "vowed to stop the trains until …"."""
    kinds = ("promise", "offer", "threaten", "refuse")
    return any(
        t.tag_ == "TO" and lexicon().events.carrier(t.head.head.lemma_) in kinds for t in tokens
    )


def _is_short_clause(clause: Any) -> bool:
    """Whether a name and a plural noun are a name and its verb: "until Orland apologises"."""
    words = lexicon()
    last, before = clause[-1], clause[-2] if len(clause) > 1 else None
    acts = (
        words.deeds.keys()
        | words.content.keys()
        | words.cue_acts.keys()
        | words.yielding
        | words.harming
    )
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.head == last
        and last.tag_ == "NNS"
        and last.lemma_.lower().replace("ise", "ize") in acts | {"apologize"}
    )


def _to_its_comma(
    doc: Any, condition: tuple[int, int] | None, sentence: Any
) -> tuple[int, int] | None:
    """Take in the object that a parser gave to what follows: "if Orland attacks | Velia, the president …"."""
    if condition is None:
        return None
    first, last = condition
    ends = doc[last]
    if ends.pos_ != "VERB" or last + 1 >= sentence.end or doc[last + 1].is_punct:
        return condition
    stop = last + 1
    while stop < min(last + 6, sentence.end) and doc[stop].pos_ in (
        "PROPN",
        "NOUN",
        "DET",
        "ADJ",
        "NUM",
    ):
        stop += 1
    taken = stop < sentence.end and stop > last + 1 and doc[stop].text in (",", "—", ".")
    return (first, stop - 1) if taken else condition


def _promises_when(doc: Any, sentence: Any, condition: tuple[int, int]) -> bool:
    """Whether "when" binds a promise: a future main clause, a finite clause that is not past."""
    first, last = condition
    clause = doc[first : last + 1]
    if not any(t.dep_ in SUBJECTS for t in clause) or not any(
        t.tag_ in ("VBZ", "VBP") for t in clause
    ):
        return False
    main = [t for t in sentence if not first <= t.i <= last]
    if any(t.lower_ in ("will", "would", "shall", "'ll", "’ll") for t in main):
        return True
    if any(t.tag_ in ("VBZ", "VBP") and t.lemma_ in lexicon().events.inchoative for t in main):
        return True  # "the freeze ends when the union signs"
    # "We leave when the order is withdrawn"
    return any(
        t.lower_ in ("we", "i") and t.head.tag_ == "VBP" and t.head.pos_ == "VERB" for t in main
    ) and any(t.lemma_ in lexicon().yielding or t.lemma_ in ("off",) for t in clause)


def _condition_clause(doc: Any, position: int, after: int, sentence: Any) -> tuple[int, int] | None:
    """Return the stretch of the clause or noun phrase that a cue opens."""
    if after >= sentence.end:
        return None
    mark = doc[position]
    heads = [doc[i] for i in range(position, after)]
    verb = None
    for token in heads:
        if token.dep_ in ("mark", "advmod") and token.head.i >= after:
            verb = token.head
    last_cue = doc[after - 1]
    if verb is None:
        inside = child(last_cue, "pobj", "pcomp", "ccomp", "advcl", "xcomp")
        if inside is not None and inside.left_edge.i <= after <= inside.right_edge.i:
            verb = inside
    if (
        verb is not None
        and verb.pos_ in ("NOUN", "PROPN")
        and verb.dep_ == "pobj"
        and last_cue.lower_ in ("until", "till", "unless", "once", "if")
    ):
        stop = next(
            (t.i for t in doc[after : sentence.end] if t.text in (",", ";", ":", ".", "—")),
            sentence.end,
        )
        if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[verb.i + 1 : stop]):
            return trim_edges(doc, after, stop - 1)
    if verb is None:
        # The parse is of no help: up to the next comma or the end.
        stop = next(
            (t.i for t in doc[after : sentence.end] if t.text in (",", ";", ":", ".", "—")),
            sentence.end,
        )
        return trim_edges(doc, after, stop - 1)
    right = verb.right_edge.i
    that = right + 1
    if (
        that + 1 < sentence.end
        and doc[that].lower_ == "that"
        and doc[that].dep_ == "mark"
        and doc[right].pos_ == "VERB"
    ):  # "refuse to accept" that …: the clause was hung elsewhere
        stop = (t.i for t in doc[that : sentence.end] if t.text in (",", ";", ":", "—"))
        right = next(stop, sentence.end) - 1
    if (
        mark.i == sentence.start
        or doc[position - 1].is_punct
        or doc[position - 1].lower_ in ("that", "and", "but")
    ):
        right = _clause_comma(doc, verb, right)
    for c in verb.children:
        if (
            c.dep_ == "conj"
            and child(c, *SUBJECTS) is not None
            and c.i > verb.i
            and c.left_edge.i > after
        ):
            cut = c.left_edge.i - 1
            while cut > verb.i and (doc[cut].is_punct or doc[cut].dep_ == "cc"):
                cut -= 1
            if doc[cut + 1].text == ",":
                right = min(right, cut)
    if verb.dep_ == "pobj" and right + 1 < sentence.end and doc[right + 1].lower_ == "and":
        joined = next(
            (c for c in doc[right + 1].head.children if c.dep_ == "conj" and c.i > right), None
        )
        if joined is not None and joined.pos_ == "NOUN" and joined.left_edge.i == right + 2:
            right = joined.right_edge.i  # "for an end to the war and a full withdrawal"
    right = min(right, sentence.end - 1)
    apart = (
        i
        for i in range(after + 1, right)
        if doc[i].text == ","
        and (
            doc[i + 1].lower_ == "not"
            or (doc[i + 1].lower_ == "and" and doc[min(i + 2, right)].lower_ == "not")
        )
    )
    right = next(apart, right + 1) - 1  # "…, not a minute earlier"
    for i in range(after, right):
        # "…€40m. Delta …": a sentence end that the parser did not see.
        if (
            len(doc[i].text) > 1
            and doc[i].text[-1] == "."
            and not doc[i].text[0].isupper()
            and doc[i + 1].is_title
        ):
            right = i
            break
    return trim_edges(doc, after, right)


def _before_attribution(
    doc: Any, condition: tuple[int, int] | None, speech: set[int]
) -> tuple[int, int] | None:
    """Cut "…, the paper reported" off a condition; the parser often takes it in."""
    if condition is None:
        return None
    first, last = condition
    beyond = min(last + 3, len(doc))
    verb = next((i for i in range(first + 2, beyond) if i in speech), None)
    if verb is None:
        return condition
    comma = next((i for i in range(verb - 1, first, -1) if doc[i].text in (",", "—", "–")), None)
    if comma is None or any(
        doc[i].tag_ in ("VBZ", "VBP", "VBD", "MD")
        and i not in speech
        and doc[i].dep_ not in ("aux", "auxpass")
        for i in range(comma + 1, verb)
    ):
        return condition
    return trim_edges(doc, first, comma - 1) if comma > first else condition


def _clause_comma(doc: Any, verb: Any, right: int) -> int:
    """Return where a clause before its main clause ends: a comma that its own words do not need."""
    main = verb.head
    if main.i > verb.i and main != verb:
        begin: int = min(
            (
                c.left_edge.i
                for c in main.children
                if c.dep_ in (*SUBJECTS, "aux", "expl", "neg") and c.i > verb.i
            ),
            default=main.i,
        )
        commas = [t.i for t in doc[verb.i : begin] if t.text in (",", "—", "–", ";")]
        if commas:
            return min(right, commas[-1] - 1) if commas[-1] <= right else right
        return min(right, begin - 1)
    return right
