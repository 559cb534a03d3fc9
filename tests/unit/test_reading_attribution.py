"""Who says it, where the form of the page or of the sentence hides the speaker."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t", text=text))


def only(text: str) -> Statement:
    (statement,) = read(text).statements
    return statement


def test_a_cell_before_a_sentence_is_no_part_of_its_speaker() -> None:
    read_ = read(
        "Positions\n\nFinland\tFinland said it would sign if Sweden left.\n"
        "The dockers’ union\tThe dockers’ union said it would strike.\n"
    )
    assert [s.speaker and s.speaker.id for s in read_.statements] == ["FIN", "dockers-union"]
    assert all("\t" not in actor.name for actor in read_.actors)


def test_a_cell_that_is_no_sentence_stays_in_its_row() -> None:
    statement = only("Finland\twill sign the pact if Sweden leaves it, the minister said.\n")
    assert statement.speaker is not None


@pytest.mark.parametrize(
    ("text", "speaker", "told"),
    [
        (
            "Orland’s envoy warned – twice – it would leave the pact if Velia armed.",
            "orland",
            "it would leave the pact if Velia armed",
        ),
        ("The union said – again – it would strike.", "union", "it would strike"),
        (
            "Kenya warned — for the third time — that it would close the border.",
            "KEN",
            "it would close the border",
        ),
    ],
)
def test_an_aside_between_dashes_takes_no_words_from_who_speaks(
    text: str, speaker: str, told: str
) -> None:
    statement = only(text)
    assert statement.speaker is not None
    assert (statement.speaker.id, statement.span.text) == (speaker, told)


LETTERS = """Letters on the dam

Dear Minister,

The upper valley will not accept the dam. We will block the road unless the ministry withdraws.

Sincerely,
Anna Berg, chair of the Valley Farmers' Union

Dear Minister,

We support the dam. We will invest in it if the ministry signs the permit.

Yours sincerely,
Jon Dahl, chief executive of Norr Power
"""
STATEMENTS = """Statements on the ceasefire

Statement by the Government of Kenya

Kenya will withdraw its troops if Somalia opens the port.

Statement by the Government of Somalia

Somalia will not open the port unless Kenya withdraws.

Statement by the African Union

We call on both sides to resume talks.
"""


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (LETTERS, ["valley-farmers-union"] * 2 + ["norr-power"] * 2),
        (STATEMENTS, ["KEN", "SOM", "african-union"]),
        # one letter is one voice, and an article on several statements is an article
        (LETTERS[: LETTERS.rindex("Dear")], ["valley-farmers-union"] * 2),
        (
            "Statement by the union\n\nThe union said it would strike.\n\nStatement by the firm\n\n"
            "“We will not pay,” the firm said. “We have no money for it at all.”",
            ["union", "firm", "firm"],
        ),
    ],
)
def test_each_paper_of_a_compilation_has_its_own_voice(text: str, voices: list[str]) -> None:
    assert [s.speaker and s.speaker.id for s in read(text).statements] == voices


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # what is expected is said by whoever says so
        ("The union’s leader said a deal was expected to be signed in May.", "a deal was", "union"),
        (
            "Kenya’s minister met the press. Once this is done, a deal could be expected, he said.",
            "a deal could be expected",
            "KEN",
        ),
        # who is to blame, or is wrong to believe something, has said nothing
        (
            "The Kenyan ministry gave no details, but said Somalia was to blame for bringing "
            "uncertainty to trade.",
            "Somalia was to blame",
            "KEN",
        ),
        (
            "Kenya’s minister said it was wrong for Somalia to believe it could “close the port and "
            "keep the money.”",
            "close the port",
            "KEN",
        ),
    ],
)
def test_who_is_spoken_of_does_not_speak(text: str, words: str, speaker: str) -> None:
    found = next(s for s in read(text).statements if words in s.span.text)
    assert found.speaker is not None
    assert found.speaker.id == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Opponents of the dam say they will keep camping after a judge said a ruling may take weeks.",
            "they will keep camping",
            "opponents-of-dam",
        ),
        (
            "Construction crews have resumed work on the final segment of the Norland line and the "
            "developer of the project said the system could open in May.",
            "the system could open",
            "developer",
        ),
    ],
)
def test_who_speaks_behind_a_common_noun(text: str, words: str, speaker: str) -> None:
    found = next(s for s in read(text).statements if words in s.span.text)
    assert found.speaker is not None
    assert found.speaker.id == speaker


@pytest.mark.parametrize(
    ("text", "term", "said"),
    [
        (
            "In an interview on CBS’s “Face the Country,” the minister said talks would go on.",
            "Face the Country,",
            ["talks would go on"],
        ),
        (
            "On “Face the Country,” the minister said no. “We will leave,” she said.",
            "Face the Country,",
            ["We will leave"],
        ),
        (
            "The union left.\n\n“Legend in the Coal Fields.”\n\nIt said it would strike.",
            "Legend in the Coal Fields.",
            ["it would strike"],
        ),
    ],
)
def test_the_name_of_a_programme_or_a_heading_is_no_quotation(
    text: str, term: str, said: list[str]
) -> None:
    document = read(text)
    assert term in [t.text for t in document.terms]
    assert all(any(s in x.span.text for x in document.statements) for s in said)


def test_words_said_on_a_programme_are_a_quotation() -> None:
    document = read("On Radio One’s “Talks must go on,” the minister’s words were, he said.")
    assert not document.terms
    document = read("“We will leave the pact.”\n\nThat was Kenya’s minister, Ann Wafula.")
    assert not document.terms


def test_the_main_verb_is_found_behind_a_relative_clause() -> None:
    found = only('"Any boat that crosses the line will be sunk," the Tarran admiral told Kessia.')
    assert found.act == "THREATEN"
    assert found.conditions[0].condition.text == "Any boat that crosses the line"
    apart = read("The man who fears the dam will break is a liar, Kessia told Tarra.")
    assert [s.conditions for s in apart.statements] == [()]
