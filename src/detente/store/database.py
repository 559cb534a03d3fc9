"""One SQLite file: opened safely, written in whole transactions, errors in one line.

Write-ahead log, every commit flushed to the disk (``synchronous=FULL``), foreign keys on. A
connection may be shared by threads; one writes at a time.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from detente.errors import DetenteError, InputError
from detente.store.schema import APPLICATION_ID, MIGRATIONS, program

_BUSY_SECONDS = 10.0
_REASONS = (
    ("disk is full", "The disk is full; nothing of this step was kept.", "Free some space."),
    ("readonly", "The dossier cannot be written.", "Check the permissions of the file and folder."),
    ("locked", "Another program is writing to the dossier.", "Try again when it has finished."),
    ("not a database", "This is no dossier.", "Give a file that `detente dossier create` made."),
    ("malformed", "The dossier is damaged.", "Restore a copy; `detente dossier check` tells more."),
    ("unable to open", "The dossier cannot be opened.", "Check the path and its permissions."),
    ("disk i/o", "The disk reports an error; nothing of this step was kept.", "Check the disk."),
)


class Database:
    """A connection to a dossier's file; use as a context manager, or ``close`` it."""

    def __init__(self, path: str | Path, *, create: bool, now: str) -> None:
        self.path = Path(path)
        self._lock = threading.RLock()
        self._depth = 0
        self._check_path(create=create)
        with self.errors():
            self._db = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._db.row_factory = sqlite3.Row
            try:
                self._prepare(now)
            except BaseException:
                self._db.close()
                raise

    def _check_path(self, *, create: bool) -> None:
        source = str(self.path)
        if create and self.path.exists():
            raise InputError(
                "The file exists already.", source=source, fix="Name a new file, or open this one."
            )
        if create and not self.path.parent.is_dir():
            raise InputError("The folder does not exist.", source=source, fix="Make it first.")
        if not create and not self.path.exists():
            raise InputError(
                "There is no such dossier.", source=source, fix="Make it: detente dossier create."
            )
        if not create and not self.path.is_file():
            raise InputError("This is no dossier.", source=source, fix="Name a file.")

    def _prepare(self, now: str) -> None:
        version = self.one("PRAGMA user_version")[0]
        foreign = self.one("PRAGMA application_id")[0] != APPLICATION_ID
        if foreign and (version or self.all("SELECT 1 FROM sqlite_schema LIMIT 1")):
            raise InputError(
                "This is a SQLite file, but no dossier.",
                source=str(self.path),
                fix="Check the path.",
            )
        if version > len(MIGRATIONS):
            raise InputError(
                "The dossier was written by a newer version of detente.",
                source=str(self.path),
                fix="Update detente.",
            )
        self._db.execute("PRAGMA foreign_keys=ON")
        self._db.execute("PRAGMA synchronous=FULL")
        if version < len(MIGRATIONS):
            if version:
                self._back_up(version)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._migrate(now)

    def _migrate(self, now: str) -> None:
        with self.write():
            # Asked again under the lock: another process may have migrated meanwhile.
            version = self.one("PRAGMA user_version")[0]
            for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in _statements(script):
                    self._db.execute(statement)
                self.run("INSERT INTO migrations VALUES (?, ?, ?)", number, now, program())
                self._db.execute(f"PRAGMA user_version={number:d}")
            self._db.execute(f"PRAGMA application_id={APPLICATION_ID:d}")

    def _back_up(self, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.v{version}.bak")
        if not target.exists():
            copy = sqlite3.connect(target)
            try:
                self._db.backup(copy)
            finally:
                copy.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors into one line."""
        try:
            yield
        except sqlite3.Error as error:
            text = str(error).lower()
            for sign, message, fix in _REASONS:
                if sign in text:
                    raise InputError(message, source=str(self.path), fix=fix) from error
            raise DetenteError(f"The dossier fails: {error}.", source=str(self.path)) from error

    @contextmanager
    def write(self) -> Iterator[None]:
        """Run a transaction: all of it is kept, or nothing; nested ones join the outer one."""
        with self._lock, self.errors():
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0 and self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                try:
                    self._db.execute("COMMIT")
                except BaseException:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                    raise

    def run(self, sql: str, *values: Any) -> int:
        """Execute one statement and return the id of the row that it inserted."""
        with self._lock, self.errors():
            return int(self._db.execute(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Execute one statement for many rows."""
        with self._lock, self.errors():
            self._db.executemany(sql, rows)

    def all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self._lock, self.errors():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, or None."""
        with self._lock, self.errors():
            return self._db.execute(sql, values).fetchone()

    def check(self) -> list[str]:
        """Return what is wrong with the file (``integrity_check``, foreign keys); empty if nothing."""
        problems = [row[0] for row in self.all("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} refers to a missing row of {row[2]}"
            for row in self.all("PRAGMA foreign_key_check")
        ]
        return problems

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in."""
        with self._lock, self.errors():
            self._db.close()


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements; triggers hold semicolons of their own."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""
