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
from detente.engine.large.world_kernels import BITS, LOW, WIDTH

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


@njit(cache=True, nogil=True)
def answer(
    values: Array, waiting: Array, turn: int, first: int, up: Array, down: Array, kind: Array,
    gone: Array, low: Array, high: Array, choices: Array, states: Array, order: Array, shields: Array,
    alike: Array, lanes: Array, arcs: Array,
) -> bool:  # fmt: skip
    """Lower values to the least that moves of an opponent lead to.

    Parameters
    ----------
    values, waiting, first : array, array, int
        A part of the layout from place ``first`` on; by place, and opponent whose turn it will be, the lanes
        (as bits) in which the value fell since that one's last turn.
    turn : int
        Which of the opponents it is.
    gone : array
        By kind of state, the lanes in which such states exist.
    low, high : array
        They number the rows of orders and arcs, times the number of choices.
    choices, states : array
        The opponent's choices as bits of places, and of states.
    order, shields, alike : array
        By row the choices from the best to the worst, the first of each group of ties flagged; and the
        lanes, also as bits, in which the opponent goes wherever that is better.
    lanes, arcs : array
        The lanes in which it does not in some row, each with its arcs (see `world_kernels.arcs_in`).
    """
    changed = False
    size, own = len(choices), choices[-1]
    top = values.dtype.type(np.iinfo(values.dtype).max)
    one = np.uint32(1)
    least, before = np.empty(LANES, values.dtype), np.empty(LANES, values.dtype)
    fibre = np.full(arcs.shape[3] * WIDTH, top, values.dtype)
    lowered = np.empty(len(fibre), values.dtype)
    fallen = np.empty(size, np.uint32)
    at: Any = np.int64(0)
    while at < len(values):
        some = np.uint32(0)
        for n in range(size):
            fallen[n] = waiting[at | choices[n], turn]
            some |= fallen[n]
        if some:
            place = first + at
            state = up[place // len(down)] | down[place % len(down)]
            row = (low[state & (1 << LOW) - 1] + high[state >> LOW]) // size
            for n in range(size):
                waiting[at | choices[n], turn] = 0
            if some & alike[row]:
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
                    falls = False
                    for lane in range(LANES):
                        value, limit = values[here, lane], before[lane]
                        limit = limit if limit > gone[there, lane] else gone[there, lane]
                        falls |= limit < value
                        value = limit if limit < value else value
                        least[lane] = value if value < least[lane] else least[lane]
                    if falls:
                        bits = np.uint32(0)
                        for lane in range(LANES):
                            value, limit = values[here, lane], before[lane]
                            limit = limit if limit > gone[there, lane] else gone[there, lane]
                            bits |= np.uint32(limit < value) << np.uint32(lane)
                            values[here, lane] = limit if limit < value else value
                        for other in range(waiting.shape[1]):
                            if other != turn:
                                waiting[here, other] |= bits
                        changed = True
            some &= ~alike[row]
            for number in range(len(lanes) if some else 0):
                lane = lanes[number]
                bit = one << np.uint32(lane)
                if not some & bit:
                    continue
                for n in range(size):
                    fibre[n] = values[at | choices[n], lane]
                lowered[:] = fibre
                for target in range(size):
                    if fallen[target] & bit:
                        value = fibre[target]
                        for block in range(arcs.shape[3]):
                            word = arcs[number, row, target, block]
                            for n in range(WIDTH):
                                to = value if word & BITS[n] else top
                                known = lowered[block * WIDTH + n]
                                lowered[block * WIDTH + n] = to if to < known else known
                for n in range(size):
                    if lowered[n] < fibre[n] and gone[kind[state | states[n]], lane] != top:
                        here = at | choices[n]
                        values[here, lane] = lowered[n]
                        for other in range(waiting.shape[1]):
                            if other != turn:
                                waiting[here, other] |= bit
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
    wanted = np.empty((len(up), LANES), worst.dtype)
    lowest = worst.dtype.type(np.iinfo(worst.dtype).min)
    for rest in range(first, last):
        for lane in range(LANES):
            bound[lane] = lowest
        for choice in range(len(up)):
            place, state = choice * span + rest, up[choice] | down[rest]
            row = kind[state]
            _wanted(scores, which, state, wanted[choice])
            for lane in range(LANES):
                value, less = wanted[choice, lane], worst[place, lane]
                value = less if less < value else value
                value = value if gone[row, lane] == lowest else lowest
                bound[lane] = value if value > bound[lane] else bound[lane]
        for choice in range(len(up)):
            state = up[choice] | down[rest]
            row = kind[state]
            bits = np.uint32(0)
            for lane in range(LANES):
                stays = (wanted[choice, lane] >= bound[lane]) & (gone[row, lane] == lowest)
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
