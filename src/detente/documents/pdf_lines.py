"""The lines of a PDF page in reading order: runs put together, columns one after the other, rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from detente.documents.parts import letters

#: What a note's mark follows: a sentence's end or a word; a unit such as "km" has an exponent.
_BEFORE_MARK = re.compile(r"(?:[.,;:!?\"”’)\]]|[^\W\d_]{4,})\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as drawn: its words, where it starts and how large its letters are, in points."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    #: The first of a page or column: the line above it is elsewhere.
    first: bool = False
    #: A row of a table.
    row: bool = False


def lines_of(page: Any) -> list[Line]:
    """Return the lines of a page in reading order."""
    from pypdf.errors import PyPdfError

    gutter, rows = None, frozenset[int]()
    with suppress(PyPdfError, ValueError, TypeError, LookupError):  # a damaged page: as it comes
        gutter, rows = _split_at_gutter(page)
    runs: list[Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        runs.append(Line(text, x, y, abs(size) * scale))

    whole = page.extract_text(visitor_text=visit) or ""
    if letters("".join(run.text for run in runs)) < letters(whole):  # an odd page: without places
        runs = [Line(whole)]
    lines: list[Line] = []
    current: list[Line] = []
    for run in _without_raised(runs):
        if gutter and current and (current[-1].x < gutter) != (run.x < gutter) and run.text.strip():
            lines.append(_one(current))
            current = []
        head, *rest = run.text.split("\n")
        current.append(replace(run, text=head))
        for each in rest:
            lines.append(_one(current))
            current = [replace(run, text=each)]
    lines.append(_one(current))
    lines = _same_height(lines, gutter)
    lines = [
        replace(each, row=bool(each.text) and round(each.y) in rows)
        for each in lines
        if each.text or not gutter
    ]
    if gutter:
        left = [each for each in lines if each.x < gutter]
        right = [each for each in lines if each.x >= gutter]
        lines = [*left, replace(right[0], first=True), *right[1:]] if right else left
    lines = _columns_of_spaces(lines)
    return [replace(lines[0], first=True), *lines[1:]] if lines else []


def _same_height(lines: list[Line], gutter: float | None) -> list[Line]:
    """Join what was drawn piece by piece at one height: words to a line, cells to a row."""
    found: list[Line] = []
    for each in lines:
        last = found[-1] if found else None
        if (
            last
            and last.text
            and each.text
            and each.size
            and abs(each.y - last.y) < 0.3 * each.size
        ):
            same_column = gutter is None or (last.x < gutter) == (each.x < gutter)
            if each.x > last.x and same_column:
                wide = each.x - last.x - 0.5 * last.size * len(last.text) > 1.2 * each.size
                found[-1] = replace(last, text=f"{last.text}{chr(9) if wide else ' '}{each.text}")
                continue
        found.append(each)
    return found


def _one(runs: list[Line]) -> Line:
    """Return runs drawn on one line as a line; the longest says how large its letters are."""
    filled = [run for run in runs if run.text.strip()]
    if not filled:
        return Line("")
    largest = max(filled, key=lambda run: len(run.text))
    return Line("".join(run.text for run in runs).strip(), filled[0].x, filled[0].y, largest.size)


def _without_raised(runs: list[Line]) -> list[Line]:
    """Leave out the small raised figures that point to a note; exponents stay."""
    found: list[Line] = []
    before = Line("")
    for run in runs:
        raised = re.fullmatch(r"\s*(?:\d{1,3}|[*†‡§])(?:,\s?\d{1,3})*\s*", run.text)
        small = 0 < run.size < 0.85 * before.size and 0 <= run.y - before.y < before.size
        if raised and small and _BEFORE_MARK.search(before.text):
            found.append(replace(run, text=" " if run.text[-1:].isspace() else ""))
            continue
        found.append(run)
        before = run if run.text.strip() else before
    return found


def _split_at_gutter(page: Any) -> tuple[float | None, frozenset[int]]:
    """Return where the second column starts when two are drawn row by row, and the rows of tables.

    For columns the page's drawing is given a mark (a move by nothing) before each piece of the second
    one, so that the extractor reports it as a piece of its own. Only where it can be told: most
    rows have a piece that starts at the same place in the middle of the page, and both columns are
    prose, whose lines go on in small letters. Rows with pieces at the same places that are no prose
    are a table's.
    """
    from pypdf.generic import ContentStream, FloatObject, NameObject

    content = page.get_contents()
    if content is None:
        return None, frozenset()
    operations = list(content.operations)
    rows: dict[int, list[_Piece]] = {}
    for piece in _pieces(operations):
        rows.setdefault(round(piece.y), []).append(piece)
    starts = Counter(round(each.x) for row in rows.values() for each in _after_gaps(row))
    if not starts or starts.most_common(1)[0][1] < 3:
        return None, frozenset()
    gutter, often = starts.most_common(1)[0]
    both = {y: row for y, row in rows.items() if any(abs(e.x - gutter) <= 2 for e in row[1:])}
    width = float(page.mediabox.width)
    middle = 0.3 * width < gutter < 0.7 * width
    if (
        not middle
        or often < 4
        or len(both) * 2 < len(rows)
        or not _are_prose(both.values(), gutter)
    ):
        return None, frozenset(both)
    pieces = {each.index for row in both.values() for each in row if abs(each.x - gutter) <= 2}
    nothing = [FloatObject(n) for n in (1, 0, 0, 1, 0, 0)]
    marked = []
    for index, operation in enumerate(operations):
        if index in pieces:
            marked.append((nothing, b"cm"))
        marked.append(operation)
    stream = ContentStream(None, page.pdf)
    stream.operations = marked
    page[NameObject("/Contents")] = stream
    return gutter - 2, frozenset()


def _are_prose(rows: Iterable[list[_Piece]], gutter: float) -> bool:
    """Whether both sides of a gutter are prose: long lines, many of which begin in small letters."""
    for side in (False, True):
        texts = [
            " ".join(each.text for each in row if (each.x >= gutter - 2) is side).strip()
            for row in rows
        ]
        going_on = sum(after[:1].islower() for _, after in pairwise(texts))
        if median(map(len, texts)) < 20 or going_on * 3 < len(texts):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one operation draws: its place, the size of its letters, and these as far as legible."""

    x: float
    y: float
    size: float
    index: int
    text: str


