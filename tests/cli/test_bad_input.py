"""Every command refuses what it cannot use: one clear line, exit code 2, nothing overwritten."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from detente.cli.main import main

MODEL = """\
detente: 1
title: A ferry
decision_makers: [{id: UP, name: Upper town}, {id: LOW, name: Lower town}]
options: [{id: run, name: Run the ferry, owner: UP}, {id: pay, name: Pay for it, owner: LOW}]
preferences: {UP: [{that: pay}, {that: run IF pay}], LOW: [{that: run}, {that: "!pay"}]}
status_quo: "NN"
"""
QUOTE = "“If the lower town pays, we will run the ferry,” the mayor of Uppsand said on Monday."
SCREAM = "€" * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.yaml").write_text(MODEL)
    (tmp_path / "said.txt").write_text(QUOTE)
    (tmp_path / "empty").write_text("")
    (tmp_path / "empty.txt").write_text(" \n\n ")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "page.html").write_text("<html><body><script>var a = 1;</script></body></html>")
    (tmp_path / "garden.txt").write_text("Roses grow in gardens. The weather was fine.")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "unknown.yaml").write_text(MODEL.replace("that: run IF pay", "that: run IF pray"))
    (tmp_path / "nothing.yaml").write_text(MODEL + "infeasible: [{when: run | !run}]\n")
    (tmp_path / "latin.yaml").write_bytes(MODEL.replace("ferry", "fähre").encode("latin-1"))
    (tmp_path / "deep.yaml").write_text("title: " + "[" * 30_000 + "]" * 30_000)
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    bomb += [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (tmp_path / "bomb.yaml").write_text("\n".join(bomb))
    (tmp_path / "twice.yaml").write_text(MODEL + "title: Again\n")
    return tmp_path


@pytest.fixture
def run(folder, monkeypatch, capsys):
    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["detente", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


BAD_TEXTS = [
    ("empty", "empty"),
    ("empty.txt", "no text|empty"),
    ("binary.txt", "binary"),
    ("page.html", "no article text"),
    ("garden.txt", "nothing that a party|no attributed statement"),
    ("huge.txt", "MB"),
    ("missing.txt", "no such file"),
    ("no/such/folder.txt", "no such file"),
]
BAD_MODELS = [
    ("unknown.yaml", "No option 'pray'"),
    ("nothing.yaml", "remove every state"),
    ("latin.yaml", "UTF-8"),
    ("deep.yaml", "nested deeper"),
    ("bomb.yaml", "more than"),
    ("twice.yaml", "title"),
    ("huge.yaml", "MB"),
    ("missing.yaml", "no such file"),
    ("empty", "empty"),
    ("binary.txt", "NUL|binary"),
    (".", "folder"),
]
MODEL_COMMANDS = {
    "solve": ("solve", "{}"),
    "check": ("check", "{}"),
    "sweep": ("sweep", "{}", "--vary", "UP"),
    "hinge": ("hinge", "{}"),
    "paths": ("paths", "{}"),
    "explain": ("explain", "{}", "NN"),
    "claim": ("claim", "{}", "nothing will change"),
    "why": ("why", "{}", "NN"),
    "brief": ("brief", "said.txt", "--model", "{}"),
}


def one_line(err: str, *, lines: int = 1) -> None:
    assert err.startswith("detente: "), err
    assert len(err.strip().splitlines()) == lines, err
    assert "Traceback" not in err
    assert len(err) < 600


def matches(pattern: str, text: str) -> bool:
    return any(part.lower() in text.lower() for part in pattern.split("|"))


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [(c, *t) for c in ("brief", "draft") for t in BAD_TEXTS if t[0] != "garden.txt"],
)
def test_a_text_that_cannot_be_used(run, command, name, says):
    code, out, err = run(command, name)
    assert (code, out) == (2, "")
    one_line(err)
    assert matches(says, err), err


def test_a_text_without_a_conflict_has_no_draft(run, folder):
    code, out, err = run("draft", "garden.txt", "-o", "made.yaml")
    assert (code, out) == (1, "")
    one_line(err)
    assert not (folder / "made.yaml").exists()


@pytest.mark.parametrize(("name", "says"), [t for t in BAD_TEXTS if t[0] != "garden.txt"])
def test_a_text_that_cannot_be_read(run, name, says):
    code, out, err = run("read", name)
    assert (code, out) == (2, "")
    one_line(err)
    assert matches(says, err), err


@pytest.mark.parametrize(("name", "says"), BAD_MODELS)
@pytest.mark.parametrize("command", list(MODEL_COMMANDS))
def test_a_model_that_cannot_be_used(run, command, name, says):
    code, out, err = run(*(word.format(name) for word in MODEL_COMMANDS[command]))
    assert code == 2
    one_line(err)
    assert matches(says, out if command == "check" else err), err


@pytest.mark.parametrize(
    "words", [("convert", "{}", "out.json"), ("hinge", "{}", "--toward", "YY")]
)
def test_further_commands_refuse_an_unusable_model(run, folder, words):
    for name, says in BAD_MODELS[:3]:
        code, _, err = run(*(word.format(name) for word in words))
        assert code == 2
        one_line(err)
        assert matches(says, err), err
    assert not (folder / "out.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("solve", "model.yaml", "--concepts", "NASHH"),
        ("solve", "model.yaml", "--attitudes", "UP>DOWN=+"),
        ("solve", "model.yaml", "--attitudes", "UP>LOW=5"),
        ("solve", "model.yaml", "--attitudes", SCREAM),
        ("sweep", "model.yaml", "--vary", "NOBODY"),
        ("sweep", "model.yaml", "--vary", "UP", "--concepts", "NASHH"),
        ("hinge", "model.yaml", "--toward", "YYY"),
        ("hinge", "model.yaml", "--toward", "QQ"),
        ("paths", "model.yaml", "--to", "YYY"),
        ("paths", "model.yaml", "--from", "Y"),
        ("explain", "model.yaml", "fly"),
        ("explain", "model.yaml", "NN", "--for", "NOBODY"),
        ("claim", "model.yaml", "peace is good"),
        ("why", "model.yaml", "e99"),
        ("why", "model.yaml", "YYY"),
        ("claim", "model.yaml", "we will run"),
        ("brief",),
        ("brief", "said.txt", "--no-such-flag"),
        ("frobnicate",),
        ("help", "NASHH"),
        ("brief", "garden.txt", "--model", "model.yaml"),
        ("brief", "garden.txt", "--max-options", "0"),
        ("brief", "model.yaml", "--model", "model.yaml"),
        ("report", "model.yaml", "--paper", "a5", "-o", "x.pdf"),
    ],
    ids=" ".join,
)
def test_wrong_usage(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    one_line(err)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (("brief", "said.txt", "--html"), "model.yaml"),
        (("draft", "said.txt", "-o"), "model.yaml"),
        (("brief", "said.txt", "--html"), "no/such/folder.html"),
        (("draft", "said.txt", "-o"), "no/such/folder.yaml"),
        (("brief", "said.txt", "--html"), "."),
        (("draft", "said.txt", "-o"), "."),
    ],
)
def test_an_output_that_may_not_be_written(run, folder, words, target):
    before = sorted(folder.iterdir())
    code, out, err = run(*words, target)
    assert (code, out) == (2, "")
    one_line(err)
    assert (folder / "model.yaml").read_text() == MODEL
    assert sorted(folder.iterdir()) == before


def test_a_failed_brief_leaves_no_page(run, folder):
    code, _, _ = run("brief", "binary.txt", "--html", "page2.html")
    assert code == 2
    assert not (folder / "page2.html").exists()


@pytest.mark.parametrize(
    ("command", "names"),
    [
        (("read",), ("missing.txt", "said.txt", "binary.txt")),
        (("solve",), ("missing.yaml", "model.yaml", "unknown.yaml")),
        (("check",), ("missing.yaml", "model.yaml", "unknown.yaml")),
    ],
)
def test_one_line_of_json_per_input_in_order(run, command, names):
    code, out, err = run(*command, *names, "--json")
    assert code == 2
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["source"] for row in rows] == list(names)
    assert ["error" in row for row in rows] == [True, False, True]
    for row in (rows[0], rows[2]):
        assert row["error"].keys() == {"message", "line", "fix"}
    assert "Traceback" not in err


def test_one_document_that_fails_does_not_stop_the_brief(run):
    code, out, err = run("brief", "missing.txt", "said.txt", "--json")
    assert code == 2
    failed, brief = (json.loads(line) for line in out.splitlines())
    assert failed["source"] == "missing.txt"
    assert "no such file" in failed["error"]["message"].lower()
    assert brief["source"] == ["said.txt"]
    one_line(err)


def test_wrong_encodings_are_read_or_refused_but_never_garbled(run, folder):
    (folder / "wide.txt").write_bytes(QUOTE.encode("utf-16"))
    code, out, _ = run("read", "wide.txt", "--json")
    assert code == 0
    assert json.loads(out)["document"]["text"] == QUOTE


#: What a terminal would obey, or be misled by: escapes, a bell, a backspace, an override of direction.
CONTROLS = ["\x1b[31m", "\x07", "\x08", "\x00", "\x9b2J", "\u202e"]


@pytest.mark.parametrize("control", CONTROLS)
def test_names_cannot_steer_the_terminal(run, folder, monkeypatch, control):
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as on a terminal
    monkeypatch.setattr("click.utils.resolve_color_default", lambda *_: True)
    written = "".join(f"\\U{ord(character):08x}" for character in control)
    model = MODEL.replace("title: A ferry", f'title: "A {written}ferry"')
    model = model.replace("name: Run the ferry", f'name: "Run the {written}ferry"')
    model = model.replace("name: Upper town", f'name: "Upper {written}town"')
    (folder / "steer.yaml").write_text(model)
    for words in (
        ("solve", "steer.yaml"),
        ("check", "steer.yaml"),
        ("explain", "steer.yaml", "NN"),
        ("hinge", "steer.yaml", "--pairs"),
        ("sweep", "steer.yaml", "--vary", "UP"),
        ("inverse", "steer.yaml", "--state", "YY"),
        ("paths", "steer.yaml"),
        ("why", "steer.yaml", "NN"),
        ("solve", f"no{control}where.yaml"),
    ):
        if control == "\x00" and "\x00" in words[1]:
            continue  # no system hands such an argument over
        code, out, err = run(*words)
        assert code in (0, 2)
        assert control[0] not in out + err, words


def test_a_name_is_no_book(run, folder):
    (folder / "long.yaml").write_text(MODEL.replace("Run the ferry", "Run the ferry " * 100))
    code, _, err = run("solve", "long.yaml")
    assert code == 2
    one_line(err)
    assert "1,399 characters" in err
    assert "long.yaml:4" in err


def test_memory_that_runs_out_is_said(run, monkeypatch):
    def greedy(*_args, **_named):
        raise MemoryError

    monkeypatch.setattr("detente.solving.solution.solve", greedy)
    code, out, err = run("solve", "model.yaml")
    assert (code, out) == (1, "")
    one_line(err)
    assert "memory" in err
