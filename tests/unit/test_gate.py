"""The gate: each rule leaves out what it names, keeps the words, and lets the like of it that counts in."""

from __future__ import annotations

import pytest

from detente.drafting import Draft, LeftOut, draft
from detente.drafting.admission import RULES
from detente.drafting.phrasing import is_option, readable
from detente.evidence import Document
from detente.reading import read_statements

#: Two who are at odds, so that there is a model whatever else is left out.
AT_ODDS = "Orland said it would lift the ban if Velia freed the crew."

#: By rule: words that it leaves out with what it calls them, and words like them that make an option.
CASES = {
    "no doer": (
        "The gates must be opened, Orland said.", "open the gates",
        "Velia must open the gates, Orland said.", "Open the gates",
    ),
    "no party": (
        "Orland demanded that the observers leave the camp.", "leave the camp",
        "Orland demanded that Velia leave the camp.", "Leave the camp",
    ),
    "another's forecast": (
        "Orland said Velia would close the port.", "close the port",
        "Velia said it would close the port.", "Close the port",
    ),
    "past": (
        "In 1971 Orland had said it would close the port.", "close the port",
        "On Monday Orland said it would close the port.", "Close the port",
    ),
    "never was": (
        "Orland said it would have closed the port if Velia had paid the fee.", "close the port",
        "Orland said it would close the port if Velia paid the fee.", "Close the port",
    ),
    "not a choice": (
        "Orland demanded that Velia understand the risk.", "understand the risk",
        "Orland demanded that Velia reduce the risk.", "Reduce the risk",
    ),
    "unreadable": (
        "Orland demanded that Velia do it.", "do it",
        "Orland demanded that Velia open the gates.", "Open the gates",
    ),
    "only possible": (
        "Orland said the port could be closed.", "close the port",
        "Orland threatened to close the port.", "Close the port",
    ),
    "accusation": (
        "Orland accused Velia of having broken the truce.", "break the truce",
        "Orland accused Velia of arming the rebels.", "Stop arming the rebels",
    ),
    "view of others": (
        "Analysts said Velia could close the port.", "close the port",
        "Velia said it would close the port.", "Close the port",
    ),
    "no exchange": (
        "Sudria said it would build a bridge.", "Build a bridge",
        "Sudria said it would build a bridge if Velia freed the crew.", "Build a bridge",
    ),
}  # fmt: skip


def drafted(text: str, *, max_options: int = 12) -> Draft:
    document = read_statements(Document(id="t", source="t", text=text))
    return draft([document], max_options=max_options)


def left(text: str) -> list[LeftOut]:
    return list(drafted(text).left_out)


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_leaves_out_its_example_with_its_words(rule: str) -> None:
    words, what, _, _ = CASES[rule]
    text = f"{AT_ODDS} {words}"
    (item,) = [item for item in left(text) if item.what == what]
    assert (item.kind, item.rule) == ("option", rule)
    assert item.statement is not None
    assert item.span is not None
    assert text[item.span.start : item.span.end] == item.span.text
    options = [option.name.lower() for option in drafted(text).conflict.options]
    assert what.lower() not in options


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_admits_its_counter_example(rule: str) -> None:
    _, _, words, name = CASES[rule]
    options = [option.name for option in drafted(f"{AT_ODDS} {words}").conflict.options]
    assert name in options


def test_options_about_which_less_is_said_are_left_out_where_there_are_too_many() -> None:
    text = f"{AT_ODDS} Velia said it would close the port."
    assert "less said" not in [item.rule for item in left(text)]
    few = drafted(text, max_options=2)
    assert [item.what for item in few.left_out if item.rule == "less said"] == ["Close the port"]


def test_every_rule_has_its_case_and_says_why() -> None:
    assert set(CASES) | {"less said"} == set(RULES)
    for why in RULES.values():
        assert why
        assert not why.endswith(".")


def test_what_a_third_is_asked_is_no_side_of_the_conflict() -> None:
    result = drafted(f"{AT_ODDS} Orland urged Sudria to mediate.")
    assert {dm.id for dm in result.conflict.decision_makers} == {"orland", "velia"}


def test_what_the_victim_of_an_accusation_suffers_is_no_option_of_its_own() -> None:
    result = drafted(f"{AT_ODDS} Orland accused Velia of arming the rebels.")
    owners = {option.name: option.owner for option in result.conflict.options}
    assert owners["Stop arming the rebels"] == "velia"


def test_a_demand_to_those_who_want_something_is_theirs() -> None:
    text = f"{AT_ODDS} “If Velia wants gas, it has to open its ports,” Orland said."
    owners = {option.name: option.owner for option in drafted(text).conflict.options}
    assert owners["Open its ports"] == "velia"


@pytest.mark.parametrize(
    "phrase",
    ["destroy it", "move", "be ready", "do what they have to do", "hesitate to act", "give its word"],
)  # fmt: skip
def test_phrases_that_tell_too_little_are_no_options(phrase: str) -> None:
    assert not is_option(phrase)


@pytest.mark.parametrize(
    "phrase", ["walk out", "lift the ban", "withdraw its troops from the border"]
)
def test_phrases_that_a_stranger_understands_are_options(phrase: str) -> None:
    assert is_option(phrase)


def test_readable_phrases_lose_fillers_and_keep_names() -> None:
    assert readable("give up what he calls its policy of confrontation") == (
        "give up its policy of confrontation"
    )
    assert readable("hold any talks with The South") == "hold talks with the South"
    assert readable("occupy the building as well") == "occupy the building"
