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
    if start == goal:
        return ((),)
    nobody = -1
    before: dict[tuple[int, int], list[tuple[int, int]]] = {(start, nobody): []}
    level = [(start, nobody)]
    while level and not any(state == goal for state, _ in level):
        reached: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node in level:
            state, last = node
            for player, table in enumerate(tables):
                if player != last:
                    for target in bits(table[state]):
                        if (target, player) not in before:
                            reached.setdefault((target, player), []).append(node)
        before |= reached
        level = list(reached)
    paths: list[Path] = []
    stack: list[tuple[tuple[int, int], Path]] = [(n, ()) for n in level if n[0] == goal]
    while stack and len(paths) < limit:
        (state, player), tail = stack.pop()
        if player == nobody:
            paths.append(tail)
            continue
        stack += [(node, ((player, state), *tail)) for node in before[state, player]]
    return tuple(sorted(paths))


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
