"""What the answers turn on: the map of attitudes, hinges, claims, versions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query

from detente.analysis.outcomes import Landscape
from detente.errors import InputError
from detente.web.dependencies import Room
from detente.web.jobs import Report
from detente.web.routes.answers import (
    Cells,
    Setting,
    cells_of,
    described,
    in_words,
    is_ordinary,
    standing,
)
from detente.web.schemas import ClaimText, Compare
from detente.web.shapes.common import AsIs, JobOf
from detente.web.shapes.dependence import (
    AttitudesShown,
    ClaimShown,
    ComparedShown,
    HeatShown,
    HingesShown,
)

if TYPE_CHECKING:
    from detente.briefing.result import Answer
    from detente.claims.testing import Asked
    from detente.model.conflict import Conflict
    from detente.web.workspace import Workspace

router = APIRouter(prefix="/api", tags=["dependence"])

#: Outcomes of a setting that are told one by one.
_TOLD = 60


@router.get("/heatmap", response_model=HeatShown)
def heatmap(
    room: Room,
    across: Annotated[str | None, Query(max_length=700)] = None,
    down: Annotated[str | None, Query(max_length=700)] = None,
    attitudes: Setting = "model",
) -> dict[str, Any]:
    """Return what becomes of every outcome over the nine settings of two attitude cells.

    Without cells, over the first party's own interest and its attitude toward the second.
    """
    landscape = room.landscape()
    conflict = landscape.conflict
    ids = [dm.id for dm in conflict.decision_makers]
    down = down or f"{ids[0]}>{ids[0]}"
    across = across or f"{ids[0]}>{ids[1 % len(ids)]}"
    if _cell(across) == _cell(down):
        raise InputError(
            f"The map would lay {down} against itself.",
            fix="Choose two attitudes."
            if len(ids) > 1
            else "The model has one decision maker; add another.",
        )
    base = cells_of(conflict, attitudes)
    key = ("heatmap", landscape, across, down, tuple(sorted(base.items())))
    found = room.keep(key, lambda: _heatmap(landscape, across, down, base))
    names = room.outcome_names(outcome["state"] for outcome in found["outcomes"])
    return found | {
        "outcomes": [told | {"name": names[told["state"]]} for told in found["outcomes"]]
    }


def _heatmap(landscape: Landscape, across: str, down: str, base: Cells) -> dict[str, Any]:
    from detente.explain.words import describe_change, describe_state, option_names, sentence_case
    from detente.model.editing import with_attitudes

    conflict = landscape.conflict
    signs = ("-", "0", "+")
    grid = []
    labels: dict[str, None] = {}
    for low in signs:
        for high in signs:
            set_on = with_attitudes(conflict, f"{down}={low}")
            set_on = with_attitudes(set_on, f"{across}={high}")
            cells = base | {
                (of, to): set_on.attitude(of, to) for of, to in (_cell(down), _cell(across))
            }
            found, counts = landscape.first_outcomes(cells, _TOLD)
            labels |= dict.fromkeys(outcome.state for outcome in found)
            grid.append(
                {
                    "down": low,
                    "across": high,
                    "as_now": all(
                        base.get(c, conflict.attitude(*c)) is s for c, s in cells.items()
                    ),
                    "outcomes": [outcome.to_json() for outcome in found],
                    **counts,
                }
            )
    quo, names = conflict.status_quo, option_names(conflict)
    shown = list(labels)[:200]
    return {
        "across": across,
        "down": down,
        "grid": grid,
        "outcomes": [
            {
                "state": state,
                "words": describe_state(conflict, state, names),
                "change": sentence_case(describe_change(conflict, quo, state, names))
                if quo
                else "",
            }
            for state in shown
        ],
    }


@router.get("/attitudes", response_model=AttitudesShown)
def attitudes(room: Room) -> dict[str, Any]:
    """Return the attitude matrix of the model."""
    conflict = room.conflict()
    ids = [dm.id for dm in conflict.decision_makers]
    return {
        "parties": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers],
        "cells": {of: {to: conflict.attitude(of, to).value for to in ids} for of in ids},
    }


@router.get("/hinges", response_model=HingesShown | None)
def hinges(room: Room) -> dict[str, Any] | None:
    """Return what the outcome depends on, or null when that has to be found first."""
    room.conflict()
    brief = room.kept(room.brief_key())
    return None if brief is None else _hinges(room, brief.answer)


@router.post("/hinges", status_code=202, response_model=JobOf[HingesShown | None])
def find_hinges(room: Room) -> dict[str, Any]:
    """Find what the outcome depends on, as a job."""
    room.conflict()

    def work(report: Report) -> dict[str, Any] | None:
        return _hinges(room, room.brief(report, report.cancelled.is_set).answer)

    return room.jobs.start("hinges", "Trying single changes", work).to_json()


def _hinges(room: Workspace, answer: Answer | None) -> dict[str, Any] | None:
    from detente.briefing.hinge_words import hinge_line, hinges_shown, hinges_summary

    if answer is None:
        return None
    names = answer.names()
    return {
        "thin": room.thin(),
        "summary": hinges_summary(answer),
        "hinges": [
            {"line": hinge_line(answer, hinge, names)} | hinge.to_json()
            for hinge in hinges_shown(answer)
        ],
        "outcomes": [
            {"label": name, "state": state, "words": names.describe(state)}
            for state, name in names.short.items()
        ],
        "cautions": list(answer.cautions),
    }


@router.post("/claim", response_model=AsIs[ClaimShown])
def claim(room: Room, body: ClaimText) -> dict[str, Any]:
    """Test a claim in words, or that the outcome depends on one party's attitude to another."""
    from detente.claims.parse import read_claim
    from detente.claims.testing import Asked

    conflict = room.conflict()
    ids = [dm.id for dm in conflict.decision_makers]
    if body.party is None or body.toward is None:
        if not (body.text or "").strip():
            raise InputError("There is no claim.", fix="Write one, or choose two parties.")
        asked = read_claim(conflict, body.text or "", speaker=None)
    else:
        for name in (body.party, body.toward):
            if name not in ids:
                known = ", ".join(ids[:12])
                raise InputError(f"No decision maker {name[:80]!r}.", fix=f"Known: {known}.")
        if body.party == body.toward:
            raise InputError("A claim is about the attitude toward another.", fix="Name two.")
        asked = Asked(kind="depends", party=body.party, toward=body.toward)
    # A job, so that the page can say how long it takes, and stop waiting.
    work = partial(_tested, conflict, asked, room.known_names())
    job = room.jobs.start("claim", "Testing the claim", lambda _report: work())
    answer: dict[str, Any] = room.jobs.wait(job)
    return answer


