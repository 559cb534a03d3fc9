"""Runs the parts of the campaign step by step, within a time, and goes on after a kill.

A part is a function from a seed to what one step of it did. Every step is written down, flushed, as a
line of JSON before the next begins; a campaign that is killed is started again and goes on with the next seed
of the part it was in. A step that its part has no time for is cut short, noted as left, and begun anew next time.
A campaign that came to its end says so in its log; the next one begins anew, but for parts whose figures add up.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Step:
    """What one step of a part did: counts that are summed, bests that are kept, what failed."""

    counts: Counter[str] = field(default_factory=Counter)
    #: Largest value seen, by name, such as a latency.
    worst: dict[str, float] = field(default_factory=dict)
    #: Last value seen, by name, such as a share.
    figures: dict[str, float | str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    #: Nothing is left to do in this part.
    last: bool = False
    #: What there was no time for; the step is begun anew next time.
    left: str = ""

    def fail(self, what: str) -> None:
        """Note a failure."""
        self.failures.append(what)


@dataclass(frozen=True)
class Part:
    """A part of the campaign; ``share`` of the time is its own.

    Figures of a part that is ``lasting`` add up over campaigns until it has come to its end.
    """

    name: str
    title: str
    share: float
    step: Callable[[int, Path], Step]
    lasting: bool = False


@dataclass
class Tally:
    """A part's sums so far, over ``runs`` campaigns; failures and ``spent`` seconds are of the campaign at hand."""

    steps: int = 0
    runs: int = 0
    seconds: float = 0.0
    spent: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    worst: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float | str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    last: bool = False
    left: str = ""
    #: The campaign that it was in came to its end.
    over: bool = True

    def add(self, row: dict[str, object]) -> None:
        """Take a step's line in."""
        step = row["step"]
        assert isinstance(step, dict)
        if self.over:
            self.over, self.spent, self.failures = False, 0.0, []
            self.runs += 1
        self.seconds += float(str(row["seconds"]))
        self.spent += float(str(row["seconds"]))
        self.left = step.get("left", "")
        self.steps += not self.left
        self.counts.update(step["counts"])
        for name, value in step["worst"].items():
            self.worst[name] = max(value, self.worst.get(name, value))
        self.figures.update(step["figures"])
        self.failures += step["failures"]
        self.last = step["last"]


class Log:
    """The lines of a campaign, one per step; a line cut by a kill is left out."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "steps.jsonl"

    def clear(self, parts: Sequence[str]) -> None:
        """Forget what an earlier campaign did in these parts."""
        if self.path.exists():
            lines = self.path.read_text("utf-8").splitlines()
            kept = [line for line in lines if _part(line) not in (None, *parts)]
            self.path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")

    def tallies(self) -> dict[str, Tally]:
        """Return what is done, by part."""
        found: dict[str, Tally] = {}
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                part = _part(line)
                if part is not None and "over" in (row := json.loads(line)):
                    found[part].over = True
                elif part is not None:
                    found.setdefault(part, Tally()).add(row)
        return found

    def begin(self, parts: Sequence[Part]) -> dict[str, Tally]:
        """Return what counts of earlier campaigns; of one that came to its end only what adds up further."""
        before = self.tallies()
        ended = [p for p in parts if p.name in before and before[p.name].over]
        self.clear([p.name for p in ended if before[p.name].last or not p.lasting])
        tallies = {p.name: Tally() for p in parts} | self.tallies()
        for tally in tallies.values():
            tally.spent *= not tally.over
        return tallies

    def end(self, parts: Sequence[Part]) -> None:
        """Write down that a campaign of these parts came to its end."""
        for part in parts:
            self._append({"part": part.name, "over": True})

    def write(self, part: str, step: Step, seconds: float) -> dict[str, object]:
        """Write a step down, on the disk before this returns."""
        row: dict[str, object] = {"part": part, "seconds": round(seconds, 3), "step": vars(step)}
        self._append(row)
        return row

    def _append(self, row: dict[str, object]) -> None:
        before = self.path.read_bytes()[-1:] if self.path.exists() else b""
        with self.path.open("a", encoding="utf-8") as file:
            if before not in (b"", b"\n"):
                file.write("\n")
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _part(line: str) -> str | None:
    """Return the part of a line; None for one that was cut."""
    try:
        return str(json.loads(line)["part"])
    except ValueError:
        return None


#: Seconds that a step has at least, however little is left of its part's share.
_LEAST = 10.0
_ends = float("inf")


def seconds_left() -> float:
    """Return the seconds that the step at hand may still take."""
    return max(_ends - time.monotonic(), _LEAST)


def finished(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end within the step's time; one that takes longer ends, with all that it started.

    Raises
    ------
    subprocess.TimeoutExpired
        When there is no time left; :func:`run` notes what was left.
    """
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=seconds_left())
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def run(
    parts: Sequence[Part],
    folder: Path,
    *,
    minutes: float,
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
) -> dict[str, Tally]:
    """Run parts until each has had its share of the time that is left; what a killed campaign did counts."""
    global _ends
    log = Log(folder)
    tallies = log.begin(parts)
    for number, part in enumerate(parts, start=1):
        tally = tallies[part.name]
        gone = sum(tallies[before.name].spent for before in parts[: number - 1])
        seconds = share_of(minutes * 60 - gone, parts[number - 1 :])
        shown, cut = 0.0, False
        while not (tally.last or cut) and (tally.steps == 0 or tally.spent < seconds):
            started = time.monotonic()
            _ends = started + seconds - tally.spent
            work = Path(tempfile.mkdtemp(prefix="detente-campaign-"))
            try:
                step = part.step(tally.steps, work)
            except subprocess.TimeoutExpired as error:
                step = Step(left=f"step {tally.steps + 1}: {_named(error.cmd)}")
            except Exception:  # noqa: BLE001 - whatever a part meets is a finding
                step = Step(failures=[traceback.format_exc(limit=-6)])
            finally:
                _ends = float("inf")
                shutil.rmtree(work, ignore_errors=True)
            cut = bool(step.left)
            done = time.monotonic()
            tally.add(log.write(part.name, step, done - started))
            for failure in step.failures:
                say(f"{part.name}: FAILED: {failure}")
            if done - shown > 10:
                shown = done
                say(f"[{number}/{len(parts)}] {part.name}: {_in_words(tally, seconds)}")
        say(f"[{number}/{len(parts)}] {part.name}: done, {_in_words(tally, seconds)}")
    log.end([part for part in parts if not tallies[part.name].over])
    return tallies


