"""Figures of the brief: in words too, self-contained, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from detente.briefing.building import build_answer
from detente.briefing.composing import compose
from detente.briefing.content import Report
from detente.briefing.figures import figures, moves, timeline
from detente.briefing.shapes import Box, Figure, Words, measured
from detente.evidence import Actor, Document, Mention, Span, Statement
from detente.model.files import load
from detente.render.docx import render_docx
from detente.render.drawing import pdf_drawing, render_png, render_svg
from detente.render.pdf import render_pdf
from detente.render.webpage import render_webpage

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"
EVIL = "<script>alert(1)</script>\"'&"


def said(day: str, act: str) -> Document:
    """One statement of A about B, on a day."""
    text = "A spoke of B."
    who = Mention("A", "A")
    statement = Statement(
        id=f"{day}.1", layer="reported", span=Span(0, len(text), text), act=act, speaker=who,
        targets=("B",), confidence=0.9,
    )  # fmt: skip
    return Document(
        id=day, source=day, text=text, date=day, statements=(statement,),
        actors=(Actor(id="A", name=EVIL, kind="state"), Actor(id="B", name="다른 나라", kind="state")),
    )  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    conflict = load(str(CLASSIC / "cuban_missiles.yaml"))
    documents = [said("2026-01", "THREATEN"), said("2026-03-05", "OFFER")]
    return compose(build_answer(conflict, documents, drafted=False))


@pytest.mark.parametrize("path", sorted(CLASSIC.glob("*.yaml")), ids=lambda path: path.stem)
def test_moves_of_classic_models_are_drawn(path: Path) -> None:
    conflict = load(str(path))
    figure = moves(conflict, {})
    if figure is None:
        return
    boxes = [shape for shape in figure.shapes if isinstance(shape, Box)]
    words = {shape.text for shape in figure.shapes if isinstance(shape, Words)}
    assert all(
        b.x >= 0 and b.x + b.wide <= figure.wide and b.y + b.high <= figure.high for b in boxes
    )
    stable = re.search(r"Stable \(Nash\): (.*?)\. Today", figure.alt)
    assert stable is not None
    for state in stable[1].split(", "):
        assert state == "none" or state in words
    assert fromstring(render_svg(figure)).tag.endswith("svg")


def test_the_brief_has_its_figures(report: Report) -> None:
    assert [figure.id for figure in report.figures()] == ["moves", "timeline"]
    by_id = {figure.id: figure for figure in report.figures()}
    assert "2026-01 hostile, 2026-03-05 friendly" in by_id["timeline"].alt


def test_files_are_the_same_every_time_and_ask_for_nothing(report: Report) -> None:
    for render in (render_pdf, render_docx, render_webpage):
        assert render(report) == render(report)
    page = render_webpage(report)
    assert "<script" not in page
    assert page.count("<svg") == 2
    for figure in report.figures():
        for drawn in (render_svg(figure), render_svg(figure, inline=True)):
            root = fromstring(drawn)
            assert figure.alt in root.attrib["aria-label"]
            assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
            assert "<script" not in drawn
        png = render_png(figure)
        assert png.startswith(b"\x89PNG")
        assert png == render_png(figure)
        assert pdf_drawing(figure, 400).width <= 400
    document = ZipFile(BytesIO(render_docx(report))).read("word/document.xml").decode()
    assert document.count('descr="') == 2
    assert report.to_json()["sections"][0]["figure"]["id"] == "moves"


def test_one_day_has_no_timeline(report: Report) -> None:
    conflict = load(str(CLASSIC / "chicken.yaml"))
    one = build_answer(conflict, [said("2026-01-01", "OFFER")], drafted=False)
    assert timeline(one) is None
    assert timeline(replace(one, documents=(said("soon", "OFFER"), said("later", "OFFER")))) is None
    assert set(figures(one)) <= {"moves"}


def test_words_keep_to_their_width() -> None:
    figure = Figure(id="x", title=EVIL, alt=EVIL, wide=10, high=10, shapes=())
    assert EVIL in fromstring(render_svg(figure)).attrib["aria-label"]
    assert measured("多", 10) == 10
