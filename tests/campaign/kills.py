"""Kills and places where writing fails: nothing acknowledged is lost, every refusal is one line."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from tempfile import mkdtemp

from killing import kill_once as kill_workbench

from campaign import folders
from campaign.places import (
    detente,
    in_a_read_only_folder,
    namespaces,
    on_a_full_disk,
    with_small_files,
)
from campaign.running import Step
from detente.errors import DetenteError
from detente.store import Dossier
from detente.web.sample import make_sample
from store.dossiers import document, dossier, ids
from store.killing import WORKS, kill_once

#: Kills of a step.
_KILLS = 60
_READING = ("list", "check", "statements", "export", "decisions", "timeline")
Check = Callable[[int, Path, Step], None]


def step(seed: int, work: Path) -> Step:
    """Processes are killed (SIGKILL) while they write dossiers, decide, edit models, merge, remove, fill grids and archives; disks are full, folders read only, files limited, writers two, dossiers newer, truncated and without their sources."""
    done = Step()
    names = [*WORKS, *folders.WORKS]
    name = names[seed % len(names)]
    if name in WORKS:
        _dossiers(name, seed, work, done)
    else:
        _attempt(done, f"{name}, seed {seed}", lambda: _folders(name, seed, work, done))
    check = CHECKS[seed % len(CHECKS)]
    _attempt(done, f"{check.__name__.strip('_')}, seed {seed}", lambda: check(seed, work, done))
    return done


def _dossiers(name: str, seed: int, work: Path, done: Step) -> None:
    for number in range(_KILLS):
        # A new one now and then: what is looked at grows with what was written.
        if number % 20 == 0:
            path = work / f"case-{number}.dossier"
            Dossier.create(path).close()
        _attempt(
            done,
            f"{name}, seed {seed}.{number}",
            partial(_killed, done, path, name, seed * _KILLS + number),
        )


def _folders(name: str, seed: int, work: Path, done: Step) -> None:
    killed = folders.kill_runs(work, folders.WORKS[name], seed, _KILLS)
    done.counts["kills"] += killed
    done.counts[f"kills over {name}"] += killed


def _attempt(done: Step, what: str, act: Callable[[], None]) -> None:
    try:
        act()
    except (AssertionError, DetenteError, OSError, subprocess.SubprocessError) as error:
        done.fail(f"{what}: {type(error).__name__}: {error}")


def _killed(done: Step, path: Path, name: str, seed: int) -> None:
    done.counts["writes that survived"] += kill_once(path, WORKS[name], seed)
    done.counts["kills"] += 1
    done.counts[f"kills over {name}"] += 1


@lru_cache(maxsize=1)
def _sample() -> Path:
    path = Path(mkdtemp(prefix="detente-campaign-sample-")) / "sample.dossier"
    make_sample(path)
    return path


def _workbench(seed: int, work: Path, done: Step) -> None:
    copy = work / "served.dossier"
    shutil.copy(_sample(), copy)
    for number in range(3):
        done.counts["writes that survived"] += kill_workbench(copy, seed * 3 + number)
        done.counts["kills"] += 1


def _ok(command: list[str]) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run


def _one_line(run: subprocess.CompletedProcess[str], code: int = 2) -> None:
    """A refusal is one line that begins with the program's name."""
    lines = [line for line in run.stderr.splitlines() if line.startswith("detente: ")]
    assert run.returncode == code, (run.returncode, run.stderr)
    assert len(lines) == 1, run.stderr
    assert "Traceback" not in run.stderr


def _long_text(work: Path) -> Path:
    path = work / "long.txt"
    path.write_text(
        "\n\n".join(
            f"Orland said it would sign paper {n} if Velia paid. The sea was calm that day."
            for n in range(120)
        )
    )
    return path


def _full_disk(seed: int, work: Path, done: Step) -> None:
    if not namespaces("-rm"):
        done.figures["full disk"] = "not tried: no namespaces here"
        return
    made = dossier(work, document(), name="full.dossier")
    made.close()
    text, place = _long_text(work), work / "disk"
    place.mkdir()
    program = " ".join(detente("dossier"))
    read = "; ".join(f"{program} {name} case.dossier > /dev/null; echo $?" for name in _READING)
    size = made.path.stat().st_size // 1024 + 20 + seed % 60
    run = on_a_full_disk(
        made.path,
        place,
        size,
        f"{program} add case.dossier {text} >&2; echo $?; dd if=/dev/zero of=fill bs=1k 2>/dev/null; "
        f"{read}; rm fill; {program} check case.dossier; ls",
    )
    assert run.stdout.split()[:7] == ["2", *["0"] * len(_READING)], run.stdout
    assert run.stdout.split()[7:] == ["case.dossier:", "sound", "case.dossier"], run.stdout
    assert "disk is full" in run.stderr, run.stderr
    done.counts["full disks"] += 1


