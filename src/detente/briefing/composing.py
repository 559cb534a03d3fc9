"""The brief as a report of sections, lines and footnotes, which every file format prints.

Lines have stable ids, so that an analyst's own wording can replace a line and stay with it when the
brief is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente import __version__
from detente.briefing.content import Line, Report, Section, Table
from detente.briefing.figures import figures
from detente.briefing.hinge_words import hinge_line, hinges_shown
from detente.briefing.result import Brief
from detente.briefing.text import clean
from detente.briefing.wording import (
    after_table,
    attitude_cells,
    attitude_question,
    outcome_ways,
    shared_lines,
)
from detente.briefing.wording import notes as remarks

#: Outcomes that only some attitude brings, described in the report.
LETTERS = 16

_LAYERS = {
    "quoted": "quoted words",
    "reported": "reported words",
    "interpreted": "an interpretation by others",
    "author": "the author's own words",
}


@dataclass(slots=True)
class _Notes:
    """Footnotes in the order in which they are cited first."""

    texts: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(
            self.numbers.setdefault(item, len(self.numbers) + 1)
            for item in dict.fromkeys(ids)
            if item in self.texts
        )


def compose(brief: Brief, edits: Mapping[str, str] | None = None) -> Report:
    """Compose the report of a brief.

    Parameters
    ----------
    brief : Brief
        What was found.
    edits : mapping of line id to text, optional
        The analyst's wording; lines that no longer exist are left out.

    Returns
    -------
    Report
    """
    data = brief.to_json()
    drawn = figures(brief)
    drawn = {("outcomes" if name == "moves" else name): figure for name, figure in drawn.items()}
    notes = _Notes(_note_texts(brief, data))
    summary = tuple(
        Line(id=f"headline.{n}", text=_flat(text)) for n, text in enumerate(data["headline"], 1)
    )
    sections = tuple(
        section
        for section in (
            _outcomes(brief, data),
            _attitudes(brief, notes),
            _hinges(brief, notes),
            _said(data, notes),
            Section(id="timeline", title="Who spoke how of whom, over time"),
            _options(data, notes),
            *_wishes(data, notes),
            _cautions(brief, notes),
            _context(data),
        )
        if section.lines or section.table or section.id in drawn
    )
    sections = tuple(
        replace(section, lines=_distinct(section.lines), figure=drawn.get(section.id))
        for section in sections
    )
    report = Report(
        title=_flat(data["title"]),
        summary=summary,
        sections=sections,
        notes=tuple(notes.texts[item] for item in notes.numbers),
        methods=_methods(brief, data),
        citation=_flat(
            f"detente {__version__} (computer program). Brief “{data['title']}”, "
            f"model {brief.solution.model_hash}."
        ),
    )
    return _edited(report, edits or {})


def _edited(report: Report, edits: Mapping[str, str]) -> Report:
    def apply(line: Line) -> Line:
        text = edits.get(line.id, "").strip()
        if not text or text == line.text:
            return line
        return replace(line, text=_flat(text), edited=True, before=line.text)

    return replace(
        report,
        summary=tuple(apply(line) for line in report.summary),
        sections=tuple(
            replace(section, lines=tuple(apply(line) for line in section.lines))
            for section in report.sections
        ),
    )


def _outcomes(brief: Brief, data: dict[str, Any]) -> Section:
    names = brief.names()
    rows = []
    for outcome in brief.outcomes:
        ways = outcome_ways(starts=outcome.starts, locked=outcome.locked)
        ways += "; a trap, not counted" if outcome.trap else ""
        label = names.labels.get(outcome.state, "–")
        concepts = ", ".join(outcome.concepts)
        rows.append((label, _flat(names.describe(outcome.state)), ways, concepts, outcome.state))
    table = Table(
        caption="States in which no party would move, under the concepts named.",
        heads=("Outcome", "What sets it apart", "How", "Concepts", "State"),
        rows=tuple(rows),
    )
    texts = list(shared_lines(names))
    weaker = [
        f"{count} more under {name}"
        for name, count in data["more_under_weaker_concepts"].items()
        if count
    ]
    if weaker:
        texts.append(f"Further states are stable only in a weak sense: {', '.join(weaker)}.")
    lines = tuple(Line(id=f"outcomes.{n}", text=_flat(text)) for n, text in enumerate(texts, 1))
    return Section(
        id="outcomes", title="Outcomes stable today", lines=lines, table=table if rows else None
    )


def _attitudes(brief: Brief, notes: _Notes) -> Section:
    tested = brief.dependence
    if tested is None:
        return Section(id="attitudes", title="")
    names = brief.names()
    named = {outcome.state for outcome in brief.outcomes}
    columns, rows = attitude_cells(names, tested)
    lines = [
        Line(id=f"label.{label}", text=_flat(f"{label}: {names.describe(state)} ({state})."))
        for state, label in names.labels.items()
        if state not in named
    ]
    if len(lines) > LETTERS:
        more = (
            f"{len(lines) - LETTERS} further outcomes have letters; detente brief --json lists all."
        )
        lines = [*lines[:LETTERS], Line(id="label.more", text=more)]
    meaning = [
        Line(id=f"attitudes.{n}", text=_flat(text))
        for n, text in enumerate(after_table(brief, tested), 1)
    ]
    if meaning:
        cited = notes.cite(item for lean in brief.leaning or () for item in lean.evidence)
        meaning[-1] = replace(meaning[-1], notes=cited)
    return Section(
        id="attitudes",
        title=attitude_question(brief.conflict, tested),
        lines=(*lines, *meaning),
        table=Table(
            caption="What becomes of the outcomes; letters as in this report.",
            heads=("Attitude", *columns),
            rows=tuple(
                (
                    heading,
                    *(
                        f"{cell} (as modelled)" if n == place else cell
                        for n, cell in enumerate(cells)
                    ),
                )
                for heading, cells, place in rows
            ),
        ),
    )


def _hinges(brief: Brief, notes: _Notes) -> Section:
    names = brief.names()
    lines = _distinct(
        Line(
            id=f"hinge.{hinge.kind}.{hinge.element}.{hinge.change}"[:200],
            text=_flat(hinge_line(brief, hinge, names)),
            notes=notes.cite(hinge.evidence),
        )
        for hinge in hinges_shown(brief)[:12]
    )
    return Section(id="hinges", title="What the answer turns on", lines=lines, numbered=True)


def _said(data: dict[str, Any], notes: _Notes) -> Section:
    cited: dict[tuple[int, int], list[str]] = {}
    for name, item in data["model"]["evidence"].items():
        cited.setdefault((item["start"], item["end"]), []).append(name)
    names = {
        actor["id"]: actor["name"] for document in data["documents"] for actor in document["actors"]
    }
    lines = []
    for item in data["statements"]:
        speaker = item["speaker"]["name"] if item["speaker"] else "Nobody named"
        via = f", via {item['via']['name']}" if item["via"] else ""
        to = ", ".join(names.get(target["id"], target["id"]) for target in item["targets"])
        span = item["quote"] or item["span"]
        words = _flat(span["text"])
        shown = f"“{words.strip(chr(34) + '“”')}”" if item["layer"] == "quoted" else words
        text = (
            f"{speaker}{via}{f' to {to}' if to else ''}: {shown} ({item['act']}, {item['layer']})"
        )
        overlapping = [
            name
            for (start, end), group in cited.items()
            if start < item["span"]["end"] and item["span"]["start"] < end
            for name in group
        ]
        lines.append(
            Line(
                id=f"said.{item['document']}.{item['id']}"[:200],
                text=text,
                notes=notes.cite(overlapping),
            )
        )
    return Section(id="said", title="What was said", lines=tuple(lines))


def _options(data: dict[str, Any], notes: _Notes) -> Section:
    names = {dm["id"]: dm["name"] for dm in data["model"]["decision_makers"]}
    lines = []
    for option in data["model"]["options"]:
        one_way = "" if option["direction"] == "both" else " (one-way)"
        text = f"{names[option['owner']]}: {option['name']}{one_way}"
        lines.append(_sourced(f"option.{option['id']}", text, option, notes))
    return Section(id="options", title="The conflict: who can do what", lines=tuple(lines))


def _wishes(data: dict[str, Any], notes: _Notes) -> Iterable[Section]:
    names = {dm["id"]: dm["name"] for dm in data["model"]["decision_makers"]}
    for party, wishes in data["model"]["preferences"].items():
        lines = _distinct(
            _sourced(f"wish.{party}.{wish['that']}"[:200], wish["words"], wish, notes)
            for wish in wishes
        )
        yield Section(
            id=f"wishes.{party}",
            title=f"What {names[party]} wants, most important first",
            lines=lines,
            numbered=True,
        )


def _sourced(key: str, text: str, element: dict[str, Any], notes: _Notes) -> Line:
    basis = f" Assumption: {element['assumption']}" if element["assumption"] else ""
    if not basis and not element["evidence"]:
        basis = " Nothing is cited."
    return Line(id=key, text=_flat(f"{text}.{basis}"), notes=notes.cite(element["evidence"]))


def _cautions(brief: Brief, notes: _Notes) -> Section:
    lines = [
        Line(
            id=f"caution.{item.code}.{item.element}"[:200],
            text=_flat(item.sentence),
            notes=notes.cite(item.evidence),
        )
        for item in brief.lints
    ]
    lines += [Line(id=f"remark.{n}", text=_flat(text)) for n, text in enumerate(remarks(brief), 1)]
    return Section(id="cautions", title="Before you rely on it", lines=_distinct(lines))


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give lines whose ids repeat ids of their own."""
    seen: dict[str, int] = {}
    result = []
    for line in lines:
        seen[line.id] = seen.get(line.id, 0) + 1
        same = seen[line.id]
        result.append(line if same == 1 else replace(line, id=f"{line.id}~{same}"))
    return tuple(result)


