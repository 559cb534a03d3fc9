"""What changes of a model do to its equilibria, judged one set of changes at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.hinge_batch import Batch
from detente.analysis.hinge_variants import Cell, Variant, build, cells_of
from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import Attitude


@dataclass(frozen=True, slots=True)
class Change:
    """What one concept gains and loses; ``traps`` of both kinds are counted apart."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    traps_gained: tuple[str, ...]
    traps_lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.traps_gained or self.traps_lost)


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


def _judge(landscape: Landscape, cells: Mapping[Cell, Attitude], *, ordinary: bool) -> _Judged:
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


@dataclass(frozen=True, slots=True)
class Effect:
    """What a set of changes does to the equilibria, and to what starts."""

    changes: Mapping[str, Change]
    starts: tuple[frozenset[str], frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.changes) or self.starts[0] != self.starts[1]

    def states(self) -> dict[str, set[str]]:
        """Return what happens to which states, traps left out."""
        found = {
            "starts": set(self.starts[1] - self.starts[0]),
            "stops": set(self.starts[0] - self.starts[1]),
        }
        for concept, change in self.changes.items():
            found[f"{concept} gained"] = set(change.gained)
            found[f"{concept} lost"] = set(change.lost)
        return found

    def beyond(self, others: Iterable[Effect | None]) -> dict[str, tuple[str, ...]]:
        """Return what happens to states to which it does not happen in any of the others."""
        known = [other.states() for other in others if other is not None]
        found = {}
        for what, states in self.states().items():
            # Without attitudes a change of preferences is judged under NASH, which is RNASH.
            plain = what.removeprefix("R")
            rest = states.difference(*(other.get(what, other.get(plain, ())) for other in known))
            if rest:
                found[what] = tuple(sorted(rest))
        return found


class Judge:
    """Judges sets of changes of one conflict, remembering what they have in common."""

    def __init__(self, landscape: Landscape) -> None:
        self.conflict = landscape.conflict
        self.landscape = landscape
        self._ordinary = _ordinary(self.landscape)
        self._has_attitudes = self.landscape.attitudes() != self.landscape.attitudes(self._ordinary)
        self._baseline = _judge(self.landscape, {}, ordinary=False)
        self._ordinary_baseline = _judge(self.landscape, self._ordinary, ordinary=True)
        self._changed: dict[int, Landscape | None] = {}
        self._batches: dict[tuple[int, ...], Batch | None] = {}
        self._alike: dict[object, _Judged] = {}

    def effect(self, variants: Sequence[Variant]) -> Effect | None:
        """Return what the changes do; None when they leave no model."""
        cells = cells_of(variants)
        batch = self._batch([v for v in variants if v.kind == "infeasible"])
        changed: Landscape | None = None
        if batch is None:
            changed = self._landscape([v for v in variants if v.kind != "attitude"])
            if changed is None:
                return None

        def judged(set_cells: Mapping[Cell, Attitude], *, ordinary: bool) -> _Judged:
            if batch is not None:
                return self._together(batch, variants, set_cells, ordinary=ordinary)
            assert changed is not None  # noqa: S101  (else it has returned)
            return _judge(changed, set_cells, ordinary=ordinary)

        if cells:
            after = judged(cells, ordinary=False)
            before = self._baseline
            return Effect(_changes(before, after), (before.starts, after.starts))
        before = self._ordinary_baseline
        after = judged(self._ordinary, ordinary=True)
        changes = _changes(before, after)
        if self._has_attitudes:
            changes |= _changes(self._baseline, judged({}, ordinary=False))
        return Effect(changes, (before.starts, after.starts))

    def _batch(self, rules: Sequence[Variant]) -> Batch | None:
        """Return what judges changes together once some rules are dropped, where that can be."""
        key = tuple(id(rule) for rule in rules)
        if key not in self._batches:
            landscape = self._landscape(rules)
            fits = landscape is not None and landscape.compiled.game.transitive
            self._batches[key] = Batch(landscape) if landscape is not None and fits else None
        return self._batches[key]

    def _together(
        self,
        batch: Batch,
        variants: Sequence[Variant],
        cells: Mapping[Cell, Attitude],
        *,
        ordinary: bool,
    ) -> _Judged:
        nash, held, reached = batch.judge(variants, dict(cells))
        one_way = batch.one_way(variants)
        key = (id(batch), nash, held, reached, one_way, ordinary)
        if key not in self._alike:
            landscape = batch.landscape
            trapped = landscape.trapped(nash | held, reached, one_way)
            named = landscape.compiled.space.names.__getitem__
            first, second = ("NASH", "SEQ") if ordinary else ("RNASH", "RSEQ")
            self._alike[key] = _Judged(
                {
                    concept: (
                        frozenset(map(named, bits(states & ~trapped))),
                        frozenset(map(named, bits(states & trapped))),
                    )
                    for concept, states in ((first, nash), (second, held))
                },
                frozenset(map(named, bits((nash | held) & reached))),
            )
        return self._alike[key]

    def _landscape(self, variants: Sequence[Variant]) -> Landscape | None:
        if not variants:
            return self.landscape
        if len(variants) > 1:
            alone = [self._landscape([variant]) for variant in variants]
            return self._built(variants, [*filter(None, alone), self.landscape])
        key = id(variants[0])
        if key not in self._changed:
            self._changed[key] = self._built(variants, [self.landscape])
        return self._changed[key]

    def _built(self, variants: Sequence[Variant], like: Sequence[Landscape]) -> Landscape | None:
        try:
            return Landscape(build(self.conflict, variants), like=like)
        except DetenteError:  # no model is left, for example because a ranking no longer fits
            return None


def check_work(count: int, what: str, landscape: Landscape, most: int) -> None:
    """Refuse work that would take too long, with the estimate."""
    size = landscape.compiled.game.size
    if count * size > most:
        raise AnalysisError(
            f"{count:,} {what} of a model with {size:,} states are {count * size:,} state verdicts; "
            f"at most {most:,} are tried.",
            fix="Merge or drop options, or add infeasibility rules.",
        )
