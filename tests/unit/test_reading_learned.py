"""The learned ranker of speakers and detector of sayings, by what they do with texts."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from detente.evidence import Document
from detente.reading import read_statements
from detente.reading.language import Parsed, build_frames, parse
from detente.reading.learned import (
    Candidate,
    Quoted,
    find_sayings,
    find_speech,
    page_of,
    rank_speakers,
)
from detente.reading.learned.ranker import NEAREST
from detente.reading.learned.vocabulary import vocabulary
from detente.reading.marks import find_quotations
from detente.reading.paragraphs import paragraphs

FILES = ("speakers.json", "sayings.json", "terms.json")


def analysed(text: str) -> tuple[list[Parsed], list[Quoted]]:
    blocks = paragraphs(text)
    quotations = find_quotations(text, blocks)
    parsed, quoted = parse(build_frames(text, blocks, quotations)), []
    for number, part in enumerate(parsed):
        for n, start, end, clause in part.frame.quotes:
            tokens, quotation = part.tokens_of(start, end), quotations[n]
            words = text[quotation.inner_start : quotation.inner_end]
            quoted.append(Quoted(number, tokens[0], tokens[-1], words, clause))
    return parsed, quoted


def ranked(text: str) -> list[list[Candidate]]:
    return rank_speakers(page_of(*analysed(text), vocabulary()), analysed(text)[1])


def best(text: str) -> list[str]:
    return [text[row[0].start : row[0].end] for row in ranked(text)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We will not move,” said Ilva Tarn, who leads the guild.", ["Tarn"]),
        ("“We will not move,” conceded the chairman of Osk Steel.", ["chairman"]),
        (
            "Mayor Dora Lint met reporters on Friday. “Nobody asked us,” she told them. "
            "“We found out from the radio.”",
            ["she", "she"],
        ),
        (
            "The Danish envoy left the hall at noon. “There is nothing to sign,” he said.\n\n"
            "His Belgian colleague, Piet Maas, stayed. “We have all week,” Maas said.",
            ["he", "Maas"],
        ),
        ("In a letter to the board, Elin Roos called the plan “a gift to speculators”.", ["Roos"]),
    ],
)
def test_the_likeliest_candidate_speaks(text: str, speakers: list[str]) -> None:
    assert best(text) == speakers


def test_probabilities_of_a_quotation_sum_to_one_and_fall() -> None:
    text = "Ilva Tarn met the Osk board on Monday. “We will not move,” she said, and Tarn left."
    (row,) = ranked(text)
    assert sum(c.probability for c in row) == pytest.approx(1)
    assert [c.probability for c in row] == sorted((c.probability for c in row), reverse=True)


def test_nobody_near_gives_no_candidate() -> None:
    assert ranked("“Over and out.”") == [[]]


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Ilva Tarn met the Osk board. “We will not move,” she said. Osk said it would sue Tarn."
    assert ranked(text) == ranked(text)
    parsed, quoted = analysed(text)
    first = [find_sayings(part, quoted, vocabulary()) for part in parsed]
    assert first == [find_sayings(part, quoted, vocabulary()) for part in parsed]


def test_sayings_have_a_source_and_content() -> None:
    text = (
        "Most voters in Holm told the institute that the dam should stay. The turbines turned "
        "slowly. Opponents of the plan, the institute added, live mostly upstream."
    )
    (part,), _ = analysed(text)
    found = find_sayings(part, [], vocabulary())
    told = [(part.doc[s.verb].text, part.doc[s.source or 0].text) for s in found]
    assert told == [("told", "voters"), ("added", "institute")]
    assert part.doc[found[0].first : found[0].last + 1].text == "the dam should stay"
    assert all(0.3 <= s.probability <= 1 for s in found)


@pytest.mark.parametrize("name", FILES)
def test_weights_are_small_and_hold_no_word_of_a_text(name: str) -> None:
    data = resources.files("detente.reading").joinpath("data", name).read_bytes()
    assert len(data) <= 30 * 1024 + 512
    weights = json.loads(data)["weights"]
    assert all(isinstance(v, float | int) for row in weights.values() for v in row.values())
    keys = " ".join(key for row in weights.values() for key in row).lower()
    assert not {"trump", "clinton", "say", "said", "campaign"} & set(keys.split())


def test_a_speaker_without_a_known_verb_is_found() -> None:
    document = read_statements(
        Document(
            id="t", source="t", text="Ilva Tarn of Osk shook her head. “We will never sign this.”"
        )
    )
    (statement,) = document.statements
    assert statement.speaker is not None
    assert "Tarn" in statement.speaker.name


def test_any_noun_may_report_with_a_clause_but_a_threat_suggests_nothing() -> None:
    told = read_statements(
        Document(id="t", source="t", text="Voters in Holm said that the bridge must be rebuilt.")
    )
    assert [s.span.text for s in told.statements] == ["the bridge must be rebuilt"]
    meant = read_statements(
        Document(id="t", source="t", text="This threat suggests that the talks are over.")
    )
    assert [s for s in meant.statements if s.layer == "reported"] == []


def test_silence_is_not_reported() -> None:
    text = (
        "A spokeswoman for Osk Steel declined to comment on the lawsuit. One officer, who asked not "
        "to be named, left early. Tarn has not said when she will resign."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    assert [s for s in document.statements if s.layer == "reported"] == []


def test_a_name_after_a_dash_signs_its_quotation() -> None:
    text = (
        "Ilva Tarn asked around.\n\n“He scares me, and he scares my children.” ― Anna Berg\n\n"
        "“Nobody listens to us here.”― Piet Maas\n\nMaas left."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    speakers = [s.speaker.name for s in document.statements if s.quote and s.speaker]
    assert speakers == ["Anna Berg", "Piet Maas"]


def test_a_relative_pronoun_is_the_mention_of_whom_it_stands_for() -> None:
    text = "The fee was set by the Holm Council, which contended that the harbour pays too little."
    document = read_statements(Document(id="t", source="t", text=text))
    (speaker,) = [s.speaker for s in document.statements if s.layer == "reported"]
    assert speaker is not None
    assert speaker.span is not None
    assert (speaker.name, speaker.span.text) == ("Holm Council", "which")


def test_words_that_somebody_certainly_says_are_no_term() -> None:
    text = (
        "Ilva Tarn warned for months that the dam, “built on sand and left to rot”, would give way."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    assert "built on sand and left to rot" in [s.quote.text for s in document.statements if s.quote]


def test_a_paragraph_as_long_as_a_book_has_no_more_candidates() -> None:
    filler = " ".join(f"The mayor of town {n} met the board." for n in range(400))
    text = f"{filler} “We will not move,” said Ilva Tarn. {filler}"
    (row,) = ranked(text)
    assert len(row) == 2 * NEAREST
    assert text[row[0].start : row[0].end] == "Tarn"


@pytest.mark.parametrize(
    "text",
    [
        "“We will not move,” said Ilva Tarn, “if [the guild] stays.” Others left.",
        "Norway's minister said that it would close the port unless Denmark (or Iceland) left.",
        "If they attack,” he said, “we will answer, and “nobody” will stop us.”",
    ],
)
def test_tokens_inside_a_stretch(text: str) -> None:
    for parsed in analysed(text)[0]:
        places = [(token, parsed.place(token.i, token.i)) for token in parsed.doc]
        for start in range(0, len(text), 3):
            for end in range(start, len(text), 5):
                inside = [t for t, at in places if start <= at[0] < at[1] <= end]
                assert parsed.inside(start, end) == inside


def test_words_in_marks_are_speech_or_a_term_by_what_stands_around_them() -> None:
    def speech(text: str) -> list[float]:
        frames, quoted = analysed(text)
        page = page_of(frames, quoted, vocabulary())
        return find_speech(page, quoted, rank_speakers(page, quoted))

    (said,) = speech(
        "The minister told reporters that the blockade was “a grave mistake and a crime”."
    )
    (term,) = speech("The so-called “peace wall” runs through the town, and shops line it.")
    (clause,) = speech("“We will not sign,” the minister said.")
    assert said > 0.85 > 0.6 > term
    assert clause == 1.0
