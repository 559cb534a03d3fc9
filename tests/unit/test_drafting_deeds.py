"""Drafting: whose deeds become options, in which words, and who is a side at all."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.phrasing import is_option, readable
from detente.drafting.types import Draft, NoModelError
from detente.evidence import Document
from detente.reading import read_statements
from detente.reading.deed_words import gerund


def drafted(text: str) -> Draft:
    return draft([read_statements(Document(id="text", source="text", text=text + "\n"))])


def options(result: Draft) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for option in result.conflict.options:
        found.setdefault(option.owner, set()).add(option.name)
    return found


def test_who_must_face_consequences_meets_a_threat_of_the_speaker() -> None:
    result = drafted(
        "Kenya's minister said: “If Somalia attacks any of our ships, it will face severe consequences.”"
    )
    assert options(result) == {
        "KEN": {"Impose severe consequences on Somalia"},
        "SOM": {"Attack any of Kenya's ships"},
    }
    assert result.verdict == "yes"


def test_the_one_that_would_face_sanctions_is_meant_by_a_pronoun_too() -> None:
    result = drafted(
        "Turkey will face sanctions if it buys the missiles, the United States said. "
        "Turkey said it would buy the missiles."
    )
    assert options(result) == {"USA": {"Impose sanctions on Turkey"}, "TUR": {"Buy the missiles"}}


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        (
            "Germany said Poland would lose the contract if it raised the price. Poland said it would raise the price.",
            {"DEU": {"Withdraw the contract from Poland"}, "POL": {"Raise the price"}},
        ),
        (
            "The European Central Bank said that Greece would get no more money unless it sold the ports. Greece refused to sell the ports.",
            {"ecb": {"Give more money to Greece"}, "GRC": {"Sell the ports"}},
        ),
        (
            "The party will lose the election if it raises taxes, the opposition said. The party said it would raise taxes.",
            {"party": {"Raise taxes"}},
        ),
    ],
)
def test_who_would_lose_or_get_what_is_granted_does_so_by_the_speaker(
    text: str, owned: dict[str, set[str]]
) -> None:
    assert options(drafted(text)) == owned


def test_nobody_threatens_what_it_does_itself() -> None:
    text = "Somalia said it would shell Kenya's convoys if they entered the gulf."
    assert options(drafted(text))["KEN"] == {"Enter the gulf"}


def test_what_a_court_is_asked_is_a_deed_of_whoever_asks() -> None:
    result = drafted(
        "The Competition Authority asked the court to block Norvia Steel from closing the takeover. "
        "Norvia Steel threatened to close its plants if the Competition Authority blocked the takeover."
    )
    owners = options(result)
    assert not any("court" in owner for owner in owners)
    assert any(
        name.startswith("Ask the court to block") for name in owners["competition-authority"]
    )


def test_who_asks_a_union_and_a_firm_to_settle_is_no_side_of_their_conflict() -> None:
    result = drafted(
        "President Ana Soler of Orland spoke on Monday. “The company should go further to share its "
        "profits with the Dockers' Union,” Soler said. “It is our hope that the parties will return to the table,” Soler said. "
        "The Dockers' Union announced a walkout on Monday."
    )
    assert set(result.conflict.preferences) == {"company", "dockers-union"}
    assert "Share its profits with the Dockers' Union" in options(result)["company"]
    wished = [str(item.that) for item in result.conflict.preferences["dockers-union"].items]
    assert any(that.startswith("share_profits") for that in wished)
    assert "Return to the table" in options(result)["dockers-union"]


def test_an_author_may_tell_what_lasts_until_another_yields() -> None:
    result = drafted(
        "Kenya said the delta was calm. Somalia said the same. "
        "Kenya's strategy is clear, proving its intent to bomb the ports until Somalia agrees to "
        "Kenya's demand to withdraw its troops from the delta."
    )
    assert options(result)["SOM"] == {"Withdraw its troops from the delta"}
    assert result.verdict == "yes"


def test_a_demand_that_is_met_is_told_as_the_deed_demanded() -> None:
    result = drafted(
        "Orland demanded that Velia pay for gas in pesos. Velia said it would not meet Orland's demand to "
        "pay for gas in pesos."
    )
    assert options(result) == {"velia": {"Pay for gas in pesos"}}


@pytest.mark.parametrize(
    "text",
    [
        "The rapid wage increase will push companies to leave the state.",
        "Orland said it would not have attacked Velia if Velia had kept the truce.",
        "In 1971 Orland threatened to attack Velia if it crossed the river. The year is now 2021.",
        "Orland's president called on its parliament to pass the law and end the free pass for Velia.",
        "Orland said the threat of creating a Velian base was real.",
    ],
)
def test_forecasts_history_and_what_never_was_make_no_model(text: str) -> None:
    with pytest.raises(NoModelError):
        drafted(text)


def test_blame_for_what_does_no_harm_is_no_demand_to_stop_it() -> None:
    text = (
        "The union criticised the ministry. It complained that the ministry is working to ensure "
        "enough space is available for workers. The union demanded that the ministry open the hall."
    )
    assert options(drafted(text)) == {"ministry": {"Open the hall"}}


@pytest.mark.parametrize(
    "phrase",
    [
        "take your questions",
        "carry out another option",
        "conduct the operation",
        "complicate the situation",
        "prove itself're the ones",
        "remain calm",
        "carry out the following measures",
        "act urgently",
        "congratulate the president",
        "inflict some more",
        "pay whom",
    ],
)
def test_courtesies_and_pale_words_name_no_option(phrase: str) -> None:
    assert not is_option(phrase)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("restructure the sale in a way", "restructure the sale"),
        ("send arms to the islanders above and beyond", "send arms to the islanders"),
        ("prepare for all outcomes should talks fail", "prepare for all outcomes"),
        (
            "respond to any attacks carried out by Orland",
            "respond to attacks carried out by Orland",
        ),
        ("promote peace, rights, and respect for all", "promote peace, rights and respect for all"),
        ("use drones to detect, surveil", "use drones to detect"),
    ],
)
def test_phrases_end_where_their_sense_ends(phrase: str, said: str) -> None:
    assert readable(phrase) == said


@pytest.mark.parametrize(
    ("verb", "form"),
    [("commit", "committing"), ("cut", "cutting"), ("visit", "visiting"), ("lie", "lying"), ("back", "backing")],
)  # fmt: skip
def test_gerunds_double_the_letter_that_is_stressed(verb: str, form: str) -> None:
    assert gerund(verb) == form
