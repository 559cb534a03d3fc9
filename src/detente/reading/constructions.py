"""Conditions in constructions of their own: either–or, inversion, noun phrases, orders, "depends on"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.consequences import without_attribution
from detente.reading.deed_grammar import names_deed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges

_FUTURE = (
    "will",
    "would",
    "shall",
    "'ll",
    "’ll",
    "can",
    "could",
    "may",
    "might",
    "'d",
    "’d",
    "must",
    "is",
    "are",
)
_ANY_MODALS = ("will", "would", "shall", "can", "could", "may", "might", "'ll", "’ll")
#: Articles of a deed that is only a condition where it is said how it would be answered.
_ONE_SUCH = frozenset(("a", "an", "another", "such"))
_WILL = ("will", "'ll", "’ll", "wo")
_JOINS = ("that", "and", "but", "then", "so", "because", "as", "while", "yet", "which")


@dataclass(frozen=True, slots=True)
class Found:
    """A condition as stretches of tokens, both ends included; ``rule`` is the id of what found it."""

    cue: str
    sense: str
    condition: tuple[int, int]
    consequence: tuple[int, int]
    rule: str = ""


def dependence_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find what depends on what: "A depends on B", "it is up to B to do A"."""
    doc = sentence.doc
    lower = [t.lower_ for t in sentence]
    present = set(lower)
    for phrase in lexicon().dependence:
        parts = phrase.split()
        if parts[0] not in present:
            continue
        for k in range(len(lower) - len(parts)):
            if lower[k] != parts[0]:
                continue
            stop = _match_loose(lower, k, parts)
            if stop is None:
                continue
            start, after = sentence.start + k, sentence.start + stop
            head = doc[start]
            right = max(
                (c.right_edge.i for c in doc[after - 1].children),
                default=doc[after - 1].right_edge.i,
            )
            if right < after:
                right = doc[after].right_edge.i if after < sentence.end else after
            right = min(right, sentence.end - 1)
            if right + 1 < sentence.end and doc[right + 1].tag_ == "VBG":
                verb = doc[right + 1]
                verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
                right = min(
                    verb.right_edge.i, sentence.end - 1
                )  # "hinges on the bank being reconnected"
            comma = next(
                (i for i in range(after + 1, right + 1) if doc[i].text in (",", ";", "—")), None
            )
            if comma is not None:
                right = comma - 1
            if any(t.dep_ == "neg" for t in doc[max(start - 2, sentence.start) : start]) and (
                doc[start - 1].dep_ == "neg" and doc[start - 2].lower_ != "or"
            ):
                continue  # "does not depend on us"
            subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.lower_ == "it" and "up" in parts:
                order = next(
                    (t for t in doc[after : sentence.end] if t.lower_ == "to" and t.tag_ == "TO"),
                    None,
                )
                if order is not None and order.i > after:
                    high = _until_stop(doc, order.i, sentence)
                    whom = trim_edges(doc, after, order.i - 1)
                    yield Found(
                        doc[start:after].text, "dependence", whom, trim_edges(doc, order.i, high)
                    )
                continue
            if subject is None:
                low = sentence.start
            else:
                low = subject.left_edge.i
            low, high = (
                trim_edges(doc, low, start - 1, words=_JOINS) if start > low else (start, start - 1)
            )
            if low <= high and _is_choice(doc, after, right):
                yield Found(
                    doc[start:after].text, "dependence", trim_edges(doc, after, right), (low, high)
                )


