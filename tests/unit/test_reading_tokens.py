"""A parse as plain objects answers as the parser's own tokens do."""

from __future__ import annotations

import pytest

from detente.reading.language import parse, pipeline, plain_frame
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


def test_parsing_leaves_the_pipeline_as_it_is_packaged() -> None:
    nodes = [n for _, p in pipeline().pipeline if getattr(p, "model", None) for n in p.model.walk()]
    before = [node.ops for node in nodes]
    (parsed,) = parse([plain_frame("Crews left.", 0, 11)])
    assert [t.text for t in parsed.doc] == ["Crews", "left", "."]
    assert all(node.ops is ops for node, ops in zip(nodes, before, strict=True))
