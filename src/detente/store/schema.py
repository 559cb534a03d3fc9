"""The tables of a dossier, as a list of migrations: the n-th leads to ``user_version`` n.

A released migration is never edited; a change is a new one at the end.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

#: Marks the file as a dossier (``PRAGMA application_id``): "DTNT".
APPLICATION_ID = 0x44544E54

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE migrations (version INTEGER PRIMARY KEY, at TEXT NOT NULL, program TEXT NOT NULL) STRICT;

-- A document as it stands now.
CREATE TABLE documents (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, source TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL, text_hash TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT, date TEXT, author TEXT, outlet TEXT, language TEXT,
    notes TEXT NOT NULL, terms TEXT NOT NULL, actors TEXT NOT NULL,
    reader TEXT NOT NULL, reading TEXT NOT NULL, added TEXT NOT NULL, read TEXT NOT NULL,
    copy_of TEXT, sketch BLOB
) STRICT;
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX documents_by_text ON documents (text_hash);

-- What was read from where, failures too, so that a second run costs only a hash. One source (a
-- feed, a mailbox) may hold many documents.
CREATE TABLE sources (
    source TEXT PRIMARY KEY, file_hash TEXT NOT NULL, reader TEXT NOT NULL, at TEXT NOT NULL, error TEXT
) STRICT, WITHOUT ROWID;

-- Texts that a newer version of the same source has replaced; nothing is lost.
CREATE TABLE earlier_texts (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, version INTEGER NOT NULL,
    text_hash TEXT NOT NULL, text TEXT NOT NULL, date TEXT, replaced TEXT NOT NULL,
    PRIMARY KEY (document, version)
) STRICT;

-- Near-copies are looked up by the bands of a document's sketch.
CREATE TABLE bands (
    band INTEGER NOT NULL, value INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (band, value, document)
) STRICT, WITHOUT ROWID;

-- Statements as they stand after the analyst's decisions; rebuilt from `documents.reading` and
-- `decisions`, so that this table holds nothing of its own.
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    status TEXT NOT NULL, origin TEXT NOT NULL, layer TEXT NOT NULL, act TEXT NOT NULL,
    speaker TEXT, via TEXT, date TEXT, confidence REAL NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    merged_into TEXT, decisions TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE INDEX statements_by_document ON statements (document, position);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX statements_by_date ON statements (date);
CREATE TABLE targets (
    statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
    actor TEXT NOT NULL, PRIMARY KEY (actor, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX targets_by_statement ON targets (statement);

CREATE VIRTUAL TABLE statement_words USING fts5 (
    text, content='statements', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER statements_in AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER statements_out AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content='documents', content_rowid='position', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER documents_in AFTER INSERT ON documents BEGIN
    INSERT INTO document_words (rowid, title, text) VALUES (new.position, new.title, new.text);
END;
CREATE TRIGGER documents_out AFTER DELETE ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', old.position, old.title, old.text);
END;
CREATE TRIGGER documents_change AFTER UPDATE OF title, text, position ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', old.position, old.title, old.text);
    INSERT INTO document_words (rowid, title, text) VALUES (new.position, new.title, new.text);
END;

CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The analyst's decisions, a log: `undone` ones can be redone until a new one makes them `dropped`.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
    kind TEXT NOT NULL, statements TEXT NOT NULL, payload TEXT NOT NULL, reason TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'undone', 'dropped')), orphan TEXT
) STRICT;
CREATE TABLE decision_documents (
    decision INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE, document TEXT NOT NULL,
    PRIMARY KEY (document, decision)
) STRICT, WITHOUT ROWID;

-- Models: an append-only log of edits; `head` is the edit that counts, `version` grows with each move.
CREATE TABLE models (
    name TEXT PRIMARY KEY, head INTEGER, version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE model_edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL REFERENCES models (name),
    parent INTEGER REFERENCES model_edits (id), next INTEGER, at TEXT NOT NULL, who TEXT NOT NULL,
    note TEXT, hash TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX model_edits_by_model ON model_edits (model);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, model TEXT,
    model_hash TEXT, parameters TEXT NOT NULL, result TEXT NOT NULL, program TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_kind ON runs (kind, model);
"""

_REMOVED = """
-- Documents taken out, whole, so that they can be brought back; `data` is null when they cannot.
CREATE TABLE removed (
    source TEXT PRIMARY KEY, document TEXT NOT NULL, text_hash TEXT NOT NULL, at TEXT NOT NULL, data TEXT
) STRICT, WITHOUT ROWID;
"""

_CORRECTED = """
-- What the reader found of title, date, author, outlet and language; the columns of these names hold
-- what counts after the analyst's decisions. Null in what was read before there was this column.
ALTER TABLE documents ADD COLUMN heading TEXT;
-- The dossier's revision at which a row became what it is.
ALTER TABLE documents ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
"""

_DRAFTED = """
-- The draft, as it came from the documents, in which an edit of a model began, and the revision of the
-- evidence that it read: what an analyst changed since, and what documents changed, can be told apart.
CREATE TABLE drafts (
    edit INTEGER PRIMARY KEY REFERENCES model_edits (id), evidence INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;
"""

_PAGED = """
-- Where the pages of a paged file begin in the text.
ALTER TABLE documents ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _REMOVED, _CORRECTED, _DRAFTED, _PAGED)
"""SQL scripts in order."""


def program() -> str:
    """Return the version of detente that writes, as it is written down in the dossier."""
    try:
        return version("detente")
    except PackageNotFoundError:
        return "unknown"
