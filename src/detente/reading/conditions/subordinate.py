"""Conditions in clauses and phrases of their own, opened by a cue: "if", "unless", "in exchange for"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from detente.reading.conditions.consequences import consequence_of, without_attribution
from detente.reading.conditions.cues import cue_at
from detente.reading.conditions.extent import (
    before_attribution,
    condition_clause,
    to_its_comma,
    turned_about,
    without_its_comma,
)
from detente.reading.conditions.found import JOINS, Found
from detente.reading.conditions.uses import Use, joins, sets_condition
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, is_negated, trim_edges

_FINITE = ("VBZ", "VBP", "VBD", "MD")
_COORDINATORS = ("and", "or", "but")


@dataclass(frozen=True, slots=True)
class _Part:
    """A cue, from ``start`` to before ``after``, what it says, and the stretch that it opens."""

    start: int
    after: int
    words: str
    sense: str
    stretch: tuple[int, int]


def dangling_condition(parsed: Parsed) -> tuple[str, str, tuple[int, int]] | None:
    """Return cue, sense and condition of words that are a condition alone: "but only if …"."""
    doc = parsed.doc
    sentence = next(iter(doc.sents), None)
    if sentence is None:
        return None
    position = sentence.start
    while position < sentence.end - 2 and doc[position].lower_ in ("but", "and", "–", "—"):
        position += 1
    cue = cue_at(doc, position, sentence)
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


def subordinate_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions by their cue, each with the clause that it governs."""
    doc = sentence.doc
    position = sentence.start
    while position < sentence.end:
        cue = cue_at(doc, position, sentence)
        if cue is None:
            position += 1
            continue
        words, sense, size = cue
        after = position + size
        after += after < sentence.end and doc[after].text == ":"  # "on one condition: that …"
        halves = turned_about(doc, position, after, sentence, speech)
        condition = halves[0] if halves else condition_clause(doc, position, after, sentence)
        condition = to_its_comma(doc, before_attribution(doc, condition, speech), sentence)
        if condition is not None and joins(doc[condition[0]]):
            condition = condition[0] + 1, condition[1]  # "the day that they leave"
        if condition is not None and sets_condition(Use(doc, position, words, sentence, condition)):
            consequence = (
                halves[1]
                if halves
                else _after(doc, condition, sentence)
                if position > sentence.start and doc[position - 1].lemma_ == "be"
                else None
            ) or consequence_of(doc, position, condition, sentence, speech)
            if not halves and (consequence is None or _only_tells(doc, consequence, speech)):
                cut = without_its_comma(doc, condition)
                condition, consequence = cut or (condition, consequence)
            if not halves:
                consequence = _own_clause(doc, position, condition, consequence, sentence, speech)
            parts = [_Part(position, after, words, sense, condition)]
            parts, consequence = _apart(doc, parts, consequence, sentence, speech)
            if consequence is not None and _may_follow(doc, words, consequence, sentence):
                for part in parts:
                    rule = lexicon().families.get(part.words, "subordinate")
                    cue_text = doc[part.start : part.after].text
                    yield Found(cue_text, part.sense, part.stretch, consequence, rule)
        position = after


def _own_clause(
    doc: Any,
    position: int,
    condition: tuple[int, int],
    then: tuple[int, int] | None,
    sentence: Any,
    speech: set[int],
) -> tuple[int, int] | None:
    """Return what a condition in a list governs: "we will pay | if they go; we will sign if they come".

    A parser may tie it to the clause behind, which is another's where a semicolon parts them or it has a cue of its own.
    """
    if then is None:
        return None
    if then[0] > condition[1]:
        parted = any(t.text == ";" for t in doc[condition[1] : then[0] + 1])
        cues = (cue_at(doc, i, sentence) for i in range(then[0] + 2, then[1]))
        own = parted or any(cue is not None for cue in cues)
        marks: tuple[str, ...] = (";", ":", "—", ",", "“", '"')
    else:
        own = parted = any(t.text == ";" for t in doc[then[0] : then[1] + 1])
        marks = (";",)
    if not own:
        return then
    breaks = (t.i for t in doc[sentence.start : position] if t.text in marks)
    low, high = trim_edges(doc, max(breaks, default=sentence.start - 1) + 1, position - 1)
    while low < high and doc[low].lower_ in JOINS:
        low += 1
    clause = doc[low : high + 1]
    if not any(t.dep_ in SUBJECTS for t in clause) or not any(t.tag_ in _FINITE for t in clause):
        return None if parted and then[0] > condition[1] else then
    return without_attribution(doc, low, high, speech)