def share_of(seconds: float, parts: Sequence[Part]) -> float:
    """Return the time of the first of some parts: one that ends early, or late, does so at the others' cost."""
    return max(seconds, 0.0) * parts[0].share / sum(part.share for part in parts)


def _named(command: object) -> str:
    """Return what of a command says what it does: its last words."""
    words = [str(word) for word in command] if isinstance(command, list | tuple) else [str(command)]
    return " ".join(Path(word).name for word in words[-3:])[:100]


def _in_words(tally: Tally, seconds: float) -> str:
    counts = ", ".join(f"{value:,} {name}" for name, value in tally.counts.most_common(3))
    return (
        f"{tally.spent:.0f} of {seconds:.0f} s, {tally.steps} steps, "
        f"{len(tally.failures)} failures{'; ' + counts if counts else ''}"
        f"{'; left for the next time: ' + tally.left if tally.left else ''}"
    )


#: Failures that the page shows of a part, and the characters of each.
_SHOWN, _WIDE = 5, 300


def report(parts: Sequence[Part], tallies: dict[str, Tally], machine: str, before: str = "") -> str:
    """Return the figures as a page of Markdown; of a part that was not run here, those of the page before."""
    lines = [
        "# Reliability",
        "",
        "Written by `scripts/campaign`, which looks for faults that the suite does not yet know; what it finds becomes a test.",
        "",
        "| part | time | steps | failures | last run |",
        "|---|---|---|---|---|",
    ]
    old = _sections(before)
    rows = {line.split("|")[1].strip(): line for line in before.splitlines() if line[:2] == "| "}
    told = []
    for part in parts:
        tally = tallies.get(part.name)
        if tally is not None and tally.steps:
            lines.append(
                f"| {part.title} | {tally.seconds:.0f} s | {tally.steps} | {len(tally.failures)} | {machine} |"
            )
            told.append(_section(part, tally))
        elif part.title in old:
            lines.append(rows[part.title])
            told.append(old[part.title])
        elif tally is not None and tally.left:
            lines.append(f"| {part.title} | nothing yet: {tally.left} | 0 | 0 | {machine} |")
        else:
            lines.append(f"| {part.title} | not run | | | |")
    return "\n\n".join(["\n".join(lines), *told]) + "\n"


def _sections(page: str) -> dict[str, str]:
    """Return the sections of a page by their titles."""
    cut = page.split("\n## ")[1:]
    return {each.partition("\n")[0]: f"## {each.rstrip()}" for each in cut}


def _section(part: Part, tally: Tally) -> str:
    rows = [(name, f"{value:,}") for name, value in sorted(tally.counts.items())]
    rows += [(f"{name}, at most", f"{value:,.3g}") for name, value in sorted(tally.worst.items())]
    rows += [(name, str(value)) for name, value in sorted(tally.figures.items())]
    if part.lasting:
        rows.append(("campaigns that these figures add up", str(tally.runs)))
    if tally.left:
        rows.append(("left for the next time", tally.left))
    lines = [
        f"## {part.title}",
        "",
        (part.step.__doc__ or "").strip().split("\n\n")[0],
        "",
        "| what | figure |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows),
    ]
    if tally.failures:
        lines += ["", f"{len(tally.failures)} failures; the first:", ""]
        shown = (" ".join(each.split())[:_WIDE].replace("`", "'") for each in tally.failures)
        lines += [f"- `{each}`" for each in list(shown)[:_SHOWN]]
    return "\n".join(lines)
