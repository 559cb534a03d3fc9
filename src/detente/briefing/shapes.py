"""A picture as data: boxes, words, lines and dots, which every file format draws the same way."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: What a colour is for, and how it looks on light and on dark ground; text has a contrast of 4.5:1.
PALETTE: dict[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#12161b"),
    "ink": ("#1b232c", "#e6eaee"),
    "soft": ("#525e6b", "#a6b2be"),
    "rule": ("#c3cbd3", "#3d4855"),
    "sunken": ("#eef1f4", "#222a33"),
    "strong": ("#0b5a7d", "#86c7e8"),
    "on-strong": ("#ffffff", "#0c1a22"),
    "pale": ("#d4e7f0", "#1d3442"),
    "good": ("#1c6b3a", "#86d6a2"),
    "good-soft": ("#dcefe2", "#1b3626"),
    "bad": ("#a3251d", "#ff9d93"),
    "warn": ("#7a4b00", "#f0c36d"),
}
#: Colour and dashes of the first, second, … party; both, so that no one has to tell colours apart.
PENS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("strong", ()),
    ("bad", (7, 4)),
    ("good", (2, 3)),
    ("warn", (9, 3, 2, 3)),
)


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
    """A line through points, perhaps dashed, perhaps with a tip at its end."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thick: float = 1.4
    dashes: tuple[float, ...] = ()


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


def tip(points: tuple[tuple[float, float], ...], colour: str, size: float = 7) -> Area:
    """Return the arrow head at the end of a line."""
    (x0, y0), (x, y) = points[-2], points[-1]
    length = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 1e-9)
    dx, dy = (x - x0) / length * size, (y - y0) / length * size
    back = (x - dx, y - dy)
    return Area(
        points=(
            (x, y),
            (round(back[0] - dy * 0.45, 2), round(back[1] + dx * 0.45, 2)),
            (round(back[0] + dy * 0.45, 2), round(back[1] - dx * 0.45, 2)),
        ),
        fill=colour,
    )


def curve(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float],
    end: tuple[float, float], steps: int = 14,
) -> tuple[tuple[float, float], ...]:  # fmt: skip
    """Return points of the cubic Bézier curve with two control points."""
    found = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        x = a * start[0] + b * one[0] + c * two[0] + d * end[0]
        y = a * start[1] + b * one[1] + c * two[1] + d * end[1]
        found.append((round(x, 2), round(y, 2)))
    return tuple(found)
