"""A conflict model as a cube of options, for the engines that never list its states."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from detente.engine.large.cube import CubeGame, Gate, Ranked, weighted
from detente.model.conflict import Conflict, Direction, Ranking, Statements, Weights
from detente.model.states import number_of

if TYPE_CHECKING:
    from detente.model.expression import Expression

_SIGNS = {Direction.BOTH: 0, Direction.FORWARD: 1, Direction.BACK: -1}

#: What makes a model more than options, rules and complete preferences; each in words.
_BEYOND = {
    "states": "lists its states",
    "moves": "adds moves",
    "forbidden_moves": "forbids moves",
    "coalesced": "merges states",
    "unknown": "leaves preferences unknown",
    "probabilities": "gives probabilities of preferences",
    "views": "holds different views",
}


def beyond_options(conflict: Conflict) -> str | None:
    """Say what keeps a model from being a cube of options, or None when nothing does."""
    known = {item.name for item in fields(conflict)}
    for name, words in _BEYOND.items():
        if name in known and getattr(conflict, name):
            return f"the model {words}"
    if "move_rule" in known and str(getattr(conflict, "move_rule", "together")) != "together":
        return "the model changes the rule of moves"
    if not conflict.options:
        return "the model has no options"
    return None


def cube_of(conflict: Conflict) -> CubeGame:
    """Return a conflict in option form as a cube game; nothing is enumerated."""
    numbers = {option.id: n for n, option in enumerate(conflict.options)}
    option_gates = {name: Gate("option", option=n) for name, n in numbers.items()}
    players = {dm.id: n for n, dm in enumerate(conflict.decision_makers)}
    rules = []
    for rule in conflict.infeasible:
        parts = []
        if rule.when is not None:
            parts.append(gate_of(rule.when, option_gates))
        if rule.pattern is not None:
            parts.append(pattern_gate(rule.pattern))
        rules.append(parts[0] if len(parts) == 1 else Gate("|", tuple(parts)))
    preferences: list[tuple[Gate, ...] | Ranked] = []
    for dm in conflict.decision_makers:
        match conflict.preferences.get(dm.id):
            case Statements(items=items):
                preferences.append(tuple(gate_of(item.that, option_gates) for item in items))
            case Weights(weights=weights):
                preferences.append(weighted({numbers[o]: w for o, w in weights.items() if w}))
            case Ranking(groups=groups):
                preferences.append(
                    Ranked(tuple(tuple(number_of(s) for s in group) for group in groups))
                )
            case _:
                preferences.append(())
    return CubeGame(
        owner=tuple(players[option.owner] for option in conflict.options),
        direction=tuple(_SIGNS[option.direction] for option in conflict.options),
        preferences=tuple(preferences),
        infeasible=tuple(rules),
    )


def gate_of(expression: Expression, options: dict[str, Gate]) -> Gate:
    """Return an expression as gates."""
    if expression.operator == "option":
        return options[expression.name]
    return Gate(expression.operator, tuple(gate_of(part, options) for part in expression.operands))


def pattern_gate(pattern: str) -> Gate:
    """Return a pattern as gates: every ``Y`` option taken, every ``N`` not."""
    parts = []
    for n, mark in enumerate(pattern):
        option = Gate("option", option=n)
        if mark == "Y":
            parts.append(option)
        elif mark == "N":
            parts.append(Gate("!", (option,)))
    return Gate("&", tuple(parts))
