"""Edits of a model as commands: one place for file tools, Python and the browser.

A command works on the content of a model file (its JSON form), so that a model that is still
unfinished can be edited too. Reordering and renaming change nothing that is meant: equilibria named
by the options taken are the same before and after. An option that comes in is one about which
everybody is indifferent; one that goes is as if never taken.

Examples
--------
>>> from detente.model.files import loads
>>> model = "{detente: 1, title: T, decision_makers: [{id: A}], options: [{id: a, owner: A},"
>>> conflict = loads(model + " {id: b, owner: A}], preferences: {A: {ranking: [YN, NY, NN, YY]}}}")
>>> swapped = edited(conflict, [{"op": "reorder_options", "order": ["b", "a"]}])
>>> swapped.preferences["A"].groups
(('NY',), ('YN',), ('NN',), ('YY',))
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin, get_type_hints

from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict
from detente.model.edit_effects import (
    drop_unmatched,
    drop_unseen,
    drop_weights,
    insert_option,
    merge_option,
    move_status_quo,
    rename_option,
    rename_party,
    settle_patterns,
)
from detente.model.edit_elements import (
    Element,
    basis_of,
    check_evidence,
    check_option_form,
    element_of,
    find,
    find_at,
    free_id,
    give_basis,
    ids_of,
    in_order,
    movers_of,
    rule_of,
)
from detente.model.edit_expressions import (
    join_repetitions,
    put_in_expressions,
    rename_in_expressions,
)
from detente.model.edit_states import (
    Data,
    Letters,
    every_preferences,
    every_view,
    items,
    mapping,
    rename_states,
    restate,
)

Edit = Mapping[str, Any]
Kind = Literal["party", "option", "state"]
Sign = Literal["+", "0", "-"]
Direction = Literal["both", "forward", "back"]
ADDED = "Added by the analyst."


def edited(conflict: Conflict, edits: Sequence[Edit]) -> Conflict:
    """Return a copy of a model with edits made, one after another.

    Parameters
    ----------
    conflict : Conflict
    edits : sequence of mappings
        Each with ``op``, one of ``COMMANDS``, and what that command takes.

    Raises
    ------
    InputError
        When an edit makes no sense, or the model that comes of it has errors.
    """
    from detente.model.files import loads
    from detente.model.writing import to_json

    data, _ = apply(to_json(conflict), edits)
    return loads(json.dumps(data, ensure_ascii=False), "model.json")


def apply(data: Data, edits: Sequence[Edit]) -> tuple[Data, list[str | None]]:
    """Return the content of a model file with edits made, and the ids of what each edit has made.

    Raises
    ------
    InputError
        When an edit makes no sense; nothing is changed then.
    """
    data, made = copy.deepcopy(data), []
    for number, edit in enumerate(edits, start=1):
        command, values = _command(edit, number)
        try:
            made.append(command(data, **values))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"The edit {edit['op']!r} cannot be made: the model's outline is not that of a model file.",
                fix="Load the model anew.",
            ) from error
    return data, made


def _command(edit: Edit, number: int) -> tuple[Callable[..., str | None], dict[str, Any]]:
    op = str(edit.get("op"))
    command = COMMANDS.get(op)
    if command is None:
        raise InputError(f"Edit {number}: there is no {op[:80]!r}.", fix=did_you_mean(op, COMMANDS))
    known = list(inspect.signature(command).parameters.values())[1:]
    values = {key: value for key, value in edit.items() if key != "op"}
    names = [each.name for each in known]
    for key in values:
        if key not in names:
            raise InputError(
                f"Edit {number}: {op} takes no {str(key)[:80]!r}.",
                fix=did_you_mean(str(key), names),
            )
    missing = [
        e.name for e in known if e.default is inspect.Parameter.empty and e.name not in values
    ]
    if missing:
        raise InputError(f"Edit {number}: {op} needs {missing[0]}.", fix="Give it.")
    hints = get_type_hints(command)
    for key, value in values.items():
        choices = _choices(hints[key])
        if choices and value not in choices:
            raise InputError(
                f"Edit {number}: {str(value)[:80]!r} is no {key} of {op}.",
                fix=did_you_mean(str(value)[:80], [str(each) for each in choices]),
            )
    return command, values


def _choices(hint: Any) -> tuple[Any, ...]:
    """Return what a literal type allows, None where it is optional; nothing for other types."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    parts = get_args(hint)
    found = [each for part in parts if get_origin(part) is Literal for each in get_args(part)]
    return (*found, None) if found and type(None) in parts else tuple(found)


# The whole