def _is_choice(doc: Any, first: int, last: int) -> bool:
    """Whether something can depend on these words: somebody, or what somebody can choose."""
    chosen = lexicon().conditional["choices"]
    return any(
        (is_actor_noun(t) and t.lemma_.lower() not in lexicon().layers["portfolios"])
        or t.lemma_.lower() in chosen
        or (t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound", "relcl", "acl"))
        or t.lower_
        in (
            "whether",
            "how",
            "what",
            "who",
            "whom",
            "us",
            "them",
            "him",
            "her",
            "me",
            "you",
            "our",
            "their",
            "your",
        )
        or t.lemma_.lower() in lexicon().layers["people"]
        for t in doc[first : last + 1]
    )


def _match_loose(lower: list[str], k: int, parts: list[str]) -> int | None:
    """Match a phrase, letting one adverb stand inside ("hinges entirely on")."""
    at, part, slack = k, 0, 1
    while part < len(parts):
        if at >= len(lower):
            return None
        if lower[at] == parts[part]:
            part += 1
        elif slack and part and (lower[at].endswith("ly") or lower[at] in ("now", "still", "also")):
            slack -= 1
        else:
            return None
        at += 1
    return at


def either_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find two branches: "either A or B", "whether A or B, C", "do A or else B"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ == "either" and _opens_choice(doc, token, sentence):
            other = next(
                (
                    t.i
                    for t in doc[token.i + 1 : sentence.end]
                    if t.lower_ == "or" and _clause_follows(doc, t.i, sentence)
                ),
                None,
            )
            if other is not None and any(
                t.pos_ in ("VERB", "AUX") for t in doc[token.i + 1 : other]
            ):
                high = _until_stop(doc, other + 1, sentence)
                alone = token.i == sentence.start or doc[token.i - 1].dep_ not in SUBJECTS
                first = token.i + 1 if alone else doc[token.i - 1].left_edge.i
                yield Found(
                    "either",
                    "either-or",
                    trim_edges(doc, first, other - 1),
                    trim_edges(doc, other + 1, high, words=("else",)),
                )
        elif token.lower_ == "whether" and (
            token.i == sentence.start or doc[token.i - 1].text in (",", ":", ";", "—")
        ):
            if doc[token.i + 1 : token.i + 3].text.lower() == "or not":
                continue  # "whether or not Seoul agrees": come what may
            if any(t.lower_ == "or" for t in doc[token.i : sentence.end]):
                comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
                if comma is not None and doc[comma - 2 : comma].text.lower() == "or not":
                    continue  # "whether they like it or not"
                if comma is not None and comma + 2 < sentence.end:
                    high = _until_comma(doc, comma + 1, sentence)
                    yield Found(
                        token.text,
                        "either-or",
                        trim_edges(doc, token.i + 1, comma - 1),
                        trim_edges(doc, comma + 1, high),
                    )
        elif token.lower_ in ("or", "otherwise") and _opens_branch(doc, token, sentence):
            found = _order_or(doc, token, sentence, speech)
            if found is not None:
                yield found


def _opens_choice(doc: Any, either: Any, sentence: Any) -> bool:
    """Whether "either" opens two clauses: "either A or B", "you either pay or you leave"."""
    before = doc[either.i - 1] if either.i > sentence.start else None
    if before is None or before.is_punct or before.lower_ in ("that", "and", "but"):
        return True
    other = next((t.i for t in doc[either.i : sentence.end] if t.lower_ == "or"), None)
    return before.dep_ in SUBJECTS and other is not None and _has_subject(doc, other + 1, sentence)


def _order_or(doc: Any, token: Any, sentence: Any, speech: set[int]) -> Found | None:
    """Read "do A or else B", "they must do A, otherwise B", "told them to do A, or B would follow"."""
    if token.i + 2 >= sentence.end:
        return None
    follows = doc[token.i + 1].lower_
    if follows == "no" and doc[token.i + 2].lemma_ == doc[token.i - 1].lemma_:
        return None  # "vote or no vote": come what may
    strong = follows in ("else", "otherwise") or token.lower_ == "otherwise"
    start = token.i + (2 if follows in ("else", "otherwise") else 1)
    if not _clause_follows(doc, start - 1, sentence):
        return None
    said = [i + 1 for i in speech if sentence.start <= i < token.i - 1 and doc[i + 1].text != ","]
    low = max(said, default=sentence.start)
    words = {t.lower_ for t in doc[low : token.i]}
    if ("if" in words and follows != "else") or words & {"either", "whether"}:
        return None  # "will pay if they sign; otherwise …": see alternative_conditions
    told = _told_to(doc, sentence.start, token.i)
    ordering = _is_order(doc, low, token.i) or told is not None
    if not (
        strong
        or _is_menace(doc, low, token.i, sentence)
        or (ordering and _has_subject(doc, start, sentence))
    ):
        return None
    first = told.i if told is not None and not _is_order(doc, low, token.i) else low
    first, last = trim_edges(doc, first, token.i - 1, words=("that",))
    high = _until_stop(doc, start, sentence)
    return Found(
        doc[token.i : start].text,
        "either-or",
        without_attribution(doc, first, last, speech),
        without_attribution(doc, *trim_edges(doc, start, high), speech),
    )


def _told_to(doc: Any, low: int, at: int) -> Any | None:
    """Return the verb of what somebody is asked to do: "told the crew to leave the ship"."""
    for t in doc[low:at]:
        asked = t.head.head.lemma_.lower() if t.tag_ == "TO" and t.head.tag_ == "VB" else ""
        if lexicon().events.carrier(asked) == "ask" and low <= t.head.head.i < t.i < t.head.i < at:
            return t.head
    return None


def _opens_branch(doc: Any, token: Any, sentence: Any) -> bool:
    """Whether a second branch begins here: "it was otherwise a quiet week" has none."""
    before = doc[token.i - 1] if token.i > sentence.start else None
    if before is None:
        return False
    return token.lower_ == "or" or before.is_punct or before.lower_ in ("and", "or", "but")


def _is_menace(doc: Any, low: int, at: int, sentence: Any) -> bool:
    """Whether "or" joins two futures: "They will disarm, or the city will burn"."""

    def will(tokens: Any) -> bool:
        return any(t.lower_ in ("will", "'ll", "’ll", "shall") for t in tokens)

    apart = doc[at - 1].text == "," and any(t.dep_ in SUBJECTS for t in doc[at + 1 : at + 6])
    return apart and will(doc[low:at]) and will(doc[at : min(at + 8, sentence.end)])


def _is_order(doc: Any, low: int, high: int) -> bool:
    """Whether a clause orders: "Lift the siege", "They must leave", "You have to pay"."""
    first = doc[low]
    if first.tag_ in ("VB", "VBP") and first.dep_ not in SUBJECTS:
        return True
    return any(
        t.lower_ in ("must", "should")
        or (t.lower_ in ("has", "have") and t.i + 1 < high and doc[t.i + 1].lower_ == "to")
        for t in doc[low:high]
    )


def _has_subject(doc: Any, at: int, sentence: Any) -> bool:
    """Whether a clause of its own begins here: "or | we will act", not "or | visited the fair"."""
    stop = next((t.i for t in doc[at : sentence.end] if t.text == "," and t.i > at), sentence.end)
    subject = next((t for t in doc[at : min(at + 8, stop)] if t.dep_ in SUBJECTS), None)
    return subject is not None and not any(
        t.tag_ in ("VBZ", "VBP", "VBD", "VBN", "VB") for t in doc[at : subject.i]
    )


def _clause_follows(doc: Any, at: int, sentence: Any) -> bool:
    """Whether a clause with a finite verb follows soon."""
    return any(
        t.lower_ in _FUTURE or t.tag_ in ("VBZ", "VBP", "VBD", "MD")
        for t in doc[at + 1 : min(at + 9, sentence.end)]
    )


def _until_stop(doc: Any, start: int, sentence: Any) -> int:
    stop: int = next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".")),
        sentence.end - 1,
    )
    return stop


