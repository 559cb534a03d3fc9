"""Which document of a dossier an entry of a feed or an uploaded file is: what it says decides.

A link that several entries share, and the name of an uploaded file, are places: what stands there
today need not be what stood there yesterday.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from detente.evidence import Document
from detente.store.dossier import Dossier

_WORD = re.compile(r"\w+")
#: Least share of words in common of two versions of one text.
_VERSIONS = 0.5


def placed(dossier: Dossier, documents: Iterable[Document], container: str) -> list[Document]:
    """Return the documents of one source under the names by which the dossier knows them.

    Parameters
    ----------
    dossier : Dossier
    documents : iterable of Document
        Read from one feed or mailbox, named ``CONTAINER#KEY``.
    container : str
        The source's name in the dossier.

    Returns
    -------
    list of Document
        An entry whose title, date and text are known under another key keeps that key: its link was
        its own, and is shared now. One that bears a known key with another title, another date and
        another text is another entry: its key is told apart by a hash.
    """
    documents = list(documents)
    if all(document.source == container for document in documents):
        return documents
    rows = dossier.database.all(
        "SELECT source, title, date, text FROM documents WHERE source >= ? AND source < ?",
        f"{container}#",
        f"{container}$",
    )
    by_key = {row["source"]: row for row in rows}
    by_words = {(row["title"], row["date"], row["text"]): row["source"] for row in rows}
    found = []
    for document in documents:
        known = by_key.get(document.source)
        if known is None:
            same = by_words.get((document.title, document.date, document.text))
            found.append(replace(document, source=same) if same else document)
        elif _is_another(known, document):
            found.append(replace(document, source=apart(document.source, document)))
        else:
            found.append(document)
    return found


def unplaced(dossier: Dossier, document: Document) -> Document:
    """Return an uploaded document under a name of its own when its name is another text's."""
    row = dossier.database.one("SELECT text FROM documents WHERE source = ?", document.source)
    if row is None or row["text"] == document.text:
        return document
    return replace(document, source=apart(document.source, document))


def apart(source: str, document: Document) -> str:
    """Return a name that says what a document is beside where it stood."""
    stated = "\0".join((document.title or "", document.date or "", document.text))
    return f"{source}~{hashlib.sha256(stated.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _is_another(known: Any, document: Document) -> bool:
    """Whether an entry that bears a known key is another one, not a new version."""
    if known["title"] == document.title or known["date"] == document.date:
        return False
    one, other = (set(_WORD.findall(text.lower())) for text in (known["text"], document.text))
    return len(one & other) < _VERSIONS * len(one | other)