def _tested(conflict: Conflict, asked: Asked, known: Mapping[str, str]) -> dict[str, Any]:
    from detente.briefing.outcome_names import outcome_names
    from detente.claims.say import claim_lines
    from detente.claims.testing import check_claim

    tested = check_claim(conflict, asked)
    rows = tested.dependence.rows if tested.dependence else ()
    states = dict.fromkeys(o.state for row in rows for o in row.outcomes if not o.trap)
    shown = list(states)[:60]
    names = outcome_names(conflict, shown, known=known)
    return tested.to_json() | {
        "words": list(claim_lines(conflict, tested)),
        "outcomes": [described(conflict, state) | {"name": names[state]} for state in shown],
    }


@router.post("/compare", response_model=ComparedShown)
def compare(room: Room, body: Compare) -> dict[str, Any]:
    """Lay versions of the model side by side: which outcomes each one holds, and which start."""
    history = {item.edit: item for item in room.dossier.models.history()} if room.current() else {}
    columns = []
    for edit in body.edits:
        if edit not in history:
            raise InputError(f"The model has no edit {edit}.", fix="See its versions.")
        version = history[edit]
        conflict, problems = room.examined(version.text)
        column: dict[str, Any] = {"edit": edit, "note": version.note, "at": version.at}
        if conflict is None:
            errors = [problem.message for problem in problems if problem.severity == "error"]
            columns.append(column | {"error": errors[0], "outcomes": []})
            continue
        landscape = room.keep(("landscape", version.text), partial(Landscape, conflict))
        cells = cells_of(conflict, body.attitudes)
        found = [
            row
            for row in standing(landscape, cells, ordinary=is_ordinary(conflict, body.attitudes))
            if {"NASH", "SEQ"} & set(row["concepts"])
        ]
        columns.append(
            column
            | {
                "error": None,
                "title": conflict.title,
                "feasible": landscape.compiled.game.size,
                "outcomes": [
                    in_words(conflict, row)
                    for row in [row for row in found if not row["trap"]][:200]
                ],
                "traps": sum(row["trap"] for row in found),
            }
        )
    return {"columns": columns}


def _cell(text: str) -> tuple[str, str]:
    of, _, to = text.partition(">")
    return of.strip(), to.strip()
