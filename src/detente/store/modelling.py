"""Versions of models: an append-only log of edits, with undo and redo that survive a restart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.store.base import count_change
from detente.store.database import Database
from detente.store.records import ModelVersion, StaleError

DEFAULT = "model"
#: Notes of edits that were drafts as they came, in dossiers of versions that kept no draft beside them.
_DRAFTED = ("drafted", "drafted from the documents")


class Models:
    """The models of a dossier, by name; most dossiers have one, named ``model``.

    Every save appends; undo and redo move between edits, and ``restore`` goes back to any of them.
    ``version`` grows with each of these, and saving names the version that was edited: two tabs
    cannot overwrite each other.
    """

    def __init__(self, database: Database, *, clock: Callable[[], str], who: str) -> None:
        self._db = database
        self._clock = clock
        self._who = who

    def names(self) -> list[str]:
        """Return the names of the models."""
        return [row["name"] for row in self._db.all("SELECT name FROM models ORDER BY name")]

    def current(self, name: str = DEFAULT) -> ModelVersion:
        """Return a model as it stands.

        Raises
        ------
        InputError
            When there is no such model.
        """
        found = self.find(name)
        if found is None:
            raise InputError(
                f"The dossier has no model {name!r}.",
                source=str(self._db.path),
                fix=did_you_mean(name, self.names()),
            )
        return found

    def find(self, name: str = DEFAULT) -> ModelVersion | None:
        """Return a model as it stands, or None."""
        row = self._db.one(
            "SELECT m.name, m.version, e.* FROM models m JOIN model_edits e ON e.id = m.head"
            " WHERE m.name = ?",
            name,
        )
        return None if row is None else _version(row, row["version"])

    def save(
        self,
        text: str,
        *,
        expected: int | None = None,
        name: str = DEFAULT,
        note: str | None = None,
        who: str | None = None,
        draft: tuple[str, int] | None = None,
    ) -> ModelVersion:
        """Save a new version of a model.

        Parameters
        ----------
        text : str
            The model file's text; it may be unfinished (checking is another step).
        expected : int, optional
            The ``version`` that was edited: 0 for a new model, None to save whatever stands there.
        name, note, who : str, optional
            Which model, what was changed, and by whom.
        draft : tuple of (str, int), optional
            The draft that this version comes of, and the dossier's ``evidence_revision`` that it read.

        Raises
        ------
        StaleError
            When the model was changed since ``expected``; nothing is written.
        """
        with self._db.write():
            row = self.expect(name, expected)
            if row is None:
                self._db.run("INSERT INTO models VALUES (?, NULL, 0)", name)
            parent = row["head"] if row is not None else None
            if parent is not None:
                same = self._db.one("SELECT text FROM model_edits WHERE id = ?", parent)
                if same["text"] == text:
                    self._begun(parent, draft)
                    return self.current(name)
            edit = self._db.run(
                "INSERT INTO model_edits (model, parent, at, who, note, hash, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                name,
                parent,
                self._clock(),
                who or self._who,
                note,
                hashlib.sha256(text.encode()).hexdigest(),
                text,
            )
            if parent is not None:
                self._db.run("UPDATE model_edits SET next = ? WHERE id = ?", edit, parent)
            self._begun(edit, draft)
            self._move(name, edit)
            return self.current(name)

    def base(self, name: str = DEFAULT) -> str | None:
        """Return the draft that a model as it stands began with, None when no draft began it."""
        edit = self.base_edit(name)
        if edit is None:
            return None
        found = self._db.one("SELECT text FROM drafts WHERE edit = ?", edit) or self._db.one(
            "SELECT text FROM model_edits WHERE id = ?", edit
        )
        return str(found["text"])

    def base_edit(self, name: str = DEFAULT) -> int | None:
        """Return the edit at which a model as it stands was drafted last, None when it never was."""
        row = self._db.one("SELECT head FROM models WHERE name = ?", name)
        edit = None if row is None else row["head"]
        while edit is not None:
            row = self._db.one("SELECT parent, note FROM model_edits WHERE id = ?", edit)
            drafted = self._db.one("SELECT 1 FROM drafts WHERE edit = ?", edit)
            if drafted is not None or row["note"] in _DRAFTED:
                return int(edit)
            edit = row["parent"]
        return None

    def editors(self, name: str = DEFAULT) -> list[str]:
        """Return who edited a model as it stands; drafts, and what it began with, are nobody's edits."""
        rows = self._db.all(
            "WITH RECURSIVE made(id) AS (SELECT head FROM models WHERE name = ? UNION ALL"
            " SELECT parent FROM model_edits JOIN made USING (id) WHERE parent IS NOT NULL)"
            " SELECT DISTINCT who, coalesce(note, '') AS note FROM model_edits JOIN made USING (id)"
            " WHERE parent IS NOT NULL AND id NOT IN (SELECT edit FROM drafts)",
            name,
        )
        return sorted({row["who"] for row in rows if row["note"] not in _DRAFTED})

    def is_draft(self, name: str = DEFAULT) -> bool:
        """Tell whether a model stands as it was drafted, without an edit of anybody's."""
        found = self.find(name)
        return found is not None and self.base(name) == found.text

    def _begun(self, edit: int, draft: tuple[str, int] | None) -> None:
        if draft is not None:
            text, evidence = draft
            self._db.run("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", edit, evidence, text)

    def undo(self, *, expected: int | None = None, name: str = DEFAULT) -> ModelVersion | None:
        """Go back by one edit; None when the first edit is reached."""
        return self._step("parent", expected, name)

    def redo(self, *, expected: int | None = None, name: str = DEFAULT) -> ModelVersion | None:
        """Go forward again by one edit; None when there is nothing to redo."""
        return self._step("next", expected, name)

    def restore(
        self, edit: int, *, expected: int | None = None, name: str = DEFAULT
    ) -> ModelVersion:
        """Save the text of an earlier edit as the newest version.

        Raises
        ------
        InputError
            When the model has no such edit.
        """
        row = self._db.one("SELECT text FROM model_edits WHERE id = ? AND model = ?", edit, name)
        if row is None:
            raise InputError(f"The model {name!r} has no edit {edit}.", fix="See its history.")
        return self.save(row["text"], expected=expected, name=name, note=f"restored edit {edit}")

    def history(self, name: str = DEFAULT) -> list[ModelVersion]:
        """Return every edit of a model, oldest first; ``version`` is the model's now."""
        now = self.current(name)
        rows = self._db.all("SELECT * FROM model_edits WHERE model = ? ORDER BY id", name)
        return [_version(row, now.version) for row in rows]

    def _step(self, column: str, expected: int | None, name: str) -> ModelVersion | None:
        with self._db.write():
            row = self.expect(name, expected)
            if row is None:
                self.current(name)
                return None
            edit = self._db.one("SELECT * FROM model_edits WHERE id = ?", row["head"])
            if edit[column] is None:
                return None
            if column == "parent":
                self._db.run(
                    "UPDATE model_edits SET next = ? WHERE id = ?", edit["id"], edit["parent"]
                )
            self._move(name, edit[column])
            return self.current(name)

    def _move(self, name: str, edit: int) -> None:
        self._db.run("UPDATE models SET head = ?, version = version + 1 WHERE name = ?", edit, name)
        count_change(self._db)

    def expect(self, name: str, expected: int | None) -> Any:
        """Return a model's row; refuse (:class:`StaleError`) when it is not the version expected."""
        row = self._db.one("SELECT * FROM models WHERE name = ?", name)
        version = row["version"] if row is not None else 0
        if expected is not None and expected != version:
            raise StaleError(
                f"The model was changed elsewhere meanwhile (version {version}, not {expected}).",
                current=version,
                source=str(self._db.path),
            )
        return row


def _version(row: Any, version: int) -> ModelVersion:
    return ModelVersion(
        model=row["model"],
        edit=row["id"],
        version=version,
        at=row["at"],
        who=row["who"],
        note=row["note"],
        hash=row["hash"],
        text=row["text"],
        can_undo=row["parent"] is not None,
        can_redo=row["next"] is not None,
    )
