"""The HTTP interface: the thread from a document to a brief, through the routes."""

from __future__ import annotations

import re
import shutil
import threading
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asking import Client

from detente.analysis.outcomes import Landscape
from detente.api import example
from detente.documents import expand_sources
from detente.errors import InputError
from detente.interchange.tables import write_csv, write_latex, write_markdown
from detente.solving import limits
from detente.store.ingesting import ingest
from detente.web.app import create_app
from detente.web.jobs import AT_ONCE, Report
from detente.web.warming import Warming
from detente.web.workspace import NotThereError, Workspace, opened


@pytest.fixture
def client(workspace: Workspace) -> Client:
    return Client(create_app(workspace))


@pytest.fixture
def blank(empty: Workspace) -> Client:
    return Client(create_app(empty))


def ended(client: Client, job: dict[str, Any]) -> dict[str, Any]:
    """Wait for a job and return it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        now: dict[str, Any] = client.get(f"/api/jobs/{job['id']}").json()
        if now["state"] not in ("waiting", "running"):
            return now
        time.sleep(0.02)
    raise AssertionError("the job does not end")


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_empty_dossier_says_what_is_missing(blank: Client) -> None:
    found = blank.get("/api/dossier").json()
    assert (found["documents"], found["model"]) == ([], None)
    for path in ("model", "outcomes", "attitudes", "graph", "model/versions"):
        answer = blank.get(f"/api/{path}")
        assert answer.status_code == 404
        assert answer.json()["error"]["fix"]


def test_from_a_pasted_text_to_a_draft(blank: Client) -> None:
    text = (
        'Prime Minister Ana Ruiz of Spain said: "If France lifts its ban, we will drop our complaint." '
        "France warned Spain that it would close the border."
    )
    job = blank.post("/api/documents", json={"text": text, "title": "A ban"}).json()
    made = ended(blank, job)
    assert made["state"] == "done", made
    name = made["result"]["document"]
    document = blank.get(f"/api/documents/{name}").json()
    assert document["document"]["text"] == text
    assert document["document"]["title"] == "A ban"
    for statement in document["statements"]:
        span = statement["span"]
        assert text[span["start"] : span["end"]] == span["text"]
    drafted = ended(blank, blank.post("/api/model/draft").json())
    assert drafted["state"] == "done", drafted
    assert blank.get("/api/model").json()["model"]["options"]
    again = ended(blank, blank.post("/api/documents", json={"text": text, "title": "A ban"}).json())
    assert again["result"]["outcome"] == "unchanged"


def test_a_pasted_text_is_named_by_its_title_or_by_how_it_begins(blank: Client) -> None:
    def source(text: str, title: str | None = None) -> str:
        made = ended(
            blank, blank.post("/api/documents", json={"text": text, "title": title}).json()
        )
        documents = blank.get("/api/documents").json()
        return next(d["source"] for d in documents if d["id"] == made["result"]["document"])

    said = "Orland said that it would stay."
    assert source(f"{said} One.", "A toll: who pays/gains?") == "A toll who pays gains.txt"
    assert source(f"\n  --\n{said} Two.") == "Orland said that it would stay Two.txt"
    assert source(f"{said} Three.", "...") == "Orland said that it would stay Three.txt"
    assert source(f"{said} Four.", "Überfahrt nach Genf") == "Überfahrt nach Genf.txt"
    long = source(f"{said} Five.", "A very long title of an article " * 9)
    assert long == "A very long title of an article A very long title of an.txt"
    dated = source(f"VELIA CITY, Calif. (VNA) -- About 600 carters left. {said}")
    assert dated == "About 600 carters left Orland said that it would stay.txt"
    # Another text under the same title is another document.
    other = source("Velia warned that it would leave.", "Überfahrt nach Genf")
    assert re.fullmatch(r"Überfahrt nach Genf-[0-9a-f]{10}\.txt", other)
    assert len(blank.get("/api/documents").json()) == 7


def test_a_draft_is_called_one_until_somebody_edits_it(blank: Client) -> None:
    text = (
        "Orland said it would sign the treaty and open the port if Velia paid the toll. Velia said it would pay "
        "the toll if Orland signed the treaty. Velia warned it would close the border unless Orland left."
    )
    ended(blank, blank.post("/api/documents", json={"text": text, "title": "A toll"}).json())
    assert ended(blank, blank.post("/api/model/draft").json())["state"] == "done"

    def said() -> str:
        assert ended(blank, blank.post("/api/brief").json())["state"] == "done"
        return " ".join(blank.get("/api/brief/data").json()["headline"])

    assert "an unreviewed draft" in said()
    now = blank.get("/api/model").json()
    edit = {"op": "set_title", "title": "The toll"}
    answer = blank.post("/api/model/edits", json={"base": now["version"], "edits": [edit]})
    assert answer.status_code == 200, answer.json()
    assert "a model that an analyst made" in said()


def test_the_model_knows_that_it_is_out_of_date(blank: Client) -> None:
    text = (
        "Brazil said that Brazil would close its border with Peru if Peru expels the miners. Peru said that "
        "Peru would lift the ban on beef if Brazil withdraws its patrols from the river. Brazil threatened to "
        "cut off power to Peru."
    )
    made = ended(blank, blank.post("/api/documents", json={"text": text, "title": "A ban"}).json())
    name = made["result"]["document"]
    assert blank.get("/api/model/outdated").status_code == 404
    ended(blank, blank.post("/api/model/draft").json())
    assert blank.get("/api/model/outdated").json()["outdated"] is False
    statements = blank.get(f"/api/documents/{name}").json()["statements"]
    power = next(s["id"] for s in statements if "cut off" in s["span"]["text"])
    blank.post(f"/api/documents/{name}/statements/{power}", json={"action": "reject"})
    behind = blank.get("/api/model/outdated").json()
    assert behind["outdated"] is True
    assert {row["statement"] for row in behind["rejected"]} == {power}
    assert any(change["change"] == "went" for change in behind["changes"])
    again = ended(blank, blank.post("/api/model/draft").json())
    assert again["result"]["conflicts"] == []
    assert blank.get("/api/model/outdated").json()["outdated"] is False


def test_decisions_are_kept_and_undone(client: Client) -> None:
    name = client.get("/api/documents").json()[0]["id"]
    base = f"/api/documents/{name}"
    first, second, *_ = client.get(base).json()["statements"]
    assert (
        client.post(f"{base}/statements/{first['id']}", json={"action": "reject"}).json()["status"]
        == "rejected"
    )
    changed = client.post(
        f"{base}/statements/{second['id']}",
        json={"action": "correct", "act": "THREATEN", "targets": ["USA"]},
    ).json()
    assert (changed["status"], changed["act"], changed["targets"]) == (
        "corrected",
        "THREATEN",
        [{"id": "USA"}],
    )
    assert client.post("/api/decisions/undo").status_code == 200
    assert client.post("/api/decisions/undo").status_code == 200
    assert [s["status"] for s in client.get(base).json()["statements"]][:2] == [
        "proposed",
        "proposed",
    ]
    assert client.post("/api/decisions/redo").status_code == 200
    assert client.get(base).json()["statements"][0]["status"] == "rejected"


def test_statements_are_merged_and_split_and_taken_back(client: Client) -> None:
    name = client.get("/api/documents").json()[0]["id"]
    base = f"/api/documents/{name}"

    def now() -> dict[str, Any]:
        shown = client.get(base).json()["statements"]
        return {item["id"]: {k: v for k, v in item.items() if k != "revision"} for item in shown}

    before = now()
    first, second, *_ = [
        i for i in before.values() if i["layer"] == "quoted" and len(i["span"]["text"].split()) > 4
    ]
    url = f"{base}/statements/{first['id']}"
    merged = client.post(url, json={"action": "merge", "others": [second["id"]]})
    assert merged.status_code == 200, merged.text
    assert now()[second["id"]]["status"] == "merged"
    again = client.post(url, json={"action": "merge", "others": [second["id"]]})
    assert again.status_code == 400
    client.post("/api/decisions/undo")
    assert now() == before
    span = first["span"]
    middle = span["start"] + span["text"].index(" ", 4)
    pieces = [
        {"start": span["start"], "end": middle, "act": "STATE"},
        {"start": middle + 1, "end": span["end"]},
    ]
    done = client.post(url, json={"action": "split", "pieces": pieces})
    assert done.status_code == 200, done.text
    made = [item for key, item in now().items() if key not in before]
    assert [item["span"]["text"] for item in sorted(made, key=lambda i: i["span"]["start"])] == [
        span["text"][: middle - span["start"]],
        span["text"][middle + 1 - span["start"] :],
    ]
    assert {item["layer"] for item in made} == {"quoted"}
    assert all(item["quote"] == item["span"] for item in made)
    client.post("/api/decisions/undo")
    assert now() == before
    outside = [{"start": 0, "end": span["start"]}, pieces[1]]
    for bad in ([pieces[0]], outside):
        assert client.post(url, json={"action": "split", "pieces": bad}).status_code == 400


def test_a_document_is_described(client: Client) -> None:
    name = client.get("/api/documents").json()[0]["id"]
    known = client.put(
        f"/api/documents/{name}", json={"date": "2026-03-01", "outlet": "A paper"}
    ).json()
    assert (known["date"], known["outlet"]) == ("2026-03-01", "A paper")
    assert client.get("/api/statements", params={"since": "2026-03-01"}).json()
    assert client.get("/api/statements", params={"until": "2026-02-01"}).json() == []
    assert client.put(f"/api/documents/{name}", json={"date": "tomorrow"}).status_code == 400


def test_an_added_statement_is_verbatim(client: Client) -> None:
    name = client.get("/api/documents").json()[0]["id"]
    text = client.get(f"/api/documents/{name}").json()["document"]["text"]
    start = text.index("Three meetings")
    body = {
        "start": start,
        "end": start + 14,
        "act": "CONSULT",
        "layer": "quoted",
        "speaker": "USA",
        "targets": [],
    }
    made = client.post(f"/api/documents/{name}/statements", json=body).json()
    assert made["span"]["text"] == "Three meetings"
    assert made["origin"] == "analyst"
    outside = body | {"start": len(text), "end": len(text) + 9}
    assert client.post(f"/api/documents/{name}/statements", json=outside).status_code == 400


def test_the_model_is_edited_with_undo_and_never_overwritten(client: Client) -> None:
    now = client.get("/api/model").json()
    model = now["model"] | {"title": "Renamed"}
    saved = client.put(
        "/api/model", json={"base": now["version"], "model": model, "label": "rename"}
    ).json()
    assert (saved["model"]["title"], saved["can_undo"]) == ("Renamed", True)
    stale = client.put("/api/model", json={"base": now["version"], "model": now["model"]})
    assert stale.status_code == 409
    assert stale.json()["current"] == saved["version"]
    undone = client.post("/api/model/undo", json={"base": saved["version"]}).json()
    assert undone["model"]["title"] == now["model"]["title"]
    assert undone["can_redo"]
    again = client.post("/api/model/redo", json={}).json()
    assert again["model"]["title"] == "Renamed"
    versions = client.get("/api/model/versions").json()
    assert [v["note"] for v in versions] == ["rename", "the bundled model"]
    kept = client.post("/api/model/checkpoint", json={"name": "first"}).json()
    back = client.post(
        "/api/model/restore", json={"edit": versions[-1]["edit"], "base": kept["version"]}
    ).json()
    assert back["model"]["title"] == now["model"]["title"]


def test_a_model_with_errors_is_kept_and_says_what_is_wrong(client: Client) -> None:
    now = client.get("/api/model").json()
    model = now["model"]
    model["preferences"]["USA"][0]["that"] = "nonsuch &"
    saved = client.put("/api/model", json={"base": now["version"], "model": model}).json()
    assert any(problem["severity"] == "error" for problem in saved["problems"])
    assert saved["model"]["preferences"]["USA"][0]["that"] == "nonsuch &"
    answer = client.get("/api/outcomes")
    assert answer.status_code == 400
    assert answer.json()["problems"]
    assert client.post("/api/brief").status_code == 400


def test_answers_agree_with_the_command_line(client: Client, workspace: Workspace) -> None:
    from detente.solving.solution import solve

    conflict = workspace.conflict()
    assert client.get("/api/solve").json() == solve(conflict).to_json()
    outcomes = client.get(
        "/api/outcomes", params={"attitudes": "none", "concept": "any", "limit": 1000}
    ).json()
    for name, states in solve(conflict).equilibria.items():
        assert {r["state"] for r in outcomes["rows"] if name in r["concepts"]} <= set(states)
        assert outcomes["counts"][name] == len(states)
    state = outcomes["rows"][0]["state"]
    explained = client.get("/api/explain", params={"state": state}).json()
    assert all(item["sentence"] for item in explained["explanations"])
    assert client.get("/api/paths", params={"to": state}).status_code == 200
    graph = client.get("/api/graph").json()
    shown = {node["state"] for node in graph["nodes"]}
    assert all({edge["from"], edge["to"]} <= shown for edge in graph["edges"])


def test_the_map_agrees_with_the_sweep(client: Client) -> None:
    sweep = client.get("/api/sweep", params={"vary": "USA>USA,USA>PRK"}).json()
    heat = client.get("/api/heatmap", params={"down": "USA>USA", "across": "USA>PRK"}).json()
    assert len(heat["grid"]) == 9
    for profile in sweep["profiles"]:
        signs = profile["attitudes"]
        cell = next(
            c
            for c in heat["grid"]
            if (c["down"], c["across"]) == (signs["USA>USA"], signs["USA>PRK"])
        )
        found = {o["state"] for o in cell["outcomes"]}
        every = set(profile["equilibria"]["RNASH"]) | set(profile["equilibria"]["RSEQ"])
        assert found <= every
        assert len(found) + cell["traps"] == len(every) or len(found) == 60
    assert sum(cell["as_now"] for cell in heat["grid"]) == 1


def test_claims_are_tested(client: Client) -> None:
    body = {"text": "It all depends on Washington's attitude toward North Korea."}
    tested = client.post("/api/claim", json=body).json()
    assert (tested["party"], tested["toward"]) == ("USA", "PRK")
    assert tested["verdict"] in ("holds", "holds partly", "does not hold")
    assert tested["words"]
    pair = client.post("/api/claim", json={"party": "USA", "toward": "PRK"}).json()
    assert pair["verdict"] == tested["verdict"]
    state = client.get("/api/outcomes").json()["rows"][0]["state"]
    assert any(
        "“" in line["text"]
        for line in client.get("/api/why", params={"state": state}).json()["lines"]
    )
    assert client.post("/api/claim", json={"text": "It will rain."}).status_code == 400
    assert client.post("/api/claim", json={"party": "USA", "toward": "USA"}).status_code == 400


@pytest.mark.parametrize(
    ("form", "write"), [("csv", write_csv), ("md", write_markdown), ("tex", write_latex)]
)
def test_a_table_to_paste_is_written_as_every_other(
    client: Client, form: str, write: Callable[[list[str], list[list[str]]], str]
) -> None:
    head, rows = ["state", "said"], [["--Y", "=1+1"], ["[N]", "*a|b*\n50 % & $_"]] * 30
    body = {"head": head, "rows": rows, "form": form}
    assert client.post("/api/table", json=body).json() == {"text": write(head, rows)}
    ragged = {**body, "rows": [["NN"]]}
    assert client.post("/api/table", json=ragged).status_code == 422


def test_versions_are_compared(client: Client) -> None:
    edit = client.get("/api/model").json()["edit"]
    columns = client.post("/api/compare", json={"edits": [edit, edit]}).json()["columns"]
    assert columns[0]["outcomes"] == columns[1]["outcomes"]
    assert client.post("/api/compare", json={"edits": [10**9]}).status_code == 400


def test_the_brief_is_composed_reworded_and_exported(client: Client) -> None:
    for name in ("brief", "hinges"):
        assert client.get(f"/api/{name}").json() is None
    assert client.get("/api/export", params={"format": "pdf"}).status_code == 404
    made = ended(client, client.post("/api/brief").json())
    assert made["state"] == "done", made
    report = client.get("/api/brief").json()
    assert report == made["result"]
    line = report["summary"][0]
    wording = "An <b>analyst</b> says so."
    assert client.put("/api/brief/edits", json={"edits": {line["id"]: wording}}).status_code == 200
    edited = client.get("/api/brief").json()["summary"][0]
    assert (edited["text"], edited["before"], edited["edited"]) == (wording, line["text"], True)
    html = client.get("/api/export", params={"format": "html"})
    assert "attachment" in html.headers["content-disposition"]
    assert "An &lt;b&gt;analyst&lt;/b&gt; says so." in html.text
    assert len(html.content) < 2_000_000
    assert "<script" not in html.text
    assert 'href="#n1"' in html.text
    pdf = client.get("/api/export", params={"format": "pdf"}).content
    assert pdf.startswith(b"%PDF")
    docx = client.get("/api/export", params={"format": "docx"}).content
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        assert b"An &lt;b&gt;analyst&lt;/b&gt;" in archive.read("word/document.xml")
        assert archive.read("word/footnotes.xml").count(b"<w:footnote ") == 2 + len(report["notes"])
    assert "[^1]:" in client.get("/api/export", params={"format": "md"}).text
    assert client.get("/api/export", params={"format": "page"}).status_code == 200
    client.put("/api/brief/edits", json={"edits": {line["id"]: ""}})
    assert client.get("/api/brief").json()["summary"][0] == line


@pytest.mark.parametrize("name", ["1-offer", "3-washington-moves"])
def test_the_brief_of_a_draft_is_that_of_its_documents(tmp_path: Path, name: str) -> None:
    """By whichever door: a model drafted thin is called thin in the workbench too."""
    import detente

    root = Path(__file__).parents[2] / "examples"
    text = next(root.glob(f"*/*/{name}.txt"))
    with opened(tmp_path / "case.dossier") as room:
        list(ingest(room.dossier, [str(text)]))
        client = Client(create_app(room))
        for route in ("model/draft", "brief"):
            assert ended(client, client.post(f"/api/{route}").json())["state"] == "done"
        made = client.get("/api/brief/data").json()
    python = detente.brief(str(text)).to_json()
    for key in ("answer", "headline"):
        assert made[key] == python[key]


def test_briefs_and_hinges_take_no_time_from_the_pages(
    client: Client, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made in a process of its own, which loads the parser, and is ended with the job."""

    def here(*_: object, **__: object) -> None:
        raise AssertionError("made in the process that serves the pages")

    monkeypatch.setattr("detente.briefing.making.brief_of_model", here)
    made = ended(client, client.post("/api/hinges").json())
    assert made["state"] == "done", made
    assert made["done"] == made["total"] > 1
    assert client.get("/api/brief").json()["summary"]

    changed = workspace.current().text.replace("title:", "title: Another", 1)
    workspace.dossier.models.save(changed)
    job = client.post("/api/brief").json()
    until(lambda: bool(workspace.apart.working()))
    client.delete(f"/api/jobs/{job['id']}")
    until(lambda: not workspace.apart.working())
    assert client.get("/api/brief").json() is None


