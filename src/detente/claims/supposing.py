"""A model in which something is supposed: an option is taken, or left, for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.errors import AnalysisError, InputError
from detente.model.conflict import Conflict, Infeasible, Ranking
from detente.model.expression import parse_expression
from detente.model.states import StateSpace

#: An option, and whether it is taken.
Deed = tuple[str, bool]


def supposing(conflict: Conflict, deeds: Sequence[Deed]) -> Conflict:
    """Return the model in which some options are settled: today's situation moves with them.

    States in which they are not so do not exist any longer. Where today's situation cannot move so,
    the model has none.

    Parameters
    ----------
    conflict : Conflict
        In option form.
    deeds : sequence of (option id, taken)

    Raises
    ------
    InputError
        When no state has all of them.
    """
    if not deeds:
        return conflict
    ids = [option.id for option in conflict.options]
    rules = tuple(
        Infeasible(when=parse_expression(f"!{name}" if taken else name, ids))
        for name, taken in deeds
    )
    settled = {ids.index(name): "Y" if taken else "N" for name, taken in deeds}

    def fits(state: str) -> bool:
        return all(state[place] == letter for place, letter in settled.items())

    preferences = {
        party: replace(
            stated,
            groups=tuple(
                kept for group in stated.groups if (kept := tuple(s for s in group if fits(s)))
            ),
        )
        if isinstance(stated, Ranking)
        else stated
        for party, stated in conflict.preferences.items()
    }
    changed = replace(
        conflict, infeasible=(*conflict.infeasible, *rules), preferences=preferences,
        status_quo=None, published={}, unknown={}, probabilities={}, views={},
    )  # fmt: skip
    try:
        space = StateSpace.of(changed)
    except (InputError, AnalysisError):
        space = None
    if space is None or not len(space):
        names = {option.id: option.name for option in conflict.options}
        told = " and ".join(f"“{names[name]}”{'' if taken else ' left'}" for name, taken in deeds)
        raise InputError(
            f"The model rules out what the claim supposes: {told}.",
            fix="Change the infeasible rules, or suppose something else.",
        )
    today = conflict.status_quo
    if today is not None:
        moved = "".join(settled.get(place, letter) for place, letter in enumerate(today))
        today = moved if space.find(moved) is not None else None
    return replace(changed, status_quo=today)
