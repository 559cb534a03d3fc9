"""Grids of scenarios: the same rows on a cluster that loses a worker, resumed, or one by one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from building import conflict_of
from detente.errors import InputError
from detente.model.editing import with_attitudes
from detente.model.files import loads
from detente.model.writing import to_json
from detente.scaling import running
from detente.scaling.grid import parse_grid
from detente.scaling.work import Job, evaluate, scenarios
from detente.solving.solution import solve
from serially import serially

CLUSTER = Path(__file__).parent.parent / "scaling_cluster.py"


def dam():
    return conflict_of(
        {"release": "UP", "build": "UP", "appeal": "DOWN"},
        {"UP": ["!appeal", "build IF !appeal", "!release"], "DOWN": ["release", "!appeal"]},
        infeasible=["release & build & appeal"],
    )


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(tmp_path):
    model = tmp_path / "dam.json"
    model.write_text(json.dumps(to_json(dam())))
    folder = tmp_path / "results"
    done = subprocess.run(
        [sys.executable, CLUSTER, model, folder],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "killed after" in done.stdout
    job = Job.of(loads(model.read_text()), "UP,DOWN", "RNASH,RSEQ")
    rows = running.Run(folder, 81, 0, tuple(sorted(folder.glob("part-*")))).table().to_pylist()
    assert rows == list(evaluate(job, 0, 81).rows)


def test_a_local_cluster_listens_on_the_loopback_alone():
    with running.connected(None, 1) as client:
        told = client.scheduler_info()
        places = [told["address"], *told["workers"]]
        places += [worker["nanny"] for worker in told["workers"].values()]
        served = {
            port for worker in told["workers"].values() for port in worker["services"].values()
        }
        served |= set(told["services"].values())
        ports = {int(place.rsplit(":", 1)[1]) for place in places} | served
    assert all(place.startswith("tcp://127.0.0.1:") for place in places)
    assert len(ports) >= 3


def test_scenarios_are_solved_as_their_models_are(monkeypatch, tmp_path):
    serially(monkeypatch)
    conflict = dam()
    job = Job.of(conflict, "UP>DOWN,statement:UP:2,order:UP:1,rule:1", "NASH RSEQ")
    assert scenarios(job) == 24
    result = running.run(job, tmp_path / "out", size=5)
    grid = parse_grid(conflict, job.vary)
    for row in result.table().to_pylist():
        wanted = solve(grid.scenario(row["scenario"]), row["concept"])
        assert tuple(row["equilibria"]) == wanted[row["concept"]].equilibria
        assert row["count"] == len(row["equilibria"])


def test_what_varies_is_applied_to_the_right_places():
    grid = parse_grid(dam(), "statement:UP:2,order:UP:1,rule:1,UP>DOWN")
    texts = {}
    for number in range(grid.size):
        model = grid.scenario(number)
        key = grid.settings(number)
        items = [str(item.that) for item in model.preferences["UP"].items]
        texts[key["statement:UP:2"], key["order:UP:1"]] = items
        assert len(model.infeasible) == (key["rule:1"] == "kept")
        assert model.attitude("UP", "DOWN").value == key["UP>DOWN"]
    assert texts["kept", "swapped"] == ["build IF !appeal", "!appeal", "!release"]
    assert texts["dropped", "kept"] == ["!appeal", "!release"]


def test_shared_tables_and_single_solutions_agree():
    job = Job.of(dam(), "UP,DOWN", "RNASH RGMR RSMR RSEQ")
    rows = evaluate(job, 30, 40).rows
    for row in rows:
        model = with_attitudes(dam(), row["setting"])
        assert tuple(row["equilibria"]) == solve(model, row["concept"])[row["concept"]].equilibria


def test_an_interrupted_run_goes_on_where_it_was(monkeypatch, tmp_path):
    job = Job.of(dam(), "UP", "RNASH")
    serially(monkeypatch, fail_after=2)
    with pytest.raises(KeyboardInterrupt):
        running.run(job, tmp_path, size=2)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.glob("part-*")}
    assert len(kept) == 2
    serially(monkeypatch)
    steps = []
    result = running.run(job, tmp_path, progress=lambda done, total: steps.append((done, total)))
    assert steps[0] == (4, 9)
    assert steps[-1] == (9, 9)
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())
    assert result.table().num_rows == 9
    assert result.seconds > 0


def test_bad_input_is_refused_before_anything_runs(monkeypatch, tmp_path):
    serially(monkeypatch)
    job = Job.of(dam(), "UP", "RNASH")
    running.run(job, tmp_path / "one")
    with pytest.raises(InputError, match="results of another job"):
        running.run(replace(job, vary="DOWN"), tmp_path / "one")
    for vary, words in (
        ("statement:UP:9", "no number 9"),
        ("order:UP:3", "no number 3"),
        ("rule:2", "no number 2"),
        ("statement:X:1", "needs a decision maker"),
        ("colour:UP:1", "needs|Cannot vary"),
        ("X>UP", "No decision maker 'X'"),
        ("", "Nothing varies"),
    ):
        with pytest.raises(InputError, match=words):
            Job.of(dam(), vary, "RNASH")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="Cannot use the folder"):
        running.run(job, tmp_path / "file" / "out")


def _odd_manifests():
    good = {"job": {}, "size": 4}
    yield from ("", "{", "[]", "7", "null", "[[[[", "\x00", json.dumps({"size": 4}))
    yield from (json.dumps(good | {"size": size}) for size in (0, -1, "4", None, True, 2.5))


@pytest.mark.parametrize("text", list(_odd_manifests()))
def test_an_odd_manifest_is_refused_in_a_line(tmp_path, text):
    (tmp_path / "job.json").write_text(text)
    job = Job.of(dam(), "UP>DOWN", "RNASH")
    with pytest.raises(InputError, match="which job"):
        running.run(job, tmp_path)


def test_a_manifest_that_is_no_text_is_refused_in_a_line(tmp_path):
    (tmp_path / "job.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(InputError, match="which job"):
        running.run(Job.of(dam(), "UP>DOWN", "RNASH"), tmp_path)


@pytest.mark.parametrize("how", ["cut", "empty", "text", "other columns", "other rows", "flipped"])
def test_a_damaged_or_foreign_part_is_named_and_nothing_is_lost(tmp_path, monkeypatch, how):
    import pyarrow as pa
    import pyarrow.parquet as pq

    serially(monkeypatch)
    job = Job.of(dam(), "UP>DOWN,DOWN>UP", "RNASH,RSEQ")
    whole = running.run(job, tmp_path, size=4)
    first, second, *_ = whole.parts
    data = second.read_bytes()
    if how == "other columns":
        pq.write_table(pa.table({"one": [1]}), second)
    elif how == "other rows":
        second.write_bytes(first.read_bytes())
    else:
        middle = len(data) // 3
        made = {
            "cut": data[:middle],
            "empty": b"",
            "text": b"not a table",
            "flipped": data[:middle]
            + bytes(b ^ 0xFF for b in data[middle : middle + 40])
            + data[middle + 40 :],
        }
        second.write_bytes(made[how])
    with pytest.raises(InputError, match="no part of this job") as caught:
        running.run(job, tmp_path, size=4).table()
    assert caught.value.source == str(second)
    (tmp_path / "part-other.parquet").write_bytes(b"of somebody else")
    second.unlink()
    again = running.run(job, tmp_path, size=4)
    assert again.table().to_pylist() == whole.table().to_pylist()


def test_a_turned_bit_anywhere_in_a_part_changes_no_answer(tmp_path, monkeypatch):
    """Every third byte of a part with one bit turned: refused in a line, or told as it was."""
    serially(monkeypatch)
    job = Job.of(dam(), "UP>DOWN", "RNASH")
    whole = running.run(job, tmp_path, size=4)
    (part,) = whole.parts
    data, rows = part.read_bytes(), whole.table().to_pylist()
    for place in range(0, len(data), 3):
        part.write_bytes(data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :])
        try:
            found = running.run(job, tmp_path, size=4).table().to_pylist()
        except InputError:
            continue
        assert found == rows, place
