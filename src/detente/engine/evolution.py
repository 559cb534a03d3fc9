"""How states come about: legal paths from a start (Li, Kilgour & Hipel 2005)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.game import bits

Path = tuple[tuple[int, int], ...]
#: The last player before anybody has moved.
_NOBODY = -1


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
        self._level = [(start, _NOBODY)]
        #: Per state and last player, what came before on the shortest ways; the start is first.
        self._before: dict[tuple[int, int], list[tuple[int, int]]] = {(start, _NOBODY): []}
        #: Per state, with which last players it is reached soonest.
        self._soonest: dict[int, list[tuple[int, int]]] = {}

    def to(self, goal: int, *, limit: int = 1000) -> tuple[Path, ...]:
        """List the shortest sequences to a state; see :func:`all_shortest_paths`."""
        if goal == self._start:
            return ((),)
        while goal not in self._soonest and self._level:
            self._deeper()
        paths: list[Path] = []
        stack: list[tuple[tuple[int, int], Path]] = [(n, ()) for n in self._soonest.get(goal, ())]
        while stack and len(paths) < limit:
            (state, player), tail = stack.pop()
            if player == _NOBODY:
                paths.append(tail)
                continue
            stack += [(node, ((player, state), *tail)) for node in self._before[state, player]]
        return tuple(sorted(paths))

    def _deeper(self) -> None:
        """Look one move further."""
        reached: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node in self._level:
            state, last = node
            for player, table in enumerate(self._tables):
                if player != last:
                    for target in bits(table[state]):
                        if (target, player) not in self._before:
                            reached.setdefault((target, player), []).append(node)
        self._before |= reached
        self._level = list(reached)
        fresh: dict[int, list[tuple[int, int]]] = {}
        for node in self._level:
            if node[0] not in self._soonest:
                fresh.setdefault(node[0], []).append(node)
        self._soonest |= fresh


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
