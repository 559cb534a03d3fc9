"""What every part of a dossier shares: its file, its settings, its count of changes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
        """A number that grows with every change to documents or decisions."""
        return int(self.meta("revision") or 0)

    def meta(self, key: str) -> str | None:
        """Return a setting of the dossier."""
        row = self.database.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Set a setting of the dossier, such as ``title``."""
        with self.database.write():
            self.database.run(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value,
            )

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Write several changes in one transaction: faster, and all or nothing."""
        with self.database.write():
            yield

    def touch(self) -> None:
        """Count a change."""
        self.database.run("UPDATE meta SET value = value + 1 WHERE key = 'revision'")

    def expect(self, expected: int | None) -> None:
        """Refuse to go on when the revision is not the one that was looked at."""
        current = int(self.database.one("SELECT value FROM meta WHERE key = 'revision'")[0])
        if expected is not None and expected != current:
            raise StaleError(
                f"The dossier was changed elsewhere meanwhile (revision {current}, not {expected}).",
                current=current,
                source=str(self.database.path),
            )


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"
