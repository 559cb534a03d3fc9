"""The review and what came since the draft, through the routes: one implementation with the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asking import Client

from detente.store.ingesting import ingest_bytes
from detente.timeline.redrafting import keep, redraft
from detente.web.app import create_app
from detente.web.workspace import Workspace

TEXT = (
    "Brazil's foreign minister said on Monday that Brazil would close its border with Peru if Peru expels "
    'the miners. "Peru must lift the ban on Brazilian beef," she said. Peru\'s president said that Peru '
    "would lift the ban on Brazilian beef if Brazil withdraws its patrols from the river. Brazil threatened "
    "to cut off power to Peru. Brazil said that Peru could close the port. Experts said that Brazil might "
    "invade Peru.\n"
)


@pytest.fixture
def room(empty: Workspace, tmp_path: Path) -> Workspace:
    source = tmp_path / "river.txt"
    source.write_text(TEXT, encoding="utf-8")
    ingest_bytes(empty.dossier, source.read_bytes(), source.name)
    return empty


@pytest.fixture
def client(room: Workspace) -> Client:
    return Client(create_app(room))


def give(client: Client, step: str, do: str, what: str | None, value: str = "") -> dict[str, Any]:
    answer = client.post("/api/review", json={"step": step, "do": do, "what": what, "value": value})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def whats(shown: dict[str, Any], step: str) -> list[str]:
    return [line["what"] for line in shown[step]]


def test_candidates_stand_with_their_words(client: Client, room: Workspace) -> None:
    shown = client.get("/api/review").json()
    text = room.documents()[0].text
    assert whats(shown, "party")[:2] == ["BRA", "PER"]
    assert shown["missing"] is None
    for step in ("party", "option", "first"):
        for line in shown[step]:
            for words in line["words"]:
                assert words["document"] == room.documents()[0].id
                assert text[words["start"] : words["end"]] == words["text"]
                assert (words["speaker"], words["layer"]) != (None, None)
    assert any(line["assumed"] and not line["words"] for line in shown["first"])


def test_answers_change_the_candidates_and_the_next_draft(client: Client, room: Workspace) -> None:
    give(client, "party", "rename", "BRA", "Republic of Brazil")
    give(client, "option", "rename", "close_border", "Shut the frontier")
    give(client, "option", "drop", "cut_off_power")
    give(client, "option", "today", "withdraw_patrols_river", "yes")
    shown = give(client, "option", "owner", "withdraw_patrols_river", "Peru")
    assert "cut_off_power" not in whats(shown, "option")
    shown = give(client, "first", "first", "PER|!expel_miners")
    assert next(e for e in shown["first"] if e["party"] == "PER")["value"] == "!expel_miners"
    keep(room.dossier, redraft(room.dossier))
    conflict = room.conflict()
    names = {option.id: (option.name, option.owner) for option in conflict.options}
    assert conflict.decision_makers[0].name == "Republic of Brazil"
    assert names["close_border"][0] == "Shut the frontier"
    assert names["withdraw_patrols_river"][1] == "PER"
    assert "cut_off_power" not in names


def test_a_wish_that_was_not_drafted_is_added_and_told_in_words(client: Client) -> None:
    before = client.get("/api/review").json()
    options = whats(before, "option")
    shown = give(client, "first", "want", "PER", "not 1 if 2")
    wish = f"!{options[0]} IF {options[1]}"
    assert [e["value"] for e in shown["first"] if e["party"] == "PER"][-1] == wish
    (answer,) = shown["answers"]
    assert answer["value"] == wish
    assert not any(option in answer["said"] for option in options if "_" in option)
    wrong = {"step": "first", "do": "want", "what": "PER", "value": "not 99"}
    assert client.post("/api/review", json=wrong).status_code == 400


def test_what_was_left_out_has_its_reason_and_is_taken_in(client: Client, room: Workspace) -> None:
    shown = client.get("/api/review").json()
    outside = {each["text"]: each for each in shown["outside"]}
    assert outside["Experts"]["kind"] == "party"
    port = outside["close the port"]
    assert port["rule"] == "another's forecast"
    assert port["owner"] == "PER"
    assert port["said"]["text"] == "Peru could close the port"
    shown = give(client, "option", "take", port["what"], "PER")
    taken = next(line for line in shown["option"] if line["what"] == "close_the_port")
    assert [words["text"] for words in taken["words"]] == ["close the port"]
    assert next(e for e in shown["outside"] if e["text"] == "close the port")["taken"]
    # It can be answered like any other, and taken back.
    shown = give(client, "option", "rename", "close_the_port", "Shut the port to Brazilian ships")
    assert any("Shut the port" in line["text"] for line in shown["option"])
    keep(room.dossier, redraft(room.dossier))
    option = next(o for o in room.conflict().options if o.id == "close_the_port")
    assert (option.owner, option.assumption) == ("PER", None)
    shown = client.post("/api/review/undo", json={"place": 0}).json()
    assert "close_the_port" not in whats(shown, "option")
    assert [answer["lost"] for answer in shown["answers"]] == [True]


def test_all_open_lines_are_settled_at_once(client: Client) -> None:
    shown = give(client, "option", "keep", None)
    assert all(line["settled"] for line in shown["option"])
    assert not any(line["settled"] for line in shown["party"])


def test_wrong_and_stale_answers_change_nothing(client: Client, room: Workspace) -> None:
    mark = client.get("/api/review").json()["mark"]
    for body in (
        {"step": "party", "do": "today", "what": "BRA"},
        {"step": "party", "do": "merge", "what": "BRA", "value": "BRA"},
        {"step": "party", "do": "kind", "what": "BRA", "value": "unicorn"},
        {"step": "option", "do": "owner", "what": "close_border", "value": "Chile"},
        {"step": "option", "do": "drop", "what": "nonsuch"},
        {"step": "option", "do": "drop", "what": None},
        {"step": "option", "do": "rename", "what": "close_border", "value": " "},
    ):
        answer = client.post("/api/review", json=body)
        assert answer.status_code == 400, body
        assert answer.json()["error"]["fix"]
    assert client.get("/api/review").json()["mark"] == mark
    give(client, "option", "drop", "cut_off_power")
    body = {"step": "option", "do": "drop", "what": "close_border", "base": mark}
    assert client.post("/api/review", json=body).status_code == 409
    assert client.post("/api/review/undo", json={}).json()["mark"] == mark
    assert client.post("/api/review/undo", json={}).status_code == 400


def test_a_text_without_a_model_says_what_is_missing(empty: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "calm.txt"
    source.write_text("Chile said that the harvest was good.\n", encoding="utf-8")
    ingest_bytes(empty.dossier, source.read_bytes(), source.name)
    shown = Client(create_app(empty)).get("/api/review").json()
    assert shown["missing"]
    assert shown["option"] == shown["first"] == []
    assert whats(shown, "party") == ["CHL"]


def test_what_came_since_the_draft_is_counted_and_its_effect_foretold(
    client: Client, room: Workspace
) -> None:
    assert client.get("/api/model/since").json() is None
    keep(room.dossier, redraft(room.dossier))
    assert client.get("/api/model/since").json()["total"] == 0
    threat = next(e for e in room.dossier.statements() if "cut off power" in e.statement.span.text)
    room.dossier.reject(threat.statement.id)
    give(client, "option", "drop", "expel_miners")
    since = client.get("/api/model/since").json()
    assert (since["decisions"], since["answers"], since["documents"]) == (1, 1, 0)
    found = client.get("/api/model/outdated").json()
    assert found["since"] == since
    gone = {e["text"] for e in found["elements"] if e["change"] == "gone" and e["kind"] == "option"}
    assert any("power" in text for text in gone)
    assert any("miners" in text for text in gone)
    assert found["outcomes"]
    assert {o["change"] for o in found["outcomes"]} <= {"gained", "lost"}
    room.dossier.undo()
    assert client.get("/api/model/since").json()["decisions"] == 0
    room.dossier.redo()
    keep(room.dossier, redraft(room.dossier))
    assert client.get("/api/model/since").json()["total"] == 0
    assert client.get("/api/model/outdated").json()["elements"] == []
    # Undoing the redraft brings back the model that was made of less.
    room.dossier.models.undo()
    assert client.get("/api/model/since").json()["total"] == 2


def test_a_party_may_go_until_no_model_is_left(client: Client) -> None:
    give(client, "party", "kind", "experts", "firm")
    give(client, "party", "merge", "experts", "PER")
    shown = give(client, "party", "drop", "PER")
    assert shown["missing"]
    assert "undo takes it back" in shown["note"]
    assert client.post("/api/review/undo", json={}).json()["missing"] is None


def test_who_was_answered_to_be_no_party_is_not_told_to_be_read_so(client: Client) -> None:
    """Left out says whose word it is: the reader's, or the analyst's who answered last."""

    def why(shown: dict[str, Any], what: str) -> list[str]:
        return [each["why"] for each in shown["outside"] if each["what"] == what]

    (read,) = why(client.get("/api/review").json(), "experts")
    assert read == "taken to hold no position of its own: expert"
    (dropped,) = why(give(client, "party", "drop", "PER"), "PER")
    assert dropped.startswith("said to be no party, by ")
    assert "expert" not in dropped
    assert why(give(client, "party", "kind", "PER", "state"), "PER") == []
    (kind,) = why(give(client, "party", "kind", "PER", "outlet"), "PER")
    assert kind.startswith("said to be one of this kind: outlet, by ")
    for _ in range(3):
        shown = client.post("/api/review/undo", json={}).json()
    assert why(shown, "PER") == []
    assert why(shown, "experts") == [read]


def test_an_option_that_is_added_is_named_as_options_are(client: Client, room: Workspace) -> None:
    give(client, "option", "add", "PER", "dredge the river")
    keep(room.dossier, redraft(room.dossier))
    assert "Dredge the river" in {option.name for option in room.conflict().options}


def test_a_body_is_not_said_to_hold_no_position(empty: Workspace) -> None:
    """Who is no party for its name is not told to be none for a kind that parties are of."""
    text = (
        "Orvane said on Monday that it would close the weir if Tessaly raises the toll. Tessaly said that it "
        "would raise the toll. The Orle, Brenn and Corda shallows rejected opening the weir.\n"
    )
    ingest_bytes(empty.dossier, text.encode(), "weir.txt")
    shown = Client(create_app(empty)).get("/api/review").json()
    left = {each["text"]: each["why"] for each in shown["outside"] if each["kind"] == "party"}
    (why,) = [why for name, why in left.items() if "shallows" in name]
    assert why == "its name does not tell somebody who could act"


def test_what_is_said_to_be_right_drafts_nothing_anew(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft of many documents takes long: each answer asks for one at most."""
    from detente.drafting import reviewing

    drafts: list[int] = []
    real = reviewing.ground

    def counted(documents: Any, answers: Any) -> Any:
        drafts.append(len(answers))
        return real(documents, answers)

    monkeypatch.setattr(reviewing, "ground", counted)
    shown = client.get("/api/review").json()
    line = shown["option"][0]
    body = {"step": "option", "do": "keep", "what": line["what"], "base": shown["mark"]}
    shown = client.post("/api/review", json=body).json()
    assert shown["option"][0]["settled"]
    assert drafts == [0]
    body = {"step": "option", "do": "drop", "what": line["what"], "base": shown["mark"]}
    shown = client.post("/api/review", json=body).json()
    assert all(each["what"] != line["what"] for each in shown["option"])
    shown = give(client, "first", "drop", shown["first"][0]["what"])
    assert drafts == [0]  # only who is a party changes what is drafted from
    give(client, "party", "rename", shown["party"][0]["what"], "Republic of Brazil")
    assert len(drafts) == 2