def test_a_dossier_without_a_model_has_the_brief_of_its_documents(tmp_path: Path) -> None:
    with opened(tmp_path / "new.dossier") as room, pytest.raises(NotThereError):
        room.check_brief()
    text = tmp_path / "said.txt"
    text.write_text("The council said that the harbour would stay open.", encoding="utf-8")
    with opened(tmp_path / "new.dossier") as room:
        assert [item.error for item in ingest(room.dossier, [str(text)])] == [None]
        room.check_brief()
        assert room.brief().verdict == "reading"
        assert room.brief().headline


def test_the_model_is_exported_as_it_loads(client: Client, workspace: Workspace) -> None:
    from detente.model.files import loads

    text = client.get("/api/export", params={"format": "yaml"}).text
    assert loads(text) == workspace.conflict()
    json_text = client.get("/api/export", params={"format": "json"}).text
    assert loads(json_text, "m.json") == workspace.conflict()


def test_what_takes_long_says_so_beforehand(workspace: Workspace) -> None:
    said: list[str | None] = []

    def long(_report: Report) -> str:
        limits.say_seconds(20, "This", fix="Ask for less (--few).")
        said.append(workspace.jobs.all()[-1].to_json()["cost"])
        workspace.apart.do(limits.tell, "That takes some 30 seconds.")
        said.append(workspace.jobs.all()[-1].to_json()["cost"])
        raise InputError("Not today.")

    job = workspace.jobs.start("test", "Long", long)
    with pytest.raises(InputError, match="Not today"):
        workspace.jobs.wait(job)
    assert said == ["This takes some 20 seconds.", "That takes some 30 seconds."]


