"""The guard in front of the workbench: who may ask, from where, and what the browser may do.

Pure ASGI, so that no scope slips past it: lifespans pass, web sockets are refused, every HTTP
request must satisfy all of

* one ``Host`` header that is a loopback name with the port served (DNS rebinding);
* the token, as the cookie set by the first address or as a bearer token (other local users);
* for anything but reading, an origin of its own and a content type that no plain form can send
  (cross-site request forgery; OWASP ASVS 5.0, 3.5.1-3.5.3).
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Names under which the loopback address may be asked for.
_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?")
_SAFE = frozenset({"GET", "HEAD"})
_TYPES = frozenset({"application/json", "application/octet-stream"})
#: Largest request body, in bytes: the largest document that is read, and a little more.
MAX_BODY = 20_100_000

#: Everything comes from the workbench itself; nothing inline, no frames, no plug-ins. The start
#: page's own style and first script are added by their hashes (see :mod:`detente.web.pages`).
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_OWN = frozenset(name for name, _ in HEADERS) | {b"content-security-policy"}

_STRANGER = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>detente: not signed in</title>'
    "<h1>Not signed in</h1><p>Open the address that <code>detente serve</code> printed; it holds the "
    "key to this workbench.</p></html>"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not passed on."""

    status: int
    message: str
    fix: str


_TOO_LARGE = Refusal(413, "The request is too large.", "At most 20 MB are read.")


