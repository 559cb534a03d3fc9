"""One state as decision diagrams: is it stable, and which moves show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.engine.large.symbolic import SymbolicSolver

Diagram = Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state is stable for a player, and the moves that show it (natural numbers).

    ``improvement`` is a move to something better; ``sanction`` is where the others can answer it,
    None when they cannot. A state without improvements has neither. Search also shows, for a stable
    state, ``answers``: every improvement with the moves that answer it, mover and state by number.
    """

    stable: bool
    improvement: int | None = None
    sanction: int | None = None
    answers: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = ()


def judge(solver: SymbolicSolver, player: int, concept: str, number: int) -> Verdict:
    """Judge one feasible state for one player."""
    solver.check()
    taken = _choices(solver, number)
    better = _better(solver, player, taken)
    improvements = better & _reached(solver, player, taken)
    if not improvements.satisfiable():
        return Verdict(stable=True)
    if concept == "NASH":
        return Verdict(stable=False, improvement=_some(solver, improvements))
    for near in _nearer(solver, player, concept):
        free = improvements & ~solver.answered(player, concept, better, near)
        if free.satisfiable():
            return Verdict(stable=False, improvement=_some(solver, free))
    improvement = _some(solver, improvements)
    sanction = _sanction(solver, player, concept, better, improvement)
    return Verdict(stable=True, improvement=improvement, sanction=sanction)


def _nearer(solver: SymbolicSolver, player: int, concept: str) -> Iterator[frozenset[int] | None]:
    """Yield ever more players whose improvements are minded, those first that matter most; last, all.

    An improvement that nobody can answer even when the others move as they like is safe.
    """
    game = solver.game
    if concept in ("SEQ", "SSEQ"):
        near: frozenset[int] = frozenset()
        seen = game.mentioned(player)
        while True:
            more = near | {game.owner[option] for option in seen} - {player}
            if more == near or len(more) >= len(game.players) - 1:
                break
            yield more
            near = more
            seen = frozenset().union(*(game.mentioned(each) for each in near))
    yield None


def _choices(solver: SymbolicSolver, number: int) -> dict[int, bool]:
    last = solver.game.options - 1
    return {o: bool(number >> (last - o) & 1) for o in range(solver.game.options)}


def _better(solver: SymbolicSolver, player: int, taken: dict[int, bool]) -> Diagram:
    """Return the feasible states that a player prefers to a state."""
    truths, values = solver.truths(player), list(taken.items())
    value = reduce(lambda total, truth: total << 1 | truth.eval(values), truths, 0)
    return solver.existing & solver.above(truths, solver.constants(player, value))


def _reached(solver: SymbolicSolver, player: int, taken: dict[int, bool]) -> Diagram:
    """Return the states that a player reaches in one move, or by staying."""
    fixed = []
    for option, value in taken.items():
        way = solver.game.direction[option]
        owned = solver.game.owner[option] == player
        if not owned or (value and way > 0) or (not value and way < 0):
            variable = solver.option(option)
            fixed.append(variable if value else ~variable)
    return reduce(and_, fixed, solver.true)


def _sanction(
    solver: SymbolicSolver, player: int, concept: str, better: Diagram, start: int
) -> int | None:
    """Follow the others' moves forward from a state until one reaches a deterring state."""
    game = solver.game
    deterring = solver.existing & ~better
    if concept in ("SMR", "SSEQ"):
        deterring = deterring & ~solver.before(player, better)
    movers = [j for j in game.players if j != player and game.own(j)]
    seen, queue = {start}, [start]
    while queue:
        taken = _choices(solver, queue.pop(0))
        for mover in movers:
            targets = solver.existing & _reached(solver, mover, taken)
            if concept in ("SEQ", "SSEQ"):
                targets = targets & _better(solver, mover, taken)
            hit = targets & deterring
            if hit.satisfiable():
                return _some(solver, hit)
            solver.check()
            for following in solver.as_set(targets).first(1 << 10):
                if following not in seen:
                    seen.add(following)
                    queue.append(following)
    return None


def _some(solver: SymbolicSolver, diagram: Diagram) -> int:
    return solver.as_set(diagram).first(1)[0]
