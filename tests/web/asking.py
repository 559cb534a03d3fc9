"""Asking an ASGI application directly, with exactly the headers of a test."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

Result = TypeVar("Result")
PORT = 8123
TOKEN = "t" * 43


def alone(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: a browser test may hold this thread's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    app: Any,
    method: str = "GET",
    path: str = "/",
    headers: list[tuple[str, str]] | dict[str, str] | None = None,
    *,
    body: bytes = b"",
    query: str = "",
    kind: str = "http",
) -> Answer:
    """Send one request through an ASGI application."""
    given = (
        list((headers or {}).items()) if isinstance(headers or {}, dict) else list(headers or [])
    )
    scope = {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", PORT),
    }
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    alone(app(scope, receive, send))
    if kind != "http":
        return Answer(0, {}, str(sent[0]["type"]).encode())
    start = sent[0]
    found = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(m.get("body", b"") for m in sent[1:]))


class Client:
    """A client of an application without a network."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def request(self, method: str, url: str, **values: Any) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1"
            ) as client:
                return await client.request(method, url, **values)

        return alone(go())

    def get(self, url: str, **values: Any) -> httpx.Response:
        return self.request("GET", url, **values)

    def post(self, url: str, **values: Any) -> httpx.Response:
        return self.request("POST", url, **values)

    def put(self, url: str, **values: Any) -> httpx.Response:
        return self.request("PUT", url, **values)

    def delete(self, url: str, **values: Any) -> httpx.Response:
        return self.request("DELETE", url, **values)
