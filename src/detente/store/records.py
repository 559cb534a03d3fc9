"""What a dossier hands out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.errors import InputError
from detente.evidence import Statement

#: What an analyst can decide about statements, and (``describe``) about a document; ``comment`` changes nothing.
KINDS = ("accept", "correct", "reject", "merge", "split", "add", "describe", "comment")
#: ``proposed``, ``accepted`` and ``corrected`` statements count; the others are kept and shown aside.
STATUSES = ("proposed", "accepted", "corrected", "rejected", "merged", "split")
ACTIVE = ("proposed", "accepted", "corrected")
#: Who put a statement forward.
ORIGINS = ("reader", "language model", "analyst")


class StaleError(InputError):
    """Something was changed elsewhere since it was looked at; ``current`` is its version now."""

    def __init__(self, message: str, *, current: int, source: str | None = None) -> None:
        super().__init__(message, source=source, fix="Load it again, then repeat the change.")
        self.current = current


def compact_json(data: Any) -> str:
    """Return data as the JSON text that is kept: no blanks, every script as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement of a dossier, with what was decided about it.

    ``statement.id`` is stable: it depends on the document and the verbatim words, not on the order
    of reading. ``merged_into`` names the statement that a merged one repeats; ``reports`` those
    that were merged into this one. ``decisions`` are the ids of the decisions that shaped it.
    """

    statement: Statement
    document: str
    date: str | None = None
    status: str = "proposed"
    origin: str = "reader"
    merged_into: str | None = None
    reports: tuple[str, ...] = ()
    decisions: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the statement counts as evidence."""
        return self.status in ACTIVE

    def row(self) -> dict[str, Any]:
        """Return the statement as the row of a table."""
        return {
            "date": self.date,
            "document": self.document,
            **self.statement.row(),
            "status": self.status,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the statement in the contract's schema, and the dossier's own fields beside it."""
        return self.statement.to_json() | {
            "document": self.document,
            "date": self.date,
            "status": self.status,
            "origin": self.origin,
            "merged_into": self.merged_into,
            "reports": list(self.reports),
            "decisions": list(self.decisions),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A document that was taken out; ``forgotten`` when nothing of it is kept to bring it back."""

    id: str
    source: str
    at: str
    forgotten: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {"id": self.id, "source": self.source, "at": self.at, "forgotten": self.forgotten}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of an analyst.

    ``state`` is ``active``, ``undone`` (can be redone) or ``dropped`` (undone, and something else
    decided since). ``orphan`` says why an active decision finds no statement to act on.
    """

    id: int
    uid: str
    at: str
    who: str
    kind: str
    statements: tuple[str, ...]
    payload: Mapping[str, Any]
    reason: str | None = None
    state: str = "active"
    orphan: str | None = None

    @property
    def subject(self) -> str:
        """What was decided about, in ids: statements, or the document that was described."""
        return " ".join(self.statements) or str(self.payload.get("document", ""))

    def to_json(self) -> dict[str, Any]:
        """Return the decision as JSON data."""
        return {
            "id": self.id,
            "uid": self.uid,
            "at": self.at,
            "who": self.who,
            "kind": self.kind,
            "statements": list(self.statements),
            "payload": dict(self.payload),
            "reason": self.reason,
            "state": self.state,
            "orphan": self.orphan,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a document that was added.

    ``outcome`` is ``new``, ``changed`` (the source has a new text), ``reread`` (same text, newer
    reader) or ``unchanged`` (no work). ``copy_of`` names a document with nearly the same text.
    """

    id: str
    outcome: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """A document without its text."""

    id: str
    source: str
    title: str | None
    date: str | None
    outlet: str | None
    language: str | None
    version: int
    characters: int
    statements: int
    copy_of: str | None
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return values | {"notes": list(self.notes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelVersion:
    """One edit of a model; ``version`` is the number to hand back when saving the next one."""

    model: str
    edit: int
    version: int
    at: str
    who: str
    note: str | None
    hash: str
    text: str
    can_undo: bool
    can_redo: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One analysis that was run: what was asked, of which model, and the answer."""

    id: int
    at: str
    kind: str
    model: str | None
    model_hash: str | None
    parameters: Mapping[str, Any]
    result: Any

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__}
