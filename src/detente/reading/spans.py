"""The one place where spans are made, so that every span is verbatim."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from detente.evidence import Document, Span

#: Characters that a span never begins or ends with, unless asked to keep them.
_EDGES = " \t\n\r\f\v\u00a0"
_LOOSE = _EDGES + ",;:"
_BRACKETS = {"(": ")", "[": "]"}
#: Pronouns that brackets behind them may explain: "they [the Turks]".
EXPLAINED = "they|he|she|it|we|them|him|her|us|you|this|that|these|those"
_GLOSSED = re.compile(rf"\b(?:{EXPLAINED})\s$", re.IGNORECASE)


def make_span(text: str, start: int, end: int, *, loose: bool = False) -> Span:
    """Return the span of a text with blank edges cut off.

    Parameters
    ----------
    text : str
        The document's text.
    start, end : int
        Code points, end exclusive.
    loose : bool
        Also cut commas, colons and semicolons off the edges.
    """
    edges = _LOOSE if loose else _EDGES
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    if text[end : end + 1] in _BRACKETS.values() and _opens(text[start:end], text[end]):
        end += 1  # "if we meet them [the Turks]"
    if start and text[start - 1] in _BRACKETS and _closes(text[start:end], text[start - 1]):
        start -= 1  # "(Lesova's) government will close the port"
        glossed = _GLOSSED.search(text[max(0, start - 8) : start])
        start -= len(glossed.group()) if glossed else 0
    words = text[start:end]
    assert words == text[start:end]  # noqa: S101  the promise of the whole evidence thread
    return Span(start, end, words)


def _opens(words: str, bracket: str) -> bool:
    """Whether words open a bracket that closes behind them."""
    opening = next(o for o, closing in _BRACKETS.items() if closing == bracket)
    return words.rfind(opening) > words.rfind(bracket)


def _closes(words: str, bracket: str) -> bool:
    """Whether words close a bracket that opens before them."""
    close = words.find(_BRACKETS[bracket])
    return close > 0 and bracket not in words[:close]


def in_letters_of(text: str, document: Document) -> Document:
    """Return a document that was read in a folded form of the same length with its own letters.

    Every span gets the words that stand at its place in ``text``.
    """
    own: Document = _respelt(replace(document, text=text), text)
    return own


def _respelt(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        return Span(value.start, value.end, text[value.start : value.end])
    if isinstance(value, tuple):
        return tuple(_respelt(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _respelt(getattr(value, f.name), text) for f in fields(value)}
        )
    return value
