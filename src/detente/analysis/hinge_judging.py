"""What changes of a model do to its equilibria, judged many sets of changes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.hinge_differences import World, dropped_rules
from detente.analysis.hinge_variants import Cell, Variant, build, cells_of
from detente.analysis.hinge_worlds import Worlds
from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import Attitude, Conflict
from detente.model.states import StateSpace
from detente.solving.compiling import check_size

#: Sets of changes that are judged together; masks of more worlds only take more memory.
_TOGETHER = 8192
#: So few sets that drop rules are solved each by itself: they share too few states with the others.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Change:
    """What one concept gains and loses; ``traps`` of both kinds are counted apart."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    traps_gained: tuple[str, ...]
    traps_lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.traps_gained or self.traps_lost)


def ordinary_attitudes(conflict: Conflict) -> dict[Cell, Attitude]:
    """Return the attitudes of parties who mind their own interest alone."""
    ids = [dm.id for dm in conflict.decision_makers]
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
    """Judges sets of changes of one conflict, very many at once."""

    def __init__(self, landscape: Landscape) -> None:
        self.conflict = landscape.conflict
        self.landscape = landscape
        self._ordinary = ordinary_attitudes(self.conflict)
        self._has_attitudes = self.landscape.attitudes() != self.landscape.attitudes(self._ordinary)
        self._changed: dict[int, Landscape | None] = {}
        self._spaces: dict[tuple[int, ...], StateSpace | None] = {
            (): landscape.compiled.space,
        }
        self._baselines: tuple[_Judged, _Judged] | None = None

    def effects(
        self,
        sets: Sequence[Sequence[Variant]],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Effect | None]:
        """Return what each set of changes does; None where it leaves no model.

        Parameters
        ----------
        sets : sequence of sequences of Variant
            In each, changes that do not touch each other.
        progress : callable, optional
            Called with (done, total).
        """
        together = self.landscape.compiled.game.transitive and not self.conflict.unknown
        step = _TOGETHER if together else 1
        found: list[Effect | None] = []
        for first in range(0, len(sets), step):
            part = sets[first : first + step]
            found += self._together(part) if together else [self._alone(each) for each in part]
            if progress is not None:
                progress(len(found), len(sets))
        return found

    def _together(self, sets: Sequence[Sequence[Variant]]) -> list[Effect | None]:
        """Judge changes of a model in option form, those apart that drop rules: they have more states."""
        found: list[Effect | None] = [None] * len(sets)
        ruled = [bool(dropped_rules(each)) for each in sets]
        for drops in set(ruled):
            part = [number for number, ruling in enumerate(ruled) if ruling is drops]
            some = [sets[number] for number in part]
            alone = drops and len(some) <= _FEW
            effects = [self._alone(each) for each in some] if alone else self._as_worlds(some)
            for number, effect in zip(part, effects, strict=True):
                found[number] = effect
        return found

    def _as_worlds(self, sets: Sequence[Sequence[Variant]]) -> list[Effect | None]:
        """Judge changes of a model in option form: all as worlds of one another."""
        worlds = [World((), {}), World((), self._ordinary)]
        asked: list[tuple[int | None, int | None]] = []
        spaces: dict[tuple[int, ...], StateSpace] = {(): self.landscape.compiled.space}
        for each in sets:
            cells = cells_of(each)
            changes = tuple(v for v in each if v.kind != "attitude")
            space = self._space([v for v in changes if v.kind == "infeasible"])
            ordinary = modelled = None
            if space is not None:
                spaces[dropped_rules(changes)] = space
                if not cells:
                    ordinary = len(worlds)
                    worlds.append(World(changes, self._ordinary))
                if cells or self._has_attitudes:
                    modelled = len(worlds)
                    worlds.append(World(changes, cells))
            asked.append((ordinary, modelled))
        told = _Told(Worlds(self.landscape, worlds, spaces), [o for o, _ in asked if o is not None])
        return [told.effect(*each) for each in asked]

    def _space(self, rules: Sequence[Variant]) -> StateSpace | None:
        """Return the states once rules are dropped; None where there are too many."""
        key = dropped_rules(rules)
        if key not in self._spaces:
            try:
                changed = build(self.conflict, rules)
                space = StateSpace.of(changed)
                check_size(changed, space)
                self._spaces[key] = space
            except DetenteError:
                self._spaces[key] = None
        return self._spaces[key]

    def _alone(self, variants: Sequence[Variant]) -> Effect | None:
        """Judge one changed model of any form, by solving it."""
        cells = cells_of(variants)
        changed = self._landscape([v for v in variants if v.kind != "attitude"])
        if changed is None:
            return None
        if self._baselines is None:
            self._baselines = (
                _judge(self.landscape, {}, ordinary=False),
                _judge(self.landscape, self._ordinary, ordinary=True),
            )
        modelled, ordinary = self._baselines
        if cells:
            after = _judge(changed, cells, ordinary=False)
            return Effect(_changes(modelled, after), (modelled.starts, after.starts))
        after = _judge(changed, self._ordinary, ordinary=True)
        changes = _changes(ordinary, after)
        if self._has_attitudes:
            changes |= _changes(modelled, _judge(changed, {}, ordinary=False))
        return Effect(changes, (ordinary.starts, after.starts))

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


