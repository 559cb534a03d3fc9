"""A sentence without end is cut; nothing of the text is lost, and what is said is still found."""

from __future__ import annotations

import pytest

from detente.evidence import Document
from detente.reading import read_statements
from detente.reading.language import parse, plain_frame


@pytest.mark.parametrize(
    "piece", ["if they stay we go and ", "the ministers, ", "he said that she left "]
)
def test_no_sentence_is_longer_than_a_page(piece: str) -> None:
    text = piece * (9000 // len(piece))
    (parsed,) = parse([plain_frame(text, 0, len(text))])
    assert max(len(sentence) for sentence in parsed.doc.sents) <= 251
    assert parsed.doc.text == text


def test_tokens_of_a_stretch_are_those_that_overlap_it() -> None:
    text = "Norway left the talks [in Oslo] at once. Denmark did not."
    (parsed,) = parse([plain_frame(text, 0, len(text))])
    for begin in range(len(parsed.frame.text)):
        for end in range(begin, len(parsed.frame.text) + 2):
            expected = [t.i for t in parsed.doc if t.idx < end and t.idx + len(t) > begin]
            assert parsed.tokens_of(begin, end) == expected


def test_who_speaks_in_a_long_list_is_still_found() -> None:
    text = "Norway's minister said that " + "the port, " * 300 + "and the dam would close."
    read = read_statements(Document(id="d", source="d", text=text))
    assert {s.speaker.id for s in read.statements if s.speaker} == {"NOR"}
