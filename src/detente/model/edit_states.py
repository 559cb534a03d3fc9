"""State strings of a model file rewritten: wherever one stands, when options come, go or change places.

A state is taken apart into a letter by option, changed, and put together again in the new order, so
that what is not touched keeps its meaning. Strings that are no states of the model stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Data = dict[str, Any]
Letters = dict[str, str]
#: From a state's letters to those of the states that it becomes: none where it is gone. The flag says
#: that the string is a *name*, which must stand for one state, and not a pattern.
Change = Callable[[Letters, bool], list[Letters]]
_Rewrite = Callable[[str, Sequence[str], bool], list[str]]


def restate(data: Data, before: Sequence[str], after: Sequence[str], change: Change) -> None:
    """Rewrite every state string of a model in option form, in place.

    Parameters
    ----------
    data : dict
        The content of a model file.
    before, after : sequence of str
        Option ids in order, before and after the change.
    change : callable
        What becomes of a state; see ``Change``.
    """

    def rewrite(text: str, ids: Sequence[str], name: bool) -> list[str]:  # noqa: FBT001
        if not isinstance(text, str) or not set(text) <= set("YN-"):
            return [text]
        # Merged states are named over all options, also where some are not seen.
        known = ids if len(text) == len(ids) else before
        if len(text) != len(known):
            return [text]
        states = change(dict(zip(known, text, strict=True)), name)
        return ["".join(each[option] for option in after if option in each) for each in states]

    _walk(data, before, rewrite)


def rename_states(data: Data, old: str, new: str) -> None:
    """Give a state of a model in graph form another id wherever it stands, in place."""

    def rewrite(text: str, _ids: Sequence[str], _name: bool) -> list[str]:  # noqa: FBT001
        return [new if text == old else text]

    _walk(data, (), rewrite)
    if data.get("status_quo") == old:
        data["status_quo"] = new
    for each in every_preferences(data):
        weights = each.get("weights") if isinstance(each, dict) else None
        if isinstance(weights, dict):
            each["weights"] = {new if key == old else key: w for key, w in weights.items()}


def every_preferences(data: Data) -> Iterator[Any]:
    """Give the preferences of every decision maker, and those that views hold."""
    yield from mapping(data, "preferences").values()
    for view in every_view(data):
        yield from mapping(view, "preferences").values()


def every_view(data: Data) -> Iterator[Data]:
    """Give every view, and the views within it."""
    for view in mapping(data, "views").values():
        if isinstance(view, dict):
            yield view
            yield from every_view(view)


def mapping(data: Data, key: str) -> dict[str, Any]:
    """Return a mapping of a model; an empty one where there is none."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def items(data: Data, key: str) -> list[Data]:
    """Return the elements of a list of a model; an empty one where there is none."""
    found = data.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _walk(data: Data, ids: Sequence[str], rewrite: _Rewrite) -> None:
    def patterns(key: str, *, name: bool = False) -> None:
        if key in data:
            data[key] = [
                item | {"pattern": each} if "pattern" in item else item
                for item in items(data, key)
                for each in (rewrite(item["pattern"], ids, name) if "pattern" in item else [""])
            ]

    def pairs(held: list[Any], one: str, other: str) -> list[Any]:
        result = []
        for item in held:
            if not isinstance(item, dict) or not {one, other} <= set(item):
                result.append(item)
                continue
            first, second = (rewrite(item[key], ids, False)[:1] for key in (one, other))  # noqa: FBT003
            # What has become the same on both sides says nothing any more.
            if first and second and (first != second or item[one] == item[other]):
                result.append(item | {one: first[0], other: second[0]})
        return result

    patterns("infeasible")
    patterns("coalesced", name=True)
    for key in ("moves", "forbidden_moves"):
        if key in data:
            data[key] = pairs(items(data, key), "from", "to")
    for dm, held in mapping(data, "probabilities").items():
        data["probabilities"][dm] = pairs(held, "better", "than")
    for dm, held in mapping(data, "unknown").items():
        data["unknown"][dm] = _unknown(held, ids, rewrite)
    for concept, states in mapping(data, "published").items():
        data["published"][concept] = [new for old in states for new in rewrite(old, ids, True)]  # noqa: FBT003
    _rank(data, ids, rewrite)
    for view in every_view(data):
        unseen = view.get("unseen_options") or ()
        _rank(view, [option for option in ids if option not in unseen], rewrite)
        if "unseen_states" in view:
            view["unseen_states"] = [
                new
                for old in view["unseen_states"]
                for new in rewrite(old, ids, False)  # noqa: FBT003
            ]


def _rank(data: Data, ids: Sequence[str], rewrite: _Rewrite) -> None:
    for held in mapping(data, "preferences").values():
        if not isinstance(held, dict) or not isinstance(held.get("ranking"), list):
            continue
        groups = [
            [new for old in group for new in rewrite(old, ids, True)]  # noqa: FBT003
            for group in ([each] if isinstance(each, str) else each for each in held["ranking"])
        ]
        held["ranking"] = [group[0] if len(group) == 1 else group for group in groups if group]


def _unknown(held: Any, ids: Sequence[str], rewrite: _Rewrite) -> Any:
    given = held if isinstance(held, list) else [held]
    result: list[Any] = []
    for item in given:
        between = item.get("between") if isinstance(item, dict) else None
        if not isinstance(between, list) or len(between) != 2:
            result.append(item)
            continue
        first, second = (rewrite(state, ids, False)[:1] for state in between)  # noqa: FBT003
        if first and second and first != second:
            result.append(item | {"between": [first[0], second[0]]})
    return result if isinstance(held, list) else (result[0] if result else [])
