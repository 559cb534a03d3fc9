"""NumPy folds: every option-form feature, for some 2^12 to 2^22 states.

For player i let W(s1) be the worst value that the others can force from s1, s1 included: u_i for
NASH; the least u_i over the others' reach for GMR, over their improvements for SEQ; for SMR and SSEQ
the same with val(q), the best that i can reach from q, in place of u_i. Then s is stable for i if and
only if u_i(s) >= max over s1 in {s} and R_i(s) of min(u_i(s1), W(s1)). Definitions: docs/reference/engine.md
(Nash 1950; Howard 1971; Fraser & Hipel 1979; Rêgo & Vieira 2017).

Infeasible states hold a value that cannot win and are masked again after each player's move, not
inside it: a joint change of options may pass through an infeasible combination.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.cube import CubeGame, Gate, Ranked, evaluate
from detente.engine.large.prefixes import Prefixes, Stage, by_mention
from detente.engine.large.sets import StateSet, pack

Array = NDArray[Any]

#: Statements per stage: scores of longer lists are made dense between stages.
_STAGE = 30
_INNER = 10
_BLOCK = 16


class Cube:
    """The corners over some options of a game: truth of formulas and scores, by broadcasting.

    Parameters
    ----------
    game : CubeGame
        The game.
    axes : sequence of int
        The options, most significant first.
    """

    def __init__(self, game: CubeGame, axes: Sequence[int]) -> None:
        self.game = game
        self.axes = tuple(axes)
        self.size = 1 << len(self.axes)
        self.place = {axis: len(self.axes) - 1 - n for n, axis in enumerate(self.axes)}
        self.inner = min(_INNER, len(self.axes))
        self._feasible: Array | None = None

    def _option(self, option: int, rows: range) -> Array:
        place = self.place[option]
        if place < self.inner:
            row: Array = (np.arange(1 << self.inner) >> place & 1).astype(np.bool_)[None, :]
            return row
        numbers = np.arange(rows.start, rows.stop)
        column: Array = (numbers >> (place - self.inner) & 1).astype(np.bool_)[:, None]
        return column

    def truths(self, gates: Sequence[Gate], rows: range | None = None) -> list[Array]:
        """Return each formula's truth, of a shape that broadcasts to (high places, low places)."""
        rows = range(self.shape[0]) if rows is None else rows
        return evaluate(gates, lambda o: self._option(o, rows), np.ones((1, 1), np.bool_))

    @property
    def shape(self) -> tuple[int, int]:
        """How the corners are laid out for broadcasting."""
        return self.size >> self.inner, 1 << self.inner

    @property
    def rules(self) -> list[Gate]:
        """The rules of infeasibility that mention no other options."""
        known = set(self.axes)
        return [rule for rule in self.game.infeasible if self.game.supported(rule) <= known]

    @property
    def feasible(self) -> Array:
        """Truth of feasibility, counting only rules that mention no other options."""
        if self._feasible is None:
            result = np.ones(self.shape, np.bool_)
            for truth in self.truths(self.rules):
                result &= ~truth
            self._feasible = result.ravel()
        return self._feasible

    def scores(self, player: int, *, telling: bool = False) -> Array:
        """Return a player's scores, higher is better, infeasible states -1.

        With ``telling`` only statements that the player's own moves can change are counted.
        """
        preferences = self.game.preferences[player]
        if isinstance(preferences, Ranked):
            result = np.full(self.size, -1, np.int32)
            for level, group in enumerate(reversed(preferences.groups)):
                result[list(group)] = level
        else:
            gates = self.game.telling(player) if telling else preferences
            if len(gates) <= _STAGE:
                return self._weighted(gates, self.rules)
            result = self._staged(gates)
        if self.game.infeasible:
            result[~self.feasible] = -1
        return result

    def _staged(self, gates: Sequence[Gate]) -> Array:
        """Return lexicographic scores; a long list is made dense between stages."""
        total = self._weighted(gates[:_STAGE])
        for start in range(_STAGE, len(gates), _STAGE):
            stage = gates[start : start + _STAGE]
            levels = np.unique(total, return_inverse=True)[1].astype(np.int64)
            levels = (levels << len(stage)) + self._weighted(stage)
            total = np.unique(levels, return_inverse=True)[1].astype(np.int32)
        return total

    def _weighted(self, gates: Sequence[Gate], rules: Sequence[Gate] = ()) -> Array:
        """Return the sum of truths, each twice as heavy as the next, and -1 where a rule holds."""
        total = np.empty(self.size, np.int16 if len(gates) <= 14 else np.int32)
        true: Any = total.dtype.type(-1)

        def add(score: Any, truths: list[Any]) -> Any:
            return score + score - truths[0]

        def take_out(score: Any, truths: list[Any]) -> Any:
            return score | truths[0]

        stages = [Stage((), lambda _state, _truths: ~true)]
        stages += [Stage((gate,), add) for gate in gates]
        stages += [Stage((rule,), take_out) for rule in rules]
        # A block has axes of its own for its highest places and one for all the lowest.
        width = max(len(self.axes) - _BLOCK, 0)
        middle = len(self.axes) - width - self.inner
        near: dict[int, Any] = {}
        for n, axis in enumerate(self.axes[width : width + middle]):
            near[axis] = np.array([~true, true]).reshape(
                [2 if m == n else 1 for m in range(middle + 1)]
            )
        for axis in self.axes[width + middle :]:
            near[axis] = -(np.arange(1 << self.inner) >> self.place[axis] & 1).astype(total.dtype)
        if not width:
            score: Any = None
            truths = iter(evaluate([*gates, *rules], near.__getitem__, true))
            for stage in stages:
                score = stage.step(score, [next(truths) for _ in stage.gates])
            total.reshape((2,) * middle + (-1,))[...] = score
            return total
        parts = Prefixes(stages, by_mention(stages, self.axes[:width]), near, true)
        blocks = total.reshape((2,) * (width + middle) + (-1,))

        def store(turn: int, score: Any) -> None:
            bits = {axis: turn >> n & 1 for n, axis in enumerate(reversed(parts.far))}
            blocks[tuple(bits[axis] for axis in self.axes[:width])][...] = score

        parts.each(store)
        return total

    def fold(self, values: Array, player: int, op: Any) -> None:
        """Replace each value by ``op`` over the state itself and the player's moves from it."""
        for option in self.axes:
            if self.game.owner[option] != player:
                continue
            view = values.reshape(-1, 2, 1 << self.place[option])
            low, high = view[:, 0], view[:, 1]
            match self.game.direction[option]:
                case 0:
                    op(low, high, out=low)
                    high[...] = low
                case 1:
                    op(low, high, out=low)
                case _:
                    op(low, high, out=high)

    def fibres(self, values: Array, player: int) -> Array:
        """Return a copy as one row per setting of the others' options, one column per own choice."""
        own = [n for n, axis in enumerate(self.axes) if self.game.owner[axis] == player]
        rest = [n for n in range(len(self.axes)) if n not in own]
        cube = values.reshape((2,) * len(self.axes)).transpose([*rest, *own])
        return np.ascontiguousarray(cube).reshape(-1, 1 << len(own))

    def unfibre(self, rows: Array, player: int) -> Array:
        """Undo :meth:`fibres`."""
        own = [n for n, axis in enumerate(self.axes) if self.game.owner[axis] == player]
        rest = [n for n in range(len(self.axes)) if n not in own]
        order = [*rest, *own]
        back = [order.index(n) for n in range(len(self.axes))]
        return np.ascontiguousarray(rows.reshape((2,) * len(self.axes)).transpose(back)).ravel()


