"""A picture as data: boxes, words, lines and dots, which every output draws the same way."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: What a colour is for, and how it looks on light and on dark ground; text has a contrast of 4.5:1.
PALETTE: dict[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#12161b"),
    "ink": ("#1b232c", "#e6eaee"),
    "soft": ("#525e6b", "#a6b2be"),
    "rule": ("#c3cbd3", "#3d4855"),
    "good": ("#1c6b3a", "#86d6a2"),
    "bad": ("#a3251d", "#ff9d93"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    wide: float
    high: float
    fill: str
    stroke: str | None = None
    thick: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text; ``y`` is its base line, ``anchor`` start, middle or end."""

    x: float
    y: float
    text: str
    size: float = 13
    fill: str = "ink"
    bold: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thick: float = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


Shape = Box | Words | Stroke | Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, its title, and what it shows in words for those who do not see it."""

    id: str
    title: str
    alt: str
    wide: float
    high: float
    shapes: tuple[Shape, ...]


def measured(text: str, size: float) -> float:
    """Return about how wide a text is drawn; East Asian characters are square.

    Examples
    --------
    >>> measured("abc", 10) < measured("한국어", 10)
    True
    """
    square = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return size * (square + 0.6 * (len(text) - square))


def fitted(text: str, width: float, size: float = 13) -> str:
    """Cut a text so that it fits a width.

    Examples
    --------
    >>> fitted("to close the border", 60)
    'to clo…'
    """
    if measured(text, size) <= width:
        return text
    while text and measured(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
