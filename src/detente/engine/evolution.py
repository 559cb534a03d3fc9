"""How states come about: legal paths from a start (Li, Kilgour & Hipel 2005; handbook §13)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.game import bits

Path = tuple[tuple[int, int], ...]


def all_shortest_paths(
    tables: Sequence[Sequence[int]], start: int, goal: int, *, limit: int = 1000
) -> tuple[Path, ...]:
    """List the shortest legal sequences from one state to another.

    Parameters
    ----------
    tables : sequence of sequence of int
        One move table per player; nobody moves twice in a row.
    start, goal : int
        States; when equal, the one path is empty.
    limit : int
        At most so many paths are listed.

    Returns
    -------
    tuple of paths
        Each a tuple of (player, state reached); empty when the goal cannot be reached.
    """
    return PathFinder(tables, start).to(goal, limit=limit)


class PathFinder:
    """Finds shortest legal sequences from one start to many goals, looking at every state once.

    Parameters
    ----------
    tables : sequence of sequence of int
        One move table per player; nobody moves twice in a row.
    start : int
        Where all begin.
    """

    def __init__(self, tables: Sequence[Sequence[int]], start: int) -> None:
        self._tables = tables
        self._start = start
        #: Per number of moves, by last player, the states first reached so.
        self._levels: list[list[int]] = [[0] * len(tables)]
        self._seen = [0] * len(tables)

    def to(self, goal: int, *, limit: int = 1000) -> tuple[Path, ...]:
        """List the shortest sequences to a state; see :func:`all_shortest_paths`."""
        if goal == self._start:
            return ((),)
        depth = next(
            (n for n, level in enumerate(self._levels) if any(s >> goal & 1 for s in level)), None
        )
        while depth is None and self._deeper():
            if any(states >> goal & 1 for states in self._levels[-1]):
                depth = len(self._levels) - 1
        if depth is None:
            return ()
        paths: list[Path] = []
        stack: list[tuple[int, int, int, Path]] = [
            (depth, goal, player, ())
            for player, states in enumerate(self._levels[depth])
            if states >> goal & 1
        ]
        while stack and len(paths) < limit:
            moves, state, player, tail = stack.pop()
            path = ((player, state), *tail)
            if moves == 1:
                paths.append(path)
                continue
            table = self._tables[player]
            for last, states in enumerate(self._levels[moves - 1]):
                if last != player:
                    stack += [
                        (moves - 1, other, last, path)
                        for other in bits(states)
                        if table[other] >> state & 1
                    ]
        return tuple(sorted(paths))

    def _deeper(self) -> bool:
        """Look one move further; say whether that led anywhere new."""
        level = self._levels[-1]
        fresh = []
        for player, table in enumerate(self._tables):
            reached = table[self._start] if len(self._levels) == 1 else 0
            for last, states in enumerate(level):
                if last != player:
                    for state in bits(states):
                        reached |= table[state]
            fresh.append(reached & ~self._seen[player])
        self._seen = [seen | new for seen, new in zip(self._seen, fresh, strict=True)]
        self._levels.append(fresh)
        return any(fresh)


def arrival_levels(tables: Sequence[Sequence[int]], start: int) -> dict[tuple[int, int], int]:
    """Return how soon every state is reached by every last mover: the status-quo table.

    Parameters
    ----------
    tables : sequence of sequence of int
        One move table per player; nobody moves twice in a row.
    start : int
        The status quo.

    Returns
    -------
    dict
        (state, last mover) → smallest number of moves after which that player's move leads there;
        the start itself is left out unless a sequence comes back to it.
    """
    found: dict[tuple[int, int], int] = {}
    nobody = -1
    level = [(start, nobody)]
    moves = 0
    while level:
        moves += 1
        fresh = []
        for state, last in level:
            for player, table in enumerate(tables):
                if player != last:
                    for target in bits(table[state]):
                        if (target, player) not in found:
                            found[target, player] = moves
                            fresh.append((target, player))
        level = fresh
    return found
