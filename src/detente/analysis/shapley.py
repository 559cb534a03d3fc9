"""Fair shares: how much each attitude cell accounts for whether an outcome comes out.

Every varied cell takes its three values equally often and independently. Whether the outcome
holds is then a random yes or no, and its variance is divided among the cells by the Shapley value
of the variance that a set of cells explains (Shapley 1953; Owen 2014, Song, Nelson & Staum 2016).
Shares are at least 0 and sum to 1; a cell on which nothing depends gets 0, cells that matter alike
get alike. They say how much depends on a cell, not in which direction: for that see the
frequencies by value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.analysis.shared_tables import tables_missing, worth_tables
from detente.analysis.sweeping import Cell, parse_cells
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.conflict import Attitude
from detente.showing import Tabular

#: Profiles beyond which nothing is enumerated.
MAX_PROFILES = 3**9
#: Cells beyond which the profiles are not judged together.
MAX_CELLS = 16
CONCEPTS = ("RNASH", "RSEQ", "RSMR", "RGMR")
MEASURES = ("holds", "starts")
_VALUES = (Attitude.NEGATIVE, Attitude.NEUTRAL, Attitude.POSITIVE)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CellShare:
    """One attitude cell: its share, and how often the outcome comes out at each of its values."""

    of: str
    to: str
    share: float
    frequency: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FairShares(Tabular):
    """How much each attitude cell accounts for an outcome.

    Attributes
    ----------
    state, concept, measure : str
        The outcome, and what is asked of it: that it ``holds`` or that it ``starts``.
    profiles : int
        Number of attitude profiles looked at.
    frequency : float
        Share of them in which the outcome comes out; with 0 or 1 nothing is to be divided and
        all shares are 0.
    cells : tuple of CellShare
        The largest share first.
    """

    state: str
    concept: str
    measure: str
    profiles: int
    frequency: float
    cells: tuple[CellShare, ...]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<FairShares of {self.state} under {self.concept}: "
            + ", ".join(f"{c.of}>{c.to} {c.share:.0%}" for c in self.cells[:4])
            + ("…" if len(self.cells) > 4 else "")
            + ">"
        )

    @property
    def by_party(self) -> dict[str, float]:
        """Shares of the parties whose attitudes they are, the largest first."""
        sums: dict[str, float] = {}
        for cell in self.cells:
            sums[cell.of] = sums.get(cell.of, 0.0) + cell.share
        return dict(sorted(sums.items(), key=lambda item: -item[1]))

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.state} under {self.concept}: fair shares of the attitudes"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per attitude cell."""
        return [{"attitude": f"{cell.of}>{cell.to}", "share": cell.share} for cell in self.cells]

    def to_json(self) -> dict[str, Any]:
        """Return the shares as JSON data."""
        return {
            "state": self.state,
            "concept": self.concept,
            "measure": self.measure,
            "profiles": self.profiles,
            "frequency": self.frequency,
            "cells": [
                {
                    "cell": f"{cell.of}>{cell.to}",
                    "share": cell.share,
                    "frequency": dict(cell.frequency),
                }
                for cell in self.cells
            ],
            "parties": self.by_party,
        }