def _until_comma(doc: Any, start: int, sentence: Any) -> int:
    stop: int = next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".", ",")),
        sentence.end - 1,
    )
    return stop


def inverted_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions by inversion: "Should they …", "Were they to …", "…, should they …"."""
    doc = sentence.doc
    if doc[sentence.end - 1].text == "?":
        return
    for token in sentence:
        if token.lower_ not in ("should", "were", "had") or token.i + 2 >= sentence.end:
            continue
        opens = (
            token.i == sentence.start
            or doc[token.i - 1].text in (",", ":", ";", "—")
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        )
        if not _is_turned(doc, token, sentence, opens=opens):
            continue
        comma = next((t.i for t in doc[token.i : sentence.end] if t.text in (",", "—")), None)
        stop = sentence.end if comma is None else comma
        condition = trim_edges(doc, token.i + 1, stop - 1)
        before = [t for t in doc[sentence.start : token.i] if t.is_alpha]
        leads = opens and comma is not None and comma + 2 < sentence.end
        if leads and not (
            len(before) > 3
            and doc[token.i - 1].text == ","
            and _is_told(doc, comma, sentence, speech)
        ):
            high = _until_stop(doc, comma + 1, sentence) if comma is not None else stop
            told = next((i for i in sorted(speech) if stop + 1 < i <= high), None)
            if told is not None:  # "…, its minister warned"
                commas = [i for i in range(stop + 2, told) if doc[i].text == ","]
                high = commas[-1] - 1 if commas else high
            yield Found(token.text, "if", condition, trim_edges(doc, stop + 1, high))
        elif len(before) > 1:
            said = (i + 1 for i in speech if sentence.start <= i < token.i - 2)
            low = max(said, default=sentence.start)
            low, high = trim_edges(doc, low, token.i - 1, words=_JOINS)
            yield Found(token.text, "if", condition, (low, high))


def _is_turned(doc: Any, token: Any, sentence: Any, *, opens: bool) -> bool:
    """Whether an auxiliary stands before its subject: "should Orland arm", "had they known"."""
    follows = doc[token.i + 1]
    if follows.pos_ not in ("PRON", "NOUN", "PROPN", "DET", "ADJ", "NUM"):
        return False
    subjects = [t for t in token.head.children if t.dep_ in ("nsubj", "nsubjpass", "expl")]
    if any(sentence.start <= t.i < token.i for t in subjects):
        return False
    ahead = doc[token.i + 1 : min(token.i + 12, sentence.end)]
    stop = next((t.i for t in ahead if t.text in (",", ";", "—")), ahead.end)
    ahead = doc[token.i + 1 : stop]
    if token.lower_ == "were":
        return opens and any(t.lower_ == "to" for t in ahead)
    if token.lower_ == "had":
        return opens and token.dep_ in ("aux", "auxpass") and any(t.tag_ == "VBN" for t in ahead)
    verb = any(t.tag_ in ("VB", "VBN", "VBP") and t.i > token.i + 1 for t in ahead)
    verb = verb or (token.dep_ == "aux" and token.i + 1 < token.head.i < stop)
    before = doc[token.i - 1] if token.i > sentence.start else None
    subject = before is not None and before.pos_ in ("PRON", "PROPN") and before.dep_ in SUBJECTS
    return verb and (opens or token.dep_ == "aux") and not subject


def _is_told(doc: Any, comma: int | None, sentence: Any, speech: set[int]) -> bool:
    """Whether what follows a comma only tells who said it, or is a participle: ", calling on …"."""
    if comma is None or comma + 1 >= sentence.end:
        return True
    after = doc[comma + 1 : sentence.end]
    return after[0].tag_ == "VBG" or any(t.i in speech for t in after[:6])


def any_noun_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions in a noun phrase: "Any attempt to … will be …", "will resist any offer that …"."""
    doc, words = sentence.doc, lexicon().conditional
    for token in sentence:
        if token.lower_ not in words["determiners"] | _ONE_SUCH:
            continue
        noun = token.head if token.dep_ in ("det", "amod", "predet") else token
        if token.lower_ == "whoever" and (found := _whoever(doc, token)) is not None:
            yield found
            continue
        alone = noun == token and token.lower_ not in ("whoever", "anyone", "anybody")
        if alone or noun.left_edge.i != token.i:
            continue
        found = (
            _any_subject(doc, token, noun, speech)
            if noun.dep_ in ("nsubj", "nsubjpass")
            else _any_object(doc, token, noun, sentence)
        )
        if found is not None:
            yield found


