"""The brief as a PDF file, set by typst and tagged for those who do not see it (PDF/UA-1)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
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
#: Characters up to this one are in every font; a sign that no font has.
_LATIN, _UNASSIGNED = 0x17F, "\U0010fffd"
#: Pages of a short report, and the steps by which it is made shorter until it keeps to them.
PAGES, STEPS = 2, range(-4, 5)


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
    for step in STEPS:
        data = _set(two_pages(report, step), paper)
        if len(PdfReader(BytesIO(data)).pages) <= PAGES:
            break
    return data


def _set(report: Report, paper: str) -> bytes:
    typst = typesetter()
    content = {
        "title": report.title,
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
        "methods": list(report.methods),
        "sources": "Sources",
        "made": "How this was made",
    }
    template = files("detente.render").joinpath("templates/brief.typ").read_bytes()
    inputs = {
        "data": _without(content, typst),
        "title": report.title,
        "author": report.analyst or "detente",
    }
    data: bytes = typst.compile(template, format="pdf", pdf_standards="ua-1", sys_inputs=inputs)
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


def _without(content: dict[str, Any], typst: Any) -> str:
    """Return the data as JSON, with a question mark for every letter that no font has.

    A PDF for those who listen to it may not hold such letters; a line at the end names their scripts.
    """
    text = json.dumps(content, ensure_ascii=False)
    signs = sorted({sign for sign in text if ord(sign) > _LATIN})
    lacking = _undrawn(signs, typst) if signs else set()
    if not lacking:
        return text
    scripts = dict.fromkeys(
        unicodedata.name(sign, "UNKNOWN").split()[0].title() for sign in lacking
    )
    content["methods"].append(
        f"“?” stands for letters of these scripts, as no font on the machine that made this file has them: "
        f"{', '.join(scripts)}."
    )
    text = json.dumps(content, ensure_ascii=False)
    return text.translate({ord(sign): "?" for sign in lacking})


def _undrawn(signs: Sequence[str], typst: Any) -> set[str]:
    """Return the signs that no font has: they are drawn like one that surely none has."""
    fonts = ", ".join(f'"{font}"' for font in FONTS)
    source = (
        f"#set text(font: ({fonts}))\n#set page(width: 20pt, height: 20pt, margin: 0pt)\n"
        "#for sign in json(bytes(sys.inputs.signs)) { page(sign) }"
    )
    drawn = typst.compile(
        source.encode(), format="svg", sys_inputs={"signs": json.dumps([_UNASSIGNED, *signs])}
    )
    unknown, *others = drawn
    return {sign for sign, page in zip(signs, others, strict=True) if page == unknown}
