"""The text of a PDF: lines put back together to sentences and paragraphs, in reading order.

A PDF draws lines; it knows no sentences. Running heads, page numbers and the marks of footnotes are
left out, footnotes stand at the end, a sentence goes on over a line, column or page end.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from detente.documents.parts import Part, Refused, letters, stated
from detente.documents.pdf_lines import Line, lines_of
from detente.documents.typography import hyphenated

#: Longest running head or foot of a page.
_HEAD = 80
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FINAL = '.!?"”’»:'
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡§])[.)]?\s*(?=[^\W\d_]|[“\"‘(])")
_NUMBER = re.compile(
    r"\s*(?:page\s+|p\.\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)


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
        pages = [lines_of(page) for page in reader.pages]
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


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers, and what stands at the top or the foot of most pages.

    Of two pages, what the second one repeats letter by letter: on the first it may be the title.
    """
    outer = [_outer(page) for page in pages]
    often = max(3, len(pages) // 2)
    counts = Counter(
        skeleton for page in outer for skeleton in {_skeleton(e.text) for e in page} if skeleton
    )
    again = {e.text for e in outer[0]} if len(pages) == 2 else set()
    found = []
    for number, (page, ends) in enumerate(zip(pages, outer, strict=True)):
        heads = {
            id(each)
            for each in ends
            if _NUMBER.fullmatch(each.text)
            or (len(pages) >= 3 and counts[_skeleton(each.text)] >= often)
            or (number == 1 and each.text in again)
        }
        kept = [each for each in page if id(each) not in heads]
        if kept and page[0].first and not kept[0].first:
            kept[0] = replace(kept[0], first=True)
        found.append(kept)
    return found if any(each.text for page in found for each in page) else pages


def _outer(page: list[Line]) -> list[Line]:
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


def _body_size(pages: list[list[Line]]) -> float:
    """Return the size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for each in page:
            sizes[round(each.size, 1)] += len(each.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes_apart(page: list[Line], body: float) -> tuple[list[Line], list[Line]]:
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


def _note_of_same_size(filled: list[Line]) -> int | None:
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


def _without_marks(lines: list[Line], notes: list[Line]) -> list[Line]:
    marks = [match.group("mark") for each in notes if (match := _MARK.match(each.text))]
    for mark in marks:
        found = [n for n, each in enumerate(lines) if _pointer(mark).search(each.text)]
        for number in found[:1]:
            text = _pointer(mark).sub("", lines[number].text, count=1)
            lines = [*lines[:number], replace(lines[number], text=text), *lines[number + 1 :]]
    return lines


def _paragraphs(lines: list[Line]) -> list[str]:
    """Join lines to paragraphs."""
    lengths = sorted(len(each.text) for each in lines if each.text)
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    steps = [a.y - b.y for a, b in pairwise(lines) if a.size and not b.first and a.y > b.y]
    step = median(steps) if steps else 0.0
    known = _words([each.text for each in lines if each.text])
    found: list[str] = []
    current = ""
    last: Line | None = None
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


def _begins(each: Line, last: Line, *, blank: bool, width: int, step: float) -> bool:
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
