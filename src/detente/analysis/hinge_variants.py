"""Changes of a model that hinges are made of: one element, one way to change it.

Several changes can be made at once as long as they do not touch the same element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.model.conflict import (
    Attitude,
    Conflict,
    Direction,
    Preference,
    Ranking,
    Sourced,
    Statements,
)
from detente.model.expression import Expression

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One change of one element of a model.

    Attributes
    ----------
    kind : str
        ``attitude``, ``preference``, ``infeasible`` or ``direction``.
    element, change : str
        What is changed, and how.
    party : str or None
        Whose it is.
    sources : tuple of Sourced
        The elements concerned, for what they rest on.
    places : tuple of int
        Places of the statements, rule or option in the model.
    cell, value : optional
        The attitude cell and its new value.
    """

    kind: str
    element: str
    change: str
    party: str | None
    sources: tuple[Sourced, ...] = ()
    places: tuple[int, ...] = ()
    cell: Cell | None = None
    value: Attitude | None = None

    def touches(self, other: Variant) -> bool:
        """Say whether two variants change the same element."""
        if self.kind != other.kind:
            return False
        if self.kind == "attitude":
            return self.cell == other.cell
        if self.kind == "preference" and self.party != other.party:
            return False
        return bool(set(self.places) & set(other.places))


DIRECTIONS = {
    "reversible": Direction.BOTH,
    "not to be given up": Direction.FORWARD,
    "not to be taken up": Direction.BACK,
}


def iter_variants(conflict: Conflict) -> Iterator[Variant]:
    """Yield every single change that is tried.

    Preference statements are dropped, turned round, or swapped with the next; infeasibility rules
    are dropped (where nobody's preference is a ranking); options become reversible, or one-way; attitude cells take their other values.
    """
    yield from _preference_variants(conflict)
    yield from _structure_variants(conflict)
    yield from _attitude_variants(conflict)


def _preference_variants(conflict: Conflict) -> Iterator[Variant]:
    for dm, preferences in conflict.preferences.items():
        if not isinstance(preferences, Statements):
            continue
        items = preferences.items
        for place, item in enumerate(items):
            ways: list[tuple[str, tuple[int, ...]]] = [("drop", (place,)), ("flip", (place,))]
            if place + 1 < len(items):
                ways.append((f"swap with next ({items[place + 1].that})", (place, place + 1)))
            for change, places in ways:
                yield Variant(
                    kind="preference",
                    element=f"{dm}: {item.that}",
                    change=change,
                    party=dm,
                    sources=tuple(items[each] for each in places),
                    places=places,
                )


def _structure_variants(conflict: Conflict) -> Iterator[Variant]:
    # A ranking says nothing about states that a dropped rule would add.
    ranked = any(isinstance(given, Ranking) for given in conflict.preferences.values())
    for place, rule in enumerate(() if ranked else conflict.infeasible):
        yield Variant(
            kind="infeasible",
            element=str(rule.when if rule.when is not None else rule.pattern),
            change="drop",
            party=None,
            sources=(rule,),
            places=(place,),
        )
    for place, option in enumerate(conflict.options):
        for change, direction in DIRECTIONS.items():
            # A one-way option is tried reversible; a reversible one is tried both ways.
            if (option.direction is Direction.BOTH) is not (direction is Direction.BOTH):
                yield Variant(
                    kind="direction",
                    element=option.id,
                    change=change,
                    party=option.owner,
                    sources=(option,),
                    places=(place,),
                )


def _attitude_variants(conflict: Conflict) -> Iterator[Variant]:
    ids = [dm.id for dm in conflict.decision_makers]
    for of in ids:
        for to in ids:
            for value in Attitude:
                if value is not conflict.attitude(of, to):
                    yield Variant(
                        kind="attitude",
                        element=f"{of}>{to}",
                        change=value.value,
                        party=of,
                        cell=(of, to),
                        value=value,
                    )


def cells_of(variants: Sequence[Variant]) -> dict[Cell, Attitude]:
    """Return the attitude cells that variants set."""
    return {v.cell: v.value for v in variants if v.cell is not None and v.value is not None}


def build(conflict: Conflict, variants: Sequence[Variant]) -> Conflict:
    """Return the conflict with all changes but those of attitudes made; none touches another."""
    preferences = dict(conflict.preferences)
    for party in dict.fromkeys(v.party for v in variants if v.kind == "preference" and v.party):
        given = preferences[party]
        if isinstance(given, Statements):
            own = [v for v in variants if v.kind == "preference" and v.party == party]
            preferences[party] = Statements(restated(given.items, own))
    dropped = {v.places[0] for v in variants if v.kind == "infeasible"}
    directions = {v.places[0]: DIRECTIONS[v.change] for v in variants if v.kind == "direction"}
    return replace(
        conflict,
        preferences=preferences,
        infeasible=tuple(r for n, r in enumerate(conflict.infeasible) if n not in dropped),
        options=tuple(
            replace(option, direction=directions.get(n, option.direction))
            for n, option in enumerate(conflict.options)
        ),
    )


def restated(items: tuple[Preference, ...], variants: Sequence[Variant]) -> tuple[Preference, ...]:
    """Return a party's statements with changes made."""
    return tuple(item for item in placed(items, variants) if item is not None)


def placed(
    items: tuple[Preference, ...], variants: Sequence[Variant]
) -> tuple[Preference | None, ...]:
    """Return a party's statements with changes made, None in the place of one that is dropped."""
    new: list[Preference | None] = list(items)
    for variant in variants:
        first = variant.places[0]
        if variant.change == "drop":
            new[first] = None
        elif variant.change == "flip":
            new[first] = replace(items[first], that=flipped(items[first].that))
        else:
            second = variant.places[1]
            new[first], new[second] = items[second], items[first]
    return tuple(new)


def flipped(expression: Expression) -> Expression:
    """Return the opposite of a wish; of a conditional one, the opposite under the same condition."""
    if expression.operator == "!":
        return expression.operands[0]
    if expression.operator in ("IF", "IFF"):
        return Expression(
            expression.operator, (flipped(expression.operands[0]), expression.operands[1])
        )
    return Expression("!", (expression,))
