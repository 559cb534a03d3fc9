"""What a data set holds already, in one SQLite file beside it: the one truth about what is done.

A parcel's files are written first, then it is entered here in one transaction with its documents;
files that are not entered are those of a run that was stopped, and are removed by the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from detente.archive.work import Parcel, Reading
from detente.documents.copies import BAND, is_near_copy
from detente.errors import InputError

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (
    source TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (source, fingerprint)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text_hash TEXT NOT NULL, sketch BLOB NOT NULL,
    copy_of TEXT);
CREATE INDEX IF NOT EXISTS by_text ON documents (text_hash);
CREATE TABLE IF NOT EXISTS bands (
    value BLOB NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (value, document)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parcels (number INTEGER PRIMARY KEY);
"""


class Ledger:
    """The ledger of a data set; use as a context manager."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            raise InputError(
                f"The data set's ledger cannot be used: {error}.",
                source=str(path),
                fix="Name another folder, or remove this one and read again.",
            ) from error

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    def bind(self, reader: str) -> None:
        """Check that the data set was read by this reader, or enter that it will be."""
        self._db.execute("INSERT OR IGNORE INTO meta VALUES ('reader', ?)", (reader,))
        (held,) = self._db.execute("SELECT value FROM meta WHERE key = 'reader'").fetchone()
        if held != reader:
            raise InputError(
                "The data set was read by another version of the reader.",
                fix="Name a new folder, so that all of it is read alike.",
            )

    def is_done(self, source: str, fingerprint: str) -> bool:
        """Say whether an item has been read."""
        row = self._db.execute(
            "SELECT 1 FROM items WHERE source = ? AND fingerprint = ?", (source, fingerprint)
        ).fetchone()
        return row is not None

    def next_parcel(self) -> int:
        """Return the number of the next parcel."""
        (last,) = self._db.execute("SELECT coalesce(max(number), -1) FROM parcels").fetchone()
        return int(last) + 1

    def take(self, reading: Reading) -> tuple[bool, str | None]:
        """Enter a document, within a transaction; say whether it is new, and of which one a copy."""
        if self._db.execute("SELECT 1 FROM documents WHERE id = ?", (reading.id,)).fetchone():
            return False, None
        copy_of = self._copy_of(reading)
        packed = _packed(reading.sketch)
        cursor = self._db.execute(
            "INSERT INTO documents (id, text_hash, sketch, copy_of) VALUES (?, ?, ?, ?)",
            (reading.id, reading.text_hash, packed, copy_of),
        )
        if copy_of is None:
            self._db.executemany(
                "INSERT OR IGNORE INTO bands VALUES (?, ?)",
                ((band, cursor.lastrowid) for band in _bands(packed)),
            )
        return True, copy_of

    def _copy_of(self, reading: Reading) -> str | None:
        """Return the first document with the same or nearly the same text."""
        same = self._db.execute(
            "SELECT id FROM documents WHERE text_hash = ? AND copy_of IS NULL ORDER BY number",
            (reading.text_hash,),
        ).fetchone()
        if same is not None:
            return str(same[0])
        near: dict[int, tuple[str, bytes]] = {}
        for band in _bands(_packed(reading.sketch)):
            for number, name, sketch in self._db.execute(
                "SELECT d.number, d.id, d.sketch FROM bands b JOIN documents d ON d.number = b.document"
                " WHERE b.value = ?",
                (band,),
            ):
                near[number] = (name, sketch)
        for _, (name, sketch) in sorted(near.items()):
            if is_near_copy(reading.sketch, _unpacked(sketch)):
                return name
        return None

    def begin(self) -> None:
        """Begin to enter a parcel."""
        self._db.execute("BEGIN IMMEDIATE")

    def undo(self) -> None:
        """Forget what was entered since `begin`."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def enter(
        self,
        parcel: Parcel,
        done: Sequence[tuple[str, str]],
        file: tuple[str, int, str],
    ) -> None:
        """Enter a parcel with its items and its file, and make all of it last."""
        self._db.execute("INSERT INTO parcels VALUES (?)", (parcel.number,))
        self._db.executemany("INSERT OR IGNORE INTO items VALUES (?, ?)", done)
        self._db.execute("INSERT INTO files VALUES (?, ?, ?)", file)
        self._db.execute("COMMIT")

    def has_file(self, name: str) -> bool:
        """Say whether a file belongs to the data set."""
        found = self._db.execute("SELECT 1 FROM files WHERE name = ?", (name,)).fetchone()
        return found is not None

    def files(self, below: str = "") -> Iterator[tuple[str, int, str]]:
        """Yield name, rows and hash of every file, or of those below a folder, by name."""
        yield from self._db.execute(
            "SELECT name, rows, hash FROM files WHERE substr(name, 1, ?) = ? ORDER BY name",
            (len(below), below),
        )

    def exchange(self, old: Sequence[str], new: Sequence[tuple[str, int, str]]) -> None:
        """Enter files in the place of others; all of it, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany("DELETE FROM files WHERE name = ?", ((name,) for name in old))
            self._db.executemany("INSERT INTO files VALUES (?, ?, ?)", new)
            self._db.execute("COMMIT")
        finally:
            self.undo()

    def counts(self) -> dict[str, int]:
        """Return how many items, documents and copies there are."""
        ask = "SELECT (SELECT count(*) FROM items), count(*), count(copy_of) FROM documents"
        items, documents, copies = self._db.execute(ask).fetchone()
        return {"items": items, "documents": documents, "copies": copies}


def _packed(sketch: Sequence[int]) -> bytes:
    return b"".join(value.to_bytes(8, "big") for value in sketch)


def _unpacked(packed: bytes) -> list[int]:
    return [int.from_bytes(packed[i : i + 8], "big") for i in range(0, len(packed), 8)]


def _bands(packed: bytes) -> Iterator[bytes]:
    width = 8 * BAND
    for number, start in enumerate(range(0, len(packed), width)):
        yield number.to_bytes(1, "big") + packed[start : start + width]
