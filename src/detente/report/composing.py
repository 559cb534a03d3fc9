"""The brief as a report of sections, lines and footnotes, which every file format prints.

Lines have stable ids, so that an analyst's own wording can replace a line and stay with it when the
brief is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente import __version__
from detente.report.brief import Brief
from detente.report.wording import hinge_line, hinges_shown

_LAYERS = {
    "quoted": "quoted words",
    "reported": "reported words",
    "interpreted": "an interpretation by others",
    "author": "the author's own words",
}
_ATTITUDES = {"+": "positive", "0": "indifferent", "-": "negative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its stable id, its words, the footnotes it cites, whether the analyst rewrote it."""

    id: str
    text: str
    notes: tuple[int, ...] = ()
    edited: bool = False
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, its lines (``numbered`` or not), and perhaps a table."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    numbered: bool = False
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is printed: title, summary, sections, footnotes by number, and how it was made."""

    title: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    methods: tuple[str, ...]
    citation: str = ""

    def lines(self) -> Iterable[Line]:
        """Yield every line that can be edited."""
        yield from self.summary
        for section in self.sections:
            yield from section.lines

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON data."""

        def line(item: Line) -> dict[str, Any]:
            return {
                "id": item.id,
                "text": item.text,
                "notes": list(item.notes),
                "edited": item.edited,
                "before": item.before,
            }

        return {
            "title": self.title,
            "summary": [line(item) for item in self.summary],
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "numbered": section.numbered,
                    "lines": [line(item) for item in section.lines],
                    "table": None
                    if section.table is None
                    else {
                        "caption": section.table.caption,
                        "heads": list(section.table.heads),
                        "rows": [list(row) for row in section.table.rows],
                    },
                }
                for section in self.sections
            ],
            "notes": list(self.notes),
            "methods": list(self.methods),
            "citation": self.citation,
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
    notes = _Notes(_note_texts(brief, data))
    summary = tuple(
        Line(id=f"headline.{n}", text=_flat(text)) for n, text in enumerate(data["headline"], 1)
    )
    sections = tuple(
        section
        for section in (
            _outcomes(data),
            _attitudes(data),
            _hinges(brief, notes),
            _said(data, notes),
            _options(data, notes),
            *_wishes(data, notes),
            _cautions(data),
            _context(data),
        )
        if section.lines or section.table
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


def _outcomes(data: dict[str, Any]) -> Section:
    rows = []
    for outcome in data["outcomes"]:
        ways = "holds and starts" if outcome["starts"] else "holds"
        ways += ", locked in" if outcome["locked_in"] else ""
        ways += "; a trap, not counted" if outcome["trap"] else ""
        change = outcome["change_from_status_quo"] or outcome["words"]
        rows.append(
            (outcome["label"], _flat(change), ways, ", ".join(outcome["concepts"]), outcome["state"])
        )
    table = Table(
        caption="States in which no party would move, under the concepts named.",
        heads=("", "What differs from today", "How", "Concepts", "State"),
        rows=tuple(rows),
    )
    weaker = [
        f"{count} more under {name}" for name, count in data["more_under_weaker_concepts"].items() if count
    ]
    lines = ()
    if weaker:
        text = f"Further states are stable only in a weak sense: {', '.join(weaker)}."
        lines = (Line(id="outcomes.weaker", text=text),)
    return Section(id="outcomes", title="Outcomes stable today", lines=lines, table=table if rows else None)


def _attitudes(data: dict[str, Any]) -> Section:
    tested = data["attitudes"]
    if tested is None:
        return Section(id="attitudes", title="")
    names = {dm["id"]: dm["name"] for dm in data["model"]["decision_makers"]}
    labels = {entry["state"]: label for label, entry in data["labels"].items()}
    rows = []
    for row in tested["rows"]:
        cells = [
            f"{_ATTITUDES[sign]} to {'itself' if of == to else names[to]}"
            for cell, sign in row["attitudes"].items()
            for of, _, to in (cell.partition(">"),)
        ]
        standing = [o for o in row["outcomes"] if not o["trap"]]
        if row["restless"]:
            words = "says nothing: without any interest every move is acceptable"
        else:
            words = _standing(standing, labels)
        rows.append((", ".join(cells) + (" (as modelled)" if row["as_in_model"] else ""), words))
    party, toward = names[tested["party"]], names[tested["toward"]]
    seen = {o["state"] for row in tested["rows"] for o in row["outcomes"] if not o["trap"]}
    named = {outcome["state"] for outcome in data["outcomes"]}
    lines = [
        Line(id=f"label.{label}", text=f"{label}: {_flat(entry['words'])}")
        for label, entry in data["labels"].items()
        if entry["state"] in seen and entry["state"] not in named
    ]
    verdict = f"The claim that the outcome depends on this attitude {tested['verdict']}."
    lines.insert(0, Line(id="attitudes.verdict", text=verdict))
    return Section(
        id="attitudes",
        title=f"If the attitude of {party} toward {toward} changes",
        lines=tuple(lines),
        table=Table(
            caption="What becomes of the outcomes; letters as in this report.",
            heads=(f"Attitude of {party}", "Outcomes"),
            rows=tuple(rows),
        ),
    )


def _standing(standing: list[dict[str, Any]], labels: Mapping[str, str]) -> str:
    starting = sorted(labels.get(o["state"], o["state"]) for o in standing if o["starts"])
    holding = sorted(labels.get(o["state"], o["state"]) for o in standing if not o["starts"])
    parts = []
    if starting:
        parts.append(f"{', '.join(starting)} start{'s' * (len(starting) == 1)}")
    if holding:
        parts.append(f"{', '.join(holding)} hold{'s' * (len(holding) == 1)}")
    return "; ".join(parts) or "nothing lasts"


def _hinges(brief: Brief, notes: _Notes) -> Section:
    lines = tuple(
        Line(
            id=f"hinge.{hinge.kind}.{hinge.element}.{hinge.change}"[:200],
            text=_flat(hinge_line(brief, hinge)),
            notes=notes.cite(hinge.evidence),
        )
        for hinge in hinges_shown(brief)[:12]
    )
    return Section(id="hinges", title="What the answer turns on", lines=lines, numbered=True)


def _said(data: dict[str, Any], notes: _Notes) -> Section:
    cited: dict[tuple[int, int], list[str]] = {}
    for name, item in data["model"]["evidence"].items():
        cited.setdefault((item["start"], item["end"]), []).append(name)
    names = {actor["id"]: actor["name"] for document in data["documents"] for actor in document["actors"]}
    lines = []
    for item in data["statements"]:
        speaker = item["speaker"]["name"] if item["speaker"] else "Nobody named"
        via = f", via {item['via']['name']}" if item["via"] else ""
        to = ", ".join(names.get(target["id"], target["id"]) for target in item["targets"])
        span = item["quote"] or item["span"]
        words = _flat(span["text"])
        shown = f"“{words.strip(chr(34) + '“”')}”" if item["layer"] == "quoted" else words
        text = f"{speaker}{via}{f' to {to}' if to else ''}: {shown} ({item['act']}, {item['layer']})"
        overlapping = [
            name
            for (start, end), group in cited.items()
            if start < item["span"]["end"] and item["span"]["start"] < end
            for name in group
        ]
        lines.append(
            Line(id=f"said.{item['document']}.{item['id']}"[:200], text=text, notes=notes.cite(overlapping))
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
        lines = tuple(
            _sourced(f"wish.{party}.{wish['that']}"[:200], wish["words"], wish, notes) for wish in wishes
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


def _cautions(data: dict[str, Any]) -> Section:
    texts = [item["sentence"] for item in data["warnings"]] + list(data["cautions"])
    for document in data["documents"]:
        info = document["document"]
        if info["notes"]:
            texts.append(f"Source quality of {document['source']}: {'; '.join(info['notes'])}.")
    lines = tuple(Line(id=f"caution.{n}", text=_flat(text)) for n, text in enumerate(texts, 1))
    return Section(id="cautions", title="Cautions", lines=lines)


def _context(data: dict[str, Any]) -> Section:
    lines = tuple(
        Line(id=f"context.{n}", text=_flat(f"{item['text']} ({item['reason']})"))
        for n, item in enumerate(data["context"], 1)
    )
    return Section(id="context", title="Said, but not modelled", lines=lines)


def _note_texts(brief: Brief, data: dict[str, Any]) -> dict[str, str]:
    """Return the footnote of every piece of evidence: words, speaker, layer, document, place."""
    documents = {d.id: d for d in (*brief.documents, *brief.evidence_documents)}
    texts = {}
    for name, item in data["model"]["evidence"].items():
        quote = _flat(item["quote"]).strip("\"“”")
        parts = [f"“{quote}”"]
        if item["speaker"]:
            parts.append(item["speaker"] + (f", via {item['via']}" if item["via"] else ""))
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
        texts[name] = _flat(". ".join(part.rstrip(".") for part in parts) + ".")
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
    from detente.report.wording import clean

    return clean(text)
