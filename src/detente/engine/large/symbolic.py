"""Symbolic engine: sets of states as decision diagrams, for 30 to 1,000 options.

A player's own choices form a clique (or, with one-way options, a lattice), so a move is a
quantification over its options and no second copy of the variables is needed. NASH filters
lexicographically. GMR and SMR of fully feasible, reversible models compare with one value. Elsewhere
a threshold, one variable per statement, stands for "better than the state left"; the states from
which the others can reach something that is not better are closed under their moves (GMR, SMR) or
improvements (SEQ, SSEQ). Definitions: handbook §5; diagrams: Bryant (1986).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from detente.engine.large.cube import CubeGame, Gate, Ranked, evaluate, support
from detente.engine.large.diagrams import DiagramSet

NODES = 1 << 24
SECONDS = 60.0

Diagram = Any


class BudgetExceededError(Exception):
    """The diagrams outgrew their node or time budget; the message says which and where."""


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state is stable for a player, and the moves that show it (natural numbers).

    ``improvement`` is a move to something better; ``sanction`` is where the others can answer it,
    None when they cannot. A state without improvements has neither.
    """

    stable: bool
    improvement: int | None = None
    sanction: int | None = None


def coupled_order(game: CubeGame) -> tuple[int, ...]:
    """Return the options so that those coupled by a statement, rule or owner lie near each other.

    Each option moves to the mean place of its statements, round after round; the order with the
    least total span is kept (the FORCE heuristic; Aloul, Markov & Sakallah 2003).
    """
    edges = [game.own(player) for player in game.players]
    edges += [support([gate]) for player in game.players for gate in game.statements(player)]
    edges += [support([rule]) for rule in game.infeasible]
    edges = [edge for edge in edges if len(edge) > 1]
    order = sorted(range(game.options), key=lambda o: (game.owner[o], o))
    best, least = order, None
    for _ in range(60):
        place = {option: n for n, option in enumerate(order)}
        spans = [[place[option] for option in edge] for edge in edges]
        total = sum(max(span) - min(span) for span in spans)
        if least is not None and total >= least:
            break
        best, least = order, total
        pulls: dict[int, list[float]] = {option: [] for option in order}
        for edge, span in zip(edges, spans, strict=True):
            centre = sum(span) / len(span)
            for option in edge:
                pulls[option].append(centre)
        order = sorted(
            order, key=lambda o: (sum(pulls[o]) / len(pulls[o]) if pulls[o] else place[o], o)
        )
    return tuple(best)


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
        from oxidd.bdd import BDDManager

        self.game = game
        # The manager reserves what it is told: little for small models.
        nodes = nodes or (NODES if game.options > 12 else 1 << 18)
        self.budget = nodes, seconds
        self._until = time.monotonic() + seconds
        self.order = coupled_order(game)
        self._longest = max((len(game.statements(p)) for p in game.players), default=0)
        self.manager = BDDManager(nodes, nodes // 2, 1)
        self.manager.add_vars(game.options + 2 * self._longest)
        last = game.options + self._longest
        # Thresholds below the options, most important first; the mover's between the player's.
        below = [v for n in range(self._longest) for v in (game.options + n, last + n)]
        self.manager.set_var_order([*self.order, *below])
        self.true = self.manager.true()
        self._var = [self.manager.var(n) for n in range(game.options + 2 * self._longest)]
        self._truths: dict[int, list[Diagram]] = {}
        self._sets: dict[tuple[int, str], Diagram] = {}
        rules = self._guarded(lambda: evaluate(game.infeasible, self._option, self.true))
        self._feasible = self._guarded(lambda: reduce(and_, [~rule for rule in rules], self.true))

    def _option(self, option: int) -> Diagram:
        return self._var[option]

    def _guarded(self, work: Any) -> Any:
        from oxidd.util import DDMemoryError

        try:
            return work()
        except DDMemoryError:
            raise BudgetExceededError(
                f"the decision diagrams need more than {self.budget[0]:,} nodes"
            ) from None

    def _check(self) -> None:
        if time.monotonic() > self._until:
            raise BudgetExceededError(
                f"the decision diagrams need more than {self.budget[1]:g} seconds"
            )

    def restart_clock(self) -> None:
        """Give the next questions the whole time budget again."""
        self._until = time.monotonic() + self.budget[1]

    def feasible(self) -> DiagramSet:
        """Return the set of feasible states."""
        return self._set(self._feasible)

    def _set(self, diagram: Diagram) -> DiagramSet:
        return DiagramSet(self.game.options, diagram, self.order)

    def where(self, gates: Sequence[Gate]) -> DiagramSet:
        """Return the states, feasible or not, in which all the formulas hold."""
        return self._set(
            self._guarded(lambda: reduce(and_, evaluate(gates, self._option, self.true), self.true))
        )

    def stable(self, player: int, concept: str) -> DiagramSet:
        """Return a player's stable states.

        Raises
        ------
        BudgetExceededError
            When the diagrams outgrow the node or time budget.
        """
        key = (player, concept)
        if key not in self._sets:
            self._sets[key] = self._guarded(lambda: self._solve(player, concept))
        return self._set(self._sets[key])

    def equilibria(self, concept: str) -> DiagramSet:
        """Return the states that are stable for every player, smallest diagrams met first."""
        parts = [self.stable(player, concept).diagram for player in self.game.players]

        def meet() -> Diagram:
            result = self.true
            for part in sorted(parts, key=lambda part: part.node_count()):
                self._check()
                result = result & part
            return result

        return self._set(self._guarded(meet))

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
            self._truths[player] = evaluate(gates, self._option, self.true)
        return self._truths[player]

    def _telling(self, player: int) -> list[Diagram]:
        """Return the diagrams of the statements that the player's own moves can change."""
        return evaluate(self.game.telling(player), self._option, self.true)

    def _thresholds(self, truths: Sequence[Diagram], *, mover: bool) -> list[Diagram]:
        start = self.game.options + self._longest * mover
        return self._var[start : start + len(truths)]

    def _above(self, truths: Sequence[Diagram], bounds: Sequence[Diagram]) -> Diagram:
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

    def _constants(self, player: int, value: int) -> list[Diagram]:
        """Return a value's digits as constant bounds."""
        count = len(self.truths(player))
        return [self.true if value >> (count - 1 - n) & 1 else ~self.true for n in range(count)]

    # -- concepts --------------------------------------------------------------------------------

    def _solve(self, player: int, concept: str) -> Diagram:
        self._check()
        game = self.game
        own_one_way = any(game.direction[o] for o in game.own(player))
        if concept == "NASH" and not own_one_way:
            return self._filtered(player)
        truths = self._telling(player) if concept == "NASH" else self.truths(player)
        if concept in ("GMR", "SMR") and not game.infeasible and not game.one_way:
            value = self._extreme(player, symmetric=concept == "SMR")
            return ~self._above(self._constants(player, value), truths)
        bounds = self._thresholds(truths, mover=False)
        better = self._feasible & self._above(truths, bounds)
        equal = self._equal(truths, bounds)
        if concept == "NASH":
            unsanctioned = better
        elif concept in ("SMR", "SSEQ") and own_one_way:
            unsanctioned = better & ~self._answered(player, concept, better)
        else:
            return self._feasible & ~self._unguarded(player, concept)
        self._check()
        leaves = self.before(player, unsanctioned)
        variables = self._cube(range(game.options, game.options + len(truths)))
        unstable = (leaves & equal).exists(variables)
        return self._feasible & ~unstable

    def _unguarded(self, player: int, concept: str) -> Diagram:
        """Return the states from which some move is safe: better however the others answer.

        The worst value that the others can force is found digit by digit. States that agree on the
        digits so far form a region; along a path of answers those digits cannot fall, so a region is
        closed by itself under moves that stay in it.
        """
        truths = self.truths(player)
        digits, own = truths, self._cube(sorted(self.game.own(player)))
        if concept in ("SMR", "SSEQ"):
            digits, candidates = [], self._feasible
            for truth in truths:
                hit = candidates & truth
                digits.append(hit.exists(own))
                candidates = candidates & (truth | ~digits[-1])
        steps = self._steps(player, concept)
        nothing = ~self.true
        result = nothing
        # Only states that a weaker concept leaves open are asked about.
        asked = self._feasible & ~self.stable(player, "NASH").diagram
        weaker = {"SEQ": "GMR", "SSEQ": "SMR"}.get(concept)
        if weaker:
            asked = asked & self.stable(player, weaker).diagram
        unasked = self._feasible & ~self.stable(player, weaker).diagram if weaker else nothing
        work = [(0, self._feasible, self._feasible, asked)]
        while work:
            self._check()
            place, region, agreeing, asking = work.pop()
            asking = asking & ~result
            if place == len(digits) or not (asking & self.before(player, region)).satisfiable():
                continue
            digit, truth = digits[place], truths[place]
            low = self._closed(region & agreeing & ~digit, steps, region)
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
        return targets.exists(own) & self._above(best, truths)

    def _filtered(self, player: int) -> Diagram:
        """Keep the best own choices, most important statement first."""
        candidates = self._feasible
        own = self._cube(sorted(self.game.own(player)))
        for truth in evaluate(self.game.telling(player), self._option, self.true):
            self._check()
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
            self._check()
            attempt = value | 1 << place
            reached = ~self._above(self._constants(player, attempt), truths)
            holds = (
                reached.exists(own).forall(others)
                if symmetric
                else reached.forall(others).exists(own)
            )
            if holds.satisfiable():
                value = attempt
        return value

    def _answered(self, player: int, concept: str, better: Diagram) -> Diagram:
        """Return the states (with thresholds) from which the others reach something not better."""
        result = self._feasible & ~better
        if concept in ("SMR", "SSEQ"):
            result = result & ~self.before(player, better)
        return self._closed(result, self._steps(player, concept), self._feasible)

    def _steps(self, player: int, concept: str) -> list[tuple[int, _Improving | None]]:
        """Return the others who can answer, and what an improvement is for each."""
        movers = [j for j in self.game.players if j != player and self.game.own(j)]
        if concept not in ("SEQ", "SSEQ"):
            return [(mover, None) for mover in movers]
        start = self.game.options + self._longest
        steps: list[tuple[int, _Improving | None]] = []
        for mover in movers:
            # Statements without own options are the same before and after a move.
            truths = self._telling(mover)
            if truths:
                bounds = self._thresholds(truths, mover=True)
                variables = self._cube(range(start, start + len(truths)))
                above, equal = self._above(truths, bounds), self._equal(truths, bounds)
                steps.append((mover, _Improving(above, equal, variables)))
        return steps

    def _closed(
        self, result: Diagram, steps: Sequence[tuple[int, _Improving | None]], region: Diagram
    ) -> Diagram:
        """Add the states of a region from which the movers reach the result, in turns."""
        clean, turn = 0, 0
        if not result.satisfiable():
            return result
        while clean < len(steps):
            self._check()
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

    # -- one state -------------------------------------------------------------------------------

    def explain(self, player: int, concept: str, number: int) -> Verdict:
        """Judge one feasible state and show why, without solving the whole concept."""
        return self._guarded(lambda: self._explain(player, concept, number))  # type: ignore[no-any-return]

    def _explain(self, player: int, concept: str, number: int) -> Verdict:
        self._check()
        last = self.game.options - 1
        taken = {o: bool(number >> (last - o) & 1) for o in range(self.game.options)}
        values = list(taken.items())
        truths = self.truths(player)
        value = reduce(lambda total, truth: total << 1 | truth.eval(values), truths, 0)
        better = self._feasible & self._above(truths, self._constants(player, value))
        improvements = better & self._reached(player, taken)
        if not improvements.satisfiable():
            return Verdict(stable=True)
        if concept == "NASH":
            return Verdict(False, self._some(improvements))  # noqa: FBT003
        answered = self._answered(player, concept, better)
        free = improvements & ~answered
        if free.satisfiable():
            return Verdict(False, self._some(free))  # noqa: FBT003
        improvement = self._some(improvements)
        return Verdict(True, improvement, self._sanction(player, concept, better, improvement))  # noqa: FBT003

    def _reached(self, player: int, taken: dict[int, bool]) -> Diagram:
        """Return the states that a player reaches in one move, or by staying."""
        fixed = []
        for option, value in taken.items():
            way = self.game.direction[option]
            owned = self.game.owner[option] == player
            if not owned or (value and way > 0) or (not value and way < 0):
                fixed.append(self._var[option] if value else ~self._var[option])
        return reduce(and_, fixed, self.true)

    def _sanction(self, player: int, concept: str, better: Diagram, start: int) -> int | None:
        """Follow the others' moves forward from a state until one reaches a deterring state; None if too far."""
        deterring = self._feasible & ~better
        if concept in ("SMR", "SSEQ"):
            deterring = deterring & ~self.before(player, better)
        movers = [j for j in self.game.players if j != player and self.game.own(j)]
        seen, queue = {start}, [start]
        while queue:
            state = queue.pop(0)
            taken = {
                o: bool(state >> (self.game.options - 1 - o) & 1) for o in range(self.game.options)
            }
            for mover in movers:
                targets = self._feasible & self._reached(mover, taken)
                if concept in ("SEQ", "SSEQ"):
                    truths = self.truths(mover)
                    values = list(taken.items())
                    value = reduce(lambda total, truth: total << 1 | truth.eval(values), truths, 0)
                    targets = targets & self._above(truths, self._constants(mover, value))
                hit = targets & deterring
                if hit.satisfiable():
                    return self._some(hit)
                self._check()
                for following in self._set(targets).first(1 << 10):
                    if following not in seen:
                        seen.add(following)
                        queue.append(following)
        return None

    def _some(self, diagram: Diagram) -> int:
        return self._set(diagram).first(1)[0]
