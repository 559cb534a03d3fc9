"""The text of a PDF: lines put back together to sentences and paragraphs, in reading order.

A PDF draws lines; it knows no sentences. Running heads, page numbers and the marks of footnotes are
left out, footnotes stand at the end, a sentence goes on over a line, column or page end.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from detente.documents.parts import Part, Refused, letters, stated
from detente.documents.typography import hyphenated

#: Longest running head or foot of a page.
_HEAD = 80
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FINAL = '.!?"”’»:'
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡§])[.)]?\s*(?=[^\W\d_]|[“\"‘(])")
#: What a note's mark follows: a sentence's end or a word; a unit such as "km" has an exponent.
_BEFORE_MARK = re.compile(r"(?:[.,;:!?\"”’)\]]|[^\W\d_]{4,})\s*$")
_NUMBER = re.compile(
    r"\s*(?:page\s+|p\.\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as drawn: its words, where it starts and how large its letters are, in points."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    #: The first of a page or column: the line above it is elsewhere.
    first: bool = False
    #: A row of a table.
    row: bool = False


def parse_pdf(data: bytes) -> list[Part]:
    """Return the text of a PDF: paragraphs, then footnotes."""
    import logging

    import pypdf
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("The PDF is locked by a password.")
        pages = [_lines(page) for page in reader.pages]
    except DependencyError:
        raise ImportError(name="cryptography") from None
    drawn = sum(letters(each.text) for page in pages for each in page)
    if not drawn:
        raise Refused("The PDF holds pictures of pages, no text.")
    empty = sum(not any(letters(each.text) for each in page) for page in pages)
    pages = _without_heads(pages)
    left_out = {
        "running heads and page numbers": drawn - sum(letters(e.text) for p in pages for e in p)
    }
    body = _body_size(pages)
    kept, notes = [], []
    for page in pages:
        lines, below = _notes_apart(page, body)
        kept.append(_without_marks(lines, below))
        notes += [
            replace(each, text=_MARK.sub("", each.text, count=1), row=True)
            if _MARK.match(each.text)
            else each
            for each in below
        ]
    blocks = [*_paragraphs([each for page in kept for each in page]), *_paragraphs(notes)]
    beside = _beside(reader)
    about = reader.metadata
    pictures = f"{empty} of {len(pages)} pages hold no text (pictures are not read)"
    return [
        Part(
            text="\n\n".join(blocks),
            title=stated(about.title) if about else None,
            author=stated(about.author) if about else None,
            letters=drawn + beside,
            left_out={**left_out, "form fields and remarks": beside},
            notes=[pictures] if empty else [],
            pages=[next((each.text for each in page if each.text), "") for page in kept],
        )
    ]


def _beside(reader: Any) -> int:
    """Count the letters in filled form fields and in remarks: they are no part of a page's drawing."""
    from pypdf.errors import PyPdfError

    texts: list[Any] = []
    with suppress(PyPdfError, ValueError, TypeError, LookupError, AttributeError):
        texts += [each.get("/V") for each in (reader.get_fields() or {}).values()]
        for page in reader.pages:
            remarks = (each.get_object() for each in page.get("/Annots") or ())
            texts += [each.get("/Contents") for each in remarks if each.get("/Subtype") != "/Link"]
    return sum(letters(text) for text in texts if isinstance(text, str))


