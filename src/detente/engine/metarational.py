"""The one formula behind every stability concept of one decision maker.

For a state s let L(s) be the states it would leave for, reach(s1) what the others may answer with,
and D(s) the states that deter. Then s is

* nash-like stable when L(s) is empty;
* metarational when every s1 in L(s) has some s2 in reach(s1) and D(s);
* symmetric metarational when moreover R(s2), all the own moves from s2, lie in D(s).

Sources: Howard (1971); Fraser & Hipel (1979); Fang, Hipel & Kilgour (1993).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from detente.engine.game import bits, inhabited
from detente.engine.reach import LegalReach


class ByState(Protocol):
    """A set of states for every state, listed or worked out where it is asked for."""

    def __getitem__(self, state: int, /) -> int:
        """Return the set of one state."""


def never_leaves(leave: Sequence[int]) -> int:
    """Return the states from which nobody wants to leave: L(s) is empty."""
    return (1 << len(leave)) - 1 ^ inhabited(leave)


def deterred(
    leave: Sequence[int],
    reach: ByState,
    deter: ByState,
    among: int | None = None,
) -> int:
    """Return the states (of ``among``, when given) at which every leaving move meets a deterring response."""
    stable = (1 << len(leave)) - 1 if among is None else among
    every = enumerate(leave) if among is None else ((state, leave[state]) for state in bits(among))
    legal = reach if isinstance(reach, LegalReach) else None
    for state, targets in every:
        if not targets:
            continue
        held = deter[state]
        if legal is not None:
            if not legal.all_meet(targets, held):
                stable ^= 1 << state
            continue
        while targets:
            low = targets & -targets
            if not reach[low.bit_length() - 1] & held:
                stable ^= 1 << state
                break
            targets ^= low
    return stable


def inescapably_deterred(
    leave: Sequence[int],
    reach: ByState,
    deter: ByState,
    moves: Sequence[int],
    holding: Sequence[int] | None = None,
) -> int:
    """Return the states at which every leaving move meets a response without escape.

    Escapes must all lead into ``holding``, by default what deters.
    """
    stable = (1 << len(leave)) - 1
    kept = deter if holding is None else holding
    looks: dict[int, Inescapable] = {}  # states of the same rank are bound by the same set
    for state, targets in enumerate(leave):
        if not targets:
            continue
        held, bound = deter[state], kept[state]
        look = looks.get(bound)
        if look is None:
            look = looks[bound] = Inescapable(moves, bound)
        while targets:
            low = targets & -targets
            if not look.any_of(reach[low.bit_length() - 1] & held):
                stable ^= 1 << state
                break
            targets ^= low
    return stable


class Inescapable:
    """Tells answers after which every move stays in a set, remembering those that were looked at."""

    def __init__(self, moves: Sequence[int], bound: int) -> None:
        self._moves, self._bound = moves, bound
        self._kept = self._escaped = 0

    def any_of(self, answers: int) -> bool:
        """Say whether there is such an answer among some states."""
        if answers & self._kept:
            return True
        answers &= ~self._escaped
        while answers:
            low = answers & -answers
            if not self._moves[low.bit_length() - 1] & ~self._bound:
                self._kept |= low
                return True
            self._escaped |= low
            answers ^= low
        return False
