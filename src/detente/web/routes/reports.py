"""The brief: composed, reworded by the analyst, exported."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from detente.briefing.composing import compose
from detente.briefing.content import Report as Composed
from detente.briefing.front import front_of
from detente.briefing.result import Brief
from detente.errors import InputError
from detente.render.writing import KINDS, render_file
from detente.timeline.since import review_answers
from detente.web.dependencies import Room
from detente.web.jobs import Report
from detente.web.schemas import BriefEdits
from detente.web.shapes.brief import BriefData, BriefShown, EditsKept
from detente.web.shapes.common import AsIs, JobOf
from detente.web.workspace import NotThereError, Workspace

router = APIRouter(prefix="/api", tags=["brief"])

_EDITS = "brief-edits"
_CHANGED = "brief-edits-changed"
_MOST = 2_000
Format = Literal["html", "page", "pdf", "docx", "md", "yaml", "json"]


@router.post("/brief", status_code=202, response_model=JobOf[BriefShown])
def make(room: Room) -> dict[str, Any]:
    """Analyse documents and model and compose the brief, as a job."""
    room.check_brief()

    def work(report: Report) -> dict[str, Any]:
        if answers := review_answers(room.dossier):
            room.drafts.make(answers, report, report.cancelled.is_set)
        return _shown(room, looked_over(room, room.brief(report, report.cancelled.is_set)))

    return room.jobs.start("brief", "Composing the brief", work).to_json()


@router.get("/brief", response_model=BriefShown | None)
def brief(room: Room) -> dict[str, Any] | None:
    """Return the composed brief when it is up to date, or null when it has to be made."""
    room.check_brief()
    found = _kept(room)
    return None if found is None else _shown(room, found)


@router.get("/brief/data", response_model=AsIs[BriefData])
def data(room: Room) -> dict[str, Any]:
    """Return the brief as ``detente brief --json`` prints it."""
    found = _kept(room)
    if found is None:
        raise NotThereError("The brief is not made yet.", fix="Post to /api/brief.")
    content: dict[str, Any] = found.to_json()
    return content


@router.put("/brief/edits", response_model=EditsKept)
def edit(room: Room, body: BriefEdits) -> dict[str, Any]:
    """Keep the analyst's wording of lines; an empty text brings the program's back.

    Refused (409) when one of the lines was reworded elsewhere since ``base``.
    """
    dossier = room.dossier
    with dossier.batch():
        kept = _edits(room)
        changed: dict[str, int] = json.loads(dossier.meta(_CHANGED) or "{}")
        for line, text in body.edits.items():
            dossier.expect_seen(f"The line {line[:80]!r}", changed.get(line, 0), body.base)
            if text.strip():
                kept[line] = text.strip()
            else:
                kept.pop(line, None)
        if len(kept) > _MOST:
            raise InputError(
                f"At most {_MOST:,} lines can be reworded.", fix="Bring the program's words back."
            )
        revision = dossier.revision + 2  # two settings are written next
        changed |= dict.fromkeys(body.edits, revision)
        dossier.set_meta(_EDITS, json.dumps(kept, ensure_ascii=False))
        dossier.set_meta(_CHANGED, json.dumps(changed, ensure_ascii=False))
    return {"edits": kept, "revision": revision}


@router.get("/export", response_class=Response)
def export(room: Room, format: Format) -> Response:  # noqa: A002 - the query's name
    """Return the model (yaml, json) or the brief (html, page, pdf, docx, md) as a file."""
    if format in ("yaml", "json"):
        return _model_file(room, format)
    composed = _composed(room)
    name = _file_name(composed.title)
    if format == "page":
        from detente.render.html import render_html

        page = render_html(composed, articles=True)
        return _file(page.encode(), KINDS["html"], f"{name}-sources.html")
    return _file(render_file(composed, format), KINDS[format], f"{name}.{format}")


@router.get("/figures/{name}", response_class=Response)
def figure(
    room: Room,
    name: str,
    format: Literal["svg", "png"] = "svg",  # noqa: A002 - the query's name
    download: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Response:
    """Return a figure of the brief (``timeline``) as SVG or PNG."""
    from detente.render.drawing import render_png, render_svg

    found = next((item for item in _composed(room).figures() if item.id == name), None)
    if found is None:
        raise NotThereError(f"The brief has no figure {name[:80]!r}.")
    data = render_svg(found).encode() if format == "svg" else render_png(found)
    kind = "image/svg+xml" if format == "svg" else "image/png"
    if download:
        return _file(data, kind, f"{name}.{format}")
    return Response(data, media_type=kind, headers={"Cache-Control": "no-store"})


def _model_file(room: Workspace, form: str) -> Response:
    from detente.model.writing import to_json, to_yaml

    conflict = room.conflict()
    name = _file_name(conflict.title)
    if form == "json":
        text = json.dumps(to_json(conflict), ensure_ascii=False, indent=2) + "\n"
        return _file(text.encode(), "application/json", f"{name}.json")
    text = room.current().text
    if text.lstrip().startswith("{"):
        text = to_yaml(conflict)
    return _file(text.encode(), "application/yaml", f"{name}.yaml")


def _kept(room: Workspace) -> Brief | None:
    found: Brief | None = room.kept(room.brief_key())
    if found is None or room.drafts.pending(review_answers(room.dossier)):
        return None
    return looked_over(room, found)


def looked_over(room: Workspace, found: Brief) -> Brief:
    """Return a brief that knows how much of its draft the analyst has reviewed."""
    answers = review_answers(room.dossier)
    if not answers or found.answer is None or not found.answer.drafted:
        return found
    told = replace(
        found, answer=replace(found.answer, reviewed=room.drafts.review(answers).extent())
    )
    return replace(told, headline=tuple(sentence.text for sentence in front_of(told)))


def _shown(room: Workspace, found: Brief) -> dict[str, Any]:
    revision = room.dossier.revision  # asked for first: at worst a line is newer than it says
    return compose(found, _edits(room), workbench=True).to_json() | {"revision": revision}


def _composed(room: Workspace) -> Composed:
    room.check_brief()
    found = _kept(room)
    if found is None:
        raise NotThereError("The brief is not made yet.", fix="Post to /api/brief.")
    return compose(found, _edits(room), workbench=True)


def _edits(room: Workspace) -> dict[str, str]:
    kept: dict[str, str] = json.loads(room.dossier.meta(_EDITS) or "{}")
    return kept


def _file_name(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    return plain or "brief"


def _file(data: bytes, kind: str, name: str) -> Response:
    """Return bytes as a download; the browser never opens it inside the workbench."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=kind, headers=headers)
