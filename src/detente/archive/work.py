"""What a worker does: some items read into rows of tables, from nothing but their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente import strict_json
from detente.archive.listing import Item
from detente.documents.copies import sketch_of
from detente.documents.loading import documents_of
from detente.errors import DetenteError, InputError
from detente.evidence import Document
from detente.reading import read_statements
from detente.reading.attitudes import attitudes

Row = dict[str, Any]
#: The tables of a data set, in the order in which they are written.
TABLES = ("documents", "statements", "events", "parties", "attitudes", "failures")
_FIELDS = ("title", "date", "author", "outlet", "language")


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as rows by table, and what it is recognised by."""

    id: str
    source: str
    text_hash: str
    sketch: tuple[int, ...]
    rows: Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What became of some items: their readings, and why others could not be read."""

    number: int
    readings: list[Reading] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)


def read_parcel(number: int, taken: Iterable[Item]) -> Parcel:
    """Read items; whatever is in one never ends the others."""
    parcel = Parcel(number)
    for item in taken:
        try:
            if item.error is not None:
                raise InputError(item.error)
            for document in _documents(item):
                parcel.readings.append(reading_of(read_statements(document)))
        except DetenteError as error:
            parcel.failures.append((item.source, error.message))
        except Exception as error:  # noqa: BLE001 - nothing in a document ends an archive
            kind = type(error).__name__
            parcel.failures.append((item.source, f"It cannot be read: an unexpected {kind}."))
    return parcel


def _documents(item: Item) -> list[Document]:
    if not item.is_line:
        return documents_of(item.data, item.source, declared=item.declared)
    try:
        held = strict_json.loads(item.data.decode())
    except ValueError:
        held = None
    text = held.get("text") if isinstance(held, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise InputError('The line holds no document: {"text": "…"} is needed.')
    known = {name: held[name] for name in _FIELDS if isinstance(held.get(name), str)}
    (document,) = documents_of(text.encode(), item.source)
    named = next((held[k] for k in ("source", "url", "id") if isinstance(held.get(k), str)), None)
    return [replace(document, **known, source=named or item.source)]


def reading_of(document: Document) -> Reading:
    """Return a read document as rows of tables."""
    text_hash = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    name = hashlib.sha256(f"{document.source}\0{text_hash}".encode()).hexdigest()[:20]
    document = replace(document, id=name)
    day = (document.date or "")[:10] or None
    rows = {
        "documents": [
            {
                "document": name,
                "source": document.source,
                "day": day,
                "text_hash": text_hash,
                "statements": len(document.statements),
                "words": len(document.text.split()),
                **{key: getattr(document, key) for key in _FIELDS if key != "date"},
            }
        ],
        "statements": list(_statements(document, day)),
        "events": list(_events(document, day)),
        "parties": [
            {"document": name, "day": day, "party": a.id, "name": a.name, "kind": a.kind}
            for a in document.actors
        ],
        "attitudes": list(_attitudes(document, day)),
    }
    return Reading(name, document.source, text_hash, sketch_of(document.text), rows)


def _statements(document: Document, day: str | None) -> Iterator[Row]:
    for number, said in enumerate(document.statements):
        yield {
            "document": document.id,
            "day": day,
            "number": number,
            "layer": said.layer,
            "act": said.act,
            "speaker": said.speaker.id if said.speaker else None,
            "via": said.via.id if said.via else None,
            "target": said.targets[0] if said.targets else None,
            "targets": list(said.targets),
            "negated": said.negated,
            "conditions": len(said.conditions),
            "confidence": said.confidence,
            "start": said.span.start,
            "end": said.span.end,
            "text": said.span.text,
        }


def _events(document: Document, day: str | None) -> Iterator[Row]:
    for number, said in enumerate(document.statements):
        for event in said.events:
            yield {
                "document": document.id,
                "day": day,
                "statement": number,
                "agent": event.agent,
                "patient": event.patient,
                "predicate": event.predicate,
                "deed": event.deed,
                "polarity": event.polarity,
                "time": event.time,
                "force": event.force,
                "tone": event.tone,
            }


def _attitudes(document: Document, day: str | None) -> Iterator[Row]:
    for found in attitudes([document]):
        for ground in found.grounds:
            yield {
                "document": document.id,
                "day": day,
                "source": found.source,
                "target": found.target,
                "act": ground.act,
                "value": ground.value,
                "weight": ground.weight,
            }
