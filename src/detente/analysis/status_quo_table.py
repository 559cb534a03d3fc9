"""The status-quo table: which states come about after how many moves, and who moved last.

Levels V_0, V_1, … as in Li, Kilgour & Hipel (2005)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.analysis.movers import movers_of, start_of
from detente.analysis.outcomes import Cells, Landscape
from detente.engine.evolution import arrival_levels
from detente.showing import Tabular


@dataclass(frozen=True, slots=True)
class Row:
    """A state with the level at which it first comes about, and who moves last at which level.

    ``movers`` maps a level to the last movers that first bring the state about at that level.
    """

    state: str
    level: int
    movers: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StatusQuoTable(Tabular):
    """All states that legal sequences reach from a start, the nearest first.

    Attributes
    ----------
    start : str
        The status quo; level 0.
    depth : int
        The last level at which something new comes about.
    rows : tuple of Row
        By level, then state string; the start first.
    """

    start: str
    depth: int
    rows: tuple[Row, ...]

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"States that can come about from {self.start}"

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<StatusQuoTable from {self.start}: {len(self.rows)} states, depth {self.depth}>"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per state."""
        return [
            {
                "state": row.state,
                "moves": row.level,
                "last mover": "; ".join(f"{at}: {' '.join(m)}" for at, m in row.movers.items()),
            }
            for row in self.rows
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the table as JSON data."""
        return {
            "from": self.start,
            "depth": self.depth,
            "states": [
                {
                    "state": row.state,
                    "level": row.level,
                    "last_movers": {str(at): list(names) for at, names in row.movers.items()},
                }
                for row in self.rows
            ],
        }


def status_quo_table(
    landscape: Landscape,
    *,
    origin: str | None = None,
    improvements_only: bool = True,
    coalitions: bool = False,
    changed: Cells | None = None,
) -> StatusQuoTable:
    """Find when every state can first come about, and by whose last move.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    origin : str, optional
        Where to start; the status quo when not given.
    improvements_only, coalitions, changed
        As in :func:`~detente.analysis.paths.shortest_paths`.

    Raises
    ------
    InputError
        When the start is not feasible, or none is given and the model has no status quo.
    AnalysisError
        For coalitions of too many decision makers.
    """
    space = landscape.compiled.space
    origin = start_of(landscape, origin)
    start = space.index(origin)
    movers = movers_of(
        landscape, improvements_only=improvements_only, coalitions=coalitions, changed=changed
    )
    levels = arrival_levels([mover.table for mover in movers], start)
    by_state: dict[int, dict[int, list[str]]] = {start: {}}
    for (state, player), level in levels.items():
        by_state.setdefault(state, {}).setdefault(level, []).append(movers[player].name)
    rows = [
        Row(
            state=space.names[state],
            level=0 if state == start else min(found),
            movers={level: tuple(sorted(found[level])) for level in sorted(found)},
        )
        for state, found in by_state.items()
    ]
    rows.sort(key=lambda row: (row.level, row.state))
    return StatusQuoTable(origin, max(levels.values(), default=0), tuple(rows))
