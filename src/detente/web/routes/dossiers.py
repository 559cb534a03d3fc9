"""Dossiers: those at hand, another one opened or made, a copy saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from detente.web.dependencies import Room
from detente.web.schemas import NewDossier, OpenDossier
from detente.web.shapes.documents import AgreementShown, DossiersShown

if TYPE_CHECKING:
    from detente.store.merging import Difference

#: Differences that are listed.
_MOST = 300

router = APIRouter(prefix="/api/dossiers", tags=["dossiers"])


@router.get("", response_model=DossiersShown)
def dossiers(room: Room) -> dict[str, Any]:
    """List the dossiers beside the one that is open."""
    here = room.dossier.path.resolve()
    found = []
    for path in room.dossiers():
        try:
            changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        except OSError:
            continue
        said = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
        found.append({"name": path.name, "changed": said, "open": path == here})
    return {"folder": room.folder.name, "dossiers": found}


@router.post("/open", response_model=DossiersShown)
def open_dossier(room: Room, body: OpenDossier) -> dict[str, Any]:
    """Go on with another dossier of the same folder; refused while something is worked on."""
    room.switch(body.name)
    return dossiers(room)


@router.post("", status_code=201, response_model=DossiersShown)
def create_dossier(room: Room, body: NewDossier) -> dict[str, Any]:
    """Make a new dossier in the same folder and go on with it."""
    room.create(body.title.strip())
    return dossiers(room)


@router.post("/tour", response_model=DossiersShown)
def tour(room: Room) -> dict[str, Any]:
    """Go on with a fresh copy of the bundled case; it is thrown away at the end."""
    room.tour()
    return dossiers(room)


@router.post("/mine", response_model=DossiersShown)
def work_in(room: Room) -> dict[str, Any]:
    """Work in the dossier that is open, though others have decided in it."""
    room.work_in()
    return dossiers(room)


@router.post("/copy", status_code=201, response_model=DossiersShown)
def work_on_copy(room: Room) -> dict[str, Any]:
    """Go on with a copy of the dossier that is open, in the same folder."""
    room.work_on_copy()
    return dossiers(room)


@router.get("/agreement", response_model=AgreementShown)
def agreement(
    room: Room, name: Annotated[str, Query(min_length=1, max_length=300)]
) -> dict[str, Any]:
    """Compare the decisions in this dossier with those in another one of the folder."""
    from detente.store import Dossier
    from detente.store.merging import compare

    with Dossier.open(room.other(name), who=room.dossier.who) as theirs:
        found = compare(room.dossier, theirs)
        by = [
            sorted({d.who for d in each.decisions(state="active")})
            for each in (room.dossier, theirs)
        ]
    order = {"conflict": 0, "theirs": 1, "ours": 2, "reading": 3}
    differences = sorted(found.differences, key=lambda each: order[each.kind])
    return {
        "name": name,
        "ours": by[0],
        "theirs": by[1],
        "both_decided": found.both_decided,
        "agreed": found.agreed,
        "only_ours": sum(each.kind == "ours" for each in differences),
        "only_theirs": sum(each.kind == "theirs" for each in differences),
        "differences": [_differs(each) for each in differences[:_MOST]],
        "more": max(0, len(differences) - _MOST),
    }


def _differs(difference: Difference) -> dict[str, Any]:
    """Return a difference as fields in words; a statement that one of the two lacks is said to be missing."""
    ours, theirs = difference.ours, difference.theirs
    held = ours or theirs or {}
    fields = [
        {"field": field, "ours": _said(ours, field), "theirs": _said(theirs, field)}
        for field in dict.fromkeys((*(ours or {}), *(theirs or {})))
        if (ours or {}).get(field) != (theirs or {}).get(field)
    ]
    span = held.get("span")
    return {
        "statement": difference.statement,
        "document": difference.document,
        "kind": difference.kind,
        "words": span["text"] if isinstance(span, dict) else difference.document,
        "fields": fields if ours is not None and theirs is not None else fields[:1],
    }


def _said(content: Mapping[str, Any] | None, field: str) -> str:
    if content is None:
        return "not there"
    value = content.get(field)
    if isinstance(value, dict) and "text" in value:
        return str(value["text"])
    if isinstance(value, list | tuple):
        said = [
            str(v.get("id", v.get("kind", ""))) if isinstance(v, dict) else str(v) for v in value
        ]
        return ", ".join(said) or "nobody"
    return "nothing" if value is None else str(value).lower().replace("_", " ")


@router.get("/copy", response_class=Response)
def copy(room: Room) -> Response:
    """Return the dossier's file as it stands, whole by itself."""
    headers = {
        "Content-Disposition": f'attachment; filename="{_plain(room.dossier.path.name)}"',
        "Cache-Control": "no-store",
    }
    return Response(room.copied(), media_type="application/vnd.sqlite3", headers=headers)


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
