"""The first outcomes of a profile, and how many there are, are those of the whole list."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.analysis.outcomes import Landscape
from detente.errors import DetenteError
from detente.model.conflict import Attitude, Conflict
from strategies import conflicts


@settings(max_examples=80, deadline=None)
@given(conflicts(), st.integers(1, 20), st.data())
def test_the_first_outcomes_are_those_of_the_list(
    conflict: Conflict, most: int, data: st.DataObject
) -> None:
    try:
        landscape = Landscape(conflict)
    except DetenteError:
        assume(False)
    ids = [dm.id for dm in conflict.decision_makers]
    cells = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    changed = data.draw(st.dictionaries(cells, st.sampled_from(list(Attitude)), max_size=3))
    every = landscape.outcomes(changed)
    lasting = [outcome for outcome in every if not outcome.trap]
    first, counts = landscape.first_outcomes(changed, most)
    assert list(first) == lasting[:most]
    assert counts == {
        "starts": sum(outcome.starts for outcome in lasting),
        "holds": sum(not outcome.starts for outcome in lasting),
        "traps": len(every) - len(lasting),
    }
