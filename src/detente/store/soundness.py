"""Whether what a dossier holds can be read: every row, beyond what SQLite itself can tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from detente.errors import DetenteError
from detente.evidence import statement_from_json
from detente.store.rebuilding import HEADING, decision_from
from detente.store.records import KINDS

if TYPE_CHECKING:
    from detente.store.dossier import Dossier

#: What reading a row that is not as it was written may come to.
TROUBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


def unreadable(dossier: Dossier) -> Iterator[str]:
    """Give a line for each row that cannot be read."""
    database = dossier.database
    yield from _tried("the settings", lambda: (dossier.title, dossier.revision))
    for row in database.all("SELECT * FROM documents"):
        yield from _tried(f"document {row['id']}", partial(_document, dossier, row))
    for row in database.all("SELECT DISTINCT document FROM statements"):
        name = row["document"]
        read = partial(dossier.statements, document=name, status="all")
        yield from _tried(f"the statements of {name}", read)
    for row in database.all("SELECT * FROM decisions"):
        yield from _tried(f"decision {row['id']}", partial(_decision, row))
    for row in database.all("SELECT * FROM removed WHERE data IS NOT NULL"):
        yield from _tried(f"removed document {row['document']}", partial(_removed, row))
    for name in dossier.models.names():
        yield from _tried(f"model {name}", partial(dossier.models.history, name))
    yield from _tried("the runs", lambda: dossier.runs.find(limit=-1))


def _tried(what: str, read: Callable[[], Any]) -> Iterator[str]:
    try:
        read()
    except DetenteError as error:
        yield f"{what}: {error.message}"
    except TROUBLES:
        yield f"{what} cannot be read"


def _document(dossier: Dossier, row: Any) -> None:
    found = dossier.document(row["id"], alone=True)
    texts = (found.text, *found.notes, *(actor.id for actor in found.actors))
    heading = dict.fromkeys(HEADING) if row["heading"] is None else json.loads(row["heading"])
    statements = [statement_from_json(item) for item in json.loads(row["reading"])]
    spans = [span for s in statements for span in (s.span, s.quote) if span is not None]
    words = all(found.text[span.start : span.end] == span.text for span in spans)
    whole = row["sketch"] is None or len(row["sketch"]) % 8 == 0
    known = set(heading) == set(HEADING)
    if not (words and whole and known and all(isinstance(text, str) for text in texts)):
        raise ValueError


def _decision(row: Any) -> None:
    found = decision_from(row)
    given = dict(found.payload)
    alone = found.kind in ("add", "describe")
    parts = given.get("pieces", ()) if found.kind == "split" else [given.get("changes", {})]
    anchors = [*given.get("anchors", {}).values(), *filter(None, [given.get("anchor")])]
    sound = (
        found.kind in KINDS
        and all(isinstance(name, str) for name in found.statements)
        and (found.kind == "describe" or bool(found.statements))
        and (not alone or isinstance(given["document"], str))
        and all(isinstance(part, dict) for part in parts)
        and all({"start", "around", "places"} <= set(anchor) for anchor in anchors)
        and (found.kind not in ("correct", "split") or isinstance(given["start"], int))
    )
    if not sound:
        raise ValueError


def _removed(row: Any) -> None:
    kept = json.loads(row["data"])
    for key in ("id", "source", "position", "reading", "sketch", "copy_of"):
        kept["row"][key]
    json.loads(kept["row"]["reading"])
    if not all(isinstance(kept[key], list) for key in ("copies", "earlier")):
        raise ValueError
