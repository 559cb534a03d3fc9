"""Answers made before they are asked for, so that every page opens at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from detente.errors import DetenteError
from detente.web.jobs import Cancelled
from detente.web.workspace import Workspace

#: Seconds without a request before the brief is composed, and the longest that may take.
PAUSE = 1.0
LONGEST = 3.0

Scope = MutableMapping[str, Any]


class Warming:
    """Makes the first answers of every page in a thread, again after each change.

    The table of outcomes, the moves and the map of attitudes are made at once, the brief once
    nobody has asked for anything for a while; a brief that takes long is left for when it is asked for.

    Parameters
    ----------
    room : Workspace
        Where the answers are kept.
    """

    def __init__(self, room: Workspace) -> None:
        self._room = room
        self._asked = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self.wake()

    def wake(self) -> None:
        """Say that something was asked for, and may have changed."""
        self._asked.set()

    def stop(self) -> None:
        """End, before the dossier is closed."""
        self._over = True
        self._asked.set()
        self._thread.join(LONGEST)

    def _run(self) -> None:
        made = composed = None
        while True:
            paused = not self._asked.wait(None if composed == made else PAUSE)
            self._asked.clear()
            if self._over:
                return
            try:
                now = self._room.brief_key()
                if now != made:
                    made = now
                    self._answers()
                elif paused and now != composed:
                    composed = now
                    self._room.brief(self._limit(now))
            except (DetenteError, Cancelled):
                composed = made
            except Exception:
                import logging

                composed = made
                if not self._over:
                    logging.getLogger("detente.web").exception("warming failed")

    def _answers(self) -> None:
        from detente.web.routes import answers, dependence

        self._room.model_json(self._room.current())
        answers.outcomes(self._room)
        answers.graph(self._room)
        dependence.heatmap(self._room)
        self._room.documents()

    def _limit(self, now: object) -> Callable[[int, int], None]:
        """Return a report that ends work that takes too long, or that nobody needs any more."""
        end = time.monotonic() + LONGEST

        def report(_done: int, _total: int) -> None:
            if self._over or time.monotonic() > end or self._room.brief_key() != now:
                raise Cancelled

        return report


class Waking:
    """Passes requests on and wakes the warming after each; pure ASGI."""

    def __init__(self, app: Callable[..., Awaitable[None]], *, warming: Warming) -> None:
        self.app = app
        self.warming = warming

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Handle one ASGI scope."""
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            self.warming.wake()
