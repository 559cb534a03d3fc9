"""Moves deterred without escape, against the definition word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.engine.game import bits
from detente.engine.metarational import inescapably_deterred

SIZE = 6
tables = st.lists(st.integers(0, 2**SIZE - 1), min_size=SIZE, max_size=SIZE)


@given(tables, tables, tables, tables, st.one_of(st.none(), tables))
def test_every_leaving_move_meets_an_answer_from_which_no_move_leads_out(
    leave, reach, deter, moves, holding
):
    expected = 0
    for state in range(SIZE):
        kept = (deter if holding is None else holding)[state]
        if all(
            any(
                all(kept >> further & 1 for further in bits(moves[answer]))
                for answer in bits(reach[target])
                if deter[state] >> answer & 1
            )
            for target in bits(leave[state])
        ):
            expected |= 1 << state
    assert inescapably_deterred(leave, reach, deter, moves, holding) == expected
