"""Attitude tables against the explicit relational solver: python compare_attitudes.py SEED COUNT.

A program of its own, so that a compiled kernel that never ends is stopped by a time limit.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from cubes import explicit, random_game
from detente.engine.game import bits
from detente.engine.large.attitudes import CONCEPTS, AttitudeTables, refusal
from detente.engine.relational import RelationalSolver


def equilibria(solver, game, states, concept, attitudes):
    stable = game.everything
    for player in game.players:
        stable &= solver.stable(player, concept, attitudes)
    return [states[n] for n in bits(stable)]


def profile(rng, players):
    return tuple(tuple(rng.choice((-1, 0, 1)) for _ in range(players)) for _ in range(players))


def compare(rng: random.Random, number: int) -> int:
    """Compare one game; return the number of verdicts on profiles compared."""
    players = 1 + number % 4
    options = rng.randint(8, 9) if number % 5 == 0 else rng.randint(1, 7)
    cube = random_game(
        rng,
        options,
        players,
        infeasible=rng.random() < 0.6,
        one_way=rng.random() < 0.5,
        rankings=True,
    )
    states, game = explicit(cube)
    if not states or refusal(cube) is not None:
        return 0
    ties = rng.choice(["strict", "weak"])
    tables, solver = AttitudeTables(cube, ties=ties), RelationalSolver(game, ties=ties)
    compared = 0
    for _ in range(5):
        attitudes = profile(rng, players)
        for concept in CONCEPTS:
            wanted = equilibria(solver, game, states, concept, attitudes)
            found = tables.equilibria(concept, attitudes)
            assert found == wanted, (cube, ties, concept, attitudes)
            compared += 1
    if players > 3:
        return compared
    # Many settings at once, more than the bits of a word.
    rows = [sorted(rng.sample(range(3**players), min(9, 3**players))) for _ in game.players]
    for concept in CONCEPTS:
        packed = tables.all_equilibria(concept, rows)
        for _ in range(8):
            place = tuple(rng.randrange(len(r)) for r in rows)
            attitudes = tuple(tables.rows[r[n]] for r, n in zip(rows, place, strict=True))
            wanted = equilibria(solver, game, states, concept, attitudes)
            found = np.flatnonzero(np.unpackbits(packed[place], bitorder="little"))
            assert found.tolist() == wanted, (cube, ties, concept, attitudes)
            compared += 1
    return compared


def main(seed: str, count: str) -> None:
    compared = 0
    for number in range(int(count)):
        compared += compare(random.Random(f"{seed}/{number}"), number)  # noqa: S311
    print(compared, "compared")
    assert compared > 10 * int(count)


if __name__ == "__main__":
    main(*sys.argv[1:])
