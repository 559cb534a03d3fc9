"""Symbolic engine: sets of states as decision diagrams, for 30 to 1,000 options.

A player's own choices form a clique (or, with one-way options, a lattice), so a move is a
quantification over its options and no second copy of the variables is needed. NASH filters
lexicographically. GMR and SMR of fully feasible, reversible models compare with one value. Elsewhere
a threshold, one variable per statement, stands for "better than the state left"; the states from
which the others can reach something that is not better are closed under their moves (GMR, SMR) or
improvements (SEQ, SSEQ). Definitions: docs/reference/engine.md; diagrams: Bryant (1986).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from detente.engine.large.budget import NODES, SECONDS, Budget, BudgetExceededError
from detente.engine.large.cube import CubeGame, Gate, Ranked, evaluate
from detente.engine.large.diagrams import DiagramSet
from detente.engine.large.one_state import Verdict, judge
from detente.engine.large.ordering import coupled_order

Diagram = Any


def refusal(game: CubeGame, _concept: str) -> str | None:
    """Say why this engine cannot answer a question, or None when it can."""
    if any(isinstance(preferences, Ranked) for preferences in game.preferences):
        return "a ranking of states is not made of statements"
    return None


@dataclass(frozen=True, slots=True)
class _Improving:
    """A mover's improvements: values above a bound, equal to it, and the bound's variables."""

    above: Diagram
    equal: Diagram
    variables: Diagram


class SymbolicSolver:
    """Solves NASH, GMR, SMR, SEQ and SSEQ as diagrams, one-way options included.

    Parameters
    ----------
    game : CubeGame
        The game; preferences are statements.
    nodes, seconds : int, float
        The budget (nodes 0: by the size of the model); when it is exceeded a :class:`BudgetExceededError` says so.
    """

    name = "symbolic"

    def __init__(self, game: CubeGame, *, nodes: int = 0, seconds: float = SECONDS) -> None:
        self.game = game
        # The manager reserves what it is told: little for small models.
        self.budget = Budget(nodes or (NODES if game.options > 12 else 1 << 18), seconds)
        self._until = time.monotonic() + seconds
        self.order = coupled_order(game)
        self._longest = max((len(game.statements(p)) for p in game.players), default=0)
        last = game.options + self._longest
        # Thresholds below the options, most important first; the mover's between the player's.
        below = [v for n in range(self._longest) for v in (game.options + n, last + n)]
        self._truths: dict[int, list[Diagram]] = {}
        self._sets: dict[tuple[int, str], Diagram] = {}
        with self.within_nodes():
            self.manager = self.new_manager([*self.order, *below])
            self.true = self.manager.true()
            self._var = [self.manager.var(n) for n in range(game.options + 2 * self._longest)]
            rules = evaluate(game.infeasible, self.option, self.true)
            self.existing = reduce(and_, [~rule for rule in rules], self.true)

    def new_manager(self, order: Sequence[int]) -> Any:
        """Return a manager of diagrams over variables in an order, top first."""
        from oxidd.bdd import BDDManager

        manager = BDDManager(self.budget.nodes, self.budget.nodes // 2, 1)
        manager.add_vars(len(order))
        manager.set_var_order(order)
        return manager

    def option(self, option: int) -> Diagram:
        """Return where an option is taken."""
        return self._var[option]

    @contextmanager
    def within_nodes(self) -> Iterator[None]:
        """Say it as a budget that is exceeded when the diagrams run out of nodes."""
        from oxidd.util import DDMemoryError

        try:
            yield
        except DDMemoryError:
            raise BudgetExceededError.of_nodes(self.budget.nodes) from None

    def check(self) -> None:
        """Look at the clock, between two operations."""
        if time.monotonic() > self._until:
            raise BudgetExceededError.of_seconds(self.budget.seconds)

    def restart_clock(self, seconds: float | None = None) -> None:
        """Give the next questions the whole time budget again, or so many seconds."""
        self._until = time.monotonic() + (self.budget.seconds if seconds is None else seconds)

    def feasible(self) -> DiagramSet:
        """Return the set of feasible states."""
        return self.as_set(self.existing)

    def as_set(self, diagram: Diagram) -> DiagramSet:
        """Return a diagram over the options as a set of states."""
        return DiagramSet(self.game.options, diagram, self.order)

    def where(self, gates: Sequence[Gate]) -> DiagramSet:
        """Return the states, feasible or not, in which all the formulas hold."""
        with self.within_nodes():
            return self.as_set(reduce(and_, evaluate(gates, self.option, self.true), self.true))

    def stable(self, player: int, concept: str) -> DiagramSet:
        """Return a player's stable states.

        Raises
        ------
        BudgetExceededError
            When the diagrams outgrow the node or time budget.
        """
        key = (player, concept)
        if key not in self._sets:
            with self.within_nodes():
                self._sets[key] = self._solve(player, concept)
        return self.as_set(self._sets[key])

    def equilibria(self, concept: str) -> DiagramSet:
        """Return the states that are stable for every player, smallest diagrams met first."""
        parts = [self.stable(player, concept).diagram for player in self.game.players]
        result = self.true
        with self.within_nodes():
            for part in sorted(parts, key=lambda part: part.node_count()):
                self.check()
                result = result & part
        return self.as_set(result)

    def explain(self, player: int, concept: str, number: int) -> Verdict:
        """Judge one feasible state and show why, without solving the whole concept."""
        with self.within_nodes():
            return judge(self, player, concept, number)

    # -- moves -----------------------------------------------------------------------------------

    def _cube(self, variables: Iterable[int]) -> Diagram:
        return reduce(and_, [self._var[v] for v in variables], self.true)

    def before(self, player: int, targets: Diagram) -> Diagram:
        """Return the states from which a player moves, or stays, into the targets."""
        own = sorted(self.game.own(player))
        free = [o for o in own if not self.game.direction[o]]
        if free:
            targets = targets.exists(self._cube(free))
        for option in own:
            taken = self._var[option]
            if self.game.direction[option] > 0:
                targets = targets | (~taken & (targets & taken).exists(taken))
            elif self.game.direction[option] < 0:
                targets = targets | (taken & (targets & ~taken).exists(taken))
        return targets

    def truths(self, player: int) -> list[Diagram]:
        """Return the diagrams of a player's statements."""
        if player not in self._truths:
            gates = self.game.statements(player)
            self._truths[player] = evaluate(gates, self.option, self.true)
        return self._truths[player]

    def _telling(self, player: int) -> list[Diagram]:
        """Return the diagrams of the statements that the player's own moves can change."""
        return evaluate(self.game.telling(player), self.option, self.true)

    def _thresholds(self, truths: Sequence[Diagram], *, mover: bool) -> list[Diagram]:
        start = self.game.options + self._longest * mover
        return self._var[start : start + len(truths)]

    def above(self, truths: Sequence[Diagram], bounds: Sequence[Diagram]) -> Diagram:
        """Return where the truths are lexicographically greater than the bounds."""
        result = ~self.true
        for truth, bound in zip(reversed(truths), reversed(bounds), strict=True):
            result = (truth & ~bound) | (result & ~(truth ^ bound))
        return result

    def _equal(self, truths: Sequence[Diagram], bounds: Sequence[Diagram]) -> Diagram:
        """Return where the truths are the bounds."""
        result = self.true
        for truth, bound in zip(reversed(truths), reversed(bounds), strict=True):
            result = result & ~(truth ^ bound)
        return result

    def constants(self, player: int, value: int) -> list[Diagram]:
        """Return a value's digits as constant bounds."""
        count = len(self.truths(player))
        return [self.true if value >> (count - 1 - n) & 1 else ~self.true for n in range(count)]

    # -- concepts --------------------------------------------------------------------------------

    def _solve(self, player: int, concept: str) -> Diagram:
        self.check()
        game = self.game
        own_one_way = any(game.direction[o] for o in game.own(player))
        if concept == "NASH" and not own_one_way:
            return self._filtered(player)
        truths = self._telling(player) if concept == "NASH" else self.truths(player)
        if concept in ("GMR", "SMR") and not game.infeasible and not game.one_way:
            value = self._extreme(player, symmetric=concept == "SMR")
            return ~self.above(self.constants(player, value), truths)
        bounds = self._thresholds(truths, mover=False)
        better = self.existing & self.above(truths, bounds)
        equal = self._equal(truths, bounds)
        if concept == "NASH":
            unsanctioned = better
        elif concept in ("SMR", "SSEQ") and own_one_way:
            unsanctioned = better & ~self.answered(player, concept, better)
        else:
            return self.existing & ~self._unguarded(player, concept)
        self.check()
        leaves = self.before(player, unsanctioned)
        variables = self._cube(range(game.options, game.options + len(truths)))
        unstable = (leaves & equal).exists(variables)
        return self.existing & ~unstable

    def _unguarded(self, player: int, concept: str) -> Diagram:
        """Return the states from which some move is safe: better however the others answer.

        The worst value that the others can force is found digit by digit. States that agree on the
        digits so far form a region; along a path of answers those digits cannot fall, so a region is
        closed by itself under moves that stay in it.
        """
        truths = self.truths(player)
        digits, own = truths, self._cube(sorted(self.game.own(player)))
        if concept in ("SMR", "SSEQ"):
            digits, candidates = [], self.existing
            for truth in truths:
                hit = candidates & truth
                digits.append(hit.exists(own))
                candidates = candidates & (truth | ~digits[-1])
        steps = self.steps(player, concept)
        nothing = ~self.true
        result = nothing
        # Only states that a weaker concept leaves open are asked about.
        asked = self.existing & ~self.stable(player, "NASH").diagram
        weaker = {"SEQ": "GMR", "SSEQ": "SMR"}.get(concept)
        if weaker:
            asked = asked & self.stable(player, weaker).diagram
        unasked = self.existing & ~self.stable(player, weaker).diagram if weaker else nothing
        work = [(0, self.existing, self.existing, asked)]
        while work:
            self.check()
            place, region, agreeing, asking = work.pop()
            asking = asking & ~result
            if place == len(digits) or not (asking & self.before(player, region)).satisfiable():
                continue
            digit, truth = digits[place], truths[place]
            low = self.closed(region & agreeing & ~digit, steps, region)
            high = region & ~low
            # From states with this digit 0, moves into the high part are safe.
            safe = self.before(player, high)
            if concept in ("SMR", "SSEQ"):
                safe = self._improves(own, high, truths)
            result = result | (asking & ~truth & safe)
            work.append((place + 1, low, agreeing & ~digit, asking & ~truth))
            work.append((place + 1, high, agreeing & digit, asking & truth))
        return result | unasked

    def _improves(self, own: Diagram, targets: Diagram, truths: Sequence[Diagram]) -> Diagram:
        """Return the states that some own choice among the targets betters."""
        best, candidates = [], targets
        for truth in truths:
            best.append((candidates & truth).exists(own))
            candidates = candidates & (truth | ~best[-1])
        return targets.exists(own) & self.above(best, truths)

    def _filtered(self, player: int) -> Diagram:
        """Keep the best own choices, most important statement first."""
        candidates = self.existing
        own = self._cube(sorted(self.game.own(player)))
        for truth in evaluate(self.game.telling(player), self.option, self.true):
            self.check()
            hit = candidates & truth
            candidates = candidates & (truth | ~hit.exists(own))
        return candidates

    def _extreme(self, player: int, *, symmetric: bool) -> int:
        """Return the maximin or minimax value, digit by digit."""
        truths = self.truths(player)
        own = self._cube(sorted(self.game.own(player)))
        others = self._cube(sorted(set(range(self.game.options)) - self.game.own(player)))
        value = 0
        for place in reversed(range(len(truths))):
            self.check()
            attempt = value | 1 << place
            reached = ~self.above(self.constants(player, attempt), truths)
            holds = (
                reached.exists(own).forall(others)
                if symmetric
                else reached.forall(others).exists(own)
            )
            if holds.satisfiable():
                value = attempt
        return value

    def answered(
        self, player: int, concept: str, better: Diagram, near: frozenset[int] | None = None
    ) -> Diagram:
        """Return the states (with thresholds) from which the others reach something not better.

        When players are ``near``, only their improvements are minded; the others move as they like,
        so that more states are returned, and sooner.
        """
        result = self.existing & ~better
        if concept in ("SMR", "SSEQ"):
            result = result & ~self.before(player, better)
        return self.closed(result, self.steps(player, concept, near), self.existing)

    def steps(
        self, player: int, concept: str, near: frozenset[int] | None = None
    ) -> list[tuple[int, _Improving | None]]:
        """Return the others who can answer, and what an improvement is for each."""
        movers = [j for j in self.game.players if j != player and self.game.own(j)]
        if concept not in ("SEQ", "SSEQ"):
            return [(mover, None) for mover in movers]
        start = self.game.options + self._longest
        steps: list[tuple[int, _Improving | None]] = []
        for mover in movers:
            if near is not None and mover not in near:
                steps.append((mover, None))
                continue
            # Statements without own options are the same before and after a move.
            truths = self._telling(mover)
            if truths:
                bounds = self._thresholds(truths, mover=True)
                variables = self._cube(range(start, start + len(truths)))
                above, equal = self.above(truths, bounds), self._equal(truths, bounds)
                steps.append((mover, _Improving(above, equal, variables)))
        return steps

    def closed(
        self, result: Diagram, steps: Sequence[tuple[int, _Improving | None]], region: Diagram
    ) -> Diagram:
        """Add the states of a region from which the movers reach the result, in turns."""
        clean, turn = 0, 0
        if not result.satisfiable():
            return result
        while clean < len(steps):
            self.check()
            mover, improving = steps[turn % len(steps)]
            turn += 1
            if improving is None:
                sources = self.before(mover, result)
            else:
                sources = self.before(mover, result & improving.above)
                sources = (sources & improving.equal).exists(improving.variables)
            grown = result | (region & sources)
            clean = clean + 1 if grown == result else 1
            result = grown
        return result
