"""The model: edited with undo and redo, checked, drafted, kept in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path

from detente.errors import DetenteError, InputError
from detente.model.problems import ModelError
from detente.store.model_edits import edit_model, model_data, model_text
from detente.web import examining
from detente.web.dependencies import Room
from detente.web.jobs import Report
from detente.web.schemas import Base, Checkpoint, Edits, ModelText, NewModel, Restore, SaveModel
from detente.web.shapes.common import JobOf
from detente.web.shapes.model import (
    CheckedShown,
    DraftDone,
    EditedShown,
    ModelShown,
    OutdatedShown,
    RankedShown,
    SinceShown,
    VersionDifference,
    VersionShown,
)
from detente.web.workspace import NotThereError, Workspace, source_name

if TYPE_CHECKING:
    from detente.timeline.redrafting import Outdated

router = APIRouter(prefix="/api/model", tags=["model"])


@router.get("", response_model=ModelShown)
def model(room: Room) -> dict[str, Any]:
    """Return the model, its problems, and whether there is something to undo or redo."""
    return room.model_json(room.current())


@router.put("", response_model=ModelShown)
def save(room: Room, body: SaveModel) -> dict[str, Any]:
    """Save an edit; refused (409) when somebody else has saved since ``base``."""
    room.current()
    content = body.model.model_dump(exclude_unset=True)
    content = {"detente": 1, **{k: v for k, v in content.items() if v is not None}}
    version = room.dossier.models.save(model_text(content), expected=body.base, note=body.label)
    return room.model_json(version)


@router.post("/edits", response_model=EditedShown)
def edit(room: Room, body: Edits) -> dict[str, Any]:
    """Make edits; all of them or none. ``made`` holds the ids of what each has made, if anything."""
    room.current()
    edits = [command.model_dump(exclude_unset=True) for command in body.edits]
    version, made = edit_model(room.dossier, edits, expected=body.base, note=body.label)
    return room.model_json(version) | {"made": made}


@router.get("/ranked", response_model=RankedShown)
def ranked(room: Room) -> dict[str, Any]:
    """Return what the rankings name in words, and where they do not fit the states, errors or none."""
    text = room.current().text
    return room.keep(
        ("ranked", text), lambda: examining.ranked(examining.outlined(model_data(text)))
    )


@router.post("/undo", response_model=ModelShown)
def undo(room: Room, body: Base) -> dict[str, Any]:
    """Go back by one edit."""
    room.current()
    version = room.dossier.models.undo(expected=body.base)
    if version is None:
        raise InputError("There is nothing to undo.")
    return room.model_json(version)


@router.post("/redo", response_model=ModelShown)
def redo(room: Room, body: Base) -> dict[str, Any]:
    """Go forward by one edit."""
    room.current()
    version = room.dossier.models.redo(expected=body.base)
    if version is None:
        raise InputError("There is nothing to redo.")
    return room.model_json(version)


@router.get("/since", response_model=SinceShown | None)
def since(room: Room) -> dict[str, Any] | None:
    """Count what was decided since the model was drafted; null when there is none."""
    from detente.timeline.since import since_draft

    found = since_draft(room.dossier)
    return None if found is None else found.to_json()


@router.get("/outdated", response_model=OutdatedShown)
def outdated(room: Room) -> dict[str, Any]:
    """Say whether the model is behind its documents, and what a redraft would change, before it does.

    ``elements`` are options, wishes and rules in words, ``outcomes`` those gained and lost.
    """
    from detente.timeline import redrafting
    from detente.timeline.since import review_answers, since_draft

    answers = room.dossier.meta("review-answers")
    key = ("outdated", room.current().text, *room.drafts.key(), answers)
    on = room.drafts.ground(review_answers(room.dossier))
    found = room.keep(key, lambda: redrafting.outdated(room.dossier, on=on))
    difference = room.keep(("difference", *key), lambda: _difference(room, found))
    counted = since_draft(room.dossier)
    return found.to_json() | difference | {"since": None if counted is None else counted.to_json()}


def _difference(room: Workspace, found: Outdated) -> dict[str, Any]:
    """Return in words what a redraft would change: elements, and outcomes gained and lost."""
    from detente.model.files import loads
    from detente.timeline.answers import answers_of
    from detente.timeline.changes import compared

    nothing: dict[str, Any] = {"elements": [], "outcomes": [], "unsolved": None}
    if found.made is None:
        return nothing
    try:
        before = answers_of(room.conflict())
        after = answers_of(loads(found.made.text, source_name(found.made.text)))
    except DetenteError as error:
        return nothing | {"unsolved": error.message}
    difference = compared(before, after)
    outcomes: dict[tuple[str, str], list[str]] = {}
    for change, by_concept in (("gained", difference.gained), ("lost", difference.lost)):
        for concept, states in by_concept.items():
            for words in states:
                outcomes.setdefault((change, words), []).append(concept)
    return {
        "elements": [element.to_json() for element in difference.elements],
        "outcomes": [
            {"change": change, "words": words, "concepts": concepts}
            for (change, words), concepts in outcomes.items()
        ],
        "unsolved": before.reason or after.reason,
    }


@router.get("/versions", response_model=list[VersionShown])
def versions(room: Room) -> list[dict[str, Any]]:
    """List the edits of the model, the newest first."""
    now = room.current()
    return [
        {
            "edit": item.edit,
            "at": item.at,
            "who": item.who,
            "note": item.note,
            "current": item.edit == now.edit,
        }
        for item in reversed(room.dossier.models.history())
    ][:1000]


@router.get("/versions/{edit}", response_model=VersionDifference)
def difference(room: Room, edit: Annotated[int, Path(ge=0, le=2**53)]) -> dict[str, Any]:
    """Return what has come, gone and changed since an earlier edit of the model."""
    from detente.model.three_way import changes

    now = room.current()
    found = next((v for v in room.dossier.models.history() if v.edit == edit), None)
    if found is None:
        raise NotThereError(f"The model has no edit {edit}.", fix="See its versions.")
    return {"edit": edit, "changes": changes(model_data(found.text), model_data(now.text))}


@router.post("/restore", response_model=ModelShown)
def restore(room: Room, body: Restore) -> dict[str, Any]:
    """Bring an earlier edit back as the newest version."""
    room.current()
    return room.model_json(room.dossier.models.restore(body.edit, expected=body.base))


@router.post("/checkpoint", response_model=ModelShown)
def checkpoint(room: Room, body: Checkpoint) -> dict[str, Any]:
    """Keep the model as it stands under a name."""
    now = room.current()
    # The same content with one blank more at its end is an edit of its own.
    text = now.text.rstrip() + "\n" * (len(now.text) - len(now.text.rstrip()) + 1)
    version = room.dossier.models.save(
        text, expected=body.base if body.base is not None else now.version, note=body.name
    )
    return room.model_json(version)


@router.post("/new", status_code=201, response_model=ModelShown)
def new(room: Room, body: NewModel) -> dict[str, Any]:
    """Begin with an empty model, a template, or the text of a model file."""
    if body.text is not None and body.text.strip():
        conflict, problems = room.examined(body.text)
        if conflict is None:
            raise ModelError(problems)
        text, note = body.text, "loaded from a file"
    elif body.template is not None:
        from pathlib import Path as File

        from detente.api import example

        text = File(example(f"templates/{body.template}.yaml")).read_text(encoding="utf-8")
        note = f"from the template {body.template}"
    else:
        empty = {
            "detente": 1,
            "title": body.title or "New conflict",
            "decision_makers": [{"id": "A", "name": "Party A", "assumption": "To be named."}],
            "options": [
                {"id": "act", "name": "Act", "owner": "A", "assumption": "To be named."},
            ],
            "preferences": {"A": []},
            "status_quo": "N",
        }
        text, note = model_text(empty), "new model"
    return room.model_json(room.dossier.models.save(text, note=note))


@router.post("/check", response_model=CheckedShown)
def check(room: Room, body: ModelText) -> dict[str, Any]:
    """Check the text of a model file: every problem at once."""
    conflict, problems = room.examined(body.text)
    return {"loads": conflict is not None, "problems": [problem.to_json() for problem in problems]}


@router.post("/draft", status_code=202, response_model=JobOf[DraftDone])
def draft(room: Room) -> dict[str, Any]:
    """Draft the model anew from the documents, as a job, and keep the analyst's own edits.

    The present one can be brought back; what both the analyst and the documents changed is listed.
    """

    def work(report: Report) -> dict[str, Any]:
        from detente.timeline.redrafting import keep, redraft
        from detente.timeline.since import review_answers

        if not room.listed():
            raise InputError("The dossier has no document to draft from.", fix="Add one.")
        report(0, 1)
        answers = review_answers(room.dossier)
        on = room.drafts.make(answers, report, report.cancelled.is_set)
        report(1, 1)
        report.keep()
        made = redraft(room.dossier, on=on)
        version = keep(room.dossier, made)
        return {
            "version": version.version,
            "warnings": list(made.warnings),
            "conflicts": [conflict.to_json() for conflict in made.conflicts],
        }

    return room.jobs.start("draft", "Drafting the model", work).to_json()
