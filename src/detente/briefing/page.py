"""The front page as a page: its sentences, and how they are made to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from detente.briefing.beyond import Remark
from detente.evidence import Document, Statement

#: Words that the front page holds at most.
WORDS = 120
#: Characters of one course of events, longest first; the first that fits the page is taken.
WIDTHS = (160, 110, 80, 56, 40, 28)
#: Beyond so many the page says how many there are rather than which.
MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the front page, and what it rests on: evidence of the model, statements, remarks."""

    text: str
    evidence: tuple[str, ...] = ()
    statements: tuple[tuple[Document, Statement], ...] = ()
    remarks: tuple[Remark, ...] = ()


def fitting(make: Callable[[int], Iterable[Sentence]]) -> tuple[Sentence, ...]:
    """Return the longest page that fits; the last sentences go where even the shortest does not.

    Parameters
    ----------
    make : callable
        Makes the page for a width of `WIDTHS`.
    """
    page: list[Sentence] = []
    for width in WIDTHS:
        page = [sentence for sentence in make(width) if sentence.text]
        if words_of(page) <= WORDS:
            return tuple(page)
    while len(page) > 1 and words_of(page) > WORDS:
        page.pop(-2)
    return tuple(page) if words_of(page) <= WORDS else (Sentence(text=_cut(page[0].text)),)


def words_of(page: Sequence[Sentence]) -> int:
    """Count the words of a page."""
    return sum(len(sentence.text.split()) for sentence in page)


def _cut(text: str) -> str:
    return " ".join(text.split()[: WORDS - 1]) + " […]"
