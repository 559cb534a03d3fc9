"""What it depends on, in a real browser: results belong to their questions, the map to its sliders."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]

#: Two parties in the way of each other; small, so that everything is found at once.
ROADS = """
detente: 1
title: Two roads
decision_makers: [{id: N, name: North}, {id: S, name: South}]
options: [{id: give, name: Give way, owner: N}, {id: wait, name: Wait outside, owner: S}]
preferences: {N: {ranking: [NY, YY, YN, NN]}, S: {ranking: [YN, YY, NY, NN]}}
status_quo: NN
"""


@pytest.fixture
def roads(empty: Workspace) -> Workspace:
    empty.dossier.models.save(ROADS)
    return empty


def test_a_verdict_never_stands_under_another_claim(
    roads: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(roads), "depends", expected=True)
    page.get_by_role("button", name="The outcome depends on North’s attitude toward South").click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".verdict .tag").first).to_be_visible()
    page.get_by_label("A claim in words").press("End")
    page.keyboard.insert_text(" and the weather")
    expect(page.locator(".verdict .tag")).to_have_count(0)
    page.get_by_label("A claim in words").fill("Purple is a number")
    page.get_by_role("button", name="Check", exact=True).click()
    form = page.locator("form.claim")
    expect(form.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="The outcome depends on South’s")).to_be_visible()
    page.get_by_label("attitude of").select_option("S")
    expect(form.get_by_role("alert")).to_have_count(0)


def test_a_setting_of_the_map_opens_to_its_outcomes_in_words(
    roads: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(roads), "depends")
    page.locator("td.here button").press("Enter")
    opened = page.locator(".opened")
    expect(opened).to_contain_text("North: own interest positive")
    expect(opened.locator("li").first).to_contain_text("would")
    assert violations(page) == []
    page.locator("td.here button").press("Enter")
    expect(opened).to_have_count(0)


@pytest.mark.parametrize("width", [1024, 1280])
def test_map_and_sliders_stand_side_by_side(
    roads: Workspace, serving: Serve, visit: Visit, width: int
) -> None:
    page = visit(serving(roads), "depends", viewport={"width": width, "height": 768})
    page.locator("td.here").wait_for()
    sliders, heat = page.locator(".sliders").bounding_box(), page.locator(".heat").bounding_box()
    assert sliders is not None
    assert heat is not None
    assert heat["x"] >= sliders["x"] + sliders["width"]
    assert heat["y"] < sliders["y"] + sliders["height"]
