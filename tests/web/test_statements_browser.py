"""Statements in a real browser: everything that one holds can be corrected, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.store.ingesting import ingest_bytes
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

TEXT = (
    "Spain's minister said that Spain would close the border if France keeps its ban. France rejected any talks "
    "with Spain. France will open the road when the snow melts, Spain said.\n"
)


@pytest.fixture
def room(empty: Workspace) -> Workspace:
    ingest_bytes(empty.dossier, TEXT.encode(), "border.txt")
    return empty


def select(page: Page, words: str) -> None:
    """Select words in the form's document, as somebody would with the mouse."""
    source = page.get_by_label("The document: select the words")
    source.evaluate(
        "(area, words) => { area.focus(); const at = area.value.indexOf(words);"
        " area.setSelectionRange(at, at + words.length); area.dispatchEvent(new Event('select')); }",
        words,
    )


def test_everything_a_statement_holds_is_corrected(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader")
    card = page.locator("li.card", has_text="open the road")
    card.get_by_role("button", name="Correct").click()
    dialog = page.get_by_role("dialog", name="Correct the statement")
    dialog.get_by_role("combobox", name="Act", exact=True).select_option(label="promise")
    expect(dialog.get_by_label("Speaker")).to_have_value("Spain")  # by name, never by id
    dialog.get_by_label("Speaker").fill("France")
    dialog.get_by_label("To (several with commas)").fill("Spain")
    dialog.get_by_label("Whether it is done").select_option(label="it depends on a condition")
    dialog.get_by_label("It is said not").check()
    while dialog.get_by_role("button", name="Remove condition").count():
        dialog.get_by_role("button", name="Remove condition").first.click()
    dialog.get_by_role("button", name="It has a condition").click()
    expect(dialog.get_by_role("button", name="condition", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    select(page, "the snow melts")
    expect(dialog.get_by_label("Condition: what must")).to_have_value("the snow melts")
    dialog.get_by_role("button", name="consequence", exact=True).click()
    select(page, "open the road")
    dialog.get_by_label("Kind of condition").select_option(label="promise")
    dialog.get_by_label("Bound by").select_option(label="only if")
    assert violations(page) == []
    dialog.get_by_label("Reason").fill("The minister spoke of the thaw.")
    dialog.get_by_role("button", name="Save the correction").click()
    expect(dialog).to_have_count(0)
    expect(card.locator(".tag").first).to_have_text("promise not to")
    expect(card).to_contain_text("The minister spoke of the thaw.")
    entry = next(e for e in room.dossier.statements() if "open the road" in e.statement.span.text)
    said = entry.statement
    assert (said.act, said.negated, said.modality) == ("COMMIT", True, "conditional")
    assert said.speaker is not None
    assert (said.speaker.id, said.targets) == ("FRA", ("ESP",))
    (condition,) = said.conditions
    assert (condition.condition.text, condition.consequence.text) == (
        "the snow melts",
        "open the road",
    )
    assert (condition.kind, condition.sense) == ("promise", "only-if")
    decision = room.dossier.decisions()[-1]
    assert decision.reason == "The minister spoke of the thaw."


def test_what_is_wrong_with_a_correction_is_said_at_its_button(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader", expected=True)
    page.locator("li.card").first.get_by_role("button", name="Correct").click()
    dialog = page.get_by_role("dialog", name="Correct the statement")
    dialog.get_by_role("button", name="Save the correction").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing was changed")
    dialog.get_by_label("Words, exactly").fill("words that nobody said")
    dialog.get_by_role("button", name="Save the correction").click()
    expect(dialog.get_by_role("alert")).to_contain_text("do not stand in the document")


def test_codes_are_never_shown(room: Workspace, serving: Serve, visit: Visit) -> None:
    page = visit(serving(room), "reader")
    page.locator("li.card").first.wait_for()
    for name in ("reader", "parties"):
        page.goto(page.url.split("#")[0] + f"#/{name}")
        page.locator("li.card, table.matrix").first.wait_for()
        words = page.locator("main").inner_text()
        for code in ("REJECT", "THREATEN", "COMMIT", "(negated)", "STATE"):
            assert code not in words, (name, code)


def test_sure_statements_are_accepted_at_once_and_taken_back_at_once(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader")
    page.locator("li.card").first.wait_for()
    total = page.locator("li.card").count()
    # Nobody is that sure: the button says so, and stays where the bar can be lowered.
    page.get_by_label("Least percentage").fill("100")
    expect(page.get_by_role("button", name="Accept 0 open")).to_be_disabled()
    page.get_by_label("Least percentage").fill("0")
    page.get_by_role("button", name=f"Accept {total} open").click()
    expect(page.locator(".card .tag", has_text="accepted")).to_have_count(total)
    accepted = page.get_by_role("group", name="Filter by act and decision").get_by_role(
        "button", name="accepted"
    )
    expect(accepted).to_contain_text(str(total))
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    expect(page.locator(".card .tag", has_text="accepted")).to_have_count(0)


def test_chips_filter_and_say_how_many(room: Workspace, serving: Serve, visit: Visit) -> None:
    page = visit(serving(room), "reader")
    page.locator("li.card").first.wait_for()
    chips = page.get_by_role("group", name="Filter by act and decision")
    threat = chips.get_by_role("button", name="threat")
    threat.click()
    expect(threat).to_have_attribute("aria-pressed", "true")
    expect(page.locator("li.card")).to_have_count(int(threat.locator("small").inner_text()))
    chips.get_by_role("button", name="Show all").click()
    expect(page.locator("li.card")).to_have_count(len(room.dossier.statements()))


def test_actions_stand_beside_a_clicked_sentence(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader", viewport={"width": 1024, "height": 768})
    page.locator("article mark").first.click()
    card = page.locator(".card.chosen")
    for name in ("Accept", "Correct", "Reject"):
        expect(card.get_by_role("button", name=name)).to_be_in_viewport()


def test_one_goes_on_from_the_statement_that_was_decided_on(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader")
    cards = page.locator("li.card")
    cards.nth(1).get_by_role("button", name="Reject France rejected").click()
    expect(cards.nth(1)).to_have_class(re.compile("rejected"))
    expect(cards.nth(2)).to_have_class(re.compile("chosen"))
    # What is decided already can be decided otherwise only.
    expect(cards.nth(1).get_by_role("button", name="Reject France rejected")).to_be_disabled()
    expect(cards.nth(1).get_by_role("button", name="Accept France rejected")).to_be_enabled()
    # A card is chosen wherever it is pressed.
    cards.nth(0).locator(".marks").click(position={"x": 300, "y": 5})
    expect(cards.nth(0)).to_have_class(re.compile("chosen"))
