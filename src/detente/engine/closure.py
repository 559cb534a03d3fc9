"""Plain closure of a move graph, for large graphs and many of them."""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.game import bits


def closure(arcs: Sequence[int]) -> tuple[int, ...]:
    """Return, for every state, the states reached by one or more arcs.

    Parameters
    ----------
    arcs : sequence of int
        For every state the set of states one arc away.

    Notes
    -----
    Depth first over strongly connected components, which are contracted while they are found
    (path-based, Gabow 2000): about two operations on whole sets per state, however many arcs.
    """
    reach = [0] * len(arcs)
    done = 0
    for start in range(len(arcs)):
        if done >> start & 1:
            continue
        # The path of components under way: their states, and where arcs from them lead.
        path, outs = [1 << start], [arcs[start]]
        under_way = 1 << start
        while path:
            members, out = path[-1], outs[-1]
            back = out & under_way & ~members
            if back:
                while back:
                    members, out = path.pop(), outs.pop()
                    path[-1] |= members
                    outs[-1] |= out
                    back &= ~path[-1]
                continue
            fresh = out & ~(under_way | done)
            if fresh:
                state = fresh & -fresh
                path.append(state)
                outs.append(arcs[state.bit_length() - 1])
                under_way |= state
                continue
            pending = out & done
            while pending:
                further = reach[pending.bit_length() - 1]
                out |= further
                pending &= ~(further | 1 << pending.bit_length() - 1)
            for state in bits(members):
                reach[state] = out
            done |= members
            under_way &= ~members
            path.pop()
            outs.pop()
    return tuple(reach)
