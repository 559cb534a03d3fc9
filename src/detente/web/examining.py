"""A model as the editor shows it: each line judged by itself, so that one that is wrong hides no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.model.expression import parse_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.conflict import Conflict
    from detente.model.problems import Problem

#: Places of a ranking whose states the editor shows in words.
_WORDED = 200
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
    """Return the lines that cannot be read: preference statements, rules, merged states, each with what is wrong."""
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
    return [*found, *_merged_faults(content, found)]


def _merged_faults(
    content: dict[str, Any], wrong: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the merged states that cannot be, each judged by itself in what can be read beside it."""
    held = content.get("coalesced") or ()
    left = _without(content, wrong) | {"coalesced": []}
    if not held or _checked(left)[0] is None:
        return
    for place, item in enumerate(held):
        conflict, problems = _checked(left | {"coalesced": [item]})
        error = next((problem for problem in problems if problem.severity == "error"), None)
        if conflict is None and error is not None:
            said = {"message": error.message, "fix": error.fix}
            yield {"what": "merged", "id": None, "place": place, **said}


def readable(content: dict[str, Any], wrong: list[dict[str, Any]]) -> Conflict | None:
    """Return the conflict that is left without the lines that cannot be read, or None."""
    return _checked(_without(content, wrong))[0] if wrong else None


def outline_of(content: dict[str, Any], wrong: list[dict[str, Any]]) -> Conflict | None:
    """Return the parties, options and wishes alone as a conflict, or None: whatever else is wrong, they have words."""
    left = _without(content, wrong)
    bare = {key: held for key, held in left.items() if key in (*_OUTLINE, "detente", "states")}
    return _checked(bare)[0]


def _without(content: dict[str, Any], wrong: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a model's content without the lines that cannot be read."""
    left: dict[str, Any] = json.loads(json.dumps(content))
    for fault in reversed(wrong):
        key = {"infeasible": "infeasible", "merged": "coalesced"}.get(fault["what"])
        lines = left[key] if key is not None else left["preferences"][fault["id"]]
        del lines[fault["place"]]
    return left


def _checked(content: dict[str, Any]) -> tuple[Conflict | None, list[Problem]]:
    from detente.model.files import check_text

    return check_text(json.dumps(content, ensure_ascii=False), "model.json")


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


def ranked(content: dict[str, Any]) -> dict[str, Any]:
    """Return what the rankings of a model's content name in words, and where they do not fit its states.

    Also of a model that cannot be solved, as after a rule that excludes what is ranked.
    """
    from detente.explain.words import describe_state, option_names, sentence_case
    from detente.model.edit_rankings import groups, misfits, ranks

    conflict = outline_of(content | {"preferences": {}}, [])
    if conflict is None:
        return {"words": {}, "misfits": []}
    preferences = content["preferences"]
    found = [misfit for misfit in misfits(content) if misfit.held is preferences.get(misfit.party)]
    held = [each for each in preferences.values() if ranks(each)]
    states = [state for each in held for group in groups(each)[:_WORDED] for state in group]
    states += [state for misfit in found for state in misfit.missing[:_WORDED]]
    names = option_names(conflict)
    return {
        "words": {
            s: sentence_case(describe_state(conflict, s, names)) for s in dict.fromkeys(states)
        },
        "misfits": [
            {"party": each.party, "gone": list(each.gone), "missing": list(each.missing)}
            for each in found
        ],
    }
