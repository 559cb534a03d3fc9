"""What a brief finds by words and places is what looking at everything finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.briefing.beyond import _DEEDS, _Speech
from detente.briefing.positions import _nearness, _Piles
from detente.briefing.stances import Entry
from detente.briefing.statements import extent
from detente.evidence import Document, Span, Statement

_TEXT = "x" * 5000


def _statement(start: int, length: int, act: str) -> Statement:
    span = Span(start, start + length, _TEXT[start : start + length])
    return Statement(id=f"s{start}", layer="reported", span=span, act=act)


_STATEMENTS = st.builds(
    _statement,
    st.integers(0, 3900),
    st.integers(1, 1100),
    st.sampled_from(["STATE", "OFFER", "ASSAULT"]),
)


@given(st.lists(_STATEMENTS, max_size=12), st.integers(0, 4500), st.integers(1, 500))
def test_the_speech_around_a_sentence(said: list[Statement], start: int, length: int) -> None:
    document = Document(id="d", source="d", text=_TEXT, statements=tuple(said))
    sentence = Span(start, start + length, _TEXT[start : start + length])
    best, most = None, length // 3
    for statement in said:
        span = extent(document, statement)
        common = min(span.end, sentence.end) - max(span.start, sentence.start)
        if statement.act not in _DEEDS and common > most:
            best, most = statement, common
    assert _Speech(document).around(sentence) is best


_ENTRIES = st.builds(
    lambda party, kind, topics, toward: Entry(
        party=party, kind=kind, stance=1, topics=frozenset(topics), toward=toward,
        document=Document(id="d", source="d", text=_TEXT), statement=_statement(0, 1, "STATE"),
        words=Span(0, 1, "x"), deed="",
    ),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["offers", "demands"]),
    st.sets(st.sampled_from(["dam", "port", "gas", "fish", "do", "visa"]), min_size=1, max_size=4),
    st.sampled_from([(), ("A",), ("B",)]),
)  # fmt: skip


@given(st.lists(_ENTRIES, max_size=14))
def test_entries_lie_with_the_nearest_one(entries: list[Entry]) -> None:
    piles, quick = [], _Piles()
    for entry in entries:
        near = max(piles, key=lambda p: max(_nearness(entry, o) for o in p), default=None)
        if near is not None and max(_nearness(entry, other) for other in near) > 0:
            near.append(entry)
        else:
            piles.append([entry])
        quick.put(entry)
    assert quick.piles == piles
