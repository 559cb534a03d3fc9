"""What a dossier holds of a text however it came: by bytes, again, as a copy, from another analyst."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.store import Dossier
from detente.store.exports import json_lines
from detente.store.ingesting import ingest, ingest_bytes
from detente.store.merging import merge
from store.dossiers import document, dossier, ids

STORY = (
    "Torvia said it would close the strait of Ardo. Quorland threatened Torvia with a blockade. "
    + " ".join(
        f"On day {n} the harbour master of pier {n} counted {n * 3} boats." for n in range(14)
    )
)


def test_a_page_is_read_as_its_server_and_its_title_say(tmp_path: Path) -> None:
    words = "The minister of Česko said: “žádná”. He will not sign."
    with dossier(tmp_path) as made:
        added = ingest_bytes(made, words.replace("“", "„").encode("cp1250"), "https://example.org/a", declared="cp1250", title="Čtvrtek")  # fmt: skip
        kept = made.document(added.id)
        assert kept.text == words.replace("“", "„")
        assert (kept.title, kept.source) == ("Čtvrtek", "https://example.org/a")
        plain = ingest_bytes(made, b"<!doctype html><html><title>Found</title><body><p>It rained on the harbour.</p></body></html>", "https://example.org/b")  # fmt: skip
        assert made.document(plain.id).title == "Found"


def test_a_file_that_could_not_be_read_says_so_again(tmp_path: Path) -> None:
    odd, fine = tmp_path / "odd.pdf", tmp_path / "fine.txt"
    odd.write_bytes(b"%PDF-1.7 cut")
    fine.write_text("It rained.")
    with dossier(tmp_path) as made:
        sources = [str(odd), str(fine)]
        (first, _) = ingest(made, sources)
        assert first.error is not None
        (again, unchanged) = ingest(made, sources)
        assert again.error is not None
        assert (again.error.message, unchanged.error) == (first.error.message, None)
        (fine.parent / "new.txt").write_text("It snowed.")
        told = {one.source: one for one in ingest(made, [*sources, str(tmp_path / "new.txt")])}
        assert told[str(odd)].error is not None
        assert str(told[str(odd)].error) == str(again.error)
        assert (told[str(fine)].error, told[str(fine)].unchanged) == (None, 1)


def test_what_is_heard_in_a_copy_is_only_what_the_copy_adds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(f"{STORY} Torvia condemned Quorland.")
    with dossier(tmp_path) as made:
        list(ingest(made, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]))
        assert [info.copy_of for info in made.list_documents()] == [None, "a"]
        everything = [one.document for one in made.heard()]
        assert everything.count("a") >= 1
        once = list(made.heard_once())
        assert [one.document for one in once if one.document == "a"] == ["a"] * everything.count(
            "a"
        )
        own = [one for one in once if one.document == "b"]
        assert [one.statement for one in own] == [one.statement for one in made.heard() if one.document == "b"][-1:]  # fmt: skip
        made.remove_document("b")
        assert {one.document for one in made.heard_once()} == {"a"}


def test_where_another_is_followed_the_rest_of_a_decision_stays(tmp_path: Path) -> None:
    first = dossier(tmp_path, document())
    first.close()
    shutil.copy(first.path, tmp_path / "bob.dossier")
    with Dossier.open(first.path, who="ann") as ann, Dossier.open(tmp_path / "bob.dossier", who="bob") as bob:  # fmt: skip
        one, two, three, four = ids(ann)
        ann.decide("reject", [one, two], reason="rumours")
        ann.correct(three, act="OFFER")
        bob.accept(one)
        bob.correct(three, act="THREATEN")
        result = merge(ann, bob, conflicts="theirs")
        assert len(result.decisions) == 2
        assert [ann.statement(name).status for name in (one, two, three, four)] == [
            "accepted", "rejected", "corrected", "proposed",
        ]  # fmt: skip
        assert ann.statement(three).statement.act == "THREATEN"
        (rest,) = [d for d in ann.decisions(state="active") if d.who == "ann"]
        assert (rest.kind, rest.statements, rest.reason) == ("reject", (two,), "rumours")
        assert [d.statements for d in ann.decisions(state="dropped")] == [(one, two), (three,)]
        assert ann.decisions(ids=[rest.id]) == [rest]
        assert ann.decisions(ids=[]) == []
        assert ann.check() == []
        assert merge(ann, bob, conflicts="theirs").decisions == ()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("UPDATE meta SET value = 'many' WHERE key = 'revision'", "revision"),
        ("UPDATE removed SET data = '{'", "removed|rain"),
        (
            "UPDATE statements SET data = '{}' WHERE id = (SELECT min(id) FROM statements)",
            "statement",
        ),
    ],
)
def test_rows_that_cannot_be_read_are_named(change: str, part: str, tmp_path: Path) -> None:
    with dossier(tmp_path, document(), document("It rained.", "rain")) as made:
        made.remove_document("rain")
        assert made.check() == []
        made.database.run(change)
    with Dossier.open(made.path) as opened:
        try:
            problems = opened.check()
        except InputError as error:  # nothing of it can be told without its revision
            problems = [error.message]
    assert len(problems) == 1
    assert part.partition("|")[0] in problems[0]


def test_a_table_has_the_oldest_first_and_a_row_says_where_it_stands(tmp_path: Path) -> None:
    newer = document("He left.", "newer", date="2026-03-01")
    older = document("He came.", "older", date="2025-03-01")
    with dossier(tmp_path, document("He waits.", "undated"), newer, older) as made:
        made.reject(ids(made, document="undated")[0])
        rows = made.table()
        assert [(row["date"], row["document"], row["status"]) for row in rows] == [
            ("2025-03-01", "older", "proposed"), ("2026-03-01", "newer", "proposed"),
        ]  # fmt: skip


def test_what_an_analyst_adds_is_as_it_was_said_to_be(tmp_path: Path) -> None:
    with dossier(tmp_path, document()) as made:
        made.add("dam", "open in May")
        made.add("dam", "close the river", act="threaten", layer="author", speaker="UP", targets="DOWN")  # fmt: skip
        plain, full = made.statements(origin="analyst")
        assert (plain.statement.layer, plain.statement.act, plain.statement.confidence) == ("reported", "STATE", 1.0)  # fmt: skip
        assert (plain.statement.speaker, plain.statement.targets) == (None, ())
        assert (full.statement.layer, full.statement.act, full.statement.targets) == ("author", "THREATEN", ("DOWN",))  # fmt: skip
        assert full.statement.speaker is not None
        assert full.statement.speaker.id == "UP"
        assert {entry.document for entry in (plain, full)} == {"dam"}


def test_what_was_removed_comes_back_as_it_was(tmp_path: Path) -> None:
    with dossier(tmp_path, document(date="2026-03-01"), document("It rained.", "rain")) as made:
        third = ids(made)[2]
        made.correct(third, act="THREATEN", reason="heard it")
        made.set_document("dam", title="A dam")
        before = (made.document("dam"), made.statement(third), made.list_documents()[0])
        made.remove_document("dam")
        assert [info.id for info in made.list_documents()] == ["rain"]
        made.restore_document("dam")
        after = made.document("dam")
        assert (after, made.statement(third)) == before[:2]
        assert (after.source, after.title, after.date) == ("dam.txt", "A dam", "2026-03-01")
        assert next(info for info in made.list_documents() if info.id == "dam") == before[2]


def test_a_heading_of_an_earlier_version_is_what_it_says(tmp_path: Path) -> None:
    """One that knew no headings as they were read."""
    with dossier(tmp_path, document(date="2026-03-01")) as made:
        made.set_document("dam", title="A dam", outlet="The Post")
        made.database.run("UPDATE documents SET heading = NULL")
    with Dossier.open(made.path) as opened:
        assert opened.check() == []
        kept = opened.document("dam")
        assert (kept.title, kept.outlet, kept.date) == ("A dam", "The Post", "2026-03-01")


def test_times_are_told_for_greenwich(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-9")  # nine hours ahead
    time.tzset()
    try:
        before = dt.datetime.now(dt.UTC).replace(microsecond=0)
        with Dossier.create(tmp_path / "a.dossier", who="ann") as made:
            made.add_document(document())
            told = made.accept(ids(made)[0]).at
        assert before <= dt.datetime.fromisoformat(told) <= dt.datetime.now(dt.UTC)
        assert told.endswith("Z")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_document_holds_what_stands_after_the_decisions_all_or_nothing(tmp_path: Path) -> None:
    with dossier(tmp_path, document(), document("He left.", "later")) as made:
        one, two, three, four = ids(made, document="dam")
        made.reject(one)
        made.merge(two, four)
        (other,) = ids(made, document="later")
        made.reject(other)

        def held(**how: bool) -> list[str]:
            return [statement.id for statement in made.document("dam", **how).statements]

        assert held() == [two, three]
        assert held(all_statements=True) == [one, two, three, four]
        assert held(alone=True) == []
        refused = made.document("dam").refused
        assert [span.text for span in refused] == ["The minister said the dam would open in May."]
        assert made.document("dam", alone=True).refused == ()
        for status, expected in (("active", [two, three]), ("rejected", [one, other]), ("all", [one, two, three, four, other])):  # fmt: skip
            assert [json.loads(line)["id"] for line in json_lines(made, status=status)] == expected


def test_what_is_told_of_a_decision_and_of_what_was_removed(tmp_path: Path) -> None:
    with dossier(tmp_path, document(), document("It rained.", "rain")) as made:
        third = ids(made)[2]
        decision = made.correct(third, act="THREATEN", reason="heard it", who="bob")
        assert decision.to_json() == {
            "id": decision.id, "uid": decision.uid, "at": decision.at, "who": "bob", "kind": "correct",
            "statements": [third], "payload": dict(decision.payload), "reason": "heard it",
            "state": "active", "orphan": None,
        }  # fmt: skip
        assert decision.payload["changes"] == {"act": "THREATEN"}
        made.remove_document("rain")
        (gone,) = made.removed_documents()
        assert gone.to_json() == {"id": "rain", "source": "rain.txt", "at": gone.at, "forgotten": False}  # fmt: skip
        assert gone.at > decision.at


def test_a_model_taken_over_says_whose_it_is(tmp_path: Path) -> None:
    ours, theirs = dossier(tmp_path), dossier(tmp_path, name="theirs.dossier")
    with ours, theirs:
        ours.models.save("mine")
        theirs.models.save("drafted", draft=("drafted", 3), who="bob")
        merge(ours, theirs)
        taken = ours.models.current("model (bob)")
        assert (taken.note, taken.who, taken.text) == (f"from {theirs.title}", "bob", "drafted")
        assert ours.models.is_draft("model (bob)")
        theirs.models.save("again", who="bob")
        assert merge(ours, theirs).models == ("model (bob 2)",)
