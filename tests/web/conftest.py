"""A workspace on the bundled sample, made once; copies for tests that change it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from living import Served, served
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    sync_playwright,
)

from detente.web.sample import make_sample
from detente.web.workspace import Workspace


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.dossier"
    make_sample(path)
    return path


@pytest.fixture
def workspace(sample_path: Path, tmp_path: Path) -> Iterator[Workspace]:
    copy = tmp_path / "copy.dossier"
    shutil.copy(sample_path, copy)
    made = Workspace.open(copy)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "empty.dossier")
    yield made
    made.close()


def _chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    given = os.environ.get("DETENTE_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return given or next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    path = _chromium()
    if path is None:
        message = "Browser tests need Chromium: apt-get install chromium, or set DETENTE_CHROMIUM."
        if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    made = playwright.chromium.launch(
        executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    )
    yield made
    made.close()


@pytest.fixture
def serving() -> Iterator[Callable[[Workspace], Served]]:
    """Serve workspaces in threads; all are stopped at the end."""
    with ExitStack() as stack:

        def start(workspace: Workspace) -> Served:
            return stack.enter_context(served(workspace))

        yield start


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages that are watched: nothing leaves the workbench, the console stays empty.

    ``expected`` says that bad input is part of the test.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(at: Served, path: str = "", *, expected: bool = False, **values: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **values)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()

        def asked(request: Request) -> None:
            if not request.url.startswith((at.address + "/", "blob:", "data:")):
                troubles.append(f"a request left: {request.url}")

        def said(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                troubles.append(f"the console says: {message.text}")

        page.on("request", asked)
        page.on("console", said)

        def answered(response: Response) -> None:
            refused = "preference-applied" in response.headers
            if refused and not expected and response.json()["status"] == 400:
                troubles.append(f"{response.request.method} {response.url}: {response.text()}")

        page.on("response", answered)
        page.on("pageerror", lambda error: troubles.append(f"an error: {error}"))
        page.on("dialog", lambda dialog: (troubles.append("a dialog opened"), dialog.dismiss()))
        page.goto(f"{at.address}/?token={at.token}")
        if path:
            page.goto(f"{at.address}/#/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
