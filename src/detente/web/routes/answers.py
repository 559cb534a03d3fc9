"""What follows from the model: outcomes, reasons, moves, paths, sweeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.analysis.outcomes import Landscape
from detente.analysis.together import reached_together
from detente.briefing.moves import move_graph, move_table
from detente.model.conflict import Attitude, Conflict
from detente.model.naming import state_named
from detente.web.dependencies import Room
from detente.web.shapes.answers import (
    ExplainedShown,
    GraphShown,
    OutcomesShown,
    PathsShown,
    SolvedShown,
    SweptShown,
    WhyShown,
)
from detente.web.shapes.common import AsIs

router = APIRouter(prefix="/api", tags=["answers"])

Short = Annotated[str | None, Query(max_length=2_000)]
#: One meaning and one default on every route, and on the command line.
Setting = Annotated[
    str,
    Query(
        max_length=2_000,
        description="By which attitudes parties decide: `model` (the model's own), `none` (everybody by "
        "its own preferences), or cells set on top of the model's, such as `A>B=+,A>A=0`.",
    ),
]
Cells = dict[tuple[str, str], Attitude]

#: Concepts of the outcome table under ordinary preferences and under attitudes.
_RELATIONAL = ("RNASH", "RSEQ", "RSMR", "RGMR")
#: Concepts that inform; what only SMR or GMR hold is shown when asked for.
_LEADING = {"NASH", "SSEQ", "SEQ"}
_PLAIN = {"RNASH": "NASH", "RSEQ": "SEQ", "RSMR": "SMR", "RGMR": "GMR"}


@router.get("/solve", response_model=AsIs[SolvedShown])
def solve(room: Room, concepts: Short = "core", attitudes: Setting = "model") -> dict[str, Any]:
    """Return stability and equilibria, as ``detente solve --json`` prints them."""
    from detente.solving.solution import solve as solve_model

    conflict = at_setting(room.conflict(), attitudes)
    return solve_model(conflict, concepts or "core").to_json()


@router.get("/outcomes", response_model=OutcomesShown)
def outcomes(
    room: Room,
    attitudes: Setting = "model",
    concept: Annotated[str, Query(pattern="^(NASH|SSEQ|SEQ|SMR|GMR|leading|any)$")] = "leading",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> dict[str, Any]:
    """Return the states that are stable for everybody, in words, and how each comes about."""
    from detente.explain.words import option_names

    landscape = room.landscape()
    conflict = landscape.conflict
    cells = cells_of(conflict, attitudes)
    key = ("outcomes", landscape, tuple(sorted(cells.items())))
    ordinary = is_ordinary(conflict, attitudes)
    found = room.keep(key, lambda: standing(landscape, cells, ordinary=ordinary))
    counts = {
        name: sum(name in row["concepts"] for row in found)
        for name in ("NASH", "SSEQ", "SEQ", "SMR", "GMR")
    }
    if not ordinary:
        counts.pop("SSEQ")
    wanted = {"leading": _LEADING, "any": set(counts)}.get(concept, {concept})
    rows = [row for row in found if wanted & set(row["concepts"])]
    together = room.keep(("together", *key[1:]), lambda: reached_together(landscape, cells))
    page = rows[offset : offset + limit]
    names = room.outcome_names(row["state"] for row in page)
    called = option_names(conflict)
    return {
        "feasible": landscape.compiled.game.size,
        "status_quo": _today(conflict),
        "options": [option.id for option in conflict.options],
        "parties": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers],
        "counts": counts,
        "thin": room.thin(),
        "total": len(rows),
        "rows": [
            in_words(conflict, row, called)
            | {"name": names[row["state"]], "together": together.get(row["state"], ())}
            for row in page
        ],
    }


@router.get("/explain", response_model=AsIs[ExplainedShown])
def explain(
    room: Room, state: str, concept: Short = "core", attitudes: Setting = "model"
) -> dict[str, Any]:
    """Say why a state is or is not stable for each party, with witnesses, step by step."""
    from detente.explain.explaining import explain as explain_state
    from detente.explain.words import describe_change, describe_state, sentence_case

    conflict = at_setting(room.conflict(), attitudes)
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
        "name": room.outcome_names([place])[place],
        "description": sentence_case(describe_state(conflict, place)),
        "words": {state: describe_change(conflict, place, state) for state in mentioned},
        "explanations": [item.to_json() for item in found],
    }


@router.get("/paths", response_model=PathsShown)
def paths(
    room: Room,
    to: Annotated[str, Query(max_length=2_000)],
    origin: Annotated[str | None, Query(max_length=2_000)] = None,
    improvements_only: bool = True,  # noqa: FBT001, FBT002 - a query parameter
    attitudes: Setting = "model",
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
        changed=cells_of(conflict, attitudes),
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


@router.get("/graph", response_model=GraphShown)
def graph(room: Room, attitudes: Setting = "model") -> dict[str, Any]:
    """Return the moves that are improvements: all states of a small model, else those that matter."""
    landscape = room.landscape()
    cells = cells_of(landscape.conflict, attitudes)
    key = ("graph", landscape, tuple(sorted(cells.items())))
    found = room.keep(
        key, lambda: move_graph(landscape, cells) | {"moves": move_table(landscape, cells)}
    )
    names = room.outcome_names(node["state"] for node in found["nodes"])
    return found | {"nodes": [node | {"name": names[node["state"]]} for node in found["nodes"]]}


@router.get("/sweep", response_model=AsIs[SweptShown])
def sweep(
    room: Room,
    vary: Annotated[str, Query(max_length=2_000)],
    concepts: Short = "RNASH,RSEQ",
) -> dict[str, Any]:
    """Return equilibria over all settings of the varied cells, as ``detente sweep --json`` does."""
    from detente.analysis.sweeping import sweep as sweep_model

    names = (concepts or "RNASH,RSEQ").replace(",", " ").split()
    return sweep_model(room.conflict(), vary, concepts=names).to_json()


@router.get("/why", response_model=AsIs[WhyShown])
def why(
    room: Room, state: Annotated[str, Query(max_length=2_000)], attitudes: Setting = "model"
) -> dict[str, Any]:
    """Return the chain from a state to verdicts, preference statements and quotations.

    ``lines`` tell it in words, but for the state itself.
    """
    from detente.briefing.sources import Sources, locate
    from detente.briefing.why import why as chain
    from detente.briefing.why import why_lines

    conflict, documents = at_setting(room.conflict(), attitudes), room.documents()
    answer = chain(conflict, state_named(conflict, state))
    found = {item.id: locate(item, documents) for item in conflict.evidence.values()}
    links = {name: place for name, place in found.items() if place is not None}
    sources = Sources({document.id: document for document in documents}, conflict, links)

    def standing_at(cited: tuple[str, ...]) -> dict[str, str | None]:
        place = next((links[name] for name in cited if name in links), None)
        told = None if place is None else sources.telling(sources.documents[place[0]], *place[1:])
        return {
            "document": None if place is None else place[0],
            "statement": None if told is None else told.id,
        }

    lines = list(why_lines(answer, sources))[1:]
    return answer.to_json() | {
        "lines": [
            {"depth": line.depth, "text": line.text} | standing_at(line.evidence) for line in lines
        ]
    }


def at_setting(conflict: Conflict, spec: str) -> Conflict:
    """Return the conflict at an attitude setting; an empty one is the model's own."""
    from detente.model.editing import with_attitudes

    return with_attitudes(conflict, spec or "model")


