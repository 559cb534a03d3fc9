"""What a worker does: a run of scenarios of a job, from nothing but the job's text."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from detente.engine.names import RELATIONAL
from detente.errors import InputError
from detente.model.conflict import Conflict
from detente.model.files import loads
from detente.model.states import name_of
from detente.model.writing import to_json
from detente.scaling.grid import Grid, parse_grid
from detente.solving.concepts import parse_concepts
from detente.solving.cubes import cube_of
from detente.solving.judging import attitude_signs

if TYPE_CHECKING:
    from detente.engine.large.attitudes import AttitudeTables

#: Families of concepts that say nothing of completed preferences.
_ON_THE_UNSETTLED = ("unknown", "probable", "strength")
#: Longest list of equilibria kept per scenario; the count is always exact.
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Job:
    """A sweep as plain text, so that it can be sent, stored and recognised."""

    model: str
    vary: str
    concepts: tuple[str, ...]
    ties: str = "strict"
    seed: int = 0

    @classmethod
    def of(
        cls,
        conflict: Conflict,
        vary: str,
        concepts: str | Iterable[str],
        *,
        ties: str = "strict",
        seed: int = 0,
    ) -> Job:
        """Prepare a job; wrong input is refused here, before anything runs."""
        chosen = parse_concepts(concepts)
        grid = parse_grid(conflict, vary, seed=seed)
        odd = next((c.name for c in chosen if c.family in _ON_THE_UNSETTLED), None)
        if odd is not None and any(dimension.completes for dimension in grid.dimensions):
            raise InputError(
                f"{odd} judges unknown, probable or strong preferences, which completions settle.",
                source=conflict.source,
                fix="Ask for other concepts, such as NASH or SEQ.",
            )
        names = tuple(concept.name for concept in chosen)
        return cls(json.dumps(to_json(conflict), sort_keys=True), vary, names, ties, seed)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Part:
    """The results of some scenarios: one row per scenario and concept, and the time they took."""

    start: int
    rows: tuple[dict[str, Any], ...]
    seconds: float


@lru_cache(maxsize=4)
def _grid(job: Job) -> Grid:
    return parse_grid(loads(job.model), job.vary, seed=job.seed)


@lru_cache(maxsize=2)
def _tables(job: Job) -> AttitudeTables | None:
    """Return shared attitude tables when nothing else varies and they can be built."""
    grid = _grid(job)
    from detente.analysis.shared_tables import tables_missing

    if not grid.only_attitudes or not set(job.concepts) <= set(RELATIONAL):
        return None
    if tables_missing(grid.conflict):
        return None
    from detente.engine.large.attitudes import AttitudeTables

    return AttitudeTables(cube_of(grid.conflict), ties=job.ties)


def scenarios(job: Job) -> int:
    """Return the number of scenarios of a job."""
    return _grid(job).size


def evaluate(job: Job, start: int, stop: int) -> Part:
    """Solve the scenarios numbered ``start`` to ``stop - 1``."""
    began = time.perf_counter()
    tables = _tables(job)
    if tables is not None and "RSEQ" in job.concepts:
        grid = _grid(job)
        tables.prepare(attitude_signs(grid.scenario(number)) for number in range(start, stop))
    rows = tuple(row for number in range(start, stop) for row in _rows(job, number))
    return Part(start, rows, time.perf_counter() - began)


def _rows(job: Job, number: int) -> Iterator[dict[str, Any]]:
    grid = _grid(job)
    setting = ",".join(f"{name}={value}" for name, value in grid.settings(number).items())
    tables = _tables(job)
    conflict = grid.scenario(number)
    if tables is not None:
        signs = attitude_signs(conflict)
        width = len(conflict.options)
        for concept in job.concepts:
            states = [name_of(n, width) for n in tables.equilibria(concept, signs)]
            yield _row(number, setting, concept, len(states), states[:KEPT])
        return
    from detente.solving.listing import count_of
    from detente.solving.solution import solve

    solution = solve(conflict, job.concepts, ties=job.ties)
    for concept in job.concepts:
        found = solution[concept].equilibria
        yield _row(number, setting, concept, count_of(found), list(found[:KEPT]))


def _row(number: int, setting: str, concept: str, count: int, states: list[str]) -> dict[str, Any]:
    return {
        "scenario": number,
        "setting": setting,
        "concept": concept,
        "count": count,
        "equilibria": states,
    }