def fair_shares(
    landscape: Landscape,
    state: str,
    *,
    concept: str = "RNASH",
    measure: str = "holds",
    vary: str | None = None,
    progress: Progress | None = None,
) -> FairShares:
    """Divide responsibility for an outcome fairly among attitude cells.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    state : str
        The outcome, named as for `state_named`.
    concept : {"RNASH", "RSEQ", "RSMR", "RGMR"}
        What makes it an equilibrium.
    measure : {"holds", "starts"}
        Whether it only has to hold, or improvements must lead to it from the status quo, too.
    vary : str, optional
        The cells, as :func:`~detente.analysis.sweeping.parse_cells` reads them; all when not given.
    progress : callable, optional
        Called with (done, total).

    Returns
    -------
    FairShares
        Exact, up to rounding.

    Raises
    ------
    InputError
        For an infeasible state, an unknown concept, measure or cell, or ``starts`` without a
        status quo.
    AnalysisError
        When too many profiles would have to be solved one by one.
    """
    concept = concept.upper()
    for word, known in ((concept, CONCEPTS), (measure, MEASURES)):
        if word not in known:
            raise InputError(f"No fair shares for {word[:40]!r}.", fix=did_you_mean(word, known))
    state = landscape.named(state)
    number = landscape.compiled.space.index(state)
    if measure == "starts" and landscape.start is None:
        raise InputError("The model has no status quo to start from.", fix="Add status_quo.")
    ids = landscape.compiled.players
    cells = parse_cells(landscape.conflict, vary if vary is not None else ",".join(ids))
    groups: list[tuple[Cell, ...]]
    answers: list[list[int]]
    if measure == "holds" and concept != "RSEQ":
        # Whether a party stays depends on its own row only, so the answer is a product of rows.
        groups = [tuple(cell for cell in cells if cell[0] == of) for of in ids]
        total = sum(3 ** len(group) for group in groups)
        _check(max(3 ** len(group) for group in groups), cells)
        answers = []
        done = 0
        for player, group in enumerate(groups):
            row = []
            for signs in product(_VALUES, repeat=len(group)):
                matrix = landscape.attitudes(dict(zip(group, signs, strict=True)))
                row.append(landscape.stable(player, concept, matrix) >> number & 1)
                done += 1
                if progress is not None:
                    progress(done, total)
            answers.append(row)
    else:
        if _by_tables(landscape, cells):
            return _transformed(landscape, cells, state, concept, measure)
        groups = [cells]
        _check(3 ** len(cells), cells)
        answers = [_enumerated(landscape, cells, number, concept, measure, progress)]
    return _divided(state, concept, measure, groups, answers)


def _by_tables(landscape: Landscape, cells: Sequence[Cell]) -> bool:
    """Say whether the profiles are judged together, from tables of rows."""
    return (
        len(cells) <= MAX_CELLS
        and worth_tables(3 ** len(cells), len(landscape.compiled.space))
        and tables_missing(landscape.conflict) is None
    )


def _transformed(
    landscape: Landscape, cells: Sequence[Cell], state: str, concept: str, measure: str
) -> FairShares:
    """Divide the variance over all profiles at once; see :mod:`detente.engine.large.variance`."""
    from detente.analysis.profiles import AttitudeProfiles
    from detente.engine.large.variance import divided

    names = ",".join(f"{of}>{to}" for of, to in cells)
    profiles = AttitudeProfiles(landscape.conflict, names, ties=landscape.ties)
    found = profiles.holding(state, concept, starts=measure == "starts")
    ids = landscape.compiled.players
    groups = [[(of, to) for to in ids if (of, to) in cells] for of in ids]
    kinds = [numbers for _, numbers in found.kinds]
    parts = divided(found.truth(), kinds, [len(group) for group in groups])
    variance = parts.mean - parts.mean * parts.mean
    shares = {}
    for group, values, by_value in zip(groups, parts.values, parts.frequencies, strict=True):
        for (of, to), value, frequencies in zip(group, values, by_value, strict=True):
            shares[of, to] = CellShare(
                of,
                to,
                float(value / variance) if variance else 0.0,
                {s.value: float(f) for s, f in zip(_VALUES, frequencies, strict=True)},
            )
    return FairShares(
        state=state,
        concept=concept,
        measure=measure,
        profiles=3 ** len(cells),
        frequency=float(parts.mean),
        cells=tuple(sorted((shares[cell] for cell in cells), key=lambda cell: -cell.share)),
    )


def _check(profiles: int, cells: Sequence[Cell]) -> None:
    if profiles > MAX_PROFILES:
        raise AnalysisError(
            f"{len(cells)} attitude cells make {profiles:,} profiles to solve one by one; at most "
            f"{MAX_PROFILES:,} are.",
            fix="Vary fewer cells, or ask which share each has in RNASH holding.",
        )


def _enumerated(
    landscape: Landscape,
    cells: Sequence[Cell],
    number: int,
    concept: str,
    measure: str,
    progress: Progress | None,
) -> list[int]:
    total = 3 ** len(cells)
    found = []
    for done, signs in enumerate(product(_VALUES, repeat=len(cells)), start=1):
        matrix = landscape.attitudes(dict(zip(cells, signs, strict=True)))
        yes = all(
            landscape.stable(player, concept, matrix) >> number & 1
            for player in landscape.compiled.game.players
        )
        if yes and measure == "starts":
            yes = bool(landscape.reached(matrix) >> number & 1)
        found.append(int(yes))
        if progress is not None:
            progress(done, total)
    return found


