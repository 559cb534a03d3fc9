"""Testing the claim "the outcome depends on X's attitude (toward Y)" on a model.

As long as a party keeps + to itself, attitudes only filter its moves: sweeping one cell can only add
equilibria. So the named cell is swept *together with* that party's attitude to itself, and what a
profile **sustains** (equilibria) is told apart from what it **starts** (equilibria that improvements
reach from the status quo).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from detente.analysis.basis import Element, rests_on
from detente.analysis.outcomes import Landscape, Outcome
from detente.errors import DetenteError
from detente.model.conflict import Attitude, Conflict, Preference, Ranking, Sourced, Statements
from detente.solving.limits import say_solving

POSITIVE, NEUTRAL, NEGATIVE = Attitude.POSITIVE, Attitude.NEUTRAL, Attitude.NEGATIVE

#: Attitude profiles that are solved for one verdict.
ROWS = 6

HOLDS, PARTLY, FAILS = "holds", "holds partly", "does not hold"


@dataclass(frozen=True, slots=True)
class AttitudeRow:
    """One row of the attitude table: the party's cells, and what becomes of the outcomes.

    ``restless`` marks an all-indifferent row: under it every move counts as acceptable.
    """

    cells: tuple[tuple[tuple[str, str], Attitude], ...]  # to itself, to the other, to third parties
    outcomes: tuple[Outcome, ...]
    restless: bool
    as_in_model: bool

    @property
    def sustained(self) -> frozenset[str]:
        """Equilibria of the row, traps left out."""
        return frozenset(o.state for o in self.outcomes if not o.trap)

    @property
    def started(self) -> frozenset[str]:
        """Equilibria of the row that improvements reach from the status quo."""
        return frozenset(o.state for o in self.outcomes if o.starts)

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON data."""
        return {
            "attitudes": {f"{of}>{to}": sign.value for (of, to), sign in self.cells},
            "restless": self.restless,
            "as_in_model": self.as_in_model,
            "outcomes": [outcome.to_json() for outcome in self.outcomes],
        }


@dataclass(frozen=True, slots=True)
class Dependence:
    """The attitude table for one cell, and the verdict on the claim.

    Attributes
    ----------
    party, toward : str
        The cell swept: the attitude of ``party`` toward ``toward``.
    rows : tuple of AttitudeRow
        Self-attitude + then 0, each with the cell -, 0, +; then, for each third party, the
        self-denying positive row with a + to that third party too.
    verdict : str
        ``holds``: what improvements lead to from the status quo changes with the cell alone;
        ``holds partly``: only what can be sustained changes, or what starts changes only when the
        party also sets its own interest aside; ``does not hold``: neither.
    sustains_alone, starts_alone, starts_with_self : bool
        Which of these change over the rows.
    third_parties : tuple of str
        Third parties whose wishes, taken over as well, change what the self-denying + row starts.
    others : mapping of str to bool
        For every other party, whether some attitude of its own row changes what is sustained or
        started: a claim that everything hinges on one party is weaker when others matter too.
    """

    party: str
    toward: str
    rows: tuple[AttitudeRow, ...]
    verdict: str
    sustains_alone: bool
    starts_alone: bool
    starts_with_self: bool
    third_parties: tuple[str, ...]
    others: dict[str, bool]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Dependence on {self.party}>{self.toward}: {self.verdict}>"

    def to_json(self) -> dict[str, Any]:
        """Return the test as JSON data."""
        return {
            "party": self.party,
            "toward": self.toward,
            "verdict": self.verdict,
            "sustains_alone": self.sustains_alone,
            "starts_alone": self.starts_alone,
            "starts_with_self": self.starts_with_self,
            "third_parties": list(self.third_parties),
            "others": dict(self.others),
            "rows": [row.to_json() for row in self.rows],
        }