def test_jobs_are_followed_and_cancelled(client: Client, workspace: Workspace) -> None:
    import threading

    begun, go_on = threading.Event(), threading.Event()

    def slow(report: Any) -> None:
        begun.set()
        go_on.wait(30)
        report(1, 2)

    job = workspace.jobs.start("test", "Slow", slow)
    beside = workspace.jobs.start("test", "Beside it", lambda _report: 7)
    assert begun.wait(30)
    assert ended(client, {"id": beside.id})["result"] == 7
    more = [workspace.jobs.start("test", "Slow", slow) for _ in range(AT_ONCE)]
    assert client.delete(f"/api/jobs/{more[-1].id}").json()["state"] == "cancelled"
    # Whoever cancels is not kept waiting, and what the work comes to later is not taken.
    assert client.delete(f"/api/jobs/{job.id}").json()["state"] == "cancelled"
    go_on.set()
    assert ended(client, {"id": more[0].id})["state"] == "done"
    assert client.get(f"/api/jobs/{job.id}").json()["state"] == "cancelled"
    events = client.get(f"/api/jobs/{job.id}/events").text
    assert events.startswith("data: ")
    assert client.get("/api/jobs/none").status_code == 400


def test_a_job_that_writes_its_result_down_is_not_cancelled(workspace: Workspace) -> None:
    import threading

    writing, go_on = threading.Event(), threading.Event()

    def work(report: Any) -> str:
        report.keep()
        writing.set()
        go_on.wait(30)
        return "kept"

    job = workspace.jobs.start("test", "Writing", work)
    assert writing.wait(30)
    assert workspace.jobs.cancel(job.id).state == "running"
    go_on.set()
    assert ended(Client(create_app(workspace)), {"id": job.id})["result"] == "kept"


