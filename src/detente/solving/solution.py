"""Solving a conflict: which states are stable for whom under which concept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.engine import individual
from detente.engine.relational import RelationalSolver
from detente.model.conflict import Attitude, Conflict
from detente.model.writing import to_json
from detente.solving.compiling import compile_conflict
from detente.solving.concepts import CORE, parse_concepts

#: Longest list of states that is printed whole, and how many of a longer one are shown (contract §3).
LIST_LIMIT = 10_000
SHOWN_OF_LONG_LISTS = 100


@dataclass(frozen=True, slots=True)
class ConceptResult:
    """What one concept says: the stable states of each decision maker, and the equilibria."""

    concept: str
    stable: Mapping[str, tuple[str, ...]]
    equilibria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The result of solving a conflict; remembers the model, the concepts and the method.

    Attributes
    ----------
    conflict : Conflict
        The model that was solved.
    feasible_states : int
        Number of feasible states.
    results : mapping of str to ConceptResult
        One result per concept, in the order asked for.
    options : mapping
        Named variants in force (for example ``{"ties": "strict"}``).
    """

    conflict: Conflict
    feasible_states: int
    results: Mapping[str, ConceptResult]
    options: Mapping[str, str]

    def __getitem__(self, concept: str) -> ConceptResult:
        """Return the result of one concept, by its name in any case."""
        return self.results[concept.upper()]

    @property
    def equilibria(self) -> dict[str, tuple[str, ...]]:
        """Equilibria by concept, as sorted state strings."""
        return {name: result.equilibria for name, result in self.results.items()}

    @property
    def model_hash(self) -> str:
        """Return a short fingerprint of the model's content."""
        content = json.dumps(to_json(self.conflict), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def table(self) -> list[dict[str, Any]]:
        """Return one row per state that is an equilibrium under some concept."""
        states = sorted({state for result in self.results.values() for state in result.equilibria})
        return [
            {"state": state}
            | {name: state in result.equilibria for name, result in self.results.items()}
            for state in states
        ]

    def to_json(self, *, all_states: bool = False) -> dict[str, Any]:
        """Return the solution as ``detente solve --json`` prints it."""

        def listed(states: tuple[str, ...]) -> Any:
            if all_states or len(states) <= LIST_LIMIT:
                return list(states)
            return {"count": len(states), "first": list(states[:SHOWN_OF_LONG_LISTS])}

        ids = [dm.id for dm in self.conflict.decision_makers]
        return {
            "source": self.conflict.source,
            "title": self.conflict.title,
            "decision_makers": ids,
            "options": [option.id for option in self.conflict.options],
            "feasible_states": self.feasible_states,
            "attitudes": {
                of: {to: self.conflict.attitude(of, to).value for to in ids} for of in ids
            },
            "equilibria": {
                name: listed(result.equilibria) for name, result in self.results.items()
            },
            "stable": {
                name: {dm: listed(states) for dm, states in result.stable.items()}
                for name, result in self.results.items()
            },
            "model_hash": self.model_hash,
        }

    def _repr_html_(self) -> str:
        from html import escape

        names = list(self.results)
        head = "".join(f"<th>{escape(name)}</th>" for name in ["state", *names])
        rows = "".join(
            "<tr>"
            + f"<td><code>{escape(row['state'])}</code></td>"
            + "".join(f"<td>{'✓' if row[name] else ''}</td>" for name in names)
            + "</tr>"
            for row in self.table()[:200]
        )
        return (
            f"<table><caption>{escape(self.conflict.title)}: equilibria</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def solve(
    conflict: Conflict, /, concepts: str | Iterable[str] = CORE, *, ties: str = "strict"
) -> Solution:
    """Find the stable states and equilibria of a conflict.

    Parameters
    ----------
    conflict : Conflict
        The model.
    concepts : str or iterable of str
        Concept names in any case, as a list or separated by spaces or commas; ``"all"`` for every
        concept that this model allows.
    ties : {"strict", "weak"}
        The reading of relational preference (handbook: Inohara, Hipel & Walker 2007 is ``"weak"``).

    Returns
    -------
    Solution

    Raises
    ------
    InputError
        For an unknown concept, or one that the model does not allow.
    AnalysisError
        When the model is too large for explicit solution.
    """
    chosen = parse_concepts(concepts)
    compiled = compile_conflict(conflict)
    relational = RelationalSolver(compiled.game, ties=ties)
    signs = attitude_signs(conflict)
    results = {}
    for concept in chosen:
        stable = [
            relational.stable(player, concept.name, signs)
            if concept.family == "relational"
            else individual.stable(compiled.game, player, concept.name)
            for player in compiled.game.players
        ]
        results[concept.name] = ConceptResult(
            concept=concept.name,
            stable={
                dm: compiled.names(states)
                for dm, states in zip(compiled.players, stable, strict=True)
            },
            equilibria=compiled.names(intersection(stable, compiled.game.everything)),
        )
    return Solution(conflict, compiled.game.size, results, {"ties": ties})


_SIGNS = {Attitude.POSITIVE: 1, Attitude.NEUTRAL: 0, Attitude.NEGATIVE: -1}


def attitude_signs(
    conflict: Conflict, changed: Mapping[tuple[str, str], Attitude] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Return the attitude matrix as 1, 0, -1: the model's cells, then the changed ones."""
    changed = changed or {}
    ids = [dm.id for dm in conflict.decision_makers]
    return tuple(
        tuple(_SIGNS[changed.get((of, to), conflict.attitude(of, to))] for to in ids) for of in ids
    )


def intersection(sets: Iterable[int], everything: int) -> int:
    """Return the states that belong to every set."""
    result = everything
    for states in sets:
        result &= states
    return result
