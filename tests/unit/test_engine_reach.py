"""Sets of states gone through, and the transitive closure of move graphs, against the definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.game import bits, to_set
from detente.engine.reach import legal_reach


@given(
    st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(0, 2**n - 1), min_size=n, max_size=n))
)
def test_closure_is_what_one_or_more_arcs_reach(arcs):
    size = len(arcs)
    nothing = [0] * size
    expected = []
    for state in range(size):
        reached, frontier = 0, arcs[state]
        while frontier:
            reached |= frontier
            after = 0
            for other in range(size):
                if frontier >> other & 1:
                    after |= arcs[other]
            frontier = after & ~reached
        expected.append(reached)
    assert legal_reach([arcs, nothing], transitive=True) == tuple(expected)


@pytest.mark.parametrize("size", [1, 64, 512, 513, 576, 4_000])
def test_a_set_of_any_length_is_gone_through_in_order(size: int) -> None:
    for step in (1, 7, 64, size):
        numbers = list(range(size - 1, -1, -step))[::-1]
        assert list(bits(to_set(numbers))) == numbers
    assert list(bits(0)) == []
