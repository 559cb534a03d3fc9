"""Hinges: the single changes of a model that change its equilibria, ranked by how much.

Tried are: every attitude cell (to each of its other two values), every preference statement (drop,
flip, swap with its neighbour), every infeasibility rule (drop) and every one-way option (make it
reversible). Preference and structure changes are judged under NASH and SEQ, and under RNASH and RSEQ
when the model sets attitudes; attitude changes under RNASH and RSEQ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from detente.analysis.basis import rests_on
from detente.analysis.outcomes import Landscape
from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import (
    Attitude,
    Conflict,
    Direction,
    Preference,
    Sourced,
    Statements,
)
from detente.model.expression import Expression

#: Largest product of variants and feasible states that is tried at once.
MAX_WORK = 400_000


@dataclass(frozen=True, slots=True)
class Change:
    """What one concept gains and loses; ``traps`` of both kinds are counted apart."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    traps_gained: tuple[str, ...]
    traps_lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.traps_gained or self.traps_lost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """One change of one element that alters the equilibria.

    Attributes
    ----------
    kind : str
        ``attitude``, ``preference``, ``infeasible`` or ``direction``.
    element : str
        What is changed, such as ``"PRK: !engage IF !respect"`` or ``"USA>PRK"``.
    change : str
        ``drop``, ``flip``, ``swap with next``, ``+``, ``0``, ``-``, ``reversible``.
    rests_on : str
        ``quoted words``, ``reported words``, ``an interpretation``, ``the author's inference``,
        ``an assumption``, or ``the model`` for elements without a source.
    changes : mapping of str to Change
        By concept, only concepts that change.
    starts_before, starts_after : tuple of str
        Outcomes that improvements reach from the status quo and that hold, before and after.
    """

    kind: str
    element: str
    change: str
    party: str | None
    rests_on: str
    evidence: tuple[str, ...]
    assumption: str | None
    changes: Mapping[str, Change]
    starts_before: tuple[str, ...]
    starts_after: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """How much changes: outcomes that start, NASH equilibria, SEQ equilibria, then traps."""
        starting = len(set(self.starts_before) ^ set(self.starts_after))
        counts = {"NASH": 0, "SEQ": 0}
        traps: set[str] = set()
        for concept, change in self.changes.items():
            kind = concept.removeprefix("R")
            counts[kind] = max(counts[kind], len(change.gained) + len(change.lost))
            traps.update(change.traps_gained, change.traps_lost)
        return starting, counts["NASH"], counts["SEQ"], len(traps)

    def to_json(self) -> dict[str, Any]:
        """Return the hinge as JSON data."""
        return {
            "kind": self.kind,
            "element": self.element,
            "change": self.change,
            "party": self.party,
            "rests_on": self.rests_on,
            "evidence": list(self.evidence),
            "assumption": self.assumption,
            "weight": list(self.weight),
            "changes": {
                concept: {
                    "gained": list(change.gained),
                    "lost": list(change.lost),
                    "traps_gained": list(change.traps_gained),
                    "traps_lost": list(change.traps_lost),
                }
                for concept, change in self.changes.items()
            },
            "starts_before": list(self.starts_before),
            "starts_after": list(self.starts_after),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Variant:
    kind: str
    element: str
    change: str
    party: str | None
    sources: tuple[Sourced, ...]
    build: Callable[[], Conflict]
    cells: Mapping[tuple[str, str], Attitude] | None = None


def _flipped(expression: Expression) -> Expression:
    if expression.operator == "!":
        return expression.operands[0]
    if expression.operator in ("IF", "IFF"):
        return Expression(
            expression.operator, (_flipped(expression.operands[0]), expression.operands[1])
        )
    return Expression("!", (expression,))


def _preference_variants(conflict: Conflict) -> Iterator[_Variant]:
    for dm, preferences in conflict.preferences.items():
        if not isinstance(preferences, Statements):
            continue
        items = preferences.items

        def rebuilt(new: tuple[Preference, ...], dm: str = dm) -> Conflict:
            return replace(conflict, preferences={**conflict.preferences, dm: Statements(new)})

        for place, item in enumerate(items):
            element = f"{dm}: {item.that}"
            without = items[:place] + items[place + 1 :]
            flipped = (*items[:place], replace(item, that=_flipped(item.that)), *items[place + 1 :])
            variants: list[tuple[str, tuple[Preference, ...], tuple[Preference, ...]]] = [
                ("drop", without, (item,)),
                ("flip", flipped, (item,)),
            ]
            if place + 1 < len(items):
                other = items[place + 1]
                swapped = (*items[:place], other, item, *items[place + 2 :])
                variants.append((f"swap with next ({other.that})", swapped, (item, other)))
            for change, new, sources in variants:
                yield _Variant(
                    kind="preference",
                    element=element,
                    change=change,
                    party=dm,
                    sources=sources,
                    build=partial(rebuilt, new),
                )


def _structure_variants(conflict: Conflict) -> Iterator[_Variant]:
    for place, rule in enumerate(conflict.infeasible):
        rules = conflict.infeasible[:place] + conflict.infeasible[place + 1 :]
        yield _Variant(
            kind="infeasible",
            element=str(rule.when if rule.when is not None else rule.pattern),
            change="drop",
            party=None,
            sources=(rule,),
            build=partial(replace, conflict, infeasible=rules),
        )
    for place, option in enumerate(conflict.options):
        if option.direction is not Direction.BOTH:
            free = replace(option, direction=Direction.BOTH)
            options = (*conflict.options[:place], free, *conflict.options[place + 1 :])
            yield _Variant(
                kind="direction",
                element=option.id,
                change="reversible",
                party=option.owner,
                sources=(option,),
                build=partial(replace, conflict, options=options),
            )


def _attitude_variants(conflict: Conflict) -> Iterator[_Variant]:
    ids = [dm.id for dm in conflict.decision_makers]
    for of in ids:
        for to in ids:
            for value in Attitude:
                if value is not conflict.attitude(of, to):
                    yield _Variant(
                        kind="attitude",
                        element=f"{of}>{to}",
                        change=value.value,
                        party=of,
                        sources=(),
                        build=lambda: conflict,
                        cells={(of, to): value},
                    )


def _ordinary(landscape: Landscape) -> dict[tuple[str, str], Attitude]:
    ids = landscape.compiled.players
    return {
        (of, to): Attitude.POSITIVE if of == to else Attitude.NEUTRAL for of in ids for to in ids
    }


@dataclass(frozen=True, slots=True)
class _Judged:
    """Equilibria by concept, traps apart, and what starts."""

    holding: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    starts: frozenset[str]


def _judge(
    landscape: Landscape, cells: Mapping[tuple[str, str], Attitude], *, ordinary: bool
) -> _Judged:
    names = {"RNASH": "NASH", "RSEQ": "SEQ"} if ordinary else {}
    holding = {}
    outcomes = landscape.outcomes(cells, locks=False)
    for concept in ("RNASH", "RSEQ"):
        held = [o for o in outcomes if concept in o.concepts]
        holding[names.get(concept, concept)] = (
            frozenset(o.state for o in held if not o.trap),
            frozenset(o.state for o in held if o.trap),
        )
    return _Judged(holding, frozenset(o.state for o in outcomes if o.starts))


def _changes(before: _Judged, after: _Judged) -> dict[str, Change]:
    found = {}
    for concept, (states, traps) in before.holding.items():
        new_states, new_traps = after.holding[concept]
        change = Change(
            gained=tuple(sorted(new_states - states - traps)),
            lost=tuple(sorted(states - new_states - new_traps)),
            traps_gained=tuple(sorted(new_traps - traps - states)),
            traps_lost=tuple(sorted(traps - new_traps - new_states)),
        )
        if change:
            found[concept] = change
    return found


def hinges(
    conflict: Conflict,
    /,
    *,
    toward: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Hinge, ...]:
    """Find what the outcome depends on: single changes that alter the equilibria.

    Parameters
    ----------
    conflict : Conflict
        The model.
    toward : str, optional
        A state string: keep only hinges that make this state an equilibrium, or unmake it.
    progress : callable, optional
        Called with (done, total) after each variant.

    Returns
    -------
    tuple of Hinge
        The heaviest first (see :attr:`Hinge.weight`).

    Raises
    ------
    AnalysisError
        When the variants of a large model would take too long to solve one by one.
    """
    landscape = Landscape(conflict)
    variants = [
        *_preference_variants(conflict),
        *_structure_variants(conflict),
        *_attitude_variants(conflict),
    ]
    work = len(variants) * landscape.compiled.game.size
    if work > MAX_WORK:
        raise AnalysisError(
            f"{len(variants)} single changes of a model with {landscape.compiled.game.size:,} states "
            f"are {work:,} state verdicts; at most {MAX_WORK:,} are tried.",
            fix="Merge or drop options, or add infeasibility rules.",
        )
    ordinary_cells = _ordinary(landscape)
    has_attitudes = landscape.attitudes() != landscape.attitudes(ordinary_cells)
    baseline = _judge(landscape, {}, ordinary=False)
    ordinary_baseline = _judge(landscape, ordinary_cells, ordinary=True)
    found = []
    for done, variant in enumerate(variants, start=1):
        changes: dict[str, Change] = {}
        if variant.cells is not None:
            after = _judge(landscape, variant.cells, ordinary=False)
            changes = _changes(baseline, after)
            starts = (baseline.starts, after.starts)
        else:
            try:
                changed = Landscape(variant.build())
            except DetenteError:  # the variant is no model, for example all states vanish
                continue
            after = _judge(changed, ordinary_cells, ordinary=True)
            changes = _changes(ordinary_baseline, after)
            starts = (ordinary_baseline.starts, after.starts)
            if has_attitudes:
                changes |= _changes(baseline, _judge(changed, {}, ordinary=False))
        if progress is not None:
            progress(done, len(variants))
        if not changes and starts[0] == starts[1]:
            continue
        found.append(_hinge(variant, changes, starts, conflict))
    if toward is not None:
        found = [hinge for hinge in found if _concerns(hinge, toward)]
    return tuple(sorted(found, key=lambda h: tuple(-part for part in h.weight)))


def smallest_changes(found: Iterable[Hinge]) -> tuple[Hinge, ...]:
    """Keep the mildest change of each element that alters the equilibria, heaviest element first.

    A swap is milder than dropping a statement, dropping it milder than turning it round; giving up
    one's own interest is milder than acting against it. An element that a mild change turns is the
    more fragile. Among equals those that rest on an assumption come first.
    """
    best: dict[tuple[str, str], Hinge] = {}
    for hinge in found:
        key = (hinge.kind, hinge.element)
        if key not in best or _severity(hinge) < _severity(best[key]):
            best[key] = hinge
    return tuple(
        sorted(
            best.values(),
            key=lambda h: (tuple(-part for part in h.weight), "assumption" not in h.rests_on),
        )
    )


def _severity(hinge: Hinge) -> int:
    if hinge.kind == "attitude":
        of, _, to = hinge.element.partition(">")
        return 2 if of == to and hinge.change == "-" else 0
    return {"drop": 1, "flip": 2}.get(hinge.change, 0)


def _hinge(
    variant: _Variant,
    changes: Mapping[str, Change],
    starts: tuple[frozenset[str], frozenset[str]],
    conflict: Conflict,
) -> Hinge:
    evidence: dict[str, None] = {}
    bases: dict[str, None] = {}
    assumptions = []
    for source in variant.sources:
        evidence.update(dict.fromkeys(source.evidence))
        bases[rests_on(source, conflict.evidence)] = None
        if source.assumption:
            assumptions.append(source.assumption)
    if variant.kind == "attitude":
        of, _, to = variant.element.partition(">")
        given = to in conflict.attitudes.get(of, {})
        bases[
            "the model's attitude setting" if given else "the default attitude, an assumption"
        ] = None
    return Hinge(
        kind=variant.kind,
        element=variant.element,
        change=variant.change,
        party=variant.party,
        rests_on=" and ".join(bases),
        evidence=tuple(evidence),
        assumption=" ".join(assumptions) or None,
        changes=changes,
        starts_before=tuple(sorted(starts[0])),
        starts_after=tuple(sorted(starts[1])),
    )


def _concerns(hinge: Hinge, state: str) -> bool:
    groups: list[Iterable[str]] = [set(hinge.starts_before) ^ set(hinge.starts_after)]
    for change in hinge.changes.values():
        groups += [change.gained, change.lost, change.traps_gained, change.traps_lost]
    return any(state in group for group in groups)
