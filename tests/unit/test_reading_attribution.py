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