def _whoever(doc: Any, token: Any) -> Found | None:
    """Read "whoever opens the gate will lose his job"."""
    clause = token.head
    main = clause.head
    will = next((c for c in main.children if c.lower_ in _ANY_MODALS and c.dep_ == "aux"), None)
    if clause.dep_ not in ("csubj", "nsubj") or will is None or will.i < clause.i:
        return None
    condition = trim_edges(doc, token.i, min(clause.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, main.right_edge.i))


def _any_subject(doc: Any, token: Any, noun: Any, speech: set[int]) -> Found | None:
    verb = noun.head
    will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _ANY_MODALS), None)
    if will is None or (is_negated(verb) and token.lower_ == "anyone"):
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ("doubt", "deny", "question"):
        return None
    deed = noun.lemma_.lower() in lexicon().conditional["deeds"]
    if token.lower_ in _ONE_SUCH and not (deed and _follows_from(verb, will)):
        return None
    if will.lower_ in ("can", "could", "may", "might") and not deed:
        return None  # "any headway could be wiped out": a forecast
    high = verb.right_edge.i
    for c in verb.children:
        if c.dep_ == "conj" and (child(c, *SUBJECTS) is not None or c.i in speech):
            high = min(high, c.left_edge.i - 1)
    condition = trim_edges(doc, noun.left_edge.i, min(noun.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, high))


def _follows_from(verb: Any, will: Any) -> bool:
    """Whether a verb says what follows on a deed: "a new strike would be met with a lockout", "would force us to sue"."""
    if will.lower_ in ("can", "could", "may", "might"):
        return False
    words, lemma = lexicon(), verb.lemma_.lower()
    if child(verb, "auxpass") is not None:
        return lemma in words.events.response | {"punish", "repel", "counter"}
    return lemma in words.conditional["leading"]


