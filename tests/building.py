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
from detente.model.files import loads


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


#: A may give; B answers a gift. A would rather not give whatever B does.
GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    status_quo="NN",
)
#: A firm, a union and a ministry, with names in words.
FERRY = loads("""
detente: 1
title: A ferry roster
decision_makers:
  - {id: FIRM, name: Ferry company}
  - {id: UNION, name: Seafarers' union}
  - {id: GOV, name: Ministry of Transport}
options:
  - {id: raise, name: Raise wages, owner: FIRM}
  - {id: strike, name: Go on strike, owner: UNION}
  - {id: mediate, name: Send a mediator, owner: GOV}
preferences:
  FIRM: [{that: "!strike"}, {that: "!raise"}]
  UNION: [{that: raise}, {that: strike IFF !raise}]
  GOV: [{that: "!strike"}, {that: "!mediate"}]
status_quo: "NNN"
""")
