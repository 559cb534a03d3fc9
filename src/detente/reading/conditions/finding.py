"""Conditions: which words are the condition, which the consequence, and what joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from detente.reading.conditions.branches import (
    alternative_conditions,
    either_conditions,
    ultimatum_conditions,
)
from detente.reading.conditions.chains import chained_conditions
from detente.reading.conditions.dependence import dependence_conditions
from detente.reading.conditions.found import Found
from detente.reading.conditions.idle import is_idle, is_reported
from detente.reading.conditions.inversion import inverted_conditions
from detente.reading.conditions.nouns import (
    any_noun_conditions,
    leading_conditions,
    price_conditions,
)
from detente.reading.conditions.orders import (
    bargain_conditions,
    imperative_conditions,
    only_then_conditions,
)
from detente.reading.conditions.precedence import before_conditions
from detente.reading.conditions.subordinate import subordinate_conditions
from detente.reading.conditions.treating import treated_conditions
from detente.reading.language import Parsed
from detente.reading.syntax import trim_edges

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
                if is_idle(
                    parsed.doc, condition, direct=not is_reported(parsed.doc, first, speech)
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
        "leading": leading_conditions,
        "price": price_conditions,
        "bargain": bargain_conditions,
        "only-then": only_then_conditions,
        "chain": chained_conditions,
        "before": before_conditions,
        "subordinate": subordinate_conditions,
        "imperative": imperative_conditions,
        "alternative": alternative_conditions,
    }


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
