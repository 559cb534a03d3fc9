"""Statements out of a dossier: JSON Lines, CSV, Parquet, Web Annotation, PLOVER-style events."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.evidence import Condition
from detente.interchange.tables import is_formula
from detente.store.annotating import label_studio_lines
from detente.store.dossier import Dossier
from detente.store.records import Entry

#: Verbal and material cooperation, verbal and material conflict: the four classes of PLOVER
#: (Halterman et al. 2023); which class a type falls in is our reading of its description.
_QUADS = {
    "1": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "2": ("COOPERATE", "AID", "RETREAT"),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = {act: quad for quad, acts in _QUADS.items() for act in acts}
_COLUMNS = (
    "id", "document", "date", "status", "origin", "layer", "speaker", "speaker_name", "via", "targets", "act",
    "modality", "negated", "condition_cue", "condition_sense", "condition", "consequence", "condition_kind",
    "condition_by", "consequence_by", "hedge", "confidence", "cluster", "start", "end", "text", "quote", "notes",
)  # fmt: skip
#: What stands between a statement's conditions, in each of their columns, and for one that leaves a column open.
BETWEEN, OPEN = " | ", "?"
_EVENT_COLUMNS = (
    "event_id", "event_date", "actor", "recipient", "event_type", "modality", "quad_code", "negated", "conditional",
    "layer", "story_id", "headline", "publisher", "text", "confidence",
)  # fmt: skip
_AROUND = 32


def csv_cell(value: Any) -> Any:
    """Return a value for a table, guarded: no spreadsheet takes it for a formula.

    Examples
    --------
    >>> csv_cell("=1+1"), csv_cell("plain"), csv_cell(3)
    ("'=1+1", 'plain', 3)
    """
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def json_lines(dossier: Dossier, *, status: str = "active") -> Iterator[str]:
    """Give every statement as one line of JSON."""
    for entry in _entries(dossier, status):
        yield json.dumps(entry.to_json(), ensure_ascii=False) + "\n"


def csv_lines(dossier: Dossier, *, status: str = "active") -> Iterator[str]:
    """Give the statements as CSV, one row each; targets joined by spaces, several conditions by :data:`BETWEEN`."""
    return _table(_COLUMNS, (_row(entry) for entry in _entries(dossier, status)))


def event_lines(dossier: Dossier, *, status: str = "active") -> Iterator[str]:
    """Give PLOVER-style events as CSV: one row per actor and recipient.

    OFFER, COMMIT and STATE are no PLOVER types and are left out, as are the author's own claims and
    interpretations: PLOVER codes what an actor did or said. Its ``mode``, a subtype of the event, is
    not coded; ``modality`` (done, planned, asked …) is ours.
    """

    def rows() -> Iterator[dict[str, Any]]:
        documents = {info.id: info for info in dossier.list_documents()}
        for entry in _entries(dossier, status):
            said = entry.statement
            if said.act not in _QUAD or said.layer not in ("quoted", "reported"):
                continue
            for number, target in enumerate(said.targets or ("",), start=1):
                yield {
                    "event_id": f"{said.id}/{number}",
                    "event_date": entry.date,
                    "actor": said.speaker.id if said.speaker else None,
                    "recipient": target,
                    "event_type": said.act,
                    "modality": said.modality,
                    "quad_code": _QUAD[said.act],
                    "negated": said.negated,
                    "conditional": bool(said.conditions),
                    "layer": said.layer,
                    "story_id": entry.document,
                    "headline": documents[entry.document].title,
                    "publisher": documents[entry.document].outlet,
                    "text": said.span.text,
                    "confidence": round(said.confidence, 3),
                }

    return _table(_EVENT_COLUMNS, rows())


def annotation_lines(dossier: Dossier, *, status: str = "active") -> Iterator[str]:
    """Give a Web Annotation page (W3C Recommendation 2017, JSON-LD), one annotation per statement."""
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:detente:{_urn(dossier.title)}",
        "type": "AnnotationPage",
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [\n'
    text, resource, of = "", "", None
    first = True
    for entry in _entries(dossier, status):
        if entry.document != of:
            document = dossier.document(entry.document)
            text, resource, of = (
                document.text,
                _resource(document.source, document.text),
                document.id,
            )
        yield ("" if first else ",\n") + json.dumps(
            _annotation(entry, text, resource), ensure_ascii=False
        )
        first = False
    yield "\n]}\n"


def write_parquet(dossier: Dossier, path: str | Path, *, status: str = "active") -> None:
    """Write the statements as a Parquet file, a few thousand rows at a time.

    Raises
    ------
    InputError
        When pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(
            "Parquet needs the package pyarrow.", fix="Install it: pip install 'detente[cluster]'."
        ) from None
    kinds = {
        "start": pa.int64(),
        "end": pa.int64(),
        "confidence": pa.float64(),
        "negated": pa.bool_(),
    }
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in _COLUMNS])
    try:
        with pq.ParquetWriter(path, schema) as writer:
            block: list[dict[str, Any]] = []
            for entry in _entries(dossier, status):
                block.append(_row(entry))
                if len(block) == 5000:
                    writer.write_table(pa.Table.from_pylist(block, schema=schema))
                    block = []
            writer.write_table(pa.Table.from_pylist(block, schema=schema))
    except OSError as error:
        raise InputError(
            f"Cannot write the file: {error}.", source=str(path), fix="Name another."
        ) from error


