"""A process of its own for what Arrow writes: the memory that it has used ends with it.

Arrow keeps memory for the next time, and a long archive writes very many times.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Self, TypeVar

from detente.errors import AnalysisError

Result = TypeVar("Result")


class Writer:
    """A process that does one thing after another, until the context ends."""

    def __enter__(self) -> Self:
        """Return itself; the process starts with its first work."""
        # The parent has threads of its own when a cluster is connected: it must not be forked.
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _uninterrupted)
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._pool.shutdown()

    def do(self, work: Callable[..., Result], /, *given: object) -> Result:
        """Return what a function of a module returns.

        Raises
        ------
        AnalysisError
            When the process is ended from outside.
        """
        try:
            return self._pool.submit(work, *given).result()
        except BrokenProcessPool as error:
            raise AnalysisError(
                "The process that writes the data set was ended.",
                fix="What was read is kept; run again, with more memory.",
            ) from error


def _uninterrupted() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops, and ends it
