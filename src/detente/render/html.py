"""The brief as one self-contained, accessible HTML page: no script, no outside request.

With ``articles`` the documents stand beside the brief: every number leads to the words in them, and
every highlighted place leads back to the lines that rest on it. Without, numbers lead to the list of
sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

from detente import __version__
from detente.briefing.content import Line, Report
from detente.briefing.glossary import parts
from detente.briefing.text import clean, file_name
from detente.evidence import Document
from detente.render.drawing import palette_css, render_svg

#: A stretch of a document: its number, start and end.
Place = tuple[int, int, int]


def render_html(report: Report, *, articles: bool = False) -> str:
    """Return the brief as an HTML document; every text is escaped by the template.

    Parameters
    ----------
    report : Report
        What to show.
    articles : bool
        Whether to put the documents beside it.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["groupby_order"] = grouped
    environment.filters["terms"] = parts
    template = environment.from_string(
        files("detente.render").joinpath("templates/brief.html.j2").read_text(encoding="utf-8")
    )
    numbers = {line.id: number for number, line in enumerate(report.lines(), 1)}
    cited: dict[int, list[int]] = {}
    for line in report.lines():
        for note in line.notes:
            cited.setdefault(note, []).append(numbers[line.id])
    places = _places(report) if articles else {}
    light, dark = palette_css()
    return template.render(
        report=report,
        numbers=numbers,
        cited=cited,
        places=places,
        articles=list(_articles(report, places, cited)) if articles else [],
        version=__version__,
        # The drawing escapes every text itself.
        drawn={f.id: Markup(render_svg(f, inline=True)) for f in report.figures()},  # noqa: S704
        light=light,
        dark=dark,
    )


def grouped(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines with their headings, in order."""
    return [(group, list(found)) for group, found in groupby(lines, key=lambda line: line.group)]


def _places(report: Report) -> dict[int, Place]:
    """Return where the words of each source stand, by its number."""
    number = {document.id: n for n, document in enumerate(report.documents)}
    return {
        n: (number[note.place[0]], note.place[1], note.place[2])
        for n, note in enumerate(report.notes, 1)
        if note.place is not None and note.place[0] in number
    }


def _articles(
    report: Report, places: Mapping[int, Place], cited: Mapping[int, list[int]]
) -> Iterator[dict[str, Any]]:
    """Yield every document with its highlighted places; those of statements that nobody cites too."""
    back: dict[Place, list[int]] = {}
    for note, place in places.items():
        back.setdefault(place, []).extend(cited.get(note, ()))
    for number, document in enumerate(report.documents):
        layers = {
            (number, statement.span.start, statement.span.end): statement.layer
            for statement in document.statements
        }
        layers |= {
            place: report.notes[note - 1].layer
            for note, place in places.items()
            if place[0] == number
        }
        yield {
            "number": number,
            "source": clean(file_name(document.source)),
            "title": clean(document.title or file_name(document.source)),
            "about": [clean(part) for part in (document.outlet, document.author) if part],
            "date": clean(document.date or "date not given"),
            "paragraphs": list(paragraphs(document, number, sorted(layers.items()), back)),
        }


def paragraphs(
    document: Document,
    number: int,
    places: list[tuple[Place, str]],
    back: Mapping[Place, list[int]],
) -> Iterator[list[dict[str, Any]]]:
    """Cut a document into paragraphs of segments for the template.

    Each segment has its ``text``, the ``layer`` of the innermost place that covers it (empty for
    none), the anchors that ``begin`` at it and the lines to which places that ``end`` with it lead back.
    """
    text = document.text
    position = 0
    for block in text.split("\n"):
        start, end = position, position + len(block)
        position = end + 1
        if not block.strip():
            continue
        near = [p for p in places if p[0][1] <= end and start <= p[0][2]]
        cuts = {start, end} | {
            cut for (_, first, last), _ in near for cut in (first, last) if start < cut < end
        }
        segments = []
        for a, b in pairwise(sorted(cuts)):
            covering = [p for p in near if p[0][1] <= a and b <= p[0][2]]
            inner = min(covering, key=lambda p: p[0][2] - p[0][1], default=None)
            ending = [p for p, _ in near if a < p[2] <= b or (b == end and p[2] == end + 1)]
            segments.append(
                {
                    "text": text[a:b],
                    "layer": inner[1] if inner else "",
                    "begin": [
                        f"w{number}-{p[1]}-{p[2]}"
                        for p, _ in near
                        if p[1] == a or (a == start > p[1] and not text[p[1] : start].strip())
                    ],
                    "end": sorted({line for p in ending for line in back.get(p, ())}),
                }
            )
        yield segments
