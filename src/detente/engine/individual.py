"""Individual stability under simple preference: NASH, GMR, SMR, SEQ, SSEQ (handbook §5)."""

from __future__ import annotations

from detente.engine.game import Game
from detente.engine.metarational import deterred, inescapably_deterred, never_leaves
from detente.engine.reach import legal_reach

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")


def stable(game: Game, player: int, concept: str) -> int:
    """Return the set of states that are stable for a decision maker.

    Parameters
    ----------
    game : Game
        The game.
    player : int
        Number of the decision maker.
    concept : str
        One of ``CONCEPTS``: Nash (1950); general and symmetric metarationality (Howard 1971);
        sequential stability (Fraser & Hipel 1979); symmetric sequential stability
        (Rêgo & Vieira 2017).

    Raises
    ------
    ValueError
        For an unknown concept.
    """
    leave = game.improvements(player)
    if concept == "NASH":
        return never_leaves(leave)
    if concept not in CONCEPTS:
        raise ValueError(f"no individual concept {concept!r}")
    others = [j for j in game.players if j != player]
    tables = [game.improvements(j) if concept in ("SEQ", "SSEQ") else game.moves[j] for j in others]
    reach = legal_reach(tables, transitive=game.transitive) or (0,) * game.size
    deter = tuple(game.everything & ~better for better in game.better[player])
    if concept in ("GMR", "SEQ"):
        return deterred(leave, reach, deter)
    return inescapably_deterred(leave, reach, deter, game.moves[player])
