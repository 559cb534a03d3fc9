"""Refusing, before any work, what would not fit into memory or take too long."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

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


#: Longest an analysis may take by estimate, in seconds, and from what on it is said beforehand.
MAX_SECONDS = 300
SAID_SECONDS = 5
#: Who is told how long something takes, sentence by sentence; nobody but for the command line.
listeners: list[Callable[[str], None]] = []
_here: ContextVar[Callable[[str], None] | None] = ContextVar(
    "told of what is done here", default=None
)


@contextmanager
def telling(listener: Callable[[str], None]) -> Iterator[None]:
    """Tell one more how long what is done within takes, but not how to go on otherwise.

    That is said in the words of the command line. Other threads are not listened to.
    """
    token = _here.set(listener)
    try:
        yield
    finally:
        _here.reset(token)


def tell(sentence: str, fix: str = "") -> None:
    """Tell everybody whom it concerns how long something takes."""
    for listener in listeners:
        listener(f"{sentence} {fix}".strip())
    if (here := _here.get()) is not None:
        here(sentence)


def check_seconds(seconds: float, what: str, *, source: str | None, fix: str) -> None:
    """Refuse an analysis that would take too long, and say beforehand how long a long one takes.

    Parameters
    ----------
    seconds : float
        An estimate for an ordinary machine, from the size of the model alone.
    what : str
        The analysis, as the subject of a sentence.
    source : str or None
        The model file.
    fix : str
        How to go on otherwise.

    Raises
    ------
    AnalysisError
        With the estimate.
    """
    if seconds > MAX_SECONDS:
        raise AnalysisError(
            f"{what} would take some {duration(seconds)}; at most {duration(MAX_SECONDS)} are spent.",
            source=source,
            fix=fix,
        )
    say_seconds(seconds, what, fix=fix)


def say_seconds(seconds: float, what: str, *, fix: str) -> None:
    """Say beforehand how long a long analysis takes, to whom it concerns."""
    if seconds > SAID_SECONDS:
        tell(f"{what} takes some {duration(seconds)}.", fix)


def say_solving(times: float, states: int, parties: int, what: str, *, fix: str) -> None:
    """Say beforehand how long it takes to solve a model a number of times.

    Parameters
    ----------
    times : float
        How often the stable states of everybody are worked out from explicit sets.
    states, parties : int
        The size of the model.
    what, fix : str
        The analysis, as the subject of a sentence, and how to go on otherwise.
    """
    say_seconds(times * seconds_per_profile(states, parties), what, fix=fix)


def seconds_of_bearing(states: int, parties: int) -> float:
    """Return about how long it takes to solve a model, and again without each of its elements."""
    return float(0.5 * parties * (states / 4096) ** 1.7)


def seconds_per_profile(states: int, parties: int) -> float:
    """Return about how long one attitude profile takes to solve."""
    return states * parties * (0.4 + states / 2500) * 1e-6


def seconds_of_closing(states: int, parties: int) -> float:
    """Return about how long it takes to close what is known of rankings under transitivity."""
    return float(0.5 * parties * (states / 1024) ** 2.3)


def duration(seconds: float) -> str:
    """Say a number of seconds.

    Examples
    --------
    >>> duration(12.3), duration(300), duration(40_000)
    ('12 seconds', '5 minutes', '11 hours')
    """
    for unit, scale in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * scale:
            return f"{seconds / scale:,.0f} {unit}"
    return f"{seconds:.0f} seconds"
