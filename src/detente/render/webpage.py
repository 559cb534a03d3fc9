"""The report as one self-contained HTML file: no script, no request, footnotes, prints to A4."""

from __future__ import annotations

from importlib.resources import files

from detente import __version__
from detente.briefing.content import Report
from detente.render.drawing import palette_css, render_svg


def render_webpage(report: Report) -> str:
    """Return the report as an HTML document; every text is escaped by the template."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(
        files("detente.render").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    )
    cited: dict[int, int] = {}
    for number, line in enumerate(report.lines(), 1):
        for note in line.notes:
            cited.setdefault(note, number)
    numbers = {line.id: number for number, line in enumerate(report.lines(), 1)}
    light, dark = palette_css()
    # The drawing escapes every text itself.
    drawn = {f.id: Markup(render_svg(f, inline=True)) for f in report.figures()}  # noqa: S704
    return template.render(
        report=report,
        numbers=numbers,
        cited=cited,
        version=__version__,
        drawn=drawn,
        light=light,
        dark=dark,
    )
