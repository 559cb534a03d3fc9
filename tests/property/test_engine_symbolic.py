"""Decision diagrams and answer sets against explicit sets, and their honesty when they give up."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from building import conflict_of
from cubes import explicit, random_game
from detente.cli.main import cli
from detente.engine import individual
from detente.engine.game import bits
from detente.engine.large import watched
from detente.engine.large.answers import first_equilibria
from detente.engine.large.budget import Budget, BudgetExceededError
from detente.engine.large.cube import Gate
from detente.engine.large.symbolic import SymbolicSolver
from detente.engine.large.watched import WatchedSolver
from detente.errors import AnalysisError, InputError
from detente.model.writing import to_json
from detente.solving.cubes import cube_of
from detente.solving.questions import Questions
from detente.solving.solution import solve
from oracle.compare_large import compare_one_state


def games(seed: int, count: int):
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311
        yield random_game(
            rng,
            rng.randint(1, 7),
            rng.randint(1, 4),
            infeasible=rng.random() < 0.6,
            one_way=rng.random() < 0.5,
        )


@pytest.mark.parametrize("seed", range(1))
def test_diagrams_give_the_explicit_sets(seed):
    for cube in games(seed, 120):
        states, game = explicit(cube)
        solver = SymbolicSolver(cube, nodes=1 << 16)
        assert solver.feasible().first() == states
        for player in cube.players:
            for concept in individual.CONCEPTS:
                wanted = [states[n] for n in bits(individual.stable(game, player, concept))]
                found = solver.stable(player, concept)
                assert found.first() == wanted, (cube, player, concept)
                assert found.count == len(wanted)
                assert found.first(2) == wanted[:2]
                assert set(found.sample(4)) <= set(wanted)
                assert bool(found.sample(4)) == bool(wanted)


def test_one_state_is_judged_with_moves_that_show_it():
    for cube in games(9, 50):
        states, game = explicit(cube)
        number = {state: n for n, state in enumerate(states)}
        solver = SymbolicSolver(cube, nodes=1 << 16)
        for player in cube.players:
            leave = game.improvements(player)
            for concept in individual.CONCEPTS:
                wanted = individual.stable(game, player, concept)
                for state in states[:5]:
                    found = solver.explain(player, concept, state)
                    assert found.stable == bool(wanted >> number[state] & 1)
                    if found.improvement is not None:
                        assert leave[number[state]] >> number[found.improvement] & 1
                    assert (found.sanction is None) or (found.stable and found.sanction in number)
                    assert (
                        not found.stable
                        or bool(found.improvement) == bool(found.sanction)
                        or (0 in (found.improvement, found.sanction))
                    )


def test_answer_sets_find_all_equilibria():
    for cube in games(5, 60):
        states, game = explicit(cube)
        stable = game.everything
        for player in cube.players:
            stable &= individual.stable(game, player, "NASH")
        found = first_equilibria(cube, 1000)
        assert found.complete
        assert list(found.states) == [states[n] for n in bits(stable)]


def ring(options: int, parties: int = 0):
    """Parties in a ring, each with one option, each looking at its neighbours."""
    parties = parties or options
    names = [f"o{n}" for n in range(options)]
    owners = {name: f"P{n % parties}" for n, name in enumerate(names)}
    wants = {
        f"P{n}": [f"{names[n]} IFF {names[(n + 1) % options]}", f"!{names[n]}"]
        for n in range(parties)
    }
    return conflict_of(owners, wants)


def test_hundreds_of_options_are_solved_exactly():
    solution = solve(ring(120), "NASH GMR")
    assert solution.engine == "symbolic"
    assert solution.feasible_states == 2**120
    assert solution["NASH"].equilibria == ("N" * 120, "Y" * 120)
    questions = Questions(ring(120))
    assert questions.equilibria("NASH", where="o0 & !o7").count == 0
    assert questions.equilibria("NASH", where="o0").count == 1
    sample = questions.equilibria("GMR", sample=3).sample
    assert all(set(state) <= {"Y", "N"} and len(state) == 120 for state in sample)


def test_a_budget_that_is_hit_is_said_and_answer_sets_go_on():
    solution = solve(ring(40), "NASH", budget=Budget(512))
    assert solution.engine == "symbolic+answers"
    assert any("more than 512 nodes" in note for note in solution.notes)
    assert tuple(solution["NASH"].equilibria) == ("N" * 40, "Y" * 40)
    solution = solve(ring(40), "SEQ", budget=Budget(512))
    assert not solution["SEQ"].equilibria.complete
    assert tuple(solution["SEQ"].equilibria) == ("N" * 40, "Y" * 40)
    assert solution.to_json()["equilibria"]["SEQ"]["at_least"] == 2
    assert "which are equilibria of SEQ too; there may be more" in solution.notes[0]


def test_a_time_budget_that_is_hit_is_said():
    solver = SymbolicSolver(cube_of(ring(30)), nodes=1 << 16, seconds=0)
    with pytest.raises(BudgetExceededError, match="more than 0 seconds"):
        solver.stable(0, "SEQ")


def test_questions_on_the_command_line(tmp_path):
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(to_json(ring(40))))
    run = CliRunner().invoke(
        cli, ["solve", str(path), "--concepts", "NASH", "--where", "o3", "--sample", "2", "--json"]
    )
    assert run.exit_code == 0, run.output
    printed = json.loads(run.output)
    assert printed["engine"] == "symbolic"
    assert printed["feasible_states"] == 2**40
    assert printed["equilibria"]["NASH"] == {"count": 1, "sample": ["Y" * 40, "Y" * 40]}
    plain = CliRunner().invoke(cli, ["solve", str(path), "--concepts", "NASH,SMR", "--count"])
    assert "NASH  2 equilibria" in plain.output


def test_questions_that_diagrams_cannot_answer_are_refused():
    questions = Questions(ring(5))
    with pytest.raises(InputError, match="not RNASH"):
        questions.equilibria("RNASH")
    with pytest.raises(InputError, match="is no state"):
        questions.explain("NASH", "YN", "P0")
    with pytest.raises(InputError, match="No option 'war'"):
        questions.equilibria("NASH", where="war")
    verdict = questions.explain("NASH", "YNNNN", "P0")
    assert not verdict.stable
    assert verdict.improvement == 0


def far(options: int, parties: int, statements: int = 10):
    """Parties whose statements each join an own option with one of anybody's."""
    rng = random.Random(1)  # noqa: S311
    names = [f"o{n}" for n in range(options)]
    owners = {name: f"P{n * parties // options}" for n, name in enumerate(names)}
    wants = {}
    for party in dict.fromkeys(owners.values()):
        own = [name for name in names if owners[name] == party]
        wants[party] = [
            f"{rng.choice(own)} {rng.choice(['IFF', '&', '|'])} {rng.choice(['', '!'])}{rng.choice(names)}"
            for _ in range(statements)
        ]
    return conflict_of(owners, wants)


