"""A ranking is brought together with the states there are: what is gone leaves it, what came is put last and says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model.conflict import Ranking, Statements
from detente.model.edit_rankings import FITTED, misfits
from detente.model.edits import apply, edited
from detente.model.files import check_text, loads
from detente.model.writing import to_json

ROADS = loads(
    "{detente: 1, title: Two roads, decision_makers: [{id: ORL, name: Orlen}, {id: COR, name: Corda}],"
    " options: [{id: dig, owner: ORL}, {id: bar, owner: COR}],"
    " preferences: {ORL: {ranking: [YN, [NY, NN], YY]}, COR: [{that: bar}]}}"
)
NEVER_BOTH = {"op": "add_infeasible", "pattern": "YY"}
FIT = {"op": "fit_ranking"}


def ranking_of(data: dict[str, Any], party: str = "ORL") -> list[Any]:
    found: list[Any] = data["preferences"][party]["ranking"]
    return found


def sound(data: dict[str, Any]) -> bool:
    return check_text(json.dumps(data), "model.json")[0] is not None


def test_what_no_longer_exists_leaves_the_ranking() -> None:
    ruled, _ = apply(to_json(ROADS), [NEVER_BOTH])
    assert not sound(ruled)
    (misfit,) = misfits(ruled)
    assert (misfit.party, misfit.gone, misfit.missing) == ("ORL", ("YY",), ())
    fitted, _ = apply(ruled, [FIT])
    assert sound(fitted)
    assert ranking_of(fitted) == ["YN", ["NY", "NN"]]
    assert "assumption" not in fitted["preferences"]["ORL"]  # nothing was supposed
    assert misfits(fitted) == []


def test_what_comes_back_is_put_last_and_said_to_be_assumed() -> None:
    ruled = edited(ROADS, [NEVER_BOTH, FIT])
    back = edited(ruled, [{"op": "remove_infeasible", "place": 0}, FIT])
    held = back.preferences["ORL"]
    assert isinstance(held, Ranking)
    assert held.groups == (("YN",), ("NY", "NN"), ("YY",))
    assert held.assumption == FITTED
    assert isinstance(back.preferences["COR"], Statements)


def test_several_that_come_are_tied() -> None:
    content = to_json(ROADS)
    content["preferences"]["ORL"]["ranking"] = ["YN", "XX"]
    fitted, _ = apply(content, [FIT | {"party": "ORL"}])
    assert ranking_of(fitted) == ["YN", ["NN", "NY", "YY"]]


def test_merged_states_keep_a_place_that_they_share_and_else_come_last() -> None:
    merge = {"op": "add_coalesced", "pattern": "N-"}
    content, _ = apply(to_json(ROADS), [{"op": "set_preferences", "party": "COR"}])
    merged, _ = apply(content, [merge, FIT])
    assert sound(merged)
    assert ranking_of(merged) == ["YN", "N-", "YY"]
    assert "assumption" not in merged["preferences"]["ORL"]
    apart, _ = apply(merged, [{"op": "remove_coalesced", "place": 0}, FIT])
    assert apart["preferences"] == content["preferences"] | {
        "ORL": {"ranking": ["YN", ["NN", "NY"], "YY"]}
    }
    spread, _ = apply(content, [merge | {"pattern": "Y-"}, FIT])
    assert ranking_of(spread) == [["NY", "NN"], "Y-"]
    assert spread["preferences"]["ORL"]["assumption"] == FITTED


def test_states_of_a_drawn_graph() -> None:
    model = (
        "{detente: 1, title: G, decision_makers: [{id: A}], states: [calm, tense],"
        " moves: [{by: A, from: calm, to: tense}], preferences: {A: {ranking: [tense, war]}}}"
    )
    content = {
        "detente": 1, "title": "G", "decision_makers": [{"id": "A"}],
        "states": [{"id": "calm"}, {"id": "tense"}],
        "moves": [{"by": "A", "from": "calm", "to": "tense"}],
        "preferences": {"A": {"ranking": ["tense", "war"]}},
    }  # fmt: skip
    assert not check_text(model, "model.yaml")[0]
    fitted, _ = apply(content, [FIT])
    assert ranking_of(fitted, "A") == ["tense", "calm"]


def test_what_a_view_ranks_is_fitted_too() -> None:
    content = to_json(ROADS) | {
        "views": {"COR": {"unseen_options": ["bar"], "preferences": {"ORL": {"ranking": ["N"]}}}}
    }
    fitted, _ = apply(content, [FIT])
    assert fitted["views"]["COR"]["preferences"]["ORL"]["ranking"] == ["N", "Y"]
    assert sound(fitted)


def test_a_party_that_does_not_rank_is_refused_and_rules_that_rule_out_all_leave_it() -> None:
    with pytest.raises(InputError, match="COR has no ranking"):
        apply(to_json(ROADS), [FIT | {"party": "COR"}])
    with pytest.raises(InputError, match="no party"):
        apply(to_json(ROADS), [FIT | {"party": "XXX"}])
    content = to_json(ROADS)
    nothing, _ = apply(content, [{"op": "add_infeasible", "when": "dig | !dig"}, FIT])
    assert ranking_of(nothing) == ranking_of(content)


@pytest.mark.parametrize(
    "held", [{"ranking": 3}, {"ranking": [[["YY"]]]}, {"ranking": [None]}, [], None]
)
def test_what_cannot_be_read_is_left_alone(held: object) -> None:
    content = to_json(ROADS) | {"preferences": {"ORL": held}}
    assert misfits(content) == []
    assert apply(content, [FIT])[0] == content


@given(st.lists(st.text("YN-", min_size=2, max_size=2), max_size=3))
def test_after_fitting_each_state_is_named_once_and_the_rest_keeps_its_order(
    rules: list[str],
) -> None:
    edits = [{"op": "add_infeasible", "pattern": rule} for rule in rules]
    ruled, _ = apply(to_json(ROADS), edits)
    fitted, _ = apply(ruled, [FIT])
    left = [s for s in ("YN", "NY", "NN", "YY") if not any(
        all(a in ("-", b) for a, b in zip(rule, s, strict=True)) for rule in rules
    )]  # fmt: skip
    named = [s for each in ranking_of(fitted) for s in ([each] if isinstance(each, str) else each)]
    assert named == (left or ["YN", "NY", "NN", "YY"])
    assert sound(fitted) == bool(left)
