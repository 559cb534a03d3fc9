"""``detente dossier`` and ``detente read`` over many sources, through the front door."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path

import pytest
from front_door import detente

LABOUR = (
    "3 March 2026\n\nThe drivers' union at Northgate Rail said it would strike on Monday.\n\n"
    "“If the company withdraws its roster plan, we will be back at the table the same evening,” the union said.\n"
)
WATER = "The minister said that Egypt would not sign. Ethiopia rejected the offer.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "labour.txt").write_text(LABOUR)
    (tmp_path / "in" / "water.txt").write_text(WATER)
    return tmp_path


def test_the_whole_round(folder: Path) -> None:
    case = folder / "case.dossier"
    detente("dossier", "create", case, "--title", "Two disputes")
    assert detente("dossier", "add", case, folder / "in").splitlines() == [
        "labour: new",
        "water: new",
    ]
    assert detente("dossier", "add", case, folder / "in") == ""
    rows = [
        json.loads(line) for line in detente("dossier", "statements", case, "--json").splitlines()
    ]
    offer = next(row for row in rows if row["quote"])
    assert offer["date"] == "2026-03-03"
    copy = folder / "bob.dossier"
    shutil.copy(case, copy)
    detente(
        "dossier",
        "correct",
        case,
        offer["id"][:14],
        "act=COMMIT",
        "--who",
        "ann",
        "--reason",
        "no offer",
    )
    detente("dossier", "reject", copy, offer["id"], "--who", "bob")
    compared = json.loads(detente("dossier", "compare", case, copy, "--json"))
    assert [d["kind"] for d in compared["differences"]] == ["conflict"]
    merged = json.loads(detente("dossier", "merge-dossiers", case, copy, "--json"))
    assert (len(merged["conflicts"]), merged["decisions"]) == (1, [])
    shown = json.loads(detente("dossier", "show", case, offer["id"], "--json"))
    assert (shown["act"], shown["status"], shown["log"][0]["who"]) == ("COMMIT", "corrected", "ann")
    detente("dossier", "comment", case, offer["id"][:14], "Ask the ministry.", "--who", "bob")
    noted = json.loads(detente("dossier", "show", case, offer["id"], "--json"))
    assert (noted["act"], noted["status"], noted["log"][-1]["reason"]) == (
        "COMMIT",
        "corrected",
        "Ask the ministry.",
    )
    assert "bob comment" in detente("dossier", "show", case, offer["id"])
    assert "says nothing" in detente("dossier", "comment", case, offer["id"], " ", code=2)
    detente("dossier", "undo", case)
    detente("dossier", "undo", case)
    assert (
        json.loads(detente("dossier", "show", case, offer["id"], "--json"))["act"] == offer["act"]
    )
    detente("dossier", "redo", case)
    detente("dossier", "redo", case)
    detente("dossier", "export", case, "-o", folder / "out.csv")
    assert "exists already" in detente("dossier", "export", case, "-o", folder / "out.csv", code=2)
    assert len(detente("dossier", "export", case).splitlines()) == len(rows)
    assert "sound" in detente("dossier", "check", case)


def test_a_removed_document_comes_back_when_its_file_is_added_again(folder: Path) -> None:
    case, water = folder / "case.dossier", folder / "in" / "water.txt"
    detente("dossier", "create", case)
    detente("dossier", "add", case, folder / "in")
    (name, _) = (
        json.loads(line)["id"]
        for line in detente("dossier", "statements", case, "--document", "water", "--json").split(
            "\n"
        )
        if line
    )
    detente("dossier", "reject", case, name)
    detente("dossier", "remove", case, "water")
    assert "water: removed" in detente("dossier", "list", case, "--removed")
    assert detente("watch", case, folder / "in", "--once", "--jobs", "1") == ""  # it stays out
    assert "water" not in detente("dossier", "list", case)
    assert detente("dossier", "add", case, water) == "water: restored\n"
    assert detente("dossier", "decisions", case, "--state", "orphan") == ""
    detente("dossier", "remove", case, "water")
    detente("dossier", "restore", case, "water")
    assert "water: no date, 1 statements" in detente("dossier", "list", case)
    assert "was not removed" in detente("dossier", "restore", case, "water", code=2)


def test_models_in_a_dossier(folder: Path) -> None:
    from detente.api import example

    case, file = folder / "case.dossier", folder / "m.yaml"
    detente("dossier", "create", case)
    shutil.copy(example("classic/chicken.yaml"), file)
    detente("dossier", "model", case, "save", file)
    text = file.read_text()
    file.write_text(text + "# checked\n")
    detente("dossier", "model", case, "save", file, "--expected", "1")
    assert "changed elsewhere" in detente(
        "dossier", "model", case, "undo", "--expected", "1", code=2
    )
    detente("dossier", "model", case, "undo")
    assert detente("dossier", "model", case, "show") == text
    detente("dossier", "model", case, "redo")
    assert detente("dossier", "model", case, "show") == text + "# checked\n"


def test_errors_are_one_line(folder: Path) -> None:
    case = folder / "case.dossier"
    assert "no such dossier" in detente("dossier", "list", case, code=2)
    detente("dossier", "create", case)
    assert "exists already" in detente("dossier", "create", case, code=2)
    assert "Did you mean 'accept'" in detente("dossier", "acept", case, "x", code=2)
    assert "no statement" in detente("dossier", "accept", case, "x", code=2)
    assert "nothing to undo" in detente("dossier", "undo", case, code=2)
    assert "FIELD=VALUE" in detente("dossier", "set", case, "x", "date", code=2)
    assert "Name the file" in detente("dossier", "import", case, code=2)
    for action in ("save", "edit", "restore"):
        assert f"{action} needs a" in detente("dossier", "model", case, action, code=2)
    assert "no edit's number" in detente("dossier", "model", case, "restore", "first", code=2)
    assert "has no model" in detente("dossier", "model", case, "redo", code=2)


def test_the_labels_of_label_studio_need_no_file(folder: Path) -> None:
    case = folder / "case.dossier"
    detente("dossier", "create", case)
    assert detente("dossier", "import", case, "--config").startswith("<View>")


def test_one_bad_document_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "in" / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    for number in range(8):
        (folder / "in" / f"more{number}.txt").write_text(f"{WATER} Report {number}.")
    outputs = []
    for jobs in ("1", "2"):
        output = detente("read", folder / "in", "--json", "--jobs", jobs, code=2)
        outputs.append([json.loads(line) for line in output.splitlines() if line.startswith("{")])
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 11
    assert [("error" in row) for row in outputs[0]] == [True] + [False] * 10
    case = folder / "case.dossier"
    detente("read", folder / "in", "--dossier", case, "--jobs", "2", code=2)
    assert "bad.pdf: not read" in detente("dossier", "list", case)
    # The failure is remembered; nothing is parsed again.
    assert "cannot be parsed" in detente("read", folder / "in", "--dossier", case, code=2)


@pytest.mark.parametrize("command", [["timeline"], ["news", "late"], ["tripwires"]])
def test_what_a_draft_leaves_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:  # fmt: skip
    monkeypatch.setattr("detente.timeline.answers.DRAFTED_FROM", 2)
    case = tmp_path / "case.dossier"
    detente("dossier", "create", case)
    for name, day in (("early", 3), ("mid", 4), ("late", 5)):
        text = f"{day} March 2026\n\nOrland said it would sign paper {day} if Velia paid. Velia said it would pay if Orland signed."
        (tmp_path / f"{name}.txt").write_text(text)
        detente("dossier", "add", case, tmp_path / f"{name}.txt")
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            _invoked("dossier", command[0], case, *(name for _ in command[1:]), "--json")
        note = f"answers are drafted from the newest 1 of {day - 2} documents"
        assert (note in said.getvalue()) == (day > 3)


def _invoked(*arguments: str | Path) -> None:
    from detente.cli.main import cli

    cli.main([*map(str, arguments)], standalone_mode=False)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"sense": "unless"}, "threat: unless they build"),
        ({"cue": "if", "sense": "unless"}, "threat: if (unless) they build"),
        ({"cue": "unless", "sense": "unless"}, "threat: unless they build"),
        ({"cue": "so long as"}, "threat: so long as they build"),
    ],
)
def test_a_corrected_condition_is_shown_with_what_it_means(given: dict[str, str], shown: str, folder: Path) -> None:  # fmt: skip
    from detente.store import Dossier

    case = folder / "dam.dossier"
    (folder / "dam.txt").write_text("“If they build, we will close the river,” the union said.\n")
    detente("dossier", "create", case)
    detente("dossier", "add", case, folder / "dam.txt")
    said = {"condition": "they build", "consequence": "we will close the river", "kind": "threat"}
    with Dossier.open(case) as opened:
        name = opened.statements()[0].statement.id
        opened.correct(name, conditions=[said | given])
    assert shown in detente("dossier", "show", case, name)
