"""The start page in a real browser: dossiers opened, made and copied, and the tour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.store import Dossier
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]


def test_dossiers_are_made_and_switched(
    empty: Workspace, serving: Serve, visit: Visit, tmp_path: Path
) -> None:
    with Dossier.create(tmp_path / "second.dossier", title="The second"):
        pass
    page = visit(serving(empty), "start")
    page.get_by_role("button", name="second.dossier").click()
    expect(page.locator(".dossier")).to_have_text("The second")
    page.keyboard.press("0")
    page.get_by_label("A new one, by its title").fill("Fish & ships")
    page.get_by_role("button", name="Make it").click()
    expect(page.locator(".dossier")).to_have_text("Fish & ships")
    assert (tmp_path / "fish-ships.dossier").exists()
    expect(page.get_by_role("button", name="empty.dossier")).to_be_visible()
    page.get_by_label("Article text").fill("Chile warned Peru that it would close the port.")
    page.get_by_role("button", name="Read the text").click()
    page.locator("li.card").first.wait_for()
    with Dossier.open(tmp_path / "empty.dossier") as first:
        assert first.list_documents() == []
    with Dossier.open(tmp_path / "fish-ships.dossier") as made:
        assert len(made.list_documents()) == 1


def test_a_copy_is_whole_by_itself(
    workspace: Workspace, serving: Serve, visit: Visit, tmp_path: Path
) -> None:
    page = visit(serving(workspace), "start")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save a copy").click()
    target = tmp_path / "elsewhere" / "copy.dossier"
    download.value.save_as(target)
    with Dossier.open(target) as copy:
        assert copy.check() == []
        assert len(copy.statements()) == len(workspace.dossier.statements())
        assert copy.models.current().text == workspace.current().text


def test_a_dossier_that_is_none_is_refused_beside_the_list(
    empty: Workspace, serving: Serve, visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "broken.dossier").write_text("no dossier at all, only words")
    page = visit(serving(empty), "start", expected=True)
    page.get_by_role("button", name="broken.dossier").click()
    expect(page.get_by_role("alert")).to_contain_text("no dossier")
    assert empty.dossier.path.name == "empty.dossier"


def test_the_tour_leads_through_a_case_and_leaves_ones_own_alone(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(empty), "start")
    page.get_by_role("button", name="Take the tour").click()
    tour = page.get_by_role("complementary", name="Tour")
    expect(tour).to_contain_text("1 of 6")
    for title in ("Who is in it", "What could last", "What it depends on", "The brief"):
        tour.get_by_role("button", name="Next stop").click()
        expect(tour.get_by_role("heading")).to_have_text(title)
    page.locator(".paper .lead").first.wait_for()
    assert violations(page) == []
    tour.get_by_role("button", name="Next stop").click()
    tour.get_by_role("button", name="End of the tour").click()
    expect(tour).to_have_count(0)
    page.get_by_role("button", name="empty.dossier").click()
    expect(page.locator(".dossier")).to_have_text("empty")
    assert empty.dossier.list_documents() == []


def test_every_term_is_looked_up_by_a_key(empty: Workspace, serving: Serve, visit: Visit) -> None:
    page = visit(serving(empty), "start")
    page.locator("h1").first.wait_for()
    page.get_by_role("button", name="Glossary").wait_for()
    page.keyboard.press("g")
    dialog = page.get_by_role("dialog", name="Glossary")
    field = dialog.get_by_label("Find a term")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert violations(page) == []
    field.fill("nothing leads there")
    expect(dialog.locator("dt")).to_have_text(["holds once there"])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
