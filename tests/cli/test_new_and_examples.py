"""``detente new`` and ``detente examples``: files that work as they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.examples import command as examples
from detente.cli.new import TEMPLATES
from detente.cli.new import command as new
from detente.errors import InputError


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_model_can_be_solved_as_it_stands(template: str, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    result = CliRunner().invoke(new, [template, "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert path.read_text().startswith("#")
    solved = detente.load(str(path)).solve("NASH GMR")
    assert solved.equilibria["GMR"]


def test_a_new_model_replaces_nothing_unasked(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text("mine")
    result = CliRunner().invoke(new, ["-o", str(path)])
    assert isinstance(result.exception, InputError)
    assert path.read_text() == "mine"


def test_examples_are_listed_shown_and_copied(tmp_path: Path) -> None:
    listed = json.loads(CliRunner().invoke(examples, ["--json"]).output)
    names = [row["name"] for row in listed]
    assert {"elmira", "chicken", "prisoners_dilemma"} <= set(names)
    assert all(row["title"] for row in listed)
    copied = tmp_path / "elmira.yaml"
    assert CliRunner().invoke(examples, ["elmira", "-o", str(copied)]).exit_code == 0
    assert detente.load(str(copied)) == detente.load(detente.example("classic/elmira.yaml"))
    unknown = CliRunner().invoke(examples, ["elmira_2"])
    assert isinstance(unknown.exception, InputError)
    assert "elmira" in str(unknown.exception)
