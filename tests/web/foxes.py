"""Firefox as Debian ships it, driven by WebDriver BiDi over a socket: what a smoke run needs, no more."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

FIREFOX = (
    os.environ.get("DETENTE_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
)
_LISTENS = "WebDriver BiDi listening on ws://"


class Fox:
    """A tab of Firefox; ``said`` holds what its console has said as warnings and errors."""

    def __init__(self, address: str) -> None:
        host, port = address.rsplit(":", 1)
        self._line = socket.create_connection((host, int(port)), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        hello = (
            f"GET /session HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._line.sendall(hello.encode())
        self._read = self._line.makefile("rb")
        assert b"101" in self._read.readline()
        while self._read.readline().strip():
            pass
        self._number = 0
        self.said: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **values: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        text = json.dumps({"id": self._number, "method": method, "params": values}).encode()
        mask = os.urandom(4)
        body = bytes(byte ^ mask[n % 4] for n, byte in enumerate(text))
        size = len(text)
        length = bytes([128 | size]) if size < 126 else struct.pack(">BH", 254, size)
        self._line.sendall(b"\x81" + length + mask + body)
        while True:
            found = json.loads(self._message())
            if found.get("method") == "log.entryAdded" and found["params"]["level"] != "info":
                self.said.append(f"{found['params']['level']}: {found['params']['text']}")
            if found.get("id") == self._number:
                assert found["type"] == "success", found
                return found["result"]

    def _message(self) -> bytes:
        whole = b""
        while True:
            first, second = self._read.read(2)
            size = second & 127
            if size > 125:
                size = int.from_bytes(self._read.read(2 if size == 126 else 8), "big")
            body = self._read.read(size)
            if first & 15 in (0, 1):
                whole += body
                if first & 128:
                    return whole

    def go(self, address: str) -> None:
        """Open an address."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def see(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        said = self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert said["type"] == "success", said
        return said["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait for an expression to become true in the page."""
        deadline = time.monotonic() + 60
        while not self.see(f"Boolean({expression})"):
            assert time.monotonic() < deadline, (expression, self.see("document.body.innerText"))

    def press(self, *keys: str, alt: bool = False) -> None:
        """Press keys, one after another, with Alt held where it is meant."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        if alt:
            held = [{"type": kind, "value": "\ue00a"} for kind in ("keyDown", "keyUp")]
            actions = [held[0], *actions, held[1]]
        whole = [{"type": "key", "id": "keys", "actions": actions}]
        self.ask("input.performActions", context=self.tab, actions=whole)

    def close(self) -> None:
        """Hang up."""
        self._read.close()
        self._line.close()


@contextmanager
def fox() -> Iterator[Fox]:
    """Start Firefox without a window, with a profile of its own; it is gone at the end."""
    assert FIREFOX is not None
    with tempfile.TemporaryDirectory(prefix="fox-") as profile:
        command = [FIREFOX, "--headless", "--no-remote", "--profile", profile,
                   "--remote-debugging-port", "0", "about:blank"]  # fmt: skip
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as running:
            try:
                assert running.stderr is not None
                lines = iter(running.stderr.readline, b"")
                said = next(line for line in lines if _LISTENS.encode() in line).decode()
                with closing(Fox(said.partition(_LISTENS)[2].strip())) as tab:
                    yield tab
            finally:
                running.terminate()
                running.wait(30)
