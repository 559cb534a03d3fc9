"""Conditions in constructions of their own: either–or, inversion, noun phrases, orders, "depends on"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
_JOINS = ("that", "and", "but", "then", "so", "because", "as", "while", "yet", "which")


@dataclass(frozen=True, slots=True)
class Found:
    """A condition as stretches of tokens, both ends included."""

    cue: str
    sense: str
    condition: tuple[int, int]
    consequence: tuple[int, int]


def dependence_conditions(sentence: Any) -> Iterator[Found]:
    """Find what depends on what: "A depends on B", "it is up to B to do A"."""
    doc = sentence.doc
    lower = [t.lower_ for t in sentence]
    for phrase in lexicon().dependence:
        parts = phrase.split()
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
            if low <= high:
                yield Found(
                    doc[start:after].text, "dependence", trim_edges(doc, after, right), (low, high)
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


def either_conditions(sentence: Any) -> Iterator[Found]:
    """Find two branches: "either A or B", "whether A or B, C", "do A or else B"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ == "either" and (
            token.i == sentence.start
            or doc[token.i - 1].is_punct
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        ):
            other = next(
                (
                    t.i
                    for t in doc[token.i + 1 : sentence.end]
                    if t.lower_ == "or" and _clause_follows(doc, t.i, sentence)
                ),
                None,
            )
            if other is not None:
                high = _until_stop(doc, other + 1, sentence)
                yield Found(
                    "either",
                    "either-or",
                    trim_edges(doc, token.i + 1, other - 1),
                    trim_edges(doc, other + 1, high, words=("else",)),
                )
        elif token.lower_ == "whether" and (
            token.i == sentence.start or doc[token.i - 1].text in (",", ":", ";", "—")
        ):
            if any(t.lower_ == "or" for t in doc[token.i : sentence.end]):
                comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
                if comma is not None and comma + 2 < sentence.end:
                    high = _until_comma(doc, comma + 1, sentence)
                    yield Found(
                        token.text,
                        "either-or",
                        trim_edges(doc, token.i + 1, comma - 1),
                        trim_edges(doc, comma + 1, high),
                    )
        elif token.lower_ in ("or", "otherwise") and token.i > sentence.start:
            follows = doc[token.i + 1] if token.i + 1 < sentence.end else None
            if follows is None:
                continue
            strong = follows.lower_ in ("else", "otherwise") or token.lower_ == "otherwise"
            start = token.i + (2 if follows.lower_ in ("else", "otherwise") else 1)
            if not _clause_follows(doc, start - 1, sentence):
                continue
            low = sentence.start
            ordering = _is_order(doc, low, token.i) or _is_menace(doc, low, token.i, sentence)
            if strong or ordering:
                if "either" in [t.lower_ for t in doc[low : token.i]] or "whether" in [
                    t.lower_ for t in doc[low : token.i]
                ]:
                    continue
                yield Found(
                    doc[token.i : start].text,
                    "either-or",
                    trim_edges(doc, low, token.i - 1),
                    trim_edges(doc, start, _until_stop(doc, start, sentence)),
                )


def _is_menace(doc: Any, low: int, at: int, sentence: Any) -> bool:
    """Whether "or" joins two futures: "They will disarm, or the city will burn"."""

    def will(tokens: Any) -> bool:
        return any(t.lower_ in ("will", "'ll", "’ll", "shall") for t in tokens)

    apart = doc[at - 1].text == "," and any(t.dep_ in SUBJECTS for t in doc[at + 1 : at + 6])
    return apart and will(doc[low:at]) and will(doc[at : min(at + 8, sentence.end)])


def _is_order(doc: Any, low: int, high: int) -> bool:
    first = doc[low]
    words = [t.lower_ for t in doc[low:high]]
    return (first.tag_ in ("VB", "VBP") and first.dep_ not in SUBJECTS) or any(
        w in words for w in ("must", "should", "has", "have")
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
    """Find conditions by inversion: "Should they …", "Were they to …", "Had they done …"."""
    doc = sentence.doc
    if doc[sentence.end - 1].text == "?":
        return
    for token in sentence:
        if token.lower_ not in ("should", "were", "had"):
            continue
        opens = (
            token.i == sentence.start
            or doc[token.i - 1].text in (",", ":", ";", "—")
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        )
        turned = token.dep_ == "aux" and any(
            c.dep_ in SUBJECTS and c.i > token.i for c in token.head.children
        )
        if (
            not (opens or (turned and token.lower_ == "should"))
            or token.i + 2 >= sentence.end
            or doc[token.i + 1].pos_ not in ("PRON", "NOUN", "PROPN", "DET", "ADJ", "NUM")
        ):
            continue
        if any(
            t.dep_ in SUBJECTS and t.head.i > token.i and t.head == token.head
            for t in doc[sentence.start : token.i]
        ):
            continue
        comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
        if (
            token.lower_ != "should"
            and "to" not in [t.lower_ for t in doc[token.i : comma or sentence.end]]
            and token.lower_ == "were"
        ):
            continue
        if comma is None or comma + 2 >= sentence.end:
            said = (i + 1 for i in speech if sentence.start <= i < token.i - 2)
            low = max(said, default=sentence.start)
            if token.i > low + 2 and comma is None:
                low, high = trim_edges(doc, low, token.i - 1, words=_JOINS)
                yield Found(
                    token.text, "if", trim_edges(doc, token.i + 1, sentence.end - 1), (low, high)
                )
            continue
        yield Found(
            token.text,
            "if",
            trim_edges(doc, token.i + 1, comma - 1),
            trim_edges(doc, comma + 1, _until_stop(doc, comma + 1, sentence)),
        )


def any_noun_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions in a noun phrase: "Any attempt to … will be considered …"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ not in ("any", "every", "further", "whoever", "anyone", "anybody"):
            continue
        noun = token.head if token.dep_ in ("det", "amod") else token
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.left_edge.i != token.i:
            continue
        verb = noun.head
        will = next(
            (
                c
                for c in verb.children
                if c.dep_ == "aux"
                and c.lower_ in ("will", "would", "shall", "can", "could", "may", "must", "'ll")
            ),
            None,
        )
        if will is None or (is_negated(verb) and token.lower_ == "anyone"):
            continue
        high = verb.right_edge.i
        for c in verb.children:
            if c.dep_ == "conj" and (child(c, *SUBJECTS) is not None or c.i in speech):
                high = min(high, c.left_edge.i - 1)
        condition = trim_edges(doc, noun.left_edge.i, min(noun.right_edge.i, will.i - 1))
        yield Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, high))


def bargain_conditions(sentence: Any) -> Iterator[Found]:
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


def imperative_conditions(sentence: Any) -> Iterator[Found]:
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


def ultimatum_conditions(sentence: Any) -> Iterator[Found]:
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
