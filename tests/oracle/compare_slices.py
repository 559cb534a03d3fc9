"""Compares the compiled slices with explicit sets: python compare_slices.py SEED COUNT RUN.

A process of its own, so that a compiled loop that never ends can be stopped from outside.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from cubes import explicit, random_game
from detente.engine import individual
from detente.engine.game import bits
from detente.engine.large import passes, turns
from detente.engine.large.cube import CubeGame, Gate, Ranked
from detente.engine.large.slices import SliceSolver


def without_rankings(cube: CubeGame) -> tuple[tuple[Gate, ...], ...]:
    """Return the preferences, statements only: rankings list the states feasible before."""
    return tuple(() if isinstance(each, Ranked) else each for each in cube.preferences)


def main(seed: str, count: str, run: str) -> None:
    turns.RUN = int(run)
    turns.LEAST = 1 << int(run)
    passes._PIECE = passes._ROW = int(run) // 3
    for number in range(int(count)):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311
        cube = random_game(
            rng,
            rng.randint(1, 9),
            rng.randint(1, 4),
            infeasible=rng.random() < 0.7,
            one_way=False,
            rankings=True,
        )
        if number % 6 == 1:  # rules about one player's own options only
            own = sorted(cube.own(0)) or [0]
            rule = Gate("&", tuple(Gate("option", option=option) for option in own[:2]))
            cube = replace(cube, infeasible=(rule,), preferences=without_rankings(cube))
        elif number % 15 == 2:  # no state is feasible
            cube = replace(cube, infeasible=(Gate("&"),), preferences=without_rankings(cube))
        states, game = explicit(cube)
        solver = SliceSolver(cube)
        if solver.feasible().first() != states:
            sys.exit(f"feasible states differ: {seed}/{number}")
        for player in cube.players:
            for concept in individual.CONCEPTS:
                wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
                if solver.stable(player, concept).first() != wanted:
                    sys.exit(f"{concept} of player {player} differs: {seed}/{number}")


if __name__ == "__main__":
    main(*sys.argv[1:])
