"""Which outcomes parties reach together, today or after improvements, though none would go there alone."""

from __future__ import annotations

from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.errors import DetenteError
from detente.solving.coalitions import check_size

_PAIR = 2


def reached_together(landscape: Landscape) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for every state to which a coalition jointly improves on the way from today, which ones do.

    A joint improvement is a state that the members reach by moves of their own, and that each of them
    prefers to the state that they leave (Kilgour, Hipel, Fang & Peng 2001): the status quo, or one to
    which improvements of single parties lead from there. Nothing without a status quo, or where there
    are too many coalitions to ask.

    Parameters
    ----------
    landscape : Landscape

    Returns
    -------
    dict
        By state, the coalitions of two or more, smallest first.
    """
    judge, players = landscape.judge, landscape.compiled.players
    if landscape.start is None or len(players) < _PAIR:
        return {}
    alone = [[int(of == to) for to in players] for of in players]
    reached = landscape.reached(alone)
    try:
        check_size(judge)
        upsets = judge.coalitions.upsets("CNASH", reached)
    except (DetenteError, ValueError):
        return {}
    found: dict[int, set[tuple[int, ...]]] = {}
    for start in bits(reached):
        for upset in upsets[start]:
            if len(upset.coalition) >= _PAIR:
                for state in bits(upset.improvements & ~reached):
                    found.setdefault(state, set()).add(upset.coalition)
    return {
        landscape.compiled.space.names[state]: tuple(
            tuple(players[player] for player in members)
            for members in sorted(coalitions, key=lambda members: (len(members), members))
        )
        for state, coalitions in found.items()
    }
