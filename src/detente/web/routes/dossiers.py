"""Dossiers: those at hand, another one opened or made, a copy saved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from detente.web.dependencies import Room
from detente.web.schemas import NewDossier, OpenDossier
from detente.web.shapes.documents import DossiersShown

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
