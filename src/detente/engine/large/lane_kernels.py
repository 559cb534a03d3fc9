"""Compiled loops over what many games make of one score: `LANES` values a state, side by side.

States are told apart by *places of a layout*: a mover's own choice in the high bits, what the others
do in the low ones. The others answer within parts of it. What is true in some lanes is a row: the type's
lowest value where it is, else its greatest, which leaves a value alone that is to fall to the greater of both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from detente.engine.large.kernels import FLAG
from detente.engine.large.world_kernels import LOW

Array = Any

#: Games worked on side by side: as many short values as a line of the cache holds.
LANES = 32


@njit(cache=True, nogil=True, inline="always")
def _wanted(scores: Array, which: Array, state: int, row: Array) -> None:
    """Write the scores of a state, by lane those of ``which``."""
    if len(scores) == 1:
        value = scores[0, state]
        for lane in range(LANES):
            row[lane] = value
    else:
        for lane in range(LANES):
            row[lane] = scores[which[lane], state]


@njit(cache=True, nogil=True)
def begin(
    values: Array, first: int, up: Array, down: Array, scores: Array, which: Array, kind: Array,
    gone: Array,
) -> None:  # fmt: skip
    """Write the score of each place from ``first`` on, by lane that of ``which``; where there is no state, the greatest value."""
    wanted = np.empty(LANES, values.dtype)
    for at in range(len(values)):
        place = first + at
        state = up[place // len(down)] | down[place % len(down)]
        row = kind[state]
        _wanted(scores, which, state, wanted)
        for lane in range(LANES):
            value, least = wanted[lane], gone[row, lane]
            values[at, lane] = value if value > least else least


@njit(cache=True, nogil=True, inline="always")
def _fallen(at: int, choices: Array, stamps: Array, last: int) -> bool:
    """Say whether some value of a fibre (the choices of one player) fell after a turn."""
    newest = -1
    for n in range(len(choices)):
        newest = max(newest, stamps[at | choices[n]])
    return newest > last


@njit(cache=True, nogil=True)
def answer_in_order(
    values: Array, stamps: Array, turn: int, last: int, first: int, up: Array, down: Array, kind: Array,
    gone: Array, low: Array, high: Array, choices: Array, states: Array, order: Array, shields: Array,
    apart: Array, orders: Array, bounds: Array,
) -> bool:  # fmt: skip
    """Lower values to the least that moves of an opponent lead to, which goes wherever it is better off.

    Parameters
    ----------
    values, stamps, first : array, array, int
        A part of the layout from place ``first`` on; by place the turn in which some value last fell.
    turn, last : int
        This turn, and that in which the opponent moved before: what has not fallen since is left alone.
    gone : array
        By kind of state, the lanes in which such states exist.
    low, high : array
        They number the rows of orders, times their width.
    choices, states : array
        The opponent's choices as bits of places, and of states.
    order, shields : array
        By row the choices from the best to the worst, the first of each group of ties flagged; and the
        lanes in which that is the order, and nothing binds.
    apart, orders, bounds : array
        Lanes gone through one by one where they are not among these, with orders of their own. A bound
        holds by choice, as bits, the one-way options that keep the opponent there: it only goes to
        choices where they keep it too.
    """
    changed = False
    size, own = len(choices), choices[-1]
    least = np.empty(LANES, values.dtype)
    before = np.empty(LANES, values.dtype)
    top = values.dtype.type(np.iinfo(values.dtype).max)
    kept = np.empty(bounds.max() + 1, values.dtype)
    above = np.empty(len(kept), values.dtype)
    binding = np.array([bounds[number].max() > 0 for number in range(len(apart))])
    at: Any = np.int64(0)
    while at < len(values):
        if _fallen(at, choices, stamps, last):
            place = first + at
            state = up[place // len(down)] | down[place % len(down)]
            row = (low[state & (1 << LOW) - 1] + high[state >> LOW]) // size
            for lane in range(LANES):
                least[lane] = before[lane] = top
            for n in range(size):
                choice = np.int64(order[row, n])
                if choice & FLAG:
                    choice &= FLAG - 1
                    for lane in range(LANES):
                        limit, shield = least[lane], shields[row, lane]
                        before[lane] = limit if limit > shield else shield
                here, there = at | choices[choice], kind[state | states[choice]]
                fallen = False
                for lane in range(LANES):
                    value, limit = values[here, lane], before[lane]
                    limit = limit if limit > gone[there, lane] else gone[there, lane]
                    fallen |= limit < value
                    value = limit if limit < value else value
                    values[here, lane] = value
                    least[lane] = value if value < least[lane] else least[lane]
                if fallen:
                    stamps[here] = turn
                    changed = True
            for number in range(len(apart)):
                lane = apart[number]
                if shields[row, lane] != top:
                    continue
                if not binding[number]:
                    # Nothing binds: the same by two numbers.
                    best = most = top
                    for n in range(size):
                        choice = np.int64(orders[number, row, n])
                        if choice & FLAG:
                            choice &= FLAG - 1
                            most = best
                        here = at | choices[choice]
                        value = values[here, lane]
                        if most < value and gone[kind[state | states[choice]], lane] != top:
                            value = values[here, lane] = most
                            stamps[here] = turn
                            changed = True
                        best = min(best, value)
                    continue
                kept[:] = top
                above[:] = top
                for n in range(size):
                    choice = np.int64(orders[number, row, n])
                    if choice & FLAG:
                        choice &= FLAG - 1
                        above[:] = kept
                    here, there = at | choices[choice], kind[state | states[choice]]
                    value = values[here, lane]
                    if gone[there, lane] == top:
                        continue
                    key = within = bounds[number, choice]
                    if above[key] < value:
                        value = values[here, lane] = above[key]
                        stamps[here] = turn
                        changed = True
                    kept[within] = min(kept[within], value)
                    while within:
                        within = (within - 1) & key
                        kept[within] = min(kept[within], value)
        at = ((at | own) + 1) & ~own
    return changed


@njit(cache=True, nogil=True)
def answer_by_arcs(
    values: Array, stamps: Array, turn: int, last: int, first: int, up: Array, down: Array, kind: Array,
    gone: Array, low: Array, high: Array, choices: Array, states: Array, lanes: Array, starts: Array,
    begins: Array, ends: Array,
) -> bool:  # fmt: skip
    """Do what `answer_in_order` does in some lanes, each of which has a list of arcs, one after the other.

    ``begins`` holds lane by lane (from ``starts`` on) where arcs begin by place; ``ends`` the choices they lead to.
    """
    changed = False
    own = choices[-1]
    top = values.dtype.type(np.iinfo(values.dtype).max)
    at: Any = np.int64(0)
    while at < len(values):
        if _fallen(at, choices, stamps, last):
            index = first + at
            state = up[index // len(down)] | down[index % len(down)]
            place = low[state & (1 << LOW) - 1] + high[state >> LOW]
            for number in range(len(lanes)):
                lane, table = lanes[number], starts[number] + place
                size = len(choices)
                if begins[table + size] - begins[table] == size * (size - 1):
                    # It goes anywhere.
                    least = top
                    for n in range(size):
                        least = min(least, values[at | choices[n], lane])
                    for n in range(size):
                        here = at | choices[n]
                        if (
                            gone[kind[state | states[n]], lane] != top
                            and least < values[here, lane]
                        ):
                            values[here, lane] = least
                            stamps[here] = turn
                            changed = True
                    continue
                for n in range(size):
                    here = at | choices[n]
                    if gone[kind[state | states[n]], lane] == top:
                        continue
                    least = value = values[here, lane]
                    for arc in range(begins[table + n], begins[table + n + 1]):
                        least = min(least, values[at | choices[ends[arc]], lane])
                    if least < value:
                        values[here, lane] = least
                        stamps[here] = turn
                        changed = True
        at = ((at | own) + 1) & ~own
    return changed


@njit(cache=True, nogil=True)
def settled(
    worst: Array, first: int, last: int, up: Array, down: Array, scores: Array, which: Array, kind: Array,
    gone: Array, found: Array,
) -> None:  # fmt: skip
    """Find by state the lanes, as bits, in which one who goes wherever it is better off stays.

    It leaves when another choice has a score above that of the state, and so has ``worst``, what is made of it.
    Told of what the others do by ``down`` from ``first`` to ``last``.
    """
    span = len(down)
    bound = np.empty(LANES, worst.dtype)
    wanted = np.empty(LANES, worst.dtype)
    lowest = worst.dtype.type(np.iinfo(worst.dtype).min)
    for rest in range(first, last):
        for lane in range(LANES):
            bound[lane] = lowest
        for choice in range(len(up)):
            place, state = choice * span + rest, up[choice] | down[rest]
            row = kind[state]
            _wanted(scores, which, state, wanted)
            for lane in range(LANES):
                value, less = wanted[lane], worst[place, lane]
                value = less if less < value else value
                value = value if gone[row, lane] == lowest else lowest
                bound[lane] = value if value > bound[lane] else bound[lane]
        for choice in range(len(up)):
            state = up[choice] | down[rest]
            row = kind[state]
            bits = np.uint32(0)
            _wanted(scores, which, state, wanted)
            for lane in range(LANES):
                stays = (wanted[lane] >= bound[lane]) & (gone[row, lane] == lowest)
                bits |= np.uint32(stays) << np.uint32(lane)
            found[state] = bits


@njit(cache=True, nogil=True)
def told(lanes: Array, worlds: Array, found: Array) -> None:
    """Add the worlds of lanes, given as bits; ``worlds`` tells by byte of these, and its value, the worlds."""
    for state in range(len(lanes)):
        for byte in range(worlds.shape[0]):
            value = lanes[state] >> np.uint32(8 * byte) & np.uint32(255)
            for w in range(found.shape[1]):
                found[state, w] |= worlds[byte, value, w]


@njit(cache=True, nogil=True)
def column(values: Array, lane: int, up: Array, down: Array, found: Array) -> None:
    """Write the values of one lane by state."""
    for choice in range(len(up)):
        for rest in range(len(down)):
            found[up[choice] | down[rest]] = values[choice * len(down) + rest, lane]