def test_reading_can_be_cancelled_and_leaves_nothing(client: Client, workspace: Workspace) -> None:
    before = [info.id for info in workspace.dossier.list_documents()]
    text = "The minister said it would sign if the other side agreed to pay. " * 20_000
    job = client.post("/api/documents", json={"text": text}).json()
    other = client.post("/api/documents", json={"text": "It would sign, the envoy said."}).json()
    assert ended(client, other)["state"] == "done"
    assert client.delete(f"/api/jobs/{job['id']}").json()["state"] == "cancelled"
    until(lambda: not workspace.apart.working())
    assert len(workspace.dossier.list_documents()) == len(before) + 1


def test_closing_ends_what_is_being_read(sample_path: Path, tmp_path: Path) -> None:
    shutil.copy(sample_path, tmp_path / "copy.dossier")
    workspace = Workspace.open(tmp_path / "copy.dossier")
    text = "The minister said it would sign if the other side agreed to pay. " * 20_000
    client = Client(create_app(workspace))
    job = client.post("/api/documents", json={"text": text}).json()
    until(lambda: bool(workspace.apart.working()))
    workspace.close()
    until(lambda: not workspace.apart.working())
    until(lambda: workspace.jobs.get(job["id"]).state == "cancelled")


def test_parallel_edits_of_the_brief_are_all_kept(client: Client) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def edit(number: int) -> int:
        return client.put("/api/brief/edits", json={"edits": {f"line{number}": "x"}}).status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(edit, range(100))) == {200}
    kept = client.put("/api/brief/edits", json={"edits": {}}).json()
    assert len(kept["edits"]) == 100
    base = kept["revision"]
    assert client.put("/api/brief/edits", json={"edits": {"line1": "y"}}).status_code == 200
    stale = {"edits": {"line1": "z"}, "base": base}
    assert client.put("/api/brief/edits", json=stale).status_code == 409
    other = {"edits": {"line2": "z"}, "base": base}
    assert client.put("/api/brief/edits", json=other).status_code == 200


