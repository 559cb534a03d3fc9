"""Expressions as alternatives of conjunctions, the only form that ``.gmcr`` files know."""

from __future__ import annotations

from detente.errors import InputError
from detente.model.expression import Expression

#: One conjunction: option id → taken or not.
Conjunction = dict[str, bool]

#: More alternatives than this are refused rather than written.
MAX_ALTERNATIVES = 256


def alternatives(expression: Expression) -> list[Conjunction]:
    """Return conjunctions of which at least one holds exactly where the expression does.

    Returns
    -------
    list of dict
        Empty when the expression holds nowhere.

    Raises
    ------
    InputError
        When more than ``MAX_ALTERNATIVES`` would be needed.

    Examples
    --------
    >>> from detente.model.expression import parse_expression
    >>> alternatives(parse_expression("a IF b", ["a", "b"]))
    [{'a': True}, {'b': False}]
    """
    return _kept(_alternatives(expression, wanted=True), expression)


def has_alternatives(expression: Expression) -> bool:
    """Say whether few enough conjunctions hold where an expression does."""
    try:
        alternatives(expression)
    except InputError:
        return False
    return True


def _alternatives(part: Expression, *, wanted: bool) -> list[Conjunction]:
    if part.operator == "option":
        return [{part.name: wanted}]
    if part.operator == "!":
        return _alternatives(part.operands[0], wanted=not wanted)
    if part.operator in ("IF", "IFF"):
        then, condition = part.operands
        if part.operator == "IF":
            if wanted:
                return [
                    *_alternatives(then, wanted=True),
                    *_alternatives(condition, wanted=False),
                ]
            return _both(
                _alternatives(then, wanted=False), _alternatives(condition, wanted=True), part
            )
        found = []
        for value in (True, False):
            found += _both(
                _alternatives(condition, wanted=value),
                _alternatives(then, wanted=value == wanted),
                part,
            )
        return found
    lists = [_alternatives(operand, wanted=wanted) for operand in part.operands]
    if (part.operator == "|") is wanted:
        return [each for found in lists for each in found]
    result = lists[0]
    for found in lists[1:]:
        result = _both(result, found, part)
    return result


def _both(one: list[Conjunction], other: list[Conjunction], whole: Expression) -> list[Conjunction]:
    found = [
        left | right
        for left in one
        for right in other
        if all(right.get(name, value) == value for name, value in left.items())
    ]
    return _kept(found, whole)


def _kept(found: list[Conjunction], whole: Expression) -> list[Conjunction]:
    """Drop alternatives that another one contains."""
    kept: list[Conjunction] = []
    for each in sorted(found, key=len):
        if not any(smaller.items() <= each.items() for smaller in kept):
            kept.append(each)
    if len(kept) > MAX_ALTERNATIVES:
        raise InputError(
            f"The expression {str(whole)[:80]!r} needs more than {MAX_ALTERNATIVES} alternatives.",
            fix="Such a file cannot hold it; keep the model in .yaml.",
        )
    return kept
