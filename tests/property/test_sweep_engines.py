"""Sweeps by shared tables and profile by profile: the same outcomes, state by state."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from building import conflict_of
from detente.analysis.shared_tables import tables_missing
from detente.analysis.sweeping import sweep
from detente.errors import AnalysisError, InputError
from detente.model.editing import with_attitudes
from detente.model.states import StateSpace
from detente.solving.solution import solve

CONCEPTS = ("RNASH", "RGMR", "RSMR", "RSEQ")


def model(seed: int, parties: int, options: int):
    rng = random.Random(f"sweep/{seed}")  # noqa: S311
    ids = [f"P{n}" for n in range(parties)]
    names = [f"o{n}" for n in range(options)]

    def statement() -> str:
        words = [rng.choice(["", "!"]) + name for name in rng.sample(names, min(2, options))]
        return f" {rng.choice(['&', '|', 'IF'])} ".join(words)

    plain = conflict_of(
        {name: rng.choice(ids) for name in names},
        {party: [statement() for _ in range(3)] for party in ids},
        one_way=[name for name in names if rng.random() < 0.3],
        infeasible=[f"{names[0]} & {names[-1]}"] if rng.random() < 0.5 else [],
        attitudes={f"{of}>{to}": rng.choice("+0-") for of in ids for to in ids},
    )
    return rng, plain, sorted(StateSpace.of(plain).names)


@pytest.mark.parametrize("seed", range(12))
def test_both_engines_give_the_same_outcomes(seed):
    from dataclasses import replace

    rng, conflict, states = model(seed, 2 + seed % 3, 4 + seed % 4)
    conflict = replace(conflict, status_quo=rng.choice(states) if seed % 4 else None)
    ties = rng.choice(["strict", "weak"])
    vary = ",".join(rng.sample(["P0", "P1>P0", "P1>P1"], 2))
    wanted = sweep(conflict, vary, concepts=(*CONCEPTS, "NASH"), ties=ties, engine="bitsets")
    found = sweep(conflict, vary, concepts=(*CONCEPTS, "NASH"), ties=ties, engine="tables")
    assert (wanted.engine, found.engine) == ("bitsets", "tables")
    assert found.profiles == wanted.profiles
    for profile in rng.sample(found.profiles, 3):
        cells = ",".join(f"{of}>{to}={s.value}" for (of, to), s in profile.attitudes.items())
        alone = solve(with_attitudes(conflict, cells), CONCEPTS, ties=ties)
        for concept in CONCEPTS:
            assert profile.equilibria[concept] == alone[concept].equilibria


def test_a_long_sweep_of_a_larger_model_takes_tables_and_shows_progress():
    _, conflict, _ = model(3, 3, 9)
    steps = []
    result = sweep(conflict, "P0,P1", progress=lambda done, total: steps.append((done, total)))
    assert result.engine == result.to_json()["engine"] == "tables"
    assert steps == [(n, 729) for n in range(730)]


def test_a_small_sweep_imports_no_numpy(tmp_path):
    from detente.model.files import load
    from detente.model.writing import save

    path = tmp_path / "model.yaml"
    save(model(5, 3, 5)[1], path)
    code = (
        "import sys\nfrom detente.analysis.sweeping import sweep\n"
        "from detente.model.files import load\n"
        f"result = sweep(load({str(path)!r}), 'P0,P1')\n"
        "assert result.engine == 'bitsets' and 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert sweep(load(path), "P0>P1").engine == "bitsets"


def test_tables_are_refused_with_the_reason():
    _, conflict, _ = model(1, 2, 7)
    with pytest.raises(InputError, match="No engine 'table' for sweeps"):
        sweep(conflict, "P0", engine="table")
    lopsided = conflict_of({f"o{n}": "A" for n in range(7)} | {"p": "B"}, {"A": ["o1"], "B": ["p"]})
    assert tables_missing(lopsided) == "the model has a party with more than 6 options"
    with pytest.raises(AnalysisError, match="cannot be built: the model has a party with more"):
        sweep(lopsided, "A>B", engine="tables")
    assert sweep(lopsided, "A,B").engine == "bitsets"
