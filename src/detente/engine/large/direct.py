"""One state judged by search, without the set of all stable states: for models of a thousand options.

A decision maker's own improvements are few and written out. For each a sanction is sought: first
anywhere that the others could move together (none there: the improvement is safe); where nothing is
infeasible, GMR and SMR need no more. Else by paths of one, two, … moves or improvements of the
others (bounded model checking; Biere, Cimatti, Clarke & Zhu 1999), solved as answer sets. What
neither decides stays open: None, never a guess.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from detente.engine.large.answers import (
    MAX_CHOICES,
    Circuit,
    Literal,
    Program,
    first_model,
    negated,
)
from detente.engine.large.cube import CubeGame, Gate, evaluate
from detente.engine.large.one_state import Verdict

#: Longest path of sanctions that is sought.
MAX_MOVES = 12

Choices = dict[int, bool]
#: Who moves, and the natural number of the state that follows.
Path = tuple[tuple[int, int], ...]


class _OpenError(Exception):
    """A search ran out of time."""


def judge_directly(
    game: CubeGame, player: int, concept: str, number: int, *, seconds: float
) -> Verdict | None:
    """Judge one feasible state for one player by search; None when that stays open.

    Parameters
    ----------
    game : CubeGame
        The game; preferences are statements.
    player : int
        For whom the state may be stable.
    concept : str
        NASH, GMR, SMR, SEQ or SSEQ.
    number : int
        Natural number of the state.
    seconds : float
        Time limit.
    """
    if 1 << len(game.own(player)) > MAX_CHOICES:
        return None
    until = time.monotonic() + seconds
    here = choices(game, number)
    better = _reaches(game, player, here, _value(game, player, here))
    if not better:
        return Verdict(stable=True)
    if concept == "NASH":
        return Verdict(stable=False, improvement=better[0])
    search = _Search(game, player, concept, here, until)
    left = False
    answers: list[tuple[int, Path]] = []
    for improvement in better:
        try:
            path = search.sanction(choices(game, improvement))
        except _OpenError:
            left = True
            continue
        if path is None:
            return Verdict(stable=False, improvement=improvement)
        answers.append((improvement, path))
    if left:
        return None
    improvement, path = answers[0]
    return Verdict(True, improvement, path[-1][1], tuple(answers))  # noqa: FBT003 (stable)


def choices(game: CubeGame, number: int) -> Choices:
    """Return which options a state takes."""
    last = game.options - 1
    return {option: bool(number >> (last - option) & 1) for option in range(game.options)}


def _number(game: CubeGame, taken: Mapping[int, Any]) -> int:
    last = game.options - 1
    return sum(1 << (last - option) for option in range(game.options) if taken[option])


def _allowed(game: CubeGame, option: int, value: bool, then: bool) -> bool:  # noqa: FBT001
    """Whether an option may change, or stay, from one value to another."""
    return value == then or game.direction[option] in (0, 1 if then else -1)


def _columns(game: CubeGame, player: int, here: Choices) -> tuple[list[int], dict[int, int], int]:
    """Return a player's own options, every option as a column over its choices, and the allowed."""
    own = sorted(game.own(player))
    size = 1 << len(own)
    columns = {option: -int(taken) for option, taken in here.items()}
    allowed = (1 << size) - 1
    for place, option in enumerate(own):
        block = 1 << place
        pattern = sum(((1 << block) - 1) << at for at in range(block, size, 2 * block))
        columns[option] = pattern
        if not _allowed(game, option, here[option], not here[option]):
            allowed &= ~pattern if not here[option] else pattern
    return own, columns, allowed


def _value(game: CubeGame, player: int, at: Choices) -> list[bool]:
    """Return which of a player's statements hold in a state; greater is better."""
    return [bool(v) for v in evaluate(game.statements(player), lambda o: -int(at[o]), -1)]


def _reaches(game: CubeGame, player: int, here: Choices, value: Sequence[bool]) -> list[int]:
    """Return the states that a player reaches alone and that are better than a value, ascending."""
    own, columns, allowed = _columns(game, player, here)
    better = 0
    truths = evaluate(game.statements(player), columns.__getitem__, -1)
    for truth, bound in zip(reversed(truths), reversed(value), strict=True):
        better = better & truth if bound else better | truth
    for rule in evaluate(game.infeasible, columns.__getitem__, -1):
        better &= ~rule
    better &= allowed
    found = []
    for choice in range(1 << len(own)):
        if better >> choice & 1:
            moved = {option: bool(choice >> place & 1) for place, option in enumerate(own)}
            found.append(_number(game, here | moved))
    return sorted(found)


