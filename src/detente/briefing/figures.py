"""The picture of a brief: who spoke how of whom, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from detente.briefing.shapes import Area, Box, Figure, Shape, Stroke, Words, fitted
from detente.briefing.text import clean
from detente.evidence import Document

WIDE = 640
#: Pairs of speaker and addressee that are drawn, those who spoke most.
PAIRS = 8


def timeline(documents: Sequence[Document]) -> Figure | None:
    """Draw who spoke how of whom on which day, when the documents have different dates."""
    from detente.reading.attitudes import timeline as dated

    found = [(_day(item.date), item) for item in dated(documents) if item.date and item.grounds]
    points = [(day, item) for day, item in found if day is not None]
    days = sorted({day for day, _ in points})
    if len(days) < 2:
        return None
    names = {actor.id: actor.name for d in documents for actor in d.actors}
    weight: dict[tuple[str, str], int] = defaultdict(int)
    for _, item in points:
        weight[item.source, item.target] += len(item.grounds)
    pairs = sorted(weight, key=lambda pair: (-weight[pair], pair))[:PAIRS]
    left, right, top, step = 236.0, WIDE - 20.0, 34.0, 30.0
    span = max((days[-1] - days[0]).days, 1)
    shapes: list[Shape] = []
    told = []
    for n, pair in enumerate(pairs):
        y = top + n * step
        text = clean(f"{names.get(pair[0], pair[0])} of {names.get(pair[1], pair[1])}")
        shapes.append(
            Words(x=left - 12, y=y + 4, text=fitted(text, left - 18, 12), size=12, anchor="end")
        )
        shapes.append(Stroke(points=((left, y), (right, y)), colour="rule", thick=1))
        marks = []
        for day, item in points:
            if (item.source, item.target) != pair:
                continue
            x = round(left + 10 + (day - days[0]).days / span * (right - left - 20), 2)
            shapes.append(_mark(x, y, item.sign))
            marks.append(f"{item.date} {_SIGNS[item.sign]}")
        told.append(f"{text}: {', '.join(marks)}")
    bottom = top + len(pairs) * step
    shapes += [
        Words(x=left, y=bottom + 8, text=days[0].isoformat(), size=11, fill="soft"),
        Words(x=right, y=bottom + 8, text=days[-1].isoformat(), size=11, fill="soft", anchor="end"),
        Words(x=10, y=14, text="▲ friendly   ■ mixed or neutral   ▼ hostile", size=11, fill="soft"),
    ]
    return Figure(
        id="timeline", title="Who spoke how of whom, over time", alt=clean("; ".join(told) + "."),
        wide=WIDE, high=bottom + 20, shapes=tuple(shapes),
    )  # fmt: skip


_SIGNS = {"+": "friendly", "-": "hostile", "0": "mixed or neutral"}


def _mark(x: float, y: float, sign: str) -> Shape:
    if sign == "+":
        return Area(points=((x, y - 8), (x - 7, y + 6), (x + 7, y + 6)), fill="good")
    if sign == "-":
        return Area(points=((x, y + 8), (x - 7, y - 6), (x + 7, y - 6)), fill="bad")
    return Box(x=x - 5, y=y - 5, wide=10, high=10, fill="soft")


def _day(text: str) -> date | None:
    """Return the first day of a date that may lack its day or month."""
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
        return date(year, month, day)
    except ValueError:
        return None
