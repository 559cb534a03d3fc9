"""What a brief holds: sections, lines, tables and sources, which every output lays out alike.

Nothing here decides or formats. A line, a cell and a section know what they are for (their role);
renderers choose type and space by it and add no words of their own about the matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from detente.briefing.shapes import Figure
from detente.evidence import Document

#: What a line or section is for. The headline is the front page; then findings and evidence; what
#: to keep in mind; and the annex with every table.
Role = Literal["headline", "finding", "evidence", "caution", "annex"]


#: What stands in a cell of the table of positions for a party that says nothing.
SILENCE = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief.

    ``id`` is stable, so that an analyst's wording stays with the line. ``notes`` are numbers of
    sources; ``mark`` says in words what the line rests on; ``group`` is a heading that it shares
    with its neighbours, such as the party of which it speaks.
    """

    id: str
    text: str
    role: Role = "finding"
    notes: tuple[int, ...] = ()
    mark: str = ""
    group: str = ""
    edited: bool = False
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, perhaps with sources; ``lines`` stand below each other."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words of the cell on one line, with the numbers of its sources."""
        return " ".join(
            line.text + "".join(f" [{number}]" for number in line.notes) for line in self.lines
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it: lead, table, picture, lines, in this order.

    ``shown`` is how many lines (of each group) and rows a short output prints, the most important
    first; 0 for all. A line or row that is left out is counted there.
    """

    id: str
    title: str
    role: Role
    lead: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    numbered: bool = False
    table: Table | None = None
    figure: Figure | None = None
    shown: int = 0

    def all_lines(self) -> Iterator[Line]:
        """Yield every line, those in the table too."""
        yield from self.lead
        if self.table is not None:
            for row in self.table.rows:
                for cell in row:
                    yield from cell.lines
        yield from self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source: the words, who said them, and where they stand.

    ``place`` is (id of the document, start, end) when the words stand in a document at hand.
    """

    id: str
    words: str
    about: str
    place: tuple[str, int, int] | None = None
    layer: str = "cited"

    @property
    def text(self) -> str:
        """The source on one line."""
        return f"{self.words} {self.about}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A composed brief.

    ``answer`` is ``model``, ``thin`` or ``reading``; ``summary`` the front page. ``byline`` says
    date and analyst, ``marking`` is printed on top of every page.
    """

    title: str
    answer: str
    about: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    methods: tuple[str, ...]
    documents: tuple[Document, ...] = ()
    citation: str = ""
    date: str = ""
    analyst: str = ""
    marking: str = ""
    short: bool = False

    @property
    def byline(self) -> str:
        """Date and analyst on one line."""
        return " · ".join(part for part in (self.date, self.analyst) if part)

    def figures(self) -> Iterator[Figure]:
        """Yield the pictures."""
        yield from (section.figure for section in self.sections if section.figure is not None)

    def lines(self) -> Iterator[Line]:
        """Yield every line, front page first."""
        yield from self.summary
        for section in self.sections:
            yield from section.all_lines()

    def to_json(self) -> dict[str, Any]:
        """Return the composed brief as JSON data."""
        return {
            "title": self.title,
            "answer": self.answer,
            "about": self.about,
            "summary": [_line(item) for item in self.summary],
            "sections": [_section(item) for item in self.sections],
            "notes": [note.text for note in self.notes],
            "methods": list(self.methods),
            "citation": self.citation,
        }


def _line(item: Line) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text,
        "role": item.role,
        "notes": list(item.notes),
        "mark": item.mark,
        "group": item.group,
        "edited": item.edited,
        "before": item.before,
    }


def _section(section: Section) -> dict[str, Any]:
    table, figure = section.table, section.figure
    return {
        "id": section.id,
        "title": section.title,
        "role": section.role,
        "numbered": section.numbered,
        "lines": [_line(item) for item in (*section.lead, *section.lines)],
        "table": table
        and {
            "caption": table.caption,
            "heads": list(table.heads),
            "rows": [[cell.text for cell in row] for row in table.rows],
        },
        "figure": figure and {"id": figure.id, "title": figure.title, "alt": figure.alt},
    }