def _divided(
    state: str,
    concept: str,
    measure: str,
    groups: Sequence[tuple[Cell, ...]],
    answers: Sequence[Sequence[int]],
) -> FairShares:
    """Divide the variance of a product of independent groups of cells.

    For a set C of cells let a_g(C) be the mean of E[y_g | C]² over the values of C in group g; the
    variance explained by C is the product of the a_g less the squared mean. A cell's Shapley value
    needs the a_g of the other groups only summed by size, so groups never multiply out.
    """
    means = [Fraction(sum(row), len(row)) for row in answers]
    squares = [_second_moments(row, len(group)) for row, group in zip(answers, groups, strict=True)]
    by_size = [_by_size(found, len(group)) for found, group in zip(squares, groups, strict=True)]
    count = sum(len(group) for group in groups)
    mean = _product(means)
    variance = mean - mean * mean
    shares = []
    for place, group in enumerate(groups):
        around = [Fraction(1)]
        for other, sizes in enumerate(by_size):
            if other != place:
                around = _times(around, sizes)
        rest = _product(m for other, m in enumerate(means) if other != place)
        for at, (of, to) in enumerate(group):
            value = Fraction(0)
            for subset, inside in enumerate(squares[place]):
                if subset >> at & 1:
                    continue
                gain = squares[place][subset | 1 << at] - inside
                if gain:
                    size = subset.bit_count()
                    value += gain * sum(
                        (
                            weight / (count * comb(count - 1, size + outside))
                            for outside, weight in enumerate(around)
                        ),
                        Fraction(0),
                    )
            frequency = {
                sign.value: float(rest * _frequency(answers[place], len(group), at, digit))
                for digit, sign in enumerate(_VALUES)
            }
            share = float(value / variance) if variance else 0.0
            shares.append(CellShare(of, to, share, frequency))
    return FairShares(
        state=state,
        concept=concept,
        measure=measure,
        profiles=3**count,
        frequency=float(mean),
        cells=tuple(sorted(shares, key=lambda cell: -cell.share)),
    )


def _second_moments(row: Sequence[int], count: int) -> list[Fraction]:
    """Return, for every subset of cells, the mean of the squared conditional mean."""
    full = (1 << count) - 1
    sums: dict[int, list[int]] = {full: list(row)}
    found = [Fraction(0)] * (full + 1)
    for subset in sorted(range(full + 1), key=int.bit_count, reverse=True):
        if subset not in sums:
            missing = next(at for at in range(count) if not subset >> at & 1)
            sums[subset] = _summed_out(sums[subset | 1 << missing], subset, missing, count)
        table = sums[subset]
        left_out = 3 ** (count - subset.bit_count())
        found[subset] = Fraction(sum(v * v for v in table), len(table) * left_out * left_out)
    return found


def _summed_out(table: list[int], subset: int, missing: int, count: int) -> list[int]:
    """Sum a table over one cell; the first cell of a subset varies slowest."""
    after = sum(1 for at in range(missing + 1, count) if subset >> at & 1)
    step = 3**after
    return [
        table[block + offset] + table[block + step + offset] + table[block + 2 * step + offset]
        for block in range(0, len(table), 3 * step)
        for offset in range(step)
    ]


def _by_size(found: Sequence[Fraction], count: int) -> list[Fraction]:
    sizes = [Fraction(0)] * (count + 1)
    for subset, value in enumerate(found):
        sizes[subset.bit_count()] += value
    return sizes


def _times(one: Sequence[Fraction], other: Sequence[Fraction]) -> list[Fraction]:
    result = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            result[i + j] += left * right
    return result


def _product(values: Any) -> Fraction:
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def _frequency(row: Sequence[int], count: int, at: int, digit: int) -> Fraction:
    step = 3 ** (count - 1 - at)
    chosen = [value for place, value in enumerate(row) if place // step % 3 == digit]
    return Fraction(sum(chosen), len(chosen))
