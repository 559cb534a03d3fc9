"""Simultaneous stability, SIM: the others move at the same time as oneself.

Only where a state is made of one part per decision maker, as in option form.

Source: Fraser & Hipel (1979, 1984).
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine import individual, names
from detente.engine.game import Game, bits

CONCEPTS = names.SIMULTANEOUS
MOVERS = ("any", "all")
SCOPES = ("all", "correction")


def moves_own_part_only(game: Game, parts: Sequence[Sequence[int]]) -> bool:
    """Say whether every move leaves the parts of the others as they are."""
    for player in game.players:
        for state, moves in enumerate(game.moves[player]):
            for other in game.players:
                if other != player and moves & ~parts[other][state]:
                    return False
    return True


def stable(
    game: Game,
    parts: Sequence[Sequence[int]],
    player: int,
    *,
    movers: str = "any",
    scope: str = "all",
) -> int:
    """Return the states that are simultaneously stable for a decision maker.

    Every improvement s1 must meet a joint choice of the others, each staying or improving from s,
    not all staying, such that the combination of s1 with it is a state no better than s. A
    combination that is no state deters nobody.

    Parameters
    ----------
    game : Game
        Every move changes the mover's own part only.
    parts : table per decision maker
        ``parts[j][s]``: the states that agree with s on the part of j.
    player : int
        Number of the decision maker.
    movers : {"any", "all"}
        Whether any of the others may stay, or all that have an improvement must move.
    scope : {"all", "correction"}
        ``"correction"`` is the early procedure: SEQ first, and only states unstable for two or more
        decision makers are looked at again.
    """
    if movers not in MOVERS:
        raise ValueError(f"movers must be one of {', '.join(MOVERS)}, not {movers!r}")
    if scope not in SCOPES:
        raise ValueError(f"scope must be one of {', '.join(SCOPES)}, not {scope!r}")
    found = _stable(game, parts, player, movers)
    if scope == "all":
        return found
    unstable = [game.everything & ~individual.stable(game, j, "SEQ") for j in game.players]
    others = 0
    for other in game.players:
        if other != player:
            others |= unstable[other]
    return game.everything & ~unstable[player] | found & unstable[player] & others


def _stable(game: Game, parts: Sequence[Sequence[int]], player: int, movers: str) -> int:
    own, better = parts[player], game.better[player]
    improvements = [game.improvements(j) for j in game.players]
    result = 0
    for state, targets in enumerate(improvements[player]):
        joint = game.everything & ~better[state] if targets else 0
        anyone = False
        for other in game.players:
            if other == player or not joint:
                continue
            choices = improvements[other][state]
            anyone = anyone or bool(choices)
            allowed = 0 if choices and movers == "all" else parts[other][state]
            for choice in bits(choices):
                allowed |= parts[other][choice]
            joint &= allowed
        # When everyone else stays the combination is s1 itself, which is better and so not in joint.
        if not targets or (anyone and all(own[target] & joint for target in bits(targets))):
            result |= 1 << state
    return result
