"""Which lines and branches of every room tests walk through, at little cost (slipcover).

With DETENTE_WALKED=FOLDER every run of pytest, workers and runs that tests start included, leaves there
what it walked through; ``python tests/walked.py FOLDER`` tells it by room. Loops that are compiled to machine
code are left out: what is put into them to be counted cannot be compiled.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_SOURCE = ROOT / "src" / "detente"
_COMPILED = tuple(_SOURCE.glob("engine/large/*kernels.py"))
#: Branches of every room that tests are to walk through, in percent.
BRANCHES = 90.0
#: A line is counted each time: to stop counting it, slipcover would look at every frame and what it holds.
_ALWAYS = 2**31 - 1


def begin(folder: str | None) -> Any:
    """Count what is imported from now on; nothing where no folder is named."""
    if not folder:
        return None
    import slipcover

    chosen = slipcover.FileMatcher(sources=[str(_SOURCE)], omit=[str(path) for path in _COMPILED])
    counting = slipcover.Slipcover(branch=True, d_miss_threshold=_ALWAYS)
    slipcover.ImportManager(counting, chosen).__enter__()
    return counting


_FOLDER = os.environ.get("DETENTE_WALKED")
_COUNTING = begin(_FOLDER)


def pytest_sessionfinish() -> None:
    """Leave what this process walked through."""
    if _FOLDER and _COUNTING is not None:
        page = json.dumps(_COUNTING.get_coverage())
        Path(_FOLDER, f"{os.getpid()}-{time.time_ns()}.json").write_text(page, encoding="utf-8")


def rooms(folder: Path) -> dict[str, tuple[float, float]]:
    """Return the shares of lines and of branches walked through by room, in percent.

    A room is a package under ``src/detente``; the modules beside them count as one.
    """
    walked: dict[str, set[Any]] = {}
    whole: dict[str, set[Any]] = {}
    for page in sorted(folder.glob("*.json")):
        for name, found in json.loads(page.read_text(encoding="utf-8"))["files"].items():
            file = str((ROOT / name).relative_to(_SOURCE))
            seen = {*found["executed_lines"], *map(tuple, found["executed_branches"])}
            missed = {*found["missing_lines"], *map(tuple, found["missing_branches"])}
            walked.setdefault(file, set()).update(seen)
            whole.setdefault(file, set()).update(seen, missed)
    sums: Counter[tuple[str, bool, bool]] = Counter()
    for file, everything in whole.items():
        inner = Path(file).parts
        room = inner[0] if len(inner) > 1 else "beside the rooms"
        for each in everything:
            sums[room, isinstance(each, tuple), each in walked[file]] += 1

    def share(room: str, *, branch: bool) -> float:
        seen, missed = sums[room, branch, True], sums[room, branch, False]
        return 100 * seen / (seen + missed) if seen + missed else 100.0

    names = sorted({room for room, _, _ in sums})
    return {room: (share(room, branch=False), share(room, branch=True)) for room in names}


def stamp() -> str:
    """Return what tells these sources and tests from any others."""
    files = sorted(file for under in (_SOURCE, ROOT / "tests") for file in under.rglob("*.py"))
    found = hashlib.sha256()
    for file in files:
        found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def main(folder: Path) -> None:
    """Print the table, and leave beside what it was made of whose it is."""
    (folder / "stamp").write_text(stamp(), encoding="utf-8")
    print("Walked through by the tests, in percent:")
    print(f"{'room':18}{'lines':>8}{'branches':>10}")
    for room, (lines, branches) in rooms(folder).items():
        low = f"  (under {BRANCHES:.0f})" if branches < BRANCHES else ""
        print(f"{room:18}{lines:8.1f}{branches:10.1f}{low}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
