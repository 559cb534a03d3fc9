"""The compiled slices, under a time limit, against explicit sets and against folds."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from cubes import random_game
from detente.engine.large.cube import CubeGame, Gate
from detente.engine.large.folds import FoldSolver
from detente.engine.large.slices import SliceSolver

COMPARE = Path(__file__).parent.parent / "oracle" / "compare_slices.py"


@pytest.mark.parametrize("run", [2, 18])
def test_slices_give_the_explicit_sets(run):
    done = subprocess.run(
        [sys.executable, COMPARE, f"run{run}", "60", str(run)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_slices_and_folds_agree_on_larger_cubes():
    for number in range(4):
        rng = random.Random(number)  # noqa: S311
        cube = random_game(rng, 13, 2 + number, infeasible=number % 2 == 0, one_way=False)
        slow, fast = FoldSolver(cube), SliceSolver(cube)
        for player in cube.players:
            for concept in ("NASH", "GMR", "SMR", "SEQ", "SSEQ"):
                found, wanted = fast.stable(player, concept), slow.stable(player, concept)
                assert found.count == wanted.count
                assert found.first() == wanted.first(), (number, player, concept)


def test_one_way_options_are_refused_with_the_reason():
    cube = CubeGame((0, 1), (1, 0), ((Gate("option", option=0),), ()))
    with pytest.raises(ValueError, match="one-way"):
        SliceSolver(cube).stable(0, "GMR")
