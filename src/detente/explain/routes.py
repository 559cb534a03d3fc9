"""Legal sequences with their moves: nobody moves twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.engine.game import bits

Route = tuple[tuple[int, int], ...]


def iter_routes(tables: Sequence[Sequence[int]], start: int) -> Iterator[tuple[int, Route]]:
    """Yield every state that a group reaches, nearest first, each with one shortest legal route.

    Parameters
    ----------
    tables : sequence of sequence of int
        One move table per player of the group.
    start : int
        The state from which the first player moves; it is yielded when a route comes back to it.

    Yields
    ------
    tuple
        The state reached, and the route as (player, state) steps.
    """
    arrived = [0] * len(tables)
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    seen = 0
    level: list[tuple[int, int]] = []

    def route(node: tuple[int, int]) -> Route:
        steps: list[tuple[int, int]] = []
        last: tuple[int, int] | None = node
        while last is not None:
            steps.append(last)
            last = before[last]
        return tuple(reversed(steps))

    def expand(state: int, last: int, parent: tuple[int, int] | None) -> None:
        for player, table in enumerate(tables):
            if player == last:
                continue
            fresh = table[state] & ~arrived[player]
            arrived[player] |= fresh
            for target in bits(fresh):
                before[player, target] = parent
                level.append((player, target))

    expand(start, -1, None)
    while level:
        nodes, level = level, []
        for node in nodes:
            if not seen >> node[1] & 1:
                seen |= 1 << node[1]
                yield node[1], route(node)
        for player, state in nodes:
            expand(state, player, (player, state))
