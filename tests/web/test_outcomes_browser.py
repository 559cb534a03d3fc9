"""Outcomes in a real browser: the tableau, coalitions, and what would have to change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.solving.solution import solve
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

#: Neither leaves NN alone; together both gain by YY. From NN nothing leads to YY but both.
STAG = """
detente: 1
title: A hunt
decision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]
options: [{id: a, name: Hunt with Bea, owner: A}, {id: b, name: Hunt with Ann, owner: B}]
preferences: {A: {ranking: [YY, [NN, NY], YN]}, B: {ranking: [YY, [NN, YN], NY]}}
status_quo: NN
"""


@pytest.fixture
def hunt(empty: Workspace) -> Workspace:
    empty.dossier.models.save(STAG)
    return empty


def test_the_tableau_is_sorted_filtered_and_copied(
    hunt: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(
        serving(hunt), "outcomes/~states", permissions=["clipboard-read", "clipboard-write"]
    )
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(4)
    page.get_by_role("button", name="Ann", exact=True).press("Enter")
    expect(rows.first.locator("td").nth(0)).to_have_text("Y")
    expect(rows.first.locator("td").nth(2)).to_have_text("1")
    expect(rows.first).to_contain_text("reached together by Ann and Bea")
    page.get_by_role("button", name="Ann: Hunt with Bea; shown: any").press("Enter")
    expect(rows).to_have_count(2)
    page.get_by_role("group", name="Copy the table").get_by_role("button", name="LaTeX").click()
    expect(page.get_by_role("status").first).to_contain_text("Copied: 2 rows")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("\\begin{table}")
    assert "YY & Y & Y & 1 & 1" in text
    page.get_by_label("Words").fill("no such words")
    expect(rows).to_have_text(["No state passes the filter."])
    page.get_by_label("Words").fill("hunt")
    page.get_by_role("combobox", name="Show").select_option("lasting")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Why YY").press("Enter")
    expect(page.locator("#why")).to_contain_text("YY")


def test_what_only_a_coalition_reaches_is_called_that(
    hunt: Workspace, serving: Serve, visit: Visit
) -> None:
    assert set(solve(hunt.conflict(), "NASH")["NASH"].equilibria) == {"NN", "YY"}
    page = visit(serving(hunt), "outcomes")
    expect(page.locator("tbody tr", has_text="YY").first).to_contain_text(
        "reached together by Ann and Bea"
    )
    page.get_by_role("link", name="Coalitions").click()
    upset = page.get_by_role("region", name="Outcomes that coalitions upset").locator("tbody tr")
    expect(upset).to_have_count(1)
    expect(upset.first).to_contain_text("Ann and Bea")
    stays = page.get_by_role("region", name="Outcomes stable for every coalition")
    expect(stays.locator("tbody tr")).to_have_count(1)


def test_what_would_have_to_change_is_found_and_forgotten_when_the_question_changes(
    hunt: Workspace, serving: Serve, visit: Visit
) -> None:
    hunt.dossier.models.save(STAG.replace("[YY, [NN, NY], YN]", "[NY, YY, NN, YN]"))
    page = visit(serving(hunt), "outcomes/~wanted/YY")
    expect(page.get_by_label("Hunt with Bea")).to_be_checked()
    page.get_by_role("button", name="Find out").press("Enter")
    expect(page.locator(".verdict")).to_contain_text("does not last now")
    expect(page.get_by_role("heading", name="Ann: would leave")).to_be_visible()
    page.get_by_label("Hunt with Ann").uncheck()
    expect(page.locator(".verdict")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_views_are_accessible(
    hunt: Workspace, serving: Serve, visit: Visit, theme: str
) -> None:
    page = visit(serving(hunt), "outcomes", color_scheme=theme)
    home = page.url.split("#")[0]
    wrong = []
    for view, ready in (
        ("~states", "tbody tr"),
        ("~together", ".panel table"),
        ("~wanted", "fieldset"),
    ):
        page.goto(f"{home}#/outcomes/{view}")
        page.locator(ready).first.wait_for()
        for width in (390, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{view} {width}: {text}" for text in violations(page)]
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                wrong.append(f"{view} {width}: {over} px too wide")
    assert not wrong, "\n".join(wrong)


#: Words of a name that stand below each other within a word, and how far a name sticks out of its place.
BROKEN = """() => [...document.querySelectorAll('thead th span, thead th button span')]
    .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 3)
    .map(each => each.innerText)"""
LINES = """() => [...document.querySelectorAll('tr.owners th')].map(head => {
    const words = head.innerText.trim().split(/\\s+/);
    const range = document.createRange(), text = document.createTreeWalker(head, NodeFilter.SHOW_TEXT).nextNode();
    let at = 0, broken = 0;
    for (const word of words) {
        at = text.data.indexOf(word, at);
        range.setStart(text, at); range.setEnd(text, at + word.length);
        if (range.getClientRects().length > 1) broken += 1;
    }
    return broken;
})"""


@pytest.mark.parametrize("width", [390, 1024])
def test_names_stand_in_whole_words_and_why_is_in_sight(
    hunt: Workspace, serving: Serve, visit: Visit, width: int
) -> None:
    hunt.dossier.models.save(
        STAG.replace("Ann}", "Provincial Ministry of the Environment}")
        .replace("Bea}", "Fishing Cooperative Association}")
        .replace("Hunt with Bea", "Do what the neighbours would call an insufferable provocation")
    )
    page = visit(serving(hunt), "outcomes/~states", viewport={"width": width, "height": 800})
    page.locator("tbody tr").first.wait_for()
    assert page.evaluate(LINES) == [0, 0, 0]
    assert page.evaluate(BROKEN) == []
    for view in ("~states", "~together", ""):
        page.goto(page.url.partition("#")[0] + f"#/outcomes/{view}")
        why = page.get_by_role("button", name="Why").first
        why.wait_for()
        box = why.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width, view


def test_the_words_an_outcome_rests_on_are_those_of_the_preferences_shown(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    # As each takes the other's side in the model, nobody gains by leaving YY; by their own wishes each would.
    empty.dossier.models.save(
        STAG.replace("[YY, [NN, NY], YN]", "[NY, YY, NN, YN]").replace(
            "[YY, [NN, YN], NY]", "[YN, YY, NN, NY]"
        )
        + "attitudes: {A: {A: '0', B: '+'}, B: {B: '0', A: '+'}}\n"
    )
    page = visit(serving(empty), "outcomes/YY")
    chain = page.locator(".chain")
    page.get_by_role("button", name="The words it rests on").click()
    expect(chain).to_contain_text("who gains by leaving is deterred")
    page.get_by_label("Parties decide by").select_option("model")
    page.get_by_role("button", name="The words it rests on").click()
    expect(chain).to_contain_text("nobody gains by leaving")
