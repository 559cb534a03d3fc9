"""Reading: from text to attributed, conditional statements."""

from __future__ import annotations

from detente.evidence import Document

__all__ = ["read", "read_all", "read_statements"]


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

    return [read_statements(document) for document in load_documents(source)]


def read_statements(document: Document) -> Document:
    """Return a loaded document with its statements, terms and actors; deterministic."""
    from detente.reading.languages import has_pack, read_with_pack

    if has_pack(document.language):
        return read_with_pack(document)
    from detente.reading.reader import read_statements as read_loaded

    return read_loaded(document)