class Guard:
    """Pass on only requests that come from the user's own browser or scripts.

    Parameters
    ----------
    app : App
        The application behind the guard.
    token : str
        The secret of this run.
    port : int
        The port served; a ``Host`` with another port is refused.
    policy : str
        The content security policy of every answer.
    """

    def __init__(self, app: App, *, token: str, port: int, policy: str = POLICY) -> None:
        self.app = app
        self.token = token.encode()
        self.port = port
        self.cookie = f"detente-{port}"
        self.headers = ((b"content-security-policy", policy.encode()), *HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI scope."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _Headers(scope)
        if (refusal := self._stranger(scope, headers)) is not None:
            await self._refuse(send, refusal, scope, headers)
            return
        if self._signs_in(scope):
            await self._sign_in(send)
            return
        if not self._knows(headers):
            refusal = Refusal(401, "Not signed in.", "Open the address that detente serve printed.")
            await self._refuse(send, refusal, scope, headers)
            return
        limited = _Limited(receive, self._with_headers(send), self._too_large(scope))
        await limited.run(self.app, scope)

    def _stranger(self, scope: Scope, headers: _Headers) -> Refusal | None:
        """Return why a request is refused whoever sends it, or None."""
        host = headers.only("host")
        match = _HOST.fullmatch(host) if host is not None else None
        if match is None or int(match[2] or 80) != self.port:
            return Refusal(
                403, "This host name is not served.", f"Use http://127.0.0.1:{self.port}/."
            )
        if any(len(headers.all(name)) > 1 for name in ("origin", "content-type", "authorization")):
            return Refusal(400, "A header is given twice.", "Give it once.")
        site = headers.only("sec-fetch-site")
        origin = headers.only("origin")
        if origin is not None and origin != f"http://{host}":
            return Refusal(403, "The request comes from another site.", "Use the workbench itself.")
        if site not in (None, "same-origin", "none") and not _is_visit(scope, headers):
            return Refusal(403, "The request comes from another site.", "Use the workbench itself.")
        method = scope["method"]
        if method in _SAFE:
            return None
        if "authorization" not in headers and site is None and origin is None:
            return Refusal(
                403, "The request does not say where it comes from.", "Scripts: use a bearer token."
            )
        length = headers.only("content-length") or "0"
        if not length.isdecimal() or len(length) > 12 or int(length) > MAX_BODY:
            return _TOO_LARGE
        kind = (headers.only("content-type") or "").split(";", 1)[0].strip().lower()
        has_body = int(length) > 0 or "transfer-encoding" in headers
        if (has_body or kind) and kind not in _TYPES:
            return Refusal(
                415, "This content type is not read.", "Send application/json, or a file's bytes."
            )
        return None

    def _signs_in(self, scope: Scope) -> bool:
        if scope["path"] != "/" or scope["method"] != "GET":
            return False
        try:
            query = parse_qs(scope.get("query_string", b"").decode("ascii"), max_num_fields=10)
        except ValueError:
            return False
        return len(query.get("token", [])) == 1 and self._is_token(query["token"][0])

    async def _sign_in(self, send: Send) -> None:
        cookie = f"{self.cookie}={self.token.decode()}; HttpOnly; SameSite=Strict; Path=/"
        headers = [
            (b"location", b"/"),
            (b"set-cookie", cookie.encode()),
            (b"cache-control", b"no-store"),
            *self.headers,
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _knows(self, headers: _Headers) -> bool:
        given = headers.only("authorization")
        if given is not None:
            scheme, _, secret = given.partition(" ")
            return scheme.lower() == "bearer" and self._is_token(secret.strip())
        for line in headers.all("cookie"):
            for part in line.split(";"):
                name, _, value = part.strip().partition("=")
                if name == self.cookie and self._is_token(value):
                    return True
        return False

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.token)

    def _with_headers(self, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(n, v) for n, v in message.get("headers", []) if n.lower() not in _OWN]
                if not any(name.lower() == b"cache-control" for name, _ in kept):
                    kept.append((b"cache-control", b"no-store"))
                message["headers"] = [*kept, *self.headers]
            await send(message)

        return guarded

    def _too_large(self, scope: Scope) -> Callable[[Send], Awaitable[None]]:
        async def answer(send: Send) -> None:
            await self._refuse(send, _TOO_LARGE, scope, _Headers(scope))

        return answer

    async def _refuse(self, send: Send, refusal: Refusal, scope: Scope, headers: _Headers) -> None:
        import json

        wants_page = scope["path"] == "/" and "text/html" in (headers.only("accept") or "")
        if refusal.status == 401 and wants_page:
            kind, body = b"text/html; charset=utf-8", _STRANGER.encode()
        else:
            error = {"error": {"message": refusal.message, "line": None, "fix": refusal.fix}}
            kind, body = b"application/json", json.dumps(error).encode()
        start = [(b"content-type", kind), (b"cache-control", b"no-store"), *self.headers]
        await send({"type": "http.response.start", "status": refusal.status, "headers": start})
        await send(
            {"type": "http.response.body", "body": body if scope["method"] != "HEAD" else b""}
        )


def _is_visit(scope: Scope, headers: _Headers) -> bool:
    """Whether a link somewhere else leads here: a page is opened, and nothing but the page."""
    return (
        scope["method"] == "GET"
        and scope["path"] == "/"
        and headers.only("sec-fetch-mode") == "navigate"
        and headers.only("sec-fetch-dest") == "document"
    )


class _Headers:
    """The headers of a request by lower-case name."""

    def __init__(self, scope: Scope) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            self._values.setdefault(name.decode("latin-1").lower(), []).append(
                value.decode("latin-1")
            )

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return self._values.get(name, [])

    def only(self, name: str) -> str | None:
        """Return the value of a header that is given exactly once, else None."""
        values = self.all(name)
        return values[0] if len(values) == 1 else None


class _Limited:
    """Answers 413 to a request whose body grows beyond the limit, whatever its headers said."""

    def __init__(
        self, receive: Receive, send: Send, refuse: Callable[[Send], Awaitable[None]]
    ) -> None:
        self._receive = receive
        self._send = send
        self._refuse = refuse
        self._seen = 0
        self._begun = False

    async def run(self, app: App, scope: Scope) -> None:
        """Let the application answer, unless the body is too large."""
        try:
            await app(scope, self.receive, self.send)
        except Exception:
            if self._seen <= MAX_BODY:
                raise
        if self._seen > MAX_BODY and not self._begun:
            await self._refuse(self._send)

    async def receive(self) -> Message:
        """Return the next message, a disconnection once the body is too large."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        return message if self._seen <= MAX_BODY else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Pass on what the application answers; not what it makes of a body that was cut off."""
        if self._seen <= MAX_BODY or self._begun:
            self._begun = True
            await self._send(message)
