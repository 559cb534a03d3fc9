"""Whatever the text: every span is verbatim, reading ends, and twice gives the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.evidence import Document
from detente.reading import read_statements
from detente.reading.marks import find_quotations
from detente.reading.paragraphs import paragraphs

_PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "「", "」", "``", "''", "(", "[", "]", "\n", "\n\n", " ",
     ". ", ", ", "… ", "— ", "The minister said", "Norway", "Stockholm warned", "he added", "if we must",
     "unless they yield", "we will not accept", "6' 2\"", "’90s", "\u200b", "\ufffd", "é", "🙂", "according to"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)


@given(_TEXTS)
@settings(deadline=None, max_examples=200)
def test_quotations_are_ordered_and_lie_in_one_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    last = 0
    for quotation in find_quotations(text, blocks):
        assert (
            last <= quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end
        )
        assert any(b.start <= quotation.start and quotation.end <= b.end for b in blocks)
        last = quotation.end


@given(_TEXTS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_is_verbatim_and_reading_is_deterministic(text: str) -> None:
    document = read_statements(Document(id="d", source="d", text=text))
    for statement in document.statements:
        spans = [statement.span, statement.quote]
        spans += [m.span for m in (statement.speaker, statement.via) if m is not None]
        for condition in statement.conditions:
            spans += [condition.condition, condition.consequence]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text
        assert 0 < statement.confidence < 1
    for term in document.terms:
        assert text[term.start : term.end] == term.text
    assert read_statements(document) == document
