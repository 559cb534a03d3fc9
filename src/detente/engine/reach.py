"""Legal sequences of moves by a group: no decision maker moves twice in a row.

Definitions: Fang, Hipel & Kilgour (1993)
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.closure import closure
from detente.engine.game import bits


def legal_reach(tables: Sequence[Sequence[int]], *, transitive: bool) -> tuple[int, ...]:
    """Return, for every state, the states that legal sequences of a group reach from it.

    Parameters
    ----------
    tables : sequence of sequence of int
        One move table per member of the group: ``tables[j][s]`` is the set reached in one move.
    transitive : bool
        Whether each table is transitive up to the start; then plain closure gives the same states.

    Returns
    -------
    tuple of int
        The start belongs to its own set only when a sequence comes back to it.
    """
    if not tables:
        return ()
    size = len(tables[0])
    if len(tables) == 1:
        return tuple(tables[0])
    if transitive:
        union = [0] * size
        for table in tables:
            for state, reached in enumerate(table):
                union[state] |= reached
        return closure(union)
    return tuple(_legal_from(tables, state) for state in range(size))


class _Arcs(dict[int, int]):
    """Where one move of somebody leads, by state, put together for the states that are asked about."""

    def __init__(self, tables: Sequence[Sequence[int]]) -> None:
        self._tables = tables

    def __missing__(self, state: int) -> int:
        found = 0
        for table in self._tables:
            found |= table[state]
        self[state] = found
        return found


class LegalReach:
    """What `legal_reach` returns, worked out for a state when it is first asked for."""

    def __init__(self, tables: Sequence[Sequence[int]], *, transitive: bool) -> None:
        self._tables = tables
        # Where plain closure will do.
        self._arcs = _Arcs(tables) if tables and (len(tables) < 2 or transitive) else None
        self._known: dict[int, int] = {}
        self._done = 0  # the states of `_known`

    def all_meet(self, starts: int, states: int) -> bool:
        """Say whether from every one of some states a legal sequence reaches one of others.

        What is cheap to tell is asked first: what is known, then what one move reaches.
        """
        if self._arcs is None:
            return all(self[start] & states for start in bits(starts))
        arcs, known = self._arcs, self._known
        done = starts & self._done
        rest = starts ^ done
        while done:
            last = done & -done
            if not known[last.bit_length() - 1] & states:
                return False
            done ^= last
        while rest:
            last = rest & -rest
            start = last.bit_length() - 1
            if not arcs[start] & states and not self[start] & states:
                return False
            rest ^= last
        return True

    def __getitem__(self, state: int) -> int:
        """Return the states that legal sequences reach from a state."""
        if state not in self._known:
            self._known[state] = self._from(state)
            self._done |= 1 << state
        return self._known[state]

    def _from(self, state: int) -> int:
        if not self._tables:
            return 0
        if self._arcs is None:
            return _legal_from(self._tables, state)
        arcs, known = self._arcs, self._known
        reached = rest = arcs[state]
        if len(self._tables) == 1:
            return reached
        while rest:
            low = rest & -rest
            other = low.bit_length() - 1
            rest ^= low
            if other in known:
                reached |= known[other]
                rest &= ~known[other]
            else:
                fresh = arcs[other] & ~reached
                reached |= fresh
                rest |= fresh
        return reached


def legal_reach_from(tables: Sequence[Sequence[int]], start: int) -> int:
    """Return the states that legal sequences reach from one state."""
    return _legal_from(tables, start)


def _legal_from(tables: Sequence[Sequence[int]], start: int) -> int:
    movers = range(len(tables))
    arrived = [table[start] for table in tables]
    frontier = list(arrived)
    while any(frontier):
        fresh = []
        for mover in movers:
            reached = 0
            for last in movers:
                if last != mover:
                    for state in bits(frontier[last]):
                        reached |= tables[mover][state]
            fresh.append(reached & ~arrived[mover])
        for mover in movers:
            arrived[mover] |= fresh[mover]
        frontier = fresh
    result = 0
    for states in arrived:
        result |= states
    return result


def single_steps(tables: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return, for every state, the states one move of one member of a group away.

    No definition of a sanction: a shortcut of some programs, kept to reproduce their answers.
    """
    if not tables:
        return ()
    union = [0] * len(tables[0])
    for table in tables:
        for state, reached in enumerate(table):
            union[state] |= reached
    return tuple(union)


def once_each(tables: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return, for every state, what sequences reach in which each member moves at most once.

    No definition of a sanction: a shortcut of some programs, kept to reproduce their answers.
    """
    if not tables:
        return ()
    size, count = len(tables[0]), len(tables)
    # By who has moved, from every state: what is reached; larger groups build on smaller ones.
    reached = {0: tuple(1 << state for state in range(size))}
    result = [0] * size
    for movers in sorted(range(1, 1 << count), key=int.bit_count):
        rows = []
        for state in range(size):
            found = 0
            for last in bits(movers):
                for middle in bits(reached[movers ^ 1 << last][state]):
                    found |= tables[last][middle]
            rows.append(found)
            result[state] |= found
        reached[movers] = tuple(rows)
    return tuple(result)
