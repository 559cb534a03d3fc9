"""What follows from one change: in a statement, in a newer text, in another analyst's dossier, in annotations."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.errors import InputError
from detente.evidence import Condition, Event, Mention, Span, Statement
from detente.store import Dossier
from detente.store.annotating import Taken, marked_texts, take_annotations
from detente.store.changes import corrected
from detente.store.exports import event_lines
from detente.store.merging import compare, merge
from store.dossiers import DAM, document, dossier, ids

TEXT = "Velia will open the canal if Norra cuts the fee. Velia closed the road."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def said(**more: Any) -> Statement:
    """Return Velia's offer to Norra, and what it tells beside."""
    events = (
        Event(predicate="open", phrase=span("open the canal"), agent="V", patient="N", force="offer", tone=-1),
        Event(predicate="cut", phrase=span("cuts the fee"), agent="N", patient="V", force="state", tone=-1),
        Event(predicate="close", phrase=span("closed the road"), agent="V", force="state", time="past", tone=-1),
    )  # fmt: skip
    tie = Condition(
        cue="if", condition=span("Norra cuts the fee"), consequence=events[0].phrase, kind="offer",
        condition_by="N", consequence_by="V", antecedent=1, consequent=0,
    )  # fmt: skip
    given: dict[str, Any] = {
        "id": "s1", "layer": "reported", "span": Span(0, len(TEXT), TEXT), "act": "OFFER",
        "speaker": Mention("V", "Velia"), "targets": ("N",), "events": events, "conditions": (tie,),
    }  # fmt: skip
    return Statement(**given | more)


def put(statement: Statement, number: int, **more: Any) -> Statement:
    """Return a statement with one of its events changed."""
    events = list(statement.events)
    events[number] = replace(events[number], **more)
    return replace(statement, events=tuple(events))


def test_a_statement_cut_short_keeps_what_its_words_still_hold() -> None:
    first = corrected(said(), {"span": "Velia will open the canal if Norra cuts the fee."}, TEXT)
    assert [e.predicate for e in first.events] == ["open", "cut"]
    assert [(c.antecedent, c.consequent) for c in first.conditions] == [(1, 0)]
    half = corrected(said(), {"span": "if Norra cuts the fee. Velia closed the road."}, TEXT)
    assert [e.predicate for e in half.events] == ["cut", "close"]
    assert half.conditions == ()
    front = corrected(said(), {"span": "Velia will open the canal"}, TEXT)
    assert ([e.predicate for e in front.events], front.conditions) == (["open"], ())
    # An event whose words begin later keeps its place in the condition that is left.
    late = replace(said(), events=(said().events[2], *said().events[:2]))
    tie = replace(said().conditions[0], antecedent=2, consequent=1)
    moved = corrected(replace(late, conditions=(tie,)), {"span": first.span.text}, TEXT)
    assert [(c.antecedent, c.consequent) for c in moved.conditions] == [(1, 0)]


def test_a_condition_told_in_other_words_is_not_told_anew() -> None:
    before = said(act="STATE")
    shorter = before.conditions[0].to_json() | {"condition": "cuts the fee"}
    result = corrected(before, {"conditions": [shorter]}, TEXT)
    assert (result.act, [e.force for e in result.events]) == ("STATE", ["offer", "state", "state"])
    other = corrected(before, {"conditions": [shorter | {"kind": "threat"}]}, TEXT)
    assert (other.act, other.events[0].force) == ("THREATEN", "threaten")


def test_a_condition_told_in_other_words_finds_its_deeds_and_who_does_them() -> None:
    before = said(conditions=())
    whole = said().conditions[0]
    given = {"condition": "Norra cuts the fee", "consequence": "open the canal", "kind": "offer"}
    (found,) = corrected(before, {"conditions": [given]}, TEXT).conditions
    assert (found.antecedent, found.consequent) == (whole.antecedent, whole.consequent)
    assert (found.condition_by, found.consequence_by) == ("N", "V")
    given["consequence"] = "Velia will"
    (found,) = corrected(before, {"conditions": [given]}, TEXT).conditions
    assert (found.consequent, found.consequence_by) == (None, None)


def test_what_an_offer_is_made_for_does_its_maker_no_harm() -> None:
    threat = said(act="THREATEN")
    assert [e.tone for e in corrected(threat, {"act": "OFFER"}, TEXT).events] == [-1, 0, -1]
    assert [e.tone for e in corrected(said(), {"act": "THREATEN"}, TEXT).events] == [-1, -1, -1]


