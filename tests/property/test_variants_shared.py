"""What is solved beside a variant of a conflict comes out as when it is solved by itself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.analysis.hinge_variants import build, cells_of, iter_variants
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


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=5), st.sampled_from(["strict", "weak"]), st.data())
def test_many_variants_and_profiles_of_one_game(
    conflict: Conflict, ties: str, data: st.DataObject
) -> None:
    """So many that who would leave which state is told once for all: each comes out as by itself."""
    variants = [v for v in iter_variants(conflict) if v.kind in ("preference", "attitude")]
    beside = Landscape(conflict, ties=ties)
    for _ in range(8 if variants else 0):
        drawn = data.draw(st.lists(st.sampled_from(variants), min_size=1, max_size=2))
        made = drawn if len(drawn) < 2 or not drawn[0].touches(drawn[1]) else drawn[:1]
        changed = build(conflict, [v for v in made if v.kind == "preference"])
        shared, alone = Landscape(changed, ties=ties, like=[beside]), Landscape(changed, ties=ties)
        attitudes = alone.attitudes(cells_of(made))
        assert shared.equilibria("RSEQ", attitudes) == alone.equilibria("RSEQ", attitudes)
        signs = beside.attitudes(cells_of(made))
        apart = Landscape(conflict, ties=ties)
        assert beside.equilibria("RSEQ", signs) == apart.equilibria("RSEQ", signs)
