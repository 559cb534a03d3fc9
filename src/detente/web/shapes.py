"""What the workbench answers: the shapes of its JSON, from which the types of the pages are generated."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class ReviewWords(BaseModel):
    """Words in a document."""

    text: str
    document: str
    start: int
    end: int


class ReviewLine(BaseModel):
    """A candidate of the review."""

    what: str
    name: str
    text: str
    party: str
    value: str
    inside: bool
    assumed: bool
    words: list[ReviewWords]
    settled: bool


class ReviewOutside(BaseModel):
    """Something that stayed outside the draft, and why."""

    kind: str
    what: str
    text: str
    rule: str
    why: str
    taken: bool
    owner: str | None
    words: list[ReviewWords]
    said: ReviewWords | None


class ReviewGiven(BaseModel):
    """An answer that was given."""

    step: str
    do: str
    what: str
    name: str
    value: str
    quotes: list[str]
    at: str
    who: str
    lost: bool


class Named(BaseModel):
    """An id and what it is called."""

    id: str
    name: str


class ReviewShown(BaseModel):
    """The review as it stands."""

    mark: str
    documents: int
    missing: str | None
    note: str | None
    makers: list[Named]
    kinds: list[str]
    party: list[ReviewLine]
    option: list[ReviewLine]
    first: list[ReviewLine]
    outside: list[ReviewOutside]
    answers: list[ReviewGiven]


class SinceShown(BaseModel):
    """What came since the model was drafted."""

    decisions: int
    documents: int
    answers: int
    drafted: bool
    total: int


class Change(BaseModel):
    """An element that a redraft would change."""

    kind: str
    change: str
    text: str


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
    why_not: str | None
    since: SinceShown | None
    elements: list[Change]
    outcomes: list[OutcomeChange]
    unsolved: str | None


class OwnedOption(Named):
    """An option and who has it."""

    owner: str


class StateRow(BaseModel):
    """A state of the tableau."""

    state: str
    letters: str
    ranks: dict[str, int]
    concepts: list[str]
    starts: bool
    locked_in: bool
    trap: bool
    together: list[list[str]]
    words: str
    change: str = ""


class TableauShown(BaseModel):
    """States with their options, rankings and what holds them."""

    options: list[OwnedOption]
    parties: list[Named]
    status_quo: str | None
    states: int
    total: int
    rows: list[StateRow]


class ToldState(BaseModel):
    """A state in words."""

    state: str
    words: str


class StaysTogether(ToldState):
    """A state that is stable for every coalition too."""

    change: str
    concepts: list[str]


class UpsetTogether(StaysTogether):
    """A state that no party leaves alone, and some leave together."""

    coalition: list[str]
    goals: list[ToldState]
    more: int


class CoalitionsShown(BaseModel):
    """What stays stable when parties act together, and what does not."""

    stays: list[StaysTogether]
    upset: list[UpsetTogether]


class DossierFile(BaseModel):
    """A dossier at hand."""

    name: str
    changed: str
    open: bool


class DossiersShown(BaseModel):
    """The dossiers of a folder."""

    folder: str
    dossiers: list[DossierFile]


class VersionDifference(BaseModel):
    """What differs between an earlier version of the model and the present one."""

    edit: int
    changes: list[Change]