def test_who_speaks_does_what_nobody_was_said_to_do() -> None:
    nobody = put(said(speaker=None), 0, agent=None)
    result = corrected(nobody, {"speaker": "Z"}, TEXT)
    assert [e.agent for e in result.events] == ["Z", "N", "V"]
    asked = put(nobody, 0, force="demand")
    assert corrected(asked, {"speaker": "Z"}, TEXT).events[0].agent is None


def test_who_is_addressed_owes_what_nobody_was_said_to_owe() -> None:
    asked = put(said(targets=()), 0, agent=None, force="demand")
    loose = replace(asked, conditions=(replace(asked.conditions[0], condition_by=None),))
    result = corrected(loose, {"targets": ["Z"]}, TEXT)
    assert result.events[0].agent == "Z"
    assert result.conditions[0].condition_by == "Z"
    # What the one who speaks does is nobody else's, though it was addressed before.
    own = corrected(said(targets=("N", "V")), {"targets": ["Z"]}, TEXT)
    assert [e.agent for e in own.events] == ["V", "Z", "V"]


def test_a_promise_denied_is_a_refusal_and_a_refusal_affirmed_a_promise() -> None:
    denied = corrected(said(), {"negated": True}, TEXT).events
    assert [(e.force, e.polarity) for e in denied] == [("refuse", False), ("state", True), ("state", True)]  # fmt: skip
    refusal = put(said(negated=True), 0, force="refuse", polarity=False)
    affirmed = corrected(refusal, {"negated": False}, TEXT).events[0]
    assert (affirmed.force, affirmed.polarity) == ("promise", True)


def test_when_it_happens_follows_how_it_is_told() -> None:
    for modality, time in (("done", "past"), ("ongoing", "now"), ("planned", "ahead")):
        events = corrected(said(), {"modality": modality}, TEXT).events
        assert (events[0].modality, events[0].time) == (modality, time)
        assert events[1] == said().events[1]


def test_who_relays_is_an_actor_too() -> None:
    result = corrected(said(), {"via": "Agency"}, TEXT)
    assert result.via == Mention("Agency", "Agency")
    with pytest.raises(InputError, match="via is an actor's id"):
        corrected(said(), {"via": 7}, TEXT)


