"""Long work: jobs in threads with progress and cancel, which outlive a reload of the page.

A job does not wait for another one. Cancelling ends it at once for who looks on: what still runs of it
is left alone, and nothing that it comes to is kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from detente.errors import DetenteError, InputError
from detente.solving.limits import telling

#: Finished jobs that are remembered, jobs that may wait, and jobs that run at once.
KEPT = 50
OPEN = 20
AT_ONCE = 4


class Cancelled(Exception):  # noqa: N818 - a signal, not an error
    """Raised inside a job when somebody has cancelled it."""


@dataclass(slots=True)
class Job:
    """One piece of long work.

    ``state`` is ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``; ``result`` is there
    when it is done, ``error`` when it failed; ``cost`` says how long it takes, where that is long.
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
    cost: str | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    ending: bool = False
    fault: DetenteError | None = None
    over: threading.Event = field(default_factory=threading.Event)

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
            "cost": self.cost,
            "error": self.error,
            "result": self.result if result else None,
        }


class Report:
    """What work is given: to say how far it is, and to ask whether it is still wanted."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.cancelled = job.cancelled

    def __call__(self, done: int, total: int) -> None:
        """Say how much of all is done; raises :class:`Cancelled` when nobody waits for the rest."""
        if self.cancelled.is_set():
            raise Cancelled
        self._job.done, self._job.total = done, total

    def cost(self, sentence: str) -> None:
        """Say how long it takes."""
        self._job.cost = sentence

    def keep(self) -> None:
        """Say that the result is written down next: from here on the job is not cancelled any more."""
        with self._job.lock:
            if self.cancelled.is_set():
                raise Cancelled
            self._job.ending = True


Work = Callable[[Report], Any]


class Jobs:
    """Runs jobs, a few at once, each in a thread."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._work: list[tuple[Job, Work]] = []
        self._change = threading.Condition()
        self._number = 0
        self._running = 0

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
            self._next()
        return job

    def wait(self, job: Job) -> Any:
        """Return the result of a job once it has ended.

        Raises
        ------
        DetenteError
            What it failed with, or that it was cancelled.
        """
        job.over.wait()
        if job.state == "done":
            return job.result
        raise job.fault or InputError(f"{job.label}: {job.state}.", fix="Ask again.")

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
        with self._change, job.lock:
            if job.finished or job.ending:
                return job
            job.cancelled.set()
            self._work = [entry for entry in self._work if entry[0] is not job]
            job.state, job.finished = "cancelled", time.monotonic()
            job.over.set()
        return job

    def _next(self) -> None:
        """Begin with what waits, as far as may run at once; under the lock."""
        while self._work and self._running < AT_ONCE:
            entry = self._work.pop(0)
            self._running += 1
            threading.Thread(target=self._run, args=entry, name="job", daemon=True).start()

    def _run(self, job: Job, work: Work) -> None:
        try:
            self._do(job, work)
        finally:
            with self._change:
                self._running -= 1
                self._next()

    def _do(self, job: Job, work: Work) -> None:
        report, result, trouble = Report(job), None, None
        with job.lock:
            if job.finished:  # cancelled before it began
                return
            job.state, job.started = "running", time.monotonic()
        try:
            with telling(report.cost):
                result = work(report)
            state = "done"
        except Cancelled:
            state = "cancelled"
        except DetenteError as error:
            job.fault = error
            trouble, state = error.to_json(), "failed"
        except Exception as error:
            import logging

            logging.getLogger("detente.web").exception("job failed")
            message = f"An unexpected error: {type(error).__name__}."
            trouble = {"message": message, "line": None, "fix": "Please report it."}
            state = "failed"
        with job.lock:
            if not job.finished:
                job.result, job.error = result, trouble
                job.finished, job.state = time.monotonic(), state
                job.over.set()
