"""Small conflicts from plain data, without files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.model.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    Direction,
    Infeasible,
    Option,
    Preference,
    Statements,
)
from detente.model.expression import parse_expression


def conflict_of(
    options: Mapping[str, str],
    preferences: Mapping[str, Sequence[str]],
    *,
    one_way: Sequence[str] = (),
    infeasible: Sequence[str] = (),
    attitudes: Mapping[str, str] | None = None,
    status_quo: str | None = None,
) -> Conflict:
    """Build a conflict: option id → owner, party → statements (most important first)."""
    ids = list(options)
    cells: dict[str, dict[str, Attitude]] = {}
    for cell, sign in (attitudes or {}).items():
        of, to = cell.split(">")
        cells.setdefault(of, {})[to] = Attitude(sign)
    return Conflict(
        title="A test",
        decision_makers=tuple(DecisionMaker(id=name, name=name.title()) for name in preferences),
        options=tuple(
            Option(
                id=name,
                name=f"Do {name}",
                owner=owner,
                direction=Direction.FORWARD if name in one_way else Direction.BOTH,
            )
            for name, owner in options.items()
        ),
        preferences={
            party: Statements(tuple(Preference(that=parse_expression(text, ids)) for text in texts))
            for party, texts in preferences.items()
        },
        infeasible=tuple(Infeasible(when=parse_expression(text, ids)) for text in infeasible),
        attitudes=cells,
        status_quo=status_quo,
    )
