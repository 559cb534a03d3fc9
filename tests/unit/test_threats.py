"""Threats that documents, models and files of others bring along; tests/web has those to the workbench."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from campaign.threats import packages
from detente.analysis.exporting import export_model
from detente.errors import InputError
from detente.model.conflict import Conflict
from detente.store.exports import csv_lines, event_lines
from store.dossiers import document, dossier, ids

ROOT = Path(__file__).resolve().parents[2]

_BOMBS = """
import resource, sys
from test_documents_formats import ENTITIES, MAIL, pdf, zip_bomb
import zlib
from detente.documents.limits import Limits
from detente.documents.loading import documents_of
from detente.errors import InputError

bombs = {
    "a.docx": zip_bomb(),
    "a.rss": ENTITIES.encode(),
    "a.pdf": pdf(zlib.compress(b"(" + b"a" * 80_000_000 + b") Tj", 9), packed=True),
    "a.html": b"<!doctype html><html><body>" + b"<b><i>" * 40_000,
    "a.json": b"[" * 1_000_000,
}
documents_of(b"<!doctype html><p>Norway said that it would sign the treaty.</p>", "first.html")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name, data in bombs.items():
    try:
        documents_of(data, name, limits=Limits(parse_memory=400_000_000, parse_seconds=10))
        print(f"{name} was read")
    except InputError:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_bombs_cost_the_parent_little_memory() -> None:
    places = [str(ROOT / "tests" / "unit"), str(ROOT / "tests"), str(ROOT / "src")]
    done = subprocess.run(
        [sys.executable, "-c", _BOMBS],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 50  # megabytes


class _Tags(HTMLParser):
    """The elements of a page, without their text, and what of their attributes acts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.acting: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.acting += [
            f"{name}={value}"
            for name, value in attrs
            if name.startswith("on") or (value or "").lower().startswith("javascript")
        ]


MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "javascript:alert(1)",
    "</td></table><iframe srcdoc='<script>alert(1)</script>'>",
)


def named(text: str) -> Conflict:
    """Return a conflict in which everything that has a name is called so."""
    conflict = detente.load(detente.example("teaching/hinge.yaml"))
    return replace(
        conflict,
        title=text,
        decision_makers=tuple(replace(dm, name=text) for dm in conflict.decision_makers),
        options=tuple(replace(option, name=text) for option in conflict.options),
        source=text,
    )


def shown(conflict: Conflict) -> dict[str, Any]:
    """Return results that a notebook shows, by name."""
    states = conflict.solve("NASH").equilibria["NASH"]
    return {
        "conflict": conflict,
        "solution": conflict.solve(),
        "concept": conflict.solve()["NASH"],
        "hinges": conflict.hinges(),
        "pairs": conflict.hinge_pairs(),
        "outcomes": conflict.outcomes(),
        "paths": conflict.paths(states[0], improvements_only=False),
        "table": conflict.status_quo_table(),
        "inverse": conflict.inverse(states[0]),
        "explanations": conflict.explain(states[0]),
        "why": conflict.why(states[0]),
        "brief": detente.brief(model=conflict),
    }


@pytest.fixture(scope="module")
def harmless() -> dict[str, Any]:
    return shown(named("harmless"))


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_names_stays_text_in_a_notebook(markup: str, harmless: dict[str, Any]) -> None:
    for kind, result in shown(named(markup)).items():
        page = _Tags(result._repr_html_())
        assert page.tags == _Tags(harmless[kind]._repr_html_()).tags, kind
        assert page.acting == [], kind


FORMULAS = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "|calc",
    "%0",
    "\t=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_any_table_is_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "states.csv"
    tables = [export_model(named(text), str(path))]
    made = dossier(
        tmp_path,
        replace(document(f"{text} The council rejected the plan."), title=text, outlet=text),
    )
    tables += ["".join(lines(made)) for lines in (csv_lines, event_lines)]
    made.close()
    for table in tables:
        cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
        assert not [c for c in cells if c.strip()[:1] in tuple("=+-@|%＝＋－＠")]


odd = st.text(st.sampled_from("'\";-%_*()\\/ \0,aéOR1=?:$\n"), max_size=12) | st.sampled_from(
    [
        "x'; DROP TABLE documents; --",
        '" OR 1=1 --',
        "%",
        "NEAR(a b)",
        "a AND",
        "$1",
        ":who",
        "?1",
        "*",
    ]
)


@settings(max_examples=12, deadline=None)
@given(odd, odd)
def test_no_name_or_filter_is_sql(text: str, other: str) -> None:
    with TemporaryDirectory() as folder:
        made = dossier(Path(folder), replace(document(), title=text, outlet=other))
        (shown,) = made.list_documents()
        assert (shown.title, len(ids(made))) == (text, 4)
        decision = made.accept(ids(made)[0], reason=text or None, who=other or "x")
        assert (decision.reason, decision.who) == (text or None, other or "x")
        made.set_meta("note", text)
        assert made.meta("note") == text
        for name in ("speaker", "target", "act", "document", "since", "until", "status", "text"):
            with suppress(InputError):
                assert set(ids(made, **{name: other})) <= set(ids(made)), name
        with suppress(InputError):
            assert made.search_documents(text) in ([], [shown])
        assert made.check() == []
        made.close()


def test_few_packages_are_needed_and_locks_name_no_address() -> None:
    assert len(packages(extras=False)) <= 20
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert not re.search(
            r"https?://|--(extra-)?index-url|--find-links", lock.read_text("utf-8")
        ), lock.name
