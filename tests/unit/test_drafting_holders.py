"""Who stands for whom in a draft: governors, state governments, spokesmen of a leader, chief negotiators; and plans that are opposed."""

from __future__ import annotations

import pytest

from drafts_of import drafted, read


def options(text: str) -> set[tuple[str, str]]:
    found = drafted(text)
    if found is None:
        return set()
    names = {dm.id: dm.name for dm in found.conflict.decision_makers}
    return {(names[o.owner], o.name) for o in found.conflict.options}


def speaker(text: str) -> str | None:
    found = next(s.speaker for s in read(text).statements if s.speaker is not None)
    return found.id


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Gov. Ann Harl said the state would sue if President Bo Lund sends agents to the port.", "Gov. Ann Harl"),
        ("New York Governor Ann Harl said the state would sue if President Bo Lund sends agents to the port.", "New York"),
        ("Mayor Ann Harl said the city would sue if President Bo Lund sends agents to the port.", "Mayor Ann Harl"),
    ],
)  # fmt: skip
def test_the_state_is_the_governors_and_the_city_the_mayors(text: str, owner: str) -> None:
    assert (owner, "Sue") in options(text)


def test_the_state_of_two_governors_is_neithers() -> None:
    text = (
        "Gov. Ann Harl said the state would sue if President Bo Lund sends agents to the port. "
        "Gov. Tom Brant was silent."
    )
    assert all(what != "Sue" for _, what in options(text))


def test_a_state_government_is_no_countrys() -> None:
    doctors = "The doctors in Nagar began a strike on Friday. "
    text = (
        doctors
        + "The state government refused to hold talks with the doctors until they end the strike."
    )
    assert ("State government", "Hold talks with the doctors") in options(
        text + " Ministers in India were silent."
    )


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Chief rebel negotiator Ann Harl rejected the demand.", "rebels"),
        ("Chief executive Ann Harl of Brant Mills rejected the offer.", "brant-mills"),
        ("Harl spokesman Bo Lund ruled out talks. Mrs. Harl was silent.", "harl"),
        ("Sales manager Bo Lund of Brant Mills ruled out talks.", "brant-mills"),
    ],
)
def test_an_office_is_its_owners(text: str, whose: str) -> None:
    found = read(text)
    principals = {a.id: a.principal for a in found.actors}
    said = speaker(text)
    assert whose in (said, principals.get(str(said)))


@pytest.mark.parametrize(
    ("noun", "deed"),
    [("plan", "Fill the lake"), ("decision", "Close the border"), ("proposal", "Sell the dam")],
)
def test_what_is_opposed_while_it_is_planned_is_the_others_option(noun: str, deed: str) -> None:
    low = deed[0].lower() + deed[1:]
    found = drafted(
        f"Norway condemned Sweden's {noun} to {low}. Norway threatened to close its ports."
    )
    assert found is not None
    assert (found.verdict, "Sweden") == ("yes", found.conflict.decision_makers[1].name)
    option = next(o for o in found.conflict.options if o.name == deed)
    assert f"!{option.id}" in {str(p.that) for p in found.conflict.preferences["NOR"].items}


def test_a_refusal_that_is_opposed_is_asked_to_end() -> None:
    text = (
        "Norway condemned Sweden's refusal to lift the ban. Norway threatened to close its ports."
    )
    found = drafted(text)
    assert found is not None
    assert "lift_ban" in {str(p.that) for p in found.conflict.preferences["NOR"].items}


@pytest.mark.parametrize(
    "told",
    [
        "Norway criticised Sweden's failed attempt to win the cup.",
        "Norway welcomed Sweden's decision to win the cup.",
        "Norway called Sweden's plan to win the cup bold.",
    ],
)
def test_what_is_over_or_welcomed_is_not_opposed(told: str) -> None:
    assert all("cup" not in what for _, what in options(f"{told} Norway threatened to close its ports unless Sweden pays."))  # fmt: skip


def test_what_is_left_open_is_not_refused() -> None:
    text = (
        "Norway has not yet decided to close its ports. "
        "Norway said it would cut off gas unless Sweden lifts the ban."
    )
    assert options(text) == {("Norway", "Cut off gas"), ("Sweden", "Lift the ban")}


