"""Every public result shows itself: a table in a notebook, one short line elsewhere, a frame on request."""

from __future__ import annotations

import copy
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.errors import AnalysisError, InputError
from detente.showing import SHOWN, Listing, Tabular, frame, html_table

ELMIRA = detente.load(detente.example("classic/elmira.yaml"))
HINGE = detente.load(detente.example("teaching/hinge.yaml"))


def dossier() -> Any:
    """Return a dossier of one report."""
    from detente.store.ingesting import ingest

    made = detente.Dossier.create(Path(tempfile.mkdtemp()) / "water.dossier", title="A dam & more")
    list(ingest(made, [detente.example("dossiers/water/1-plan.txt")], jobs=1))
    return made


RESULTS: dict[str, Callable[[], Any]] = {
    "document": lambda: detente.read(detente.example("korea/report.txt")),
    "conflict": lambda: ELMIRA,
    "solution": ELMIRA.solve,
    "concept": lambda: ELMIRA.solve()["NASH"],
    "completions": lambda: ELMIRA.completions("NASH"),
    "hypergame": lambda: detente.load(detente.example("teaching/misperception.yaml")).hypergame(),
    "sweep": lambda: HINGE.sweep("PORT"),
    "hinges": HINGE.hinges,
    "pairs": HINGE.hinge_pairs,
    "outcomes": HINGE.outcomes,
    "paths": lambda: HINGE.paths("YY", improvements_only=False),
    "table": HINGE.status_quo_table,
    "inverse": lambda: HINGE.inverse("YN"),
    "shares": lambda: HINGE.fair_shares("YY"),
    "windows": lambda: detente.load(detente.example("korea/korea.yaml")).windows(),
    "explanations": lambda: HINGE.explain("YY"),
    "explanation": lambda: HINGE.explain("YY")[0],
    "claim": lambda: HINGE.claim("the next move is Island's"),
    "why": lambda: HINGE.why("YY"),
    "brief": lambda: detente.brief(model=HINGE),
    "dossier": dossier,
    "statements of a dossier": lambda: dossier().statements(),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_short_in_words_and_a_table_in_a_notebook(name: str) -> None:
    result = RESULTS[name]()
    assert len(repr(result)) < 300
    assert "\n" not in repr(result)
    assert " object at 0x" not in repr(result)
    html = result._repr_html_()
    assert html.startswith(("<table", "<svg", "<p", "<div", "<iframe"))
    assert "<script" not in html


@pytest.mark.parametrize("name", RESULTS)
def test_tables_become_frames(name: str) -> None:
    result = RESULTS[name]()
    if isinstance(result, Tabular):
        rows = result.table()
        assert rows or name == "windows"
        made = result.to_frame()
        assert len(made) == len(rows)
        assert not rows or list(made.columns) == list(
            dict.fromkeys(key for row in rows for key in row)
        )


def test_without_pandas_a_frame_is_of_polars_and_without_both_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert type(frame([{"a": 1}])).__module__.startswith("polars")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InputError, match="notebook"):
        frame([{"a": 1}])


def test_texts_in_tables_are_escaped_and_long_tables_cut() -> None:
    html = html_table("<b>", [{"<i>": "<script>"}] * (SHOWN + 5))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script>" not in html
    assert html.count("<tr>") == SHOWN + 1
    assert "none" in html_table("empty", [])


def test_a_listing_is_a_tuple() -> None:
    found = HINGE.hinges()
    assert found[0] is next(iter(found))
    assert found[:2] == tuple(found)[:2]
    assert tuple(copy.copy(found)) == tuple(found)
    assert isinstance(found, Listing)


def test_dir_lists_what_there_is_and_help_says_what_it_does() -> None:
    assert dir(detente) == sorted(detente.__all__)
    for name in detente.__all__:
        assert (getattr(detente, name).__doc__ or "").strip(), name
    for name in dir(detente.Conflict):
        if not name.startswith("_") and callable(getattr(detente.Conflict, name)):
            assert getattr(detente.Conflict, name).__doc__, name


def test_a_picture_has_every_state_and_tells_improvements_from_moves(tmp_path: Any) -> None:
    picture = HINGE.draw()
    assert all(f">{state}" in picture.svg for state in ("NN", "NY", "YN", "YY"))
    assert len(HINGE.draw(moves="all").svg) > len(picture.svg)
    picture.save(str(tmp_path / "moves.svg"))
    assert (tmp_path / "moves.svg").read_text("utf-8") == picture.svg
    with pytest.raises(InputError, match="improvements"):
        HINGE.draw(moves="some")
    with pytest.raises(AnalysisError, match="dot"):
        detente.load(detente.example("korea/korea.yaml")).draw()


def test_figures_for_papers(tmp_path: Any) -> None:
    HINGE.figure().savefig(tmp_path / "ranking.pdf")
    HINGE.sweep("PORT").figure("RSEQ").savefig(tmp_path / "sweep.svg")
    assert (tmp_path / "ranking.pdf").read_bytes().startswith(b"%PDF")
    assert "<svg" in (tmp_path / "sweep.svg").read_text("utf-8")
    with pytest.raises(AnalysisError, match="states"):
        detente.load(detente.example("korea/korea.yaml")).figure()


def test_the_widget_solves_anew_when_an_attitude_moves() -> None:
    widget = detente.load(detente.example("teaching/attitude.yaml")).widget()
    assert "<code>NN</code>" in widget.answer
    widget.attitudes = {"HILL>HILL": "0", "HILL>VALE": "+", "VALE>VALE": "0", "VALE>HILL": "+"}
    assert "<code>YY</code>" in widget.answer
    assert "<code>NN</code>" not in widget.answer


@pytest.mark.parametrize(
    ("package", "asked"),
    [
        ("matplotlib.figure", lambda: HINGE.figure()),
        ("anywidget", lambda: HINGE.widget()),
    ],
)
def test_what_is_not_installed_is_named(
    package: str, asked: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=r"detente\[notebook\]"):
        asked()
