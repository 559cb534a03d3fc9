"""Statements found by their words stand to earlier ones as those compared one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import Mention, Span, Statement
from detente.store.records import Entry
from detente.timeline.relations import _ABOUT, Said, likeness

_WORDS = st.lists(
    st.sampled_from(["dam", "port", "close", "gas", "north", "will", "fish", "Alba", "ships"]),
    min_size=1,
    max_size=5,
)


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    text = " ".join(draw(_WORDS))
    who = draw(st.sampled_from([None, Mention("A", "Alba"), Mention("B", "Brava")]))
    statement = Statement(
        id="s", layer=draw(st.sampled_from(["quoted", "reported", "author"])), span=Span(0, len(text), text),
        act=draw(st.sampled_from(["OFFER", "REJECT", "STATE"])), speaker=who,
    )  # fmt: skip
    return Entry(statement=statement, document="d")


@given(_entries(), st.lists(_entries(), max_size=12))
def test_the_nearest_earlier_statement(entry: Entry, earlier: list[Entry]) -> None:
    best = None
    for number, other in enumerate(earlier):
        one, two = entry.statement, other.statement
        if one.speaker is None or two.speaker != one.speaker or two.layer == "author":
            continue
        share = likeness(one, two)
        if share >= _ABOUT and (best is None or (share, number) >= best[:2]):
            best = (share, number, other)
    found = Said(earlier).relate(entry)
    if best is None:
        assert (found.kind, found.earlier) == ("new", None)
    else:
        assert found.kind == "new" or found.earlier is best[2]
