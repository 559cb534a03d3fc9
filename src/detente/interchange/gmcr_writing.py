"""Writing the ``.gmcr`` files of GMCR+."""

from __future__ import annotations

import json
from typing import Any

from detente.errors import InputError
from detente.interchange.gmcr import numbered_states
from detente.interchange.normal_forms import Conjunction, alternatives, has_alternatives
from detente.interchange.shapes import refuse_shape
from detente.model.conflict import Conflict, Direction, Infeasible, Statements, View
from detente.model.states import StateSpace

_DIRECTIONS = {Direction.BOTH: "both", Direction.FORWARD: "fwd", Direction.BACK: "back"}


def lost_in_gmcr(conflict: Conflict) -> tuple[str, ...]:
    """Name what changes the analysis and a ``.gmcr`` file cannot hold."""
    lost = list(conflict.further_keys())
    if "views" in lost and all(_only_unseen_states(view) for view in conflict.views.values()):
        lost.remove("views")
    if any(conflict.attitudes.values()):
        lost.append("attitudes")
    statements = [p.items for p in conflict.preferences.values() if isinstance(p, Statements)]
    if any(item.strong for items in statements for item in items):
        lost.append("strong preference marks")
    return tuple(lost)


def regrouped(conflict: Conflict) -> tuple[str, ...]:
    """Return the option ids in the order in which a ``.gmcr`` file counts them: by decision maker."""
    owners = [dm.id for dm in conflict.decision_makers]
    return tuple(
        option.id for option in sorted(conflict.options, key=lambda o: owners.index(o.owner))
    )


def notes_on_gmcr(conflict: Conflict) -> tuple[str, ...]:
    """Say in what a ``.gmcr`` file of a model reads otherwise than the model."""
    ids = tuple(option.id for option in conflict.options)
    order = regrouped(conflict)
    if order == ids:
        return ()
    first = conflict.status_quo or "Y" + "N" * (len(ids) - 1)
    there = "".join(first[ids.index(name)] for name in order)
    return (
        f"GMCR+ groups options by decision maker, in the order {' '.join(order)}: the state {first} "
        f"is {there} there.",
    )


def write_gmcr(conflict: Conflict, *, lossy: bool = False) -> str:
    """Return a conflict as the text of a ``.gmcr`` file.

    Statements stay statements; when some decision maker has a ranking or weights, everybody's
    preference is written as a ranking, which orders the states alike; so it is when a statement
    would need too many alternatives. Ids, the status quo,
    evidence and notes have no place there and are left out.

    Parameters
    ----------
    conflict : Conflict
        The model.
    lossy : bool
        Whether to leave out what changes the analysis, too (see :func:`lost_in_gmcr`).

    Raises
    ------
    InputError
        When the model has what such a file cannot hold and ``lossy`` is false.
    """
    refuse_shape(conflict, ".gmcr")
    lost = lost_in_gmcr(conflict)
    if lost and not lossy:
        raise InputError(
            f"A .gmcr file cannot hold {' and '.join(lost)}.",
            source=conflict.source,
            fix="Add --lossy to leave that out.",
        )
    place = {option.id: number for number, option in enumerate(conflict.options)}
    owned = {
        dm.id: [place[option.id] for option in conflict.options if option.owner == dm.id]
        for dm in conflict.decision_makers
    }
    manual = any(
        not isinstance(given, Statements) or not all(has_alternatives(i.that) for i in given.items)
        for given in conflict.preferences.values()
    )
    numbers: dict[str, int] = {}
    if manual:
        order = [place[name] for name in regrouped(conflict)]
        numbers = {
            state: number for number, state in enumerate(numbered_states(conflict, order), start=1)
        }
    data = {
        "decisionMakers": [
            {
                "name": dm.name,
                "options": owned[dm.id],
                "preferences": [] if manual else _statements(conflict, dm.id, place),
                **({"preferenceRanking": _ranking(conflict, dm.id, numbers)} if manual else {}),
                "misperceptions": _unseen(conflict, dm.id, place),
            }
            for dm in conflict.decision_makers
        ],
        "options": [
            {"name": option.name, "permittedDirection": _DIRECTIONS[option.direction]}
            for option in conflict.options
        ],
        "infeasibles": [
            _condition(each, place)
            for rule in conflict.infeasible
            for each in _removed(conflict, rule)
        ],
        "useManualPreferenceRanking": manual,
        "program": "detente",
        "version": "1",
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _only_unseen_states(view: View) -> bool:
    return not (view.unseen_options or view.preferences or view.views)


def _unseen(conflict: Conflict, dm: str, place: dict[str, int]) -> list[list[list[Any]]]:
    view = conflict.views.get(dm)
    patterns = view.unseen_states if view is not None and _only_unseen_states(view) else ()
    return [
        [
            [place[o.id], mark]
            for o, mark in zip(conflict.options, pattern, strict=True)
            if mark != "-"
        ]
        for pattern in patterns
    ]


def _condition(conjunction: Conjunction, place: dict[str, int]) -> list[list[Any]]:
    return [[place[name], "Y" if taken else "N"] for name, taken in conjunction.items()]


def _removed(conflict: Conflict, rule: Infeasible) -> list[Conjunction]:
    """Return an infeasibility rule as plain conjunctions; GMCR+ fails on compound ones."""
    found = [] if rule.when is None else alternatives(rule.when)
    if rule.pattern is not None:
        marks = zip(conflict.options, rule.pattern, strict=True)
        found.append({option.id: mark == "Y" for option, mark in marks if mark != "-"})
    return found


def _statements(conflict: Conflict, dm: str, place: dict[str, int]) -> list[Any]:
    given = conflict.preferences.get(dm)
    found: list[Any] = []
    for item in given.items if isinstance(given, Statements) else ():
        parts = [_condition(each, place) for each in alternatives(item.that)]
        if parts:  # what holds nowhere orders nothing
            found.append(parts[0] if len(parts) == 1 else {"compound": True, "members": parts})
    return found


def _ranking(conflict: Conflict, dm: str, numbers: dict[str, int]) -> list[Any]:
    space = StateSpace.of(conflict)
    groups: dict[int, list[int]] = {}
    for state, rank in zip(space.names, space.ranks(dm), strict=True):
        groups.setdefault(rank, []).append(numbers[state])
    ordered = [sorted(groups[rank]) for rank in sorted(groups)]
    return [group[0] if len(group) == 1 else group for group in ordered]
