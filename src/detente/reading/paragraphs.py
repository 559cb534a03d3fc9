"""Paragraphs of a text: stretches in which marks must close, headings and boilerplate left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

_LONGEST = 20_000
#: A quotation on a line of its own, signed: “…” ― Name.
_SIGNED = re.compile(r"[“\"„«‘'].{8,}[”\"“»’']\s?[―—–-]{1,2}\s?[A-Z]")
#: How wide text is that was broken into lines by hand or by a mailer.
_NARROW, _WIDE = 50, 130
#: What ends a sentence, or opens a list.
_ENDS = ".!?:"
_FINAL = ".!?…:;,\"”’'»“」』)—-"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of running text; ``follows`` tells whether it directly follows another one."""

    start: int
    end: int
    follows: bool = False


def paragraphs(text: str, skipped: tuple[tuple[int, int], ...] = ()) -> list[Paragraph]:
    """Return the paragraphs of a text in order, without the skipped ranges and headings.

    A line end separates paragraphs, except in text broken into short lines, where a blank line does,
    and before a line that goes on in lower case.
    """
    lines = _lines(text)
    filled = [(s, e) for s, e in lines if text[s:e].strip()]
    wrapped = (
        len(filled) > 3
        and len(filled) < len(lines)
        and max(e - s for s, e in filled) <= 100
        and sum(text[e - 1] not in _FINAL for _, e in filled) * 2 > len(filled)
    )
    broken = _broken(text, lines)
    blocks: list[tuple[int, int]] = []
    last_blank = True
    cells = {cell for start, end in lines for cell in _cells(text, start, end)}
    parts = _shortened(text, [part for line in lines for part in _cut(line, cells)])
    for s, e in parts:
        blank = not text[s:e].strip()
        if not blank:
            joined = blocks and not last_blank and e - blocks[-1][0] < _LONGEST and s not in cells
            if joined and (wrapped or s in broken or _goes_on(text, blocks[-1][1], s)):
                blocks[-1] = (blocks[-1][0], e)
            else:
                blocks.append((s, e))
        last_blank = blank
    kept = [(s, e) for s, e in blocks if not any(low <= s < high for low, high in skipped)]
    running = [block for block in kept if not _is_heading(text[slice(*block)])]
    chosen = running or kept
    found: list[Paragraph] = []
    chosen_starts = {block: block[0] + _dateline(text[slice(*block)]) for block in chosen}
    order = {block: number for number, block in enumerate(kept)}
    for number, block in enumerate(chosen):
        follows = number > 0 and order[block] == order[chosen[number - 1]] + 1
        found.append(Paragraph(chosen_starts[block], block[1], follows=follows))
    return found