def dependence(landscape: Landscape, party: str, toward: str) -> Dependence:
    """Test whether the outcome depends on one party's attitude toward another.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    party, toward : str
        Decision maker ids, not the same.
    """
    ids = landscape.compiled.players
    thirds = [other for other in ids if other not in (party, toward)]
    neutral = {(party, other): NEUTRAL for other in thirds}
    rows = _rows(landscape, party, toward)
    sustains, starts, starts_with_self = _differences(rows)
    generous = rows[5]
    closing = []
    for third in thirds:
        generous_cells = {(party, party): NEUTRAL, (party, toward): POSITIVE}
        row = _row(landscape, {**generous_cells, **neutral, (party, third): POSITIVE})
        rows.append(row)
        if row.started != generous.started:
            closing.append(third)
    return Dependence(
        party=party,
        toward=toward,
        rows=tuple(rows),
        verdict=_verdict(sustains, starts, starts_with_self),
        sustains_alone=sustains,
        starts_alone=starts,
        starts_with_self=starts_with_self,
        third_parties=tuple(closing),
        others={other: _matters(landscape, other) for other in ids if other != party},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning(Element):
    """An element without which the verdict on a dependence claim would be another.

    ``verdict`` is the verdict when the element is dropped; ``rests_on`` what the element stands on.
    """

    verdict: str

    def to_json(self) -> dict[str, Any]:
        """Return the leaning as JSON data."""
        return Element.to_json(self) | {
            "verdict_without": self.verdict,
        }


def leaning(conflict: Conflict, party: str, toward: str) -> tuple[Leaning, ...]:
    """Find what the verdict on a dependence claim leans on.

    Every preference statement and every infeasibility rule is dropped in turn, and the claim tested
    again.

    Parameters
    ----------
    conflict : Conflict
        The model.
    party, toward : str
        The attitude cell of the claim.
    """

    def judge(landscape: Landscape) -> str:
        return dependence_verdict(landscape, party, toward)

    whole = Landscape(conflict)
    say_testing(whole)
    return tuple(leanings(conflict, judge(whole), judge))


def say_testing(landscape: Landscape) -> None:
    """Say beforehand how long it takes to test a claim, and again without each element."""
    count, size = sum(1 for _ in without_one(landscape.conflict)), landscape.compiled.game.size
    say_solving(
        ROWS * (count + 1),
        size,
        len(landscape.compiled.players),
        f"Testing a claim on {size:,} states, and again without each of {count} elements,",
        fix="Rule out states that cannot be, or merge options; detente sweep shows the attitudes alone.",
    )


def leanings(
    conflict: Conflict, verdict: str, judge: Callable[[Landscape], str]
) -> Iterator[Leaning]:
    """Yield every element without which a claim is judged otherwise.

    Parameters
    ----------
    conflict : Conflict
        The model.
    verdict : str
        The verdict on the whole model.
    judge : callable
        Judges the claim on the outcomes of a model.
    """
    whole = Landscape(conflict)
    for kind, element, owner, source, changed in without_one(conflict):
        try:
            after = judge(Landscape(changed, like=[whole]))
        except DetenteError:  # without this element it is no model
            continue
        if after != verdict:
            yield Leaning(
                kind=kind,
                element=element,
                party=owner,
                rests_on=rests_on(source, conflict.evidence),
                evidence=source.evidence,
                verdict=after,
            )


def dependence_verdict(landscape: Landscape, party: str, toward: str) -> str:
    """Return only the verdict of :func:`dependence`, quickly."""
    return _verdict(*_differences(_rows(landscape, party, toward, locks=False)))


def without_one(
    conflict: Conflict,
) -> Iterator[tuple[str, str, str | None, Sourced, Conflict]]:
    """Yield (kind, element, party, source, the model without it) as hinges name elements."""
    for dm, preferences in conflict.preferences.items():
        if not isinstance(preferences, Statements):
            continue
        for place, item in enumerate(preferences.items):
            rest: tuple[Preference, ...] = (
                preferences.items[:place] + preferences.items[place + 1 :]
            )
            changed = replace(conflict, preferences={**conflict.preferences, dm: Statements(rest)})
            yield "preference", f"{dm}: {item.that}", dm, item, changed
    if any(isinstance(preferences, Ranking) for preferences in conflict.preferences.values()):
        return  # a ranking tells nothing about states that a rule now excludes
    for place, rule in enumerate(conflict.infeasible):
        rules = conflict.infeasible[:place] + conflict.infeasible[place + 1 :]
        element = str(rule.when if rule.when is not None else rule.pattern)
        yield "infeasible", element, None, rule, replace(conflict, infeasible=rules)


def _rows(
    landscape: Landscape, party: str, toward: str, *, locks: bool = True
) -> list[AttitudeRow]:
    """Return the six rows of the table: own interest kept, then set aside, each with -, 0, +."""
    neutral = {
        (party, other): NEUTRAL
        for other in landscape.compiled.players
        if other not in (party, toward)
    }
    return [
        _row(landscape, {(party, party): own, (party, toward): sign, **neutral}, locks=locks)
        for own in (POSITIVE, NEUTRAL)
        for sign in (NEGATIVE, NEUTRAL, POSITIVE)
    ]


def _differences(rows: list[AttitudeRow]) -> tuple[bool, bool, bool]:
    """Say whether what is sustained and what starts change, with the cell alone or with self."""
    alone, together = rows[:3], [*rows[:4], rows[5]]  # the all-indifferent row tests nothing
    return (
        _differ(row.sustained for row in alone),
        _differ(row.started for row in alone),
        _differ(row.started for row in together),
    )


def _verdict(sustains: bool, starts: bool, starts_with_self: bool) -> str:  # noqa: FBT001
    if starts:
        return HOLDS
    return PARTLY if sustains or starts_with_self else FAILS


def _row(
    landscape: Landscape, cells: dict[tuple[str, str], Attitude], *, locks: bool = True
) -> AttitudeRow:
    conflict = landscape.conflict
    return AttitudeRow(
        cells=tuple(cells.items()),
        outcomes=landscape.outcomes(cells, locks=locks),
        restless=all(sign is NEUTRAL for sign in cells.values()),
        as_in_model=all(conflict.attitude(*cell) is sign for cell, sign in cells.items()),
    )


def _matters(landscape: Landscape, party: str) -> bool:
    """Whether some single cell of the party's row changes what is sustained or started."""
    base = _row(landscape, {}, locks=False)
    for other in landscape.compiled.players:
        for sign in Attitude:
            row = _row(landscape, {(party, other): sign}, locks=False)
            restless = (
                all(
                    landscape.conflict.attitude(party, to) is NEUTRAL
                    for to in landscape.compiled.players
                    if to != other
                )
                and sign is NEUTRAL
            )
            if not restless and (row.sustained, row.started) != (base.sustained, base.started):
                return True
    return False


def _differ(sets: Iterable[frozenset[str]]) -> bool:
    return any(a != b for a, b in combinations(sets, 2))
