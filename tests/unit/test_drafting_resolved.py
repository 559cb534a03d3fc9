"""Options whose words point to a thing of the same sentence name it; where it does not stand there they stay out."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.phrasing import is_option, readable
from detente.drafting.types import NoModelError
from detente.evidence import Document
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t", text=f"{text}\n", language="en"))


def deeds(text: str) -> set[str]:
    return {event.deed for s in read(text).statements for event in s.events}


def options(text: str) -> set[str]:
    try:
        return {option.name for option in draft([read(text)]).conflict.options}
    except NoModelError:
        return set()


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The council said it would scrap the plan or hold a referendum on it.", "hold a referendum on the plan"),
        ("Orland urged the council to scrap the proposals - or hold a vote on them.", "hold a vote on the proposals"),
        ("The council said it had drawn up a plan for the site and would go ahead with it.", "go ahead with the plan for the site"),
        ("The strike began on Monday and the union will not halt it unless pay is raised.", "halt the strike"),
        ("The council said it had signed a contract and would not hold talks about it.", "hold talks about the contract"),
        ("If they (new duties) are imposed, Russia will leave the pact, Russia said.", "impose new duties"),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_thing_that_stands_before_it(text: str, deed: str) -> None:
    assert deed in deeds(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The council said it would hold a referendum on it.", "hold a referendum on the referendum"),
        ("The council met the farmers and said it would hold talks with them.", "hold talks with the council"),
        ("The council said it would hold a vote on them after a debate.", "hold a vote on the debate"),
        ("If they (the owners) pay, Russia will leave the pact, Russia said.", "pay the owners"),
    ],
)  # fmt: skip
def test_a_pronoun_is_no_thing_of_its_own_deed_and_no_party(text: str, never: str) -> None:
    assert never not in deeds(text)


def test_an_answer_names_what_it_answers_where_the_condition_names_a_thing() -> None:
    assert options("Russia vowed to react if the European Union imposes new duties on steel.") == {
        "React to new duties on steel",
        "Impose new duties on steel",
    }
    assert "React" not in options("Russia vowed to react if Ukraine attacks the port.")
    assert not any(
        "espond" in o for o in options("The union said it would respond if the firm cut pay.")
    )


@pytest.mark.parametrize(
    ("phrase", "yes"),
    [
        ("implement new duties on steel", True), ("sanction two banks", True), ("supplement the grant", True),
        ("settlement of the claim", False), ("declaration on the strait", False),
    ],
)  # fmt: skip
def test_a_verb_may_end_as_a_noun_does(phrase: str, *, yes: bool) -> None:
    assert is_option(phrase) is yes


def test_what_points_elsewhere_is_cut_where_more_than_a_verb_is_left() -> None:
    assert readable("commit to this agreement") == "commit to the agreement"
    assert readable("lift the ban on that day") == "lift the ban"
    assert not is_option("jump to that conclusion")


@pytest.mark.parametrize(
    ("phrase", "yes"),
    [
        ("succumb to any pressure from Orland", False), ("bow to pressure", False), ("accept a situation", False),
        ("accept a settlement of the claim", True), ("bow out of the talks on steel", True),
    ],
)  # fmt: skip
def test_to_give_way_in_general_is_no_option(phrase: str, *, yes: bool) -> None:
    assert is_option(phrase) is yes


def test_at_any_time_is_no_part_of_a_deed() -> None:
    assert readable("meet the rebels any place, any time") == "meet the rebels"
    assert readable("lift any ban on steel") == "lift a ban on steel"


def test_a_range_is_not_cut_in_two() -> None:
    text = "Germany said it would raise tariffs on a wide range of French steel and other goods from {} if France leaves."
    for words in ("10 per cent to 25 per cent", "10 to 25 per cent"):
        (deed,) = (d for d in deeds(text.format(words)) if d.startswith("raise"))
        assert not deed.endswith(("from 10", "10 per cent", "10 per"))


def test_they_who_are_suspended_are_the_measures_and_not_who_speaks() -> None:
    said = "The European Union announced duties but said they could be suspended if France withdraws its tariffs."
    assert "Suspend duties" in options(said)
    alone = "The European Union said they could be suspended if France withdraws its tariffs."
    assert not any("European Union" in name for name in options(alone))


def test_symbols_are_no_option_and_what_hurts_is() -> None:
    text = "The farmers' union said it will {} on Saturday unless the government repeals the law."
    assert options(text.format("burn effigies")) == {"Repeal the law"}
    assert "Block the highway" in options(text.format("block the highway"))


def test_an_offer_that_is_bettered_no_longer_stands() -> None:
    past = "Harl Foods offered $31 per share for Brant Foods. The Brant Foods board rejected the offer. "
    assert "Offer $31 per share for Brant Foods" in options(past)
    now = options(f"{past}Harl Foods is now offering $35 per share for Brant Foods.")
    assert "Offer $35 per share for Brant Foods" in now
    assert "Offer $31 per share for Brant Foods" not in now


def test_nobodys_negotiators_are_no_side() -> None:
    text = "{} said they would not return to the table unless the firm drops the cuts."
    assert options(text.format("Negotiators")) == set()
    assert options(text.format("The nurses' union")) == {"Return to the table", "Drop the cuts"}
    buses = "The rail union said workers would walk out unless the firm drops the cuts. Officials said they would run more buses."
    assert options(buses) == {"Walk out", "Drop the cuts"}


def test_his_before_what_a_body_does_is_another_mans() -> None:
    threat = "Prime Minister Bo Lund has threatened to call an election if {} thwarts his {}."
    assert "thwart the Government's spending cuts" in deeds(
        threat.format("a hostile Senate", "Government's spending cuts")
    )
    assert "block Bo Lund's budget" in deeds(
        "Bo Lund has threatened to quit if the parliament blocks his budget."
    )
    assert "cut its budget" in deeds("Prime Minister Bo Lund said he would cut his budget.")
