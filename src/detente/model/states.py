"""The state space of a conflict: feasible states, truth of expressions, preference ranks.

States are numbered in the order of their state strings. A set of states is an integer with one bit
per number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from detente.errors import AnalysisError, InputError
from detente.model.conflict import Conflict, Ranking, Statements, Weights
from detente.model.expression import Expression

#: Option combinations are enumerated up to this many options.
MAX_OPTIONS = 20


def option_tables(count: int) -> list[int]:
    """Return each option's truth table over all 2^count combinations (bit c: combination c)."""
    tables = []
    for place in range(count):
        block = ((1 << (1 << place)) - 1) << (1 << place)
        width = 1 << (place + 1)
        while width < 1 << count:
            block |= block << width
            width *= 2
        tables.append(block)
    return tables


@dataclass(frozen=True)
class StateSpace:
    """The feasible states of a conflict, in the order of their state strings.

    Attributes
    ----------
    conflict : Conflict
        The model.
    names : tuple of str
        State strings, sorted.
    codes : tuple of int
        Options taken in each state: bit ``o`` for option number ``o``.
    """

    conflict: Conflict
    names: tuple[str, ...]
    codes: tuple[int, ...]
    _places: tuple[int, ...]

    @classmethod
    def of(cls, conflict: Conflict) -> StateSpace:
        """Enumerate the feasible states.

        Raises
        ------
        AnalysisError
            With more than ``MAX_OPTIONS`` options, with the estimate.
        InputError
            When no state is feasible.
        """
        count = len(conflict.options)
        if count > MAX_OPTIONS:
            raise AnalysisError(
                f"{count} options make {2**count:,} combinations; explicit solution enumerates at "
                f"most {2**MAX_OPTIONS:,} ({MAX_OPTIONS} options).",
                source=conflict.source,
                fix="Merge or drop options.",
            )
        everything = (1 << (1 << count)) - 1
        tables = _tables(conflict)
        feasible = everything
        for rule in conflict.infeasible:
            if rule.when is not None:
                feasible &= ~rule.when.truth(tables, everything)
            if rule.pattern is not None:
                feasible &= ~pattern_truth(rule.pattern, conflict, tables, everything)
        if not feasible:
            raise InputError(
                "No state is feasible: the infeasibility rules remove every state.",
                source=conflict.source,
                fix="Drop or narrow a rule.",
            )
        column = _column(feasible, 1 << count)
        places = tuple(place for place, mark in enumerate(column) if mark == "1")
        names = tuple(
            format(place, f"0{count}b").replace("0", "N").replace("1", "Y") if count else ""
            for place in places
        )
        codes = tuple(int(format(place, f"0{count}b")[::-1], 2) if count else 0 for place in places)
        return cls(conflict, names, codes, places)

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def index(self, name: str) -> int:
        """Return the number of a state string.

        Raises
        ------
        InputError
            When it is no feasible state of this model.
        """
        number = self._numbers.get(name)
        if number is None:
            ids = " ".join(option.id for option in self.conflict.options)
            if len(name) == len(self.conflict.options) and set(name) <= {"Y", "N"}:
                raise InputError(
                    f"The state {name!r} is infeasible in this model.",
                    source=self.conflict.source,
                    fix="An infeasibility rule removes it.",
                )
            raise InputError(
                f"{name[:80]!r} is no state of this model.",
                source=self.conflict.source,
                fix=f"Write one Y or N per option, in the order: {ids}.",
            )
        return number

    def _marks(self, expression: Expression) -> list[str]:
        size = 1 << len(self.conflict.options)
        table = expression.truth(_tables(self.conflict), (1 << size) - 1)
        column = _column(table, size)
        return [column[place] for place in self._places]

    def holds(self, expression: Expression) -> int:
        """Return the set of states in which an expression is true."""
        return int("".join(reversed(self._marks(expression))), 2)

    def ranks(self, dm: str) -> tuple[int, ...]:
        """Return each state's preference rank for a decision maker: 0 is best, ties are equal.

        Statements are compared lexicographically by truth (Fraser & Hipel 1988), rankings and
        weights as given. A decision maker without preferences is indifferent.
        """
        preferences = self.conflict.preferences.get(dm)
        match preferences:
            case Statements(items=items) if items:
                vectors = [
                    "".join(v) for v in zip(*(self._marks(i.that) for i in items), strict=True)
                ]
                order = {v: rank for rank, v in enumerate(sorted(set(vectors), reverse=True))}
                return tuple(order[vector] for vector in vectors)
            case Ranking(groups=groups):
                place = {name: rank for rank, group in enumerate(groups) for name in group}
                return tuple(place[name] for name in self.names)
            case Weights(weights=weights):
                sums = [
                    sum(
                        weights.get(option.id, 0)
                        for option, mark in zip(self.conflict.options, name, strict=True)
                        if mark == "Y"
                    )
                    for name in self.names
                ]
                best = {total: rank for rank, total in enumerate(sorted(set(sums), reverse=True))}
                return tuple(best[total] for total in sums)
            case _:
                return (0,) * len(self.names)


def _tables(conflict: Conflict) -> dict[str, int]:
    """Return truth tables in which the first option is the most significant bit of the place."""
    count = len(conflict.options)
    tables = option_tables(count)
    return {option.id: tables[count - 1 - n] for n, option in enumerate(conflict.options)}


def _column(table: int, size: int) -> str:
    """Return a truth table as one character per combination, place 0 first."""
    return format(table, f"0{size}b")[::-1]


def pattern_truth(pattern: str, conflict: Conflict, tables: dict[str, int], everything: int) -> int:
    """Return the truth table of a pattern: where every ``Y`` option is taken and every ``N`` is not."""
    result = everything
    for mark, option in zip(pattern, conflict.options, strict=True):
        if mark == "Y":
            result &= tables[option.id]
        elif mark == "N":
            result &= ~tables[option.id]
    return result
