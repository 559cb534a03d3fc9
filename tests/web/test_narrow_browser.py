"""What stays in sight on a small screen, and where a picture is wider than any screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from living import Served
from playwright.sync_api import Page, expect

from detente.store import Dossier
from detente.web.workspace import Workspace, opened

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

SMALL = {"width": 390, "height": 844}

#: Two parties with four and one options: 32 states, with far more improvements than can be drawn.
MANY = """
detente: 1
title: Quarry
decision_makers: [{id: Velia, name: Velia}, {id: Brenn, name: Brenn}]
options:
  - {id: close, owner: Velia, name: Close the quarry}
  - {id: pay, owner: Velia, name: Pay the carters}
  - {id: fence, owner: Velia, name: Fence the road}
  - {id: hire, owner: Velia, name: Hire new carters}
  - {id: block, owner: Brenn, name: Block the road}
preferences:
  Velia: [{that: not block}, {that: not pay}, {that: close}, {that: not fence}, {that: hire}]
  Brenn: [{that: pay}, {that: not close}, {that: not block}]
status_quo: YNNNN
"""


def too_wide(page: Page) -> list[str]:
    """Return the tables that one would have to scroll sideways."""
    page.locator("main table tbody tr").first.wait_for()
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main .scroll')]
          .filter((e) => e.querySelector('table') && e.checkVisibility({ contentVisibilityAuto: true })
            && e.scrollWidth > e.clientWidth)
          .map((e) => e.getAttribute('aria-label'))"""
    )
    return found


@pytest.mark.parametrize("place", ["outcomes", "parties"])
def test_tables_stand_whole_on_a_small_screen(
    workspace: Workspace, serving: Serve, visit: Visit, place: str
) -> None:
    assert too_wide(visit(serving(workspace), place, viewport=SMALL)) == []


def test_the_tableau_of_five_options_stands_whole_on_a_small_screen(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(MANY)
    assert too_wide(visit(serving(empty), "outcomes/~states", viewport=SMALL)) == []


def test_what_is_refused_is_told_where_one_looks(
    sample_path: Path, tmp_path: Path, serving: Serve, visit: Visit
) -> None:
    path = tmp_path / "anns.dossier"
    shutil.copy(sample_path, path)
    with Dossier.open(path, who="Ann") as dossier:
        dossier.accept(dossier.statements()[0].statement.id)
    with opened(path) as room:
        page = visit(serving(room), "reader", viewport=SMALL, expected=True)
        page.locator("li.card").nth(3).get_by_role("button", name="Accept ").first.click()
        expect(page.get_by_role("alert")).to_contain_text("open for reading")
        expect(page.get_by_role("alert")).to_be_in_viewport()


def test_a_picture_of_many_moves_is_opened_at_today(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(MANY)
    page = visit(serving(empty), "outcomes", viewport={"width": 1024, "height": 768})
    today = page.locator(".node.today")
    today.wait_for()
    seen = page.evaluate(
        """() => { const [f, t] = ['.frame', '.node.today'].map((e) => document.querySelector(e).getBoundingClientRect());
          return t.left >= f.left && t.right <= f.right && t.top >= f.top && t.bottom <= f.bottom; }"""
    )
    assert seen
    assert page.locator(".node").count() <= 16


def crowd(parties: int, options: int) -> str:
    """Return a model with parties that each have options and want one thing of the next."""
    names = [f"Harbour {'ABCDEF'[n]}" for n in range(parties)]
    said = [
        f"{{id: o{n}{k}, name: Close its berth number {n}{k}, owner: P{n}}}"
        for n in range(parties)
        for k in range(options)
    ]
    wishes = [
        f"P{n}: [{{that: o{(n + 1) % parties}0}}, {{that: not o{n}0}}]" for n in range(parties)
    ]
    makers = [f"{{id: P{n}, name: {name}}}" for n, name in enumerate(names)]
    return (
        f"detente: 1\ntitle: Harbours\ndecision_makers: [{', '.join(makers)}]\n"
        f"options: [{', '.join(said)}]\npreferences: {{{', '.join(wishes)}}}\n"
        f"status_quo: {'N' * parties * options}\n"
    )


@pytest.mark.parametrize(("parties", "options"), [(2, 4), (4, 1), (5, 2)])
def test_nothing_of_many_parties_and_options_is_scrolled_sideways_on_a_small_screen(
    empty: Workspace, serving: Serve, visit: Visit, parties: int, options: int
) -> None:
    empty.dossier.models.save(crowd(parties, options))
    served = serving(empty)
    page = visit(served, "outcomes/~states", viewport=SMALL)
    states = page.get_by_role("list", name="States").locator("li")
    if parties + parties * options > 7:
        expect(states).to_have_count(min(100, 2 ** (parties * options)))
        expect(states.first).to_contain_text("Ranking: Harbour A")
        page.get_by_text("Only states where").click()
        page.get_by_role("button", name="Close its berth number 00").click()
        expect(states.first).to_contain_text("Harbour A would close its berth number 00")
        states.first.get_by_role("button", name="Why ").click()
        page.get_by_role("heading", name="Why: ").wait_for()
    else:
        assert too_wide(page) == []
    page = visit(served, "brief", viewport=SMALL)
    page.get_by_role("heading", name="How this was made").wait_for()
    assert page.locator("main table").count() > 0
    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
