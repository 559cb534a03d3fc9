"""A dossier's model edited, its statements outlined, its runs and actors: what each answer holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.evidence import Span
from detente.store import Dossier, StaleError
from detente.store.model_edits import LONGEST, decide_option, edit_model, model_data, model_text
from store.dossiers import DAM, document, dossier, ids

YAML = """detente: 1
title: Two banks of a river
decision_makers: [{id: UP, name: Upstream}, {id: DOWN, name: Downstream}]
options:
  - {id: weir, name: Raise the weir, owner: UP}
  - {id: sluice, name: Shut the sluice, owner: DOWN}
preferences:
  UP: [{that: weir}, {that: "!sluice"}]
  DOWN: [{that: "!weir"}, {that: sluice IF weir}]
"""
RENAME = {"op": "rename", "what": "option", "id": "weir", "name": "Raise the old weir"}
RETITLE = {"op": "rename", "what": "option", "id": "sluice", "name": "Close the sluice"}


def test_edits_are_one_version_that_says_what_was_done_and_by_whom(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        made.models.save(YAML)
        version, new = edit_model(made, [RENAME, RETITLE, {"op": "accept_option", "id": "weir", "who": "bea"}])  # fmt: skip
        assert new == [None, None, None]
        assert (version.model, version.version, version.note, version.who) == (
            "model", 2, "rename, accept option", "ann",
        )  # fmt: skip
        assert (version.can_undo, version.can_redo) == (True, False)
        # YAML stays YAML, and what was not edited stands as it stood
        assert version.text.startswith("detente: 1")
        data = model_data(version.text)
        assert [option["name"] for option in data["options"]] == ["Raise the old weir", "Close the sluice"]  # fmt: skip
        assert [item["that"] for item in data["preferences"]["DOWN"]] == ["!weir", "sluice IF weir"]
        assert made.models.current() == version
        told, _ = edit_model(made, [RETITLE | {"name": "Shut it"}], note="plainer", who="bob")
        assert (told.version, told.note, told.who) == (3, "plainer", "bob")
        back = made.models.undo()
        assert back is not None
        assert back.text == version.text


def test_an_edit_of_a_model_by_name_leaves_the_others(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        made.models.save(YAML)
        made.models.save(YAML, name="other")
        version, _ = edit_model(made, [RENAME], model="other", expected=1)
        assert (version.model, version.version) == ("other", 2)
        assert made.models.current().text == YAML
        decided = decide_option(made, "rename", ["weir"], name="Dig", model="other", expected=2)
        assert (decided.model, decided.version, decided.note, decided.who) == (
            "other", 3, "rename weir → Dig", "ann",
        )  # fmt: skip
        assert made.models.current().version == 1


def test_what_a_split_makes_is_told_in_its_place(tmp_path: Path) -> None:
    text = YAML.replace(
        "Raise the weir, owner: UP", "Raise the weir, owner: UP, evidence: [e1, e2]"
    )
    text += "evidence:\n" + "".join(
        f'  {name}: {{document: a.txt, start: 0, end: 3, quote: "One"}}\n' for name in ("e1", "e2")
    )
    with dossier(tmp_path) as made:
        made.models.save(text)
        split = {"op": "split_option", "id": "weir", "new": "dyke", "name": "Build a dyke", "evidence": ["e2"]}  # fmt: skip
        version, new = edit_model(made, [RETITLE, split])
        assert new == [None, "dyke"]
        options = {option["id"]: option for option in model_data(version.text)["options"]}
        assert options["dyke"]["evidence"] == ["e2"]
        assert options["weir"]["evidence"] == ["e1"]


def test_an_edit_that_cannot_be_saves_nothing(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        made.models.save(YAML)
        revision = made.revision
        with pytest.raises(StaleError) as stale:
            edit_model(made, [RENAME], expected=7)
        assert stale.value.current == 1
        with pytest.raises(InputError):
            edit_model(made, [RENAME, RETITLE | {"id": "sluise"}])
        with pytest.raises(InputError, match="no model 'modle'"):
            edit_model(made, [RENAME], model="modle")
        for action, options, part in (
            ("renam", ["weir"], "'renam' is no decision"),
            ("accept", ["weir", "sluice"], "takes one option"),
            ("accept", [], "takes one option"),
            ("merge", ["weir"], "needs two options"),
        ):
            with pytest.raises(InputError, match=part) as caught:
                decide_option(made, action, options)
            assert caught.value.fix
        assert (made.models.current().text, made.revision) == (YAML, revision)
        assert len(made.models.history()) == 1


def test_a_model_with_errors_can_be_edited_and_one_that_is_none_cannot(tmp_path: Path) -> None:
    broken = model_data(YAML) | {"status_quo": "YNN"}  # three letters for two options
    with dossier(tmp_path) as made:
        made.models.save(json.dumps(broken))
        version, _ = edit_model(made, [RENAME])
        data = json.loads(version.text)
        assert data["options"][0]["name"] == "Raise the old weir"
        assert data["status_quo"] == "YNN"
        for text in ("[1, 2]", "{", "two: [banks", "[" * 5000):
            made.models.save(text)
            with pytest.raises(InputError, match="cannot be read") as caught:
                edit_model(made, [RENAME])
            assert caught.value.fix
            assert made.models.current().text == text


def test_text_that_is_stored_is_text_and_not_endless() -> None:
    with pytest.raises(InputError, match="no text"):
        model_text({"title": "\ud800"})
    frame = len(model_text({"title": ""}))
    assert len(model_text({"title": "é" * (LONGEST - frame)})) == LONGEST
    with pytest.raises(InputError, match="too large"):
        model_text({"title": "é" * (LONGEST - frame + 1)})
    data = model_data(YAML)
    assert model_text(data, like=YAML).startswith("detente: 1")
    assert json.loads(model_text(data, like=" {}")) == json.loads(model_text(data)) == data
    unfinished = data | {"status_quo": "YNN"}
    assert json.loads(model_text(unfinished, like=YAML)) == unfinished


def test_outlines_are_the_statements_in_columns(tmp_path: Path) -> None:
    with dossier(tmp_path, document(date="2026-03-01"), document("It waits.", "later")) as made:
        first, second, third, *_ = ids(made)
        made.reject(second)
        made.correct(third, act="THREATEN", negated=True, targets=["UP", "council"], speaker=None)
        made.accept(first)
        for filters in ({}, {"status": "all"}, {"document": "later"}, {"target": "UP"}, {"limit": 2}, {"order": "newest"}):  # fmt: skip
            outlines = made.outlined(**filters)
            entries = made.statements(**filters)
            assert list(outlines.id) == [entry.statement.id for entry in entries]
            rows = list(zip(*outlines, strict=True))
            assert rows == [
                (
                    said.id,
                    entry.document,
                    said.span.start,
                    said.span.end,
                    said.span.text,
                    said.speaker.id if said.speaker else None,
                    said.act,
                    said.layer,
                    int(said.negated),
                    entry.status,
                    said.confidence,
                    rows[place][-1],
                )
                for place, entry in enumerate(entries)
                for said in (entry.statement,)
            ]
            assert [sorted(row[-1]) for row in rows] == [sorted(entry.statement.targets) for entry in entries]  # fmt: skip
        nothing = made.outlined(document="nowhere")
        assert [list(column) for column in nothing] == [[]] * len(nothing)


def test_actors_are_those_the_documents_name(tmp_path: Path) -> None:
    with dossier(tmp_path, document(), document("It waits.", "later")) as made:
        named = [(actor.id, actor.name) for actor in made.actors()]
        assert ("council", "The council") in named
        assert named == sorted(named)
        made.correct(ids(made)[0], speaker={"id": "envoy", "name": "The envoy"})
        assert {actor.id for actor in made.actors()} >= {"council"}


def test_documents_are_found_by_all_the_words_the_best_first(tmp_path: Path) -> None:
    with dossier(
        tmp_path,
        document("The sluice is shut. Nobody spoke of the weir again in that long winter.", "one"),
        document("Weir, weir, weir.", "two"),
        document("The river froze.", "three"),
    ) as made:
        assert [info.id for info in made.search_documents("weir")] == ["two", "one"]
        assert [info.id for info in made.search_documents("weir sluice")] == ["one"]
        assert [info.id for info in made.search_documents("wei*", limit=1)] == ["two"]
        assert made.search_documents("glacier") == []
        (found,) = made.search_documents("river")
        assert found == next(info for info in made.list_documents() if info.id == "three")
        assert (found.characters, found.statements, found.version) == (
            len("The river froze."),
            1,
            1,
        )
        assert found.to_json()["notes"] == []


def test_runs_come_newest_first_and_by_what_was_asked(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        first = made.runs.record("solve", {"é": 1}, model="model", model_hash="a1", parameters={"b": 2, "a": 1})  # fmt: skip
        second = made.runs.record("hinges", [1], model="model", model_hash="b2")
        third = made.runs.record("solve", None, model="other")
        assert made.runs.find() == [third, second, first]
        assert made.runs.find(kind="solve") == [third, first]
        assert made.runs.find(model="model") == [second, first]
        assert made.runs.find(model_hash="a1", kind="solve", model="model") == [first]
        assert made.runs.find(limit=1) == [third]
        assert first.to_json() == {
            "id": first.id, "at": first.at, "kind": "solve", "model": "model", "model_hash": "a1",
            "parameters": {"b": 2, "a": 1}, "result": {"é": 1},
        }  # fmt: skip
        assert (third.parameters, third.result, third.model_hash) == ({}, None, None)


def test_models_have_their_history_and_go_back_and_forth(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        assert made.models.find() is None
        assert made.models.names() == []
        assert made.models.save("one", expected=0, note="began").version == 1
        kept = made.models.save("one", expected=1)
        assert (kept.version, kept.note) == (1, "began")
        made.models.save("two", who="bob")
        made.models.save("three")
        assert [(v.text, v.version, v.who) for v in made.models.history()] == [
            ("one", 3, "ann"), ("two", 3, "bob"), ("three", 3, "ann"),
        ]  # fmt: skip
        with pytest.raises(StaleError):
            made.models.undo(expected=2)
        back = made.models.undo(expected=3)
        assert back is not None
        assert (back.text, back.version, back.can_undo, back.can_redo) == ("two", 4, True, True)
        again = made.models.redo(expected=4)
        assert again is not None
        assert (again.text, again.version, again.can_redo) == ("three", 5, False)
        assert made.models.redo() is None
        first = made.models.history()[0].edit
        restored = made.models.restore(first, expected=5)
        assert (restored.text, restored.note, restored.version) == (
            "one",
            f"restored edit {first}",
            6,
        )
        with pytest.raises(StaleError):
            made.models.restore(first, expected=5)
        for edit, name in ((99, "model"), (first, "other")):
            with pytest.raises(InputError, match=f"'{name}' has no edit {edit}"):
                made.models.restore(edit, name=name)
        for step in (made.models.undo, made.models.redo, made.models.history):
            with pytest.raises(InputError, match="no model 'other'"):
                step(name="other")
        assert made.models.names() == ["model"]


def test_a_model_knows_the_draft_it_began_with(tmp_path: Path) -> None:
    with dossier(tmp_path) as made:
        assert (made.models.base(), made.models.base_edit(), made.models.is_draft()) == (None, None, False)  # fmt: skip
        made.models.save("by hand")
        assert (made.models.base(), made.models.is_draft()) == (None, False)
        drafted = made.models.save("drafted", draft=("drafted", 3))
        assert (made.models.base(), made.models.base_edit()) == ("drafted", drafted.edit)
        assert made.models.is_draft()
        made.models.save("edited")
        assert (made.models.base(), made.models.base_edit()) == ("drafted", drafted.edit)
        assert not made.models.is_draft()
        # the same text, drafted anew with edits kept: what it began with is the newer draft
        made.models.save("edited", draft=("newer", 4))
        assert made.models.base() == "newer"
        assert not made.models.is_draft()


def test_a_statement_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    with dossier(tmp_path, document("It waits. He said no. Rain fell.")) as made:
        names = ids(made)
        for name in names:
            assert made.find_id(name) == name
            # the shortest beginning that only one has, of four characters after the document's name
            short = next(
                name[:end]
                for end in range(len("dam.") + 4, len(name) + 1)
                if sum(other.startswith(name[:end]) for other in names) == 1
            )
            assert made.find_id(short) == name
        with pytest.raises(InputError, match="Several statements begin with 'dam'") as caught:
            made.find_id("dam")
        assert all(name in (caught.value.fix or "") for name in names)
        with pytest.raises(InputError, match=r"no statement 'dam\.zz'"):
            made.find_id("dam.zz")
        with pytest.raises(InputError, match="no statement 'nothing'"):
            made.find_id("nothing")


def test_a_new_dossier_is_called_as_it_is_said_or_as_its_file(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "river.dossier") as made:
        assert (made.title, made.caption, made.revision, repr(made)) == (
            "river", "river", 0, "<Dossier 'river.dossier'>",
        )  # fmt: skip
    with Dossier.create(tmp_path / "b.dossier", title="Two banks", who="eve", clock=lambda: "2026-01-01T00:00:00Z") as made:  # fmt: skip
        made.add_document(document())
        decision = made.accept(ids(made)[0])
        assert (made.title, decision.who, decision.at) == (
            "Two banks",
            "eve",
            "2026-01-01T00:00:00Z",
        )
        assert made.check() == []
        assert made.statement(ids(made)[0]).statement.span == Span(0, 44, DAM[:44])
    with Dossier.open(tmp_path / "b.dossier", who="bob") as opened:
        assert opened.accept(ids(opened)[1]).who == "bob"
    with pytest.raises(InputError):
        Dossier.create(tmp_path / "b.dossier")
    with pytest.raises(InputError):
        Dossier.open(tmp_path / "c.dossier")
    assert not (tmp_path / "c.dossier").exists()
