"""How much of a model a text holds: two who meet each other, and not whoever asks something of somebody."""

from __future__ import annotations

import pytest

from detente.briefing.deciding import why_thin
from drafts_of import drafted


def verdict(text: str) -> str:
    found = drafted(text)
    return "no" if found is None else found.verdict


@pytest.mark.parametrize(
    "text",
    [
        "Norway called on Sweden to abandon its weapons. Norway said it would cut off gas supplies to Sweden.",
        "Norway called on Sweden to open its ports. Sweden urged Norway to lift the duties.",
        "Norway said it would cut off gas supplies unless Sweden opens its ports.",
        "Ann Harl threatened to sue Brant Mills unless it pays the arrears. Brant Mills said it would sue Ann Harl.",
        "Mayor Ann Harl said she would close the road unless Brant Mills repairs the dam.",
        "The Harl Nurses Union said its members will strike on Monday. Brant Hospital said it would not lock out the nurses.",
    ],
)
def test_conduct_of_one_that_meets_the_other_is_a_model(text: str) -> None:
    assert verdict(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Norway called on Sweden to abandon its weapons. Norway said it would build a new airport near Oslo.",
        "Ann Harl called on Sweden to lift the duties. Ann Harl said she would impose a tax on Swedish steel. "
        "Sweden said it would build a new airport.",
        "Drivers for Brant Coaches will strike on Monday over pay. Brant Coaches said it would run a reduced timetable.",
        "Ann Harl vowed to vote for Bo Lund if he drops the plan. Bo Lund said he would build a bridge.",
    ],
)
def test_what_is_only_asked_or_hoped_of_another_is_none(text: str) -> None:
    assert verdict(text) == "thin"


def test_a_person_and_those_on_whom_it_does_not_act_are_no_two_sides() -> None:
    assert (
        verdict("Ann Harl called on Sweden to abandon its weapons. Ann Harl opposed the plan.")
        == "no"
    )


def test_a_thin_draft_with_much_on_both_sides_says_that_nothing_ties_them() -> None:
    found = drafted(
        "Ann Harl called on Sweden to lift the duties and to open the ports. Ann Harl said she would "
        "impose a tax on Swedish steel. Ann Harl said she would build a wall along the Swedish border."
    )
    assert found is not None
    assert "nothing was found that ties" in str(why_thin(found.verdict, found.conflict))


def names(text: str) -> set[tuple[str, str]]:
    found = drafted(text)
    return set() if found is None else {(o.owner, o.name) for o in found.conflict.options}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Norway said it would close the border unless Sweden settles all outstanding issues.", "Settle all outstanding issues"),
        ("Norway said it will impose duties on Swedish steel if Ann Harl is elected.", "Elect Ann Harl"),
        ("Norway said it would close the border. Sweden declined an interview request from Norway.", "Accept an interview request from Norway"),
        ("Bo Lund agreed to talk on the condition that Sweden not publish it and his name not be used. Norway said it would close the border unless Sweden opens its ports.", "Use Bo Lund's name"),
    ],
)  # fmt: skip
def test_aims_votes_and_terms_with_reporters_are_no_options(text: str, never: str) -> None:
    assert never not in {name for _, name in names(text)}


def test_debts_are_settled_and_parliaments_elect() -> None:
    assert ("SWE", "Settle its debt") in names(
        "Norway said it would close the border unless Sweden settles its debt."
    )
    assert ("SWE", "Elect a new president") in names(
        "Norway said it would close the border unless the parliament of Sweden elects a new president."
    )


def test_to_introduce_duties_is_to_go_ahead_with_them() -> None:
    text = (
        "Norway said it would go ahead with the duties on Swedish steel unless Sweden opens its ports. "
        "Norway said it would introduce duties on Swedish steel in May."
    )
    assert {name for owner, name in names(text) if owner == "NOR"} == {
        "Go ahead with the duties on Swedish steel"
    }
    apart = text.replace("introduce duties on Swedish steel", "introduce a tax on Swedish timber")
    assert ("NOR", "Introduce a tax on Swedish timber") in names(apart)


def pair(text: str) -> set[str]:
    found = drafted(text)
    return set() if found is None else {dm.name for dm in found.conflict.decision_makers[:2]}


#: What a person asks of a state again and again, which makes no model.
_ASKING = (
    "Ann Harl called on Sweden to abandon its weapons. Ann Harl urged Sweden to open its ports. "
    "Ann Harl demanded that Sweden close its mines. Ann Harl told Sweden to free the crew. "
    "Ann Harl called on Sweden to cut its tolls. Ann Harl urged Sweden to end its patrols. "
    "Ann Harl told Sweden to withdraw its ships. Ann Harl urged Sweden to lift the ban. "
)


def test_where_the_two_with_most_between_them_make_no_model_the_next_who_meet_do() -> None:
    text = _ASKING + "Norway said it would cut off gas supplies unless Denmark opens its straits."
    assert (pair(text), verdict(text)) == ({"Norway", "Denmark"}, "yes")


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it would build a new airport.",
        "Norway welcomed Denmark's offer and said it would send grain to Denmark.",
        "Bo Lund said he would sue Denmark unless Denmark opens its straits.",
    ],
)
def test_the_next_two_who_do_not_meet_or_of_whom_one_is_a_person_make_none(text: str) -> None:
    assert verdict(_ASKING + text) != "yes"


@pytest.mark.parametrize(
    "said",
    [
        "We will train Ukrainian troops. We will go on supporting Ukraine. Ukraine should publish its budget. "
        "Ukraine should open its ports.",
        "We will raise the matter with China. We will meet China in May. China should open its market.",
    ],
)
def test_a_speech_that_helps_or_asks_one_who_says_nothing_is_no_conflict_with_it(said: str) -> None:
    assert verdict(f"Roosevelt Room\n\n3:00 P.M. EST\n\nTHE PRESIDENT: {said}") != "yes"


def test_a_speech_that_threatens_one_who_says_nothing_is_a_conflict_with_it() -> None:
    said = "China should open its market. We will impose duties on China if it closes the strait."
    assert verdict(f"Roosevelt Room\n\n3:00 P.M. EST\n\nTHE PRESIDENT: {said}") == "yes"
