"""What an edit of one option or party carries with it: states, weights, views, moves and rules."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.model.edit_elements import give_basis, ids_of, movers_of
from detente.model.edit_expressions import join_repetitions, rename_in_expressions
from detente.model.edit_states import (
    Data,
    Letters,
    every_preferences,
    every_view,
    items,
    mapping,
    restate,
)

if TYPE_CHECKING:
    from detente.model.conflict import Conflict

#: With more options than this, what no feasible state is left for is not looked for.
_MOST = 14


def move_status_quo(
    data: Data,
    before: Sequence[str],
    change: Callable[[Letters], Letters],
    after: Sequence[str],
) -> None:
    """Write today's state in the letters of other options; one that is not a state stays."""
    held = data.get("status_quo")
    if isinstance(held, str) and len(held) == len(before) and set(held) <= set("YN-"):
        state = change(dict(zip(before, held, strict=True)))
        data["status_quo"] = "".join(state[option] for option in after)


def insert_option(data: Data, element: Data, place: int, *, like: str | None) -> None:
    """Put an option in; in the status quo it is not taken, or as another one is."""
    before, option = ids_of(data, "options"), element["id"]
    after = [*before[:place], option, *before[place:]]

    def doubled(state: Letters, name: bool) -> list[Letters]:  # noqa: FBT001
        return [state | {option: letter} for letter in ("NY" if name else "-")]

    move_status_quo(
        data, before, lambda state: state | {option: "N" if like is None else state[like]}, after
    )
    restate(data, before, after, doubled)
    data.setdefault("options", []).insert(place, element)
    data.pop("published", None)


def merge_option(data: Data, kept: Data, gone: Data) -> None:
    """Let an option take over everything that is said of another, and drop that one."""
    keep, other = kept["id"], gone["id"]
    before = ids_of(data, "options")
    after = [option for option in before if option != other]

    def joined(state: Letters, _name: bool) -> list[Letters]:  # noqa: FBT001
        marks = {state[option] for option in (keep, other) if option in state} - {"-"}
        if len(marks) == 2:
            return []  # one taken and the other not: no such state is left
        left = {option: letter for option, letter in state.items() if option != other}
        if keep in state or other in state:
            left[keep] = marks.pop() if marks else "-"
        return [left]

    def today(state: Letters) -> Letters:
        return state | {keep: "Y" if "Y" in (state[keep], state[other]) else state[keep]}

    rename_in_expressions(data, other, keep)
    join_repetitions(data)
    move_status_quo(data, before, today, after)
    restate(data, before, after, joined)
    settle_patterns(data, other)
    for held in _weighted(data):
        weights = held["weights"]
        if other in weights:
            weights[keep] = weights.get(keep, 0) + weights.pop(other)
    for view in every_view(data):
        unseen = view.get("unseen_options") or []
        if (keep in unseen) != (other in unseen):
            # One of them is seen: so is what they have become.
            view["unseen_options"] = [each for each in unseen if each not in (keep, other)]
    drop_unseen(data, {other})
    cited = list(dict.fromkeys([*(kept.get("evidence") or ()), *(gone.get("evidence") or ())]))
    one, two = kept.get("assumption"), gone.get("assumption")
    give_basis(kept, cited, (one if two else None) if cited else (one or two))
    data["options"] = [option for option in data["options"] if option is not gone]


def settle_patterns(data: Data, option: str) -> None:
    """Drop merged states of which one is left, repetitions, and refuse rules that leave no state."""
    if "coalesced" in data:
        kept = {
            each["pattern"]: each for each in items(data, "coalesced") if "-" in each["pattern"]
        }
        data["coalesced"] = list(kept.values())
    held = [rule.get("pattern") for rule in items(data, "infeasible")]
    held += [pattern for view in every_view(data) for pattern in view.get("unseen_states") or ()]
    if any(pattern and not pattern.strip("-") for pattern in held):
        raise InputError(
            f"Without {option} no state would be left.", fix="Change the infeasible rules first."
        )


