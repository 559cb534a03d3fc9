"""A newcomer, in the browser: from a pasted article to an exported brief, with no dead end."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from living import Served
from playwright.sync_api import Locator, Page, expect

from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

#: Between states, between a firm and its workers, one that says little, and one that carries no model.
ARTICLES = {
    "states": (
        "Talks on the river\n\nBrazil's foreign minister said on Monday that Brazil would close its border "
        'with Peru if Peru expels the miners. "Peru must lift the ban on Brazilian beef," she said. '
        "Peru's president said that Peru would lift the ban on Brazilian beef if Brazil withdraws its "
        "patrols from the river. Brazil threatened to cut off power to Peru.\n"
    ),
    "labour": (
        "Walkout looms\n\nThe Dockers' Union said it would strike on Friday unless Harbour Holdings raises "
        'wages. "We will lock out every crew if the union strikes," said Erik Dahl, chief executive of '
        "Harbour Holdings. Harbour Holdings offered to raise wages if the union drops its claim. The Dockers' "
        "Union rejected the offer and urged Harbour Holdings to reopen the talks.\n"
    ),
    "little": (
        "Port talks\n\nVelmar's foreign minister said that Velmar would leave the port talks. Tessaly's foreign "
        "minister said that Tessaly would close the harbour.\n"
    ),
    "calm": (
        "A good harvest\n\nChile's agriculture minister said that the harvest was good. Farmers said that the "
        "rain had come early. The minister thanked the pickers.\n"
    ),
}


class Hand:
    """A hand that counts what it does; waiting costs nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def fill(self, target: Locator, text: str) -> None:
        self.actions += 1
        target.fill(text)

    def onward(self) -> None:
        """Follow the next step, which every page shows."""
        self.click(self.page.locator(".next a"))

    def export(self, folder: Path) -> str:
        with self.page.expect_download() as download:
            self.click(self.page.get_by_role("link", name="HTML", exact=True))
        target = folder / "brief.html"
        download.value.save_as(target)
        return unescape(target.read_text(encoding="utf-8"))


def pasted(empty: Workspace, serving: Serve, visit: Visit, kind: str) -> Hand:
    page = visit(serving(empty))
    hand = Hand(page)
    hand.fill(page.get_by_label("Article text"), ARTICLES[kind])
    hand.click(page.get_by_role("button", name="Read the text"))
    page.locator("li.card").first.wait_for()
    return hand


@pytest.mark.parametrize("kind", ["states", "labour"])
def test_from_an_article_to_a_brief(
    empty: Workspace, serving: Serve, visit: Visit, tmp_path: Path, kind: str
) -> None:
    hand = pasted(empty, serving, visit, kind)
    page = hand.page
    hand.onward()
    for _ in range(2):
        hand.click(page.get_by_role("button", name="All of these are right"))
        hand.click(page.get_by_role("button", name="Next: "))
    hand.click(page.get_by_role("button", name="All of these are right"))
    hand.click(page.get_by_role("button", name="Make the model"))
    page.locator(".panel table tbody tr").first.wait_for()
    hand.click(page.get_by_role("button", name="Why is").first)
    page.locator(".reasons li").first.wait_for()
    hand.onward()
    page.locator(".heat td.here").wait_for()
    hand.onward()
    page.locator(".paper .lead").first.wait_for()
    for dm in empty.conflict().decision_makers:
        expect(page.locator(".paper h4").filter(has_text=f"{dm.name} can")).to_have_count(1)
    text = hand.export(tmp_path)
    assert all(dm.name in text for dm in empty.conflict().decision_makers)
    assert hand.actions <= 40
    assert page.locator(".note.bad").count() == 0


def test_a_text_that_carries_no_model_still_ends_in_a_brief(
    empty: Workspace, serving: Serve, visit: Visit, tmp_path: Path
) -> None:
    hand = pasted(empty, serving, visit, "calm")
    page = hand.page
    hand.onward()
    expect(page.locator(".missing")).to_contain_text("carry no model")
    hand.onward()
    page.locator(".paper .lead").first.wait_for()
    # How to go on is told by what can be clicked here, not by commands and files that are not there.
    expect(page.locator(".paper")).to_contain_text("on the page Reader")
    for command in ("detente serve", "detente draft", "pasted-"):
        expect(page.locator(".paper")).not_to_contain_text(command)
    expect(page.locator(".notes")).to_contain_text("A good harvest.txt, paragraph")
    assert "harvest" in hand.export(tmp_path)
    assert hand.actions <= 40


def test_what_says_too_little_for_a_forecast_says_so_before_the_brief(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    hand = pasted(empty, serving, visit, "little")
    page = hand.page
    hand.onward()
    warning = page.locator(".thin")
    expect(warning).to_contain_text("only one thing was found")
    expect(page.locator(".beside cite").first).to_contain_text("minister")
    expect(page.locator(".next a")).to_have_text("Make the model")
    hand.onward()
    page.locator(".panel table tbody tr").first.wait_for()
    expect(warning).to_be_visible()
    page.locator(".menu").get_by_role("link", name="Parties & attitudes").click()
    expect(page.get_by_role("heading", name="Attitudes in the model")).to_be_visible()
    page.locator(".menu").get_by_role("link", name="What it depends on").click()
    expect(warning).to_be_visible()
    hand.onward()
    expect(page.locator(".paper .lead").first).to_be_visible()
    expect(page.locator(".paper")).to_contain_text("only one thing was found")
    assert hand.actions <= 40
