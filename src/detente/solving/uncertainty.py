"""What is unknown, of two strengths, or probable of preferences, as tables over states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.engine.game import bits
from detente.errors import InputError
from detente.model.conflict import Conflict, Statements
from detente.model.states import StateSpace
from detente.solving.limits import check_memory

if TYPE_CHECKING:
    from fractions import Fraction

Table = tuple[int, ...]


def unknown_table(conflict: Conflict, space: StateSpace, dm: str, better: Table) -> Table:
    """Return, for every s, the states whose comparison with s by a decision maker is unknown.

    Parameters
    ----------
    conflict : Conflict
    space : StateSpace
    dm : str
        The decision maker.
    better : table
        Its complete ranking as stated; with ``rest``, what this leaves tied is unknown.
    """
    size = len(space)
    given = conflict.unknown.get(dm)
    result = [0] * size
    if given is None:
        return tuple(result)
    if given.rest:
        classes: dict[int, int] = {}
        for state, above in enumerate(better):
            classes[above] = classes.get(above, 0) | 1 << state
        result = [classes[above] for above in better]
    for pair in given.pairs:
        one, other = (space.matching(pattern) for pattern in pair.between)
        if not one or not other:
            raise InputError(
                f"The unknown comparison of {dm} between {pair.between[0]} and {pair.between[1]} "
                "names no feasible state.",
                source=conflict.source,
                fix="Correct the states, or drop it.",
            )
        for state in bits(one):
            result[state] |= other
        for state in bits(other):
            result[state] |= one
    return tuple(states & ~(1 << state) for state, states in enumerate(result))


def much_better_table(conflict: Conflict, space: StateSpace, dm: str) -> Table:
    """Return, for every s, the states greatly preferred to s.

    The rule: the first statement that tells two states apart is marked strong.
    """
    if space.base is not None:
        table = much_better_table(conflict, space.base, dm)
        first = [members[0] for members in space.members]
        return tuple(
            sum(1 << n for n, other in enumerate(first) if table[state] >> other & 1)
            for state in first
        )
    result = [0] * len(space)
    preferences = conflict.preferences.get(dm)
    items = preferences.items if isinstance(preferences, Statements) else ()
    classes = [(1 << len(space)) - 1]
    for item in items:
        true = space.holds(item.that)
        if item.strong:
            for states in classes:
                for state in bits(states & ~true):
                    result[state] |= states & true
        classes = [part for each in classes for part in (each & true, each & ~true) if part]
    return tuple(result)


def probability_table(
    conflict: Conflict, space: StateSpace, dm: str, better: Table
) -> tuple[tuple[Fraction, ...], ...]:
    """Return, for states s and q, the probability that a decision maker prefers q to s.

    Comparisons without a probability are certain: as the preferences say.
    """
    from fractions import Fraction

    size = len(space)
    check_memory(
        size * size * 8 * len(conflict.decision_makers),
        f"Probabilities over {size:,} states",
        source=conflict.source,
        fix="Use fewer states.",
    )
    certain = (Fraction(0), Fraction(1))
    rows = [[certain[above >> q & 1] for q in range(size)] for above in better]
    listed = {
        (s, q): chance.probability
        for chance in conflict.probabilities.get(dm, ())
        for s in bits(space.matching(chance.than))
        for q in bits(space.matching(chance.better))
        if s != q
    }
    for (s, q), probability in listed.items():
        rows[s][q] = probability
        if (q, s) not in listed:
            rows[q][s] = 1 - probability
    return tuple(map(tuple, rows))
