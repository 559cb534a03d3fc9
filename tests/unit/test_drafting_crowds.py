"""Sides that a text calls by several common nouns are one side, and only where nothing tells them apart."""

from __future__ import annotations

import pytest

from detente.drafting.common_names import of_towns
from detente.drafting.crowds import of_crowds, of_oppositions
from detente.evidence import Actor, Document
from detente.reading import read_statements

RESIDENTS = "Residents said they would block the road unless Harl Stone drops the quarry. "


def named(*names: str, kind: str = "body") -> dict[str, Actor]:
    """Return actors of some names, by ids made of them."""
    made = (Actor(name.lower().replace(" ", "-"), name, kind) for name in names)
    return {actor.id: actor for actor in made}


def crowds(text: str) -> dict[str, str]:
    document = read_statements(Document(id="t", source="t", text=text + "\n"))
    return of_crowds([document], {actor.id: actor for actor in document.actors})


@pytest.mark.parametrize(
    ("more", "folded"),
    [
        ("Angry villagers rejected the offer of Harl Stone.", {"villagers": "residents"}),
        ("The protesters said they would sue Harl Stone.", {"protesters": "residents"}),
        # who blames the others is another side
        ("The protesters accused the residents of taking money from Harl Stone.", {}),
        # so is who is set apart by a word that tells something
        ("Pro-quarry campaigners rejected the demand of Harl Stone.", {}),
    ],
)
def test_people_who_stand_up_together_are_one_side(more: str, folded: dict[str, str]) -> None:
    assert crowds(RESIDENTS + more) == folded


def test_an_opposition_is_one_and_may_be_the_party_that_is_called_so() -> None:
    actors = named("opposition", "opposition parties", "Harl Front", "student opposition")
    assert of_oppositions(actors, "The opposition and opposition parties left.") == {
        "opposition-parties": "opposition"
    }
    text = "The opposition Harl Front left. Opposition parties stayed away."
    assert of_oppositions(actors, text) == {
        "opposition": "harl-front",
        "opposition-parties": "harl-front",
    }


def test_the_county_is_the_only_county_that_acts_by_its_name() -> None:
    actors = named("county", "Harl County", "Brant Stone")
    assert of_towns(actors, "Harl County sued. The county will appeal.") == {
        "county": "harl-county"
    }
    assert of_towns(actors, "Harl County sued. Both counties will appeal.") == {}
