"""Refusing, before any work, what would not fit into memory."""

from __future__ import annotations

import os

from detente.errors import AnalysisError

#: Share of the free memory that an analysis may ask for.
SHARE = 0.8


def free_memory() -> int | None:
    """Return the bytes of memory that are free now, or None where the system does not tell."""
    try:
        with open("/proc/meminfo", encoding="ascii") as table:  # noqa: PTH123 (no file of a user)
            for line in table:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, OSError, ValueError):
        return None


def check_memory(needed: int, what: str, *, source: str | None, fix: str) -> None:
    """Refuse an analysis that needs more memory than is free.

    Raises
    ------
    AnalysisError
        With the estimate and what there is.
    """
    free = free_memory()
    if free is not None and needed > SHARE * free:
        raise AnalysisError(
            f"{what} would need some {in_words(needed)} of memory; {in_words(free)} are free.",
            source=source,
            fix=fix,
        )


def in_words(size: int) -> str:
    """Say a number of bytes.

    Examples
    --------
    >>> in_words(2_500_000_000)
    '2.5 GB'
    """
    for unit, scale in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6)):
        if size >= scale:
            return f"{size / scale:,.1f} {unit}"
    return f"{max(1, size // 1000)} kB"
