"""The report as Markdown with footnotes."""

from __future__ import annotations

import re

from detente.briefing.content import Line, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_markdown(report: Report) -> str:
    """Return the report as Markdown; text from documents is escaped."""
    parts = [f"# {_escaped(report.title)}", ""]
    for line in report.summary:
        parts += [f"**{_escaped(line.text)}**", ""]
    for section in report.sections:
        parts += [f"## {_escaped(section.title)}", ""]
        if section.table is not None:
            table = section.table
            parts += [
                f"| {' | '.join(map(_escaped, table.heads))} |",
                "|" + " --- |" * len(table.heads),
                *(f"| {' | '.join(map(_escaped, row))} |" for row in table.rows),
                "",
            ]
        if section.figure is not None:
            figure = section.figure
            parts += [f"*Figure: {_escaped(figure.title)}.* {_escaped(figure.alt)}", ""]
        for number, line in enumerate(section.lines, 1):
            parts.append(f"{number}. {_cited(line)}" if section.numbered else f"- {_cited(line)}")
        parts.append("")
    parts += ["## How this was made", "", *(f"- {_escaped(text)}" for text in report.methods), ""]
    parts += [f"[^{n}]: {_escaped(text)}" for n, text in enumerate(report.notes, 1)]
    return "\n".join(parts).rstrip() + "\n"


def _cited(line: Line) -> str:
    return _escaped(line.text) + "".join(f"[^{number}]" for number in line.notes)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
