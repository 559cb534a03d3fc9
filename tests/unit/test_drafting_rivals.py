"""Sides called by common nouns, who is at odds told in passing, and whom an open condition means."""

from __future__ import annotations

import pytest

from detente.drafting import Draft, draft
from detente.drafting.common_names import of_armed_groups, of_governments
from detente.drafting.parties import Parties
from detente.drafting.rivals import rivalries
from detente.evidence import Actor, Document
from detente.reading import read_statements

FRONT = Actor("sf", "Southern Front", "armed-group", aliases=("SF7",))
ARMY = Actor("la", "Lake Army", "armed-group")
REBELS = Actor("rebels", "Rebels", "armed-group")


def drafted(text: str) -> Draft:
    return draft([read_statements(Document(id="t", source="t", text=text))])


def options(text: str) -> dict[str, list[str]]:
    found = drafted(text).conflict
    names = {dm.id: dm.name for dm in found.decision_makers}
    own: dict[str, list[str]] = {name: [] for name in names.values()}
    for option in found.options:
        own[names[option.owner]].append(option.name)
    return own


def armed(*actors: Actor) -> dict[str, str]:
    return of_armed_groups({actor.id: actor for actor in actors}, "")


@pytest.mark.parametrize(
    "name", ["rebels", "insurgents", "rebels in the east", "armed rebels", "rebel group", "group", "fighters"]
)  # fmt: skip
def test_those_who_fight_are_the_one_group_that_is_named(name: str) -> None:
    other = Actor("x", name, "body")
    assert armed(FRONT, other) == {"x": "sf"}
    assert armed(FRONT, ARMY, other) == {}


def test_what_bears_the_name_of_a_group_is_that_group_among_several() -> None:
    assert armed(FRONT, ARMY, Actor("x", "SF7 rebels", "body"), REBELS) == {"x": "sf"}


def test_two_groups_of_rebels_stay_apart_and_one_without_a_name_is_one() -> None:
    hills, lakes = Actor("h", "Hill rebels", "body"), Actor("l", "Lake rebels", "body")
    assert armed(hills, lakes, REBELS) == {}
    assert armed(hills, REBELS) == {"rebels": "h"}
    assert armed(REBELS, Actor("g", "Group", "firm")) == {"g": "rebels"}


def test_a_company_is_no_group_that_fights() -> None:
    assert armed(FRONT, Actor("x", "Orbell Group", "firm")) == {}
    assert armed(Actor("x", "group", "firm")) == {}


def test_the_government_is_that_of_the_state_whose_government_the_text_names() -> None:
    states = [Actor("NOR", "Norway", "state"), Actor("CHL", "Chile", "state")]
    actors = {a.id: a for a in (*states, Actor("government", "Government", "body"))}
    assert of_governments(actors, "The Chilean government met Norway's envoy.") == {
        "government": "CHL"
    }
    assert of_governments(actors, "Norway met Chile.") == {}
    assert of_governments(actors, "Norway's government met the government of Chile. The Chilean regime fell.") == {}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "set_apart"),
    [
        ("Talks failed amid a long dispute over fish between Norway and Chile.", True),
        ("Norway and Chile accused each other of fishing there.", True),
        ("Norwegian envoys left as the row with Chile went on.", True),
        ("Norway and Chile signed a treaty.", False),
        ("Norway, Chile and Peru blame each other.", False),
    ],
)
def test_who_is_at_odds_is_told_in_passing(text: str, *, set_apart: bool) -> None:
    states = tuple(
        Actor(k, n, "state") for k, n in (("NOR", "Norway"), ("CHL", "Chile"), ("PER", "Peru"))
    )
    document = Document(id="d", source="d", text=text, actors=states)
    found = rivalries([document], Parties([document]))
    assert set(found) == ({frozenset(("NOR", "CHL"))} if set_apart else set())


def test_an_open_condition_means_the_one_with_whom_the_speaker_is_at_odds() -> None:
    text = (
        "The Southern Front rejected an offer by Norway on Monday.\n\n"
        "Norway said it would release the prisoners if the insurgents reduce the attacks."
    )
    assert "Reduce the attacks" in options(text)["Southern Front"]


def test_a_condition_that_no_party_can_meet_stays_open() -> None:
    text = (
        "The Southern Front rejected an offer by Norway on Monday.\n\n"
        "Norway said it would release the prisoners if the weather improves."
    )
    assert all("weather" not in n.lower() for names in options(text).values() for n in names)


def test_a_refusal_is_no_reward() -> None:
    text = (
        "Norway accused Chile of delays. Norway said that if Chile reneges on its promises, Norway could "
        "refuse to ratify the treaty."
    )
    wishes = [str(i.that) for i in drafted(text).conflict.preferences["NOR"].items]
    assert "renege_promises" not in wishes
    assert "!renege_promises" in wishes


def test_a_government_called_after_somebody_is_one_side_with_its_ruler() -> None:
    actors = {
        a.id: a
        for a in (Actor("dahl", "Jon Dahl", "person"), Actor("government", "Government", "body"))
    }
    assert of_governments(actors, "Mr. Dahl's regime said the government would stay.") == {
        "dahl": "government"
    }
    assert of_governments(actors, "Dahl met the government.") == {}


def test_what_is_demanded_of_nobody_by_name_is_asked_of_the_opponent() -> None:
    text = (
        "Norway rejected a proposal by Chile amid a dispute between Norway and Chile. "
        "Norway demanded the lifting of sanctions. Chile will expel its envoys, Chile said."
    )
    assert "Lift sanctions" in options(text)["Chile"]


def test_talks_asked_of_nobody_are_asked_of_nobody() -> None:
    text = (
        "Norway rejected a proposal by Chile amid a dispute between Norway and Chile. "
        "Norway demanded talks. Chile will expel its envoys, Chile said."
    )
    assert not any("talks" in name.lower() for name in options(text)["Chile"])


def test_a_refusal_is_aimed_at_those_whose_proposal_it_names() -> None:
    found = options("Chile met Norway. Norway has dismissed a Chilean ceasefire proposal.")
    assert found["Norway"] == ["Accept a Chilean ceasefire proposal"]
    assert set(found) == {"Norway", "Chile"}
