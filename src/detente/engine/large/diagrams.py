"""Sets of states as decision diagrams: exact counts, members, samples."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cached_property
from typing import Any


class DiagramSet:
    """A set of states as a binary decision diagram.

    Parameters
    ----------
    options : int
        Number of options; option n is variable n.
    diagram : BDDFunction
        True in the states of the set.
    order : sequence of int
        Options as the diagram tests them, top first.
    """

    def __init__(self, options: int, diagram: Any, order: Iterable[int]) -> None:
        self.options = options
        self.diagram = diagram
        self.order = tuple(order)

    def __and__(self, other: DiagramSet) -> DiagramSet:
        return DiagramSet(self.options, self.diagram & other.diagram, self.order)

    @cached_property
    def count(self) -> int:
        """Exact number of states, a whole number of any size."""
        extra = int(self.diagram.manager.num_vars()) - self.options
        return int(self.diagram.sat_count(self.options + extra)) >> extra

    def __contains__(self, number: int) -> bool:
        """Whether a state, by natural number, belongs to the set."""
        last = self.options - 1
        values = [(o, bool(number >> (last - o) & 1)) for o in range(self.options)]
        return bool(self.diagram.eval(values))

    def first(self, limit: int | None = None) -> list[int]:
        """Return the natural numbers of the first states, ascending; all of them without a limit."""
        if limit is None or self.count <= limit:
            return sorted(self._all())
        manager = self.diagram.manager
        found: list[int] = []
        stack = [(0, 0, self.diagram)]
        while stack and len(found) < limit:
            option, number, part = stack.pop()
            if option == self.options:
                found.append(number)
                continue
            taken = manager.var(option)
            for bit, rest in ((1, part & taken), (0, part & ~taken)):
                if rest.satisfiable():
                    stack.append((option + 1, number << 1 | bit, rest))
        return found

    def _all(self) -> list[int]:
        """Return every member, walking the diagram from the top."""
        found: list[int] = []
        place = [1 << (self.options - 1 - option) for option in self.order]
        stack = [(0, 0, self.diagram)]
        while stack:
            depth, number, part = stack.pop()
            if not part.satisfiable():
                continue
            if depth == self.options:
                found.append(number)
                continue
            high, low = part, part
            if part.node_var() == self.order[depth]:
                high, low = part.cofactors()
            stack.append((depth + 1, number, low))
            stack.append((depth + 1, number | place[depth], high))
        return found

    def sample(self, size: int, *, seed: int = 0) -> list[int]:
        """Return states drawn uniformly with replacement, ascending; none from an empty set."""
        if not self.count:
            return []
        rng = random.Random(seed)  # noqa: S311 (a sample, not a secret)
        counts: dict[Any, int] = {}

        def weight(part: Any) -> int:
            if part not in counts:
                counts[part] = int(part.sat_count(part.manager.num_vars()))
            return counts[part]

        found = []
        for _ in range(size):
            number, part = 0, self.diagram
            for option in self.order:
                if part.node_var() == option:
                    high, low = part.cofactors()
                    whole = weight(high) + weight(low)
                    taken = rng.randrange(whole) < weight(high)
                    part = high if taken else low
                else:
                    taken = rng.random() < 0.5
                number |= taken << (self.options - 1 - option)
            found.append(number)
        return sorted(found)
