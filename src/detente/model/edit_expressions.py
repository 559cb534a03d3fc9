"""Expressions of a model file rewritten: options renamed, or put to a truth value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.errors import InputError
from detente.model.edit_states import Data, every_preferences, items
from detente.model.expression import Expression, parse_expression

#: A truth value, or what an expression has become.
Value = Expression | bool
_WORD = re.compile(r"\w[\w-]*")


def rename_in_expressions(data: Data, old: str, new: str) -> None:
    """Name an option differently in every expression, in place; also where one is unfinished."""

    def change(text: str) -> str:
        return _WORD.sub(lambda match: new if match.group() == old else match.group(), text)

    for item, key in _expressions(data):
        if isinstance(item.get(key), str):
            item[key] = change(item[key])


def put_in_expressions(data: Data, option: str, options: Sequence[str], *, value: bool) -> None:
    """Put a truth value in an option's place in every expression, in place.

    Preference statements that then say nothing go, and so do rules that remove nothing. Unfinished
    expressions stay as they are.

    Raises
    ------
    InputError
        When a rule would remove every state.
    """
    rules = []
    for rule in items(data, "infeasible"):
        found = _put_in(rule.get("when"), option, options, value=value)
        if found is True:
            raise InputError(
                f"Without {option} no state would be left.",
                fix="Change the infeasible rules first.",
            )
        if found is not False:
            rules.append(rule if found is None else rule | {"when": found})
    if "infeasible" in data:
        data["infeasible"] = rules
    for held in every_preferences(data):
        if isinstance(held, list):
            kept = []
            for item in held:
                found = _put_in(item.get("that"), option, options, value=value)
                if not isinstance(found, bool):
                    kept.append(item if found is None else item | {"that": found})
            held[:] = kept


def join_repetitions(data: Data) -> None:
    """Drop preference statements that say what an earlier one of the same party says, in place."""
    for held in every_preferences(data):
        if not isinstance(held, list):
            continue
        first: dict[str, Data] = {}
        for item in held:
            known = first.setdefault(str(item.get("that")), item)
            if known is not item and item.get("evidence"):
                cited = [*(known.get("evidence") or ()), *item["evidence"]]
                known["evidence"] = list(dict.fromkeys(cited))
        held[:] = first.values()


def _expressions(data: Data) -> list[tuple[Data, str]]:
    """Return what holds an expression, with the key under which it does."""
    rules = [(rule, "when") for rule in items(data, "infeasible")]
    lists = [held for held in every_preferences(data) if isinstance(held, list)]
    return rules + [(item, "that") for held in lists for item in held if isinstance(item, dict)]


def _put_in(text: Any, option: str, options: Sequence[str], *, value: bool) -> str | bool | None:
    """Return what an expression becomes; None where it stays as it is."""
    if not isinstance(text, str) or option not in _WORD.findall(text):
        return None
    try:
        parsed = parse_expression(text, options)
    except InputError:
        return None
    found = put(parsed, option, value=value)
    return found if isinstance(found, bool) else str(found)


def put(expression: Expression, option: str, *, value: bool) -> Value:
    """Put a truth value in an option's place and simplify.

    Examples
    --------
    >>> str(put(parse_expression("a & b | c", ["a", "b", "c"]), "b", value=True))
    'a | c'
    """
    if expression.operator == "option":
        return value if expression.name == option else expression
    parts = [put(operand, option, value=value) for operand in expression.operands]
    if not any(isinstance(part, bool) for part in parts):
        kept = tuple(part for part in parts if not isinstance(part, bool))
        return replace(expression, operands=kept)
    if expression.operator == "!":
        return _not(parts[0])
    if expression.operator in ("&", "|"):
        absorbing = expression.operator == "|"
        if any(part is absorbing for part in parts):
            return absorbing
        left = tuple(part for part in parts if not isinstance(part, bool))
        if len(left) > 1:
            return replace(expression, operands=left)
        return left[0] if left else not absorbing
    first, second = parts
    if expression.operator == "IF":  # first IF second: first or not second
        if second is False or first is True:
            return True
        return first if second is True else _not(second)
    known, other = (first, second) if isinstance(first, bool) else (second, first)
    return other if known else _not(other)


def _not(value: Value) -> Value:
    if isinstance(value, bool):
        return not value
    return value.operands[0] if value.operator == "!" else Expression("!", (value,))