THIN = (
    "Port talks\n\nVelmar's foreign minister said that Velmar would leave the port talks. Tessaly's foreign "
    "minister said that Tessaly would close the harbour.\n"
)


def test_a_draft_on_little_is_called_so_on_every_page_until_the_analyst_adds_to_it(
    empty: Workspace,
) -> None:
    ingest_bytes(empty.dossier, THIN.encode(), "talks.txt")
    client = Client(create_app(empty))

    def thin() -> tuple[Any, Any]:
        return client.get("/api/review").json()["thin"], client.get("/api/outcomes").json()["thin"]

    why = client.get("/api/review").json()["thin"]
    assert why is not None
    assert "could do" in why
    give(client, "party", "keep", None)
    keep(empty.dossier, redraft(empty.dossier))
    assert thin() == (why, why)
    brief = empty.brief()
    assert (brief.verdict, brief.why) == ("thin", why)
    assert thin() == (why, why)
    now = client.get("/api/model").json()
    edit = {"op": "set_title", "title": "The port"}
    assert (
        client.post("/api/model/edits", json={"base": now["version"], "edits": [edit]}).status_code
        == 200
    )
    assert thin() == (None, None)


def test_a_thin_draft_stays_thin_whatever_is_renamed_and_is_not_once_enough_is_added(
    empty: Workspace,
) -> None:
    ingest_bytes(empty.dossier, THIN.encode(), "talks.txt")
    client = Client(create_app(empty))
    makers = client.get("/api/review").json()["makers"]
    option = client.get("/api/review").json()["option"][0]["what"]

    def drafted() -> tuple[str, str]:
        keep(empty.dossier, redraft(empty.dossier))
        brief = empty.brief()
        assert client.get("/api/outcomes").json()["thin"] == (brief.why or None)
        return brief.verdict, brief.why

    give(client, "option", "rename", option, "Walk out of the port talks")
    assert client.get("/api/review").json()["thin"] is not None
    verdict, why = drafted()
    assert verdict == "thin"
    assert "only one thing was found" in why
    # An answer that no draft has taken in yet changes nothing of what the draft is.
    give(client, "option", "add", makers[0]["id"], "recall its envoy")
    assert empty.brief().verdict == "thin"
    give(client, "option", "add", makers[1]["id"], "reopen the harbour")
    assert client.get("/api/review").json()["thin"] == why
    assert drafted() == ("model", "")
    assert client.get("/api/review").json()["thin"] is None