def _any_object(doc: Any, token: Any, noun: Any, sentence: Any) -> Found | None:
    """Read "Velia will respond to any attack": what is answered is the condition."""
    if token.lower_ not in ("any", "every", "each"):
        return None
    verb = noun.head
    while verb.dep_ in ("prep", "pobj", "dobj", "dative", "conj") and verb.pos_ != "VERB":
        if verb.head == verb:
            return None
        verb = verb.head
    whole = verb
    while whole.dep_ in ("xcomp", "pcomp") and whole.head.i >= sentence.start:
        whole = whole.head  # "stand ready to consider"
    # "any ship that enters the strait", not "any help that it has"
    meets = any(
        c.dep_ == "relcl"
        and any(t.dep_ == "nsubj" and t.lower_ in ("that", "who", "which") for t in c.children)
        for c in noun.children
    )
    answers = verb.lemma_.lower() in lexicon().conditional["answering"]
    if verb.i > noun.i or not (answers or meets):
        return None
    ready = whole != verb or any(c.lower_ in ("ready", "prepared") for c in whole.children)
    will = any(
        c.dep_ == "aux" and (c.lower_ in _WILL or c.lower_ in ("would", "shall"))
        for c in (*verb.children, *whole.children)
    )
    if not (will or ready):
        return None
    words = lexicon().conditional
    deed = noun.lemma_.lower() in words["deeds"]
    deed = deed or (verb.lemma_.lower() in words["meeting"] and names_deed(noun))
    bound = any(c.dep_ in ("relcl", "acl") for c in noun.children)
    if not deed and not bound:
        return None  # "will give any help": no condition
    subject = child(whole, *SUBJECTS)
    low = subject.left_edge.i if subject is not None else max(whole.left_edge.i, sentence.start)
    condition = trim_edges(doc, noun.left_edge.i, _ends_before_comma(doc, noun, sentence))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, low, token.i - 1))


def _ends_before_comma(doc: Any, noun: Any, sentence: Any) -> int:
    """Return where a noun phrase ends: its own means ("with its own") and asides left out."""
    right: int = min(noun.right_edge.i, sentence.end - 1)
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ == "with" and c.i > noun.i:
            right = min(right, c.i - 1)
    after = doc[right + 1] if right + 1 < sentence.end else None
    if (
        after is not None
        and after.lower_ in ("by", "from", "against", "on")
        and child(after, "pobj")
    ):
        right = min(after.right_edge.i, sentence.end - 1)  # "any levy | by Lima"
    stop = next(
        (i for i in range(noun.i + 1, right + 1) if doc[i].text in (",", ";", "—", ":")), right + 1
    )
    return stop - 1


def bargain_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find "No clean-up, no ore"."""
    doc = sentence.doc
    if doc[sentence.start].lower_ != "no" or sentence.end - sentence.start > 16:
        return
    if [t.lower_ for t in sentence].count("no") > 2:
        return  # "No talks, no ransom, no exceptions": a list
    for token in doc[sentence.start + 2 : sentence.end - 1]:
        if token.text == "," and doc[token.i + 1].lower_ == "no":
            condition = trim_edges(doc, sentence.start + 1, token.i - 1)
            yield Found(
                doc[sentence.start].text,
                "unless",
                condition,
                trim_edges(doc, token.i + 1, sentence.end - 1),
            )
            return


def only_then_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find "Free the crew, and only then will we talk": what comes first is the condition.

    It may be the sentence before: "Let them free our men. Only then can there be talks."
    """
    doc = sentence.doc
    for token in doc[sentence.start : max(sentence.end - 3, sentence.start)]:
        if token.lower_ != "only" or doc[token.i + 1].lower_ != "then":
            continue
        start = token.i
        while start > sentence.start and doc[start - 1].lower_ in ("and", "but", "then", ","):
            start -= 1  # "and then, and only then"
        first, last = sentence.start, start - 1
        if start == sentence.start:
            if start == 0 or not _is_ahead(doc[token.i + 2 : token.i + 4]):
                return  # "Only then did we see the smoke."
            first, last = doc[start - 1].sent.start, start - 1
        said = [i + 1 for i in speech if first <= i < last and doc[i + 1].text != ","]
        low, high = trim_edges(doc, max(said, default=first), last, words=("first", "that"))
        low, high = without_attribution(doc, low, high, speech)
        high -= doc[high].lower_ == "first" and high > low
        stop = _until_stop(doc, token.i + 2, sentence)
        then = without_attribution(doc, *trim_edges(doc, token.i + 2, stop), speech)
        if high - low > 0:
            yield Found(doc[start : token.i + 2].text, "only-if", (low, high), then)
        return


