"""Work in a process of its own: it takes no time from the pages, and can be ended at any moment."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from detente.errors import DetenteError, InputError
from detente.solving.limits import tell, telling
from detente.web.jobs import Cancelled

Answer = TypeVar("Answer")

#: Processes that are kept for the next piece of work; how often a cancelled one is looked for, in seconds.
_KEPT = 2
_LOOK = 0.1
#: What a process sends before its answer: how far it is, how long it takes.
_SO_FAR, _SAID = "so far", "said"


class Apart:
    """Does work in processes; one that is idle is used again, as it has loaded what reading needs."""

    def __init__(self) -> None:
        self._idle: list[tuple[SpawnProcess, Connection]] = []
        self._working: list[SpawnProcess] = []
        self._lock = threading.Lock()
        self._closed = False

    def do(
        self,
        work: Callable[..., Answer],
        *values: Any,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Answer:
        """Return what a function of a module returns for values, both of which can be pickled.

        Parameters
        ----------
        work : callable
        *values : object
        cancelled : callable, optional
            Asked now and then whether nobody wants the answer any more.
        progress : callable, optional
            Called with what the work, given a ``progress`` of its own, says of how far it is.

        Raises
        ------
        Cancelled
            When ``cancelled`` says so, or all is closed; the process is ended.
        DetenteError
            What the work raised, or that its process ended or failed.
        """
        process, line = self._taken()
        kept = False
        try:
            line.send((work, values, progress is not None))
            outcome = _SO_FAR
            while outcome in (_SO_FAR, _SAID):
                while not line.poll(_LOOK):
                    if cancelled is not None and cancelled():
                        raise Cancelled
                outcome, answer = line.recv()
                if outcome == _SO_FAR and progress is not None:
                    progress(*answer)
                elif outcome == _SAID:
                    tell(answer)
            kept = True
        except (EOFError, OSError) as error:
            if self._closed:
                raise Cancelled from error
            raise InputError(
                "The document takes too much memory or time.", fix="Give it in parts."
            ) from error
        finally:
            with self._lock:
                kept = kept and not self._closed and len(self._idle) < _KEPT
                if kept:
                    self._working.remove(process)
                    self._idle.append((process, line))
            if not kept:
                _end(process, line)
                with self._lock:
                    self._working.remove(process)
        if outcome == "refused":
            raise answer
        if outcome == "failed":
            raise DetenteError(f"An unexpected error: {answer}.", fix="Please report it.")
        result: Answer = answer
        return result

    def working(self) -> list[SpawnProcess]:
        """Return the processes that are at work, or not ended yet."""
        with self._lock:
            return list(self._working)

    def close(self) -> None:
        """End all processes; what was at work is cancelled."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for process in self._working:
                process.kill()
        for process, line in idle:
            _end(process, line)

    def _taken(self) -> tuple[SpawnProcess, Connection]:
        with self._lock:
            if self._closed:
                raise Cancelled
            while self._idle:
                process, line = self._idle.pop()
                if process.is_alive():
                    self._working.append(process)
                    return process, line
                _end(process, line)
            context = multiprocessing.get_context("spawn")
            line, other = context.Pipe()
            process = context.Process(target=_serve, args=(other,), daemon=True, name="reading")
            process.start()
            other.close()
            self._working.append(process)
            return process, line


def _end(process: SpawnProcess, line: Connection) -> None:
    line.close()
    process.kill()
    process.join()


def _serve(line: Connection) -> None:
    """Do what comes in, one piece after another, until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its processes itself

    def so_far(done: int, total: int) -> None:
        line.send((_SO_FAR, (done, total)))

    while True:
        try:
            work, values, reports = line.recv()
        except (EOFError, OSError):
            return
        try:
            with telling(lambda sentence: line.send((_SAID, sentence))):
                answer = ("done", work(*values, **({"progress": so_far} if reports else {})))
        except DetenteError as error:
            answer = ("refused", error)
        except (MemoryError, RecursionError):
            return
        except Exception as error:
            import logging

            logging.getLogger("detente.web").exception("work failed")
            answer = ("failed", type(error).__name__)
        try:
            line.send(answer)
        except (BrokenPipeError, OSError):
            return
