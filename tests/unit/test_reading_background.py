"""Deeds told in passing, demands made by a noun, and what presses by what it is done to."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Event, Statement
from detente.reading import read_statements


def statements(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t", text=text)).statements


def deeds(text: str) -> list[tuple[str | None, str, str]]:
    return [
        (s.speaker.id if s.speaker else None, s.act, s.events[0].deed)
        for s in statements(text)
        if s.act in ("SANCTION", "COERCE", "MOBILIZE") and s.events
    ]


def asked(text: str) -> list[tuple[str | None, str]]:
    events: list[Event] = [event for s in statements(text) for event in s.events]
    return [(e.agent, e.deed) for e in events if e.force == "demand"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway closed the border on Monday.", ("NOR", "SANCTION", "close the border")),
        ("Norway quit the treaty on Monday.", ("NOR", "SANCTION", "quit the treaty")),
        ("Norway dispatched two warships to the strait.", ("NOR", "MOBILIZE", "dispatch two warships to the strait")),
        ("Chile's envoy said he was leaving after Norway closed its border.", ("NOR", "SANCTION", "close its border")),
        ("Chile's envoy met Norway, which has closed the border.", ("NOR", "SANCTION", "close the border")),
        ("Chile's envoy said on Monday that Norway's expulsion of two diplomats was wrong.", ("NOR", "SANCTION", "expel two diplomats")),
        ("The talks came on the heels of Norway's expulsion of two diplomats.", ("NOR", "SANCTION", "expel two diplomats")),
        ("Norway closed the border over the threat of an attack.", ("NOR", "SANCTION", "close the border")),
    ],
)  # fmt: skip
def test_a_deed_that_lasts_is_told_wherever_it_stands(
    text: str, told: tuple[str, str, str]
) -> None:
    assert told in deeds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway closed the meeting on Monday.",
        "Norway did not close the border.",
        "Chile's envoy would leave if Norway closed the border.",
        "Norway left the room.",
    ],
)
def test_what_presses_on_nobody_is_no_such_deed(text: str) -> None:
    assert not deeds(text)


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("Norway reiterated its call for Chile to remove the outpost.", ("CHL", "remove the outpost")),
        ("Norway gave Chile a seven-day ultimatum to release the crew.", ("CHL", "release the crew")),
        ("Norway renewed its demand that Chile lift the sanctions.", ("CHL", "lift the sanctions")),
        ("Norway called for an end to Chilean sanctions.", ("CHL", "end Chilean sanctions")),
        ("Norway called for a complete lifting of the Chilean naval blockade and an end to military raids in the strait.", (None, "end military raids in the strait")),
    ],
)  # fmt: skip
def test_a_demand_made_by_a_noun_says_what_is_asked_of_whom(
    text: str, demand: tuple[str | None, str]
) -> None:
    assert demand in asked(text)


@pytest.mark.parametrize("what", ["proposal", "plan", "move"])
def test_who_dismisses_what_another_proposes_is_who_does_not_accept_it(what: str) -> None:
    (statement,) = statements(f"Norway has dismissed a Chilean {what} on fish.")
    assert [(e.agent, e.polarity) for e in statement.events] == [("NOR", False)]


@pytest.mark.parametrize(
    ("text", "act", "by", "deed"),
    [
        ("Passengers face chaos after drivers turned down a fresh deal.", "REJECT", "drivers", "make a fresh deal"),
        ("Harl could face a strike as the Dockers Union has rejected a pay offer.", "REJECT", "dockers-union", "accept a pay offer"),
        ("Schools will close next week as teachers stage a 48-hour stoppage.", "PROTEST", "teachers", "stage a 48-hour stoppage"),
        ("Services will be cut on Monday as drivers go on strike.", "PROTEST", "drivers", "go on strike"),
    ],
)  # fmt: skip
def test_an_offer_refused_and_work_stopped_are_told_in_a_lead(
    text: str, act: str, by: str, deed: str
) -> None:
    told = read_statements(Document(id="t", source="t", text=f"{text}\n")).statements
    found = [(s.act, s.speaker.id if s.speaker else None, s.events[0].deed) for s in told]
    assert (act, by, deed) in found


def test_a_deed_is_told_beside_what_its_doer_says_of_it() -> None:
    text = "Orland closed its border with Velia on Monday, saying that smugglers had crossed it.\n"
    told = read_statements(Document(id="t", source="t", text=text)).statements
    assert [(s.act, s.speaker.id if s.speaker else None) for s in told] == [
        ("SANCTION", "orland"),
        ("STATE", "orland"),
    ]


def test_what_is_kept_from_whom_is_asked_of_a_judge() -> None:
    text = "The city of Harl asked a judge to keep Orl from allowing the quarry.\n"
    (told,) = read_statements(Document(id="t", source="t", text=text)).statements
    assert [e.deed for e in told.events] == ["keep Orl from allowing the quarry"]
    assert told.speaker is not None
    assert told.speaker.id == "harl"
