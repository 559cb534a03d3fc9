"""Answers made before they are asked for, so that every page opens at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Hashable, MutableMapping
from contextlib import suppress
from typing import Any

from detente.errors import DetenteError
from detente.store.ingesting import read_bytes
from detente.web.drafts import MOST_AT_ONCE
from detente.web.jobs import Cancelled
from detente.web.workspace import Workspace

#: Seconds without a request before what takes the documents is answered; the longest that the brief
#: may take (its process loads the parser first), and the longest that the end is waited for.
PAUSE = 1.0
LONGEST = 15.0
ENDING = 3.0

Scope = MutableMapping[str, Any]


class Warming:
    """Makes the first answers of every page in a thread, again after each change.

    The table of outcomes, the moves and the map of attitudes are made at once, the parties and the
    brief once nobody has asked for anything for a while; a brief that takes long is left for later.

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
        if not self._room.listed():
            # The first thing that is done here is to read something.
            threading.Thread(target=self._ready_to_read, name="warming", daemon=True).start()

    def _ready_to_read(self) -> None:
        with suppress(DetenteError, Cancelled, OSError):
            self._room.apart.do(read_bytes, b"Nobody said a word.", "nothing.txt", None, None)

    def wake(self) -> None:
        """Say that something was asked for, and may have changed."""
        self._asked.set()

    def stop(self) -> None:
        """End, before the dossier is closed."""
        self._over = True
        self._asked.set()
        self._thread.join(ENDING)

    def _run(self) -> None:
        made = rested = None
        with suppress(DetenteError):
            self._first_page()
        while True:
            paused = not self._asked.wait(None if rested == made else PAUSE)
            self._asked.clear()
            if self._over:
                return
            try:
                now = self._room.brief_key()
                if now != made:
                    changed, made = made is None or now[1] != made[1], now
                    if changed:
                        self._answers()
                elif paused:
                    rested = made
                    self._whole(now)
            except (DetenteError, Cancelled):
                rested = made
            except Exception:
                import logging

                rested = made
                if not self._over:
                    logging.getLogger("detente.web").exception("warming failed")

    def _first_page(self) -> None:
        """Answer what the reader opens with."""
        from detente.web.routes import documents

        first = next(iter(self._room.listed()), None)
        if first is not None:
            documents.document_outlined(self._room, first.id)

    def _answers(self) -> None:
        """Answer what the model alone answers."""
        from detente.web.routes import answers, dependence

        self._room.model_json(self._room.current())
        answers.outcomes(self._room, attitudes="none")
        answers.graph(self._room, attitudes="none")
        dependence.heatmap(self._room)

    def _whole(self, now: Hashable) -> None:
        """Answer what takes the documents as well."""
        from detente.web.routes import parties

        parties.parties(self._room)
        if self._room.drafts.reach().statements <= MOST_AT_ONCE:
            self._room.brief(cancelled=self._limit(now))

    def _limit(self, now: Hashable) -> Callable[[], bool]:
        """Return what tells that work takes too long, or that nobody needs it any more."""
        end = time.monotonic() + LONGEST

        def ended() -> bool:
            return self._over or time.monotonic() > end or self._room.brief_key() != now

        return ended


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