def set_title(data: Data, *, title: str) -> None:
    """Say what the conflict is."""
    data["title"] = title


def set_status_quo(
    data: Data, *, state: str | None = None, take: dict[str, bool] | None = None
) -> None:
    """Set today's state, take or leave single options in it (``take``), or, without either, unset it."""
    if state is None and take is None:
        data.pop("status_quo", None)
        return
    ids = ids_of(data, "options")
    if state is not None:
        data["status_quo"] = state
    held = str(data.get("status_quo") or "")
    now = dict(zip(ids, held if len(held) == len(ids) else "N" * len(ids), strict=True))
    for option, taken in (take or {}).items():
        find(data, "options", option)
        now[option] = "Y" if taken else "N"
    if take:
        data["status_quo"] = "".join(now.values())


def set_attitude(data: Data, *, of: str, to: str, attitude: Sign | None = None) -> None:
    """Set the attitude of one party to another; without a sign, its default."""
    for party in (of, to):
        find(data, "decision_makers", party)
    rows = {party: dict(row) for party, row in mapping(data, "attitudes").items()}
    row = rows.setdefault(of, {})
    if attitude is None:
        row.pop(to, None)
    else:
        row[to] = attitude
    data["attitudes"] = {party: row for party, row in rows.items() if row}
    if not data["attitudes"]:
        del data["attitudes"]


def set_preferences(
    data: Data, *, party: str, preferences: list[dict[str, Any]] | dict[str, Any] | None = None
) -> None:
    """Set what a party wants: statements, or ``{"ranking": …}`` or ``{"weights": …}``; None takes it out."""
    find(data, "decision_makers", party)
    held = data.setdefault("preferences", {})
    if preferences is None:
        held.pop(party, None)
    else:
        held[party] = preferences


# Parties


def add_party(
    data: Data,
    *,
    id: str | None = None,  # noqa: A002 - the key of the file
    name: str | None = None,
    assumption: str | None = ADDED,
    evidence: list[str] | None = None,
) -> str:
    """Add a party at the end, with no preferences."""
    count = len(items(data, "decision_makers")) + 1
    party = free_id(data, "decision_makers", id or f"P{count}", exact=id is not None)
    element = {"id": party, "name": (name or "").strip() or f"Party {count}"}
    data.setdefault("decision_makers", []).append(element | basis_of(data, evidence, assumption))
    data.setdefault("preferences", {})[party] = []
    return party


def remove_party(data: Data, *, id: str) -> None:  # noqa: A002
    """Take a party out, with its preferences, attitudes, moves and views; its options go first."""
    find(data, "decision_makers", id)
    owned = [option["id"] for option in items(data, "options") if option.get("owner") == id]
    if owned:
        raise InputError(f"{id} owns {', '.join(owned)}.", fix="Remove its options first.")
    data["decision_makers"] = [each for each in data["decision_makers"] if each["id"] != id]
    for key in ("preferences", "attitudes", "unknown", "probabilities", "views"):
        mapping(data, key).pop(id, None)
    for row in mapping(data, "attitudes").values():
        row.pop(id, None)
    for view in every_view(data):
        for key in ("preferences", "views"):
            mapping(view, key).pop(id, None)
    for key in ("moves", "forbidden_moves"):
        # A common move takes all who make it.
        if key in data:
            data[key] = [move for move in items(data, key) if id not in movers_of(move)]


def reorder_parties(data: Data, *, order: list[str]) -> None:
    """Put the parties in another order."""
    data["decision_makers"] = in_order(data, "decision_makers", order)


# Options


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


# Names


def rename(
    data: Data,
    *,
    id: str,  # noqa: A002
    name: str | None = None,
    to: str | None = None,
    what: Kind | None = None,
    derive: bool = False,
) -> str | None:
    """Give a party, an option or a state another name, or another id wherever it is spoken of.

    The id is ``to``, or, with ``derive``, one made of the name; the new one is returned.
    """
    kinds = {"option": "options", "party": "decision_makers", "state": "states"}
    chosen = (
        [kinds[what]]
        if what is not None
        else [key for key in kinds.values() if id in ids_of(data, key)]
    )
    element = find(data, chosen[0] if chosen else "options", id)
    if name is None and to is None:
        raise InputError("A new name is missing.", fix="Give name, or to (a new id).")
    if name is not None:
        if not name.strip():
            raise InputError(f"{id} needs a name.", fix="Give one.")
        element["name"] = name.strip()
    if derive and to is None:
        held = {key: each for key, each in element.items() if key != "id"}
        element.clear()  # its own id is free to it
        to = free_id(data, chosen[0], str(held.get("name") or id), exact=False)
        element |= {"id": id, **held}
    if to is None or to == id:
        return None
    free_id(data, chosen[0], to, exact=True)
    if chosen[0] == "options":
        rename_in_expressions(data, id, to)
        rename_option(data, id, to)
    elif chosen[0] == "states":
        rename_states(data, id, to)
    else:
        rename_party(data, id, to)
    element["id"] = to
    return to


