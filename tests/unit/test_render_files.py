"""The brief as files: self-contained, accessible, cited, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

import detente
from detente.briefing.abridging import abridged
from detente.briefing.building import build_answer
from detente.briefing.composing import compose
from detente.briefing.content import Report
from detente.briefing.figures import timeline
from detente.briefing.making import brief_of_answer
from detente.briefing.shapes import Figure, measured
from detente.briefing.text import clean
from detente.evidence import Actor, Document, Mention, Span, Statement
from detente.model.files import load
from detente.render.docx import render_docx
from detente.render.drawing import render_png, render_svg
from detente.render.html import render_html
from detente.render.markdown import render_markdown
from detente.render.pdf import render_pdf
from detente.render.terminal import as_text
from detente.render.writing import KINDS, render_file

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
    answer = build_answer(conflict, documents, drafted=False)
    return compose(brief_of_answer(answer), marking=EVIL, analyst="다른 나라", date="2026-03-06")


def pages(data: bytes) -> int:
    return len(PdfReader(BytesIO(data)).pages)


def test_the_brief_has_its_figure(report: Report) -> None:
    (figure,) = report.figures()
    assert figure.id == "timeline"
    assert "2026-01 hostile, 2026-03-05 friendly" in figure.alt


def test_files_are_the_same_every_time_and_ask_for_nothing(report: Report) -> None:
    for kind in KINDS:
        assert render_file(report, kind) == render_file(report, kind)
    page = render_html(report)
    assert "<script" not in page
    assert page.count("<svg") == 1
    (figure,) = report.figures()
    for drawn in (render_svg(figure), render_svg(figure, inline=True)):
        root = fromstring(drawn)
        assert figure.alt in root.attrib["aria-label"]
        assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
        assert "<script" not in drawn
    png = render_png(figure)
    assert png.startswith(b"\x89PNG")
    assert png == render_png(figure)


def test_one_day_has_no_timeline() -> None:
    assert timeline([said("2026-01-01", "OFFER")]) is None
    assert timeline([said("soon", "OFFER"), said("later", "OFFER")]) is None


def test_words_keep_to_their_width() -> None:
    figure = Figure(id="x", title=EVIL, alt=EVIL, wide=10, high=10, shapes=())
    assert EVIL in fromstring(render_svg(figure)).attrib["aria-label"]
    assert measured("多", 10) == 10


def test_a_pdf_is_tagged_titled_and_marked(report: Report) -> None:
    data = render_pdf(report)
    reader = PdfReader(BytesIO(data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in data or "pdfuaid" in str(reader.xmp_metadata.rdfRoot.toxml())
    assert reader.metadata is not None
    assert reader.metadata.title == report.title
    assert reader.metadata.author == report.analyst
    for page in reader.pages:
        assert EVIL in " ".join(page.extract_text().split())


def test_letters_that_no_font_has_are_named(report: Report) -> None:
    egyptian = replace(report, title="The \U00013080 delta")
    last = PdfReader(BytesIO(render_pdf(egyptian))).pages[-1].extract_text()
    assert "letters of these scripts" in " ".join(last.split())
    assert "Egyptian" in last
    plain = replace(report, title="Żółć, Ελλάδα, Россия", analyst="", sections=())
    assert "letters of these scripts" not in " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(BytesIO(render_pdf(plain))).pages
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["korea/korea.yaml", "classic/elmira.yaml", "korea/report.txt"])
def test_a_short_report_has_two_pages(name: str, paper: str) -> None:
    made = detente.brief(str(CLASSIC.parent / name)).report
    assert pages(render_pdf(made, paper=paper, short=True)) <= 2
    size = PdfReader(BytesIO(render_pdf(made, paper=paper))).pages[0].mediabox
    assert round(size.width) == (595 if paper == "a4" else 612)


def test_no_heading_of_docx_ends_a_page_with_its_first_words_alone(
    report: Report,
) -> None:
    from docx import Document as Docx

    paragraphs = Docx(BytesIO(render_docx(report))).paragraphs
    leads = {
        clean(line.text)
        for section in report.sections
        if section.table or section.lines
        for line in section.lead
    }
    found = [p for p in paragraphs if p.text in leads]
    assert found
    assert all(p.paragraph_format.keep_with_next for p in found)


def test_footnotes_of_docx_are_cited_once_and_referred_back_to() -> None:
    made = detente.brief(str(CLASSIC.parent / "korea" / "korea.yaml")).report
    archive = ZipFile(BytesIO(render_docx(made)))
    body = archive.read("word/document.xml").decode()
    notes = archive.read("word/footnotes.xml").decode()
    assert notes.count("<w:footnote ") == 2 + len(made.notes)
    cited = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)
    assert cited == [str(number) for number in range(2, 2 + len(made.notes))]
    back = re.findall(r"NOTEREF source(\d+) ", body)
    assert len(back) == sum(len(line.notes) for line in made.lines()) - len(made.notes)
    assert back
    assert set(back) <= set(re.findall(r'w:name="source(\d+)"', body))
    text = "".join(re.findall(r"<w:t[^>]*>([^<]*)", notes))
    assert all(note.about[:20] in text.replace("&amp;", "&") for note in made.notes)
    # Numbered lists are lists, each counting from one.
    assert body.count('w:val="ListNumber"') > 5
    assert not re.search(r"<w:t[^>]*>1\. ", body)
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"', body))) > 2


def test_every_number_leads_to_a_quotation() -> None:
    made = detente.brief(str(CLASSIC.parent / "korea" / "report.txt")).report
    text = (CLASSIC.parent / "korea" / "report.txt").read_text(encoding="utf-8")
    for line in made.lines():
        assert all(1 <= number <= len(made.notes) for number in line.notes)
    for note in made.notes:
        assert note.place is not None
        assert clean(text[note.place[1] : note.place[2]]).strip('"“”,;:')[:40] in clean(text)
        assert re.search(r"report\.txt, paragraph \d+\.$", note.about)
    short = abridged(made)
    assert {n for line in short.lines() for n in line.notes} == set(range(1, 1 + len(short.notes)))
    markdown = render_markdown(made)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", markdown)) == set(
        re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE)
    )


def _letters(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()


def _told(report: Report, kind: str) -> str:
    """Return the text of a brief in a format, letters only."""
    if kind == "terminal":
        return _letters(as_text(report, 100))
    data = render_file(report, kind)
    if kind == "pdf":
        # The foot of each page stands between its last line and the next.
        foot = _letters(report.citation)
        number = re.compile(rf"{re.escape(foot)}\d+")
        found = [_letters(page.extract_text()) for page in PdfReader(BytesIO(data)).pages]
        return "".join(number.sub("", page) for page in found)
    if kind == "docx":
        archive = ZipFile(BytesIO(data))
        body = archive.read("word/document.xml").decode()
        return _letters(unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", body))))
    text = data.decode()
    return _letters(unescape(re.sub(r"<[^>]*>", "", text)) if kind == "html" else text)


@pytest.mark.parametrize("kind", ["html", "md", "docx", "pdf", "terminal"])
@pytest.mark.parametrize("name", ["korea/report.txt", "classic/elmira.yaml", "note"])
def test_every_format_tells_the_same_sections(name: str, kind: str, tmp_path: Path) -> None:
    """A format lays out what was composed, in its order, and leaves out no line of it."""
    source = CLASSIC.parent / name
    if name == "note":  # carries no model
        source = tmp_path / "note.txt"
        source.write_text("The council said on Monday that the harbour will stay open until May.")
    whole = detente.brief(str(source)).report
    shown = abridged(whole) if kind == "terminal" else whole
    told = _told(whole, kind)
    place = 0
    for section in shown.sections:
        place = told.find(_letters(section.title), place)
        assert place >= 0, section.title
    for line in shown.lines():
        # A terminal folds cells within their column, and a page may end within a line.
        parts = _letters(line.text)
        pieces = line.text.split() if kind == "terminal" else [parts[:24], parts[-24:]]
        assert all(_letters(piece) in told for piece in pieces), line.text
