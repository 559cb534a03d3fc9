"""All strict completions of a partly known ranking, numbered: any of them without listing others."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from detente.engine.game import bits
from detente.engine.partial_ranking import PartialRanking

#: At most so many sets of states left to rank are looked at, over all of one ranking.
BUDGET = 50_000


class LinearCompletions:
    """The completions in which only what is known to be equal is tied.

    They are the linear extensions of a partial order. States fall into parts such that everything
    in one part is known to be better than everything in the next; within a part extensions are
    counted by dynamic programming over what is left to rank (as in Brightwell & Winkler 1991).

    Parameters
    ----------
    known : PartialRanking
        What is known.
    budget : int
        Largest number of sets left to rank that is looked at.

    Raises
    ------
    OverflowError
        When there are more.

    Examples
    --------
    >>> free = PartialRanking.of_facts((0, 0, 0), (0b110, 0b101, 0b011))
    >>> completions = LinearCompletions(free)
    >>> completions.count, completions.groups(0), completions.groups(5)
    (6, ((0,), (1,), (2,)), ((2,), (1,), (0,)))
    """

    def __init__(self, known: PartialRanking, *, budget: int = BUDGET) -> None:
        self.known = known
        self._left = budget
        self._parts = [(part, self._counts(part)) for part in self._divided()]
        #: How many there are.
        self.count = prod(counts[part] for part, counts in self._parts)

    def groups(self, number: int) -> tuple[tuple[int, ...], ...]:
        """Return the states of one completion, best first, known equals together.

        Parameters
        ----------
        number : int
            From 0 to ``count - 1``.
        """
        if not 0 <= number < self.count:
            raise IndexError(number)
        ranked: list[tuple[int, ...]] = []
        for part, counts in reversed(self._parts):
            number, place = divmod(number, counts[part])
            ranked[:0] = self._part(part, counts, place)
        return tuple(ranked)

    def _part(self, part: int, counts: dict[int, int], place: int) -> Iterator[tuple[int, ...]]:
        left = part
        while left:
            for head in self._free(left):
                following = counts[left & ~(1 << head)]
                if place < following:
                    left &= ~(1 << head)
                    yield tuple(bits(self.known.level[head]))
                    break
                place -= following

    def _divided(self) -> Iterator[int]:
        """Yield the parts, best first, as sets of one state per level."""
        heads = sorted(
            (s for s, level in enumerate(self.known.level) if level & -level == 1 << s),
            key=lambda s: self.known.above[s].bit_count(),
        )
        everyone = sum(1 << head for head in heads)
        part = reach = 0
        for head in heads:
            part |= 1 << head
            reach |= self.known.open(head) & everyone
            if not reach & ~part:  # the rest has more above it, so it is below all of the part
                yield part
                part = reach = 0

    def _free(self, left: int) -> Iterator[int]:
        """Yield the states above which nothing is left."""
        return (head for head in bits(left) if not self.known.above[head] & left)

    def _counts(self, part: int) -> dict[int, int]:
        """Return, per set left to rank within a part, in how many ways it can be ranked."""
        rounds = [{part}]
        while rounds[-1] != {0}:
            following: set[int] = set()
            for left in rounds[-1]:
                following.update(left & ~(1 << head) for head in self._free(left))
                if len(following) > self._left:
                    raise OverflowError("too many completions to be numbered")
            self._left -= len(following)
            rounds.append(following)
        counts = {0: 1}
        for each in reversed(rounds[:-1]):
            counts.update(
                (left, sum(counts[left & ~(1 << head)] for head in self._free(left)))
                for left in each
            )
        return counts
