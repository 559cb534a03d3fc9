"""Hinges: the single changes of a model that change its equilibria, ranked by how much.

Tried are: every attitude cell (to each of its other two values), every preference statement (drop,
flip, swap with its neighbour), every infeasibility rule (drop) and every option's direction (a
one-way option made reversible, a reversible one made one-way). Preference and structure changes
are judged under NASH and SEQ, and under RNASH and RSEQ when the model sets attitudes; attitude
changes under RNASH and RSEQ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from detente.analysis.basis import rests_on
from detente.analysis.hinge_judging import Change, Effect, Judge, check_work
from detente.analysis.hinge_variants import Variant, iter_variants
from detente.analysis.outcomes import Landscape
from detente.engine.large.cube import CubeGame, is_feasible
from detente.model.conflict import Conflict
from detente.model.naming import state_named
from detente.model.states import StateSpace, number_of
from detente.solving.cubes import beyond_options, cube_of

#: Largest product of variants and feasible states that is tried at once, state by state.
MAX_WORK = 400_000
#: Largest product of variants and states that is tried on the cube of options, and the fewest options for it.
MAX_CUBE_WORK = 1 << 28
LEAST_OPTIONS = 11


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
        ``drop``, ``flip``, ``swap with next``, ``+``, ``0``, ``-``, ``reversible``, ``not to be
        given up``, ``not to be taken up``.
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

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Hinge {self.element[:80]}: {self.change} (rests on {self.rests_on})>"

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


def hinges(
    conflict: Conflict,
    /,
    *,
    toward: str | None = None,
    changes: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Hinge, ...]:
    """Find what the outcome depends on: single changes that alter the equilibria.

    Parameters
    ----------
    conflict : Conflict
        The model.
    toward : str, optional
        A state, named as for `state_named`: keep only hinges that make this state an equilibrium, or unmake it.
    changes : collection of str, optional
        Try only these kinds of change, such as ``{"drop"}``; all when not given.
    progress : callable, optional
        Called with (done, total).

    Returns
    -------
    tuple of Hinge
        The heaviest first (see :attr:`Hinge.weight`).

    Raises
    ------
    InputError
        When ``toward`` names no state of the model.
    AnalysisError
        When the variants of a large model would take too long to solve one by one.
    """
    variants = [v for v in iter_variants(conflict) if changes is None or v.change in changes]
    cube = _cube(conflict, len(variants))
    effects: Sequence[Effect | None]
    if cube is not None:
        from detente.analysis.hinge_large import effects_on_cube

        toward = None if toward is None else named_on(conflict, cube, toward)
        effects = effects_on_cube(conflict, cube, variants)
    else:
        landscape = Landscape(conflict)
        toward = None if toward is None else landscape.named(toward)
        check_work(len(variants), "single changes", landscape, MAX_WORK)
        effects = Judge(landscape).effects([[variant] for variant in variants], progress=progress)
    found = [
        hinge_of(variant, effect, conflict)
        for variant, effect in zip(variants, effects, strict=True)
        if effect
    ]
    if toward is not None:
        found = [hinge for hinge in found if _concerns(hinge, toward)]
    return tuple(sorted(found, key=lambda h: tuple(-part for part in h.weight)))


def _cube(conflict: Conflict, variants: int) -> CubeGame | None:
    """Return the model as a cube of options where it has too many states to list, but not too many to judge."""
    if len(conflict.options) < LEAST_OPTIONS or beyond_options(conflict) is not None:
        return None
    if not MAX_WORK < variants << len(conflict.options) <= MAX_CUBE_WORK:
        return None
    if find_spec("numba") is None:
        return None
    from detente.engine.large.folds import FoldSolver

    cube = cube_of(conflict)
    return cube if FoldSolver(cube).feasible().count * variants > MAX_WORK else None


def named_on(conflict: Conflict, cube: CubeGame, text: str) -> str:
    """Return the state that a text names, of a model as a cube.

    Raises
    ------
    InputError
        When the text names no state, or none that is feasible.
    """
    state = state_named(conflict, text)
    if not is_feasible(cube, number_of(state)):
        StateSpace.of(conflict).index(state)
    return state


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


def hinge_of(variant: Variant, effect: Effect, conflict: Conflict) -> Hinge:
    """Return one change with its effect, and with what the changed element rests on."""
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
        changes=effect.changes,
        starts_before=tuple(sorted(effect.starts[0])),
        starts_after=tuple(sorted(effect.starts[1])),
    )


def _concerns(hinge: Hinge, state: str) -> bool:
    groups: list[Iterable[str]] = [set(hinge.starts_before) ^ set(hinge.starts_after)]
    for change in hinge.changes.values():
        groups += [change.gained, change.lost, change.traps_gained, change.traps_lost]
    return any(state in group for group in groups)
