"""How much of every room tests walk through, from a report of coverage.py."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

#: Lines and branches of every room that tests are to walk through, in percent.
BRANCHES = 90


def shares(report: Path) -> dict[str, float]:
    """Return the share of lines and branches walked through by room, in percent.

    A room is a package under ``src/detente``; the modules beside them count as one.
    """
    walked: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for name, found in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        parts = Path(name).parts
        inner = parts[parts.index("detente", parts.index("src")) :]
        room = inner[1] if len(inner) > 2 else inner[0]
        summary = found["summary"]
        walked[room] += summary["covered_lines"] + summary["covered_branches"]
        whole[room] += summary["num_statements"] + summary["num_branches"]
    return {room: 100 * walked[room] / whole[room] for room in sorted(whole) if whole[room]}