def test_the_last_tab_does_not_win(client: Client) -> None:
    name = client.get("/api/documents").json()[0]["id"]
    shown = client.get(f"/api/documents/{name}").json()
    base, (one, two, *_) = shown["revision"], [s["id"] for s in shown["statements"]]
    path = f"/api/documents/{name}/statements"
    first = client.post(f"{path}/{one}", json={"action": "reject", "base": base})
    assert first.status_code == 200
    stale = client.post(f"{path}/{one}", json={"action": "accept", "base": base})
    assert (stale.status_code, stale.json()["current"]) == (409, first.json()["revision"])
    again = {"action": "accept", "base": first.json()["revision"]}
    assert client.post(f"{path}/{one}", json=again).status_code == 200
    assert client.post(f"{path}/{two}", json={"action": "reject", "base": base}).status_code == 200
    assert client.post("/api/decisions/undo", json={"base": base}).status_code == 409
    assert client.post("/api/decisions/undo", json={}).status_code == 200
    heading = f"/api/documents/{name}"
    assert client.put(heading, json={"title": "One", "base": base}).status_code == 200
    assert client.put(heading, json={"title": "Two", "base": base}).status_code == 409
    assert client.put(heading, json={"date": "spring"}).status_code == 400
    assert client.put(heading, json={"date": "2026-03"}).json()["date"] == "2026-03"


def test_the_model_is_edited_by_commands(client: Client, workspace: Workspace) -> None:
    ranked = {
        "detente": 1, "title": "T", "decision_makers": [{"id": "A"}, {"id": "B"}],
        "options": [{"id": "a", "owner": "A"}, {"id": "b", "owner": "B"}],
        "preferences": {
            "A": {"ranking": ["NN", "YN", "NY", "YY"]}, "B": {"ranking": ["NN", "NY", "YN", "YY"]},
        },
    }  # fmt: skip
    base = client.get("/api/model").json()["version"]
    base = client.put("/api/model", json={"base": base, "model": ranked}).json()["version"]
    assert client.get("/api/solve", params={"concepts": "NASH"}).json()["equilibria"]["NASH"] == [
        "NN"
    ]
    edits = [
        {"op": "reorder_options", "order": ["b", "a"]},
        {"op": "add_option", "owner": "A"},
    ]
    answer = client.post("/api/model/edits", json={"base": base, "edits": edits}).json()
    assert answer["made"] == [None, "option"]
    assert answer["version"] == base + 1
    assert answer["model"]["preferences"]["B"]["ranking"][0] == ["NNN", "NNY"]
    found = client.get("/api/solve", params={"concepts": "NASH"}).json()["equilibria"]["NASH"]
    assert found == ["NNN", "NNY"]
    refused = client.post("/api/model/edits", json={"base": base, "edits": edits})
    assert refused.status_code == 409
    wrong = [{"op": "set_title", "title": "New"}, {"op": "remove_option", "id": "none"}]
    body = {"base": base + 1, "edits": wrong}
    assert client.post("/api/model/edits", json=body).status_code == 400
    assert client.get("/api/model").json()["model"]["title"] == "T"
    assert client.post("/api/model/edits", json={"edits": [{"op": "no"}]}).status_code == 422
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert schemas["ReorderOptions"]["properties"]["order"]["type"] == "array"


def test_two_files_of_one_name_are_two_documents(client: Client, workspace: Workspace) -> None:
    for words in (b"The envoy said it would sign.", b"The council said it would wait."):
        job = client.post("/api/upload", params={"name": "note.txt"}, content=words).json()
        assert ended(client, job)["state"] == "done"
    texts = [workspace.dossier.document(i.id).text for i in workspace.dossier.list_documents()]
    assert sum("envoy" in text or "council" in text for text in texts[1:]) == 2


def test_offline_fetches_nothing(sample_path: Any) -> None:
    made = Workspace.open(sample_path, offline=True)
    try:
        answer = Client(create_app(made)).post(
            "/api/documents", json={"url": "https://example.org/"}
        )
        assert answer.status_code == 400
        assert "offline" in answer.json()["error"]["message"]
    finally:
        made.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:80/", "http://[::1]/", "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/",
        "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "ftp://example.org/", "http://user:pw@example.org/",
        "http://example.org:22/", "gopher://x/", "http://100.64.0.1/", "/etc/passwd", "-",
    ],
)  # fmt: skip
def test_addresses_inside_the_network_are_not_fetched(client: Client, url: str) -> None:
    made = ended(client, client.post("/api/documents", json={"url": url}).json())
    assert made["state"] == "failed"
    assert made["error"]["message"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../../etc/passwd", b"France warned Spain."),
        ("..\\..\\x.txt", b"France warned Spain."),
        (
            "/etc/cron.d/x.html",
            b"<html><body><article><p>France warned Spain that the border would be closed at once, and Spain answered "
            b"that it would not wait.</p></article><script>alert(1)</script></body></html>",
        ),
        ("a" * 200 + ".md", b"France warned Spain."),
        ("nul\x00.txt", b"France warned Spain."),
    ],
)
def test_the_name_of_an_upload_is_never_a_path(blank: Client, name: str, data: bytes) -> None:
    answer = blank.post("/api/upload", params={"name": name}, content=data)
    made = ended(blank, answer.json())
    assert made["state"] == "done", made
    document = blank.get(f"/api/documents/{made['result']['document']}").json()["document"]
    assert "/" not in document["id"]
    assert "alert" not in document["text"]


