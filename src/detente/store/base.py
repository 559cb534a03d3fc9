"""What every part of a dossier shares: its file, its settings, its count of changes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.errors import InputError
from detente.store.database import Database
from detente.store.records import StaleError


def utc_now() -> str:
    """Return the time now as ``2026-03-01T12:00:00Z``."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Base:
    """A dossier's file and settings."""

    def __init__(self, database: Database, *, clock: Callable[[], str], who: str | None) -> None:
        self.database = database
        self.clock = clock
        self.who = who or os.environ.get("DETENTE_ANALYST") or _user()

    @property
    def path(self) -> Path:
        """The dossier's file."""
        return self.database.path

    @property
    def title(self) -> str:
        """What the dossier is about."""
        return self.meta("title") or self.path.stem

    @property
    def revision(self) -> int:
        """A number that grows with every change to documents, decisions, models or settings."""
        return self._number("revision")

    @property
    def evidence_revision(self) -> int:
        """The revision at which documents or decisions changed last; models leave it alone."""
        return self._number("evidence")

    def _number(self, key: str) -> int:
        try:
            return int(self.meta(key) or 0)
        except ValueError:
            raise InputError(
                "The dossier is damaged: its revision is no number.",
                source=str(self.path),
                fix="Restore a copy.",
            ) from None

    def meta(self, key: str) -> str | None:
        """Return a setting of the dossier."""
        row = self.database.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Set a setting of the dossier, such as ``title``."""
        with self.database.write():
            put_meta(self.database, key, value)
            count_change(self.database)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Write several changes in one transaction: faster, and all or nothing."""
        with self.database.write():
            yield

    def touch(self) -> None:
        """Count a change to documents or decisions."""
        count_change(self.database)
        put_meta(self.database, "evidence", str(self.revision))

    def expect(self, expected: int | None) -> None:
        """Refuse to go on when the revision is not the one that was looked at."""
        if expected is not None and expected != self.revision:
            raise self._stale("The dossier", expected)

    def expect_seen(self, what: str, changed: int, seen: int | None) -> None:
        """Refuse to go on when something has changed since the revision at which it was seen."""
        if seen is not None and changed > seen:
            raise self._stale(what, seen)

    def _stale(self, what: str, seen: int) -> StaleError:
        current = self.revision
        return StaleError(
            f"{what} was changed elsewhere meanwhile (revision {current}, not {seen}).",
            current=current,
            source=str(self.path),
        )


def put_meta(database: Database, key: str, value: str) -> None:
    """Set a setting of a dossier, within a transaction."""
    database.run(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value,
    )


def count_change(database: Database) -> None:
    """Let the revision of a dossier grow by one, within a transaction."""
    database.run(
        "INSERT INTO meta VALUES ('revision', '1') ON CONFLICT (key)"
        " DO UPDATE SET value = CAST(value + 1 AS TEXT)"
    )


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"
