"""The guided review of the draft: the same lines and answers as ``detente draft --review``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fastapi import APIRouter

from detente.drafting.review import STEPS, Line, Review
from detente.drafting.reviewing import Answer
from detente.errors import DetenteError, InputError
from detente.evidence import ACTOR_KINDS
from detente.explain.words import describe_expression
from detente.model.conflict import Conflict
from detente.model.expression import parse_expression
from detente.store import StaleError
from detente.timeline.reach import ALL, drafts_reach, set_drafts_reach
from detente.timeline.since import keep_answers, review_answers
from detente.web.dependencies import Room
from detente.web.drafts import mark_of
from detente.web.jobs import Report
from detente.web.schemas import ReviewAnswer, ReviewReach, ReviewUndo
from detente.web.shapes.common import JobOf
from detente.web.shapes.review import ReviewDrafted, ReviewShown
from detente.web.workspace import Workspace

router = APIRouter(prefix="/api/review", tags=["review"])


@router.get("", response_model=ReviewShown)
def review(room: Room) -> dict[str, Any]:
    """Return the candidates of the draft with their words, what was left out, and the answers so far.

    Where drafting takes long, ``pending`` says that a job has to draft first.
    """
    return shown(room)


@router.post("/draft", status_code=202, response_model=JobOf[ReviewDrafted])
def draft(room: Room) -> dict[str, Any]:
    """Draft from the documents as far as drafts reach, as a job; nothing is written."""
    answers = review_answers(room.dossier)

    def work(report: Report) -> dict[str, Any]:
        report(0, 0)
        room.drafts.make(answers, report, report.cancelled.is_set)
        return {"reach": room.drafts.reach().to_json()}

    return room.jobs.start("ground", "Drafting from the documents", work).to_json()


@router.put("/reach", response_model=ReviewShown)
def reach(room: Room, body: ReviewReach) -> dict[str, Any]:
    """Draft from all documents from now on, or from the newest again."""
    set_drafts_reach(room.dossier, whole=body.whole)
    return shown(room)


@router.post("", response_model=ReviewShown)
def answer(room: Room, body: ReviewAnswer) -> dict[str, Any]:
    """Answer a line of the review; refused (409) when it was answered elsewhere since ``base``."""
    with room.dossier.batch():
        held = _held(room, body.base)
        lines = [] if body.do == "take" else held.lines(body.step)
        kind = {"take": "option", "kind": "party"}.get(body.do)
        lines += [each.line for each in held.outside() if each.item.kind == kind]
        note = None
        if body.what is None:
            if body.do != "keep":
                raise InputError("An answer is about a line.", fix="Name it by what.")
            for line in lines:
                if not held.settled(body.step, line):
                    held.answer(body.step, "keep", line, who=room.dossier.who)
        elif body.do in ("add", "want"):
            owner = held.party(body.what)
            line = Line(what="", name=body.what, text="", party=owner)
            note = held.answer(body.step, body.do, line, body.value, who=room.dossier.who)
        else:
            note = held.answer(
                body.step, body.do, _line(lines, body.what), body.value, who=room.dossier.who
            )
        keep_answers(room.dossier, held.answers)
    return shown(room, note)


@router.post("/undo", response_model=ReviewShown)
def undo(room: Room, body: ReviewUndo) -> dict[str, Any]:
    """Take an answer of the review back."""
    with room.dossier.batch():
        held = _held(room, body.base)
        held.undo(-1 if body.place is None else body.place)
        keep_answers(room.dossier, held.answers)
    return shown(room)


def shown(room: Workspace, note: str | None = None) -> dict[str, Any]:
    """Return the review as the page shows it."""
    answers = review_answers(room.dossier)
    if room.drafts.pending(answers):
        held = {step: [] for step in (*STEPS, "outside", "makers", "kinds")} | _given(answers)
        return held | _told(room, answers) | {"missing": None, "note": note, "thin": None}
    key = ("review", room.drafts.key(), mark_of(answers))
    return room.keep(key, lambda: _shown(room, answers)) | {"note": note, "thin": room.thin()}


def _told(room: Workspace, answers: list[Answer]) -> dict[str, Any]:
    """Return what is known without a draft."""
    reach = room.drafts.reach()
    return {
        "mark": mark_of(answers),
        "documents": reach.documents,
        "reach": reach.to_json(),
        "asked_for_all": drafts_reach(room.dossier) == ALL,
        "pending": room.drafts.pending(answers),
    }


def _given(
    answers: list[Answer], conflict: Conflict | None = None, lost: Collection[Answer] = ()
) -> dict[str, Any]:
    return {
        "answers": [
            each.to_json() | {"lost": each in lost, "said": _said(conflict, each)}
            for each in answers
        ]
    }


def _shown(room: Workspace, answers: list[Answer]) -> dict[str, Any]:
    held = room.drafts.review(answers)
    conflict = held.conflict()
    ids = {}
    for info in room.listed():
        for name in (info.source.rstrip("/").rsplit("/", 1)[-1], info.source, info.id):
            ids[name] = info.id

    def placed(data: dict[str, Any]) -> dict[str, Any]:
        for words in (*data["words"], *filter(None, (data.get("said"),))):
            words["document"] = ids.get(words["document"], words["document"])
        return data

    lost = held.made().lost if conflict is not None else []
    return {
        **_told(room, answers),
        "missing": held.missing(),
        "makers": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers]
        if conflict is not None
        else [],
        "kinds": list(ACTOR_KINDS),
        **{
            step: [
                placed(line.to_json()) | {"settled": held.settled(step, line)}
                for line in held.lines(step)
            ]
            for step in STEPS
        },
        "outside": [placed(each.to_json()) for each in held.outside()],
        **_given(answers, conflict, lost),
    }


def _said(conflict: Conflict | None, answer: Answer) -> str:
    """Return the value of an answer as a reader knows it: a wish in words."""
    if conflict is None or answer.step != "first" or answer.do == "keep":
        return answer.value
    try:
        wish = parse_expression(answer.value, [option.id for option in conflict.options])
    except DetenteError:
        return answer.value  # an option of it is gone
    return describe_expression(conflict, wish, of=answer.what)


def _held(room: Workspace, base: str | None) -> Review:
    answers = review_answers(room.dossier)
    if base is not None and base != mark_of(answers):
        raise StaleError(
            "The review was answered elsewhere meanwhile.", current=len(answers), source=None
        )
    return room.drafts.review(answers)


def _line(lines: list[Line], what: str) -> Line:
    found = next((line for line in lines if line.what == what), None)
    if found is None:
        raise InputError(f"There is no line {what[:80]!r}.", fix="Look at the review anew.")
    return found
