"""States by the names people give them: a state string, the options taken, the status quo."""

from __future__ import annotations

from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict
from detente.model.expression import composed

_STATUS_QUO = ("status-quo", "status_quo", "status quo")
_NOTHING = ("none", "nothing")


def state_named(conflict: Conflict, text: str) -> str:
    """Return the state string that a text names.

    Parameters
    ----------
    conflict : Conflict
        The model.
    text : str
        A state string (in graph form the id of a state), option ids joined with ``+`` (those are taken, no other), ``none`` (no
        option is taken) or ``status-quo``. Feasibility is not checked here.

    Raises
    ------
    InputError
        When the text names no combination of options.

    Examples
    --------
    >>> from detente.model.files import loads
    >>> model = "{detente: 1, title: T, decision_makers: [{id: A}], options: [{id: a, owner: A},"
    >>> conflict = loads(model + " {id: b, owner: A}], preferences: {A: [{that: a}]}}")
    >>> state_named(conflict, "b"), state_named(conflict, "a+b"), state_named(conflict, "NY")
    ('NY', 'YY', 'NY')
    """
    ids = [option.id for option in conflict.options]
    given = composed(text.strip())
    if len(given) == len(ids) and set(given) <= {"Y", "N"}:
        return given
    merged = [each.pattern for each in conflict.coalesced]
    if given in merged or any(given == state.id for state in conflict.states):
        return given
    names = [part.strip() for part in given.split("+")]
    if ids and all(name in ids for name in names):
        return "".join("Y" if name in names else "N" for name in ids)
    if ids and given.lower() in _NOTHING:
        return "N" * len(ids)
    if given.lower() in _STATUS_QUO:
        if conflict.status_quo is None:
            raise InputError(
                "The model has no status quo.",
                source=conflict.source,
                fix="Add status_quo, or name a state.",
            )
        return conflict.status_quo
    if conflict.states:
        raise InputError(
            f"No state {given[:80]!r} in this model.",
            source=conflict.source,
            fix=did_you_mean(given[:80], [state.id for state in conflict.states]),
        )
    if set(given.upper()) <= {"Y", "N", "-"}:
        raise InputError(
            f"{given[:80]!r} is no state of this model.",
            source=conflict.source,
            fix=f"Write one Y or N per option, in the order: {' '.join(ids)}.",
        )
    unknown = next((name for name in names if name not in ids), given)
    raise InputError(
        f"{given[:80]!r} is no state of this model: there is no option {unknown[:80]!r}.",
        source=conflict.source,
        fix=did_you_mean(unknown, ids),
    )
