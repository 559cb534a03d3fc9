"""States, moves and attitudes in words made from the model's own option names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model.conflict import Attitude, Conflict, Option
from detente.model.expression import Expression

if TYPE_CHECKING:
    from collections.abc import Iterable

_ATTITUDES = {
    Attitude.POSITIVE: "positive",
    Attitude.NEUTRAL: "indifferent",
    Attitude.NEGATIVE: "negative",
}


def plain(option: Option) -> str:
    """Return an option's name as it reads inside a sentence (first letter lowered, no full stop).

    Names that begin with an acronym or a proper name keep their capital.
    """
    name = option.name.strip().rstrip(".")
    head = name.split(" ", 1)[0]
    if len(head) > 1 and head[1:].islower() and head[0].isupper():
        return name[0].lower() + name[1:]
    return name


def party_name(conflict: Conflict, party: str) -> str:
    """Return the display name of a decision maker."""
    return next(dm.name for dm in conflict.decision_makers if dm.id == party)


def join_words(parts: Iterable[str], last: str = "and") -> str:
    """Join parts with commas and a closing word.

    Examples
    --------
    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def taken_options(conflict: Conflict, state: str) -> list[Option]:
    """Return the options taken in a state."""
    return [option for option, mark in zip(conflict.options, state, strict=True) if mark == "Y"]


def describe_state(conflict: Conflict, state: str) -> str:
    """Say in words what each decision maker does in a state.

    Returns
    -------
    str
        Such as ``"Upstream: release water. Downstream: none of its options."``
    """
    parts = []
    taken = taken_options(conflict, state)
    for dm in conflict.decision_makers:
        own = [plain(option) for option in taken if option.owner == dm.id]
        if own:
            parts.append(f"{dm.name}: {join_words(own)}")
        elif any(option.owner == dm.id for option in conflict.options):
            parts.append(f"{dm.name}: none of its options")
    return "; ".join(parts)


def describe_change(conflict: Conflict, before: str, after: str) -> str:
    """Say in words what changes between two states, party by party.

    Returns
    -------
    str
        Such as ``"Upstream takes up: build the dam; gives up: release water"``; ``"nothing changes"``
        when the states are equal.
    """
    parts = []
    for dm in conflict.decision_makers:
        up = [plain(o) for o, b, a in _marks(conflict, before, after) if o.owner == dm.id and a > b]
        down = [
            plain(o) for o, b, a in _marks(conflict, before, after) if o.owner == dm.id and a < b
        ]
        verbs = []
        if up:
            verbs.append(f"takes up: {join_words(up)}")
        if down:
            verbs.append(f"gives up: {join_words(down)}")
        if verbs:
            parts.append(f"{dm.name} {', '.join(verbs)}")
    return "; ".join(parts) or "nothing changes"


def _marks(conflict: Conflict, before: str, after: str) -> Iterable[tuple[Option, str, str]]:
    return zip(conflict.options, before, after, strict=True)


def attitude_word(attitude: Attitude) -> str:
    """Return the plain word for an attitude."""
    return _ATTITUDES[attitude]


def describe_expression(conflict: Conflict, expression: Expression) -> str:
    """Say an expression in words, with the model's option names.

    ``A IF B`` reads "A, if B"; ``!A`` reads "not: A".
    """
    names = {option.id: plain(option) for option in conflict.options}

    def say(part: Expression, *, inside: bool) -> str:
        match part.operator:
            case "option":
                return names[part.name]
            case "!":
                return f"not: {say(part.operands[0], inside=True)}"
            case "IF":
                left, right = (say(operand, inside=True) for operand in part.operands)
                text = f"{left}, if {right}"
            case "IFF":
                left, right = (say(operand, inside=True) for operand in part.operands)
                text = f"{left}, if and only if {right}"
            case operator:
                word = " and " if operator == "&" else " or "
                text = word.join(say(operand, inside=True) for operand in part.operands)
        return f"({text})" if inside and part.operator in ("|", "IF", "IFF") else text

    return say(expression, inside=False)
