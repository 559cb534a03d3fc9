"""The file of a dossier: whole by itself, readable where nothing can be written, its owner's alone."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from detente.cli.main import cli
from detente.errors import InputError
from detente.store import Dossier, database, schema
from store.dossiers import document, dossier, ids


def test_a_plain_copy_of_an_open_dossier_is_whole(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.accept(ids(made)[0])
    made.models.save("a model")
    copy = tmp_path / "copy.dossier"
    shutil.copyfile(made.path, copy)
    assert [path.name for path in tmp_path.iterdir() if "case" in path.name] == ["case.dossier"]
    with Dossier.open(copy) as again:
        assert next(e.status for e in again.statements()) == "accepted"
        assert again.models.current().text == "a model"
        assert again.check() == []


def test_a_dossier_is_its_owners_alone(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_a_dossier_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", ("CREATE TABLE one (two;\n",))
    with pytest.raises(Exception, match="fails"):
        Dossier.create(tmp_path / "case.dossier")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="folder"):
        Dossier.create(tmp_path / "none" / "case.dossier")


@pytest.mark.parametrize("command", ["list", "check", "statements", "decisions", "export", "add"])
def test_an_empty_file_is_no_dossier_and_stays_empty(tmp_path: Path, command: str) -> None:
    path = tmp_path / "case.dossier"
    path.touch()
    more = [str(tmp_path)] if command == "add" else []
    result = CliRunner().invoke(cli, ["dossier", command, str(path), *more])
    assert isinstance(result.exception, InputError)
    assert "no table" in str(result.exception)
    assert path.stat().st_size == 0


def _in_wal(path: Path) -> sqlite3.Connection:
    """Put a dossier into the mode of earlier versions; while this is open, a log lies beside it."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA wal_autocheckpoint=0")
    db.execute("UPDATE meta SET value = 'In the log' WHERE key = 'title'")
    return db


def test_a_file_without_its_log_says_so(tmp_path: Path) -> None:
    path = tmp_path / "case.dossier"
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("CREATE TABLE one (two)")
    copy = tmp_path / "copy.dossier"
    shutil.copyfile(path, copy)
    with pytest.raises(InputError, match="copied without the files beside it"):
        Dossier.open(copy)
    db.close()


def test_the_log_of_an_earlier_version_is_folded_in(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.close()
    db = _in_wal(made.path)
    with Dossier.open(made.path) as opened:  # the other program still has it open
        assert opened.title == "In the log"
        opened.models.save("kept")
    db.close()
    with Dossier.open(made.path) as opened:
        assert opened.models.current().text == "kept"
        assert opened.database.one("PRAGMA journal_mode")[0] == "delete"
    assert [path.name for path in tmp_path.iterdir()] == ["case.dossier"]


class _Refusing:
    """SQLite where nothing can be written: what a read-only folder and a full disk look like."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = sqlite3.connect

        def connect(address: Any, *args: Any, **values: Any) -> sqlite3.Connection:
            if "mode=rw" in str(address) and "case" in str(address):
                raise sqlite3.OperationalError("unable to open database file")
            return real(address, *args, **values)

        kept = {n: getattr(sqlite3, n) for n in ("Row", "Error", "OperationalError", "Connection")}
        names = SimpleNamespace(
            **kept, connect=connect, complete_statement=sqlite3.complete_statement
        )
        monkeypatch.setattr(database, "sqlite3", names)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("older", [False, True])
def test_reading_needs_no_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool, older: bool
) -> None:
    made = dossier(tmp_path, document())
    made.close()
    db = _in_wal(made.path) if log else None
    if older:
        monkeypatch.setattr(
            database, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE runs ADD COLUMN more REAL;\n")
        )
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if "shm" not in path.name}
    _Refusing(monkeypatch)
    with Dossier.open(made.path) as opened:
        assert len(ids(opened)) == 4
        assert opened.title == ("In the log" if log else "case")
        assert opened.check() == []
        with pytest.raises(InputError, match="cannot be written"):
            opened.accept(ids(opened)[0])
    for command in ("list", "check", "export", "statements", "decisions"):
        assert CliRunner().invoke(cli, ["dossier", command, str(made.path)]).exit_code == 0
    now = {path.name: path.read_bytes() for path in tmp_path.iterdir() if "shm" not in path.name}
    assert now == before
    if db is not None:
        db.close()


def test_an_older_dossier_is_backed_up_then_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dossier(tmp_path, document())
    made.close()
    newer = (*schema.MIGRATIONS, "ALTER TABLE runs ADD COLUMN seconds REAL;\n")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with Dossier.open(made.path) as again:
        assert len(ids(again)) == 4
        assert again.database.one("SELECT count(*) FROM migrations")[0] == len(newer)
    backup = made.path.with_name(f"case.dossier.v{len(newer) - 1}.bak")
    monkeypatch.undo()
    with Dossier.open(backup) as old:
        assert len(ids(old)) == 4
    assert backup.stat().st_mode & 0o777 == 0o600
