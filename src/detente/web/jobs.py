"""Long work: jobs in threads with progress and cancel, which outlive a reload of the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from detente.errors import DetenteError, InputError

#: Finished jobs that are remembered, and jobs that may wait or run at once.
KEPT = 50
OPEN = 20

Report = Callable[[int, int], None]
Work = Callable[[Report], Any]


class Cancelled(Exception):  # noqa: N818 - a signal, not an error
    """Raised inside a job when somebody has cancelled it."""


@dataclass(slots=True)
class Job:
    """One piece of long work.

    ``state`` is ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``; ``result`` is there
    when it is done, ``error`` when it failed.
    """

    id: str
    kind: str
    label: str
    state: str = "waiting"
    done: int = 0
    total: int = 0
    started: float = 0.0
    finished: float = 0.0
    result: Any = None
    error: dict[str, Any] | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)

    def to_json(self, *, result: bool = True) -> dict[str, Any]:
        """Return the job as JSON data; ``result`` says whether its result is wanted."""
        now = self.finished or time.monotonic()
        elapsed = now - self.started if self.started else 0.0
        left = None
        if self.state == "running" and self.done and self.total > self.done:
            left = round(elapsed / self.done * (self.total - self.done), 1)
        return {
            "id": self.id,
            "kind": self.kind,
            "label": self.label,
            "state": self.state,
            "done": self.done,
            "total": self.total,
            "seconds": round(elapsed, 2),
            "seconds_left": left,
            "error": self.error,
            "result": self.result if result else None,
        }


class Jobs:
    """Runs jobs one after another in a thread of their own."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._work: list[tuple[Job, Work]] = []
        self._change = threading.Condition()
        self._number = 0
        self._thread: threading.Thread | None = None

    def start(self, kind: str, label: str, work: Work) -> Job:
        """Queue work and return its job at once.

        Raises
        ------
        InputError
            When too many jobs are waiting.
        """
        with self._change:
            if len(self._work) >= OPEN:
                raise InputError("Too many jobs are waiting.", fix="Wait, or cancel some.")
            self._number += 1
            job = Job(str(self._number), kind, label)
            self._jobs[job.id] = job
            over = [key for key, old in self._jobs.items() if old.finished][:-KEPT]
            for key in over:
                del self._jobs[key]
            self._work.append((job, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
                self._thread.start()
            self._change.notify()
        return job

    def all(self) -> list[Job]:
        """Return the jobs that are remembered, oldest first."""
        with self._change:
            return list(self._jobs.values())

    def get(self, key: str) -> Job:
        """Return one job.

        Raises
        ------
        InputError
            When there is no such job.
        """
        with self._change:
            job = self._jobs.get(key)
        if job is None:
            raise InputError(
                f"No job {key[:20]!r}.", fix="Finished jobs are forgotten after a while."
            )
        return job

    def cancel(self, key: str) -> Job:
        """Cancel a job that waits or runs; one that has ended stays as it is."""
        job = self.get(key)
        job.cancelled.set()
        with self._change:
            for entry in self._work:
                if entry[0] is job:
                    self._work.remove(entry)
                    job.state, job.finished = "cancelled", time.monotonic()
                    break
        return job

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._work:
                    self._change.wait()
                job, work = self._work.pop(0)
            self._do(job, work)

    def _do(self, job: Job, work: Work) -> None:
        def report(done: int, total: int) -> None:
            if job.cancelled.is_set():
                raise Cancelled
            job.done, job.total = done, total

        job.state, job.started = "running", time.monotonic()
        try:
            report(0, 0)
            job.result = work(report)
            state = "done"
        except Cancelled:
            state = "cancelled"
        except DetenteError as error:
            job.error, state = error.to_json(), "failed"
        except Exception as error:
            import logging

            logging.getLogger("detente.web").exception("job failed")
            message = f"An unexpected error: {type(error).__name__}."
            job.error = {"message": message, "line": None, "fix": "Please report it."}
            state = "failed"
        job.finished = time.monotonic()
        job.state = state
