"""Choosing the engine: by the model, the question, what is installed and what fits in memory.

``bitsets``    explicit bit sets in plain Python: small models, every concept, every kind of model
``folds``      NumPy folds over the cube of options: NASH to SSEQ, one-way options and all
``bitsliced``  64 states a word: NASH; GMR and SMR where nothing is infeasible or one-way
``slices``     compiled slices: NASH to SSEQ, infeasible states, no one-way options
``symbolic``   decision diagrams: beyond enumeration

All five give the same sets wherever they accept the same question (docs/engines.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from importlib.util import find_spec
from operator import and_
from typing import TYPE_CHECKING, Any

from detente.engine import individual
from detente.engine.large.cube import CubeGame, support
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.states import MAX_OPTIONS, StateSpace
from detente.solving.cubes import beyond_options, cube_of
from detente.solving.listing import FoundStates, StateList

if TYPE_CHECKING:
    from detente.model.conflict import Conflict
    from detente.solving.concepts import Concept

ENGINES = ("auto", "bitsets", "folds", "bitsliced", "slices", "symbolic")
#: Options, or feasible states of a model with a few more, up to which explicit bit sets answer at
#: once, without importing anything.
SMALL = 8
SMALL_STATES = 256
#: Options beyond which compiled slices repay the time to load them.
_COMPILED = 15
_SYMBOLIC = 34

#: Working bytes per state of the cube of a player's relevant options, by engine and kind of concept.
_BYTES = {"folds": 60.0, "slices": 8.0, "bitsliced": 0.3, "order": 2.5}


def choose(
    conflict: Conflict, concepts: Sequence[Concept], engine: str = "auto"
) -> tuple[str, CubeGame | None]:
    """Return the engine for a question, and the model as a cube when it is a large engine.

    Raises
    ------
    InputError
        For an unknown engine, or one that cannot answer this question, with the reason.
    AnalysisError
        When the solution would not fit in memory; raised before anything is allocated.
    """
    if engine not in ENGINES:
        raise InputError(f"No engine {engine!r}.", fix=did_you_mean(engine, ENGINES))
    if engine == "bitsets" or (engine == "auto" and _is_small(conflict)):
        _check_explicit(conflict, "the engine 'bitsets' lists all states")
        return "bitsets", None
    reason = beyond_options(conflict)
    if reason is None:
        other = next((c.name for c in concepts if c.name not in individual.CONCEPTS), None)
        reason = other and f"{other} needs the explicit list of states"
    if reason is not None:
        if engine == "auto":
            _check_explicit(conflict, reason)
            return "bitsets", None
        raise InputError(
            f"The engine {engine!r} cannot answer: {reason}.",
            source=conflict.source,
            fix="Leave the engine to auto, or choose bitsets.",
        )
    if find_spec("numpy") is None:
        if engine != "auto":
            raise InputError(f"The engine {engine!r} needs NumPy.", fix="Install detente[scale].")
        _check_explicit(conflict, "NumPy is not installed (install detente[scale])")
        return "bitsets", None
    cube = cube_of(conflict)
    if engine == "auto" and not _numbered(cube) and all(_fits(cube, c.name) for c in concepts):
        return "auto", cube
    if engine == "auto":
        engine = "symbolic"
    for concept in concepts:
        refused = refusal(cube, concept.name, engine)
        if refused:
            raise InputError(
                f"The engine {engine!r} cannot answer {concept.name}: {refused}.",
                source=conflict.source,
                fix="Leave the engine to auto.",
            )
        if engine != "symbolic":
            _check_memory(cube, concept.name, engine, conflict.source)
    return engine, cube


def _is_small(conflict: Conflict) -> bool:
    count = len(conflict.options)
    if count <= SMALL or conflict.states:
        return count <= SMALL
    return count <= SMALL + 3 and len(StateSpace.of(conflict)) <= SMALL_STATES


def _check_explicit(conflict: Conflict, reason: str) -> None:
    """Refuse explicit bit sets that would not fit, before anything is allocated."""
    if not SMALL + 3 < len(conflict.options) <= MAX_OPTIONS:
        return
    states = len(StateSpace.of(conflict))
    # Per party a table of moves, one of preferences, and what is derived from them.
    needed = len(conflict.decision_makers) * 4 * states * states // 8
    if needed >= 0.8 * available():
        raise AnalysisError(
            f"{states:,} states as explicit bit sets would need about {_size(needed)} of memory; "
            f"{_size(available())} are free. They are used because {reason}.",
            source=conflict.source,
            fix="Ask for NASH, GMR, SMR, SEQ or SSEQ with --engine auto, or merge options.",
        )


def _numbered(cube: CubeGame) -> bool:
    """Whether numbering the states is out of the question, whatever the memory."""
    return cube.options > _SYMBOLIC


def refusal(cube: CubeGame, concept: str, engine: str) -> str | None:
    """Say why an engine cannot answer a question about a cube, or None when it can."""
    if engine == "bitsliced":
        from detente.engine.large import bitsliced

        return bitsliced.refusal(cube, concept)
    if engine == "slices":
        if find_spec("numba") is None:
            return "numba is not installed (install detente[scale])"
        from detente.engine.large import slices

        reason: str | None = slices.refusal(cube, concept)
        return reason
    if engine == "symbolic":
        if find_spec("oxidd") is None:
            return "oxidd is not installed (install detente[scale])"
        from detente.engine.large import symbolic

        return symbolic.refusal(cube, concept)
    return None


def pick(cube: CubeGame, concept: str) -> str:
    """Return the fastest enumerating engine for one concept on a cube."""
    if cube.options > 10 and refusal(cube, concept, "bitsliced") is None:
        return "bitsliced"
    heavy = max(len(cube.relevant(p, concept)) for p in cube.players) >= _COMPILED
    if heavy and refusal(cube, concept, "slices") is None:
        return "slices"
    return "folds"


def estimate(cube: CubeGame, concept: str, engine: str) -> int:
    """Return the memory in bytes that one concept needs, results included."""
    sizes = [2.0 ** len(cube.relevant(p, concept)) for p in cube.players]
    result = sum(sizes) / 8 + 2.0 ** len(support(cube.infeasible)) / 4
    work = _BYTES[engine] * max(sizes)
    if engine == "slices" and concept in ("SEQ", "SSEQ"):
        orders = [2.0 ** len(cube.mentioned(p) | cube.own(p)) for p in cube.players]
        work += _BYTES["order"] * sum(orders)
    return int(result + work)


def available() -> int:
    """Return the memory in bytes that may be used."""
    try:
        with open("/proc/meminfo", encoding="ascii") as table:  # noqa: PTH123 (no file of a user)
            for line in table:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 8 << 30


def _fits(cube: CubeGame, concept: str) -> bool:
    return estimate(cube, concept, pick(cube, concept)) < 0.8 * available()


def _check_memory(cube: CubeGame, concept: str, engine: str, source: str | None) -> None:
    needed, free = estimate(cube, concept, engine), available()
    if _numbered(cube) or needed >= 0.8 * free:
        raise AnalysisError(
            f"{concept} over {cube.options} options (2^{cube.options} combinations) would need "
            f"about {_size(needed)} of memory with the engine {engine!r}; {_size(free)} are free.",
            source=source,
            fix="Use --engine symbolic, which does not enumerate, or leave the engine to auto.",
        )


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "KiB", "MiB", "GiB", "TiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:,.0f} PiB" if size < 1e6 else "more than any machine's memory"


def solver(name: str, cube: CubeGame) -> Any:
    """Return the solver of an engine by name."""
    if name == "folds":
        from detente.engine.large.folds import FoldSolver

        return FoldSolver(cube)
    if name == "bitsliced":
        from detente.engine.large.bitsliced import BitslicedSolver

        return BitslicedSolver(cube)
    if name == "slices":
        from detente.engine.large.slices import SliceSolver

        return SliceSolver(cube)
    from detente.engine.large.symbolic import SymbolicSolver

    return SymbolicSolver(cube)


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
    """

    def __init__(self, conflict: Conflict, cube: CubeGame, engine: str) -> None:
        self.conflict = conflict
        self.cube = cube
        self.engine = engine
        self.used: dict[str, str] = {}
        self._solvers: dict[str, Any] = {}
        self._feasible: Any = None
        self.notes: list[str] = []

    def _solver(self, name: str) -> Any:
        if name not in self._solvers:
            self._solvers[name] = solver(name, self.cube)
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
            if name == "folds" and len(support(self.cube.infeasible)) > _COMPILED:
                name = "bitsliced"
            count = self._solver(name).feasible().count
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
        """Solve with diagrams; when their budget is hit, NASH goes on with answer sets."""
        from detente.engine.large import answers
        from detente.engine.large.symbolic import BudgetExceededError

        chosen.restart_clock()
        stable: dict[str, Any] = {}
        try:
            for player, name in enumerate(names):
                stable[name] = chosen.stable(player, concept)
            return stable, chosen.equilibria(concept)
        except BudgetExceededError as stop:
            reason = answers.refusal(self.cube) or (
                None if find_spec("clingo") else "clingo is not installed"
            )
            if concept != "NASH" or reason:
                raise AnalysisError(
                    f"{concept}: {stop}" + (f", and {reason}." if reason else "."),
                    source=self.conflict.source,
                    fix="Ask for NASH, or simplify statements that couple many parties.",
                ) from stop
            found = answers.first_equilibria(self.cube)
            self.used[concept] = "symbolic+answers"
            self.notes.append(
                f"{concept}: {stop}; answer sets found "
                + (
                    f"all {len(found.states)} equilibria."
                    if found.complete
                    else f"{len(found.states)} equilibria, there may be more."
                )
                + (
                    " Stable states are listed only for " + ", ".join(stable) + "."
                    if stable
                    else ""
                )
            )
            return stable, FoundStates(found.states, complete=found.complete)

    def listed(self, states: Any, limit: int) -> tuple[str, ...] | StateList:
        """Return a counted set as state strings when it is short, else as a list that counts."""
        names = StateList(self.cube.options, states)
        return tuple(names) if names.complete and names.total <= limit else names


def solve_on_cube(
    conflict: Conflict,
    cube: CubeGame,
    concepts: Iterable[Concept],
    engine: str,
    result: Callable[[str, dict[str, Any], Any], Any],
    *,
    limit: int,
) -> tuple[int, dict[str, Any], str, tuple[str, ...]]:
    """Solve concepts with large engines.

    Returns
    -------
    tuple
        Number of feasible states, ``result(concept, stable, equilibria)`` per concept, the names of
        the engines used, and notes on what was not found.
    """
    answers = CubeSolution(conflict, cube, engine)
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
