"""Grids and archives in this process: what is looked at is what they write, not the cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class _Done:
    """What a cluster would give later."""

    value: Any

    def result(self) -> Any:
        """Return it."""
        return self.value


class _Here:
    """A cluster of one, here."""

    dashboard_link = None

    def nthreads(self) -> dict[str, int]:
        """Return the threads of each worker."""
        return {"here": 1}

    def submit(self, work: Callable[..., Any], *given: Any, **_settings: Any) -> _Done:
        """Do the work at once."""
        return _Done(work(*given))


@contextmanager
def serially() -> Iterator[None]:
    """Let grids and archives be worked on in this process."""
    from detente.archive import making
    from detente.scaling import running
    from detente.scaling.work import evaluate

    def evaluated(
        _client: Any, job: Any, starts: list[int], size: int, total: int
    ) -> Iterator[Any]:
        for start in starts:
            yield evaluate(job, start, min(start + size, total))

    def connected(*_: object) -> Any:
        return nullcontext(_Here())

    before = running.connected, running._evaluated, making.connected
    running.connected, running._evaluated = connected, evaluated  # type: ignore[assignment]
    making.connected = connected  # type: ignore[attr-defined]
    try:
        yield
    finally:
        running.connected, running._evaluated, making.connected = before  # type: ignore[attr-defined]
