"""Compiled loops over attitude rows: closures inside slices, and tests of many rows at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any

_ONE = np.uint64(1)
_SIX = np.uint64(6)


@njit(cache=True, nogil=True, inline="always")
def _lowest(word: int) -> int:
    """Return the place of the lowest set bit."""
    low = word & (~word + _ONE)
    place = 0
    if low >> np.uint64(32):
        place += 32
        low >>= np.uint64(32)
    if low >> np.uint64(16):
        place += 16
        low >>= np.uint64(16)
    if low >> np.uint64(8):
        place += 8
        low >>= np.uint64(8)
    if low >> np.uint64(4):
        place += 4
        low >>= np.uint64(4)
    if low >> np.uint64(2):
        place += 2
        low >>= np.uint64(2)
    return place + int(low >> _ONE)


@njit(cache=True, nogil=True)
def close(arcs: Array, span: int, reached: Array) -> None:
    """Close the arcs of each slice: what one or more of them reach, as bits over the slice.

    A closure that is finished is taken whole; others are walked arc by arc.
    """
    states, width = arcs.shape
    todo = np.empty(width, np.uint64)
    for state in range(states):
        base = state - state % span
        out = reached[state]
        for w in range(width):
            out[w] = arcs[state, w]
            todo[w] = arcs[state, w]
        w = 0
        while w < width:
            if todo[w] == 0:
                w += 1
            else:
                bit = _lowest(todo[w])
                target = base + w * 64 + bit
                todo[w] &= todo[w] - _ONE
                if target < state:
                    for v in range(width):
                        out[v] |= reached[target, v]
                        todo[v] &= ~reached[target, v]
                else:
                    for v in range(width):
                        fresh = arcs[target, v] & ~out[v]
                        out[v] |= fresh
                        todo[v] |= fresh
                    w = 0


@njit(cache=True, nogil=True)
def sanctioned(
    reached: Array,
    accepted: Array,
    group: Array,
    choices: Array,
    asked: Array,
    order: Array,
    span: int,
    result: Array,
) -> None:
    """Set the bits of states asked about where every accepted own choice meets a bad answer.

    ``reached`` holds several closures; ``accepted[row, group of the state, own choice]`` the states
    accepted from it, as bits over the slice; ``choices[row, state]`` the accepted own choices;
    ``order`` the states by natural number. ``result[closure, row]`` are packed bits, natural order.
    """
    sets, states, width = reached.shape
    rows = choices.shape[0]
    for number in range(states):
        state = order[number]
        place = state % span
        byte = number >> 3
        bit = np.uint8(1 << (number & 7))
        for row in range(rows):
            if asked[row, state]:
                good = accepted[row, group[state]]
                for n in range(sets):
                    holds = True
                    rest = choices[row, state]
                    while rest != 0 and holds:
                        own = _lowest(rest)
                        rest &= rest - _ONE
                        answers = reached[n, own * span + place]
                        hit = np.uint64(0)
                        for w in range(width):
                            hit |= answers[w] & ~good[own, w]
                        holds = hit != 0
                    if holds:
                        result[n, row, byte] |= bit


@njit(cache=True, nogil=True)
def inescapable(
    reached: Array,
    accepted: Array,
    group: Array,
    choices: Array,
    escapes: Array,
    asked: Array,
    span: int,
    result: Array,
) -> None:
    """As :func:`sanctioned`, where moreover no own move from the answer is accepted.

    ``escapes[state]`` are the own choices open from a state, as bits. The state left itself never
    counts as accepted.
    """
    states, width = reached.shape
    for row in range(choices.shape[0]):
        for state in range(states):
            if asked[row, state]:
                good = accepted[row, group[state]]
                place = state % span
                mine = state // span
                holds = True
                rest = choices[row, state]
                while rest != 0 and holds:
                    own = _lowest(rest)
                    rest &= rest - _ONE
                    holds = False
                    for w in range(width):
                        answers = reached[own * span + place, w] & ~good[own, w]
                        while answers != 0 and not holds:
                            other = w * 64 + _lowest(answers)
                            answers &= answers - _ONE
                            holds = True
                            ways = escapes[own * span + other]
                            while ways != 0 and holds:
                                way = _lowest(ways)
                                ways &= ways - _ONE
                                inside = good[way, other >> 6] >> np.uint64(other & 63) & _ONE
                                if inside and not (way == mine and other == place):
                                    holds = False
                result[row, state] = holds


@njit(cache=True, nogil=True)
def reach_from(arcs: Array, start: int, out: Array) -> None:
    """Collect what one or more arcs reach from one state of a slice."""
    width = arcs.shape[1]
    todo = arcs[start].copy()
    for w in range(width):
        out[w] = todo[w]
    w = 0
    while w < width:
        if todo[w] == 0:
            w += 1
        else:
            target = w * 64 + _lowest(todo[w])
            todo[w] &= todo[w] - _ONE
            for v in range(width):
                fresh = arcs[target, v] & ~out[v]
                out[v] |= fresh
                todo[v] |= fresh
            w = 0
