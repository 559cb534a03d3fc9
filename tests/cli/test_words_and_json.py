"""What a command says in words is what it says in JSON: the same states, parties and counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import cli

STATE = re.compile(r"\b[NY]{2}\b")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    text = Path(detente.example("teaching/hinge.yaml")).read_text(encoding="utf-8")
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    return "model.yaml"


def said(*words: str) -> str:
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def told(*words: str) -> Any:
    return json.loads(said(*words, "--json"))


def texts(data: Any) -> Iterator[str]:
    """Give every text in JSON data, keys included."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize(
    "words",
    [
        ["solve"],
        ["solve", "--concepts", "all"],
        ["solve", "--coalitions", "--attitudes", "PORT>ISLE=-"],
        ["solve", "--completions", "--concepts", "NASH,GMR"],
        ["solve", "--concepts", "NASH", "--all-states"],
        ["sweep", "--vary", "PORT", "--codes"],
        ["sweep", "--vary", "PORT>ISLE", "--codes"],
        ["sweep", "--vary", "PORT", "--count", "--codes"],
        ["sweep", "--vary", "PORT", "--state", "YY", "--codes"],
        ["sweep", "--vary", "PORT", "--state", "NN"],
        ["sweep", "--attitudes", "PORT>ISLE=+", "--codes"],
        ["paths"],
        ["paths", "--windows"],
        ["paths", "--table"],
        ["paths", "--attitudes", "PORT>ISLE=+", "--coalitions"],
        ["why", "YY", "--attitudes", "PORT>ISLE=+"],
        ["hinge", "--codes"],
        ["hinge", "--toward", "YY", "--codes"],
        ["hinge", "--toward", "YY", "--shares", "--codes"],
        ["hinge", "--pairs", "--codes"],
        ["paths", "--to", "YY"],
        ["paths", "--from", "YN", "--improvements-only"],
        ["explain", "YY", "--concepts", "all"],
        ["explain", "NN", "--for", "PORT"],
        ["why", "YY"],
        ["inverse", "--state", "YN", "--codes"],
        ["inverse", "--state", "YN", "--for", "PORT", "--concept", "SEQ", "--codes"],
        ["compare", "model.yaml", "--codes"],
        ["compare", "--scenario", "open: lift=forward; drop ISLE: !talk", "--codes"],
        ["claim", "the next move is Island's"],
        ["claim", "the outcome depends on Port city's attitude"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_states_in_words_are_states_in_json(model: str, words: list[str]) -> None:
    command, *rest = words
    shown, data = said(command, model, *rest), told(command, model, *rest)
    in_json = set(STATE.findall(" ".join(texts(data))))
    assert set(STATE.findall(shown)) <= in_json
    assert shown.strip()


def test_equilibria_in_words_are_those_in_json(model: str) -> None:
    shown, data = (
        said("solve", model, "--concepts", "all"),
        told("solve", model, "--concepts", "all"),
    )
    lines = {
        line.split()[0]: line.split()[1:]
        for line in shown.splitlines()[1:]
        if line.split()[0] in data["equilibria"]
    }
    assert lines == {name: states for name, states in data["equilibria"].items() if states}
    assert f"{data['title']}: {data['feasible_states']} feasible states" in shown


def test_completions_say_how_often(model: str) -> None:
    shown = said("solve", model, "--completions", "--concepts", "NASH")
    assert "NN  necessary, in 100% of the samples" in shown
    data = told("solve", model, "--completions", "--concepts", "NASH")
    assert "necessary" in json.dumps(data)


def test_a_question_without_its_outcome_says_which_option_names_it(model: str) -> None:
    done = CliRunner().invoke(cli, ["hinge", model, "--shares"])
    assert done.exit_code == 1
    assert "--toward" in str(done.exception)


def test_a_concept_is_explained_whatever_its_capitals() -> None:
    assert said("help", "seq") == said("help", "SEQ")
    assert "Fraser & Hipel 1979" in said("help", "SEQ")
    missing = CliRunner().invoke(cli, ["help", "SEW"])
    assert missing.exit_code != 0
    assert "SEQ" in str(missing.exception)


def test_the_doctor_names_what_is_installed() -> None:
    data, shown = told("doctor"), said("doctor")
    assert data["detente"] == detente.__version__
    assert f"detente {detente.__version__}" in shown.splitlines()[0]
    assert "spacy" in shown


def test_examples_are_listed_and_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "chicken" in said("examples")
    said("examples", "chicken", "-o", "own.yaml")
    assert detente.load("own.yaml") == detente.load(detente.example("classic/chicken.yaml"))
    again = CliRunner().invoke(cli, ["examples", "chicken", "-o", "own.yaml"])
    assert again.exit_code != 0
    missing = CliRunner().invoke(cli, ["examples", "chiken"])
    assert "chicken" in str(missing.exception)


def test_a_dossier_over_time_in_words_and_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts_of = sorted(Path(detente.example("dossiers/water/1-plan.txt")).parent.glob("*.txt"))
    said("dossier", "create", "water.dossier", "--title", "A dam")
    said("dossier", "add", "water.dossier", *map(str, texts_of))
    listed = said("dossier", "list", "water.dossier", "--json").splitlines()
    assert len([json.loads(line) for line in listed]) == len(texts_of)
    for command in ("timeline", "pledges", "statements", "decisions"):
        shown = said("dossier", command, "water.dossier")
        found = [
            json.loads(line)
            for line in said("dossier", command, "water.dossier", "--json").splitlines()
        ]
        assert bool(shown.strip()) or not any(found), command
    assert "sound" in said("dossier", "check", "water.dossier")
    said("dossier", "model", "water.dossier", "draft")
    shown = said("dossier", "model", "water.dossier", "show")
    assert "decision_makers" in shown
    for kind in ("jsonl", "csv", "events", "annotations", "label-studio"):
        assert said("dossier", "export", "water.dossier", "--format", kind)


def test_quoted_words_are_told_with_what_they_bear() -> None:
    korea = str(Path(__file__).parents[2] / "examples/korea/korea.yaml")
    quoted = next(iter(detente.load(korea).evidence))
    shown, answer = said("why", korea, quoted), told("why", korea, quoted)
    assert quoted in answer["evidence"]
    assert answer["quote"].split()[1:8] == shown.partition("“")[2].split()[1:8]


def test_a_state_of_one_party_alone_is_told_with_the_fewest_changes(model: str) -> None:
    shown = said("sweep", model, "--vary", "PORT", "--state", "YN")
    found = told("sweep", model, "--vary", "PORT", "--state", "YN")["state_profiles"]
    assert [f"{each['profiles']:,} of {each['of']:,}" in shown for each in found] == [True] * len(
        found
    )
    assert ("fewest changes" in shown) == any(each["fewest_changes"] for each in found)


def test_a_state_that_nobody_reaches_is_told_as_such() -> None:
    korea = str(Path(__file__).parents[2] / "examples/korea/korea.yaml")
    assert said("paths", korea, "--to", "none", "--improvements-only").endswith("not reached\n")
    assert told("paths", korea, "--to", "none", "--improvements-only")["paths"] == {
        "NNNNNNNNNN": []
    }


def test_a_picture_of_a_sweep_is_written_once(model: str, tmp_path: Path) -> None:
    said("sweep", model, "--svg", "map.svg")
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").lstrip().startswith("<")
    again = CliRunner().invoke(cli, ["sweep", model, "--svg", "map.svg"])
    assert again.exit_code != 0
    said("sweep", model, "--svg", "map.svg", "--force")
