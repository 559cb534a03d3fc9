"""How far back drafts of a dossier reach: said on every page, the same for the brief, and changed by a job."""

from __future__ import annotations

import json
import pickle
import time
from pathlib import Path
from typing import Any

import pytest
from asking import Client

from detente.briefing.composing import compose
from detente.drafting.types import LeftOut, NoModelError
from detente.store.ingesting import ingest_bytes
from detente.timeline import reach as reaching
from detente.timeline.redrafting import keep, redraft
from detente.web import drafts
from detente.web.app import create_app
from detente.web.workspace import Workspace

OLD = (
    "2 March 2031\n\nVelmar said that it would close the harbour unless Tessaly lifts the tariff on salt. "
    "Tessaly's president said that Tessaly would lift the tariff on salt if Velmar signs the treaty.\n"
)
NEW = (
    "9 May 2031\n\nVelmar's minister said that Velmar would recall its envoy unless Tessaly withdraws its "
    "patrols from the strait. Tessaly said that it would withdraw its patrols from the strait if Velmar opens "
    "the canal.\n"
)


@pytest.fixture
def room(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a dossier of two reports, of which drafts take the newer one."""
    for name, text in (("old", OLD), ("new", NEW)):
        ingest_bytes(empty.dossier, text.encode(), f"{name}.txt")
    monkeypatch.setattr(reaching, "MODEL_FROM", 1)
    return empty


@pytest.fixture
def client(room: Workspace) -> Client:
    return Client(create_app(room))


def review(client: Client) -> dict[str, Any]:
    shown: dict[str, Any] = client.get("/api/review").json()
    return shown


def said(shown: dict[str, Any], step: str = "option") -> str:
    return " ".join(line["text"] for line in shown[step])


def ended(client: Client, job: dict[str, Any]) -> dict[str, Any]:
    for _ in range(600):
        found: dict[str, Any] = client.get(f"/api/jobs/{job['id']}").json()
        if found["state"] not in ("waiting", "running"):
            return found
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_the_review_says_which_documents_it_is_drafted_from(client: Client) -> None:
    shown = review(client)
    counts = shown["reach"]
    assert (counts["documents"], counts["of_documents"], counts["whole"]) == (1, 2, False)
    assert counts["words"].startswith("the newest 1 of 2 documents, which hold ")
    assert "patrols" in said(shown)
    assert "harbour" not in said(shown)
    shown = client.put("/api/review/reach", json={"whole": True}).json()
    assert shown["reach"]["whole"]
    assert shown["asked_for_all"]
    assert "harbour" in said(shown)
    shown = client.put("/api/review/reach", json={"whole": False}).json()
    assert "harbour" not in said(shown)


def test_a_small_dossier_is_drafted_from_as_a_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(reaching, "MODEL_FROM", 2_000)
    shown = review(client)
    assert shown["reach"]["whole"]
    assert not shown["asked_for_all"]


def test_the_model_its_preview_and_its_brief_reach_as_far(client: Client, room: Workspace) -> None:
    keep(room.dossier, redraft(room.dossier))
    assert not client.get("/api/model/since").json()["total"]
    brief = room.brief()
    assert brief.extent is not None
    assert brief.extent.startswith("the newest 1 of 2 documents")
    assert [document.source for document in brief.documents] == ["new.txt"]
    assert compose(brief).about.startswith("The newest 1 of 2 documents")
    client.put("/api/review/reach", json={"whole": True})
    since = client.get("/api/model/since").json()
    assert (since["reach"], since["total"]) == (True, 1)
    assert room.kept(room.brief_key()) is None
    behind = client.get("/api/model/outdated").json()
    assert behind["reach"]["whole"]
    assert any("harbour" in element["text"] for element in behind["elements"])
    done = ended(client, client.post("/api/model/draft").json())
    assert done["state"] == "done"
    brief = room.brief()
    assert brief.extent is None
    assert [document.source for document in brief.documents] == ["old.txt", "new.txt"]


def test_a_brief_has_the_older_documents_that_its_model_cites(client: Client, room: Workspace) -> None:  # fmt: skip
    client.put("/api/review/reach", json={"whole": True})
    keep(room.dossier, redraft(room.dossier))
    client.put("/api/review/reach", json={"whole": False})
    brief = room.brief()
    assert [document.source for document in brief.documents] == ["old.txt", "new.txt"]
    assert brief.extent is not None
    assert brief.extent.endswith(", and 1 more that the model cites")


def test_what_takes_long_is_drafted_by_a_job(
    client: Client, room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(drafts, "_HERE", 0)
    shown = review(client)
    assert shown["pending"]
    assert not shown["option"]
    assert shown["missing"] is None
    keep(room.dossier, redraft(room.dossier))
    refused = client.get("/api/model/outdated")
    assert refused.status_code == 400
    assert "not made yet" in refused.json()["error"]["message"]
    done = ended(client, client.post("/api/review/draft").json())
    assert (done["state"], done["done"], done["total"]) == ("done", 5, 5)
    assert done["cost"].startswith("Drafting takes about")
    shown = review(client)
    assert not shown["pending"]
    assert "patrols" in said(shown)
    assert client.get("/api/model/outdated").json()["outdated"] is False
    # An answer on an option is applied to that draft, one on a party asks for another.
    body = {"step": "option", "do": "drop", "what": shown["option"][0]["what"]}
    assert not client.post("/api/review", json=body).json()["pending"]
    body = {"step": "party", "do": "rename", "what": shown["party"][0]["what"], "value": "Velmar Republic"}  # fmt: skip
    shown = client.post("/api/review", json=body).json()
    assert shown["pending"]
    assert "anew" in shown["note"]
    assert [answer["do"] for answer in shown["answers"]] == ["drop", "rename"]
    assert ended(client, client.post("/api/review/draft").json())["state"] == "done"
    assert "Velmar Republic" in said(review(client), "party")


def test_a_draft_that_is_cancelled_can_be_asked_for_again(
    client: Client, room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(drafts, "_HERE", 0)
    job = client.post("/api/review/draft").json()
    assert client.delete(f"/api/jobs/{job['id']}").json()["state"] == "cancelled"
    assert ended(client, client.post("/api/review/draft").json())["state"] == "done"
    assert not review(client)["pending"]


def test_the_brief_drafts_nothing_that_is_drafted(
    room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.drafting import reviewing

    drafts: list[int] = []
    real = reviewing.ground

    def counted(documents: Any, answers: Any) -> Any:
        drafts.append(len(documents))
        return real(documents, answers)

    monkeypatch.setattr(reviewing, "ground", counted)
    keep(room.dossier, redraft(room.dossier, on=room.drafts.ground(())))
    assert room.brief().verdict == "model"
    assert drafts == [1]


def test_why_there_is_no_model_is_told_from_one_process_to_another() -> None:
    left = LeftOut(kind="party", what="the weather service", rule="no party", span=None)
    error = pickle.loads(pickle.dumps(NoModelError("No two parties.", left_out=(left,))))  # noqa: S301
    assert (error.message, error.left_out) == ("No two parties.", (left,))


def test_the_command_line_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from detente.cli.main import cli

    def run(*given: str) -> tuple[str, str]:
        done = CliRunner().invoke(cli, ["dossier", *given])
        assert done.exit_code == 0, done.output
        return done.stdout, done.stderr

    case = str(tmp_path / "case.dossier")
    run("create", case)
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        run("add", case, str(tmp_path / f"{name}.txt"))
    monkeypatch.setattr(reaching, "MODEL_FROM", 1)
    note = "note: Drafted from the newest 1 of 2 documents, which hold"
    assert note in run("model", case, "draft")[1]
    assert "harbour" not in run("model", case, "show")[0]
    assert note in run("model", case, "diff")[1]
    assert not json.loads(run("model", case, "diff", "--json")[0])["reach"]["whole"]
    assert note not in run("model", case, "draft", "--from", "all")[1]
    assert "harbour" in run("model", case, "show")[0]
    assert note not in run("model", case, "diff")[1]  # the choice is kept
    assert note in run("model", case, "draft", "--from", "newest")[1]
    refused = CliRunner().invoke(cli, ["dossier", "model", case, "diff", "--from", "all"])
    assert refused.exit_code != 0