def test_a_child_gives_the_same_sets(monkeypatch):
    monkeypatch.setattr(watched, "HERE", Budget(4, 60.0))
    cube = cube_of(ring(13))
    plain, behind = SymbolicSolver(cube, nodes=1 << 16), WatchedSolver(cube, Budget(1 << 16))
    for concept in individual.CONCEPTS:
        assert behind.equilibria(concept).first() == plain.equilibria(concept).first()
        assert behind.explain(3, concept, 5) == plain.explain(3, concept, 5)
    kept = behind.stable(2, "SEQ") & behind.where([Gate("option", option=4)])
    assert behind._child is not None
    behind._child.end()  # as the system may: what is read afterwards is made again
    with pytest.raises(BudgetExceededError, match="ended from outside"):
        assert kept.count
    wanted = plain.stable(2, "SEQ") & plain.where([Gate("option", option=4)])
    assert kept.count == wanted.count
    assert kept.first(3) == wanted.first(3)
    assert kept.sample(4) == wanted.sample(4)
    assert wanted.first(1)[0] in kept


def test_one_long_operation_is_ended_at_the_budget(monkeypatch):
    monkeypatch.setattr(watched, "HERE", Budget(4, 60.0))
    monkeypatch.setattr(watched, "GRACE", -0.5)  # the child has no time to look at its clock
    solver = WatchedSolver(cube_of(far(60, 10)), Budget(1 << 20, 1.0))
    with pytest.raises(BudgetExceededError, match="more than 1 seconds"):
        solver.stable(0, "SEQ")
    assert solver._child is None


