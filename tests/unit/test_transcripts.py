"""Transcripts: labels name the speakers, words stand without marks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence import Document, Statement
from detente.reading import read_statements

CONFERENCE = """Joint press conference, 14 May

PRESIDENT DRAGO: Thank you all for coming. If Borduria withdraws its tanks from the valley, we will open the road.

PRIME MINISTER ILIC: Borduria will not withdraw under pressure. But should Syldavia open the road first, we are ready to pull back.

Q: Would you accept observers?

PRESIDENT DRAGO: We will never accept observers. The weather is fine.
"""

INTERVIEW = """Interview with Foreign Minister Hana Kolar of Velia

INTERVIEWER: Minister, will you sign?

KOLAR: We will sign the accord as soon as Marland removes its boats.

If Marland boards our ships, we will close our ports.

INTERVIEWER: Thank you, minister.
"""


def statements(text: str) -> tuple[Statement, ...]:
    found = read_statements(Document(id="t", source="t", text=text)).statements
    for statement in found:
        for span in (statement.span, statement.quote, statement.speaker and statement.speaker.span):
            assert not span or text[span.start : span.end] == span.text
    return found


def test_labels_name_the_speakers_and_their_parties() -> None:
    found = statements(CONFERENCE)
    assert [(s.speaker.name, s.speaker.id) for s in found if s.speaker] == [
        ("President Drago", "syldavia"),
        ("Prime Minister Ilic", "borduria"),
        ("Prime Minister Ilic", "borduria"),
        ("President Drago", "syldavia"),
    ]
    assert {s.layer for s in found} == {"quoted"}
    assert [s.act for s in found] == ["OFFER", "REJECT", "OFFER", "REJECT"]


def test_conditions_of_a_transcript_say_who_must_act() -> None:
    conditions = [c for s in statements(CONFERENCE) for c in s.conditions]
    assert [(c.condition.text, c.condition_by, c.consequence_by) for c in conditions] == [
        ("Borduria withdraws its tanks from the valley", "borduria", "syldavia"),
        ("Syldavia open the road first", "syldavia", "borduria"),
    ]


def test_a_party_that_only_follows_from_the_exchange_is_noted() -> None:
    notes = {s.speaker.name: s.notes for s in statements(CONFERENCE) if s.speaker}
    assert "speaker's party inferred" in notes["President Drago"]
    assert "speaker's party inferred" not in notes["Prime Minister Ilic"]


def test_questions_courtesy_and_plain_sentences_are_left_to_the_text() -> None:
    said = " ".join(s.span.text for s in statements(CONFERENCE))
    assert "Would you" not in said
    assert "Thank you" not in said
    assert "weather" not in said


def test_an_interview_goes_on_over_paragraphs() -> None:
    found = statements(INTERVIEW)
    assert [(s.speaker.id if s.speaker else None, s.targets, s.act) for s in found] == [
        ("velia", ("marland",), "OFFER"),
        ("velia", ("marland",), "THREATEN"),
    ]


def test_an_article_with_colons_is_no_transcript() -> None:
    text = (
        "Norland's aim is plain: it wants the pass.\n\n"
        "The president put it so: “We will not move.”\n\n"
        "His critics: few. The price: high."
    )
    assert [s.span.text for s in statements(text) if s.layer == "quoted"] == ["“We will not move.”"]


RELEASE = """Statement by the Ministry of Foreign Affairs of Norland

The Ministry of Foreign Affairs condemns the arrest of two fishermen by Sudria.

If Sudria does not free the crew, Norland will close its harbours. Norland calls on Sudria to return to the talks.
"""


def test_a_title_that_names_the_speaker_makes_the_text_its_own_words() -> None:
    found = statements(RELEASE)
    assert {(s.speaker.id if s.speaker else None, s.layer) for s in found} == {
        ("norland", "quoted")
    }
    assert [s.act for s in found] == ["ACCUSE", "THREATEN", "REQUEST"]
    assert {s.targets for s in found} == {("sudria",)}
    (condition,) = [c for s in found for c in s.conditions]
    assert (condition.condition_by, condition.consequence_by) == ("sudria", "norland")


def test_an_article_about_a_statement_is_no_statement() -> None:
    text = "Statement by Norland draws fire\n\nSudria's president, Mira Tad, said she would not answer."
    assert [s.layer for s in statements(text)] == ["reported"]


def test_an_open_letter_is_drafted() -> None:
    import detente

    text = (
        "Open letter from the Residents' Association to Greenline Energy\n\n"
        "If Greenline moves the turbines, we will withdraw our complaint. "
        "Unless the company answers by 1 June, we will take it to court."
    )
    draft = detente.draft(read_statements(Document(id="t", source="t", text=text)))
    assert {dm.id for dm in draft.decision_makers} == {"greenline-energy", "residents-association"}


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ANN: We will go.", "BOB DAY: If you go, we stay.", "Q: Why?", ": x", "A:", "No."]), max_size=12))  # fmt: skip
def test_any_order_of_turns_is_read_with_verbatim_spans(lines: list[str]) -> None:
    statements("\n\n".join(lines))
