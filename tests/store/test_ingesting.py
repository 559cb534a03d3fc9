"""Sources into a dossier: copies, feeds that grow, processes that die."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest  # noqa: TC002

from detente.evidence import Document
from detente.reading import batches
from detente.store.ingesting import ingest
from store.dossiers import document, dossier, ids

STORY = "The minister said that Egypt would not sign the treaty. " + " ".join(
    f"On day {n} the envoy of province {n} told the council that {n * 3} farms had no water."
    for n in range(12)
)


def feed(*titles: str) -> str:
    items = "".join(
        f"<item><title>{t}</title><link>https://example.org/{t}</link><description>The union said {t} is near."
        "</description></item>" for t in titles
    )  # fmt: skip
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def test_wire_copies_are_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(f"LAGOS (Agency) -- {STORY} It went on.")
    (tmp_path / "c.txt").write_text("A union said it would strike. " * 20)
    made = dossier(tmp_path)
    list(ingest(made, [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]))
    assert [info.copy_of for info in made.list_documents()] == [None, "a", None]
    assert [d.id for d in made.documents(copies=False)] == ["a", "c"]
    # A copy that adds a statement of its own gives that one, and only that one.
    (tmp_path / "d.txt").write_text(f"{STORY} Ethiopia rejected the offer.")
    list(ingest(made, [str(tmp_path / "d.txt")]))
    last = list(made.documents(copies=False))[-1]
    assert last.id == "d"
    assert [s.span.text for s in last.statements] == ["Ethiopia rejected the offer"]


def test_a_feed_that_grows_costs_only_its_new_entries(tmp_path: Path) -> None:
    source = tmp_path / "feed.xml"
    source.write_text(feed("war"))
    made = dossier(tmp_path)
    list(ingest(made, [str(source)]))
    source.write_text(feed("peace", "war"))
    (first,) = ingest(made, [str(source)])
    assert [added.outcome for added in first.added] == ["new"]
    source.write_text(feed("strike", "peace", "war"))
    (second,) = ingest(made, [str(source)])
    assert ([added.outcome for added in second.added], second.unchanged) == (["new"], 2)
    assert len(made.list_documents()) == 3


def test_a_document_that_kills_its_process_is_an_error_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = []
    for number in range(10):
        sources.append(str(tmp_path / f"{number}.txt"))
        Path(sources[-1]).write_text(
            "Kill." if number == 4 else f"The union said {number} men left."
        )

    def deadly(documents: list[Document]) -> list[Document]:
        if any(document.text == "Kill." for document in documents):
            os._exit(9)
        return documents

    monkeypatch.setattr("detente.reading.read_together", deadly)
    results = list(batches.read_many(sources, jobs=2))
    assert [result.source for result in results] == sources
    assert [result.error is not None for result in results] == [n == 4 for n in range(10)]


def test_a_source_is_the_same_from_wherever_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Egypt rejected the offer.")
    made = dossier(tmp_path)
    list(ingest(made, [str(tmp_path / "in" / "a.txt")]))
    monkeypatch.chdir(tmp_path / "in")
    (again,) = ingest(made, ["a.txt"])
    assert (again.added, again.unchanged) == ((), 1)
    assert [info.source for info in made.list_documents()] == ["in/a.txt"]


def test_reading_stops_at_its_time_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def endless(documents: list[Document]) -> list[Document]:
        while True:
            documents = list(documents)

    (tmp_path / "a.txt").write_text("The union left.")
    monkeypatch.setattr("detente.reading.read_together", endless)
    monkeypatch.setattr(batches, "SECONDS", 0.2)
    (result,) = batches.read_many([str(tmp_path / "a.txt")])
    assert "takes too much memory or time" in str(result.error)


def test_other_actors_make_another_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = batches.reader_version()
    actors = tmp_path / "actors.yaml"
    actors.write_text("- {id: lu, name: Locomotive Union}\n")
    monkeypatch.setenv("DETENTE_ACTORS", str(actors))
    assert batches.reader_version() != plain
    assert batches.reader_version() == batches.reader_version()


def test_removed_entries_of_a_feed_come_back_only_when_asked(tmp_path: Path) -> None:
    source = tmp_path / "feed.xml"
    source.write_text(feed("peace", "war"))
    made = dossier(tmp_path)
    list(ingest(made, [str(source)]))
    gone = made.list_documents()[0]
    made.remove_document(gone.id)
    (left,) = ingest(made, [str(source)], restore=False)
    assert left.added == ()
    source.write_text(feed("strike", "peace", "war"))
    (left,) = ingest(made, [str(source)], restore=False)
    assert [added.outcome for added in left.added] == ["new"]
    assert gone.id not in [info.id for info in made.list_documents()]
    (back,) = ingest(made, [str(source)])
    assert [(added.id, added.outcome) for added in back.added] == [(gone.id, "restored")]


def test_a_file_that_moved_keeps_its_documents_and_decisions(tmp_path: Path) -> None:
    part = replace(document("The envoy left.", "part"), source="dam.txt#2")
    made = dossier(tmp_path, document(), part)
    made.mark_source("dam.txt", "hash", "reader")
    made.accept(ids(made)[0])
    before = made.revision
    (tmp_path / "dam.txt").touch()
    made.adopt("moved.txt", "hash")  # the file still stands: this is a copy
    assert (made.is_current("dam.txt", "hash", "reader"), made.revision) == (True, before)
    (tmp_path / "dam.txt").unlink()
    made.adopt("moved.txt", "other")
    assert (made.is_current("dam.txt", "hash", "reader"), made.revision) == (True, before)
    made.adopt("moved.txt", "hash")
    assert made.is_current("moved.txt", "hash", "reader")
    assert not made.is_current("dam.txt", "hash", "reader")
    assert [(i.id, i.source) for i in made.list_documents()] == [
        ("dam", "moved.txt"),
        ("part", "moved.txt#2"),
    ]
    assert made.statement(ids(made)[0]).status == "accepted"
    assert made.revision > before
