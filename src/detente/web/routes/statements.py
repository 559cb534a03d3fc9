"""Statements and the decisions about them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from detente.errors import InputError
from detente.evidence import Condition
from detente.store import Entry
from detente.store.records import compact_json
from detente.web.dependencies import Filter, Room, know
from detente.web.schemas import AcceptAll, Base, Decide, NewStatement, Piece
from detente.web.shapes.common import AsIs
from detente.web.shapes.documents import (
    AcceptedShown,
    DecisionShown,
    DecisionStep,
    Outlines,
    StatementShown,
)
from detente.web.workspace import NotThereError, Workspace

router = APIRouter(prefix="/api", tags=["documents"])


#: From this size on an answer is sent as it is: on this machine packing takes longer than sending.
_UNPACKED = 1_000_000


@router.get("/statements", response_model=AsIs[list[StatementShown]])
def statements(
    room: Room,
    id: Annotated[list[str] | None, Query(max_length=100)] = None,  # noqa: A002 - the query's name
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
    found = statements_json(
        room,
        room.dossier.revision,
        ids=None if id is None else tuple(id),
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


@router.get("/statements/outlined", response_model=AsIs[Outlines])
def statements_outlined(room: Room, since: Filter = None, until: Filter = None) -> Response:
    """Return what tells the statements of all documents apart."""
    revision = room.dossier.revision
    filters = {"since": since, "until": until}

    def make() -> bytes:
        return compact_json(outlines(room, revision, text=True, **filters)).encode()

    return plain_json(room.keep_last(("all", since, until, revision), make))


def outlines(room: Workspace, revision: int, *, text: bool, **filters: Any) -> dict[str, Any]:
    """Return statements in columns, rejected ones included."""
    found = room.dossier.outlined(status="all", **filters)
    actors = sorted({name for each in found.targets for name in each})
    place = {name: n for n, name in enumerate(actors)}
    return {
        **{name: getattr(found, name) for name in ("id", "start", "end", "negated", "confidence")},
        **{
            name: _coded(getattr(found, name))
            for name in ("document", "speaker", "act", "layer", "status")
        },
        "targets": {
            "values": actors,
            "at": [[place[name] for name in each] for each in found.targets],
        },
        "text": found.text if text else None,
        "revision": revision,
    }


def _coded(values: Sequence[str | None]) -> dict[str, Any]:
    """Return a column by the values that occur in it."""
    known = sorted(filter(None, set(values)))
    place: dict[str | None, int] = {value: n for n, value in enumerate(known)}
    return {"values": known, "at": [place.get(value, -1) for value in values]}


def plain_json(body: bytes) -> Response:
    """Return JSON text, packed underway only when it is small."""
    headers = {"Content-Encoding": "identity"} if len(body) > _UNPACKED else None
    return Response(body, media_type="application/json", headers=headers)


def statements_json(room: Workspace, revision: int, **filters: Any) -> str:
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
    text = statements_json(room, room.dossier.revision, id=statement, status="all")
    now: dict[str, Any] = json.loads(text)[0]
    return now


@router.post("/documents/{name}/statements", status_code=201, response_model=AsIs[StatementShown])
def add_statement(room: Room, name: str, body: NewStatement) -> dict[str, Any]:
    """Add a statement that the reader missed; its words are those of the document."""
    know(room, name)
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
        know(room, body.document)
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


def _entry(room: Workspace, name: str, statement: str) -> Entry:
    found = room.dossier.statements(id=statement, document=name, status="all")
    entry = found[0] if found else None
    if entry is None:
        raise NotThereError(f"There is no statement {statement[:80]!r} in this document.")
    return entry