# What cannot be


def add_infeasible(
    data: Data,
    *,
    when: str | None = None,
    pattern: str | None = None,
    why: str | None = None,
    assumption: str | None = None,
    evidence: list[str] | None = None,
) -> None:
    """Add a rule: states where an expression holds, or that match a pattern, do not exist."""
    data.setdefault("infeasible", []).append(
        rule_of(when, pattern, why) | basis_of(data, evidence, assumption)
    )


def set_infeasible(
    data: Data,
    *,
    place: int,
    when: str | None = None,
    pattern: str | None = None,
    why: str | None = None,
) -> None:
    """Say what a rule says instead; what it rests on stays."""
    rule = find_at(data.get("infeasible"), place, "rule")
    kept = {key: rule[key] for key in ("evidence", "assumption") if key in rule}
    rule.clear()
    rule.update(rule_of(when, pattern, why) | kept)


def remove_infeasible(data: Data, *, place: int) -> None:
    """Take a rule out, by its place from 0."""
    find_at(data.get("infeasible"), place, "rule")
    del data["infeasible"][place]
    if not data["infeasible"]:
        del data["infeasible"]


def add_coalesced(
    data: Data,
    *,
    pattern: str,
    why: str | None = None,
    assumption: str | None = None,
    evidence: list[str] | None = None,
) -> None:
    """Let the states that match a pattern count as one."""
    merged = {"pattern": pattern, "why": why or None} | basis_of(data, evidence, assumption)
    said = {key: value for key, value in merged.items() if value is not None}
    data.setdefault("coalesced", []).append(said)


def set_coalesced(data: Data, *, place: int, pattern: str, why: str | None = None) -> None:
    """Say which states count as one instead; what it rests on stays."""
    merged = find_at(data.get("coalesced"), place, "merged state")
    merged |= {"pattern": pattern}
    merged.pop("why", None)
    if why:
        merged["why"] = why


def remove_coalesced(data: Data, *, place: int) -> None:
    """Take merged states apart, by their place from 0."""
    find_at(data.get("coalesced"), place, "merged state")
    del data["coalesced"][place]
    if not data["coalesced"]:
        del data["coalesced"]


# What elements rest on


def set_basis(
    data: Data,
    *,
    what: Element,
    id: str | None = None,  # noqa: A002
    place: int | None = None,
    evidence: list[str] | None = None,
    assumption: str | None = None,
) -> None:
    """Say what an element rests on: evidence by id, an assumption.

    A party or an option is named by ``id``, a rule by ``place``, a preference statement by both.
    """
    element = element_of(data, what, id, place)
    check_evidence(data, evidence or ())
    give_basis(element, evidence or [], assumption)


def cite(
    data: Data,
    *,
    what: Element,
    quotation: dict[str, Any],
    id: str | None = None,  # noqa: A002
    place: int | None = None,
) -> str:
    """Let an element rest on a quotation: ``document``, ``start``, ``end``, ``quote`` and who speaks."""
    element = element_of(data, what, id, place)
    held = data.setdefault("evidence", {})
    same = ("document", "start", "end")
    missing = [key for key in (*same, "quote") if quotation.get(key) is None]
    if missing:
        raise InputError(f"The quotation has no {missing[0]}.", fix="Give it.")
    found = next(
        (key for key, each in held.items() if all(each[k] == quotation[k] for k in same)), None
    )
    if found is None:
        found = next(key for n in range(len(held) + 1, 10**9) if (key := f"e{n}") not in held)
        held[found] = {key: value for key, value in quotation.items() if value is not None}
    element["evidence"] = list(dict.fromkeys([*(element.get("evidence") or ()), found]))
    return found


COMMANDS: dict[str, Callable[..., str | None]] = {
    command.__name__: command
    for command in (
        *(set_title, set_status_quo, set_attitude, set_preferences),
        *(add_party, remove_party, reorder_parties),
        *(add_option, remove_option, reorder_options, merge_options, split_option),
        *(accept_option, set_direction, set_owner, rename),
        *(add_infeasible, set_infeasible, remove_infeasible),
        *(add_coalesced, set_coalesced, remove_coalesced, set_basis, cite),
    )
}
"""Every command by the name that stands in ``op``; each takes the content and keyword arguments."""
