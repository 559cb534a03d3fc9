"""Models side by side: which outcomes last in each, how they come about, who upsets them, hinges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.hinge_variants import iter_variants
from detente.analysis.hinges import MAX_WORK, Hinge, hinges, smallest_changes
from detente.analysis.outcomes import Landscape, Outcome
from detente.analysis.paths import Path, shortest_paths
from detente.analysis.together import reached_together
from detente.engine.game import bits
from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.states import StateSpace
from detente.solving.limits import check_seconds, seconds_of_bearing, seconds_per_profile

Taken = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What becomes of one outcome in one model.

    ``state`` is None when the outcome does not exist there; ``upset_by`` names the parties that gain
    by leaving it (in the sense of their attitudes); ``together`` the smallest coalition that goes
    there where nobody alone does.
    """

    state: str | None
    outcome: Outcome | None
    upset_by: tuple[str, ...]
    together: tuple[str, ...] = ()

    @property
    def fate(self) -> str:
        """``starts``, ``holds``, ``together``, ``trap``, ``upset`` or ``impossible``."""
        if self.state is None:
            return "impossible"
        if self.outcome is None:
            return "upset"
        if self.outcome.trap:
            return "together" if self.together else "trap"
        return "starts" if self.outcome.starts else "holds"

    def to_json(self) -> dict[str, Any]:
        """Return the cell as JSON data."""
        return {
            "state": self.state,
            "fate": self.fate,
            "concepts": list(self.outcome.concepts) if self.outcome else [],
            "locked_in": bool(self.outcome and self.outcome.locked),
            "upset_by": list(self.upset_by),
            "together": list(self.together),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the models compared: its name, outcomes, paths to what starts, and hinges."""

    name: str
    conflict: Conflict
    outcomes: tuple[Outcome, ...]
    paths: Mapping[str, Path]
    hinges: tuple[Hinge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Models side by side.

    Attributes
    ----------
    sides : tuple of Side
        The models in the order given.
    rows : tuple of (options taken, cells)
        Outcomes that last in some model, by the options taken, with one cell per model; what starts
        in some model first, then what nobody gains by leaving, then what foresight holds.
    """

    sides: tuple[Side, ...]
    rows: tuple[tuple[Taken, tuple[Cell, ...]], ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as JSON data."""
        return {
            "models": [
                {
                    "name": side.name,
                    "source": side.conflict.source,
                    "title": side.conflict.title,
                    "equilibria": {
                        concept: sorted(o.state for o in side.outcomes if concept in o.concepts)
                        for concept in ("RNASH", "RSEQ")
                    },
                    "starts": [o.state for o in side.outcomes if o.starts],
                    "paths": {state: path.to_json() for state, path in side.paths.items()},
                    "hinges": [hinge.to_json() for hinge in side.hinges],
                }
                for side in self.sides
            ],
            "outcomes": [
                {"options": sorted(taken), "cells": [cell.to_json() for cell in cells]}
                for taken, cells in self.rows
            ],
        }


def compare(
    models: Sequence[tuple[str, Conflict]],
    *,
    with_hinges: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Put models, or scenarios of one model, side by side.

    Parameters
    ----------
    models : sequence of (name, Conflict)
        Outcomes are matched by the ids of the options taken, so models may differ in options.
    with_hinges : bool
        Whether to look for each model's hinges (the slow part).
    progress : callable, optional
        Called with (done, total) models.
    """
    check_seconds(
        sum(_seconds(conflict, with_hinges=with_hinges) for _, conflict in models),
        f"Comparing {len(models)} models",
        source=models[0][1].source if models else None,
        fix="Rule out states that cannot be, or solve the models one by one.",
    )
    landscapes = [Landscape(conflict) for _, conflict in models]
    sides = []
    for number, ((name, conflict), landscape) in enumerate(
        zip(models, landscapes, strict=True), start=1
    ):
        outcomes = landscape.outcomes()
        paths = {}
        for outcome in outcomes:
            if outcome.starts:
                found = shortest_paths(landscape, outcome.state, limit=1)
                if found:
                    paths[outcome.state] = found[0]
        sides.append(
            Side(
                name=name,
                conflict=conflict,
                outcomes=outcomes,
                paths=paths,
                hinges=_hinges(conflict) if with_hinges else (),
            )
        )
        if progress is not None:
            progress(number, len(models))
    joint = [reached_together(landscape) for landscape in landscapes]
    wanted: dict[Taken, int] = {}
    for side, together in zip(sides, joint, strict=True):
        for outcome in side.outcomes:
            if not outcome.trap or outcome.state in together:
                key = taken(side.conflict, outcome.state)
                weight = 2 * outcome.starts + ("RNASH" in outcome.concepts)
                wanted[key] = max(wanted.get(key, 0), weight)
    rows = [
        (
            key,
            tuple(
                _cell(landscape, side, together, key)
                for landscape, side, together in zip(landscapes, sides, joint, strict=True)
            ),
        )
        for key in sorted(wanted, key=lambda key: (-wanted[key], sorted(key)))
    ]
    return Comparison(sides=tuple(sides), rows=tuple(rows))


def taken(conflict: Conflict, state: str) -> Taken:
    """Return the ids of the options that a state takes; of a merged state those left open as well.

    In graph form it is the id of the state.
    """
    if conflict.states:
        return frozenset((state,))
    marks = list(zip(conflict.options, state, strict=True))
    left_open = (f"{option.id}?" for option, mark in marks if mark == "-")
    return frozenset((*(option.id for option, mark in marks if mark == "Y"), *left_open))


def _state_of(conflict: Conflict, names: Iterable[str], key: Taken) -> str | None:
    """Return the state of a model that takes just these options, or None."""
    if conflict.states or conflict.coalesced:
        return next((name for name in names if taken(conflict, name) == key), None)
    if not key <= {option.id for option in conflict.options}:
        return None
    state = "".join("Y" if option.id in key else "N" for option in conflict.options)
    return state if state in names else None


def _seconds(conflict: Conflict, *, with_hinges: bool) -> float:
    """Return about how long a model takes, hinges that are looked for included."""
    states = len(StateSpace.of(conflict))
    parties = len(conflict.decision_makers)
    count = sum(1 for _ in iter_variants(conflict)) if with_hinges else 0
    if count * states > MAX_WORK:
        count = 0  # they are left out
    return seconds_of_bearing(states, parties) / 3 + 3 * count * seconds_per_profile(
        states, parties
    )


def _hinges(conflict: Conflict) -> tuple[Hinge, ...]:
    try:
        return smallest_changes(hinges(conflict))
    except AnalysisError:  # too large for trying every change; the rest still compares
        return ()


def _cell(
    landscape: Landscape,
    side: Side,
    together: Mapping[str, tuple[tuple[str, ...], ...]],
    key: Taken,
) -> Cell:
    compiled = landscape.compiled
    state = _state_of(side.conflict, compiled.space.names, key)
    if state is None:
        return Cell(state=None, outcome=None, upset_by=())
    number = compiled.space.index(state)
    replies = landscape.replies()
    return Cell(
        state=state,
        outcome=next((o for o in side.outcomes if o.state == state), None),
        upset_by=tuple(
            party
            for player, party in enumerate(compiled.players)
            if any(bits(replies[player][number]))
        ),
        together=next(iter(together.get(state, ())), ()),
    )
