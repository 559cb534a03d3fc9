"""What finds names and options by their words finds what looking at all of them finds."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafting.conduct import Conduct
from detente.drafting.finding import NameFinder, Words
from detente.drafting.grouping import Shelf
from detente.drafting.likeness import Key
from detente.drafting.options import Group, _most_alike
from detente.drafting.parties import Parties
from detente.evidence import Document, Span, Statement

_NAMES = st.lists(
    st.sampled_from(
        ["Norway", "Nor", "Oslo", "the Old Ship", "Ship", "F-16", "-x", "A", "O’Neil", "norway", "Œuvre", "U.S.", "Sea_Way"]
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip
_TEXT = st.lists(
    st.sampled_from(
        ["Norway", "Oslo", ",", "the Old Ship", "Ships", "F-16", "-x", "a", "O’Neil", "Nor", "norway-s", "U.S.", "Sea_Way", ".\n"]
    )
).map(" ".join)  # fmt: skip


@given(st.lists(_NAMES, max_size=6), _TEXT)
def test_names_found_by_their_first_word_are_those_found_one_by_one(
    people: list[list[str]], text: str
) -> None:
    named = [(f"p{number}", names) for number, names in enumerate(people)]
    expected = []
    for who, names in named:
        for name in names:
            at = re.search(rf"\b{re.escape(name)}\b", text) if len(name) > 1 else None
            if at is not None:
                expected.append((at.start(), who))
                break
    assert list(NameFinder(named).found(text)) == expected


@given(st.sampled_from(["dam", "F-16", "ship", "Ships", "Old Ship", ""]), _TEXT)
def test_words_that_a_text_holds(word: str, text: str) -> None:
    found = re.search(rf"\b{re.escape(word)}\b", text) is not None
    assert Words(text).holds(word) == found


_VERBS = [
    "end",
    "keep",
    "open",
    "close",
    "strike",
    "talk",
    "leave",
    "build",
    "subsidise",
    "fill",
    "cut",
]
_OBJECTS = ["strike", "subsidy", "filling", "dam", "port", "talk", "north", "south", "gas"]


@st.composite
def _conducts(draw: st.DrawFn) -> Conduct:
    span = Span(0, 1, "x")
    document = Document(id="d", source="d", text="x")
    return Conduct(
        owner="A", phrase="do it", verb=draw(st.sampled_from(_VERBS)),
        objects=frozenset(draw(st.sets(st.sampled_from(_OBJECTS), max_size=3))),
        negated=False, ongoing=False, tone=0, role=draw(st.sampled_from(["refusal", "demand", "deed"])),
        document=document, toward=draw(st.sampled_from([None, "B", "C"])),
        statement=Statement(id="s", layer="reported", span=span, act="STATE"),
    )  # fmt: skip


@settings(max_examples=400)
@given(st.lists(_conducts(), min_size=1, max_size=14), st.sets(st.integers(0, 13), max_size=3))
def test_options_found_by_verb_and_word_are_those_found_one_by_one(
    conducts: list[Conduct], removed: set[int]
) -> None:
    names = Parties([])
    shelf, groups = Shelf(), []
    for number, conduct in enumerate(conducts):
        key = Key(conduct, names)
        best = _most_alike(key, shelf.candidates(key))
        slow = _most_alike(key, groups)
        assert (best is None) == (slow is None)
        if best is not None and slow is not None:
            assert best[0] is slow[0]
            assert best[1] == slow[1]
            if not best[1]:
                shelf.learn(best[0], key.objects - best[0].objects)
                best[0].objects |= key.objects
            best[0].take(replace(conduct), negated=best[1])
        else:
            group = Group("A", key.verb, key.objects, key.counterpart, place=number)
            group.take(conduct, negated=False)
            groups.append(group)
            shelf.add(group)
        if number in removed and groups:
            shelf.remove(groups.pop(len(groups) // 2))
