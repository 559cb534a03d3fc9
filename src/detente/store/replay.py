"""What a document's statements are after the analyst's decisions: the reading, then the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente.errors import InputError
from detente.evidence import MODEL_NOTE, Span, Statement
from detente.evidence.reviving import condition_from_json, event_from_json
from detente.store.anchors import (
    Keys,
    Stretch,
    anchor_of,
    anchored,
    find_again,
    name_of,
    surroundings,
)
from detente.store.changes import corrected, span_in
from detente.store.following import narrowed
from detente.store.records import Decision, Entry

_GONE = "the words no longer stand in the document as they did"


def base_entries(
    document: str, date: str | None, statements: Iterable[Statement]
) -> dict[str, Entry]:
    """Return the entries of a reading, before any decision."""
    return {
        s.id: Entry(
            statement=s,
            document=document,
            date=date,
            origin="language model" if MODEL_NOTE in s.notes else "reader",
        )
        for s in statements
    }


@dataclass(frozen=True, slots=True)
class Held:
    """A document as far as decisions need it: its text and its date."""

    text: str
    date: str | None


@dataclass(slots=True)
class Alike:
    """The statements of readings, those with the same words of the same document together."""

    _groups: dict[str, list[Entry]] = field(default_factory=dict)
    #: What surrounds the statements of a group, once a decision has asked; a log may ask many times.
    _around: dict[str, tuple[list[Stretch], list[Keys]]] = field(default_factory=dict)

    @classmethod
    def among(cls, entries: Iterable[Entry]) -> Alike:
        """Gather entries as they were read, before any decision."""
        made = cls()
        for entry in entries:
            made._groups.setdefault(_stem(entry.statement.id), []).append(entry)
        return made

    def anchor(self, name: str, text: str) -> dict[str, Any] | None:
        """Return the anchor of a statement of the reading; None for one that an analyst made."""
        group = self._groups.get(_stem(name), [])
        for number, entry in enumerate(group):
            if entry.statement.id == name:
                return anchor_of(text, [Stretch.of(each.statement) for each in group], number)
        return None

    def find(
        self, name: str, anchor: Mapping[str, Any], documents: Mapping[str, Held]
    ) -> str | None:
        """Return the name that an anchored statement has now, or None when it is gone."""
        stem = _stem(name)
        group = self._groups.get(stem, [])
        if not group:
            return None
        if stem not in self._around:
            stretches = [Stretch.of(each.statement) for each in group]
            text = documents[group[0].document].text
            self._around[stem] = stretches, surroundings(text, stretches)
        number = anchored(*self._around[stem], anchor)
        return None if number is None else group[number].statement.id


def _stem(name: str) -> str:
    """Return a statement's name without its number among equal words."""
    return re.sub(r"(\.[0-9a-f]{10})-\d+$", r"\1", name)


def replay(
    entries: dict[str, Entry], decisions: Iterable[Decision], documents: Mapping[str, Held]
) -> dict[int, str | None]:
    """Apply decisions to the entries of some documents, in place.

    Parameters
    ----------
    entries : dict
        By id, as they were read; holds every entry that the decisions may concern.
    decisions : iterable of Decision
        Active ones in the order in which they were made.
    documents : mapping
        Text and date of each document concerned.

    Returns
    -------
    dict
        For each decision, why it is an orphan, or None when it acts.
    """
    fates: dict[int, str | None] = {}
    alike = Alike.among(entries.values())
    for decision in decisions:
        try:
            fates[decision.id] = _apply(decision, entries, documents, alike)
        except _OrphanError as orphan:
            fates[decision.id] = str(orphan)
        except InputError as error:
            fates[decision.id] = error.message
    return fates


class _OrphanError(Exception):
    """The decision finds nothing to act on."""


def _apply(
    decision: Decision, entries: dict[str, Entry], documents: Mapping[str, Held], alike: Alike
) -> str | None:
    """Apply a decision; return what of it finds nothing to act on, if anything does not."""
    if decision.kind in ("add", "describe"):
        if decision.payload["document"] not in documents:
            raise _OrphanError("the document is no longer in the dossier")
        if decision.kind == "add":
            _add(decision, entries, documents[decision.payload["document"]])
        return None
    names, troubles = _concerned(decision, entries, documents, alike)
    lost = decision.kind == "merge" and decision.statements[0] in troubles
    if lost or not names or (decision.kind == "merge" and len(names) < 2):
        raise _OrphanError(next(iter(troubles.values()), _GONE))
    first = entries[names[0]]
    text = documents[first.document].text
    if decision.kind == "merge":
        _merge(decision, names, entries)
    elif decision.kind == "split":
        _split(decision, first, entries, text)
    elif decision.kind == "correct":
        changes = _moved(decision.payload, first)
        entries[first.statement.id] = _decided(
            first, decision, status="corrected", statement=corrected(first.statement, changes, text)
        )
    elif decision.kind == "comment":
        entries[first.statement.id] = _decided(first, decision)
    else:
        status = {"accept": "accepted", "reject": "rejected"}[decision.kind]
        for name in names:
            entries[name] = _decided(entries[name], decision, status=status)
    return "; ".join(f"{name}: {why}" for name, why in troubles.items()) or None


