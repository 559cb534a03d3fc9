"""Which outcomes parties reach together from the status quo, though none would go there alone."""

from __future__ import annotations

from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.errors import DetenteError
from detente.solving.coalitions import check_size

_PAIR = 2


def reached_together(landscape: Landscape) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for every state that a coalition jointly improves to from the status quo, which ones do.

    A joint improvement is a state that the members reach by moves of their own, and that each of them
    prefers to the status quo (Kilgour, Hipel, Fang & Peng 2001). Nothing without a status quo, or
    where there are too many coalitions to ask.

    Parameters
    ----------
    landscape : Landscape

    Returns
    -------
    dict
        By state, the coalitions of two or more, smallest first.
    """
    start = landscape.start
    judge = landscape.judge
    if start is None or len(landscape.compiled.players) < _PAIR:
        return {}
    try:
        check_size(judge)
        upsets = judge.coalitions.upsets("CNASH", 1 << start)[start]
    except (DetenteError, ValueError):
        return {}
    found: dict[str, list[tuple[str, ...]]] = {}
    for upset in upsets:
        if len(upset.coalition) < _PAIR:
            continue
        members = tuple(landscape.compiled.players[player] for player in upset.coalition)
        for state in bits(upset.improvements):
            found.setdefault(landscape.compiled.space.names[state], []).append(members)
    return {state: tuple(coalitions) for state, coalitions in found.items()}
