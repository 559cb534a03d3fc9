"""Compiled loops over attitude rows: closures inside slices, and tests of many rows at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import config, njit, types
from numba.extending import intrinsic

Array = Any

_ONE = np.uint64(1)
#: Closures that are tested at once: one bit of a word each.
LANES = 64


def _count_trailing_zeros(_context: Any, _word: Any) -> Any:
    """Compile to one instruction."""

    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        undefined_for_zero = ir.Constant(ir.IntType(1), 1)
        return builder.cttz(arguments[0], undefined_for_zero)

    return types.int64(types.uint64), generate


def _counted(word: Any) -> int:
    """Do the same where nothing is compiled (NUMBA_DISABLE_JIT=1)."""
    return (int(word) & -int(word)).bit_length() - 1


#: The place of the lowest set bit of a 64-bit word.
lowest: Any = _counted if getattr(config, "DISABLE_JIT", 0) else intrinsic(_count_trailing_zeros)


@njit(cache=True, nogil=True)
def close(arcs: Array, span: int, reached: Array, words: tuple[bool, ...]) -> None:
    """Close the arcs of each slice: what one or more of them reach, as bits over the slice.

    ``words`` is as long as a set has words: a length that the compiler knows.

    Strongly connected components come out sinks first (Tarjan 1972), so every arc is looked at
    once; a component reaches what its arcs lead to, and what that reaches.
    """
    states, width = len(arcs), len(words)
    order = np.empty(span, np.int64)
    low = np.empty(span, np.int64)
    path = np.empty(span, np.int64)
    word = np.empty(span, np.int64)
    waiting = np.empty(span, np.int64)
    rest = np.empty((span, width), np.uint64)
    done = np.empty(width, np.uint64)
    members = np.empty(width, np.uint64)
    out = np.empty(width, np.uint64)
    todo = np.empty(width, np.uint64)
    for base in range(0, states, span):
        order[:] = 0
        done[:] = 0
        met = 0
        held = 0
        for root in range(span):
            depth = -1
            fresh = root if order[root] == 0 else -1
            while fresh >= 0 or depth >= 0:
                if fresh >= 0:
                    depth += 1
                    met += 1
                    order[fresh] = met
                    low[fresh] = met
                    path[depth] = fresh
                    word[depth] = 0
                    waiting[held] = fresh
                    held += 1
                    for v in range(width):
                        rest[depth, v] = arcs[base + fresh, v]
                    fresh = -1
                state = path[depth]
                w = word[depth]
                while w < width and fresh < 0:
                    left = rest[depth, w] & ~done[w]
                    if left == 0:
                        w += 1
                    else:
                        other = w * 64 + lowest(left)
                        rest[depth, w] = left & (left - _ONE)
                        if order[other] == 0:
                            fresh = other
                        else:
                            low[state] = min(low[state], order[other])
                word[depth] = w
                if fresh < 0:
                    if low[state] == order[state]:
                        for v in range(width):
                            members[v] = 0
                            out[v] = 0
                        first = held
                        member = -1
                        while member != state:
                            first -= 1
                            member = waiting[first]
                            members[member >> 6] |= _ONE << np.uint64(member & 63)
                            for v in range(width):
                                out[v] |= arcs[base + member, v]
                        for v in range(width):
                            todo[v] = out[v] & ~members[v]
                        v = 0
                        while v < width:
                            if todo[v] == 0:
                                v += 1
                            else:
                                other = base + v * 64 + lowest(todo[v])
                                todo[v] &= todo[v] - _ONE
                                for u in range(width):
                                    out[u] |= reached[other, u]
                                    todo[u] &= ~reached[other, u]
                        for n in range(first, held):
                            for v in range(width):
                                reached[base + waiting[n], v] = out[v]
                        for v in range(width):
                            done[v] |= members[v]
                        held = first
                    depth -= 1
                    if depth >= 0:
                        low[path[depth]] = min(low[path[depth]], low[state])


@njit(cache=True, nogil=True)
def accepted_choices(accepted: Array, group: Array, own: Array, span: int, result: Array) -> None:
    """Collect, per row and state, the own choices that are open and accepted, as bits."""
    rows, states = result.shape
    for row in range(rows):
        for state in range(states):
            place = state % span
            found = np.uint64(0)
            rest = own[state]
            while rest != 0:
                choice = lowest(rest)
                rest &= rest - _ONE
                word = accepted[row, group[state], choice, place >> 6]
                found |= (word >> np.uint64(place & 63) & _ONE) << np.uint64(choice)
            result[row, state] = found


@njit(cache=True, nogil=True)
def close_each(
    replies: Array, settings: Array, span: int, reached: Array, words: tuple[bool, ...]
) -> None:
    """Close the others' replies under several settings of their rows.

    ``replies[other, row, state]`` are the states that one of the others goes to, ``settings[n]`` a
    row of each of them.
    """
    others, states, width = len(replies), replies.shape[2], len(words)
    arcs = np.empty((states, width), np.uint64)
    for n in range(len(settings)):
        arcs[:] = 0
        for other in range(others):
            table = replies[other, settings[n, other]]
            for state in range(states):
                for w in range(width):
                    arcs[state, w] |= table[state, w]
        close(arcs, span, reached[n], words)


@njit(cache=True, nogil=True)
def sanctioned(
    reached: Array,
    accepted: Array,
    group: Array,
    choices: Array,
    asked: Array,
    span: int,
    verdicts: Array,
    words: tuple[bool, ...],
) -> None:
    """Find out where every accepted own choice meets a bad answer, under several closures at once.

    ``reached[n]`` are up to 64 closures; ``accepted[row, group of the state, own choice]`` the states
    accepted from it, as bits over the slice; ``choices[row, state]`` the accepted own choices;
    ``asked[row, state]`` where to look. Bit n of ``verdicts[row, state]`` is set where it is so.
    """
    count, states, width = len(reached), reached.shape[1], len(words)
    owns = states // span
    near = np.zeros((owns, width, LANES), np.uint64)
    holds = np.empty(LANES, np.uint64)
    for place in range(span):
        for own in range(owns):
            for w in range(width):
                for n in range(count):
                    near[own, w, n] = reached[n, own * span + place, w]
        for mine in range(owns):
            state = mine * span + place
            for row in range(choices.shape[0]):
                if asked[row, state]:
                    good = accepted[row, group[state]]
                    holds[:] = 1
                    some = _ONE
                    rest = choices[row, state]
                    while rest != 0 and some != 0:
                        own = lowest(rest)
                        rest &= rest - _ONE
                        some = np.uint64(0)
                        for n in range(LANES):
                            hit = np.uint64(0)
                            for w in range(width):
                                hit |= near[own, w, n] & ~good[own, w]
                            holds[n] = holds[n] if hit != 0 else np.uint64(0)
                            some |= holds[n]
                    if some != 0:
                        bits = np.uint64(0)
                        for n in range(LANES):
                            bits |= holds[n] << np.uint64(n)
                        verdicts[row, state] |= bits


@njit(cache=True, nogil=True)
def by_setting(verdicts: Array, here: Array, result: Array) -> None:
    """Turn bits over settings per state into bits over states per setting, in natural order.

    ``here[number]`` is the place of a state, ``result[n, row]`` holds words of states.
    """
    count = len(result)
    block = np.empty(64, np.uint64)
    for row in range(verdicts.shape[0]):
        for word in range(result.shape[2]):
            for k in range(64):
                number = word * 64 + k
                block[k] = verdicts[row, here[number]] if number < len(here) else np.uint64(0)
            # A 64 × 64 transposition by halves (Warren, Hacker's Delight, §7-3).
            shift = 32
            mask = np.uint64(0xFFFFFFFF)
            while shift:
                k = 0
                while k < 64:
                    swap = ((block[k] >> np.uint64(shift)) ^ block[k | shift]) & mask
                    block[k | shift] ^= swap
                    block[k] ^= swap << np.uint64(shift)
                    k = ((k | shift) + 1) & ~shift
                shift >>= 1
                mask ^= mask << np.uint64(shift)
            for n in range(count):
                result[n, row, word] = block[n]


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
                    own = lowest(rest)
                    rest &= rest - _ONE
                    holds = False
                    for w in range(width):
                        answers = reached[own * span + place, w] & ~good[own, w]
                        while answers != 0 and not holds:
                            other = w * 64 + lowest(answers)
                            answers &= answers - _ONE
                            holds = True
                            ways = escapes[own * span + other]
                            while ways != 0 and holds:
                                way = lowest(ways)
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
            target = w * 64 + lowest(todo[w])
            todo[w] &= todo[w] - _ONE
            for v in range(width):
                fresh = arcs[target, v] & ~out[v]
                out[v] |= fresh
                todo[v] |= fresh
            w = 0


@njit(cache=True, nogil=True)
def reach_settings(tables: Array, firsts: Array, counts: Array, start: int, out: Array) -> None:
    """Collect what arcs of several movers reach from one state, for every setting of their tables.

    Mover m holds one of ``counts[m]`` tables, ``tables[firsts[m]]`` and those after it; settings are
    numbered with the last mover's table varying fastest.
    """
    movers, states, width = len(counts), tables.shape[1], tables.shape[2]
    arcs = np.empty((states, width), np.uint64)
    for setting in range(len(out)):
        arcs[:] = 0
        rest = setting
        for mover in range(movers - 1, -1, -1):
            table = firsts[mover] + rest % counts[mover]
            rest //= counts[mover]
            for state in range(states):
                for w in range(width):
                    arcs[state, w] |= tables[table, state, w]
        reach_from(arcs, start, out[setting])


@njit(cache=True, nogil=True)
def leads_to(
    tables: Array, firsts: Array, counts: Array, start: int, target: int, out: Array
) -> None:
    """Say whether arcs of several movers lead from one state to another, for every setting.

    Settings are numbered as in `reach_settings`; what the first movers add is kept while only later
    ones change.
    """
    movers, states, width = len(counts), tables.shape[1], tables.shape[2]
    arcs = np.zeros((movers + 1, states, width), np.uint64)
    digits = np.zeros(movers, np.int64)
    seen = np.empty(width, np.uint64)
    todo = np.empty(width, np.uint64)
    goal, bit = target // 64, _ONE << np.uint64(target % 64)
    changed = 0
    for setting in range(len(out)):
        for mover in range(changed, movers):
            table = firsts[mover] + digits[mover]
            for state in range(states):
                for w in range(width):
                    arcs[mover + 1, state, w] = arcs[mover, state, w] | tables[table, state, w]
        whole = arcs[movers]
        for w in range(width):
            seen[w] = whole[start, w]
            todo[w] = whole[start, w]
        w = 0
        while w < width and not seen[goal] & bit:
            if todo[w] == 0:
                w += 1
            else:
                other = w * 64 + lowest(todo[w])
                todo[w] &= todo[w] - _ONE
                for v in range(width):
                    fresh = whole[other, v] & ~seen[v]
                    seen[v] |= fresh
                    todo[v] |= fresh
                w = 0
        out[setting] = (seen[goal] & bit) != 0
        changed = movers
        while changed > 0:
            changed -= 1
            digits[changed] += 1
            if digits[changed] < counts[changed]:
                break
            digits[changed] = 0


@njit(cache=True, nogil=True)
def walk(
    leaving: Array, here: Array, natural: Array, spans: Array, start: int, arrived: Array
) -> None:
    """Follow accepted moves from a state; nobody moves twice running.

    Per mover: ``leaving[mover, its state]`` the own choices it accepts, as bits; ``here`` and
    ``natural`` translate natural numbers to its states and back. ``arrived[mover, state]`` is set
    where a move of the mover leads.
    """
    movers, states = arrived.shape
    last = np.empty(movers * states + 1, np.int64)
    place = np.empty(movers * states + 1, np.int64)
    last[0] = -1
    place[0] = start
    held = 1
    while held:
        held -= 1
        previous, state = last[held], place[held]
        for mover in range(movers):
            if mover != previous:
                mine = here[mover, state]
                other = mine % spans[mover]
                rest = leaving[mover, mine]
                while rest != 0:
                    target = natural[mover, lowest(rest) * spans[mover] + other]
                    rest &= rest - _ONE
                    if not arrived[mover, target]:
                        arrived[mover, target] = True
                        last[held] = mover
                        place[held] = target
                        held += 1
