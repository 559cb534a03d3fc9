"""Text is fixed once and kept; ranges of boilerplate stay inside it and apart."""

from __future__ import annotations

import io
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents import boilerplate_ranges, load_document
from detente.documents.decoding import decode
from detente.documents.typography import plain
from detente.errors import InputError

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t "), max_size=300
)
LINES = st.sampled_from(
    [
        "A title",
        "About the Author",
        "Read also",
        "B",
        "",
        "Share",
        "© 2026",
        "He said it would go on.",
        "Photo: x",
        "---",
    ]
)


@given(TEXTS)
def test_plain_utf8_text_is_kept_but_for_typography(text: str) -> None:
    try:
        document = load_document("-", stdin=io.BytesIO(("x" + text).encode()))
    except InputError:
        return
    assert document.text == plain("x" + text)


@given(
    TEXTS | st.text(st.sampled_from("ab \n•-ﬁ\u00ad\u200b\u200c\u200d\u00a0\u0085م👨"), max_size=40)
)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert len(once.split("\n")) >= len(text.split("\n"))


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marks_name_the_encoding_and_are_dropped(text: str, encoding: str) -> None:
    content = "x" + text
    assert decode(content.encode(encoding), source="-")[0] == content


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_a_document_or_one_error(data: bytes) -> None:
    try:
        document = load_document("-", stdin=io.BytesIO(data))
    except InputError:
        return
    assert "\r" not in document.text
    assert "\0" not in document.text


@given(st.one_of(TEXTS, st.lists(LINES, max_size=30).map("\n".join)))
def test_boilerplate_ranges_are_ordered_whole_lines(text: str) -> None:
    ranges = boilerplate_ranges(text)
    assert all(0 <= start <= end <= len(text) for start, end in ranges)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert all(start == 0 or text[start - 1] == "\n" for start, _ in ranges)
