"""Load-bearing words: which statements, rules and pieces of evidence an outcome stands on.

An element bears an outcome when the outcome is no equilibrium any more once the element is removed;
it bars one that becomes an equilibrium. Removing a piece of evidence removes the elements that rest
on it alone; those with an assumption beside it, or with other evidence, stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.basis import Element, rests_on
from detente.analysis.dependence import without_one
from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.errors import DetenteError
from detente.model.conflict import Conflict, Preference, Sourced, Statements
from detente.model.states import StateSpace
from detente.solving.limits import check_seconds, seconds_of_bearing

CONCEPTS = ("RNASH", "RSEQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The equilibria of a model by concept, and those that start."""

    holding: Mapping[str, frozenset[str]]
    starts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing(Element):
    """What removing one element, or one piece of evidence, does to the outcomes.

    Attributes
    ----------
    removed : tuple of str
        The elements removed with it.
    lost, gained : mapping of str to tuple of str
        Outcomes by concept that no longer are, or now are, equilibria.
    stops, starts : tuple of str
        Outcomes that improvements no longer, or now, lead to from the status quo.
    """

    removed: tuple[str, ...]
    lost: Mapping[str, tuple[str, ...]]
    gained: Mapping[str, tuple[str, ...]]
    stops: tuple[str, ...]
    starts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.gained or self.stops or self.starts)

    @property
    def weight(self) -> tuple[int, int]:
        """How much changes: outcomes that start or stop, then equilibria gained or lost."""
        changed = {
            state for group in (self.lost, self.gained) for s in group.values() for state in s
        }
        return len(self.stops) + len(self.starts), len(changed)

    def bears(self, state: str) -> bool:
        """Whether the state is an equilibrium, or starts, only with this element."""
        return state in self.stops or any(state in states for states in self.lost.values())

    def bars(self, state: str) -> bool:
        """Whether the state would be an equilibrium, or start, without this element."""
        return state in self.starts or any(state in states for states in self.gained.values())

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return Element.to_json(self) | {
            "removed": list(self.removed),
            "lost": {concept: list(states) for concept, states in self.lost.items()},
            "gained": {concept: list(states) for concept, states in self.gained.items()},
            "stops": list(self.stops),
            "starts": list(self.starts),
        }


def standing(conflict: Conflict, *, traps: bool = False) -> Standing:
    """Return what holds and what starts under the model's attitudes, traps left out unless asked for."""
    found = Landscape(conflict).outcomes(locks=False)
    outcomes = [o for o in found if traps or not o.trap]
    return Standing(
        holding={
            concept: frozenset(o.state for o in outcomes if concept in o.concepts)
            for concept in CONCEPTS
        },
        starts=frozenset(o.state for o in outcomes if o.starts),
    )


def load_bearing(conflict: Conflict) -> tuple[Bearing, ...]:
    """Find what every preference statement and rule bears and bars, the heaviest first."""
    check_seconds(
        seconds_of_bearing(len(StateSpace.of(conflict)), len(conflict.decision_makers)),
        "Solving the model again without each of its elements",
        source=conflict.source,
        fix="Ask for the verdicts alone: detente explain.",
    )
    before = standing(conflict, traps=True)
    found = []
    for kind, element, party, source, changed in without_one(conflict):
        bearing = _bearing(
            before, changed, conflict, kind=kind, element=element, party=party, source=source
        )
        if bearing:
            found.append(bearing)
    return tuple(sorted(found, key=lambda b: (-b.weight[0], -b.weight[1])))


def evidence_bearing(conflict: Conflict, evidence: str) -> Bearing:
    """Say what rests on one piece of evidence: what removing it does to the outcomes."""
    changed, removed = without_evidence(conflict, evidence)
    source = Sourced(evidence=(evidence,))
    return _bearing(
        standing(conflict, traps=True), changed, conflict,
        kind="evidence", element=evidence, party=None, source=source, removed=removed,
    )  # fmt: skip


def without_evidence(conflict: Conflict, evidence: str) -> tuple[Conflict, tuple[str, ...]]:
    """Return the model without a piece of evidence and what rests on it alone.

    Returns
    -------
    Conflict
        Preference statements and rules that cite only this evidence and are no assumptions are gone.
    tuple of str
        Their names.
    """
    removed = []

    def alone(item: Sourced) -> bool:
        return item.evidence == (evidence,) and not item.assumption

    preferences = dict(conflict.preferences)
    for party, stated in conflict.preferences.items():
        if isinstance(stated, Statements):
            removed += [f"{party}: {item.that}" for item in stated.items if alone(item)]
            kept = tuple(item for item in stated.items if not alone(item))
            preferences[party] = Statements(kept)
    rules = tuple(rule for rule in conflict.infeasible if not alone(rule))
    removed += [
        str(rule.when if rule.when is not None else rule.pattern)
        for rule in conflict.infeasible
        if alone(rule)
    ]
    return replace(conflict, preferences=preferences, infeasible=rules), tuple(removed)


def _bearing(
    before: Standing,
    changed: Conflict,
    conflict: Conflict,
    *,
    kind: str,
    element: str,
    party: str | None,
    source: Sourced,
    removed: tuple[str, ...] = (),
) -> Bearing:
    try:
        after = standing(changed, traps=True)
    except DetenteError:  # without it there is no model: nothing can be said about outcomes
        after = before
    lost = {c: tuple(sorted(before.holding[c] - after.holding[c])) for c in CONCEPTS}
    gained = {c: tuple(sorted(after.holding[c] - before.holding[c])) for c in CONCEPTS}
    return Bearing(
        kind=kind,
        element=element,
        party=party,
        rests_on=rests_on(source, conflict.evidence),
        evidence=source.evidence,
        removed=removed or (element,),
        lost={concept: states for concept, states in lost.items() if states},
        gained={concept: states for concept, states in gained.items() if states},
        stops=tuple(sorted(before.starts - after.starts)),
        starts=tuple(sorted(after.starts - before.starts)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A preference statement that decides moves of its party away from a state.

    ``keeps`` counts the moves it makes worse than staying, ``draws`` those it makes better: the
    statement is the first, in order of importance, on which the two states differ.
    """

    party: str
    item: Preference
    keeps: int
    draws: int

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "party": self.party,
            "that": str(self.item.that),
            "evidence": list(self.item.evidence),
            "assumption": self.item.assumption,
            "keeps": self.keeps,
            "draws": self.draws,
        }


def reasons(landscape: Landscape, state: str) -> Iterator[Reason]:
    """Yield, party by party, the statements that decide its moves away from a state."""
    compiled, space = landscape.compiled, landscape.compiled.space
    number = space.index(state)
    for player, party in enumerate(compiled.players):
        preferences = landscape.conflict.preferences.get(party)
        if not isinstance(preferences, Statements):
            continue
        truth = [space.holds(item.that) for item in preferences.items]
        keeps: Counter[int] = Counter()
        draws: Counter[int] = Counter()
        for target in bits(compiled.game.moves[player][number]):
            for place, states in enumerate(truth):
                here, there = states >> number & 1, states >> target & 1
                if here != there:
                    (keeps if here else draws)[place] += 1
                    break
        for place, item in enumerate(preferences.items):
            if keeps[place] or draws[place]:
                yield Reason(party=party, item=item, keeps=keeps[place], draws=draws[place])
