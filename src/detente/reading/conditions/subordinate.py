"""Conditions in clauses and phrases of their own, opened by a cue: "if", "unless", "in exchange for"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.consequences import consequence_of
from detente.reading.conditions.cues import cue_at
from detente.reading.conditions.extent import (
    before_attribution,
    condition_clause,
    to_its_comma,
    turned_about,
    without_its_comma,
)
from detente.reading.conditions.found import Found
from detente.reading.conditions.uses import Use, joins, sets_condition
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import is_negated, trim_edges


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
            if consequence is not None and _may_follow(doc, words, consequence, sentence):
                rule = lexicon().families.get(words, "subordinate")
                yield Found(doc[position:after].text, sense, condition, consequence, rule)
        position = after


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
