"""The object every solver works on: states by number, moves and preferences as bit sets.

A *set of states* is a Python integer with bit ``s`` set when state ``s`` belongs to it.
Nothing here knows about options, documents or files.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Longest set, in bits, and largest by members, that is gone through bit by bit.
_SHORT = 512
_FEW = 16
#: Which bits are set in a byte.
_BYTES = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def bits(states: int) -> Iterator[int]:
    """Yield the numbers of the states in a set, ascending."""
    length = states.bit_length()
    count = states.bit_count()
    if 8 * count > length > 32:  # of a full set, several are found at once
        for place, byte in enumerate(states.to_bytes(-(-length // 8), "little")):
            for bit in _BYTES[byte]:
                yield place * 8 + bit
        return
    if length <= _SHORT or count <= _FEW:
        while states:
            low = states & -states
            yield low.bit_length() - 1
            states ^= low
        return
    # To take a bit off costs time by the length of what is left: a large set is gone through by words.
    words = array("Q", states.to_bytes(-(-length // 64) * 8, "little"))
    if sys.byteorder == "big":
        words.byteswap()
    for place, word in enumerate(words):
        first = place * 64 - 1
        while word:
            low = word & -word
            yield first + low.bit_length()
            word ^= low


def to_set(numbers: Sequence[int]) -> int:
    """Return the set of the given state numbers."""
    result = 0
    for number in numbers:
        result |= 1 << number
    return result


def inhabited(table: Sequence[int]) -> int:
    """Return the states whose set in a table is not empty.

    Examples
    --------
    >>> bin(inhabited([0, 4, 0, 7]))
    '0b1010'
    """
    # As a number in base two: to set bit by bit costs time by the length of the whole each time.
    return int("0" + "".join(map("01".__getitem__, map(bool, reversed(table)))), 2)


@dataclass(frozen=True, slots=True)
class Game:
    """A graph model: ``size`` states and one entry per decision maker in each table.

    Attributes
    ----------
    size : int
        Number of feasible states, numbered 0 to ``size - 1``.
    moves : tuple of tuple of int
        ``moves[i][s]`` is R_i(s): the states that i can reach from s in one step, s excluded.
    better : tuple of tuple of int
        ``better[i][s]`` is W_i(s): the states that i strictly prefers to s.
    transitive : bool
        Whether every i satisfies q in R_i(s), r in R_i(q), r != s => r in R_i(s), and every better
        relation is transitive. True in option form with rankings; it allows plain graph closure
        instead of last-mover bookkeeping.
    """

    size: int
    moves: tuple[tuple[int, ...], ...]
    better: tuple[tuple[int, ...], ...]
    transitive: bool = False

    @property
    def players(self) -> range:
        """Numbers of the decision makers."""
        return range(len(self.moves))

    @property
    def everything(self) -> int:
        """The set of all states."""
        return (1 << self.size) - 1

    def improvements(self, player: int) -> tuple[int, ...]:
        """Return R_i⁺(s) for every s: moves to strictly preferred states."""
        return tuple(
            move & better
            for move, better in zip(self.moves[player], self.better[player], strict=True)
        )


def better_from_ranks(ranks: Sequence[int]) -> tuple[int, ...]:
    """Return W(s) for every state from ranks (lower is better, equal is indifferent)."""
    by_rank: dict[int, int] = {}
    for state, rank in enumerate(ranks):
        by_rank[rank] = by_rank.get(rank, 0) | 1 << state
    above: dict[int, int] = {}
    total = 0
    for rank in sorted(by_rank):
        above[rank] = total
        total |= by_rank[rank]
    return tuple(above[rank] for rank in ranks)


def better_from_truths(truths: Sequence[int], size: int) -> tuple[int, ...]:
    """Return W(s) for every state from statements, most important first.

    Parameters
    ----------
    truths : sequence of int
        Per statement, the states in which it is true; states are compared lexicographically.
    size : int
        Number of states.
    """
    classes = [(1 << size) - 1]
    for truth in truths:
        parts = []
        for states in classes:
            true = states & truth
            if true and true != states:
                parts += [true, states ^ true]
            else:
                parts.append(states)
        classes = parts
    above = [0] * size
    total = 0
    for states in classes:
        for state in bits(states):
            above[state] = total
        total |= states
    return tuple(above)
