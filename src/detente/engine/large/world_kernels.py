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

Array = Any

#: Bits of a state that one table of places is numbered by.
LOW = 10
#: Choices from which arcs lead, told by the bits of one word; and these bits.
WIDTH = 32
BITS = np.uint32(1) << np.arange(WIDTH, dtype=np.uint32)
_ONE = np.uint64(1)
_NONE = np.uint64(0)


@njit(cache=True, nogil=True)
def _compare(
    one: int, other: int, first: int, last: int, lists: tuple[Array, Array, Array, Array],
    rows: Array, words: tuple[bool, ...],
) -> None:  # fmt: skip
    """Find in which of the worlds asked about some statements rank a state above another, and below.

    ``one`` and ``other`` hold which statements are true there and in the other state. Statements stand
    in places ``first`` to ``last``, in some worlds one, in some another. The first of ``rows`` are the
    worlds asked about (which are used up), the next ones are found.
    """
    either, starts, bits, masks = lists
    only, less = one & ~other, other & ~one
    for w in range(len(words)):
        rows[1, w] = rows[2, w] = _NONE
    for place in range(first, last):
        if not (only | less) & either[place]:
            continue
        rest = _NONE
        for n in range(starts[place], starts[place + 1]):
            if (only | less) & bits[n]:
                row = 1 if only & bits[n] else 2
                for w in range(len(words)):
                    rows[row, w] |= rows[0, w] & masks[n, w]
                    rows[0, w] &= ~masks[n, w]
        for w in range(len(words)):
            rest |= rows[0, w]
        if rest == _NONE:
            break


@njit(cache=True, nogil=True)
def _choose(
    player: int, one: int, other: int, states: Array, facts: Array, spans: Array,
    lists: tuple[Array, Array, Array, Array], looks: tuple[Array, Array, Array], goes: Array,
    rows: Array, words: tuple[bool, ...],
) -> None:  # fmt: skip
    """Leave those of some worlds in which a player's attitudes let it go from a state to another, and back.

    ``looks`` tells at whom the player looks, and in which worlds as a friend (even rows), as a foe (odd
    rows). ``rows`` are scratch.
    """
    starts, whom, masks = looks
    for n in range(starts[player], starts[player + 1]):
        dm = whom[n]
        some = _NONE
        for w in range(len(words)):
            rows[0, w] = goes[one, other, w] | goes[other, one, w]
            rows[0, w] &= masks[2 * n, w] | masks[2 * n + 1, w]
            some |= rows[0, w]
        if some == _NONE:
            continue
        _compare(
            facts[dm, states[other]], facts[dm, states[one]], spans[dm], spans[dm + 1], lists, rows,
            words,
        )  # fmt: skip
        for w in range(len(words)):
            friend, foe = masks[2 * n, w], masks[2 * n + 1, w]
            goes[one, other, w] &= ~(friend & ~rows[1, w] | foe & ~rows[2, w])
            goes[other, one, w] &= ~(friend & ~rows[2, w] | foe & ~rows[1, w])


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
    player: int, rests: Array, choices: Array, may: Array, facts: Array, spans: Array,
    lists: tuple[Array, Array, Array, Array], looks: tuple[Array, Array, Array], starts: Array,
    targets: Array, numbers: Array, table: Array, masks: Array, counts: Array,
    words: tuple[bool, ...],
) -> Any:  # fmt: skip
    """List where a player would go from each of its places, and in which worlds.

    Places are rest by rest, then choice by choice; targets are numbers of choices. ``may`` holds the worlds in which it may go from
    a choice to another. Masks are listed once, numbered from ``counts[0]``, 0 being none.
    Returns the number of arcs, or -1 where there is no room for them.
    """
    rows = np.empty((3, len(words)), np.uint64)
    size = len(choices)
    arcs = starts[0]
    kept = counts[0]
    goes = np.empty_like(may)
    for rest in range(len(rests)):
        goes[:] = may
        states = rests[rest] | choices
        for one in range(size):
            for other in range(one):
                _choose(player, one, other, states, facts, spans, lists, looks, goes, rows, words)
        for choice in range(size):
            for other in range(size):
                if other == choice:
                    continue
                number = _known(goes[choice, other], table, masks, kept, words)
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
    has: Array, first: int, last: int, starts: Array, targets: Array, numbers: Array, found: Array
) -> None:
    """Find a player's arcs in one world, which ``has`` the masks of some numbers.

    The arcs of its places from ``first`` to ``last`` are told by setting of the others' options, then by
    the choice they lead to, as bits of the choices they lead from.
    """
    size = found.shape[1]
    for place in range(first, last):
        rest, choice = (place - first) // size, (place - first) % size
        block, bit = choice // WIDTH, BITS[choice % WIDTH]
        for n in range(starts[place], starts[place + 1]):
            if has[numbers[n]]:
                found[rest, targets[n], block] |= bit


@njit(cache=True, nogil=True)
def scores(facts: Array, statements: Array, sign: int, found: Array) -> None:
    """Find how much a party wants each state, by its statements from the most important on; times ``sign``."""
    for state in range(len(facts)):
        total = np.int64(0)
        for n in range(len(statements)):
            total = total << 1 | np.int64(facts[state] >> np.uint64(statements[n]) & _ONE)
        found[state] = total * sign


@njit(cache=True, nogil=True)
def deterred(
    scores: Array, worst: Array, exists: Array, low: Array, high: Array, choices: Array, arcs: Array,
    bit: Any, found: Array, criteria: tuple[bool, ...],
) -> None:  # fmt: skip
    """Add a bit to the states from which every move of a player may lead to one no better by some of its criteria.

    ``scores`` are what it wants, row by row, and ``worst`` what others may make of that from each state;
    ``arcs`` where it would go (see `arcs_in`). ``criteria`` is as long as the rows are many.
    """
    size, own = len(choices), choices[-1]
    wanted = np.zeros((len(criteria), arcs.shape[2] * WIDTH), scores.dtype)
    leaves = np.empty(arcs.shape[2] * WIDTH, scores.dtype)
    base: Any = np.int64(0)
    while base < len(exists):
        row = (low[base & (1 << LOW) - 1] + high[base >> LOW]) // size
        leaves[:] = 0
        for n in range(size):
            for c in range(len(criteria)):
                wanted[c, n] = scores[c, base | choices[n]]
        for choice in range(size):
            target = base | choices[choice]
            for block in range(arcs.shape[2] if exists[target] else 0):
                word = arcs[row, choice, block]
                for n in range(WIDTH):
                    free = word & BITS[n] != 0
                    for c in range(len(criteria)):
                        free &= worst[c, target] > wanted[c, block * WIDTH + n]
                    leaves[block * WIDTH + n] = 1 if free else leaves[block * WIDTH + n]
        for n in range(size):
            state = base | choices[n]
            if exists[state] and not leaves[n]:
                found[state] |= bit
        base = ((base | own) + 1) & ~own


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