def _after_gaps(row: list[_Piece]) -> list[_Piece]:
    """Return the pieces of a row that stand well apart from the end of the one before."""
    return [
        after
        for before, after in pairwise(row)
        if after.x - before.x - 0.5 * before.size * len(before.text) > 1.2 * before.size
    ]


def _pieces(operations: list[Any]) -> list[_Piece]:
    found = []
    stack: list[tuple[float, ...]] = []
    cm: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    tm: tuple[float, ...] = cm
    leading, size = 0.0, 10.0
    for index, (operands, operator) in enumerate(operations):
        try:
            numbers = [float(o) for o in operands if isinstance(o, (int, float))]
            if operator == b"q":
                stack.append(cm)
            elif operator == b"Q":
                cm = stack.pop() if stack else cm
            elif operator == b"cm":
                cm = _product(numbers, cm)
            elif operator == b"BT":
                tm = (1, 0, 0, 1, 0, 0)
            elif operator == b"TL":
                leading = numbers[0]
            elif operator == b"Tf":
                size = numbers[-1]
            elif operator in (b"Td", b"TD"):
                tm = _product((1, 0, 0, 1, *numbers), tm)
                leading = -numbers[1] if operator == b"TD" else leading
            elif operator == b"Tm":
                tm = tuple(numbers)
            elif operator in (b"T*", b"'", b'"'):
                tm = _product((1, 0, 0, 1, 0, -leading), tm)
            if operator in (b"Tj", b"TJ", b"'", b'"'):
                place = _product(tm, cm)
                scale = abs(place[3]) or 1.0
                found.append(_Piece(place[4], place[5], size * scale, index, _legible(operands)))
        except (IndexError, ValueError, TypeError):
            continue
    return found


def _product(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a*p + b*r, a*q + b*s, c*p + d*r, c*q + d*s, e*p + f*r + t, e*q + f*s + u)  # fmt: skip


def _legible(operands: Any) -> str:
    text = ""
    for each in operands:
        if isinstance(each, list):
            text += _legible(each)
        elif isinstance(each, bytes):
            text += each.decode("latin-1")
        elif isinstance(each, str):
            text += each
    return text


def _columns_of_spaces(lines: list[Line]) -> list[Line]:
    """Put two columns that are parted by spaces within each line one after the other."""
    gaps = [re.search(r"(?<=\S) {3,}(?=\S)", each.text) for each in lines]
    places = Counter(gap.end() for gap in gaps if gap)
    if not places:
        return lines
    column, often = places.most_common(1)[0]
    if often < 4 or often * 2 < sum(bool(each.text) for each in lines):
        return lines
    left, right = [], []
    for each in lines:
        head, tail = each.text[:column], each.text[column:]
        if tail and not head.endswith("  "):
            return lines  # a line that runs through: no columns
        left.append(replace(each, text=head.strip()))
        right.append(replace(each, text=tail.strip()))
    texts = [each.text for each in (*left, *right) if each.text]
    if sum(text[:1].islower() for text in texts) * 3 < len(texts):
        return lines  # a table
    return [*left, replace(right[0], first=True), *right[1:]]