class _Told:
    """What worlds gain and lose against the first two, told world by world."""

    def __init__(self, worlds: Worlds, ordinary: Iterable[int]) -> None:
        self._names = worlds.names
        plain = 2 + sum(1 << number for number in ordinary)
        #: Per world and concept what is gained, lost, gained and lost as traps.
        self._changes: dict[int, dict[str, tuple[list[str], ...]]] = {}
        self._turns: dict[int, list[str]] = {}
        self._starting: list[frozenset[str]] = [frozenset(), frozenset()]
        every = worlds.everything
        for base, whose, concepts in (
            (0, every & ~plain, ("RNASH", "RSEQ")),
            (1, plain, ("NASH", "SEQ")),
        ):
            starting = []
            for state, name in enumerate(self._names):
                nash, held = worlds.nash[state], worlds.held[state]
                if not nash | held:
                    continue
                trapped = worlds.trapped[state]
                for concept, holding in zip(concepts, (nash, held), strict=True):
                    if holding >> base & 1:
                        lost = whose & ~holding
                        self._note(lost, concept, 3 if trapped >> base & 1 else 1, name)
                    else:
                        gained = whose & holding
                        self._note(gained & ~trapped, concept, 0, name)
                        self._note(gained & trapped, concept, 2, name)
                starts = (nash | held) & worlds.reached[state]
                if starts >> base & 1:
                    starting.append(name)
                    starts = ~starts
                for world in bits(whose & starts):
                    self._turns.setdefault(world, []).append(name)
            self._starting[base] = frozenset(starting)

    def _note(self, worlds: int, concept: str, kind: int, name: str) -> None:
        for world in bits(worlds):
            known = self._changes.setdefault(world, {})
            if concept not in known:
                known[concept] = ([], [], [], [])
            known[concept][kind].append(name)

    def effect(self, ordinary: int | None, modelled: int | None) -> Effect | None:
        """Return the effect of changes judged in these worlds: the plain concepts', the model's."""
        if ordinary is None and modelled is None:
            return None
        changes: dict[str, Change] = {}
        for world in (ordinary, modelled):
            if world is not None:
                found = self._changes.get(world, {})
                for concept in sorted(found):
                    gained, lost, traps_gained, traps_lost = map(tuple, found[concept])
                    changes[concept] = Change(gained, lost, traps_gained, traps_lost)
        shown = modelled if ordinary is None else ordinary
        assert shown is not None  # noqa: S101  (one of the two is there)
        before = self._starting[ordinary is not None]
        turned = self._turns.get(shown)
        return Effect(changes, (before, before.symmetric_difference(turned) if turned else before))


def check_work(count: int, what: str, landscape: Landscape, most: int) -> None:
    """Refuse work that would take too long, with the estimate."""
    size = landscape.compiled.game.size
    if count * size > most:
        raise AnalysisError(
            f"{count:,} {what} of a model with {size:,} states are {count * size:,} state verdicts; "
            f"at most {most:,} are tried.",
            fix="Merge or drop options, or add infeasibility rules.",
        )
