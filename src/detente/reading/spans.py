"""The one place where spans are made, so that every span is verbatim."""

from __future__ import annotations

from detente.evidence import Span

#: Characters that a span never begins or ends with, unless asked to keep them.
_EDGES = " \t\n\r\f\v\u00a0"
_LOOSE = _EDGES + ",;:"


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
    words = text[start:end]
    assert words == text[start:end]  # noqa: S101  the promise of the whole evidence thread
    return Span(start, end, words)