def _small_files(seed: int, work: Path, done: Step) -> None:
    made = dossier(work, document(), name="small.dossier")
    made.close()
    before = made.path.read_bytes()
    size = len(before) // 1024 + 1 + seed % 40
    _one_line(
        with_small_files(size, *detente("dossier", "add", str(made.path), str(_long_text(work))))
    )
    new = work / "new.dossier"
    _one_line(with_small_files(8 + seed % 60, *detente("dossier", "create", str(new))))
    assert not new.exists(), "a half-made dossier is left"
    with Dossier.open(made.path) as again:
        assert again.check() == []
        assert len(ids(again)) == 4
    done.counts["limited files"] += 2


def _read_only(_seed: int, work: Path, done: Step) -> None:
    if not namespaces("-rm"):
        done.figures["read-only folder"] = "not tried: no namespaces here"
        return
    folder = work / "frozen"
    folder.mkdir()
    made = dossier(folder, document())
    name = ids(made)[0]
    made.close()
    for command in _READING:
        run = in_a_read_only_folder(folder, *detente("dossier", command, str(made.path)))
        assert run.returncode == 0, (command, run.stderr)
    _one_line(in_a_read_only_folder(folder, *detente("dossier", "accept", str(made.path), name)))
    done.counts["read-only folders"] += 1


def _two_writers(_seed: int, work: Path, done: Step) -> None:
    made = dossier(work, document(), name="two.dossier")
    names = ids(made)

    def write(who: str) -> None:
        with Dossier.open(made.path, who=who) as own:
            for number in range(20):
                own.accept(names[number % 4])

    threads = [threading.Thread(target=write, args=(who,)) for who in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    who = [decision.who for decision in made.decisions()]
    assert (who.count("ann"), who.count("bob")) == (20, 20), who
    made.close()
    done.counts["writes by two at once"] += 40


def _newer(_seed: int, work: Path, done: Step) -> None:
    made = dossier(work, document(), name="newer.dossier")
    made.close()
    db = sqlite3.connect(made.path)
    db.execute("PRAGMA user_version=9999")
    db.commit()
    db.close()
    before = made.path.read_bytes()
    for command in ("list", "check"):
        _one_line(
            subprocess.run(
                detente("dossier", command, str(made.path)), capture_output=True, text=True
            )
        )
    assert made.path.read_bytes() == before
    done.counts["newer dossiers"] += 1


def _truncated(seed: int, work: Path, done: Step) -> None:
    made = dossier(work, document(), name="cut.dossier")
    made.close()
    whole = made.path.read_bytes()
    luck = random.Random(seed)  # noqa: S311
    for _ in range(20):
        copy = work / "cut-copy.dossier"
        data = bytearray(whole[: luck.randrange(len(whole))])
        if luck.random() < 0.5 and data:
            for _ in range(8):
                data[luck.randrange(len(data))] = luck.randrange(256)
        copy.write_bytes(data)
        try:
            with Dossier.open(copy) as opened:
                opened.check()
                list(opened.statements())
                opened.list_documents()
                opened.decisions()
        except DetenteError as error:
            if "\n" in str(error):
                done.fail(f"more than a line: {error}")
        done.counts["truncated or damaged dossiers"] += 1


def _source_gone(_seed: int, work: Path, done: Step) -> None:
    text, path = work / "gone.txt", work / "gone.dossier"
    text.write_text(
        "Orland said it would sign if Velia paid. Velia said it would pay if Orland signed."
    )
    _ok(detente("dossier", "create", str(path)))
    _ok(detente("dossier", "add", str(path), str(text)))
    text.unlink()
    for command in (*_READING, "pledges"):
        _ok(detente("dossier", command, str(path)))
    _ok(detente("report", str(path), "-o", str(work / "gone.html")))
    _one_line(
        subprocess.run(
            detente("dossier", "add", str(path), str(text)), capture_output=True, text=True
        )
    )
    with Dossier.open(path) as made:
        assert len(ids(made)) == 2
    done.counts["sources gone"] += 1


CHECKS: tuple[Check, ...] = (
    _two_writers, _truncated, _workbench, _full_disk, _newer, _small_files, _read_only,
    _source_gone,
)  # fmt: skip
