"""A damaged dossier is one line, whatever is asked of it; what can be read is read."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from detente.cli.main import cli
from detente.errors import DetenteError
from store.dossiers import document, dossier, ids

_COMMANDS = (
    ["list"], ["list", "--removed"], ["check"], ["statements", "--status", "all"], ["decisions"],
    ["export"], ["show", "dam.ca"], ["model", "{}", "history"], ["timeline"], ["pledges"], ["undo"],
    ["set", "{}", "dam", "date=2026-03"], ["accept", "{}", "dam.ca"], ["restore", "{}", "copy"],
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a dossier that has something in every table."""
    other = document("Abroad it was noted. The council rejected the plan.", "copy")
    made = dossier(tmp_path_factory.mktemp("whole"), document(), other)
    first, second, third, fourth = ids(made, document="dam")
    made.accept(first)
    made.merge(second, fourth)
    made.correct(third, act="THREATEN")
    made.set_document("dam", title="The dam", date="2026")
    made.remove_document("copy")
    made.models.save("one")
    made.models.save("two")
    made.close()
    return made.path.read_bytes()


def every_command_answers(path: Path) -> None:
    for name, *more in _COMMANDS:
        arguments = [part for part in more if part != "{}"]
        found = CliRunner().invoke(cli, ["dossier", name, str(path), *arguments]).exception
        kind = (SystemExit, DetenteError, click.ClickException)
        assert found is None or isinstance(found, kind), (name, found)


@pytest.mark.parametrize("seed", range(6))
def test_bytes_that_are_not_what_they_were(tmp_path: Path, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(whole)
    if seed % 3 == 0:
        data = data[: chance.randrange(len(data))]
    else:
        for _ in range(12 if seed % 3 == 1 else 1):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path = tmp_path / "case.dossier"
    path.write_bytes(bytes(data))
    every_command_answers(path)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("documents.reading", "[7]"),
        ("documents.notes", "7"),
        ("documents.heading", "null"),
        ("documents.actors", "[{}]"),
        ("documents.text", "Other words."),
        ("decisions.payload", "{"),
        ("decisions.statements", "[]"),
        ("decisions.kind", "muse"),
        ("statements.data", "{}"),
        ("statements.decisions", "[]"),
        ("removed.data", "{}"),
        ("meta.value", "x"),
    ],
)
def test_rows_that_cannot_be_read_are_named(
    tmp_path: Path, whole: bytes, column: str, value: str
) -> None:
    path = tmp_path / "case.dossier"
    path.write_bytes(whole)
    table, _, field = column.partition(".")
    with sqlite3.connect(path) as db:
        db.execute(f"UPDATE {table} SET {field} = ?", (value,))  # noqa: S608
    db.close()
    result = CliRunner().invoke(cli, ["dossier", "check", str(path)])
    assert result.exit_code == 1 or isinstance(result.exception, DetenteError)
    if table == "removed":
        assert "removed document" in result.output
    every_command_answers(path)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("split", '{"pieces": [1], "start": 0}'),
        ("split", '{"pieces": [{}], "start": "x"}'),
        ("correct", '{"changes": [], "start": 0}'),
        ("correct", '{"changes": {}, "start": null}'),
        ("add", '{"document": 7}'),
        ("accept", '{"anchors": {"dam.ca": {"start": 0}}}'),
    ],
)
def test_a_decision_that_says_nothing_sound_is_named(
    tmp_path: Path, whole: bytes, kind: str, payload: str
) -> None:
    path = tmp_path / "case.dossier"
    path.write_bytes(whole)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE decisions SET kind = ?, payload = ? WHERE id = 1", (kind, payload))
    db.close()
    result = CliRunner().invoke(cli, ["dossier", "check", str(path)])
    assert result.exit_code == 1
    assert "decision" in result.output