def _context(data: dict[str, Any]) -> Section:
    lines = tuple(
        Line(id=f"context.{n}", text=_flat(f"{item['text']} ({item['reason']})"))
        for n, item in enumerate(data["context"], 1)
    )
    return Section(id="context", title="Said, but not modelled", lines=lines)


def _note_texts(brief: Brief, data: dict[str, Any]) -> dict[str, str]:
    """Return the footnote of every piece of evidence: words, speaker, layer, document, place."""
    documents = {d.id: d for d in (*brief.documents, *brief.evidence_documents)}
    names = {
        actor["id"]: actor["name"] for document in data["documents"] for actor in document["actors"]
    } | {dm["id"]: dm["name"] for dm in data["model"]["decision_makers"]}
    texts = {}
    for name, item in data["model"]["evidence"].items():
        quote = _flat(item["quote"]).strip('"“”')
        parts = [f"“{quote}”"]
        if item["speaker"]:
            speaker = names.get(item["speaker"], item["speaker"])
            via = f", via {names.get(item['via'], item['via'])}" if item["via"] else ""
            parts.append(f"{speaker}{via}")
        if item["layer"]:
            parts.append(_LAYERS.get(item["layer"], item["layer"]))
        place = item["found_at"]
        document = documents.get(place[0]) if place else None
        if document is not None:
            where = [document.title or document.source, document.outlet, document.author]
            parts.append(", ".join(part for part in where if part))
            parts.append(document.date or "date not given")
            parts.append(f"characters {place[1]}–{place[2]}")
        else:
            parts.append(f"{item['document']} (not at hand)")
        texts[name] = _flat("; ".join(parts) + ".")
    return texts


