"""``detente serve`` as a process: one line, a token, a clean end, and kill -9."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from killing import kill_once, started

from detente.store import Dossier
from detente.web.serving import Ending


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "detente", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)},
    )


def test_serve_prints_one_address_and_stops_when_interrupted(
    sample_path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.dossier"
    shutil.copy(sample_path, copy)
    process, client = started(copy)
    with client:
        assert client.get("/dossier").json()["documents"]
        address = str(client.base_url).removesuffix("/api/")
        with httpx.Client() as stranger:
            assert stranger.get(f"{address}/").status_code == 401
            assert stranger.get(f"{address}/api/dossier").status_code == 401
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=20)[0]
    assert rest == ""
    assert process.returncode == 130


@pytest.mark.parametrize("begun", [False, True])
def test_what_is_cut_off_at_the_end_is_told_so(*, begun: bool) -> None:
    sent: list[dict[str, Any]] = []

    async def end_it() -> None:
        reached = asyncio.Event()

        async def slow(_scope: object, _receive: object, send: Any) -> None:
            if begun:
                await send({"type": "http.response.start", "status": 200, "headers": []})
            reached.set()
            await asyncio.Event().wait()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        task = asyncio.create_task(Ending(slow)({"type": "http"}, None, send))
        await reached.wait()
        task.cancel()
        await task

    asyncio.run(end_it())
    assert [m["status"] for m in sent if "status" in m] == [200 if begun else 503]
    if not begun:
        assert json.loads(sent[-1]["body"])["error"]["message"] == "The workbench has ended."


def test_an_open_page_finds_the_workbench_again_and_the_file_is_whole(
    sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.dossier"
    shutil.copy(sample_path, path)
    process, client = started(path)
    name = client.get("/documents").json()[0]["id"]
    assert client.put(f"/documents/{name}", json={"title": "Corrected"}).status_code == 200
    alone = tmp_path / "alone.dossier"
    shutil.copyfile(path, alone)  # while it is served
    process.terminate()
    process.communicate(timeout=20)
    assert [each.name for each in tmp_path.glob("copy.dossier*")] == ["copy.dossier"]
    for file in (alone, path):
        with Dossier.open(file) as opened:
            assert opened.document(name).title == "Corrected"
    again, other = started(path)
    try:
        assert other.base_url == client.base_url
        assert other.headers["authorization"] == client.headers["authorization"]
        assert client.get(f"/documents/{name}").json()["document"]["title"] == "Corrected"
    finally:
        again.kill()
        again.communicate()
        client.close()
        other.close()
    (kept,) = (tmp_path / "detente" / "serve").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with taken:
        taken.bind(("127.0.0.1", client.base_url.port or 0))
        taken.listen()
        third, last = started(path)
        assert last.base_url.port != client.base_url.port
        last.close()
        third.kill()
        third.communicate()


def test_serve_listens_on_the_loopback_address_alone(sample_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dossier"
    shutil.copy(sample_path, copy)
    process, client = started(copy)
    port = client.base_url.port
    client.close()
    try:
        mine = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        listening = {
            fields[1] for fields in mine if fields[3] == "0A" and fields[1].endswith(f":{port:04X}")
        }
        assert listening == {f"0100007F:{port:04X}"}
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("what", ["taken port", "no dossier", "folder", "other file"])
def test_serve_says_in_one_line_why_it_cannot(tmp_path: Path, what: str) -> None:
    arguments = ["serve", str(tmp_path / "x.dossier"), "--no-browser"]
    taken = socket.socket()
    if what == "taken port":
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        arguments += ["--port", str(taken.getsockname()[1])]
    elif what == "no dossier":
        arguments[1] = str(tmp_path / "missing" / "x.dossier")
    elif what == "folder":
        arguments[1] = str(tmp_path)
    else:
        (tmp_path / "x.dossier").write_text("not a dossier")
    with taken:
        done = run(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_report_writes_every_format(tmp_path: Path, sample_path: Path) -> None:
    import detente

    model = detente.example("classic/chicken.yaml")
    for source, ending in (
        (model, "docx"),
        (str(sample_path), "pdf"),
        (model, "md"),
        (model, "html"),
    ):
        target = tmp_path / f"brief.{ending}"
        done = run("report", source, "-o", str(target), home=tmp_path)
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 500
    assert run("report", model, "-o", str(tmp_path / "x.odt"), home=tmp_path).returncode == 2
    assert (
        run(
            "report", str(tmp_path / "no.yaml"), "-o", str(tmp_path / "x.md"), home=tmp_path
        ).returncode
        == 2
    )


def test_killing_the_workbench_loses_no_answered_edit(sample_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dossier"
    shutil.copy(sample_path, copy)
    assert sum(kill_once(copy, seed) for seed in range(3)) > 0
