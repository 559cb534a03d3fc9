"""Who moves on the way from a status quo: decision makers and, if wanted, coalitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.analysis.outcomes import Cells, Landscape
from detente.engine.reach import legal_reach
from detente.errors import AnalysisError, InputError

#: Decision makers up to which all coalitions are looked at.
MAX_DMS = 8


@dataclass(frozen=True, slots=True)
class Mover:
    """A decision maker or a coalition (``A+B``), and where it may go from every state."""

    name: str
    table: Sequence[int]


def movers_of(
    landscape: Landscape,
    *,
    improvements_only: bool,
    coalitions: bool = False,
    changed: Cells | None = None,
) -> tuple[Mover, ...]:
    """List the movers of a conflict.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    improvements_only : bool
        Whether every mover must improve, by its attitudes, on the state it leaves; a coalition moves
        jointly to where every member improves on it (Kilgour, Hipel, Fang & Peng 2001).
    coalitions : bool
        Whether coalitions of two and more move as well, each joint move counting as one. What some
        of the members can do without the others is not counted as a move of all.
    changed : mapping, optional
        Attitude cells that differ from the model's.

    Raises
    ------
    AnalysisError
        For coalitions of more than ``MAX_DMS`` decision makers.
    """
    game, ids = landscape.compiled.game, landscape.compiled.players
    tables = landscape.replies(changed) if improvements_only else game.moves
    found = [Mover(name, table) for name, table in zip(ids, tables, strict=True)]
    if not coalitions:
        return tuple(found)
    if len(ids) > MAX_DMS:
        raise AnalysisError(
            f"{len(ids)} decision makers make {2 ** len(ids) - 1 - len(ids):,} coalitions; at most "
            f"those of {MAX_DMS} are looked at.",
            fix="Ask without coalitions; then each decision maker moves alone.",
        )
    accepted = landscape.accepted(changed)
    known: dict[tuple[int, ...], list[int]] = {
        (player,): list(table) for player, table in enumerate(tables)
    }
    for size in range(2, len(ids) + 1):
        for members in combinations(range(len(ids)), size):
            own = [game.moves[member] for member in members]
            joint = list(legal_reach(own, transitive=game.transitive))
            for state in range(game.size):
                joint[state] &= ~(1 << state)
                for member in members if improvements_only else ():
                    joint[state] &= accepted[member][state]
            known[members] = joint
            parts = [known[part] for part in combinations(members, size - 1)]
            own_only = [
                states & ~_union(part[state] for part in parts)
                for state, states in enumerate(joint)
            ]
            # What parts can do is carried along, so that larger coalitions leave it out, too.
            for state in range(game.size):
                joint[state] |= _union(part[state] for part in parts)
            if any(own_only):
                found.append(Mover("+".join(ids[member] for member in members), own_only))
    return tuple(found)


def _union(sets: Iterable[int]) -> int:
    result = 0
    for states in sets:
        result |= states
    return result


def start_of(landscape: Landscape, origin: str | None) -> str:
    """Return where to start: the given state, else the status quo.

    Raises
    ------
    InputError
        When no start is given and the model has no status quo, or the start is no state.
    """
    origin = origin if origin is not None else landscape.conflict.status_quo
    if origin is None:
        raise InputError(
            "The model has no status quo to start from.", fix="Add status_quo, or name a start."
        )
    return landscape.named(origin)
