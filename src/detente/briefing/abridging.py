"""A brief cut to what matters most: for a terminal, and as a report of two pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.briefing.content import SILENCE, Cell, Line, Note, Report, Section, Table
from detente.briefing.text import quoted, shorten

#: Longest line and longest cell of a report of two pages, in characters.
LINE, CELL = 230, 90
#: Lines that a cell of a cut table has.
ENTRIES = 2
#: Sections that a report of two pages has, and how many lines (of a group) and rows of each.
_TWO_PAGES = {
    "said": 2,
    "positions": 4,
    "outcomes": 3,
    "options": 2,
    "beyond.motive": 1,
    "beyond.consequence": 1,
    "beyond.attempt": 1,
    "beyond.horizon": 1,
    "cautions": 3,
    "missing": 3,
}


def abridged(report: Report) -> Report:
    """Return a brief with the most important lines of every section, the rest counted.

    Sources that nothing cites any more go, and the others are numbered anew.
    """
    sections = [_cut(section, section.shown, "--html or --json") for section in report.sections]
    return renumbered(replace(report, sections=tuple(sections)))


def two_pages(report: Report, step: int = 0) -> Report:
    """Return a brief that two pages hold: front page, evidence, cautions; no annex.

    Parameters
    ----------
    report : Report
        The whole brief.
    step : int
        Raise it where the result is still too long: less of every section is kept. Below 0, more is.
    """
    sections = []
    for section in report.sections:
        shown = _TWO_PAGES[section.id] - step if section.id in _TWO_PAGES else 0
        if shown > 0 and section.role != "annex":
            cut = _cut(_plainer(replace(section, figure=None)), shown, "the full report has them")
            sections.append(_tightened(cut, 1 + step))
    short = replace(report, sections=tuple(sections), short=True, methods=report.methods[:1])
    short = renumbered(short)
    notes = tuple(replace(note, words=quoted(note.words, CELL)) for note in short.notes)
    return replace(short, notes=notes)


def _plainer(section: Section) -> Section:
    """Leave out the column that names the tests: two pages are for those who do not ask for them."""
    table = section.table
    if table is None or section.id != "outcomes":
        return section
    rows = tuple(row[:-1] for row in table.rows)
    return replace(section, table=replace(table, heads=table.heads[:-1], rows=rows))


def _cut(section: Section, shown: int, where: str) -> Section:
    """Keep the first lines of every group and the first rows, and say how many more there are."""
    if not shown:
        return section
    seen: Counter[str] = Counter()
    lines: list[Line] = []
    left: Counter[str] = Counter()
    for line in section.lines:
        seen[line.group] += 1
        if seen[line.group] <= shown:
            lines.append(line)
        else:
            left[line.group] += 1
    more = sum(left.values())
    table = section.table
    if table is not None and len(table.rows) > shown:
        more += len(table.rows) - shown
        table = _told(replace(table, rows=table.rows[:shown]))
    if table is not None:
        table = replace(table, rows=tuple(tuple(map(_cut_cell, row)) for row in table.rows))
    if more:
        lines.append(
            Line(id=f"{section.id}.more", text=f"({more} more: {where})", role=section.role)
        )
    return replace(section, lines=tuple(lines), table=table)


def _cut_cell(cell: Cell) -> Cell:
    """Keep what a cell says first, and say how much more there is."""
    left = len(cell.lines) - ENTRIES
    if left <= 0:
        return cell
    last = cell.lines[ENTRIES]
    more = Line(id=f"{last.id}.more", text=f"and {left} more", role=last.role)
    return Cell(lines=(*cell.lines[:ENTRIES], more))


def _told(table: Table) -> Table:
    """Leave out the columns in which no row that is left says anything."""
    kept = [
        n
        for n in range(len(table.heads))
        if not n or any(row[n].text not in ("", SILENCE) for row in table.rows)
    ]
    return replace(
        table,
        heads=tuple(table.heads[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
    )


def _tightened(section: Section, step: int) -> Section:
    """Shorten long lines and cells."""

    def line(item: Line, width: int) -> Line:
        return replace(item, text=shorten(item.text, width))

    table = section.table
    if table is not None:
        table = Table(
            caption="",
            heads=table.heads,
            rows=tuple(
                tuple(
                    Cell(
                        lines=tuple(line(item, CELL) for item in cell.lines[: 2 if step < 3 else 1])
                    )
                    for cell in row
                )
                for row in table.rows
            ),
        )
    return replace(
        section,
        table=table,
        lead=tuple(line(item, LINE) for item in section.lead),
        lines=tuple(line(item, LINE) for item in section.lines),
    )


def renumbered(report: Report) -> Report:
    """Give the sources new numbers, in the order in which they are still cited."""
    numbers: dict[int, int] = {}
    for line in report.lines():
        for note in line.notes:
            numbers.setdefault(note, len(numbers) + 1)

    def line_of(line: Line) -> Line:
        return replace(line, notes=tuple(numbers[note] for note in line.notes))

    def section_of(section: Section) -> Section:
        table = section.table
        if table is not None:
            rows = tuple(
                tuple(Cell(lines=tuple(map(line_of, cell.lines))) for cell in row)
                for row in table.rows
            )
            table = replace(table, rows=rows)
        return replace(
            section,
            lead=tuple(map(line_of, section.lead)),
            lines=tuple(map(line_of, section.lines)),
            table=table,
        )

    kept: Sequence[Note] = [report.notes[old - 1] for old in numbers]
    return replace(
        report,
        summary=tuple(map(line_of, report.summary)),
        sections=tuple(map(section_of, report.sections)),
        notes=tuple(kept),
    )
