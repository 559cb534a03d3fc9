"""Who can move where: the options' rule, merged states, added and forbidden moves."""

from __future__ import annotations

from collections.abc import Callable

from detente.engine.game import bits, to_set
from detente.errors import InputError
from detente.model.conflict import Conflict, Direction, MoveRule
from detente.model.seeing import arcs
from detente.model.states import StateSpace

Tables = tuple[tuple[int, ...], ...]


def owned_options(conflict: Conflict) -> tuple[int, ...]:
    """Return per decision maker its options, as bits in option order."""
    return tuple(
        sum(1 << place for place, option in enumerate(conflict.options) if option.owner == dm.id)
        for dm in conflict.decision_makers
    )


def moves_are_transitive(conflict: Conflict) -> bool:
    """Say whether moves follow from options alone, so that a move after a move is a move."""
    return not (
        conflict.states
        or conflict.moves
        or conflict.forbidden_moves
        or conflict.coalesced
        or conflict.move_rule is not MoveRule.TOGETHER
    )


def move_tables(conflict: Conflict, space: StateSpace) -> Tables:
    """Return R_i(s) for every decision maker and state.

    First the options' rule (none in graph form), then states are merged, then moves are added and,
    last, forbidden moves are taken away.

    Raises
    ------
    InputError
        For an added move that leads nowhere.
    """
    tables = [list(table) for table in _ruled(conflict, space)]
    players = {dm.id: player for player, dm in enumerate(conflict.decision_makers)}
    for move in conflict.moves:
        joined = arcs(space, move)
        if not joined:
            raise InputError(
                f"The added move from {move.start} to {move.end} joins no two feasible states.",
                source=conflict.source,
                fix="Correct the states, or drop the move.",
            )
        for dm in move.by:
            for state, target in joined:
                tables[players[dm]][state] |= 1 << target
    for move in conflict.forbidden_moves:
        ends = space.matching(move.end)
        for state in bits(space.matching(move.start)):
            for dm in move.by:
                tables[players[dm]][state] &= ~ends
    return tuple(map(tuple, tables))


def own_moves(conflict: Conflict, space: StateSpace, player: int) -> tuple[int, ...]:
    """Return one decision maker's moves where all own options may change together and none is added."""
    return _together(conflict, space.codes, owned_options(conflict)[player])


def _ruled(conflict: Conflict, space: StateSpace) -> Tables:
    """Return the moves that the options allow, between merged states where states are merged."""
    if conflict.states or conflict.move_rule is MoveRule.LISTED:
        return ((0,) * len(space),) * len(conflict.decision_makers)
    rule: Callable[[Conflict, tuple[int, ...], int], tuple[int, ...]] = (
        _one_at_a_time if conflict.move_rule is MoveRule.ONE else _together
    )
    codes = (space.base or space).codes
    tables = tuple(rule(conflict, codes, mask) for mask in owned_options(conflict))
    return tables if space.base is None else tuple(_merge(space, table) for table in tables)


def _merge(space: StateSpace, table: tuple[int, ...]) -> tuple[int, ...]:
    """Return moves between merged states: some member of one leads to some member of the other."""
    groups = [sum(1 << member for member in members) for members in space.members]
    result = []
    for number, members in enumerate(space.members):
        reached = 0
        for member in members:
            reached |= table[member]
        targets = sum(1 << other for other, group in enumerate(groups) if group & reached)
        result.append(targets & ~(1 << number))
    return tuple(result)


def _one_way(conflict: Conflict, own: int) -> tuple[int, int]:
    """Return the options in ``own`` that can only be taken up, and that can only be given up."""
    forward = back = 0
    for place, option in enumerate(conflict.options):
        if own >> place & 1:
            forward |= (option.direction is Direction.FORWARD) << place
            back |= (option.direction is Direction.BACK) << place
    return forward, back


def _together(conflict: Conflict, codes: tuple[int, ...], own: int) -> tuple[int, ...]:
    """Return R_i(s) for every state, for the owner of the options in ``own``."""
    forward, back = _one_way(conflict, own)
    groups: dict[int, list[int]] = {}
    for number, code in enumerate(codes):
        groups.setdefault(code & ~own, []).append(number)
    members = {others: to_set(numbers) for others, numbers in groups.items()}
    taken = {
        place: int("".join(["01"[code >> place & 1] for code in reversed(codes)]), 2)
        for place in bits(forward | back)
    }
    reached: dict[int, int] = {}
    moves = []
    for number, code in enumerate(codes):
        key = code & (~own | forward | back)
        states = reached.get(key)
        if states is None:
            states = members[code & ~own]
            for place in bits(code & forward):
                states &= taken[place]
            for place in bits(back & ~code):
                states &= ~taken[place]
            reached[key] = states
        moves.append(states & ~(1 << number))
    return tuple(moves)


def _one_at_a_time(conflict: Conflict, codes: tuple[int, ...], own: int) -> tuple[int, ...]:
    """Return R_i(s) for every state when one option changes at a time."""
    forward, back = _one_way(conflict, own)
    number_of = {code: number for number, code in enumerate(codes)}
    moves = []
    for code in codes:
        states = 0
        for place in bits(own & ~(code & forward) & ~(back & ~code)):
            other = number_of.get(code ^ 1 << place)
            if other is not None:
                states |= 1 << other
        moves.append(states)
    return tuple(moves)
