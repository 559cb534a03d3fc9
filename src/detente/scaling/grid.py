"""A grid of scenarios: every combination of attitudes, statements, orders and rules that may vary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import prod
from typing import TYPE_CHECKING

from detente.analysis.sweeping import parse_cells
from detente.errors import InputError
from detente.model.conflict import Attitude, Conflict, Statements

if TYPE_CHECKING:
    from detente.scaling.completing import Completing

_SIGNS = ("-", "0", "+")
_RULE = 2


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that varies: its name, its values, and how a value changes a model."""

    name: str
    values: Sequence[str]
    apply: Callable[[Conflict, str], Conflict]
    cell: tuple[str, str] | None = None
    completes: tuple[str, ...] = ()  # the decision makers whose preferences it settles


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


def parse_grid(conflict: Conflict, vary: str, *, seed: int = 0) -> Grid:
    """Read what varies.

    Parameters
    ----------
    conflict : Conflict
        The model.
    vary : str
        Comma-separated: ``USA>PRK`` an attitude cell (``USA`` the whole row); ``statement:USA:2``
        the second statement of USA, kept or dropped; ``order:USA:2`` that statement and the next, as
        they stand or swapped; ``rule:1`` the first infeasibility rule, kept or dropped;
        ``completion:USA`` every completion of USA's partly known preferences, ``completion:USA:500``
        a sample of them; ``completion`` every completion of everybody, ``completion:500`` a sample.
    seed : int
        Where samples start.

    Raises
    ------
    InputError
        For anything else, or a number that the model does not have.
    """
    attitudes: dict[str, Dimension] = {}
    edits: dict[tuple[int, str, int, int], Dimension] = {}
    completions: list[Dimension] = []
    ids = [dm.id for dm in conflict.decision_makers]
    for part in filter(None, (piece.strip() for piece in vary.split(","))):
        kind, *rest = (piece.strip() for piece in part.split(":"))
        if kind == "completion":
            completions += _completions(conflict, part, rest, seed)
        elif kind == "rule" and len(rest) == 1:
            place = _place(part, rest[0], len(conflict.infeasible))
            edits[_RULE, "", place, 0] = Dimension(part, ("kept", "dropped"), _rule(place))
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
                fix="Write USA>PRK, statement:USA:2, order:USA:2, rule:1 or completion:USA.",
            )
        else:
            for of, to in parse_cells(conflict, part):
                name = f"{of}>{to}"
                attitudes[name] = Dimension(name, _SIGNS, _attitude(of, to), (of, to))
    _check_apart(conflict, completions, edits)
    dimensions = (*attitudes.values(), *(edits[key] for key in sorted(edits)), *completions)
    if not dimensions:
        raise InputError("Nothing varies.", fix="Name an attitude cell, a statement or a rule.")
    return Grid(conflict, dimensions)


def _completions(conflict: Conflict, part: str, rest: Sequence[str], seed: int) -> list[Dimension]:
    """Read ``completion``, ``completion:USA``, ``completion:500`` or ``completion:USA:500``."""
    from detente.scaling.completing import MAX_COMPLETIONS, Completing

    completing = Completing(conflict)
    ids = [dm.id for dm in conflict.decision_makers]
    *named, sample = rest if rest and rest[-1].isdigit() else [*rest, ""]
    if len(named) > 1 or not set(named) <= set(ids):
        raise InputError(
            f"Cannot vary {part!r}.",
            source=conflict.source,
            fix=f"Write completion, completion:{ids[0]}, completion:500 or completion:{ids[0]}:500.",
        )
    dms = tuple(named) or completing.open
    if not dms:
        completing.check(", ".join(ids))
    for dm in dms:
        completing.check(dm)
    if not sample:
        return [_all_completions(completing, dm) for dm in dms]
    if not 1 <= int(sample) <= MAX_COMPLETIONS:
        raise InputError(f"{part!r}: sample from 1 to {MAX_COMPLETIONS:,} completions.")
    return [_sampled_completions(completing, part, dms, int(sample), seed)]


def _all_completions(completing: Completing, dm: str) -> Dimension:
    from detente.scaling.completing import Numbers

    listed = completing.listed(dm)

    def change(conflict: Conflict, value: str) -> Conflict:
        ranking = completing.ranking(listed.groups(int(value) - 1))
        return completing.complete(conflict, {dm: ranking})

    return Dimension(f"completion:{dm}", Numbers(listed.count), change, completes=(dm,))


def _sampled_completions(
    completing: Completing, name: str, dms: tuple[str, ...], count: int, seed: int
) -> Dimension:
    from detente.scaling.completing import Numbers

    def change(conflict: Conflict, value: str) -> Conflict:
        drawn = {dm: completing.drawn(dm, int(value), seed) for dm in dms}
        return completing.complete(conflict, drawn)

    return Dimension(name, Numbers(count), change, completes=dms)


def _check_apart(
    conflict: Conflict,
    completions: Sequence[Dimension],
    edits: Mapping[tuple[int, str, int, int], Dimension],
) -> None:
    """Refuse what cannot vary together: completions rest on all states and all statements."""
    settled = list(chain.from_iterable(each.completes for each in completions))
    twice = next((dm for dm in settled if settled.count(dm) > 1), None)
    if twice is not None:
        raise InputError(
            f"The preferences of {twice} are completed twice.",
            source=conflict.source,
            fix="Name each decision maker once.",
        )
    for kind, dm, *_ in edits if completions else ():
        if kind == _RULE or dm in settled:
            what = "infeasibility rules" if kind == _RULE else f"the statements of {dm}"
            raise InputError(
                f"Completions cannot vary together with {what}: they follow from them.",
                source=conflict.source,
                fix="Vary them in another grid.",
            )


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
