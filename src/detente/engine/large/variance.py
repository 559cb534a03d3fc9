"""How much of the variance of a yes or no each of many three-valued causes accounts for, exactly.

The causes are independent and take each of three values equally often. The table of answers is
written in products of three orthogonal functions of one cause, (1, 1, 1), (-1, 0, 1) and (1, -2, 1):
what the coefficients of a set of causes weigh is the part of the variance that just this set
explains together, and a cause's Shapley value is its equal part of every set it belongs to (Owen
2014). One transform answers for all sets, where adding cause by cause would take 4^n steps.

Every number on the way is whole and below 2^53, so floating point sums are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_BASIS = np.array([[1, 1, 1], [-1, 0, 1], [1, -2, 1]], np.float64)
#: A square of a coefficient, below 2^63, is summed in parts of so many bits.
_BITS = 21
#: Causes beyond which coefficients would pass what is exact.
MAX_CAUSES = 16


@dataclass(frozen=True)
class Divided:
    """What causes account for.

    Attributes
    ----------
    mean : Fraction
        Share of all settings with the answer yes.
    values : tuple of tuple of Fraction
        By group and cause, the Shapley value of the variance; they sum to ``mean - mean²``.
    frequencies : tuple of tuple of tuple of Fraction
        By group, cause and value, the share of yes.
    """

    mean: Fraction
    values: tuple[tuple[Fraction, ...], ...]
    frequencies: tuple[tuple[tuple[Fraction, ...], ...], ...]


def divided(truth: Array, kinds: Sequence[Array], causes: Sequence[int]) -> Divided:
    """Divide the variance of a table of answers among causes.

    Parameters
    ----------
    truth : array of bool
        Answers, one axis per group of causes, by kinds of settings of the group.
    kinds : sequence of array
        Per group the kind of each of its 3^k settings, the first cause varying slowest.
    causes : sequence of int
        Per group its number of causes.

    Raises
    ------
    ValueError
        With more than ``MAX_CAUSES`` causes.
    """
    count = sum(causes)
    if count > MAX_CAUSES:
        raise ValueError(f"{count} causes are more than {MAX_CAUSES}")
    energy = _energies(truth, kinds, causes)
    total = 3**count
    sets = np.indices(energy[0].shape)
    sizes = sum((np.bitwise_count(each) for each in sets), np.zeros(energy[0].shape, np.int64))
    values = []
    for group, k in enumerate(causes):
        shares = []
        for cause in range(k):
            inside = sets[group] >> cause & 1 == 1
            by_size = [0] * (count + 1)
            for n, part in enumerate(energy):
                sums = np.bincount(sizes[inside], weights=part[inside], minlength=count + 1)
                for size, weight in enumerate(sums):
                    by_size[size] += int(weight) << _BITS * n
            shares.append(
                sum(
                    (
                        Fraction(by_size[size], total * total * 2**size * size)
                        for size in range(1, count + 1)
                    ),
                    Fraction(0),
                )
            )
        values.append(tuple(shares))
    mean, frequencies = _frequencies(truth, kinds, causes)
    return Divided(mean, tuple(values), frequencies)


def _energies(truth: Array, kinds: Sequence[Array], causes: Sequence[int]) -> list[Array]:
    """Return, by sets of causes per group, the weighed squares of their coefficients, in parts.

    The squared length of a product of functions is 3^(n - s) 2^s 3^t for n causes, s of them in the
    set and t of those by the third function; the weights 3^(s - t) put all over 3^n 2^s.
    """
    transforms, weights = [], []
    for group, k in zip(kinds, causes, strict=True):
        rows, sets = _functions(k)
        count = int(group.max()) + 1
        summed = np.zeros((len(rows), count))
        for place, kind in enumerate(group):
            summed[:, kind] += rows[:, place]
        # Functions that do not tell the kinds apart but by sign have coefficients of one size.
        leading = (summed != 0).argmax(axis=1)
        summed *= np.where(summed[np.arange(len(summed)), leading] < 0, -1, 1)[:, None]
        distinct, inverse = np.unique(summed, axis=0, return_inverse=True)
        merged = np.zeros((len(sets), len(distinct)))
        np.add.at(merged.T, inverse.ravel(), sets.T)
        zero = ~distinct.any(axis=1)
        transforms.append(distinct[~zero])
        weights.append(merged[:, ~zero])
    shape = tuple(1 << k for k in causes)
    found = [np.zeros(shape, np.int64) for _ in range(3)]
    # All but the first group at once, kind by kind of the first; then slice by slice of the second.
    inner = np.stack([_applied(part.astype(np.float64), transforms[1:]) for part in truth])
    flat = inner.reshape(len(inner), len(inner[0]) if inner.ndim > 1 else 1, -1)
    rest = [len(t) for t in transforms[2:]]
    for place in range(flat.shape[1]):
        values = (transforms[0] @ flat[:, place, :]).astype(np.int64)
        squares = values * values
        largest = int(squares.max(initial=0))
        for n, part in enumerate(found):
            if not largest >> _BITS * n:
                break
            limb = (squares >> _BITS * n & (1 << _BITS) - 1).astype(np.float64)
            weighed = _applied(limb.reshape(-1, *rest), [weights[0], *weights[2:]]).astype(np.int64)
            if len(shape) == 1:
                part += weighed
                continue
            column = weights[1][:, place].astype(np.int64)
            for chosen in np.flatnonzero(column):
                part[:, chosen] += weighed * column[chosen]
    return found


def _applied(table: Array, matrices: Sequence[Array]) -> Array:
    """Apply a matrix to every axis of a table."""
    for axis, matrix in enumerate(matrices):
        table = np.moveaxis(np.tensordot(matrix, table, (1, axis)), 0, axis)
    return table


def _functions(causes: int) -> tuple[Array, Array]:
    """Return the products of functions of some causes by setting, and by set the weight of each."""
    rows: Array = np.ones((1, 1))
    for _ in range(causes):
        rows = np.kron(rows, _BASIS)
    weights = np.zeros((1 << causes, len(rows)))
    for number, chosen in enumerate(product(range(3), repeat=causes)):
        members = sum(1 << cause for cause, function in enumerate(chosen) if function)
        weights[members, number] = 3 ** sum(function == 1 for function in chosen)
    return rows, weights


def _frequencies(
    truth: Array, kinds: Sequence[Array], causes: Sequence[int]
) -> tuple[Fraction, tuple[tuple[tuple[Fraction, ...], ...], ...]]:
    """Return the share of yes in all settings, and by group, cause and value."""
    sizes = [np.bincount(group) for group in kinds]
    total = prod(len(group) for group in kinds)
    found = []
    yes = 0
    for axis, (group, k) in enumerate(zip(kinds, causes, strict=True)):
        counted = np.moveaxis(truth, axis, 0).astype(np.int64)
        for each in reversed([s for n, s in enumerate(sizes) if n != axis]):
            counted = counted @ each
        by_setting = counted[group]
        yes = int(by_setting.sum())
        by_cause = by_setting.reshape((3,) * k)
        found.append(
            tuple(
                tuple(
                    Fraction(3 * int(np.take(by_cause, value, axis=cause).sum()), total)
                    for value in range(3)
                )
                for cause in range(k)
            )
        )
    return Fraction(yes, total), tuple(found)
