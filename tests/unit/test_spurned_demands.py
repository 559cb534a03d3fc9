"""Who turns down a demand will not do what it asks; who made it wants it; claims and reports demand nothing."""

from __future__ import annotations

import pytest

import detente
from detente.evidence import Document, Event
from detente.model.conflict import Statements
from detente.reading.reader import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="d", source="d.txt", text=text, language="en"))


def events(text: str) -> list[Event]:
    return [event for statement in read(text).statements for event in statement.events]


@pytest.mark.parametrize(
    "words",
    [
        "dismissed demands by Orland that Velia open the port", "rejected Orland's demand that it open the port",
        "rebuffed calls by Orland for it to open the port", "ignored calls for it to open the port",
        "has ignored Orland's appeal to open the port", "brushed aside pressure from Orland to open the port",
        "resisted pressure to open the port", "turned down a request by Orland to open the port",
        "rejected Orland's insistence that it open the port", "defied calls from Orland to open the port",
        "has spurned Orlandese requests that it open the port", "dismissed a demand that the port be opened",
        "has flouted orders to open the port", "rejected Orland's ultimatum to open the port",
    ],
)  # fmt: skip
def test_who_turns_down_a_demand_refuses_what_it_asks(words: str) -> None:
    (event,) = events(f"Velia {words}.")
    assert (event.deed, event.agent) == ("open the port", "velia")
    assert (event.force, event.polarity, event.time) == ("refuse", False, "ahead")


def test_a_demand_turned_down_in_the_passive_or_for_a_noun_is_refused_too() -> None:
    (event,) = events("Demands by Orland that Velia open the dam were rejected by Velia.")
    assert (event.agent, event.force, event.polarity) == ("velia", "refuse", False)
    (event,) = events("Velia rejected Orland's demand for the release of the crew.")
    assert (event.deed, event.force, event.polarity) == ("release the crew", "refuse", False)
    (event,) = events("Velia rejected calls for a ceasefire.")
    assert (event.deed, event.agent, event.polarity) == ("accept a ceasefire", "velia", False)


@pytest.mark.parametrize(
    "words",
    [
        "dismissed claims by Orland that it had opened the port", "dismissed reports that it would open the port",
        "rejected Orland's demand that Orland keep the port", "dismissed a call for Nordia to open the port",
        "accepted Orland's demand that it open the port", "repeated demands that Orland open the port",
    ],
)  # fmt: skip
def test_claims_and_what_a_third_is_asked_are_no_refusal_of_a_deed(words: str) -> None:
    told = [
        e for e in events(f"Velia {words}.") if e.force == "refuse" or e.deed == "open the port"
    ]
    assert all(e.force != "refuse" for e in told)
    assert not any(e.agent == "velia" and e.force == "promise" for e in told)


def test_a_request_to_be_let_in_is_not_granted_and_asks_nothing_of_who_refuses_it_but_that() -> (
    None
):
    (event,) = events("Velia turned down Orland's request to inspect the plant.")
    assert event.deed == "accept Orland's request to inspect the plant"
    assert (event.agent, event.force, event.polarity) == ("velia", "refuse", False)


def test_whose_demand_it_is_wants_what_it_asks() -> None:
    found = detente.draft(read("Germany dismissed demands by France that Berlin close the plant."))
    told = {}
    for party, given in found.preferences.items():
        assert isinstance(given, Statements)
        assert all(item.evidence for item in given.items)
        told[party] = [str(item.that) for item in given.items]
    assert told == {"DEU": ["!close_plant"], "FRA": ["close_plant"]}
