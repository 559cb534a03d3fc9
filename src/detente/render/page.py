"""The brief as one self-contained, accessible HTML page with the article beside it.

No script, no outside request. Every line that rests on words links to their place in the article,
and every highlighted place links back to the lines that rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from typing import Any

from detente import __version__
from detente.analysis.basis import rests_on
from detente.briefing.hinge_words import hinge_line, hinges_shown, hinges_summary
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.result import Brief
from detente.briefing.statements import addressees, statement_line
from detente.briefing.text import clean
from detente.briefing.wording import (
    after_table,
    attitude_cells,
    attitude_question,
    basis_line,
    file_name,
    named,
    notes,
    outcome_ways,
    shared_lines,
    sources_line,
    today_line,
    words_alone_lines,
)
from detente.evidence import Document
from detente.explain.words import (
    describe_expression,
    plain,
    sentence_case,
)
from detente.model.conflict import Direction, Sourced, Statements

Place = tuple[int, int, int]


@dataclass(slots=True)
class Line:
    """A line of the page: its text, and the places in the articles that it rests on."""

    text: str
    places: list[tuple[Place, str]] = field(default_factory=list)
    mark: str = ""
    label: str = ""
    number: int = 0


@dataclass(slots=True)
class _Section:
    title: str
    lines: list[Line] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str], int]] = field(default_factory=list)
    note: str = ""
    number: int = 0


def render_page(brief: Brief) -> str:
    """Return the brief as an HTML document.

    Parameters
    ----------
    brief : Brief
        What to show.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(
        files("detente.render").joinpath("templates/brief.html.j2").read_text(encoding="utf-8")
    )
    builder = _Builder(brief)
    head = builder.headline()
    parts = builder.sections()
    back: dict[Place, list[int]] = {}
    lines = [*head, *(line for section in parts for line in section.lines)]
    for number, line in enumerate(lines, start=1):
        line.number = number
        for place, _ in line.places:
            back.setdefault(place, []).append(number)
    for number, section in enumerate(parts, start=1):
        section.number = number
    articles = [
        {
            "id": number,
            "document": document,
            "source": clean(file_name(document.source)),
            "title": clean(document.title or file_name(document.source)),
            "paragraphs": list(paragraphs(document, number, builder.places(number), back)),
        }
        for number, document in enumerate(builder.documents)
    ]
    return template.render(
        title=clean(brief.conflict.title),
        headline=head,
        about=clean(sources_line(brief, paths=False)),
        sections=parts,
        articles=articles,
        version=__version__,
        model_hash=brief.solution.model_hash,
        concepts=", ".join(brief.solution.results),
    )


