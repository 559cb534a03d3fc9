"""Every large engine gives the explicit engine's sets: infeasible states, one-way options, ties."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cubes import explicit, random_game
from detente.engine import individual
from detente.engine.game import bits
from detente.engine.large import bitsliced
from detente.engine.large.bitsliced import BitslicedSolver
from detente.engine.large.cube import CubeGame, Gate
from detente.engine.large.folds import FoldSolver
from detente.engine.large.sets import StateSet, pack
from oracle.compare_large import compare_large_blocks


def games(seed: int, count: int, *, rankings: bool = False, largest: int = 8):
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311
        yield random_game(
            rng,
            rng.randint(1, largest),
            rng.randint(1, 4),
            infeasible=rng.random() < 0.6,
            one_way=rng.random() < 0.5,
            rankings=rankings,
        )


@pytest.mark.parametrize("seed", range(2))
def test_folds_give_the_explicit_sets(seed):
    for cube in games(seed, 100, rankings=True):
        states, game = explicit(cube)
        solver = FoldSolver(cube)
        assert solver.feasible().first() == states
        for player in cube.players:
            for concept in individual.CONCEPTS:
                wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
                found = solver.stable(player, concept)
                assert found.first() == wanted, (cube, player, concept)
                assert found.count == len(wanted)


@pytest.mark.parametrize("seed", range(2))
def test_bitsliced_gives_the_explicit_sets_or_refuses(seed):
    answered = 0
    for cube in games(seed + 100, 100):
        states, game = explicit(cube)
        solver = BitslicedSolver(cube)
        assert solver.feasible().first() == states
        for player in cube.players:
            for concept in ("NASH", "GMR", "SMR"):
                if bitsliced.refusal(cube, concept):
                    with pytest.raises(ValueError, match="by one number"):
                        solver.stable(player, concept)
                    continue
                answered += 1
                wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
                found = solver.stable(player, concept)
                assert found.first() == wanted, (cube, player, concept)
                assert {s for s in range(1 << cube.options) if s in found} == set(wanted)
    assert answered > 100


def test_bitsliced_and_folds_agree_on_cubes_of_many_blocks(monkeypatch):
    monkeypatch.setattr(bitsliced, "_BLOCK", 3)
    for number in range(6):
        rng = random.Random(number)  # noqa: S311
        cube = random_game(rng, 14, 3, infeasible=number % 2 == 1, one_way=False)
        slow, fast = FoldSolver(cube), BitslicedSolver(cube)
        for player in cube.players:
            for concept in ("NASH", "GMR", "SMR"):
                if bitsliced.refusal(cube, concept) is None:
                    found, wanted = fast.stable(player, concept), slow.stable(player, concept)
                    assert found.count == wanted.count
                    assert found.first() == wanted.first()


@pytest.mark.parametrize("seed", range(25))
def test_games_that_mention_everything_in_blocks_of_a_few_words(seed):
    assert compare_large_blocks(seed) == []


def test_long_lists_of_statements_stay_exact():
    # 70 statements that matter, in an order in which only whole numbers beyond 64 bits are exact.
    options = [Gate("option", option=n) for n in range(7)]
    statements = tuple(Gate("^", (options[n % 7], options[n * 3 % 5])) for n in range(70))
    cube = CubeGame((0, 1, 0, 1, 0, 1, 0), (0,) * 7, (statements, statements[::-1]))
    states, game = explicit(cube)
    for player in cube.players:
        for concept in ("NASH", "GMR", "SMR"):
            wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
            assert FoldSolver(cube).stable(player, concept).first() == wanted
            assert BitslicedSolver(cube).stable(player, concept).first() == wanted


def test_sets_count_and_list_products_of_factors():
    rng = np.random.default_rng(1)
    for options in (0, 3, 7, 15):
        truths = []
        factors = []
        for _ in range(3):
            axes = [o for o in range(options) if rng.random() < 0.7]
            truth = rng.random(1 << len(axes)) < 0.7
            factors.append(pack(options, axes, truth))
            full = truth.reshape([2 if o in axes else 1 for o in range(options)])
            truths.append(np.broadcast_to(full, (2,) * options).ravel())
        wanted = np.flatnonzero(truths[0] & truths[1] & truths[2])
        found = StateSet(options, factors)
        assert found.count == len(wanted)
        assert found.first() == wanted.tolist()
        assert found.first(5) == wanted[:5].tolist()
