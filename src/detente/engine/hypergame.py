"""Hypergames: every decision maker analyses the game it sees as if it were the truth.

First level: one view per decision maker. Second level: one first-level hypergame per decision
maker, what it thinks the others see. Higher levels by recursion.

Sources: Bennett (1977, 1980); Fraser & Hipel (1984); Wang, Hipel & Fraser (1988, 1989);
Aljefri, Bashar, Fang & Hipel (2018).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from detente.engine.game import Game, bits

Judge = Callable[[Game, int], int]
"""Returns the states of a game that are stable for a decision maker, by any concept."""


@dataclass(frozen=True, slots=True)
class View:
    """One decision maker's picture of the whole conflict.

    Attributes
    ----------
    game : Game
        Moves and preferences of all decision makers as seen. Without ``places`` its states are the
        universal ones.
    seen : int
        The universal states that are seen; nobody in the view enters or leaves the others.
    places : tuple of int, optional
        For every universal state the number of its image in ``game``, when the view has states of
        its own, as when options are unseen; anything for states not in ``seen``.
    """

    game: Game
    seen: int
    places: tuple[int, ...] | None = None

    @classmethod
    def of_options(cls, game: Game, places: Sequence[int | None]) -> View:
        """Return a view with states of its own; ``None`` marks universal states without image."""
        seen = sum(1 << state for state, place in enumerate(places) if place is not None)
        return cls(game, seen, tuple(-1 if place is None else place for place in places))

    def image(self, state: int) -> int:
        """Return the number in the view's game of a universal state that is seen."""
        return state if self.places is None else self.places[state]


Perception = View | Sequence["Perception"]
"""A view, or what one thinks that each decision maker perceives."""


@dataclass(frozen=True, slots=True)
class Hypergame:
    """What an analysis of a hypergame found; every set is one of universal states.

    Attributes
    ----------
    stable : tuple of int
        Per decision maker, the states stable for it in its own view.
    unseen : tuple of int
        Per decision maker, the states it does not see: to be flagged where they count as stable.
    equilibria : int
        States stable for everyone, each in its own view.
    expected : tuple of int
        Per decision maker, the equilibria it expects.
    """

    stable: tuple[int, ...]
    unseen: tuple[int, ...]
    equilibria: int
    expected: tuple[int, ...]

    @property
    def expected_by_all(self) -> int:
        """States that every decision maker expects."""
        result = self.expected[0]
        for states in self.expected:
            result &= states
        return result

    @property
    def expected_by_some(self) -> int:
        """States that at least one decision maker expects."""
        result = 0
        for states in self.expected:
            result |= states
        return result

    @property
    def surprises(self) -> int:
        """Equilibria of the hypergame that not everyone expects."""
        return self.equilibria & ~self.expected_by_all

    @property
    def surprises_to_all(self) -> int:
        """Equilibria of the hypergame that nobody expects."""
        return self.equilibria & ~self.expected_by_some

    @property
    def disappointments(self) -> int:
        """States that somebody expects and that are no equilibria of the hypergame."""
        return self.expected_by_some & ~self.equilibria

    def surprised(self, player: int) -> int:
        """Return the equilibria of the hypergame that a decision maker does not expect."""
        return self.equilibria & ~self.expected[player]

    def disappointed(self, player: int) -> int:
        """Return the states a decision maker expects that are no equilibria of the hypergame."""
        return self.expected[player] & ~self.equilibria


