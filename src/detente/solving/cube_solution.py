"""Answers of the large engines about a conflict, as counted sets of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Protocol

from detente.engine.large.budget import Budget, BudgetExceededError
from detente.engine.large.cube import CubeGame
from detente.errors import InputError
from detente.solving.engines import COMPILED, pick, solver
from detente.solving.listing import StateList
from detente.solving.switching import give_up, go_on

if TYPE_CHECKING:
    from detente.model.conflict import Conflict
    from detente.solving.concepts import Concept


class CountedSet(Protocol):
    """A set of states by natural number, as the large engines return it."""

    @property
    def count(self) -> int:
        """Exact number of states."""
        ...

    def first(self, limit: int | None = None) -> list[int]:
        """Return the first states, ascending."""
        ...

    def __contains__(self, number: int, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class FoundStates:
    """Some states of a set, ascending; ``complete`` says whether these are all."""

    states: tuple[int, ...]
    complete: bool

    @property
    def count(self) -> int:
        """Number of states found: all, or at least so many."""
        return len(self.states)

    def first(self, limit: int | None = None) -> list[int]:
        """Return the first states found."""
        return list(self.states[:limit])

    def __contains__(self, number: int) -> bool:
        """Whether a state is among those found."""
        return number in self.states


class CubeSolution:
    """The answers of large engines about one conflict: counted sets, per concept.

    Parameters
    ----------
    conflict : Conflict
        The model.
    cube : CubeGame
        The same as a cube.
    engine : str
        A large engine, or ``auto`` to choose per concept.
    budget : Budget, optional
        Of decision diagrams.
    """

    def __init__(
        self, conflict: Conflict, cube: CubeGame, engine: str, budget: Budget | None = None
    ) -> None:
        self.conflict = conflict
        self.cube = cube
        self.engine = engine
        self.budget = budget
        self.used: dict[str, str] = {}
        self._solvers: dict[str, Any] = {}
        self._feasible: Any = None
        self.notes: list[str] = []

    def _solver(self, name: str) -> Any:
        if name not in self._solvers:
            self._solvers[name] = solver(name, self.cube, self.budget)
        return self._solvers[name]

    @property
    def feasible_states(self) -> int:
        """Exact number of feasible states.

        Raises
        ------
        InputError
            When no state is feasible.
        """
        if self._feasible is None:
            name = "symbolic" if self.engine == "symbolic" else "folds"
            if name == "folds" and len(self.cube.ruled) > COMPILED:
                name = "bitsliced"
            try:
                count = self._solver(name).feasible().count
            except BudgetExceededError as stop:
                give_up(stop, "Counting the feasible states", self.conflict.source, self.budget)
            if not count:
                raise InputError(
                    "No state is feasible: the infeasibility rules remove every state.",
                    source=self.conflict.source,
                    fix="Drop or narrow a rule.",
                )
            self._feasible = count
        return int(self._feasible)

    def solve(self, concept: str) -> tuple[dict[str, Any], Any]:
        """Return each decision maker's stable states and the equilibria, as counted sets."""
        name = pick(self.cube, concept) if self.engine == "auto" else self.engine
        self.used[concept] = name
        chosen = self._solver(name)
        names = [dm.id for dm in self.conflict.decision_makers]
        if name == "symbolic":
            return self._symbolic(chosen, concept, names)
        stable = [chosen.stable(player, concept) for player in self.cube.players]
        return dict(zip(names, stable, strict=True)), reduce(and_, stable)

    def _symbolic(
        self, chosen: Any, concept: str, names: Sequence[str]
    ) -> tuple[dict[str, Any], Any]:
        """Solve with diagrams; when their budget is hit, go on with answer sets."""
        chosen.restart_clock()
        stable: dict[str, Any] = {}
        try:
            for player, name in enumerate(names):
                stable[name] = chosen.stable(player, concept)
            return stable, chosen.equilibria(concept)
        except BudgetExceededError as stop:
            found, note = go_on(
                self.cube, concept, stop, source=self.conflict.source, budget=self.budget
            )
            self.used[concept] = "symbolic+answers"
            if stable:
                note += f" Stable states are listed only for {', '.join(stable)}."
            self.notes.append(note)
            return stable, FoundStates(found.states, complete=found.complete)

    def listed(self, states: Any, limit: int) -> tuple[str, ...] | StateList:
        """Return a counted set as state strings when it is short, else as a list that counts."""
        names = StateList(self.cube.options, states)
        try:
            return tuple(names) if names.complete and names.total <= limit else names
        except BudgetExceededError as stop:
            give_up(stop, "Counting the states found", self.conflict.source, self.budget)


def solve_on_cube(
    conflict: Conflict,
    cube: CubeGame,
    concepts: Iterable[Concept],
    engine: str,
    result: Callable[[str, dict[str, Any], Any], Any],
    *,
    limit: int,
    budget: Budget | None = None,
) -> tuple[int, dict[str, Any], str, tuple[str, ...]]:
    """Solve concepts with large engines.

    Returns
    -------
    tuple
        Number of feasible states, ``result(concept, stable, equilibria)`` per concept, the names of
        the engines used, and notes on what was not found.
    """
    answers = CubeSolution(conflict, cube, engine, budget)
    feasible = answers.feasible_states
    results = {}
    for concept in concepts:
        stable, equilibria = answers.solve(concept.name)
        results[concept.name] = result(
            concept.name,
            {dm: answers.listed(states, limit) for dm, states in stable.items()},
            answers.listed(equilibria, limit),
        )
    used = "+".join(dict.fromkeys(answers.used.values()))
    return feasible, results, used, tuple(answers.notes)