def is_ordinary(conflict: Conflict, spec: str) -> bool:
    """Return whether everybody decides by its own preferences at an attitude setting."""
    return not cells_of(at_setting(conflict, spec), "none")


def cells_of(conflict: Conflict, spec: str) -> Cells:
    """Return the cells of an attitude setting that differ from the model's."""
    ids = [dm.id for dm in conflict.decision_makers]
    changed = at_setting(conflict, spec)
    return {
        (of, to): changed.attitude(of, to)
        for of in ids
        for to in ids
        if changed.attitude(of, to) is not conflict.attitude(of, to)
    }


def standing(landscape: Landscape, cells: Cells, *, ordinary: bool) -> list[dict[str, Any]]:
    """Return every equilibrium as a row; under ordinary preferences SSEQ is among the concepts."""
    from detente.solving.solution import solve as solve_model

    also: set[str] = set()
    if ordinary:
        also = set(solve_model(landscape.conflict, "SSEQ").equilibria["SSEQ"])
    rows = []
    for outcome in landscape.outcomes(cells, _RELATIONAL):
        names = [_PLAIN[name] for name in outcome.concepts]
        if outcome.state in also:
            names.insert(1 if "NASH" in names else 0, "SSEQ")
        rows.append(outcome.to_json() | {"concepts": names})
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


def in_words(
    conflict: Conflict, row: dict[str, Any], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a row with its state in words, and in words what differs from today.

    ``names`` is what `option_names` returns, for many rows.
    """
    from detente.explain.words import describe_change, sentence_case

    row = described(conflict, row["state"], names) | row
    if conflict.status_quo is not None and not conflict.states:  # those have no parts that change
        words = describe_change(conflict, conflict.status_quo, row["state"], names)
        row["change"] = sentence_case(words)
    return row


def _today(conflict: Conflict) -> dict[str, str] | None:
    """Return the status quo in words; parties that do nothing of what they could are left out."""
    from detente.explain.words import join_words, plain, taken_options

    if conflict.status_quo is None:
        return None
    if conflict.states:
        return _described(conflict, conflict.status_quo)
    taken = taken_options(conflict, conflict.status_quo)
    parts = [
        f"{dm.name}: {join_words(own)}"
        for dm in conflict.decision_makers
        if (own := [plain(option) for option in taken if option.owner == dm.id])
    ]
    words = "; ".join(parts) or "no option is taken"
    return {"state": conflict.status_quo, "words": words}


def _described(conflict: Conflict, state: str | None) -> dict[str, Any] | None:
    return None if state is None else described(conflict, state)


def described(
    conflict: Conflict, state: str, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a state with its words."""
    from detente.explain.words import describe_state, sentence_case

    state = state_named(conflict, state)
    return {"state": state, "words": sentence_case(describe_state(conflict, state, names))}
