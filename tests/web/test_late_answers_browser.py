"""Answers that come late in a real browser: nothing decided or typed meanwhile is hidden, dropped or mixed up."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from living import Served
from playwright.sync_api import Page, Route, expect

from detente.evidence import Document, Mention, Span, Statement
from detente.web.workspace import Workspace

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
Serve = Callable[[Workspace], Served]


class Held:
    """Keeps the first requests to an address back until they are let go."""

    def __init__(self, page: Page, address: str, method: str, count: int = 1) -> None:
        self.page = page
        self._routes: list[Route] = []
        self._left = count
        self._method = method
        page.route(re.compile(address), self._take)

    def _take(self, route: Route) -> None:
        if self._left and route.request.method == self._method:
            self._left -= 1
            self._routes.append(route)
        else:
            route.continue_()

    def there(self) -> None:
        """Wait until a request is kept back."""
        for _ in range(6_000):
            if self._routes:
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("no such request was made")

    def let_go(self) -> None:
        """Let the request that was kept back first go on, and wait for its answer."""
        self.there()
        route = self._routes.pop(0)
        with self.page.expect_response(lambda answer: answer.request == route.request):
            route.continue_()


def write(workspace: Workspace, name: str, *sentences: str) -> None:
    """Add a document with a statement for each sentence."""
    parts, at = [], 0
    for number, words in enumerate(sentences):
        parts.append(
            Statement(
                id=f"{name}{number}",
                layer="reported",
                span=Span(at, at + len(words), words),
                act="STATE",
                speaker=Mention("ESP", "Spain"),
                targets=("FRA",),
            )
        )
        at += len(words) + 2
    workspace.dossier.add_document(
        Document(
            id=name,
            source=f"{name}.txt",
            text="\n\n".join(sentences),
            title=name.title(),
            date="2026-01-01",
            statements=tuple(parts),
        )
    )


@pytest.fixture
def room(empty: Workspace) -> Workspace:
    write(empty, "first", "Spain will open the road.", "Spain will close the port.")
    write(empty, "second", "Spain will keep the toll.")
    return empty


def test_a_decision_that_is_written_down_late_stays_in_its_document(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader/first")
    page.locator("li.card", has_text="open the road").wait_for()
    late = Held(page, "/statements/", "POST")
    page.get_by_role("button", name="Accept Spain will open the road.").click()
    late.there()
    page.get_by_role("combobox", name="Document").select_option("second")
    late.let_go()
    expect(page.locator("li.card")).to_have_count(1)
    expect(page.locator("li.card")).to_contain_text("keep the toll")
    page.get_by_role("combobox", name="Document").select_option("first")
    expect(page.locator("li.card", has_text="open the road").locator(".tag.good")).to_be_visible()
    expect(page.locator("li.card")).to_have_count(2)


def test_a_second_thought_counts_although_the_first_is_not_written_down_yet(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader/first")
    card = page.locator("li.card", has_text="open the road")
    card.wait_for()
    late = Held(page, "/statements/", "POST")
    card.get_by_role("button", name="Accept").click()
    late.there()
    card.get_by_role("button", name="Reject").click()
    late.let_go()
    expect(page.locator("[role=status]", has_text="Rejected")).to_have_count(1)
    expect(card.locator(".tag.bad")).to_be_visible()
    assert [d.kind for d in room.dossier.decisions()] == ["accept", "reject"]
    page.locator("body").press("Control+z")
    expect(card.locator(".tag.good")).to_be_visible()


def test_what_is_loaded_late_does_not_undo_what_was_decided_meanwhile(
    room: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(room), "reader/first")
    card = page.locator("li.card", has_text="open the road")
    card.wait_for()
    late = Held(page, "/api/documents/first/outlined$", "GET")
    page.get_by_role("button", name="Title, date and outlet").click()
    dialog = page.get_by_role("dialog", name="What is known about the document")
    dialog.get_by_label("Outlet").fill("The Road")
    dialog.get_by_role("button", name="Keep").click()
    late.there()
    dialog.get_by_role("button", name="Close").click()
    card.get_by_role("button", name="Accept").click()
    expect(card.locator(".tag.good")).to_be_visible()
    late.let_go()
    expect(page.get_by_role("article")).to_contain_text("The Road")
    expect(card.locator(".tag.good")).to_be_visible()


def test_the_outcomes_shown_are_those_asked_for_last(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "outcomes")
    concept = page.get_by_role("combobox", name="Concept")
    page.locator("main tbody tr").first.wait_for()
    late = Held(page, "/api/outcomes", "GET")
    concept.select_option("GMR")
    late.there()
    with page.expect_response(lambda answer: "concept=NASH" in answer.url):
        concept.select_option("NASH")
    shown = page.get_by_text("shown here.")
    expect(shown).to_contain_text(re.compile("[0-9]+ outcomes? shown"))
    wanted = shown.inner_text()
    late.let_go()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert shown.inner_text() == wanted


def test_a_claim_that_was_changed_meanwhile_shows_no_answer(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "depends")
    field = page.get_by_label("A claim in words")
    field.fill("The outcome depends on the United States' attitude toward North Korea")
    late = Held(page, "/api/claim", "POST")
    field.press("Enter")
    late.there()
    field.press_sequentially("!")
    late.let_go()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator(".verdict p")).to_have_count(0)


def test_answers_of_the_review_may_follow_each_other_faster_than_the_server(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "review")
    page.locator("li.line").first.wait_for()
    count = page.locator("li.line").count()
    late = Held(page, "/api/review$", "POST")
    page.keyboard.press("j")
    for _ in range(count - 1):
        page.keyboard.press("a")
    page.locator("li.line").nth(count - 1).get_by_role("button", name="Rename").click()
    field = page.get_by_label("New name")
    field.fill("Someone else")
    late.let_go()
    expect(page.locator("li.line .tag.good", has_text="right")).to_have_count(count - 1)
    expect(field).to_have_value("Someone else")
    expect(field).to_be_focused()


def test_two_lines_of_the_brief_are_reworded_side_by_side(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "brief")
    edits = page.get_by_role("button", name="Edit")
    edits.first.wait_for()
    edits.first.click()
    page.get_by_label("Your wording").fill("The first of mine.")
    edits.first.click()  # that of the next line: the first is a field now
    page.get_by_label("Your wording").nth(1).fill("The second of mine.")
    late = Held(page, "/api/brief/edits", "PUT")
    page.get_by_role("button", name="Keep").first.click()
    late.there()
    page.get_by_role("button", name="Keep").nth(1).click()
    late.let_go()
    expect(page.get_by_label("Your wording")).to_have_count(0)
    for words in ("The first of mine.", "The second of mine."):
        expect(page.get_by_role("article")).to_contain_text(words)


def test_the_answer_of_a_brief_is_read_before_the_program_has_come(
    workspace: Workspace, serving: Serve, visit: Visit
) -> None:
    page = visit(serving(workspace), "brief")
    page.locator(".notes li").first.wait_for()
    jobs = page.locator(".jobs")  # a running job stands above the page, and moves it
    expect(jobs).to_have_count(0)
    answer = page.locator(".brief > div")
    words, place = answer.all_inner_texts(), answer.first.bounding_box()
    late = Held(page, r"/assets/index\.js", "GET")
    page.reload(wait_until="commit")
    late.there()
    expect(answer).to_have_count(len(words))
    assert page.locator(".notes").count() == 0
    assert [text.split(" Edit")[0] for text in answer.all_inner_texts()] == [
        text.split(" Edit")[0] for text in words
    ]
    assert answer.first.bounding_box() == place
    late.let_go()
    page.locator(".notes li").first.wait_for()
    expect(jobs).to_have_count(0)
    assert (answer.all_inner_texts(), answer.first.bounding_box()) == (words, place)
