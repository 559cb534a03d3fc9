"""Who speaks and to whom: kinds of texts and phrases met in words that nobody here had written for."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements, read_together
from detente.reading.paragraphs import paragraphs


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t", text=text)).statements


def speakers(text: str) -> list[str | None]:
    return [s.speaker.name if s.speaker else None for s in read(text)]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        # A person beside what she is; not an office, so for nobody else.
        ("“Nobody wins,” said the harbour master, Tove Lind.", ["Tove Lind"]),
        ("“This is a victory for us,” said one, Dana Wirth, 34, who bakes.", ["Dana Wirth"]),
        # A kind and a name, with no comma between.
        ("The charity Open Hands said: “People are eating seed grain.”", ["Open Hands"]),
        ("The mining company Norr Metall accused villagers of theft.", ["Norr Metall"]),
        # A line that leads in to marks, whose words go on in the next paragraph.
        (
            "Brightwater Energy today issued the following statement:\n\n"
            "“We are disappointed by the decision.\n\n“We remain committed to our customers.”",
            ["Brightwater Energy", "Brightwater Energy"],
        ),
        # Questions and answers under a title that names who answers.
        (
            "Interview with the head of the union, Bea Lorn\n\nQ: Why did you leave?\n"
            "A: They gave us a brochure and no money. We will strike in May.\n\nQ: Will you go back?\n"
            "A: If they call, we will come.",
            ["Bea Lorn", "Bea Lorn", "Bea Lorn"],
        ),
    ],
)
def test_who_speaks(text: str, said_by: list[str]) -> None:
    assert speakers(text) == said_by


def test_she_is_whom_the_last_sentence_presents() -> None:
    text = (
        "A spokeswoman for the union said it was late.\n\n“Nobody wins from this,” said the harbour "
        "master, Tove Lind. She urged both sides to accept mediation."
    )
    assert speakers(text)[1:] == ["Tove Lind", "Tove Lind"]


def test_it_is_the_body_that_urged_last() -> None:
    text = (
        "The committee said the offer was poor. The transport ministry urged the operator to improve it. "
        "It said it would not intervene for now."
    )
    assert speakers(text)[-1] == "transport ministry"


def test_halves_of_a_country_are_states_and_each_others_neighbour() -> None:
    text = (
        "Greater Ossia said it would escort its tankers. Inner Ossia’s navy said the ships had entered "
        "its waters. Greater Ossia told its neighbour to free the crews."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    assert {a.name: a.kind for a in document.actors} == {
        "Greater Ossia": "state",
        "Inner Ossia": "state",
    }
    assert document.statements[-1].targets == ("inner-ossia",)


def test_a_newspaper_that_is_told_something_is_not_addressed() -> None:
    (said,) = read("An industry group told the Halden Post that a stoppage would cost millions.")
    assert said.targets == ()


def test_many_people_named_by_a_noun_can_be_addressed() -> None:
    (said,) = read("The growers’ association accused importers of dumping lemons.")
    assert said.targets == ("importers",)


# -- lines ---------------------------------------------------------------------------------------


def blocks(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


def test_a_line_broken_for_want_of_room_goes_on_before_a_capital() -> None:
    text = (
        "SARIN CITY — Greater Ossia said on Thursday it would escort its tankers through the strait,\n"
        "Inner Ossia having seized two of them earlier this week in waters that both of them claim.\n"
        "Shipping firms said that they would wait.\n"
    )
    assert [b.split()[0] for b in blocks(text)] == ["Greater", "Shipping"]


def test_lines_ended_on_purpose_stay_apart() -> None:
    text = (
        "Orland and Velia have agreed on a truce in the north of the country\n"
        "The ministers shook hands, and nobody smiled while they did so.\n"
        "Reporters were sent away at noon, and the hall was locked again.\n"
    )
    assert len(blocks(text)) == 2  # the heading is none


# -- together ------------------------------------------------------------------------------------


def test_documents_read_together_are_read_as_alone() -> None:
    texts = [
        "Orland said it would leave.",
        "",
        "“We will not pay,” said the union’s head, Ann Day.",
    ]
    documents = [Document(id=str(n), source="t", text=t) for n, t in enumerate(texts)]
    assert read_together(documents) == [read_statements(d) for d in documents]