def outline(data: Data, *also: str) -> Conflict | None:
    """Return the states of a model's content as a conflict in which nobody wants anything, or None.

    ``also`` names further keys to keep; whatever else is wrong in the content does not matter.
    """
    from detente.model.files import check_text

    keys = ("detente", "title", "decision_makers", "options", "infeasible", *also)
    plain = {key: copy.deepcopy(data[key]) for key in keys if key in data} | {"preferences": {}}
    for key in ("decision_makers", "options", "infeasible", *also):
        for each in items(plain, key):
            each.pop("evidence", None)
    for view in every_view(plain):
        view.pop("preferences", None)
        view.pop("evidence", None)
    return check_text(json.dumps(plain), "model.json")[0]


def drop_unmatched(data: Data) -> None:
    """Drop moves, comparisons and merged states that no feasible state is left for."""
    from detente.model.states import StateSpace

    ids = ids_of(data, "options")
    conflict = outline(data)
    if conflict is None or not 0 < len(ids) <= _MOST:
        return
    states = [dict(zip(ids, name, strict=True)) for name in StateSpace.of(conflict).names]

    def matched(pattern: Letters) -> list[Letters]:
        return [s for s in states if all(v in ("-", s[o]) for o, v in pattern.items())]

    alone: dict[str, list[Letters]] = {}
    for merged in items(data, "coalesced"):
        members = matched(dict(zip(ids, merged["pattern"], strict=False)))
        if len(members) < 2:
            alone[merged["pattern"]] = members

    def left(state: Letters, name: bool) -> list[Letters]:  # noqa: FBT001
        found = alone.get("".join(state.values())) if name else None
        return found if found is not None else [state] if matched(state) else []

    if "coalesced" in data:
        kept = [each for each in items(data, "coalesced") if each["pattern"] not in alone]
        data["coalesced"] = kept
    today = data.get("status_quo")
    if today in alone:
        data.pop("status_quo")
        for each in alone[today]:
            data["status_quo"] = "".join(each.values())
    rules = data.pop("infeasible", None)  # they match what is not feasible
    restate(data, ids, ids, left)
    if rules is not None:
        data["infeasible"] = rules


def _weighted(data: Data) -> Iterator[Data]:
    """Yield the preferences of a party or a view that give options weights."""
    for held in every_preferences(data):
        if isinstance(held, dict) and isinstance(held.get("weights"), dict):
            yield held


def drop_weights(data: Data, options: set[str]) -> None:
    """Drop the weights of options."""
    for held in _weighted(data):
        held["weights"] = {key: w for key, w in held["weights"].items() if key not in options}


def drop_unseen(data: Data, options: set[str]) -> None:
    """Drop options from what views do not see."""
    for view in every_view(data):
        if "unseen_options" in view:
            view["unseen_options"] = [o for o in view["unseen_options"] if o not in options]


def rename_option(data: Data, old: str, new: str) -> None:
    """Carry an option's new id to weights and to what views do not see."""
    for held in _weighted(data):
        held["weights"] = {new if key == old else key: w for key, w in held["weights"].items()}
    for view in every_view(data):
        if "unseen_options" in view:
            view["unseen_options"] = [new if o == old else o for o in view["unseen_options"]]


def rename_party(data: Data, old: str, new: str) -> None:
    """Carry a party's new id to all that names the party."""

    def renamed(held: dict[str, Any]) -> dict[str, Any]:
        return {new if key == old else key: value for key, value in held.items()}

    for key in ("preferences", "attitudes", "unknown", "probabilities", "views"):
        if isinstance(data.get(key), dict):
            data[key] = renamed(data[key])
    for party, row in mapping(data, "attitudes").items():
        data["attitudes"][party] = renamed(row)
    for view in every_view(data):
        for key in ("preferences", "views"):
            if isinstance(view.get(key), dict):
                view[key] = renamed(view[key])
    for option in items(data, "options"):
        if option.get("owner") == old:
            option["owner"] = new
    for key in ("moves", "forbidden_moves"):
        for move in items(data, key):
            by = [new if each == old else each for each in movers_of(move)]
            move["by"] = by if isinstance(move.get("by"), list) else by[0]
