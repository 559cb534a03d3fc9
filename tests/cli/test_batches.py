"""Nothing inside one document, and nothing about its name, ends a batch; nor does the output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import detente.reading
from detente.cli.main import cli
from detente.evidence import Document
from detente.store import Dossier

_TALK = (
    "Orland's minister said: “We will sign the treaty if Velia pays the toll.” "
    "Velia's envoy said it would pay the toll if Orland signed the treaty. Velia warned it would close the port."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of three documents; the reader breaks on the one that says so."""
    made = tmp_path / "in"
    made.mkdir()
    for name, text in (("a", _TALK), ("b", f"BROKEN. {_TALK}"), ("c", _TALK + " It rained.")):
        (made / f"{name}.txt").write_text(text)
    real = detente.reading.read_together

    def read(documents: Sequence[Document]) -> list[Document]:
        if any("BROKEN" in document.text for document in documents):
            raise IndexError("list index out of range")
        return real(documents)

    monkeypatch.setattr(detente.reading, "read_together", read)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def reported(result: Result) -> None:
    """One line names the document; the exit code says that not all went well."""
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = [line for line in result.stderr.splitlines() if "IndexError" in line]
    assert len(lines) == 1
    assert "b.txt" in lines[0]
    assert "Traceback" not in result.output


def test_read_goes_on(folder: Path) -> None:
    result = run("read", str(folder), "--json", "--jobs", "1")
    reported(result)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in row for row in rows] == [False, True, False]


@pytest.mark.parametrize("command", ["draft", "brief"])
def test_draft_and_brief_go_on(folder: Path, command: str) -> None:
    reported(run(command, str(folder)))


def test_a_dossier_takes_the_others(folder: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "case.dossier")
    Dossier.create(path).close()
    reported(run("dossier", "add", path, str(folder), "--jobs", "1"))
    with Dossier.open(path) as dossier:
        assert [info.id for info in dossier.list_documents()] == ["a", "c"]
        assert [Path(source).name for source, _ in dossier.failed_sources()] == ["b.txt"]
    # The same bytes fail again without being read again, and say so again.
    assert "b.txt" in run("dossier", "add", path, str(folder), "--jobs", "1").stderr


def test_watch_goes_on(folder: Path, tmp_path: Path) -> None:
    reported(run("watch", str(tmp_path / "case.dossier"), str(folder), "--once", "--jobs", "1"))


def test_a_look_that_breaks_does_not_end_watching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.timeline import watching

    def broken(*_values: object, **_more: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(watching, "news_since", broken)
    (tmp_path / "a.txt").write_text(_TALK)
    result = run("watch", str(tmp_path / "case.dossier"), str(tmp_path / "a.txt"), "--once")
    assert result.exit_code == 1
    assert "KeyError" in result.stderr


def test_one_entry_of_a_feed_does_not_cost_the_others(folder: Path, tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>{n}</title><guid>g{n}</guid><description>{text}</description></item>"
        for n, text in enumerate(
            ("It would sign, Orland said.", "BROKEN", "Velia said it would pay.")
        )
    )
    feed = tmp_path / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>')
    result = run("read", str(feed), "--json")
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert sum("statements" in row for row in rows) == 2
    assert sum("error" in row for row in rows) == 1


# Names that are no text


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    made = tmp_path / "odd"
    made.mkdir()
    (made / "plain.txt").write_text(_TALK)
    with open(os.fsencode(made) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123
        file.write(_TALK + " It snowed.")
    return made


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "{}", "--json"],
        ["draft", "{}", "-o", "{}/model.yaml"],
        ["brief", "{}", "--html", "{}/brief.html"],
        ["watch", "{}/caf\udce9.dossier", "{}", "--once"],
        ["read", "{}/missing\udce9.txt", "{}/plain.txt"],
    ],
)
def test_a_name_that_is_no_utf8_is_shown_escaped(odd: Path, arguments: list[str]) -> None:
    given = [part.replace("{}", str(odd)) for part in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "detente", *map(os.fsencode, given)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    missing = any("missing" in part for part in arguments)
    assert done.returncode == (2 if missing else 0), done.stderr
    if missing:
        assert r"missing\xe9.txt" in done.stderr


def test_a_dossier_keeps_such_names_and_finds_them_again(odd: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "case.dossier")
    Dossier.create(path).close()
    for outcome in (["new", "new"], [None, None]):
        result = run("dossier", "add", path, str(odd), "--json", "--jobs", "1")
        assert result.exit_code == 0, result.output
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        assert [row["outcome"] if row["document"] else None for row in rows] == outcome
    listed = run("dossier", "list", path).stdout
    assert r"caf\xe9.txt" in listed
    (tmp_path / "copy.txt").write_bytes(
        Path(os.fsdecode(os.fsencode(odd) + b"/caf\xe9.txt")).read_bytes()
    )
    run("dossier", "add", path, str(tmp_path / "copy.txt"), "--jobs", "1")
    with Dossier.open(path) as dossier:
        assert len(dossier.list_documents()) == 3


# Standard output that takes nothing


@pytest.mark.parametrize(
    "arguments", [["doctor"], ["help", "SEQ"], ["read", "{}", "--json"], ["--version"]]
)
@pytest.mark.parametrize("output", ["full", "closed"])
def test_output_that_cannot_be_written_is_one_line(
    tmp_path: Path, arguments: list[str], output: str
) -> None:
    text = tmp_path / "a.txt"
    text.write_text(_TALK)
    given = [part.replace("{}", str(text)) for part in arguments]
    command = [sys.executable, "-m", "detente", *given]
    redirect = ">/dev/full" if output == "full" else ">&-"
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirect}', "sh", *command],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.startswith("detente: ")