def _concerned(
    decision: Decision, entries: dict[str, Entry], documents: Mapping[str, Held], alike: Alike
) -> tuple[list[str], dict[str, str]]:
    """Return the names that the statements of a decision have now, and why some cannot be decided on."""
    anchors = decision.payload.get("anchors", {})
    names: list[str] = []
    troubles: dict[str, str] = {}
    for name in decision.statements:
        anchor = anchors.get(name)
        now = name if anchor is None else alike.find(name, anchor, documents)
        if now is None or now not in entries:
            troubles[name] = _GONE
        elif entries[now].status == "split" or not _may_follow(decision, names, entries[now]):
            troubles[name] = f"the statement was {entries[now].status} before"
        elif now not in names:
            names.append(now)
    return names, troubles


def _may_follow(decision: Decision, before: list[str], entry: Entry) -> bool:
    """Whether a statement can be decided on: one that was merged counts with another already.

    Merging it into that other once more, as two analysts may, is no trouble.
    """
    again = decision.kind == "merge" and bool(before) and entry.merged_into == before[0]
    return entry.status != "merged" or again


def _decided(entry: Entry, decision: Decision, **values: Any) -> Entry:
    return replace(entry, decisions=(*entry.decisions, decision.id), **values)


def _add(decision: Decision, entries: dict[str, Entry], document: Held) -> None:
    payload = decision.payload
    span = find_again(document.text, Span(**payload["span"]), payload.get("anchor"))
    if span is None:
        raise _OrphanError(_GONE)
    statement = Statement(
        id=decision.statements[0], layer="reported", span=span, act="STATE", confidence=1.0
    )
    shift = span.start - payload["span"]["start"]
    told = _shifted(payload.get("told", {}), shift)
    statement = replace(
        statement,
        events=tuple(event_from_json(event) for event in told.get("events", ())),
        conditions=tuple(condition_from_json(c) for c in told.get("conditions", ())),
    )
    changes = _shifted(payload["changes"], shift)
    statement = corrected(statement, changes, document.text)
    entries[statement.id] = Entry(
        statement=statement,
        document=payload["document"],
        date=document.date,
        status="accepted",
        origin="analyst",
        decisions=(decision.id,),
    )


def _merge(decision: Decision, names: list[str], entries: dict[str, Entry]) -> None:
    keep, *others = names
    kept = entries[keep]
    cluster = kept.statement.cluster or f"m-{keep}"
    reports = dict.fromkeys(kept.reports)
    for name in others:
        entry = entries[name]
        reports |= dict.fromkeys((name, *entry.reports))
        statement = replace(entry.statement, cluster=cluster)
        entries[name] = _decided(
            entry, decision, status="merged", merged_into=keep, statement=statement
        )
    entries[keep] = _decided(
        kept,
        decision,
        reports=tuple(reports),
        status=kept.status if kept.counts else "accepted",
        statement=replace(kept.statement, cluster=cluster),
    )


def _split(decision: Decision, entry: Entry, entries: dict[str, Entry], text: str) -> None:
    parent = entry.statement
    shift = parent.span.start - decision.payload["start"]
    after: dict[str, Entry] = {}
    names = pieces_of(decision)
    if any(name in entries for name in names):
        raise _OrphanError("other statements bear the names of its pieces")
    for name, piece in zip(names, decision.payload["pieces"], strict=True):
        changes = _shifted(piece, shift)
        span = span_in(text, changes.pop("span"))
        child = narrowed(replace(parent, id=name, span=span, quote=None), span)
        child = replace(child, **_inherited(parent, span, changes))
        after[name] = _decided(
            replace(entry, reports=()),
            decision,
            status="accepted",
            statement=corrected(child, changes, text),
        )
    entries[parent.id] = _decided(entry, decision, status="split")
    entries |= after


def _inherited(parent: Statement, span: Span, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a piece keeps of the quote: what lies inside it."""
    quote = parent.quote
    if quote is not None:
        start, end = max(quote.start, span.start), min(quote.end, span.end)
        offset = quote.start
        words = quote.text[start - offset : end - offset]
        quote = Span(start, end, words) if start < end and words.strip() else None
    layer = parent.layer
    if layer == "quoted" and quote is None and "quote" not in changes:
        layer = "reported"
    return {"quote": quote, "layer": layer}


def pieces_of(decision: Decision) -> list[str]:
    """Return the ids of the pieces of a split."""
    parent = decision.statements[0]
    return [f"{parent}.{number}" for number in range(1, len(decision.payload["pieces"]) + 1)]


def added_name(document: str, span: Span, taken: Iterable[str]) -> str:
    """Return the id of a statement that an analyst adds."""
    names, number = set(taken), 1
    while (name := name_of(document, span.text, None, number)) in names:
        number += 1
    return name


def _moved(payload: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    shift = entry.statement.span.start - payload["start"]
    return _shifted(payload["changes"], shift)


def _shifted(changes: Mapping[str, Any], shift: int) -> dict[str, Any]:
    """Return changes with every span moved as far as the statement has moved in a newer text."""
    if shift == 0:
        return dict(changes)

    def move(value: Any) -> Any:
        if isinstance(value, Mapping):
            moved = {key: move(item) for key, item in value.items()}
            if "start" in moved and "end" in moved and "text" in moved:
                moved |= {"start": moved["start"] + shift, "end": moved["end"] + shift}
            return moved
        return [move(item) for item in value] if isinstance(value, list) else value

    return {key: move(value) for key, value in changes.items()}
