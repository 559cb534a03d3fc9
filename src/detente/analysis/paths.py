"""How the status quo gets somewhere: legal paths of moves or improvements, in state strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.analysis.outcomes import Cells, Landscape
from detente.engine.evolution import all_shortest_paths
from detente.errors import InputError


@dataclass(frozen=True, slots=True)
class Path:
    """A legal sequence of moves: the state it starts from, then (mover, state reached) steps."""

    start: str
    steps: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """Return the path as JSON data."""
        return {
            "from": self.start,
            "steps": [{"by": mover, "to": state} for mover, state in self.steps],
        }


def shortest_paths(
    landscape: Landscape,
    to: str,
    *,
    origin: str | None = None,
    improvements_only: bool = True,
    changed: Cells | None = None,
    limit: int = 20,
) -> tuple[Path, ...]:
    """List the shortest legal paths to a state (Li, Kilgour & Hipel 2005).

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    to : str
        The state to reach.
    origin : str, optional
        Where to start; the status quo when not given.
    improvements_only : bool
        Whether every mover must improve, by its attitudes, on the state it leaves.
    changed : mapping, optional
        Attitude cells that differ from the model's.
    limit : int
        At most so many paths.

    Raises
    ------
    InputError
        When a state is not feasible, or no start is given and the model has no status quo.
    """
    space = landscape.compiled.space
    origin = origin if origin is not None else landscape.conflict.status_quo
    if origin is None:
        raise InputError(
            "The model has no status quo to start from.", fix="Add status_quo, or name a start."
        )
    start, goal = space.index(origin), space.index(to)
    if improvements_only:
        tables = landscape.replies(changed)
    else:
        tables = landscape.compiled.game.moves
    found = all_shortest_paths(tables, start, goal, limit=limit)
    players = landscape.compiled.players
    return tuple(
        Path(origin, tuple((players[mover], space.names[state]) for mover, state in path))
        for path in found
    )
