"""Compiled loops over many changed games at once: masks of worlds, a few 64-bit words each.

What is true in some worlds is a row of words, one bit a world. ``words`` is as long as a row: a
length that the compiler knows. States are natural numbers of a cube. A player's *place* tells its own
choice and those of the others' options on which its moves depend; its arcs are listed by place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from detente.engine.large.attitude_kernels import lowest
from detente.engine.large.kernels import FLAG

Array = Any

#: Bits of a state that one table of places is numbered by.
LOW = 10
_ONE = np.uint64(1)
_NONE = np.uint64(0)


@njit(cache=True, nogil=True)
def _prefers(
    one: int,
    other: int,
    first: int,
    last: int,
    lists: tuple[Array, Array, Array, Array],
    asked: Array,
    found: Array,
    words: tuple[bool, ...],
) -> None:
    """Find in which of the worlds asked about (which are used up) some statements rank a state above another.

    ``one`` and ``other`` hold which statements are true there and in the other state. Statements stand
    in places ``first`` to ``last``, in some worlds one, in some another.
    """
    either, starts, bits, masks = lists
    only, less = one & ~other, other & ~one
    for w in range(len(words)):
        found[w] = _NONE
    for place in range(first, last):
        if not (only | less) & either[place]:
            continue
        rest = _NONE
        for n in range(starts[place], starts[place + 1]):
            if only & bits[n]:
                for w in range(len(words)):
                    found[w] |= asked[w] & masks[n, w]
                    asked[w] &= ~masks[n, w]
            elif less & bits[n]:
                for w in range(len(words)):
                    asked[w] &= ~masks[n, w]
        for w in range(len(words)):
            rest |= asked[w]
        if rest == _NONE:
            break


@njit(cache=True, nogil=True)
def refusals(
    player: int,
    state: int,
    target: int,
    facts: Array,
    spans: Array,
    lists: tuple[Array, Array, Array, Array],
    looks: tuple[Array, Array, Array],
    asked: Array,
    rows: Array,
    found: Array,
    words: tuple[bool, ...],
) -> None:
    """Find in which of the worlds asked about a player's attitudes forbid it to go from a state to another.

    ``looks`` tells at whom the player looks, and in which worlds as a friend (even rows), as a foe (odd
    rows). Two rows of ``rows`` are scratch.
    """
    starts, whom, masks = looks
    for w in range(len(words)):
        found[w] = _NONE
    for n in range(starts[player], starts[player + 1]):
        other = whom[n]
        for foe in range(2):
            some = _NONE
            for w in range(len(words)):
                rows[0, w] = asked[w] & masks[2 * n + foe, w] & ~found[w]
                some |= rows[0, w]
            if some == _NONE:
                continue
            for w in range(len(words)):
                found[w] |= rows[0, w]
            here, there = facts[other, state], facts[other, target]
            if foe:
                here, there = there, here
            _prefers(there, here, spans[other], spans[other + 1], lists, rows[0], rows[1], words)
            for w in range(len(words)):
                found[w] &= ~rows[1, w]


@njit(cache=True, nogil=True)
def _known(mask: Array, table: Array, masks: Array, count: int, words: tuple[bool, ...]) -> Any:
    """Return the number of a mask, which is ``count`` when it is new."""
    key = _NONE
    for w in range(len(words)):
        key = (key ^ mask[w]) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    at = np.int64(key & np.uint64(len(table) - 1))
    while table[at] >= 0:
        same = True
        for w in range(len(words)):
            same &= masks[table[at], w] == mask[w]
        if same:
            return np.int64(table[at])
        at = (at + 1) & (len(table) - 1)
    table[at] = count
    for w in range(len(words)):
        masks[count, w] = mask[w]
    return count


@njit(cache=True, nogil=True)
def list_arcs(
    player: int,
    rests: Array,
    choices: Array,
    stays: Array,
    facts: Array,
    spans: Array,
    lists: tuple[Array, Array, Array, Array],
    looks: tuple[Array, Array, Array],
    everything: Array,
    starts: Array,
    targets: Array,
    numbers: Array,
    table: Array,
    masks: Array,
    counts: Array,
    words: tuple[bool, ...],
) -> Any:
    """List where a player would go from each of its places, and in which worlds.

    Places are rest by rest, then choice by choice; targets are numbers of choices. ``stays`` holds the worlds in which it may not go from
    a choice to another. Masks are listed once, numbered from ``counts[0]``, 0 being none.
    Returns the number of arcs, or -1 where there is no room for them.
    """
    rows = np.empty((4, len(words)), np.uint64)
    size = len(choices)
    arcs = starts[0]
    kept = counts[0]
    for rest in range(len(rests)):
        for choice in range(size):
            state = rests[rest] | choices[choice]
            for other in range(size):
                some = _NONE
                for w in range(len(words)):
                    rows[2, w] = everything[w] & ~stays[choice, other, w]
                    some |= rows[2, w]
                if other == choice or some == _NONE:
                    continue
                refusals(
                    player, state, rests[rest] | choices[other], facts, spans, lists, looks, rows[2],
                    rows, rows[3], words,
                )  # fmt: skip
                for w in range(len(words)):
                    rows[2, w] &= ~rows[3, w]
                number = _known(rows[2], table, masks, kept, words)
                if number == 0:
                    continue
                if number == kept:
                    kept += 1
                if 2 * kept > len(table) or arcs == len(targets):
                    return -1
                targets[arcs] = other
                numbers[arcs] = number
                arcs += 1
            starts[rest * size + choice + 1] = arcs
    counts[0] = kept
    return arcs


@njit(cache=True, nogil=True, inline="always")
def _place(player: int, state: int, low: Array, high: Array) -> Any:
    """Return the place of a player in a state."""
    return low[player, state & (1 << LOW) - 1] + high[player, state >> LOW]


@njit(cache=True, nogil=True)
def somewhere(starts: Array, numbers: Array, masks: Array, found: Array) -> None:
    """Find in which worlds some arc leads away from each place."""
    for place in range(len(found)):
        for n in range(starts[place], starts[place + 1]):
            for w in range(found.shape[1]):
                found[place, w] |= masks[numbers[n], w]


@njit(cache=True, nogil=True)
def still(
    first: int,
    last: int,
    there: tuple[Array, Array],
    places: tuple[Array, Array, Array],
    arcs: tuple[Array, Array, Array, Array, Array],
    found: Array,
    words: tuple[bool, ...],
) -> None:
    """Find for some states the worlds in which nobody would leave them."""
    kind, exists = there
    low, high, choices = places
    starts, targets, numbers, masks, away = arcs
    for state in range(first, last):
        for w in range(len(words)):
            found[state, w] = exists[kind[state], w]
        for player in range(len(choices)):
            place = _place(player, state, low, high)
            if len(exists) == 1:
                for w in range(len(words)):
                    found[state, w] &= ~away[place, w]
                continue
            rest = state & ~choices[player, -1]
            for n in range(starts[place], starts[place + 1]):
                target = rest | choices[player, targets[n]]
                for w in range(len(words)):
                    found[state, w] &= ~(masks[numbers[n], w] & exists[kind[target], w])


@njit(cache=True, nogil=True)
def arcs_in(
    word: int, bit: int, first: int, last: int, starts: Array, targets: Array, numbers: Array,
    masks: Array, begins: Array, ends: Array,
) -> int:  # fmt: skip
    """List a player's arcs in one world, by place from ``begins`` on; return how many there are."""
    count = 0
    for place in range(first, last):
        begins[place - first] = count
        for n in range(starts[place], starts[place + 1]):
            if masks[numbers[n], word] >> np.uint64(bit) & _ONE:
                ends[count] = targets[n]
                count += 1
    begins[last - first] = count
    return count


