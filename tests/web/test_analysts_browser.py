"""Two analysts in the browser: comments, whose a dossier is, where they agree."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import Client
from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.drafting.reviewing import Answer
from detente.store import Dossier
from detente.store.model_edits import edit_model
from detente.timeline.since import keep_answers
from detente.web.app import create_app
from detente.web.workspace import Workspace, opened

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]


@pytest.fixture
def anothers(sample_path: Path, tmp_path: Path) -> Path:
    """The dossier of Ann, who has decided on its first three statements."""
    path = tmp_path / "anns.dossier"
    shutil.copy(sample_path, path)
    with Dossier.open(path, who="Ann") as dossier:
        first, second, third = [e.statement.id for e in dossier.statements()][:3]
        dossier.accept(first, second)
        dossier.reject(third, reason="Not said.")
    return path


def test_a_dossier_of_another_is_read_and_a_copy_worked_on(
    anothers: Path, serving: Serve, visit: Visit
) -> None:
    with opened(anothers) as room:
        page = visit(serving(room), "reader")
        banner = page.locator(".readonly")
        expect(banner).to_contain_text("This dossier is Ann’s")
        card = page.locator("li.card").nth(3)
        card.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("alert")).to_contain_text("open for reading")
        expect(card.locator(".tag.good")).to_have_count(0)
        assert violations(page) == []
        banner.get_by_role("button", name="Work on a copy").click()
        expect(banner).to_have_count(0)
        page.locator("li.card").nth(3).get_by_role("button", name="Accept").click()
        expect(page.locator("li.card").nth(3).locator(".tag.good")).to_have_text("accepted")
        assert room.dossier.path != anothers
    with Dossier.open(anothers) as kept:
        assert {d.who for d in kept.decisions()} == {"Ann"}


def test_one_may_say_that_one_works_in_it(anothers: Path) -> None:
    with opened(anothers) as room:
        client = Client(create_app(room))
        assert client.get("/api/dossier").json()["owner"] == "Ann"
        assert client.post("/api/decisions/undo").status_code == 403
        assert client.post("/api/model/undo", json={}).status_code == 403
        assert client.post("/api/model/check", json={"text": "{}"}).status_code == 200
        assert client.post("/api/dossiers/mine").status_code == 200
        assert client.post("/api/decisions/undo").status_code == 200
    with opened(anothers) as room:
        assert room.owner is None


def test_who_reviewed_a_draft_has_worked_in_the_dossier_too(anothers: Path) -> None:
    with Dossier.open(anothers, who="Ann") as dossier:
        while dossier.decisions(state="active"):
            dossier.undo()
    with opened(anothers) as room:
        assert room.owner is None
    with Dossier.open(anothers, who="Ann") as dossier:
        keep_answers(dossier, [Answer(step="party", do="keep", what="x", who="Ann")])
    with opened(anothers) as room:
        assert room.owner == "Ann"


def test_who_edited_a_model_has_worked_in_the_dossier_too(
    sample_path: Path, tmp_path: Path
) -> None:
    """A model that another edited by hand, without any decision, is read and not written over."""
    path = tmp_path / "model.dossier"
    shutil.copy(sample_path, path)
    title = {"op": "set_title", "title": "Ann’s"}
    with opened(path) as room:
        assert room.owner is None  # what a dossier begins with is nobody's edit
    with Dossier.open(path, who="Ann") as dossier:
        edit_model(dossier, [title], note="title")
    with opened(path) as room:
        client = Client(create_app(room))
        assert client.get("/api/dossier").json()["owner"] == "Ann"
        assert client.post("/api/model/edits", json={"edits": [title]}).status_code == 403
        assert client.post("/api/model/undo", json={}).status_code == 403
    with Dossier.open(path, who="Ann") as dossier:
        assert Workspace(dossier).owner is None
        dossier.models.undo()
    with opened(path) as room:
        assert room.owner is None  # nothing of hers is left
    with Dossier.open(path, who="Ann") as dossier:
        text = dossier.models.current().text
        dossier.models.save(text + "# drafted", draft=(text, 0))
    with opened(path) as room:
        assert room.owner is None  # a draft is nobody's work


def test_a_file_that_cannot_be_written_is_read_and_a_copy_worked_on(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serving: Serve, visit: Visit
) -> None:
    path = tmp_path / "fixed.dossier"
    shutil.copy(sample_path, path)
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: str(p) != str(path) and real(p, mode))
    with opened(path) as room:
        served = serving(room)
        page = visit(served, "reader")
        banner = page.locator(".readonly")
        expect(banner).to_contain_text("The file of this dossier cannot be written")
        expect(banner.get_by_role("button")).to_have_text(["Work on a copy"])
        page.locator("li.card").first.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("alert")).to_contain_text("open for reading")
        banner.get_by_role("button", name="Work on a copy").click()
        expect(banner).to_have_count(0)
        page.locator("li.card").first.get_by_role("button", name="Accept").click()
        expect(page.locator("li.card").first.locator(".tag.good")).to_have_text("accepted")


def test_comments_are_kept_and_change_nothing(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "reader")
    card = page.locator("li.card").first
    card.locator(".open").click()
    card.get_by_role("button", name="Comment").click()
    card.get_by_label("Comment on").fill("Ask the author <b>first</b>.")
    assert violations(page) == []
    card.get_by_role("button", name="Keep the comment").click()
    expect(card.locator(".comment")).to_contain_text("Ask the author <b>first</b>.")
    expect(card.locator(".tag.good")).to_have_count(0)
    expect(page.locator(".behind")).to_have_count(0)
    entry = workspace.dossier.statements()[0]
    assert entry.status == "proposed"
    assert [d.kind for d in workspace.dossier.decisions()] == ["comment"]
    page.reload()
    expect(page.locator("li.card .comment")).to_have_count(1)


def test_agreement_with_a_second_analyst_is_shown(
    workspace: Workspace, anothers: Path, serving: Serve, visit: Visit
) -> None:
    first, second, third = [e.statement.id for e in workspace.dossier.statements()][:3]
    workspace.dossier.accept(first, third)
    workspace.dossier.comment(second, "Unclear.")
    page = visit(serving(workspace), "start")
    page.get_by_role("button", name="See where we agree").click()
    dialog = page.get_by_role("dialog", name="Agreement with anns.dossier")
    expect(dialog).to_contain_text("50 % of 2 statements")
    expect(dialog.locator(".differences > li").first).to_contain_text("both decided, differently")
    expect(dialog.locator(".differences > li").first).to_contain_text(
        "accepted here, rejected there"
    )
    expect(dialog).to_contain_text("There: Ann")
    assert violations(page) == []
    dialog.locator(".differences a").first.click()
    expect(page.locator("li.card.chosen")).to_have_attribute("id", f"s-{third}")
