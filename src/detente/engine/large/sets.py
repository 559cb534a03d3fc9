"""Sets of states of a cube as packed bits: products of factors that may ignore most options.

A factor holds one bit per combination of *its* options; a state belongs to the set when it belongs
to every factor. Sets of 2^32 states are counted and listed in blocks and never built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.threads import workers

Words = NDArray[np.uint64]

#: In-word truth patterns of the six lowest places.
PATTERNS = (
    0xAAAAAAAAAAAAAAAA,
    0xCCCCCCCCCCCCCCCC,
    0xF0F0F0F0F0F0F0F0,
    0xFF00FF00FF00FF00,
    0xFFFF0000FFFF0000,
    0xFFFFFFFF00000000,
)
_BLOCK = 13
#: Tables of up to this many places are remembered.
_REMEMBERED = 13


def places(axes: Sequence[int], at: dict[int, int], low: int, high: int) -> NDArray[np.int64]:
    """Return, for the numbers 0 … 2^(high-low)-1 standing for places low … high-1, their index.

    ``axes`` is the layout of the target, most significant first; ``at`` gives each axis its place
    in the numbers. The index is the sum over axes of their bits, moved to where the target has them.
    """
    target = {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}
    by_place = {place: axis for axis, place in at.items()}
    steps = []
    for place in range(low, high):
        axis = by_place.get(place)
        steps.append(1 << target[axis] if axis in target else 0)
    return (_remembered if len(steps) <= _REMEMBERED else _sums)(tuple(steps))


def _sums(steps: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the sum of the steps chosen by the bits of each number; not to be written to."""
    table = np.zeros(1 << len(steps), np.int64)
    for place, step in enumerate(steps):
        np.add(table[: 1 << place], step, out=table[1 << place : 2 << place])
    table.flags.writeable = False
    return table


_remembered = lru_cache(maxsize=512)(_sums)


@dataclass(frozen=True, slots=True)
class Factor:
    """Packed bits over some options.

    ``axes`` are the options of the word index, most significant first; the bits inside a word are
    the last (up to six) options of the model, in natural order.
    """

    axes: tuple[int, ...]
    words: Words


def in_word(options: int) -> range:
    """Return the options that live inside a word."""
    return range(max(options - 6, 0), options)


def smear(words: Words, options: Sequence[int], inner: range) -> Words:
    """Spread every bit over the in-word neighbours that differ in the given options."""
    if not options:
        return words
    if len(options) == 6:
        everywhere: Words = (words != 0).astype(np.uint64)
        everywhere *= np.uint64((1 << 64) - 1)
        return everywhere
    steps = [inner.stop - 1 - option for option in options]
    lowest, factor = (1 << 64) - 1, 1
    spread = words >> np.uint64(1 << steps[0])
    spread |= words
    for step in steps[1:]:
        spread |= spread >> np.uint64(1 << step)
    for step in steps:
        lowest &= ~PATTERNS[step]
        factor *= 1 + (1 << (1 << step))
    spread &= np.uint64(lowest)
    spread *= np.uint64(factor)
    return spread


def pack(options: int, axes: Sequence[int], truth: NDArray[np.bool_]) -> Factor:
    """Return a factor from truth over a cube.

    Parameters
    ----------
    options : int
        Number of options of the model.
    axes : sequence of int
        Options of the cube, most significant first.
    truth : array of bool
        One entry per corner.
    """
    inner = in_word(options)
    outer = tuple(axis for axis in axes if axis not in inner)
    if tuple(axes) == (*outer, *inner):
        bits = truth.reshape(-1, 1 << len(inner))
    else:
        layout = [*outer, *inner]
        at = {axis: len(layout) - 1 - n for n, axis in enumerate(layout)}
        low = places(axes, at, 0, len(inner))
        high = places(axes, at, len(inner), len(layout))
        bits = truth[high[:, None] + low[None, :]]
    if len(inner) < 6:
        bits = np.pad(bits, ((0, 0), (0, 64 - (1 << len(inner)))))
    return Factor(outer, np.packbits(bits, axis=1, bitorder="little").view(np.uint64).ravel())


