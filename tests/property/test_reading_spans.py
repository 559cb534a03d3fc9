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


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(text: str) -> None:
    for statement in read_statements(Document(id="d", source="d", text=text)).statements:
        assert text[statement.span.start : statement.span.end] == statement.span.text


_PARAGRAPHS = (
    "Norway said it would close the port on Monday.",
    "The ministers met for two hours and nobody signed.",
    '"We will leave if they stay," Denmark\'s foreign minister said.',
)


@given(
    st.integers(0, len(_PARAGRAPHS[0])),
    st.sampled_from(["“", '"', "«", "„", "「", "‘", "'", "``", "”", "»"]),
)
@settings(deadline=None, max_examples=30)
def test_a_stray_mark_does_not_reach_another_paragraph(at: int, mark: str) -> None:
    clean = "\n\n".join(_PARAGRAPHS)
    stray = clean[:at] + mark + clean[at:]
    (expected,) = [
        (s.quote.text, s.conditions[0].condition.text)
        for s in read_statements(Document(id="d", source="d", text=clean)).statements
        if s.quote
    ]
    read = read_statements(Document(id="d", source="d", text=stray)).statements
    found = [(s.quote.text, s.conditions) for s in read if s.quote]
    assert found[-1][0] == expected[0]
    assert found[-1][1][0].condition.text == expected[1]
