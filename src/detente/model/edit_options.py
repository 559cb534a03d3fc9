"""Commands that edit the options of a model: what comes, goes, is joined or taken apart."""

from __future__ import annotations

from typing import Literal

from detente.errors import InputError, did_you_mean
from detente.model.edit_effects import (
    drop_unmatched,
    drop_unseen,
    drop_weights,
    insert_option,
    merge_option,
    move_status_quo,
    settle_patterns,
)
from detente.model.edit_elements import (
    ADDED,
    basis_of,
    check_option_form,
    find,
    free_id,
    give_basis,
    ids_of,
    in_order,
)
from detente.model.edit_expressions import (
    join_repetitions,
    put_in_expressions,
    rename_in_expressions,
)
from detente.model.edit_states import Data, Letters, every_preferences, restate

Direction = Literal["both", "forward", "back"]


def add_option(
    data: Data,
    *,
    owner: str,
    id: str | None = None,  # noqa: A002
    name: str | None = None,
    direction: Direction = "both",
    place: int | None = None,
    assumption: str | None = ADDED,
    evidence: list[str] | None = None,
) -> str:
    """Add an option, not taken today, about which everybody is indifferent; at the end or at a place."""
    check_option_form(data)
    find(data, "decision_makers", owner)
    option = free_id(data, "options", id or name or "option", exact=id is not None)
    element = {"id": option, "name": (name or "").strip() or "New option", "owner": owner}
    if direction != "both":
        element["direction"] = direction
    ids = ids_of(data, "options")
    at = len(ids) if place is None else max(0, min(place, len(ids)))
    insert_option(data, element | basis_of(data, evidence, assumption), at, like=None)
    return option


def remove_option(data: Data, *, id: str) -> None:  # noqa: A002
    """Take an option out, as if it were never taken; what then says nothing goes."""
    check_option_form(data)
    find(data, "options", id)
    before = ids_of(data, "options")
    if len(before) == 1:
        raise InputError("A model needs at least one option.", fix="Keep this one.")
    put_in_expressions(data, id, before, value=False)
    join_repetitions(data)
    after = [each for each in before if each != id]

    def without(state: Letters, _name: bool) -> list[Letters]:  # noqa: FBT001
        left = {option: letter for option, letter in state.items() if option != id}
        return [] if state.get(id) == "Y" else [left]

    move_status_quo(data, before, lambda state: {o: v for o, v in state.items() if o != id}, after)
    restate(data, before, after, without)
    settle_patterns(data, id)
    data["options"] = [option for option in data["options"] if option["id"] != id]
    drop_weights(data, {id})
    drop_unseen(data, {id})
    data.pop("published", None)
    drop_unmatched(data)


def reorder_options(data: Data, *, order: list[str]) -> None:
    """Put the options in another order; every state string follows."""
    check_option_form(data)
    before = ids_of(data, "options")
    options = in_order(data, "options", order)

    def same(state: Letters, _name: bool) -> list[Letters]:  # noqa: FBT001
        return [state]

    move_status_quo(data, before, lambda state: state, order)
    restate(data, before, order, same)
    data["options"] = options


def merge_options(data: Data, *, keep: str, others: list[str]) -> None:
    """Make options of one owner one: the first keeps id and name, evidence is joined."""
    check_option_form(data)
    kept = find(data, "options", keep)
    if not others or keep in others:
        raise InputError("A merge needs two different options.", fix="Name the one to keep first.")
    for other in dict.fromkeys(others):
        gone = find(data, "options", other)
        if gone.get("owner") != kept.get("owner"):
            raise InputError(
                f"{keep} belongs to {kept.get('owner')}, {other} to {gone.get('owner')}.",
                fix="Merge options of one owner.",
            )
        merge_option(data, kept, gone)
    data.pop("published", None)
    drop_unmatched(data)


def split_option(
    data: Data,
    *,
    id: str,  # noqa: A002
    new: str,
    name: str | None = None,
    evidence: list[str],
) -> str:
    """Let part of an option's evidence make an option of its own.

    Statements that cite none but the moved evidence go with it; the rest stays.
    """
    check_option_form(data)
    old, moved = find(data, "options", id), list(dict.fromkeys(evidence or ()))
    option = free_id(data, "options", new, exact=True)
    held = old.get("evidence") or []
    unknown = [item for item in moved if item not in held]
    if unknown or not moved:
        raise InputError(
            f"The option cites no {unknown[0]!r}."
            if unknown
            else "A split needs evidence to move.",
            fix=did_you_mean(unknown[0] if unknown else "", held),
        )
    for preferences in every_preferences(data):
        for item in preferences if isinstance(preferences, list) else ():
            if item.get("evidence") and set(item["evidence"]) <= set(moved):
                rename_in_expressions({"preferences": {"": [item]}}, id, option)
    left = [item for item in held if item not in moved]
    element = {**old, "id": option, "name": (name or "").strip() or option, "evidence": moved}
    give_basis(
        old,
        left,
        old.get("assumption") or (None if left else "Its evidence went to another option."),
    )
    insert_option(data, element, ids_of(data, "options").index(id) + 1, like=id)
    return option


def accept_option(data: Data, *, id: str, who: str) -> None:  # noqa: A002
    """Let somebody vouch for an option: its assumption says who accepts it."""
    option = find(data, "options", id)
    if option.get("assumption") is not None:
        option["assumption"] = f"Accepted by {who}: {option['assumption']}"


def set_direction(data: Data, *, id: str, direction: Direction) -> None:  # noqa: A002
    """Say whether an option can be taken up and given up, or only one of them."""
    option = find(data, "options", id)
    option.pop("direction", None)
    if direction != "both":
        option["direction"] = direction


def set_owner(data: Data, *, id: str, owner: str) -> None:  # noqa: A002
    """Give an option to another party."""
    find(data, "decision_makers", owner)
    find(data, "options", id)["owner"] = owner


COMMANDS = (
    add_option,
    remove_option,
    reorder_options,
    merge_options,
    split_option,
    accept_option,
    set_direction,
    set_owner,
)
