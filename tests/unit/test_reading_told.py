"""Whose words a report holds where the sentence around it misleads: datelines, joined verbs, relays."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> list[Statement]:
    found = read_statements(Document(id="t", source="t", text=text)).statements
    return [s for s in found if s.layer in ("quoted", "reported")]


def told(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker.id if s.speaker else None, s.span.text) for s in read(text)]


@pytest.mark.parametrize(
    "dateline",
    ["New Delhi, May 6: ", "NEW DELHI, MARCH 2: ", "New Delhi, 7 May (NAN) ", "KHARTOUM (SUNA): "],
)
def test_a_dateline_without_a_dash_says_nothing(dateline: str) -> None:
    text = f"{dateline}The opposition Harbour Party (HP) said they would not allow any bill to be passed."
    assert told(text) == [("harbour-party", "they would not allow any bill to be passed")]


def test_the_capital_of_a_dateline_owns_a_minister_and_no_conflict_does() -> None:
    text = (
        "NEW DELHI, MARCH 2: The meeting ended without a text over the Ukraine conflict.\n\n"
        "There were issues, External Affairs Minister S Dorn said."
    )
    assert told(text) == [("IND", "There were issues")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is held against a report is a report of its own.
        (
            "The district said talks would go on, although the union said it was ready to meet now.",
            [("district", "talks would go on"), ("union", "it was ready to meet now")],
        ),
        # A passive whose auxiliary stands before the verb it is joined to.
        (
            "The Karan people said two villagers had been beaten and threatened by Velian officials.",
            [("karan-people", "two villagers had been beaten and threatened by Velian officials")],
        ),
        # No offer pledges anything.
        (
            "The tenants said Friday that an offer by the landlord was too low and pledged to stay.",
            [
                ("tenants", "an offer by the landlord was too low"),
                ("tenants", "pledged to stay"),
            ],
        ),
        # No day says anything.
        (
            "The farmers issued a statement the following day saying that they would wait for five days.",
            [("farmers", "they would wait for five days")],
        ),
        # Nobody argues a stadium.
        (
            "Ane Lie was one of several residents who argued the stadium is a bad investment.",
            [("residents", "the stadium is a bad investment")],
        ),
        # A description before a name, with one comma or two.
        (
            "The lake fishing body, TORF at the weekend warned that it would ban the country.",
            [("torf", "it would ban the country")],
        ),
        (
            "The lake fishing body, TORF, warned that it would ban the country.",
            [("torf", "it would ban the country")],
        ),
    ],
)
def test_whose_report(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_who_replies_right_before_the_marks_says_it() -> None:
    text = "“You should sell,” Dorn recounted telling Lind — to which Lind replied, “I don't sell what I love.”"
    assert [s.speaker.name for s in read(text) if s.speaker] == ["Dorn", "Lind"]


def test_a_name_that_only_closes_with_reports_relays() -> None:
    (first,) = read("Velia and Orland agreed to open the border, KORA reports.")
    assert first.speaker is not None
    assert first.speaker.id == "velia"
    assert first.via is not None
    assert first.via.name == "KORA"


def test_a_headline_names_no_body() -> None:
    text = (
        "Velian Farmers Reject Mining Company Payout For Ruined Crops\n\n"
        "The farmers said the offer was too low. “They will not sell,” Ada Moor said."
    )
    assert {party for party, _ in told(text)} == {"farmers", "ada-moor"}


def test_where_a_firm_is_listed_is_no_part_of_its_name() -> None:
    text = "London-listed Norr Mining Plc wants the hill. Norr Mining Plc said it would wait."
    assert told(text) == [("norr-mining-plc", "it would wait")]


def test_a_committee_within_a_body_is_not_the_body() -> None:
    text = "The TORF Disciplinary Committee met. TORF said it would appeal."
    assert told(text) == [("torf", "it would appeal")]


def test_whom_a_particle_leads_to_is_called_on() -> None:
    text = "The protesters decided to remain in place, and called on Norte Energia and Brask to negotiate."
    assert [s.targets for s in read(text) if s.act == "REQUEST"] == [("norte-energia", "brask")]
    (reminded,) = read("Torf Union also reminded Orland that the port was closed to all ships.")
    assert reminded.targets == ("orland",)


def test_who_does_not_accept_is_not_addressed() -> None:
    (said,) = read("“The farmers will not accept their money,” local resident Ada Moor said.")
    assert said.targets == ()
