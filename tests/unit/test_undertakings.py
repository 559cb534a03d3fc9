"""What a reporter tells of choices without a quotation: deeds ahead, stoppages, suits, things asked for."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.types import NoModelError
from detente.evidence import Document, Statement
from detente.reading import read_statements


def statements(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t.txt", text=f"{text}\n")).statements


def options(text: str) -> set[tuple[str, str]]:
    try:
        found = draft([read_statements(Document(id="t", source="t.txt", text=f"{text}\n"))])
    except NoModelError:
        return set()
    return {(o.owner, o.name) for o in found.conflict.options}


@pytest.mark.parametrize(
    ("text", "act", "by", "deed", "time"),
    [
        ("Workers at the plant will walk out on Monday in a dispute over pay.", "THREATEN", "workers", "walk out", "ahead"),
        ("Drivers are due to strike on 4 October over pay.", "THREATEN", "drivers", "strike over pay", "ahead"),
        ("Nurses at Hollin Hospital are scheduled to strike for one day.", "THREATEN", "nurses", "strike", "ahead"),
        ("Drivers at Orvia are on strike over pay.", "PROTEST", "drivers", "stay on strike over pay", "now"),
        ("About 900 staff at the airport have been on strike since Tuesday.", "PROTEST", "staff", "stay on strike", "past"),
        ("The teachers' strike entered its third week on Monday.", "PROTEST", "teachers", "continue the strike", "past"),
        ("Residents have set up a blockade on the forest road.", "COERCE", "residents", "set up a blockade on the forest road", "past"),
        ("Villagers launched a legal challenge against the quarry.", "ACCUSE", "villagers", "launch a legal challenge against the quarry", "past"),
        ("Shareholders are suing the company over the merger.", "ACCUSE", "shareholders", "sue the company", "now"),
        ("Campaigners will seek a judicial review of the decision.", "THREATEN", "campaigners", "seek a judicial review of the decision", "ahead"),
        ("The union wants a 10% pay rise.", "REQUEST", "union", "grant a 10% pay rise", "ahead"),
    ],
)  # fmt: skip
def test_a_choice_told_by_the_reporter_is_read(
    text: str, act: str, by: str, deed: str, time: str
) -> None:
    (told,) = statements(text)
    assert (told.act, told.speaker.id if told.speaker else None) == (act, by)
    assert (told.events[0].deed, told.events[0].time) == (deed, time)


@pytest.mark.parametrize(
    "text",
    [
        "Drivers were due to strike on Monday.",
        "Drivers may strike on Monday.",
        "The team will play in Rome on Monday.",
        "The firm is seeking a new chairman.",
        "Residents have set up a charity.",
        "The minister was on holiday.",
    ],
)
def test_what_is_over_or_possible_or_everyday_is_no_undertaking(text: str) -> None:
    assert not statements(text)


def test_who_strikes_over_pay_attacks_nobody_and_who_strikes_a_port_does() -> None:
    (pay,) = statements("The nurses said they are striking over pay.")
    (port,) = statements("Orland struck the port.")
    assert (pay.act, port.act) == ("PROTEST", "ASSAULT")


def test_what_one_side_is_to_get_is_what_the_other_would_give() -> None:
    text = (
        "The Halden Teachers Union went on strike. The school board said it would resume negotiating "
        "only after it receives a written proposal."
    )
    assert ("halden-teachers-union", "Provide a written proposal") in options(text)


def test_an_audience_is_not_who_must_yield() -> None:
    text = (
        "The government said it could revoke the suspension of eight members only if they apologised. "
        "The opposition told the upper house that it would boycott the session until the suspension is revoked."
    )
    assert ("government", "Revoke the suspension of eight members") in options(text)
    assert not any(owner == "upper-house" for owner, _ in options(text))


def test_creditors_by_whose_they_are_and_without_are_one_side() -> None:
    text = (
        "Arvo Card's creditors threatened Arvo Group with penalties unless it meets their demands. "
        "The creditors have given Arvo Group a week."
    )
    assert {owner for owner, _ in options(text)} == {"arvo-card-creditors", "arvo-group"}


def test_a_match_against_a_country_is_boycotted_to_press_whoever_holds_it() -> None:
    (told,) = statements("The team threatened to boycott the match against England over pay.")
    assert told.events[0].patient is None
    (other,) = statements("The team threatened to boycott England.")
    assert other.events[0].patient == "GBR"


def test_what_a_minister_says_is_prepared_is_done_by_whoever_is_named() -> None:
    (told,) = statements("Orland said Velia was prepared to attack the port.")
    assert told.events[0].agent == "velia"


def test_a_year_of_the_past_inside_a_deed_ahead_is_no_history() -> None:
    text = (
        "Orland said it would veto any cut of the rebate won in 1984. "
        "Velia demanded that Orland give up the rebate."
    )
    assert any(name.startswith("Veto a cut of the rebate") for _, name in options(text))


def test_to_keep_the_terms_of_an_offer_to_oneself_is_no_option() -> None:
    text = (
        "The Dockers Union said it would not reveal the terms until Acme Ports improves its offer."
    )
    assert not any("eveal" in name for _, name in options(text))


def test_an_offer_told_before_the_strike_is_called_off_is_why_it_is() -> None:
    text = (
        "The Dockers Union said an improved offer was made by Acme Ports. "
        "The Dockers Union said the strikes on Saturday have been suspended."
    )
    assert options(text) >= {
        ("dockers-union", "Suspend the strikes"),
        ("acme-ports", "Stand by its improved offer"),
    }


@pytest.mark.parametrize(
    ("text", "owner", "name"),
    [
        ("Acme Steel said 500 jobs would be cut.", "acme-steel", "Cut 500 jobs"),
        ("The council said the road would be reopened.", "council", "Reopen the road"),
    ],
)  # fmt: skip
def test_what_those_with_the_say_tell_will_be_done_is_their_own_deed(
    text: str, owner: str, name: str
) -> None:
    whom = text.partition(" said ")[0].replace("The ", "the ")
    asked = f"{text} The Dockers Union urged {whom} to drop the plan."
    assert (owner, name) in options(asked)


def test_what_those_without_the_say_tell_will_be_done_is_nobodys() -> None:
    text = "The Dockers Union said 500 jobs would be cut. The Dockers Union demanded that Acme Steel drop the plan."
    assert not any("jobs" in name for _, name in options(text))


def test_a_rise_that_is_refused_is_one_that_is_not_granted() -> None:
    text = (
        "Acme Water wants a tariff rise of 60%. The ministry has rejected the 60% rise and demanded that "
        "Acme Water invest in pipes."
    )
    assert ("ministry", "Allow the 60% rise") in options(text)


def test_a_permission_that_is_refused_is_one_that_is_not_granted() -> None:
    (told,) = statements("The council has refused planning permission for the quarry.")
    assert told.events[0].deed == "grant planning permission for the quarry"
    assert not told.events[0].polarity


@pytest.mark.parametrize(
    ("text", "act", "by", "deed"),
    [
        ("Drivers at Brant Coaches will press ahead with a stoppage on Monday.", "THREATEN", "drivers", "press ahead with a stoppage"),
        ("Drivers at Brant Coaches are to start open-ended strike action.", "THREATEN", "drivers", "start open-ended strike action"),
        ("A strike by pilots is scheduled for Monday.", "THREATEN", "pilots", "go ahead with the strike"),
        ("A walkout by nurses is due to begin on Friday.", "THREATEN", "nurses", "go ahead with the walkout"),
        ("The nurses gave a ten-day strike notice on Friday.", "PROTEST", "nurses", "give a ten-day strike notice"),
        ("The pilots' union has called a 24-hour strike for next Tuesday.", "PROTEST", "pilots-union", "call a 24-hour strike"),
        ("The union is holding out for a 5% pay rise.", "REQUEST", "union", "grant a 5% pay rise"),
        ("The council will appeal against the ruling.", "THREATEN", "council", "appeal against the ruling"),
    ],
)  # fmt: skip
def test_stoppages_and_appeals_told_by_their_noun(text: str, act: str, by: str, deed: str) -> None:
    (told,) = statements(text)
    assert told.speaker is not None
    assert (told.act, told.speaker.id) == (act, by)
    assert [event.deed for event in told.events] == [deed]


@pytest.mark.parametrize(
    "text",
    [
        "A strike by drones is scheduled for Monday.",
        "The agency appealed for calm.",
        "A strike on the port is planned for Monday.",
        "The general called an air strike on the port.",
    ],
)
def test_what_is_no_stoppage_and_no_appeal_to_a_court_is_none(text: str) -> None:
    acts = {told.act for told in statements(text)}
    assert not acts & {"PROTEST", "THREATEN"}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Campaigners called for the plan to be scrapped.", None),
        ("Campaigners have called for the council to scrap the plan.", "council"),
    ],
)
def test_what_is_called_for_in_a_clause_is_asked(text: str, doer: str | None) -> None:
    (told,) = statements(text)
    assert told.act == "REQUEST"
    assert [(e.deed, e.agent, e.force) for e in told.events] == [("scrap the plan", doer, "demand")]


def test_a_union_that_asks_for_a_raise_asks_the_employer_whom_a_text_only_calls_by_its_noun() -> (
    None
):
    text = (
        "Nurses at two hospitals gave a ten-day strike notice on Friday.\n\n"
        "The Harl State Nurses Association has been in talks with the private hospitals. "
        "The union is asking for a pay raise."
    )
    assert ("hospitals", "Grant a pay raise") in options(text)