def _methods(brief: Brief, data: dict[str, Any]) -> tuple[str, ...]:
    model = data["model"]
    total = sum(data["basis"].values())
    basis = ", ".join(f"{count} on {words}" for words, count in data["basis"].items())
    feasible = data["solution"]["feasible_states"]
    return (
        f"Made by detente {__version__} from {len(data['documents'])} document(s); "
        f"{'model drafted from them' if data['drafted'] else 'model as the analyst left it'}, "
        f"fingerprint {brief.solution.model_hash}.",
        f"Graph model for conflict resolution in option form: {len(model['decision_makers'])} decision "
        f"makers, {len(model['options'])} options, {feasible:,} feasible states.",
        f"Concepts: {', '.join(brief.solution.results)} (Nash 1950; Howard 1971; Fraser & Hipel 1979; "
        "Rêgo & Vieira 2017; Fang, Hipel & Kilgour 1993); attitudes after Inohara, Hipel & Walker 2007; "
        "paths after Li, Kilgour & Hipel 2005.",
        f"Of the model's {total} elements: {basis}. What is not cited is marked as an assumption.",
        "A result says what follows from the model, not what will happen.",
    )


def _flat(text: str) -> str:
    """Return text on one line, without control characters and bidirectional overrides."""
    return clean(text)
