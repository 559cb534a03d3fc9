"""A dossier keeps documents, statements and decisions, and finds them again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.store import Dossier, StaleError
from store.dossiers import DAM, document, dossier, ids


def test_an_unchanged_document_is_no_work(tmp_path: Path) -> None:
    made = dossier(tmp_path)
    assert made.add_document(document(), reader="1").outcome == "new"
    before = made.revision
    assert made.add_document(document(), reader="1").outcome == "unchanged"
    assert made.revision == before
    assert not made.is_current("dam.txt", "a", "1")
    made.mark_source("dam.txt", "a", "1")
    assert made.is_current("dam.txt", "a", "1")
    assert not made.is_current("dam.txt", "a", "2")
    assert made.add_document(document(), reader="2").outcome == "reread"
    assert made.add_document(document(DAM + " More came."), reader="2").outcome == "changed"
    assert made.earlier_texts("dam") == [(1, DAM)]


def test_a_document_comes_back_as_it_went_in(tmp_path: Path) -> None:
    given_in = replace(document(date="2026-03-01"), pages=(0, 7))
    with dossier(tmp_path, given_in) as made:
        back = made.document("dam")
    assert replace(back, statements=()) == replace(given_in, statements=())
    assert [replace(s, id="") for s in back.statements] == [
        replace(s, id="") for s in given_in.statements
    ]
    assert len({s.id for s in back.statements}) == 4


def test_same_name_from_another_source_gets_another_id(tmp_path: Path) -> None:
    made = dossier(tmp_path, document(), replace(document("Other words here."), source="x/dam.txt"))
    assert [info.id for info in made.list_documents()] == ["dam", "dam-2"]


def test_filters(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        document(date="2026-03-01"),
        document("The envoy left.", "later", date="2026-04-01"),
    )
    everything = ids(made)
    assert len(everything) == 5
    assert ids(made, since="2026-03-15") == everything[4:]
    assert ids(made, until="2026-03-15") == everything[:4]
    assert ids(made, text="reject plan") == []
    assert ids(made, text="reject* plan") == ids(made, text="rejected plan")
    assert ids(made, text="rejected plan") == [everything[1], everything[3]]
    assert ids(made, text='close" OR *') == []
    assert ids(made, target="UP") == ids(made, layer="quoted") == [everything[2]]
    assert ids(made, speaker="council", document="later") == everything[4:]
    assert ids(made, act="threaten") == []
    assert [i.id for i in made.search_documents("envoy")] == ["later"]
    with pytest.raises(InputError, match="no act"):
        made.statements(act="THREATENN")
    with pytest.raises(InputError, match="no filter"):
        made.statements(speeker="x")


def test_corrections_survive_rereading_and_follow_the_words(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    third = ids(made)[2]
    made.correct(third, act="threaten", speaker="governor", targets=["DOWN"])
    made.add_document(document("A new first line. " + DAM), reader="newer")
    entry = made.statement(third)
    assert (entry.status, entry.statement.act) == ("corrected", "THREATEN")
    assert entry.statement.span.text.startswith('"If they build')
    assert made.document("dam").text[entry.statement.span.start :].startswith('"If they build')
    assert made.orphans() == []


def test_a_decision_is_never_moved_to_a_lookalike(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    third = ids(made)[2]
    made.reject(third, reason="not theirs")
    made.add_document(document(DAM.replace("close the river", "close the rivers")))
    (orphan,) = made.orphans()
    assert orphan.statements == (third,)
    assert "no longer stand" in (orphan.orphan or "")
    assert len(ids(made)) == 4
    made.add_document(document(DAM))
    assert made.orphans() == []
    assert len(ids(made)) == 3


def test_equal_words_are_told_apart_by_their_order(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    _, second, _, fourth = ids(made)
    assert fourth == f"{second}-2"
    made.reject(fourth)
    made.add_document(document("The council rejected the plan."), reader="newer")
    assert ids(made) == [second]
    assert [d.statements for d in made.orphans()] == [(fourth,)]


def test_merge_split_add_undo_redo(tmp_path: Path) -> None:
    path = tmp_path / "case.dossier"
    copy = document("Abroad it was noted. The council rejected the plan.", "copy")
    made = dossier(tmp_path, document(), copy)
    _, second, third, fourth = ids(made, document="dam")
    far = ids(made, document="copy")[1]
    made.merge(second, fourth, far)
    assert made.statement(far).merged_into == second
    assert made.statement(second).reports == (fourth, far)
    made.split(third, ["If they build", {"span": "we will close the river", "act": "THREATEN"}])
    pieces = [e for e in made.statements(document="dam") if third in e.statement.id]
    assert [p.statement.span.text for p in pieces] == ["If they build", "we will close the river"]
    assert [p.statement.act for p in pieces] == ["STATE", "THREATEN"]
    assert all(p.statement.layer == "quoted" and p.statement.quote for p in pieces)
    made.add("dam", "open in May", speaker="minister", act="COMMIT")
    before = ids(made)
    made.close()
    with Dossier.open(path, who="bob") as again:
        assert ids(again) == before
        undone = [again.undo() for _ in range(3)]
        assert [d.kind for d in undone if d] == ["add", "split", "merge"]
        assert len(ids(again)) == 6
        assert again.undo() is None
        for _ in range(3):
            again.redo()
        assert ids(again) == before
        again.undo()
        again.accept(second)
        assert again.redo() is None
        assert [d.state for d in again.decisions()] == ["active", "active", "dropped", "active"]
        assert again.check() == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"act": "SHOUT"}, "no act"),
        ({"speeker": "x"}, "no 'speeker'"),
        ({"span": "words that are not there"}, "do not stand"),
        ({"span": {"start": 5, "end": 999}}, "outside the text"),
        ({"span": {"start": 0, "end": 3, "text": "dam"}}, "do not stand"),
        ({"quote": "dam"}, "inside the statement"),
        ({"layer": "quoted"}, "needs its quote"),
        ({"negated": "no"}, "true or false"),
        ({}, "Nothing to correct"),
    ],
)
def test_a_correction_must_be_true_to_the_text(
    tmp_path: Path, changes: dict[str, object], part: str
) -> None:
    made = dossier(tmp_path, document())
    before = made.revision
    with pytest.raises(InputError, match=part):
        made.correct(ids(made)[1], **changes)
    assert made.revision == before
    assert made.decisions() == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), max_size=8))
def test_rows_kept_are_those_a_full_rebuild_would_make(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    made = dossier(tmp_path_factory.mktemp("rows"), document(), document("Other words.", "later"))

    def rows() -> list[tuple[Any, ...]]:
        sql = "SELECT s.*, group_concat(t.actor) FROM statements s LEFT JOIN targets t ON t.statement = s.number"
        found = made.database.all(f"{sql} GROUP BY s.number ORDER BY s.document, s.position")
        # Neither the row's number nor the revision at which it was written is of any meaning.
        left = ("number", "changed")
        return [tuple(v for k, v in dict(row).items() if k not in left) for row in found]

    for kind, place in steps:
        name = made.statements(document="dam", status="all")[place].statement.id
        try:
            if kind == 0:
                made.accept(name)
            elif kind == 1:
                made.reject(name)
            elif kind == 2:
                made.correct(name, act="OFFER")
            elif kind == 3:
                made.merge(name, made.statements(document="later", status="all")[0].statement.id)
            elif kind == 4:
                made.undo()
            elif kind == 5:
                made.redo()
            else:
                made.add_document(document(DAM + " More came." * place), reader="3")
        except InputError:
            continue
    kept = rows()
    with made.database.write():
        made.database.run("DELETE FROM statements")
        made.rebuild(["dam", "later"])
    assert rows() == kept
    assert made.check() == []


def test_two_windows_cannot_overwrite_each_other(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    first = made.models.save("one", expected=0)
    second = made.models.save("two", expected=first.version)
    with pytest.raises(StaleError) as stale:
        made.models.save("other", expected=first.version)
    assert stale.value.current == second.version
    assert made.models.current().text == "two"
    revision = made.revision
    made.accept(ids(made)[0])
    with pytest.raises(StaleError):
        made.decide("reject", ids(made)[:1], expected=revision)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["save", "undo", "redo", "reopen"]), max_size=25))
def test_model_undo_and_redo_are_those_of_an_editor(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("models") / "m.dossier"
    made = Dossier.create(path)
    done, ahead, count = ["start"], [], 0
    made.models.save("start")
    for step in steps:
        if step == "save":
            count += 1
            made.models.save(f"text {count}")
            done.append(f"text {count}")
            ahead = []
        elif step == "undo" and len(done) > 1:
            ahead.append(done.pop())
            made.models.undo()
        elif step == "redo" and ahead:
            done.append(ahead.pop())
            made.models.redo()
        elif step == "reopen":
            made.close()
            made = Dossier.open(path)
        now = made.models.current()
        assert (now.text, now.can_undo, now.can_redo) == (done[-1], len(done) > 1, bool(ahead))
    assert len(made.models.history()) == count + 1
    made.close()


def test_a_removed_document_leaves_its_copies_and_its_decisions(tmp_path: Path) -> None:
    made = dossier(tmp_path, document(), document(name="copy"), document(name="again"))
    assert [info.copy_of for info in made.list_documents()] == [None, "dam", "dam"]
    made.merge(ids(made, document="copy")[0], ids(made, document="dam")[0])
    made.remove_document("dam")
    assert [info.copy_of for info in made.list_documents()] == [None, "copy"]
    assert [d.id for d in made.documents(copies=False)] == ["copy"]
    assert len(made.orphans()) == 1
    assert len(ids(made)) == 8
    with pytest.raises(InputError, match="no document"):
        made.remove_document("dam")


def test_a_restored_document_is_as_it_was(tmp_path: Path) -> None:
    made = dossier(tmp_path, document(), document(name="copy"), document("Other words.", "other"))
    made.set_document("dam", title="The dam", date="2026-03-01")
    made.merge(ids(made, document="copy")[0], ids(made, document="dam")[0])
    made.reject(ids(made, document="dam")[1])
    before = (made.list_documents(), list(made.documents()), made.statements(status="all"))
    made.remove_document("dam")
    assert [gone.id for gone in made.removed_documents()] == ["dam"]
    with pytest.raises(InputError, match="was not removed"):
        made.restore_document("copy")
    made.restore_document("dam")
    assert (made.list_documents(), list(made.documents()), made.statements(status="all")) == before
    assert (made.orphans(), made.removed_documents(), made.check()) == ([], [], [])
    # Its id is kept for it while it is out, unless it is to be forgotten.
    made.remove_document("dam")
    elsewhere = replace(document("A new text.", "dam"), source="elsewhere.txt")
    assert made.add_document(elsewhere).id == "dam-2"
    assert made.add_document(document()).outcome == "restored"
    made.remove_document("dam", forget=True)
    with pytest.raises(InputError, match="for good"):
        made.restore_document("dam")
    assert made.add_document(document()).outcome == "new"
    assert made.removed_documents() == []


def test_runs_are_kept(tmp_path: Path) -> None:
    made = dossier(tmp_path)
    made.runs.record(
        "solve", {"NASH": ["NY"]}, model="model", model_hash="h", parameters={"ties": 1}
    )
    made.runs.record("solve", {"NASH": []}, model="model", model_hash="i")
    assert [run.result for run in made.runs.find(kind="solve", model_hash="h")] == [
        {"NASH": ["NY"]}
    ]
    assert len(made.runs.find()) == 2


def test_what_is_no_dossier_is_said_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("This is a text of some length, and no database at all. " * 40)
    other = tmp_path / "other.db"
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE t (a)")
    base.commit()
    base.close()
    newer = tmp_path / "newer.dossier"
    Dossier.create(newer).close()
    base = sqlite3.connect(newer)
    base.execute("PRAGMA user_version=999")
    base.close()
    for path, part in (
        (text, "no dossier"),
        (other, "no dossier"),
        (newer, "newer version"),
        (tmp_path / "absent", "no such dossier"),
        (tmp_path, "no dossier"),
    ):
        with pytest.raises(InputError, match=part) as caught:
            Dossier.open(path)
        assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="exists already"):
        Dossier.create(text)


def test_a_copy_of_what_has_changed_since_is_looked_at_anew(tmp_path: Path) -> None:
    first, second = "The council will wait. We agree.", "The governor will pay. They left."
    made = dossier(tmp_path, document(first, "a"), document(second, "b"), document(first, "c"))

    def copies() -> dict[str, str | None]:
        return {info.id: info.copy_of for info in made.list_documents()}

    assert copies() == {"a": None, "b": None, "c": "a"}
    # two that swap their texts end as no copies of each other; the third is one of the other now
    assert made.add_document(document(second, "a")).copy_of == "b"
    assert copies() == {"a": "b", "b": None, "c": None}
    made.add_document(document(first, "b"))
    assert copies() == {"a": None, "b": "c", "c": None}
    # of several copies, the first stands for the rest
    made.add_document(document(first, "d"))
    made.add_document(document("Nobody came. It rained.", "c"))
    assert copies() == {"a": None, "b": None, "c": None, "d": "b"}
