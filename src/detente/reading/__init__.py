"""Reading: from text to attributed, conditional statements."""

from __future__ import annotations

from collections.abc import Sequence

from detente.evidence import Document

__all__ = ["read", "read_all", "read_statements", "read_together"]


def read(source: str) -> Document:
    """Read a document into statements.

    Raises
    ------
    InputError
        When the source cannot be loaded; see :func:`detente.documents.load_document`.
    """
    from detente.documents import load_document

    return read_statements(load_document(source))


def read_all(source: str) -> list[Document]:
    """Read every document of a source: one of a file, several of a feed or a mailbox.

    Raises
    ------
    InputError
        When the source cannot be loaded; see :func:`detente.documents.load_documents`.
    """
    from detente.documents import load_documents

    return read_together(load_documents(source))


def read_statements(document: Document) -> Document:
    """Return a loaded document with its statements, terms and actors; deterministic."""
    return read_together([document])[0]


def read_together(documents: Sequence[Document]) -> list[Document]:
    """Return loaded documents with their statements, those that need the parser parsed in one go."""
    from detente.reading.languages import has_pack, read_with_pack
    from detente.reading.reader import read_together as read_loaded

    parsed = iter(read_loaded([d for d in documents if not has_pack(d.language)]))
    return [read_with_pack(d) if has_pack(d.language) else next(parsed) for d in documents]
