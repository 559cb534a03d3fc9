"""Whether the words of a cue set a condition where they stand: "if" may ask, "until" may tell a time."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, is_negated


def sets_condition(
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


def joins(that: Any) -> bool:
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