def test_what_the_browser_added_is_not_read_again(
    blank: Client, empty: Workspace, tmp_path: Path
) -> None:
    """The same bytes, added later as a file, are the document that is there, decisions and all."""
    text = "France warned Spain that it would close the border. Spain rejected the demand."
    uploads = tmp_path / "reports"
    uploads.mkdir()
    for name, body in (("here.txt", text), ("reports/there.txt", f"{text} Italy agreed.")):
        job = blank.post("/api/upload", params={"name": name}, content=body.encode()).json()
        assert ended(blank, job)["result"]["outcome"] == "new"
        (tmp_path / name).write_text(body)
    pasted = f"{text} Then Malta said that it would stay out of it."
    made = ended(blank, blank.post("/api/documents", json={"text": pasted, "title": "Own"}).json())
    key = blank.get(f"/api/documents/{made['result']['document']}").json()["statements"][0]["id"]
    empty.dossier.reject(key)
    (uploads / "pasted.txt").write_text(pasted)
    before = blank.get("/api/documents").json()
    results = list(
        ingest(empty.dossier, expand_sources([str(tmp_path / "here.txt"), str(uploads)]))
    )
    assert [(r.unchanged, r.error) for r in results] == [(1, None)] * 3
    after = blank.get("/api/documents").json()
    assert [(d["id"], d["title"], d["version"]) for d in after] == [
        (d["id"], d["title"], d["version"]) for d in before
    ]
    assert {d["source"] for d in after} == {"here.txt", "reports/there.txt", "reports/pasted.txt"}
    assert empty.dossier.statement(key).status == "rejected"
    # A second file of the same bytes beside the first is a copy, and marked as one.
    (uploads / "again.txt").write_text(text)
    list(ingest(empty.dossier, [str(uploads / "again.txt")]))
    assert blank.get("/api/documents").json()[-1]["copy_of"] == "here"


def test_bad_uploads_fail_in_one_line(blank: Client) -> None:
    for data in (b"", b"\x00\x01\x02", b"PK\x03\x04 no archive", b"%PDF-1.4 no file"):
        answer = blank.post("/api/upload", params={"name": "x.bin"}, content=data)
        made = ended(blank, answer.json())
        assert made["state"] == "failed"
        assert "\n" not in made["error"]["message"]


def test_errors_come_as_data_to_who_prefers_that(client: Client) -> None:
    plain = client.get("/api/documents/none")
    data = client.get("/api/documents/none", headers={"prefer": "error-as-data"})
    assert (plain.status_code, data.status_code) == (404, 200)
    assert data.headers["preference-applied"] == "error-as-data"
    assert data.json() == plain.json() | {"status": 404}


def test_answers_are_made_before_they_are_asked_for(workspace: Workspace) -> None:
    def made(brief: bool) -> bool:
        text = workspace.current().text
        return workspace.kept(("landscape", text)) is not None and not (
            brief and workspace.kept(workspace.brief_key()) is None
        )

    warming = Warming(workspace)
    warming.start()
    until(lambda: made(brief=True))
    changed = workspace.current().text.replace("title:", "title: Another", 1)
    workspace.dossier.models.save(changed + "\n")
    warming.wake()
    until(lambda: made(brief=False))
    workspace.dossier.models.save("{}")
    warming.wake()
    warming.stop()
    assert not any(thread.name == "warming" for thread in threading.enumerate())


GRAPH_FORM = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
states: [{id: calm}, {id: crisis}, {id: war}]
moves:
  - {by: A, from: calm, to: crisis}
  - {by: [A, B], from: crisis, to: war}
preferences:
  A: {ranking: [crisis, [calm, war]]}
  B: {weights: {calm: 3, crisis: 1}}
attitudes: {A: {B: "+"}}
status_quo: calm
"""


def test_every_answer_is_given_for_a_model_in_graph_form(blank: Client) -> None:
    assert blank.post("/api/model/new", json={"text": GRAPH_FORM}).status_code == 201
    for path in (
        "outcomes",
        "outcomes?attitudes=model",
        "solve",
        "explain?state=crisis",
        "paths?to=crisis",
        "paths?to=war&origin=crisis",
        "graph",
        "sweep?vary=A",
        "why?state=crisis",
        "heatmap",
    ):
        answer = blank.get(f"/api/{path}")
        assert answer.status_code == 200, (path, answer.text)
    assert blank.get("/api/paths?to=nowhere").status_code == 400
    edit = blank.get("/api/model").json()["edit"]
    assert (
        blank.post("/api/compare", json={"edits": [edit], "attitudes": "none"}).status_code == 200
    )


def test_attitudes_none_means_the_same_on_every_route(blank: Client) -> None:
    """Everybody + to itself and 0 to others: not the model's own attitudes, and no error."""
    assert blank.post("/api/model/new", json={"text": GRAPH_FORM}).status_code == 201
    none = blank.get("/api/solve?concepts=RNASH&attitudes=none").json()["equilibria"]["RNASH"]
    plain = blank.get("/api/solve?concepts=NASH").json()["equilibria"]["NASH"]
    own = blank.get("/api/solve?concepts=RNASH&attitudes=model").json()["equilibria"]["RNASH"]
    assert none == plain != own
    rows = blank.get("/api/outcomes?attitudes=none&concept=NASH").json()["rows"]
    assert sorted(row["state"] for row in rows) == none
    for state in plain:
        said = blank.get(f"/api/explain?state={state}&concept=RNASH&attitudes=none").json()
        assert all(item["stable"] for item in said["explanations"])


def test_attitudes_have_one_meaning_and_a_default_that_is_said(blank: Client) -> None:
    assert blank.post("/api/model/new", json={"text": GRAPH_FORM}).status_code == 201
    routes = blank.get("/api/openapi.json").json()["paths"]
    said = {
        path: parameter
        for path, operations in routes.items()
        for parameter in operations.get("get", {}).get("parameters", ())
        if parameter["name"] == "attitudes"
    }
    assert len({parameter["description"] for parameter in said.values()}) == 1
    assert {parameter["schema"]["default"] for parameter in said.values()} == {"model"}
    for path, more in (("outcomes", ""), ("tableau", ""), ("graph", ""), ("heatmap", ""),
                       ("solve", "&concepts=RNASH"), ("why", "&state=war")):  # fmt: skip
        told = {a: blank.get(f"/api/{path}?attitudes={a}{more}").json() for a in ("none", "model")}
        assert blank.get(f"/api/{path}?{more[1:]}").json() == told["model"]
        cells = blank.get(f"/api/{path}?attitudes=A%3EB%3D%2B{more}").json()
        assert cells == told["model"], path
        assert told["none"] != told["model"], path
    body = {"edits": [blank.get("/api/model").json()["edit"]]}
    assert (
        blank.post("/api/compare", json=body).json()
        == blank.post("/api/compare", json=body | {"attitudes": "model"}).json()
    )