def test_an_interrupt_ends_a_long_operation(tmp_path):
    path = tmp_path / "far.json"
    path.write_text(json.dumps(to_json(far(80, 16))))
    running = subprocess.Popen(
        [sys.executable, "-m", "detente", "solve", str(path), "--concepts", "SEQ"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if children.exists():
        while running.poll() is None and not children.read_text():
            time.sleep(0.05)
    else:
        time.sleep(5)
    assert running.poll() is None
    child = children.read_text().split() if children.exists() else []
    asked = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert time.monotonic() - asked < 20
    assert b"Traceback" not in said
    while any(Path(f"/proc/{each}").exists() for each in child):
        assert time.monotonic() - asked < 25  # one just started ends when its input does
        time.sleep(0.05)


def test_one_state_is_judged_by_search_as_by_definition():
    for seed in range(20):
        assert compare_one_state(seed) == []


def test_one_state_of_a_thousand_options_is_judged():
    questions = Questions(ring(1000, 200))
    start = "YN" * 500
    for concept in individual.CONCEPTS:
        for dm in ("P0", "P7"):
            verdict = questions.explain(concept, start, dm)
            assert verdict.improvement is not None
            assert verdict.stable == (verdict.sanction is not None)
    assert questions.explain("NASH", "Y" * 1000, "P3").stable
    crowded = Questions(far(200, 40))
    for concept in ("NASH", "GMR", "SMR"):
        crowded.explain(concept, "YNNYN" * 40, "P1")
    assert crowded._solver is None  # no diagram was made


def test_any_equilibrium_with_a_property_where_diagrams_fail():
    questions = Questions(far(200, 40), Budget(1 << 10))
    some = questions.equilibria("NASH", where="o3 & !o7", sample=2)
    assert not some.complete
    assert some.count == 1000
    assert all(state[3] == "Y" and state[7] == "N" for state in some.sample)
    assert "there may be more" in some.note
    assert questions.equilibria("NASH", where="o3 & !o3").count == 0
    assert questions.equilibria("NASH", where="o3 & !o3").complete
    with pytest.raises(AnalysisError, match="there is no NASH equilibrium") as refused:
        questions.equilibria("SEQ", where="o3 & !o3")
    assert "--budget-nodes 4096" in refused.value.fix


def test_a_file_may_hold_a_thousand_options(tmp_path):
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(to_json(ring(1000, 200))))
    run = CliRunner().invoke(cli, ["solve", str(path), "--concepts", "NASH", "--where", "o3 & !o8"])
    assert run.exit_code == 0, run.output
    assert f"{2**1000} feasible states" in run.output
    path.write_text(json.dumps(to_json(ring(1001, 200))))
    run = CliRunner().invoke(cli, ["check", str(path)])
    assert run.exit_code == 2
    assert "options has 1,001 items; at most 1,000 are read." in run.output


def test_explaining_one_state_of_two_hundred_options(tmp_path):
    path = tmp_path / "far.json"
    data = to_json(far(200, 40)) | {"infeasible": [{"when": "o0 & o199"}]}
    path.write_text(json.dumps(data))
    asked = ["explain", str(path), "none", "--for", "P3", "--concepts", "NASH,GMR,SMR", "--json"]
    run = CliRunner().invoke(cli, asked)
    assert run.exit_code == 0, run.output
    for item in json.loads(run.output)["explanations"]:
        assert "P3" in item["sentence"]
        assert item["stable"] or len(item["improvements"]) == 1
    none = CliRunner().invoke(cli, [*asked[:2], "o0+o199", *asked[3:]])
    assert "is infeasible" in str(none.exception)
    other = CliRunner().invoke(cli, [*asked[:6], "RSEQ"])
    assert "RSEQ needs the list of all states" in str(other.exception)


@pytest.mark.parametrize(
    "words", [["--budget-nodes", "0"], ["--budget-seconds", "nan"], ["--budget-seconds", "1e300"]]
)
def test_a_budget_that_is_none_is_refused(tmp_path, words):
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(to_json(ring(5))))
    run = CliRunner().invoke(cli, ["solve", str(path), *words])
    assert "a budget has 2 to 4,294,967,296 nodes and 0 to 1,000,000 seconds" in str(run.exception)
