"""Edits of a model as commands: one place for file tools, Python and the browser.

A command works on the content of a model file (its JSON form), so that a model that is still
unfinished can be edited too. Reordering and renaming change nothing that is meant: equilibria named
by the options taken are the same before and after. An option that comes in is one about which
everybody is indifferent; one that goes is as if never taken.

Examples
--------
>>> from detente.model.files import loads
>>> model = "{detente: 1, title: T, decision_makers: [{id: A}], options: [{id: a, owner: A},"
>>> conflict = loads(model + " {id: b, owner: A}], preferences: {A: {ranking: [YN, NY, NN, YY]}}}")
>>> swapped = edited(conflict, [{"op": "reorder_options", "order": ["b", "a"]}])
>>> swapped.preferences["A"].groups
(('NY',), ('YN',), ('NN',), ('YY',))
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin, get_type_hints

from detente.errors import InputError, did_you_mean
from detente.model import edit_options, edit_parties, edit_rankings, edit_rules
from detente.model.conflict import Conflict
from detente.model.edit_states import Data

Edit = Mapping[str, Any]


def edited(conflict: Conflict, edits: Sequence[Edit]) -> Conflict:
    """Return a copy of a model with edits made, one after another.

    Parameters
    ----------
    conflict : Conflict
    edits : sequence of mappings
        Each with ``op``, one of ``COMMANDS``, and what that command takes.

    Raises
    ------
    InputError
        When an edit makes no sense, or the model that comes of it has errors.
    """
    from detente.model.files import loads
    from detente.model.writing import to_json

    data, _ = apply(to_json(conflict), edits)
    return loads(json.dumps(data, ensure_ascii=False), "model.json")


def apply(data: Data, edits: Sequence[Edit]) -> tuple[Data, list[str | None]]:
    """Return the content of a model file with edits made, and the ids of what each edit has made.

    Raises
    ------
    InputError
        When an edit makes no sense; nothing is changed then.
    """
    data, made = copy.deepcopy(data), []
    for number, edit in enumerate(edits, start=1):
        command, values = _command(edit, number)
        try:
            made.append(command(data, **values))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"The edit {edit['op']!r} cannot be made: the model's outline is not that of a model file.",
                fix="Load the model anew.",
            ) from error
    return data, made


def _command(edit: Edit, number: int) -> tuple[Callable[..., str | None], dict[str, Any]]:
    op = str(edit.get("op"))
    command = COMMANDS.get(op)
    if command is None:
        raise InputError(f"Edit {number}: there is no {op[:80]!r}.", fix=did_you_mean(op, COMMANDS))
    known = list(inspect.signature(command).parameters.values())[1:]
    values = {key: value for key, value in edit.items() if key != "op"}
    names = [each.name for each in known]
    for key in values:
        if key not in names:
            raise InputError(
                f"Edit {number}: {op} takes no {str(key)[:80]!r}.",
                fix=did_you_mean(str(key), names),
            )
    missing = [
        e.name for e in known if e.default is inspect.Parameter.empty and e.name not in values
    ]
    if missing:
        raise InputError(f"Edit {number}: {op} needs {missing[0]}.", fix="Give it.")
    hints = get_type_hints(command)
    for key, value in values.items():
        choices = _choices(hints[key])
        if choices and value not in choices:
            raise InputError(
                f"Edit {number}: {str(value)[:80]!r} is no {key} of {op}.",
                fix=did_you_mean(str(value)[:80], [str(each) for each in choices]),
            )
    return command, values


def _choices(hint: Any) -> tuple[Any, ...]:
    """Return what a literal type allows, None where it is optional; nothing for other types."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    parts = get_args(hint)
    found = [each for part in parts if get_origin(part) is Literal for each in get_args(part)]
    return (*found, None) if found and type(None) in parts else tuple(found)


COMMANDS: dict[str, Callable[..., str | None]] = {
    command.__name__: command
    for room in (edit_rules, edit_parties, edit_rankings, edit_options)
    for command in room.COMMANDS
}
"""Every command by the name that stands in ``op``; each takes the content and keyword arguments."""