def test_a_corrected_stretch_moves_with_its_words(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    third = ids(made)[2]
    made.correct(third, span='"If they build, we will close the river,"', quote="we will close the river")  # fmt: skip
    made.add_document(document("A new first line. " + DAM), reader="newer")
    entry = made.statement(third).statement
    assert entry.span.text == '"If they build, we will close the river,"'
    assert entry.quote is not None
    text = made.document("dam").text
    for each in (entry.span, entry.quote):
        assert text[each.start : each.end] == each.text
    assert made.orphans() == []


def test_a_piece_outside_the_marks_is_no_quotation(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    third = ids(made)[2]
    made.split(third, ["If they build, we will close the river,", {"span": "the governor warned", "act": "STATE"}])  # fmt: skip
    pieces = [e.statement for e in made.statements() if third in e.statement.id]
    assert [p.layer for p in pieces] == ["quoted", "reported"]
    assert [p.quote and p.quote.text for p in pieces] == ["If they build, we will close the river,", None]  # fmt: skip


def test_a_document_brought_back_after_its_original_went_is_a_copy_of_nothing(
    tmp_path: Path,
) -> None:
    made = dossier(tmp_path, document(), document(name="copy"))
    made.remove_document("copy")
    made.restore_document("copy")
    assert [info.copy_of for info in made.list_documents()] == [None, "dam"]
    made.remove_document("copy")
    made.remove_document("dam", forget=True)
    made.restore_document("copy")
    assert [info.copy_of for info in made.list_documents()] == [None]
    assert made.check() == []


def test_the_clock_tells_day_and_time_in_utc(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "now.dossier", who="ann") as made:
        made.add_document(document())
        made.reject(ids(made)[0])
        (decision,) = made.decisions()
    assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ", decision.at)


def test_events_name_who_acts(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.correct(ids(made)[2], act="THREATEN")
    made.correct(ids(made)[0], act="REJECT", speaker=None)
    rows = list(csv.DictReader(io.StringIO("".join(event_lines(made)))))
    assert [(r["actor"], r["event_type"], r["event_id"].rpartition("/")[2]) for r in rows] == [
        ("", "REJECT", "1"),
        ("council", "THREATEN", "1"),
    ]


def test_what_is_heard_names_who_speaks_of_whom(tmp_path: Path) -> None:
    made = dossier(tmp_path, document(), document("The governor waits.", "other"))
    third = ids(made)[2]
    heard = list(made.heard(document="dam"))
    assert [(h.statement, h.source, h.target) for h in heard] == [(third, "council", "UP")]
    assert len(list(made.heard())) == 2


def pair(folder: Path, *documents: Any) -> tuple[Dossier, Dossier]:
    """Return two copies of one dossier, Ann's and Bob's."""
    first = dossier(folder, *(documents or (document(),)))
    first.close()
    shutil.copy(first.path, folder / "bob.dossier")
    return Dossier.open(first.path, who="ann"), Dossier.open(folder / "bob.dossier", who="bob")


def test_two_who_mean_the_same_do_not_differ(tmp_path: Path) -> None:
    ann, bob = pair(tmp_path)
    one, two, three, _ = ids(ann)
    bob.correct(one, act="state")  # as it was read
    ann.reject(two)
    bob.reject(two)
    ann.accept(three)
    found = compare(ann, bob)
    assert [(d.statement, d.kind) for d in found.differences] == [(three, "ours")]
    assert (found.both_decided, found.agreed) == (1, 1)


def test_a_piece_that_two_judge_differently_is_a_conflict_and_nothing_is_taken(
    tmp_path: Path,
) -> None:
    ann, bob = pair(tmp_path)
    third = ids(ann)[2]
    for made in (ann, bob):
        made.split(third, ["If they build", "we will close the river"])
    ann.accept(f"{third}.2")
    bob.reject(f"{third}.2")
    result = merge(ann, bob)
    assert {c.statement for c in result.conflicts} == {f"{third}.2"}
    assert result.decisions == ()
    assert ann.orphans() == []


def test_documents_whose_ids_begin_alike_are_told_apart(tmp_path: Path) -> None:
    ann = dossier(tmp_path, replace(document("Another report said so."), source="elsewhere.txt"))
    bob = dossier(tmp_path, document(), document("The envoy left.", "dam.b"), name="bob.dossier")
    bob.reject(ids(bob, document="dam.b")[0])
    assert merge(ann, bob).documents == ("dam-2", "dam.b")
    assert ann.orphans() == []
    assert [e.status for e in ann.statements(document="dam.b", status="all")] == ["rejected"]


def test_annotations_come_back_as_decisions(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    (text,) = marked_texts(made)
    one, two, three, four = text.marks
    new = replace(one, id="mine", start=4, end=12, act="COMMIT", speaker="minister", targets=("UP",), layer="quoted")  # fmt: skip
    marks = (
        replace(one, act="REJECT", layer="author", speaker="", targets=("DOWN",)),
        replace(two, end=two.end - 1, speaker="governor"),
        four,
        new,
    )
    taken = take_annotations(made, [replace(text, marks=marks)], who="eve", reason="by hand")
    assert taken == Taken(corrected=2, added=1, rejected=1, same=1)
    first, second = (made.statement(each.id).statement for each in (one, two))
    assert (first.act, first.layer, first.speaker, first.targets) == ("REJECT", "author", None, ("DOWN",))  # fmt: skip
    assert second.span.text == "The council rejected the plan"
    assert second.speaker == Mention("governor", "governor")
    assert made.statement(three.id).status == "rejected"
    (added,) = made.statements(origin="analyst")
    assert (added.statement.span.text, added.statement.act) == ("minister", "COMMIT")
    assert (added.statement.layer, added.statement.targets) == ("reported", ("UP",))
    assert {(d.who, d.reason) for d in made.decisions()} == {("eve", "by hand")}
    # The same annotations once more find nothing to decide.
    (again,) = marked_texts(made)
    assert take_annotations(made, [again]) == Taken(same=len(again.marks))
    for wrong in (replace(text, text=text.text + " "), replace(text, document="elsewhere")):
        with pytest.raises(InputError, match="is not the dossier's"):
            take_annotations(made, [wrong])


def test_names_like_one_that_is_not_there_are_told_of_its_own_document_first(
    tmp_path: Path,
) -> None:
    made = dossier(tmp_path, document(), document("The envoy left. The envoy came.", "zebra.x"))
    with pytest.raises(InputError) as caught:
        made.statement("zebra.x.1")
    first, second = ids(made, document="zebra.x")
    assert f"Known: {first}, {second}, dam." in str(caught.value.fix)