class _Search:
    """Looks for sanctions against improvements from one state."""

    def __init__(
        self, game: CubeGame, player: int, concept: str, here: Choices, until: float
    ) -> None:
        self.game = game
        self.player = player
        self.until = until
        self.improving = concept in ("SEQ", "SSEQ")
        self.lasting = concept in ("SMR", "SSEQ")
        self.value = _value(game, player, here)
        self.movers = [j for j in game.players if j != player and game.own(j)]

    def sanction(self, start: Choices) -> Path | None:
        """Return moves that answer an improvement, or None when none deters.

        Raises
        ------
        _OpenError
            When the time is over, or no path was found that is short enough.
        """
        anywhere = self._together(start)
        if anywhere is None:
            return None
        if not self.improving and not self.game.infeasible:
            return self._one_by_one(start, anywhere)
        for moves in range(1, MAX_MOVES + 1):
            found = self._path(start, moves)
            if found is not None:
                return found
        raise _OpenError

    def _model(
        self, program: Program, frames: Sequence[Mapping[int, Literal]]
    ) -> list[Choices] | None:
        """Return the states of a first model, frame by frame, or None when there is none."""
        atoms = [part for each in frames for part in each.values() if not isinstance(part, bool)]
        found, none = first_model(program.control, atoms, self.until)
        if found is None:
            if not none:
                raise _OpenError
            return None
        return [
            {o: part if isinstance(part, bool) else part in found for o, part in each.items()}
            for each in frames
        ]

    def _together(self, start: Choices) -> Choices | None:
        """Return a deterring state that the others could reach if only one-way options bound them."""
        with Program() as program:
            circuit = program.circuit
            frame: dict[int, Literal] = {}
            for option, value in start.items():
                changes = self.game.owner[option] != self.player
                changes = changes and _allowed(self.game, option, value, not value)
                frame[option] = circuit.choice() if changes else value
            self._exists(circuit, frame)
            self._deters(circuit, start, frame)
        found = self._model(program, [frame])
        return found[0] if found else None

    def _one_by_one(self, start: Choices, end: Choices) -> Path:
        """Return a move of each of the others that must, from a state to one that deters like another."""
        changes = {
            mover: {o: end[o] for o in self.game.own(mover) if start[o] != end[o]}
            for mover in self.movers
        }
        for mover in self.movers:
            without = end | {option: start[option] for option in changes[mover]}
            if changes[mover] and self._deterring(without):
                end, changes[mover] = without, {}
        path, now = [], dict(start)
        for mover, changed in changes.items():
            if changed:
                now |= changed
                path.append((mover, _number(self.game, now)))
        return tuple(path)

    def _deterring(self, at: Choices) -> bool:
        """Whether a state is no better than the first, and cannot be made better again."""
        if _value(self.game, self.player, at) > self.value:
            return False
        return not (self.lasting and _reaches(self.game, self.player, at, self.value))

    def _path(self, start: Choices, moves: int) -> Path | None:
        """Return at most so many moves of the others to a deterring state."""
        frames: list[dict[int, Literal]] = [dict(start)]
        with Program() as program:
            circuit = program.circuit
            for _ in range(moves):
                frames.append(self._move(circuit, frames[-1]))
            self._deters(circuit, start, frames[-1])
        found = self._model(program, frames)
        if found is None:
            return None
        path = []
        for before, after in pairwise(found):
            changed = [option for option in after if after[option] != before[option]]
            if changed:
                path.append((self.game.owner[changed[0]], _number(self.game, after)))
        return tuple(path)

    def _move(self, circuit: Circuit, before: Mapping[int, Literal]) -> dict[int, Literal]:
        """Write one move of one of the others, or none, and return where it leads."""
        game = self.game
        movers = {mover: circuit.choice() for mover in self.movers}
        circuit.at_most_one(list(movers.values()))
        after: dict[int, Literal] = dict(before)
        for mover, moving in movers.items():
            for option in game.own(mover):
                now, then, way = before[option], circuit.choice(), game.direction[option]
                after[option] = then
                # An option changes only by its owner's move, and only the way it can.
                circuit.forbid([then, negated(now), *([] if way < 0 else [-moving])])
                circuit.forbid([-then, now, *([] if way > 0 else [-moving])])
        self._exists(circuit, after)
        if self.improving:
            for mover, moving in movers.items():
                statements = game.telling(mover)
                was = [circuit.literal(gate, before) for gate in statements]
                becomes = [circuit.literal(gate, after) for gate in statements]
                circuit.forbid([moving, negated(circuit.above(becomes, was))])
        return after

    def _exists(self, circuit: Circuit, frame: Mapping[int, Literal]) -> None:
        for rule in self.game.infeasible:
            circuit.forbid([circuit.literal(rule, frame)])

    def _deters(self, circuit: Circuit, start: Choices, frame: Mapping[int, Literal]) -> None:
        """Write that a state is no better than the first, and cannot be made better again."""
        statements = self.game.statements(self.player)
        circuit.forbid([self._above(circuit, statements, frame)])
        if not self.lasting:
            return
        own, _, allowed = _columns(self.game, self.player, start)
        for choice in range(1 << len(own)):
            if allowed >> choice & 1:
                moved = {option: bool(choice >> place & 1) for place, option in enumerate(own)}
                there = {**frame, **moved}
                rules = [negated(circuit.literal(r, there)) for r in self.game.infeasible]
                circuit.forbid([self._above(circuit, statements, there), *rules])

    def _above(
        self, circuit: Circuit, statements: Sequence[Gate], frame: Mapping[int, Literal]
    ) -> Literal:
        """Return whether a state is better than the one left."""
        return circuit.above([circuit.literal(gate, frame) for gate in statements], self.value)