class FoldSolver:
    """Solves a game by folds; scores and cubes are remembered between concepts."""

    name = "folds"

    def __init__(self, game: CubeGame) -> None:
        self.game = game
        self._cubes: dict[tuple[int, ...], Cube] = {}
        self._scores: dict[tuple[tuple[int, ...], int], Array] = {}
        self._orders: dict[tuple[tuple[int, ...], int], tuple[Array, Array]] = {}

    def feasible(self) -> StateSet:
        """Return the set of feasible states."""
        axes = tuple(sorted(self.game.ruled))
        return StateSet(
            self.game.options, [pack(self.game.options, axes, self._cube(axes).feasible)]
        )

    def stable(self, player: int, concept: str) -> StateSet:
        """Return a player's stable states under NASH, GMR, SMR, SEQ or SSEQ."""
        axes = tuple(sorted(self.game.relevant(player, concept)))
        truth = self.verdicts(player, concept, axes)
        found = StateSet(self.game.options, [pack(self.game.options, axes, truth)])
        return found & self.feasible() if self.game.infeasible else found

    def _cube(self, axes: tuple[int, ...]) -> Cube:
        if axes not in self._cubes:
            self._cubes[axes] = Cube(self.game, axes)
        return self._cubes[axes]

    def scores(self, axes: tuple[int, ...], player: int) -> Array:
        """Return a player's scores on a cube, remembered."""
        if (axes, player) not in self._scores:
            self._scores[axes, player] = self._cube(axes).scores(player)
        return self._scores[axes, player]

    def verdicts(self, player: int, concept: str, axes: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return the stable corners of a cube of relevant options."""
        cube = self._cube(axes)
        if concept == "NASH":
            own = cube.scores(player, telling=not isinstance(self.game.preferences[player], Ranked))
            best = own.copy()
            cube.fold(best, player, np.maximum)
            return (own >= best) & (own >= 0)
        own = self.scores(axes, player)
        values = own.copy()
        if concept in ("SMR", "SSEQ"):
            cube.fold(values, player, np.maximum)
        top = np.iinfo(values.dtype).max
        outside = own < 0
        values[outside] = top
        opponents = [
            j
            for j in self.game.players
            if j != player and any(self.game.owner[axis] == j for axis in axes)
        ]
        clean = 0
        turn = 0
        while opponents and clean < len(opponents):
            # An opponent that has just moved has nothing left to do: its moves are transitive.
            opponent = opponents[turn % len(opponents)]
            turn += 1
            new = self._answer(cube, values, opponent, concept)
            new[outside] = top
            if np.array_equal(new, values):
                clean += 1
            else:
                clean = 1
                values = new
        worst = np.minimum(own, values)
        worst[outside] = -1
        cube.fold(worst, player, np.maximum)
        return (own >= worst) & ~outside

    def _answer(self, cube: Cube, values: Array, opponent: int, concept: str) -> Array:
        if concept in ("GMR", "SMR"):
            new = values.copy()
            cube.fold(new, opponent, np.minimum)
            return new
        rows = cube.fibres(values, opponent)
        scores = cube.fibres(self.scores(cube.axes, opponent), opponent)
        directed = any(
            self.game.direction[axis] for axis in cube.axes if self.game.owner[axis] == opponent
        )
        if directed or rows.shape[1] <= 4:
            new_rows = self._by_pairs(cube, rows, scores, opponent)
        else:
            new_rows = self._by_order(cube, rows, scores, opponent)
        return cube.unfibre(new_rows, opponent)

    def _by_pairs(self, cube: Cube, rows: Array, scores: Array, player: int) -> Array:
        """Improving step by all pairs of own choices, one-way options included."""
        own = [axis for axis in cube.axes if self.game.owner[axis] == player]
        forward = back = 0
        for n, axis in enumerate(reversed(own)):
            forward |= (self.game.direction[axis] > 0) << n
            back |= (self.game.direction[axis] < 0) << n
        new = rows.copy()
        for start in range(rows.shape[1]):
            for end in range(rows.shape[1]):
                if start == end or start & ~end & forward or end & ~start & back:
                    continue
                better = scores[:, end] > scores[:, start]
                np.minimum(new[:, start], rows[:, end], out=new[:, start], where=better)
        return new

    def _by_order(self, cube: Cube, rows: Array, scores: Array, player: int) -> Array:
        """Improving step by the descending order of each fibre: the least strictly before one's ties."""
        key = (cube.axes, player)
        if key not in self._orders:
            order = np.argsort(-scores.astype(np.int32), axis=1, kind="stable")
            ranked = np.take_along_axis(scores, order, axis=1)
            starts = np.zeros(order.shape, np.int32)
            starts[:, 1:] = np.where(
                ranked[:, 1:] != ranked[:, :-1], np.arange(1, order.shape[1], dtype=np.int32), 0
            )
            np.maximum.accumulate(starts, axis=1, out=starts)
            self._orders[key] = order, starts
        order, starts = self._orders[key]
        ordered = np.take_along_axis(rows, order, axis=1)
        least = np.minimum.accumulate(ordered, axis=1)
        before = np.take_along_axis(least, np.maximum(starts - 1, 0), axis=1)
        ordered = np.where(starts > 0, np.minimum(ordered, before), ordered)
        new = np.empty_like(rows)
        np.put_along_axis(new, order, ordered, axis=1)
        return new
