"""A grid of scenarios: every combination of attitudes, statements, orders and rules that may vary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import prod

from detente.analysis.sweeping import parse_cells
from detente.errors import InputError
from detente.model.conflict import Attitude, Conflict, Statements

_SIGNS = ("-", "0", "+")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that varies: its name, its values, and how a value changes a model."""

    name: str
    values: tuple[str, ...]
    apply: Callable[[Conflict, str], Conflict]
    cell: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """All combinations of some dimensions, numbered with the last dimension fastest."""

    conflict: Conflict
    dimensions: tuple[Dimension, ...]

    @property
    def size(self) -> int:
        """Number of scenarios."""
        return prod(len(dimension.values) for dimension in self.dimensions)

    def values(self, number: int) -> tuple[str, ...]:
        """Return the value of each dimension in a scenario."""
        result = []
        for dimension in reversed(self.dimensions):
            number, place = divmod(number, len(dimension.values))
            result.append(dimension.values[place])
        return tuple(reversed(result))

    def settings(self, number: int) -> dict[str, str]:
        """Return a scenario's values by name of the dimension."""
        names = (dimension.name for dimension in self.dimensions)
        return dict(zip(names, self.values(number), strict=True))

    def scenario(self, number: int) -> Conflict:
        """Return the model of a scenario."""
        conflict = self.conflict
        # Later places first: dropping a statement must not renumber those still to be changed.
        changes = list(zip(self.dimensions, self.values(number), strict=True))
        for dimension, value in reversed(changes):
            conflict = dimension.apply(conflict, value)
        return conflict

    @property
    def only_attitudes(self) -> bool:
        """Whether nothing but attitude cells varies."""
        return all(dimension.cell for dimension in self.dimensions)


def parse_grid(conflict: Conflict, vary: str) -> Grid:
    """Read what varies.

    Parameters
    ----------
    conflict : Conflict
        The model.
    vary : str
        Comma-separated: ``USA>PRK`` an attitude cell (``USA`` the whole row); ``statement:USA:2``
        the second statement of USA, kept or dropped; ``order:USA:2`` that statement and the next, as
        they stand or swapped; ``rule:1`` the first infeasibility rule, kept or dropped.

    Raises
    ------
    InputError
        For anything else, or a number that the model does not have.
    """
    attitudes: dict[str, Dimension] = {}
    edits: dict[tuple[int, str, int, int], Dimension] = {}
    ids = [dm.id for dm in conflict.decision_makers]
    for part in filter(None, (piece.strip() for piece in vary.split(","))):
        kind, *rest = (piece.strip() for piece in part.split(":"))
        if kind == "rule" and len(rest) == 1:
            place = _place(part, rest[0], len(conflict.infeasible))
            edits[2, "", place, 0] = Dimension(part, ("kept", "dropped"), _rule(place))
        elif kind in ("statement", "order") and len(rest) == 2:
            dm = rest[0]
            preferences = conflict.preferences.get(dm)
            if dm not in ids or not isinstance(preferences, Statements):
                raise InputError(
                    f"{part!r} needs a decision maker with statements.",
                    source=conflict.source,
                    fix="Such as statement:" + f"{ids[0]}:1.",
                )
            count = len(preferences.items) - (kind == "order")
            place = _place(part, rest[1], count)
            # Orders are applied after statements of the same place: sorted later, reversed first.
            edit = _swap(dm, place) if kind == "order" else _drop(dm, place)
            other = "swapped" if kind == "order" else "dropped"
            edits[kind == "order", dm, place, 0] = Dimension(part, ("kept", other), edit)
        elif rest:
            raise InputError(
                f"Cannot vary {part!r}.",
                source=conflict.source,
                fix="Write USA>PRK, statement:USA:2, order:USA:2 or rule:1.",
            )
        else:
            for of, to in parse_cells(conflict, part):
                name = f"{of}>{to}"
                attitudes[name] = Dimension(name, _SIGNS, _attitude(of, to), (of, to))
    dimensions = (*attitudes.values(), *(edits[key] for key in sorted(edits)))
    if not dimensions:
        raise InputError("Nothing varies.", fix="Name an attitude cell, a statement or a rule.")
    return Grid(conflict, dimensions)


def _place(part: str, text: str, count: int) -> int:
    if not text.isdigit() or not 1 <= int(text) <= count:
        raise InputError(f"{part!r}: there is no number {text}.", fix=f"Known: 1 to {count}.")
    return int(text) - 1


def _attitude(of: str, to: str) -> Callable[[Conflict, str], Conflict]:
    def change(conflict: Conflict, value: str) -> Conflict:
        row = {**conflict.attitudes.get(of, {}), to: Attitude(value)}
        return replace(conflict, attitudes={**conflict.attitudes, of: row})

    return change


def _rule(place: int) -> Callable[[Conflict, str], Conflict]:
    def change(conflict: Conflict, value: str) -> Conflict:
        if value == "kept":
            return conflict
        rules = conflict.infeasible
        return replace(conflict, infeasible=rules[:place] + rules[place + 1 :])

    return change


def _edited(
    dm: str, edit: Callable[[Sequence[object]], Sequence[object]]
) -> Callable[[Conflict, str], Conflict]:
    def change(conflict: Conflict, value: str) -> Conflict:
        preferences = conflict.preferences[dm]
        if value == "kept" or not isinstance(preferences, Statements):
            return conflict
        items = Statements(tuple(edit(preferences.items)))  # type: ignore[arg-type]
        return replace(conflict, preferences={**conflict.preferences, dm: items})

    return change


def _drop(dm: str, place: int) -> Callable[[Conflict, str], Conflict]:
    return _edited(dm, lambda items: [*items[:place], *items[place + 1 :]])


def _swap(dm: str, place: int) -> Callable[[Conflict, str], Conflict]:
    return _edited(
        dm, lambda items: [*items[:place], items[place + 1], items[place], *items[place + 2 :]]
    )
