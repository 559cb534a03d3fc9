"""The brief in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.briefing.abridging import abridged
from detente.briefing.content import SILENCE, Line, Report, Section, Table
from detente.briefing.text import clean, quoted

if TYPE_CHECKING:
    from rich.console import Console

#: Narrowest column of a table; a table that would need narrower ones is printed as a list.
COLUMN = 24
WIDEST = 100
SOURCE = 110


def render(report: Report, console: Console) -> None:
    """Print a brief, of long sections the most important lines."""
    shown = abridged(report)
    out = _Printer(console, min(console.width, WIDEST))
    if shown.marking:
        out.write(shown.marking, style="bold")
    out.write(shown.title, style="bold")
    out.write(" · ".join(part for part in (shown.byline, shown.about) if part), style="dim")
    out.blank()
    for line in shown.summary:
        out.write(_cited(line), style="bold")
    for section in shown.sections:
        out.section(section)
    if shown.notes:
        out.blank()
        out.write("SOURCES", style="bold")
        for number, note in enumerate(shown.notes, 1):
            out.write(f"{quoted(note.words, SOURCE)} {note.about}", lead=f"  [{number}] ")


def as_text(report: Report, width: int = WIDEST) -> str:
    """Return what a terminal of a width shows, without colours."""
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    # In a notebook a console would display what it prints and write nothing, or write colours.
    console = Console(
        file=out, width=width, highlight=False, force_jupyter=False, color_system=None
    )
    render(report, console)
    return out.getvalue()


def _cited(line: Line) -> str:
    """Return a line with the numbers of its sources and what it rests on."""
    said = [str(number) for number in line.notes]
    if line.mark and "Assumption:" not in line.text:
        said.append(line.mark)
    edited = " (analyst's wording)" if line.edited else ""
    cited = f" [{', '.join(said)}]" if said else ""
    return f"{line.text}{cited}{edited}"


class _Printer:
    def __init__(self, console: Console, width: int) -> None:
        self.console = console
        self.width = width

    def blank(self) -> None:
        self.console.print()

    def write(self, text: str, *, lead: str = "", style: str = "") -> None:
        """Print text wrapped with a hanging indent of the width of ``lead``."""
        room = max(self.width - len(lead), 10)
        lines = textwrap.wrap(clean(text), room, break_on_hyphens=False) or [""]
        for number, line in enumerate(lines):
            self.console.print(
                (lead if number == 0 else " " * len(lead)) + line,
                style=style or None,
                highlight=False,
                markup=False,
                soft_wrap=True,
            )

    def section(self, section: Section) -> None:
        self.blank()
        self.write(section.title.upper(), style="bold")
        for line in section.lead:
            self.write(_cited(line), lead="    ")
        if section.table is not None:
            self.table(section.table)
        if section.figure is not None:
            self.write(section.figure.alt, lead="    ")
        self.lines(section.lines, numbered=section.numbered)

    def lines(self, lines: Sequence[Line], *, numbered: bool) -> None:
        group, number = "", 0
        for line in lines:
            if line.group != group:
                group, number = line.group, 0
                if group:
                    self.write(f"{group}:", lead="  ")
            more = line.id.endswith(".more")
            number += 1
            mark = " " if more else f"{number}." if numbered else "•"
            self.write(_cited(line), lead=f"  {mark} ")

    def table(self, table: Table) -> None:
        if self.width // len(table.heads) < COLUMN and len(table.heads) > 3:
            self.records(table)
            return
        from rich.box import SIMPLE_HEAD
        from rich.padding import Padding
        from rich.table import Table as Grid
        from rich.text import Text

        grid = Grid(
            box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style=""
        )
        for head in table.heads:
            grid.add_column(Text(clean(head)), overflow="fold")
        for row in table.rows:
            grid.add_row(*(Text("\n".join(map(_cited, cell.lines))) for cell in row))
        self.console.print(Padding(grid, (0, 0, 0, 2)), width=self.width)

    def records(self, table: Table) -> None:
        """Print a table of many columns row by row; cells that say nothing are left out."""
        for row in table.rows:
            first, *others = (" — ".join(_cited(line) for line in cell.lines) for cell in row)
            self.write(first, lead="  • ")
            for head, text in zip(table.heads[1:], others, strict=True):
                if text in ("", SILENCE):
                    continue
                if len(head) < 30:
                    self.write(text, lead=f"      {head}: ")
                else:
                    self.write(f"{head}:", lead="      ")
                    self.write(text, lead="        ")