@njit(cache=True, nogil=True)
def scores(facts: Array, statements: Array, sign: int, found: Array) -> None:
    """Find how much a party wants each state, by its statements from the most important on; times ``sign``."""
    for state in range(len(facts)):
        total = np.int64(0)
        for n in range(len(statements)):
            total = total << 1 | np.int64(facts[state] >> np.uint64(statements[n]) & _ONE)
        found[state] = total * sign


@njit(cache=True, nogil=True)
def deterred_in_order(
    scores: Array, worst: Array, exists: Array, low: Array, high: Array, choices: Array, bound: Array,
    order: Array, bottom: int, found: Array,
) -> None:  # fmt: skip
    """Do what `deterred` does for such a player; nothing is less than ``bottom``."""
    size, own = len(choices), choices[-1]
    keys = bound.max() + 1
    most, before = np.empty(keys, worst.dtype), np.empty(keys, worst.dtype)
    base = 0
    while base < len(worst):
        place = low[base & (1 << LOW) - 1] + high[base >> LOW]
        for key in range(keys):
            most[key] = before[key] = bottom
        for n in range(size):
            choice = np.int64(order[place // size, n])
            if choice & FLAG:
                choice &= FLAG - 1
                for key in range(keys):
                    before[key] = most[key]
            state = base | choices[choice]
            if not exists[state]:
                found[state] = False
                continue
            key = within = bound[choice]
            found[state] = before[key] <= scores[state]
            most[within] = max(most[within], worst[state])
            while within:
                within = (within - 1) & key
                most[within] = max(most[within], worst[state])
        base = ((base | own) + 1) & ~own


@njit(cache=True, nogil=True)
def deterred(
    scores: Array, worst: Array, exists: Array, low: Array, high: Array, choices: Array, begins: Array,
    ends: Array, found: Array,
) -> None:  # fmt: skip
    """Find the states from which every move of a player may lead to one no better by some of its criteria.

    ``scores`` are what it wants, row by row, and ``worst`` what others may make of that from each state.
    """
    for state in range(len(exists)):
        stable = exists[state]
        place = low[state & (1 << LOW) - 1] + high[state >> LOW]
        base = state & ~choices[-1]
        for n in range(begins[place], begins[place + 1] if stable else begins[place]):
            target = base | choices[ends[n]]
            if not exists[target]:
                continue
            met = False
            for criterion in range(len(scores)):
                met |= worst[criterion, target] <= scores[criterion, state]
            if not met:
                stable = False
                break
        found[state] = stable


@njit(cache=True, nogil=True)
def put(found: Array, worlds: Array, truth: Array) -> None:
    """Write down in which states something holds in some worlds."""
    for state in range(len(truth)):
        if truth[state]:
            for w in range(len(worlds)):
                found[state, w] |= worlds[w]


@njit(cache=True, nogil=True)
def followed(
    start: int,
    everything: Array,
    there: tuple[Array, Array],
    places: tuple[Array, Array, Array],
    arcs: tuple[Array, Array, Array, Array, Array],
    found: Array,
    words: tuple[bool, ...],
) -> None:
    """Find the worlds in which everybody's moves lead from a state to each other one, itself included."""
    kind, exists = there
    low, high, choices = places
    starts, targets, numbers, masks, away = arcs
    size = len(found)
    queue = np.empty(size, np.int64)
    waiting = np.zeros_like(found)
    here = np.empty(len(words), np.uint64)
    for w in range(len(words)):
        found[start, w] = everything[w]
        waiting[start, w] = everything[w]
    queue[0] = start
    head, count = 0, 1
    while count:
        state = queue[head]
        head = (head + 1) % size
        count -= 1
        for w in range(len(words)):
            here[w] = waiting[state, w]
            waiting[state, w] = _NONE
        for player in range(len(choices)):
            place = _place(player, state, low, high)
            some = _NONE
            for w in range(len(words)):
                some |= here[w] & away[place, w]
            if some == _NONE:
                continue
            rest = state & ~choices[player, -1]
            for n in range(starts[place], starts[place + 1]):
                target = rest | choices[player, targets[n]]
                some = _NONE
                for w in range(len(words)):
                    some |= here[w] & masks[numbers[n], w] & ~found[target, w]
                if some == _NONE:
                    continue
                some, idle = _NONE, _NONE
                for w in range(len(words)):
                    fresh = here[w] & masks[numbers[n], w] & ~found[target, w]
                    fresh &= exists[kind[target], w]
                    some |= fresh
                    idle |= waiting[target, w]
                    found[target, w] |= fresh
                    waiting[target, w] |= fresh
                if some != _NONE and idle == _NONE:
                    queue[(head + count) % size] = target
                    count += 1


@njit(cache=True, nogil=True)
def taken(start: int, reached: Array, found: Array, words: tuple[bool, ...]) -> None:
    """Find the worlds in which states that are reached differ from the start, by place of the differing bit."""
    for state in range(len(reached)):
        differing = np.uint64(state ^ start)
        while differing:
            bit = lowest(differing)
            differing &= differing - _ONE
            for w in range(len(words)):
                found[bit, w] |= reached[state, w]


@njit(cache=True, nogil=True)
def tell(
    start: int,
    base: int,
    whose: Array,
    nash: Array,
    held: Array,
    reached: Array,
    untaken: Array,
    filled: Array,
    states: Array,
    words: tuple[bool, ...],
) -> None:
    """Count by world and kind (see `KINDS`) the states whose verdict differs from the base world; list them if there is room.

    ``filled`` holds where to list the next one; ``states`` may be empty, then nothing is listed.
    """
    word, bit = base // 64, np.uint64(base % 64)
    listing = len(states) > 0
    kinds = filled.shape[1]
    changes = np.empty((kinds, len(words)), np.uint64)
    for state in range(len(nash)):
        some = _NONE
        for w in range(len(words)):
            some |= (nash[state, w] | held[state, w]) & whose[w]
        if some == _NONE and not (nash[state, word] | held[state, word]) >> bit & _ONE:
            continue
        changes[:] = 0
        for w in range(len(words)):
            behind = _NONE
            differing = np.uint64(state ^ start) if start >= 0 else _NONE
            while differing:
                behind |= untaken[lowest(differing), w]
                differing &= differing - _ONE
            behind &= ~reached[state, w]
            changes[9, w] = behind
        trapped = changes[9, word] >> bit & _ONE
        for concept in range(2):
            table = held if concept else nash
            holds = table[state, word] >> bit & _ONE
            for w in range(len(words)):
                if holds:
                    changes[4 * concept + (3 if trapped else 1), w] = whose[w] & ~table[state, w]
                else:
                    gained = whose[w] & table[state, w]
                    changes[4 * concept, w] = gained & ~changes[9, w]
                    changes[4 * concept + 2, w] = gained & changes[9, w]
        starting = (nash[state, word] | held[state, word]) & reached[state, word]
        for w in range(len(words)):
            starts = (nash[state, w] | held[state, w]) & reached[state, w]
            changes[8, w] = whose[w] & (~starts if starting >> bit & _ONE else starts)
            changes[9, w] = _NONE
        if starting >> bit & _ONE:
            changes[9, word] = _ONE << bit
        for kind in range(kinds):
            for w in range(len(words)):
                rest = changes[kind, w]
                while rest:
                    world = 64 * w + lowest(rest)
                    rest &= rest - _ONE
                    if listing:
                        states[filled[world, kind]] = state
                    filled[world, kind] += 1
