"""Serving a workspace on the loopback address: a port, a token, one line, the browser."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from detente.errors import InputError
from detente.web.address import Address, keep_address, last_address
from detente.web.workspace import Workspace

HOST = "127.0.0.1"


def bound_socket(port: int) -> socket.socket:
    """Return a socket that listens on the loopback address; port 0 takes a free one.

    Raises
    ------
    InputError
        When the port is taken or not allowed.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise InputError(
            f"Port {port} cannot be used: {(error.strerror or 'not allowed').lower()}.",
            fix="Name another with --port, or none for a free one.",
        ) from error
    return listener


class Ending:
    """Answers what is cut off because the program ends: a line to whoever waits, no fault in the log.

    Pure ASGI, around everything else.
    """

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Handle one ASGI scope."""
        begun = False

        async def sent(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            if not begun:
                await _say_ended(send)


async def _say_ended(send: Any) -> None:
    error = {"message": "The workbench has ended.", "line": None, "fix": "Start it again."}
    body = json.dumps({"error": error}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def serve(
    workspace: Workspace, *, port: int = 0, ready: Callable[[str], None], token: str | None = None
) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    workspace : Workspace
        What is served; the caller closes it.
    port : int
        The port; 0 for that at which this dossier was served last, or else any free one.
    ready : callable
        Called once with the address, token included, when requests are answered.
    token : str, optional
        The secret; when not given that with which this dossier was served last, or else a random one.
    """
    import uvicorn

    from detente.web.app import guarded

    path = workspace.dossier.path
    last = last_address(path) if token is None else Address(0, token)
    secret = last.token
    try:
        listener = bound_socket(port or last.port)
    except InputError:
        if port:
            raise
        listener = bound_socket(0)  # another program has the port by now
    number = listener.getsockname()[1]
    if token is None:
        keep_address(path, Address(number, secret))
    app = Ending(guarded(workspace, token=secret, port=number))

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                ready(f"http://{HOST}:{number}/?token={secret}")

    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, date_header=False, ws="none",
        timeout_graceful_shutdown=2, timeout_keep_alive=30,
    )  # fmt: skip
    with listener:
        Server(config).run(sockets=[listener])
