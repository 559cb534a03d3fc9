"""The dossier, its documents, statements and decisions, and who speaks of whom."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from detente.errors import InputError
from detente.evidence import ACTS, LAYERS, MODALITIES, Condition, Document, Statement
from detente.reading.attitudes import Attitude, attitudes
from detente.store import Entry
from detente.store.records import compact_json
from detente.web.dependencies import Room
from detente.web.jobs import Report
from detente.web.schemas import AcceptAll, Base, Decide, Heading, NewDocument, NewStatement, Piece
from detente.web.shapes.common import AsIs, JobOf
from detente.web.shapes.documents import (
    AcceptedShown,
    DecisionShown,
    DecisionStep,
    DocumentInfo,
    DossierShown,
    FullDocument,
    PartiesShown,
    ReadDone,
    RemovedShown,
    StatementShown,
)
from detente.web.workspace import NotThereError, Workspace

router = APIRouter(prefix="/api", tags=["documents"])


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A document before it is read: its bytes, its name, what else is known."""

    data: bytes
    name: str
    declared: str | None = None
    title: str | None = None


Filter = Annotated[str | None, Query(max_length=300)]


@router.get("/dossier", response_model=DossierShown)
def dossier(room: Room) -> dict[str, Any]:
    """Return what the dossier holds."""
    from detente import __version__

    found = room.dossier.models.find()
    return {
        "title": room.dossier.title,
        "path": room.dossier.path.name,
        "who": room.dossier.who,
        "owner": room.owner,
        "offline": room.offline,
        "revision": room.dossier.revision,
        "documents": [info.to_json() for info in room.dossier.list_documents()],
        "actors": [actor.to_json() for actor in room.dossier.actors()],
        "model": None if found is None else {"id": found.model, "version": found.version},
        "vocabulary": {"acts": list(ACTS), "layers": list(LAYERS), "modalities": list(MODALITIES)},
        "version": __version__,
    }


@router.get("/documents", response_model=list[DocumentInfo])
def documents(room: Room) -> list[dict[str, Any]]:
    """List the documents."""
    return [info.to_json() for info in room.dossier.list_documents()]


@router.get("/documents/{name}", response_model=AsIs[FullDocument])
def document(room: Room, name: str) -> Response:
    """Return a document with its text and all its statements, rejected ones included."""
    revision = room.dossier.revision  # asked for first: at worst something is newer than it says
    _know(room, name)
    body = room.keep_last((name, revision), lambda: _document_json(room, name, revision))
    return Response(body, media_type="application/json")


def _document_json(room: Workspace, name: str, revision: int) -> bytes:
    """Write a document's answer, which for thousands of statements takes longer than all else."""
    data = room.dossier.document(name, alone=True).to_json()
    del data["statements"]
    head = compact_json(data | {"revision": revision})
    statements = _statements_json(room, revision, document=name, status="all")
    return f'{head[:-1]},"statements":{statements}}}'.encode()


@router.post("/documents", status_code=202, response_model=JobOf[ReadDone])
def add_document(room: Room, body: NewDocument) -> dict[str, Any]:
    """Read a text, or fetch a page that the user names, as a job."""
    if body.url is not None:
        address = body.url.strip()
        if room.offline:
            raise InputError("The workbench is offline.", fix="Start it without --offline.")
        return _read(room, f"Fetching {address[:60]}", lambda: _fetched(address))
    text = body.text or ""
    if not any(character.isalnum() for character in text):
        raise InputError("The document has no text.", fix="Paste the article.")
    title = body.title.strip() if body.title else None
    return _read(room, "Reading the text", lambda: _pasted(text, title))


