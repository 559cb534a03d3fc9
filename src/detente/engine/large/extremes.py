"""The best value that one side can make sure of, digit by digit, on packed words.

One side (the *leader*) sets its options first, the other answers so that the value becomes least. The
value's digits are the truths of the statements, most important first. After some statements only
those leaders count that reach the digits found so far, and only those answers that keep them down to
these: usually few, so that the words left stay few while statements bring in new options.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from detente.engine.large.cube import Gate, evaluate, support
from detente.engine.large.sets import PATTERNS, Words, in_word, smear
from detente.engine.large.threads import workers

#: Words worked on at a time: temporaries should stay in the second-level cache.
_CHUNK = 1 << 14
#: So few words are not worth looking through.
_FEW = 128
_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)


def maximin(options: int, gates: Sequence[Gate], own: frozenset[int]) -> int:
    """Return max over own choices of the min over the others' of the value that statements give."""
    return _Race(options, own, leader=0).run(gates)


def minimax(options: int, gates: Sequence[Gate], own: frozenset[int]) -> int:
    """Return min over the others' choices of the max over own ones."""
    # The others lead, and what is least of a value is most of its complement.
    opposite = [Gate("!", (gate,)) for gate in gates]
    return _Race(options, own, leader=1).run(opposite) ^ ((1 << len(gates)) - 1)


class _Race:
    """Words of the choices still in question: own choices by others' choices, in the word both."""

    def __init__(self, options: int, own: frozenset[int], *, leader: int) -> None:
        self.own = own
        self.leader = leader
        self.inner = in_word(options)
        self.answering = tuple(o for o in self.inner if (o in own) == (leader == 1))
        self.fixed: dict[int, Any] = {
            option: np.uint64(PATTERNS[self.inner.stop - 1 - option]) for option in self.inner
        }
        #: Per axis the places of the options outside the word that were met, and the choices left:
        #: numbers with these options as bits.
        self.places: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self.choices = [np.zeros((1, 1), np.uint64), np.zeros((1, 1), np.uint64)]
        valid = np.uint64((1 << (1 << len(self.inner))) - 1)
        self.words = np.full((1, 1), valid)
        self.alive = np.full((1, 1), valid)

    def run(self, gates: Sequence[Gate]) -> int:
        """Return the value as a number, the first statement as its highest digit."""
        result = 0
        for gate in gates:
            for option in sorted(support([gate])):
                self._meet(option)
            kept, some = self._without(gate)
            secured = self.alive & ~some
            if secured.any():
                self.alive = secured
                self.words &= secured
                result = result << 1 | 1
            else:
                self.words = kept
                result <<= 1
            self._shrink()
        return result

    def _meet(self, option: int) -> None:
        axis = 0 if option in self.own else 1
        places = self.places[axis]
        if option in self.fixed or option in places:
            return
        places[option] = len(places)
        without = self.choices[axis]
        taken = without | np.uint64(1 << places[option])
        self.choices[axis] = np.concatenate([without, taken], axis)
        self.words = np.concatenate([self.words, self.words], axis)
        if axis == self.leader:
            self.alive = np.concatenate([self.alive, self.alive], axis)

    def _without(self, gate: Gate) -> tuple[Words, Words]:
        """Return the words less a statement, and per leader where some answer is left."""
        rows, columns = self.words.shape
        kept = np.empty_like(self.words)
        wide = max(1, _CHUNK // rows)

        def work(start: int) -> Words:
            chunk = slice(start, start + wide)

            def value(option: int) -> Any:
                if option in self.fixed:
                    return self.fixed[option]
                axis = 0 if option in self.own else 1
                choices = self.choices[0] if axis == 0 else self.choices[1][:, chunk]
                bits = choices >> np.uint64(self.places[axis][option])
                bits &= np.uint64(1)
                return np.negative(bits, out=bits)

            truth = evaluate([gate], value, _FULL)[0]
            part = np.bitwise_and(self.words[:, chunk], ~truth, out=kept[:, chunk])
            return np.bitwise_or.reduce(part, axis=1 - self.leader, keepdims=True)

        starts = range(0, columns, wide)
        if len(starts) < 4 or workers() == 1:
            parts = [work(start) for start in starts]
        else:
            with ThreadPoolExecutor(workers()) as pool:
                parts = list(pool.map(work, starts))
        if self.leader == 1:
            some = np.concatenate(parts, axis=1)
        else:
            some = np.bitwise_or.reduce(np.stack(parts), axis=0)
        return kept, smear(some, self.answering, self.inner)

    def _shrink(self) -> None:
        """Drop own and others' choices of which nothing is left, where that saves something."""
        for axis in (0, 1) if self.words.size > _FEW else ():
            left = np.bitwise_or.reduce(self.words, axis=1 - axis) != 0
            if np.count_nonzero(left) > 0.75 * left.size:
                continue
            self.words = np.compress(left, self.words, axis)
            self.choices[axis] = np.compress(left, self.choices[axis], axis)
            if axis == self.leader:
                self.alive = np.compress(left, self.alive, axis)
