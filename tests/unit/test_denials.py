"""A denial counts once, whatever word carries it: what nobody does is not read as done."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.evidence import Document
from detente.model.conflict import Statements
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t", text=text))


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("Orland said there would be no deal.", False),
        ("Orland said there would be a deal.", True),
        ("Orland said there would never be a deal.", False),
        ("There will be no talks, Orland said.", False),
        ("Orland said no talks would take place.", False),
        ("Orland said talks would take place.", True),
        ("There would be no withdrawal of troops, Orland said.", False),
        ("Orland demanded no talks.", False),
        ("Orland demanded talks.", True),
        ("Orland said it would hold no talks.", False),
    ],
)
def test_a_deed_that_a_noun_names_is_denied_once(text: str, *, so: bool) -> None:
    (event,) = [e for s in read(text).statements for e in s.events]
    assert event.polarity is so


@pytest.mark.parametrize(
    ("text", "orland"),
    [
        ("Orland said there would be no talks unless Velia freed the crew.",
         ["!hold_talks IF !free_crew", "free_crew", "hold_talks"]),
        ("Orland said there would be no talks if Velia attacked the port.",
         ["!hold_talks IF attack_port", "!attack_port", "hold_talks"]),
        ("Orland offered to lift the ban unless Velia sent the fleet.",
         ["!send_fleet", "lift_ban IF !send_fleet", "!lift_ban"]),
        ("Orland said it would not lift the ban unless Velia freed the crew.",
         ["!lift_ban IF !free_crew", "free_crew", "lift_ban"]),
        ("Orland said it would close the port unless Velia freed the crew.",
         ["close_port IF !free_crew", "!close_port", "free_crew"]),
        ("Orland promised not to attack the port unless Velia sent the fleet.",
         ["!send_fleet", "!attack_port IF !send_fleet", "attack_port"]),
    ],
)  # fmt: skip
def test_what_is_wanted_of_the_other_is_what_averts_harm_or_earns_good(
    text: str, orland: list[str]
) -> None:
    given = draft([read(text)]).conflict.preferences["orland"]
    assert isinstance(given, Statements)
    assert [str(item.that) for item in given.items] == orland
