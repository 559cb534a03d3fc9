"""What a model means: what is stable for whom, named by options, wherever these stand and however they are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from detente.errors import AnalysisError, InputError
from detente.model.conflict import Conflict
from detente.model.files import loads
from detente.model.writing import to_json
from detente.solving.misperceiving import hypergame
from detente.solving.solution import solve
from strategies import conflicts
from strategies_further import extended_conflicts

CONCEPTS = "NASH GMR SMR SEQ SIM RNASH RSEQ NASH_A SEQ_C"

Named = frozenset[str]


def meaning(
    conflict: Conflict, options: Mapping[str, str] = {}, parties: Mapping[str, str] = {}
) -> Any:
    """Return what is stable for whom, states by letters of options; both by the ids they had first."""
    order = sorted(options.get(option.id, option.id) for option in conflict.options)

    def said(state: str) -> str:
        letters = {
            options.get(option.id, option.id): letter
            for option, letter in zip(conflict.options, state, strict=True)
        }
        return "".join(letters[name] for name in order)

    def by_party(states: Any) -> dict[str, Named]:
        return {parties.get(dm, dm): frozenset(map(said, found)) for dm, found in states.items()}

    solution = solve(conflict, CONCEPTS)
    quo = conflict.status_quo and said(conflict.status_quo)
    plain = {concept: by_party(solution[concept].stable) for concept in CONCEPTS.split()}
    seen: Any = None
    if conflict.views:
        try:
            seen = by_party(hypergame(conflict, "NASH")["NASH"].stable)
        except (InputError, AnalysisError) as error:
            seen = type(error)
    return quo, plain, seen


def solvable(conflict: Conflict, concepts: str = CONCEPTS) -> Conflict:
    """Return a conflict that passes the checks of a file and can be solved; else give the example up."""
    try:
        loaded = loads(json.dumps(to_json(conflict)), "model.json")
        solve(loaded, concepts)
    except (InputError, AnalysisError):
        assume(False)
    return loaded


models = st.one_of(conflicts(), extended_conflicts()).map(lambda c: replace(c, context=()))