@router.post(
    "/upload",
    status_code=202,
    response_model=JobOf[ReadDone],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def upload(
    room: Room, request: Request, name: Annotated[str, Query(min_length=1, max_length=300)]
) -> dict[str, Any]:
    """Read an uploaded file, as a job; the name only tells the format and is never a path."""
    data = await request.body()
    return await run_in_threadpool(
        lambda: _read(room, f"Reading {name[:60]}", lambda: _uploaded(room, data, name))
    )


@router.post("/sample", status_code=202, response_model=JobOf[ReadDone])
def sample(room: Room) -> dict[str, Any]:
    """Read the bundled sample report, as a job."""

    def load() -> _Loaded:
        from pathlib import Path

        from detente.api import example

        path = Path(example("korea/report.txt"))
        return _Loaded(path.read_bytes(), path.name)

    return _read(room, "Reading the sample", load)


@router.put("/documents/{name}", response_model=DocumentInfo)
def describe_document(room: Room, name: str, body: Heading) -> dict[str, Any]:
    """Correct what is known about a document: title, date, author, outlet."""
    _know(room, name)
    given = body.model_dump(exclude_unset=True, exclude={"base"})
    values: dict[str, Any] = {f: (value or "").strip() or None for f, value in given.items()}
    room.dossier.set_document(name, seen=body.base, **values)
    return next(i.to_json() for i in room.dossier.list_documents() if i.id == name)


@router.delete("/documents/{name}", response_model=RemovedShown)
def remove_document(room: Room, name: str) -> dict[str, Any]:
    """Take a document out of the dossier; decisions about it are kept."""
    _know(room, name)
    room.dossier.remove_document(name)
    return {"removed": name}


@router.get("/statements", response_model=AsIs[list[StatementShown]])
def statements(
    room: Room,
    speaker: Filter = None,
    target: Filter = None,
    act: Filter = None,
    layer: Filter = None,
    document: Filter = None,
    since: Filter = None,
    until: Filter = None,
    text: Filter = None,
    status: Filter = "active",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """List statements that pass a filter."""
    found = _statements_json(
        room,
        room.dossier.revision,
        speaker=speaker,
        target=target,
        act=act,
        layer=layer,
        document=document,
        since=since,
        until=until,
        text=text,
        status=status,
        limit=limit,
        offset=offset,
    )
    return Response(found, media_type="application/json")


def _statements_json(room: Workspace, revision: int, **filters: Any) -> str:
    """Write statements with who decided on each, and why; of the log only what is about them is read."""
    found = list(room.dossier.statements_written(**filters))
    about = {key for _, decisions in found for key in decisions}
    log = {d.id: d for d in room.dossier.decisions(ids=about, state="active")}

    def shown(text: str, decisions: tuple[int, ...]) -> str:
        made = [log[key] for key in decisions if key in log]
        decided = [{"who": d.who, "kind": d.kind, "at": d.at, "reason": d.reason} for d in made]
        return f'{text[:-1]},"revision":{revision},"decided":{compact_json(decided)}}}'

    return f"[{','.join(shown(*each) for each in found)}]"


def _now_json(room: Workspace, statement: str) -> dict[str, Any]:
    text = _statements_json(room, room.dossier.revision, id=statement, status="all")
    now: dict[str, Any] = json.loads(text)[0]
    return now


@router.post("/documents/{name}/statements", status_code=201, response_model=AsIs[StatementShown])
def add_statement(room: Room, name: str, body: NewStatement) -> dict[str, Any]:
    """Add a statement that the reader missed; its words are those of the document."""
    _know(room, name)
    span = {"start": body.start, "end": body.end}
    changes: dict[str, Any] = {"act": body.act, "targets": body.targets, "speaker": body.speaker}
    if body.layer == "quoted":
        changes["quote"] = span
    changes["layer"] = body.layer
    if body.negated:
        changes["negated"] = True
    if body.modality is not None:
        changes["modality"] = body.modality
    if body.conditions:
        changes["conditions"] = [condition.model_dump() for condition in body.conditions]
    payload = {"document": name, "span": span, "changes": changes}
    with room.dossier.batch():
        decision = room.dossier.decide("add", [], payload, reason=body.reason or None)
        return _now_json(room, decision.statements[0])


@router.post("/documents/{name}/statements/{statement}", response_model=AsIs[StatementShown])
def decide(room: Room, name: str, statement: str, body: Decide) -> dict[str, Any]:
    """Accept, reject, correct, split or comment a statement, or file others as repetitions of it."""
    with room.dossier.batch():
        entry = _entry(room, name, statement)
        payload: dict[str, Any] = {}
        if body.action == "split":
            payload = {"pieces": [_piece(entry, piece) for piece in body.pieces]}
        elif body.action == "correct":
            payload = {"changes": _corrections(entry, body)}
        others = body.others if body.action == "merge" else []
        seen = body.bases | ({} if body.base is None else {statement: body.base})
        room.dossier.decide(
            body.action, [statement, *others], payload, seen=seen, reason=body.reason or None
        )
        return _now_json(room, statement)


@router.post("/decisions/accept", response_model=AcceptedShown)
def accept_all(room: Room, body: AcceptAll) -> dict[str, Any]:
    """Accept the open statements that are at least so sure, as one decision."""
    if body.document is not None:
        _know(room, body.document)
    with room.dossier.batch():
        entries = room.dossier.statements(document=body.document, status="proposed")
        sure = [e.statement.id for e in entries if e.statement.confidence >= body.above]
        if sure:
            room.dossier.decide("accept", sure)
        return {"accepted": len(sure), "revision": room.dossier.revision}


@router.post("/decisions/undo", response_model=DecisionStep)
def undo_decision(room: Room, body: Base | None = None) -> dict[str, Any]:
    """Undo the last decision; with ``base``, a revision, only if nothing was decided since."""
    decision = room.dossier.undo(seen=body.base if body is not None else None)
    if decision is None:
        raise InputError("There is no decision to undo.")
    return {"label": f"{decision.kind} {decision.subject}", "revision": room.dossier.revision}


@router.post("/decisions/redo", response_model=DecisionStep)
def redo_decision(room: Room, body: Base | None = None) -> dict[str, Any]:
    """Redo the decision that was undone last; with ``base`` as for undoing."""
    decision = room.dossier.redo(seen=body.base if body is not None else None)
    if decision is None:
        raise InputError("There is no decision to redo.")
    return {"label": f"{decision.kind} {decision.subject}", "revision": room.dossier.revision}


@router.get("/decisions", response_model=list[DecisionShown])
def decisions(room: Room) -> list[dict[str, Any]]:
    """Return the log of decisions."""
    return [decision.to_json() for decision in room.dossier.decisions()]


@router.get("/parties", response_model=AsIs[PartiesShown])
def parties(room: Room, since: Filter = None, until: Filter = None) -> Response:
    """Return who speaks of whom, with signs, and each pair's statements in order of date."""
    key = ("parties", room.dossier.evidence_revision, since, until)
    body = room.keep(key, lambda: compact_json(_parties(room, since, until)).encode())
    return Response(body, media_type="application/json")


def _parties(room: Workspace, since: str | None, until: str | None) -> dict[str, Any]:
    entries = room.dossier.statements(since=since, until=until, order="date")
    by_document: dict[str, list[Statement]] = {}
    pairs: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        statement = entry.statement
        by_document.setdefault(entry.document, []).append(statement)
        if statement.speaker is not None:
            for target in statement.targets:
                if target != statement.speaker.id:
                    pairs.setdefault((statement.speaker.id, target), []).append(statement.id)
    read = attitudes(
        Document(id=name, source=name, text="", statements=tuple(statements))
        for name, statements in by_document.items()
    )
    found = {(attitude.source, attitude.target): attitude for attitude in read}
    values = {g.statement: g.value for attitude in read for g in attitude.grounds}
    names = {actor.id: actor.name for actor in room.dossier.actors()}
    weight: dict[str, int] = {}
    for pair, statements in pairs.items():
        for actor in pair:
            weight[actor] = weight.get(actor, 0) + len(statements)
    spoken = {key for statements in pairs.values() for key in statements}
    return {
        "actors": [
            {"id": actor, "name": names.get(actor, actor)}
            for actor in sorted(weight, key=lambda actor: (-weight[actor], actor))
        ],
        "cells": [_cell(pair, keys, found.get(pair)) for pair, keys in sorted(pairs.items())],
        "statements": {
            entry.statement.id: _short(entry)
            | {"leaning": _sign(values.get(entry.statement.id, 0))}
            for entry in entries
            if entry.statement.id in spoken
        },
    }


def _cell(pair: tuple[str, str], keys: list[str], attitude: Attitude | None) -> dict[str, Any]:
    values = [ground.value for ground in attitude.grounds] if attitude else []
    return {
        "from": pair[0],
        "to": pair[1],
        "sign": attitude.sign if attitude else "0",
        "friendly": sum(value > 0 for value in values),
        "hostile": sum(value < 0 for value in values),
        "statements": keys,
    }


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _short(entry: Entry) -> dict[str, Any]:
    statement = entry.statement
    return {
        "id": statement.id,
        "document": entry.document,
        "date": entry.date,
        "act": statement.act,
        "layer": statement.layer,
        "negated": statement.negated,
        "text": (statement.quote or statement.span).text,
    }


def _piece(entry: Entry, piece: Piece) -> dict[str, Any]:
    """Return a piece of a statement; it has the layer of the whole."""
    span = {"start": piece.start, "end": piece.end}
    layer = entry.statement.layer
    changes: dict[str, Any] = {"span": span}
    if layer == "quoted":
        changes["quote"] = span
    changes["layer"] = layer
    if piece.act is not None:
        changes["act"] = piece.act
    return changes


def _corrections(entry: Entry, body: Decide) -> dict[str, Any]:
    """Return only what the correction changes, spans before what must lie inside them."""
    statement = entry.statement
    changes: dict[str, Any] = {}
    span = {"start": body.start, "end": body.end}
    moved = body.start is not None and (body.start, body.end) != (
        statement.span.start,
        statement.span.end,
    )
    layer = body.layer or statement.layer
    if moved:
        changes["span"] = span
    if layer == "quoted" and (moved or statement.quote is None):
        changes["quote"] = span if moved else statement.span.to_json()
    elif layer != "quoted" and statement.quote is not None:
        changes["quote"] = None
    if body.layer is not None and body.layer != statement.layer:
        changes["layer"] = body.layer
    if body.act is not None and body.act != statement.act:
        changes["act"] = body.act
    given = body.model_fields_set
    if "speaker" in given and body.speaker != (statement.speaker.id if statement.speaker else None):
        changes["speaker"] = body.speaker
    if body.targets is not None and tuple(body.targets) != statement.targets:
        changes["targets"] = body.targets
    if body.negated is not None and body.negated != statement.negated:
        changes["negated"] = body.negated
    if body.modality is not None and body.modality != statement.modality:
        changes["modality"] = body.modality
    if body.conditions is not None:
        asked = [condition.model_dump() for condition in body.conditions]
        if asked != [_condition_json(condition) for condition in statement.conditions]:
            changes["conditions"] = asked
    if not changes:
        raise InputError("Nothing was changed.", fix="Accept the statement instead.")
    return changes


def _condition_json(condition: Condition) -> dict[str, Any]:
    halves = {"condition": condition.condition, "consequence": condition.consequence}
    places = {name: {"start": s.start, "end": s.end} for name, s in halves.items()}
    return {**places, "kind": condition.kind, "sense": condition.sense, "cue": condition.cue}


def _know(room: Workspace, name: str) -> None:
    if all(info.id != name for info in room.dossier.list_documents()):
        raise NotThereError(f"There is no document {name[:80]!r}.")


def _entry(room: Workspace, name: str, statement: str) -> Entry:
    found = room.dossier.statements(id=statement, document=name, status="all")
    entry = found[0] if found else None
    if entry is None:
        raise NotThereError(f"There is no statement {statement[:80]!r} in this document.")
    return entry


def _read(room: Workspace, label: str, load: Callable[[], _Loaded]) -> dict[str, Any]:
    """Load, read and add a document as a job, just as ``detente dossier add`` does."""

    def work(report: Report) -> dict[str, Any]:
        from detente.store.ingesting import keep_read, read_bytes

        report(0, 2)
        loaded = load()
        report(1, 2)
        read = room.apart.do(
            read_bytes, *(loaded.data, loaded.name, loaded.declared, loaded.title),
            cancelled=report.cancelled.is_set,
        )  # fmt: skip
        report.keep()
        added = keep_read(room.dossier, read, loaded.data, loaded.name)
        report(2, 2)
        note = None
        if added.copy_of:
            note = f"Nearly the same text as {added.copy_of}."
        elif added.outcome == "restored":
            note = "This document was removed before; it is back with the decisions about it."
        elif added.outcome == "unchanged":
            note = "This document is in the dossier already."
        return {"document": added.id, "outcome": added.outcome, "note": note}

    return room.jobs.start("read", label, work).to_json()


def _fetched(address: str) -> _Loaded:
    from detente.documents.loading import source_bytes
    from detente.documents.sources import is_address

    if not is_address(address):
        raise InputError("This is no address of a page.", fix="Write https://…")
    data, declared = source_bytes(address)
    return _Loaded(data, address, declared=declared)


def _pasted(text: str, title: str | None) -> _Loaded:
    data = text.encode("utf-8")
    key = hashlib.sha256(data).hexdigest()[:10]
    return _Loaded(data, f"pasted-{key}.txt", title=title)


def _uploaded(room: Workspace, data: bytes, name: str) -> _Loaded:
    """Name an uploaded file; its name only tells the format and is never a path.

    Two files that happen to bear one name are two documents: the second is named by its bytes too.
    """
    base = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    base = base if any(c.isalnum() for c in base) else "document"
    key = hashlib.sha256(data).hexdigest()
    if room.dossier.has_other(base, key):
        path = PurePosixPath(base)
        base = f"{path.stem}-{key[:10]}{path.suffix}"
    return _Loaded(data, base)
