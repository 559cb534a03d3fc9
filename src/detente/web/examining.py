"""A model as the editor shows it: each line judged by itself, so that one that is wrong hides no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.model.expression import parse_expression

if TYPE_CHECKING:
    from detente.model.conflict import Conflict

#: What the editor goes through, also where a model lacks it.
_OUTLINE: dict[str, Any] = {
    "title": "",
    "decision_makers": [],
    "options": [],
    "preferences": {},
}


def outlined(content: dict[str, Any]) -> dict[str, Any]:
    """Return a model's content with every part of its outline there and of its kind."""
    return content | {
        key: held if isinstance(held := content.get(key), type(empty)) else empty
        for key, empty in _OUTLINE.items()
    }


def faults(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lines that cannot be read: preference statements and rules, each with what is wrong."""
    ids = [str(option.get("id")) for option in content["options"] if isinstance(option, dict)]
    found: list[dict[str, Any]] = []

    def judge(text: Any, what: str, party: str | None, place: int) -> None:
        try:
            parse_expression(str(text), ids)
        except InputError as error:
            said = {"message": error.message, "fix": error.fix}
            found.append({"what": what, "id": party, "place": place, **said})

    for party, held in content["preferences"].items():
        for place, item in enumerate(held if isinstance(held, list) else ()):
            judge(item.get("that") if isinstance(item, dict) else item, "preference", party, place)
    for place, rule in enumerate(content.get("infeasible") or ()):
        if isinstance(rule, dict) and rule.get("when") is not None:
            judge(rule["when"], "infeasible", None, place)
    return found


def readable(content: dict[str, Any], wrong: list[dict[str, Any]]) -> Conflict | None:
    """Return the conflict that is left without the lines that cannot be read, or None."""
    from detente.model.files import check_text

    if not wrong:
        return None
    left = json.loads(json.dumps(content))
    for fault in reversed(wrong):
        lines = (
            left["infeasible"]
            if fault["what"] == "infeasible"
            else left["preferences"][fault["id"]]
        )
        del lines[fault["place"]]
    return check_text(json.dumps(left, ensure_ascii=False), "model.json")[0]


def words(conflict: Conflict | None, wrong: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return every party's preference statements in words, in their places; nothing for what is wrong."""
    from detente.explain.words import describe_expression
    from detente.model.conflict import Statements

    said: dict[str, list[str]] = {}
    if conflict is None:
        return said
    for party, given in conflict.preferences.items():
        if isinstance(given, Statements):
            said[party] = [describe_expression(conflict, i.that, of=party) for i in given.items]
    for fault in wrong:
        if fault["what"] == "preference" and fault["id"] in said:
            said[fault["id"]].insert(fault["place"], "")
    return said
