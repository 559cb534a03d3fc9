"""Fifty readers and five writers on one dossier: no error, quick answers, nothing lost."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from killing import started

from campaign.running import Step, seconds_left
from detente.store import Dossier
from detente.web.sample import make_sample

READERS, WRITERS, SECONDS = 50, 5, 300.0
#: Milliseconds in which 95 of 100 reads are to be answered.
LIMIT = 200.0
#: What a reader asks for, and how long it looks at an answer: people, not a mill.
_PATHS = ("dossier", "documents", "model", "outcomes", "decisions")
_PAUSE = 2.0
#: A route that asks no dossier: what of the time is the machine's and the connection's own.
_TRIVIAL = "jobs"


@dataclass
class Client:
    """One person: a connection that is kept, and how long each answer took, in seconds, by what was asked."""

    address: str
    headers: dict[str, str]
    failures: list[str] = field(default_factory=list)
    taken: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = urlsplit(self.address)
        self.connection = HTTPConnection(place.hostname or "", place.port, timeout=30)

    def ask(self, path: str, body: object = None) -> object:
        """Get a path, or post to it; returns the answer, None where there is none."""
        method = "GET" if body is None else "POST"
        data = None if body is None else json.dumps(body)
        kind = {"Content-Type": "application/json"} if data else {}
        begun = time.monotonic()
        try:
            self.connection.request(method, f"/api/{path}", data, self.headers | kind)
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            self.connection.close()
            self.failures.append(f"{method} {path}: {type(error).__name__}")
            return None
        self.taken.setdefault(path, []).append(time.monotonic() - begun)
        if answer.status >= 400:
            self.failures.append(f"{method} {path}: {answer.status} {content[:200]!r}")
            return None
        found: object = json.loads(content)
        return found


def step(seed: int, work: Path) -> Step:
    """Fifty readers and five writers work on one dossier through the workbench on the loopback address, for five minutes from the moment it is started: no error, the 95th percentile of reads, beside that of a route that asks no dossier, and every answered write is there."""
    del seed
    done = loaded(work, readers=READERS, writers=WRITERS, seconds=min(SECONDS, seconds_left()))
    done.last = True
    return done


def loaded(work: Path, *, readers: int, writers: int, seconds: float) -> Step:
    """Run so many readers and writers for so long."""
    done = Step()
    path = work / "shared.dossier"
    make_sample(path)
    process, first = started(path)
    address, headers = str(first.base_url), {"Authorization": first.headers["authorization"]}
    first.close()
    client = Client(address, headers)
    reading = [Client(address, headers) for _ in range(readers)]
    writing = [Client(address, headers) for _ in range(writers)]
    try:
        document = client.ask("documents")[0]["id"]  # type: ignore[index]
        shown = client.ask(f"documents/{document}")
        name = shown["statements"][0]["id"]  # type: ignore[index]
        paths = [*_PATHS, f"documents/{document}", _TRIVIAL]
        before = len(client.ask("decisions"))  # type: ignore[arg-type]
        ends = time.monotonic() + seconds

        def read(own: Client, number: int) -> None:
            time.sleep(_PAUSE * number / readers)  # nobody comes at the same instant
            while time.monotonic() < ends:
                own.ask(paths[number % len(paths)])
                number += 1
                time.sleep(_PAUSE)

        def write(own: Client, number: int) -> None:
            while time.monotonic() < ends:
                action = ("reject", "accept")[number % 2]
                own.ask(f"documents/{document}/statements/{name}", {"action": action})
                number += 1
                time.sleep(_PAUSE)

        threads = [
            threading.Thread(target=work, args=(own, number))
            for work, clients in ((read, reading), (write, writing))
            for number, own in enumerate(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for own in (client, *reading, *writing):
            own.connection.close()
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    done.failures += [failure for own in (*reading, *writing) for failure in own.failures]
    written = sum(len(times) for own in writing for times in own.taken.values())
    with Dossier.open(path) as kept:
        assert kept.check() == []
        decided = len(kept.decisions()) - before
    if decided != written:
        done.fail(f"{written} writes were answered, {decided} decisions are kept")
    done.counts["writes"] = written
    done.figures["seconds"] = f"{seconds:.0f}"
    _figures(done, reading)
    return done


def _figures(done: Step, clients: list[Client]) -> None:
    """Say how long reads took, beside the trivial route."""
    reads = [
        taken
        for own in clients
        for path, times in own.taken.items()
        if path != _TRIVIAL
        for taken in times
    ]
    trivial = [taken for own in clients for taken in own.taken.get(_TRIVIAL, ())]
    done.counts["reads"] = len(reads)
    if len(reads) < 20 or len(trivial) < 20:
        return
    late = quantiles(reads, n=20)[18] * 1000
    late_trivial = quantiles(trivial, n=20)[18] * 1000
    done.figures |= {
        "milliseconds of a read, 95th percentile": f"{late:.0f}",
        "milliseconds of a read, median": f"{median(reads) * 1000:.0f}",
        "milliseconds of a route that asks no dossier, 95th percentile": f"{late_trivial:.0f}",
        "milliseconds of a route that asks no dossier, median": f"{median(trivial) * 1000:.0f}",
        "reads to that route, 95th percentiles": f"{late / late_trivial:.1f}",
        "load of the machine meanwhile (5 minutes)": f"{os.getloadavg()[1]:.1f}",
        "priority of server and readers (nice)": str(os.nice(0)),
    }
    if late > LIMIT:
        done.fail(f"95 of 100 reads take up to {late:.0f} ms, not {LIMIT:.0f}")
