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
    small = {"width": 1024, "height": 500}
    page = visit(serving(roads), "depends", expected=True, viewport=small)
    page.get_by_role("button", name="The outcome depends on North’s attitude toward South").click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".verdict .tag").first).to_be_in_viewport()
    page.get_by_label("A claim in words").press("End")
    page.keyboard.insert_text(" and the weather")
    expect(page.locator(".verdict .tag")).to_have_count(0)
    page.get_by_label("A claim in words").fill("Purple is a number")
    page.get_by_role("button", name="Check", exact=True).click()
    form = page.locator("form.claim")
    expect(form.get_by_role("alert")).to_be_in_viewport()
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


#: Three parties with long names: nine sliders.
THREE = """
detente: 1
title: A harbour
decision_makers:
  - {id: M, name: Provincial Ministry of the Environment}
  - {id: C, name: Coastal Shipping Corporation}
  - {id: F, name: Fishing Cooperative Association}
options: [{id: o, name: Order a survey, owner: M}, {id: p, name: Pay for it, owner: C}, {id: s, name: Stay in port, owner: F}]
preferences: {M: [{that: p}], C: [{that: "!o"}], F: [{that: o}]}
status_quo: NNN
"""


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_slider_is_off_the_screen(
    empty: Workspace, serving: Serve, visit: Visit, width: int
) -> None:
    empty.dossier.models.save(THREE)
    page = visit(serving(empty), "depends", viewport={"width": width, "height": 768})
    sliders = page.get_by_role("region", name="Attitude sliders")
    sliders.get_by_role("slider").first.wait_for()
    expect(sliders.get_by_role("slider")).to_have_count(9)
    assert sliders.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    page.get_by_label("Map across: Provincial Ministry of the Environment").select_option(
        "toward Fishing Cooperative Association"
    )
    expect(page.locator(".heat caption")).to_contain_text(
        "Environment toward Fishing Cooperative Association"
    )


def test_one_version_is_compared_with_nothing(
    roads: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(roads), "depends")
    beside = page.locator("section", has=page.get_by_role("heading", name="Scenarios side by side"))
    expect(beside).to_contain_text("There is one version of this model")
    expect(beside.get_by_role("button")).to_have_count(0)
    roads.dossier.models.save(ROADS.replace("Wait outside", "Wait"), note="Shorter")
    page.reload()
    beside.get_by_label("Shorter").check()
    expect(beside.get_by_role("button", name="Compare")).to_be_disabled()
    beside.get_by_role("checkbox").last.check()
    beside.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("region", name="Scenarios compared")).to_contain_text("Shorter")
