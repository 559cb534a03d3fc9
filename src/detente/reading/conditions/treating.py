"""Conditions in what is treated as something: "Diverting the river would be seen as an act of war".

Who says as what a deed will be taken says what it will bring; the deed is the condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.found import Found
from detente.reading.deed_grammar import names_deed, treated_as
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, is_negated, trim_edges

_AHEAD = ("will", "would", "shall", "'ll", "’ll", "'d", "’d")


def treated_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find deeds that will be treated as something hostile, by whoever says so or by its subject."""
    del speech
    doc = sentence.doc
    for verb in sentence:
        will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _AHEAD), None)
        if will is None or is_negated(verb) or treated_as(verb) is None:
            continue
        passive = child(verb, "auxpass") is not None
        thing = (
            child(verb, "nsubjpass", "csubjpass", "csubj", "nsubj")
            if passive
            else child(verb, "dobj", "ccomp")
        )
        if thing is None or not _is_deed(thing):
            continue
        if passive and thing.left_edge.lower_ in lexicon().conditional["determiners"] | {"a", "an"}:
            continue  # "any attempt will be seen as …" is a rule of its own
        if passive:
            condition = trim_edges(doc, thing.left_edge.i, will.i - 1)
            consequence = trim_edges(doc, will.i, verb.right_edge.i)
        else:
            subject = child(verb, "nsubj")
            low = subject.left_edge.i if subject is not None else will.i
            condition = trim_edges(doc, thing.left_edge.i, _before_as(verb, thing))
            consequence = trim_edges(doc, low, verb.i)
        if condition[0] <= condition[1]:
            yield Found("as", "if", condition, consequence, "treated-as")


def _is_deed(thing: Any) -> bool:
    if thing.tag_ in ("VBG", "VB"):
        return True
    return thing.pos_ == "NOUN" and names_deed(thing)


def _before_as(verb: Any, thing: Any) -> int:
    """Return where what is treated ends: before "as", wherever the parser hung it."""
    return next(
        (t.i - 1 for t in verb.doc[thing.i + 1 : verb.right_edge.i + 1] if t.lower_ == "as"),
        int(thing.right_edge.i),
    )