@pytest.mark.parametrize("path", ["outcomes", "tableau", "graph", "heatmap", "coalitions"])
def test_an_answer_is_kept_for_the_model_that_it_was_made_of(
    client: Client, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """An edit that comes while an answer is made leaves no answer of the model before it."""
    prepared = Workspace.landscape

    def edited_meanwhile(room: Workspace) -> Landscape:
        found = prepared(room)
        room.dossier.models.save(GRAPH_FORM)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "landscape", edited_meanwhile)
        before = client.get(f"/api/{path}").json()
    with opened(workspace.dossier.path) as anew:
        fresh = Client(create_app(anew)).get(f"/api/{path}").json()
    assert client.get(f"/api/{path}").json() == fresh != before


def test_a_line_that_is_wrong_hides_no_other(blank: Client, empty: Workspace) -> None:
    text = """{"detente": 1, "title": "T", "decision_makers": [{"id": "A"}, {"id": "B"}],
      "options": [{"id": "a", "name": "Act", "owner": "A"}, {"id": "b", "name": "Bend", "owner": "B"}],
      "infeasible": [{"when": "a & b"}, {"when": "a &"}],
      "preferences": {"A": [{"that": "b"}, {"that": "nosuch"}, {"that": "!a"}], "B": [{"that": "!a"}]}}"""
    empty.dossier.models.save(text)
    shown = blank.get("/api/model").json()
    assert [(f["what"], f["id"], f["place"]) for f in shown["faults"]] == [
        ("preference", "A", 1), ("infeasible", None, 1),
    ]  # fmt: skip
    assert "nosuch" in shown["faults"][0]["message"]
    assert [bool(line) for line in shown["words"]["A"]] == [True, False, True]
    assert len(shown["words"]["B"]) == 1
    assert shown["feasible"] == 3


def test_merged_states_that_cannot_be_are_named_where_they_stand_and_hide_nothing(
    blank: Client, empty: Workspace
) -> None:
    text = """{"detente": 1, "title": "T", "decision_makers": [{"id": "A"}, {"id": "B"}],
      "options": [{"id": "a", "name": "Act", "owner": "A"}, {"id": "b", "name": "Bend", "owner": "B"},
                  {"id": "c", "name": "Come", "owner": "B"}],
      "infeasible": [{"when": "a & b"}],
      "coalesced": [{"pattern": "N-Y"}, {"pattern": "YY-"}],
      "preferences": {"A": [{"that": "b IF a"}], "B": [{"that": "!a"}]}}"""
    empty.dossier.models.save(text)
    shown = blank.get("/api/model").json()
    assert [(f["what"], f["id"], f["place"]) for f in shown["faults"]] == [("merged", None, 1)]
    assert "two feasible states" in shown["faults"][0]["message"]
    assert shown["words"]["A"] == ["B to bend, if A were to act"]
    # Whatever else is wrong, every wish has its words.
    empty.dossier.models.save(text.replace('"preferences"', '"status_quo": "YYYY", "preferences"'))
    assert blank.get("/api/model").json()["words"]["A"] == ["B to bend, if A were to act"]