#: Text formats by name: the lines of the file.
TEXT_FORMATS: dict[str, Callable[..., Iterator[str]]] = {
    "jsonl": json_lines,
    "csv": csv_lines,
    "events": event_lines,
    "annotations": annotation_lines,
    "label-studio": label_studio_lines,
}
FORMATS = (*TEXT_FORMATS, "parquet", "xmi")
ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".jsonld": "annotations", ".parquet": "parquet",
    ".json": "label-studio", ".zip": "xmi",
}  # fmt: skip


def _entries(dossier: Dossier, status: str) -> Iterator[Entry]:
    """Give statements document by document, so that memory stays small."""
    for info in dossier.list_documents():
        yield from dossier.statements(document=info.id, status=status)


def _row(entry: Entry) -> dict[str, Any]:
    said = entry.statement
    return {
        "id": said.id,
        "document": entry.document,
        "date": entry.date,
        "status": entry.status,
        "origin": entry.origin,
        "layer": said.layer,
        "speaker": said.speaker.id if said.speaker else None,
        "speaker_name": said.speaker.name if said.speaker else None,
        "via": said.via.id if said.via else None,
        "targets": " ".join(said.targets),
        "act": said.act,
        "modality": said.modality,
        "negated": said.negated,
        **_conditions(said.conditions),
        "hedge": said.hedge,
        "confidence": round(said.confidence, 3),
        "cluster": said.cluster,
        "start": said.span.start,
        "end": said.span.end,
        "text": said.span.text,
        "quote": said.quote.text if said.quote else None,
        "notes": "; ".join(said.notes),
    }


def _conditions(found: tuple[Condition, ...]) -> dict[str, str | None]:
    """Return the columns of a statement's conditions: in each as many parts as there are conditions."""
    parts: dict[str, list[str | None]] = {
        "condition_cue": [each.cue for each in found],
        # without it, an analyst's "unless" would read as "if"
        "condition_sense": [each.sense for each in found],
        "condition": [each.condition.text for each in found],
        "consequence": [each.consequence.text for each in found],
        "condition_kind": [each.kind for each in found],
        "condition_by": [each.condition_by for each in found],
        "consequence_by": [each.consequence_by for each in found],
    }
    return {
        name: BETWEEN.join(each or OPEN for each in told) if any(told) else None
        for name, told in parts.items()
    }


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(row[name]) for name in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _annotation(entry: Entry, text: str, resource: str) -> dict[str, Any]:
    said = entry.statement
    span = said.quote or said.span
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": value}
        for value in (said.act, said.layer, *(f"to {target}" for target in said.targets))
    ]
    if said.speaker is not None:
        name = f"{said.speaker.name} ({said.speaker.id})"
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": name})
    return {
        "id": f"urn:detente:statement:{_urn(said.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies,
        "target": {
            "source": resource,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
            ],
        },
        "detente:status": entry.status,
    }


def _resource(source: str, text: str) -> str:
    """Return the address of a document, or the name of its very text (RFC 6920)."""
    import hashlib

    if source.startswith(("http://", "https://")):
        return source
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _urn(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
