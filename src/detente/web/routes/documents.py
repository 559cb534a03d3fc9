"""The dossier and its documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from detente.errors import InputError
from detente.evidence import ACTS, LAYERS, MODALITIES
from detente.store.records import compact_json
from detente.web.dependencies import Room, know
from detente.web.jobs import Report
from detente.web.routes.statements import outlines, plain_json, statements_json
from detente.web.schemas import Heading, NewDocument
from detente.web.shapes.common import AsIs, JobOf
from detente.web.shapes.documents import (
    DocumentInfo,
    DocumentOutlined,
    DossierShown,
    FullDocument,
    ReadDone,
    RemovedShown,
)
from detente.web.workspace import Workspace

router = APIRouter(prefix="/api", tags=["documents"])

#: Statements that are sent whole with a document: as many as the reader shows at once.
_FIRST = 40
#: The words of a title, and how many characters of them name a pasted text.
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_NAME = 60


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A document before it is read: its bytes, its name, what else is known."""

    data: bytes
    name: str
    declared: str | None = None
    title: str | None = None


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
        "frozen": room.dossier.database.frozen,
        "offline": room.offline,
        "revision": room.dossier.revision,
        "documents": [info.to_json() for info in room.listed()],
        "actors": [actor.to_json() for actor in room.dossier.actors()],
        "model": None if found is None else {"id": found.model, "version": found.version},
        "vocabulary": {"acts": list(ACTS), "layers": list(LAYERS), "modalities": list(MODALITIES)},
        "version": __version__,
    }


@router.get("/documents", response_model=list[DocumentInfo])
def documents(room: Room) -> list[dict[str, Any]]:
    """List the documents."""
    return [info.to_json() for info in room.listed()]


@router.get("/documents/{name}", response_model=AsIs[FullDocument])
def document(room: Room, name: str) -> Response:
    """Return a document with its text and all its statements, rejected ones included."""
    revision = room.dossier.revision  # asked for first: at worst something is newer than it says
    know(room, name)
    data = room.dossier.document(name, alone=True).to_json()
    del data["statements"]
    head = compact_json(data | {"revision": revision})
    statements = statements_json(room, revision, document=name, status="all")
    return Response(f'{head[:-1]},"statements":{statements}}}', media_type="application/json")


@router.get("/documents/{name}/outlined", response_model=AsIs[DocumentOutlined])
def document_outlined(room: Room, name: str) -> Response:
    """Return a document with its text, what tells its statements apart, and the first of them whole.

    Of many statements whole ones take far longer to write, send and take apart than to look at.
    """
    revision = room.dossier.revision  # asked for first: at worst something is newer than it says
    know(room, name)
    body = room.keep_last((name, revision), lambda: _outlined_json(room, name, revision))
    return plain_json(body)


def _outlined_json(room: Workspace, name: str, revision: int) -> bytes:
    head = room.dossier.document(name, alone=True).to_json()["document"]
    columns = outlines(room, revision, document=name, text=False)
    first = statements_json(room, revision, document=name, status="all", limit=_FIRST)
    parts = {"document": head, "outlines": columns, "revision": revision}
    return f'{compact_json(parts)[:-1]},"first":{first}}}'.encode()


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
    return _read(room, "Reading the text", lambda: _pasted(room, text, title))


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
    know(room, name)
    given = body.model_dump(exclude_unset=True, exclude={"base"})
    values: dict[str, Any] = {f: (value or "").strip() or None for f, value in given.items()}
    room.dossier.set_document(name, seen=body.base, **values)
    return next(i.to_json() for i in room.listed() if i.id == name)


@router.delete("/documents/{name}", response_model=RemovedShown)
def remove_document(room: Room, name: str) -> dict[str, Any]:
    """Take a document out of the dossier; decisions about it are kept."""
    know(room, name)
    room.dossier.remove_document(name)
    return {"removed": name}


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


def _pasted(room: Workspace, text: str, title: str | None) -> _Loaded:
    """Name a pasted text by its title, or by how it begins: that is what a brief cites."""
    from detente.briefing.text import without_dateline

    lines = (title or "", *text.splitlines())
    first = next(line for line in lines if any(map(str.isalnum, line)))
    words = " ".join(_WORD.findall(without_dateline(first)))
    name = words if len(words) <= _NAME else words[: _NAME + 1].rpartition(" ")[0] or words[:_NAME]
    data = text.encode("utf-8")
    return _Loaded(data, _free_name(room, data, f"{name}.txt"), title=title)


def _uploaded(room: Workspace, data: bytes, name: str) -> _Loaded:
    """Name an uploaded file; its name only tells the format and is never a path."""
    base = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    base = base if any(c.isalnum() for c in base) else "document"
    return _Loaded(data, _free_name(room, data, base))


def _free_name(room: Workspace, data: bytes, base: str) -> str:
    """Return a name that no other bytes have: two that bear one are two, the second named by its bytes too."""
    key = hashlib.sha256(data).hexdigest()
    if not room.dossier.has_other(base, key):
        return base
    path = PurePosixPath(base)
    return f"{path.stem}-{key[:10]}{path.suffix}"
