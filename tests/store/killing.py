"""Killing a process in the middle of writing a dossier, and looking at what is left."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from detente.store import Dossier
from detente.store.merging import merge
from detente.store.records import ModelVersion
from store.dossiers import DAM, document, ids


@dataclass(frozen=True)
class Work:
    """Something that is written again and again; ``done`` tells from a dossier how often it was."""

    write: Callable[[Dossier, int], None]
    done: Callable[[Dossier], int]


def _document(made: Dossier, number: int) -> None:
    with made.batch():
        made.add_document(document(f"Round {number} began. {DAM}", f"d{number}"))
        made.models.save(f"text {number}")


def _documents(made: Dossier) -> int:
    count = len(made.list_documents())
    if count:
        assert made.models.current().text == f"text {count}"
        assert len(ids(made, document=f"d{count}")) == 5
    return count


def _decision(made: Dossier, number: int) -> None:
    if number == 1:
        made.add_document(document())
    name = ids(made, document="dam", status="all")[number % 4]
    (made.accept if number % 2 else made.reject)(name, reason=str(number))


def _decisions(made: Dossier) -> int:
    reasons = [int(decision.reason or 0) for decision in made.decisions()]
    assert reasons == list(range(1, len(reasons) + 1))
    return len(reasons)


def _model(made: Dossier, number: int) -> None:
    made.models.save(f"model {number} " + "x" * 20_000)
    if number % 3 == 0:  # taken back and done again: the number stays
        made.models.undo()
        made.models.redo()


def _versions(made: Dossier) -> list[ModelVersion]:
    return made.models.history() if made.models.names() else []


def _models(made: Dossier) -> int:
    history = _versions(made)
    assert all(version.text.endswith("x" * 20_000) for version in history)
    return len(history)


def _merged(made: Dossier, number: int) -> None:
    path = made.path.with_name(f"other-{os.getpid()}-{number}.dossier")
    with Dossier.create(path, who="bob") as other:
        other.add_document(document(f"Round {number} began. {DAM}", f"d{number}"))
        other.accept(ids(other)[0])
        merge(made, other)
    path.unlink()


def _merges(made: Dossier) -> int:
    count = len(made.list_documents())
    assert len(made.decisions()) == count
    assert sum(entry.status == "accepted" for entry in made.statements()) == count
    return count


def _removal(made: Dossier, number: int) -> None:
    made.add_document(document(f"Round {number} began. {DAM}", f"d{number}"))
    with made.batch():
        made.remove_document(f"d{number}")
        if number % 2:
            made.restore_document(f"d{number}")
        made.models.save(f"text {number}")


def _removals(made: Dossier) -> int:
    count = len(_versions(made))
    held = {info.id for info in made.list_documents()} - {f"d{count + 1}"}
    assert held == {f"d{number}" for number in range(1, count + 1, 2)}
    return count


#: By name, what may be killed.
WORKS = {
    "documents": Work(_document, _documents),
    "decisions": Work(_decision, _decisions),
    "models": Work(_model, _models),
    "merges": Work(_merged, _merges),
    "removals": Work(_removal, _removals),
}


def kill_once(path: Path, work: Work, seed: int) -> int:
    """Write without pause in a process of its own, kill it at a random instant; returns what was acknowledged.

    Whatever was acknowledged must be there, and of what was being written all or nothing.
    """
    luck = random.Random(seed)  # noqa: S311 - instants, not secrets
    with Dossier.open(path) as made:
        before = work.done(made)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        try:
            os.close(reading)
            made = Dossier.open(path)
            for number in range(before + 1, before + 1_000):
                work.write(made, number)
                os.write(writing, f"{number}\n".encode())
        finally:
            os._exit(9)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        time.sleep(luck.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged = int((first + pipe.read()).split()[-1])
    for stray in path.parent.glob("other-*"):
        with suppress(FileNotFoundError):
            stray.unlink()
    with Dossier.open(path) as made:
        assert made.check() == []
        kept = work.done(made)
    assert kept in (acknowledged, acknowledged + 1), (kept, acknowledged)
    return kept - before
