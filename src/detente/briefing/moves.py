"""The graph of improvements as data for a picture and for a table."""

from __future__ import annotations

from collections import deque
from typing import Any

from detente.analysis.outcomes import Cells, Landscape
from detente.engine.game import bits

#: A model with at most so many states and improvements is drawn whole; of one with more, so many states
#: are drawn: a picture of all of them would be lines over lines, many screens wide.
STATES = 64
WHOLE = 48
SOME = 16


def move_graph(landscape: Landscape, cells: Cells) -> dict[str, Any]:
    """Return states and improvements between them.

    All states of a small model; of a larger one the status quo, what improvements reach from it
    first, and the outcomes that are Nash-stable under the attitudes.
    """
    size = landscape.compiled.game.size
    names = landscape.compiled.space.names
    players = landscape.compiled.players
    replies = landscape.replies(cells)
    stable = landscape.equilibria("RNASH", landscape.attitudes(cells))
    start = landscape.start
    depth = _depths(replies, start)
    improvements = sum(reached.bit_count() for table in replies for reached in table)
    whole = size <= STATES and improvements <= WHOLE
    if whole:
        shown = list(range(size))
    else:
        shown = sorted(depth, key=lambda n: (depth[n], n))[: SOME // 2]
        shown += [n for n in bits(stable) if n not in shown][: SOME - len(shown)]
        shown.sort()
    inside = set(shown)
    edges = [
        {"from": names[a], "to": names[b], "by": players[player]}
        for player, table in enumerate(replies)
        for a in shown
        for b in bits(table[a])
        if b in inside
    ]
    return {
        "states": size,
        "whole": whole,
        "nodes": [
            {
                "state": names[n],
                "words": _words(landscape, names[n]),
                "depth": depth.get(n),
                "status_quo": n == start,
                "equilibrium": bool(stable >> n & 1),
            }
            for n in shown
        ],
        "edges": edges,
        "parties": [{"id": dm.id, "name": dm.name} for dm in landscape.conflict.decision_makers],
    }


def move_table(landscape: Landscape, cells: Cells) -> list[dict[str, Any]]:
    """Count, over all states, in how many each party improves by taking up or giving up an option."""
    compiled = landscape.compiled
    codes = compiled.space.codes
    table = []
    for player, improvements in enumerate(landscape.replies(cells)):
        party = compiled.players[player]
        own = [(n, o) for n, o in enumerate(landscape.conflict.options) if o.owner == party]
        counts = {n: [0, 0] for n, _ in own}
        movable = 0
        for state, targets in enumerate(improvements):
            movable += bool(targets)
            up = down = 0
            for target in bits(targets):
                up |= codes[target] & ~codes[state]
                down |= codes[state] & ~codes[target]
            for n, _ in own:
                counts[n][0] += up >> n & 1
                counts[n][1] += down >> n & 1
        table.append(
            {
                "party": party,
                "improves_in": movable,
                "options": [
                    {
                        "option": o.id,
                        "name": o.name,
                        "takes_up": counts[n][0],
                        "gives_up": counts[n][1],
                    }
                    for n, o in own
                ],
            }
        )
    return table


def _words(landscape: Landscape, state: str) -> str:
    """Say what differs from today, or the state itself where there is no today."""
    from detente.explain.words import describe_change, describe_state, sentence_case

    conflict = landscape.conflict
    if conflict.status_quo is None:
        return sentence_case(describe_state(conflict, state))
    if state == conflict.status_quo:
        return "Today"
    return sentence_case(describe_change(conflict, conflict.status_quo, state))


def _depths(replies: tuple[tuple[int, ...], ...], start: int | None) -> dict[int, int]:
    """Return how many moves away from the status quo each state is that improvements reach."""
    if start is None:
        return {}
    depth = {start: 0}
    waiting = deque([start])
    while waiting and len(depth) < 5_000:
        here = waiting.popleft()
        targets = 0
        for table in replies:
            targets |= table[here]
        for there in bits(targets):
            if there not in depth:
                depth[there] = depth[here] + 1
                waiting.append(there)
    return depth