def test_every_answer_is_described(blank: Client) -> None:
    for path, operations in blank.get("/api/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                for kind, body in answer.get("content", {}).items():
                    if kind == "application/json":
                        shape = body["schema"]
                        assert shape.keys() & {"$ref", "items", "anyOf"}, (path, method, status)


def test_answers_have_the_shape_that_is_described(client: Client) -> None:
    """Answers that are passed on as they are, of a whole dossier and of a model in graph form."""
    from jsonschema import validate

    described = client.get("/api/openapi.json").json()
    made = ended(client, client.post("/api/brief").json())
    assert made["state"] == "done"
    name = client.get("/api/documents").json()[0]["id"]

    def check(path: str) -> None:
        route = f"/api/{path.partition('?')[0]}".replace(f"documents/{name}", "documents/{name}")
        answer = described["paths"][route]["get"]["responses"]["200"]
        shape = answer["content"]["application/json"]["schema"]
        data = client.get(f"/api/{path}").json()
        validate(data, {**shape, "components": described["components"]})

    answers = ("solve?concepts=all", "graph", "heatmap", "outcomes", "tableau", "coalitions")
    for path in (
        f"documents/{name}",
        "statements",
        "parties",
        "parties/said",
        "brief/data",
        "hinges",
        "model",
        *answers,
    ):
        check(path)
    quo = client.get("/api/outcomes").json()["status_quo"]["state"]
    for path in (f"explain?state={quo}", f"why?state={quo}", f"paths?to={quo}"):
        check(path)
    assert client.post("/api/model/new", json={"text": GRAPH_FORM}).status_code == 201
    for path in ("model", "explain?state=crisis", "why?state=war", *answers):
        check(path)


def test_a_map_of_an_attitude_against_itself_is_refused(client: Client) -> None:
    ids = [party["id"] for party in client.get("/api/attitudes").json()["parties"]]
    cell = f"{ids[0]}>{ids[1]}"
    answer = client.get(f"/api/heatmap?across={cell}&down={cell}")
    assert answer.status_code == 400
    assert "against itself" in answer.json()["error"]["message"]


def test_the_types_of_the_pages_are_those_of_the_routes() -> None:
    """After a change of a route: scripts/types writes the types anew."""
    from detente.web.describing import described, fingerprint

    types = Path(__file__).parents[2] / "frontend" / "src" / "lib" / "answers.ts"
    assert fingerprint(described()) in types.read_text(encoding="utf-8").partition("\n")[0]


def test_what_a_pair_says_comes_by_pages_and_days(client: Client) -> None:
    """A pair of thousands of statements is counted, and read one page at a time."""
    cells = client.get("/api/parties").json()["cells"]
    assert [cell["statements"] for cell in cells] == sorted(
        (cell["statements"] for cell in cells), reverse=True
    )
    first = client.get("/api/parties/said").json()
    assert (first["speaker"], first["target"]) == (cells[0]["from"], cells[0]["to"])
    for cell in cells:
        asked = f"/api/parties/said?speaker={cell['from']}&target={cell['to']}&limit=2"
        pages = [
            client.get(f"{asked}&offset={at}").json() for at in range(0, cell["statements"], 2)
        ]
        found = [each for page in pages for each in page["statements"]]
        assert len({each["id"] for each in found}) == len(found) == cell["statements"]
        leanings = [each["leaning"] for each in found if each["date"] is not None]
        for leaning in (-1, 0, 1):
            counted = (d["count"] for d in pages[0]["days"] if d["leaning"] == leaning)
            assert sum(counted) == leanings.count(leaning)
    nobody = client.get("/api/parties/said?speaker=nobody&target=nothing").json()
    assert nobody["total"] == 0
    assert nobody["statements"] == []


def named_on_pages(client: Client) -> list[dict[str, str]]:
    """Return what each page calls the states that it shows."""
    outcomes = client.get("/api/outcomes?attitudes=none").json()["rows"]
    why = [client.get(f"/api/explain?state={row['state']}").json() for row in outcomes]
    graph = client.get("/api/graph?attitudes=none").json()["nodes"]
    heat = client.get("/api/heatmap").json()["outcomes"]
    return [
        {row["state"]: row["name"] for row in page} for page in (outcomes, why, graph, heat) if page
    ]


def test_every_page_and_the_brief_call_an_outcome_the_same(
    client: Client, workspace: Workspace
) -> None:
    workspace.brief()
    answer = workspace.brief().answer
    assert answer is not None
    brief = dict(answer.names().short)
    pages = named_on_pages(client)
    assert len(pages) == 4
    for page in pages:
        assert {state: brief.get(state, name) for state, name in page.items()} == page
        assert len({name.casefold() for name in page.values()}) == len(page)
    assert any(brief.keys() & page.keys() for page in pages)


def test_names_before_the_brief_are_those_that_it_will_give(blank: Client) -> None:
    text = (
        "Tessaly's envoy said that Tessaly would close the harbour if Orvane keeps the levy. Orvane's "
        "minister said that Orvane would drop the levy if Tessaly recalls its patrols. Orvane threatened to "
        "expel the pilots of Tessaly."
    )
    assert ended(blank, blank.post("/api/documents", json={"text": text}).json())["state"] == "done"
    assert ended(blank, blank.post("/api/model/draft", json={}).json())["state"] == "done"
    before = named_on_pages(blank)
    told: dict[str, str] = {}
    for page in before:
        assert all(told.setdefault(state, name) == name for state, name in page.items())
    job = ended(blank, blank.post("/api/hinges", json={}).json())
    brief = {row["state"]: row["label"] for row in job["result"]["outcomes"]}
    assert brief
    assert {state: told.get(state, name) for state, name in brief.items()} == brief
    assert named_on_pages(blank) == before
    quo = blank.get("/api/outcomes").json()["status_quo"]["state"]
    assert told.get(quo, "Today's situation") == "Today's situation"


def test_an_outcome_to_which_only_a_coalition_leads_is_no_trap(
    blank: Client, empty: Workspace
) -> None:
    """Elmira: from the state to which one party goes alone, two others move together (Kilgour and others 2001)."""
    empty.dossier.models.save(Path(example("classic/elmira.yaml")).read_text(encoding="utf-8"))
    rows = {row["state"]: row for row in blank.get("/api/outcomes").json()["rows"]}
    assert rows["YNYNY"]["together"] == [["MOE", "UR"]]
    assert "out of reach" not in rows["YNYNY"]["name"]
    assert rows["NYNNY"]["starts"]
    assert rows["NYNNY"]["together"] == []
    assert rows["NNNYN"]["together"] == []
    tableau = blank.get("/api/tableau").json()["rows"]
    assert [row["state"] for row in tableau if row["together"]] == ["YNYNY"]


def test_the_map_tells_every_outcome_as_elsewhere(client: Client) -> None:
    found = client.get("/api/heatmap").json()
    told = {row["state"]: row for row in client.get("/api/outcomes?concept=any").json()["rows"]}
    shared = [each for each in found["outcomes"] if each["state"] in told]
    assert shared
    assert {(each["state"], each["change"]) for each in shared} <= {
        (state, row["change"]) for state, row in told.items()
    }


def test_how_many_outcomes_no_coalition_upsets_is_said(blank: Client, empty: Workspace) -> None:
    """Eleven options that nobody cares about: all 2,048 states stay, not as many as are told."""
    names = [f"o{n}" for n in range(11)]
    options = ", ".join(f"{{id: {name}, name: Do {name}, owner: A}}" for name in names)
    empty.dossier.models.save(
        "detente: 1\ntitle: Indifferent\ndecision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]\n"
        f"options: [{options}]\npreferences: {{A: [], B: []}}\n"
    )
    found = blank.get("/api/coalitions").json()
    assert (found["staying"], len(found["stays"])) == (2048, 500)


def test_coalitions_of_a_large_model_are_asked_by_a_job(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = client.get("/api/coalitions").json()
    base = client.get("/api/model").json()["version"]
    body = {"base": base, "edits": [{"op": "set_title", "title": "Another"}]}
    assert client.post("/api/model/edits", json=body).status_code == 200
    monkeypatch.setattr("detente.web.routes.tableau._AT_ONCE", 1)
    assert client.get("/api/coalitions").json() is None
    job = client.post("/api/coalitions").json()
    while job["state"] in ("waiting", "running"):
        time.sleep(0.05)
        job = client.get(f"/api/jobs/{job['id']}").json()
    assert job["result"] == at_once
    assert client.get("/api/coalitions").json() == at_once


def test_a_picture_of_moves_has_few_states_however_few_moves_there_are(
    blank: Client, empty: Workspace
) -> None:
    """Nobody improves anywhere: that no line is drawn is no reason to draw each of 128 states."""
    options = ", ".join(f"{{id: o{n}, name: Do {n}, owner: A}}" for n in range(7))
    empty.dossier.models.save(
        "detente: 1\ntitle: Indifferent\ndecision_makers: [{id: A, name: Ann}, {id: B, name: Bea}]\n"
        f"options: [{options}]\npreferences: {{A: [], B: []}}\n"
    )
    found = blank.get("/api/graph").json()
    assert (found["states"], found["whole"], len(found["edges"])) == (128, False, 0)
    assert len(found["nodes"]) <= 16
