"""Statements made anew from readings and the log of decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.evidence import Mention, Statement, statement_from_json
from detente.store.base import Base
from detente.store.records import Decision, Entry, compact_json
from detente.store.replay import Alike, Held, base_entries, replay


class Rebuilding(Base):
    """The log of decisions, and the table of statements that follows from it."""

    def decisions(
        self,
        *,
        ids: Iterable[int] | None = None,
        document: str | None = None,
        state: str | None = None,
    ) -> list[Decision]:
        """Return the log of decisions, oldest first.

        Parameters
        ----------
        ids : iterable of int, optional
            Only these.
        document : str, optional
            Only decisions that concern this document.
        state : str, optional
            ``active``, ``undone``, ``dropped`` or ``orphan`` (active, but finds nothing to act on).
        """
        where, values = ["1"], []
        if ids is not None:
            where.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(set(ids))))
        if document is not None:
            where.append("id IN (SELECT decision FROM decision_documents WHERE document = ?)")
            values.append(document)
        if state == "orphan":
            where.append("state = 'active' AND orphan IS NOT NULL")
        elif state is not None:
            where.append("state = ?")
            values.append(state)
        sql = f"SELECT * FROM decisions WHERE {' AND '.join(where)} ORDER BY id"  # noqa: S608
        return [decision_from(row) for row in self.database.all(sql, *values)]

    def documents_of(self, decision: Decision) -> list[str]:
        """Return the documents that a decision concerns."""
        return self.concerned([decision.id])

    def concerned(self, decisions: Iterable[int]) -> list[str]:
        """Return the documents that decisions concern."""
        found: set[str] = set()
        for number in decisions:
            rows = self.database.all(
                "SELECT document FROM decision_documents WHERE decision = ?", number
            )
            found |= {row["document"] for row in rows}
        return sorted(found)

    def linked(self, documents: Iterable[str]) -> set[str]:
        """Return documents with all those that decisions join them to (merges across documents)."""
        seen: set[str] = set()
        waiting = list(documents)
        while waiting:
            document = waiting.pop()
            if document in seen:
                continue
            seen.add(document)
            waiting += [
                row["document"]
                for row in self.database.all(
                    "SELECT DISTINCT o.document FROM decision_documents d JOIN decision_documents o"
                    " ON o.decision = d.decision WHERE d.document = ?",
                    document,
                )
            ]
        return seen

    def rebuild(self, documents: Iterable[str]) -> None:
        """Make the statements of documents anew from their readings and the log of decisions."""
        entries: dict[str, Entry] = {}
        held: dict[str, Held] = {}
        concerned = sorted(self.linked(documents))
        log: dict[int, Decision] = {}
        for name in concerned:
            log |= {
                decision.id: decision for decision in self.decisions(document=name, state="active")
            }
        active = [log[number] for number in sorted(log)]
        for name in concerned:
            row = self.database.one("SELECT * FROM documents WHERE id = ?", name)
            if row is None:
                continue
            date = self._head(row, active)["date"]
            held[name] = Held(row["text"], date)
            entries |= base_entries(name, date, _reading(row))
        fates = replay(entries, active, held)
        for number, fate in fates.items():
            if fate != log[number].orphan:
                self.database.run("UPDATE decisions SET orphan = ? WHERE id = ?", fate, number)
        self._write(entries.values(), held)

    def _document(self, name: str) -> Any:
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

    def _head(self, row: Any, log: Iterable[Decision]) -> dict[str, str | None]:
        """Make a document's heading what was read of it, and the analyst's corrections over that."""
        shown = {field: row[field] for field in HEADING}
        read = shown if row["heading"] is None else json.loads(row["heading"])
        counts = dict(read)
        for decision in log:
            if decision.kind == "describe" and decision.payload["document"] == row["id"]:
                counts |= decision.payload["changes"]
        if row["heading"] is None or counts != shown:
            changed = row["changed"] if counts == shown else self.revision + 1
            sets = ", ".join(f"{field} = ?" for field in HEADING)
            self.database.run(
                f"UPDATE documents SET heading = ?, changed = ?, {sets} WHERE id = ?",  # noqa: S608
                json.dumps(read, ensure_ascii=False),
                changed,
                *(counts[field] for field in HEADING),
                row["id"],
            )
        return counts

    def anchor(self, document: str) -> None:
        """Give an anchor to each decision about a document that has none yet.

        Earlier versions of this program wrote none; done before the text or its reading changes.
        """
        row = self.database.one("SELECT * FROM documents WHERE id = ?", document)
        alike = Alike.among(base_entries(document, None, _reading(row)).values())
        for decision in self.decisions(document=document):
            payload = dict(decision.payload)
            if decision.kind in ("add", "describe"):
                continue
            known = payload.get("anchors", {})
            new = {
                name: made
                for name in decision.statements
                if name not in known and (made := alike.anchor(name, row["text"])) is not None
            }
            if new:
                payload["anchors"] = known | new
                self.database.run(
                    "UPDATE decisions SET payload = ? WHERE id = ?",
                    json.dumps(payload, ensure_ascii=False),
                    decision.id,
                )

    def _write(self, entries: Iterable[Entry], documents: Iterable[str]) -> None:
        """Make the table of statements hold these for the documents; rows that are right stay."""
        kept = {
            row["id"]: row
            for name in documents
            for row in self.database.all(
                f"SELECT number, changed, {_COLUMNS} FROM statements WHERE document = ?",  # noqa: S608
                name,
            )
        }
        places: dict[str, int] = {}
        made = []
        gone = []
        now = self.revision + 1
        for entry in sorted(entries, key=_place):
            places[entry.document] = places.get(entry.document, 0) + 1
            values = _row(entry, places[entry.document])
            old = kept.pop(entry.statement.id, None)
            before = None if old is None else tuple(old)[2:]
            if before == values:
                continue
            # That others came in before it changes nothing in a statement itself.
            same = before is not None and before[:_AT] + before[_AT + 1 :] == (
                values[:_AT] + values[_AT + 1 :]
            )
            made.append((entry, values, old["changed"] if old is not None and same else now))
            if old is not None:
                gone.append((old["number"],))
        gone += [(row["number"],) for row in kept.values()]
        self.database.run_many("DELETE FROM statements WHERE number = ?", gone)
        for entry, values, changed in made:
            self._put(entry, values, changed)

    def _put(self, entry: Entry, values: tuple[Any, ...], changed: int) -> None:
        statement = entry.statement
        number = self.database.run(
            f"INSERT INTO statements ({_COLUMNS}, changed) VALUES ({'?, ' * len(values)}?)",  # noqa: S608
            *values,
            changed,
        )
        self.database.run_many(
            "INSERT OR IGNORE INTO targets VALUES (?, ?)",
            ((number, target) for target in statement.targets),
        )
        if statement.speaker is not None:
            self.database.run(
                "INSERT INTO actors VALUES (?, ?, 'group') ON CONFLICT DO NOTHING",
                statement.speaker.id,
                statement.speaker.name,
            )


#: What is known about a document and may be corrected.
HEADING = ("title", "date", "author", "outlet", "language")
_COLUMNS = (
    "id, document, position, status, origin, layer, act, speaker, via, date, confidence, start,"
    ' "end", text, merged_into, decisions, data'
)


def _row(entry: Entry, position: int) -> tuple[Any, ...]:
    """Return a statement as the table holds it, in the order of the columns."""
    statement = entry.statement
    return (
        statement.id,
        entry.document,
        position,
        entry.status,
        entry.origin,
        statement.layer,
        statement.act,
        _id(statement.speaker),
        _id(statement.via),
        entry.date,
        statement.confidence,
        statement.span.start,
        statement.span.end,
        statement.span.text,
        entry.merged_into,
        json.dumps({"decisions": entry.decisions, "reports": entry.reports}),
        compact_json(statement.to_json()),
    )


_AT = _COLUMNS.split(", ").index("position")


def _reading(row: Any) -> list[Statement]:
    return [statement_from_json(item) for item in json.loads(row["reading"])]


def _place(entry: Entry) -> tuple[str, int, int, str]:
    span = entry.statement.span
    return entry.document, span.start, span.end, entry.statement.id


def _id(mention: Mention | None) -> str | None:
    return mention.id if mention is not None else None


def decision_from(row: Any) -> Decision:
    """Return the decision that a row of the log holds."""
    return Decision(
        id=row["id"],
        uid=row["uid"],
        at=row["at"],
        who=row["who"],
        kind=row["kind"],
        statements=tuple(_parsed(row["statements"])),
        payload=dict(_parsed(row["payload"])),
        reason=row["reason"],
        state=row["state"],
        orphan=row["orphan"],
    )


def _parsed(text: str) -> Any:
    """Return what a column of the log holds; not to be changed."""
    return _short(text) if len(text) <= _SHORT else json.loads(text)


#: Longest column of the log that is kept in memory, in characters.
_SHORT = 2_000


@lru_cache(maxsize=5_000)
def _short(text: str) -> Any:
    """Return what a short column holds; a document's log is gone through with every decision on it."""
    return json.loads(text)
