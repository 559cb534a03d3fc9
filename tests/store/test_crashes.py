"""What was acknowledged survives kill -9 and a full disk; what was not leaves no half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.store import Dossier
from store.dossiers import document, dossier, ids

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from store.dossiers import DAM, document
from detente.store import Dossier
made = Dossier.open(sys.argv[1])
number = int(sys.argv[3])
while True:
    number += 1
    with made.batch():
        made.add_document(document(f"Round {number} began. {DAM}", f"d{number}"))
        made.models.save(f"text {number}")
    print(number, flush=True)
"""


def test_kill_minus_nine_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "case.dossier"
    Dossier.create(path).close()
    acknowledged = 0
    chance = random.Random(7)  # noqa: S311
    for _ in range(12):
        child = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _WRITER,
                str(path),
                str(Path(__file__).parents[1]),
                str(acknowledged),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.random() * 0.08)
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read()
        child.wait()
        child.stdout.close()
        acknowledged = int((first + rest).split()[-1])
        with Dossier.open(path) as made:
            assert made.check() == []
            documents = made.list_documents()
            # The round that was being written is there as a whole or not at all.
            assert len(documents) in (acknowledged, acknowledged + 1)
            acknowledged = len(documents)
            assert made.models.current().text == f"text {acknowledged}"
            assert len(ids(made, document=f"d{acknowledged}")) == 5


def test_a_full_disk_is_one_line_and_keeps_what_was_there(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.database.run("PRAGMA journal_mode=DELETE")
    pages = made.database.one("PRAGMA page_count")[0]
    made.database.run(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(InputError, match="disk is full"):
        made.add_document(document("Long words. " * 30_000, "long"))
    assert [info.id for info in made.list_documents()] == ["dam"]
    assert made.check() == []
    made.accept(ids(made)[0])


def test_a_second_writer_waits_and_both_are_kept(tmp_path: Path) -> None:
    first = dossier(tmp_path, document())
    second = Dossier.open(first.path, who="bob")
    name = ids(first)[0]
    first.accept(name)
    second.reject(name)
    first.accept(name)
    assert [d.who for d in second.decisions()] == ["ann", "bob", "ann"]
    assert second.statement(name).status == "accepted"


def test_an_older_dossier_is_backed_up_then_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.store import database, schema

    made = dossier(tmp_path, document())
    made.close()
    newer = (*schema.MIGRATIONS, "ALTER TABLE runs ADD COLUMN seconds REAL;\n")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with Dossier.open(made.path) as again:
        assert len(ids(again)) == 4
        assert again.database.one("SELECT count(*) FROM migrations")[0] == len(newer)
    backup = made.path.with_name(f"case.dossier.v{len(newer) - 1}.bak")
    monkeypatch.undo()
    with Dossier.open(backup) as old:
        assert len(ids(old)) == 4
