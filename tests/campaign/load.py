"""Fifty readers and five writers on one dossier: no error, quick answers, nothing lost."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from statistics import quantiles

import httpx
from killing import started

from campaign.running import Step
from detente.store import Dossier
from detente.web.sample import make_sample

READERS, WRITERS, SECONDS = 50, 5, 30.0
#: What a reader asks for, and how long it looks at an answer: people, not a mill.
_PATHS = ("dossier", "documents", "model", "outcomes", "decisions")
_PAUSE = 2.0


def step(seed: int, work: Path) -> Step:
    """Fifty readers and five writers work on one dossier through the workbench on the loopback address, half a minute at a time: no error, the 95th percentile of reads, and every answered write is there."""
    return loaded(seed, work, readers=READERS, writers=WRITERS, seconds=SECONDS)


def loaded(seed: int, work: Path, *, readers: int, writers: int, seconds: float) -> Step:
    """Run so many readers and writers for so long."""
    done = Step(last=seed >= 9)
    path = work / "shared.dossier"
    make_sample(path)
    process, client = started(path)
    lock = threading.Lock()
    reads: list[float] = []
    written: list[int] = []
    document = client.get("/documents").json()[0]["id"]
    name = client.get(f"/documents/{document}").json()["statements"][0]["id"]
    paths = [*_PATHS, f"documents/{document}"]
    before = len(client.get("/decisions").json())
    ends = time.monotonic() + seconds

    def one(work: httpx.Client, method: str, url: str, body: object = None) -> float | None:
        begun = time.monotonic()
        try:
            answer = work.request(method, url, json=body)
        except httpx.HTTPError as error:
            with lock:
                done.fail(f"{method} {url}: {type(error).__name__}")
            return None
        if answer.status_code >= 400:
            with lock:
                done.fail(f"{method} {url}: {answer.status_code} {answer.text[:200]}")
            return None
        return time.monotonic() - begun

    def read(number: int) -> None:
        with httpx.Client(base_url=client.base_url, headers=client.headers, timeout=30) as own:
            turn = number
            time.sleep(_PAUSE * number / readers)  # nobody comes at the same instant
            while time.monotonic() < ends:
                taken = one(own, "GET", f"/{paths[turn % len(paths)]}")
                turn += 1
                if taken is not None:
                    with lock:
                        reads.append(taken)
                time.sleep(_PAUSE)

    def write(number: int) -> None:
        with httpx.Client(base_url=client.base_url, headers=client.headers, timeout=30) as own:
            turn = 0
            while time.monotonic() < ends:
                body = {"action": "accept" if turn % 2 else "reject"}
                turn += 1
                if one(own, "POST", f"/documents/{document}/statements/{name}", body) is not None:
                    with lock:
                        written.append(number)
                time.sleep(_PAUSE)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    threads += [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        client.close()
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    with Dossier.open(path) as kept:
        assert kept.check() == []
        decided = len(kept.decisions()) - before
    if decided != len(written):
        done.fail(f"{len(written)} writes were answered, {decided} decisions are kept")
    done.counts["reads"] += len(reads)
    done.counts["writes"] += len(written)
    if len(reads) > 2:
        ranks = quantiles(reads, n=20)
        done.worst["milliseconds of a read, 95th percentile"] = ranks[18] * 1000
        done.figures["milliseconds of a read, median"] = f"{ranks[9] * 1000:.0f}"
        done.figures["load of the machine meanwhile (1 minute)"] = f"{os.getloadavg()[0]:.1f}"
    return done