class StateSet:
    """A set of states as a product of factors, in a model with a number of options."""

    def __init__(self, options: int, factors: Sequence[Factor]) -> None:
        self.options = options
        self.factors = tuple(factors)

    def __and__(self, other: StateSet) -> StateSet:
        return StateSet(self.options, self.factors + other.factors)

    @property
    def nbytes(self) -> int:
        """Memory held by the factors."""
        return sum(factor.words.nbytes for factor in self.factors)

    def _blocks(self, axes: Sequence[int], numbers: range | None = None) -> Iterator[Words]:
        """Yield the words of the set over a cube of word axes, in order, block by block."""
        width = min(len(axes), _BLOCK)
        at = {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}
        valid = np.uint64((1 << (1 << len(in_word(self.options)))) - 1)
        parts = []
        for factor in self.factors:
            # The last axes are often the same: words are then fetched in runs.
            run = 0
            while run < min(width, len(factor.axes)) and factor.axes[-1 - run] == axes[-1 - run]:
                run += 1
            target = {axis: len(factor.axes) - 1 - n for n, axis in enumerate(factor.axes)}
            high = [
                (at[axis] - width, target[axis] - run) for axis in factor.axes if at[axis] >= width
            ]
            low = places(factor.axes, at, run, width) >> run
            parts.append((factor.words.reshape(-1, 1 << run), low, high))
        for number in range(1 << (len(axes) - width)) if numbers is None else numbers:
            block = np.full(1 << width, valid)
            for words, low, high in parts:
                start = sum((number >> place & 1) << target for place, target in high)
                rows = (
                    words[start : start + 1] if len(low) == 1 else words[start:].take(low, axis=0)
                )
                block &= rows.ravel()
            yield block

    @cached_property
    def count(self) -> int:
        """Exact number of states."""
        inner = in_word(self.options)
        # In the order of the largest factor, whose words are then read in a row.
        factors = sorted(self.factors, key=lambda factor: len(factor.axes), reverse=True)
        first = factors[0].axes if factors else ()
        used = sorted({axis for factor in factors for axis in factor.axes}.difference(first))
        used.extend(first)
        total = 1 << max(len(used) - _BLOCK, 0)
        parts = min(workers(), total)
        chunks = [range(total * n // parts, total * (n + 1) // parts) for n in range(parts)]

        def counted(numbers: range) -> int:
            return sum(int(np.bitwise_count(b).sum()) for b in self._blocks(used, numbers))

        if parts == 1:
            found = counted(chunks[0])
        else:
            with ThreadPoolExecutor(parts) as pool:
                found = sum(pool.map(counted, chunks))
        return found << (self.options - len(inner) - len(used))

    def first(self, limit: int | None = None) -> list[int]:
        """Return the natural numbers of the first states, ascending; all of them without a limit."""
        found: list[int] = []
        axes = range(in_word(self.options).start)
        base = 0
        for block in self._blocks(axes):
            occupied = np.flatnonzero(block)
            if limit is not None:
                occupied = occupied[: limit - len(found)]
            if occupied.size:
                bits = np.unpackbits(
                    block[occupied].view(np.uint8).reshape(-1, 8), axis=1, bitorder="little"
                )
                row, column = np.nonzero(bits)
                found.extend((base + (occupied[row] << 6) + column).tolist())
            if limit is not None and len(found) >= limit:
                return found[:limit]
            base += len(block) << 6
        return found

    def __contains__(self, number: int) -> bool:
        """Whether a state, by natural number, belongs to the set."""
        word, bit = number >> 6, number & 63
        at = {axis: in_word(self.options).start - 1 - axis for axis in range(self.options)}
        for factor in self.factors:
            index = 0
            for axis in factor.axes:
                index = index << 1 | (word >> at[axis] & 1)
            if not int(factor.words[index]) >> bit & 1:
                return False
        return True

    def truth(self) -> NDArray[np.bool_]:
        """Return one truth value per state in natural order (small models; for tests and folds)."""
        words = np.concatenate(list(self._blocks(range(in_word(self.options).start))))
        bits = np.unpackbits(words.view(np.uint8), bitorder="little")
        return np.asarray(bits[: 1 << self.options], np.bool_)
