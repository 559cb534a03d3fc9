"""Every command and code block of the documentation is run; every command named in a sentence exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from doc_blocks import ROOT, Page, blocks, same

DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")),
    ROOT / "examples" / "dossiers" / "README.md",
    *sorted(path for path in DOCS.rglob("*.md") if "generated" not in path.parts),
]
#: Blocks that need a network, other machines or data that is not ours; the page says why.
MOST_NOT_RUN = 10


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_block_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DETENTE_ANALYST", "ann")
    page = Page(path, tmp_path)
    found = [each for each in blocks(path.read_text("utf-8")) if not each.reason_not_run]
    assert page.run() == len(found)


#: Stay until they are ended; tests/web starts them.
STAY = ("detente serve", "detente demo")


def test_every_row_of_the_readme_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = Page(ROOT / "README.md", tmp_path)
    text = page.path.read_text("utf-8")
    page.lay_files(text)
    table = text.partition("| to … | use |")[2].partition("\n\n")[0]
    commands = [each for each in re.findall(r"`(detente [^`]+)`", table) if each not in STAY]
    assert len(commands) >= 20
    for command in commands:
        page.command(command, "", "README.md")


def test_few_blocks_are_not_run() -> None:
    reasons = [
        f"{name(path)}:{block.line}: {block.reason_not_run}"
        for path in PAGES
        for block in blocks(path.read_text("utf-8"))
        if block.reason_not_run
    ]
    assert len(reasons) <= MOST_NOT_RUN, reasons


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_commands_in_sentences_exist(path: Path) -> None:
    from detente.cli.main import cli

    for inline in re.findall(r"(?<!`)`(detente [^`]+)`(?!`)", path.read_text("utf-8")):
        try:
            words = shlex.split(inline.replace("…", ""))[1:]
        except ValueError:
            words = inline.split()[1:]
        command: click.Command = cli
        ctx = click.Context(cli, info_name="detente")
        while isinstance(command, click.Group) and words and words[0].islower():
            found = [command.get_command(ctx, each) for each in words.pop(0).split("|")]
            assert all(found), inline
            assert found[0]
            command = found[0]
        known = {
            option
            for each in command.get_params(ctx)
            for option in (*each.opts, *each.secondary_opts)
        }
        for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(words)):
            assert option in known, (inline, option)


def test_output_is_compared_line_by_line() -> None:
    assert same("a … b\n…\nz", "a 1 2 b\nx\ny\nz")
    assert same("a  ", "a")
    assert not same("a", "a\nb")
    assert not same("a … b", "a\nb")
