"""The model page in a real browser: wishes by choosing, the ranking that follows, templates, versions."""

from __future__ import annotations

from collections.abc import Callable

from living import Served
from playwright.sync_api import Page, expect
from test_browser import violations

from detente.model.conflict import Statements
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
    page.get_by_role("button", name="Choose preference 1 of North").press("Enter")
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
    page.locator('input[data-field^="option "]:focus').fill("Ask the neighbours")
    expect(page.locator(".save")).to_have_text("Saved")
    page.get_by_role("button", name="Versions").press("Enter")
    dialog = page.get_by_role("dialog", name="Versions")
    dialog.get_by_role("button", name="What differs from from the template").press("Enter")
    expect(dialog.locator(".differs")).to_contain_text("Ask the neighbours")
    assert violations(page) == []
