"""Who stands on which side: short names, unnamed officers, organs, inferred addressees."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def statements(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t", text=text)).statements


def speakers(text: str) -> list[str | None]:
    return [s.speaker.id if s.speaker else None for s in statements(text)]


def test_a_known_body_keeps_its_party_under_its_short_name() -> None:
    text = (
        "The European Commission said it would answer any duties on cheese.\n\n"
        "“We are ready to talk,” Commission Vice-President Ulla Berg said."
    )
    assert set(speakers(text)) == {"european-union"}


def test_a_president_named_after_a_quotation_speaks_for_the_union() -> None:
    text = (
        "The bakers' union said it would stop work.\n\n"
        "“We want a fair wage,” the union's president, Ida Blom, said."
    )
    assert speakers(text) == ["bakers-union", "bakers-union"]


def test_an_officer_named_later_speaks_for_the_group_that_he_spoke_for_before() -> None:
    text = (
        "The Southern Front will keep the truce, a commander told reporters on Monday.\n\n"
        "“We hold our fire,” Commander Musa Dane said. The rebels have held the hills since May."
    )
    assert speakers(text) == ["southern-front", "southern-front"]


def test_a_president_set_apart_is_not_taken_for_the_government_that_is_named() -> None:
    text = (
        "Borduria's foreign minister, Ana Falk, said her government would not pay.\n\n"
        "“Nobody goes free,” said President Jon Dahl, whose government holds the prisoner."
    )
    first, second = speakers(text)
    assert first == "borduria"
    assert second != "borduria"


def test_the_army_is_the_government_whose_ministry_speaks_unless_there_is_a_coup() -> None:
    text = (
        "The Northern Front said it would free its captives if the army leaves the valley.\n\n"
        "The defence ministry said it would not move."
    )
    condition = statements(text)[0].conditions[0]
    assert condition.condition_by == "defence-ministry"
    coup = text + " Officers tried a coup last year."
    assert statements(coup)[0].conditions[0].condition_by == "army"


@pytest.mark.parametrize("when", ["on Monday", "on Friday evening", "last week", "yesterday"])
def test_the_time_of_saying_is_no_part_of_what_is_said(when: str) -> None:
    text = f"The company said {when} it would reopen the gates if the dockers return to work."
    (statement,) = statements(text)
    assert statement.conditions[0].consequence.text == "it would reopen the gates"


def test_a_product_is_no_party() -> None:
    text = (
        "Medora will withdraw its cancer drug Remax from Ostria unless the insurer, ASK, pays more, the company said.\n\n"
        "ASK said it would not."
    )
    first = statements(text)[0]
    assert "remax" not in first.targets
    assert first.conditions[0].condition_by == "ask"


def test_what_takes_two_or_somebody_else_does_is_nobodys_in_the_exchange() -> None:
    text = (
        "Norland said it would close the pass if fighting resumes.\n\n"
        "Sudria will leave the ridge if observers take its place, Sudria's president said."
    )
    assert [s.conditions[0].condition_by for s in statements(text)] == [None, "observers"]
    assert [s.targets for s in statements(text)] == [(), ()]


def test_an_addressee_whom_the_words_do_not_name_is_no_target_and_stands_apart() -> None:
    text = (
        "Norland warned Sudria that it would close the pass.\n\n"
        "“We will answer every step,” Sudria's president, Mira Tad, said."
    )
    named, inferred = statements(text)
    assert named.targets == ("sudria",)
    assert inferred.targets == ()
    assert inferred.inferred_targets == ("norland",)
    assert named.inferred_targets == ()


def test_among_many_nobody_is_guessed() -> None:
    text = (
        "Peru said it was ready. Chile said it was worried. Brazil said it was calm.\n\n"
        "Bolivia threatened to leave."
    )
    assert statements(text)[-1].targets == ()
    assert statements(text)[-1].inferred_targets == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“We will leave the hill if observers come,” Norland said.", "OFFER"),
        ("“We will leave the talks if you shell us,” Norland said.", "THREATEN"),
        ("Officials said troops were ready to storm the camp should the talks collapse.", "THREATEN"),
        ("“Neither wants a war, but each will fight,” said Ole Berg, an analyst.", "STATE"),
    ],
)  # fmt: skip
def test_acts(text: str, act: str) -> None:
    assert [s.act for s in statements(text)] == [act]


@pytest.mark.parametrize(
    ("text", "condition", "consequence", "kind"),
    [
        (
            "“If they close the pass,” Norland's president, Ole Dahl, said, “we will open it by force.”",
            "they close the pass",
            "we will open it by force",
            "threat",
        ),
        (
            "“We will open the pass,” Norland's president, Ole Dahl, said, “but only if they pay.”",
            "they pay",
            "We will open the pass",
            "offer",
        ),
        (
            "Sudria's president, Mira Tad, spoke on Monday. If Norland crosses the river, she warned, "
            "Sudria would close the pass.",
            "Norland crosses the river",
            "Sudria would close the pass",
            "threat",
        ),
    ],
)
def test_a_condition_is_joined_across_who_said_it(
    text: str, condition: str, consequence: str, kind: str
) -> None:
    (found,) = [c for s in statements(text) for c in s.conditions]
    assert found.condition.text == condition
    assert found.consequence.text.rstrip(",") == consequence
    assert found.kind == kind
    assert text[found.condition.start : found.condition.end] == condition
