"""Threats to the workbench beyond its guard: what only reads changes nothing, the secret is one, no name is a path."""

from __future__ import annotations

import hmac
import re
from pathlib import Path
from typing import Any

import pytest
from asking import PORT, TOKEN, Client, ask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.web.address import last_address
from detente.web.app import create_app, guarded
from detente.web.guard import Guard
from detente.web.workspace import Workspace

SECRET = "kept to myself"


def values(workspace: Workspace) -> dict[str, str]:
    """Return something that is there for every parameter that a route needs."""
    (document, *_) = workspace.dossier.list_documents()
    return {
        "name": document.id, "edit": "1", "key": "x", "format": "jsonl", "state": "status-quo",
        "to": "status-quo", "vary": "USA>PRK", "document": document.id,
    }  # fmt: skip


def test_what_only_reads_changes_nothing(workspace: Workspace) -> None:
    app = create_app(workspace)
    client, given = Client(app), values(workspace)
    before = workspace.dossier.path.read_bytes()
    answered = 0
    for path, methods in app.openapi()["paths"].items():
        if "get" not in methods or path.endswith("/events"):
            continue
        asked = [p["name"] for p in methods["get"].get("parameters", ()) if p.get("required")]
        url = re.sub(r"\{(\w+)\}", lambda match: given[match[1]], path)
        answer = client.get(url, params={n: given[n] for n in asked if f"{{{n}}}" not in path})
        answered += answer.status_code == 200
        assert answer.status_code < 500, path
    assert answered > 25
    assert workspace.dossier.path.read_bytes() == before


def test_the_secret_is_long_and_another_one_each_time(tmp_path: Path) -> None:
    found = {last_address(tmp_path / f"{n}.dossier").token for n in range(20)}
    assert len(found) == 20
    assert all(re.fullmatch(r"[\w-]{43,}", token) for token in found)


@pytest.mark.parametrize(
    "headers", [{"Cookie": f"detente-{PORT}={TOKEN}"}, {"Authorization": f"Bearer {TOKEN}"}]
)
def test_the_secret_is_compared_in_constant_time(
    headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def reached(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    seen = []
    compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: seen.append(a) or compare(a, b))
    guard = Guard(reached, token=TOKEN, port=PORT)
    assert ask(guard, headers={"Host": f"127.0.0.1:{PORT}", **headers}).status == 200
    assert seen == [TOKEN.encode()]


@pytest.fixture
def watched(workspace: Workspace) -> Workspace:
    """Put a file, a folder with a file, and a link to it beside the dossier."""
    folder = workspace.dossier.path.parent
    (folder / "secret.txt").write_text(SECRET)
    (folder / "inner").mkdir()
    (folder / "inner" / "secret.dossier").write_text(SECRET)
    (folder / "link.dossier").symlink_to(folder / "secret.txt")
    return workspace


#: Names as they might be written to get out of a folder, in pieces.
pieces = st.sampled_from(
    ["..", "/", "\\", "%2e%2e", "%2f", "%5c", "%00", "secret.txt", "inner", "secret.dossier", "link.dossier", "~", ".",
     "file:", "C:", "//", "copy.dossier", "\u2215", "assets", "index.html", "{folder}", ""]
)  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(pieces, max_size=7).map("".join))
def test_no_name_leads_out_of_the_folder(watched: Workspace, name: str) -> None:
    folder = watched.dossier.path.parent
    name = name.replace("{folder}", str(folder))
    there = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    app = guarded(watched, token=TOKEN, port=PORT)
    headers = {"Host": f"127.0.0.1:{PORT}", "Cookie": f"detente-{PORT}={TOKEN}"}
    for path in ("/{}", "/assets/{}", "/api/documents/{}", "/api/figures/{}", "/api/jobs/{}"):
        assert SECRET not in ask(app, "GET", path.format(name), headers).body.decode("latin-1")
    client = Client(create_app(watched))
    for answer in (
        client.get("/api/dossiers/agreement", params={"name": name}),
        client.post("/api/dossiers/open", json={"name": name}),
        client.get("/api/export", params={"format": name}),
        client.post("/api/model/new", json={"template": name}),
    ):
        assert answer.status_code < 500, answer.text
        assert SECRET not in answer.text
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == there
