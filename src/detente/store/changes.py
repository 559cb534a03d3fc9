"""Corrections to a statement: checked against the text, then applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.evidence import (
    ACTS,
    CONDITION_KINDS,
    LAYERS,
    MODALITIES,
    SENSES,
    Condition,
    Mention,
    Span,
    Statement,
)
from detente.store.following import bound, follow

#: What an analyst may change in a statement.
FIELDS = (
    "speaker", "via", "targets", "act", "layer", "negated", "modality", "hedge", "conditions",
    "span", "quote", "notes",
)  # fmt: skip
_CHOICES = {"act": ACTS, "layer": LAYERS, "modality": MODALITIES}


def corrected(statement: Statement, changes: Mapping[str, Any], text: str) -> Statement:
    """Return the statement with changes made.

    Parameters
    ----------
    statement : Statement
    changes : mapping
        New values of some of ``FIELDS``. ``speaker`` and ``via`` are an actor's id, ``{"id", "name"}``
        or None; ``targets`` a list of ids; spans are ``{"start", "end"}`` in the document, or
        ``{"text"}`` where the words stand once inside the statement or else once in the document.
    text : str
        The document's text.

    Raises
    ------
    InputError
        For an unknown field or value, or words that do not stand in the document.
    """
    result = statement
    for field, value in changes.items():
        if field not in FIELDS:
            raise InputError(f"A statement has no {field!r}.", fix=did_you_mean(field, FIELDS))
        result = replace(result, **{field: _value(field, value, result, text)})
    if result.layer == "quoted" and result.quote is None:
        raise InputError(
            "A quoted statement needs its quote.", fix="Give the span of the quote too."
        )
    if result.layer != "quoted" and "layer" in changes:
        result = replace(result, quote=None)
    if result.quote is not None and not (
        result.span.start <= result.quote.start and result.quote.end <= result.span.end
    ):
        raise InputError("The quote must lie inside the statement.", fix="Give both spans.")
    return follow(statement, result, changes.keys())


def _value(field: str, value: Any, statement: Statement, text: str) -> Any:
    if field in _CHOICES:
        known = {name.lower(): name for name in _CHOICES[field]}
        chosen = known.get(str(value).lower())
        if chosen is None:
            raise InputError(
                f"{str(value)[:80]!r} is no {field}.",
                fix=did_you_mean(str(value)[:80], _CHOICES[field]),
            )
        return chosen
    if field in ("speaker", "via"):
        return _mention(field, value)
    if field in ("targets", "notes"):
        items = [value] if isinstance(value, str) else list(value or ())
        ids = [item["id"] if isinstance(item, Mapping) else item for item in items]
        if not all(isinstance(item, str) and item.strip() for item in ids):
            raise InputError(f"{field} is a list of words.", fix="Such as USA,PRK.")
        return tuple(dict.fromkeys(item.strip() for item in ids))
    if field == "negated":
        if not isinstance(value, bool):
            raise InputError("negated is true or false.", fix="Write true or false.")
        return value
    if field == "hedge":
        return None if value is None else str(value)
    if field == "conditions":
        return tuple(_condition(item, statement, text) for item in value or ())
    return (
        None if value is None and field == "quote" else span_in(text, value, within=statement.span)
    )


def _mention(field: str, value: Any) -> Mention | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Mention(value.strip(), value.strip())
    if isinstance(value, Mapping) and isinstance(value.get("id"), str) and value["id"].strip():
        return Mention(value["id"].strip(), str(value.get("name") or value["id"]).strip())
    raise InputError(f"{field} is an actor's id.", fix='Such as USA, or {"id": …, "name": …}.')


def _condition(data: Any, statement: Statement, text: str) -> Condition:
    if not isinstance(data, Mapping) or not {"condition", "consequence", "kind"} <= set(data):
        raise InputError(
            "A condition needs condition, consequence and kind.", fix="Give all three."
        )
    from detente.reading.conditions import sense_of

    cue = str(data.get("cue", ""))
    # the cue decides where nothing else is said
    sense = str(data.get("sense") or sense_of(cue) or "if")
    for value, known in ((data["kind"], CONDITION_KINDS), (sense, SENSES)):
        if value not in known:
            raise InputError(
                f"{str(value)[:80]!r} is not known.", fix=did_you_mean(str(value)[:80], known)
            )
    made = Condition(
        cue=cue,
        condition=span_in(text, data["condition"], within=statement.span),
        consequence=span_in(text, data["consequence"], within=statement.span),
        kind=data["kind"],
        sense=sense,
        condition_by=data.get("condition_by"),
        consequence_by=data.get("consequence_by"),
    )
    read = next(
        (c for c in statement.conditions
         if (c.condition, c.consequence) == (made.condition, made.consequence)),
        None,
    )  # fmt: skip
    if read is None:
        return bound(statement, made)
    return replace(
        made, antecedent=read.antecedent, consequent=read.consequent,
        condition_by=made.condition_by or read.condition_by,
        consequence_by=made.consequence_by or read.consequence_by,
    )  # fmt: skip


def span_in(text: str, value: Any, *, within: Span | None = None) -> Span:
    """Return a verbatim span of a text, named by offsets or by its words.

    Raises
    ------
    InputError
        When the words do not stand there, or stand in several places.
    """
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, Mapping):
        raise InputError(
            "A span is given by start and end, or by its words.", fix="Give one of them."
        )
    words = value.get("text")
    if "start" in value and "end" in value:
        start, end = value["start"], value["end"]
        whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (start, end))
        if not whole or not 0 <= start < end <= len(text):
            raise InputError(
                "The span lies outside the text.", fix=f"Offsets run from 0 to {len(text)}."
            )
        if words is not None and text[start:end] != words:
            raise InputError("The words do not stand at these offsets.", fix="Give them verbatim.")
        return Span(start, end, text[start:end])
    if not isinstance(words, str) or not words.strip():
        raise InputError(
            "A span is given by start and end, or by its words.", fix="Give one of them."
        )
    for place in ((within.start, within.end) if within else None, (0, len(text))):
        if place is None:
            continue
        first = text.find(words, *place)
        if first != -1:
            if text.find(words, first + 1, place[1]) != -1:
                raise InputError("The words stand in several places.", fix="Give start and end.")
            return Span(first, first + len(words), words)
    raise InputError("The words do not stand in the document.", fix="Give them verbatim.")
