"""Bit-sliced engine: 64 states a word, preferences never turned into scores.

The best own choices are found by a lexicographic filter, most important statement first: keep the
candidates that hold it, wherever some candidate of the same fibre does. The remembered "some does"
bits are the digits of the best reachable value. Without infeasible states and one-way options, GMR
compares with the maximin and SMR with the minimax, one number each for the whole model (handbook §5;
the corollary is in docs/engines.md). Each player works on the options its verdicts depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.cube import CubeGame, Gate, Ranked, evaluate, support
from detente.engine.large.sets import PATTERNS, Factor, StateSet, Words, in_word
from detente.engine.large.threads import workers

#: Words per block: temporaries should stay in the second-level cache.
_BLOCK = 15
_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)
_DIGITS = 62

Value = Any


def refusal(game: CubeGame, concept: str) -> str | None:
    """Say why this engine cannot answer a question, or None when it can."""
    if any(isinstance(preferences, Ranked) for preferences in game.preferences):
        return "a ranking of states is not made of statements"
    if concept == "NASH":
        return None
    if concept not in ("GMR", "SMR"):
        return f"{concept} follows improvements, which need scores"
    if game.infeasible:
        return f"{concept} by one number needs every state to be feasible"
    if game.one_way:
        return f"{concept} by one number needs every option to be reversible"
    return None


class _Layout:
    """Where a player's relevant options live: far others, own choices, near others, in the word."""

    def __init__(self, game: CubeGame, player: int, relevant: frozenset[int]) -> None:
        self.inner = in_word(game.options)
        own = game.own(player)
        self.own_inside = tuple(o for o in self.inner if o in own)
        self.other_inside = tuple(o for o in self.inner if o not in own)
        outer = [o for o in sorted(relevant) if o not in self.inner]
        self.own = tuple(o for o in outer if o in own)
        others = [o for o in outer if o not in own]
        near = min(len(others), max(_BLOCK - len(self.own), 0))
        self.far = tuple(others[: len(others) - near])
        self.near = tuple(others[len(others) - near :])
        self.axes = (*self.far, *self.own, *self.near)
        self.shape = (1 << len(self.own), 1 << len(self.near))
        self.valid = np.uint64((1 << (1 << len(self.inner))) - 1)
        self._fixed: dict[int, Value] = {}
        for group, axis in ((self.own, 0), (self.near, 1)):
            for n, option in enumerate(group):
                index = np.arange(1 << len(group)) >> (len(group) - 1 - n) & 1
                pattern = np.where(index == 1, _FULL, np.uint64(0))
                self._fixed[option] = np.expand_dims(pattern, 1 - axis)
        for option in self.inner:
            self._fixed[option] = np.uint64(self.pattern(option))

    def place(self, option: int) -> int:
        """Return the place of an in-word option."""
        return self.inner.stop - 1 - option

    def pattern(self, option: int) -> int:
        """Return the in-word truth of an option."""
        return PATTERNS[self.place(option)]

    def truths(self, gates: Sequence[Gate], block: int) -> list[Value]:
        """Return each formula's truth over one block, in shapes that broadcast to it."""

        def option(number: int) -> Value:
            if number in self._fixed:
                return self._fixed[number]
            place = len(self.far) - 1 - self.far.index(number)
            return _FULL if block >> place & 1 else np.uint64(0)

        return evaluate(gates, option, _FULL)

    def smear(self, words: Value, options: Sequence[int]) -> Value:
        """Spread every bit over the in-word neighbours that differ in the given options."""
        for option in options:
            high = np.uint64(self.pattern(option))
            step = np.uint64(1 << self.place(option))
            words = words | (words & high) >> step | (words & ~high) << step
        return words

    def some_own(self, words: Value) -> Value:
        """Return where some own choice holds, for every setting of the others' options."""
        return self.smear(np.bitwise_or.reduce(words, axis=0, keepdims=True), self.own_inside)

    def some_other(self, words: Value) -> Value:
        """Return where some setting of the others' options in this block holds, per own choice."""
        words = np.bitwise_or.reduce(words, axis=1, keepdims=True)
        return self.smear(words, self.other_inside) & self.valid


