"""The workbench in a second browser: every page is drawn, decisions and edits are made, the console is silent."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from foxes import FIREFOX, fox
from living import Served

from detente.web.workspace import Workspace

Serve = Callable[[Workspace], Served]

pytestmark = pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed")

PAGES = {
    "start": "#paste",
    "review": ".panel li",
    "parties": "table.matrix button",
    "model": ".wishes li",
    "outcomes": ".frame svg .node",
    "outcomes/~states": "main table tbody tr",
    "outcomes/~together": "main table tbody tr, main .note",
    "depends": ".heat td.here",
    "brief": ".paper .lead",
}


def there(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def test_every_page_works_in_firefox(workspace: Workspace, serving: Serve) -> None:
    served = serving(workspace)
    with fox() as tab:
        tab.go(f"{served.address}/?token={served.token}")
        tab.until(there("li.card"))
        tab.press("j", "a")
        tab.until(there("li.card .tag.good"))
        for path, sign in PAGES.items():
            tab.see(f"location.hash = '#/{path}'")
            tab.until(there(sign))
            tab.until(f"{there('h1')}.textContent")
        tab.see("location.hash = '#/model'")
        grip = there('[data-grip=">USA-0"]')
        tab.until(grip)
        before = tab.see(f"{there('.wishes .that')}.textContent")
        tab.see(f"{grip}.focus()")
        tab.press("\ue015", alt=True)
        tab.until(
            f"document.querySelectorAll('.wishes .that')[1].textContent === {json.dumps(before)}"
        )
        tab.until(f"{there('.save')}.textContent === 'Saved'")
        assert tab.said == []
    assert [d.kind for d in workspace.dossier.decisions()] == ["accept"]
    assert workspace.current().can_undo