class _Builder:
    """Turns a brief into lines with places."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.documents = list(brief.documents) + [
            document
            for document in brief.evidence_documents
            if any(place[0] == document.id for place in brief.links.values())
        ]
        self.number = {document.id: n for n, document in enumerate(self.documents)}
        self.layers: dict[Place, str] = {}
        self.names = brief.names()

    def headline(self) -> list[Line]:
        """Return the sentences at the head, linked to the words that make the claim."""
        brief = self.brief
        lines = [Line(clean(sentence)) for sentence in brief.headline]
        claim = brief.claim
        if claim is not None and claim.span is not None and claim.document in self.number:
            place = self._place(claim.document, claim.span.start, claim.span.end, "cited")
            lines[0].places.append((place, "the claim"))
        starting = [outcome.state for outcome in brief.outcomes if outcome.starts]
        if starting:
            lines[-1].places += self._steps(starting[0])
        return lines

    def _steps(self, state: str) -> list[tuple[Place, str]]:
        """Return the words behind the options in which an outcome differs from today."""
        conflict = self.brief.conflict
        today = conflict.status_quo or state
        cited = dict.fromkeys(
            item
            for option, old, new in zip(conflict.options, today, state, strict=not conflict.states)
            if old != new
            for item in option.evidence
        )
        return self._cited(cited)

    def places(self, document: int) -> list[tuple[Place, str]]:
        """Return the highlighted places of one document with their layers."""
        return sorted((p, layer) for p, layer in self.layers.items() if p[0] == document)

    def _place(self, document: str, start: int, end: int, layer: str) -> Place:
        place = (self.number[document], start, end)
        self.layers.setdefault(place, layer)
        return place

    def _cited(self, ids: Iterable[str]) -> list[tuple[Place, str]]:
        found = []
        for item in ids:
            if item in self.brief.links:
                layer = self.brief.conflict.evidence[item].layer or "cited"
                found.append((self._place(*self.brief.links[item], layer), item))
        return found

    def _line(self, text: str, element: Sourced | None = None, label: str = "") -> Line:
        line = Line(clean(text), label=label)
        if element is not None:
            line.mark = rests_on(element, self.brief.conflict.evidence)
            line.places = self._cited(element.evidence)
            if element.assumption:
                line.text += f" (Assumption: {clean(element.assumption)})"
        return line

    def sections(self) -> list[_Section]:
        """Return every section of the page."""
        brief = self.brief
        said = _Section("What was said")
        chosen = {(document.id, statement.id) for document, statement in brief.statements}
        for document in brief.documents:
            for statement in document.statements:
                place = self._place(
                    document.id, statement.span.start, statement.span.end, statement.layer
                )
                if (document.id, statement.id) in chosen:
                    said.lines.append(
                        Line(statement_line(document, statement), [(place, statement.id)])
                    )
        said.lines += [Line(clean(text)) for text in addressees(brief.documents)]
        return [said, *self._model(), *self._answers(), *self._context()]

    def _model(self) -> Iterator[_Section]:
        conflict = self.brief.conflict
        yield _Section(
            "The conflict: who can do what",
            [
                self._line(
                    f"{sentence_case(named(conflict, option.owner))} can {plain(option)}"
                    + ("" if option.direction is Direction.BOTH else " (one-way)"),
                    option,
                )
                for option in conflict.options
            ]
            + [
                self._line(
                    f"Cannot be: {rule.when if rule.when is not None else rule.pattern}"
                    + (f" — {rule.why}" if rule.why else ""),
                    rule,
                )
                for rule in conflict.infeasible
            ],
            note=clean(today_line(conflict) or ""),
        )
        for dm in conflict.decision_makers:
            preferences = conflict.preferences.get(dm.id)
            if isinstance(preferences, Statements):
                yield _Section(
                    f"What {named(conflict, dm.id)} wants, most important first",
                    [
                        self._line(describe_expression(conflict, item.that, of=dm.id), item)
                        for item in preferences.items
                    ],
                )

    def _answers(self) -> Iterator[_Section]:
        brief, conflict, names = self.brief, self.brief.conflict, self.names
        whole = OutcomeNames(conflict, ())
        outcomes = _Section("Outcomes stable today")
        for outcome in brief.outcomes:
            ways = outcome_ways(starts=outcome.starts, locked=outcome.locked)
            trap = "; a trap: nothing leads there, not counted" if outcome.trap else ""
            outcomes.lines.append(
                Line(
                    f"{clean(whole.describe(outcome.state))} — {ways} under "
                    f"{', '.join(outcome.concepts)} ({outcome.state}{trap}).",
                    self._steps(outcome.state),
                    label=names.labels.get(outcome.state, "–"),
                )
            )
        yield outcomes
        tested = brief.dependence
        if tested is not None:
            section = _Section(attitude_question(conflict, tested))
            section.lines = [Line(clean(text)) for text in shared_lines(names)]
            section.lines += [
                Line(f"{clean(names.describe(state))} ({state}).", self._steps(state), label=label)
                for state, label in names.labels.items()
            ]
            section.columns, section.rows = attitude_cells(names, tested)
            yield section
            meaning = [Line(clean(text)) for text in after_table(brief, tested)]
            meaning[-1].places = self._cited(
                dict.fromkeys(item for lean in brief.leaning or () for item in lean.evidence)
            )
            yield _Section("What the table says", meaning)
        yield _Section(
            "What the answer turns on",
            [Line(clean(hinges_summary(brief)))]
            + [
                Line(
                    clean(hinge_line(brief, hinge, names)),
                    self._cited(hinge.evidence),
                    label=f"{n}.",
                )
                for n, hinge in enumerate(hinges_shown(brief), start=1)
            ],
        )
        if brief.words_alone:
            yield _Section(
                "Only what was said", [Line(clean(text)) for text in words_alone_lines(brief)]
            )
        lines = [Line(clean(basis_line(brief.basis)))]
        lines += [Line(clean(item.sentence), self._cited(item.evidence)) for item in brief.lints]
        lines += [Line(clean(text)) for text in notes(brief)]
        yield _Section("Before you rely on it", lines)

    def _context(self) -> Iterator[_Section]:
        if self.brief.context:
            yield _Section(
                "Said, but not modelled",
                [Line(f"{clean(text)} — {clean(why)}") for text, why in self.brief.context],
            )


def paragraphs(
    document: Document,
    number: int,
    places: list[tuple[Place, str]],
    back: dict[Place, list[int]],
) -> Iterator[list[dict[str, Any]]]:
    """Cut a document into paragraphs of segments for the template.

    Each segment has its ``text``, the ``layer`` of the innermost place that covers it (empty for
    none), the anchors that ``begin`` at it and the (line, text) back-links of places that ``end``
    with it.
    """
    text = document.text
    position = 0
    for block in text.split("\n"):
        start, end = position, position + len(block)
        position = end + 1
        if not block.strip():
            continue
        cuts = {start, end}
        near = [p for p in places if p[0][1] <= end and start <= p[0][2]]
        for (_, first, last), _layer in near:
            cuts.update(cut for cut in (first, last) if start < cut < end)
        points = sorted(cuts)
        segments = []
        for a, b in pairwise(points):
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
                        if p[1] == a
                        or (a == start and start > p[1] and _first_block(text, p, start))
                    ],
                    "end": sorted({line for p in ending for line in back.get(p, [])}),
                }
            )
        yield segments


def _first_block(text: str, place: Place, start: int) -> bool:
    """Whether a place that begins before a block (in blank space) has its first words there."""
    return not text[place[1] : start].strip()
