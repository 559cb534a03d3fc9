"""All states with every party's ranking, what coalitions upset, and what an outcome would need."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from detente.analysis.outcomes import Landscape
from detente.analysis.together import reached_together
from detente.errors import InputError
from detente.interchange.tables import write_csv, write_latex, write_markdown
from detente.model.conflict import Conflict
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
from detente.web.schemas import InverseAsked, TableSent
from detente.web.shapes.answers import CoalitionsShown, InverseShown, TableauShown, TableWritten
from detente.web.shapes.common import JobOf

router = APIRouter(prefix="/api", tags=["answers"])

#: With more states than this, words are not looked for: only letters, ranks and standing.
_MOST_WORDED = 20_000
#: Coalitions of a model with more states than this are asked in a process apart: that takes seconds.
_AT_ONCE = 4_096
Standing = Literal["all", "lasting", "starts"]
_WRITERS = {"csv": write_csv, "md": write_markdown, "tex": write_latex}


@router.post("/table", response_model=TableWritten)
def table(body: TableSent) -> dict[str, Any]:
    """Return a table as CSV, Markdown or LaTeX, cells escaped as in every table that Detente writes."""
    return {"text": _WRITERS[body.form](body.head, body.rows)}


@router.get("/tableau", response_model=TableauShown)
def tableau(
    room: Room,
    attitudes: Setting = "model",
    which: Standing = "all",
    pattern: Annotated[str | None, Query(max_length=2_000)] = None,
    words: Annotated[str | None, Query(max_length=300)] = None,
    sort: Annotated[str, Query(max_length=300)] = "state",
    limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> dict[str, Any]:
    """Return the states with their options, every party's ranking (1 is best) and what holds them.

    ``pattern`` has a Y, N or - for each option; ``sort`` is ``state``, ``standing`` or a party's id.
    """
    from detente.explain.words import option_names

    landscape = room.landscape()
    conflict = landscape.conflict
    cells = cells_of(conflict, attitudes)
    ordinary = is_ordinary(conflict, attitudes)
    key = ("tableau", landscape, tuple(sorted(cells.items())), ordinary)
    rows = room.keep(key, lambda: _rows(landscape, cells, ordinary=ordinary))
    parties = [dm.id for dm in conflict.decision_makers]
    names = option_names(conflict)
    found = [row for row in rows if _passes(row, which, pattern)]
    if words and words.strip():
        if len(found) > _MOST_WORDED:
            raise InputError(
                f"{len(found):,} states are too many to look for words in.",
                fix="Narrow them by their options first.",
            )
        found = [
            row for row in found if _says(described(conflict, row["state"], names)["words"], words)
        ]
    if sort in parties:
        found = sorted(found, key=lambda row: row["ranks"][sort])
    elif sort == "standing":
        found = sorted(found, key=lambda row: (not row["starts"], -len(row["concepts"])))
    elif sort != "state":
        raise InputError(
            f"There is no order {sort[:80]!r}.",
            fix=f"One of state, standing, {', '.join(parties)}.",
        )
    return {
        "options": [{"id": o.id, "name": o.name, "owner": o.owner} for o in conflict.options],
        "parties": [{"id": dm.id, "name": dm.name} for dm in conflict.decision_makers],
        "status_quo": conflict.status_quo,
        "states": len(rows),
        "total": len(found),
        "rows": [in_words(conflict, row, names) for row in found[offset : offset + limit]],
    }


def _rows(landscape: Landscape, cells: Cells, *, ordinary: bool) -> list[dict[str, Any]]:
    space = landscape.compiled.space
    held = {row["state"]: row for row in standing(landscape, cells, ordinary=ordinary)}
    ranks = {dm: space.ranks(dm) for dm in landscape.compiled.players}
    together = reached_together(landscape, cells)
    nothing = {"concepts": [], "starts": False, "locked_in": False, "trap": False}
    rows = []
    for number, name in enumerate(space.names):
        row = held.get(name, nothing)
        rows.append(
            {
                "state": name,
                "letters": "" if landscape.conflict.states else name,
                "ranks": {dm: ranks[dm][number] + 1 for dm in ranks},
                "concepts": row["concepts"],
                "starts": row["starts"],
                "locked_in": row["locked_in"],
                "trap": row["trap"],
                "together": [list(members) for members in together.get(name, ())],
            }
        )
    return rows


def _says(text: str, words: str) -> bool:
    """Say whether a text has all of some words, in whatever case."""
    text = text.casefold()
    return all(word in text for word in words.casefold().split())


def _passes(row: dict[str, Any], which: Standing, pattern: str | None) -> bool:
    if which == "lasting" and not row["concepts"]:
        return False
    if which == "starts" and not row["starts"]:
        return False
    if not pattern:
        return True
    letters = row["letters"]
    return len(pattern) == len(letters) and all(
        wanted in ("-", letter) for wanted, letter in zip(pattern.upper(), letters, strict=True)
    )


@router.get("/coalitions", response_model=CoalitionsShown | None)
def coalitions(room: Room) -> dict[str, Any] | None:
    """Return what stays stable when parties act together, and which coalitions upset what does not.

    Null for a model of many states, when that has to be found first.
    """
    landscape = room.landscape()
    key = ("coalitions", landscape)
    if landscape.compiled.game.size > _AT_ONCE:
        found: dict[str, Any] | None = room.kept(key)
        return found
    return room.keep(key, lambda: _coalitions(landscape.conflict))


@router.post("/coalitions", status_code=202, response_model=JobOf[CoalitionsShown])
def find_coalitions(room: Room) -> dict[str, Any]:
    """Ask every coalition, as a job in a process apart."""
    landscape = room.landscape()

    def work(report: Report) -> dict[str, Any]:
        return room.keep(
            ("coalitions", landscape),
            lambda: room.apart.do(
                _coalitions, landscape.conflict, cancelled=report.cancelled.is_set
            ),
        )

    return room.jobs.start("coalitions", "Asking every coalition", work).to_json()


def _coalitions(conflict: Conflict) -> dict[str, Any]:
    from detente.explain.words import describe_change, party_name, sentence_case
    from detente.solving.solution import solve

    solution = solve(conflict, "NASH SEQ CNASH CGMR CSMR CSEQ")
    upset: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    report = solution.coalitions
    for concept, by_state in report.upsets.items() if report is not None else ():
        for state, upsets in by_state.items():
            for each in upsets:
                upset.setdefault((state, each.coalition, each.improvements), []).append(concept)
    strong = ("CNASH", "CSEQ", "CSMR", "CGMR")
    stays = {
        state: [c for c in strong if state in solution.equilibria[c]]
        for concept in strong
        for state in list(solution.equilibria[concept])[:500]
    }
    quo = conflict.status_quo

    def told(state: str) -> dict[str, Any]:
        row = described(conflict, state)
        change = sentence_case(describe_change(conflict, quo, state)) if quo else ""
        return row | {"change": change}

    return {
        "staying": len({state for concept in strong for state in solution.equilibria[concept]}),
        "stays": [told(state) | {"concepts": found} for state, found in stays.items()],
        "upset": [
            told(state)
            | {
                "coalition": [party_name(conflict, member) for member in members],
                "concepts": concepts,
                "goals": [
                    {"state": goal, "words": sentence_case(describe_change(conflict, state, goal))}
                    for goal in goals[:6]
                ],
                "more": max(0, len(goals) - 6),
            }
            for (state, members, goals), concepts in list(upset.items())[:300]
            if state in solution.equilibria["NASH"] or state in solution.equilibria["SEQ"]
        ],
    }


@router.post("/inverse", status_code=202, response_model=JobOf[InverseShown])
def inverse(room: Room, body: InverseAsked) -> dict[str, Any]:
    """Find what would make a state stable, as a job: conditions, and the fewest edits that do it."""
    from detente.model.naming import state_named

    conflict = room.conflict()
    state = state_named(conflict, body.state)
    ids = [dm.id for dm in conflict.decision_makers]
    for party in body.parties:
        if party not in ids:
            raise InputError(f"No decision maker {party[:80]!r}.", fix=f"Known: {', '.join(ids)}.")

    def work(report: Report) -> dict[str, Any]:
        from detente.analysis.inverse_edits import invert
        from detente.explain.inverse_words import inverse_json

        answer = invert(
            conflict,
            state,
            body.concept,
            parties=body.parties,
            largest=body.largest,
            progress=report,
        )
        return inverse_json(answer)

    return room.jobs.start("inverse", "Trying edits", work).to_json()
