"""Which outcomes parties reach together, today or after improvements, though none would go there alone."""

from __future__ import annotations

from detente.analysis.outcomes import Cells, Landscape
from detente.engine.coalitional import CoalitionSolver
from detente.engine.game import Game, bits
from detente.errors import DetenteError
from detente.solving.coalitions import check_size

_PAIR = 2


def reached_together(
    landscape: Landscape, changed: Cells | None = None
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for every state to which a coalition jointly improves on the way from today, which ones do.

    A joint improvement is a state that the members reach by moves of their own, and that each of them
    prefers to the state that they leave (Kilgour, Hipel, Fang & Peng 2001): the status quo, or one to
    which improvements of single parties lead from there. Under attitudes, each goes by its own (Inohara,
    Hipel & Walker 2007). Nothing without a status quo, or where there are too many coalitions to ask.

    Parameters
    ----------
    landscape : Landscape
    changed : mapping of (of, to) to Attitude, optional
        Cells of the attitudes that differ from the model's.

    Returns
    -------
    dict
        By state, the coalitions of two or more, smallest first.
    """
    game, players = landscape.compiled.game, landscape.compiled.players
    if landscape.start is None or len(players) < _PAIR:
        return {}
    reached = landscape.reached(landscape.attitudes(changed))
    minding = Game(game.size, game.moves, landscape.accepted(changed), game.transitive)
    try:
        check_size(landscape.judge)
        upsets = CoalitionSolver(minding).upsets("CNASH", reached)
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
