"""Reading ``.gmcr`` files of our own, worked by hand, and what is said of bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from building import conflict_of
from detente.analysis.exporting import import_model
from detente.errors import AnalysisError, InputError
from detente.interchange.gambit import write_nfg
from detente.interchange.gmcr import read_gmcr
from detente.interchange.gmcr_writing import write_gmcr
from detente.model.conflict import Direction, Ranking, Statements

DATA = Path(__file__).parents[1] / "data" / "gmcr"
PAIR = {
    "options": [{"name": "Sign"}, {"name": "Patrol"}],
    "decisionMakers": [{"name": "A", "options": [0]}, {"name": "B", "options": [1]}],
    "infeasibles": [],
    "useManualPreferenceRanking": False,
}


def test_statements_directions_and_compounds():
    conflict, notices = import_model(str(DATA / "ferry.gmcr"))
    assert notices == ()
    assert [o.id for o in conflict.options] == ["raise_the_fare", "sell_the_ships", "strike"]
    assert conflict.options[1].direction is Direction.FORWARD
    company, crew = conflict.preferences.values()
    assert isinstance(company, Statements)
    assert [str(item.that) for item in company.items] == [
        "!strike",
        "!sell_the_ships",
        "raise_the_fare | strike",
    ]
    assert isinstance(crew, Statements)
    assert str(crew.items[1].that) == "raise_the_fare & !strike | !raise_the_fare & strike"
    assert str(conflict.infeasible[0].when) == "raise_the_fare & sell_the_ships"


def test_older_ranking_keys_and_numbers_in_regrouped_order():
    conflict, _ = import_model(str(DATA / "ranked.gmcr"))
    assert [(o.id, o.owner) for o in conflict.options] == [
        ("one", "B"),
        ("two_2", "A"),
        ("two", "A"),
    ]
    ranking = conflict.preferences["B"]
    assert isinstance(ranking, Ranking)
    # state 4 is 3 = both of the first two options; 1 and 2 are nothing and the first option
    assert ranking.groups[0] == ("YYN",)
    assert set(ranking.groups[1]) == {"NNN", "YNN"}


def test_coalitions_are_refused_unless_lossy(tmp_path):
    path = tmp_path / "x.gmcr"
    path.write_text(json.dumps({**PAIR, "coalitions": [[0, 1]]}), "utf-8")
    with pytest.raises(InputError, match="coalitions"):
        import_model(str(path))
    _, notices = import_model(str(path), lossy=True)
    assert notices == ("left out: coalitions",)
    assert read_gmcr(path.read_text("utf-8")).coalitions == (("A", "B"),)


def test_misperceptions_are_views_both_ways(tmp_path):
    data = json.loads(json.dumps(PAIR))
    data["decisionMakers"][1]["misperceptions"] = [[[0, "Y"]]]
    path = tmp_path / "x.gmcr"
    path.write_text(json.dumps(data), "utf-8")
    conflict, _ = import_model(str(path))
    (pattern,) = conflict.views["B"].unseen_states
    signed = [
        option.id for option, mark in zip(conflict.options, pattern, strict=True) if mark == "Y"
    ]
    assert signed == ["sign"]
    again = read_gmcr(write_gmcr(conflict)).conflict
    assert again.views == conflict.views


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"options": None}, "options is not a list"),
        ({"decisionMakers": []}, "no decision makers"),
        ({"decisionMakers": [{"name": "A", "options": [0]}]}, "belongs to no decision maker"),
        ({"decisionMakers": [{"name": "A", "options": [0, 7]}]}, "has '7'"),
        ({"infeasibles": [[]]}, "removes every state"),
        ({"infeasibles": [[[0, "X"]]]}, r"infeasibles\[0\]\[0\] is"),
        ({"useManualPreferenceRanking": "no"}, "neither true nor false"),
        ({"useManualPreferenceRanking": True}, "preferenceRanking is missing"),
    ],
)
def test_errors_name_the_place(change, message):
    with pytest.raises(InputError, match=message):
        read_gmcr(json.dumps({**PAIR, **change}), "x.gmcr")


def test_no_json():
    with pytest.raises(InputError, match="no JSON") as caught:
        read_gmcr('{\n "options": [\n', "x.gmcr")
    assert caught.value.line == 3


@pytest.mark.parametrize("given", ["up", 3, None, [["Y"]], {"up": 1}])
def test_an_unknown_direction_is_read_as_both_and_said(given):
    data = {**PAIR, "options": [{"name": "Sign", "permittedDirection": given}, {"name": "Patrol"}]}
    assert "read as both" in read_gmcr(json.dumps(data)).notices[0]


def test_too_many_profiles():
    owners = {f"o{n}": "A" for n in range(17)}
    with pytest.raises(AnalysisError, match="131,072 profiles"):
        write_nfg(conflict_of(owners, {"A": []}))
