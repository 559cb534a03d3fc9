"""What the routes give beside the usual way: files, figures, orders, another analyst's dossier, refusals."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from asking import Client

from detente.errors import InputError
from detente.web import address, jobs, sample
from detente.web.app import create_app
from detente.web.workspace import Workspace


@pytest.fixture
def client(workspace: Workspace) -> Client:
    return Client(create_app(workspace))


def ended(client: Client, answer: Any) -> dict[str, Any]:
    job = answer.json()
    while job["state"] in ("waiting", "running"):
        job = client.get(f"/api/jobs/{job['id']}").json()
    return job


def test_a_job_is_followed_to_its_end(client: Client) -> None:
    job = client.post("/api/inverse", json={"state": "status-quo"}).json()
    lines = [
        json.loads(line.removeprefix("data: "))
        for line in client.get(f"/api/jobs/{job['id']}/events").text.splitlines()
        if line
    ]
    assert lines[-1]["state"] == "done"
    assert ended(client, client.get(f"/api/jobs/{job['id']}"))["result"]["state"]


def test_a_party_that_is_none_is_refused_with_those_that_are(client: Client) -> None:
    body = {"state": "status-quo", "parties": ["NOBODY"]}
    answer = client.post("/api/inverse", json=body)
    assert answer.status_code == 400
    assert "USA" in answer.json()["error"]["fix"]


def test_the_states_come_in_the_order_asked_for_and_with_the_words_asked_for(
    client: Client,
) -> None:
    every = client.get("/api/tableau?limit=10000").json()
    first = every["rows"][0]["words"].split()[-1]
    named = client.get("/api/tableau", params={"words": first, "limit": 10000}).json()
    assert 0 < named["total"] <= every["total"]
    assert all(first.casefold() in row["words"].casefold() for row in named["rows"])
    by_rank = client.get("/api/tableau?sort=USA&limit=10000").json()["rows"]
    assert [row["ranks"]["USA"] for row in by_rank] == sorted(
        row["ranks"]["USA"] for row in every["rows"]
    )
    standing = client.get("/api/tableau?sort=standing&limit=10000").json()["rows"]
    starts = [row["starts"] for row in standing]
    assert starts == sorted(starts, reverse=True)
    assert client.get("/api/tableau?sort=beauty").status_code == 400


def test_models_and_briefs_are_given_as_files(client: Client, workspace: Workspace) -> None:
    assert json.loads(client.get("/api/export?format=json").text)["title"]
    yaml = client.get("/api/export?format=yaml")
    assert "attachment" in yaml.headers["content-disposition"]
    workspace.dossier.models.save(client.get("/api/export?format=json").text)
    assert client.get("/api/export?format=yaml").text.startswith("detente: 1")
    assert ended(client, client.post("/api/brief"))["state"] == "done"
    for form, begins in (("md", b"#"), ("html", b"<!"), ("page", b"<!"), ("docx", b"PK")):
        assert client.get(f"/api/export?format={form}").content.lstrip()[:2].startswith(begins)
    assert client.get("/api/figures/none").status_code == 404
    data = client.get("/api/brief/data").json()
    for name in {f["id"] for f in data.get("figures", ())} | {"timeline"}:
        drawn = client.get(f"/api/figures/{name}", params={"download": True})
        if drawn.status_code == 200:
            assert drawn.text.startswith("<svg")
            assert client.get(f"/api/figures/{name}?format=png").content[:4] == b"\x89PNG"


def test_a_line_that_is_emptied_has_the_programs_words_again(client: Client) -> None:
    base = client.get("/api/dossier").json()["revision"]
    kept = client.put("/api/brief/edits", json={"edits": {"a": "Ours."}, "base": base}).json()
    assert kept["edits"] == {"a": "Ours."}
    body = {"edits": {"a": " "}, "base": kept["revision"]}
    assert client.put("/api/brief/edits", json=body).json()["edits"] == {}
    many = {"edits": {str(n): "x" for n in range(6_000)}, "base": kept["revision"] + 10}
    assert client.put("/api/brief/edits", json=many).status_code in (409, 422)


def test_what_the_reader_missed_is_added_with_all_that_is_known_of_it(client: Client) -> None:
    document = client.get("/api/documents").json()[0]["id"]
    text = client.get(f"/api/documents/{document}").json()["document"]["text"]
    end = text.index(" ", 40)
    body = {
        "start": 0, "end": end, "act": "REJECT", "layer": "quoted", "negated": True,
        "modality": "conditional", "targets": [], "speaker": None,
    }  # fmt: skip
    made = client.post(f"/api/documents/{document}/statements", json=body)
    assert made.status_code == 201, made.text
    added = made.json()
    assert (added["act"], added["negated"], added["layer"]) == ("REJECT", True, "quoted")
    path = f"/api/documents/{document}/statements/{added['id']}"
    told = client.post(path, json={"action": "correct", "layer": "reported", "act": "STATE"}).json()
    assert (told["act"], told["layer"], told["quote"]) == ("STATE", "reported", None)
    moved = {"action": "correct", "layer": "quoted", "start": 0, "end": text.index(" ", 20)}
    assert client.post(path, json=moved).json()["quote"]["text"] == text[: moved["end"]]


def test_another_analysts_decisions_are_laid_beside_ones_own(
    client: Client, workspace: Workspace
) -> None:
    document = client.get("/api/documents").json()[0]["id"]
    one, two, three = (
        entry["id"] for entry in client.get(f"/api/documents/{document}").json()["statements"][:3]
    )
    other = workspace.dossier.path.with_name("other.dossier")
    other.write_bytes(client.get("/api/dossiers/copy").content)
    assert client.post("/api/dossiers/open", json={"name": other.name}).status_code == 200
    for name, body in (
        (one, {"action": "reject"}),
        (two, {"action": "correct", "act": "THREATEN", "targets": ["PRK", "KOR"]}),
        (three, {"action": "correct", "speaker": "CHN"}),
    ):
        answer = client.post(f"/api/documents/{document}/statements/{name}", json=body)
        assert answer.status_code == 200, answer.text
    client.post("/api/dossiers/open", json={"name": "copy.dossier"})
    found = client.get("/api/dossiers/agreement", params={"name": other.name}).json()
    fields = {
        row["statement"]: {f["field"]: f for f in row["fields"]} for row in found["differences"]
    }
    assert found["only_theirs"] == 3
    assert set(fields) == {one, two, three}
    assert fields[two]["act"]["theirs"] == "threaten"
    assert "PRK" in fields[two]["targets"]["theirs"]


def test_the_tour_begins_anew_each_time(client: Client, workspace: Workspace) -> None:
    own = workspace.dossier.path
    for _ in range(2):
        assert client.post("/api/dossiers/tour").status_code == 200
        assert workspace.dossier.path != own
        assert workspace.dossier.decisions() == []
        statement = workspace.dossier.statements()[0].statement.id
        workspace.dossier.reject(statement)
    assert client.post("/api/dossiers/open", json={"name": own.name}).status_code == 200
    assert workspace.dossier.path == own


def test_the_bundled_dossier_is_made_once_and_where_it_can_be(
    tmp_path: Path, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sample, "make_sample", lambda path: shutil.copy(sample_path, path))
    made = Path(sample.sample_dossier())
    assert made.is_relative_to(tmp_path)
    made.write_bytes(made.read_bytes() + b"")
    stamp = made.stat().st_mtime_ns
    assert sample.sample_dossier() == str(made)
    assert made.stat().st_mtime_ns == stamp
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(InputError, match="cannot be kept"):
        sample.sample_dossier()


def test_an_address_is_kept_for_its_owner_for_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    dossier = tmp_path / "a.dossier"
    kept = address.Address(8765, "s" * 43)
    address.keep_address(dossier, kept)
    assert address.last_address(dossier) == kept
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    content = file.read_text()
    file.chmod(0o644)
    assert address.last_address(dossier).port == 0  # others could have read the secret
    file.chmod(0o600)
    os.utime(file, (0, time.time() - 8 * 24 * 3600))
    assert address.last_address(dossier).port == 0
    for wrong in (
        "[]",
        "{",
        '{"port": 1}',
        content.replace("8765", "0"),
        content.replace("s" * 43, "s"),
    ):
        file.write_text(wrong)
        found = address.last_address(dossier)
        assert found.port == 0
        assert len(found.token) >= 43


def test_a_dossier_without_documents_has_nothing_to_draft_from(empty: Workspace) -> None:
    client = Client(create_app(empty))
    answer = client.post("/api/model/draft")
    job = ended(client, answer) if answer.status_code == 202 else {"error": answer.json()["error"]}
    assert "no document" in job["error"]["message"]


def test_jobs_beyond_what_may_wait_are_refused() -> None:
    made, gate = jobs.Jobs(), threading.Event()
    for number in range(jobs.AT_ONCE + jobs.OPEN):
        made.start("kind", str(number), lambda _report: gate.wait(60))
    with pytest.raises(InputError, match="Too many jobs"):
        made.start("kind", "one more", lambda _report: None)
    gate.set()  # nothing of this goes on after the test
