"""Elements of a model beyond options and preferences: moves, merged states, what is unknown, views.

Most models have none of them, and defining the classes takes longer than solving a small model, so
they are imported when first used; :mod:`detente.model.conflict` offers them under the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model.conflict import Preferences, Sourced

if TYPE_CHECKING:
    from fractions import Fraction


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
