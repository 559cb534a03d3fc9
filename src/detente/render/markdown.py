"""The brief as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.briefing.content import Line, Report, Section

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_markdown(report: Report) -> str:
    """Return the brief as Markdown; text from documents is escaped."""
    parts = [f"**{_escaped(report.marking)}**", ""] if report.marking else []
    parts += [f"# {_escaped(report.title)}", ""]
    under = " · ".join(part for part in (report.byline, report.about) if part)
    parts += [f"*{_escaped(under)}*", ""] if under else []
    for line in report.summary:
        parts += [f"**{_escaped(line.text)}**{_notes(line)}", ""]
    for section in report.sections:
        parts += _section(section)
    parts += ["## How this was made", "", *(f"- {_escaped(text)}" for text in report.methods), ""]
    parts += [f"[^{n}]: {_escaped(note.text)}" for n, note in enumerate(report.notes, 1)]
    return "\n".join(parts).rstrip() + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {_escaped(section.title)}"
    yield ""
    for line in section.lead:
        yield _cited(line)
        yield ""
    if section.table is not None:
        table = section.table
        yield f"| {' | '.join(map(_escaped, table.heads))} |"
        yield "|" + " --- |" * len(table.heads)
        for row in table.rows:
            cells = ("<br>".join(map(_cited, cell.lines)) for cell in row)
            yield f"| {' | '.join(cells)} |"
        yield ""
    if section.figure is not None:
        yield f"*Figure: {_escaped(section.figure.title)}.* {_escaped(section.figure.alt)}"
        yield ""
    group, number = "", 0
    for line in section.lines:
        if line.group != group:
            group, number = line.group, 0
            yield from ("", f"**{_escaped(group)}**", "") if group else ("",)
        number += 1
        yield f"{f'{number}.' if section.numbered else '-'} {_cited(line)}"
    yield ""


def _notes(line: Line) -> str:
    return "".join(f"[^{number}]" for number in line.notes)


def _cited(line: Line) -> str:
    mark = f" *({_escaped(line.mark)})*" if line.mark else ""
    return _escaped(line.text) + mark + _notes(line)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
