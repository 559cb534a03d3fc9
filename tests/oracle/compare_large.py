"""The large engines against explicit sets, one random game per seed: scripts/long_check runs them.

Games have up to 8 options, up to 4 players, infeasible states, one-way options, ties, weights and
rankings of states.
"""

from __future__ import annotations

import random
from contextlib import contextmanager
from functools import reduce
from operator import and_

import numpy as np

from cubes import dense_game, explicit, random_game
from detente.engine import individual, relational
from detente.engine.game import bits
from detente.engine.large import attitudes, bitsliced, extremes, folds, sets
from detente.engine.large.answers import first_equilibria
from detente.engine.large.cube import evaluate
from detente.engine.large.direct import judge_directly
from detente.engine.large.symbolic import SymbolicSolver
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


@contextmanager
def _small_blocks(rng):
    """Make blocks so small that little models have many of them."""
    block, inner = rng.choice([(2, 1), (4, 3), (16, 10)])
    sizes = [
        (bitsliced, "_BLOCK", rng.choice([0, 1, 2, 3, 14])),
        (bitsliced, "_RUN", rng.choice([0, 1, 2, 6])),
        (bitsliced, "_LONGEST", rng.choice([0, 1, 3, 12])),
        (bitsliced, "_JOINT", rng.choice([0, 1, 3])),
        (extremes, "_CHUNK", rng.choice([1, 4, 1 << 14])),
        (extremes, "_FEW", rng.choice([0, 128])),
        (folds, "_BLOCK", block),
        (folds, "_INNER", inner),
        (sets, "_BLOCK", rng.choice([1, 2, 13])),
    ]
    before = [getattr(module, name) for module, name, _ in sizes]
    try:
        for module, name, size in sizes:
            setattr(module, name, size)
        yield
    finally:
        for (module, name, _), size in zip(sizes, before, strict=True):
            setattr(module, name, size)


def _scores_by_definition(cube, axes, player):
    """Return scores as one number per statement list, -1 where a state is infeasible."""
    numbers = np.arange(1 << len(axes))
    place = {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}

    def value(option):
        return numbers >> place[option] & 1 == 1

    true = np.ones(len(numbers), bool)
    score = np.array([0] * len(numbers), object)
    for truth in evaluate(cube.preferences[player], value, true):
        score = score * 2 + np.broadcast_to(truth, true.shape).astype(int)
    levels = {number: n for n, number in enumerate(sorted(set(score)))}
    dense = np.array([levels[number] for number in score])
    for truth in evaluate(cube.infeasible, value, true):
        dense[np.broadcast_to(truth, true.shape)] = -1
    return dense


def compare_large_blocks(seed):
    """Games in which everything is mentioned, in blocks of a few words; engines against each other."""
    rng = random.Random(f"blocks/{seed}")  # noqa: S311
    cube = dense_game(
        rng,
        rng.randint(7, 12),
        rng.randint(1, 4),
        infeasible=rng.random() < 0.3,
        one_way=rng.random() < 0.2,
    )
    found = []
    with _small_blocks(rng):
        axes = rng.sample(range(cube.options), cube.options)
        for player in cube.players:
            wanted = _scores_by_definition(cube, axes, player)
            given = folds.Cube(cube, axes).scores(player)
            if ((given < 0) != (wanted < 0)).any() or (_ranks(given) != _ranks(wanted)).any():
                found.append(f"scores of {player} on {axes}")
        one, other = solver("folds", cube), solver("bitsliced", cube)
        if one.feasible().first() != other.feasible().first():
            found.append("feasible states differ")
        for concept in ("NASH", "GMR", "SMR"):
            if refusal(cube, concept, "bitsliced"):
                continue
            sets_ = [
                (one.stable(player, concept), other.stable(player, concept))
                for player in cube.players
            ]
            for player, (wanted, given) in enumerate(sets_):
                if given.first() != wanted.first() or given.count != len(wanted.first()):
                    found.append(f"{concept} of {player}")
            both = reduce(and_, [given for _, given in sets_])
            if both.count != len(both.first()):
                found.append(f"{concept}: {both.count} equilibria, {len(both.first())} listed")
    return found


def _ranks(scores):
    return np.unique(scores, return_inverse=True)[1]


def _unanswered(game, states, verdict, concept, player, number):
    """Follow the answers that a verdict shows, move by move; yield what is wrong."""
    place = {state: n for n, state in enumerate(states)}
    worse = game.everything & ~game.better[player][number]
    if verdict.answers and {a for a, _ in verdict.answers} != {
        states[n] for n in bits(game.improvements(player)[number])
    }:
        yield "not every improvement is answered"
    for improvement, path in verdict.answers:
        at = place[improvement]
        for mover, state in path:
            to = place[state]
            moves = game.improvements(mover) if "SEQ" in concept else game.moves[mover]
            if mover == player or not moves[at] >> to & 1:
                yield f"no move from {states[at]} to {state} by {mover}"
            at = to
        if not path or not worse >> at & 1:
            yield f"{states[at]} does not deter"
        if concept in ("SMR", "SSEQ") and game.moves[player][at] & ~worse:
            yield f"{player} escapes from {states[at]}"


def compare_one_state(seed):
    """Single states judged by search and by diagrams, with the moves that show it; answer sets."""
    rng, cube = _game(seed, "one state")
    states, game = explicit(cube)
    if not states or refusal(cube, "NASH", "symbolic"):
        return []
    diagrams = SymbolicSolver(cube, nodes=1 << 16)
    found = []
    equilibria = game.everything
    for player in cube.players:
        equilibria &= individual.stable(game, player, "NASH")
        for concept in individual.CONCEPTS:
            wanted = individual.stable(game, player, concept)
            for number in rng.sample(range(len(states)), min(3, len(states))):
                state = states[number]
                better = {states[n] for n in bits(game.improvements(player)[number])}
                for by, verdict in (
                    ("search", judge_directly(cube, player, concept, state, seconds=60)),
                    ("diagrams", diagrams.explain(player, concept, state)),
                ):
                    where = f"{by}, {concept} of {player} at {state}: {verdict}"
                    if verdict is None:  # search may leave it open, unless one step decides
                        if concept == "NASH" or ("SEQ" not in concept and not cube.infeasible):
                            found.append(f"{where} is open")
                        continue
                    if verdict.stable != bool(wanted >> number & 1):
                        found.append(f"{where} is wrong")
                    shown = verdict.improvement
                    if (shown is None) != (not better) or (
                        shown is not None and shown not in better
                    ):
                        found.append(f"{where}, improvements {better}")
                    if verdict.sanction is not None and verdict.sanction not in states:
                        found.append(f"{where} is infeasible")
                    found += [
                        f"{where}: {each}"
                        for each in _unanswered(game, states, verdict, concept, player, number)
                    ]
    some = first_equilibria(cube, 1000)
    wanted_states = tuple(states[n] for n in bits(equilibria))
    if not some.complete or some.states != wanted_states:
        found.append(f"answer sets: {some}, not {wanted_states}")
    return found


COMPARISONS = [
    compare_large_blocks,
    compare_large_engines,
    compare_attitude_tables,
    compare_one_state,
]
