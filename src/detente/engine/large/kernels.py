"""Compiled inner loops: serial, without the interpreter lock, cached on disk; plain control flow.

The values of a run of states lie in one array. A player's own choices are ``width`` bits from bit
``shift`` up, so its fibres (own choice varies, the rest fixed) have stride ``2**shift``. ``stamps``
remembers, per line of 32 states, the turn of its last change, so a step visits only the fibres that
changed since the same player's last turn. Values equal to ``top`` mark infeasible states.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

#: Marks, in an order table, the first entry of a group of ties.
FLAG = 1 << 15
_LINE = 5

Array = Any


@njit(cache=True, nogil=True)
def order_rows(scores: Array, order: Array) -> None:
    """Write each row's own choices from best to worst, flagging the first of each group of ties."""
    rows, size = scores.shape
    place = np.empty(size, np.int16)
    filled = np.empty(size, np.int16)
    for row in range(rows):
        values = scores[row]
        out = order[row]
        for s in range(size):
            place[s] = 0
            filled[s] = 0
        for t in range(size):
            value = values[t]
            for s in range(size):
                place[s] += np.int16(values[s] < value)
        for s in range(size):
            first = place[s]
            count = filled[first]
            filled[first] = count + 1
            out[first + count] = s | FLAG if first and not count else s


@njit(cache=True, nogil=True, inline="always")
def _stale(stamps: Array, start: int, count: int, step: int, last: int) -> bool:
    """Whether some of the lines changed after turn ``last``."""
    newest = 0
    for n in range(count):
        newest = max(newest, stamps[start + n * step])
    return newest > last


@njit(cache=True, nogil=True, inline="always")
def _improve_fibre(values: Array, lane: int, lanes: int, order: Array, top: int) -> bool:
    """Lower each value to the least among strictly better own choices; choice n is at n·lanes+lane."""
    changed = False
    before = top
    least = top
    for rank in range(order.shape[0]):
        entry = order[rank]
        if entry & FLAG:
            before = least
        place = (entry & (FLAG - 1)) * lanes + lane
        value = values[place]
        if before < value and value != top:
            value = before
            values[place] = value
            changed = True
        least = min(least, value)
    return changed


