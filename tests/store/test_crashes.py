"""What was acknowledged survives kill -9 and a full disk; what was not leaves no half."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import InputError
from detente.store import Dossier
from store.dossiers import document, dossier, ids
from store.killing import WORKS, kill_once


@pytest.mark.parametrize("name", WORKS)
def test_kill_minus_nine_loses_nothing_acknowledged(tmp_path: Path, name: str) -> None:
    path = tmp_path / "case.dossier"
    Dossier.create(path).close()
    for seed in range(5):
        assert kill_once(path, WORKS[name], seed) >= 1


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
