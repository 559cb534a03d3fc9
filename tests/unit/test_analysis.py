"""Attitude tables, hinges, lints and paths on small conflicts worked by hand."""

import pytest

from building import conflict_of
from detente.analysis.dependence import FAILS, HOLDS, PARTLY, dependence
from detente.analysis.hinges import hinges
from detente.analysis.lints import lint
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.analysis.sweeping import parse_cells, sweep
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Attitude
from detente.model.editing import with_attitudes
from detente.solving.solution import solve

#: A may give; B answers a gift. A would rather not give whatever B does.
GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    status_quo="NN",
)
#: The same, but A's gift cannot be taken back.
TREATY = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    one_way=["give"],
    status_quo="NN",
)


def states(outcomes):
    return {outcome.state: outcome for outcome in outcomes}


def test_a_positive_attitude_sustains_but_does_not_start():
    row = states(Landscape(GIFT).outcomes({("A", "B"): Attitude.POSITIVE}))
    assert row["YY"].starts is False
    assert row["NN"].starts is True


def test_setting_ones_own_interest_aside_starts_the_gift():
    cells = {("A", "A"): Attitude.NEUTRAL, ("A", "B"): Attitude.POSITIVE}
    row = states(Landscape(GIFT).outcomes(cells))
    assert set(row) == {"YY"}
    assert row["YY"].starts is True


def test_the_claim_that_it_depends_on_the_giver_holds_partly():
    tested = dependence(Landscape(GIFT), "A", "B")
    assert tested.verdict == PARTLY
    assert (tested.sustains_alone, tested.starts_alone, tested.starts_with_self) == (
        True,
        False,
        True,
    )
    assert [row.restless for row in tested.rows] == [False, False, False, False, True, False]


def test_the_claim_fails_for_a_party_without_moves():
    conflict = conflict_of({"give": "A"}, {"A": ["!give"], "B": ["give"]}, status_quo="N")
    assert dependence(Landscape(conflict), "B", "A").verdict == FAILS


def test_the_claim_holds_where_hostility_stops_a_harmless_move():
    conflict = conflict_of({"trade": "A"}, {"A": ["trade"], "B": ["trade"]}, status_quo="N")
    assert dependence(Landscape(conflict), "A", "B").verdict == HOLDS


def test_an_outcome_held_only_by_a_one_way_option_is_locked_in():
    row = states(Landscape(TREATY).outcomes())
    assert row["YY"].locked is True
    assert row["NN"].locked is False


def test_what_lies_behind_a_step_nobody_takes_is_a_trap():
    row = states(Landscape(TREATY).outcomes())
    assert row["YY"].trap is True
    assert row["NN"].trap is False


def test_hinges_name_the_statement_that_keeps_the_gift_away():
    found = {(h.element, h.change): h for h in hinges(GIFT)}
    hinge = found["A: !give", "drop"]
    assert hinge.changes["NASH"].gained == ("YY",)
    assert hinge.rests_on == "nothing cited"
    assert ("A>B", "+") in found
    weights = [h.weight for h in hinges(GIFT)]
    assert weights == sorted(weights, reverse=True)


def test_hinges_toward_a_state_concern_that_state():
    for hinge in hinges(GIFT, toward="YY"):
        touched = set(hinge.starts_before) ^ set(hinge.starts_after)
        for change in hinge.changes.values():
            touched |= {*change.gained, *change.lost, *change.traps_gained, *change.traps_lost}
        assert "YY" in touched


def test_sweep_lists_every_profile_once():
    result = sweep(GIFT, "A", concepts=["RNASH"])
    assert result.varied == (("A", "A"), ("A", "B"))
    assert len({tuple(p.attitudes.values()) for p in result}) == 9
    assert len(result.to_json()["profiles"]) == 9


def test_a_sweep_takes_every_concept_in_any_case():
    result = sweep(GIFT, "A>B", concepts=["nash", "rnash cnash", "A=RNASH,B=NASH"])
    for profile in result:
        assert profile.equilibria["NASH"] == solve(GIFT, "NASH").equilibria["NASH"]
        assert set(profile.equilibria) == {"NASH", "RNASH", "CNASH", "A=RNASH,B=NASH"}
        changed = ",".join(f"{i}>{j}={sign.value}" for (i, j), sign in profile.attitudes.items())
        mixed = solve(with_attitudes(GIFT, changed), "A=RNASH,B=NASH")
        assert profile.equilibria["A=RNASH,B=NASH"] == mixed["A=RNASH,B=NASH"].equilibria


def test_sweep_mistakes_are_named():
    with pytest.raises(InputError, match="No decision maker 'C'"):
        parse_cells(GIFT, "A>C")
    with pytest.raises(InputError, match="Did you mean 'RNASH'"):
        sweep(GIFT, "A", concepts=["RNSH"])
    many = conflict_of({"o": "A"}, {name: ["o"] for name in "ABCDEFGHIJ"})
    with pytest.raises(AnalysisError, match="profiles"):
        sweep(many, "A")
    with pytest.raises(InputError, match="two decision makers"):
        sweep(many, "A>B", concepts=["L2"])


def test_granting_ones_own_condition_looks_worse_under_material_implication():
    conflict = conflict_of(
        {"grant": "A", "answer": "B"}, {"A": ["!grant"], "B": ["answer IF grant", "!answer"]}
    )
    assert [item.code for item in lint(Landscape(conflict))] == ["granting-costs"]
    mended = conflict_of(
        {"grant": "A", "answer": "B"}, {"A": ["!grant"], "B": ["grant", "answer IF grant"]}
    )
    assert lint(Landscape(mended)) == ()


def test_a_negative_attitude_that_forbids_what_the_party_asks_for():
    conflict = conflict_of(
        {"trade": "A", "rest": "B"},
        {"A": ["trade"], "B": ["trade", "rest"]},
        attitudes={"A>B": "-"},
    )
    assert "attitude-forbids" in {item.code for item in lint(Landscape(conflict))}


def test_bundled_improvements_are_told():
    conflict = conflict_of(
        {"build": "A", "attack": "A", "watch": "B"},
        {"A": ["build", "!attack"], "B": ["watch"]},
        status_quo="NNN",
    )
    assert "bundled-improvement" in {item.code for item in lint(Landscape(conflict))}


def test_an_option_nobody_mentions_is_told():
    conflict = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["a"]})
    assert [(item.code, item.element) for item in lint(Landscape(conflict))] == [
        ("unmentioned-option", "b")
    ]


def test_paths_by_moves_and_by_improvements():
    landscape = Landscape(GIFT)
    (path,) = shortest_paths(landscape, "YY", improvements_only=False)[:1]
    assert path.steps[-1][1] == "YY"
    assert shortest_paths(landscape, "YY") == ()
    with pytest.raises(InputError, match="no state of this model"):
        shortest_paths(landscape, "Y")