def _is_ahead(tokens: Any) -> bool:
    """Whether words open what is still to come: "only then will we", "only then do we"."""
    return any(t.lower_ in _FUTURE or t.lower_ in ("do", "does") for t in tokens)


def otherwise_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find "They must leave. Otherwise we will act.": the order stands in the sentence before."""
    doc = sentence.doc
    first = doc[sentence.start]
    if first.lower_ != "otherwise" or sentence.start == 0 or sentence.end - sentence.start < 4:
        return
    before = doc[sentence.start - 1].sent
    if _is_order(doc, before.start, before.end) or _asks_for_something(before):
        condition = trim_edges(doc, before.start, before.end - 1)
        rest = trim_edges(doc, sentence.start + 1, sentence.end - 1)
        yield Found(first.text, "either-or", condition, without_attribution(doc, *rest, speech))


def _asks_for_something(sentence: Any) -> bool:
    """Whether a sentence says that somebody asks: "Velia wants an apology"."""
    root = sentence.root
    return lexicon().events.carrier(root.lemma_.lower()) == "ask" and not is_negated(root)


def alternative_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find what follows where a condition is not met: "will pay if they sign; otherwise it will sue"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ != "otherwise" or token.i < sentence.start + 5:
            continue
        if doc[token.i - 1].text not in (",", ";", "—", "–") and doc[token.i - 1].lower_ != "but":
            continue
        cue = next((t for t in doc[sentence.start : token.i] if t.lower_ in ("if", "unless")), None)
        if cue is None or not _clause_follows(doc, token.i, sentence):
            continue
        stop = next(
            (t.i for t in doc[cue.i + 1 : token.i] if t.text in (",", ";", "—", "–")), token.i
        )
        then = trim_edges(doc, token.i + 1, _until_comma(doc, token.i + 1, sentence))
        sense = "unless" if cue.lower_ == "if" else "if"
        yield Found(token.text, sense, trim_edges(doc, cue.i + 1, stop - 1), then, "alternative")


def imperative_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find orders that are conditions: "Lift the siege and we will talk"."""
    doc = sentence.doc
    starts = [sentence.start]
    starts += [t.i + 1 for t in sentence if t.text in (":", ";") and t.i + 1 < sentence.end]
    for start in starts:
        found = _order_and(doc, start, sentence)
        if found is not None:
            yield found


def _order_and(doc: Any, start: int, sentence: Any) -> Found | None:
    root = doc[start]
    subject = child(root, "nsubj")
    ordered = root.tag_ in ("VB", "VBP") and root.dep_ not in SUBJECTS
    if start + 1 < sentence.end and doc[start + 1].lower_ == "and":
        known = lexicon().cue_acts.keys() | lexicon().deeds.keys() | lexicon().yielding
        ordered = ordered or (root.tag_ in ("NN", "NNP") and root.lemma_.lower() in known)
    if not ordered or (subject is not None and subject.i < root.i):
        return None
    for token in doc[start + 1 : max(sentence.end - 2, start + 1)]:
        if token.text in (";", ":"):
            return None
        after = doc[token.i + 1]
        if token.lower_ != "and" or after.pos_ not in ("PRON", "NOUN", "PROPN", "DET"):
            continue
        soon = doc[token.i + 1 : min(token.i + 6, sentence.end)]
        if any(t.lower_ in ("will", "'ll", "’ll", "shall", "can") for t in soon):
            high = _until_stop(doc, token.i + 1, sentence)
            order = trim_edges(doc, start, token.i - 1)
            return Found("and", "if", order, trim_edges(doc, token.i + 1, high))
    return None


def ultimatum_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find "do A or face B", "urged them to do A or risk B"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ != "or" or token.i + 1 >= sentence.end:
            continue
        if doc[token.i + 1].lemma_.lower() not in ("face", "risk", "suffer", "lose", "be"):
            continue
        verbs = [
            t
            for t in doc[sentence.start : token.i]
            if t.tag_ == "VB"
            and (
                t.i == sentence.start
                or doc[t.i - 1].lower_ in ("to", "can", "must", "should")
                or doc[t.i - 1].text in (":", ";")
            )
        ]
        if verbs:
            high = _until_stop(doc, token.i + 1, sentence)
            order = trim_edges(doc, verbs[-1].i, token.i - 1)
            yield Found("or", "either-or", order, trim_edges(doc, token.i + 1, high))
            return
