"""The documents of a dossier: added, brought up to date, recognised as copies."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.evidence import Actor, Document, Statement, statement_from_json
from detente.evidence.reviving import span_from_json
from detente.store import anchors
from detente.store.rebuilding import Rebuilding
from detente.store.records import Added, Info
from detente.store.searching import Search, matches

_KEPT = ("title", "date", "author", "outlet", "language")


class Holding(Rebuilding):
    """What a dossier does with documents; see :class:`detente.store.Dossier`."""

    def source_name(self, source: str) -> str:
        """Return the name under which a dossier keeps a source, the same wherever one stands.

        Files below the dossier's folder are named from there, so that both can be moved together;
        other files by their full path, addresses as they are.
        """
        from detente.documents.sources import STDIN, is_address

        if source == STDIN or is_address(source):
            return source
        try:
            path = Path(source).resolve()
            base = self.database.path.resolve().parent
        except (OSError, ValueError):
            return source
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()

    def is_current(self, source: str, file_hash: str, reader: str) -> bool:
        """Whether a source with these bytes has been read by this reader already."""
        row = self.database.one("SELECT file_hash, reader FROM sources WHERE source = ?", source)
        return row is not None and (row["file_hash"], row["reader"]) == (file_hash, reader)

    def mark_source(
        self, source: str, file_hash: str, reader: str, *, error: str | None = None
    ) -> None:
        """Note that a source with these bytes has been read, or why it cannot be."""
        with self.database.write():
            self.database.run(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET"
                " file_hash = excluded.file_hash, reader = excluded.reader, at = excluded.at,"
                " error = excluded.error",
                source,
                file_hash,
                reader,
                self.clock(),
                error,
            )

    def adopt(self, source: str, file_hash: str) -> None:
        """Take a file that is new here for one that was pasted, uploaded or moved, by its bytes.

        Its documents keep their ids and decisions and have this source from now on. A file that
        still stands where it was read is another one: its copy is marked as a copy.
        """
        from detente.documents.sources import STDIN, is_address

        if self.database.one("SELECT 1 FROM sources WHERE source = ?", source) is not None:
            return
        base = self.database.path.resolve().parent
        for row in self.database.all(
            "SELECT source FROM sources WHERE file_hash = ? AND error IS NULL ORDER BY source",
            file_hash,
        ):
            old = row["source"]
            if old == STDIN or is_address(old) or (base / old).exists():
                continue
            with self.database.write():
                self.database.run("UPDATE sources SET source = ? WHERE source = ?", source, old)
                self.database.run(
                    "UPDATE documents SET source = ? || substr(source, length(?) + 1)"
                    " WHERE source = ? OR source >= ? AND source < ?",
                    *(source, old, old, f"{old}#", f"{old}$"),
                )
                self.touch()
            return

    def error_of(self, source: str) -> str | None:
        """Return why a source could not be read when it was tried last, or None."""
        row = self.database.one("SELECT error FROM sources WHERE source = ?", source)
        return None if row is None else row["error"]

    def texts_of(self, source: str, reader: str) -> dict[str, str]:
        """Return the text hashes of a source's documents that this reader has read."""
        rows = self.database.all(
            "SELECT source, text_hash FROM documents WHERE reader = ? AND source >= ? AND source < ?",
            reader,
            source,
            f"{source}$",  # '#', which stands before the name of a part, sorts before '$'
        )
        texts = {row["source"]: row["text_hash"] for row in rows}
        return {s: h for s, h in texts.items() if s == source or s.startswith(f"{source}#")}

    def failed_sources(self) -> list[tuple[str, str]]:
        """Return the sources that could not be read, each with the reason."""
        rows = self.database.all(
            "SELECT source, error FROM sources WHERE error IS NOT NULL ORDER BY source"
        )
        return [(row["source"], row["error"]) for row in rows]

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
            ``unchanged`` when source, text and reader are the same: nothing is written.
        """
        text_hash = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        values = list(sketch or ())
        with self.database.write():
            old = self.database.one("SELECT * FROM documents WHERE source = ?", document.source)
            if old is not None and (old["text_hash"], old["reader"]) == (text_hash, reader):
                return Added(id=old["id"], outcome="unchanged", copy_of=old["copy_of"])
            name = old["id"] if old is not None else self._free_id(document.id)
            copy_of = self._copy_of(name, text_hash, values)
            reading = anchors.named(name, document.statements)
            row = {
                "text_hash": text_hash,
                "text": document.text,
                **{field: getattr(document, field) for field in _KEPT},
                "notes": _json(document.notes),
                "terms": _json([term.to_json() for term in document.terms]),
                "actors": _json([actor.to_json() for actor in document.actors]),
                "reader": reader,
                "reading": _json([statement.to_json() for statement in reading]),
                "read": self.clock(),
                "copy_of": copy_of,
                "sketch": b"".join(value.to_bytes(8, "big") for value in values) or None,
            }
            if old is None:
                outcome = "new"
                last = self.database.one("SELECT coalesce(max(position), 0) FROM documents")[0]
                row |= {"id": name, "position": last + 1, "source": document.source}
                row |= {"version": 1, "added": self.clock()}
                self._insert("documents", row)
            else:
                outcome = "reread" if old["text_hash"] == text_hash else "changed"
                if outcome == "changed":
                    self._keep_earlier(old)
                    row["version"] = old["version"] + 1
                sets = ", ".join(f"{column} = ?" for column in row)
                self.database.run(
                    f"UPDATE documents SET {sets} WHERE id = ?",  # noqa: S608 - names are ours
                    *row.values(),
                    name,
                )
                self.database.run("DELETE FROM bands WHERE document = ?", name)
            self.database.run_many(
                "INSERT OR IGNORE INTO bands VALUES (?, ?, ?)",
                ((band, value, name) for band, value in _bands(values)),
            )
            self.database.run_many(
                "INSERT INTO actors VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                ((actor.id, actor.name, actor.kind) for actor in document.actors),
            )
            self.rebuild([name])
            self.touch()
        return Added(id=name, outcome=outcome, copy_of=copy_of)

    def remove_document(self, name: str) -> None:
        """Remove a document with its statements; decisions about them stay, as orphans."""
        with self.database.write():
            self._row(name)
            linked = self.linked([name]) - {name}
            self.database.run("DELETE FROM documents WHERE id = ?", name)
            # Of its copies, the first stands for itself from now on.
            copies = "SELECT id FROM documents WHERE copy_of = ? ORDER BY position"
            first, *rest = [row["id"] for row in self.database.all(copies, name)] or [None]
            for copy in (first, *rest):
                target = None if copy == first else first
                self.database.run("UPDATE documents SET copy_of = ? WHERE id = ?", target, copy)
            self.rebuild(sorted(linked))
            self.touch()

    def list_documents(self) -> list[Info]:
        """Return the documents without their texts, in the order in which they were added."""
        rows = self.database.all(
            "SELECT d.*, length(d.text) AS characters, (SELECT count(*) FROM statements s"
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

    def document(self, name: str, *, all_statements: bool = False) -> Document:
        """Return one document with its statements as they stand after the decisions.

        Rejected, merged and split statements are left out unless ``all_statements``.

        Raises
        ------
        InputError
            When there is no such document.
        """
        row = self._row(name)
        entries = matches(
            self.database, Search(document=name, status="all" if all_statements else "active")
        )
        return Document(
            id=row["id"],
            source=row["source"],
            text=row["text"],
            **{field: row[field] for field in _KEPT},
            statements=tuple(entry.statement for entry in entries),
            terms=tuple(span_from_json(term) for term in json.loads(row["terms"])),
            actors=tuple(Actor(**actor) for actor in json.loads(row["actors"])),
            notes=tuple(json.loads(row["notes"])),
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
            document = self.document(info.id)
            if not copies and info.copy_of is not None:
                known = _plain(self._row(info.copy_of)["text"])
                own = tuple(s for s in document.statements if _plain(s.span.text) not in known)
                if not own:
                    continue
                document = replace(document, statements=own)
            yield document

    def set_document(self, name: str, **values: str | None) -> None:
        """Correct what is known about a document: ``title``, ``date``, ``author``, ``outlet``, ``language``.

        Raises
        ------
        InputError
            For an unknown document or field, or a date that is none.
        """
        with self.database.write():
            self._row(name)
            for field, value in values.items():
                if field not in _KEPT:
                    raise InputError(
                        f"A document has no {field!r}.", fix=did_you_mean(field, _KEPT)
                    )
                if field == "date" and value is not None:
                    _check_date(value)
                self.database.run(
                    f"UPDATE documents SET {field} = ? WHERE id = ?",  # noqa: S608 - checked above
                    value,
                    name,
                )
            self.rebuild([name])
            self.touch()

    def earlier_texts(self, name: str) -> list[tuple[int, str]]:
        """Return the replaced texts of a document with their version numbers, oldest first."""
        self._row(name)
        rows = self.database.all(
            "SELECT version, text FROM earlier_texts WHERE document = ? ORDER BY version", name
        )
        return [(row["version"], row["text"]) for row in rows]

    def reading(self, name: str) -> list[Statement]:
        """Return what the reader found in a document, before any decision."""
        return [statement_from_json(item) for item in json.loads(self._row(name)["reading"])]

    def reader_of(self, name: str) -> str:
        """Return which reader read a document last."""
        return str(self._row(name)["reader"])

    def text_hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each document's text."""
        rows = self.database.all("SELECT id, text_hash FROM documents ORDER BY position")
        return {row["id"]: row["text_hash"] for row in rows}

    # Inside

    def _row(self, name: str) -> Any:
        row = self.database.one("SELECT * FROM documents WHERE id = ?", name)
        if row is None:
            known = [
                r["id"] for r in self.database.all("SELECT id FROM documents ORDER BY position")
            ]
            raise InputError(
                f"There is no document {name!r}.",
                source=str(self.path),
                fix=did_you_mean(name, known),
            )
        return row

    def _free_id(self, name: str) -> str:
        number, free = 1, name
        while self.database.one("SELECT 1 FROM documents WHERE id = ?", free) is not None:
            number += 1
            free = f"{name}-{number}"
        return free

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
        for band, value in _bands(sketch):
            for row in self.database.all(
                "SELECT d.id, d.sketch, d.position FROM bands b JOIN documents d ON d.id = b.document"
                " WHERE b.band = ? AND b.value = ? AND d.id != ? AND d.copy_of IS NULL",
                band,
                value,
                name,
            ):
                known[row["id"]] = row
        for row in sorted(known.values(), key=lambda r: r["position"]):
            other = [
                int.from_bytes(row["sketch"][i : i + 8], "big")
                for i in range(0, len(row["sketch"]), 8)
            ]
            if is_near_copy(sketch, other):
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

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        return self.database.run(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names are ours
            *row.values(),
        )


def _bands(sketch: list[int]) -> Iterator[tuple[int, int]]:
    """Give the bands of a sketch: near-copies share at least one, nearly always."""
    from detente.documents.copies import BAND

    for number in range(0, len(sketch), BAND):
        part = b"".join(value.to_bytes(8, "big") for value in sketch[number : number + BAND])
        digest = hashlib.blake2b(part, digest_size=8).digest()
        yield number // BAND, int.from_bytes(digest, "big", signed=True)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _check_date(value: str) -> None:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{value[:40]!r} is no date.", fix="Write YYYY-MM-DD.") from None
