"""Scenarios: named variants of a model, written as short changes.

A change is one of

* ``USA>PRK=+`` — set an attitude cell;
* ``accept=forward`` (or ``back``, ``both``) — make an option one-way, or not;
* ``drop PRK: arm`` — drop a preference statement;
* ``add PRK: !arm`` — add one last; ``top PRK: !arm`` — first; ``add PRK: !arm at 3`` — third;
* ``forbid talk & arm`` / ``allow talk & arm`` — add or drop an infeasibility rule;
* ``status quo YNNY`` — begin elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict, Direction, Infeasible, Preference, Statements
from detente.model.editing import with_attitudes
from detente.model.expression import composed, parse_expression
from detente.model.naming import state_named

_STATEMENT = re.compile(r"(drop|add|top)\s+([^:]+?)\s*:\s*(.+?)(?:\s+at\s+(\d+))?", re.DOTALL)
_RULE = re.compile(r"(forbid|allow)\s+(.+)", re.DOTALL)
_STATUS_QUO = re.compile(r"status[ _-]?quo\s*[:=]?\s*(\S+)", re.IGNORECASE)
_DIRECTION = re.compile(r"(\S+?)\s*=\s*(forward|back|both)")
_SAID = "Scenario, not in the sources."
_HOW = "Such as USA>PRK=+, accept=forward, drop PRK: arm, add PRK: !arm, forbid talk & arm."


def apply_changes(conflict: Conflict, changes: Iterable[str]) -> Conflict:
    """Return a variant of a model.

    Parameters
    ----------
    conflict : Conflict
        The model.
    changes : iterable of str
        Changes as described above, applied in order.

    Raises
    ------
    InputError
        For a change that cannot be read, or that names nothing in the model.

    Examples
    --------
    >>> from detente.model.files import loads
    >>> model = "{detente: 1, title: T, decision_makers: [{id: A}], options: [{id: a, owner: A}],"
    >>> conflict = loads(model + " preferences: {A: [{that: a}]}}")
    >>> str(apply_changes(conflict, ["top A: !a"]).preferences["A"].items[0].that)
    '!a'
    """
    for change in changes:
        conflict = _changed(conflict, composed(change.strip()))
    return conflict


def parse_scenario(text: str) -> tuple[str, tuple[str, ...]]:
    """Split ``NAME: change; change`` into the name and its changes.

    Raises
    ------
    InputError
        When there is no name or no change.
    """
    name, colon, rest = text.partition(":")
    changes = tuple(filter(None, (part.strip() for part in rest.split(";"))))
    if not colon or not name.strip() or not changes:
        raise InputError(
            f"Cannot read the scenario {text.strip()[:80]!r}.",
            fix=f"Write NAME: CHANGE; CHANGE. {_HOW}",
        )
    return name.strip(), changes


def parse_scenarios(text: str, *, source: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Read scenarios, one a line; empty lines and lines that begin with ``#`` do not count."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(parse_scenario(line))
            except InputError as error:
                raise InputError(
                    error.message, source=source, line=number, fix=error.fix
                ) from error
    return found


def _changed(conflict: Conflict, change: str) -> Conflict:
    ids = [option.id for option in conflict.options]
    if match := _STATEMENT.fullmatch(change):
        return _statement(conflict, *match.groups())
    if match := _STATUS_QUO.fullmatch(change):
        return replace(conflict, status_quo=state_named(conflict, match.group(1)))
    if match := _RULE.fullmatch(change):
        verb, text = match.groups()
        when = parse_expression(text, ids)
        if verb == "forbid":
            rule = Infeasible(when=when, why=_SAID, assumption=_SAID)
            return replace(conflict, infeasible=(*conflict.infeasible, rule))
        rules = tuple(rule for rule in conflict.infeasible if rule.when != when)
        if len(rules) == len(conflict.infeasible):
            known = [str(rule.when or rule.pattern) for rule in conflict.infeasible]
            raise InputError(f"No infeasible rule {text[:80]!r}.", fix=did_you_mean(text, known))
        return replace(conflict, infeasible=rules)
    if match := _DIRECTION.fullmatch(change):
        name, direction = match.groups()
        if name not in ids:
            raise InputError(f"No option {name[:80]!r}.", fix=did_you_mean(name, ids))
        options = tuple(
            replace(option, direction=Direction(direction)) if option.id == name else option
            for option in conflict.options
        )
        return replace(conflict, options=options)
    if ">" in change and "=" in change:
        return with_attitudes(conflict, change)
    raise InputError(f"Cannot read the change {change[:80]!r}.", fix=_HOW)


def _statement(conflict: Conflict, verb: str, party: str, text: str, place: str | None) -> Conflict:
    ids = [dm.id for dm in conflict.decision_makers]
    if party not in ids:
        raise InputError(f"No decision maker {party[:80]!r}.", fix=did_you_mean(party, ids))
    stated = conflict.preferences.get(party, Statements())
    if not isinstance(stated, Statements):
        raise InputError(
            f"{party} has a ranking, not statements.", fix="Write its preferences as statements."
        )
    that = parse_expression(text, [option.id for option in conflict.options])
    items = list(stated.items)
    if verb == "drop":
        kept = [item for item in items if item.that != that]
        if len(kept) == len(items):
            known = [str(item.that) for item in items]
            raise InputError(
                f"{party} has no statement {text[:80]!r}.", fix=did_you_mean(text, known)
            )
        items = kept
    else:
        at = 0 if verb == "top" else int(place) - 1 if place else len(items)
        items.insert(max(0, at), Preference(that=that, assumption=_SAID))
    return replace(conflict, preferences={**conflict.preferences, party: Statements(tuple(items))})
