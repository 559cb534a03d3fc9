"""Edits of a model: of preference statements and of attitude cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.model.conflict import Attitude, Conflict, Statements
from detente.model.expression import Expression


@dataclass(frozen=True, slots=True)
class PreferenceEdit:
    """One edit of one preference statement.

    Attributes
    ----------
    party : str
        Whose statement.
    kind : str
        ``swap`` (exchange with a lower one), ``condition`` (add IF) or ``drop``.
    statement : Expression
        The statement edited.
    other : Expression or None
        The lower statement it changes places with, or the condition added.
    places : tuple of int
        Its place in the party's list, and the other's.
    """

    party: str
    kind: str
    statement: Expression
    other: Expression | None
    places: tuple[int, ...]

    def __str__(self) -> str:
        other = f" with {self.other}" if self.other is not None else ""
        return f"{self.party}: {self.kind} {self.statement}{other}"

    def to_json(self) -> dict[str, Any]:
        """Return the edit as JSON data; places count from 1, the most important statement."""
        return {
            "party": self.party,
            "kind": self.kind,
            "place": self.places[0] + 1,
            "statement": str(self.statement),
            "other_place": self.places[1] + 1 if len(self.places) > 1 else None,
            "other": None if self.other is None else str(self.other),
        }


@dataclass(frozen=True, slots=True)
class AttitudeEdit:
    """One attitude cell set to another value."""

    of: str
    to: str
    before: Attitude
    after: Attitude

    def __str__(self) -> str:
        return f"{self.of}>{self.to}={self.after.value}"

    def to_json(self) -> dict[str, Any]:
        """Return the edit as JSON data."""
        return {
            "cell": f"{self.of}>{self.to}",
            "from": self.before.value,
            "to": self.after.value,
        }


def preference_edits(conflict: Conflict, party: str) -> tuple[PreferenceEdit, ...]:
    """List the single edits of a party's statements, mildest kind first.

    Any two statements may change places, a statement without condition may be made to hold only
    if an option that it does not mention is taken (or is not), and any may be dropped. Rankings
    and weights have no statements to edit.
    """
    given = conflict.preferences.get(party)
    items = given.items if isinstance(given, Statements) else ()
    found = [
        PreferenceEdit(party, "swap", items[i].that, items[j].that, (i, j))
        for i in range(len(items))
        for j in range(i + 1, len(items))
    ]
    for place, item in enumerate(items):
        if item.that.operator in ("IF", "IFF"):
            continue
        mentioned = set(item.that.options())
        for option in conflict.options:
            if option.id not in mentioned:
                literal = Expression("option", name=option.id)
                found += [
                    PreferenceEdit(party, "condition", item.that, condition, (place,))
                    for condition in (literal, Expression("!", (literal,)))
                ]
    found += [PreferenceEdit(party, "drop", item.that, None, (n,)) for n, item in enumerate(items)]
    return tuple(found)


def apply_edits(conflict: Conflict, edits: Sequence[PreferenceEdit]) -> Conflict | None:
    """Return the conflict with edits made; None when they touch the same statement."""
    preferences = dict(conflict.preferences)
    for party in dict.fromkeys(edit.party for edit in edits):
        given = preferences[party]
        if not isinstance(given, Statements):
            return None
        order = edited_order([edit for edit in edits if edit.party == party], len(given.items))
        if order is None:
            return None
        preferences[party] = Statements(
            tuple(
                given.items[place]
                if condition is None
                else replace(
                    given.items[place],
                    that=Expression("IF", (given.items[place].that, condition)),
                )
                for place, condition in order
            )
        )
    return replace(conflict, preferences=preferences)


def edited_order(
    edits: Sequence[PreferenceEdit], count: int
) -> Iterator[tuple[int, Expression | None]] | None:
    """Yield (place, condition added) in the new order; None when edits touch the same statement."""
    moved: dict[int, int] = {}
    added: dict[int, Expression | None] = {}
    dropped: set[int] = set()
    touched: set[int] = set()
    for edit in edits:
        if touched & set(edit.places):
            return None
        touched.update(edit.places)
        if edit.kind == "swap":
            i, j = edit.places
            moved[i], moved[j] = j, i
        elif edit.kind == "drop":
            dropped.update(edit.places)
        else:
            added[edit.places[0]] = edit.other
    places = (moved.get(at, at) for at in range(count))
    return ((place, added.get(place)) for place in places if place not in dropped)
