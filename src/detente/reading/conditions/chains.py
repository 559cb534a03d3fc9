"""Conditions that stand in the sentence or clause before: "They must leave. If not, we will act"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.consequences import without_attribution
from detente.reading.conditions.found import FUTURE, Found, clause_follows, is_order, until_stop
from detente.reading.lexicon import lexicon
from detente.reading.syntax import OWN, is_negated, trim_edges

_STOPS = (";", "—", "–", ":")
_OPEN = ("may", "might", "could", "can", "maybe", "perhaps", "suppose", "possible", "possibly", "if", "unlikely", "likely")  # fmt: skip


def chained_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find what follows on what was just said: "Otherwise …", "Failing that …", "In that case …"."""
    doc = sentence.doc
    for start in _openings(sentence):
        link = _link_at(doc, start, sentence)
        if link is None:
            continue
        words, sense, after = link
        before = _clause_before(doc, start, sentence)
        if before is None or not clause_follows(doc, after - 1, sentence):
            continue
        if not _suits(doc, before, sense, words):
            continue
        then = trim_edges(doc, after, until_stop(doc, after, sentence))
        condition = without_attribution(doc, *trim_edges(doc, *before), speech)
        yield Found(words, sense, condition, without_attribution(doc, *then, speech))


def _openings(sentence: Any) -> Iterator[int]:
    """Yield where a clause of its own begins, past "but" and "and"."""
    doc = sentence.doc
    marks = [t.i + 1 for t in sentence if t.text in _STOPS and t.i + 4 < sentence.end]
    for start in (sentence.start, *marks):
        at = start
        while at < sentence.end - 4 and (doc[at].is_punct or doc[at].lower_ in ("but", "and")):
            at += 1
        yield at


def _link_at(doc: Any, at: int, sentence: Any) -> tuple[str, str, int] | None:
    for _, sense, parts in lexicon().links.get(doc[at].lower_, ()):
        stop = at + len(parts)
        if stop < sentence.end and tuple(t.lower_ for t in doc[at:stop]) == parts:
            return doc[at:stop].text, sense, stop
    return None


def _clause_before(doc: Any, start: int, sentence: Any) -> tuple[int, int] | None:
    """Return what stands before a link: the clause in its own sentence, or the whole sentence before."""
    alpha = [
        t.i
        for t in doc[sentence.start : start]
        if t.is_alpha and t.lower_ not in ("but", "and", "or")
    ]
    if alpha:
        return sentence.start, start - 1
    if sentence.start == 0:
        return None
    before = doc[sentence.start - 1].sent
    return before.start, before.end - 1


def _suits(doc: Any, before: tuple[int, int], sense: str, words: str) -> bool:
    """Whether what was said can be the condition: an order or wish, or what may be so."""
    first, last = before
    asked = is_order(doc, first, last + 1) or _asks_for_something(doc[first : last + 1])
    if sense == "either-or" or words.lower() == "then":
        return asked
    return asked or any(t.lower_ in (*_OPEN, *FUTURE[:5]) for t in doc[first : last + 1])


def _asks_for_something(words: Any) -> bool:
    """Whether words say that somebody asks or awaits: "Velia wants an apology", "We expect an answer"."""
    root = words.root
    if is_negated(root):
        return False
    lemma = root.lemma_.lower()
    if lemma == "have" and any(t.lower_ in ("until", "till") for t in words):
        return True  # "the firm has until Friday to answer"
    own = any(c.dep_ == "nsubj" and c.lower_ in OWN for c in root.children)
    return lexicon().events.carrier(lemma) == "ask" or (
        own and lemma in ("expect", "hope", "await")
    )
