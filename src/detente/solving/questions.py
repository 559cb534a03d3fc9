"""Questions about equilibria that need no list: how many, some of them, and whether any has a property."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from detente.engine.large.budget import Budget, BudgetExceededError
from detente.engine.large.cube import is_feasible
from detente.errors import InputError, did_you_mean
from detente.model.expression import Expression, parse_expression
from detente.model.states import name_of, number_of
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.cubes import beyond_options, cube_of, gate_of
from detente.solving.engines import refusal
from detente.solving.switching import give_up, go_on

if TYPE_CHECKING:
    from detente.engine.large.one_state import Verdict
    from detente.engine.large.watched import WatchedSolver
    from detente.model.conflict import Conflict


#: Share of the seconds of the diagrams that a search for one state is given before them.
_SEARCHED = 0.25


@dataclass(frozen=True, slots=True)
class Answer:
    """How many equilibria a concept has (where an expression holds), and some of them.

    ``complete`` says whether the count is exact; else there are at least so many, ``sample`` holds
    the first that were found, and ``note`` says why.
    """

    concept: str
    count: int
    sample: tuple[str, ...]
    complete: bool = True
    note: str = ""


class Questions:
    """A conflict as decision diagrams, ready for questions; nothing is enumerated.

    Parameters
    ----------
    conflict : Conflict
        The model, in option form, with statements or weights.
    budget : Budget, optional
        What the diagrams may use.

    Raises
    ------
    InputError
        When the model is not of that kind.
    """

    def __init__(self, conflict: Conflict, budget: Budget | None = None) -> None:
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
        self._solver: WatchedSolver | None = None
        self._options = {option.id: n for n, option in enumerate(conflict.options)}

    def _ready(self) -> WatchedSolver:
        """Return the solver, its clock started again."""
        from detente.engine.large.watched import WatchedSolver

        if self._solver is None:
            assert self.cube is not None  # noqa: S101 (the constructor looked)
            self._solver = WatchedSolver(self.cube, self._budget)
        self._solver.restart_clock()
        return self._solver

    def feasible_states(self) -> int:
        """Return the exact number of feasible states."""
        try:
            return self._ready().feasible().count
        except BudgetExceededError as stop:
            give_up(stop, "Counting the feasible states", self.conflict.source, self._budget)

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

        wanted = [] if expression is None else [self._gate(expression)]
        try:
            solver = self._ready()
            found = solver.equilibria(name)
            if wanted:
                found = found & solver.where(wanted)
            drawn = found.sample(sample, seed=seed) if sample else []
            return Answer(name, found.count, self._names(drawn))
        except BudgetExceededError as stop:
            assert self.cube is not None  # noqa: S101 (the constructor looked)
            some, note = go_on(
                *(self.cube, name, stop),
                source=self.conflict.source,
                budget=self._budget,
                where=wanted,
            )
            if sample:
                note += " The states shown are the first found, not drawn uniformly."
            shown = self._names(some.states[:sample])
            return Answer(name, len(some.states), shown, some.complete, note)

    def _names(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(name_of(number, len(self._options)) for number in numbers)

    def explain(self, concept: str, state: str, dm: str) -> Verdict:
        """Judge one state for one decision maker, with the moves that show it."""
        name = _individual(parse_concepts(concept)).name
        ids = [each.id for each in self.conflict.decision_makers]
        if dm not in ids:
            raise InputError(f"No decision maker {dm[:80]!r}.", fix=did_you_mean(dm, ids))
        if len(state) != len(self._options) or set(state) - {"Y", "N"}:
            raise InputError(
                f"{state[:80]!r} is no state of this model.",
                source=self.conflict.source,
                fix="Write one Y or N per option.",
            )

        number = number_of(state)
        assert self.cube is not None  # noqa: S101 (the constructor looked)
        if not is_feasible(self.cube, number):
            raise InputError(
                f"The state {state} is infeasible.",
                source=self.conflict.source,
                fix="An infeasibility rule removes it.",
            )
        verdict = self._searched(ids.index(dm), name, number)
        if verdict is not None:
            return verdict
        try:
            return self._ready().explain(ids.index(dm), name, number)
        except BudgetExceededError as stop:
            give_up(stop, f"{name}, {state} for {dm}", self.conflict.source, self._budget)

    def _searched(self, player: int, concept: str, number: int) -> Verdict | None:
        """Judge one state without diagrams, which may outgrow their budget; None when it stays open."""
        if find_spec("clingo") is None:
            return None
        from detente.engine.large.direct import judge_directly

        assert self.cube is not None  # noqa: S101 (the constructor looked)
        seconds = (self._budget or Budget()).seconds * _SEARCHED
        return judge_directly(self.cube, player, concept, number, seconds=seconds)

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
