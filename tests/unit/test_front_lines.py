"""Lines of a front page and of the tables: whose words, cut where a clause ends, nothing twice."""

from __future__ import annotations

import pytest

from detente.briefing.making import brief_of
from detente.briefing.positions import positions
from detente.briefing.statements import statement_line
from detente.briefing.text import quoted, shorten
from detente.evidence import Document
from detente.explain.words import describe_change
from detente.model.files import loads
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t.txt", text=text + "\n"))


def page(text: str) -> str:
    return " ".join(brief_of([read(text)]).headline)


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        (
            "the mill has refused a pay rise for its drivers as talks go on in the town hall",
            62,
            "the mill has refused a pay rise for its drivers […]",
        ),
        (
            "to close the works at Orl because of the cost of the new",
            52,
            "to close the works at Orl because of the cost […]",
        ),
        (
            "the lock-out will go on until the union signs the",
            48,
            "the lock-out will go on until the union signs […]",
        ),
        (
            "they will lose a day's pay (and those in the scheme two)",
            40,
            "they will lose a day's pay […]",
        ),
    ],
)
def test_a_cut_falls_where_a_clause_ends_and_leaves_no_word_hanging(text, width, cut):
    assert shorten(text, width) == cut


def test_a_bracket_that_closes_outside_the_words_is_closed():
    assert quoted("leave (the talks", 80) == "“leave (the talks)”"


def test_who_begins_the_words_does_not_stand_before_them_again():
    told = page(
        "The Harbour Pilots' Union, the largest on the coast, said it had rejected the new roster of Orl Port."
    )
    assert "says: “The Harbour" not in told
    assert "Union: “The Harbour" not in told
    assert "“The Harbour Pilots' Union" in told


def test_a_refusal_told_behind_a_quotation_is_not_given_the_other_one_s_words():
    told = page(
        "“We still hope that they will come to their senses,” the envoy of the rebels said after Sudria "
        "refused a key demand for the release of eleven officers."
    )
    assert "Sudria: “We still hope" not in told


def test_what_hangs_on_a_time_is_told_before_it():
    document = read("The miners said they would not return to work until the mine was safe.")
    (line,) = [statement_line(document, s) for s in document.statements if s.conditions]
    assert "“, until “" not in line
    assert "”, until “" in line
    assert "then" not in line


def test_a_river_takes_no_position_and_owes_no_answer():
    document = read(
        "President Orlan of Velia declared that “the Orl must remain a source of life”. "
        "He urged Norra to open the dam."
    )
    table = positions([document])
    assert set(table.silent) <= table.able


def test_a_thing_spoken_of_as_known_is_no_offer():
    table = positions(
        [read("The rebels had demanded the release of the officers before the negotiations.")]
    )
    assert not any(
        entry.words.text == "the negotiations" for issue in table.issues for entry in issue.entries
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A spokesman for the steel-making firm said it was ready to talk to the union.", "steel-making firm"),
        ("Ann Orl, who leads the rural-based Greens, said the party would leave the government.", "Rural-based Greens"),
    ],
)  # fmt: skip
def test_a_party_is_spelt_as_the_text_spells_it(text, name):
    assert name in {actor.name for actor in read(text).actors}


def test_a_brief_without_a_heading_is_named_by_how_the_text_begins():
    brief = brief_of(
        [read("Locals objecting to a quarry at Orl have won the backing of the council.")]
    )
    assert brief.title.startswith("Locals objecting to a quarry")


def test_what_nobody_does_today_is_not_done_rather_than_no_longer():
    conflict = loads(
        """
detente: 1
title: t
decision_makers: [{id: A, name: Velia}, {id: B, name: Norra}]
options: [{id: sue, name: Sue Norra, owner: A}, {id: fish, name: Fish in the bay, owner: B}]
preferences: {A: [{that: "!fish"}], B: [{that: fish}]}
status_quo: "NY"
"""
    )
    supposed = describe_change(conflict, "YY", "NN", today="NY")
    assert supposed == "Velia would not sue Norra; Norra would no longer fish in the bay"
    assert describe_change(conflict, "YY", "NY") == "Velia would no longer sue Norra"


def test_what_somebody_does_not_think_is_no_refusal():
    text = "“I would not interpret that in any other way than as a sign of weakness,” said Velia's envoy Ann Orl."
    assert "refuses" not in page(text)


def test_an_adjective_behind_its_noun_is_no_part_of_a_name():
    text = "Bo Lind, spokesman for the rebel delegation loyal to General Orl, said the talks were over."
    assert not any("loyal" in actor.name for actor in read(text).actors)


def test_that_there_is_no_proposal_is_no_offer():
    document = read(
        "“There is no such proposal (of withdrawing troops from the border),” Velia's premier Ann Orl said."
    )
    (statement,) = document.statements
    assert statement.act == "REJECT"
    assert [event.polarity for event in statement.events] == [False]
