"""The workbench in a real browser: accessible, by keyboard alone, safe, nothing lost."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from living import Served, served
from playwright.sync_api import Browser, Page, Playwright, expect

from detente.evidence import Document, Mention, Span, Statement
from detente.solving.solution import solve
from detente.web.workspace import Workspace

PAGES = ("start", "reader", "review", "parties", "model", "outcomes", "depends", "brief")
READY = {
    "start": "#paste",
    "review": "ol li.line",
    "reader": "ol li.card",
    "parties": "table.matrix td select",
    "model": ".wishes li",
    "outcomes": "svg .node",
    "depends": ".hinges li",
    "brief": ".notes li",
}
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it is shown."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)",
        RULES,
    )
    return [
        f"{item['id']}: {node['target']} {node['failureSummary'][:300]}"
        for item in found
        for node in item["nodes"][:3]
    ]


def ready(page: Page, name: str) -> None:
    page.goto(page.url.split("#")[0] + f"#/{name}")
    page.locator(READY[name]).first.wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible(
    workspace: Workspace, serving: Serve, visit: Visit, theme: str
) -> None:
    page = visit(serving(workspace), color_scheme=theme)
    wrong = []
    for name in PAGES:
        ready(page, name)
        for width in (375, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{name} {theme} {width}: {text}" for text in violations(page)]
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                wrong.append(f"{name} {width}: {overflow} px too wide")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_empty_pages_and_dialogs_are_accessible(
    empty: Workspace, serving: Serve, visit: Visit, theme: str
) -> None:
    page = visit(serving(empty), color_scheme=theme)
    wrong = []
    for name in PAGES:
        page.goto(page.url.split("#")[0] + f"#/{name}")
        page.locator("#paste" if name == "start" else ".empty").wait_for()
        wrong += [f"empty {name}: {text}" for text in violations(page)]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    wrong += [f"keys: {text}" for text in violations(page)]
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.get_by_role("button", name="Add a document").first.press("Enter")
    expect(page.get_by_role("dialog", name="Add a document")).to_be_visible()
    wrong += [f"add: {text}" for text in violations(page)]
    assert not wrong, "\n".join(wrong)


# What the program has drawn; the answer of a brief is there before it (inert), and hears no key.
SHOWN = "#main .empty, #main .panel:not(.skeleton, [inert])"
BROKEN = (
    '{"detente": 1, "title": "T", "decision_makers": [{"id": "A"}], "preferences": {"A": [{"that": "x"}]},'
    ' "options": [{"id": "o", "name": "O", "owner": "A"}]}'
)


@pytest.mark.parametrize(
    "state", ["empty", "documents only", "broken model", "model only", "whole"]
)
def test_no_page_says_anything_in_the_console(
    empty: Workspace, workspace: Workspace, serving: Serve, visit: Visit, state: str
) -> None:
    """Every page, opened anew and from another page; ``visit`` watches the console."""
    room = workspace if state == "whole" else empty
    if state in ("documents only", "broken model"):
        room.dossier.add_document(workspace.documents()[0])
    if state == "broken model":
        room.dossier.models.save(BROKEN)
    if state == "model only":
        room.dossier.models.save(workspace.current().text)
    page = visit(serving(room), expected=True)
    home = page.url
    for name in PAGES:
        page.goto("about:blank")
        page.goto(f"{home}#/{name}")
        page.locator(SHOWN).first.wait_for()
    for number, name in enumerate(PAGES):
        page.keyboard.press(str(number))
        expect(page).to_have_url(re.compile(f"#/{name}$"))
        page.locator(SHOWN).first.wait_for()
    expect(page).to_have_url(re.compile("#/brief$"))


def test_paste_read_decide_and_undo_by_keyboard(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(empty), "reader")
    page.get_by_role("button", name="Add a document").first.press("Enter")
    page.get_by_label("Article text").focus()
    page.keyboard.insert_text(
        'Spain\'s prime minister Ana Ruiz said: "If France lifts its ban, we will drop our complaint." '
        "France warned Spain that it would close the border."
    )
    page.get_by_role("button", name="Read the text").press("Enter")
    cards = page.locator("ol li.card")
    cards.first.wait_for()
    page.keyboard.press("j")
    expect(page.locator(".card.chosen")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator(".card.rejected")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".card.rejected")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".tag.good", has_text="accepted")).to_have_count(1)
    page.keyboard.press("n")
    page.get_by_label("Words, exactly").focus()
    page.keyboard.insert_text("close the border")
    page.keyboard.press("Control+Home")
    page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).press("Enter")
    expect(page.locator(".tag.good", has_text="added")).to_have_count(1)
    assert any(e.statement.span.text == "close the border" for e in empty.dossier.statements())
    page.keyboard.press("4")
    page.get_by_role("button", name="Draft from the documents").press("Enter")
    page.locator(".wishes li").first.wait_for()
    page.keyboard.press("5")
    page.get_by_role("heading", name="Outcomes").wait_for()


def test_the_model_is_edited_by_keyboard_and_survives(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    at = serving(workspace)
    page = visit(at, "model")
    page.locator(".wishes li").first.wait_for()
    wishes = page.get_by_role("region", name="What United States wants").locator(".wishes > li")
    before = wishes.first.locator(".that").text_content() or ""
    page.locator('[data-grip=">USA-0"]').press("Alt+ArrowDown")
    expect(wishes.nth(1).locator(".that")).to_have_text(before)
    expect(page.locator('[data-grip=">USA-1"]')).to_be_focused()
    expect(page.locator(".save")).to_have_text("Saved")
    page.get_by_role("button", name="Add a preference of United States").press("Enter")
    dialog = page.get_by_role("dialog", name="What is wanted")
    dialog.get_by_text("In writing").click()
    dialog.get_by_label("Statement").fill("nonsuch")
    dialog.get_by_role("button", name="Keep this wish").press("Enter")
    expect(wishes.nth(7).locator(".note.bad")).to_contain_text("nonsuch")
    expect(wishes.nth(1).locator(".that")).to_have_text(before)
    expect(page.locator(".save")).to_have_text("Saved")
    page.reload()
    expect(wishes.nth(7).locator(".that")).to_have_text("nonsuch")
    page.locator("h1").click()
    undo = page.get_by_role("button", name="Undo")
    for _ in range(30):  # a slow page may save one change in several steps
        if undo.is_disabled():
            break
        with page.expect_response(lambda answer: answer.url.endswith("/model/undo")):
            page.keyboard.press("Control+z")
        expect(undo).to_be_enabled(enabled=workspace.current().can_undo)
    expect(wishes.first.locator(".that")).to_have_text(before)
    expect(undo).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    expect(wishes.nth(1).locator(".that")).to_have_text(before)


RANKED = """
detente: 1
title: Ranked
decision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]
options: [{id: a, name: Act, owner: A}, {id: b, name: Begin, owner: B}]
preferences: {A: {ranking: [NN, YN, NY, YY]}, B: {ranking: [NN, NY, YN, YY]}}
status_quo: NY
published: {NASH: [NN]}
"""


def test_options_that_change_places_take_rankings_along(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    """What is stable, named by options, is the same after reordering and renaming on the page."""
    empty.dossier.models.save(RANKED)
    page = visit(serving(empty), "model")
    page.locator('[data-grip="options-0"]').press("Alt+ArrowDown")
    expect(page.get_by_role("status").first).to_contain_text("Moved to place 2 of 2")
    expect(page.locator('[data-grip="options-1"]')).to_be_focused()
    conflict = empty.conflict()
    assert [option.id for option in conflict.options] == ["b", "a"]
    assert conflict.status_quo == "YN"
    assert solve(conflict, "NASH")["NASH"].equilibria == ("NN",)
    page.get_by_label("Option 2 of Ann").fill("Act now")
    page.get_by_role("button", name="+ Add an option for Ann").click()
    expect(page.get_by_label("Option 3 of Ann")).to_be_focused()
    page.keyboard.type("Lift the ban")
    page.keyboard.press("Tab")
    expect(page.locator(".save")).to_have_text("Saved")
    conflict = empty.conflict()
    assert [(o.id, o.name) for o in conflict.options] == [
        ("b", "Begin"), ("a", "Act now"), ("lift_the_ban", "Lift the ban"),
    ]  # fmt: skip
    assert set(solve(conflict, "NASH")["NASH"].equilibria) == {"NNN", "NNY"}
    page.get_by_role("button", name="Remove Lift the ban").click()
    expect(page.get_by_label("Option 3 of Ann")).to_have_count(0)
    assert solve(empty.conflict(), "NASH")["NASH"].equilibria == ("NN",)


def test_an_open_page_goes_on_after_a_restart(workspace: Workspace, browser: Browser) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    with served(workspace) as at:
        page.goto(f"{at.address}/?token={at.token}")
        page.goto(f"{at.address}/#/model")
        page.get_by_label("Title").wait_for()
    page.get_by_label("Title").fill("Typed while nobody answers")
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    with served(workspace, at.port):
        expect(page.locator(".save")).to_have_text("Saved")
        assert workspace.conflict().title == "Typed while nobody answers"
        expect(page.get_by_role("alert")).to_have_count(0)
        page.goto(f"{at.address}/#/reader")
        page.locator("ol li.card").first.wait_for()
    page.context.close()


def test_two_windows_do_not_overwrite_each_other(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    at = serving(workspace)
    one, two = visit(at, "model"), visit(at, "model")
    for page in (one, two):
        page.get_by_label("Title").wait_for()
    one.get_by_label("Title").fill("From one")
    expect(one.locator(".save")).to_have_text("Saved")
    two.get_by_label("Title").fill("From two")
    expect(two.get_by_role("alert")).to_contain_text("changed in another window")
    assert workspace.conflict().title == "From one"
    two.get_by_role("button", name="Save mine as the newest").click()
    expect(two.locator(".save")).to_have_text("Saved")
    assert workspace.conflict().title == "From two"
    one.reload()
    expect(one.get_by_label("Title")).to_have_value("From two")


def test_outcomes_are_explained_by_keyboard(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "outcomes")
    page.get_by_role("button", name="Why is").first.press("Enter")
    expect(page.locator(".reasons li").first).to_contain_text("stays")
    page.get_by_role("button", name="SEQ", exact=True).press("Enter")
    expect(page.locator(".reasons > li")).to_have_count(3)
    page.get_by_role("button", name="The words it rests on").press("Enter")
    expect(page.locator(".chain")).to_contain_text("North Korea")


def test_sliders_redraw_the_map_and_claims_are_checked(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    text = workspace.current().text
    workspace.dossier.models.save(text + "\n", note="A second one")
    page = visit(serving(workspace), "depends")
    slider = page.get_by_label("United States toward North Korea")
    expect(page.locator("td.here")).to_have_count(1)
    before = page.locator(".heat").inner_text()
    slider = page.get_by_label("North Korea toward South Korea", exact=True)
    slider.press("ArrowRight")
    expect(page.locator(".heat")).not_to_have_text(before)
    expect(page.get_by_role("button", name="Back to the model’s")).to_be_enabled()
    page.get_by_label("A claim in words").fill(
        "It all depends on Washington's attitude toward North Korea"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("attitude toward North Korea")
    page.locator(".versions input").first.check()
    page.locator(".versions input").last.check()
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.get_by_role("region", name="Scenarios compared")).to_be_visible()


def test_the_brief_is_reworded_and_downloaded(
    workspace: Workspace, serving: Serve, visit: Visit, tmp_path: Path
) -> None:
    page = visit(serving(workspace), "brief")
    page.locator(".notes li").first.wait_for()
    page.get_by_role("button", name="Edit").first.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("In my own words.")
    page.get_by_role("button", name="Keep", exact=True).press("Enter")
    expect(page.locator(".lead").first).to_contain_text("In my own words.")
    expect(page.locator(".tag", has_text="your wording")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="HTML", exact=True).click()
    target = tmp_path / "brief.html"
    download.value.save_as(target)
    text = target.read_text(encoding="utf-8")
    assert "In my own words." in text
    context = page.context.browser.new_context(offline=True)  # type: ignore[union-attr]
    alone = context.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.set_content(text)
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []
    assert violations(alone) == []
    context.close()


PAYLOADS = (
    "<script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "<svg/onload=document.title='broken'>",
    '"><iframe srcdoc="<script>top.document.title=\'broken\'</script>">',
    "{{constructor.constructor('document.title=1')()}}",
    "javascript:document.title='broken'",
    "</title></style></textarea><script>document.title='broken'</script>",
    "<a href=\"javascript:document.title='broken'\" autofocus onfocus=\"document.title='broken'\">x</a>",
    "\u202eevil\u202c '\" ` ${document.title='broken'}",
)


def test_markup_in_documents_and_models_stays_text(
    empty: Workspace, serving: Serve, visit: Visit
) -> None:
    text = "\n\n".join(PAYLOADS)
    statements, start = [], 0
    for number, payload in enumerate(PAYLOADS):
        span = Span(start, start + len(payload), payload)
        who = Mention(payload[:60] or "x", payload)
        statements.append(
            Statement(
                id=f"s{number}", layer="quoted", span=span, quote=span, act="OFFER", speaker=who, via=who,
                targets=(payload,), hedge=payload, notes=(payload,),
            )
        )  # fmt: skip
        start += len(payload) + 2
    title = PAYLOADS[0]
    empty.dossier.add_document(
        Document(
            id="d", source=title, text=text, title=title, author=title, outlet=title, notes=PAYLOADS,
            statements=tuple(statements),
        )
    )  # fmt: skip
    empty.dossier.set_meta("title", title)
    bad = "".join(PAYLOADS)
    import json

    model = {
        "detente": 1, "title": bad,
        "decision_makers": [{"id": "A", "name": bad}, {"id": "B", "name": PAYLOADS[1]}],
        "options": [
            {"id": "a", "name": bad, "owner": "A", "assumption": bad},
            {"id": "b", "name": PAYLOADS[2], "owner": "B", "evidence": ["e"]},
        ],
        "infeasible": [{"when": "a & b", "why": bad}],
        "preferences": {"A": [{"that": "b", "assumption": bad}], "B": [{"that": "a", "evidence": ["e"]}]},
        "status_quo": "NN",
        "evidence": {"e": {"document": "d", "start": 0, "end": len(PAYLOADS[0]), "quote": PAYLOADS[0], "speaker": bad, "via": bad}},
    }  # fmt: skip
    empty.dossier.models.save(json.dumps(model), note=bad)
    page = visit(serving(empty))
    for name in PAGES:
        page.goto(page.url.split("#")[0] + f"#/{name}")
        page.wait_for_timeout(600)
        assert "broken" not in page.title().replace(bad, "").replace(title, "")
        assert (
            page.locator(
                "main iframe, main img:not([src^='/api/figures/']), main script, main svg[onload]"
            ).count()
            == 0
        )
    page.locator(".methods").wait_for()
    assert (
        page.evaluate(
            "document.querySelectorAll('[onerror],[onload],[onfocus],a[href^=javascript]').length"
        )
        == 0
    )


def test_a_rebound_name_is_refused(
    playwright: Playwright, chromium: str, workspace: Workspace, serving: Serve
) -> None:
    at = serving(workspace)
    rules = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    other = playwright.chromium.launch(
        executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", rules]
    )
    try:
        page = other.new_page()
        answer = page.goto(f"http://evil.example:{at.port}/?token={at.token}")
        assert answer is not None
        assert answer.status == 403
        assert "cookie" not in answer.all_headers()
    finally:
        other.close()


def test_another_site_reads_and_changes_nothing(
    browser: Browser, workspace: Workspace, serving: Serve, empty: Workspace
) -> None:
    mine, theirs = serving(workspace), serving(empty)
    context = browser.new_context()
    context.new_page().goto(f"{mine.address}/?token={mine.token}")
    page = context.new_page()
    page.goto(f"{theirs.address}/?token={theirs.token}")
    before = workspace.current().version
    outcome = page.evaluate(
        """async (target) => {
            const tries = [];
            for (const [method, type] of [["GET", ""], ["POST", "text/plain"], ["POST", "application/json"], ["PUT", "application/json"]]) {
                try {
                    const r = await fetch(target + "/api/model/undo", {method, credentials: "include", mode: "no-cors",
                        ...(type ? {body: "{}", headers: {"Content-Type": type}} : {})});
                    tries.push(r.type);
                } catch (error) { tries.push("refused"); }
            }
            return tries;
        }""",
        mine.address,
    )
    assert set(outcome) <= {"opaque", "refused"}
    assert workspace.current().version == before
    context.close()


def test_a_dropped_file_is_read(empty: Workspace, serving: Serve, visit: Visit) -> None:
    page = visit(serving(empty), "reader")
    page.get_by_role("button", name="Add a document").first.wait_for()
    carried = page.evaluate_handle(
        """() => {
            const carried = new DataTransfer();
            const text = "The Mayor of Aville said: 'If Bville closes the road, we will sue.'";
            carried.items.add(new File([text], "talks.txt", {type: "text/plain"}));
            return carried;
        }"""
    )
    reader = page.get_by_role("region", name="Reader; files can be dropped here")
    reader.dispatch_event("dragover", {"dataTransfer": carried})
    expect(reader).to_have_class(re.compile("dragging"))
    reader.dispatch_event("drop", {"dataTransfer": carried})
    expect(page.get_by_role("article", name="The document")).to_contain_text("closes the road")
    assert [info.source for info in empty.dossier.list_documents()] == ["talks.txt"]


def test_a_job_survives_a_reload(workspace: Workspace, serving: Serve, visit: Visit) -> None:
    go_on = threading.Event()

    def slow(report: Callable[[int, int], None]) -> str:
        report(1, 2)
        go_on.wait(30)
        return "made"

    job = workspace.jobs.start("test", "Slow work", slow)
    page = visit(serving(workspace), "model")
    expect(page.locator(".job")).to_contain_text("Slow work")
    page.reload()
    expect(page.locator(".job")).to_contain_text("1 of 2")
    go_on.set()
    expect(page.locator(".job")).to_have_count(0)
    assert workspace.jobs.get(job.id).to_json()["state"] == "done"


def test_preferences_are_reordered_with_the_mouse(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "model")
    page.locator(".wishes li").first.wait_for()
    wishes = page.get_by_role("region", name="What United States wants").locator(".that")
    before = wishes.first.text_content() or ""
    page.locator('[data-grip=">USA-3"]').scroll_into_view_if_needed()  # both are seen at once
    page.locator('[data-grip=">USA-0"]').drag_to(page.locator('[data-grip=">USA-2"]'))
    expect(wishes.nth(2)).to_have_text(before)
    expect(page.locator(".save")).to_have_text("Saved")
    page.reload()
    expect(wishes.nth(2)).to_have_text(before)
