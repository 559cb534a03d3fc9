"""Who would leave a state in a game, told once, so that a game that differs little need not be asked again.

A move that nobody's response deters stays one as long as its mover wants the same, and the others answer
no more than they did from the states that their responses lead through. So of a variant, in which one
party's preferences or a cell of attitudes differ, only those states are left to be asked about that
nobody else would leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import and_, invert, is_
from typing import NamedTuple

from detente.engine.game import bits, inhabited
from detente.engine.metarational import ByState

Table = Sequence[int]


class Position(NamedTuple):
    """What a party replies from every state, what deters it, and what the others respond with."""

    replies: Table
    accepted: Table
    deter: ByState
    reach: ByState


class Unsettled:
    """Undeterred moves of a solved game, by party; worked out for a party when it is asked about.

    Parameters
    ----------
    positions : sequence of Position
        One per party.
    """

    def __init__(self, positions: Sequence[Position]) -> None:
        self._positions = positions
        self._led = cache(self._undeterred)

    def _undeterred(self, player: int) -> tuple[int, dict[int, tuple[int, int]]]:
        """Return the states that a party would leave, and by the state that it leaves for which and what may follow."""
        replies, _, deter, reach = self._positions[player]
        by_target: dict[int, int] = {}
        unstable = known = 0
        for state, targets in enumerate(replies):
            held = deter[state] if targets else 0
            # One that other states are left for is tried first: there are fewer to be looked at again.
            for target in chain(bits(targets & known), bits(targets & ~known)):
                if not reach[target] & held:
                    by_target[target] = by_target.get(target, 0) | 1 << state
                    known |= 1 << target
                    unstable |= 1 << state
                    break
        return unstable, {
            target: (states, reach[target] | 1 << target) for target, states in by_target.items()
        }

    def still_left(self, replies: Sequence[Table], accepted: Sequence[Table]) -> int:
        """Return states of a variant that somebody would leave there too.

        Parameters
        ----------
        replies, accepted : sequence of tables
            Those of the variant, by party. Tables that are the same objects are known to be alike.
        """
        same, more = [], 0
        for player, (was, minds, _, _) in enumerate(self._positions):
            if is_(replies[player], was) and is_(accepted[player], minds):
                same.append(player)
                continue
            more |= inhabited(tuple(map(and_, replies[player], map(invert, was))))
        found = 0
        for player in same:
            unstable, led = self._led(player)
            if not more:
                found |= unstable
                continue
            for states, through in led.values():
                if not through & more:
                    found |= states
        return found
