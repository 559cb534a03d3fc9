"""Evidence back from the JSON that it was written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from detente.evidence.types import (
    Actor,
    Condition,
    Document,
    Event,
    Mention,
    Span,
    Statement,
)

Data = Mapping[str, Any]


def span_from_json(data: Data) -> Span:
    """Return the span that ``Span.to_json`` wrote."""
    return Span(int(data["start"]), int(data["end"]), str(data["text"]))


def mention_from_json(data: Data) -> Mention:
    """Return the mention that ``Mention.to_json`` wrote."""
    return Mention(data["id"], data["name"], _or_none(span_from_json, data.get("span")))


def condition_from_json(data: Data) -> Condition:
    """Return the condition that ``Condition.to_json`` wrote."""
    spans = {name: span_from_json(data[name]) for name in ("condition", "consequence")}
    return Condition(**{**_known(Condition, data), **spans})


def event_from_json(data: Data) -> Event:
    """Return the event that ``Event.to_json`` wrote."""
    values = _known(Event, data)
    values["phrase"] = span_from_json(data["phrase"])
    return Event(**values)


def statement_from_json(data: Data) -> Statement:
    """Return the statement that ``Statement.to_json`` wrote.

    Examples
    --------
    >>> said = Statement(id="a.1", layer="author", span=Span(0, 2, "No"), act="REJECT")
    >>> statement_from_json(said.to_json()) == said
    True
    """
    values = _known(Statement, data)
    values["span"] = span_from_json(data["span"])
    values["quote"] = _or_none(span_from_json, data.get("quote"))
    values["speaker"] = _or_none(mention_from_json, data.get("speaker"))
    values["via"] = _or_none(mention_from_json, data.get("via"))
    values["targets"] = tuple(target["id"] for target in data.get("targets", ()))
    inferred = data.get("inferred_targets", ())
    values["inferred_targets"] = tuple(target["id"] for target in inferred)
    values["events"] = tuple(event_from_json(event) for event in data.get("events", ()))
    values["conditions"] = tuple(condition_from_json(c) for c in data.get("conditions", ()))
    return Statement(**values)


def document_from_json(data: Data) -> Document:
    """Return the document that ``Document.to_json`` wrote."""
    return Document(
        **_known(Document, data["document"]),
        source=data["source"],
        statements=tuple(statement_from_json(item) for item in data.get("statements", ())),
        terms=tuple(span_from_json(item) for item in data.get("terms", ())),
        actors=tuple(Actor(**_known(Actor, item)) for item in data.get("actors", ())),
    )


def _known(kind: type[Any], data: Data) -> dict[str, Any]:
    """Return the plain values that a class knows, lists as tuples."""
    names = _names(kind)  # type: ignore[arg-type]
    return {
        name: tuple(value) if type(value) is list else value  # JSON knows no kinds of lists
        for name, value in data.items()
        if name in names
    }


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _or_none(revive: Callable[[Data], Any], data: Data | None) -> Any:
    return None if data is None else revive(data)
