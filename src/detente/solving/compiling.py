"""A conflict model turned into the numbered game that the engine solves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.engine.game import Game, better_from_ranks, better_from_truths, bits
from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict, Preferences, Statements
from detente.model.states import StateSpace
from detente.solving.limits import check_memory
from detente.solving.moving import Tables, move_tables, moves_are_transitive, owned_options
from detente.solving.uncertainty import much_better_table, probability_table, unknown_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction


@dataclass(frozen=True)
class CompiledConflict:
    """A conflict, its state space and the game on state numbers; state ``n`` is ``space.codes[n]``.

    Attributes
    ----------
    conflict, space, game
        The model, its feasible states in order, and what the engine works on.
    unknown : table per decision maker
        For every state s, the states whose comparison with s is unknown.
    """

    conflict: Conflict
    space: StateSpace
    game: Game
    unknown: Tables

    @property
    def complete(self) -> bool:
        """Whether every decision maker has a complete ranking, ties allowed."""
        return not any(map(any, self.unknown))

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

        None when some move changes more than the mover's own options, when states are merged, and
        in graph form.
        """
        if self.conflict.states or self.conflict.coalesced:
            return None
        from detente.engine.simultaneous import moves_own_part_only

        parts = tuple(_parts(self.space.codes, mask) for mask in owned_options(self.conflict))
        return parts if moves_own_part_only(self.game, parts) else None

    @cached_property
    def much_better(self) -> Tables:
        """Per decision maker and state s, the states greatly preferred to s."""
        return tuple(much_better_table(self.conflict, self.space, dm) for dm in self.players)

    @cached_property
    def probability(self) -> tuple[tuple[tuple[Fraction, ...], ...], ...]:
        """Per decision maker i, states s and q, the probability that i prefers q to s."""
        return tuple(
            probability_table(self.conflict, self.space, dm, better)
            for dm, better in zip(self.players, self.game.better, strict=True)
        )


def compile_conflict(conflict: Conflict, like: Sequence[CompiledConflict] = ()) -> CompiledConflict:
    """Build the game of a conflict.

    In option form a decision maker may change all its own options together; one-way options only
    in their direction (Fang, Hipel & Kilgour 1993). In graph form moves are listed.

    Parameters
    ----------
    conflict : Conflict
    like : sequence of CompiledConflict
        Variants of this conflict that are compiled already. What is the same in one of them is taken
        from there: states, moves, a decision maker's preferences.

    Raises
    ------
    AnalysisError
        When the model is too large for explicit solution, with the estimate.
    InputError
        When no state is feasible, or the model contradicts itself.
    """
    like = [each for each in like if _same_states(conflict, each.conflict)]
    space = like[0].space.for_same(conflict) if like else StateSpace.of(conflict)
    if not like:
        check_size(conflict, space)
    stated = tuple(_better(conflict, space, dm.id, like) for dm in conflict.decision_makers)
    unknown = tuple(
        unknown_table(conflict, space, dm.id, better)
        for dm, better in zip(conflict.decision_makers, stated, strict=True)
    )
    complete = not any(map(any, unknown))
    known = stated
    if not complete:
        known = tuple(
            tuple(above & ~open_ for above, open_ in zip(better, table, strict=True))
            for better, table in zip(stated, unknown, strict=True)
        )
    game = Game(
        size=len(space),
        moves=_moves(conflict, space, like),
        better=known,
        transitive=complete and moves_are_transitive(conflict),
    )
    return CompiledConflict(conflict, space, game, unknown)


def _same_states(one: Conflict, other: Conflict) -> bool:
    """Say whether two variants of a conflict have the same states."""
    return (
        [(rule.when, rule.pattern) for rule in one.infeasible]
        == [(rule.when, rule.pattern) for rule in other.infeasible]
        and [option.id for option in one.options] == [option.id for option in other.options]
        and [dm.id for dm in one.decision_makers] == [dm.id for dm in other.decision_makers]
        and one.states == other.states
        and one.coalesced == other.coalesced
    )


def _better(
    conflict: Conflict, space: StateSpace, dm: str, like: Sequence[CompiledConflict]
) -> tuple[int, ...]:
    given = conflict.preferences.get(dm)
    for each in like:
        if each.complete and _ordering(each.conflict.preferences.get(dm)) == _ordering(given):
            return each.game.better[each.player(dm)]
    return better_by(space, given, dm)


def _ordering(given: Preferences | None) -> object:
    """Return what of preferences orders states, without what they rest on."""
    return [item.that for item in given.items] if isinstance(given, Statements) else given


def better_by(space: StateSpace, given: Preferences | None, dm: str) -> tuple[int, ...]:
    """Return, for every state, the states that preferences put above it."""
    if isinstance(given, Statements) and space.base is None:
        return better_from_truths([space.holds(item.that) for item in given.items], len(space))
    return better_from_ranks(space.ranks_by(given, dm))


def _moving(conflict: Conflict) -> tuple[object, ...]:
    """Return what, besides its states, makes the moves of a conflict."""
    options = [(option.id, option.owner, option.direction) for option in conflict.options]
    return options, conflict.move_rule, conflict.moves, conflict.forbidden_moves


def _moves(conflict: Conflict, space: StateSpace, like: Sequence[CompiledConflict]) -> Tables:
    """Return the tables of moves; one that is the same in a variant is that very object."""
    for each in like:
        if _moving(conflict) == _moving(each.conflict):
            return each.game.moves
    tables = move_tables(conflict, space)
    known = [each.game.moves for each in like]
    return tuple(
        next((moves[player] for moves in known if moves[player] == table), table)
        for player, table in enumerate(tables)
    )


def check_size(conflict: Conflict, space: StateSpace) -> None:
    """Refuse what would not fit: a few sets of states per state and decision maker are kept.

    Raises
    ------
    AnalysisError
        With the estimate.
    """
    size, count = len(space), len(conflict.decision_makers)
    check_memory(
        size * (size // 8 + 40) * (3 * count + 1),
        f"{size:,} states of {count} decision makers",
        source=conflict.source,
        fix="Rule out more states, or merge options.",
    )


def _parts(codes: tuple[int, ...], mask: int) -> tuple[int, ...]:
    groups: dict[int, int] = {}
    for number, code in enumerate(codes):
        groups[code & mask] = groups.get(code & mask, 0) | 1 << number
    return tuple(groups[code & mask] for code in codes)
