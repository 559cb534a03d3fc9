"""Help is laid out, shells complete, and words come before codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import _COMMANDS, _SECTIONS, cli

HINGE = detente.example("teaching/hinge.yaml")
REPORT = detente.example("korea/report.txt")


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def started(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "detente", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **more},
    )


@pytest.mark.parametrize("words", [(), ("dossier",)])
def test_without_a_command_the_help_is_laid_out(words: tuple[str, ...]) -> None:
    done = started(*words)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: detente")
    assert done.stdout.count("\n") > 10
    assert done.stderr == ""


def test_every_command_is_listed_once_with_words_that_fit() -> None:
    text = started().stdout
    for title, commands in _SECTIONS.items():
        assert f"\n{title}:\n" in text
        for name, (_, words) in commands.items():
            assert f"  {name} " in text
            assert len(words) <= 66, words
            assert words in text, words
    assert sum(map(len, _SECTIONS.values())) == len(_COMMANDS)


@pytest.mark.parametrize("name", _COMMANDS)
def test_help_keeps_lines_and_shows_no_marks(name: str) -> None:
    text = run(name, "--help")
    assert "\\b" not in text
    assert "\b" not in text
    assert "Example: " in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(shell: str) -> None:
    text = run("completion", shell)
    assert "_DETENTE_COMPLETE" in text
    assert f"{shell}_complete" in text


def test_commands_options_and_examples_complete() -> None:
    def complete(*words: str) -> list[str]:
        done = started(
            _DETENTE_COMPLETE="bash_complete",
            COMP_WORDS=" ".join(["detente", *words]),
            COMP_CWORD=str(len(words)),
        )
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert "solve" in complete("so")
    assert "--concepts" in complete("solve", "--con")
    assert "elmira" in complete("examples", "elm")


def test_a_script_of_bash_accepts_the_completion(tmp_path: Path) -> None:
    path = tmp_path / "completion.sh"
    path.write_text(run("completion", "bash"), encoding="utf-8")
    subprocess.run(["bash", "-n", str(path)], check=True)


@pytest.mark.parametrize(
    "words",
    [
        ("hinge", HINGE),
        ("hinge", HINGE, "--pairs", "--toward", "YY", "--shares"),
        ("sweep", HINGE, "--vary", "PORT"),
        ("sweep", HINGE, "--vary", "PORT", "--count"),
        ("inverse", HINGE, "--state", "YY"),
        ("compare", HINGE, "--scenario", "x: drop ISLE: talk IF lift"),
    ],
    ids=" ".join,
)
def test_words_come_first_and_codes_on_demand(words: tuple[str, ...]) -> None:
    said, coded = run(*words), run(*words, "--codes")
    assert "YY" not in said
    assert "YY" in coded
    assert "mbargo" in said


def test_what_is_read_has_its_id_and_fits_the_line() -> None:
    from detente.reading import read

    text = run("read", REPORT)
    for statement in read(REPORT).statements:
        assert f"  {statement.id}  " in text
    assert max(map(len, text.splitlines())) <= 100


def test_convert_says_what_it_wrote(tmp_path: Path) -> None:
    target = tmp_path / "model.dot"
    done = CliRunner().invoke(cli, ["convert", HINGE, str(target)], catch_exceptions=False)
    assert f"wrote {target}: An embargo and a table (2 decision makers, 2 options" in done.stderr


def test_a_comparison_counts_no_nothing() -> None:
    shown = run("compare", HINGE, "--scenario", "one way: lift=forward")
    assert "could last" in shown
    assert " 0 " not in shown
    assert "1 fewer outcomes" not in shown
