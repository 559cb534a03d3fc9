"""Opponents taking turns on a run of slices, and threads over runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from detente.engine.large.threads import workers

Array = NDArray[Any]

#: States per run handed to a compiled step: small enough for the cache, large enough for one call.
RUN = 18
#: States that are worth a thread of their own.
LEAST = 1 << 16


@dataclass(frozen=True)
class Opponent:
    """Where an opponent's own choices lie in a layout."""

    shift: int
    width: int


def close(values: Array, opponents: Sequence[Opponent], top: int) -> None:
    """Let the opponents take turns, any move allowed, on whole slices until nothing changes."""
    from detente.engine.large import kernels

    stamps = kernels.stamps_for(len(values))
    last = [0] * len(opponents)
    clean = 0
    now = 1
    while clean < len(opponents):
        turn = (now - 1) % len(opponents)
        now += 1
        place = opponents[turn].shift, opponents[turn].width
        changed = kernels.spread(values, *place, stamps, last[turn], now, top)
        last[turn] = now
        # An opponent that has just moved is clean: its moves are transitive.
        clean = 1 if changed else clean + 1


def threaded(starts: Iterable[Any], work: Callable[[Any], Any]) -> Iterable[Any]:
    """Yield what each piece of work returns, in order; several at a time when there are several."""
    starts = list(starts)
    if len(starts) == 1 or workers() == 1:
        yield from map(work, starts)
        return
    with ThreadPoolExecutor(workers()) as pool:
        yield from pool.map(work, starts)


def close_runs(values: Array, opponents: Sequence[Opponent], span: int, top: int) -> None:
    """Let the opponents take turns on slices of ``span`` states, run by run."""
    run = max(span, min(len(values), 1 << RUN))

    def work(start: int) -> None:
        close(values[start : start + run], opponents, top)

    for _ in threaded(range(0, len(values), run), work):
        pass