@njit(cache=True, nogil=True)
def _improve(
    values: Array,
    orders: Array,
    low_rows: Array,
    high_rows: Array,
    shift: int,
    width: int,
    stamps: Array,
    last: int,
    now: int,
    top: int,
) -> bool:
    """One player's improving step over a slice; return whether anything changed.

    The order of the fibre with rest (high, low) starts at ``high_rows[high] + low_rows[low]``.
    """
    size = 1 << width
    below = 1 << shift
    region = size << shift
    lanes = min(below, 1 << _LINE)
    local = np.empty(lanes * size, values.dtype)
    lines = max(1, region >> _LINE)
    changed = False
    for high in range(values.shape[0] // region):
        base = high * region
        at = high_rows[high]
        for low in range(0, below, lanes):
            if shift >= _LINE:
                visit = _stale(stamps, (base + low) >> _LINE, size, below >> _LINE, last)
            else:
                visit = _stale(stamps, base >> _LINE, lines, 1, last)
            if visit and shift == 0:
                ranked = orders[at + low_rows[0] : at + low_rows[0] + size]
                if _improve_fibre(values[base : base + size], 0, 1, ranked, top):
                    changed = True
                    for line in range(lines):
                        stamps[(base >> _LINE) + line] = now
            elif visit:
                for n in range(size):
                    start = base + (n << shift) + low
                    row = local[n * lanes : (n + 1) * lanes]
                    run = values[start : start + lanes]
                    for lane in range(lanes):
                        row[lane] = run[lane]
                moved = False
                for lane in range(lanes):
                    rows = at + low_rows[low + lane]
                    if _improve_fibre(local, lane, lanes, orders[rows : rows + size], top):
                        moved = True
                if moved:
                    changed = True
                    for n in range(size):
                        start = base + (n << shift) + low
                        row = local[n * lanes : (n + 1) * lanes]
                        run = values[start : start + lanes]
                        different = 0
                        for lane in range(lanes):
                            different |= run[lane] != row[lane]
                            run[lane] = row[lane]
                        if different:
                            stamps[start >> _LINE] = now
    return changed


@njit(cache=True, nogil=True)
def settle(
    own: Array,
    best: Array,
    slices: Array,
    opponents: Array,
    orders: Array,
    rows: Array,
    bound: Array,
    top: int,
    *,
    symmetric: bool,
) -> None:
    """Raise ``bound`` to what the states of some slices guarantee against the others' improvements.

    Only answers above the bound matter. So values up to the least bound of all count as equal, and
    a slice is left as soon as no value exceeds the bound of its place: values only fall.
    ``opponents`` holds, per opponent, shift and width of its choices, and where in ``rows`` the
    starts of its orders are, by the bits below its choices and by those above.
    """
    span = best.shape[0]
    count = opponents.shape[0]
    values = np.empty(span, own.dtype)
    stamps = np.empty(max(1, span >> _LINE), np.int32)
    last = np.empty(count, np.int32)
    for each in slices:
        scores = own[each * span : (each + 1) * span]
        floor = top
        for n in range(span):
            floor = min(floor, bound[n] if best[n] >= 0 else top)
        alive = False
        for n in range(span):
            value = max(best[n] if symmetric else scores[n], floor)
            values[n] = value if scores[n] >= 0 else top
            alive |= min(value, scores[n]) > bound[n]
        stamps[:] = 1
        last[:] = 0
        clean = 0
        now = 1
        while alive and clean < count:
            turn = (now - 1) % count
            now += 1
            shift, width, low, high = opponents[turn]
            first = high + ((each * span) >> (shift + width))
            changed = _improve(
                values, orders, rows[low:], rows[first:], shift, width, stamps, last[turn], now, top
            )
            last[turn] = now
            # An opponent that has just moved is clean: its moves are transitive.
            clean = 1 if changed else clean + 1
            if changed:
                alive = False
                for n in range(span):
                    alive |= min(values[n], scores[n]) > bound[n]
        for n in range(span):
            bound[n] = max(bound[n], min(values[n], scores[n]))


@njit(cache=True, nogil=True)
def survey(own: Array, least: Array, total: Array, top: int) -> None:
    """Find the least feasible score of each slice, and the sum of all its scores."""
    span = own.shape[0] // least.shape[0]
    for each in range(least.shape[0]):
        scores = own[each * span : (each + 1) * span]
        small = top
        together = 0
        for n in range(span):
            small = min(small, scores[n] if scores[n] >= 0 else top)
            together += scores[n]
        least[each] = small
        total[each] = together


@njit(cache=True, nogil=True)
def safe(own: Array, least: Array, bound: Array) -> None:
    """Raise ``bound`` to the least score of each slice that is feasible there."""
    span = bound.shape[0]
    for each in range(least.shape[0]):
        scores = own[each * span : (each + 1) * span]
        small = least[each]
        for n in range(span):
            bound[n] = max(bound[n], small) if scores[n] >= 0 else bound[n]


@njit(cache=True, nogil=True)
def spread(
    values: Array, shift: int, width: int, stamps: Array, last: int, now: int, top: int
) -> bool:
    """One player's moves, any of them: every feasible value of a fibre falls to the fibre's least."""
    size = 1 << width
    below = 1 << shift
    region = size << shift
    lanes = min(below, 1 << _LINE)
    lines = max(1, region >> _LINE)
    least = np.empty(lanes, values.dtype)
    changed = False
    for high in range(values.shape[0] // region):
        base = high * region
        for low in range(0, below, lanes):
            if shift >= _LINE:
                visit = _stale(stamps, (base + low) >> _LINE, size, below >> _LINE, last)
            else:
                visit = _stale(stamps, base >> _LINE, lines, 1, last)
            if visit and shift == 0:
                run = values[base : base + size]
                small = values[base]
                large = 0
                for n in range(size):
                    small = min(small, run[n])
                for n in range(size):
                    different = run[n] != small and run[n] != top
                    large |= different
                    run[n] = small if different else run[n]
                if large:
                    changed = True
                    for line in range(lines):
                        stamps[(base >> _LINE) + line] = now
            elif visit:
                least[:] = top
                for n in range(size):
                    start = base + (n << shift) + low
                    run = values[start : start + lanes]
                    for lane in range(lanes):
                        least[lane] = min(least[lane], run[lane])
                for n in range(size):
                    start = base + (n << shift) + low
                    run = values[start : start + lanes]
                    moved = 0
                    for lane in range(lanes):
                        different = run[lane] != least[lane] and run[lane] != top
                        moved |= different
                        run[lane] = least[lane] if different else run[lane]
                    if moved:
                        changed = True
                        stamps[start >> _LINE] = now
    return changed


@njit(cache=True, nogil=True)
def pack_verdicts(
    own: Array, bound: Array, low_at: Array, high_at: Array, words: Array, first: int
) -> None:
    """Pack ``own >= bound`` of feasible states into words of another layout.

    State ``high_at[h] + low_at[b]`` is bit b of word ``first + h``; ``bound`` repeats along ``own``.
    """
    span = bound.shape[0] - 1
    for high in range(words.shape[0]):
        word = np.uint64(0)
        base = high_at[first + high]
        for bit in range(low_at.shape[0]):
            state = base + low_at[bit]
            score = own[state]
            stable = score >= 0 and score >= bound[state & span]
            word |= np.uint64(stable) << np.uint64(bit)
        words[high] = word


@njit(cache=True, nogil=True)
def extremes(
    own: Array, first: int, last: int, start: int, stop: int, least: Array, best: Array
) -> None:
    """Lower ``least`` over the rows, raise ``best`` over the own choices; for some places of rows."""
    for choice in range(own.shape[0]):
        low = least[choice]
        for row in range(first, last):
            scores = own[choice, row, start:stop]
            high = best[row, start:stop]
            for n in range(scores.shape[0]):
                low[n] = min(low[n], scores[n])
                high[n] = max(high[n], scores[n])


@njit(cache=True, nogil=True)
def level(
    values: Array, first: int, last: int, start: int, stop: int, mine: Array, others: Array
) -> None:
    """Raise values to the greatest over own options inside the word.

    ``mine`` are the places of own choices in a word, ``others`` those of the others' settings.
    """
    if mine.shape[0] == 1:
        return
    lanes = mine.shape[0] * others.shape[0]
    for row in range(first, last):
        for base in range(start, stop, lanes):
            word = values[row, base : base + lanes]
            if others.shape[0] == 1:
                greatest = word[0]
                for n in range(lanes):
                    greatest = max(greatest, word[n])
                word[:] = greatest
            for other in others[1:] if others.shape[0] == 1 else others:
                most = word[other]
                for own in mine:
                    most = max(most, word[other + own])
                for own in mine:
                    word[other + own] = most


@njit(cache=True, nogil=True)
def raise_bound(
    own: Array, first: int, last: int, start: int, stop: int, worst: Array, bound: Array
) -> None:
    """Raise ``bound`` to the lesser of own score and worst answer, over the own choices."""
    for choice in range(own.shape[0]):
        answer = worst[choice, start:stop]
        for row in range(first, last):
            scores = own[choice, row, start:stop]
            out = bound[row, start:stop]
            for n in range(scores.shape[0]):
                out[n] = max(out[n], min(scores[n], answer[n]))


@njit(cache=True, nogil=True)
def pack_rows(
    own: Array,
    first: int,
    last: int,
    start: int,
    stop: int,
    bound: Array,
    masks: Array,
    words: Array,
) -> None:
    """Pack ``own >= bound`` into words; corner n of the places inside a word fills ``masks[n]``.

    ``bound`` has the rows of ``own``, or one row for all.
    """
    lanes = masks.shape[0]
    many = bound.shape[0] - 1
    for choice in range(own.shape[0]):
        for row in range(first, last):
            scores = own[choice, row, start:stop]
            limits = bound[row & many, start:stop]
            out = words[choice, row, start // lanes : stop // lanes]
            for place in range(out.shape[0]):
                values = scores[place * lanes : (place + 1) * lanes]
                limit = limits[place * lanes : (place + 1) * lanes]
                word = np.uint64(0)
                for n in range(lanes):
                    word |= masks[n] if values[n] >= limit[n] else np.uint64(0)
                out[place] = word


def stamps_for(states: int) -> Array:
    """Return fresh change marks for a run of states: everything changed at turn 1."""
    return np.ones(max(1, math.ceil(states / (1 << _LINE))), np.int32)
