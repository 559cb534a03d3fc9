"""Decision diagrams that keep to their time and let go when interrupted.

An operation on diagrams cannot be stopped from outside, and a single one may take minutes. So small
questions are answered in this process, with few nodes; what outgrows these is answered by a child
process that is ended when the budget is hit, or when somebody presses Ctrl-C. Sets remember how
they were made: one whose process has ended is made again when it is read.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from detente.engine.large.budget import Budget, BudgetExceededError
from detente.engine.large.cube import CubeGame, Gate, gates_in_order
from detente.engine.large.one_state import Verdict

#: What is tried in this process: a single operation on so few nodes takes a fraction of a second.
HERE = Budget(1 << 20, 1.0)
#: What a child that looks at the clock itself is given on top, before it is ended.
GRACE = 0.25

#: How a set is made: the name of a solver's method and its arguments, or "&" and two recipes.
Recipe = tuple[Any, ...]


class WatchedSolver:
    """The symbolic engine behind a watch: same questions, same answers as `SymbolicSolver`.

    Parameters
    ----------
    game : CubeGame
        The game; preferences are statements.
    budget : Budget, optional
        `BudgetExceededError` says which part of it was hit.
    """

    name = "symbolic"

    def __init__(self, game: CubeGame, budget: Budget | None = None) -> None:
        self.game = game
        self.budget = budget or Budget()
        self._until = time.monotonic() + self.budget.seconds
        self._here: Any = None
        self._answered_here: set[Recipe] = set()
        self._outgrown: set[str] = set()
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def restart_clock(self) -> None:
        """Give the next questions the whole time budget again."""
        self._until = time.monotonic() + self.budget.seconds

    def feasible(self) -> WatchedSet:
        """Return the set of feasible states."""
        return WatchedSet(self, ("feasible",))

    def where(self, gates: Sequence[Gate]) -> WatchedSet:
        """Return the states, feasible or not, in which all the formulas hold."""
        return WatchedSet(self, ("where", flat(gates)))

    def stable(self, player: int, concept: str) -> WatchedSet:
        """Return a player's stable states.

        Raises
        ------
        BudgetExceededError
            When the diagrams outgrow the node or time budget.
        """
        return self._made(("stable", player, concept))

    def equilibria(self, concept: str) -> WatchedSet:
        """Return the states that are stable for every player."""
        return self._made(("equilibria", concept))

    def explain(self, player: int, concept: str, number: int) -> Verdict:
        """Judge one feasible state and show why."""
        verdict: Verdict = self.ask(
            ("explain", player, concept, number), "itself", until=self._until
        )
        return verdict

    def _made(self, recipe: Recipe) -> WatchedSet:
        self.ask(recipe, "exists", until=self._until)
        return WatchedSet(self, recipe)

    def ask(self, recipe: Recipe, what: str, *more: Any, until: float | None = None) -> Any:
        """Return a fact about what a recipe makes, within the budget."""
        from detente.engine.large.symbolic import SymbolicSolver

        if until is None:
            until = time.monotonic() + self.budget.seconds
        with self._lock:
            left = until - time.monotonic()
            if left <= 0:
                raise BudgetExceededError.of_seconds(self.budget.seconds)
            topics = _topics(recipe)
            if recipe in self._answered_here or not topics & self._outgrown:
                try:
                    if self._here is None:
                        little = HERE.nodes if self.game.options > 12 else HERE.nodes >> 2
                        nodes = min(little, self.budget.nodes)
                        self._here = SymbolicSolver(self.game, nodes=nodes, seconds=HERE.seconds)
                    self._here.restart_clock(min(left, HERE.seconds))
                    answer = answered(self._here, recipe, what, more)
                    self._answered_here.add(recipe)
                except BudgetExceededError as stop:
                    if stop.nodes and self.budget.nodes <= HERE.nodes:
                        raise
                    self._outgrown |= topics
                else:
                    return answer
            return self._elsewhere((recipe, what, more), until)

    def _elsewhere(self, request: tuple[Any, ...], until: float) -> Any:
        """Ask the child process; end it when it takes too long or when interrupted."""
        left = until - time.monotonic()
        if left <= 0:
            raise BudgetExceededError.of_seconds(self.budget.seconds)
        if self._child is None:
            self._child = _Child(self.game, self.budget.nodes)
        try:
            kind, answer = self._child.ask((*request, left), left + GRACE)
        except (
            BaseException
        ) as stop:  # also KeyboardInterrupt: nobody waits for the answer any more
            self._child.end()
            self._child = None
            if isinstance(stop, queue.Empty):
                raise BudgetExceededError.of_seconds(self.budget.seconds) from None
            raise
        if kind == "nodes":
            raise BudgetExceededError.of_nodes(self.budget.nodes)
        if kind == "seconds":
            raise BudgetExceededError.of_seconds(self.budget.seconds)
        if kind == "ended":
            self._child.end()
            self._child = None
            raise BudgetExceededError(
                "the process of the decision diagrams was ended from outside, perhaps for its memory"
            )
        return answer


@dataclass(frozen=True)
class WatchedSet:
    """A set of states behind the watch, known by how it is made."""

    solver: WatchedSolver
    recipe: Recipe

    def __and__(self, other: WatchedSet) -> WatchedSet:
        return WatchedSet(self.solver, ("&", self.recipe, other.recipe))

    @cached_property
    def count(self) -> int:
        """Exact number of states, a whole number of any size."""
        return int(self.solver.ask(self.recipe, "count"))

    def __contains__(self, number: int) -> bool:
        """Whether a state, by natural number, belongs to the set."""
        return bool(self.solver.ask(self.recipe, "__contains__", number))

    def first(self, limit: int | None = None) -> list[int]:
        """Return the natural numbers of the first states, ascending; all of them without a limit."""
        found: list[int] = self.solver.ask(self.recipe, "first", limit)
        return found

    def sample(self, size: int, *, seed: int = 0) -> list[int]:
        """Return states drawn uniformly with replacement, ascending; none from an empty set."""
        found: list[int] = self.solver.ask(self.recipe, "sample", size, seed)
        return found


def _topics(recipe: Recipe) -> set[str]:
    """Return what a recipe is about: concepts, for those who solve; else the method."""
    name, *arguments = recipe
    if name == "&":
        return _topics(arguments[0]) | _topics(arguments[1])
    return {each for each in arguments if isinstance(each, str)} or {name}


def answered(solver: Any, recipe: Recipe, what: str, more: Sequence[Any]) -> Any:
    """Return a fact about what a recipe makes, by a solver without a watch."""

    def made(recipe: Recipe) -> Any:
        name, *arguments = recipe
        if name == "&":
            return made(arguments[0]) & made(arguments[1])
        if name == "where":
            return solver.where(unflat(arguments[0]))
        return getattr(solver, name)(*arguments)

    with solver.within_nodes():
        result = made(recipe)
        match what:
            case "itself":
                return result
            case "exists":
                return True
            case "count":
                return result.count
            case "sample":
                return result.sample(more[0], seed=more[1])
            case _:
                return getattr(result, what)(*more)


def flat(gates: Sequence[Gate]) -> tuple[Any, ...]:
    """Return formulas as a list without depth: every gate once, inputs by number, and the roots."""
    order = gates_in_order(gates)
    place = {gate: n for n, gate in enumerate(order)}
    rows = tuple((g.operator, tuple(place[part] for part in g.inputs), g.option) for g in order)
    return rows, tuple(place[gate] for gate in gates)


def unflat(flattened: tuple[Any, ...]) -> tuple[Gate, ...]:
    """Return the formulas of a flat list."""
    rows, roots = flattened
    made: list[Gate] = []
    for operator, inputs, option in rows:
        made.append(Gate(operator, tuple(made[n] for n in inputs), option))
    return tuple(made[n] for n in roots)


class _Child:
    """A process of its own that answers questions about one game."""

    def __init__(self, game: CubeGame, nodes: int) -> None:
        program = (
            "import sys; sys.path[:] = sys.argv[1:]\n"
            "from detente.engine.large.watched import serve; serve()"
        )
        self._process = subprocess.Popen(  # noqa: S603 (this interpreter, our module)
            [sys.executable, "-c", program, *(path or os.curdir for path in sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._replies: queue.Queue[tuple[str, Any]] = queue.Queue()
        threading.Thread(
            target=_listen, args=(self._process.stdout, self._replies), daemon=True
        ).start()
        self.end = weakref.finalize(self, _end, self._process)
        statements = [flat(game.statements(player)) for player in game.players]
        self._send((game.owner, game.direction, statements, flat(game.infeasible), nodes))

    def _send(self, message: Any) -> None:
        assert self._process.stdin is not None  # noqa: S101 (it was asked for)
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError):  # the pipe is broken, or closed
            self._replies.put(("ended", None))

    def ask(self, request: Any, seconds: float) -> tuple[str, Any]:
        """Return the kind of reply and the reply; queue.Empty when it takes too long."""
        self._send(request)
        return self._replies.get(timeout=seconds)


def _listen(stream: Any, replies: queue.Queue[tuple[str, Any]]) -> None:
    """Pass on what a child says, until it ends."""
    try:
        while True:
            replies.put(pickle.load(stream))  # noqa: S301 (our own child process)
    except (OSError, ValueError, EOFError, pickle.UnpicklingError):
        replies.put(("ended", None))


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # what was still to be written has no reader any more
                stream.close()


def serve() -> None:
    """Answer questions about a game from standard input, in a child process, until it closes."""
    import signal

    from detente.engine.large.symbolic import SymbolicSolver

    # The parent hears Ctrl-C and ends this process; and without a parent there is nothing to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.Queue[Any] = queue.Queue()

    def receive() -> None:
        try:
            while True:
                requests.put(pickle.load(sys.stdin.buffer))  # noqa: S301 (from our parent)
        finally:
            os._exit(0)

    threading.Thread(target=receive, daemon=True).start()
    owner, direction, statements, rules, nodes = requests.get()
    game = CubeGame(owner, direction, tuple(unflat(each) for each in statements), unflat(rules))
    solver: Any = None
    while True:
        recipe, what, more, seconds = requests.get()
        try:
            if solver is None:
                solver = SymbolicSolver(game, nodes=nodes, seconds=seconds)
            solver.restart_clock(seconds)
            reply = ("answer", answered(solver, recipe, what, more))
        except BudgetExceededError as stop:
            reply = ("nodes" if stop.nodes else "seconds", None)
        pickle.dump(reply, sys.stdout.buffer)
        sys.stdout.buffer.flush()
