"""Sources read straight into a dossier, in constant memory; a second run costs only a hash."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.documents.copies import sketch_of
from detente.documents.sources import is_address
from detente.errors import AnalysisError, DetenteError, InputError
from detente.evidence import Document
from detente.filenames import shown_name
from detente.reading.batches import Result, read_many, reader_version
from detente.store.dossier import Dossier
from detente.store.placing import placed, unplaced
from detente.store.records import Added

if TYPE_CHECKING:
    from detente.reading.llm import Helper

#: Longest time for which finished work waits for its commit, in seconds, and how much of it.
_WAIT, _AT_ONCE = 0.5, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one source: the documents added or brought up to date, or the error.

    ``failed`` says why single documents of it could not be read.
    """

    source: str
    added: tuple[Added, ...] = ()
    unchanged: int = 0
    error: DetenteError | None = None
    failed: tuple[DetenteError, ...] = ()

    @property
    def errors(self) -> tuple[DetenteError, ...]:
        """All that could not be read or kept, with the reasons."""
        return self.failed if self.error is None else (self.error, *self.failed)


def ingest(
    dossier: Dossier,
    sources: Iterable[str],
    *,
    jobs: int = 1,
    helper: Helper | None = None,
    restore: bool = True,
) -> Iterator[Ingested]:
    """Read sources into a dossier, giving one result each, in their order.

    What has been given is on the disk at the latest half a second later, and whole: a source that
    is being written when the machine stops is read again next time. Analysts' decisions stay.

    Parameters
    ----------
    dossier : Dossier
    sources : iterable of str
        Files, addresses, ``-``; folders and patterns are expanded by
        :func:`detente.documents.expand_sources`.
    jobs : int
        Processes that read.
    helper : Helper, optional
        A language model that may propose statements; see :mod:`detente.reading.llm`.
    restore : bool
        Whether documents that were removed come back when their source is read; otherwise they
        stay out.
    """
    reader = reader_version() + (f"+{helper.name}" if helper is not None else "")
    results = read_many(
        sources,
        jobs=jobs,
        is_current=lambda source, file_hash: _is_current(
            dossier, source, file_hash, reader, restore=restore
        ),
        known=lambda source: _known(dossier, source, reader),
        helper=helper,
    )
    waiting: list[Result] = []
    since = time.monotonic()
    for result in results:
        waiting.append(result)
        if len(waiting) >= _AT_ONCE or time.monotonic() - since > _WAIT:
            yield from _written(dossier, waiting, reader, restore=restore)
            waiting, since = [], time.monotonic()
    yield from _written(dossier, waiting, reader, restore=restore)


def ingest_bytes(
    dossier: Dossier,
    data: bytes,
    source: str,
    *,
    declared: str | None = None,
    title: str | None = None,
) -> Added:
    """Read one document from its bytes into a dossier, as :func:`ingest` does from a file.

    Parameters
    ----------
    dossier : Dossier
    data : bytes
        What the file or page holds.
    source : str
        Its name; a file of the same bytes that is read later is taken for this document. A document
        of another text that has this name is another one and stays.
    declared : str, optional
        The encoding that a server declared.
    title : str, optional
        Takes the place of the title found.

    Raises
    ------
    InputError
        When it cannot be read, or holds several documents.
    """
    return keep_read(dossier, read_bytes(data, source, declared, title), data, source)


def read_bytes(data: bytes, source: str, declared: str | None, title: str | None) -> Document:
    """Read one document from its bytes; the first half of :func:`ingest_bytes`, and the long one."""
    from detente.documents.loading import documents_of
    from detente.reading import read_statements

    documents = documents_of(data, source, declared=declared)
    if len(documents) > 1:
        raise InputError(
            f"The file holds {len(documents)} documents.",
            source=source,
            fix="Use `detente dossier add`, which takes them all.",
        )
    read = read_statements(documents[0])
    return replace(read, title=title) if title else read


def keep_read(dossier: Dossier, read: Document, data: bytes, source: str) -> Added:
    """Add a document that was read from its bytes; the second half of :func:`ingest_bytes`.

    A page is known by its address, an uploaded file by its text: many files have the same name.
    """
    read = read if is_address(source) else unplaced(dossier, read)
    reader = reader_version()
    with dossier.batch():
        added = dossier.add_document(read, reader=reader, sketch=sketch_of(read.text))
        dossier.mark_source(read.source, hashlib.sha256(data).hexdigest(), reader)
    return added


def _is_current(
    dossier: Dossier, source: str, file_hash: str, reader: str, *, restore: bool
) -> bool:
    name = dossier.source_name(source)
    dossier.adopt(name, file_hash)
    if restore and dossier.removed_of(name):
        return False
    return dossier.is_current(name, file_hash, reader)


def _written(
    dossier: Dossier, results: list[Result], reader: str, *, restore: bool
) -> list[Ingested]:
    done: list[Ingested] = []
    if all(result.skipped for result in results):
        return [_unchanged(dossier, result) for result in results]
    with dossier.batch():
        for result in results:
            if result.skipped:
                done.append(_unchanged(dossier, result))
                continue
            documents = placed(
                dossier,
                (_named(dossier, each, result.source) for each in result.documents),
                dossier.source_name(result.source),
            )
            out = set() if restore else dossier.removed_of(dossier.source_name(result.source))
            added, failed = [], list(result.failed)
            for document in documents:
                if document.source in out:
                    continue
                try:
                    sketch = sketch_of(document.text)
                    added.append(dossier.add_document(document, reader=reader, sketch=sketch))
                except (ValueError, TypeError, LookupError, AttributeError) as error:
                    # One document that cannot be kept does not undo the others.
                    why = f"The document cannot be kept: an unexpected {type(error).__name__}."
                    failed.append(
                        AnalysisError(why, source=document.source, fix="Please report it.")
                    )
            errors = ([result.error] if result.error is not None else []) + failed
            if result.file_hash is not None:
                name = dossier.source_name(result.source)
                message = errors[0].message if errors else None
                dossier.mark_source(name, result.file_hash, reader, error=message)
            done.append(
                Ingested(
                    source=result.source,
                    added=tuple(added),
                    unchanged=len(result.unchanged),
                    error=result.error,
                    failed=tuple(failed),
                )
            )
    return done


def _named(dossier: Dossier, document: Document, source: str) -> Document:
    """Return a document under the name by which the dossier keeps its source."""
    name = dossier.source_name(source) + document.source.removeprefix(shown_name(source))
    return document if name == document.source else replace(document, source=name)


def _known(dossier: Dossier, source: str, reader: str) -> dict[str, str]:
    """Return the text hashes of a source's documents, by the names that reading gives them."""
    name = dossier.source_name(source)
    texts = dossier.texts_of(name, reader)
    return {shown_name(source) + key.removeprefix(name): value for key, value in texts.items()}


def _unchanged(dossier: Dossier, result: Result) -> Ingested:
    """Return what the same bytes gave last time."""
    message = dossier.error_of(dossier.source_name(result.source))
    error = InputError(message, source=result.source) if message is not None else None
    return Ingested(source=result.source, unchanged=1, error=error)
