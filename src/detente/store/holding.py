"""The documents of a dossier: added, brought up to date, recognised as copies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from detente.evidence import Actor, Document, Statement, statement_from_json
from detente.evidence.reviving import span_from_json
from detente.store import anchors
from detente.store.rebuilding import HEADING
from detente.store.records import Added, Info, compact_json
from detente.store.removing import Removing, bands
from detente.store.searching import Search, matches


class Holding(Removing):
    """What a dossier does with documents; see :class:`detente.store.Dossier`."""

    def add_document(
        self,
        document: Document,
        *,
        reader: str = "",
        sketch: Iterable[int] | None = None,
    ) -> Added:
        """Add a document that has been read, or bring the one from the same source up to date.

        Parameters
        ----------
        document : Document
            With its statements; see :func:`detente.reading.read`.
        reader : str, optional
            Which reader read it; another one's reading replaces it, decisions kept.
        sketch : iterable of int, optional
            MinHash of the text, to recognise near-copies.

        Returns
        -------
        Added
            ``unchanged`` when source, text and reader are the same: nothing is written; ``restored``
            when it was removed before.
        """
        text_hash = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        values = list(sketch or ())
        packed = b"".join(value.to_bytes(8, "big") for value in values)
        with self.database.write():
            back = self._come_back(document.source, text_hash)
            old = self.database.one("SELECT * FROM documents WHERE source = ?", document.source)
            if old is not None and (old["text_hash"], old["reader"]) == (text_hash, reader):
                if back:
                    self.touch()
                outcome = "restored" if back else "unchanged"
                return Added(id=old["id"], outcome=outcome, copy_of=old["copy_of"])
            name = old["id"] if old is not None else self._free_id(document.id)
            copy_of = self._copy_of(name, text_hash, values)
            reading = anchors.named(name, document.statements)
            row = {
                "text_hash": text_hash,
                "text": document.text,
                **{field: getattr(document, field) for field in HEADING},
                "heading": compact_json({field: getattr(document, field) for field in HEADING}),
                "notes": compact_json(document.notes),
                "pages": compact_json(document.pages),
                "terms": compact_json([term.to_json() for term in document.terms]),
                "actors": compact_json([actor.to_json() for actor in document.actors]),
                "reader": reader,
                "reading": compact_json([statement.to_json() for statement in reading]),
                "read": self.clock(),
                "copy_of": copy_of,
                "sketch": packed or None,
            }
            if old is None:
                outcome = "new"
                last = self.database.one("SELECT coalesce(max(position), 0) FROM documents")[0]
                row |= {"id": name, "position": last + 1, "source": document.source}
                row |= {"version": 1, "added": self.clock(), "changed": self.revision + 1}
                self._insert("documents", row)
            else:
                outcome = "reread" if old["text_hash"] == text_hash else "changed"
                self.anchor(name)
                if outcome == "changed":
                    self._keep_earlier(old)
                    row |= {"version": old["version"] + 1, "changed": self.revision + 1}
                sets = ", ".join(f"{column} = ?" for column in row)
                self.database.run(
                    f"UPDATE documents SET {sets} WHERE id = ?",  # noqa: S608 - names are ours
                    *row.values(),
                    name,
                )
            self._file_bands(name, packed)
            if outcome == "changed":
                self._look_at_copies(name)
            self.database.run_many(
                "INSERT INTO actors VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                ((actor.id, actor.name, actor.kind) for actor in document.actors),
            )
            self.rebuild([name])
            self.touch()
        return Added(id=name, outcome=outcome, copy_of=copy_of)

    def list_documents(self) -> list[Info]:
        """Return the documents without their texts, in the order in which they were added."""
        rows = self.database.all(
            "SELECT id, source, title, date, outlet, language, version, copy_of, notes,"
            " length(text) AS characters, (SELECT count(*) FROM statements s"
            " WHERE s.document = d.id AND s.status IN ('proposed', 'accepted', 'corrected')) AS said"
            " FROM documents d ORDER BY position"
        )
        return [
            Info(
                id=row["id"],
                source=row["source"],
                title=row["title"],
                date=row["date"],
                outlet=row["outlet"],
                language=row["language"],
                version=row["version"],
                characters=row["characters"],
                statements=row["said"],
                copy_of=row["copy_of"],
                notes=tuple(json.loads(row["notes"])),
            )
            for row in rows
        ]

    def document(self, name: str, *, all_statements: bool = False, alone: bool = False) -> Document:
        """Return one document with its statements as they stand after the decisions.

        Rejected, merged and split statements are left out unless ``all_statements``; ``alone`` leaves
        out every statement.

        Raises
        ------
        InputError
            When there is no such document.
        """
        row = self._document(name)
        search = Search(document=name, status="all" if all_statements else "active")
        entries = () if alone else matches(self.database, search)
        refused = () if alone else matches(self.database, Search(document=name, status="rejected"))
        return Document(
            id=row["id"],
            source=row["source"],
            text=row["text"],
            **{field: row[field] for field in HEADING},
            statements=tuple(entry.statement for entry in entries),
            terms=tuple(span_from_json(term) for term in json.loads(row["terms"])),
            actors=tuple(Actor(**actor) for actor in json.loads(row["actors"])),
            notes=tuple(json.loads(row["notes"])),
            pages=tuple(json.loads(row["pages"])),
            refused=tuple(entry.statement.span for entry in refused),
        )

    def documents(self, *, copies: bool = True) -> Iterator[Document]:
        """Give every document with its statements, one at a time, in order.

        Parameters
        ----------
        copies : bool
            Whether near-copies of an earlier document (wire copies) are given whole. Otherwise a copy
            gives only the statements whose words the earlier document does not have, and a copy
            without any is left out: nothing is counted twice, and nothing new is lost.
        """
        for info in self.list_documents():
            document = self.document(info.id) if copies else self._own(info.id, info.copy_of)
            if document is not None:
                yield document

    def newest_documents(
        self, *, statements: int, since: str | None = None, also: Collection[str] = ()
    ) -> list[Document]:
        """Return the newest documents by date, oldest first, copies as `documents` leaves them out.

        Parameters
        ----------
        statements : int
            So many documents that they hold this many statements together, or all; those of copies are
            not counted.
        since : str, optional
            All documents from this date on, however many.
        also : collection of str
            Documents that are given however old they are.
        """
        rows = self.database.all(
            "SELECT id, date, copy_of FROM documents ORDER BY coalesce(date, '') DESC, position DESC"
        )
        found: list[Document] = []
        for row in rows:
            early = since is None or (row["date"] or "") < since
            if early and statements <= 0 and row["id"] not in also:
                continue
            document = self._own(row["id"], row["copy_of"])
            if document is not None:
                found.append(document)
                if row["copy_of"] is None:
                    statements -= len(document.statements)
        return found[::-1]

    def _own(self, name: str, copy_of: str | None) -> Document | None:
        """Return a document with what a copied one does not have; None when nothing is left."""
        document = self.document(name)
        if copy_of is None:
            return document
        known = _plain(self._document(copy_of)["text"])
        own = tuple(s for s in document.statements if _plain(s.span.text) not in known)
        return replace(document, statements=own) if own else None

    def earlier_texts(self, name: str) -> list[tuple[int, str]]:
        """Return the replaced texts of a document with their version numbers, oldest first."""
        self._document(name)
        rows = self.database.all(
            "SELECT version, text FROM earlier_texts WHERE document = ? ORDER BY version", name
        )
        return [(row["version"], row["text"]) for row in rows]

    def reading(self, name: str) -> list[Statement]:
        """Return what the reader found in a document, before any decision."""
        return [statement_from_json(item) for item in json.loads(self._document(name)["reading"])]

    def reader_of(self, name: str) -> str:
        """Return which reader read a document last."""
        return str(self._document(name)["reader"])

    def text_hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each document's text."""
        rows = self.database.all("SELECT id, text_hash FROM documents ORDER BY position")
        return {row["id"]: row["text_hash"] for row in rows}

    # Inside

    def _free_id(self, name: str) -> str:
        """Return an id that no document has, nor a removed one that may come back."""
        number, free = 1, name
        while self.database.one(
            "SELECT 1 FROM documents WHERE id = ? UNION"
            " SELECT 1 FROM removed WHERE document = ? AND data IS NOT NULL",
            free,
            free,
        ):
            number += 1
            free = f"{name}-{number}"
        return free

    def _look_at_copies(self, name: str) -> None:
        """Say anew of what the copies of a document are copies, now that its text is another."""
        for row in self.database.all(
            "SELECT id, text_hash, sketch FROM documents WHERE copy_of = ? ORDER BY position", name
        ):
            copy_of = self._copy_of(row["id"], row["text_hash"], _unpacked(row["sketch"]))
            self.database.run("UPDATE documents SET copy_of = ? WHERE id = ?", copy_of, row["id"])

    def _copy_of(self, name: str, text_hash: str, sketch: list[int]) -> str | None:
        """Return the earliest document with the same or nearly the same text."""
        same = self.database.one(
            "SELECT id FROM documents WHERE text_hash = ? AND id != ? AND copy_of IS NULL"
            " ORDER BY position",
            text_hash,
            name,
        )
        if same is not None:
            return str(same["id"])
        if not sketch:
            return None
        from detente.documents.copies import is_near_copy

        known: dict[str, Any] = {}
        for band, value in bands(b"".join(each.to_bytes(8, "big") for each in sketch)):
            for row in self.database.all(
                "SELECT d.id, d.sketch, d.position FROM bands b JOIN documents d ON d.id = b.document"
                " WHERE b.band = ? AND b.value = ? AND d.id != ? AND d.copy_of IS NULL",
                band,
                value,
                name,
            ):
                known[row["id"]] = row
        for row in sorted(known.values(), key=lambda r: r["position"]):
            if is_near_copy(sketch, _unpacked(row["sketch"])):
                return str(row["id"])
        return None

    def _keep_earlier(self, old: Any) -> None:
        self.database.run(
            "INSERT INTO earlier_texts VALUES (?, ?, ?, ?, ?, ?)",
            old["id"],
            old["version"],
            old["text_hash"],
            old["text"],
            old["date"],
            self.clock(),
        )


def _unpacked(sketch: bytes | None) -> list[int]:
    """Return a MinHash as it was before it was kept, eight bytes a number."""
    packed = sketch or b""
    return [int.from_bytes(packed[i : i + 8], "big") for i in range(0, len(packed), 8)]


def _plain(text: str) -> str:
    return " ".join(text.split())
