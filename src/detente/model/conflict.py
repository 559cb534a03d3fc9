"""The conflict model in option form: decision makers, options, preferences, attitudes, evidence.

Everything here is immutable; ``with_…`` methods of the public facade make changed copies.
Terms follow Fang, Hipel & Kilgour (1993) and Xu, Hipel, Kilgour & Fang (2018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.model.expression import Expression

if TYPE_CHECKING:
    from fractions import Fraction


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
class NamedState(Sourced):
    """A state of a model in graph form, which lists its states instead of options."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Sourced):
    """A move that is added or forbidden; a common move names several decision makers in ``by``.

    ``start`` and ``end`` are patterns: ``-`` in ``start`` is any letter; in ``end`` it is the
    letter of the start where a move is added, any letter where one is forbidden. In graph form
    they are ids of states.
    """

    by: tuple[str, ...]
    start: str
    end: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalesced(Sourced):
    """States that are the same in substance, merged into one that bears the pattern as its name."""

    pattern: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPair(Sourced):
    """Two states, or two patterns of states, of which it is not known which is preferred."""

    between: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known of a decision maker's preferences.

    Attributes
    ----------
    pairs : tuple of UnknownPair
        Comparisons that are unknown, whatever the preferences say.
    rest : bool
        Whether every comparison that the preferences leave tied is unknown.
    """

    pairs: tuple[UnknownPair, ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance(Sourced):
    """How probable it is that ``better`` is preferred to ``than``; both may be patterns.

    The reverse has the remaining probability unless it is listed itself.
    """

    better: str
    than: str
    probability: Fraction


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
class View(Sourced):
    """How one decision maker sees the conflict (a hypergame; Bennett 1977).

    Attributes
    ----------
    unseen_options : tuple of str
        Options that it does not know of.
    unseen_states : tuple of str
        Patterns of states that it does not see.
    preferences : mapping
        Preferences as it sees them, of whom it sees wrongly; over the options that it sees.
    views : mapping of str to View
        What it thinks the others see (second level); who is not named is thought to see the same.
    """

    unseen_options: tuple[str, ...] = ()
    unseen_states: tuple[str, ...] = ()
    preferences: Mapping[str, Preferences] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)


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
    concept) and ``context`` (anything else worth keeping) say where the model is from and mean
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
