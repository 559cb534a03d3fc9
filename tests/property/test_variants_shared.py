"""What is solved beside a variant of a conflict comes out as when it is solved by itself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.analysis.hinge_variants import build, iter_variants
from detente.analysis.outcomes import Landscape
from detente.model.conflict import Conflict, Statements
from detente.timeline.answers import answers_of, answers_of_variant
from strategies import conflicts


def _in_other_words(conflict: Conflict) -> Conflict:
    """Return the same game, whose options, rules and statements rest on something else."""
    return replace(
        conflict,
        options=tuple(replace(o, assumption="told otherwise") for o in conflict.options),
        infeasible=tuple(replace(r, why="told otherwise") for r in conflict.infeasible),
        preferences={
            dm: Statements(tuple(replace(i, assumption="told otherwise") for i in given.items))
            if isinstance(given, Statements)
            else given
            for dm, given in conflict.preferences.items()
        },
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4), st.data())
def test_answers_beside_a_row_of_variants(conflict: Conflict, data: st.DataObject) -> None:
    variants = [v for v in iter_variants(conflict) if v.kind != "attitude"]
    beside = Landscape(conflict)
    for _ in range(3):
        changed = _in_other_words(conflict)
        if variants and data.draw(st.booleans()):
            changed = build(changed, [data.draw(st.sampled_from(variants))])
        found, landscape = answers_of_variant(changed, [beside])
        assert found == answers_of(changed)
        if landscape is not None:
            landscape.let_go()
            beside = landscape
