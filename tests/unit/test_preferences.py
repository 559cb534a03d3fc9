"""Preferences of a draft: what each kind of words makes a party want, and what goes before what."""

from __future__ import annotations

import pytest

from detente.drafting import Draft, draft
from detente.model.conflict import Statements
from told import Deed, On, Say, told

LIFT = Deed(deed="lift the ban", by="orland", force="offer", tone=1)
CLOSE = Deed(deed="close the port", by="orland", force="threaten", tone=-1)
FREE = Deed(deed="free the crew", by="velia", words="freed the crew", tone=1)
SEND = Deed(deed="send the fleet", by="velia", words="sent the fleet", tone=-1)
DENIED = Deed(deed="free the crew", by="velia", words="free the crew", tone=1, so=False)
WITHDRAW = Deed(deed="withdraw the claim", by="velia", words="withdrew the claim", tone=1)


def wanted(drafted: Draft, party: str) -> list[str]:
    """Return a party's preferences, those that no words say marked by a star."""
    given = drafted.conflict.preferences[party]
    assert isinstance(given, Statements)
    for item in given.items:
        assert bool(item.evidence) or item.assumption
    return [f"{item.that}{' *' if item.assumption else ''}" for item in given.items]


def conditional(text: str, first: Deed, second: Deed, sense: str, kind: str, **more: str) -> Say:
    """Return a conditional of Orland's to Velia."""
    act = {"offer": "OFFER", "threat": "THREATEN", "promise": "COMMIT"}.get(kind, "REQUEST")
    return Say(
        by="orland", text=text, deeds=[first, second], act=act, to=["velia"],
        on=[On(antecedent=1, consequent=0, sense=sense, kind=kind)], **more,
    )  # fmt: skip


#: What is said, and what Orland and Velia want, most important first.
CONDITIONALS = {
    "an offer": (
        conditional("Orland will lift the ban if Velia freed the crew.", LIFT, FREE, "if", "offer"),
        ["free_crew", "lift_ban IF free_crew", "!lift_ban *"],
        ["!free_crew *", "lift_ban *"],
    ),
    "an offer for what is left undone": (
        conditional("Orland will lift the ban unless Velia sent the fleet.", LIFT, SEND, "unless", "offer"),
        ["!send_fleet", "lift_ban IF !send_fleet", "!lift_ban *"],
        ["!send_fleet *", "lift_ban *"],
    ),
    "a threat": (
        conditional("Orland will close the port if Velia sent the fleet.", CLOSE, SEND, "if", "threat"),
        ["close_port IF send_fleet", "!close_port *", "!send_fleet"],
        ["!close_port *", "!send_fleet *"],
    ),
    "a threat unless": (
        conditional("Orland will close the port unless Velia freed the crew.", CLOSE, FREE, "unless", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "a threat until": (
        conditional("Orland will close the port until Velia freed the crew.", CLOSE, FREE, "until", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "either or": (
        conditional("Orland will close the port or Velia freed the crew.", CLOSE, FREE, "either-or", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "only if": (
        conditional("Orland will lift the ban only if Velia freed the crew.", LIFT, FREE, "only-if", "offer"),
        ["free_crew", "!lift_ban IF !free_crew", "lift_ban *"],
        ["!free_crew *", "lift_ban *"],
    ),
    "if and only if": (
        conditional("Orland will lift the ban if and only if Velia freed the crew.", LIFT, FREE, "iff", "offer"),
        ["free_crew", "lift_ban IFF free_crew"],
        ["!free_crew *", "lift_ban *"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONALS)
def test_a_conditional_makes_its_holder_want_what_it_ties_and_what_it_asks(name: str) -> None:
    said, orland, velia = CONDITIONALS[name]
    drafted = draft([told(said)])
    assert (wanted(drafted, "orland"), wanted(drafted, "velia")) == (orland, velia)
