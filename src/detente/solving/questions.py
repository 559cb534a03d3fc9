"""Questions about equilibria that need no list: how many, some of them, and whether any has a property."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import AnalysisError, InputError
from detente.model.expression import Expression, parse_expression
from detente.model.states import name_of, number_of
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.cubes import beyond_options, cube_of, gate_of
from detente.solving.engines import refusal

if TYPE_CHECKING:
    from detente.engine.large.one_state import Verdict
    from detente.engine.large.symbolic import SymbolicSolver
    from detente.model.conflict import Conflict


@dataclass(frozen=True, slots=True)
class Answer:
    """How many equilibria a concept has (where an expression holds), and some of them."""

    concept: str
    count: int
    sample: tuple[str, ...]


class Questions:
    """A conflict as decision diagrams, ready for questions; nothing is enumerated.

    Parameters
    ----------
    conflict : Conflict
        The model, in option form, with statements or weights.
    nodes, seconds : int, float, optional
        The budget of the diagrams.

    Raises
    ------
    InputError
        When the model is not of that kind.
    """

    def __init__(self, conflict: Conflict, **budget: Any) -> None:
        self.conflict = conflict
        reason = beyond_options(conflict)
        self.cube = None if reason else cube_of(conflict)
        if self.cube is not None:
            reason = refusal(self.cube, "NASH", "symbolic")
        if reason or self.cube is None:
            raise InputError(
                f"Decision diagrams cannot answer here: {reason}.",
                source=conflict.source,
                fix="Solve the model without --count, --sample and --where.",
            )
        self._budget = budget
        self._solver: SymbolicSolver | None = None
        self._options = {option.id: n for n, option in enumerate(conflict.options)}

    def _solved(self, work: Any) -> Any:
        """Do something with the solver; a budget that is hit becomes an error people can act on."""
        from detente.engine.large.budget import BudgetExceededError
        from detente.engine.large.symbolic import SymbolicSolver

        assert self.cube is not None  # noqa: S101 (the constructor looked)
        try:
            if self._solver is None:
                self._solver = SymbolicSolver(self.cube, **self._budget)
            self._solver.restart_clock()
            return work(self._solver)
        except BudgetExceededError as stop:
            raise AnalysisError(
                f"No answer: {stop}.",
                source=self.conflict.source,
                fix="Ask for NASH, or simplify statements that couple many parties.",
            ) from stop

    def feasible_states(self) -> int:
        """Return the exact number of feasible states."""
        return int(self._solved(lambda solver: solver.feasible().count))

    def equilibria(
        self, concept: str, *, where: str | None = None, sample: int = 0, seed: int = 0
    ) -> Answer:
        """Count the equilibria of a concept, and draw some.

        Parameters
        ----------
        concept : str
            One of NASH, GMR, SMR, SEQ, SSEQ.
        where : str, optional
            An expression over the options; only states in which it holds count.
        sample : int
            How many equilibria to draw, uniformly, with replacement.
        seed : int
            Of the draw.
        """
        name = _individual(parse_concepts(concept)).name
        expression = parse_expression(where, list(self._options)) if where else None

        def work(solver: SymbolicSolver) -> Answer:
            found = solver.equilibria(name)
            if expression is not None:
                found = found & solver.where([self._gate(expression)])
            drawn = found.sample(sample, seed=seed) if sample else []
            return Answer(name, found.count, tuple(name_of(n, len(self._options)) for n in drawn))

        answer: Answer = self._solved(work)
        return answer

    def explain(self, concept: str, state: str, dm: str) -> Verdict:
        """Judge one state for one decision maker, with the moves that show it."""
        name = _individual(parse_concepts(concept)).name
        ids = [each.id for each in self.conflict.decision_makers]
        number = number_of(state)
        if len(state) != len(self._options) or set(state) - {"Y", "N"}:
            raise InputError(
                f"{state[:80]!r} is no state of this model.",
                source=self.conflict.source,
                fix="Write one Y or N per option.",
            )

        def work(solver: SymbolicSolver) -> Verdict:
            if number not in solver.feasible():
                raise InputError(
                    f"The state {state} is infeasible.",
                    source=self.conflict.source,
                    fix="An infeasibility rule removes it.",
                )
            return solver.explain(ids.index(dm), name, number)

        verdict: Verdict = self._solved(work)
        return verdict

    def _gate(self, expression: Expression) -> Any:
        from detente.engine.large.cube import Gate

        return gate_of(expression, {i: Gate("option", option=n) for i, n in self._options.items()})


def _individual(concepts: Sequence[Concept]) -> Concept:
    from detente.engine import individual

    for concept in concepts:
        if concept.name not in individual.CONCEPTS:
            raise InputError(
                f"Decision diagrams answer {', '.join(individual.CONCEPTS)}, not {concept.name}."
            )
    return concepts[0]
