"""Conditions in clauses and phrases of their own, opened by a cue: "if", "unless", "in exchange for"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.consequences import consequence_of
from detente.reading.conditions.cues import cue_at
from detente.reading.conditions.extent import before_attribution, condition_clause, to_its_comma
from detente.reading.conditions.found import Found
from detente.reading.conditions.uses import joins, sets_condition
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import trim_edges


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
        condition = condition_clause(doc, position, after, sentence)
        condition = to_its_comma(doc, before_attribution(doc, condition, speech), sentence)
        if condition is not None and joins(doc[condition[0]]):
            condition = condition[0] + 1, condition[1]  # "the day that they leave"
        if condition is not None and sets_condition(doc, position, words, sentence, condition):
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
