"""A conflict model turned into the numbered game that the engine solves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.engine.game import Game, better_from_ranks, bits
from detente.model.conflict import Conflict, Direction
from detente.model.states import StateSpace

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class CompiledConflict:
    """A conflict, its state space and the game on state numbers; state ``n`` is ``space.codes[n]``."""

    conflict: Conflict
    space: StateSpace
    game: Game

    @property
    def players(self) -> tuple[str, ...]:
        """Ids of the decision makers; player ``n`` of the game is the ``n``-th."""
        return tuple(dm.id for dm in self.conflict.decision_makers)

    def names(self, states: int | Iterable[int]) -> tuple[str, ...]:
        """Return state strings, sorted, for a set of states (or state numbers)."""
        numbers = bits(states) if isinstance(states, int) else states
        return tuple(sorted(self.space.names[number] for number in numbers))


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
    owned = tuple(
        sum(1 << place for place, option in enumerate(conflict.options) if option.owner == dm.id)
        for dm in conflict.decision_makers
    )
    game = Game(
        size=len(space),
        moves=tuple(_moves(conflict, space.codes, mask) for mask in owned),
        better=tuple(better_from_ranks(space.ranks(dm.id)) for dm in conflict.decision_makers),
        transitive=True,
    )
    return CompiledConflict(conflict, space, game)


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
