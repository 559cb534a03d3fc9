"""Paraphrases of one deed make one option, and are told no longer than it takes."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.phrasing import is_option, readable
from detente.evidence import Document
from detente.reading import read_statements


def options(text: str, owner: str) -> set[str]:
    found = draft([read_statements(Document(id="t", source="t.txt", text=f"{text}\n"))])
    return {option.name for option in found.conflict.options if option.owner == owner}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will leave the talks unless Sweden withdraws. Norway demanded that Sweden pull back its troops.",
        "Norway will leave the talks unless Sweden pulls back its forces. Norway demanded that Sweden withdraw.",
    ],
)  # fmt: skip
def test_to_withdraw_and_to_pull_back_troops_are_one(text: str) -> None:
    assert len(options(text, "SWE")) == 1


def test_to_withdraw_from_a_treaty_is_no_withdrawal_of_troops() -> None:
    text = (
        "Norway will leave the talks unless Sweden withdraws from the treaty. "
        "Norway demanded that Sweden pull back its troops."
    )
    assert len(options(text, "SWE")) == 2


def test_talks_to_end_the_conflict_are_talks_with_the_other_side() -> None:
    text = (
        "Norway said it would enter into talks with Sweden if Sweden leaves the towns. "
        "Norway said it was prepared to hold talks to end the conflict."
    )
    assert len([name for name in options(text, "NOR") if "talks" in name]) == 1


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("close the consulate in tit-for-tat retaliation for Velia's moves", "close the consulate"),
        ("suspend the treaty after last month's attack at the pass", "suspend the treaty"),
        ("accept the ceasefire expected to take effect on Monday", "accept the ceasefire"),
        ("stay on strike with nearly 100 pupils being affected", "stay on strike"),
        ("reject the plan,, for homes on the green", "reject the plan for homes on the green"),
        ("oppose the appeal which has now been lodged", "oppose the appeal"),
        ("retaliate against any country that keeps its tariffs", "retaliate"),
        ("impose duties on any country", "impose duties"),
        ("carry out only the signing of a ceasefire", "carry out the signing of a ceasefire"),
        ("hold talks after the election", "hold talks after the election"),
    ],
)
def test_what_does_not_say_which_deed_it_is_goes(phrase: str, short: str) -> None:
    assert readable(phrase) == short


@pytest.mark.parametrize(
    "phrase",
    [
        "accept a demand and others",
        "affect the firm",
        "relish fighting a war",
        "clarify its position",
    ],
)
def test_effects_and_pointers_are_no_options(phrase: str) -> None:
    assert not is_option(phrase)


def test_what_sets_conditions_on_both_sides_is_read_whole() -> None:
    text = (
        "Norway said it would enter into talks with the rebels if they withdraw from the towns they have captured. "
        "The rebels said they would not negotiate unless Norway calls a ceasefire. "
        "Norway said it would not consider dialogue until the rebels leave."
    )
    assert {"Withdraw from the towns", "Negotiate"} <= options(text, "rebels")
    assert "Call a ceasefire" in options(text, "NOR")
    assert len(options(text, "NOR")) == 2


def test_a_protest_that_is_lodged_is_no_option() -> None:
    text = (
        "Norway closed its border with Sweden. Sweden lodged a protest with Norway's ambassador over the closure. "
        "Sweden said it would close the bridge."
    )
    assert options(text, "SWE") == {"Close the bridge"}


def test_to_respond_with_a_strike_is_to_strike() -> None:
    text = (
        "Norway warned that it would respond with a fierce strike if Sweden sails into the bay. "
        "Norway said it would carry out a fierce strike if Sweden sails into the bay."
    )
    assert len(options(text, "NOR")) == 1
