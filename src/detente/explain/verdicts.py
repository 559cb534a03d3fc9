"""The one scheme of every stability concept, read for one state: leave, answer, deter, escape.

`View` says for a focal decision maker (or coalition) and a concept what its improvements are, who
may answer with what, which states deter, and whether a further own move may escape the answer.
Definitions: docs/reference/engine.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from detente.engine.game import bits
from detente.engine.reach import legal_reach
from detente.engine.relational import RelationalSolver
from detente.explain.routes import Route, iter_routes
from detente.explain.witnesses import Answer, Improvement, Step
from detente.solving.compiling import CompiledConflict

Table = Sequence[int]


@dataclass(frozen=True, slots=True)
class Player:
    """Who makes one move of an answer: a decision maker, or a coalition making a joint one."""

    members: tuple[int, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class View:
    """One concept as one decision maker or coalition applies it."""

    focal: tuple[int, ...]
    leave: Table
    others: tuple[Player, ...]
    deter: Table
    escape: Table | None = None


class Viewer:
    """Makes the views of one conflict, remembering tables between them."""

    def __init__(
        self,
        compiled: CompiledConflict,
        attitudes: tuple[tuple[int, ...], ...],
        *,
        ties: str = "strict",
    ) -> None:
        self.compiled = compiled
        self.game = compiled.game
        self.attitudes = attitudes
        self._relational = RelationalSolver(compiled.game, ties=ties)
        self._own = [self.game.improvements(player) for player in self.game.players]
        self._joint: dict[tuple[int, ...], Table] = {}
        self._moved: dict[tuple[int, ...], Table] = {}

    def individual(self, player: int, concept: str) -> View:
        """Return the view for NASH, GMR, SMR, SEQ or SSEQ."""
        tables = self._own if concept in ("SEQ", "SSEQ") else self.game.moves
        everything = self.game.everything
        return View(
            focal=(player,),
            leave=self._own[player],
            others=() if concept == "NASH" else self._each_other((player,), tables),
            deter=[everything & ~better for better in self.game.better[player]],
            escape=self.game.moves[player] if concept in ("SMR", "SSEQ") else None,
        )

    def relational(self, player: int, concept: str) -> View:
        """Return the view for RNASH, RGMR, RSMR or RSEQ under the attitudes."""
        everything = self.game.everything
        accepted = self._relational.accepted(self.attitudes[player])
        tables: Sequence[Table] = self.game.moves
        if concept == "RSEQ":
            tables = [self._relational.replies(j, self.attitudes) for j in self.game.players]
        return View(
            focal=(player,),
            leave=self._relational.replies(player, self.attitudes),
            others=() if concept == "RNASH" else self._each_other((player,), tables),
            deter=[everything & ~good | 1 << state for state, good in enumerate(accepted)],
            escape=self.game.moves[player] if concept == "RSMR" else None,
        )

    def coalitional(self, members: tuple[int, ...], concept: str) -> View:
        """Return the view for CNASH, CGMR, CSMR or CSEQ (class response, any member deters)."""
        everything = self.game.everything
        outside = tuple(j for j in self.game.players if j not in members)
        others: tuple[Player, ...] = ()
        if concept in ("CGMR", "CSMR"):
            others = self._each_other(members, self.game.moves)
        elif concept == "CSEQ":
            parts = (c for size in range(1, len(outside) + 1) for c in combinations(outside, size))
            others = tuple(Player(part, self.joint(part)) for part in parts)
        return View(
            focal=members,
            leave=self.joint(members),
            others=tuple(player for player in others if any(player.table)),
            deter=[everything & ~wanted for wanted in self._preferred(members)],
            escape=self.moved(members) if concept == "CSMR" else None,
        )

    def joint(self, members: tuple[int, ...]) -> Table:
        """Return R_H⁺⁺(s) for every s."""
        if members not in self._joint:
            preferred = self._preferred(members)
            self._joint[members] = [
                a & b for a, b in zip(self.moved(members), preferred, strict=True)
            ]
        return self._joint[members]

    def moved(self, members: tuple[int, ...]) -> Table:
        """Return R_H(s) for every s, without s (a way back matters to no concept)."""
        if members not in self._moved:
            tables = [self.game.moves[member] for member in members]
            reached = legal_reach(tables, transitive=self.game.transitive)
            self._moved[members] = [states & ~(1 << s) for s, states in enumerate(reached)]
        return self._moved[members]

    def _preferred(self, members: tuple[int, ...]) -> list[int]:
        preferred = [self.game.everything] * self.game.size
        for member in members:
            table = self.game.better[member]
            preferred = [have & better for have, better in zip(preferred, table, strict=True)]
        return preferred

    def _each_other(self, members: tuple[int, ...], tables: Sequence[Table]) -> tuple[Player, ...]:
        return tuple(Player((j,), tables[j]) for j in self.game.players if j not in members)


@dataclass
class Judge:
    """Judges states under a view, with witnesses in state strings."""

    viewer: Viewer
    view: View
    _answers: dict[int, list[tuple[int, Route]]] = field(default_factory=dict)

    def judge(self, state: int) -> tuple[bool, tuple[Improvement, ...]]:
        """Return the verdict on a state and its witness."""
        held = self.view.deter[state]
        answered, free = [], []
        for target in bits(self.view.leave[state]):
            answer = self._deterring(target, held)
            if answer is None:
                free.append(target)
            else:
                answered.append((target, answer))
        if free:
            return False, (self._free(state, self._most_wanted(free), held),)
        found = []
        for target, (end, route) in answered:
            blocked = None
            if self.view.escape is not None:
                blocked = self._names(self.view.escape[end])
            deterring = Answer(self._steps(target, route), self._name(end), blocked)
            found.append(Improvement(self._leaving(state, target), self._name(target), deterring))
        return True, tuple(found)

    def _routes(self, target: int) -> list[tuple[int, Route]]:
        if target not in self._answers:
            tables = [player.table for player in self.view.others]
            self._answers[target] = list(iter_routes(tables, target))
        return self._answers[target]

    def _deterring(self, target: int, held: int) -> tuple[int, Route] | None:
        escape = self.view.escape
        for end, route in self._routes(target):
            if held >> end & 1 and (escape is None or not escape[end] & ~held):
                return end, route
        return None

    def _most_wanted(self, targets: list[int]) -> int:
        better = [self.viewer.game.better[member] for member in self.view.focal]
        return min(targets, key=lambda t: (sum(table[t].bit_count() for table in better), t))

    def _free(self, state: int, target: int, held: int) -> Improvement:
        reached = [end for end, _ in self._routes(target)]
        escapes = {}
        if self.view.escape is not None:
            for end in reached:
                if held >> end & 1:
                    ways = list(bits(self.view.escape[end] & ~held))
                    escapes[self._name(end)] = self._name(self._most_wanted(ways))
        return Improvement(
            steps=self._leaving(state, target),
            state=self._name(target),
            reached=tuple(sorted(self._name(end) for end in reached)),
            escapes=dict(sorted(escapes.items())),
        )

    def _leaving(self, state: int, target: int) -> tuple[Step, ...]:
        return self._joint_steps(self.view.focal, state, target)

    def _joint_steps(self, members: tuple[int, ...], state: int, target: int) -> tuple[Step, ...]:
        ids = self.viewer.compiled.players
        tables = [self.viewer.game.moves[member] for member in members]
        for end, route in iter_routes(tables, state):
            if end == target:
                return tuple(Step((ids[members[who]],), self._name(to)) for who, to in route)
        raise AssertionError("a joint improvement is reachable")

    def _steps(self, start: int, route: Route) -> tuple[Step, ...]:
        ids = self.viewer.compiled.players
        steps = []
        before = start
        for who, to in route:
            members = self.view.others[who].members
            via: tuple[Step, ...] = ()
            if len(members) > 1:
                via = self._joint_steps(members, before, to)
            steps.append(Step(tuple(ids[member] for member in members), self._name(to), via))
            before = to
        return tuple(steps)

    def _name(self, state: int) -> str:
        return self.viewer.compiled.space.names[state]

    def _names(self, states: int) -> tuple[str, ...]:
        return tuple(sorted(self._name(state) for state in bits(states)))


def iter_simultaneous(
    viewer: Viewer, player: int, state: int, target: int
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Yield the feasible states that others' simultaneous improvements from ``state`` make of a move.

    Each comes with one choice of (opponent, the state it would move to alone); at least one
    opponent moves (SIM; Fraser & Hipel 1979).
    """
    space, game = viewer.compiled.space, viewer.game
    number_of = {code: number for number, code in enumerate(space.codes)}
    here = space.codes[state]
    made: dict[int, tuple[tuple[int, int], ...]] = {space.codes[target]: ()}
    for other in game.players:
        if other == player:
            continue
        grown = dict(made)
        for to in bits(game.improvements(other)[state]):
            change = space.codes[to] ^ here
            for code, moved in made.items():
                # Options have one owner, so the changes of several never touch.
                grown.setdefault(code ^ change, (*moved, (other, to)))
        made = grown
    for code, moved in made.items():
        end = number_of.get(code)
        if moved and end is not None:
            yield end, moved
