"""What the answers turn on: attitudes, the map, hinges, claims, versions side by side."""

from __future__ import annotations

from pydantic import BaseModel

from detente.web.shapes.answers import Lasting, NamedOutcome, OutcomeRow, ToldState
from detente.web.shapes.common import Named, Open


class AttitudesShown(BaseModel):
    """The attitude matrix of the model."""

    parties: list[Named]
    cells: dict[str, dict[str, str]]


class HeatCell(BaseModel):
    """A setting of the map."""

    down: str
    across: str
    as_now: bool
    outcomes: list[Lasting]
    starts: int
    holds: int
    traps: int


class HeatOutcome(NamedOutcome):
    """An outcome of the map, and what differs from today."""

    change: str


class HeatShown(BaseModel):
    """The map of outcomes over two attitudes."""

    across: str
    down: str
    grid: list[HeatCell]
    outcomes: list[HeatOutcome]


class HingeShown(Open):
    """A change that alters the outcome."""

    line: str
    kind: str
    element: str
    change: str
    party: str | None
    rests_on: str
    evidence: list[str]
    assumption: str | None
    weight: list[int]


class LabelledOutcome(ToldState):
    """An outcome with its label."""

    label: str


class HingesShown(BaseModel):
    """What the outcome depends on."""

    thin: str | None
    summary: str
    hinges: list[HingeShown]
    outcomes: list[LabelledOutcome]
    cautions: list[str]


class TriedSetting(Open):
    """A setting of attitudes that a claim was tried at."""

    attitudes: dict[str, str]
    restless: bool
    as_in_model: bool
    outcomes: list[Lasting]


class TriedSettings(Open):
    """The table of settings that a claim was tried at."""

    rows: list[TriedSetting]


class ClaimShown(Open):
    """A claim tested, as ``detente claim --json`` prints it, with its words."""

    verdict: str
    words: list[str]
    attitudes: TriedSettings | None
    outcomes: list[NamedOutcome]


class ComparedVersion(BaseModel):
    """A version of the model beside others."""

    edit: int
    note: str | None
    at: str
    error: str | None
    title: str | None = None
    feasible: int | None = None
    outcomes: list[OutcomeRow]
    traps: int | None = None


class ComparedShown(BaseModel):
    """Versions of the model side by side."""

    columns: list[ComparedVersion]
