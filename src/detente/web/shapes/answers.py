"""What follows from the model: outcomes, reasons, moves, paths, the tableau, coalitions, the inverse."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from detente.web.shapes.common import Named, Open

#: A list of states, or how many there are and the first of them where the list is long.
States = list[str] | dict[str, Any]


class OwnedOption(Named):
    """An option and who has it."""

    owner: str


class Standing(BaseModel):
    """How a state holds."""

    state: str
    concepts: list[str]
    starts: bool
    locked_in: bool
    trap: bool


class Lasting(Standing):
    """A state that lasts at a setting."""

    holds: bool


class StateRow(Standing):
    """A state of the tableau."""

    letters: str
    ranks: dict[str, int]
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


class NamedOutcome(ToldState):
    """An outcome with its short name."""

    name: str


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

    staying: int = Field(
        description="How many stay stable; of each concept the first 500 are told."
    )
    stays: list[StaysTogether]
    upset: list[UpsetTogether]


class OutcomeRow(Lasting):
    """A state that is stable for everybody, in words."""

    words: str
    change: str = ""
    together: list[list[str]] = Field([])


class NamedRow(OutcomeRow):
    """An outcome with the short name that it has on every page and in the brief."""

    name: str


class OutcomesShown(BaseModel):
    """The outcomes of the model."""

    feasible: int
    status_quo: ToldState | None
    options: list[str]
    parties: list[Named]
    counts: dict[str, int]
    thin: str | None
    total: int
    rows: list[NamedRow]


class SolvedShown(Open):
    """Stability and equilibria, as ``detente solve --json`` prints them."""

    source: str | None
    title: str
    decision_makers: list[str]
    options: list[str]
    feasible_states: int
    attitudes: dict[str, dict[str, str]]
    equilibria: dict[str, States]
    stable: dict[str, dict[str, States]]


class StepShown(BaseModel):
    """A move of a party."""

    by: str
    to: str


class CounterShown(Open):
    """How the others answer an improvement."""

    steps: list[StepShown]
    state: str
    blocked: list[str] | None = None


class ImprovementShown(Open):
    """A move that a party could gain by, and what follows it."""

    to: str
    steps: list[StepShown]
    answer: CounterShown | None
    reached: list[str] | None = None
    escapes: dict[str, str] | None = None


class ExplanationShown(Open):
    """Whether a state is stable for a party under a concept, and why."""

    state: str
    dm: str
    concept: str
    stable: bool
    sentence: str
    improvements: list[ImprovementShown] = Field([])


class ExplainedShown(Open):
    """Why a state is or is not stable."""

    state: str
    name: str
    description: str
    words: dict[str, str]
    explanations: list[ExplanationShown]


class NamedStep(StepShown):
    """A move on a path, in words."""

    name: str
    words: str


class PathShown(BaseModel):
    """A path from a state."""

    start: str = Field(alias="from")
    steps: list[NamedStep]


class PathsShown(BaseModel):
    """The shortest paths to a state."""

    paths: list[PathShown]
    start: ToldState | None = Field(alias="from")


class NodeShown(NamedOutcome):
    """A state of the graph, by a short name that tells it from the others."""

    depth: int | None
    status_quo: bool
    equilibrium: bool


class EdgeShown(BaseModel):
    """An improvement from a state to another."""

    start: str = Field(alias="from")
    to: str
    by: str


class CountedOption(BaseModel):
    """In how many states a party improves by an option."""

    option: str
    name: str
    takes_up: int
    gives_up: int


class CountedMoves(BaseModel):
    """In how many states a party improves, and by which option."""

    party: str
    improves_in: int
    options: list[CountedOption]


class GraphShown(BaseModel):
    """Moves that are improvements."""

    states: int
    whole: bool
    nodes: list[NodeShown]
    edges: list[EdgeShown]
    parties: list[Named]
    moves: list[CountedMoves]


class ProfileShown(Open):
    """Equilibria at a setting of attitudes."""

    attitudes: dict[str, str]
    equilibria: dict[str, States]


class SweptShown(Open):
    """Equilibria over attitudes, as ``detente sweep --json`` prints them."""

    source: str | None
    title: str
    varied: list[list[str]]
    engine: str
    profiles: list[ProfileShown]


class WhyLine(BaseModel):
    """A line of the chain from an outcome to words; where it quotes, the document and the statement."""

    depth: int
    text: str
    document: str | None
    statement: str | None


class WhyShown(Open):
    """The chain from an outcome to verdicts, wishes and quotations."""

    state: str
    words: str
    equilibrium: list[str]
    starts: bool
    lines: list[WhyLine]


class ConditionOf(Open):
    """What must hold for a state to be stable for a party."""

    move: str
    met: bool
    sentence: str


class PartyNeeds(Open):
    """What a state needs to be stable for a party."""

    party: str
    stable_now: bool
    conditions: list[ConditionOf]


class EditSaid(Open):
    """An edit in words."""

    sentence: str


class FewestEdits(Open):
    """The fewest edits that make a state stable; ``size`` is null when none were found."""

    size: int | None
    found: list[list[EditSaid]]
    tried: int
    tried_up_to: int
    complete: bool


class FewestAttitudes(FewestEdits):
    """The fewest attitudes, and the concept that they are tried under."""

    concept: str


class InverseShown(Open):
    """What an outcome would need."""

    state: str
    description: str
    concept: str
    holds_now: bool
    parties: list[PartyNeeds]
    preference_edits: FewestEdits
    attitude_edits: FewestAttitudes | None


class TableWritten(BaseModel):
    """A table as text, to be pasted elsewhere."""

    text: str
