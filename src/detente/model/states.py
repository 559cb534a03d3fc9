"""The state space of a conflict: feasible states, truth of expressions, preference ranks.

States are numbered in the order of their state strings. A set of states is an integer with one bit
per number.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.conflict import Conflict, Preferences, Ranking, Statements, Weights
from detente.model.expression import Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def number_of(state: str) -> int:
    """Return the natural number of a state string: its letters as binary digits."""
    return int("0" + state.replace("Y", "1").replace("N", "0"), 2)


def name_of(number: int, options: int) -> str:
    """Return the state string of a natural number."""
    return format(number, f"0{options}b").replace("0", "N").replace("1", "Y") if options else ""


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
        Options taken in each state: bit ``o`` for option number ``o``. Of merged states the first
        member's; in graph form 0.
    base : StateSpace, optional
        The states before merging, when states are merged.
    members : tuple of tuple of int
        Per merged state the numbers of its members in ``base``.
    """

    conflict: Conflict
    names: tuple[str, ...]
    codes: tuple[int, ...]
    _places: tuple[int, ...]
    base: StateSpace | None = None
    members: tuple[tuple[int, ...], ...] = ()

    @classmethod
    def of(cls, conflict: Conflict) -> StateSpace:
        """Enumerate the feasible states, merged states as one.

        Raises
        ------
        AnalysisError
            With more than ``MAX_OPTIONS`` options, with the estimate.
        InputError
            When no state is feasible, or a state is merged twice.
        """
        if conflict.states:
            names = tuple(sorted(state.id for state in conflict.states))
            return cls(conflict, names, (0,) * len(names), ())
        space = cls.unmerged(conflict)
        return space._merged() if conflict.coalesced else space

    def for_same(self, conflict: Conflict) -> StateSpace:
        """Return these states for a conflict that differs in nothing that makes states.

        Such are its preferences, attitudes, directions of options and moves.
        """
        same = copy.copy(self)  # with all that was worked out about the states
        object.__setattr__(same, "conflict", conflict)
        return same

    @classmethod
    def unmerged(cls, conflict: Conflict) -> StateSpace:
        """Enumerate the feasible states of a model in option form, merging none.

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
                fix="NASH, GMR, SMR, SEQ and counts of larger models go without that list: "
                "`detente solve --engine symbolic`, `solve --count`.",
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

    @classmethod
    def together(cls, conflict: Conflict, spaces: Sequence[StateSpace]) -> StateSpace:
        """Return the states of several spaces of one conflict's options, none merged, as one space.

        Such are the states of variants that drop rules.
        """
        if len(spaces) == 1:
            return spaces[0].for_same(conflict)
        found = {
            name: (code, place)
            for space in spaces
            for name, code, place in zip(space.names, space.codes, space._places, strict=True)
        }
        names = tuple(sorted(found))
        codes, places = zip(*(found[name] for name in names), strict=True)
        return cls(conflict, names, codes, places)

    def _merged(self) -> StateSpace:
        """Merge the states of each coalesced pattern into one that bears its name."""
        place: dict[int, str] = {}
        for merged in self.conflict.coalesced:
            for number, name in enumerate(self.names):
                if matches(merged.pattern, name):
                    if number in place:
                        raise InputError(
                            f"The state {name} is merged into {place[number]} and into "
                            f"{merged.pattern}.",
                            source=self.conflict.source,
                            fix="Make the coalesced patterns exclude each other.",
                        )
                    place[number] = merged.pattern
        groups: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            groups.setdefault(place.get(number, name), []).append(number)
        names = tuple(sorted(groups))
        return StateSpace(
            self.conflict,
            names,
            tuple(self.codes[groups[name][0]] for name in names),
            (),
            base=self,
            members=tuple(tuple(groups[name]) for name in names),
        )

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers = {name: number for number, name in enumerate(self.names)}
        if self.base is not None:
            for number, members in enumerate(self.members):
                numbers |= {self.base.names[member]: number for member in members}
        return numbers

    def find(self, name: str) -> int | None:
        """Return the number of a state string (or of the state it is merged into), or None."""
        return self._numbers.get(name)

    def index(self, name: str) -> int:
        """Return the number of a state string, or of the state it is merged into.

        Raises
        ------
        InputError
            When it is no feasible state of this model.
        """
        number = self._numbers.get(name)
        if number is None and self.conflict.states:
            raise InputError(
                f"No state {name[:80]!r}.",
                source=self.conflict.source,
                fix=did_you_mean(name[:80], self.names),
            )
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

    def matching(self, pattern: str) -> int:
        """Return the set of states that match a pattern; a merged state does when a member does.

        In graph form a pattern is the id of a state.
        """
        if self.conflict.states:
            found = self.find(pattern)
            return 0 if found is None else 1 << found
        if self.base is None:
            return sum(1 << n for n, name in enumerate(self.names) if matches(pattern, name))
        return sum(
            1 << number
            for number, members in enumerate(self.members)
            if any(matches(pattern, self.base.names[member]) for member in members)
        )

    @cached_property
    def _known_marks(self) -> dict[Expression, str]:
        return {}

    @cached_property
    def _known_sets(self) -> dict[Expression, int]:
        return {}

    def _marks(self, expression: Expression) -> str:
        if expression not in self._known_marks:
            size = 1 << len(self.conflict.options)
            table = expression.truth(_tables(self.conflict), (1 << size) - 1)
            column = _column(table, size)
            self._known_marks[expression] = "".join([column[place] for place in self._places])
        return self._known_marks[expression]

    def holds(self, expression: Expression) -> int:
        """Return the set of states in which an expression is true; of merged ones, all members."""
        if self.base is not None:
            true = self.base.holds(expression)
            return sum(
                1 << number
                for number, members in enumerate(self.members)
                if all(true >> member & 1 for member in members)
            )
        found = self._known_sets.get(expression)
        if found is None:
            found = self._known_sets[expression] = int(self._marks(expression)[::-1], 2)
        return found

    def ranks(self, dm: str) -> tuple[int, ...]:
        """Return each state's preference rank for a decision maker: 0 is best, ties are equal.

        Statements are compared lexicographically by truth (Fraser & Hipel 1988), rankings and
        weights as given. A decision maker without preferences is indifferent.

        Raises
        ------
        InputError
            When a decision maker does not rank the members of a merged state alike.
        """
        return self.ranks_by(self.conflict.preferences.get(dm), dm)

    def ranks_by(self, preferences: Preferences | None, dm: str) -> tuple[int, ...]:
        """Return each state's rank under given preferences; see `ranks`."""
        if self.base is not None and not isinstance(preferences, Ranking):
            return self._ranks_of_members(self.base.ranks_by(preferences, dm), dm)
        match preferences:
            case Statements(items=items) if items:
                vectors = [
                    "".join(v) for v in zip(*(self._marks(i.that) for i in items), strict=True)
                ]
                order = {v: rank for rank, v in enumerate(sorted(set(vectors), reverse=True))}
                return tuple(order[vector] for vector in vectors)
            case Ranking(groups=groups):
                place = {name: rank for rank, group in enumerate(groups) for name in group}
                if missing := next((name for name in self.names if name not in place), None):
                    raise InputError(
                        f"The ranking of {dm} misses {missing}.",
                        source=self.conflict.source,
                        fix="Name every feasible state once.",
                    )
                return tuple(place[name] for name in self.names)
            case Weights(weights=weights):
                sums = [
                    weights.get(name, 0)
                    if self.conflict.states
                    else sum(
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

    def _ranks_of_members(self, ranks: tuple[int, ...], dm: str) -> tuple[int, ...]:
        assert self.base is not None  # noqa: S101  (the caller looked)
        for name, members in zip(self.names, self.members, strict=True):
            odd = next((m for m in members if ranks[m] != ranks[members[0]]), None)
            if odd is not None:
                party = next(
                    (d.name or d.id for d in self.conflict.decision_makers if d.id == dm), dm
                )
                raise InputError(
                    f"{party} does not rank the states merged into {name} alike: "
                    f"{self.base.names[members[0]]} and {self.base.names[odd]}.",
                    source=self.conflict.source,
                    fix=f"Change the preferences of {party}, or give a ranking that names {name}.",
                )
        return tuple(ranks[members[0]] for members in self.members)


def matches(pattern: str, name: str) -> bool:
    """Say whether a state string matches a pattern; ``-`` is any letter."""
    return len(pattern) == len(name) and all(
        mark in ("-", letter) for mark, letter in zip(pattern, name, strict=True)
    )


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
