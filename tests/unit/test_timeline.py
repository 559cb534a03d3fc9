"""Relations between statements and pledges, on statements made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from detente.evidence import Condition, Mention, Span, Statement
from detente.store import Entry
from detente.timeline import pledges, relate
from detente.timeline.tripwires import tripwires

COUNT = iter(range(10_000))


def said(words: str, act: str, document: str = "one", **values: Any) -> Entry:
    """Return a reported statement of the board; ``given`` is a condition that it has."""
    given = values.pop("given", None)
    span = Span(0, len(words), words)
    conditions = ()
    if given:
        conditions = (
            Condition(
                cue="if", condition=Span(0, len(given), given), consequence=span, kind="offer"
            ),
        )
    speaker = Mention(values.pop("speaker", "board"), "The board")
    statement = Statement(
        id=f"{document}.{next(COUNT)}", layer=values.pop("layer", "reported"), span=span, act=act, speaker=speaker,
        conditions=conditions, **values,
    )  # fmt: skip
    return Entry(statement=statement, document=document, date="2026-01-01")


OFFER = "it would release water in the dry season"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (said(OFFER, "OFFER"), said("it would release the water in the dry season", "OFFER"), "repeated"),
        (said(OFFER, "OFFER"), said("it will never release water in the dry season", "REJECT", negated=True), "reversed"),
        (said(OFFER, "COMMIT"), said("it would not release water in the dry season", "COMMIT", negated=True), "reversed"),
        (said(OFFER, "REQUEST"), said("it released water in the dry season", "CONCEDE"), "softened"),
        (said("close the canal road", "REJECT"), said("close the canal road", "COERCE"), "hardened"),
        (said(OFFER, "OFFER"), said(OFFER, "OFFER", given="the league pays"), "hardened"),
        (said(OFFER, "OFFER", given="the league pays"), said(OFFER, "OFFER"), "softened"),
        (said("close the canal road", "THREATEN"), said("close the canal road", "THREATEN", given="it rains"), "softened"),
        (said("strike for three days", "THREATEN"), said("a strike of three days", "PROTEST", modality="done"), "hardened"),
        (said("strike for three days", "THREATEN"), said("a strike of three days", "PROTEST", modality="planned"), "hardened"),
        (said(OFFER, "OFFER"), said("the canal road is closed on Sundays", "STATE"), "new"),
        (said(OFFER, "OFFER", speaker="league"), said(OFFER, "OFFER"), "new"),
        (said(OFFER, "OFFER", layer="interpreted"), said(OFFER, "OFFER"), "new"),
    ],
)  # fmt: skip
def test_relations(before: Entry, after: Entry, kind: str) -> None:
    found = relate(after, [before])
    assert found.kind == kind
    assert (found.earlier is None) == (kind == "new")


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ([], "open"),
        ([said("it released water in the dry season", "CONCEDE", "two", modality="done")], "kept"),
        ([said("it released water in the dry season", "CONCEDE", "two", modality="done", speaker="x")], "open"),
        ([said("it did not release water in the dry season", "STATE", "two", modality="done", negated=True)], "broken"),
        ([said("it refused to release water in the dry season", "REJECT", "two", modality="done")], "broken"),
        ([said("it paved the canal road", "CONCEDE", "two", modality="done")], "open"),
        ([said("it would release water in the dry season", "COMMIT", "two", modality="planned")], "open"),
    ],
)  # fmt: skip
def test_pledges(later: list[Entry], state: str) -> None:
    (found,) = [
        p
        for p in pledges([said(OFFER, "COMMIT", modality="planned"), *later])
        if p.entry.document == "one"
    ]
    assert found.state == state
    assert (found.deed is None) == (state == "open")


def test_a_bare_report_of_a_threat_is_no_pledge() -> None:
    assert pledges([said("the board threatened the league", "THREATEN", modality="done")]) == []


def test_tripwires_of_a_model_say_what_reversing_would_do() -> None:
    import detente
    from detente.analysis.hinges import hinges

    conflict = detente.load(detente.example("korea/korea.yaml"))
    found = tripwires(conflict)
    assert found
    assert all(wire.evidence for wire in found)
    # A preference that a hinge names alters an answer here too.
    flipped = {h.element for h in hinges(conflict) if h.kind == "preference" and h.change == "flip"}
    assert bool(flipped) == any(wire.matters for wire in found)
    assert [wire.matters for wire in found] == sorted((w.matters for w in found), reverse=True)
