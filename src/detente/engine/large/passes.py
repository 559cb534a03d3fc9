"""NASH, GMR and SMR by a few passes over a player's scores, when no option is one-way.

Whether a state is feasible depends only on the options that the rules mention. Write a state as
(x, m, f): the player's own choice, the others' options that rules mention, and the others' free
options. A free option can be changed in every state and stays out of the way of every other move, so
from (x, m, f) the others reach exactly the (x, m', f') with m' in the component of m within the slice
of x, and any f'. Hence what they can force depends on (x, m) only: one pass takes the least score
over f, the opponents take turns on the small cube of (x, m), and a last pass compares.
The formula is that of :mod:`detente.engine.large.folds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from detente.engine.large import turns
from detente.engine.large.cube import CubeGame
from detente.engine.large.sets import PATTERNS, Factor, in_word
from detente.engine.large.turns import Array, Opponent, close_runs, threaded

#: Places of a piece of work per own choice, and of the shortest row: for the cache, for long loops.
_PIECE = 13
#: A piece has at least this many times the states that are worth a thread.
_TASK = 8
_ROW = 6


class Passes:
    """One player's scores, laid out by own choice, the others' free options, and the rest.

    The places inside a word come last, so that verdicts pack as they are; a row holds the options
    that rules mention and, when these are few, some free ones.

    Parameters
    ----------
    game : CubeGame
        A game without one-way options.
    player : int
        The player whose verdicts are asked for.
    relevant : frozenset of int
        The options on which they depend.
    """

    def __init__(self, game: CubeGame, player: int, relevant: frozenset[int]) -> None:
        self.game = game
        self.player = player
        own, rules = game.own(player), game.ruled
        self.inner = tuple(o for o in in_word(game.options) if o in relevant)
        outer = [o for o in sorted(relevant) if o not in self.inner]
        self.choices = tuple(o for o in outer if o in own)
        others = [o for o in outer if o not in own]
        self.bound = tuple(o for o in others if o in rules)
        free = tuple(o for o in others if o not in rules)
        self.outer = (*self.choices, *free, *self.bound)
        self.axes = (*self.outer, *self.inner)
        tail = len(self.bound) + len(self.inner)
        self.joined = min(max(_ROW - tail, 0), len(free))
        self.shape = (1 << len(self.choices), 1 << len(free) - self.joined, 1 << tail + self.joined)
        mine = tuple(o in own for o in self.inner)
        self._corners = _corners(mine), _corners(tuple(not each for each in mine))
        self._own: Array = np.empty(0)
        self._least: Array = np.empty(0)
        self._best: Array = np.empty(0)

    def fill(self, scores: Array) -> None:
        """Take the scores over ``axes`` (infeasible states -1), and their extremes in one pass.

        ``least`` is the least over the free options outside the rows, for every own choice; ``best``
        the greatest over own choices, for every setting of the others' options.
        """
        from detente.engine.large import kernels

        own = scores.reshape(self.shape)
        top = np.iinfo(own.dtype).max
        least = np.full((self.shape[0], self.shape[2]), top, own.dtype)
        best = np.zeros(self.shape[1:], own.dtype)

        def work(piece: tuple[int, int, int, int]) -> tuple[slice, Array]:
            start, stop = piece[2:]
            part = np.full((len(own), stop - start), top, own.dtype)
            kernels.extremes(own, *piece, part, best)
            kernels.level(best, *piece, *self._corners)
            return slice(start, stop), part

        for columns, part in threaded(self._pieces(), work):
            np.minimum(least[:, columns], part, out=least[:, columns])
        self._own, self._least, self._best = own, least, best

    def _pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield what is worked on at a time: first and last row, first and last place in them."""
        choices, rows, width = self.shape
        room = max(1 << _PIECE, _TASK * turns.LEAST // choices)
        columns = min(width, max(room, 1 << len(self.inner)))
        step = max(1, room // width)
        for first in range(0, rows, step):
            for start in range(0, width, columns):
                yield first, min(first + step, rows), start, start + columns

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return self._own.nbytes + self._least.nbytes + self._best.nbytes

    def stable(self, concept: str) -> Factor:
        """Return the player's stable states under NASH, GMR or SMR, infeasible ones left out."""
        from detente.engine.large import kernels

        if concept == "NASH":
            return self._packed(self._best)
        worst = self._worst(symmetric=concept == "SMR")
        if concept == "GMR":
            bound = worst.max(axis=0, keepdims=True, initial=0)
            kernels.level(bound, 0, 1, 0, bound.shape[1], *self._corners)
            return self._packed(bound)
        return self._packed(self._guaranteed(worst))

    def _worst(self, *, symmetric: bool) -> Array:
        """Return, per own choice and place of a row, the worst that the others can force."""
        axes = (*self.choices, *self.bound, *self.inner)
        tail = len(axes) - len(self.choices)
        order, loose, opponents = self._turns(axes)

        least = self._least.reshape(self.shape[0], -1, 1 << tail).min(axis=1)
        cube = least.reshape((2,) * len(axes)).min(axis=loose, keepdims=True)
        top = np.iinfo(cube.dtype).max
        start = cube
        if symmetric:
            best = self._best.reshape(-1, 1 << tail).min(axis=0)
            shape = (1,) * len(self.choices) + (2,) * tail
            start = best.reshape(shape).min(axis=loose, keepdims=True)
        start = np.where(cube >= 0, start, cube.dtype.type(top))
        values = start.transpose(order).copy()
        flat = values.reshape(-1)
        span = flat.size >> len(self.game.own(self.player))
        close_runs(flat, opponents, span, int(top))
        closed = values.transpose(np.argsort(order))
        closed = np.where(cube >= 0, closed, cube.dtype.type(-1))
        closed = np.broadcast_to(closed, (2,) * len(axes)).reshape(self.shape[0], 1, -1)
        rows = np.broadcast_to(closed, (self.shape[0], 1 << self.joined, closed.shape[2]))
        return np.ascontiguousarray(rows).reshape(self.shape[0], -1)

    def _turns(self, axes: Sequence[int]) -> tuple[list[int], tuple[int, ...], list[Opponent]]:
        """Return the order in which players' options are neighbours, free axes, the opponents."""
        owner, rules = self.game.owner, self.game.ruled
        own = [n for n, axis in enumerate(axes) if owner[axis] == self.player]
        loose = tuple(n for n, axis in enumerate(axes) if n not in own and axis not in rules)
        groups = [
            [n for n, axis in enumerate(axes) if owner[axis] == j and axis in rules]
            for j in self.game.players
            if j != self.player
        ]
        opponents = []
        shift = 0
        for group in reversed(groups):
            if group:
                opponents.append(Opponent(shift, len(group)))
            shift += len(group)
        return [*own, *loose, *(n for group in groups for n in group)], loose, opponents

    def _guaranteed(self, worst: Array) -> Array:
        """Return, per setting of the others' options, the best lesser of own score and worst answer."""
        from detente.engine.large import kernels

        bound = np.zeros_like(self._best)

        def work(piece: tuple[int, int, int, int]) -> None:
            kernels.raise_bound(self._own, *piece, worst, bound)
            kernels.level(bound, *piece, *self._corners)

        for _ in threaded(self._pieces(), work):
            pass
        return bound

    def _packed(self, bound: Array) -> Factor:
        """Pack the states with a score, at least that of their row and place in ``bound``."""
        from detente.engine.large import kernels

        masks = _masks(self.game.options, self.inner)
        words = np.empty((*self.shape[:2], self.shape[2] // len(masks)), np.uint64)

        def work(piece: tuple[int, int, int, int]) -> None:
            kernels.pack_rows(self._own, *piece, bound, masks, words)

        for _ in threaded(self._pieces(), work):
            pass
        return Factor(self.outer, words.ravel())


@lru_cache(maxsize=256)
def _masks(options: int, inner: tuple[int, ...]) -> Array:
    """Return, per corner of the inner options, the bits of a word that agree with it."""
    inside = in_word(options)
    masks = np.full(1, (1 << (1 << len(inside))) - 1, np.uint64)
    for option in inner:
        pattern = np.uint64(PATTERNS[inside.stop - 1 - option])
        masks = (masks[:, None] & np.array([~pattern, pattern])).ravel()
    return masks


@lru_cache(maxsize=256)
def _corners(chosen: tuple[bool, ...]) -> Array:
    """Return the numbers whose binary digits, most significant first, are 0 unless chosen."""
    numbers = np.zeros(1, np.int64)
    for n, each in enumerate(chosen):
        if each:
            numbers = np.concatenate([numbers, numbers + (1 << (len(chosen) - 1 - n))])
    return numbers
