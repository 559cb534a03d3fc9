"""A workspace served for real: uvicorn in a thread, on a free port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from detente.web.app import guarded
from detente.web.serving import bound_socket
from detente.web.workspace import Workspace

TOKEN = "s" * 43


@dataclass
class Served:
    address: str
    port: int
    token: str
    workspace: Workspace


@contextmanager
def served(workspace: Workspace, port: int = 0) -> Iterator[Served]:
    """Serve a workspace until the block ends, at a port or at any free one."""
    listener = bound_socket(port)
    port = listener.getsockname()[1]
    app = guarded(workspace, token=TOKEN, port=port)
    config = uvicorn.Config(
        app, log_level="error", access_log=False, ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield Served(f"http://127.0.0.1:{port}", port, TOKEN, workspace)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
