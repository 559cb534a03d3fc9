"""A conflict model turned into the numbered game that the engine solves."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from detente.engine.game import Game, better_from_ranks, bits
from detente.engine.simultaneous import moves_own_part_only
from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict, Direction, Statements
from detente.model.states import StateSpace

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class CompiledConflict:
    """A conflict, its state space and the game on state numbers; state ``n`` is ``space.codes[n]``.

    Attributes
    ----------
    conflict, space, game
        The model, its feasible states in order, and what the engine works on.
    complete : bool
        Whether every decision maker has a complete ranking, ties allowed.
    """

    conflict: Conflict
    space: StateSpace
    game: Game
    complete: bool = True

    @property
    def players(self) -> tuple[str, ...]:
        """Ids of the decision makers; player ``n`` of the game is the ``n``-th."""
        return tuple(dm.id for dm in self.conflict.decision_makers)

    def player(self, dm: str) -> int:
        """Return the number of a decision maker.

        Raises
        ------
        InputError
            When there is none of that id.
        """
        if dm not in self.players:
            raise InputError(f"No decision maker {dm[:80]!r}.", fix=did_you_mean(dm, self.players))
        return self.players.index(dm)

    def names(self, states: int | Iterable[int]) -> tuple[str, ...]:
        """Return state strings, sorted, for a set of states (or state numbers)."""
        numbers = bits(states) if isinstance(states, int) else states
        return tuple(sorted(self.space.names[number] for number in numbers))

    @cached_property
    def parts(self) -> tuple[tuple[int, ...], ...] | None:
        """Per decision maker and state, the states with the same own options taken.

        None when some move changes more than the mover's own options.
        """
        parts = tuple(_parts(self.space.codes, mask) for mask in owned_options(self.conflict))
        return parts if moves_own_part_only(self.game, parts) else None

    @cached_property
    def much_better(self) -> tuple[tuple[int, ...], ...]:
        """Per decision maker and state s, the states greatly preferred to s (handbook §3.4)."""
        return tuple(self._much_better(dm) for dm in self.players)

    @cached_property
    def unknown(self) -> tuple[tuple[int, ...], ...]:
        """Per decision maker and state s, the states whose comparison with s is unknown."""
        return ((0,) * self.game.size,) * len(self.players)

    @cached_property
    def probability(self) -> tuple[tuple[tuple[Fraction, ...], ...], ...]:
        """Per decision maker i, states s and q, the probability that i prefers q to s."""
        return tuple(
            tuple(
                tuple(Fraction(better >> state & 1) for state in range(self.game.size))
                for better in table
            )
            for table in self.game.better
        )

    def _much_better(self, dm: str) -> tuple[int, ...]:
        """Apply the rule: the first statement that tells two states apart is marked strong."""
        result = [0] * self.game.size
        preferences = self.conflict.preferences.get(dm)
        items = preferences.items if isinstance(preferences, Statements) else ()
        classes = [self.game.everything]
        for item in items:
            true = self.space.holds(item.that)
            if item.strong:
                for states in classes:
                    for state in bits(states & ~true):
                        result[state] |= states & true
            classes = [part for each in classes for part in (each & true, each & ~true) if part]
        return tuple(result)


def owned_options(conflict: Conflict) -> tuple[int, ...]:
    """Return per decision maker its options, as bits in option order."""
    return tuple(
        sum(1 << place for place, option in enumerate(conflict.options) if option.owner == dm.id)
        for dm in conflict.decision_makers
    )


def compile_conflict(conflict: Conflict) -> CompiledConflict:
    """Build the game of a conflict in option form.

    A decision maker may change all its own options together; one-way options only in their
    direction (Fang, Hipel & Kilgour 1993; handbook §2).

    Raises
    ------
    AnalysisError
        When the model has too many options for explicit solution.
    InputError
        When no state is feasible.
    """
    space = StateSpace.of(conflict)
    game = Game(
        size=len(space),
        moves=tuple(_moves(conflict, space.codes, mask) for mask in owned_options(conflict)),
        better=tuple(better_from_ranks(space.ranks(dm.id)) for dm in conflict.decision_makers),
        transitive=True,
    )
    return CompiledConflict(conflict, space, game)


def _parts(codes: tuple[int, ...], mask: int) -> tuple[int, ...]:
    groups: dict[int, int] = {}
    for number, code in enumerate(codes):
        groups[code & mask] = groups.get(code & mask, 0) | 1 << number
    return tuple(groups[code & mask] for code in codes)


def _moves(conflict: Conflict, codes: tuple[int, ...], own: int) -> tuple[int, ...]:
    """Return R_i(s) for every state, for the owner of the options in ``own``."""
    forward = back = 0
    for place, option in enumerate(conflict.options):
        if own >> place & 1:
            forward |= (option.direction is Direction.FORWARD) << place
            back |= (option.direction is Direction.BACK) << place
    groups: dict[int, list[int]] = {}
    for number, code in enumerate(codes):
        groups.setdefault(code & ~own, []).append(number)
    reached: dict[tuple[int, int], int] = {}
    moves = []
    for number, code in enumerate(codes):
        key = (code & ~own, code & (forward | back))
        states = reached.get(key)
        if states is None:
            kept, absent = code & forward, back & ~code
            states = 0
            for other in groups[key[0]]:
                if codes[other] & kept == kept and not codes[other] & absent:
                    states |= 1 << other
            reached[key] = states
        moves.append(states & ~(1 << number))
    return tuple(moves)