def _apart(
    doc: Any,
    parts: list[_Part],
    consequence: tuple[int, int] | None,
    sentence: Any,
    speech: set[int],
) -> tuple[list[_Part], tuple[int, int] | None]:
    """Part a condition where what is joined to it has a cue that says something else; both have one consequence.

    "We will stay if they pay | and unless we are asked to go", "If they pay | but only if he agrees, we will stay".
    """
    further = _joined(doc, parts[-1], sentence)
    if further is None:
        return parts, consequence
    joint, part = further
    then = consequence_of(doc, part.start, part.stretch, sentence, speech)
    fronted = consequence is None or consequence[0] > parts[0].start
    if then is not None and then[1] > part.stretch[1]:
        if not fronted:
            return parts, consequence  # "We will talk if they pay, and unless they do, we will sue"
        low = max(then[0], part.stretch[1] + 1)
        then = trim_edges(doc, low, then[1])
    first, last = parts[-1].stretch
    own = replace(parts[-1], stretch=trim_edges(doc, first, min(joint - 1, last)))
    shared = then if fronted else consequence
    return _apart(doc, [*parts[:-1], own, part], shared, sentence, speech)


def _joined(doc: Any, part: _Part, sentence: Any) -> tuple[int, _Part] | None:
    """Return what joins another condition to one, with a cue that says something else, and that condition."""
    first, last = part.stretch
    for i in range(first + 1, min(last + 3, sentence.end - 2)):
        start = i + 1 + (doc[i + 1].text == ",")
        cue = cue_at(doc, start, sentence) if doc[i].lower_ in _COORDINATORS else None
        if cue is None or cue[1] == part.sense:
            continue
        words, sense, size = cue
        after = start + size
        stretch = (
            trim_edges(doc, after, last)
            if after <= last
            else condition_clause(doc, start, after, sentence)
        )
        if stretch is not None and sets_condition(Use(doc, start, words, sentence, stretch)):
            return i, _Part(start, after, words, sense, stretch)
    return None


def _only_tells(doc: Any, consequence: tuple[int, int], speech: set[int]) -> bool:
    """Whether a consequence is only who says it: "India said"."""
    then = doc[consequence[0] : consequence[1] + 1]
    finite = [t.i for t in then if t.tag_ in ("VBZ", "VBP", "VBD", "MD")]
    return bool(finite) and all(i in speech for i in finite)


def _may_follow(doc: Any, words: str, consequence: tuple[int, int], sentence: Any) -> bool:
    """Whether a consequence may hang on a cue: no question, and on a precaution nothing that is past."""
    then = doc[consequence[0] : consequence[1] + 1]
    opens = then[0]
    if opens.lower_ in ("if", "whether"):
        return False  # "asked if they would sign if the talks went on"
    told = then.root.head
    if then.root.dep_ == "ccomp" and is_negated(told) and told.lemma_ in lexicon().events.telling:
        return False  # "did not say it would leave if they refused"
    if doc[sentence.end - 1].text == "?":
        return False  # "Would they sign if the sanctions went?"
    if not words.startswith("in case") and not words.startswith("in the event"):
        return True
    asked = opens.tag_ in ("VBN", "VBD") and not any(t.tag_ == "MD" for t in then)
    return not asked and not any(
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
