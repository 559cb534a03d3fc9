"""The analyst's decisions: made, undone, redone; statements follow."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.evidence import Statement, statement_from_json
from detente.store.anchors import anchor_of, occurrences
from detente.store.base import put_meta
from detente.store.changes import corrected, span_in
from detente.store.rebuilding import HEADING, Rebuilding, decision_from
from detente.store.records import KINDS, Decision, Entry
from detente.store.replay import Alike, added_name, base_entries
from detente.store.searching import Search, matches


class Deciding(Rebuilding):
    """What a dossier can do about statements; see :class:`detente.store.Dossier`."""

    def accept(self, *names: str, reason: str | None = None, who: str | None = None) -> Decision:
        """Accept statements as they stand."""
        return self.decide("accept", names, reason=reason, who=who)

    def reject(self, *names: str, reason: str | None = None, who: str | None = None) -> Decision:
        """Reject statements: they stay in the dossier but no longer count."""
        return self.decide("reject", names, reason=reason, who=who)

    def comment(self, name: str, text: str, *, who: str | None = None) -> Decision:
        """Say something about a statement; it stays as it is."""
        return self.decide("comment", [name], reason=text, who=who)

    def correct(
        self, name: str, *, reason: str | None = None, who: str | None = None, **changes: Any
    ) -> Decision:
        """Correct fields of a statement; see :func:`detente.store.changes.corrected` for ``changes``."""
        return self.decide("correct", [name], {"changes": changes}, reason=reason, who=who)

    def merge(
        self, keep: str, *others: str, reason: str | None = None, who: str | None = None
    ) -> Decision:
        """File statements as repetitions of one: that one counts, the others are its reports."""
        return self.decide("merge", [keep, *others], reason=reason, who=who)

    def split(
        self,
        name: str,
        pieces: Sequence[Mapping[str, Any] | str],
        *,
        reason: str | None = None,
        who: str | None = None,
    ) -> Decision:
        """Split a statement into pieces, each a verbatim part of it.

        Parameters
        ----------
        name : str
        pieces : sequence
            At least two; each the words, or ``{"span": …}`` with fields that differ from the
            statement's (``{"span": {"text": "…"}, "act": "THREATEN"}``).
        """
        return self.decide("split", [name], {"pieces": list(pieces)}, reason=reason, who=who)

    def add(
        self,
        document: str,
        span: Any,
        *,
        reason: str | None = None,
        who: str | None = None,
        **changes: Any,
    ) -> Decision:
        """Add a statement that the reader missed; its span is verbatim, its fields in ``changes``."""
        payload = {"document": document, "span": span, "changes": changes}
        return self.decide("add", [], payload, reason=reason, who=who)

    def decide(
        self,
        kind: str,
        names: Iterable[str],
        payload: Mapping[str, Any] | None = None,
        *,
        reason: str | None = None,
        who: str | None = None,
        expected: int | None = None,
        seen: int | Mapping[str, int] | None = None,
    ) -> Decision:
        """Record a decision and apply it.

        Parameters
        ----------
        kind : str
            One of ``KINDS``.
        names : iterable of str
            The statements concerned; for ``merge`` the one to keep comes first.
        payload : mapping, optional
            ``{"changes": …}`` for ``correct``, ``{"pieces": …}`` for ``split``,
            ``{"document", "span", "changes"}`` for ``add``, ``{"document", "changes"}`` for ``describe``.
        reason, who : str, optional
            Why, and who decides.
        expected : int, optional
            The dossier's ``revision`` that the decision looked at.
        seen : int or mapping, optional
            The ``revision`` at which the statements concerned (or the document) were looked at, or
            that of each by id; what has changed elsewhere since does not matter.

        Raises
        ------
        StaleError
            When the dossier has changed since ``expected``, or what is decided on since ``seen``.
        InputError
            When a statement does not exist, or the decision makes no sense.
        """
        with self.database.write():
            self.expect(expected)
            names, payload = list(dict.fromkeys(names)), dict(payload or {})
            self._expect_seen(names, payload.get("document"), seen)
            if kind == "comment" and not (reason or "").strip():
                raise InputError("The comment says nothing.", fix="Write it.")
            chosen, content = self._checked(kind, names, payload)
            self.database.run("UPDATE decisions SET state = 'dropped' WHERE state = 'undone'")
            decision = Decision(
                id=0,
                uid=uuid.uuid4().hex,
                at=self.clock(),
                who=who or self.who,
                kind=kind,
                statements=tuple(chosen),
                payload=content,
                reason=reason,
            )
            alone = kind in ("add", "describe")
            documents = [content["document"]] if alone else self._documents_of(chosen)
            decision = self.record(decision, documents)
            self.rebuild(documents)
            self._decided()
        return decision

    def set_document(
        self,
        name: str,
        *,
        reason: str | None = None,
        who: str | None = None,
        expected: int | None = None,
        seen: int | None = None,
        **values: str | None,
    ) -> Decision | None:
        """Correct what is known about a document: ``title``, ``date``, ``author``, ``outlet``, ``language``.

        A decision like those about statements: it stays when the document is read again, and can be
        undone. None when the document is described so already.

        Raises
        ------
        InputError
            For an unknown document or field, or a date that is none.
        """
        with self.database.write():
            row = self._document(name)
            self._expect_seen((), name, seen)
            self.expect(expected)
            _check_heading(values)
            changes = {f: value for f, value in values.items() if value != row[f]}
            if not changes:
                return None
            payload = {"document": name, "changes": changes}
            return self.decide("describe", [], payload, reason=reason, who=who)

    def record(self, decision: Decision, documents: Iterable[str]) -> Decision:
        """Write a decision down as it is (merging dossiers uses this); statements are not rebuilt."""
        number = self.database.run(
            "INSERT INTO decisions (uid, at, who, kind, statements, payload, reason, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            decision.uid,
            decision.at,
            decision.who,
            decision.kind,
            json.dumps(decision.statements, ensure_ascii=False),
            json.dumps(dict(decision.payload), ensure_ascii=False),
            decision.reason,
            decision.state,
        )
        self.database.run_many(
            "INSERT OR IGNORE INTO decision_documents VALUES (?, ?)",
            ((number, document) for document in documents),
        )
        return replace(decision, id=number)

    def undo(self, *, expected: int | None = None, seen: int | None = None) -> Decision | None:
        """Undo the last decision; return it, or None when there is none.

        With ``seen``, the dossier's revision at which the log was looked at, only if nothing was
        decided since.
        """
        return self._step("active", "undone", "DESC", expected, seen)

    def redo(self, *, expected: int | None = None, seen: int | None = None) -> Decision | None:
        """Redo what was undone last; return it, or None when there is nothing to redo."""
        return self._step("undone", "active", "ASC", expected, seen)

    def orphans(self) -> list[Decision]:
        """Return decisions whose words are gone from the documents; they are kept, never moved."""
        return self.decisions(state="orphan")

    def suggest(self, name: str) -> str:
        """Say which statements there are, close to a name that does not exist."""
        document = name.rsplit(".", 1)[0]
        rows = self.database.all(
            "SELECT id FROM statements ORDER BY document != ?, document, position LIMIT 200",
            document,
        )
        return did_you_mean(name, [row["id"] for row in rows])

    # Inside

    def _entry(self, name: str) -> Entry:
        found = list(matches(self.database, Search(id=name, status="all")))
        if not found:
            raise InputError(
                f"There is no statement {name!r}.",
                source=str(self.database.path),
                fix=self.suggest(name),
            )
        return found[0]

    def _checked(
        self, kind: str, names: list[str], payload: dict[str, Any]
    ) -> tuple[list[str], dict[str, Any]]:
        """Return the statements concerned and a payload in which every span is verbatim."""
        if kind not in KINDS:
            raise InputError(f"{kind!r} is no decision.", fix=did_you_mean(kind, KINDS))
        if kind == "add":
            return self._checked_add(payload)
        if kind == "describe":
            return [], self._checked_description(payload)
        least = 2 if kind == "merge" else 1
        if len(names) < least:
            raise InputError(f"To {kind} takes at least {least} statement(s).", fix="Name them.")
        if kind in ("correct", "split", "comment") and len(names) > 1:
            raise InputError(f"{kind.capitalize()} one statement at a time.", fix="Name one.")
        entries = [self._entry(name) for name in names]
        first = entries[0]
        gone = [entry for entry in entries if entry.status in ("merged", "split")]
        if gone:
            name = gone[0].statement.id
            raise InputError(
                f"The statement {name} was {gone[0].status} already.", fix="Undo that first."
            )
        if kind == "correct":
            changes = payload.get("changes") or {}
            if not changes:
                raise InputError("Nothing to correct is given.", fix="Such as act=THREATEN.")
            changes = self._with_names(changes)
            result = corrected(first.statement, changes, self._text(first.document))
            content = _payload(first.statement, result, changes)
        elif kind == "split":
            content = self._checked_split(first, payload.get("pieces") or [])
        else:
            content = {}
        anchors = self._anchors(entries)
        return names, content | ({"anchors": anchors} if anchors else {})

    def _anchors(self, entries: Iterable[Entry]) -> dict[str, Any]:
        """Return what tells statements from others with the same words, as their documents stand."""
        found: dict[str, Any] = {}
        alike: dict[str, Alike] = {}
        for entry in entries:
            row = self._document(entry.document)
            if entry.document not in alike:
                reading = [statement_from_json(item) for item in json.loads(row["reading"])]
                base = base_entries(entry.document, None, reading)
                alike[entry.document] = Alike.among(base.values())
            anchor = alike[entry.document].anchor(entry.statement.id, row["text"])
            if anchor is not None:
                found[entry.statement.id] = anchor
        return found

    def _checked_description(self, payload: dict[str, Any]) -> dict[str, Any]:
        document = str(payload.get("document"))
        self._document(document)
        changes = dict(payload.get("changes") or {})
        if not changes:
            raise InputError("Nothing to correct is given.", fix="Such as date=2026-03-01.")
        _check_heading(changes)
        return {"document": document, "changes": changes}

    def _checked_add(self, payload: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        document = str(payload.get("document"))
        text = self._text(document)
        span = span_in(text, payload.get("span"))
        rows = self.database.all("SELECT id FROM statements WHERE document = ?", document)
        taken = [row["id"] for row in rows]
        taken += [name for d in self.decisions(document=document) for name in d.statements]
        name = added_name(document, span, taken)
        plain = Statement(id=name, layer="reported", span=span, act="STATE", confidence=1.0)
        changes = self._with_names(payload.get("changes") or {})
        result = corrected(plain, changes, text)
        content = _payload(plain, result, changes) | _told(result)
        places = occurrences(text, span.text)
        number = [each.span for each in places].index(span)
        anchor = anchor_of(text, places, number)
        return [name], content | {"document": document, "span": span.to_json(), "anchor": anchor}

    def _checked_split(self, entry: Entry, pieces: Sequence[Any]) -> dict[str, Any]:
        if len(pieces) < 2:
            raise InputError("A split has at least two pieces.", fix="Give the words of each.")
        text, whole = self._text(entry.document), entry.statement.span
        kept = []
        for piece in pieces:
            changes = {"span": piece} if isinstance(piece, str) else dict(piece)
            span = span_in(text, changes.pop("span", None), within=whole)
            if not whole.start <= span.start < span.end <= whole.end:
                raise InputError("A piece must lie inside the statement.", fix="Give its words.")
            child = replace(entry.statement, span=span, quote=None, conditions=(), layer="reported")
            changes = self._with_names(changes)
            result = corrected(child, changes, text)
            kept.append(_payload(child, result, changes)["changes"] | {"span": span.to_json()})
        return {"start": whole.start, "pieces": kept}

    def _with_names(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Give actors that are named by id alone the name that the documents use."""
        known = dict(changes)
        for field in ("speaker", "via"):
            if isinstance(known.get(field), str) and known[field].strip():
                row = self.database.one(
                    "SELECT name FROM actors WHERE id = ?", known[field].strip()
                )
                name = row["name"] if row is not None else known[field].strip()
                known[field] = {"id": known[field].strip(), "name": name}
        return known

    def _text(self, document: str) -> str:
        return str(self._document(document)["text"])

    def _expect_seen(
        self, names: Iterable[str], document: str | None, seen: int | Mapping[str, int] | None
    ) -> None:
        for name in names:
            row = self.database.one("SELECT changed FROM statements WHERE id = ?", name)
            then = seen.get(name) if isinstance(seen, Mapping) else seen
            if row is not None:
                self.expect_seen(f"The statement {name}", row["changed"], then)
        if document is not None and not isinstance(seen, Mapping):
            self.expect_seen(f"The document {document}", self._document(document)["changed"], seen)

    def _decided(self) -> None:
        """Count a change to the log of decisions."""
        self.touch()
        put_meta(self.database, "decided", str(self.revision))

    def _documents_of(self, names: Iterable[str]) -> list[str]:
        return sorted({self._entry(name).document for name in names})

    def _step(
        self, old: str, new: str, order: str, expected: int | None, seen: int | None
    ) -> Decision | None:
        with self.database.write():
            self.expect(expected)
            self.expect_seen("The log of decisions", self._number("decided"), seen)
            row = self.database.one(
                f"SELECT * FROM decisions WHERE state = ? ORDER BY id {order} LIMIT 1",  # noqa: S608
                old,
            )
            if row is None:
                return None
            self.database.run(
                "UPDATE decisions SET state = ?, orphan = NULL WHERE id = ?", new, row["id"]
            )
            self.rebuild(self.concerned([row["id"]]))
            self._decided()
            return replace(decision_from(row), state=new, orphan=None)


def _told(statement: Statement) -> dict[str, Any]:
    """Return what the words of an added statement tell, so that a draft can rest on it."""
    if statement.speaker is None:
        return {}
    from detente.reading.told import told

    events, conditions = told(statement.span.text, statement.speaker, statement.span.start)
    return {
        "told": {
            "events": [event.to_json() for event in events],
            "conditions": [condition.to_json() for condition in conditions],
        }
    }


def _check_heading(values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        if field not in HEADING:
            raise InputError(f"A document has no {field!r}.", fix=did_you_mean(field, HEADING))
        if value is not None and not isinstance(value, str):
            raise InputError(f"The {field} is no text.", fix="Give words, or nothing.")
        if field == "date" and value is not None:
            _check_date(value)


def _check_date(value: str) -> None:
    """Refuse what is no year, month or day."""
    whole = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", whole) is None:
            raise ValueError
        dt.date.fromisoformat(whole)
    except ValueError:
        raise InputError(
            f"{value[:40]!r} is no date.", fix="Write 2026, 2026-03 or 2026-03-01."
        ) from None


def _payload(before: Statement, after: Statement, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return corrections as the result has them, every span with its words."""
    written = after.to_json()
    return {"start": before.span.start, "changes": {field: written[field] for field in changes}}