def analyse(
    perceptions: Sequence[Perception],
    judge: Judge,
    *,
    size: int,
    unseen: str = "stable",
    sanctions: str = "seen",
) -> Hypergame:
    """Analyse a hypergame of any level.

    Parameters
    ----------
    perceptions : sequence
        Per decision maker its view (first level), or the sequence of views that it thinks the
        decision makers have (second level), and so on.
    judge : callable
        The stability concept, applied inside the views.
    size : int
        Number of universal states.
    unseen : {"stable", "unstable"}
        Whether a state one does not see counts as stable for one (it can neither be entered nor
        left), or, the strict alternative, as not stable.
    sanctions : {"seen", "any"}
        Whether in a view nobody moves through states unseen there, or, as in GMCR+, everybody is
        kept from what it does not see itself, whoever judges: answers of others may pass through
        states that the viewer does not see. The latter needs views over the universal states.

    Notes
    -----
    A decision maker expects, at level one, the equilibria of its view among the states it sees;
    above, the states stable for each j in what it thinks j sees, again among those it sees itself.

    Raises
    ------
    ValueError
        For an unknown variant, or one that a view does not allow.
    """
    if unseen not in ("stable", "unstable"):
        raise ValueError(f"unseen must be 'stable' or 'unstable', not {unseen!r}")
    if sanctions not in ("seen", "any"):
        raise ValueError(f"sanctions must be 'seen' or 'any', not {sanctions!r}")
    if sanctions == "any" and any(_has_own_states(each) for each in perceptions):
        raise ValueError("sanctions='any' needs views over the universal states")
    players = range(len(perceptions))
    everything = (1 << size) - 1

    def stable_in(around: Sequence[Perception], player: int) -> int:
        """Judge in what a player sees, among what all are thought to see."""
        inner = around[player]
        if not isinstance(inner, View):
            return stable_in(inner, player)
        view = inner
        states = _stable_and_seen(view, player, judge, _limits(view, around, sanctions))
        return states | everything & ~view.seen if unseen == "stable" else states

    expected = []
    for player, perception in enumerate(perceptions):
        states = _own_view(perception, player).seen
        for other in players:
            if isinstance(perception, View):
                limits = _limits(perception, perceptions, sanctions)
                states &= _stable_and_seen(perception, other, judge, limits)
            else:
                states &= stable_in(perception, other)
        expected.append(states)
    views = [_own_view(perception, player) for player, perception in enumerate(perceptions)]
    stable = tuple(stable_in(perceptions, player) for player in players)
    equilibria = everything
    for states in stable:
        equilibria &= states
    return Hypergame(
        stable, tuple(everything & ~view.seen for view in views), equilibria, tuple(expected)
    )


@dataclass(frozen=True, slots=True)
class Composition:
    """What happens when each does its part of an outcome it hopes for.

    Attributes
    ----------
    picks : tuple of int
        Per decision maker, the universal state it plays for.
    state : int
        The universal state that the joint choice makes.
    expected_by : tuple of int
        Decision makers that expected this state.
    """

    picks: tuple[int, ...]
    state: int
    expected_by: tuple[int, ...]


def compositions(
    hypergame: Hypergame,
    better: Sequence[Sequence[int]],
    combine: Callable[[tuple[int, ...]], int | None],
    *,
    limit: int = 10_000,
) -> tuple[Composition, ...]:
    """Combine the choices of decision makers that each play for their best expected equilibrium.

    Parameters
    ----------
    hypergame : Hypergame
        From `analyse`.
    better : table per decision maker
        ``better[i][s]``: the universal states that i prefers to s; best are the expected
        equilibria to which i prefers no other, ties included.
    combine : callable
        Makes one state of what each plays for, taking each one's own options from its pick; returns
        None when the joint choice is infeasible.
    limit : int
        At most so many joint choices.

    Returns
    -------
    tuple of Composition
        The feasible ones; empty when some decision maker expects no equilibrium.

    Raises
    ------
    ValueError
        When there would be more joint choices than ``limit``.
    """
    best = [
        [state for state in bits(states) if not table[state] & states]
        for states, table in zip(hypergame.expected, better, strict=True)
    ]
    count = prod(map(len, best))
    if count > limit:
        raise ValueError(f"{count} joint choices are more than the limit of {limit}")
    result = []
    for picks in product(*best):
        state = combine(picks)
        if state is not None:
            aware = (i for i, states in enumerate(hypergame.expected) if states >> state & 1)
            result.append(Composition(picks, state, tuple(aware)))
    return tuple(result)


def _own_view(perception: Perception, player: int) -> View:
    """Return what a decision maker itself sees in a perception of any level."""
    while not isinstance(perception, View):
        perception = perception[player]
    return perception


def _has_own_states(perception: Perception) -> bool:
    if isinstance(perception, View):
        return perception.places is not None
    return any(_has_own_states(each) for each in perception)


def _limits(view: View, around: Sequence[Perception], sanctions: str) -> tuple[int, ...]:
    """Return per player the states among which it moves when one judges in a view."""
    if sanctions == "seen":
        return (view.seen,) * len(view.game.moves)
    return tuple(_own_view(each, player).seen for player, each in enumerate(around))


def _stable_and_seen(view: View, player: int, judge: Judge, limits: tuple[int, ...]) -> int:
    """Return the universal states seen in a view whose image is stable for a decision maker."""
    if view.places is not None:
        stable = judge(view.game, player)
        return sum(1 << state for state in bits(view.seen) if stable >> view.image(state) & 1)
    return judge(_within(view, limits), player) & view.seen


def _within(view: View, limits: tuple[int, ...]) -> Game:
    """Take everybody's moves from and to what is beyond its limits away."""
    moves = tuple(
        tuple(reached & limit if limit >> s & 1 else 0 for s, reached in enumerate(table))
        for table, limit in zip(view.game.moves, limits, strict=True)
    )
    return replace(view.game, moves=moves)
