"""Every concept through the public door, on models from scratch."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.conflict import Ranking, Weights
from detente.solving.solution import solve
from oracle.compare_door import compare_door
from strategies import conflicts


@given(seed=st.integers(0, 2**40))
@settings(max_examples=200, deadline=None)
def test_the_door_answers_as_the_definitions_do(seed):
    assert compare_door(seed) == []


@given(conflict=conflicts(max_options=3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_changes_nothing_in_a_model(conflict, data):
    """Ties listed in another order, larger weights of the same order, parties in another order."""
    concepts = "NASH GMR SMR SEQ SSEQ RNASH RSEQ CNASH CSEQ"
    before = solve(conflict, concepts)
    preferences = {}
    for dm, given_ in conflict.preferences.items():
        match given_:
            case Ranking(groups=groups):
                given_ = replace(given_, groups=tuple(tuple(reversed(g)) for g in groups))
            case Weights(weights=weights):
                given_ = replace(given_, weights={o: 3 * w for o, w in weights.items()})
        preferences[dm] = given_
    order = data.draw(st.permutations(conflict.decision_makers))
    changed = replace(conflict, preferences=preferences, decision_makers=tuple(order))
    after = solve(changed, concepts)
    for name in before.results:
        assert after[name].equilibria == before[name].equilibria
        assert after[name].stable == before[name].stable
