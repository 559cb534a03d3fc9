"""Every concept through the public door, on models from scratch."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.compare_door import compare_door


@given(seed=st.integers(0, 2**40))
@settings(max_examples=200, deadline=None)
def test_the_door_answers_as_the_definitions_do(seed):
    assert compare_door(seed) == []
