"""Commands that edit the parties of a model, what they want, how they stand to each other, and what things are called."""

from __future__ import annotations

from typing import Any, Literal

from detente.errors import InputError
from detente.model.edit_effects import rename_option, rename_party
from detente.model.edit_elements import ADDED, basis_of, find, free_id, ids_of, in_order, movers_of
from detente.model.edit_expressions import rename_in_expressions
from detente.model.edit_states import Data, every_view, items, mapping, rename_states

Kind = Literal["party", "option", "state"]
Sign = Literal["+", "0", "-"]


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


COMMANDS = (add_party, remove_party, reorder_parties, set_attitude, set_preferences, rename)
