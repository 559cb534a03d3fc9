"""Grids and archives in this process: what is looked at is what they write, not the cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Self

import pytest


@dataclass(frozen=True)
class _Done:
    """What a cluster would give later."""

    value: Any

    def result(self) -> Any:
        """Return it."""
        return self.value


class _Here:
    """A cluster of one, here, which may be stopped; the real one is tested on a real cluster."""

    dashboard_link = None

    def __init__(self, fail_after: int) -> None:
        self.left = fail_after

    def nthreads(self) -> dict[str, int]:
        """Return the threads of each worker."""
        return {"here": 1}

    def submit(self, work: Callable[..., Any], *given: Any, **_settings: Any) -> _Done:
        """Do the work at once."""
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return _Done(work(*given))


class _Writing:
    """What writes files, in this process: the tests of a real cluster let another one write."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def do(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do the work at once."""
        return work(*given)


def serially(patch: pytest.MonkeyPatch, fail_after: int = -1) -> None:
    """Let grids and archives be worked on in this process, stopped after so many pieces if that is given."""
    from detente.archive import making
    from detente.scaling import running
    from detente.scaling.work import evaluate

    def evaluated(here: _Here, job: Any, starts: list[int], size: int, total: int) -> Iterator[Any]:
        for start in starts:
            yield here.submit(evaluate, job, start, min(start + size, total)).result()

    def connected(_cluster: str | None, _processes: int | None) -> Any:
        return nullcontext(_Here(fail_after))

    patch.setattr(running, "connected", connected)
    patch.setattr(running, "_evaluated", evaluated)
    patch.setattr(making, "connected", connected)
    patch.setattr(making, "Writer", _Writing)


@contextmanager
def working_here() -> Iterator[None]:
    """Let grids and archives be worked on in this process for a while."""
    with pytest.MonkeyPatch.context() as patch:
        serially(patch)
        yield
