"""What a report holds: lines, tables, figures and footnotes, which every file format prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from detente.briefing.shapes import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its stable id, its words, the footnotes it cites, whether the analyst rewrote it."""

    id: str
    text: str
    notes: tuple[int, ...] = ()
    edited: bool = False
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, its lines (``numbered`` or not), perhaps a table, perhaps a picture."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    numbered: bool = False
    table: Table | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is printed: title, summary, sections, footnotes by number, and how it was made."""

    title: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    methods: tuple[str, ...]
    citation: str = ""

    def figures(self) -> Iterable[Figure]:
        """Yield the pictures."""
        yield from (section.figure for section in self.sections if section.figure is not None)

    def lines(self) -> Iterable[Line]:
        """Yield every line that can be edited."""
        yield from self.summary
        for section in self.sections:
            yield from section.lines

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON data."""

        def line(item: Line) -> dict[str, Any]:
            return {
                "id": item.id,
                "text": item.text,
                "notes": list(item.notes),
                "edited": item.edited,
                "before": item.before,
            }

        return {
            "title": self.title,
            "summary": [line(item) for item in self.summary],
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "numbered": section.numbered,
                    "lines": [line(item) for item in section.lines],
                    "table": None
                    if section.table is None
                    else {
                        "caption": section.table.caption,
                        "heads": list(section.table.heads),
                        "rows": [list(row) for row in section.table.rows],
                    },
                    "figure": None
                    if section.figure is None
                    else {
                        "id": section.figure.id,
                        "title": section.figure.title,
                        "alt": section.figure.alt,
                    },
                }
                for section in self.sections
            ],
            "notes": list(self.notes),
            "methods": list(self.methods),
            "citation": self.citation,
        }