def test_nobody_declares_war_on_those_who_work() -> None:
    text = (
        "The Harl Nurses Union will strike on Monday unless Brant Hospital pays the arrears. "
        '"We are not for declaring war with the nurses," Brant Hospital said.'
    )
    assert all("war" not in what for _, what in options(text))


def test_what_a_countrys_media_report_is_no_party() -> None:
    text = "Orlandese media said Norway would close its ports unless the media leave. Norway will not open its ports unless Sweden lifts the ban."
    assert {owner for owner, _ in options(text)} <= {"Norway", "Sweden"}


def pair(text: str) -> set[str]:
    found = drafted(text)
    return set() if found is None else {dm.name for dm in found.conflict.decision_makers[:2]}


def test_who_is_stood_by_is_not_at_odds_with_whoever_stands_by_it() -> None:
    text = (
        "Norwegian and Swedish troops launched joint exercises in Sweden. "
        "Norway said it would defend Sweden if Denmark attacks."
    )
    assert pair(text) == {"Norway", "Denmark"}


def test_help_that_is_denied_leaves_the_two_at_odds() -> None:
    text = "Norway said it would not help Sweden unless Sweden opens the border."
    assert pair(text) == {"Norway", "Sweden"}


def test_the_movement_of_a_spokesman_is_the_rebels() -> None:
    text = (
        "ORF-KL spokesman Bo Lund said his movement would agree to a ceasefire only after talks with the "
        "government. Velia's government rejected the rebels' offer of a truce."
    )
    assert "Rebels" not in pair(text)


def test_who_is_no_movement_stays_apart_from_the_rebels() -> None:
    text = (
        "Brant Council spokesman Bo Lund said the council would close the road unless the rebels lay down "
        "their weapons. The rebels refused the council's demand."
    )
    assert pair(text) == {"Brant Council", "Rebels"}


@pytest.mark.parametrize(
    "text",
    [
        '"Sweden must open its ports," the Norwegian foreign minister said. "Only then will we lift the duties."',
        "Norway said Sweden must first open its ports. Only then will Norway lift the duties, it said.",
    ],
)
def test_only_then_ties_a_promise_to_what_was_asked_before(text: str) -> None:
    found = drafted(text)
    assert found is not None
    assert found.verdict == "yes"
    assert "!lift_duties IF !open_ports" in {
        str(p.that) for p in found.conflict.preferences["NOR"].items
    }


def test_then_alone_ties_nothing() -> None:
    text = "Norway said Sweden must open its ports. Norway will then lift the duties, it said."
    found = drafted(text)
    assert found is None or found.verdict == "thin"


def test_pay_demands_are_accepted_and_not_paid() -> None:
    text = (
        "The Harl Dockers Union will strike on Monday. Brant Ports said it could not agree to pay demands. "
        "Brant Ports said it would pay the arrears."
    )
    assert {"Accept pay demands", "Pay the arrears"} <= {what for _, what in options(text)}


def test_what_is_offered_to_somebody_is_not_its_own_offer() -> None:
    text = (
        "The Harl Nurses Union had been offered a deal which included pay rises. The Harl Nurses Union will "
        "strike on Monday unless Brant Hospital pays the arrears."
    )
    assert ("Harl Nurses Union", "Strike") in options(text)
    assert all("deal" not in what for _, what in options(text))


def test_a_strike_that_goes_on_is_continued() -> None:
    text = (
        "The Harl Nurses Union began an indefinite strike on Friday. The Harl Nurses Union said it would "
        "continue the strike unless Brant Hospital pays the arrears."
    )
    assert ("Harl Nurses Union", "Continue the strike") in options(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The People's Republic of China said it would close the border.", "CHN"),
        ("The Islamic Republic of Iran said it would close the border.", "IRN"),
        ("The Kingdom of Saudi Arabia said it would close the border.", "SAU"),
        ("The Union of Harl Dockers said it would strike.", "union-of-harl-dockers"),
        ("Ruth Adeyemi of Iran said she would close the border.", "IRN"),
    ],
)
def test_a_state_by_its_full_name_is_that_state(text: str, who: str) -> None:
    assert speaker(text) == who
