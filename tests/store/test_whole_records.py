"""Records come back whole: runs, sources, annotations, places of documents, what follows from a correction."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.evidence import Event, Mention, Span, Statement
from detente.store import Dossier
from detente.store.annotating import label_studio_lines, marked_texts, read_annotations, xmi_archive
from detente.store.changes import corrected
from detente.store.following import narrowed
from detente.store.records import Run
from store.dossiers import document, dossier


@pytest.fixture
def made(tmp_path: Path):
    with dossier(tmp_path, document()) as opened:
        yield opened


def test_runs_come_back_as_they_were_recorded(made: Dossier) -> None:
    first = made.runs.record(
        "solve", {"NASH": ["Ü"]}, model="m", model_hash="h", parameters={"b": 2, "a": "é"}
    )
    second = made.runs.record("sweep", [1])
    assert first == Run(
        id=1, at=first.at, kind="solve", model="m", model_hash="h",
        parameters={"a": "é", "b": 2}, result={"NASH": ["Ü"]},
    )  # fmt: skip
    assert second == Run(
        id=2, at=second.at, kind="sweep", model=None, model_hash=None, parameters={}, result=[1]
    )  # fmt: skip
    assert first.at < second.at
    assert made.runs.find() == [second, first]
    assert made.runs.find(limit=1) == [second]
    for asked in ({"kind": "solve"}, {"model": "m"}, {"model_hash": "h"}):
        assert made.runs.find(**asked) == [first]
    assert made.runs.find(kind="sweep", model="m") == []
    assert first.to_json()["parameters"] == {"a": "é", "b": 2}


def test_sources_are_known_by_name_bytes_and_reader(made: Dossier) -> None:
    made.mark_source("a.txt", "one", "reader 1")
    made.mark_source("b.txt", "two", "reader 1", error="It is empty.")
    assert made.is_current("a.txt", "one", "reader 1")
    assert not made.is_current("a.txt", "two", "reader 1")
    assert not made.is_current("a.txt", "one", "reader 2")
    assert not made.is_current("c.txt", "one", "reader 1")
    assert [made.has_other(*asked) for asked in (("a.txt", "one"), ("a.txt", "two"), ("c.txt", "two"))] == [
        False, True, False,
    ]  # fmt: skip
    assert made.failed_sources() == [("b.txt", "It is empty.")]
    assert [made.error_of(name) for name in ("a.txt", "b.txt", "c.txt")] == [
        None, "It is empty.", None,
    ]  # fmt: skip
    made.mark_source("b.txt", "three", "reader 2")
    assert made.failed_sources() == []
    assert made.is_current("b.txt", "three", "reader 2")


def test_a_restored_document_takes_its_place_or_the_last(tmp_path: Path) -> None:
    texts = {"a": "It rained.", "b": "It snowed.", "c": "It hailed."}

    def places() -> list[tuple[str, int]]:
        rows = made.database.all("SELECT id, position FROM documents ORDER BY position")
        return [(row["id"], row["position"]) for row in rows]

    with dossier(tmp_path, *(document(text, name) for name, text in texts.items())) as made:
        made.remove_document("a")
        (removed,) = made.removed_documents()
        assert (removed.id, removed.source, removed.forgotten) == ("a", "a.txt", False)
        made.restore_document("a")
        assert places() == [("a", 1), ("b", 2), ("c", 3)]
        made.remove_document("c")
        made.add_document(document("It froze.", "d"))
        assert places() == [("a", 1), ("b", 2), ("d", 3)]
        made.restore_document("c")
        assert places() == [("a", 1), ("b", 2), ("d", 3), ("c", 4)]
        assert made.removed_documents() == []
        made.remove_document("b", forget=True)
        with pytest.raises(InputError, match="'b' was removed for good"):
            made.restore_document("b")


def test_annotations_come_back_from_both_formats(made: Dossier, tmp_path: Path) -> None:
    wanted = [(text.document, text.text, text.marks) for text in marked_texts(made)]
    packed, plain = tmp_path / "all.zip", tmp_path / "all.json"
    packed.write_bytes(xmi_archive(made))
    plain.write_text("".join(label_studio_lines(made)), encoding="utf-8")
    with zipfile.ZipFile(packed) as archive:
        assert archive.namelist() == ["TypeSystem.xml", "dam.xmi"]
        alone = tmp_path / "dam.xmi"
        alone.write_bytes(archive.read("dam.xmi"))
    for path in (packed, alone):
        found = [(text.document, text.text, text.marks) for text in read_annotations(str(path))]
        assert found == wanted, path
    (task,) = read_annotations(str(plain))
    assert (task.document, task.text) == wanted[0][:2]
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04")
    for path in (bad, tmp_path / "missing.json"):
        with pytest.raises(InputError) as caught:
            read_annotations(str(path))
        assert caught.value.message == "The annotations cannot be read."
        assert caught.value.fix == "Name a .json, .xmi or .zip file."
        assert caught.value.source == str(path)


TEXT = "Orland said it would open the port if Velia paid."


def told(
    force: str, agent: str | None, act: str = "STATE", patient: str | None = None
) -> Statement:
    """Return a statement of Orland's to Velia about one deed."""
    place = TEXT.index("open the port")
    deed = Event(
        predicate="open", phrase=Span(place, place + 13, "open the port"), agent=agent, patient=patient,
        force=force,
    )  # fmt: skip
    return Statement(
        id="s", layer="reported", span=Span(0, len(TEXT), TEXT), act=act, speaker=Mention("ORL", "Orland"),
        targets=("VEL",), events=(deed,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "changes", "wanted"),
    [
        (told("state", None), {"act": "OFFER"}, ("offer", True, "ORL", None, "ahead", "planned")),
        (told("state", "VEL"), {"act": "THREATEN"}, ("threaten", True, "ORL", "VEL", "ahead", "planned")),
        (told("state", "VEL", patient="KRO"), {"act": "COMMIT"}, ("promise", True, "ORL", "VEL", "ahead", "planned")),
        (told("state", None), {"act": "REQUEST"}, ("demand", True, "VEL", None, "ahead", "asked")),
        (told("offer", "ORL"), {"act": "REQUEST"}, ("demand", True, "VEL", None, "ahead", "asked")),
        (told("state", "KRO"), {"act": "REQUEST"}, ("demand", True, "KRO", None, "ahead", "asked")),
        (told("offer", "ORL"), {"act": "ACCUSE"}, ("accuse", True, "VEL", None, "now", "ongoing")),
        (told("promise", "ORL"), {"act": "REJECT"}, ("refuse", False, "ORL", None, "ahead", "planned")),
        (told("state", "ORL", "REJECT"), {"act": "STATE"}, ("state", True, "ORL", None, "now", "ongoing")),
        (told("promise", "ORL"), {"negated": True}, ("refuse", False, "ORL", None, "now", "ongoing")),
        (told("state", "ORL"), {"negated": True}, ("state", False, "ORL", None, "now", "ongoing")),
        (told("demand", None), {"targets": ["KRO"]}, ("demand", True, "KRO", None, "now", "ongoing")),
        (told("state", None), {"targets": ["KRO"]}, ("state", True, None, None, "now", "ongoing")),
        (told("demand", "VEL"), {"targets": ["KRO"]}, ("demand", True, "KRO", None, "now", "ongoing")),
        (told("offer", "ORL", patient="VEL"), {"targets": []}, ("offer", True, "ORL", None, "now", "ongoing")),
        (told("offer", "ORL"), {"speaker": "KRO"}, ("offer", True, "KRO", None, "now", "ongoing")),
        (told("state", "ORL"), {"modality": "done"}, ("state", True, "ORL", None, "past", "done")),
        (told("state", "ORL"), {"modality": "planned"}, ("state", True, "ORL", None, "ahead", "planned")),
    ],
)  # fmt: skip
def test_the_deed_follows_what_is_corrected(
    statement: Statement, changes: dict[str, object], wanted: tuple[object, ...]
) -> None:
    (deed,) = corrected(statement, changes, TEXT).events
    assert (deed.force, deed.polarity, deed.agent, deed.patient, deed.time, deed.modality) == wanted


def test_of_nobody_yet_a_new_speaker_does_what_is_its_own() -> None:
    for force, agent in (("offer", "KRO"), ("threaten", "KRO"), ("demand", None), ("state", None)):
        before = replace(told(force, None), speaker=None)
        assert corrected(before, {"speaker": "KRO"}, TEXT).events[0].agent == agent


def test_events_outside_of_a_narrower_span_are_left_out() -> None:
    statement = told("offer", "ORL")
    (deed,) = statement.events
    start, end = deed.phrase.start, deed.phrase.end
    assert narrowed(statement, Span(start, end, deed.phrase.text)).events == (deed,)
    assert narrowed(statement, Span(start + 1, end, deed.phrase.text[1:])).events == ()
    assert narrowed(statement, Span(0, end - 1, TEXT[: end - 1])).events == ()
