"""The large engines against explicit sets, one random game per seed: scripts/long_check runs them.

Games have up to 8 options, up to 4 players, infeasible states, one-way options, ties, weights and
rankings of states.
"""

from __future__ import annotations

import random

from cubes import explicit, random_game
from detente.engine import individual, relational
from detente.engine.game import bits
from detente.engine.large import attitudes
from detente.engine.relational import RelationalSolver
from detente.solving.engines import refusal, solver


def _game(seed, words):
    rng = random.Random(f"{words}/{seed}")  # noqa: S311
    return rng, random_game(
        rng,
        rng.randint(1, 8),
        rng.randint(1, 4),
        infeasible=rng.random() < 0.6,
        one_way=rng.random() < 0.4,
        rankings=rng.random() < 0.3,
    )


def compare_large_engines(seed):
    """NASH, GMR, SMR, SEQ and SSEQ by every engine that accepts the question."""
    _, cube = _game(seed, "engines")
    states, game = explicit(cube)
    found = []
    for name in ("folds", "bitsliced", "slices", "symbolic"):
        if name == "symbolic" and refusal(cube, "NASH", name):
            continue
        answers = solver(name, cube)
        for concept in individual.CONCEPTS:
            if refusal(cube, concept, name):
                continue
            for player in cube.players:
                wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
                given = answers.stable(player, concept)
                if given.first() != wanted or given.count != len(wanted):
                    found.append(f"{name} {concept} of {player}: {given.first()}, not {wanted}")
    return found


def compare_attitude_tables(seed):
    """Relational equilibria of random profiles by tables."""
    rng, cube = _game(seed, "attitudes")
    states, game = explicit(cube)
    if not states or attitudes.refusal(cube):
        return []
    ties = rng.choice(["strict", "weak"])
    tables = attitudes.AttitudeTables(cube, ties=ties)
    one_by_one = RelationalSolver(game, ties=ties)
    found = []
    for _ in range(5):
        rows = tuple(tuple(rng.choice((-1, 0, 1)) for _ in cube.players) for _ in cube.players)
        for concept in relational.CONCEPTS:
            stable = game.everything
            for player in cube.players:
                stable &= one_by_one.stable(player, concept, rows)
            wanted = [states[n] for n in bits(stable)]
            given = tables.equilibria(concept, rows)
            if given != wanted:
                found.append(f"tables {concept} under {rows} ({ties}): {given}, not {wanted}")
    return found


COMPARISONS = [compare_large_engines, compare_attitude_tables]
