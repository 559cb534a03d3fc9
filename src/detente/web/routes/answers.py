"""What follows from the model: outcomes, reasons, paths, attitudes, hinges, claims, scenarios."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.analysis.outcomes import Landscape
from detente.errors import InputError
from detente.model.conflict import Attitude, Conflict
from detente.web.dependencies import Room
from detente.web.graphs import move_graph, move_table
from detente.web.jobs import Report
from detente.web.schemas import ClaimText, Compare

router = APIRouter(prefix="/api", tags=["answers"])

Short = Annotated[str | None, Query(max_length=2_000)]
Cells = dict[tuple[str, str], Attitude]

#: Concepts of the outcome table under ordinary preferences and under attitudes.
_RELATIONAL = ("RNASH", "RSEQ", "RSMR", "RGMR")
#: Concepts that inform; what only SMR or GMR hold is shown when asked for.
_LEADING = {"NASH", "SSEQ", "SEQ"}
_PLAIN = {"RNASH": "NASH", "RSEQ": "SEQ", "RSMR": "SMR", "RGMR": "GMR"}


@router.get("/solve")
def solve(room: Room, concepts: Short = "core", attitudes: Short = None) -> dict[str, Any]:
    """Return stability and equilibria, as ``detente solve --json`` prints them."""
    from detente.model.editing import with_attitudes
    from detente.solving.solution import solve as solve_model

    conflict = room.conflict()
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    return solve_model(conflict, concepts or "core").to_json()


@router.get("/outcomes")
def outcomes(
    room: Room,
    attitudes: Short = None,
    concept: Annotated[str, Query(pattern="^(NASH|SSEQ|SEQ|SMR|GMR|leading|any)$")] = "leading",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> dict[str, Any]:
    """Return the states that are stable for everybody, in words, and how each comes about.

    ``attitudes`` is ``none`` (ordinary preferences; the default), ``model`` (the model's own), or
    cells to set on top of the model's, such as ``A>B=+``.
    """
    landscape = room.landscape()
    conflict = landscape.conflict
    cells = _cells(conflict, attitudes)
    key = ("outcomes", room.current().text, tuple(sorted(cells.items())))
    found = room.keep(
        key, lambda: _standing(landscape, cells, ordinary=attitudes in (None, "", "none"))
    )
    counts = {
        name: sum(name in row["concepts"] for row in found)
        for name in ("NASH", "SSEQ", "SEQ", "SMR", "GMR")
    }
    if attitudes not in (None, "", "none"):
        counts.pop("SSEQ")
    wanted = {"leading": _LEADING, "any": set(counts)}.get(concept, {concept})
    rows = [row for row in found if wanted & set(row["concepts"])]
    return {
        "feasible": landscape.compiled.game.size,
        "status_quo": _today(conflict),
        "options": [option.id for option in conflict.options],
        "parties": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers],
        "counts": counts,
        "total": len(rows),
        "rows": rows[offset : offset + limit],
    }


@router.get("/explain")
def explain(
    room: Room, state: str, concept: Short = "core", attitudes: Short = None
) -> dict[str, Any]:
    """Say why a state is or is not stable for each party, with witnesses, step by step."""
    from detente.explain.explaining import explain as explain_state
    from detente.explain.words import describe_change, describe_state, sentence_case
    from detente.model.editing import with_attitudes

    conflict = room.conflict()
    if attitudes and attitudes not in ("none", "model"):
        conflict = with_attitudes(conflict, attitudes)
    found = explain_state(conflict, state[:2_000], concepts=concept or "core")
    place = found[0].state
    mentioned: dict[str, None] = {}
    for item in found:
        for move in item.improvements[:20]:
            mentioned[move.state] = None
            if move.answer is not None:
                mentioned |= dict.fromkeys(step.to for step in move.answer.steps)
    return {
        "state": place,
        "description": sentence_case(describe_state(conflict, place)),
        "words": {state: describe_change(conflict, place, state) for state in mentioned},
        "explanations": [item.to_json() for item in found],
    }


@router.get("/paths")
def paths(
    room: Room,
    to: Annotated[str, Query(max_length=2_000)],
    origin: Annotated[str | None, Query(max_length=2_000)] = None,
    improvements_only: bool = True,  # noqa: FBT001, FBT002 - a query parameter
    attitudes: Short = None,
) -> dict[str, Any]:
    """Return the shortest legal paths to a state, every step in words."""
    from detente.analysis.paths import shortest_paths
    from detente.explain.words import describe_change, party_name, sentence_case

    landscape = room.landscape()
    conflict = landscape.conflict
    found = shortest_paths(
        landscape,
        to,
        origin=origin or None,
        improvements_only=improvements_only,
        changed=_cells(conflict, attitudes),
        limit=10,
    )
    shown = []
    for path in found:
        before, steps = path.start, []
        for mover, state in path.steps:
            words = sentence_case(describe_change(conflict, before, state))
            steps.append(
                {"by": mover, "name": party_name(conflict, mover), "to": state, "words": words}
            )
            before = state
        shown.append({"from": path.start, "steps": steps})
    return {"paths": shown, "from": _described(conflict, origin or conflict.status_quo)}


@router.get("/graph")
def graph(room: Room, attitudes: Short = None) -> dict[str, Any]:
    """Return the moves that are improvements: all states of a small model, else those that matter."""
    landscape = room.landscape()
    cells = _cells(landscape.conflict, attitudes)
    key = ("graph", room.current().text, tuple(sorted(cells.items())))
    return room.keep(
        key, lambda: move_graph(landscape, cells) | {"moves": move_table(landscape, cells)}
    )


@router.get("/sweep")
def sweep(
    room: Room,
    vary: Annotated[str, Query(max_length=2_000)],
    concepts: Short = "RNASH,RSEQ",
) -> dict[str, Any]:
    """Return equilibria over all settings of the varied cells, as ``detente sweep --json`` does."""
    from detente.analysis.sweeping import sweep as sweep_model

    names = (concepts or "RNASH,RSEQ").replace(",", " ").split()
    return sweep_model(room.conflict(), vary, concepts=names).to_json()


@router.get("/heatmap")
def heatmap(
    room: Room,
    across: Annotated[str, Query(max_length=700)],
    down: Annotated[str, Query(max_length=700)],
    attitudes: Short = None,
) -> dict[str, Any]:
    """Return what becomes of every outcome over the nine settings of two attitude cells."""
    from detente.explain.words import describe_change, describe_state, sentence_case
    from detente.model.editing import with_attitudes

    landscape = room.landscape()
    conflict = landscape.conflict
    base = _cells(conflict, attitudes or "model")
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
            found = landscape.outcomes(cells)
            labels |= dict.fromkeys(o.state for o in found if not o.trap)
            grid.append(
                {
                    "down": low,
                    "across": high,
                    "as_now": all(
                        base.get(c, conflict.attitude(*c)) is s for c, s in cells.items()
                    ),
                    "outcomes": [o.to_json() for o in found if not o.trap][:60],
                    "traps": sum(o.trap for o in found),
                }
            )
    quo = conflict.status_quo
    return {
        "across": across,
        "down": down,
        "grid": grid,
        "outcomes": [
            {
                "state": state,
                "words": describe_state(conflict, state),
                "change": sentence_case(describe_change(conflict, quo, state)) if quo else "",
            }
            for state in list(labels)[:200]
        ],
    }


@router.get("/attitudes")
def attitudes(room: Room) -> dict[str, Any]:
    """Return the attitude matrix of the model."""
    conflict = room.conflict()
    ids = [dm.id for dm in conflict.decision_makers]
    return {
        "parties": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers],
        "cells": {of: {to: conflict.attitude(of, to).value for to in ids} for of in ids},
    }


@router.post("/hinges", status_code=202)
def hinges(room: Room) -> dict[str, Any]:
    """Find what the outcome depends on, as a job."""
    from detente.report.hinge_words import hinge_line, hinges_shown, hinges_summary

    room.conflict()

    def work(report: Report) -> dict[str, Any]:
        brief = room.brief(report)
        names = brief.names()
        return {
            "summary": hinges_summary(brief),
            "hinges": [
                {"line": hinge_line(brief, hinge, names)} | hinge.to_json()
                for hinge in hinges_shown(brief)
            ],
            "outcomes": [
                {"label": label, "state": state, "words": names.describe(state)}
                for state, label in names.labels.items()
            ],
            "cautions": list(brief.cautions),
        }

    return room.jobs.start("hinges", "Trying single changes", work).to_json()


@router.get("/why")
def why(
    room: Room, state: Annotated[str, Query(max_length=2_000)], attitudes: Short = None
) -> dict[str, Any]:
    """Return the chain from a state to verdicts, preference statements and quotations."""
    from detente.model.editing import with_attitudes
    from detente.model.naming import state_named
    from detente.report.why import why as chain
    from detente.report.why import why_lines

    conflict = room.conflict()
    if attitudes and attitudes not in ("none", "model"):
        conflict = with_attitudes(conflict, attitudes)
    answer = chain(conflict, state_named(conflict, state))
    lines = [{"depth": depth, "text": text} for depth, text in why_lines(answer)]
    return answer.to_json() | {"lines": lines}


@router.post("/claim")
def claim(room: Room, body: ClaimText) -> dict[str, Any]:
    """Test a claim in words, or that the outcome depends on one party's attitude to another."""
    from detente.analysis.claims import Asked, check_claim
    from detente.report.claim_reading import read_claim
    from detente.report.claim_words import claim_lines

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
    tested = check_claim(conflict, asked)
    rows = tested.dependence.rows if tested.dependence else ()
    states = dict.fromkeys(o.state for row in rows for o in row.outcomes if not o.trap)
    return tested.to_json() | {
        "words": list(claim_lines(conflict, tested)),
        "outcomes": [_described_row(conflict, state) for state in list(states)[:60]],
    }


@router.post("/compare")
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
        cells = _cells(conflict, body.attitudes)
        found = [
            row
            for row in _standing(landscape, cells, ordinary=not body.attitudes)
            if {"NASH", "SEQ"} & set(row["concepts"])
        ]
        columns.append(
            column
            | {
                "error": None,
                "title": conflict.title,
                "feasible": landscape.compiled.game.size,
                "outcomes": [row for row in found if not row["trap"]][:200],
                "traps": sum(row["trap"] for row in found),
            }
        )
    return {"columns": columns}


def _cell(text: str) -> tuple[str, str]:
    of, _, to = text.partition(">")
    return of.strip(), to.strip()


def _cells(conflict: Conflict, spec: str | None) -> Cells:
    """Return the cells of an attitude setting that differ from the model's defaults or values."""
    from detente.model.editing import with_attitudes

    ids = [dm.id for dm in conflict.decision_makers]
    if spec in (None, "", "none"):
        return {
            (of, to): Attitude.POSITIVE if of == to else Attitude.NEUTRAL
            for of in ids
            for to in ids
        }
    if spec == "model":
        return {}
    changed = with_attitudes(conflict, spec or "")
    return {
        (of, to): changed.attitude(of, to)
        for of in ids
        for to in ids
        if changed.attitude(of, to) is not conflict.attitude(of, to)
    }


def _standing(landscape: Landscape, cells: Cells, *, ordinary: bool) -> list[dict[str, Any]]:
    """Return every equilibrium as a row; under ordinary preferences SSEQ is among the concepts."""
    from detente.explain.words import describe_change, sentence_case
    from detente.solving.solution import solve as solve_model

    conflict = landscape.conflict
    also: set[str] = set()
    if ordinary:
        also = set(solve_model(conflict, "SSEQ").equilibria["SSEQ"])
    rows = []
    for outcome in landscape.outcomes(cells, _RELATIONAL):
        names = [_PLAIN[name] for name in outcome.concepts]
        if outcome.state in also:
            names.insert(1 if "NASH" in names else 0, "SSEQ")
        row = _described_row(conflict, outcome.state) | outcome.to_json() | {"concepts": names}
        if conflict.status_quo is not None:
            words = describe_change(conflict, conflict.status_quo, outcome.state)
            row["change"] = sentence_case(words)
        rows.append(row)
    strength = ("NASH", "SSEQ", "SEQ")
    rows.sort(
        key=lambda r: (
            not any(c in strength for c in r["concepts"]),
            r["trap"],
            not r["starts"],
            -len(r["concepts"]),
            r["state"],
        )
    )
    return rows


def _today(conflict: Conflict) -> dict[str, str] | None:
    """Return the status quo in words; parties that do nothing of what they could are left out."""
    from detente.explain.words import join_words, plain, taken_options

    if conflict.status_quo is None:
        return None
    taken = taken_options(conflict, conflict.status_quo)
    parts = [
        f"{dm.name}: {join_words(own)}"
        for dm in conflict.decision_makers
        if (own := [plain(option) for option in taken if option.owner == dm.id])
    ]
    words = "; ".join(parts) or "nobody does anything of what they could"
    return {"state": conflict.status_quo, "words": words}


def _described(conflict: Conflict, state: str | None) -> dict[str, str] | None:
    return None if state is None else _described_row(conflict, state)


def _described_row(conflict: Conflict, state: str) -> dict[str, str]:
    from detente.explain.words import describe_state, sentence_case

    if len(state) != len(conflict.options):
        raise InputError(
            f"{state[:80]!r} is no state of this model.", fix="Write one Y or N per option."
        )
    return {"state": state, "words": sentence_case(describe_state(conflict, state))}
