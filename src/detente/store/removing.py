"""Documents taken out of a dossier, kept aside so that they can be brought back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.store.records import Removed
from detente.store.sourcing import Sourcing


class Removing(Sourcing):
    """What a dossier does with documents that leave it; see :class:`detente.store.Dossier`."""

    def remove_document(self, name: str, *, forget: bool = False) -> None:
        """Remove a document with its statements; decisions about them stay, as orphans.

        Parameters
        ----------
        name : str
        forget : bool
            Whether its text goes too. Otherwise :meth:`restore_document`, or adding the same source or
            text again, brings the document back with its id, its corrections and its decisions.
        """
        with self.database.write():
            row = dict(self._document(name))
            # Of its copies, the first stands for itself from now on.
            copies = [
                copy["id"]
                for copy in self.database.all(
                    "SELECT id FROM documents WHERE copy_of = ? ORDER BY position", name
                )
            ]
            earlier = [
                dict(each)
                for each in self.database.all(
                    "SELECT * FROM earlier_texts WHERE document = ?", name
                )
            ]
            sketch = row["sketch"].hex() if row["sketch"] is not None else None
            kept = {"row": row | {"sketch": sketch}, "copies": copies, "earlier": earlier}
            linked = self.linked([name])
            self.database.run("DELETE FROM documents WHERE id = ?", name)
            self.database.run(
                "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)",
                row["source"],
                name,
                row["text_hash"],
                self.clock(),
                None if forget else json.dumps(kept, ensure_ascii=False),
            )
            for copy in copies:
                target = None if copy == copies[0] else copies[0]
                self.database.run("UPDATE documents SET copy_of = ? WHERE id = ?", target, copy)
            self.rebuild(sorted(linked))
            self.touch()

    def restore_document(self, name: str) -> None:
        """Bring a removed document back as it was: id, corrections, earlier texts and decisions.

        Raises
        ------
        InputError
            When no such document was removed, or its text is gone too.
        """
        with self.database.write():
            found = [each for each in self.removed_documents() if each.id == name]
            kept = [each for each in found if not each.forgotten]
            if not kept:
                known = [each.id for each in self.removed_documents() if not each.forgotten]
                was = "was removed for good" if found else "was not removed"
                fix = did_you_mean(name, known) if known else "Add its file again."
                raise InputError(f"The document {name!r} {was}.", source=str(self.path), fix=fix)
            if self._holds(kept[-1].source):
                raise InputError(
                    f"The file of {name!r} is in the dossier as another document.",
                    source=str(self.path),
                    fix="Remove that one first.",
                )
            self._restore(kept[-1].source)
            self.touch()

    def removed_documents(self) -> list[Removed]:
        """Return what was removed and not brought back, in the order in which it was removed."""
        rows = self.database.all(
            "SELECT source, document, at, data IS NULL AS forgotten FROM removed ORDER BY at, source"
        )
        return [
            Removed(
                id=row["document"],
                source=row["source"],
                at=row["at"],
                forgotten=bool(row["forgotten"]),
            )
            for row in rows
        ]

    def removed_of(self, source: str) -> set[str]:
        """Return the names of a source's removed documents: the source itself, or its parts."""
        rows = self.database.all(
            "SELECT source FROM removed WHERE source = ? OR substr(source, 1, ?) = ?",
            source,
            len(source) + 1,
            f"{source}#",
        )
        return {row["source"] for row in rows}

    # Inside

    def _come_back(self, source: str, text_hash: str) -> bool:
        """Bring back what was removed of this source, or of this text; say whether there was any."""
        taken = self._holds(source)
        row = self.database.one(
            "SELECT source, data FROM removed WHERE source = ?"
            " OR text_hash = ? AND data IS NOT NULL AND NOT ? ORDER BY source != ?",
            *(source, text_hash, taken, source),
        )
        if row is None:
            return False
        if row["data"] is None:  # nothing is kept of it: it comes in as a new one
            self.database.run("DELETE FROM removed WHERE source = ?", source)
            return False
        self._restore(row["source"], source)
        return True

    def _restore(self, source: str, new_source: str | None = None) -> None:
        row = self.database.one("SELECT * FROM removed WHERE source = ?", source)
        kept = json.loads(row["data"])
        document, name = kept["row"], row["document"]
        sketch = bytes.fromhex(document["sketch"]) if document["sketch"] else None
        document |= {"sketch": sketch, "source": new_source or source}
        if self.database.one(
            "SELECT 1 FROM documents WHERE position = ?", document["position"]
        ):  # another one came in meanwhile
            last = self.database.one("SELECT max(position) FROM documents")[0]
            document["position"] = last + 1
        if not self._has(document["copy_of"]):
            document["copy_of"] = None
        self._insert("documents", document)
        for each in kept["earlier"]:
            self._insert("earlier_texts", each)
        self._file_bands(name, sketch)
        for copy in kept["copies"] if document["copy_of"] is None else ():
            self.database.run(
                "UPDATE documents SET copy_of = ? WHERE id = ? AND (copy_of IS NULL OR copy_of = ?)",
                *(name, copy, kept["copies"][0]),
            )
        self.database.run("DELETE FROM removed WHERE source = ?", source)
        self.rebuild([name])

    def _holds(self, source: str) -> bool:
        row = self.database.one("SELECT 1 FROM documents WHERE source = ?", source)
        return row is not None

    def _has(self, name: str | None) -> bool:
        return self.database.one("SELECT 1 FROM documents WHERE id = ?", name) is not None

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        return self.database.run(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names are ours
            *row.values(),
        )

    def _file_bands(self, name: str, sketch: bytes | None) -> None:
        self.database.run("DELETE FROM bands WHERE document = ?", name)
        self.database.run_many(
            "INSERT OR IGNORE INTO bands VALUES (?, ?, ?)",
            ((band, value, name) for band, value in bands(sketch or b"")),
        )


def bands(sketch: bytes) -> Iterator[tuple[int, int]]:
    """Give the bands of a sketch, 8 bytes a value: near-copies share at least one, nearly always."""
    from detente.documents.copies import BAND

    for start in range(0, len(sketch), 8 * BAND):
        digest = hashlib.blake2b(sketch[start : start + 8 * BAND], digest_size=8).digest()
        yield start // (8 * BAND), int.from_bytes(digest, "big", signed=True)
