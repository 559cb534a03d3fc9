"""The model as it is edited, its versions, what a redraft would change."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from detente.web.shapes.common import AsIs, Open, ReachShown


class Change(BaseModel):
    """An element that has come, gone or changed."""

    kind: str
    change: str
    text: str


class SinceShown(BaseModel):
    """What came since the model was drafted."""

    decisions: int
    documents: int
    answers: int
    reach: bool
    drafted: bool
    total: int


class ClashShown(BaseModel):
    """What both the analyst and the documents changed."""

    element: str
    kept: str
    draft: str


class RejectedShown(BaseModel):
    """An element of the model that cites a rejected statement."""

    element: str
    statement: str


class OutcomeChange(BaseModel):
    """An outcome that a redraft would gain or lose, and under which concepts."""

    words: str
    concepts: list[str]
    change: Literal["gained", "lost"]


class OutdatedShown(BaseModel):
    """Whether the model is behind its documents, and what a redraft would change."""

    outdated: bool
    statements: list[str]
    rejected: list[RejectedShown]
    changes: list[Change]
    conflicts: list[ClashShown]
    reach: ReachShown
    why_not: str | None
    since: SinceShown | None
    elements: list[Change]
    outcomes: list[OutcomeChange]
    unsolved: str | None


class VersionDifference(BaseModel):
    """What differs between an earlier version of the model and the present one."""

    edit: int
    changes: list[Change]


class ProblemShown(BaseModel):
    """A problem of a model."""

    severity: str
    message: str
    source: str | None
    line: int | None
    value: str | None
    fix: str | None


class Sourced(Open):
    """An element of a model: what it rests on, or that it is assumed."""

    evidence: list[str] = Field([])
    assumption: str = ""


class PartyShown(Sourced):
    """A decision maker."""

    id: str
    name: str = ""


class OptionShown(PartyShown):
    """An option and its owner."""

    owner: str
    direction: str = ""


class RuleShown(Sourced):
    """States that do not exist."""

    when: str = ""
    pattern: str = ""
    why: str = ""


class WishShown(Sourced):
    """A preference statement."""

    that: str
    strength: str = ""


class RankingShown(Sourced):
    """States ranked, the best first; ties are lists."""

    ranking: list[str | list[str]] = Field([])
    weights: dict[str, float] = Field({})


class StateShown(Sourced):
    """A state of a model in graph form."""

    id: str
    name: str = ""


class MergedShown(Sourced):
    """States that count as one."""

    pattern: str
    why: str = ""


class QuoteShown(Open):
    """Words of a document that an element cites."""

    document: str
    start: int
    end: int
    quote: str


class ModelContentShown(Open):
    """A model's content, as its file holds it; what a text with errors lacks is not there."""

    detente: int = 1
    title: str
    decision_makers: list[PartyShown]
    options: list[OptionShown]
    states: list[StateShown] = Field([])
    infeasible: list[RuleShown] = Field([])
    coalesced: list[MergedShown] = Field([])
    preferences: dict[str, list[WishShown] | RankingShown]
    attitudes: dict[str, dict[str, str]] = Field({})
    status_quo: str = ""
    evidence: dict[str, QuoteShown] = Field({})


class FaultShown(BaseModel):
    """A line of the model that cannot be read: ``preference`` of a party, ``infeasible`` or ``merged``."""

    what: Literal["preference", "infeasible", "merged"]
    id: str | None
    place: int
    message: str
    fix: str | None


class ModelShown(BaseModel):
    """A version of the model: its content, its problems, what can be undone."""

    id: str
    version: int
    edit: int
    model: AsIs[ModelContentShown]
    problems: list[ProblemShown]
    faults: list[FaultShown]
    words: dict[str, list[str]]
    feasible: int | None
    can_undo: bool
    can_redo: bool


class MisfitShown(BaseModel):
    """A party's ranking that does not name the states there are: some are gone, some are missing."""

    party: str
    gone: list[str]
    missing: list[str]


class RankedShown(BaseModel):
    """The states that rankings name, in words, and the rankings that do not fit the states."""

    words: dict[str, str]
    misfits: list[MisfitShown]


class EditedShown(ModelShown):
    """The model after edits, and the ids of what each of them has made."""

    made: list[str | None]


class VersionShown(BaseModel):
    """An edit of the model."""

    edit: int
    at: str
    who: str
    note: str | None
    current: bool


class CheckedShown(BaseModel):
    """What is wrong with the text of a model file."""

    loads: bool
    problems: list[ProblemShown]


class DraftDone(BaseModel):
    """A draft that was kept."""

    version: int
    warnings: list[str]
    conflicts: list[ClashShown]
