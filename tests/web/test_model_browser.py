"""The model page in a real browser: wishes by choosing, the ranking that follows, templates, versions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from asking import Client
from living import Served
from playwright.sync_api import Locator, Page, expect
from test_browser import violations

from detente.model.conflict import Statements
from detente.web.app import create_app
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

ROADS = """
detente: 1
title: Two roads
decision_makers: [{id: N, name: North}, {id: S, name: South}]
options: [{id: give, name: Give way, owner: N}, {id: wait, name: Wait outside, owner: S}]
preferences: {N: [{that: wait}], S: [{that: give}]}
status_quo: NN
"""


def test_a_wish_is_built_by_choosing_and_the_ranking_follows(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(ROADS)
    page = visit(serving(empty), "model")
    ranking = page.get_by_role("region", name="The ranking that follows").locator("li")
    expect(ranking).to_have_count(4)
    expect(ranking.first).to_contain_text("South would wait outside")
    page.get_by_role("button", name="Change preference 1 of North").press("Enter")
    dialog = page.get_by_role("dialog", name="What is wanted")
    dialog.get_by_role("combobox", name="What", exact=True).select_option(label="Give way")
    dialog.get_by_label("Shall it be done?").select_option(label="it shall not be done")
    dialog.get_by_label("When").select_option(label="if")
    dialog.get_by_role("combobox", name="Condition", exact=True).select_option(label="Wait outside")
    expect(dialog.locator(".note")).to_have_text(
        "North does not do this: “Give way”, if South does this: “Wait outside”."
    )
    assert violations(page) == []
    dialog.get_by_role("button", name="Keep this wish").press("Enter")
    expect(page.locator(".save")).to_have_text("Saved")
    held = empty.conflict().preferences["N"]
    assert isinstance(held, Statements)
    assert [str(item.that) for item in held.items] == ["!give IF wait"]
    expect(ranking.last).to_contain_text("North would give way; South would wait outside")
    assert violations(page) == []


def test_a_model_begins_with_a_template_and_versions_tell_what_differs(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(empty), "model")
    page.get_by_role("button", name="New or from a file").press("Enter")
    page.get_by_label("Begin with").select_option("offer")
    page.get_by_role("button", name="Begin", exact=True).press("Enter")
    page.locator(".wishes li").first.wait_for()
    assert len(empty.conflict().decision_makers) == 2
    party = empty.conflict().decision_makers[0]
    page.get_by_role("button", name=f"Add an option for {party.name}").press("Enter")
    page.locator('textarea[data-field^="option "]:focus').fill("Ask the neighbours")
    expect(page.locator(".save")).to_have_text("Saved")
    page.get_by_role("button", name="Versions").press("Enter")
    dialog = page.get_by_role("dialog", name="Versions")
    dialog.get_by_role("button", name="What differs from from the template").press("Enter")
    expect(dialog.locator(".differs")).to_contain_text("Ask the neighbours")
    assert violations(page) == []


RANKED = """
detente: 1
title: Ranked
decision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]
options: [{id: a, name: Act, owner: A}, {id: b, name: Begin, owner: B}]
preferences: {A: {ranking: [NN, YN, NY, YY]}, B: {ranking: [NN, NY, YN, YY]}}
status_quo: NY
"""


def test_a_preference_that_is_not_kept_is_not_added(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(ROADS)
    page = visit(serving(empty), "model")
    wishes = page.get_by_role("region", name="What North wants").locator(".wishes > li")
    expect(wishes).to_have_count(1)
    dialog = page.get_by_role("dialog", name="What is wanted")
    page.get_by_role("button", name="Add a preference of North").press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(wishes).to_have_count(1)
    page.get_by_role("button", name="Add a preference of North").press("Enter")
    dialog.get_by_role("button", name="Keep this wish").press("Enter")
    expect(wishes).to_have_count(2)
    expect(wishes.nth(1)).to_contain_text("to give way")
    expect(page.locator(".save")).to_have_text("Saved")
    held = empty.conflict().preferences["N"]
    assert isinstance(held, Statements)
    assert [item.assumption is not None for item in held.items] == [False, True]


@pytest.mark.parametrize("width", [1440, 390])
def test_options_and_parties_are_dragged(
    empty: Workspace, serving: Serve, visit: Visit, width: int
) -> None:
    empty.dossier.models.save(RANKED)
    page = visit(serving(empty), "model", viewport={"width": width, "height": 800})
    parties = page.locator(".parties > li")
    expect(parties).to_have_count(2)
    before = [o.id for o in empty.conflict().options]
    # A party is dropped anywhere on another, on its options too.
    parties.nth(1).locator('[data-grip="parties-1"]').drag_to(
        parties.nth(0).locator(".options > li").last
    )
    expect(parties.nth(0).locator("input.name")).to_have_value("Bea")
    expect(page.locator(".save")).to_have_text("Saved")
    assert [dm.name for dm in empty.conflict().decision_makers] == ["Bea", "Ann"]
    page.locator('[data-grip="options-0"]').drag_to(page.locator(".options > li").first)
    expect(page.locator(".save")).to_have_text("Saved")
    assert [o.id for o in empty.conflict().options] == before[::-1]


def test_a_ranking_is_edited_by_keyboard_and_by_dragging(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(RANKED)
    page = visit(serving(empty), "model")
    panel = page.get_by_role("region", name="What Ann wants")
    rows = panel.locator("ol li")
    expect(rows).to_have_count(4)
    grip = panel.locator('[data-rank="A NN"]')
    grip.press("Alt+ArrowDown")
    expect(grip).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("Place 2 of 4")
    panel.get_by_role("button", name="tie").nth(2).click()
    expect(page.locator(".save")).to_have_text("Saved")

    def ranking() -> object:
        return empty.conflict().preferences["A"].groups  # type: ignore[union-attr]

    assert ranking() == (("YN",), ("NN",), ("NY", "YY"))
    rows.nth(3).drag_to(rows.nth(0))
    expect(rows.nth(0).locator("[data-rank]")).to_have_attribute("data-rank", "A YY")
    expect(page.locator(".save")).to_have_text("Saved")
    assert ranking() == (("YY",), ("YN",), ("NN",), ("NY",))
    assert violations(page) == []


def test_rules_and_merged_states_are_made_by_pressing(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(
        ROADS.replace("status_quo", "infeasible: [{when: give & !wait}]\nstatus_quo")
    )
    page = visit(serving(empty), "model")
    rule = page.get_by_role("group", name="Rule 1")
    expect(rule.get_by_role("button", name="North: Give way: done")).to_be_visible()
    rule.get_by_role("button", name="South: Wait outside: not done").click()
    expect(page.locator(".save")).to_have_text("Saved")
    assert [each.pattern for each in empty.conflict().infeasible] == ["Y-"]
    page.get_by_role("button", name="Remove rule 1").click()
    page.get_by_role("button", name="Merge states").click()
    page.get_by_role("button", name="North: Give way: either way").click()
    page.get_by_role("button", name="Merge these states").click()
    merged = page.get_by_role("group", name="Merged states 1")
    expect(merged.get_by_role("button", name="North: Give way: done")).to_be_focused()
    page.get_by_label("Why states 1 are one").fill("Nobody minds")
    expect(page.locator(".problems .bad")).to_contain_text("merged")
    page.get_by_role("button", name="Take apart").click()
    expect(page.locator(".problems .bad")).to_have_count(0)
    expect(page.locator(".save")).to_have_text("Saved")
    assert empty.conflict().infeasible == empty.conflict().coalesced == ()
    assert violations(page) == []


def test_a_rule_on_what_is_ranked_says_so_in_the_ranking_which_is_fitted_by_a_press(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(RANKED.replace("{ranking: [NN, NY, YN, YY]}", "[{that: b}]"))
    page = visit(serving(empty), "model")
    panel = page.get_by_role("region", name="What Ann wants")
    dead = panel.locator("li.gone")
    expect(panel.locator("ol li")).to_have_count(4)
    expect(dead).to_have_count(0)
    page.get_by_role("button", name="Add a rule").click()
    for option in ("Act", "Begin"):
        page.get_by_role("button", name=re.compile(f": {option}: either way$")).click()
    page.get_by_role("button", name="Add this rule").click()
    expect(panel).to_contain_text("1 situation of this ranking can never be")
    expect(dead).to_have_count(1)
    expect(dead).to_contain_text("can never be")
    expect(dead).to_contain_text(
        "Ann: act; Bea: begin"
    )  # in words, also where nothing can be solved
    expect(page.locator(".problems")).to_contain_text("The ranking of Ann names situations")
    expect(page.locator(".problems")).not_to_contain_text("YY")
    page.reload()
    expect(dead).to_contain_text("Ann: act; Bea: begin")
    assert violations(page) == []
    panel.get_by_role("button", name="Take out what cannot be").click()
    expect(panel.locator("ol li")).to_have_count(3)
    expect(dead).to_have_count(0)
    expect(page.locator(".save")).to_have_text("Saved")
    expect(page.locator(".problems")).to_have_count(0)
    page.get_by_role("button", name="Remove rule 1").click()
    expect(panel).to_contain_text("1 situation is not ranked: Ann: act; Bea: begin")
    panel.get_by_role("button", name="Put what is not ranked last").click()
    expect(panel.locator("ol li")).to_have_count(4)
    expect(page.locator(".save")).to_have_text("Saved")
    held = empty.conflict().preferences["A"]
    assert held.groups[-1] == ("YY",)  # type: ignore[union-attr]
    assert held.assumption is not None  # type: ignore[union-attr]


@pytest.mark.parametrize("width", [1024, 390])
def test_orders_are_changed_by_a_finger_and_by_single_presses(
    empty: Workspace, serving: Serve, visit: Visit, width: int
) -> None:
    empty.dossier.models.save(RANKED)
    page = visit(serving(empty), "model", viewport={"width": width, "height": 800}, has_touch=True)
    panel = page.get_by_role("region", name="What Ann wants")
    rows = panel.locator("ol li")
    expect(rows).to_have_count(4)

    def drag(grip: Locator, onto: Locator) -> None:
        """Move a finger from a handle to the middle of something else, with a stop on the way."""
        onto.scroll_into_view_if_needed()
        begin, end = grip.bounding_box(), onto.bounding_box()
        assert begin is not None
        assert end is not None
        at = [
            (box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 12))
            for box in (begin, end)
        ]
        finger = page.context.new_cdp_session(page)
        between = ((at[0][0] + at[1][0]) / 2, (at[0][1] + at[1][1]) / 2)
        for kind, points in (("Start", at[:1]), ("Move", [between]), ("Move", at[1:]), ("End", [])):
            sent = {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y} for x, y in points]}
            finger.send("Input.dispatchTouchEvent", sent)

    def tap(target: Locator) -> None:
        """Tap until it clicks: on a busy machine a tap may last, and a long press clicks nothing."""
        target.evaluate(
            "e => e.addEventListener('click', () => (window.tapped = true), {once: true})"
        )
        page.evaluate("window.tapped = false")
        for _ in range(10):
            target.tap()
            for _ in range(30):
                if page.evaluate("window.tapped"):
                    return
                page.wait_for_timeout(100)
        pytest.fail("no tap was short enough")

    def ranking() -> object:
        return empty.conflict().preferences["A"].groups  # type: ignore[union-attr]

    drag(panel.locator('[data-rank="A YY"]'), rows.nth(0))
    expect(rows.nth(0).locator("[data-rank]")).to_have_attribute("data-rank", "A YY")
    expect(page.locator(".save")).to_have_text("Saved")
    assert ranking() == (("YY",), ("NN",), ("YN",), ("NY",))
    # What takes nothing is no place to drop something.
    drag(panel.locator('[data-rank="A NN"]'), panel.locator("h2"))
    expect(rows.nth(0).locator("[data-rank]")).to_have_attribute("data-rank", "A YY")
    # By taps alone: no drag is needed.
    grip = panel.locator('[data-rank="A YY"]')
    tap(grip)
    expect(panel.get_by_role("button", name=re.compile("^Move .* up$"))).to_be_disabled()
    for place in (1, 2):
        tap(panel.get_by_role("button", name=re.compile("^Move .* down$")))
        expect(rows.nth(place).locator("[data-rank]")).to_have_attribute("data-rank", "A YY")
    expect(page.locator(".save")).to_have_text("Saved")
    assert violations(page) == []
    tap(grip)
    expect(panel.get_by_role("button", name=re.compile("^Move .* down$"))).to_have_count(0)
    assert ranking() == (("NN",), ("YN",), ("YY",), ("NY",))
    parties = page.locator(".parties > li")
    drag(parties.nth(1).locator('[data-grip="parties-1"]'), parties.nth(0))
    expect(parties.nth(0).locator("input.name")).to_have_value("Bea")
    options = page.locator(".options > li")
    tap(page.locator('[data-grip="options-0"]'))
    tap(page.get_by_role("button", name=re.compile("^Move Act down$")))
    expect(page.get_by_role("button", name=re.compile("^Move Act up$"))).to_be_enabled()
    expect(options).to_have_count(2)
    expect(page.locator(".save")).to_have_text("Saved")
    assert [o.name for o in empty.conflict().options] == ["Begin", "Act"]


def test_a_rule_and_a_merge_ask_first_and_make_nothing_that_nobody_chose(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(ROADS)
    page = visit(serving(empty), "model")
    for button, ask, make in (
        ("Add a rule", "Which combination can never be?", "Add this rule"),
        ("Merge states", "Which states count as one?", "Merge these states"),
    ):
        version = empty.current().version
        page.get_by_role("button", name=button).press("Enter")
        asked = page.get_by_role("group", name=ask)
        expect(asked.get_by_role("button", name="North: Give way: either way")).to_be_focused()
        expect(asked.get_by_role("button")).to_have_count(2)
        expect(page.get_by_role("button", name=make)).to_be_disabled()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(asked).to_have_count(0)
        expect(page.get_by_role("button", name=button)).to_be_focused()
        assert empty.current().version == version
        page.get_by_role("button", name=button).press("Enter")
        expect(page.get_by_role("button", name=make)).to_be_disabled()
        asked.get_by_role("button", name="South: Wait outside").press("Enter")
        assert violations(page) == []
        page.get_by_role("button", name=make).press("Enter")
        expect(asked).to_have_count(0)
        expect(page.locator(".save")).to_have_text("Saved")
    expect(page.get_by_role("group", name="Merged states 1")).to_have_count(1)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("group", name="Merged states 1")).to_have_count(0)
    assert [each.pattern for each in empty.conflict().infeasible] == ["-Y"]


def test_words_that_are_typed_are_completed(empty: Workspace, serving: Serve, visit: Visit) -> None:
    empty.dossier.models.save(ROADS)
    page = visit(serving(empty), "model")
    page.get_by_role("button", name="Change preference 1 of North").press("Enter")
    dialog = page.get_by_role("dialog", name="What is wanted")
    dialog.get_by_text("In writing").click()
    field = dialog.get_by_role("combobox", name="Statement")
    # What could be chosen as well goes on being written: the field stays.
    field.fill("wa")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("give ")
    expect(field).to_be_focused()
    field.fill("wait & !")
    field.press("End")
    field.press_sequentially("wa")
    expect(dialog.get_by_role("option")).to_have_text(["Give way give", "Wait outside wait"])
    field.press("ArrowDown")
    assert violations(page) == []
    field.press("Enter")
    expect(field).to_have_value("wait & !give ")
    dialog.get_by_role("button", name="Keep this wish").press("Enter")
    expect(page.locator(".save")).to_have_text("Saved")
    held = empty.conflict().preferences["N"]
    assert isinstance(held, Statements)
    assert [str(item.that) for item in held.items] == ["wait & !give"]


GRAPH_FORM = """
detente: 1
title: Three states
decision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]
states: [{id: calm, name: Calm}, {id: crisis, name: Crisis}, {id: war, name: War}]
moves: [{by: A, from: calm, to: crisis}, {by: B, from: crisis, to: war}, {by: B, from: crisis, to: calm}]
preferences: {A: {ranking: [crisis, calm, war]}, B: {ranking: [calm, crisis, war]}}
status_quo: calm
"""


def test_what_is_told_of_a_model_in_graph_form_knows_of_no_options(empty: Workspace) -> None:
    empty.dossier.models.save(GRAPH_FORM)
    client = Client(create_app(empty))
    shown = client.get("/api/outcomes").json()
    assert shown["status_quo"]["words"] == "Calm"
    assert {row["change"] for row in shown["rows"]} == {""}
    assert {row["words"] for row in shown["rows"]} <= {"Calm", "Crisis", "War"}


def test_a_model_in_graph_form_works_on_every_page(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    empty.dossier.models.save(GRAPH_FORM)
    page = visit(serving(empty), "model")
    rows = page.get_by_role("region", name="What Ann wants").locator("ol li")
    expect(rows).to_have_count(3)
    # Its states stand where options stand else; nothing is offered that such a model cannot have.
    expect(page.get_by_role("region", name="The states").locator("li")).to_have_text(
        [re.compile(r"^Calm\stoday$"), "Crisis", "War"]
    )
    for name in ("Add an option", "Add a rule", "Merge states", "Add a party"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    rows.first.locator("[data-rank]").press("Alt+ArrowDown")
    expect(page.locator(".save")).to_have_text("Saved")
    assert violations(page) == []
    for path, seen in {
        "start": "h1",
        "review": "h1",
        "parties": "h1",
        "outcomes": "main table tbody tr",
        "outcomes/calm": ".reasons li",
        "outcomes/~states": "main table tbody tr",
        "outcomes/~together": "main h2",
        "outcomes/~wanted/crisis": "main form select",
        "depends": ".heat td",
        "brief": ".paper h2",
    }.items():
        page.goto(page.url.partition("#")[0] + f"#/{path}")
        page.locator(seen).first.wait_for()
        assert violations(page) == [], path
        assert page.locator(".note.bad").count() == 0, path
    page.goto(page.url.partition("#")[0] + "#/outcomes/~wanted/crisis")
    expect(page.get_by_role("combobox", name="The outcome")).to_have_value("crisis")
    page.get_by_role("button", name="Find out").click()
    expect(page.locator("main .verdict")).to_contain_text("Crisis")
    expect(page.get_by_text("None to try")).to_be_visible()
    assert violations(page) == []


def test_an_option_s_name_is_seen_whole_on_a_small_screen(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "model", viewport={"width": 390, "height": 844})
    names = page.locator('textarea[data-field^="option "]')
    names.first.wait_for()
    names.first.fill("Withdraw every unit that was sent north of the river since the talks began")
    for each in names.all():
        cut = each.evaluate(
            "box => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]"
        )
        assert max(cut) <= 1, each.input_value()
    names.first.press("Enter")
    assert "\n" not in names.first.input_value()