def test_whose_the_words_of_a_line_are_is_told_by_name(client: Client) -> None:
    shown = client.get("/api/review").json()
    ids = {maker["id"] for maker in shown["makers"]}
    for step in ("party", "option", "first"):
        said = {words["speaker"] for line in shown[step] for words in line["words"]}
        assert said
        assert not said & ids, step


def test_a_wish_that_ties_the_two_sides_makes_a_thin_draft_a_model(empty: Workspace) -> None:
    ingest_bytes(empty.dossier, THIN.encode(), "talks.txt")
    client = Client(create_app(empty))
    makers = client.get("/api/review").json()["makers"]
    give(client, "first", "want", makers[0]["id"], "not 2")
    assert client.get("/api/review").json()["thin"] is not None
    give(client, "first", "want", makers[0]["id"], "1 if 2")
    assert client.get("/api/review").json()["thin"] is None


def test_the_brief_says_how_much_of_the_draft_was_reviewed(client: Client, room: Workspace) -> None:
    def sure() -> str:
        room.brief()
        headline: list[str] = client.get("/api/brief/data").json()["headline"]
        lines = [line["text"] for line in client.get("/api/brief").json()["summary"]]
        (said,) = [line for line in headline if line.startswith("How sure")]
        assert said in lines
        return said

    keep(room.dossier, redraft(room.dossier))
    assert "it is an unreviewed draft" in sure()
    give(client, "party", "keep", None)
    assert "it is a partly reviewed draft" in sure()
    give(client, "option", "keep", None)
    give(client, "first", "keep", None)
    assert "it is a reviewed draft" in sure()
