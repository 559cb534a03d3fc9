"""Where nothing is compiled (NUMBA_DISABLE_JIT=1) the large engines give the same sets, without a warning."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
_RUN = """
from oracle.compare_large import COMPARISONS
for seed in range(24):
    for comparison in COMPARISONS:
        for difference in comparison(seed):
            print(comparison.__name__, seed, difference)
"""


def uncompiled(*words: str) -> str:
    """Run Python where nothing is compiled; return what it printed."""
    places = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    done = subprocess.run(
        [sys.executable, "-W", "error", *words],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": places, "NUMBA_DISABLE_JIT": "1"},
        cwd=TESTS.parent,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def test_engines_that_are_not_compiled_give_the_same_sets() -> None:
    assert uncompiled("-c", _RUN) == ""


def test_profiles_of_a_state_are_the_same_uncompiled() -> None:
    tests = str(TESTS / "property" / "test_engine_attitudes.py")
    chosen = "profiles_of_a_state or all_profiles_at_once or answers_for_one_state"
    assert "failed" not in uncompiled("-m", "pytest", "-p", "no:cacheprovider", tests, "-k", chosen)
