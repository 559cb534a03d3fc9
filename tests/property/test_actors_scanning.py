"""Any text can be scanned: offsets hold, nothing overlaps, the result does not vary."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.actors import ActorContext, Registry

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


@given(TEXTS, TEXTS)
def test_every_mention_resolves_or_stays_open(text: str, mention: str) -> None:
    context = ActorContext(text)
    found = REGISTRY.resolve(mention, context)
    assert found == REGISTRY.resolve(mention, ActorContext(text))
    assert found is None or (found.id and found.name)