def _lines(page: Any) -> list[_Line]:
    """Return the lines of a page in reading order."""
    from pypdf.errors import PyPdfError

    gutter, rows = None, frozenset[int]()
    with suppress(PyPdfError, ValueError, TypeError, LookupError):  # a damaged page: as it comes
        gutter, rows = _split_at_gutter(page)
    runs: list[_Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        runs.append(_Line(text, x, y, abs(size) * scale))

    whole = page.extract_text(visitor_text=visit) or ""
    if letters("".join(run.text for run in runs)) < letters(whole):  # an odd page: without places
        runs = [_Line(whole)]
    lines: list[_Line] = []
    current: list[_Line] = []
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


def _same_height(lines: list[_Line], gutter: float | None) -> list[_Line]:
    """Join what was drawn piece by piece at one height: words to a line, cells to a row."""
    found: list[_Line] = []
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


def _one(runs: list[_Line]) -> _Line:
    """Return runs drawn on one line as a line; the longest says how large its letters are."""
    filled = [run for run in runs if run.text.strip()]
    if not filled:
        return _Line("")
    largest = max(filled, key=lambda run: len(run.text))
    return _Line("".join(run.text for run in runs).strip(), filled[0].x, filled[0].y, largest.size)


def _without_raised(runs: list[_Line]) -> list[_Line]:
    """Leave out the small raised figures that point to a note; exponents stay."""
    found: list[_Line] = []
    before = _Line("")
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


def _columns_of_spaces(lines: list[_Line]) -> list[_Line]:
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


def _without_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Leave out page numbers, and what stands at the top or the foot of most pages."""
    outer = [_outer(page) for page in pages]
    often = max(3, len(pages) // 2)
    counts = Counter(
        skeleton for page in outer for skeleton in {_skeleton(e.text) for e in page} if skeleton
    )
    found = []
    for page, ends in zip(pages, outer, strict=True):
        heads = {
            id(each)
            for each in ends
            if _NUMBER.fullmatch(each.text)
            or (len(pages) >= 3 and counts[_skeleton(each.text)] >= often)
        }
        kept = [each for each in page if id(each) not in heads]
        if kept and page[0].first and not kept[0].first:
            kept[0] = replace(kept[0], first=True)
        found.append(kept)
    return found if any(each.text for page in found for each in page) else pages


def _outer(page: list[_Line]) -> list[_Line]:
    """Return the short lines at the top and the foot of a page, by place and by order."""
    filled = [each for each in page if each.text]
    by_place = sorted(filled, key=lambda each: each.y)
    ends = [*filled[:2], *filled[-2:], *by_place[:2], *by_place[-2:]]
    return [each for each in {id(e): e for e in ends}.values() if _can_be_head(each.text)]


def _can_be_head(text: str) -> bool:
    """Whether a line can be a running head: short, and neither a sentence nor the end of one."""
    sentence = text[-1] in ".,;-" and len(text.split()) >= 4
    return (len(text) <= _HEAD and not (sentence or text[0].islower())) or _NUMBER.fullmatch(
        text
    ) is not None


def _skeleton(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def _body_size(pages: list[list[_Line]]) -> float:
    """Return the size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for each in page:
            sizes[round(each.size, 1)] += len(each.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes_apart(page: list[_Line], body: float) -> tuple[list[_Line], list[_Line]]:
    """Part a page's footnotes from its text: the last lines, in smaller letters, under a mark."""
    filled = [each for each in page if each.text]
    small = len(filled)
    while small and 0 < filled[small - 1].size < 0.93 * body:
        small -= 1
    start = next((n for n in range(small, len(filled)) if _MARK.match(filled[n].text)), None)
    if start is None:
        start = _note_of_same_size(filled)
    if not start:
        return page, []
    below = {id(each) for each in filled[start:]}
    return [e for e in page if id(e) not in below], [e for e in page if id(e) in below]


def _note_of_same_size(filled: list[_Line]) -> int | None:
    """Return where footnotes in letters of the text's size begin: a line to whose mark the text points."""
    for number in range(len(filled) - 1, max(0, len(filled) - 8), -1):
        match = _MARK.match(filled[number].text)
        if match is None or not match.group("mark").isdigit():
            continue
        above = "\n".join(each.text for each in filled[:number])
        apart = filled[number - 1].y - filled[number].y > 1.6 * (filled[number].size or 1e9)
        if apart and _pointer(match.group("mark")).search(above):
            return number
    return None


def _pointer(mark: str) -> re.Pattern[str]:
    """Return what finds a note's mark glued to the word or the sentence to which it belongs."""
    before = r"(?:(?<=[^\W\d_][.,;:!?\"”’)\]])|(?<=[.,;:!?][\"”’)\]])|(?<=[^\W\d_]{3}))"
    return re.compile(rf"{before}{re.escape(mark)}(?![\w.,]\d|\w)")


def _without_marks(lines: list[_Line], notes: list[_Line]) -> list[_Line]:
    marks = [match.group("mark") for each in notes if (match := _MARK.match(each.text))]
    for mark in marks:
        found = [n for n, each in enumerate(lines) if _pointer(mark).search(each.text)]
        for number in found[:1]:
            text = _pointer(mark).sub("", lines[number].text, count=1)
            lines = [*lines[:number], replace(lines[number], text=text), *lines[number + 1 :]]
    return lines


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Join lines to paragraphs."""
    lengths = sorted(len(each.text) for each in lines if each.text)
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    steps = [a.y - b.y for a, b in pairwise(lines) if a.size and not b.first and a.y > b.y]
    step = median(steps) if steps else 0.0
    known = _words([each.text for each in lines if each.text])
    found: list[str] = []
    current = ""
    last: _Line | None = None
    blank = False
    for each in lines:
        if not each.text:
            blank = True
            continue
        if last is not None and not each.row:
            each = replace(each, text=each.text.replace("\t", " "))
        if last is None or _begins(each, last, blank=blank, width=width, step=step):
            found.append(current)
            current = each.text
        else:
            current = joined(current, each.text, known)
        last, blank = each, False
    found.append(current)
    return [re.sub(r"[^\S\t]+|\t ", " ", text).strip() for text in found if text.strip()]


def _begins(each: _Line, last: _Line, *, blank: bool, width: int, step: float) -> bool:
    """Whether a line begins a paragraph."""
    ended = last.text[-1] in _FINAL
    goes_on = not ended and each.text[:1].islower()
    if last.size and abs(each.size - last.size) > 0.08 * last.size:
        return not (goes_on and each.first)
    if _MARK.match(each.text) and last.size and each.size < last.size:
        return True
    if goes_on:
        return False
    if each.row or last.row:
        return True
    short = len(last.text) < 0.75 * width
    if each.first:
        return ended or short
    if blank or (step > 0 and last.y - each.y > 1.4 * step):
        return True
    if re.match(r"[•▪●◦]\s*\S|[-–*] \S|\(?\w{1,3}[.)] ", each.text) and (ended or short):
        return True
    indented = last.size > 0 and 0.8 * last.size < each.x - last.x < 6 * last.size
    if ended and indented:
        return True
    return short and (ended or last.first)


def _words(lines: Sequence[str]) -> Counter[str]:
    """Count the words of a text, those aside that a line end divides."""
    text = "\n".join(lines).lower()
    return Counter(_WORD.findall(re.sub(r"\S+-\n\S+", " ", text)))


def joined(before: str, after: str, known: Counter[str]) -> str:
    """Return two lines as one; a word that was hyphenated at the line end is put together.

    A hyphen that belongs to the word stays: when the word stands with it elsewhere in the text, or
    when both halves are words of the text and the whole is not.

    Examples
    --------
    >>> joined("the govern-", "ment stands", Counter()), joined("a long-", "term aim", Counter(["long-term"]))
    ('the government stands', 'a long-term aim')
    """
    match = re.search(rf"({_WORD.pattern})-$", before)
    start = _WORD.match(after)
    if match is None or start is None:
        # "4-" and "5 per cent"; a dash stands apart.
        return (
            before + after
            if re.search(r"\d-$", before) and after[0].isdigit()
            else f"{before} {after}"
        )
    return (
        before[: match.start()]
        + hyphenated(match.group(1), start.group(), known)
        + after[start.end() :]
    )
