"""Who speaks of whom, and what was said."""

from __future__ import annotations

from pydantic import BaseModel, Field

from detente.web.shapes.common import Named


class AttitudeShown(BaseModel):
    """How one party speaks of another, and in how many statements."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    sign: str
    friendly: int
    hostile: int
    statements: int


class PartiesShown(BaseModel):
    """Who speaks of whom."""

    actors: list[Named]
    cells: list[AttitudeShown]


class DayOfStances(BaseModel):
    """How many statements of a day lean one way: 1 friendly, 0 neither, -1 hostile."""

    date: str
    leaning: int
    count: int


class ShortStatement(BaseModel):
    """A statement in a list of what was said of somebody."""

    id: str
    document: str
    date: str | None
    act: str
    layer: str
    negated: bool
    text: str
    leaning: int


class SaidShown(BaseModel):
    """What one party says of another: all days of it, and a page of the statements."""

    speaker: str
    target: str
    total: int
    days: list[DayOfStances]
    statements: list[ShortStatement]
