"""Only public addresses are fetched, whatever an address or a redirect says; no test uses a network."""

from __future__ import annotations

import pytest

from detente.documents import Limits, fetching, load_document
from detente.documents.fetching import Answer, Target, checked_target, fetch, is_public
from detente.documents.limits import LIMITS
from detente.errors import InputError

PUBLIC = "93.184.216.34"
NAMES = {
    "example.org": [PUBLIC],
    "six.example.org": ["2606:2800:220:1:248:1893:25c8:1946"],
    "mixed.example.org": [PUBLIC, "10.0.0.1"],
    "inside.example.org": ["192.168.1.10"],
    "loop.example.org": ["127.0.0.1"],
    "meta.example.org": ["169.254.169.254"],
    "cgnat.example.org": ["100.64.1.1"],
    "mapped.example.org": ["::ffff:10.0.0.1"],
    "empty.example.org": [],
}


def resolver(host: str, port: int) -> list[str]:
    if host not in NAMES:
        raise OSError("unknown host")
    return NAMES[host]


INSIDE = """
127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 100.127.255.255
    0.0.0.0 0.1.2.3 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 192.0.0.1
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 2001:db8::1
    64:ff9b::a00:1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 nonsense
"""


@pytest.mark.parametrize("address", INSIDE.split())
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", PUBLIC, "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "javascript://example.org/%0aalert(1)",
        "data://text/plain,hi",
        "http://",
        "https:///path",
        "http://example.org:8080/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://0/",
        "http://10.0.0.1./",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25eth0]/",
        "http://[::]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://inside.example.org/",
        "http://loop.example.org/",
        "http://meta.example.org/",
        "http://cgnat.example.org/",
        "http://mapped.example.org/",
        "http://mixed.example.org/",
        "http://empty.example.org/",
        "http://unknown.example.org/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: x",
        "http://example.org\t/",
        "http://-example.org/",
        "http://exämple..org/",
        "http://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    def request(target: Target, limits: Limits, deadline: float) -> Answer:
        raise AssertionError("a refused address was asked")

    with pytest.raises(InputError) as caught:
        fetch(url, resolver=resolver, request=request)
    assert caught.value.source == url
    assert caught.value.fix


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", Target("https", "example.org", 443, PUBLIC, "/")),
        (
            "http://example.org:443/a b".replace(" ", "%20"),
            Target("http", "example.org", 443, PUBLIC, "/a%20b"),
        ),
        (
            "HTTP://EXAMPLE.org./ä?q=ö&x=1#part",
            Target("http", "example.org", 80, PUBLIC, "/%C3%A4?q=%C3%B6&x=1"),
        ),
        (
            "http://six.example.org/",
            Target("http", "six.example.org", 80, NAMES["six.example.org"][0], "/"),
        ),
        ("http://1.1.1.1/", Target("http", "1.1.1.1", 80, "1.1.1.1", "/")),
    ],
)
def test_the_connection_goes_to_the_address_that_was_checked(url: str, target: Target) -> None:
    assert checked_target(url, resolver=resolver) == target


def test_a_name_is_resolved_once() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    seen: list[Target] = []

    def request(target: Target, limits: Limits, deadline: float) -> Answer:
        seen.append(target)
        return Answer(200, b"text", "text/html; charset=utf-8")

    assert fetch("http://example.org/", resolver=rebinding, request=request) == (b"text", "utf-8")
    assert asked == ["example.org"]
    assert [target.address for target in seen] == [PUBLIC]


@pytest.mark.parametrize(
    ("places", "allowed"),
    [
        (["/one", "https://example.org/two", "three"], True),
        (["/1", "/2", "/3", "/4"], False),
        (["http://169.254.169.254/"], False),
        (["//loop.example.org/"], False),
        (["file:///etc/passwd"], False),
        (["http://example.org:8080/"], False),
    ],
)
def test_redirects_are_checked_again(places: list[str], allowed: bool) -> None:
    left = list(places)

    def request(target: Target, limits: Limits, deadline: float) -> Answer:
        assert is_public(target.address)
        return Answer(302, location=left.pop(0)) if left else Answer(200, b"text")

    if allowed:
        assert fetch("http://example.org/", resolver=resolver, request=request)[0] == b"text"
    else:
        with pytest.raises(InputError):
            fetch("http://example.org/", resolver=resolver, request=request)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(404), "answers 404"),
        (Answer(302), "answers 302"),
        (Answer(200, b"x" * 101), "larger than"),
        (TimeoutError(), "takes too long"),
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
    ],
)
def test_failures_are_one_clear_error(answer: Answer | OSError, words: str) -> None:
    def request(target: Target, limits: Limits, deadline: float) -> Answer:
        if isinstance(answer, OSError):
            raise answer
        return answer

    with pytest.raises(InputError, match=words):
        fetch(
            "http://example.org/",
            limits=Limits(fetch_bytes=100),
            resolver=resolver,
            request=request,
        )


def test_an_address_that_is_named_is_fetched_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        "<html><body><article><p>"
        + "Die Gespräche wurden am Montag fortgesetzt. " * 8
        + "</p></article></body></html>"
    )
    asked: list[str] = []

    def answer(url: str, *, limits: Limits = LIMITS) -> tuple[bytes, str | None]:
        asked.append(url)
        return page.encode("latin-1"), "iso-8859-1"

    monkeypatch.setattr(fetching, "fetch", answer)
    document = load_document("https://example.org/news/talks.html?x=1")
    assert asked == ["https://example.org/news/talks.html?x=1"]
    assert "Gespräche" in document.text
    assert document.id == "talks"


def test_a_request_is_made_without_proxy_or_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import threading

    here, there = socket.socketpair()
    asked: list[bytes] = []

    def serve() -> None:
        asked.append(there.recv(4096))
        there.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=b\r\nConnection: close\r\n\r\nHello"
        )
        there.close()

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setattr(fetching, "_connected", lambda target, seconds: here)
    thread = threading.Thread(target=serve)
    thread.start()
    body, _ = fetch("http://example.org/a?b=c", resolver=resolver)
    thread.join()
    assert body == b"Hello"
    assert asked[0].startswith(b"GET /a?b=c HTTP/1.1\r\nHost: example.org\r\n")
    assert b"Cookie" not in asked[0]
