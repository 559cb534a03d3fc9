"""Killing the workbench in the middle of edits, and looking at what is left."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from detente.model.writing import to_json
from detente.web.workspace import Workspace


def started(dossier: Path) -> tuple[subprocess.Popen[str], httpx.Client]:
    """Start ``detente serve`` and return it with a client that holds its token."""
    process = subprocess.Popen(
        [sys.executable, "-m", "detente", "serve", str(dossier), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_STATE_HOME": str(dossier.parent)},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    address, _, token = line.strip().partition("/?token=")
    headers = {"Authorization": f"Bearer {token}"}
    return process, httpx.Client(base_url=f"{address}/api", headers=headers, timeout=20)


def kill_once(dossier: Path, seed: int) -> int:
    """Edit without pause, kill at a random instant, and check the file; returns the edits answered.

    Every edit that was answered must be there, whole; nothing may be damaged.
    """
    luck = random.Random(seed)  # noqa: S311 - instants, not secrets
    process, client = started(dossier)
    answered = [-1]
    sent = [-1]

    def edit() -> None:
        try:
            now = client.get("/model").json()
            model, base = now["model"], now["version"]
            for number in range(100_000):
                model["title"] = f"seed {seed} edit {number}"
                sent[0] = number
                answer = client.put(
                    "/model", json={"base": base, "model": model, "label": f"{number}"}
                )
                base = answer.json()["version"]
                answered[0] = number
        except (httpx.HTTPError, json.JSONDecodeError, KeyError):
            return

    thread = threading.Thread(target=edit)
    thread.start()
    deadline = time.monotonic() + 30
    while answered[0] < 0 and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(luck.random() * 0.4)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    thread.join()
    client.close()
    if process.stdout is not None:
        process.stdout.close()
    workspace = Workspace.open(dossier)
    try:
        assert workspace.dossier.check() == []
        title = to_json(workspace.conflict())["title"]
        if answered[0] >= 0:
            kept = int(title.rsplit(" ", 1)[1])
            assert title.startswith(f"seed {seed} edit ")
            assert answered[0] <= kept <= sent[0], (answered, kept, sent)
        assert all(
            workspace.examined(v.text)[0] is not None
            for v in workspace.dossier.models.history()[-3:]
        )
    finally:
        workspace.close()
    return answered[0] + 1
