"""The brief as a PDF file, set by typst and tagged for those who do not see it (PDF/UA-1)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any

from detente.briefing.abridging import two_pages
from detente.briefing.content import Line, Report, Section
from detente.render.drawing import render_svg, typesetter
from detente.render.html import grouped
from detente.render.tables import shares

#: Faces tried in turn; the first comes with typst, and any other font that has a sign is taken for it.
FONTS = ("Libertinus Serif", "Noto Serif", "DejaVu Serif")
PAPERS = {"a4": "a4", "letter": "us-letter"}
#: Pages of a short report, and how often it is made shorter until it keeps to them.
PAGES, STEPS = 2, 5


def render_pdf(report: Report, *, paper: str = "a4", short: bool = False) -> bytes:
    """Return the brief as the bytes of a PDF file; the same brief is the same bytes.

    Parameters
    ----------
    report : Report
        What to print, whole.
    paper : str
        ``a4`` or ``letter``.
    short : bool
        Whether to keep to two pages.

    Raises
    ------
    InputError
        When typst is not installed.
    """
    if not short:
        return _set(report, paper)
    from pypdf import PdfReader

    data = b""
    for step in range(STEPS):
        data = _set(two_pages(report, step), paper)
        if len(PdfReader(BytesIO(data)).pages) <= PAGES:
            break
    return data


def _set(report: Report, paper: str) -> bytes:
    typst = typesetter()
    methods = [*report.methods, *_missing_letters(report, typst)]
    content = {
        "title": report.title,
        "author": report.analyst or "detente",
        "citation": report.citation,
        "byline": report.byline,
        "about": report.about,
        "marking": report.marking,
        "paper": PAPERS[paper],
        "short": report.short,
        "fonts": list(FONTS),
        "summary": [_line(line) for line in report.summary],
        "sections": [_section(section) for section in report.sections],
        "notes": [note.text for note in report.notes],
        "methods": methods,
        "sources": "Sources",
        "made": "How this was made",
    }
    template = files("detente.render").joinpath("templates/brief.typ").read_bytes()
    data: bytes = typst.compile(
        template, format="pdf", pdf_standards="ua-1", sys_inputs={"data": json.dumps(content)}
    )
    return data


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "mark": line.mark, "notes": list(line.notes), "edited": line.edited}


def _section(section: Section) -> dict[str, Any]:
    table, figure = section.table, section.figure
    return {
        "title": section.title,
        "numbered": section.numbered,
        "lead": [_line(line) for line in section.lead],
        "groups": [
            {"name": name, "lines": [_line(line) for line in lines]}
            for name, lines in grouped(section.lines)
        ],
        "table": table
        and {
            "caption": table.caption,
            "heads": list(table.heads),
            "widths": shares(table),
            "rows": [
                [{"lines": [_line(line) for line in cell.lines]} for cell in row]
                for row in table.rows
            ],
        },
        "figure": figure and {"title": figure.title, "alt": figure.alt, "svg": render_svg(figure)},
    }


def _missing_letters(report: Report, typst: Any) -> Iterator[str]:
    """Say which letters of the text no font on this machine has: they would print as boxes."""
    texts = [report.title, *(line.text for line in report.lines())]
    texts += [note.text for note in report.notes]
    scripts: dict[str, str] = {}
    for character in sorted({c for text in texts for c in text if ord(c) > 0x24F and c.isalpha()}):
        scripts.setdefault(unicodedata.name(character, "UNKNOWN").split()[0].title(), character)
    if not scripts:
        return
    unknown = _drawn("\U0010fffd", typst)
    lacking = [name for name, sign in scripts.items() if _drawn(sign, typst) == unknown]
    if lacking:
        yield (
            f"Letters of these scripts are missing in this file, as no font on the machine that made it "
            f"has them: {', '.join(lacking)}."
        )


def _drawn(sign: str, typst: Any) -> str:
    """Return a sign as it is drawn, to compare it with one that no font has."""
    source = (
        f"#set page(width: 20pt, height: 20pt, margin: 0pt)\n#set text(font: {json.dumps(list(FONTS))}"
        .replace("[", "(").replace("]", ")") + ")\n#sys.inputs.sign"
    )  # fmt: skip
    drawn: bytes = typst.compile(source.encode(), format="svg", sys_inputs={"sign": sign})
    return drawn.decode()
