"""The same thing by different ways: engines and definitions, doors to the same brief, forms of one report."""

from __future__ import annotations

import json
import random
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from math import inf
from pathlib import Path
from types import ModuleType

from asking import Client

import detente
from campaign.running import Step
from detente.web.app import create_app
from detente.web.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
Comparison = Callable[[int], Sequence[str]]
#: Seeds of a step, and the seeds after which nothing is left to do.
_SEEDS, _ENOUGH = 500, 100_000
#: Comparisons that take many times as long as the others: one of them a step, for so many seconds.
_SLOW = (
    "attitude_tables",
    "coalitions",
    "door",
    "inverse",
    "large_blocks",
    "large_engines",
    "one_state",
    "uncertain",
)
_SECONDS = 2.0
#: Every so many steps a text is told by all doors.
_TEXT = 5


@lru_cache(maxsize=1)
def _long_check() -> ModuleType:
    """Return scripts/long_check as a module."""
    loader = SourceFileLoader("long_check", str(ROOT / "scripts" / "long_check"))
    spec = spec_from_loader("long_check", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@lru_cache(maxsize=1)
def _texts() -> list[Path]:
    """Return every text of the examples and tests, mixed."""
    found = [
        *sorted(ROOT.glob("examples/*/*/*.txt")),
        *sorted(ROOT.glob("tests/data/articles/*.txt")),
    ]
    random.Random(0).shuffle(found)  # noqa: S311 - which text comes first
    return found


def step(seed: int, work: Path) -> Step:
    """Every engine is compared with literal transcriptions of the definitions on random models (the comparisons of scripts/long_check, those that take long on fewer); the command line, the workbench and Python with each other on the same brief; terminal, page, Markdown and DOCX on their sections."""
    done = Step()
    seeds = range(seed * _SEEDS, (seed + 1) * _SEEDS)
    for comparison in _long_check().COMPARISONS:
        name = comparison.__name__.removeprefix("compare_")
        if name not in _SLOW or name == _SLOW[seed % len(_SLOW)]:
            same_sets(comparison, seeds, done, _SECONDS if name in _SLOW else inf)
    number, rest = divmod(seed, _TEXT)
    if rest == 0 and number < len(_texts()):
        same_brief(_texts()[number], work, done)
        same_sections(_texts()[number], work, done)
    done.last = (seed + 1) * _SEEDS >= _ENOUGH
    return done


def same_sets(comparison: Comparison, seeds: range, done: Step, seconds: float) -> None:
    """Compare an engine with the definition on one model per seed, until the time is over."""
    name = comparison.__name__.removeprefix("compare_").replace("_", " ")
    until = time.process_time() + seconds
    for seed in seeds:
        if time.process_time() > until:
            break
        done.counts[f"{name}: models"] += 1
        for difference in comparison(seed):
            done.fail(f"{comparison.__name__}({seed}): {difference}")


def same_brief(text: Path, work: Path, done: Step) -> None:
    """The command line, the workbench and Python give one brief of a text."""
    from click.testing import CliRunner

    from detente.cli.main import cli

    done.counts["briefs by three doors"] += 1
    python = detente.brief(str(text)).to_json()
    printed = CliRunner().invoke(cli, ["brief", str(text), "--json"])
    line = json.loads(printed.stdout)
    if line != python:
        done.fail(
            f"brief: the command line differs from Python: {text.name}: {_differing(line, python)}"
        )
    served = _served(text, work / "served.dossier")
    # What a dossier adds: its own ids and title. What is answered must be the same.
    for key in ("headline", "answer"):
        if served.get(key) != python.get(key):
            done.fail(
                f"brief: {key} in the workbench {served.get(key)!r}, in Python {python.get(key)!r}: {text.name}"
            )
    states = [[o["state"] for o in made.get("outcomes") or ()] for made in (served, python)]
    if states[0] != states[1]:
        done.fail(
            f"brief: outcomes in the workbench {states[0]}, in Python {states[1]}: {text.name}"
        )


def _served(text: Path, path: Path) -> dict[str, object]:
    """Return the workbench's brief of a dossier that holds one text."""

    from click.testing import CliRunner

    from detente.cli.main import cli

    for words in (["create", str(path)], ["add", str(path), str(text)]):
        CliRunner().invoke(cli, ["dossier", *words], catch_exceptions=False)
    workspace = Workspace.open(path, offline=True)
    try:
        client = Client(create_app(workspace))
        for route in ("model/draft", "brief"):
            _ended(client, client.post(f"/api/{route}").json())
        found: dict[str, object] = client.get("/api/brief/data").json()
        return found
    finally:
        workspace.close()


def _ended(client: Client, job: dict[str, object]) -> None:
    """Wait for a job; one that is refused (no model in the text) has nothing to give."""
    while (now := client.get(f"/api/jobs/{job['id']}").json())["state"] in ("waiting", "running"):
        time.sleep(0.02)
    assert now["state"] == "done" or now["error"].get("fix"), now


def _differing(one: dict[str, object], other: dict[str, object]) -> list[str]:
    return sorted(key for key in {*one, *other} if one.get(key) != other.get(key))


def same_sections(text: Path, work: Path, done: Step) -> None:
    """The terminal, the page, Markdown and DOCX hold the same sections in the same order."""
    from click.testing import CliRunner

    from detente.cli.main import cli

    done.counts["reports in four forms"] += 1
    titles = [section.title for section in detente.brief(str(text)).report.sections]
    for kind in ("html", "md", "docx"):
        path = work / f"report.{kind}"
        made = CliRunner().invoke(cli, ["report", str(text), "-o", str(path), "--date", ""])
        if made.exit_code:
            done.fail(f"report: {kind}: {made.output}")
            continue
        written = _plain(path)
        places = [written.find(_folded(title)) for title in titles]
        if -1 in places:
            missing = [title for title, place in zip(titles, places, strict=True) if place < 0]
            done.fail(f"sections: {kind} of {text.name} lacks {missing}")


def _plain(path: Path) -> str:
    """Return the words of a report."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return _folded(re.sub("<[^>]+>", "", archive.read("word/document.xml").decode()))
    return _folded(re.sub("<[^>]+>", "", path.read_text("utf-8")))


def _folded(text: str) -> str:
    from html import unescape

    return " ".join(unescape(text).split()).lower()
