"""How many threads the large engines use."""

from __future__ import annotations

import os


def workers() -> int:
    """Return the number of processors this process may use, or ``DETENTE_THREADS``."""
    asked = os.environ.get("DETENTE_THREADS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
