"""Models of a shape that formats of options cannot hold."""

from __future__ import annotations

from detente.errors import InputError
from detente.model.conflict import Conflict


def refuse_shape(conflict: Conflict, ending: str) -> None:
    """Refuse a model whose states or moves do not follow from options.

    Raises
    ------
    InputError
        For graph form, merged states, and added or forbidden moves.
    """
    shape = ("states", "coalesced", "move_rule", "moves", "forbidden_moves")
    lost = [key for key in conflict.further_keys() if key in shape]
    if lost:
        raise InputError(
            f"A {ending} file holds options only, not {' and '.join(lost)}.",
            source=conflict.source,
            fix="Export to .yaml, .graphml, .dot or a table.",
        )
