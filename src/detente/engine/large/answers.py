"""First NASH equilibria by answer sets: for couplings on which decision diagrams fail.

Each player's own choices are written out: a state is refused when one of them is feasible, allowed by
the one-way options and better. Comparison is a lexicographic chain of gates in which own options are
constants; equal gates are shared. Solver: clingo (Gebser, Kaminski, Kaufmann & Schaub 2019).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Self

from detente.engine.large.cube import CubeGame, Gate, gates_in_order

#: Own choices of one player beyond which writing them out is refused.
MAX_CHOICES = 1 << 12

Literal = int | bool


@dataclass(frozen=True, slots=True)
class FirstEquilibria:
    """Equilibria found, ascending natural numbers, and whether these are all."""

    states: tuple[int, ...]
    complete: bool


def refusal(game: CubeGame) -> str | None:
    """Say why first equilibria cannot be sought, or None."""
    if any(not isinstance(preferences, tuple) for preferences in game.preferences):
        return "a ranking of states is not made of statements"
    if any(1 << len(game.own(p)) > MAX_CHOICES for p in game.players):
        return f"a party has more than {MAX_CHOICES:,} choices"
    return None


def first_equilibria(
    game: CubeGame, limit: int = 100, *, where: Sequence[Gate] = (), seconds: float = 10.0
) -> FirstEquilibria:
    """Find some NASH equilibria, those in which all formulas of ``where`` hold.

    Parameters
    ----------
    game : CubeGame
        The game; preferences are statements.
    limit : int
        How many to look for.
    where : sequence of Gate
        Formulas that must hold.
    seconds : float
        Time limit of the search.
    """
    import clingo

    control = clingo.Control([f"--models={limit}", "--warn=none"])
    with control.backend() as backend:
        circuit = write_nash(backend, game, where)
    found: list[int] = []
    last = game.options - 1
    with control.solve(yield_=True, async_=True) as handle:
        until = time.monotonic() + seconds
        complete = False
        while True:
            handle.resume()
            if not _ready(handle, until):
                handle.cancel()
                break
            model = handle.model()
            if model is None:
                complete = bool(handle.get().exhausted)
                break
            found.append(
                sum(
                    1 << (last - option)
                    for option, atom in enumerate(circuit.options)
                    if model.is_true(atom)
                )
            )
    return FirstEquilibria(tuple(sorted(found)), complete)


class Program:
    """A circuit without options of its own, written inside ``with`` and solved after it."""

    def __init__(self) -> None:
        import clingo

        self.control = clingo.Control(["--models=1", "--warn=none"])
        self._backend: Any = self.control.backend()

    def __enter__(self) -> Self:
        self.circuit = Circuit(self._backend.__enter__(), 0)
        return self

    def __exit__(self, *error: object) -> None:
        self._backend.__exit__(*error)


def first_model(
    control: Any, atoms: Sequence[int], until: float
) -> tuple[frozenset[int] | None, bool]:
    """Return which atoms hold in a first model; or None, and whether it is known that there is none."""
    with control.solve(yield_=True, async_=True) as handle:
        handle.resume()
        if not _ready(handle, until):
            handle.cancel()
            return None, False
        model = handle.model()
        if model is None:
            return None, bool(handle.get().exhausted)
        return frozenset(atom for atom in atoms if model.is_true(atom)), False


def _ready(handle: Any, until: float) -> bool:
    """Wait for a search in short steps, between which Ctrl-C is heard."""
    while not handle.wait(max(0.0, min(0.1, until - time.monotonic()))):
        if time.monotonic() >= until:
            return False
    return True


def write_nash(backend: Any, game: CubeGame, where: Sequence[Gate] = ()) -> Circuit:
    """Write that a state is feasible, a NASH equilibrium and as wished.

    ``backend`` takes atoms and rules as clingo's does.
    """
    circuit = Circuit(backend, game.options)
    for rule in game.infeasible:
        circuit.forbid([circuit.literal(rule, {})])
    for gate in where:
        circuit.forbid([negated(circuit.literal(gate, {}))])
    for player in game.players:
        _write_player(circuit, game, player)
    return circuit


def _write_player(circuit: Circuit, game: CubeGame, player: int) -> None:
    own = sorted(game.own(player))
    telling = game.telling(player)
    current = [circuit.literal(gate, {}) for gate in telling]
    for values in product((False, True), repeat=len(own)):
        choice = dict(zip(own, values, strict=True))
        allowed: list[Literal] = []
        for option, value in choice.items():
            if not value and game.direction[option] > 0:
                allowed.append(-circuit.options[option])
            elif value and game.direction[option] < 0:
                allowed.append(circuit.options[option])
        better = circuit.above([circuit.literal(gate, choice) for gate in telling], current)
        if better is False:
            continue
        exists = [negated(circuit.literal(rule, choice)) for rule in game.infeasible]
        circuit.forbid([better, *allowed, *exists])


def negated(literal: Literal) -> Literal:
    """Return what holds where a literal does not."""
    return (not literal) if isinstance(literal, bool) else -literal


class Circuit:
    """Gates as program literals; constants are folded and equal gates shared."""

    def __init__(self, backend: Any, options: int) -> None:
        self.backend = backend
        self.options = [self.choice() for _ in range(options)]
        self._gates: dict[tuple[int, int], int] = {}

    def choice(self) -> int:
        """Return an atom that may hold or not."""
        atom: int = self.backend.add_atom()
        self.backend.add_rule([atom], [], choice=True)
        return atom

    def at_most_one(self, atoms: Sequence[int]) -> None:
        """Refuse states in which two of the atoms hold."""
        self.backend.add_weight_rule([], 2, [(atom, 1) for atom in atoms])

    def above(self, truths: Sequence[Literal], bounds: Sequence[Literal]) -> Literal:
        """Return whether truths are lexicographically greater than bounds."""
        result: Literal = False
        for truth, bound in zip(reversed(truths), reversed(bounds), strict=True):
            # truth > bound, or they are equal and the rest is greater.
            strictly = self.both(truth, negated(bound))
            no_worse = self.either(truth, negated(bound))
            result = self.either(strictly, self.both(no_worse, result))
        return result

    def both(self, first: Literal, second: Literal) -> Literal:
        """Return the conjunction of two literals."""
        if isinstance(first, bool):
            return second if first else False
        if isinstance(second, bool):
            return first if second else False
        if first == second:
            return first
        if first == -second:
            return False
        key = (min(first, second), max(first, second))
        if key not in self._gates:
            atom: int = self.backend.add_atom()
            self.backend.add_rule([atom], list(key))
            self._gates[key] = atom
        return self._gates[key]

    def either(self, first: Literal, second: Literal) -> Literal:
        """Return the disjunction of two literals."""
        return negated(self.both(negated(first), negated(second)))

    def forbid(self, body: Sequence[Literal]) -> None:
        """Refuse states in which every literal holds."""
        if any(literal is False for literal in body):
            return
        self.backend.add_rule([], [part for part in body if not isinstance(part, bool)])

    def literal(self, gate: Gate, fixed: Mapping[int, Literal]) -> Literal:
        """Return a formula's literal, with some options fixed."""
        done: dict[Gate, Literal] = {}
        for part in gates_in_order([gate]):
            values = [done[each] for each in part.inputs]
            match part.operator:
                case "option":
                    number = part.option
                    done[part] = fixed[number] if number in fixed else self.options[number]
                case "!":
                    done[part] = negated(values[0])
                case "IF":
                    done[part] = self.either(values[0], negated(values[1]))
                case "IFF":
                    done[part] = negated(self._differ(values[0], values[1]))
                case "^":
                    done[part] = self._differ(values[0], values[1])
                case "&":
                    result: Literal = True
                    for value in values:
                        result = self.both(result, value)
                    done[part] = result
                case _:
                    result = False
                    for value in values:
                        result = self.either(result, value)
                    done[part] = result
        return done[gate]

    def _differ(self, first: Literal, second: Literal) -> Literal:
        return self.either(self.both(first, negated(second)), self.both(negated(first), second))
