"""Finding, naming and grounding the elements of a model file's content, for the commands that edit it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

from detente.errors import InputError, did_you_mean
from detente.model.edit_states import Data, items, mapping
from detente.model.expression import is_id
from detente.model.fields import _RESERVED

Element = Literal["party", "option", "infeasible", "preference"]
ADDED = "Added by the analyst."


def ids_of(data: Data, key: str) -> list[str]:
    """Return the ids of the elements of a kind, in their order."""
    return [str(each.get("id")) for each in items(data, key)]


def find(data: Data, key: str, name: str) -> Data:
    """Return the element of a kind that has an id, or raise an InputError that names the nearest."""
    for each in items(data, key):
        if each.get("id") == name:
            return each
    kind = {"options": "option", "decision_makers": "party", "states": "state"}[key]
    raise InputError(f"There is no {kind} {name!r}.", fix=did_you_mean(name, ids_of(data, key)))


def find_at(held: Any, place: int, what: str) -> Data:
    """Return what stands at a place of a list, or raise an InputError."""
    if not isinstance(held, list) or not 0 <= place < len(held):
        count = len(held) if isinstance(held, list) else 0
        raise InputError(f"There is no {what} {place}.", fix=f"There are {count}, from 0.")
    found: Data = held[place]
    return found


def element_of(data: Data, what: Element, name: str | None, place: int | None) -> Data:
    """Return an element by its kind and name or place."""
    if what in ("party", "option"):
        key = "decision_makers" if what == "party" else "options"
        return find(data, key, name or "")
    if what == "infeasible":
        return find_at(data.get("infeasible"), -1 if place is None else place, "rule")
    held = mapping(data, "preferences").get(name or "")
    return find_at(held, -1 if place is None else place, f"preference of {name}")


def in_order(data: Data, key: str, order: Sequence[str]) -> list[Data]:
    """Return the elements of a kind in an order that names each once."""
    by_id = {each["id"]: each for each in data[key]}
    if sorted(order) != sorted(by_id):
        raise InputError("The order does not name each once.", fix=f"They are: {', '.join(by_id)}.")
    return [by_id[name] for name in order]


def free_id(data: Data, key: str, wish: str, *, exact: bool) -> str:
    """Return an id that can be given: the very wish, or one made from it that is free."""
    taken = set(ids_of(data, key))
    if exact:
        if wish in taken:
            raise InputError(f"The id {wish!r} is taken already.", fix="Give another.")
        if not is_id(wish) or wish.lower() in _RESERVED:
            raise InputError(
                f"{wish[:80]!r} cannot be an id.",
                fix="Begin with a letter, go on with letters, digits, _ or -.",
            )
        return wish
    plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode()
    if key == "options":
        plain = plain.lower()
    base = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:24].strip("_") or "item"
    if not base[0].isalpha() or base.lower() in _RESERVED:
        base = f"o_{base}"
    return next(
        name for n in range(1, 10**9) if (name := base if n == 1 else f"{base}_{n}") not in taken
    )


def basis_of(data: Data, evidence: Sequence[str] | None, assumption: str | None) -> Data:
    """Return what an element rests on, as its keys in the file."""
    element: Data = {}
    check_evidence(data, evidence or ())
    give_basis(element, evidence or (), assumption)
    return element


def check_evidence(data: Data, evidence: Sequence[str]) -> None:
    """Raise an InputError for an item of evidence that the model does not hold."""
    held = mapping(data, "evidence")
    for item in evidence:
        if item not in held:
            raise InputError(f"The model cites no {item[:80]!r}.", fix=did_you_mean(item, held))


def give_basis(element: Data, evidence: Sequence[str], assumption: str | None) -> None:
    """Replace what an element rests on."""
    for key, value in (("evidence", list(evidence)), ("assumption", assumption)):
        element.pop(key, None)
        if value and (not isinstance(value, str) or value.strip()):
            element[key] = value


def rule_of(when: str | None, pattern: str | None, why: str | None) -> Data:
    """Return an infeasible rule, which has either an expression or a pattern."""
    if (when is None) == (pattern is None):
        raise InputError("A rule has either an expression or a pattern.", fix="Give one.")
    said = {"when": when, "pattern": pattern, "why": why or None}
    return {key: value for key, value in said.items() if value is not None}


def check_option_form(data: Data) -> None:
    """Raise an InputError for a model that lists states instead of options."""
    if data.get("states"):
        raise InputError(
            "This model lists states instead of options (graph form).",
            fix="Edit its states in the file.",
        )


def movers_of(move: Data) -> list[str]:
    """Return who makes a move."""
    by = move.get("by")
    return by if isinstance(by, list) else [str(by)]
