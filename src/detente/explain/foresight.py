"""Limited-move stability L_h with everything that the verdict rests on.

For two decision makers and strict preference the standard definition (Kilgour 1985; Kilgour,
Hipel & Fang 1987); with ties or more decision makers the pessimistic set-valued rule of the
definitions, of which the standard one is a special case.
"""

from __future__ import annotations

from functools import cache

from detente.engine.game import Game, bits

#: (moves ahead, player, state) → (the move chosen or None, the final states expected as a set).
Expectations = dict[tuple[int, int, int], tuple[int | None, int]]


def foresee(game: Game, player: int, state: int, horizon: int) -> Expectations:
    """Return every expectation on which L_h at a state rests; the first is the verdict's own.

    The state is L_h-stable for the player exactly when its final set is the state alone and no
    move is chosen.
    """
    above = [[better.bit_count() for better in table] for table in game.better]
    found: Expectations = {}

    @cache
    def expected(moves: int, mover: int, at: int) -> int:
        key = (moves, mover, at)
        found[key] = (None, 1 << at)
        if moves == 0:
            return 1 << at
        places = above[mover]
        best: int | None = None
        chosen, final = None, 0
        for target in bits(game.moves[mover][at]):
            ends = _ends(moves, mover, target)
            worst = max(places[end] for end in bits(ends))
            if worst >= places[at]:
                continue
            if best is None or worst < best:
                best, chosen, final = worst, target, ends
            elif worst == best:
                final |= ends
        if chosen is None:
            return 1 << at
        found[key] = (chosen, final)
        return final

    def _ends(moves: int, mover: int, target: int) -> int:
        ends = 0
        for other in game.players:
            if other != mover:
                ends |= expected(moves - 1, other, target)
        return ends & ~(1 << target) or 1 << target

    expected(horizon, player, state)
    return {key: value for key, value in found.items() if key[0]}
