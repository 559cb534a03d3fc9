"""Archives: each document once and none lost, whatever is killed; asked as the statements tell."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from detente.archive import making
from detente.archive.asking import Dataset
from detente.archive.making import INCOMING, LEDGER, MANIFEST, archive
from detente.archive.tables import mergeable
from detente.archive.work import TABLES
from detente.archive.writer import Writer
from detente.errors import AnalysisError, InputError
from serially import serially

CLUSTER = Path(__file__).parent.parent / "archive_cluster.py"
PLACES = ("Oslo", "Bergen", "Narvik", "Bodo", "Alta", "Hamar", "Moss", "Voss")


def _wire(place: str) -> str:
    return (
        f"The harbour of {place} stayed shut in {place} on Monday, the {place} wire said; both {place} "
        f"sides met in {place} for a third {place} round of talks. Norway demanded that Denmark leave {place}."
    )


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    folder = tmp_path / "dispatches"
    folder.mkdir()
    for place in PLACES:
        (folder / f"{place}.txt").write_text(_wire(place), encoding="utf-8")
    (folder / "copied.txt").write_text(_wire("Oslo") + "\n(Wire)", encoding="utf-8")
    lines = [
        {"text": f"Norway thanked Denmark for the {number} ships.", "date": f"2024-0{number}-05"}
        for number in (1, 2, 3)
    ]
    held = "\n".join(json.dumps(line) for line in lines)
    (folder / "lines.jsonl").write_text(
        held + '\nno line\n{"title": "no text"}\n', encoding="utf-8"
    )
    return folder


def _rows(folder: Path, table: str) -> list[dict]:
    paths = sorted((folder / table).rglob("*.parquet"))
    return [row for path in paths for row in pq.read_table(path, partitioning=None).to_pylist()]


def _held(folder: Path) -> dict[str, Counter]:
    return {t: Counter(json.dumps(row, sort_keys=True) for row in _rows(folder, t)) for t in TABLES}


def test_each_document_once_with_copies_and_failures_named(dispatches, tmp_path, monkeypatch):
    serially(monkeypatch)
    made = archive([str(dispatches)], tmp_path / "set", parcel=3)
    assert (made.read, made.items, made.documents, made.copies) == (14, 14, 12, 1)
    documents = _rows(tmp_path / "set", "documents")
    assert len({row["document"] for row in documents}) == len(documents) == 12
    by_source = {Path(row["source"]).name: row for row in documents}
    assert by_source["copied.txt"]["copy_of"] or by_source["Oslo.txt"]["copy_of"]
    assert len(_rows(tmp_path / "set", "failures")) == 2
    manifest = json.loads((tmp_path / "set" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["rows"]["documents"] == 12
    for file in manifest["files"]:
        data = (tmp_path / "set" / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
    on_disk = {
        p.relative_to(tmp_path / "set").as_posix() for p in (tmp_path / "set").rglob("*.parquet")
    }
    assert on_disk == {file["name"] for file in manifest["files"]}


@pytest.mark.parametrize("waiting", [1, 2, 3, 99])
def test_rows_are_the_same_however_many_parcels_are_written_together(
    dispatches, tmp_path, monkeypatch, waiting
):
    serially(monkeypatch)
    archive([str(dispatches)], tmp_path / "whole", parcel=99)
    monkeypatch.setattr(making, "_WAITING", waiting)
    archive([str(dispatches)], tmp_path / "set", parcel=2)
    assert _held(tmp_path / "set") == _held(tmp_path / "whole")
    assert not list((tmp_path / "set" / INCOMING).iterdir())
    folders = Counter(path.parent for path in (tmp_path / "set").rglob("*.parquet"))
    assert set(folders.values()) == {1}


def test_a_full_disk_and_an_ended_writer_are_said_in_a_line(dispatches, tmp_path, monkeypatch):
    serially(monkeypatch)

    def full(*_given):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(making, "fold", full)
        with pytest.raises(InputError, match="no space left"):
            archive([str(dispatches)], tmp_path / "set", parcel=3)
    with pytest.raises(AnalysisError, match="was ended"), Writer() as writer:
        writer.do(os._exit, 1)
    archive([str(dispatches)], tmp_path / "set", parcel=3)
    assert len(_rows(tmp_path / "set", "documents")) == 12


@pytest.mark.parametrize("after", range(5))
def test_a_run_that_was_stopped_goes_on(dispatches, tmp_path, monkeypatch, after):
    serially(monkeypatch)
    archive([str(dispatches)], tmp_path / "whole", parcel=3)
    serially(monkeypatch, after)
    with pytest.raises(KeyboardInterrupt):
        archive([str(dispatches)], tmp_path / "set", parcel=3)
    serially(monkeypatch)
    archive([str(dispatches)], tmp_path / "set", parcel=3)
    assert _held(tmp_path / "set") == _held(tmp_path / "whole")
    assert archive([str(dispatches)], tmp_path / "set", parcel=3).read == 0


@pytest.mark.parametrize("step", ["write", "enter", "fold", "exchange", "merge"])
def test_a_kill_between_writing_and_entering_loses_and_doubles_nothing(
    dispatches, tmp_path, monkeypatch, step
):
    serially(monkeypatch)
    monkeypatch.setattr(making, "_WAITING", 2)  # so that there is something to merge
    archive([str(dispatches)], tmp_path / "whole", parcel=3)
    with monkeypatch.context() as broken:
        owner = making.Ledger if step in ("enter", "exchange") else making
        kept = getattr(owner, step)

        def killed(*given):
            if step in ("write", "fold", "merge"):  # the files are there, and nothing says so
                kept(*given)
            raise SystemExit

        broken.setattr(owner, step, killed)
        with pytest.raises(SystemExit):
            archive([str(dispatches)], tmp_path / "set", parcel=3)
    archive([str(dispatches)], tmp_path / "set", parcel=3)
    assert _held(tmp_path / "set") == _held(tmp_path / "whole")


def test_what_is_added_later_is_read_alone(dispatches, tmp_path, monkeypatch):
    serially(monkeypatch)
    archive([str(dispatches)], tmp_path / "set")
    (dispatches / "new.txt").write_text("Norway thanked Denmark for the fish.", encoding="utf-8")
    made = archive([str(dispatches)], tmp_path / "set")
    assert (made.read, made.documents) == (1, 13)


def test_timeline_by_month_and_the_first_and_last_demand(dispatches, tmp_path, monkeypatch):
    serially(monkeypatch)
    archive([str(dispatches)], tmp_path / "set", parcel=2)
    asked = Dataset(tmp_path / "set")
    months = asked.attitudes("NOR", "DNK")
    assert [(m.month, m.sign) for m in months if m.month] == [
        ("2024-01", "+"), ("2024-02", "+"), ("2024-03", "+")
    ]  # fmt: skip
    statements = [row for row in _rows(tmp_path / "set", "statements") if row["copy_of"] is None]
    demands = [r for r in statements if r["act"] == "REQUEST" and r["speaker"] == "NOR"]
    found = asked.acts("NOR", act="REQUEST")
    assert sum(act.statements for act in found) == len(demands) > 0


def test_another_folder_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="no data set"):
        archive([str(tmp_path / "mine.txt")], tmp_path)
    with pytest.raises(InputError, match="no finished data set"):
        Dataset(tmp_path)
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / LEDGER).write_bytes(b"no database, but long enough to be looked at" * 99)
    with pytest.raises(InputError, match="ledger cannot be used"):
        archive([str(tmp_path / "mine.txt")], tmp_path / "set")


def test_small_files_are_merged_and_large_ones_left():
    listed = [("a/year=1/part-1.parquet", 2, ""), ("a/year=1/part-2.parquet", 9, ""), ("a/year=1/part-3.parquet", 1, ""),
              ("b/year=1/part-1.parquet", 1, "")]  # fmt: skip
    assert list(mergeable(listed, 9)) == [
        (["a/year=1/part-1.parquet", "a/year=1/part-3.parquet"], 3)
    ]


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(tmp_path, monkeypatch):
    # Spanish is read by a pack of rules: three workers start without loading a parser.
    lines = tmp_path / "dispatches.jsonl"
    lines.write_text(
        "\n".join(
            json.dumps(
                {
                    "text": f"Noruega exigió que Dinamarca abandone {place}. {place} calla.",
                    "language": "es",
                    "date": f"2024-05-{number + 10}",
                }
            )
            for number, place in enumerate(PLACES)
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(CLUSTER), str(lines), str(tmp_path / "set")],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    assert done.stdout.startswith("killed after")
    serially(monkeypatch)
    archive([str(lines)], tmp_path / "whole", parcel=2)
    assert _held(tmp_path / "set") == _held(tmp_path / "whole")
    assert len(_rows(tmp_path / "set", "statements")) == len(PLACES)
