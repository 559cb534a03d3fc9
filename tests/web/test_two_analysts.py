"""Two who say at the same moment that they work in a dossier are both known to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from detente.store import Dossier
from detente.web import workspace as room
from detente.web.workspace import Workspace

if TYPE_CHECKING:
    import pytest


def test_nobody_writes_between_reading_who_works_here_and_writing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shared.dossier"
    Dossier.create(path).close()
    read, refused = room._named, []

    def watched(dossier: Dossier) -> list[str]:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                refused.append(str(error))
        return read(dossier)

    for name in ("Ann", "Bob"):
        workspace = Workspace(Dossier.open(path, who=name))
        monkeypatch.setattr(room, "_named", watched)
        workspace.work_in()
        monkeypatch.setattr(room, "_named", read)
        workspace.close()
    assert refused == ["database is locked"] * 2
    with Dossier.open(path) as kept:
        assert read(kept) == ["Ann", "Bob"]
