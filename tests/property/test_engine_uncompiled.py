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


def test_engines_that_are_not_compiled_give_the_same_sets() -> None:
    places = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _RUN],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": places, "NUMBA_DISABLE_JIT": "1"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
