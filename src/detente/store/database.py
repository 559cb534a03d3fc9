"""One SQLite file: opened safely, written in whole transactions, errors in one line.

The file is whole by itself after every commit (a rollback journal, ``synchronous=EXTRA``): nothing
beside it has to be copied with it. Reading needs no writing: where the file or its folder cannot be
written, it is read as it is, or a copy in memory. A connection may be shared by threads; one writes
at a time.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from detente.errors import DetenteError, InputError
from detente.filenames import shown_name
from detente.store.schema import APPLICATION_ID, MIGRATIONS, program

_BUSY_SECONDS = 10.0
_DAMAGED = ("The dossier is damaged.", "Restore a copy; `detente dossier check` tells more.")
_REASONS = (
    ("disk is full", "The disk is full; nothing of this step was kept.", "Free some space."),
    ("readonly", "The dossier cannot be written.", "Check the permissions of the file and folder."),
    ("locked", "Another program is writing to the dossier.", "Try again when it has finished."),
    ("not a database", "This is no dossier.", "Give a file that `detente dossier create` made."),
    ("unable to open", "The dossier cannot be opened.", "Check the path and its permissions."),
    ("disk i/o", "The disk reports an error; nothing of this step was kept.", "Check the disk."),
    *((sign, *_DAMAGED) for sign in ("malformed", "decode", "no such", "corrupt", "text buffer")),
)
#: What SQLite keeps beside a file until it is folded in: the journals of its two modes.
_BESIDE = ("-wal", "-journal")


class Database:
    """A connection to a dossier's file; use as a context manager, or ``close`` it.

    Parameters
    ----------
    path : str or Path
    create : bool
        Whether the file is made, for its owner alone (mode 0600); else it must be there.
    now : str
        The time that is written down where the file is brought up to date.
    meta : mapping, optional
        Settings of a new file.
    """

    def __init__(
        self, path: str | Path, *, create: bool, now: str, meta: Mapping[str, str] | None = None
    ) -> None:
        self.path = Path(path)
        self._lock = threading.RLock()
        self._depth = 0
        #: Whether nothing can be written: the file is read, or another place in its stead.
        self.frozen = False
        if create:
            self._make()
        else:
            self._check_path()
        try:
            with self.errors():
                self._db = self._opened(now, create=create)
                self.run_many("INSERT INTO meta VALUES (?, ?)", (meta or {}).items())
        except BaseException:
            if create:  # nothing half-made is left
                for ending in ("", *_BESIDE):
                    Path(f"{self.path}{ending}").unlink(missing_ok=True)
            raise

    def _make(self) -> None:
        source = str(self.path)
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise InputError(
                "The file exists already.", source=source, fix="Name a new file, or open this one."
            ) from None
        except (FileNotFoundError, NotADirectoryError):
            raise InputError(
                "The folder does not exist.", source=source, fix="Make it first."
            ) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "its name is none"
            raise InputError(
                f"The dossier cannot be made: {why.lower()}.",
                source=source,
                fix="Name a file in a folder that can be written.",
            ) from error

    def _check_path(self) -> None:
        source = str(self.path)
        try:
            found, plain = self.path.exists(), self.path.is_file()
            empty = plain and self.path.stat().st_size == 0
        except (OSError, ValueError):
            found = plain = empty = False
        if not found:
            raise InputError(
                "There is no such dossier.", source=source, fix="Make it: detente dossier create."
            )
        if not plain:
            raise InputError("This is no dossier.", source=source, fix="Name a file.")
        if empty and not any(Path(f"{source}{ending}").exists() for ending in _BESIDE):
            raise _without_tables(source)

    def _opened(self, now: str, *, create: bool) -> sqlite3.Connection:
        """Return a connection to the file, brought up to date; where that cannot be, to what it holds."""
        try:
            opened = self._prepared(_connected(self.path, "mode=rw"), now, create=create)
            # A journal is written beside the file: both it and the folder must allow it.
            self.frozen = not all(
                os.access(each, os.W_OK) for each in (self.path, self.path.absolute().parent)
            )
            return opened
        except sqlite3.OperationalError as error:
            text = str(error).lower()
            signs = ("unable to open", "readonly", "disk is full", "disk i/o")
            if create or not any(sign in text for sign in signs):
                raise
        self.frozen = True
        return self._prepared(self._copied(), now, create=False)

    def _prepared(self, db: sqlite3.Connection, now: str, *, create: bool) -> sqlite3.Connection:
        try:
            self._db = db
            version = self._checked_version(create=create)
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("PRAGMA synchronous=EXTRA")
            db.execute(
                "PRAGMA cache_spill=OFF"
            )  # readers wait for a commit, not for the whole step
            self._leave_wal()
            if version < len(MIGRATIONS):
                if version and not self.frozen:
                    self._back_up(version)
                self._migrate(now)
        except BaseException:
            db.close()
            raise
        return db

    def _checked_version(self, *, create: bool) -> int:
        source = str(self.path)
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        ours = self._db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        tables = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if not tables and not create:
            raise _without_tables(source)
        if not create and not (ours and version > 0):
            raise InputError(
                "This is a SQLite file, but no dossier.", source=source, fix="Check the path."
            )
        if version > len(MIGRATIONS):
            raise InputError(
                "The dossier was written by a newer version of detente.",
                source=source,
                fix="Update detente.",
            )
        return version

    def _leave_wal(self) -> None:
        """Fold in the write-ahead log that earlier versions of this program kept beside the file."""
        mode = self._db.execute("PRAGMA journal_mode").fetchone()[0]
        if mode == "wal" and not self.frozen:
            self._db.execute("PRAGMA busy_timeout=0")
            with suppress(sqlite3.OperationalError):  # an earlier version has it open: next time
                self._db.execute("PRAGMA journal_mode=DELETE")
            self._db.execute(f"PRAGMA busy_timeout={int(_BUSY_SECONDS * 1000)}")

    def _copied(self) -> sqlite3.Connection:
        """Return a copy in memory, for where nothing can be written; what lies beside is folded in."""
        beside = [
            ending
            for ending in _BESIDE
            if (file := Path(f"{self.path}{ending}")).is_file() and file.stat().st_size
        ]
        if not beside:
            return _in_memory(_connected(self.path, "mode=ro&immutable=1"))
        try:
            with tempfile.TemporaryDirectory(prefix="detente-") as folder:
                copy = Path(folder) / "copy"
                for ending in ("", *beside):
                    shutil.copyfile(f"{self.path}{ending}", f"{copy}{ending}")
                return _in_memory(_connected(copy, "mode=rw"))
        except OSError as error:
            raise InputError(
                f"The dossier cannot be read: the file {self.path.name}{beside[0]} beside it has to "
                f"be folded in, and that needs space: {(error.strerror or 'no folder').lower()}.",
                source=str(self.path),
                fix="Copy both to a place that can be written.",
            ) from error

    def _migrate(self, now: str) -> None:
        with self._transaction():
            # Asked again under the lock: another process may have migrated meanwhile.
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in _statements(script):
                    self._db.execute(statement)
                self._db.execute(
                    "INSERT INTO migrations VALUES (?, ?, ?)", (number, now, program())
                )
                self._db.execute(f"PRAGMA user_version={number:d}")
            self._db.execute(f"PRAGMA application_id={APPLICATION_ID:d}")

    def _back_up(self, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.v{version}.bak")
        if target.exists():
            return
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
            copy = sqlite3.connect(partial)
            try:
                self._db.backup(copy)
            finally:
                copy.close()
            partial.replace(target)
        except OSError as error:
            raise sqlite3.OperationalError("unable to open the backup") from error
        finally:
            partial.unlink(missing_ok=True)

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
        except UnicodeDecodeError as error:  # not even the names of tables are text any more
            message, fix = _DAMAGED
            raise InputError(message, source=str(self.path), fix=fix) from error

    @contextmanager
    def write(self) -> Iterator[None]:
        """Run a transaction: all of it is kept, or nothing; nested ones join the outer one."""
        if self.frozen:
            raise InputError(
                "The dossier cannot be written, only read.",
                source=str(self.path),
                fix="Check the permissions of the file and folder, and the space on the disk.",
            )
        with self._lock, self.errors(), self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
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
            return int(self._executed(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Execute one statement for many rows."""
        with self._lock, self.errors():
            self._db.executemany(sql, rows)

    def all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self._lock, self.errors():
            return self._executed(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, or None."""
        with self._lock, self.errors():
            return self._executed(sql, values).fetchone()

    def _executed(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except UnicodeEncodeError:  # a file's name that is no text: kept and found as it is shown
            plain = [shown_name(each) if isinstance(each, str) else each for each in values]
            return self._db.execute(sql, plain)

    def check(self) -> list[str]:
        """Return what is wrong with the file (``integrity_check``, foreign keys); empty if nothing."""
        problems = [row[0] for row in self.all("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} refers to a missing row of {row[2]}"
            for row in self.all("PRAGMA foreign_key_check")
        ]
        return problems

    def close(self) -> None:
        """Close the file."""
        with self._lock, self.errors():
            self._db.close()


def _connected(path: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(path.absolute()))}?{how}"
    db = sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    db.row_factory = sqlite3.Row
    return db


def _in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    copy.row_factory = sqlite3.Row
    try:
        db.backup(copy)
    finally:
        db.close()
    return copy


def _without_tables(source: str) -> InputError:
    return InputError(
        "The file holds no table: it is empty, or was copied without the files beside it.",
        source=source,
        fix="Copy it again, with its -wal file if there is one; `detente dossier create` makes a new one.",
    )


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements; triggers hold semicolons of their own."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""
