"""Files whose names are no text (bytes of Latin-1): every command works on them, and shows the bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import detente
from detente.archive.listing import items
from detente.cli.main import cli
from detente.errors import InputError

TEXT = (
    "Orland's minister said: “We will sign the treaty if Velia pays the toll.” Velia's envoy said it would pay "
    "the toll if Orland signed the treaty. Velia warned that it would close the port."
)
ODD = "caf\udce9"  # as Python names bytes that are no UTF-8
SHOWN = r"caf\xe9"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a model and a text of odd names."""
    monkeypatch.chdir(tmp_path)
    model = Path(detente.example("teaching/hinge.yaml")).read_text(encoding="utf-8")
    for name, text in ((f"{ODD}.yaml", model), ("plain.yaml", model), (f"{ODD}.txt", TEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    """Run a command that comes to its end."""
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


@pytest.mark.parametrize("kind", ["html", "md", "docx", "pdf"])
def test_a_report_on_a_model_of_an_odd_name(folder: Path, kind: str) -> None:
    run("report", f"{ODD}.yaml", "-o", f"{ODD}.{kind}")
    made = (folder / f"{ODD}.{kind}").read_bytes()
    assert made
    if kind in ("html", "md"):
        assert SHOWN in made.decode().replace("\\\\", "\\")


@pytest.mark.parametrize(
    "words",
    [
        ["compare", f"{ODD}.yaml", "plain.yaml"],
        ["read", f"{ODD}.txt", "--json"],
        ["brief", f"{ODD}.yaml", f"{ODD}.txt"],
        ["brief", f"{ODD}.txt"],
    ],
)
def test_what_is_shown_of_an_odd_name_is_text(folder: Path, words: list[str]) -> None:
    assert SHOWN in run(*words).stdout.replace("\\\\", "\\")


def test_a_document_is_found_and_removed_by_its_odd_name(folder: Path) -> None:
    run("dossier", "create", f"{ODD}.dossier")
    run("dossier", "add", f"{ODD}.dossier", f"{ODD}.txt")
    with detente.Dossier.open(folder / f"{ODD}.dossier") as opened:
        (document,) = opened.list_documents()
    assert SHOWN in document.source
    assert run("dossier", "statements", f"{ODD}.dossier", "--speaker", ODD, "--json").stdout == ""
    refused = CliRunner().invoke(cli, ["dossier", "remove", f"{ODD}.dossier", f"missing{ODD}.txt"])
    assert isinstance(refused.exception, InputError)
    run("dossier", "remove", f"{ODD}.dossier", document.id)


def test_an_archive_knows_a_document_by_what_is_shown_of_its_name(folder: Path) -> None:
    found = {item.source for item in items([str(folder)])}
    assert {os.path.basename(each) for each in found if "xe9" in each} == {f"{SHOWN}.txt"}  # noqa: PTH119
    assert all(each.encode() for each in found)
