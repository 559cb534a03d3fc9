"""Pairs of changes that do together what neither does alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from detente.analysis.hinge_judging import Effect, Judge, check_work
from detente.analysis.hinge_variants import Variant, iter_variants
from detente.analysis.hinges import Hinge, hinge_of
from detente.analysis.outcomes import Landscape
from detente.model.conflict import Conflict

#: Largest product of pairs and feasible states; pairs are only tried when asked for.
MAX_PAIR_WORK = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HingePair:
    """Two changes that together alter the equilibria in a way that neither does alone.

    Attributes
    ----------
    first, second : Hinge
        The two changes; their ``changes`` are those of the pair.
    beyond : mapping of str to tuple of str
        What only the pair does: ``"NASH gained"``, ``"SEQ lost"``, ``"starts"``, ``"stops"`` and so
        on, to states. Traps are left out.
    """

    first: Hinge
    second: Hinge
    beyond: Mapping[str, tuple[str, ...]]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<HingePair {self.first.element[:60]} with {self.second.element[:60]}>"

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much only the pair does: outcomes that start or stop, then NASH, then SEQ."""
        counts = {"starts": 0, "NASH": 0, "SEQ": 0}
        for what, states in self.beyond.items():
            word = what.split(" ", 1)[0].removeprefix("R")
            key = "starts" if word in ("starts", "stops") else word
            counts[key] = max(counts[key], len(states))
        return counts["starts"], counts["NASH"], counts["SEQ"]

    def to_json(self) -> dict[str, Any]:
        """Return the pair as JSON data."""
        keys = ("kind", "element", "change", "party", "rests_on", "evidence", "assumption")
        pair = []
        for hinge in (self.first, self.second):
            data = hinge.to_json()
            pair.append({key: data[key] for key in keys})
        data = self.first.to_json()
        return {
            "pair": pair,
            "weight": list(self.weight),
            "beyond": {what: list(states) for what, states in self.beyond.items()},
            **{key: data[key] for key in ("changes", "starts_before", "starts_after")},
        }


def hinge_pairs(
    conflict: Conflict,
    /,
    *,
    toward: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[HingePair, ...]:
    """Find pairs of changes that do together what neither does alone.

    Parameters
    ----------
    conflict : Conflict
        The model.
    toward : str, optional
        A state, named as for `state_named`: keep only pairs that make or unmake this equilibrium only together.
    progress : callable, optional
        Called with (done, total).

    Returns
    -------
    tuple of HingePair
        Those that make most outcomes start, begin or cease to hold only together come first.

    Raises
    ------
    InputError
        When ``toward`` names no state of the model.
    AnalysisError
        When the pairs of a large model would take too long to solve one by one.
    """
    landscape = Landscape(conflict)
    if toward is not None:
        toward = landscape.named(toward)
    variants = list(iter_variants(conflict))
    pairs = [(one, other) for one, other in combinations(variants, 2) if not one.touches(other)]
    check_work(len(pairs), "pairs of changes", landscape, MAX_PAIR_WORK)
    judge = Judge(landscape)
    singles = judge.effects([[variant] for variant in variants])
    alone = {id(variant): effect for variant, effect in zip(variants, singles, strict=True)}
    found = []
    for (one, other), effect in zip(pairs, judge.effects(pairs, progress=progress), strict=True):
        if effect is None:
            continue
        beyond = effect.beyond([alone[id(one)], alone[id(other)]])
        if beyond and (toward is None or any(toward in states for states in beyond.values())):
            found.append(_pair(one, other, effect, beyond, conflict))
    return tuple(sorted(found, key=lambda pair: tuple(-part for part in pair.weight)))


def _pair(
    one: Variant,
    other: Variant,
    effect: Effect,
    beyond: Mapping[str, tuple[str, ...]],
    conflict: Conflict,
) -> HingePair:
    first, second = hinge_of(one, effect, conflict), hinge_of(other, effect, conflict)
    return HingePair(first=first, second=second, beyond=beyond)
