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


def condensed(table: Array, classes: Sequence[Array]) -> tuple[Array, tuple[Array, ...]]:
    """Merge the classes of rows that a table of truth does not tell apart.

    Parameters
    ----------
    table : array of bool
        Truth by axes, one class of rows per party.
    classes : sequence of array
        Per axis, the class of each row.

    Returns
    -------
    tuple
        The smaller table, and the classes in it.
    """
    merged = []
    for axis, numbers in enumerate(classes):
        flat = np.packbits(np.moveaxis(table, axis, 0).reshape(table.shape[axis], -1), axis=1)
        _, first, inverse = np.unique(flat, axis=0, return_index=True, return_inverse=True)
        table = np.take(table, first, axis=axis)
        merged.append(inverse.ravel()[numbers])
    return table, tuple(merged)


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
        Truth by axes, one table per condition; a profile belongs when all hold. An axis has one
        place per class of a party's rows that the table does not tell apart.
    classes : tuple of tuple of array
        Per table and party, the class of each row.
    """

    all_rows: tuple[Row, ...]
    rows: Sequence[Sequence[int]]
    tables: tuple[Array, ...]
    classes: tuple[tuple[Array, ...], ...]

    @classmethod
    def of_rows(
        cls, all_rows: tuple[Row, ...], rows: Sequence[Sequence[int]], truth: Sequence[Array]
    ) -> ProfileSet:
        """Return the profiles in which each party's row is true, whatever the others hold."""
        tables, classes = [], []
        for axis, holds in enumerate(truth):
            numbers = [np.zeros(len(r), np.int64) for r in rows]
            numbers[axis] = np.arange(len(rows[axis]))
            shape = [1] * len(rows)
            shape[axis] = len(rows[axis])
            table, merged = condensed(holds.reshape(shape), numbers)
            tables.append(table)
            classes.append(merged)
        return cls(all_rows, rows, tuple(tables), tuple(classes))

    def also(self, table: Array, classes: tuple[Array, ...]) -> ProfileSet:
        """Return those of the profiles in which one more table is true."""
        return ProfileSet(self.all_rows, self.rows, (*self.tables, table), (*self.classes, classes))

    @cached_property
    def total(self) -> int:
        """Number of profiles considered."""
        return int(np.prod([len(r) for r in self.rows], dtype=object))

    def _slab(self, places: Sequence[Array]) -> Array:
        """Return truth over the profiles of the given rows (places in ``rows``) per party."""
        slab = np.ones([len(each) for each in places], np.bool_)
        for table, classes in zip(self.tables, self.classes, strict=True):
            slab &= table[np.ix_(*(c[each] for c, each in zip(classes, places, strict=True)))]
        return slab

    def _slabs(self) -> Iterator[tuple[int, Array]]:
        """Yield truth over the profiles of each row of the first party."""
        rest = [np.arange(len(r)) for r in self.rows[1:]]
        for first in range(len(self.rows[0])):
            yield first, self._slab([np.array([first]), *rest])[0]

    @cached_property
    def kinds(self) -> tuple[tuple[Array, Array], ...]:
        """Per party, the place of one row of each kind that no table tells apart, and all kinds."""
        found = []
        for axis in range(len(self.rows)):
            stacked = np.stack([classes[axis] for classes in self.classes])
            _, first, inverse = np.unique(stacked, axis=1, return_index=True, return_inverse=True)
            found.append((first, inverse.ravel()))
        return tuple(found)

    def truth(self) -> Array:
        """Return truth by one axis of kinds of rows per party; see :attr:`kinds`."""
        return self._slab([first for first, _ in self.kinds])

    @cached_property
    def count(self) -> int:
        """Exact number of profiles."""
        weights = [np.bincount(numbers) for _, numbers in self.kinds]
        rest = [first for first, _ in self.kinds[1:]]
        result = 0
        for place, weight in zip(self.kinds[0][0], weights[0], strict=True):
            slab = self._slab([np.array([place]), *rest])[0].astype(np.int64)
            for each in reversed(weights[1:]):
                slab = slab @ each
            result += int(weight) * int(slab)
        return result

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
        # Of the rows of one kind only the nearest matters, the first of several.
        nearest = [
            np.array([min(np.flatnonzero(kind == n), key=cost.__getitem__) for n in range(len(at))])
            for (at, kind), cost in zip(self.kinds, costs, strict=True)
        ]
        least = [cost[places] for cost, places in zip(costs, nearest, strict=True)]
        best: tuple[int, tuple[int, ...]] | None = None
        for first, (place, start) in enumerate(zip(nearest[0], least[0], strict=True)):
            slab = self._slab([np.array([place]), *nearest[1:]])[0]
            if not slab.any() or (best is not None and start > best[0]):
                continue
            cost = np.full(slab.shape, start)
            for axis, part in enumerate(least[1:]):
                shape = [1] * slab.ndim
                shape[axis] = -1
                cost = cost + part.reshape(shape)
            cost = np.where(slab, cost, np.iinfo(cost.dtype).max)
            low = int(cost.min())
            for rest in np.argwhere(cost == low):
                numbers = (first, *map(int, rest))
                places = tuple(int(at[n]) for at, n in zip(nearest, numbers, strict=True))
                best = (low, places) if best is None else min(best, (low, places))
        if best is None:
            return None
        rows = tuple(self.all_rows[r[n]] for r, n in zip(self.rows, best[1], strict=True))
        return best[0], rows
