"""Fetching a page that the user named, and nothing else.

An address given by a user, or a redirect sent by a server, must not reach into the user's own
network. So a name is resolved once, every address it has must be public, and the connection goes to
the address that was checked. No proxy, no cookies, no credentials.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from detente.documents.limits import LIMITS, Limits
from detente.errors import InputError

#: From host and port to the addresses of the host.
Resolver = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
_EMBEDDED = tuple(
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_FIX = "Save the page as a file and give the file."


@dataclass(frozen=True, slots=True)
class Target:
    """One request, already checked: where to connect and what to ask for."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host by the system's resolver."""
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def checked_target(url: str, *, resolver: Resolver = resolve) -> Target:
    """Check an address and resolve it, once.

    Raises
    ------
    InputError
        When the scheme is not http or https, the port not 80 or 443, the host no plain name or
        public address, or any address of the host is not a public one.
    """
    parts = _parts(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            "An address with a user name or password is not fetched.", source=url, fix=_FIX
        )
    port = parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values():
        raise InputError(
            f"Port {port} is not fetched from; only 80 and 443 are.", source=url, fix=_FIX
        )
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        literal = None
        last = host.rsplit(".", 1)[-1]
        # Decimal, octal and hexadecimal spellings of an address are tricks, not names.
        if not _HOST.fullmatch(host) or _NUMBER.fullmatch(last):
            raise InputError(
                "The address has no valid host name.", source=url, fix="Check the address."
            ) from None
    try:
        addresses = [str(literal)] if literal is not None else resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"The host {host} cannot be found.", source=url, fix="Check the address."
        ) from error
    if not addresses or not all(is_public(address) for address in addresses):
        raise InputError(f"The host {host} is not on the public internet.", source=url, fix=_FIX)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    )
    return Target(parts.scheme, host, port, addresses[0], path)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    Examples
    --------
    >>> [is_public(a) for a in ("1.1.1.1", "10.0.0.1", "100.64.0.1", "::ffff:127.0.0.1", "fe80::1")]
    [True, False, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address could carry a private one.
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _EMBEDDED) or int(ip) >> 32 == 0:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def fetch(
    url: str,
    *,
    limits: Limits = LIMITS,
    resolver: Resolver = resolve,
    request: Callable[[Target, Limits, float], Answer] | None = None,
) -> tuple[bytes, str | None]:
    """Fetch a page and return its bytes and the encoding that its header declares.

    Parameters
    ----------
    url : str
    limits : Limits
    resolver, request : callable
        How a host is resolved and how one request is made; tests replace them.

    Raises
    ------
    InputError
        When the address or one it redirects to may not be fetched, or fetching fails.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    ask = request or _request
    current = url
    for _ in range(limits.redirects + 1):
        target = checked_target(current, resolver=resolver)
        try:
            answer = ask(target, limits, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(
                f"The page cannot be fetched: {_reason(error)}.", source=url, fix=_FIX
            ) from error
        if answer.status in (301, 302, 303, 307, 308) and answer.location:
            current = urljoin(current, answer.location)
            continue
        if answer.status != 200:
            raise InputError(f"The server answers {answer.status}.", source=url, fix=_FIX)
        if len(answer.body) > limits.fetch_bytes:
            raise InputError(
                f"The page is larger than {limits.fetch_bytes / 1e6:.0f} MB.", source=url, fix=_FIX
            )
        charset = re.search(r"charset=[\"']?([\w-]{2,40})", answer.content_type, re.IGNORECASE)
        return answer.body, charset.group(1) if charset else None
    raise InputError(
        f"The page redirects more than {limits.redirects} times.", source=url, fix=_FIX
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    status: int
    body: bytes = b""
    content_type: str = ""
    location: str | None = None


def _request(target: Target, limits: Limits, deadline: float) -> Answer:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = http.client.HTTPConnection(target.host, target.port, timeout=left)
    try:
        connection.sock = _connected(target, left)
        name = f"[{target.host}]" if ":" in target.host else target.host
        headers = {
            "Host": name,
            "User-Agent": "detente",
            "Accept": "text/html, text/plain, application/rss+xml, application/atom+xml, application/pdf",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", target.path, headers=headers)
        # What is not read to its end stays open until its answer is closed.
        with connection.getresponse() as response:
            body = bytearray()
            if response.status == 200:
                while len(body) <= limits.fetch_bytes and (part := response.read1(65536)):
                    body += part
                    if time.monotonic() > deadline:
                        raise TimeoutError
            return Answer(
                response.status,
                bytes(body),
                response.getheader("Content-Type") or "",
                response.getheader("Location"),
            )
    finally:
        connection.close()


def _connected(target: Target, seconds: float) -> socket.socket:
    plain = socket.create_connection((target.address, target.port), timeout=seconds)
    if target.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def _parts(url: str) -> SplitResult:
    if any(character.isspace() or ord(character) < 32 or character == "\\" for character in url):
        raise InputError(
            "The address holds a space or a control character.",
            source=url,
            fix="Check the address.",
        )
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError as error:
        raise InputError(
            "This is no valid address.", source=url, fix="Check the address."
        ) from error
    if parts.scheme not in _PORTS:
        raise InputError("Only http and https addresses are fetched.", source=url, fix=_FIX)
    return parts


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it takes too long"
    return getattr(error, "strerror", None) or type(error).__name__
