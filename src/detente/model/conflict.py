"""The conflict model in option form: decision makers, options, preferences, attitudes, evidence.

Everything here is immutable; ``with_…`` methods of the public facade make changed copies.
Terms follow Fang, Hipel & Kilgour (1993) and Xu, Hipel, Kilgour & Fang (2018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from detente.model.expression import Expression

if TYPE_CHECKING:
    from detente.model.further import Chance as Chance
    from detente.model.further import Coalesced as Coalesced
    from detente.model.further import NamedState as NamedState
    from detente.model.further import Transition as Transition
    from detente.model.further import Unknown as Unknown
    from detente.model.further import UnknownPair as UnknownPair
    from detente.model.further import View as View


_FURTHER = (
    *("NamedState", "Transition", "Coalesced"),
    *("UnknownPair", "Unknown", "Chance", "View"),
)


class Direction(StrEnum):
    """Which way an option may change: both, only taken up (``forward``), only given up (``back``)."""

    BOTH = "both"
    FORWARD = "forward"
    BACK = "back"


class Attitude(StrEnum):
    """How one decision maker takes another's interest: devoting +, indifferent 0, aggressive -."""

    POSITIVE = "+"
    NEUTRAL = "0"
    NEGATIVE = "-"


class MoveRule(StrEnum):
    """What a decision maker may change in one move.

    All its options together (the default), one option at a time, or only what ``moves`` lists.
    """

    TOGETHER = "together"
    ONE = "one"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Whatever cites its evidence (ids) or says that it is an assumption."""

    evidence: tuple[str, ...] = ()
    assumption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker(Sourced):
    """A party that decides."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Sourced):
    """A course of action that its owner may take (Y) or not (N)."""

    id: str
    name: str
    owner: str
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible(Sourced):
    """States that do not exist: those where ``when`` holds, or that match ``pattern``."""

    when: Expression | None = None
    pattern: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Sourced):
    """A preference statement: the decision maker would rather have ``that`` true than false."""

    that: Expression
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """Preferences by statements, most important first (lexicographic; Fraser & Hipel 1988)."""

    items: tuple[Preference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Sourced):
    """Preferences as a ranking of state strings: best first, ties together."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights(Sourced):
    """Preferences by whole-number weights of options taken; a higher sum is better."""

    weights: Mapping[str, int]


Preferences = Statements | Ranking | Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim quotation from a document, cited by elements of the model."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    speaker: str | None = None
    layer: str | None = None
    via: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A graph model of a conflict, in option form or in graph form.

    In option form a state is a set of options taken, written as one ``Y`` or ``N`` per option in
    option order; ``moves`` are added to those that the options allow, ``forbidden_moves`` taken
    away. In graph form ``states`` lists the states, there are no options, and ``moves`` lists every
    move. ``unknown``, ``probabilities`` and ``views`` say what is uncertain or misperceived.

    ``attitudes`` holds only the cells that are set; unnamed cells are ``+`` to oneself, ``0`` to
    others. ``source`` is the file it came from, if any, and ``origin`` its text; neither counts
    when conflicts are compared. ``citation``, ``notes``, ``published`` (equilibria in print, by
    concept), ``outcome_names`` (what the analyst calls a state) and ``context`` (anything else worth keeping) say where the model is from and mean
    nothing to the analyses.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    preferences: Mapping[str, Preferences]
    infeasible: tuple[Infeasible, ...] = ()
    attitudes: Mapping[str, Mapping[str, Attitude]] = field(default_factory=dict)
    status_quo: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    citation: str | None = None
    notes: str | None = None
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcome_names: Mapping[str, str] = field(default_factory=dict)
    context: tuple[object, ...] = ()
    states: tuple[NamedState, ...] = ()
    move_rule: MoveRule = MoveRule.TOGETHER
    moves: tuple[Transition, ...] = ()
    forbidden_moves: tuple[Transition, ...] = ()
    coalesced: tuple[Coalesced, ...] = ()
    unknown: Mapping[str, Unknown] = field(default_factory=dict)
    probabilities: Mapping[str, tuple[Chance, ...]] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    source: str | None = field(default=None, compare=False)
    origin: str | None = field(default=None, compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        """Say whether two conflicts have the same content, with or without their analyses."""
        if not isinstance(other, Conflict):
            return NotImplemented
        return self is other or all(
            getattr(self, each.name) == getattr(other, each.name)
            for each in fields(Conflict)
            if each.compare
        )

    def __hash__(self) -> int:
        """Return a hash of what cannot be a mapping; conflicts alike in that are compared."""
        return hash((self.title, self.decision_makers, self.options))

    def __repr__(self) -> str:
        """Say what it is about and how large it is, not all that it holds."""
        parts = [f"{len(self.decision_makers)} decision makers"]
        parts.append(
            f"{len(self.states)} states" if self.states else f"{len(self.options)} options"
        )
        return f"<{type(self).__name__} {self.title[:80]!r}: {', '.join(parts)}>"

    def attitude(self, of: str, to: str) -> Attitude:
        """Return the attitude of one decision maker to another, default included."""
        default = Attitude.POSITIVE if of == to else Attitude.NEUTRAL
        return self.attitudes.get(of, {}).get(to, default)

    def further_keys(self) -> tuple[str, ...]:
        """Return the keys in use beyond plain option form, such as ``moves`` or ``coalesced``."""
        given = {
            "states": self.states,
            "move_rule": self.move_rule is not MoveRule.TOGETHER,
            "moves": self.moves,
            "forbidden_moves": self.forbidden_moves,
            "coalesced": self.coalesced,
            "unknown": self.unknown,
            "probabilities": self.probabilities,
            "views": self.views,
        }
        return tuple(key for key, value in given.items() if value)


def __getattr__(name: str) -> Any:
    """Import an element that few models have when it is first asked for."""
    if name not in _FURTHER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from detente.model import further

    return getattr(further, name)
