"""A parse as plain objects answers as the parser's own tokens do."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.parser_model import load_parser
from detente.reading.pipeline import collecting, parsed, pipeline
from detente.reading.tokens import tokens_of

_TEXT = (
    "On Monday the ferry operator's chief, Ana Ruiz, told reporters that nobody would sail, and crews in "
    "Belmore, Marrow and Holm agreed.\nShe didn’t say why 40 boats were idle! “Why?” asked one."
)
_ASKED = [
    "text",
    "lower_",
    "lemma_",
    "pos_",
    "tag_",
    "dep_",
    "ent_type_",
    "i",
    "idx",
    "is_title",
    "is_punct",
    "is_space",
    "is_alpha",
    "like_num",
    "whitespace_",
    "is_sent_start",
    "n_lefts",
    "n_rights",
]


@pytest.mark.parametrize("text", [_TEXT, "Go.", "", " \n "])
def test_every_answer_is_the_parsers(text: str) -> None:
    theirs = pipeline()(text)
    ours = tokens_of(theirs)
    assert (len(ours), ours.text) == (len(theirs), theirs.text)
    for a, b in zip(theirs, ours, strict=True):
        assert [getattr(b, name) for name in _ASKED] == [getattr(a, name) for name in _ASKED]
        assert (b.head.i, b.left_edge.i, b.right_edge.i) == (
            a.head.i,
            a.left_edge.i,
            a.right_edge.i,
        )
        for name in ("children", "subtree", "ancestors"):
            assert [t.i for t in getattr(b, name)] == [t.i for t in getattr(a, name)]
        assert sorted(t.i for t in b.conjuncts) == sorted(t.i for t in a.conjuncts)
        assert (b.sent.start, b.sent.end) == (a.sent.start, a.sent.end)
    for a, b in zip(theirs.ents, ours.ents, strict=True):
        assert (b.text, b.label_, b.root.i) == (a.text, a.label_, a.root.i)
        assert (b.start_char, b.end_char) == (a.start_char, a.end_char)
    assert ours[1:4].text == theirs[1:4].text
    assert [s.text for s in ours.sents] == [s.text for s in theirs.sents]


def test_what_is_hung_elsewhere_is_found_there() -> None:
    doc = tokens_of(pipeline()("The charity wrote to the mayor of Holm."))
    mayor, wrote = doc[5], doc[2]
    doc.hang(mayor, wrote, "dobj")
    assert mayor in wrote.children
    assert mayor not in doc[3].children
    assert mayor.dep_ == "dobj"
    assert doc[3].right_edge is doc[3]


def test_a_word_hung_on_one_beneath_it_gives_it_its_place() -> None:
    """A ring of heads would be climbed without end."""
    doc = tokens_of(pipeline()("The charity wrote to the mayor of Holm."))
    wrote, to, mayor = doc[2], doc[3], doc[5]
    doc.hang(to, mayor, "prep")
    assert (mayor.head, to.head) == (wrote, mayor)
    doc.hang(wrote, to, "advcl")  # the highest word, on one two steps beneath it
    assert (to.head, wrote.head) == (to, to)
    assert all(len(list(word.ancestors)) < len(doc.words) for word in doc.words)
    assert (doc[0].sent.start, to.right_edge.i) == (0, 8)


@pytest.fixture(scope="module")
def packaged() -> Any:
    return load_parser()


@given(
    st.lists(
        st.sampled_from(
            [
                "She'd have let's go, and there's nothing that isn't hers.",
                "The CEO got what the unions of Holm want; but for them, no-one could've cared.",
                "  \n\t The talks ended.\n\nWhat they’ve won is theirs …",
                "I'm told, \"Can't you wait till May 5?\" Who else gets 3.5 m?",
                "On 4 May 2023 Ana Ruiz of the Bank of England told the New York Times of $3bn",
                "In Kyiv\n\nLondon, Paris. Spain",
                "Who will it have been, if the best of them left it better?",
                "",
                " ",
            ]
        ),
        max_size=5,
    )
)
def test_what_is_spared_changes_no_parse(packaged: Any, texts: list[str]) -> None:
    # What is asked once for several words gives each what it would have been given alone.
    for text, ours in zip(texts, parsed(texts), strict=True):
        theirs = packaged(text)
        assert ours.text == theirs.text
        for a, b in zip(theirs, ours, strict=True):
            for name in ("tag_", "pos_", "morph", "lemma_", "dep_", "ent_type_", "ent_iob_"):
                assert str(getattr(b, name)) == str(getattr(a, name)), (a, name)
            assert b.head.i == a.head.i
            assert b.is_sent_start == a.is_sent_start


def test_garbage_is_looked_for_as_before_when_all_have_read() -> None:
    before = gc.get_threshold()
    with collecting.seldom():
        with collecting.seldom():
            assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    gc.set_threshold(0)  # whoever looks for none goes on so
    try:
        with collecting.seldom():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
