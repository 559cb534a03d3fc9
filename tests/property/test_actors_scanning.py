"""Any text can be scanned: offsets hold, nothing overlaps, the result does not vary."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.actors import Cast, Registry
from detente.reading.language import parse, plain_frame

REGISTRY = Registry.default()
PIECES = st.sampled_from(
    ["the", "North", "Korea", "South", "US", "U.S.", "-", "'s", "’s", "Georgia", "Brussels", ". ", "\n\n", " ",
     "President", "Kim", "Union", "Halden", "Foods", "&", "Co", "of", "in", "é", "Iran", "“", "”", ", ", "1", "’"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


@given(TEXTS)
def test_sightings_are_verbatim_ordered_and_apart(text: str) -> None:
    sightings, opened = REGISTRY.scan(text)
    spans = sorted([(s.start, s.end) for s in sightings] + [(o.start, o.end) for o in opened])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert (sightings, opened) == REGISTRY.scan(text)


@example("0G OF")
@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_mention_resolves_or_stays_open_and_asking_changes_nothing(text: str) -> None:
    cast = Cast(text)
    (parsed,) = parse([plain_frame(text, 0, len(text))])
    cast.learn(parsed)
    first = [cast.resolve(parsed, token) for token in parsed.doc]
    assert first == [cast.resolve(parsed, token) for token in parsed.doc]
    assert all(found is None or found.id for found in first)
    spans = [found.span for found in first if found is not None and found.span is not None]
    assert all(span.text == text[span.start : span.end] for span in spans)
