"""One door, several engines: the same answers for models from files, whichever engine is asked."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings

import detente
from building import conflict_of
from detente.errors import AnalysisError, InputError
from detente.solving import engines
from detente.solving.cubes import cube_of
from detente.solving.solution import solve
from strategies import conflicts

LARGE = [name for name in engines.ENGINES if name not in ("auto", "bitsets")]


@settings(max_examples=15, deadline=None)
@given(conflicts(max_options=5))
def test_every_engine_gives_the_same_solution_or_refuses(conflict):
    wanted = solve(conflict, engine="bitsets")
    for engine in LARGE:
        for concept in ("NASH", "GMR", "SMR", "SEQ", "SSEQ"):
            refused = engines.refusal(cube_of(conflict), concept, engine)
            if refused:
                assert engine != "folds"
                with pytest.raises(InputError, match=f"The engine '{engine}' cannot answer"):
                    solve(conflict, concept, engine=engine)
                continue
            found = solve(conflict, concept, engine=engine)
            assert found.engine == engine
            assert found.feasible_states == wanted.feasible_states
            assert found[concept].equilibria == wanted[concept].equilibria
            assert found[concept].stable == wanted[concept].stable


def large(options: int, **more):
    names = [f"o{n}" for n in range(options)]
    owners = {name: "AB"[n % 2] for n, name in enumerate(names)}
    wants = {"A": [f"{names[-1]} IF {names[0]}", names[1]], "B": [f"!{names[0]}", names[2]]}
    return conflict_of(owners, wants, **more)


def test_the_choice_is_by_model_and_question(monkeypatch):
    monkeypatch.setattr(engines, "loaded", lambda: False)
    assert solve(large(4)).engine == "bitsets"
    assert solve(large(12), "NASH").engine == "bitsliced"
    assert solve(large(12), "SEQ").engine == "folds"
    assert solve(large(12), "RNASH").engine == "bitsets"
    several = solve(large(12), "NASH SEQ")
    assert several.engine == "bitsliced+folds"
    assert several.to_json()["engine"] == "bitsliced+folds"
    monkeypatch.setattr(engines, "loaded", lambda: True)
    coupled = ["o2 & o3 & o4", "o5 & o6 & o7"]
    assert solve(large(12, infeasible=coupled), "GMR SEQ").engine == "slices"
    assert solve(large(16, infeasible=coupled), "NASH SEQ").engine == "bitsliced+slices"


def test_long_lists_are_counted_and_cut_without_being_written_out():
    solution = solve(large(24), "NASH")
    states = solution["NASH"].stable["A"]
    printed = solution.to_json()["stable"]["NASH"]["A"]
    assert printed["count"] == len(states) > 1_000_000
    assert printed["first"] == sorted(printed["first"])
    assert len(printed["first"]) == 100
    assert all(state in states for state in printed["first"])
    assert states[:2] == tuple(printed["first"][:2])
    assert "N" * 23 not in states


def test_a_long_list_equals_the_same_list_written_out():
    lists = solve(large(14), "GMR", engine="bitsliced")["GMR"].stable["A"]
    whole = solve(large(14), "GMR", engine="folds").to_json(all_states=True)
    assert list(lists) == whole["stable"]["GMR"]["A"]


def test_a_model_that_does_not_fit_says_so_with_the_estimate(monkeypatch):
    monkeypatch.setattr(engines, "available", lambda: 1 << 20)
    with pytest.raises(AnalysisError, match=r"would need about .* of memory .* 1 MiB are free"):
        solve(large(20, infeasible=["o3 & o4 & o5"]), "SEQ", engine="folds")


def test_explicit_bit_sets_that_do_not_fit_say_so(monkeypatch):
    monkeypatch.setattr(engines, "available", lambda: 1 << 24)
    for question in ({"concepts": "RNASH"}, {"engine": "bitsets"}):
        with pytest.raises(AnalysisError, match="4,096 states as explicit bit sets would need"):
            solve(large(12), **question)


def test_unknown_and_unfitting_engines_are_refused():
    with pytest.raises(InputError, match="No engine 'fold'"):
        solve(large(4), engine="fold")
    with pytest.raises(InputError, match="SEQ follows improvements"):
        solve(large(4), "SEQ", engine="bitsliced")
    with pytest.raises(InputError, match="RNASH needs the explicit list"):
        solve(large(4), "RNASH", engine="folds")
    with pytest.raises(InputError, match="No state is feasible"):
        solve(large(10, infeasible=["o0 | !o0"]))


def test_small_models_never_import_numpy():
    code = (
        "import sys, detente.cli.main as m; sys.argv = ['detente', 'solve', sys.argv[1], '--json']\n"
        "try: m.main()\n"
        "except SystemExit: pass\n"
        "print('numpy' in sys.modules)"
    )
    path = detente.example("classic/chicken.yaml")
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    document, imported = done.stdout.splitlines()
    assert json.loads(document)["engine"] == "bitsets"
    assert imported == "False"
