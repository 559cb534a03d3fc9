"""Choosing the engine: by the model, the question, what is installed and what fits in memory.

``bitsets``    explicit bit sets in plain Python: small models, every concept, every kind of model
``folds``      NumPy folds over the cube of options: NASH to SSEQ, one-way options and all
``bitsliced``  64 states a word: NASH; GMR and SMR where nothing is infeasible or one-way
``slices``     compiled slices: NASH to SSEQ, infeasible states, no one-way options
``symbolic``   decision diagrams: beyond enumeration

All five give the same sets wherever they accept the same question (docs/reference/engines.md).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from detente.engine import names
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.states import MAX_OPTIONS, StateSpace

if TYPE_CHECKING:
    from detente.engine.large.budget import Budget
    from detente.engine.large.cube import CubeGame
    from detente.model.conflict import Conflict
    from detente.solving.concepts import Concept

ENGINES = ("auto", "bitsets", "folds", "bitsliced", "slices", "symbolic")
#: Options, or feasible states of a model with a few more, up to which explicit bit sets answer at
#: once, without importing anything.
SMALL = 8
SMALL_STATES = 256
#: Options beyond which compiled slices repay the time to load them.
COMPILED = 15
#: The same when they are loaded already.
LOADED = 10
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
    from detente.solving.cubes import beyond_options, cube_of

    reason = beyond_options(conflict)
    if reason is None:
        other = next((c.name for c in concepts if c.name not in names.INDIVIDUAL), None)
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
            raise InputError(f"The engine {engine!r} needs NumPy.", fix="Install detente[fast].")
        _check_explicit(conflict, "NumPy is not installed (install detente[fast])")
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
            return "numba is not installed (install detente[fast])"
        from detente.engine.large import slices

        reason: str | None = slices.refusal(cube, concept)
        return reason
    if engine == "symbolic":
        if find_spec("oxidd") is None:
            return "oxidd is not installed (install detente[symbolic])"
        from detente.engine.large import symbolic

        return symbolic.refusal(cube, concept)
    return None


def loaded() -> bool:
    """Whether this process has loaded the compiled kernels already."""
    return "detente.engine.large.kernels" in sys.modules


def pick(cube: CubeGame, concept: str) -> str:
    """Return the fastest enumerating engine for one concept on a cube."""
    reach = max(len(cube.relevant(p, concept)) for p in cube.players)
    compiled = (
        reach >= (LOADED if loaded() else COMPILED) and refusal(cube, concept, "slices") is None
    )
    if compiled and cube.options < COMPILED:
        return "slices"
    if cube.options > 10 and refusal(cube, concept, "bitsliced") is None:
        return "bitsliced"
    return "slices" if compiled else "folds"


def estimate(cube: CubeGame, concept: str, engine: str) -> int:
    """Return the memory in bytes that one concept needs, results included."""
    sizes = [2.0 ** len(cube.relevant(p, concept)) for p in cube.players]
    result = sum(sizes) / 8 + 2.0 ** len(cube.ruled) / 4
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


def solver(name: str, cube: CubeGame, budget: Budget | None = None) -> Any:
    """Return the solver of an engine by name; the budget is that of decision diagrams."""
    if name == "folds":
        from detente.engine.large.folds import FoldSolver

        return FoldSolver(cube)
    if name == "bitsliced":
        from detente.engine.large.bitsliced import BitslicedSolver

        return BitslicedSolver(cube)
    if name == "slices":
        from detente.engine.large.slices import SliceSolver

        return SliceSolver(cube)
    from detente.engine.large.watched import WatchedSolver

    return WatchedSolver(cube, budget)
