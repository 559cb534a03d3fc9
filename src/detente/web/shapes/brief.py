"""The brief as it is composed."""

from __future__ import annotations

from pydantic import BaseModel

from detente.web.shapes.common import Open


class LineShown(BaseModel):
    """A line of the brief; ``before`` is the program's wording of one that was reworded."""

    id: str
    text: str
    role: str
    notes: list[int]
    mark: str
    group: str
    edited: bool
    before: str | None


class TableShown(BaseModel):
    """A table of the brief."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


class FigureShown(BaseModel):
    """A figure of the brief, and what it shows in words."""

    id: str
    title: str
    alt: str


class SectionShown(BaseModel):
    """A section of the brief."""

    id: str
    title: str
    role: str
    numbered: bool
    lines: list[LineShown]
    table: TableShown | None
    figure: FigureShown | None


class BriefShown(BaseModel):
    """The brief, composed."""

    title: str
    answer: str
    about: str
    summary: list[LineShown]
    sections: list[SectionShown]
    notes: list[str]
    methods: list[str]
    citation: str
    revision: int


class BriefData(Open):
    """The brief as ``detente brief --json`` prints it."""

    title: str
    answer: str
    headline: list[str] | None


class EditsKept(BaseModel):
    """The analyst's wording of lines."""

    edits: dict[str, str]
    revision: int
