"""Long lists of states that are counted exactly and written out only as far as they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from detente.model.states import name_of, number_of

if TYPE_CHECKING:
    from detente.solving.cube_solution import CountedSet

_CHUNK = 4096


class StateList(Sequence[str]):
    """The sorted state strings of a large set; ``total`` is exact, strings are made when read."""

    def __init__(self, options: int, states: CountedSet) -> None:
        self._options = options
        self._states = states

    @property
    def complete(self) -> bool:
        """Whether the list holds all states of its set, not only those found."""
        return getattr(self._states, "complete", True)

    @property
    def total(self) -> int:
        """Exact number of states, however large."""
        return self._states.count

    def __len__(self) -> int:
        return min(self._states.count, sys.maxsize)

    def __contains__(self, state: object) -> bool:
        return (
            isinstance(state, str)
            and len(state) == self._options
            and set(state) <= {"Y", "N"}
            and number_of(state) in self._states
        )

    def _names(self, stop: int | None) -> list[str]:
        return [name_of(number, self._options) for number in self._states.first(stop)]

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step > 0:
                return tuple(self._names(stop)[start:stop:step])
            return tuple(self._names(None)[place])
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._names((place % len(self)) + 1)[-1]

    def __iter__(self) -> Iterator[str]:
        sent, step = 0, _CHUNK
        while sent < len(self):
            names = self._names(sent + step)
            yield from names[sent:]
            if len(names) == sent:
                return
            sent, step = len(names), 2 * step

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StateList):
            return self.total == other.total and all(
                a == b for a, b in zip(self, other, strict=True)
            )
        if isinstance(other, (tuple, list)):
            return self.total == len(other) and tuple(self) == tuple(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(self[:3])
        return f"<{self.total:,} states: {shown}{', …' if self.total > 3 else ''}>"


def count_of(states: Sequence[str]) -> int:
    """Return the exact number of states in a list, which may exceed what ``len`` can say."""
    return states.total if isinstance(states, StateList) else len(states)
