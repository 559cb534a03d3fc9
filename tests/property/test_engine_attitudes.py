"""Row-sharing attitude tables against the explicit relational solver, one profile at a time."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from building import conflict_of
from cubes import explicit, random_game
from detente.analysis.profiles import AttitudeProfiles
from detente.analysis.sweeping import sweep
from detente.api import Conflict
from detente.cli.main import cli
from detente.engine.large.attitudes import CONCEPTS, AttitudeTables, refusal
from detente.engine.relational import RelationalSolver
from detente.errors import AnalysisError, InputError
from detente.model.writing import to_json
from oracle.compare_attitudes import equilibria, profile

COMPARE = Path(__file__).parent.parent / "oracle" / "compare_attitudes.py"


def games(seed: int, count: int, players: int):
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311
        cube = random_game(
            rng,
            rng.randint(1, 7),
            players,
            infeasible=rng.random() < 0.6,
            one_way=rng.random() < 0.5,
            rankings=True,
        )
        states, game = explicit(cube)
        if states and refusal(cube) is None:
            yield rng, cube, states, game


@pytest.mark.parametrize("seed", ["one", "two"])
def test_tables_give_the_explicit_equilibria_within_a_time_limit(seed):
    done = subprocess.run(
        [sys.executable, COMPARE, seed, "80"],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_all_profiles_at_once_and_profiles_of_a_state_agree_one_by_one():
    for rng, cube, states, game in games(7, 8, 2):
        tables, solver = AttitudeTables(cube), RelationalSolver(game)
        rows = [range(9), range(9)]
        for concept in CONCEPTS:
            packed = tables.all_equilibria(concept, rows)
            state = rng.choice(states)
            holding = set(tables.profiles_of(concept, state))
            for first, second in product(*rows):
                attitudes = (tables.rows[first], tables.rows[second])
                wanted = equilibria(solver, game, states, concept, attitudes)
                found = np.flatnonzero(np.unpackbits(packed[first, second], bitorder="little"))
                assert found.tolist() == wanted
                assert (attitudes in holding) == (state in wanted)
            swept = dict(tables.sweep(concept, rows))
            assert all((swept[n] == packed[n]).all() for n in product(*rows))


def test_four_parties_are_counted_without_listing():
    for rng, cube, states, game in games(11, 3, 4):
        tables, solver = AttitudeTables(cube), RelationalSolver(game)
        state = rng.choice(states)
        for concept in ("RNASH", "RSMR", "RSEQ"):
            found = tables.profiles_of(concept, state)
            assert found.total == 3**16
            current = profile(rng, 4)
            near = found.nearest(current)
            assert (near is None) == (found.count == 0)
            if near:
                cost, attitudes = near
                assert state in equilibria(solver, game, states, concept, attitudes)
                changed = sum(a != b for r, s in zip(attitudes, current, strict=True)
                              for a, b in zip(r, s, strict=True))  # fmt: skip
                assert changed == cost
                holds = state in equilibria(solver, game, states, concept, current)
                assert holds == (cost == 0)
            # The share of random profiles agrees with the exact count.
            hits = sum(
                state in equilibria(solver, game, states, concept, profile(rng, 4))
                for _ in range(60)
            )
            assert abs(hits / 60 - found.count / found.total) < 0.3


def dam():
    return conflict_of(
        {"release": "UP", "build": "UP", "appeal": "DOWN"},
        {"UP": ["!appeal", "build IF !appeal", "!release"], "DOWN": ["release", "!appeal"]},
        status_quo="NNN",
    )


def test_profiles_of_a_state_from_a_model():
    profiles = AttitudeProfiles(dam(), "UP,DOWN")
    found = profiles.of_state("YNN", "RNASH")
    assert found.total == 81
    one_by_one = AttitudeProfiles(dam(), "UP").tables
    count = sum(
        4 in one_by_one.equilibria("RNASH", (a, b))
        for a in product((-1, 0, 1), repeat=2)
        for b in product((-1, 0, 1), repeat=2)
    )
    assert found.count == count
    with pytest.raises(InputError, match="No relational concept 'SEQ'"):
        profiles.of_state("YNN", "SEQ")
    with pytest.raises(InputError, match="is no state"):
        profiles.of_state("YN", "RSEQ")


def test_a_crowd_of_rows_is_refused_before_any_work():
    names = {f"o{n}": f"P{n}" for n in range(9)}
    crowd = conflict_of(names, {f"P{n}": [f"o{n}"] for n in range(9)})
    with pytest.raises(AnalysisError, match="19,683 settings"):
        AttitudeProfiles(crowd, "P0")
    with pytest.raises(AnalysisError, match="would take some"):
        sweep(
            conflict_of({f"o{n}": f"P{n % 8}" for n in range(13)}, {f"P{n}": [] for n in range(8)}),
            "P0",
        )


@pytest.mark.parametrize("concept", CONCEPTS)
def test_counts_are_those_of_solving_every_profile(concept):
    """With tables of rows, and for a graph without."""
    graph = Conflict.of_graph(
        "Chase",
        moves={"A": [("s", "t"), ("t", "s")], "B": [("t", "u"), ("u", "s")]},
        rankings={"A": ["t", ["s", "u"]], "B": ["u", "s", "t"]},
    )
    for conflict in (dam(), graph):
        ids = ",".join(dm.id for dm in conflict.decision_makers)
        wanted = {}
        for one in sweep(conflict, ids, concepts=[concept]).profiles:
            for state in one.equilibria[concept]:
                wanted[state] = wanted.get(state, 0) + 1
        assert AttitudeProfiles(conflict, ids).counts([concept])[concept] == wanted


def test_the_command_counts_what_it_does_not_list(tmp_path):
    path = tmp_path / "dam.json"
    path.write_text(json.dumps(to_json(dam())))
    result = CliRunner().invoke(cli, ["sweep", str(path), "--vary", "UP,DOWN", "--count", "--json"])
    data = json.loads(result.stdout)
    assert data["of"] == 81
    assert data["counts"]["RNASH"] == AttitudeProfiles(dam(), "UP,DOWN").counts(["RNASH"])["RNASH"]


def test_sweep_answers_for_one_state(tmp_path):
    path = tmp_path / "dam.json"
    path.write_text(json.dumps(to_json(dam())))
    command = ["sweep", str(path), "--vary", "UP,DOWN", "--state", "YNN"]
    run = CliRunner().invoke(cli, [*command, "--json"])
    assert run.exit_code == 0, run.output
    printed = json.loads(run.output)["state_profiles"]
    assert [p["concept"] for p in printed] == ["RNASH", "RSEQ"]
    assert all(p["of"] == 81 for p in printed)
    assert "of 81 profiles" in CliRunner().invoke(cli, command).output
