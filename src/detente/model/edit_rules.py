"""Commands that edit a model's title, its states, and what its elements rest on."""

from __future__ import annotations

from typing import Any

from detente.errors import InputError
from detente.model.edit_elements import (
    Element,
    basis_of,
    check_evidence,
    element_of,
    find,
    find_at,
    give_basis,
    ids_of,
    rule_of,
)
from detente.model.edit_states import Data


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


COMMANDS = (
    set_title,
    set_status_quo,
    add_infeasible,
    set_infeasible,
    remove_infeasible,
    add_coalesced,
    set_coalesced,
    remove_coalesced,
    set_basis,
    cite,
)
