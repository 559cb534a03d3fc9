"""A page by its address, the whole way: the browser, the guard, a real HTTP server.

The names of the test resolve to public addresses (and one to a private one); what the guard lets
through is answered by a server on this machine. The guard itself is the one that ships.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from living import Served
from playwright.sync_api import Page, expect

from detente.documents import fetching
from detente.documents.limits import LIMITS, Limits
from detente.web.workspace import Workspace

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

NAMES = {
    "news.example": ["93.184.216.34"],
    "inside.example": ["10.0.0.7"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
}
ARTICLE = (
    "<html><head><title>Talks on the dam</title></head><body><article><h1>Talks on the dam</h1>"
    "<p>Brazil warned Argentina that it would close the border unless the bridge is opened.</p>"
    "<p>Argentina rejected the demand and called on Brazil to return to talks this week.</p>"
    "<script>document.title = 'broken'</script></article></body></html>"
)


class Pages(BaseHTTPRequestHandler):
    """A news site that misbehaves on some of its pages."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", f"http://{self.path[4:]}/")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        try:
            if self.path == "/huge":
                for _ in range(40):
                    self.wfile.write(b"x" * 65536)
            elif self.path == "/slow":
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
            else:
                self.wfile.write(ARTICLE.encode())
        except OSError:
            pass

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[fetching.Target]]:
    """The news site; what it was asked for is written down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked: list[fetching.Target] = []

    def request(target: fetching.Target, limits: Limits, deadline: float) -> fetching.Answer:
        asked.append(target)
        here = replace(target, address="127.0.0.1", port=server.server_port)
        return fetching._request(here, limits, deadline)

    limits = replace(LIMITS, fetch_bytes=500_000, fetch_seconds=2)
    through = partial(
        fetching.fetch,
        resolver=lambda host, _port: NAMES.get(host, []),
        request=request,
        limits=limits,
    )
    monkeypatch.setattr(fetching, "fetch", lambda url, **_: through(url))
    yield asked
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_what_is_not_public_is_refused(
    empty: Workspace, serving: Serve, visit: Visit, site: list[fetching.Target]
) -> None:
    page = visit(serving(empty), "reader")
    page.get_by_role("button", name="Add a document").first.click()
    dialog = page.get_by_role("dialog", name="Add a document")
    address = dialog.get_by_label("Address of a page")
    for url, message in (
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("http://2130706433/", "no valid host name"),
        ("http://inside.example/", "not on the public internet"),
        ("http://both.example/", "not on the public internet"),
        ("http://unknown.example/", "not on the public internet"),
        ("http://news.example:8080/", "only 80 and 443"),
        ("file:///etc/passwd", "Only http and https"),
    ):
        address.fill(url)
        address.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text(message)
    assert site == []
    for path, message in (
        ("to/inside.example", "not on the public internet"),
        ("to/127.0.0.1", "not on the public internet"),
        ("to/news.example/to/news.example/to/news.example/to/news.example", "redirects more than"),
        ("gone", "answers 404"),
        ("huge", "larger than"),
        ("slow", "takes too long"),
    ):
        address.fill(f"http://news.example/{path}")
        address.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text(message)
        expect(dialog.get_by_role("alert")).to_contain_text("Save the page as a file")
    assert {target.address for target in site} == {"93.184.216.34"}
    assert empty.dossier.list_documents() == []
    address.fill("http://news.example/talks")
    address.press("Enter")
    expect(page.get_by_role("article", name="The document")).to_contain_text("close the border")
    expect(page.locator("li.card")).not_to_have_count(0)
    assert [info.title for info in empty.dossier.list_documents()] == ["Talks on the dam"]
    assert "broken" not in page.title()