class BitslicedSolver:
    """Solves NASH, and GMR and SMR of models without infeasible states and one-way options."""

    name = "bitsliced"

    def __init__(self, game: CubeGame) -> None:
        self.game = game
        self._thresholds: dict[int, tuple[int, int]] = {}

    def feasible(self) -> StateSet:
        """Return the set of feasible states."""
        game = self.game
        layout = _Layout(game, -1, support(game.infeasible))

        def work(block: int) -> Value:
            kept = np.full(layout.shape, layout.valid)
            for truth in layout.truths(game.infeasible, block):
                kept &= ~truth
            return kept

        return StateSet(game.options, [_collect(layout, work)])

    def stable(self, player: int, concept: str) -> StateSet:
        """Return a player's stable states.

        Raises
        ------
        ValueError
            When the question needs another engine (see :func:`refusal`).
        """
        reason = refusal(self.game, concept)
        if reason:
            raise ValueError(reason)
        if concept != "NASH":
            return StateSet(self.game.options, [self._at_least(player, concept)])
        found = StateSet(self.game.options, [self._nash(player)])
        return found & self.feasible() if self.game.infeasible else found

    def _nash(self, player: int) -> Factor:
        game = self.game
        layout = _Layout(game, player, game.relevant(player, "NASH"))
        own = game.own(player)
        gates = game.telling(player)
        rules = [rule for rule in game.infeasible if support([rule]) & own]
        one_way = [option for option in sorted(own) if game.direction[option]]

        def work(block: int) -> Value:
            feasible = np.full(layout.shape, layout.valid)
            for truth in layout.truths(rules, block):
                feasible &= ~truth
            truths = layout.truths(gates, block)
            if not one_way:
                return _filtered(layout, feasible, truths)
            held = layout.truths([Gate("option", option=o) for o in one_way], block)
            result = np.zeros(layout.shape, np.uint64)
            for values in product((0, 1), repeat=len(one_way)):
                # From states with these values of the one-way options, others are out of reach.
                start, reach = _FULL, _FULL
                for option, value, truth in zip(one_way, values, held, strict=True):
                    start = start & (truth if value else ~truth)
                    if value and game.direction[option] > 0:
                        reach = reach & truth
                    elif not value and game.direction[option] < 0:
                        reach = reach & ~truth
                result |= _filtered(layout, feasible & reach, truths) & start
            return result

        return _collect(layout, work)

    def _at_least(self, player: int, concept: str) -> Factor:
        game = self.game
        gates = game.statements(player)
        layout = _Layout(game, player, game.own(player) | support(gates))
        if player not in self._thresholds:
            self._thresholds[player] = self._extremes(layout, gates)
        bound = self._thresholds[player][concept == "SMR"]

        def work(block: int) -> Value:
            equal: Value = layout.valid
            above: Value = np.uint64(0)
            for n, truth in enumerate(layout.truths(gates, block)):
                if bound >> (len(gates) - 1 - n) & 1:
                    equal = equal & truth
                else:
                    above = above | equal & truth
                    equal = equal & ~truth
            return np.broadcast_to(above | equal, layout.shape)

        return _collect(layout, work)

    def _extremes(self, layout: _Layout, gates: Sequence[Gate]) -> tuple[int, int]:
        """Return the maximin and the minimax of a player's value."""

        def work(block: int) -> tuple[list[Words], int]:
            truths = layout.truths(gates, block)
            return _least_per_choice(layout, truths), _least_of_best(layout, truths)

        columns: list[Words] | None = None
        minimax: int | None = None
        for found, best in _mapped(range(1 << len(layout.far)), work):
            minimax = best if minimax is None else min(minimax, best)
            columns = found if columns is None else _smaller(columns, found)
        maximin = 0
        if columns:
            numbers = np.stack([column.ravel() for column in columns])
            greatest = np.lexsort(numbers[::-1])[-1]
            for n, column in enumerate(numbers):
                width = min(_DIGITS, len(gates) - n * _DIGITS)
                maximin = maximin << width | int(column[greatest])
        return maximin, minimax or 0


def _filtered(layout: _Layout, candidates: Words, truths: Sequence[Value]) -> Words:
    """Keep the candidates of each fibre that are lexicographically best."""
    for truth in truths:
        hit = candidates & truth
        candidates &= ~layout.some_own(hit) | hit
    return candidates


def _least_of_best(layout: _Layout, truths: Sequence[Value]) -> int:
    """Return the least value over the others' settings of the best over own choices."""
    candidates: Words = np.full(layout.shape, layout.valid)
    worst: Value = np.full((1, layout.shape[1]), layout.valid)
    result = 0
    for truth in truths:
        hit = candidates & truth
        some = layout.some_own(hit)
        candidates &= ~some | hit
        without = worst & ~some
        if without.any():
            worst = without
            result <<= 1
        else:
            result = result << 1 | 1
    return result


def _least_per_choice(layout: _Layout, truths: Sequence[Value]) -> list[Words]:
    """Return, per own choice, the least value over the others' settings, in columns of digits."""
    candidates: Value = np.full(layout.shape, layout.valid)
    span = 1 << len(layout.inner)
    columns: list[Words] = []
    for n, truth in enumerate(truths):
        if n % _DIGITS == 0:
            columns.append(np.zeros((layout.shape[0], span), np.uint64))
        without = candidates & ~truth
        some = layout.some_other(without)
        candidates = without | (candidates & ~some)
        digits = np.unpackbits(
            (~some).view(np.uint8).reshape(layout.shape[0], 8), axis=1, bitorder="little"
        )[:, :span]
        columns[-1] <<= np.uint64(1)
        columns[-1] |= digits
    return columns


def _smaller(first: list[Words], second: list[Words]) -> list[Words]:
    """Return the lexicographically smaller of two numbers per entry."""
    less = np.zeros(first[0].shape, np.bool_)
    equal = np.ones(first[0].shape, np.bool_)
    for a, b in zip(first, second, strict=True):
        less |= equal & (b < a)
        equal &= a == b
    return [np.where(less, b, a) for a, b in zip(first, second, strict=True)]


def _mapped(blocks: Sequence[int], work: Callable[[int], Any]) -> Iterator[Any]:
    if len(blocks) == 1 or workers() == 1:
        yield from map(work, blocks)
        return
    with ThreadPoolExecutor(workers()) as pool:
        # A bounded number under way: results of many blocks should not pile up.
        step = 4 * workers()
        for start in range(0, len(blocks), step):
            yield from pool.map(work, blocks[start : start + step])


def _collect(layout: _Layout, work: Callable[[int], Value]) -> Factor:
    """Run every block and put its words where they belong."""
    blocks = 1 << len(layout.far)
    words: NDArray[np.uint64] = np.empty((blocks, *layout.shape), np.uint64)

    def store(block: int) -> None:
        words[block] = work(block)

    for _ in _mapped(range(blocks), store):
        pass
    return Factor(layout.axes, words.ravel())
