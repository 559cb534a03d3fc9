"""One party's view of a cube for attitude tables: slices, moves, and what each row accepts.

States are written as (own choice, the others' choices), own choice highest: a slice holds the
others' choices under one own choice, as bits. Opponents never leave a slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.cube import CubeGame
from detente.engine.large.sets import places

Array = NDArray[Any]
Row = tuple[int, ...]


@dataclass(frozen=True)
class View:
    """A party's slices; numbers of states are its own, ``natural`` gives those of the game.

    Attributes
    ----------
    natural, here : array of int
        The natural number of each state of the view, and the reverse.
    choices, span : int
        Number of own choices, and of the others' choices: states in a slice.
    feasible : array of bool
    own : array of uint64
        Own choices open from each state, as bits.
    moves : mapping of int to array
        Per opponent that has options, the states it moves to, as bits over the slice.
    scores : array
        Per party, the score of each state; higher is better.
    rows : tuple
        Every row of attitudes.
    weak : bool
        Whether "good" for another means not worse.
    """

    natural: Array
    here: Array
    choices: int
    span: int
    feasible: Array
    own: Array
    moves: dict[int, Array]
    scores: Array
    rows: tuple[Row, ...]
    weak: bool

    @classmethod
    def of(
        cls,
        game: CubeGame,
        player: int,
        scores: Array,
        feasible: Array,
        *,
        rows: tuple[Row, ...],
        weak: bool,
    ) -> View:
        """Lay out a game, given scores and feasibility in natural order."""
        own = [o for o in range(game.options) if game.owner[o] == player]
        axes = own + [o for o in range(game.options) if game.owner[o] != player]
        at = {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}
        natural = places(range(game.options), at, 0, len(axes))
        number = np.arange(len(natural))
        here = np.empty_like(natural)
        here[natural] = number
        feasible = feasible[natural]
        choices, span = 1 << len(own), len(natural) >> len(own)
        moves = {
            j: packed(_targets(game, j, axes, feasible, span))
            for j in game.players
            if j != player and game.own(j)
        }
        targets = np.arange(choices)[None, :] * span + number[:, None] % span
        open_ = _allowed(game, player, axes, number[:, None], targets) & feasible[targets]
        open_ &= np.arange(choices)[None, :] != number[:, None] // span
        open_ &= feasible[:, None]
        mask = (open_ * (np.uint64(1) << np.arange(choices, dtype=np.uint64))).sum(
            axis=1, dtype=np.uint64
        )
        return cls(
            natural, here, choices, span, feasible, mask, moves, scores[:, natural], rows, weak
        )

    @cached_property
    def words(self) -> tuple[bool, ...]:
        """As long as a set of the states of a slice has words; kernels unroll loops by it."""
        return (True,) * -(-self.span // 64)

    @cached_property
    def _levels(self) -> tuple[Array, Array]:
        """The distinct scores of everybody, and which of them each state has."""
        levels, group = np.unique(self.scores, axis=1, return_inverse=True)
        return levels, group.ravel()

    @property
    def group(self) -> Array:
        """Per state its group: states with equal scores of everybody accept the same."""
        return self._levels[1]

    @cached_property
    def accepted(self) -> Array:
        """What each row accepts from each group of states: bits by own choice over the slice."""
        levels, _ = self._levels
        shape = (levels.shape[1], self.choices, self.span)
        sets = np.empty((len(self.rows), *shape[:2], len(self.words)), np.uint64)
        demands = []
        for level, values in zip(levels, self.scores, strict=True):
            above = packed((values[None, :] > level[:, None]).reshape(shape))
            below = packed((values[None, :] < level[:, None]).reshape(shape))
            demands.append({1: ~below, -1: ~above} if self.weak else {1: above, -1: below})
        everything = packed(np.ones((1, 1, self.span), np.bool_))
        for n, row in enumerate(self.rows):
            given = [demand[sign] for demand, sign in zip(demands, row, strict=True) if sign]
            np.bitwise_and(given[0] if given else everything, everything, out=sets[n])
            for demand in given[1:]:
                sets[n] &= demand
        return sets

    @cached_property
    def leaving(self) -> Array:
        """Per row and state, the own choices that the row accepts, as bits."""
        from detente.engine.large import attitude_kernels as kernels

        result = np.empty((len(self.rows), len(self.natural)), np.uint64)
        kernels.accepted_choices(self.accepted, self.group, self.own, self.span, result)
        return result

    def replies(self, other: int) -> Array:
        """Return, per row and state, what an opponent accepts and can reach in the slice."""
        own = np.arange(len(self.natural)) // self.span
        moves = self.moves.get(other)
        if moves is None:
            return np.zeros((len(self.rows), len(self.natural), len(self.words)), np.uint64)
        result: Array = self.accepted[:, self.group, own] & moves[None]
        return result


def reached_per_setting(
    replies: list[Array | None], place: int, sizes: list[int]
) -> tuple[Array, list[Array]]:
    """Return what the others reach from one state of a slice, for settings of their rows.

    Returns
    -------
    tuple
        The states reached, as bits, by axes of one class of rows per other and the class of each
        row of each other: rows that act alike in the slice are one class.
    """
    from detente.engine.large import attitude_kernels as kernels

    tables: list[Array] = []
    numbers: list[Array] = []
    for table, size in zip(replies, sizes, strict=True):
        if table is None:
            numbers.append(np.zeros(size, np.int64))
            continue
        distinct, inverse = np.unique(table.reshape(size, -1), axis=0, return_inverse=True)
        tables.append(distinct.reshape(-1, *table.shape[1:]))
        numbers.append(inverse.ravel())
    counts = [int(number.max()) + 1 for number in numbers]
    if not tables:
        return np.zeros((*counts, 1), np.uint64), numbers
    # Without options of its own a party has one table that leads nowhere, and no axis of its own.
    lengths = np.array([len(table) for table in tables], np.int64)
    firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    stacked = np.concatenate(tables)
    found = np.zeros((int(lengths.prod()), stacked.shape[2]), np.uint64)
    kernels.reach_settings(stacked, firsts, lengths, place, found)
    return found.reshape(*counts, -1), numbers


def _targets(game: CubeGame, mover: int, axes: Sequence[int], feasible: Array, span: int) -> Array:
    """Return, per state and other's choice in its slice, whether the mover can go there."""
    states = np.arange(len(feasible))
    targets = np.arange(span)[None, :] + (states - states % span)[:, None]
    fixed = sum(1 << len(axes) - 1 - n for n, o in enumerate(axes) if game.owner[o] != mover)
    same: Array = ((targets ^ states[:, None]) & fixed) == 0
    same &= _allowed(game, mover, axes, states[:, None], targets)
    same &= feasible[targets] & feasible[:, None] & (targets != states[:, None])
    return same


def _allowed(game: CubeGame, mover: int, axes: Sequence[int], starts: Array, ends: Array) -> Array:
    """Return whether one-way options of the mover allow going from starts to ends."""
    forward = back = 0
    for n, option in enumerate(axes):
        if game.owner[option] == mover:
            forward |= (game.direction[option] > 0) << len(axes) - 1 - n
            back |= (game.direction[option] < 0) << len(axes) - 1 - n
    if not forward | back:
        return np.ones((), np.bool_)  # everywhere, whatever the shape
    allowed: Array = ((starts & ~ends & forward) | (ends & ~starts & back)) == 0
    return allowed


def packed(truth: Array) -> Array:
    """Pack the last axis into 64-bit words."""
    length = truth.shape[-1]
    pad = -length % 64
    if pad:
        truth = np.concatenate([truth, np.zeros((*truth.shape[:-1], pad), np.bool_)], axis=-1)
    return np.packbits(truth, axis=-1, bitorder="little").view(np.uint64)
