"""Sets of attitude profiles as products of tables: counted, iterated, searched, never listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Row = tuple[int, ...]


@dataclass(frozen=True)
class ProfileSet:
    """The attitude profiles under which something holds: a product of tables, never listed.

    Attributes
    ----------
    all_rows : tuple
        Every row, by number.
    rows : sequence of sequence of int
        The rows each party may hold.
    tables : tuple of array
        Truth by profile axes, one table per party; a profile belongs when all hold.
    """

    all_rows: tuple[Row, ...]
    rows: Sequence[Sequence[int]]
    tables: tuple[Array, ...]

    @cached_property
    def total(self) -> int:
        """Number of profiles considered."""
        return int(np.prod([len(r) for r in self.rows], dtype=object))

    def _slabs(self) -> Iterator[tuple[int, Array]]:
        """Yield truth over the profiles of each row of the first party."""
        for first in range(len(self.rows[0])):
            slab = np.ones([len(r) for r in self.rows[1:]], np.bool_)
            for table in self.tables:
                slab &= table[first if table.shape[0] > 1 else 0]
            yield first, slab

    @cached_property
    def count(self) -> int:
        """Exact number of profiles."""
        if all(sum(size > 1 for size in table.shape) <= 1 for table in self.tables):
            # One axis per table: a product.
            result = 1
            for axis, rows in enumerate(self.rows):
                holds = np.ones(len(rows), np.bool_)
                for table in self.tables:
                    if table.shape[axis] > 1:
                        holds &= table.ravel()
                result *= int(holds.sum())
            constant = all(bool(table.all()) for table in self.tables if table.size == 1)
            return result if constant else 0
        return sum(int(slab.sum()) for _, slab in self._slabs())

    def __iter__(self) -> Iterator[tuple[Row, ...]]:
        for first, slab in self._slabs():
            for rest in np.argwhere(slab):
                numbers = (first, *map(int, rest))
                yield tuple(self.all_rows[r[n]] for r, n in zip(self.rows, numbers, strict=True))

    def nearest(self, current: Sequence[Sequence[int]]) -> tuple[int, tuple[Row, ...]] | None:
        """Return the fewest cells to change from a profile, and a profile that close; or None."""
        costs = [
            np.array([sum(a != b for a, b in zip(self.all_rows[n], row, strict=True)) for n in r])
            for r, row in zip(self.rows, current, strict=True)
        ]
        best: tuple[int, tuple[Row, ...]] | None = None
        for first, slab in self._slabs():
            if not slab.any():
                continue
            cost = np.full(slab.shape, costs[0][first])
            for axis, part in enumerate(costs[1:]):
                shape = [1] * slab.ndim
                shape[axis] = -1
                cost = cost + part.reshape(shape)
            cost = np.where(slab, cost, np.iinfo(cost.dtype).max)
            place = int(cost.argmin())
            if best is None or cost.flat[place] < best[0]:
                numbers = (first, *map(int, np.unravel_index(place, slab.shape)))
                rows = tuple(self.all_rows[r[n]] for r, n in zip(self.rows, numbers, strict=True))
                best = int(cost.flat[place]), rows
        return best
