"""Options renamed, merged, split, rejected, accepted: changed copies of a model.

Only models whose preferences are statements and that use no patterns outside infeasible rules are
edited so; states named one by one (rankings, unknown pairs, views) would have to be judged anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict, Infeasible, Option, Preference, Statements
from detente.model.expression import Expression

#: A truth value, or what an expression has become.
Value = Expression | bool


def rename_option(conflict: Conflict, option: str, name: str) -> Conflict:
    """Return a copy in which an option has another name; its id stays."""
    old = _option(conflict, option)
    if not name.strip():
        raise InputError("An option needs a name.", fix="Give one.")
    return _with_options(
        conflict, [replace(o, name=name.strip()) if o is old else o for o in conflict.options]
    )


def accept_option(conflict: Conflict, option: str, *, who: str) -> Conflict:
    """Return a copy in which somebody vouches for an option: its assumption says who accepts it."""
    old = _option(conflict, option)
    if old.assumption is None:
        return conflict
    word = f"Accepted by {who}: {old.assumption}"
    return _with_options(
        conflict, [replace(o, assumption=word) if o is old else o for o in conflict.options]
    )


def reject_option(conflict: Conflict, option: str) -> Conflict:
    """Return a copy without an option, as if it were never taken; statements that then say nothing go."""
    place = conflict.options.index(_option(conflict, option))
    if len(conflict.options) == 1:
        raise InputError("A model needs at least one option.", fix="Keep this one.")
    rules = []
    for rule in conflict.infeasible:
        when = _put(rule.when, option, value=False) if rule.when is not None else None
        if rule.pattern is not None and rule.pattern[place] == "Y":
            continue
        if isinstance(when, bool):
            if when:
                raise _none_left(option)
            continue
        pattern = rule.pattern and _cut(rule.pattern, place)
        if pattern is not None and not pattern.strip("-"):
            raise _none_left(option)
        rules.append(replace(rule, when=when, pattern=pattern))
    changed = _preferences(conflict, lambda that: _put(that, option, value=False))
    return replace(
        changed,
        options=tuple(o for o in conflict.options if o.id != option),
        infeasible=tuple(rules),
        status_quo=conflict.status_quo and _cut(conflict.status_quo, place),
        published={},
        outcome_names={},
        origin=None,
    )


def merge_options(conflict: Conflict, keep: str, others: Sequence[str]) -> Conflict:
    """Return a copy in which options of one owner are one: the first keeps id and name.

    Evidence is joined; statements about the others become statements about it.
    """
    kept = _option(conflict, keep)
    if not others or keep in others:
        raise InputError("A merge needs two different options.", fix="Name the one to keep first.")
    for name in others:
        other = _option(conflict, name)
        if other.owner != kept.owner:
            raise InputError(
                f"{keep} belongs to {kept.owner}, {name} to {other.owner}.",
                fix="Merge options of one owner.",
            )
        conflict = _merged(conflict, keep, name)
    return conflict


def split_option(
    conflict: Conflict, option: str, new: str, name: str, *, evidence: Iterable[str]
) -> Conflict:
    """Return a copy in which part of an option's evidence makes an option of its own.

    Statements that cite none but the moved evidence go with it; the rest stays.
    """
    old, moved = _option(conflict, option), tuple(dict.fromkeys(evidence))
    if any(o.id == new for o in conflict.options):
        raise InputError(f"There is an option {new!r} already.", fix="Give another id.")
    if not new.isidentifier():
        raise InputError(f"{new!r} is no option's id.", fix="Use letters, digits and underscores.")
    unknown = [item for item in moved if item not in old.evidence]
    if unknown or not moved:
        raise InputError(
            f"The option cites no {unknown[0]!r}."
            if unknown
            else "A split needs evidence to move.",
            fix=did_you_mean(unknown[0] if unknown else "", old.evidence),
        )
    _editable(conflict)
    place = conflict.options.index(old)
    left = tuple(item for item in old.evidence if item not in moved)
    assumption = old.assumption or (None if left else "Its evidence went to another option.")
    pair = (
        replace(old, evidence=left, assumption=assumption),
        replace(old, id=new, name=name.strip() or new, evidence=moved),
    )
    preferences = {}
    for dm, held in conflict.preferences.items():
        assert isinstance(held, Statements)  # noqa: S101 - checked by _editable
        preferences[dm] = Statements(
            tuple(
                replace(item, that=_renamed(item.that, option, new))
                if item.evidence and set(item.evidence) <= set(moved)
                else item
                for item in held.items
            )
        )
    return replace(
        conflict,
        options=(*conflict.options[:place], *pair, *conflict.options[place + 1 :]),
        preferences=preferences,
        infeasible=tuple(
            replace(r, pattern=r.pattern[: place + 1] + "-" + r.pattern[place + 1 :])
            if r.pattern
            else r
            for r in conflict.infeasible
        ),
        status_quo=conflict.status_quo
        and conflict.status_quo[: place + 1]
        + conflict.status_quo[place]
        + conflict.status_quo[place + 1 :],
        published={},
        outcome_names={},
        origin=None,
    )


def _merged(conflict: Conflict, keep: str, other: str) -> Conflict:
    one, two = _option(conflict, keep), _option(conflict, other)
    at, gone = conflict.options.index(one), conflict.options.index(two)
    rules: list[Infeasible] = []
    for rule in conflict.infeasible:
        when = _renamed(rule.when, other, keep) if rule.when is not None else None
        pattern = rule.pattern
        if pattern is not None:
            marks = {pattern[at], pattern[gone]} - {"-"}
            if len(marks) == 2:
                continue  # asks for one taken and the other not: no such state is left
            mark = marks.pop() if marks else "-"
            pattern = _cut(pattern[:at] + mark + pattern[at + 1 :], gone)
        rules.append(replace(rule, when=when, pattern=pattern))
    quo = conflict.status_quo
    if quo is not None:
        taken = "Y" if "Y" in (quo[at], quo[gone]) else quo[at]
        quo = _cut(quo[:at] + taken + quo[at + 1 :], gone)
    cited = tuple(dict.fromkeys((*one.evidence, *two.evidence)))
    whole = replace(one, evidence=cited, assumption=one.assumption if two.assumption else None)
    if not cited:
        whole = replace(whole, assumption=one.assumption or two.assumption)
    changed = _preferences(conflict, lambda that: _renamed(that, other, keep))
    options = [whole if o is one else o for o in conflict.options if o is not two]
    return replace(
        changed,
        options=tuple(options),
        infeasible=tuple(rules),
        status_quo=quo,
        published={},
        outcome_names={},
        origin=None,
    )


def _none_left(option: str) -> InputError:
    return InputError(
        f"Without {option} no state would be left.", fix="Change the infeasible rules first."
    )


def _option(conflict: Conflict, name: str) -> Option:
    for option in conflict.options:
        if option.id == name:
            return option
    raise InputError(
        f"There is no option {name!r}.", fix=did_you_mean(name, [o.id for o in conflict.options])
    )


def _editable(conflict: Conflict) -> None:
    plain = all(isinstance(held, Statements) for held in conflict.preferences.values())
    special = [key for key in conflict.further_keys() if key != "move_rule"]
    if not plain or special:
        raise InputError(
            "This model names states one by one (rankings, unknown pairs, views, merged states).",
            fix="Edit its options in the file.",
        )


def _preferences(conflict: Conflict, change: Callable[[Expression], Value]) -> Conflict:
    """Change every preference statement; those that became constant go, repetitions are joined."""
    _editable(conflict)
    preferences = {}
    for dm, held in conflict.preferences.items():
        assert isinstance(held, Statements)  # noqa: S101 - checked above
        items: dict[str, Preference] = {}
        for item in held.items:
            that = change(item.that)
            if isinstance(that, bool):
                continue
            first = items.get(str(that))
            if first is None:
                items[str(that)] = replace(item, that=that)
            else:
                joined = tuple(dict.fromkeys((*first.evidence, *item.evidence)))
                items[str(that)] = replace(first, evidence=joined)
        preferences[dm] = Statements(tuple(items.values()))
    return replace(conflict, preferences=preferences)


def _with_options(conflict: Conflict, options: Sequence[Option]) -> Conflict:
    return replace(conflict, options=tuple(options), origin=None)


def _cut(state: str, place: int) -> str:
    return state[:place] + state[place + 1 :]


def _renamed(expression: Expression, old: str, new: str) -> Expression:
    return replace(
        expression,
        name=new if expression.name == old else expression.name,
        operands=tuple(_renamed(operand, old, new) for operand in expression.operands),
    )


def _put(expression: Expression, option: str, *, value: bool) -> Value:
    """Put a truth value in an option's place and simplify."""
    if expression.operator == "option":
        return value if expression.name == option else expression
    parts = [_put(operand, option, value=value) for operand in expression.operands]
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
