"""The two sides of a dispute at work: who is one with a union, and who employs."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.bargaining import (
    are_workers,
    employers_named,
    of_employers,
    of_workers,
    unites_workers,
)
from detente.drafting.types import NoModelError
from detente.evidence import Actor, Document
from detente.reading import read_statements

DOCKERS = Actor("du", "Harl Dockers Union", "union")


def options(text: str) -> set[tuple[str, str]]:
    found = draft([read_statements(Document(id="t", source="t", text=f"{text}\n"))])
    return {(o.owner, o.name) for o in found.conflict.options}


def folded(*actors: Actor, unions: tuple[Actor, ...] = (), text: str = "") -> dict[str, str]:
    return of_workers({a.id: a for a in actors}, unions, text)


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("500 Air Harl pilots", True),
        ("drivers for Brant Coaches", True),
        ("one of the nurses of the ward", True),
        ("hospital staff", True),
        ("a driver", False),
        ("board members", False),
        ("council", False),
    ],
)
def test_workers_are_known_by_their_noun(name: str, yes: bool) -> None:
    assert are_workers(name) is yes


def test_an_association_of_those_who_work_is_a_union_and_one_of_residents_is_none() -> None:
    assert unites_workers("Harl State Nurses Association")
    assert not unites_workers("Harl Residents Association")
    assert not unites_workers("Harl Nurses Fund")


def test_workers_are_the_one_union_that_is_named() -> None:
    pilots = Actor("p", "Air Harl pilots", "firm")
    assert folded(DOCKERS, pilots, unions=(DOCKERS,)) == {"p": "du"}
    other = Actor("ou", "Orland Pilots Union", "union")
    assert folded(DOCKERS, other, pilots, unions=(DOCKERS, other)) == {}


def test_a_single_worker_speaks_for_the_union_and_a_union_of_states_does_not() -> None:
    driver, drivers = Actor("d", "a driver", "person"), Actor("ds", "drivers", "public")
    states = Actor("eu", "Southern Union", "intergovernmental")
    found = folded(DOCKERS, driver, drivers, states, unions=(DOCKERS,), text="the drivers")
    assert found == {"d": "du", "ds": "du"}


def test_workers_of_one_trade_are_one_group_unless_two_firms_employ_them() -> None:
    named, bare = Actor("n", "Air Harl pilots", "firm"), Actor("b", "striking pilots", "body")
    single = Actor("s", "a pilot", "person")
    assert folded(named, bare, single, text="the striking pilots") == {"b": "n", "s": "n"}
    rival = Actor("r", "Orland Airways pilots", "firm")
    assert folded(named, rival, bare, text="the striking pilots") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Air Harl pilots will strike. The offer by Air Harl was low.", ["Air Harl"]),
        ("Drivers for Brant Bus Company in Harl walked out.", ["Brant Bus Company"]),
        ("Drivers at the former Brant Coaches walked out. Brant Coaches declined to comment.", ["Brant Coaches"]),
        ("Brant North drivers walked out. It was rejected by Brant.", ["Brant"]),
        ("London bus drivers walked out.", []),
        ("Harl High School teachers walked out. Harl High School said it was open.", []),
        ("Brant Coaches says it will lock out its 300 drivers.", ["Brant Coaches"]),
        ("The Harl Dockers Union said its drivers would strike.", []),
        ("The strike by dockers is over, Brant management said.", ["Brant"]),
        ("It means workers will wait. It is understood that they may.", []),
        ("Workers at car maker Brant have voted to strike.", ["Brant"]),
        ("Harl Union said workers were tired. It was rejected by Harl Union.", []),
    ],
)  # fmt: skip
def test_who_employs_is_told_by_what_the_workers_are_called_after(
    text: str, names: list[str]
) -> None:
    assert employers_named(text) == names


def test_the_company_is_the_firm_after_which_its_workers_are_called() -> None:
    company = Actor("c", "Company", "firm")
    same, new = of_employers({"c": company}, "Air Harl pilots struck. The company was open.")
    assert (same, new) == ({}, None)  # nothing tells that Air Harl acts
    text = "Air Harl pilots struck. Air Harl said the company had offered enough."
    same, new = of_employers({"c": company}, text)
    assert new is not None
    assert (new.name, same) == ("Air Harl", {"c": new.id})


def test_a_union_and_a_firm_named_through_its_drivers_are_the_two_sides() -> None:
    found = options(
        "Drivers for Brant School Bus Company in Harl say they are ready to strike if the company does"
        " not raise its offer.\n\nThe drivers' union, the Harl Dockers Union, rejected the offer."
    )
    assert {owner for owner, _ in found} == {"harl-dockers-union", "brant-school-bus-company"}


def test_a_lockout_of_its_own_workers_is_aimed_at_their_union() -> None:
    found = draft([
        read_statements(Document(id="t", source="t", text=(
            "The Harl Dockers Union yesterday notified Brant Ports that it would hold a 24-hour strike.\n\n"
            "In response, Brant Ports has declared it will lock out its dockers for the next day.\n"
        )))
    ])  # fmt: skip
    assert found.verdict == "yes"
    assert {(o.owner, o.name) for o in found.conflict.options} == {
        ("harl-dockers-union", "Hold a 24-hour strike"),
        ("brant-ports", "Lock out its dockers"),
    }


def test_those_whom_a_lockout_would_meet_are_who_accept_or_not() -> None:
    found = options(
        "Brant Coaches says it will lock out its 300 drivers on Monday if they do not accept its final offer."
        "\n\nThe Harl Drivers Union rejected the offer."
    )
    assert ("harl-drivers-union", "Accept Brant Coaches' final offer") in found


@pytest.mark.parametrize(
    ("told", "strikes"),
    [
        ("Harl Dockers Union members have voted two to one in favour of a walkout.", True),
        ("Members of the Harl Dockers Union backed a walkout by 83%.", True),
        ("The Labour Party backed a walkout.", False),
        ("Harl Dockers Union members did not vote for a walkout.", False),
        ("Harl Dockers Union members voted for the government.", False),
    ],
)
def test_a_stoppage_that_workers_vote_for_is_theirs_to_hold(told: str, strikes: bool) -> None:
    document = Document(id="t", source="t", text=f"{told}\n")
    events = [e for s in read_statements(document).statements for e in s.events]
    assert any((e.deed, e.force) == ("hold a walkout", "promise") for e in events) is strikes


def test_a_chance_that_is_given_is_what_the_other_is_asked() -> None:
    found = options(
        "The Harl Drivers Union said it would give the company an opportunity to improve its offer.\n\n"
        "Brant Coaches drivers voted to strike on Monday. Brant Coaches said it was open to talks."
    )
    assert ("brant-coaches", "Improve its offer") in found
    assert not any("opportunity" in name for _, name in found)


def test_a_bid_in_marks_that_is_rejected_is_an_option() -> None:
    found = options(
        'Orbell Foods has rejected a "final" bid by Melk Industries to buy the firm for $8 billion.'
        " Melk Industries said it would go to shareholders if Orbell Foods did not talk."
    )
    assert any(owner == "orbell-foods" and "final bid" in name for owner, name in found)


def test_whoever_rejects_in_a_passive_is_who_rejects() -> None:
    document = Document(
        id="t", source="t", text="Ann Day said an offer of mediation had been rejected by Orbell Foods.\n"
    )  # fmt: skip
    (statement,) = read_statements(document).statements
    refused = [e for e in statement.events if e.force == "refuse" or not e.polarity]
    assert {e.agent for e in refused} == {"orbell-foods"}


def test_a_secretary_with_a_union_whose_name_begins_with_a_portfolio_speaks_for_it() -> None:
    text = (
        "Allan Dahl, trade group secretary with the Transport and Dock Workers' Union, said: "
        '"We will not accept the offer."\n'
    )
    (statement,) = read_statements(Document(id="t", source="t", text=text)).statements
    assert statement.speaker is not None
    assert statement.speaker.id == "transport-and-dock-workers-union"


def test_what_a_firm_has_told_a_union_is_the_firms_own_word() -> None:
    found = options(
        "The Harl Dockers Union rejected an offer from Velmar on Monday.\n\n"
        '"Velmar has informed us they are prepared to reopen the yard. We will return '
        'to work," Harl Dockers Union leader Ada Fenn said.'
    )
    assert ("velmar", "Reopen the yard") in found


def test_a_condition_that_only_states_sets_two_at_odds() -> None:
    text = (
        "The Harl School Board on Friday said a teachers' strike seems likely unless the union returns"
        " to the bargaining table."
    )
    assert ("union", "Return to the bargaining table") in options(text)


def test_nobody_asks_a_court_to_act_against_itself() -> None:
    text = (
        "Harl Council sued Orl Council on Monday.\n\n"
        "Orl Council said it had asked the court to rescind Orl Council's zoning and forbid new homes."
    )
    with pytest.raises(NoModelError):
        options(text)


def test_villagers_who_block_a_road_are_a_side_though_they_only_are_told_of() -> None:
    found = options(
        '"Some 200 villagers have blocked the road to our mine," Harl Mining spokesman Kas Dahl said.\n\n'
        "Dahl said the company would talk if the blockade ended."
    )
    assert {owner for owner, _ in found} == {"villagers", "harl-mining"}


def test_a_bid_that_is_refused_and_taken_to_others_is_an_exchange() -> None:
    found = draft([
        read_statements(Document(id="t", source="t", text=(
            "Orbell Foods has rejected a takeover bid by Melk Industries worth 5bn pounds.\n\n"
            "Melk Industries said it would take its offer to shareholders.\n"
        )))
    ])  # fmt: skip
    assert found.verdict == "yes"
    assert {o.owner for o in found.conflict.options} == {"orbell-foods", "melk-industries"}


def test_to_accept_an_offer_and_to_stand_by_it_is_too_little_for_a_model() -> None:
    text = 'Orbell Foods has rejected a "final" bid by Melk Industries.\n'
    found = draft([read_statements(Document(id="t", source="t", text=text))])
    assert found.verdict == "thin"
    assert ("melk-industries", "Stand by its final bid") in options(text)


def test_a_challenge_that_names_nobody_is_aimed_at_whoever_allowed_the_plan() -> None:
    text = (
        "The Elm Wood Residents Association will seek a judicial review.\n\n"
        "Harl Council granted planning permission for 267 homes in September."
    )
    assert {owner for owner, _ in options(text)} == {
        "elm-wood-residents-association",
        "harl-council",
    }


def test_a_party_is_shown_without_its_number() -> None:
    text = (
        "Some 500 Air Harl pilots will strike unless Air Harl raises their pay, the pilots said.\n"
    )
    found = draft([read_statements(Document(id="t", source="t", text=text))])
    assert not any(dm.name[:1].isdigit() for dm in found.conflict.decision_makers)


def test_what_a_plural_speaker_would_do_unless_others_yield_is_its_own() -> None:
    found = options(
        "The nurses warned that if the Harl government failed to accept their demands, they would strike."
    )
    assert found == {
        ("nurses", "Strike"),
        ("harl-government", "Accept the nurses' demands"),
    }


def test_they_stay_those_of_the_condition_where_the_number_tells_nothing() -> None:
    text = "The ministers said that if the nurses went on strike, they would lose pay.\n"
    (statement,) = read_statements(Document(id="t", source="t", text=text)).statements
    assert [e.agent for e in statement.events if e.predicate == "lose"] == ["nurses"]


def test_one_who_is_forced_to_do_something_does_it_and_one_who_forces_another_does_that() -> None:
    def deeds(text: str) -> set[tuple[str | None, str]]:
        document = Document(id="t", source="t", text=f"{text}\n")
        return {(e.agent, e.deed) for s in read_statements(document).statements for e in s.events}

    forced = "“If the board does not pay, we will be forced to block the road,” Harl Front leader Kas Dahl said."
    assert ("harl-front", "block the road") in deeds(forced)
    forcing = "Harl Front leader Kas Dahl said it would force the board to open the road."
    assert ("harl-front", "block the road") not in deeds(forcing)


def test_the_members_of_a_side_act_for_it() -> None:
    text = (
        'The Harl Dockers Union said: "Our members have shown their willingness to take action if Brant Ports'
        ' does not change track."'
    )
    assert ("harl-dockers-union", "Take industrial action") in options(text)


def test_to_continue_to_refuse_is_not_to_do_and_no_deed_of_today() -> None:
    text = "The Harl Dockers Union said the dockers would strike if Brant Ports continued to refuse to negotiate."
    found = draft([read_statements(Document(id="t", source="t", text=f"{text}\n"))]).conflict
    taken = {o.name: q for o, q in zip(found.options, found.status_quo, strict=True)}
    assert taken == {"Strike": "N", "Negotiate": "N"} or "Y" not in taken.values()


def test_the_government_is_that_of_the_one_province_that_is_named() -> None:
    found = options(
        "The Harl government banned strikes by nurses on Monday.\n\n"
        "The nurses warned that if the government failed to meet their demands, they would strike."
    )
    assert {owner for owner, _ in found} == {"nurses", "harl-government"}
    apart = options(
        "The Harl government banned strikes by nurses. The Orl government did not.\n\n"
        "The nurses warned that if the government failed to meet their demands, they would strike."
    )
    assert ("government", "Meet the nurses' demands") in apart


def test_who_is_met_by_a_stop_of_supplies_is_who_fails_to_pay() -> None:
    text = (
        "Harl Gas said it would cut off supplies to Orland on Monday if it failed to pay its debts."
    )
    assert options(text) == {
        ("harl-gas", "Cut off supplies to Orland"),
        ("orland", "Pay its debts"),
    }
    with pytest.raises(NoModelError):
        options("Harl Gas said it would close the plant if it failed to find a buyer.")


def test_what_one_can_do_if_another_does_not_yield_is_told_by_the_writer_too() -> None:
    text = (
        "If Harl Mining does not restart production within 90 days, the Orland government can revoke its"
        " permit. Harl Mining has filed for arbitration against Orland."
    )
    assert ("orland-government", "Revoke its permit") in options(text)
    assert ("harl-mining", "Restart production") in options(text)


def test_a_call_for_a_release_asks_for_it_and_a_call_for_calm_asks_nothing() -> None:
    def asked(text: str) -> list[str]:
        document = Document(id="t", source="t", text=f"{text}\n")
        found = [e for s in read_statements(document).statements for e in s.events]
        return [e.deed for e in found if e.force == "demand"]

    assert asked("Velia renewed its call for the release of the boat.") == ["release the boat"]
    assert asked("Velia renewed its call for calm.") == []
