"""What a document's statements are after the analyst's decisions: the reading, then the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from detente.errors import InputError
from detente.evidence import MODEL_NOTE, Span, Statement
from detente.store.anchors import find_again, name_of
from detente.store.changes import corrected, span_in
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


def replay(
    entries: dict[str, Entry], decisions: Iterable[Decision], texts: Mapping[str, str]
) -> dict[int, str | None]:
    """Apply decisions to the entries of some documents, in place.

    Parameters
    ----------
    entries : dict
        By id; holds every entry that the decisions may concern.
    decisions : iterable of Decision
        Active ones in the order in which they were made.
    texts : mapping
        Text of each document concerned.

    Returns
    -------
    dict
        For each decision, why it is an orphan, or None when it acts.
    """
    fates: dict[int, str | None] = {}
    for decision in decisions:
        try:
            _apply(decision, entries, texts)
            fates[decision.id] = None
        except _OrphanError as orphan:
            fates[decision.id] = str(orphan)
        except InputError as error:
            fates[decision.id] = error.message
    return fates


class _OrphanError(Exception):
    """The decision finds nothing to act on."""


def _apply(decision: Decision, entries: dict[str, Entry], texts: Mapping[str, str]) -> None:
    if decision.kind == "add":
        _add(decision, entries, texts)
        return
    missing = [name for name in decision.statements if name not in entries]
    if missing:
        raise _OrphanError(_GONE)
    first = entries[decision.statements[0]]
    text = texts[first.document]
    if decision.kind == "merge":
        _merge(decision, entries)
    elif decision.kind == "split":
        _split(decision, first, entries, text)
    elif decision.kind == "correct":
        changes = _moved(decision.payload, first)
        entries[first.statement.id] = _decided(
            first, decision, status="corrected", statement=corrected(first.statement, changes, text)
        )
    else:
        status = {"accept": "accepted", "reject": "rejected"}[decision.kind]
        for name in decision.statements:
            entries[name] = _decided(entries[name], decision, status=status)


def _decided(entry: Entry, decision: Decision, **values: Any) -> Entry:
    return replace(entry, decisions=(*entry.decisions, decision.id), **values)


def _add(decision: Decision, entries: dict[str, Entry], texts: Mapping[str, str]) -> None:
    payload = decision.payload
    document = payload["document"]
    if document not in texts:
        raise _OrphanError("the document is no longer in the dossier")
    span = find_again(texts[document], Span(**payload["span"]))
    if span is None:
        raise _OrphanError(_GONE)
    statement = Statement(
        id=decision.statements[0], layer="reported", span=span, act="STATE", confidence=1.0
    )
    changes = _shifted(payload["changes"], span.start - payload["span"]["start"])
    statement = corrected(statement, changes, texts[document])
    entries[statement.id] = Entry(
        statement=statement,
        document=document,
        date=payload.get("date"),
        status="accepted",
        origin="analyst",
        decisions=(decision.id,),
    )


def _merge(decision: Decision, entries: dict[str, Entry]) -> None:
    keep, *others = decision.statements
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
    for name, piece in zip(pieces_of(decision), decision.payload["pieces"], strict=True):
        changes = _shifted(piece, shift)
        span = span_in(text, changes.pop("span"))
        child = replace(parent, id=name, span=span, quote=None, conditions=())
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
    """Return what a piece keeps of the quote and the conditions: what lies inside it."""
    quote = parent.quote
    if quote is not None:
        start, end = max(quote.start, span.start), min(quote.end, span.end)
        offset = quote.start
        words = quote.text[start - offset : end - offset]
        quote = Span(start, end, words) if start < end and words.strip() else None
    layer = parent.layer
    if layer == "quoted" and quote is None and "quote" not in changes:
        layer = "reported"
    inside = tuple(
        c
        for c in parent.conditions
        if span.start <= min(c.condition.start, c.consequence.start)
        and max(c.condition.end, c.consequence.end) <= span.end
    )
    return {"quote": quote, "layer": layer, "conditions": inside}


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
