"""A dossier: documents, statements, the analyst's decisions, models and runs in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from detente.errors import DetenteError, InputError
from detente.evidence import Actor
from detente.filenames import shown_name
from detente.showing import Listing, Row, Tabular
from detente.store.base import utc_now
from detente.store.database import Database
from detente.store.deciding import Deciding
from detente.store.holding import Holding
from detente.store.modelling import Models
from detente.store.records import Entry, Info
from detente.store.running import Runs
from detente.store.searching import Outlines, Search, heard, matches, outlined, phrase, written
from detente.store.soundness import TROUBLES, unreadable

if TYPE_CHECKING:
    from detente.reading.attitudes import Heard


class Dossier(Deciding, Holding, Tabular):
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
    >>> import tempfile, pathlib
    >>> from detente.evidence import Document
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
        called = shown_name(title or Path(path).stem)
        rows = {"title": called, "created": clock(), "revision": "0"}
        return cls(Database(path, create=True, now=clock(), meta=rows), clock=clock, who=who)

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
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        try:
            if isinstance(error, TROUBLES) and not isinstance(error, DetenteError):
                self._blame(error)
        finally:
            self.close()

    def _blame(self, error: BaseException) -> None:
        """Say so where a trouble comes of rows that cannot be read, and not of the program."""
        problems = self.check()
        if problems:
            raise InputError(
                f"The dossier is damaged: {problems[0]}.",
                source=str(self.path),
                fix="Restore a copy; `detente dossier check` tells more.",
            ) from error

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def check(self) -> list[str]:
        """Return what is wrong with the file or cannot be read in it; nothing when it is sound."""
        return [*self.database.check(), *unreadable(self)]

    # Statements

    def statements(self, **filters: Any) -> Listing[Entry]:
        """Return statements as they stand after the decisions, by document and place.

        Parameters
        ----------
        **filters
            ``id`` or ``ids``, ``speaker``, ``target``, ``via``, ``act``, ``layer``, ``document``,
            ``since`` and ``until`` (dates), ``text`` (words that must all occur), ``status`` (one of
            ``STATUSES``, ``active`` or ``all``), ``origin``, ``order`` (``document``, ``date`` or
            ``newest``), ``limit`` and ``offset``.

        Raises
        ------
        InputError
            For an unknown filter or value.
        """
        found = matches(self.database, Search.of(filters))
        return Listing(found, caption="statements", row=Entry.row)

    def statements_written(self, **filters: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Give statements as JSON text, each with the decisions about it; filters as for statements."""
        return written(self.database, Search.of(filters))

    def outlined(self, **filters: Any) -> Outlines:
        """Return outlines of statements, in columns; filters as for statements."""
        return outlined(self.database, Search.of(filters))

    def heard(self, **filters: Any) -> Iterator[Heard]:
        """Give what parties say of each other; filters as for statements."""
        return heard(self.database, Search.of(filters))

    def heard_once(self) -> Iterator[Heard]:
        """Give what parties say of each other with the words, copies as `documents` leaves them out."""
        from detente.reading.attitudes import heard_in

        by_document: dict[str, list[Heard]] = {}
        for one in heard(self.database, Search(), words=True):
            by_document.setdefault(one.document, []).append(one)
        for info in self.list_documents():
            if info.copy_of is None:
                yield from by_document.get(info.id, ())
            elif (own := self._own(info.id, info.copy_of)) is not None:
                yield from heard_in(own)

    def table(self) -> list[Row]:
        """Return one row per statement that counts, the oldest first."""
        return self.statements(order="date").table()

    @property
    def caption(self) -> str:
        """Its title."""
        return self.title

    def __repr__(self) -> str:
        """Say which file it is."""
        return f"<Dossier {self.path.name!r}>"

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

    def find_id(self, start: str) -> str:
        """Return the id of the one statement whose id begins so.

        What follows the document's name has four characters at least: "dam.4" is a number that
        ``detente read`` gives, and no statement whose id happens to begin with it.

        Raises
        ------
        InputError
            When no statement's id, or several, begin so.
        """
        if 0 < len(start.rpartition(".")[2]) < 4 and "." in start:
            return self.statement(start).statement.id
        rows = self.database.all(
            "SELECT id FROM statements WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 12",
            len(start),
            start,
        )
        names = [row["id"] for row in rows]
        if start in names or len(names) == 1:
            return start if start in names else names[0]
        if not names:
            return self.statement(start).statement.id
        raise InputError(
            f"Several statements begin with {start!r}.", fix=f"They are: {', '.join(names)}."
        )

    def actors(self) -> list[Actor]:
        """Return every actor that the documents name."""
        rows = self.database.all("SELECT * FROM actors ORDER BY id")
        return [Actor(row["id"], row["name"], row["kind"]) for row in rows]

    def search_documents(self, words: str, *, limit: int = 50) -> list[Info]:
        """Return the documents that hold all the words, the best match first."""
        rows = self.database.all(
            "SELECT d.id FROM document_words w JOIN documents d ON d.position = w.rowid"
            " WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
            phrase(words),
            limit,
        )
        by_id = {info.id: info for info in self.list_documents()}
        return [by_id[row["id"]] for row in rows]
