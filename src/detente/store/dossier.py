"""A dossier: documents, statements, the analyst's decisions, models and runs in one file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from detente.errors import InputError, did_you_mean
from detente.evidence import Actor, Document, statement_from_json
from detente.evidence.reviving import span_from_json
from detente.evidence.types import Statement
from detente.store import anchors
from detente.store.database import Database
from detente.store.deciding import Deciding
from detente.store.modelling import Models
from detente.store.records import Added, Entry, Info
from detente.store.running import Runs
from detente.store.searching import Search, matches

_KEPT = ("title", "date", "author", "outlet", "language")


def utc_now() -> str:
    """Return the time now as ``2026-03-01T12:00:00Z``."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Dossier(Deciding):
    """One conflict's documents and all that was made of them, in one SQLite file.

    Make one with :meth:`create`, open one with :meth:`open`; both are context managers. Every
    method that writes does so in one transaction that is on the disk when the method returns.
    Objects handed out are immutable.

    Attributes
    ----------
    models : Models
        Versions of models, with undo and redo that survive a restart.
    runs : Runs
        Analyses that were run, with their results.

    Examples
    --------
    >>> import detente, tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "dam.dossier"
    >>> with Dossier.create(path, title="A dam") as dossier:
    ...     added = dossier.add_document(Document(id="note", source="note.txt", text="No words."))
    ...     added.outcome, [info.id for info in dossier.list_documents()]
    ('new', ['note'])
    """

    def __init__(self, database: Database, *, clock: Callable[[], str], who: str | None) -> None:
        super().__init__(database, clock=clock, who=who)
        self.models = Models(database, clock=clock, who=self.who)
        self.runs = Runs(database, clock=clock)

    @classmethod
    def create(
        cls,
        path: str | Path,
        *,
        title: str | None = None,
        who: str | None = None,
        clock: Callable[[], str] = utc_now,
    ) -> Self:
        """Make a new dossier.

        Raises
        ------
        InputError
            When the file exists or cannot be written.
        """
        database = Database(path, create=True, now=clock())
        with database.write():
            rows = {"title": title or Path(path).stem, "created": clock(), "revision": "0"}
            database.run_many("INSERT INTO meta VALUES (?, ?)", rows.items())
        return cls(database, clock=clock, who=who)

    @classmethod
    def open(
        cls, path: str | Path, *, who: str | None = None, clock: Callable[[], str] = utc_now
    ) -> Self:
        """Open a dossier; an older one is brought up to date after a backup beside it.

        Parameters
        ----------
        path : str or Path
        who : str, optional
            The analyst whose name stands at decisions; the system's user name otherwise.
        clock : callable, optional
            Gives the time that is written down.

        Raises
        ------
        InputError
            When there is no such file, or it is no dossier.
        """
        return cls(Database(path, create=False, now=clock()), clock=clock, who=who)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def check(self) -> list[str]:
        """Return what is wrong with the file; an empty list when it is sound."""
        return self.database.check()

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

    # Documents

    def is_current(self, source: str, file_hash: str, reader: str) -> bool:
        """Whether a source with these bytes has been read by this reader already."""
        row = self.database.one("SELECT file_hash, reader FROM documents WHERE source = ?", source)
        return row is not None and row["file_hash"] == file_hash and row["reader"] == reader

    def add_document(
        self,
        document: Document,
        *,
        file_hash: str | None = None,
        reader: str = "",
        sketch: Iterable[int] | None = None,
    ) -> Added:
        """Add a document that has been read, or bring the one from the same source up to date.

        Parameters
        ----------
        document : Document
            With its statements; see :func:`detente.reading.read`.
        file_hash : str, optional
            SHA-256 of the bytes it came from, so that a second run need not parse them.
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
                if file_hash is not None and file_hash != old["file_hash"]:
                    self.database.run(
                        "UPDATE documents SET file_hash = ? WHERE id = ?", file_hash, old["id"]
                    )
                return Added(id=old["id"], outcome="unchanged", copy_of=old["copy_of"])
            name = old["id"] if old is not None else self._free_id(document.id)
            copy_of = self._copy_of(name, text_hash, values)
            reading = anchors.named(name, document.statements)
            row = {
                "file_hash": file_hash,
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
        entries = self.statements(document=name, status="all" if all_statements else "active")
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
            Whether near-copies of an earlier document (wire copies) are given too.
        """
        for info in self.list_documents():
            if copies or info.copy_of is None:
                yield self.document(info.id)

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

    # Statements

    def statements(self, **filters: Any) -> list[Entry]:
        """Return statements as they stand after the decisions, by document and place.

        Parameters
        ----------
        **filters
            ``speaker``, ``target``, ``via``, ``act``, ``layer``, ``document``, ``since`` and ``until``
            (dates), ``text`` (words that must all occur), ``status`` (one of ``STATUSES``, ``active``
            or ``all``), ``origin``, ``order`` (``document`` or ``date``), ``limit`` and ``offset``.

        Raises
        ------
        InputError
            For an unknown filter or value.
        """
        return list(matches(self.database, Search.of(filters)))

    def statement(self, name: str) -> Entry:
        """Return one statement, whatever its status.

        Raises
        ------
        InputError
            When there is no such statement.
        """
        found = list(matches(self.database, Search(id=name, status="all")))
        if not found:
            raise InputError(
                f"There is no statement {name!r}.", source=str(self.path), fix=self.suggest(name)
            )
        return found[0]

    def actors(self) -> list[Actor]:
        """Return every actor that the documents name."""
        rows = self.database.all("SELECT * FROM actors ORDER BY id")
        return [Actor(row["id"], row["name"], row["kind"]) for row in rows]

    def search_documents(self, words: str, *, limit: int = 50) -> list[Info]:
        """Return the documents that hold all the words, the best match first."""
        from detente.store.searching import phrase

        rows = self.database.all(
            "SELECT d.id FROM document_words w JOIN documents d ON d.position = w.rowid"
            " WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
            phrase(words),
            limit,
        )
        by_id = {info.id: info for info in self.list_documents()}
        return [by_id[row["id"]] for row in rows]

    def reading(self, name: str) -> list[Statement]:
        """Return what the reader found in a document, before any decision."""
        return [statement_from_json(item) for item in json.loads(self._row(name)["reading"])]

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


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _check_date(value: str) -> None:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{value[:40]!r} is no date.", fix="Write YYYY-MM-DD.") from None
