"""Random and damaged input: no traceback, no run over its time, memory of this process bounded."""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from campaign.environment import fuzzer
from campaign.running import Step, finished, seconds_left
from campaign.targets import TARGETS, Target, is_for_a_person
from detente.errors import DetenteError

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that one input may take, and megabytes that this process may grow by in one step.
SECONDS, MEGABYTES = 10, 500


class TooLongError(BaseException):
    """An input took longer than it may; no ``Exception``, so that nothing swallows it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer."""

    def stop(*_: object) -> None:
        raise TooLongError(f"over {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@st.composite
def inputs(draw: st.DrawFn, target: Target) -> bytes:
    """Good input that was damaged: pieces cut, doubled, replaced by words that mean something, bits turned."""
    examples = target.examples()
    data = bytearray(draw(st.sampled_from(examples)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(data), 1))) if data else 0
        kind = draw(st.integers(0, 5))
        if kind == 0:
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == 1:
            data[at:at] = data[at : at + draw(st.integers(1, 60))]
        elif kind == 2 and target.words:
            data[at:at] = draw(st.sampled_from(target.words)).encode()
        elif kind == 3 and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == 4:
            data[at:at] = draw(st.text(max_size=8)).encode("utf-8", "replace")
        else:
            other = draw(st.sampled_from(examples))
            data[at:] = other[draw(st.integers(0, max(len(other), 1))) :]
    return bytes(data[:60_000])


def step(seed: int, work: Path) -> Step:
    """Inputs are damaged and mixed (with atheris guided by coverage where it can be installed, else by Hypothesis): expressions, model files, `.gmcr`, pages, PDF, DOCX, feeds, mail, actors files, grid folders, texts, every subcommand of `dossier`, and the HTTP interface (schemathesis)."""
    names = [*TARGETS, "dossier commands", "HTTP interface"]
    name = names[seed % len(names)]
    done = Step()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if name == "dossier commands":
        _commands(seed, work, done)
    elif name == "HTTP interface":
        _http(seed, done)
    else:
        # every target is reached at once; guided by coverage, which begins slowly, from then on
        guided = fuzzer() if seed // len(names) % 2 else None
        if guided is not None:
            _guided(guided, name, work, done)
        else:
            _damaged(name, seed, done)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    done.worst["megabytes that this process grew by in a step"] = grown
    if grown > MEGABYTES:
        done.fail(f"{name}: this process grew by {grown:.0f} MB")
    return done


def _damaged(name: str, seed: int, done: Step) -> None:
    target = TARGETS[name]

    @seeded(seed)
    @settings(
        max_examples=20 if name == "grid folders" else 120,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(target))
    def one(data: bytes) -> None:
        try_one(name, data, done)

    one()


def try_one(name: str, data: bytes, done: Step) -> None:
    """Give one input to a target and note what is wrong."""
    target = TARGETS[name]
    done.counts[f"{name}: inputs"] += 1
    started = time.process_time()
    try:
        with limited(SECONDS * 5):  # of the clock, on a machine that has other work
            target.run(data)
    except TooLongError as error:
        done.fail(f"{name}: {error}: {data!r}"[:3000])
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        if not is_for_a_person(error, target):
            done.fail(f"{name}: {type(error).__name__}: {error}: {data!r}"[:3000])
    taken = time.process_time() - started
    if taken > SECONDS:
        done.fail(f"{name}: {taken:.0f} s of processor time: {data!r}"[:3000])
    done.worst["seconds for one input"] = max(taken, done.worst.get("seconds for one input", 0))


def _guided(python: str, name: str, work: Path, done: Step) -> None:
    """Let atheris look, in a process of its own."""
    corpus = work / "corpus"
    corpus.mkdir()
    for number, data in enumerate(TARGETS[name].examples()):
        (corpus / f"{number}").write_bytes(data)
    run = finished(
        [
            python, str(ROOT / "tests" / "campaign" / "guided.py"), name, str(corpus),
            f"-max_total_time={min(15, seconds_left() / 2):.0f}", "-max_len=20000", f"-timeout={SECONDS * 5}", "-rss_limit_mb=3000",
            f"-artifact_prefix={work}/",
        ],
        cwd=work,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    runs = [line for line in run.stderr.splitlines() if line.startswith("Done ")]
    if runs:
        done.counts[f"{name}: inputs guided by coverage"] += int(runs[-1].split()[1])
    if run.returncode != 0:
        found = [
            path for path in work.iterdir() if path.name.startswith(("crash", "timeout", "oom"))
        ]
        shown = found[0].read_bytes()[:1500] if found else b""
        done.fail(f"{name} (guided): {run.stderr[-1200:]} {shown!r}")


_WORDS = (
    "dam", "dam.ca", "copy", "act=OFFER", "targets=EGY,SDN", "date=2026-03", "title=", "speaker=", "--text", "wat*",
    "--json", "--act", "THREATEN", "--since", "2026", "model", "show", "history", "undo", "redo", "-o", "out.csv", "0",
    "--who", "--reason", "--status", "all", "--expected", "\x00", "-", "'", "\udce9", "", "é", "*", '"', "AND", "--id", "x.dossier",
    "--removed", "--forget", "--conflicts", "theirs", "rename", "accept", "split", "edit", "restore", "-h",
)  # fmt: skip


def _commands(seed: int, work: Path, done: Step) -> None:
    """Every subcommand of ``dossier`` with arguments that may be anything."""
    from click.testing import CliRunner

    from detente.cli.dossier import command as dossier_command
    from detente.cli.main import cli
    from store.dossiers import document, dossier, ids

    made = dossier(work, document(), document("Abroad it was noted.", "copy"))
    made.accept(ids(made)[0])
    made.models.save("one")
    made.close()
    whole = made.path.read_bytes()
    names = dossier_command.list_commands(click.Context(dossier_command))
    luck = random.Random(seed)  # noqa: S311
    here = Path.cwd()
    os.chdir(work)
    try:
        for number in range(60):
            name = names[number % len(names)]
            made.path.write_bytes(whole)
            words = [luck.choice(_WORDS) for _ in range(luck.randrange(5))]
            arguments = [
                "dossier",
                name,
                *([] if luck.random() < 0.1 else [str(made.path)]),
                *words,
            ]
            done.counts["dossier commands: calls"] += 1
            try:
                with limited(60):
                    found = CliRunner().invoke(cli, arguments, input="{}").exception
            except TooLongError as error:
                done.fail(f"{arguments}: {error}")
                continue
            if found is not None and not isinstance(
                found, SystemExit | DetenteError | click.ClickException
            ):
                done.fail(f"{arguments}: {type(found).__name__}: {found}")
    finally:
        os.chdir(here)


def _http(seed: int, done: Step) -> None:
    """The suite's own schemathesis run, with more requests each time."""
    requests = 10 * (1 + seed // (len(TARGETS) + 2))
    run = finished(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            "tests/api/test_fuzz.py",
        ],
        cwd=ROOT,
        env=os.environ | {"DETENTE_FUZZ": str(requests)},
    )
    done.counts["HTTP interface: requests per operation"] += requests
    if run.returncode != 0:
        done.fail(f"HTTP interface: {run.stdout[-2500:]}")
