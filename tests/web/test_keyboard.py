"""The whole path by keyboard alone: from a pasted article to an exported brief, no mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from living import Served
from playwright.sync_api import Page, expect

from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

ARTICLE = """\
Dispute over the dam

Carlos Lima, the foreign minister of Brazil, said: "If Argentina opens the bridge, we will stop the works."

Argentina warned Brazil that it would close the border. President Laura Gomez said Argentina would \
take the dispute to court unless Brazil stops filling the lake, and urged Brazil to return to talks.

Brazil rejected the demand. Argentina warned Brazil again that it would close the border.
"""

_FOCUSED = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return ["", "", true];
    const words = (of) => {
        const walk = document.createTreeWalker(of, NodeFilter.SHOW_TEXT);
        const parts = [];
        while (walk.nextNode()) parts.push(walk.currentNode.data);
        return parts.join(" ");
    };
    const name = at.getAttribute("aria-label") || words(at.labels?.[0] || at);
    const style = getComputedStyle(at);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return [at.tagName.toLowerCase(), name.replace(/\\s+/g, " ").trim(), seen || at.id === "main"];
}"""


class Keys:
    """Someone at a keyboard: what is not reached with Tab, or not seen to have the focus, fails."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> Keys:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Keys:
        self.page.keyboard.insert_text(text)
        return self

    def at(self) -> tuple[str, str]:
        tag, name, seen = self.page.evaluate(_FOCUSED)
        assert seen, f"the focus on {name!r} is not seen"
        return tag, name

    def to(self, name: str, *, back: bool = False, most: int = 150) -> Keys:
        """Press Tab until the focus is on the control of this name."""
        passed = []
        for _ in range(most):
            self.press("Shift+Tab" if back else "Tab")
            _, found = self.at()
            if re.match(name, found):
                return self
            passed.append(found[:40])
        raise AssertionError(f"{name!r} is not reached with Tab; passed {passed}")

    def here(self, name: str) -> Keys:
        """The focus comes to the control of this name by itself."""
        self.page.wait_for_function(
            f"(name) => new RegExp('^(' + name + ')').test((({_FOCUSED})())[1])", arg=name
        )
        self.at()
        return self


def test_from_article_to_brief_by_keyboard(
    empty: Workspace,
    serving: Serve,
    visit: Visit,
    tmp_path: Path,
) -> None:
    page = visit(serving(empty), "reader")
    page.locator(".empty").wait_for()
    keys = Keys(page)

    # Reader: paste, walk, decide
    keys.to("Add a document").press("Enter").here("Article text").type(ARTICLE)
    keys.to("Read the text").press("Enter")
    keys.here("Carlos Lima")
    status = page.get_by_role("status").first
    expect(status).to_contain_text("statements found")
    total = page.locator("li.card").count()
    assert total >= 4
    keys.press("a")
    expect(status).to_contain_text("Accepted")
    expect(page.locator(".card .tag", has_text="accepted")).to_have_count(1)
    expect(page.locator(".card.chosen .open")).to_be_focused()
    keys.press("x")
    expect(page.locator(".card.rejected")).to_have_count(1)
    keys.press("Control+z")
    expect(page.locator(".card.rejected")).to_have_count(0)
    keys.press("k", "j", "c").here("Act").press("ArrowDown")
    keys.to("Save the correction").press("Enter")
    expect(page.locator(".card .tag", has_text="corrected")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_have_count(0)

    # A statement from words selected with the keyboard
    keys.press("n").here("The document")
    keys.press("Control+Home", *["ArrowRight"] * 12, *["Shift+ArrowRight"] * 8)
    keys.to("Words, exactly").to("Act").to("Speaker").type("BRA").to("Add$").press("Enter")
    expect(page.locator(".card.chosen .tag", has_text="added")).to_have_count(1)
    added = [e for e in empty.dossier.statements() if e.origin == "analyst"]
    assert [(e.statement.span.start, e.statement.span.text) for e in added] == [(13, "the dam")]

    # Merge and split, each taken back and done again
    keys.to("Merge", most=10).press("Enter").here("Find among").press("Tab", "Space")
    keys.to("Merge 1 into").press("Enter")
    expect(page.locator(".card .tag", has_text="merged")).to_have_count(1)
    expect(page.locator(".card.chosen .open")).to_be_focused()
    keys.press("Control+z")
    expect(page.locator(".card .tag", has_text="merged")).to_have_count(0)
    keys.press("s").here("One piece").press("Control+Home", *["ArrowRight"] * 3, "Enter")
    keys.to("Split into 2").press("Enter")
    expect(page.locator(".card .tag", has_text="split")).to_have_count(1)
    assert {"the", "dam"} <= {e.statement.span.text for e in empty.dossier.statements()}
    keys.press("Control+z")
    expect(page.locator(".card .tag", has_text="split")).to_have_count(0)
    expect(page.locator("li.card")).to_have_count(total + 1)

    # Parties: the matrix and the statements of a pair
    keys.press("3")
    page.locator("table.matrix button").first.wait_for()
    expect(page.locator("main")).to_be_focused()
    keys.to("Argentina.*Brazil|.*of Brazil|−", most=20).press("Enter")

    # Model: draft, options, rules, order, one-way, undo and redo
    keys.press("4")
    keys.to("Draft from the documents").press("Enter")
    page.locator(".wishes li").first.wait_for()
    version = empty.current().version
    keys.to(r"\+ Add an option for Brazil").press("Enter").here("Option [0-9]+ of Brazil")
    keys.type("Share data").to("Direction of").press("ArrowDown")
    expect(page.locator(".save")).to_have_text("Saved")
    option = next(o for o in empty.conflict().options if o.id == "share_data")
    assert (option.name, option.direction.value) == ("Share data", "forward")
    keys.to("Add a rule").press("Enter").here(".*: either way").press("Enter").here(".*: done")
    keys.to("Add this rule").press("Enter").here(".*: done").press("Enter").here(".*: not done")
    keys.to("Remove rule 1", most=20).press("Enter").here("Add a rule")
    keys.to("Move preference 2 of Brazil").press("Alt+ArrowUp").here("Move preference 1 of Brazil")
    expect(status).to_contain_text("Moved to place 1")
    keys.to("Add a preference of Brazil", back=True).press("Enter").here("What")
    keys.to("Keep this wish").press("Enter").here("Add a preference of Brazil")
    keys.to("Basis", most=40).press("Enter").here("Assumption").type("Said in private.")
    keys.press("Escape").here("Basis")
    expect(page.locator(".save")).to_have_text("Saved")
    assert empty.current().version > version
    keys.to("Remove option|Remove Share data|Remove", back=True)
    written = empty.current().text
    with page.expect_response(lambda answer: answer.url.endswith("/model/undo")):
        keys.press("Control+z")
    expect(status).to_contain_text("Undone")
    assert empty.current().text != written
    with page.expect_response(lambda answer: answer.url.endswith("/model/redo")):
        keys.press("Control+Shift+z")
    expect(status).to_contain_text("Done again")
    assert empty.current().text == written

    # Outcomes: choose a state, why, path
    keys.press("5")
    page.locator("main table button").first.wait_for()
    keys.to("Why is").press("Enter").here("Why: ")
    keys.to("NASH|SEQ|SMR|GMR").press("Enter")
    keys.to("The words it rests on").press("Enter")
    page.locator(".chain li").first.wait_for()
    keys.to("allow moves").press("Space")
    keys.to("Close", back=True).press("Enter").here("Why is")
    keys.to("The same as a table").press("Enter").to("Table of moves").to(
        "Today.s situation"
    ).press("Enter")
    keys.here("Why: Today.s situation")

    # Depends: sliders, claim, scenarios
    keys.press("6")
    page.locator(".heat td.here").wait_for()
    keys.to("Brazil toward Argentina").press("ArrowRight")
    expect(page.get_by_role("button", name="Back to the model’s")).to_be_enabled()
    expect(page.locator(".map [role=status]")).to_contain_text("At this setting")
    page.locator(".hinges li").first.wait_for()
    keys.to("A claim in words").type("It depends on Brazil's attitude toward Argentina").press(
        "Enter"
    )
    expect(page.locator(".verdict .tag").first).to_be_visible()
    keys.to("(?!Check).*now").press("Space").press("Tab").press("Space")
    keys.to("Compare").press("Enter").here("Scenarios compared")

    # Brief: compose, edit, export, cite
    keys.press("7")
    page.locator(".paper .lead").first.wait_for()
    keys.to("Edit").press("Enter").here("Your wording").press("Control+a").type("In my own words.")
    keys.to("Keep").press("Enter").here("Edit")
    expect(page.locator(".lead").first).to_contain_text("In my own words.")
    keys.to("Cite", back=True).press("Enter").press("Escape").here("Cite")
    keys.to("HTML$", back=True)
    with page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(tmp_path / "brief.html")
    assert "In my own words." in (tmp_path / "brief.html").read_text(encoding="utf-8")
