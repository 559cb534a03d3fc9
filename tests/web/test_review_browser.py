"""The review in a real browser: candidates beside their words, one key each, and what would change."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.store.ingesting import ingest_bytes
from detente.timeline.redrafting import keep, redraft
from detente.timeline.since import review_answers
from detente.web.jobs import Cancelled
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

TEXT = (
    "Brazil's foreign minister said on Monday that Brazil would close its border with Peru if Peru expels "
    'the miners. "Peru must lift the ban on Brazilian beef," she said. Peru\'s president said that Peru '
    "would lift the ban on Brazilian beef if Brazil withdraws its patrols from the river. Brazil threatened "
    "to cut off power to Peru. Brazil said that Peru could close the port. Experts said that Brazil might "
    "invade Peru.\n"
)


@pytest.fixture
def room(empty: Workspace) -> Workspace:
    ingest_bytes(empty.dossier, TEXT.encode(), "river.txt")
    return empty


def given(room: Workspace) -> list[tuple[str, str, str]]:
    return [(a.do, a.what, a.value) for a in review_answers(room.dossier)]


def test_a_draft_is_reviewed_with_one_key_each(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "review")
    lines = page.locator("li.line")
    expect(lines.first).to_contain_text("Brazil would close its border")
    page.keyboard.press("j")
    expect(page.locator(".line.chosen .name")).to_be_focused()
    page.keyboard.press("a")
    expect(lines.first.locator(".tag.good")).to_have_text("right")
    page.keyboard.press("c")
    page.keyboard.insert_text("Republic of Peru")
    page.keyboard.press("Enter")
    expect(lines.nth(1)).to_contain_text("Republic of Peru")
    expect(lines.nth(1).locator(".name")).to_be_focused()
    page.get_by_role("link", name="2 What each can do").press("Enter")
    expect(lines.first).to_contain_text("Close its border")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(lines.first).to_contain_text("Republic of Peru: Close its border")
    page.keyboard.press("t")
    expect(lines.first).to_contain_text("(done today)")
    before = lines.count()
    page.keyboard.press("x")
    expect(lines).to_have_count(before - 1)
    page.keyboard.press("u")
    expect(lines).to_have_count(before)
    page.keyboard.press("n")
    page.keyboard.insert_text("recall its envoy")
    page.keyboard.press("Enter")
    expect(lines).to_have_count(before + 1)
    expect(lines.last).to_contain_text("Recall its envoy")
    page.get_by_role("link", name="3 What each wants").press("Enter")
    expect(lines.nth(1)).to_contain_text("then (2)")
    last = lines.nth(2).locator(".name").inner_text().partition(": ")[2]
    for key in ("j", "j", "j", "f"):
        page.keyboard.press(key)
    expect(lines.first).to_contain_text(f"first: {last}")
    page.get_by_role("link", name="Left out").press("Enter")
    page.get_by_role(
        "button", name=re.compile("Take it in for Republic of Peru.*close the port")
    ).press("Enter")
    expect(page.locator(".tag.good", has_text="taken in")).to_have_count(1)
    page.get_by_role("button", name="Make the model").press("Enter")
    page.get_by_role("heading", name="Outcomes").wait_for()
    page.locator("svg .node").first.wait_for()
    conflict = room.conflict()
    names = {option.id: option.owner for option in conflict.options}
    assert names["close_border"] == "PER"
    assert names["close_the_port"] == "PER"
    assert [dm.name for dm in conflict.decision_makers] == ["Brazil", "Republic of Peru"]
    assert [do for do, _, _ in given(room)] == [
        *("keep", "rename", "owner", "today", "add", "first", "take"),
    ]


def test_a_wish_is_turned_round(room: Workspace, serving: Serve, visit: Visit) -> None:
    page = visit(serving(room), "review/first")
    line = page.locator("li.line").first
    expect(line).to_contain_text("to cut off power")
    line.get_by_role("button", name="The opposite").click()
    expect(page.locator("li.line", has_text="not to cut off power")).to_have_count(1)
    assert [do for do, _, _ in given(room)] == ["turn"]


def test_options_are_merged_and_wishes_not_wanted_with_one_key_each(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "review/option")
    lines = page.locator("li.line")
    lines.first.wait_for()
    before = lines.count()
    page.keyboard.press("j")
    page.keyboard.press("m")
    into = page.get_by_label("It is the same as")
    offered = into.locator("option").all_inner_texts()
    assert offered
    assert not any("lift" in name.lower() for name in offered)  # that is Peru's
    assert violations(page) == []
    into.select_option(label="Cut off power to Peru")
    page.get_by_role("button", name="Keep", exact=True).press("Enter")
    expect(lines).to_have_count(before - 1)
    expect(lines.locator(".name", has_text="Close its border")).to_have_count(0)
    page.get_by_role("link", name="3 What each wants").press("Enter")
    expect(lines.first).to_contain_text("first:")
    wishes = lines.count()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(lines).to_have_count(wishes - 1)
    page.get_by_text("All answers").click()
    expect(page.locator(".answer").last).to_contain_text("does not want")
    expect(page.locator(".answer").first).to_contain_text("the same as Cut off power to Peru")
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(page.locator(".answer")).to_have_count(0)
    expect(lines).not_to_have_count(wishes - 1)
    assert given(room) == []


def test_parties_are_merged_left_out_and_taken_in(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "review/outside")
    page.get_by_role("button", name=re.compile("Take it in.*Experts")).click()
    page.get_by_label("It is a").select_option("firm")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("link", name="1 Who is in it").click()
    experts = page.locator("li.line", has_text="Experts (firm")
    experts.get_by_role("button", name="Merge").click()
    page.get_by_label("It is the same as").select_option("PER")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(experts).to_have_count(0)
    page.locator("li.line", has_text="Peru (state)").get_by_role("button", name="No party").click()
    expect(page.locator(".missing")).to_contain_text("carry no model")
    expect(page.get_by_role("button", name="Make the model")).to_have_count(0)
    expect(page.get_by_role("link", name="Read the brief without a model")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(".missing")).to_have_count(0)
    assert given(room) == [("kind", "experts", "firm"), ("merge", "experts", "PER")]


def test_a_refused_answer_is_explained_beside_the_lines(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "review/option", expected=True)
    line = page.locator("li.line").first
    line.get_by_role("button", name="Rename").click()
    page.get_by_label("New name").fill("  ")
    page.get_by_label("New name").press("Enter")
    expect(page.locator("section .note.bad")).to_contain_text("A new name is missing")
    page.get_by_label("New name").fill("Shut the frontier")
    page.get_by_label("New name").press("Enter")
    expect(line).to_contain_text("Shut the frontier")
    expect(page.locator("section .note.bad")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_steps_of_the_review_are_accessible(
    room: Workspace, serving: Serve, visit: Visit, theme: str
) -> None:
    page = visit(serving(room), "review", color_scheme=theme)
    home = page.url.split("#")[0]
    wrong = []
    for step in ("party", "option", "first", "outside"):
        page.goto(f"{home}#/review/{step}")
        page.locator("li.line").first.wait_for()
        if step == "party":
            page.get_by_role("button", name="Merge").first.click()
        for width in (390, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{step} {width}: {text}" for text in violations(page)]
    assert not wrong, "\n".join(wrong)


def test_what_a_decision_would_change_is_shown_before_it_is_made(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    keep(room.dossier, redraft(room.dossier))
    page = visit(serving(room), "model")
    # An edit of the analyst's that must stay.
    page.get_by_label("Title").fill("The river")
    expect(page.locator(".save")).to_have_text("Saved")
    page.goto(page.url.split("#")[0] + "#/reader")
    threat = page.locator("li.card", has_text="cut off power")
    threat.locator(".open").click()
    page.keyboard.press("x")
    expect(page.locator(".behind")).to_contain_text("1 decision since this draft")
    page.goto(page.url.split("#")[0] + "#/model")
    expect(page.locator(".options .name")).not_to_have_count(0)
    before = page.locator(".options .name").count()
    page.get_by_role("button", name="See what would change").press("Enter")
    dialog = page.get_by_role("dialog", name="What would change")
    expect(dialog).to_contain_text("Brazil: Cut off power to Peru")
    for shown in ("BRA", "PER", "cut_off_power"):  # names, never ids
        expect(dialog).not_to_contain_text(shown)
    expect(dialog.locator(".tag.bad", has_text="lost").first).to_be_visible()
    assert violations(page) == []
    assert any(option.id == "cut_off_power" for option in room.conflict().options)
    dialog.get_by_role("button", name="Draft anew, keeping my edits").press("Enter")
    expect(page.locator(".behind")).to_have_count(0)
    conflict = room.conflict()
    assert conflict.title == "The river"
    assert all(option.id != "cut_off_power" for option in conflict.options)
    # The page shows the new model, and what is edited is that.
    expect(page.locator(".options .name")).to_have_count(len(conflict.options))
    assert len(conflict.options) < before
    page.get_by_label("Title").fill("The river again")
    expect(page.locator(".save")).to_have_text("Saved")
    assert room.conflict().title == "The river again"


def test_what_both_sides_changed_is_named_although_nothing_else_would_change(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    keep(room.dossier, redraft(room.dossier))
    page = visit(serving(room), "model")
    name = page.get_by_label("Option 1 of Brazil")
    drafted = name.input_value()
    name.fill("Shut the bridge")
    name.press("Tab")
    expect(page.locator(".save")).to_have_text("Saved")
    page.goto(page.url.split("#")[0] + "#/review/option")
    page.get_by_role("button", name=f"Rename : Brazil: {drafted}").click()
    page.get_by_label("New name").fill("Bar the bridge")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="See what would change").click()
    dialog = page.get_by_role("dialog", name="What would change")
    expect(dialog).to_contain_text("Both you and the documents changed these; yours stay")
    expect(dialog.locator("li", has_text="Shut the bridge").first).to_contain_text(
        "the documents: Bar the bridge"
    )
    assert violations(page) == []


def test_how_far_a_draft_reaches_is_said_and_chosen(
    room: Workspace, serving: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = (
        "9 May 2031\n\nPeru said that it would recall its envoy unless Brazil lifts the toll on the canal. "
        "Brazil said that it would lift the toll on the canal if Peru signs the treaty.\n"
    )
    ingest_bytes(room.dossier, later.encode(), "canal.txt")
    monkeypatch.setattr("detente.timeline.reach.MODEL_FROM", 1)
    monkeypatch.setattr("detente.web.drafts.MOST_AT_ONCE", 3)
    monkeypatch.setattr("detente.web.drafts._HERE", 3)
    begin, stopped = threading.Event(), threading.Event()
    real = room.apart.do

    def waits(*given: Any, cancelled: Callable[[], bool], **more: Any) -> Any:
        while not begin.wait(0.05):
            if cancelled():
                stopped.set()
                raise Cancelled
        return real(*given, cancelled=cancelled, **more)

    monkeypatch.setattr(room.apart, "do", waits)
    page = visit(serving(room), "review/option")
    reach = page.locator(".reach")
    expect(reach).to_contain_text("Drafted from the newest 1 of 2 documents")
    expect(page.locator("li.line").first).to_contain_text("Recall its envoy")
    assert violations(page) == []
    reach.get_by_role("button").click()
    expect(reach).to_contain_text("To be drafted from all 2 documents")
    expect(page.locator(".next")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Not drafted yet")).to_be_visible()
    assert stopped.wait(20)
    assert violations(page) == []
    begin.set()
    page.get_by_role("button", name="Draft", exact=True).click()
    expect(reach).to_contain_text("Drafted from all 2 documents")
    expect(page.locator("li.line").filter(has_text="Close its border").first).to_be_visible()
    reach.get_by_role("button", name="Draft from the newest only").click()
    expect(reach).to_contain_text("Drafted from the newest 1 of 2 documents")
    expect(page.locator("li.line").filter(has_text="Close its border")).to_have_count(0)


def test_many_parties_are_turned_over_and_found_by_their_words(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    trades = [
        "Bakers",
        "Brewers",
        "Builders",
        "Butchers",
        "Carpenters",
        "Cleaners",
        "Cooks",
        "Dockers",
        "Drivers",
        "Dyers",
        "Farmers",
        "Fishers",
        "Glaziers",
        "Grocers",
        "Hatters",
        "Joiners",
        "Masons",
        "Millers",
        "Miners",
        "Nurses",
        "Painters",
        "Pilots",
        "Plumbers",
        "Porters",
        "Potters",
        "Printers",
        "Roofers",
        "Sailors",
        "Tailors",
        "Tanners",
        "Weavers",
        "Welders",
    ]
    said = " ".join(f"The {trade}' Union said on Monday that it would strike." for trade in trades)
    ingest_bytes(empty.dossier, f"{said} {TEXT}".encode(), "unions.txt")
    page = visit(serving(empty), "review")
    lines, pager = page.locator("li.line"), page.locator(".pager")
    expect(lines).to_have_count(25)
    total = int(re.findall(r"of (\d+) parties", pager.inner_text())[0])
    assert total > len(trades)
    expect(page.get_by_role("button", name=f"All {total} are right")).to_be_visible()
    pager.get_by_role("button", name="Next").click()
    expect(lines).to_have_count(total - 25)
    # The keys go on from one page to the next, and what is answered stays in sight.
    pager.get_by_role("button", name="Previous").click()
    lines.last.locator(".name").click()
    page.keyboard.press("j")
    expect(page.locator(".line.chosen .name")).to_be_focused()
    expect(lines).to_have_count(total - 25)
    page.keyboard.press("k")
    expect(lines).to_have_count(25)
    page.keyboard.press("/")
    page.keyboard.insert_text("weavers union")
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("Weavers")
    lines.first.locator(".acts button").first.click()
    expect(lines.first.locator(".tag.good")).to_have_text("right")
    page.get_by_label("Find among").fill("nobody of this name")
    expect(lines).to_have_count(0)
    expect(page.get_by_text("None has these words.")).to_be_visible()
    assert violations(page) == []
    # Another step begins with all of its own.
    page.get_by_role("link", name="Left out").click()
    expect(page.get_by_text("None has these words.")).to_have_count(0)
