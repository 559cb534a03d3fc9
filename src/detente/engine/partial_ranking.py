"""A ranking with ties of which only some comparisons are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.engine.game import better_from_ranks, bits

if TYPE_CHECKING:
    import random


@dataclass(frozen=True, slots=True)
class PartialRanking:
    """What is known of a ranking, closed under transitivity; each table has one set per state.

    Attributes
    ----------
    above, below : tuple of int
        States known to be better, and known to be worse.
    level : tuple of int
        States known to be equal, the state itself included.
    """

    above: tuple[int, ...]
    below: tuple[int, ...]
    level: tuple[int, ...]

    @classmethod
    def of_facts(cls, better: Sequence[int], unknown: Sequence[int]) -> PartialRanking:
        """Close what is known under transitivity.

        Parameters
        ----------
        better, unknown : sequence of int
            For every s the states better than s, and those whose comparison with s is unknown.
            Pairs that are neither are equal.

        Raises
        ------
        ValueError
            When no ranking keeps the facts.
        """
        size = len(better)
        everything = (1 << size) - 1
        worse = [0] * size
        for state, states in enumerate(better):
            for other in bits(states):
                worse[other] |= 1 << state
        equal = [
            everything & ~(better[state] | worse[state] | unknown[state]) for state in range(size)
        ]
        _close(equal)
        above = list(better)
        for state in range(size):
            for other in bits(equal[state]):
                above[state] |= better[other]
            for other in bits(above[state]):
                above[state] |= equal[other]
        _close(above)
        for state in range(size):
            if above[state] & equal[state]:
                raise ValueError(f"no ranking keeps what is known: state {state} above itself")
        below = [0] * size
        for state, states in enumerate(above):
            for other in bits(states):
                below[other] |= 1 << state
        return cls(tuple(above), tuple(below), tuple(equal))

    def open(self, state: int) -> int:
        """Return the states whose comparison with a state is undecided."""
        everything = (1 << len(self.level)) - 1
        return everything & ~(self.above[state] | self.below[state] | self.level[state])

    def maybe_above(self, state: int) -> int:
        """Return the states that are, or may turn out to be, better than a state."""
        everything = (1 << len(self.level)) - 1
        return everything & ~(self.below[state] | self.level[state])

    def with_better(self, low: int, high: int) -> PartialRanking:
        """Decide an undecided pair: ``high`` is better than ``low``. Never contradicts the rest."""
        upper = self.level[high] | self.above[high]
        return self._with_ordered(upper, self.level[low] | self.below[low])

    def with_equal(self, one: int, other: int) -> PartialRanking:
        """Decide an undecided pair: both are equal. Never contradicts the rest."""
        above, below, level = list(self.above), list(self.below), list(self.level)
        merged = level[one] | level[other]
        upper = above[one] | above[other]
        lower = below[one] | below[other]
        for state in bits(merged):
            above[state], below[state], level[state] = upper, lower, merged
        for state in bits(lower):
            above[state] |= merged | upper
        for state in bits(upper):
            below[state] |= merged | lower
        return PartialRanking(tuple(above), tuple(below), tuple(level))

    def with_first(self, state: int) -> PartialRanking:
        """Decide all undecided pairs of one state: it is better. Never contradicts the rest."""
        return self._with_ordered(self.level[state] | self.above[state], self.open(state))

    def with_last(self, state: int) -> PartialRanking:
        """Decide all undecided pairs of one state: it is worse. Never contradicts the rest."""
        return self._with_ordered(self.open(state), self.level[state] | self.below[state])

    def _with_ordered(self, upper: int, lower: int) -> PartialRanking:
        """Put an upwards closed set above a downwards closed one."""
        above, below = list(self.above), list(self.below)
        for state in bits(lower):
            above[state] |= upper
        for state in bits(upper):
            below[state] |= lower
        return PartialRanking(tuple(above), tuple(below), self.level)

    def completed(self) -> tuple[int, ...]:
        """Return the better table of one complete ranking that keeps what is known.

        Ranked by how many states are known to be above; of the undecided pairs some become equal.
        """
        return better_from_ranks([states.bit_count() for states in self.above])

    def draws(self, source: random.Random) -> Iterator[tuple[int, ...]]:
        """Yield better tables of random complete rankings that keep what is known, for ever.

        See :class:`Drawing` for their law.
        """
        drawing = Drawing(self)
        while True:
            yield better_from_ranks(drawing.ranks(source))


class Drawing:
    """Draws complete rankings that keep what is known.

    Each is filled from the top, every time with one of the levels above which nothing is left, all of
    them equally likely; states not known to be equal are never tied.
    """

    def __init__(self, known: PartialRanking) -> None:
        self._known = known
        heads = [state for state, level in enumerate(known.level) if level & -level == 1 << state]
        members = sum(1 << head for head in heads)
        self._next_below: dict[int, list[int]] = {}
        self._waiting = dict.fromkeys(heads, 0)
        for head in heads:
            further = 0
            for state in bits(known.below[head] & members):
                further |= known.below[state]
            self._next_below[head] = list(bits(known.below[head] & members & ~further))
            for state in self._next_below[head]:
                self._waiting[state] += 1

    def ranks(self, source: random.Random) -> list[int]:
        """Return the rank of every state in a new draw: 0 is best."""
        ranks = [0] * len(self._known.level)
        left = dict(self._waiting)
        free = [head for head, waiting in left.items() if not waiting]
        rank = 0
        while free:
            place = source.randrange(len(free))
            free[place], free[-1] = free[-1], free[place]
            head = free.pop()
            for state in bits(self._known.level[head]):
                ranks[state] = rank
            for state in self._next_below[head]:
                left[state] -= 1
                if not left[state]:
                    free.append(state)
            rank += 1
        return ranks


def _close(sets: list[int]) -> None:
    """Close a relation under transitivity in place (Warshall 1962)."""
    for middle in range(len(sets)):
        reached = sets[middle]
        for state, states in enumerate(sets):
            if states >> middle & 1:
                sets[state] = states | reached
