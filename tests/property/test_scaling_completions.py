"""Grids over completions of partly known preferences, and a run that is killed and goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import conflict_of
from detente.engine.linear_completions import LinearCompletions
from detente.engine.partial_ranking import PartialRanking
from detente.errors import InputError
from detente.model.conflict import Unknown, UnknownPair
from detente.model.files import loads
from detente.model.writing import to_json
from detente.scaling.grid import parse_grid
from detente.scaling.running import Run
from detente.scaling.work import Job, evaluate, scenarios
from detente.solving.compiling import compile_conflict
from detente.solving.completing import all_unsaid, completions
from detente.solving.solution import solve


@st.composite
def partial_rankings(draw):
    size = draw(st.integers(1, 6))
    ranks = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    unknown = [0] * size
    for one in range(size):
        for other in range(one):
            if draw(st.booleans()):
                unknown[one] |= 1 << other
                unknown[other] |= 1 << one
    better = [
        sum(1 << o for o in range(size) if ranks[o] < ranks[s]) & ~unknown[s] for s in range(size)
    ]
    try:
        return PartialRanking.of_facts(better, unknown)
    except ValueError:
        return PartialRanking.of_facts([0] * size, [0] * size)


@given(partial_rankings())
def test_every_strict_completion_has_one_number(known):
    heads = [s for s, level in enumerate(known.level) if level & -level == 1 << s]
    wanted = set()
    for order in permutations(heads):
        place = {head: n for n, head in enumerate(order)}
        if all(place[a] < place[b] for a in heads for b in heads if known.above[b] >> a & 1):
            wanted.add(
                tuple(
                    tuple(s for s in range(len(known.level)) if known.level[head] >> s & 1)
                    for head in order
                )
            )
    found = LinearCompletions(known)
    assert found.count == len(wanted)
    assert {found.groups(n) for n in range(found.count)} == wanted
    with pytest.raises(IndexError):
        found.groups(found.count)


def test_what_cannot_be_numbered_is_refused():
    everything = (1 << 40) - 1
    free = PartialRanking.of_facts([0] * 40, [everything & ~(1 << s) for s in range(40)])
    with pytest.raises(OverflowError):
        LinearCompletions(free, budget=1_000)


def dam(**unknown):
    conflict = conflict_of(
        {"release": "UP", "build": "UP", "appeal": "DOWN"},
        {"UP": ["!appeal", "build IF !appeal"], "DOWN": ["release", "!appeal"]},
        infeasible=["release & build & appeal"],
    )
    return replace(conflict, unknown=unknown)


REST = Unknown(rest=True)
PAIR = Unknown(pairs=(UnknownPair(between=("YNY", "N-N")),))


def test_all_completions_give_what_is_necessary_and_possible():
    conflict = dam(UP=REST, DOWN=PAIR)
    job = Job.of(conflict, "completion", "NASH,SEQ")
    total = scenarios(job)
    assert total == parse_grid(conflict, "completion:UP,completion:DOWN").size > 2
    rows = evaluate(job, 0, total).rows
    report = completions(conflict, "NASH,SEQ", samples=1)
    for concept in ("NASH", "SEQ"):
        each = [set(row["equilibria"]) for row in rows if row["concept"] == concept]
        assert len(each) == total
        assert sorted(set.intersection(*each)) == list(report[concept].necessary.yes)
        assert sorted(set.union(*each)) == list(report[concept].possible.yes)


@pytest.mark.parametrize("vary", ["completion:UP", "completion:40", "completion:UP:40"])
def test_scenarios_keep_what_is_known_and_are_solved_as_models(vary):
    conflict = all_unsaid(dam())
    grid = parse_grid(conflict, vary, seed=7)
    known = compile_conflict(conflict).game.better
    job = Job.of(conflict, vary, "NASH SEQ RSEQ", seed=7)
    rng = random.Random(1)  # noqa: S311
    for number in rng.sample(range(grid.size), min(grid.size, 15)):
        model = grid.scenario(number)
        compiled = compile_conflict(model)
        settled = {"UP"} if "UP" in vary else {"UP", "DOWN"}
        assert set(model.unknown) == {"UP", "DOWN"} - settled
        for player, dm in enumerate(compiled.players):
            if dm in settled:
                for before, after in zip(known[player], compiled.game.better[player], strict=True):
                    assert before & ~after == 0
        # A scenario is the same whatever part of the grid it is solved in.
        for row in evaluate(job, number, number + 1).rows:
            wanted = solve(model, row["concept"])[row["concept"]].equilibria
            assert tuple(row["equilibria"]) == wanted
    assert len({str(grid.scenario(n).preferences) for n in range(min(grid.size, 40))}) > 5
    other = parse_grid(conflict, vary, seed=8)
    same = [grid.scenario(n) == other.scenario(n) for n in range(min(grid.size, 40))]
    assert all(same) == (vary == "completion:UP")


def test_completions_vary_together_with_attitudes():
    conflict = dam(DOWN=PAIR)
    grid = parse_grid(conflict, "UP>DOWN,completion:DOWN")
    assert grid.size == 3 * parse_grid(conflict, "completion:DOWN").size
    assert not grid.only_attitudes
    assert grid.settings(grid.size - 1)["UP>DOWN"] == "+"


@pytest.mark.parametrize(
    ("vary", "words"),
    [
        ("completion:UP", "Nothing is unknown of the preferences of UP"),
        ("completion:X", "Cannot vary 'completion:X'"),
        ("completion:DOWN:0", "sample from 1 to"),
        ("completion:DOWN:UP", "Cannot vary"),
        ("completion,completion:DOWN:5", "of DOWN are completed twice"),
        ("completion:DOWN,rule:1", "together with infeasibility rules"),
        ("completion:DOWN,statement:DOWN:1", "together with the statements of DOWN"),
    ],
)
def test_bad_grids_are_refused(vary, words):
    with pytest.raises(InputError, match=words):
        Job.of(dam(DOWN=PAIR), vary, "NASH")


def test_too_many_completions_and_complete_preferences_are_refused():
    with pytest.raises(InputError, match="Nothing is unknown"):
        Job.of(dam(), "completion", "NASH")
    names = {f"o{n}": "A" if n else "B" for n in range(5)}
    idle = all_unsaid(conflict_of(names, {"A": [], "B": []}))
    with pytest.raises(InputError, match="Sample them: completion:A:1000"):
        Job.of(idle, "completion:A", "NASH")
    assert scenarios(Job.of(idle, "completion:1000", "NASH")) == 1000
    with pytest.raises(InputError, match="NASH_A judges unknown"):
        Job.of(dam(DOWN=PAIR), "completion", "NASH,NASH_A")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path, stop):
    conflict = all_unsaid(dam())
    model = tmp_path / "dam.json"
    model.write_text(json.dumps(to_json(conflict)))
    folder = tmp_path / "results"
    words = ["grid", str(model), "--vary", "completion:2000", "--concepts", "NASH,SEQ"]
    words += ["--to", str(folder), "--part-size", "50", "--processes", "1", "--json"]
    command = [sys.executable, "-m", "detente", *words]
    running = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + 120
        while len(list(folder.glob("part-*"))) < 3 and running.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        # The whole session: a killed parent must not leave its workers behind.
        os.killpg(running.pid, stop)
        _, said = running.communicate(timeout=60)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == (-signal.SIGKILL if stop is signal.SIGKILL else 130)
    assert b"Traceback" not in said
    kept = {path: path.stat().st_mtime_ns for path in folder.glob("part-*")}
    assert 3 <= len(kept) < 40
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    assert json.loads(done.stdout)["scenarios"] == 2000
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())
    job = Job.of(loads(model.read_text(), "dam.json"), "completion:2000", "NASH,SEQ")
    assert Run(folder, 2000, 0, tuple(sorted(folder.glob("part-*")))).table().to_pylist() == list(
        evaluate(job, 0, 2000).rows
    )
