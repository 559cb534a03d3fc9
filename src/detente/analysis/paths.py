"""How the status quo gets somewhere: legal paths of moves or improvements, in state strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.analysis.movers import movers_of, start_of
from detente.analysis.outcomes import Cells, Landscape
from detente.engine.evolution import PathFinder


@dataclass(frozen=True, slots=True)
class Path:
    """A legal sequence of moves: the state it starts from, then (mover, state reached) steps.

    A mover is a decision maker, or a coalition such as ``A+B``.
    """

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
    coalitions: bool = False,
    changed: Cells | None = None,
    limit: int = 20,
) -> tuple[Path, ...]:
    """List the shortest legal paths to a state (Li, Kilgour & Hipel 2005).

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    to : str
        The state to reach, named as for `state_named`.
    origin : str, optional
        Where to start, named alike; the status quo when not given.
    improvements_only : bool
        Whether every mover must improve, by its attitudes, on the state it leaves.
    coalitions : bool
        Whether coalitions move as well; a joint move counts as one step.
    changed : mapping, optional
        Attitude cells that differ from the model's.
    limit : int
        At most so many paths.

    Raises
    ------
    InputError
        When a state is not feasible, or no start is given and the model has no status quo.
    AnalysisError
        For coalitions of too many decision makers.
    """
    space = landscape.compiled.space
    origin = start_of(landscape, origin)
    start, goal = space.index(origin), space.index(landscape.named(to))
    # Paths to many goals from one start share what is found on the way.
    key = (start, improvements_only, coalitions, landscape.attitudes(changed))
    if key not in landscape.finders:
        movers = movers_of(
            landscape, improvements_only=improvements_only, coalitions=coalitions, changed=changed
        )
        finder = PathFinder([mover.table for mover in movers], start)
        landscape.finders[key] = (tuple(mover.name for mover in movers), finder)
    names, finder = landscape.finders[key]
    return tuple(
        Path(origin, tuple((names[mover], space.names[state]) for mover, state in path))
        for path in finder.to(goal, limit=limit)
    )