@lru_cache(maxsize=4)  # asked for each source of a brief
def beginnings(text: str) -> tuple[int, ...]:
    """Return where the paragraphs of a text begin as a person counts them, headings with them.

    An empty line ends a paragraph, and so does every line end, except in lines that were broken for
    want of room. Many texts have empty lines in a few places only, such as below their title.
    """
    found = []
    runs = list(_runs(text, _lines(text)))
    for run in runs:
        # Where most lines end unfinished, one that ends a sentence need not end its paragraph.
        mostly = sum(text[s:e].rstrip()[-1] not in _FINAL for s, e in run[:-1]) * 2 > len(run) - 1
        pair = mostly and len(run) == 2 and len(runs) > 1 and max(e - s for s, e in run) <= _WIDE
        full = {s for s, last in _full(text, run) if mostly or last not in _ENDS}
        before = None
        for start, end in run:
            if before is None or not (pair or start in full or _goes_on(text, before, start)):
                line = text[start:end]
                found.append(start + len(line) - len(line.lstrip()))
            before = end
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _runs(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give the lines between empty ones."""
    for filled, run in groupby(lines, lambda line: bool(text[slice(*line)].strip())):
        if filled:
            yield list(run)


def _cells(text: str, start: int, end: int) -> list[int]:
    """Return where cells of a table's row start that hold whole sentences: no name before one is in it."""
    at = text.find("\t", start, end)
    found = []
    while at != -1:
        stop = text.find("\t", at + 1, end)
        cell = text[at + 1 : end if stop == -1 else stop].strip()
        opens = cell[:1].isupper() or cell[:1] in tuple('"“‘«„')
        if opens and cell[-1:] in tuple('.!?"”’»') and " " in cell:
            found.append(at + 1)
        at = stop
    return found


def _cut(line: tuple[int, int], cells: set[int]) -> list[tuple[int, int]]:
    """Cut a line before its cells; the tab belongs to neither side."""
    start, end = line
    inside = sorted(cell for cell in cells if start < cell <= end)
    ends = [cell - 1 for cell in inside]
    return list(zip([start, *inside], [*ends, end], strict=True))


def _broken(text: str, lines: list[tuple[int, int]]) -> set[int]:
    """Return where lines start that go on with the one before: it is full, and ends no sentence."""
    runs = _runs(text, lines)
    return {s for run in runs for s, last in _full(text, run) if last not in _ENDS}


def _full(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Give where lines start that were broken for want of room, and how the line before ends.

    The first word would not have fitted: with it the line before would be longer than every line of
    its run. A line that is much shorter was ended on purpose.
    """
    sizes = [len(text[s:e].rstrip()) for s, e in run]
    room = max(sizes, default=0)
    if len(run) > 2 and _NARROW <= room <= _WIDE:
        for number in range(1, len(run)):
            s, e = run[number]
            last = text[slice(*run[number - 1])].rstrip()
            word = text[s:e].split()[0]
            if sizes[number - 1] + 1 + len(word) > room and sizes[number - 1] * 3 > room * 2:
                yield s, last[-1]


def _goes_on(text: str, end: int, start: int) -> bool:
    """Say whether a line that starts in lower case continues the one that ended unfinished."""
    return (
        text[max(0, end - 80) : end].rstrip()[-1:] not in ".!?…:"
        and text[start : start + 80].lstrip()[:1].islower()
    )


def _shortened(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut lines that no paragraph has the length of; the parser's memory grows with them."""
    found = []
    for start, end in lines:
        while end - start > _LONGEST:
            cut = text.rfind(". ", start + _LONGEST // 2, start + _LONGEST)
            cut = start + _LONGEST if cut == -1 else cut + 2
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found


_DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8})(?:,? \d{4})?"
#: "CAIRO (Agency) — ", "Pyongyang, March 7 (KCNA) -- ", "GENEVA, 3 May – "; behind an agency no blank is needed.
_DATELINE = re.compile(
    rf"(?:[A-Z][\w.'’/-]*[, ]+){{1,4}}(?:{_DAY}[, ]*)?(?:\([^()\n]{{2,40}}\) ?)?(?:--|[—–-]) +"
    rf"|(?:[A-Z][\w.'’/-]*[, ]+){{0,3}}(?:[A-Z][\w.'’/-]*[, ]*)?(?:{_DAY}[, ]*)?\([A-Z][^()\n]{{1,40}}\) ?(?:--|[—–-])(?=[A-Z“\"‘'])"
)


#: "New Delhi, May 6: ", "JAKARTA (JP): ", "New Delhi, May 7 (IANS) ": a day or an agency, no dash.
_UNDASHED = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
    rf"(?:, ?{_DAY}(?: ?\([A-Z][\w/ -]{1, 20}\))?:? "
    r"| \([A-Z][A-Z/ -]{1,15}\): )(?=[A-Z“\"‘'])"
)
#: "Cotabato City, Philippines - ": a place in its country.
_PLACED = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}, [A-Z][\w.]+(?: [A-Z]\w+)? (?:--|[—–-]) +"
)
#: The time of an item on a live page.
_CLOCK = re.compile(
    r"\W{0,3}\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?[*_]{0,2}\s*[:–—|-]?\s+(?=[A-Z“\"‘])"
)


def _dateline(block: str) -> int:
    """Return the length of a dateline such as "CAIRO (Agency) — " or "10:42 GMT", 0 when there is none."""
    clock = _CLOCK.match(block)
    if clock is not None:
        return clock.end()
    match = _DATELINE.match(block, 0, 100)
    if match is None:
        undashed = _UNDASHED.match(block, 0, 100)
        told = undashed is not None and undashed.group().rstrip()[-1:] in (":", ")")
        return undashed.end() if undashed is not None and told else 0
    first = (block.split("(")[0].replace(",", " ").split() or [""])[0]
    told = first.isupper() and len(first) > 2
    told = told or _PLACED.fullmatch(match.group()) is not None
    return match.end() if told or "(" in match.group() or re.search(r"\d", match.group()) else 0


def _is_heading(block: str) -> bool:
    line = block.strip().strip("*_") or block.strip()
    if len(line) > 160 or "\n" in line or _SIGNED.match(line):
        return False
    return line[-1] not in _FINAL or (line[-1] in "\"”’'»" and not any(c in line for c in ".!?,"))
