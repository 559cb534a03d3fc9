"""Kills over what is written to folders, grids and archives: what is gone on with is what was never stopped."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from serially import working_here

#: Fills a folder, from another of sources.
Fill = Callable[[Path, Path], object]

_MODEL = """detente: 1
title: Grid
decision_makers: [{id: A, name: Alpha}, {id: B, name: Beta}]
options: [{id: a, name: Attack, owner: A}, {id: b, name: Build, owner: B}, {id: c, name: Call, owner: B}]
preferences:
  A: [{that: "!b", assumption: x}, {that: a IF b, assumption: x}]
  B: [{that: "!a", assumption: x}, {that: b, assumption: x}, {that: c IF a, assumption: x}]
"""
_PLACES = ("Oslo", "Bergen", "Narvik", "Bodo", "Alta", "Hamar", "Moss", "Voss")


def _grid(_sources: Path, folder: Path) -> object:
    from detente.model.files import loads
    from detente.scaling import running
    from detente.scaling.work import Job

    return running.run(Job.of(loads(_MODEL), "A,B", "RNASH"), folder, size=2)


def _archive(sources: Path, folder: Path) -> object:
    from detente.archive.making import archive

    if not sources.exists():
        sources.mkdir()
        for place in _PLACES:
            text = f"The wire of {place} said: Norway demanded that Denmark leave {place}."
            (sources / f"{place}.txt").write_text(text, encoding="utf-8")
    return archive([str(sources)], folder, parcel=2)


def _rows(folder: Path) -> dict[str, Counter[str]]:
    """Return what a folder holds, by table."""
    from pyarrow import parquet

    found: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*.parquet")):
        table = path.relative_to(folder).parts[0] if path.parent != folder else ""
        rows = parquet.read_table(path, partitioning=None).to_pylist()
        plain = ({k: v for k, v in row.items() if k != "seconds"} for row in rows)
        found.setdefault(table, Counter()).update(
            json.dumps(row, sort_keys=True, default=str) for row in plain
        )
    return found


#: By name, what may be killed.
WORKS: dict[str, Fill] = {"grids": _grid, "archives": _archive}


def kill_runs(place: Path, fill: Fill, seed: int, kills: int) -> int:
    """Begin runs in processes of their own and kill them, going on with what is left; returns how often.

    Whenever a run comes to its end, the folder must hold what one that was never stopped holds.
    """
    luck = random.Random(seed)  # noqa: S311 - instants, not secrets
    sources, folder = place / "sources", place / "killed"
    with working_here():  # here, so that what it loads is loaded once for all
        fill(sources, place / "whole")
    whole = _rows(place / "whole")
    begun = time.monotonic()
    assert _run(fill, sources, folder, None)
    span = time.monotonic() - begun
    shutil.rmtree(folder)
    done = 0
    while done < kills:
        if not _run(fill, sources, folder, luck.random() * span / 3):
            done += 1
        elif folder.exists():
            assert _rows(folder) == whole, "what was gone on with is not what it should be"
            shutil.rmtree(folder)
    assert _run(fill, sources, folder, None), "what was killed cannot be gone on with"
    assert _rows(folder) == whole, "what was gone on with is not what it should be"
    shutil.rmtree(folder)
    return done


def _run(fill: Fill, sources: Path, folder: Path, seconds: float | None) -> bool:
    """Run in a process of its own, killed after so many seconds; tells whether it came to its end."""
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        code = 9
        try:
            with working_here():
                fill(sources, folder)
            code = 0
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert not (os.WIFEXITED(status) and os.WEXITSTATUS(status)), "the run failed"
    return not os.WIFSIGNALED(status)
