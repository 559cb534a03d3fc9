"""Searches, corrections and the log of decisions: each filter, each field, each refusal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.errors import InputError
from detente.evidence import Mention
from detente.store import Dossier, StaleError
from store.dossiers import DAM, document, dossier, ids


def two(folder: Path) -> Dossier:
    """Return a dossier of a dated document of two speakers, and one of no date."""
    dam = document(date="2026-03-01")
    first, second, *rest = dam.statements
    via = Mention("news", "The News")
    spoken = replace(first, speaker=Mention("minister", "The minister"), act="COMMIT", via=via)
    dam = replace(dam, statements=(spoken, second, *rest))
    return dossier(folder, dam, document("The envoy spoke of 五月.", "later"))


#: Filters, and the places of what they find among all statements.
FOUND: tuple[tuple[dict[str, Any], list[int]], ...] = (
    ({}, [0, 1, 2, 3, 4]),
    ({"document": "dam"}, [0, 1, 2, 3]),
    ({"speaker": "minister"}, [0]),
    ({"speaker": "nobody"}, []),
    ({"via": "news"}, [0]),
    ({"target": "UP"}, [2]),
    ({"act": "commit"}, [0]),
    ({"act": "COMMIT"}, [0]),
    ({"layer": "quoted"}, [2]),
    ({"origin": "reader"}, [0, 1, 2, 3, 4]),
    ({"origin": "analyst"}, []),
    ({"since": "2026-03-01"}, [0, 1, 2, 3]),
    ({"since": "2026"}, [0, 1, 2, 3]),
    ({"since": "2026-03-02"}, []),
    ({"until": "2026-03-01"}, [0, 1, 2, 3]),
    ({"until": "2026-03"}, [0, 1, 2, 3]),
    ({"until": "2026-02-28"}, []),
    ({"text": "dam open"}, [0]),
    ({"text": "coun*"}, [1, 3]),
    ({"text": "  "}, [0, 1, 2, 3, 4]),
    ({"text": "五月"}, [4]),
    ({"text": " 五月 "}, [4]),
    ({"text": "六月"}, []),
    ({"status": "all"}, [0, 1, 2, 3, 4]),
    ({"status": "proposed"}, [0, 1, 2, 3, 4]),
    ({"status": "rejected"}, []),
    ({"limit": 2}, [0, 1]),
    ({"limit": 2, "offset": 1}, [1, 2]),
    ({"offset": 3}, [3, 4]),
    ({"order": "document"}, [0, 1, 2, 3, 4]),
    ({"order": "date"}, [0, 1, 2, 3, 4]),
    ({"order": "newest"}, [3, 2, 1, 0, 4]),
    ({"speaker": None, "act": None}, [0, 1, 2, 3, 4]),
)


@pytest.mark.parametrize("case", FOUND)
def test_each_filter_finds_what_it_names(case: tuple[dict[str, Any], list[int]], tmp_path: Path) -> None:  # fmt: skip
    filters, places = case
    with two(tmp_path) as made:
        everything = ids(made)
        assert ids(made, **filters) == [everything[place] for place in places]
        if len(places) == 1:
            assert ids(made, id=everything[places[0]]) == [everything[places[0]]]


@pytest.mark.parametrize(
    ("filters", "part"),
    [
        ({"actt": "COMMIT"}, "There is no filter 'actt'. Did you mean 'act'"),
        ({"act": "COMMITT"}, "'COMMITT' is no act. Did you mean 'COMMIT'"),
        ({"layer": "quote"}, "'quote' is no layer. Did you mean 'quoted'"),
        ({"status": "reject"}, "'reject' is no status. Did you mean 'rejected'"),
        ({"origin": "readers"}, "'readers' is no origin. Did you mean 'reader'"),
        ({"order": "new"}, "'new' is no order"),
        ({"text": "?!"}, "holds no word"),
    ],
)
def test_a_search_that_cannot_be_meant_is_refused(filters: dict[str, str], part: str, tmp_path: Path) -> None:  # fmt: skip
    with two(tmp_path) as made, pytest.raises(InputError) as caught:
        ids(made, **filters)
    assert part in str(caught.value)
    assert caught.value.fix


def read(made: Dossier, name: str) -> dict[str, Any]:
    return made.statement(name).statement.to_json()


#: Corrections of the quoted statement, and what they leave in its JSON.
CORRECTED: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"act": "threaten"}, {"act": "THREATEN"}),
    ({"modality": "planned"}, {"modality": "planned"}),
    ({"negated": True}, {"negated": True}),
    ({"hedge": "likely"}, {"hedge": "likely"}),
    ({"hedge": None}, {"hedge": None}),
    ({"layer": "author"}, {"layer": "author", "quote": None}),
    ({"targets": ["A", " B ", "A"]}, {"targets": [{"id": "A"}, {"id": "B"}]}),
    ({"targets": "UPRIVER"}, {"targets": [{"id": "UPRIVER"}]}),
    ({"targets": [{"id": "A"}]}, {"targets": [{"id": "A"}]}),
    ({"targets": None}, {"targets": []}),
    ({"notes": ["seen"]}, {"notes": ["seen"]}),
    ({"speaker": " council "}, {"speaker": {"id": "council", "name": "The council", "span": None}}),
    ({"speaker": "envoy"}, {"speaker": {"id": "envoy", "name": "envoy", "span": None}}),
    ({"speaker": {"id": " x ", "name": " Mrs X "}}, {"speaker": {"id": "x", "name": "Mrs X", "span": None}}),
    ({"speaker": {"id": "x"}}, {"speaker": {"id": "x", "name": "x", "span": None}}),
    ({"speaker": None}, {"speaker": None}),
    ({"via": "news"}, {"via": {"id": "news", "name": "news", "span": None}}),
    ({"via": ""}, {"via": None}),
    ({"quote": "we will close the river"}, {"quote": {"start": 92, "end": 115, "text": "we will close the river"}}),
)  # fmt: skip


@pytest.mark.parametrize("case", CORRECTED)
def test_each_field_is_corrected_and_comes_back_after_an_undo(case: tuple[dict[str, Any], dict[str, Any]], tmp_path: Path) -> None:  # fmt: skip
    changes, expected = case
    with dossier(tmp_path, document()) as made:
        third = ids(made)[2]
        before = read(made, third)
        decision = made.correct(third, reason="heard it", who="bob", **changes)
        after = read(made, third)
        assert {key: after[key] for key in expected} == expected
        entry = made.statement(third)
        assert (entry.status, entry.decisions, entry.counts) == ("corrected", (decision.id,), True)
        assert entry.to_json()["decisions"] == [decision.id]
        told = decision.to_json()
        assert (told["who"], told["reason"], told["kind"], told["state"]) == (
            "bob", "heard it", "correct", "active",
        )  # fmt: skip
        assert (told["statements"], told["orphan"], decision.subject) == ([third], None, third)
        assert told["uid"] == decision.uid
        (kept,) = made.decisions()
        assert kept.to_json() == told
        undone = made.undo()
        assert undone is not None
        assert (undone.uid, undone.state) == (decision.uid, "undone")
        assert read(made, third) == before
        redone = made.redo()
        assert redone is not None
        assert (redone.uid, redone.state) == (decision.uid, "active")
        assert read(made, third) == after


CONDITION = {"condition": "they build", "consequence": "we will close the river", "kind": "threat"}


def test_a_condition_is_corrected_in_verbatim_words(tmp_path: Path) -> None:
    with dossier(tmp_path, document()) as made:
        third = ids(made)[2]
        made.correct(third, conditions=[CONDITION | {"cue": "if", "condition_by": "UP"}])
        (condition,) = read(made, third)["conditions"]
        assert condition["condition"]["text"] == "they build"
        assert condition["consequence"]["text"] == "we will close the river"
        assert (condition["kind"], condition["sense"], condition["cue"]) == ("threat", "if", "if")
        assert condition["condition_by"] == "UP"
        made.correct(third, conditions=[CONDITION | {"sense": "unless"}])
        (condition,) = read(made, third)["conditions"]
        assert (condition["sense"], condition["cue"]) == ("unless", "")
        for cue, sense in (("unless", "unless"), ("only if", "only-if"), ("until", "until"), ("if", "if"), ("", "if")):  # fmt: skip
            made.correct(third, conditions=[CONDITION | {"cue": cue}])
            (condition,) = read(made, third)["conditions"]
            assert (condition["cue"], condition["sense"]) == (cue, sense)
        made.correct(third, conditions=None)
        assert read(made, third)["conditions"] == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"layer": "spoken"}, "'spoken' is no layer"),
        ({"modality": "maybe"}, "'maybe' is no modality"),
        ({"targets": [" "]}, "list of words"),
        ({"targets": [3]}, "list of words"),
        ({"speaker": {"name": "X"}}, "actor's id"),
        ({"speaker": {"id": " "}}, "actor's id"),
        ({"via": 3}, "actor's id"),
        ({"conditions": ["x"]}, "needs condition, consequence and kind"),
        ({"conditions": [{"condition": "they build"}]}, "needs condition, consequence and kind"),
        ({"conditions": [CONDITION | {"kind": "wish"}]}, "'wish' is not known"),
        ({"conditions": [CONDITION | {"sense": "iff only"}]}, "'iff only' is not known"),
        ({"span": 3}, "start and end, or by its words"),
        ({"span": {"text": " "}}, "start and end, or by its words"),
        ({"span": {"start": True, "end": 5}}, "outside the text"),
        ({"span": {"start": 5, "end": 5}}, "outside the text"),
        ({"span": {"start": -1, "end": 5}}, "outside the text"),
        ({"span": {"start": 0, "end": len(DAM) + 1}}, "outside the text"),
        ({"quote": "The council"}, "several places"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(changes: dict[str, Any], part: str, tmp_path: Path) -> None:  # fmt: skip
    with dossier(tmp_path, document()) as made:
        with pytest.raises(InputError) as caught:
            made.correct(ids(made)[2], **changes)
        assert part in str(caught.value)
        assert caught.value.fix
        assert made.decisions() == []


def test_a_decision_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    with dossier(tmp_path, document()) as made:
        first, second, third, fourth = ids(made)
        made.merge(first, second)
        for kind, names, payload, part in (
            ("accpet", [third], None, "'accpet' is no decision. Did you mean 'accept'"),
            ("merge", [third], None, "at least 2"),
            ("accept", [], None, "at least 1"),
            ("correct", [third, fourth], {"changes": {"act": "OFFER"}}, "Correct one statement at a time"),
            ("split", [third, fourth], None, "Split one statement at a time"),
            ("comment", [third], None, "says nothing"),
            ("accept", ["dam.nothing"], None, "no statement 'dam.nothing'"),
            ("accept", [second], None, "merged already"),
            ("split", [third], {"pieces": ["If they build"]}, "at least two pieces"),
            ("split", [third], {"pieces": ["If they build", "The minister said"]}, "inside the statement"),
            ("describe", [], {"document": "dam"}, "Nothing to correct"),
            ("describe", [], {"document": "dam", "changes": {"tilte": "x"}}, "no 'tilte'. Did you mean 'title'"),
            ("describe", [], {"document": "dam", "changes": {"title": 3}}, "is no text"),
            ("describe", [], {"document": "dam", "changes": {"date": "2026-13"}}, "'2026-13' is no date"),
            ("add", [], {"document": "dam", "span": "not there"}, "do not stand"),
        ):  # fmt: skip
            before = made.revision
            with pytest.raises(InputError) as caught:
                made.decide(kind, names, payload, reason=" " if kind == "comment" else None)
            assert part in str(caught.value), kind
            assert made.revision == before
        assert [d.kind for d in made.decisions()] == ["merge"]


@pytest.mark.parametrize(
    ("value", "fine"),
    [
        ("2026", True), ("2026-03", True), ("2026-03-31", True), (None, True), ("2026-02-30", False), ("26-03-01", False),
        ("2026-3-1", False), ("March", False), ("", False), ("20260301", False),
    ],
)  # fmt: skip
def test_a_date_is_a_year_a_month_or_a_day(value: str | None, tmp_path: Path, *, fine: bool) -> None:  # fmt: skip
    with dossier(tmp_path, document(date="2020-01-01")) as made:
        if not fine:
            with pytest.raises(InputError, match="is no date"):
                made.set_document("dam", date=value)
            return
        decision = made.set_document("dam", date=value, who="bob", reason="printed so")
        assert decision is not None
        assert (decision.who, decision.reason, decision.subject) == ("bob", "printed so", "dam")
        assert made.document("dam").date == value
        assert made.set_document("dam", date=value) is None
        made.undo()
        assert made.document("dam").date == "2020-01-01"


def test_what_changed_since_it_was_looked_at_is_not_decided_on(tmp_path: Path) -> None:
    with dossier(tmp_path, document(), document("Other words.", "later")) as made:
        first, second, *_ = ids(made, document="dam")
        looked = made.revision
        made.accept(first, who="bob")
        for step in (
            lambda: made.decide("accept", [second], expected=looked),
            lambda: made.decide("reject", [first], seen=looked),
            lambda: made.decide("reject", [second, first], seen={first: looked}),
            lambda: made.undo(expected=looked),
            lambda: made.undo(seen=looked),
            lambda: made.redo(expected=looked),
        ):
            with pytest.raises(StaleError) as caught:
                step()
            assert caught.value.current > looked
            assert caught.value.fix
        assert len(made.decisions()) == 1
        made.decide("accept", [second], seen=looked)
        made.decide("reject", [first], seen={first: made.revision, second: looked})
        made.decide("reject", [second], expected=made.revision)
        assert made.undo(seen=made.revision) is not None
        assert made.redo(expected=made.revision) is not None
        title = made.revision
        made.set_document("later", title="New")
        with pytest.raises(StaleError):
            made.set_document("later", title="Newer", seen=title)
        assert made.set_document("later", title="Newer", seen=made.revision) is not None


@pytest.mark.parametrize("older", [False, True], ids=["of now", "of an earlier version"])
def test_statements_are_written_as_they_are_read(tmp_path: Path, older: bool) -> None:
    with two(tmp_path) as found:
        found.reject(found.statements()[0].statement.id, reason='"No", she said.')
        if older:  # one that knew neither events nor guessed addressees
            found.database.run(
                "UPDATE statements SET data = json_remove(data, '$.events', '$.inferred_targets')"
            )
        entries = found.statements(status="all")
        written = list(found.statements_written(status="all"))
        assert [json.loads(text) for text, _ in written] == [entry.to_json() for entry in entries]
        assert [decisions for _, decisions in written] == [entry.decisions for entry in entries]
        assert any(decisions for _, decisions in written)
