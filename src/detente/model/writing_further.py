"""The keys of a model file beyond options and preferences, as JSON data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente.model.conflict import Conflict, MoveRule, Preferences, Sourced

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.model.further import Transition, Unknown, View

WritePreferences = Callable[[Preferences], object]


def further(conflict: Conflict, write: WritePreferences) -> dict[str, Any]:
    """Return the further keys of a model; ``write`` turns preferences into JSON data."""
    return {
        "states": [
            {"id": state.id, "name": state.name, **sourced(state)} for state in conflict.states
        ],
        "move_rule": None if conflict.move_rule is MoveRule.TOGETHER else conflict.move_rule.value,
        "moves": [_transition(move) for move in conflict.moves],
        "forbidden_moves": [_transition(move) for move in conflict.forbidden_moves],
        "coalesced": [
            {"pattern": merged.pattern, **_why(merged.why), **sourced(merged)}
            for merged in conflict.coalesced
        ],
        "unknown": {dm: _unknown(given) for dm, given in conflict.unknown.items()},
        "probabilities": {
            dm: [
                {
                    "better": chance.better,
                    "than": chance.than,
                    "probability": _number(chance.probability),
                    **sourced(chance),
                }
                for chance in chances
            ]
            for dm, chances in conflict.probabilities.items()
        },
        "views": {dm: _view(view, write) for dm, view in conflict.views.items()},
    }


def sourced(item: Sourced) -> dict[str, Any]:
    """Return the evidence and the assumption of an item, as far as set."""
    result: dict[str, Any] = {}
    if item.evidence:
        result["evidence"] = list(item.evidence)
    if item.assumption is not None:
        result["assumption"] = item.assumption
    return result


def _why(why: str | None) -> dict[str, str]:
    return {} if why is None else {"why": why}


def _transition(move: Transition) -> dict[str, Any]:
    by = move.by[0] if len(move.by) == 1 else list(move.by)
    return {"by": by, "from": move.start, "to": move.end, **_why(move.why), **sourced(move)}


def _unknown(given: Unknown) -> object:
    pairs = [{"between": list(pair.between), **sourced(pair)} for pair in given.pairs]
    if given.rest:
        return ["rest", *pairs] if pairs else "rest"
    return pairs


def _number(value: Fraction) -> float | int | str:
    """Return a probability as a number when it is written exactly, else as a fraction in text."""
    from fractions import Fraction

    if value.denominator == 1:
        return value.numerator
    text = repr(float(value))
    return float(value) if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def _view(view: View, write: WritePreferences) -> dict[str, Any]:
    result: dict[str, Any] = {
        "unseen_options": list(view.unseen_options),
        "unseen_states": list(view.unseen_states),
        "preferences": {dm: write(given) for dm, given in view.preferences.items()},
        "views": {dm: _view(inner, write) for dm, inner in view.views.items()},
    }
    return {key: value for key, value in result.items() if value} | sourced(view)
