"""Which statements, rules and words a hinge stands on: without them it would turn nothing, or less.

A hinge turns outcomes: with its change they start or stop, are gained or lost. An element holds the
hinge up when, in the model without that element, the same change no longer does all of this. A piece
of evidence takes with it every element that rests on it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.basis import Element, rests_on
from detente.analysis.hinge_judging import Effect, Judge, check_work
from detente.analysis.hinge_variants import Variant, build, iter_variants
from detente.analysis.hinges import MAX_WORK, Hinge
from detente.analysis.outcomes import Landscape
from detente.errors import DetenteError
from detente.model.conflict import Conflict

#: Hinges that are looked into unless asked for others.
MOST_HINGES = 5

#: What a change does: kind of turn (``starts``, ``NASH lost`` and so on) and state.
Turn = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Element):
    """One element, or piece of evidence, that a hinge stands on.

    Attributes
    ----------
    removed : tuple of str
        The elements removed with it.
    left, fallen : tuple of (str, str)
        What the hinge turns without it, out of what it turns with it, and what it no longer does.
    """

    removed: tuple[str, ...]
    left: tuple[Turn, ...]
    fallen: tuple[Turn, ...]

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Whether nothing is left, what no longer starts or stops, how much falls."""
        starting = sum(what in ("starts", "stops") for what, _ in self.fallen)
        return not self.left, starting, len(self.fallen)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return Element.to_json(self) | {
            "removed": list(self.removed),
            "still_turns": bool(self.left),
            "left": [list(turn) for turn in self.left],
            "fallen": [list(turn) for turn in self.fallen],
        }


@dataclass(frozen=True, slots=True)
class _Removal:
    """Elements taken out together, and the evidence that takes them out, if it is that."""

    drops: tuple[Variant, ...]
    evidence: str | None = None


def held_up_by(
    conflict: Conflict,
    found: Sequence[Hinge],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Support, ...], ...]:
    """Find what each hinge stands on, the heaviest first.

    Parameters
    ----------
    conflict : Conflict
        The model.
    found : sequence of Hinge
        Its hinges; see :func:`detente.analysis.hinges.hinges`.
    progress : callable, optional
        Called with (done, total) after each element.

    Returns
    -------
    tuple of tuple of Support
        For each hinge, in their order. The hinge's own element is left out: without it there is
        nothing to change.

    Raises
    ------
    AnalysisError
        When a large model would have to be solved too many times.
    """
    landscape = Landscape(conflict)
    removals = _removals(conflict)
    check_work(len(removals) * (len(found) + 1), "removals and changes", landscape, MAX_WORK)
    variants = [_variant(conflict, hinge) for hinge in found]
    judge = Judge(landscape)
    turned = [_turns(effect) for effect in judge.effects([[variant] for variant in variants])]
    supports: list[list[Support]] = [[] for _ in found]
    for done, removal in enumerate(removals, start=1):
        without = _judge_without(landscape, removal)
        asked = [
            number
            for number, variant in enumerate(variants)
            if not any(variant.touches(drop) for drop in removal.drops)
        ]
        if without is not None:
            moved = [[_moved(variants[number], removal.drops)] for number in asked]
            for number, effect in zip(asked, without.effects(moved), strict=True):
                left = _turns(effect) & turned[number]
                if left != turned[number]:
                    supports[number].append(_support(conflict, removal, left, turned[number]))
        if progress is not None:
            progress(done, len(removals))
    return tuple(
        tuple(sorted(each, key=lambda s: tuple(-part for part in s.weight))) for each in supports
    )


def _removals(conflict: Conflict) -> list[_Removal]:
    """List every element, and every piece of evidence on which several elements rest alone."""
    drops = [v for v in iter_variants(conflict) if v.change == "drop"]
    found = [_Removal((drop,)) for drop in drops]
    for name in conflict.evidence:
        alone = tuple(
            drop
            for drop in drops
            if all(s.evidence == (name,) and not s.assumption for s in drop.sources)
        )
        if len(alone) > 1:
            found.append(_Removal(alone, name))
    return found


def _judge_without(landscape: Landscape, removal: _Removal) -> Judge | None:
    try:
        return Judge(Landscape(build(landscape.conflict, removal.drops), like=[landscape]))
    except DetenteError:  # no model is left without it: nothing can be said
        return None


def _variant(conflict: Conflict, hinge: Hinge) -> Variant:
    """Return the change that a hinge is made of."""
    key = (hinge.kind, hinge.element, hinge.change, hinge.party)
    return next(v for v in iter_variants(conflict) if (v.kind, v.element, v.change, v.party) == key)


def _moved(variant: Variant, drops: Sequence[Variant]) -> Variant:
    """Return the same change for the model in which elements before its own are gone."""
    gone = {
        drop.places[0]
        for drop in drops
        if drop.kind == variant.kind and (drop.kind != "preference" or drop.party == variant.party)
    }
    if not gone:
        return variant
    places = tuple(place - sum(other < place for other in gone) for place in variant.places)
    return replace(variant, places=places)


def _turns(effect: Effect | None) -> frozenset[Turn]:
    """Return what a change does; a model without attitudes is judged by the plain concepts alone."""
    if effect is None:
        return frozenset()
    return frozenset(_pairs(effect))


def _pairs(effect: Effect) -> Iterator[Turn]:
    for what, states in effect.states().items():
        for state in states:
            yield what, state


def _support(
    conflict: Conflict, removal: _Removal, left: frozenset[Turn], turned: frozenset[Turn]
) -> Support:
    first = removal.drops[0]
    bases = dict.fromkeys(rests_on(s, conflict.evidence) for d in removal.drops for s in d.sources)
    evidence = dict.fromkeys(e for drop in removal.drops for s in drop.sources for e in s.evidence)
    return Support(
        kind=first.kind if removal.evidence is None else "evidence",
        element=first.element if removal.evidence is None else removal.evidence,
        party=first.party if removal.evidence is None else None,
        rests_on=" and ".join(bases),
        evidence=tuple(evidence),
        removed=tuple(drop.element for drop in removal.drops),
        left=tuple(sorted(left)),
        fallen=tuple(sorted(turned - left)),
    )
