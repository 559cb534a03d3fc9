"""A brief as sections and lines with roles: the one composition that every output lays out.

Order: front page, then the evidence (who said what, positions side by side, who can do what), what
to keep in mind, the annex with every table, and a glossary of the words that occur. Lines have stable ids, so that an analyst's own
wording can replace a line and stay with it when the brief is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente import __version__
from detente.briefing.abridging import renumbered
from detente.briefing.answering import answer_sections, outcome_section
from detente.briefing.content import Line, Report, Section
from detente.briefing.figures import timeline
from detente.briefing.front import front_of
from detente.briefing.glossary import glossary_section
from detente.briefing.result import Brief
from detente.briefing.sources import Sources
from detente.briefing.telling import (
    beyond_sections,
    caution_section,
    conflict_sections,
    missing_section,
    onward_section,
    position_section,
    said_section,
)
from detente.briefing.text import clean, file_name, quoted
from detente.drafting import RULES
from detente.model.wording import sentence_case

#: Lines on what was left out that a short output prints.
REMARKS = 2
#: Documents that are named where a brief says what was read.
NAMED = 5


def compose(
    brief: Brief,
    edits: Mapping[str, str] | None = None,
    *,
    date: str = "",
    analyst: str = "",
    marking: str = "",
    title: str = "",
    workbench: bool = False,
) -> Report:
    """Compose a brief.

    Parameters
    ----------
    brief : Brief
        What was found.
    edits : mapping of line id to text, optional
        The analyst's wording; lines that no longer exist are left out.
    date, analyst, marking, title : str, optional
        What stands over the brief; ``marking`` on every page.
    workbench : bool
        Whether how to go on is told by the workbench's pages rather than by commands.

    Returns
    -------
    Report
    """
    answer = brief.answer
    documents = (*brief.documents, *(answer.evidence_documents if answer else ()))
    sources = Sources(
        {document.id: document for document in documents},
        answer.conflict if answer else None,
        answer.links if answer else {},
    )
    summary = tuple(
        Line(
            id=f"headline.{n}",
            text=clean(sentence.text),
            role="headline",
            notes=(
                *sources.evidence(sentence.evidence),
                *(note for told in sentence.statements for note in sources.statement(*told)),
                *(
                    note
                    for r in sentence.remarks
                    for note in sources.span(r.document, r.span, r.statement)
                ),
            ),
        )
        for n, sentence in enumerate(front_of(brief), 1)
    )
    solved = tuple(conflict_sections(brief, sources))
    if answer is not None and brief.verdict == "model":
        solved += (outcome_section(answer),)
    elif brief.verdict == "thin":  # what would follow from so little is not worth a reader's trust
        begun = (section for section in solved if section.id == "options")
        solved = tuple(
            replace(s, role="annex", title="What a model could begin with") for s in begun
        )
    evidence = (said_section(brief, sources), position_section(brief.positions, sources))
    made = (
        *evidence,
        *(solved if brief.verdict == "model" else ()),
        *beyond_sections(brief, sources),
        caution_section(brief, sources),
        missing_section(brief, sources),
        onward_section(brief, workbench=workbench),
        *(solved if brief.verdict == "thin" else ()),
        *(answer_sections(answer, sources) if answer and brief.verdict == "model" else ()),
        _left_out(brief, sources),
        _timeline(brief),
    )
    sections = tuple(
        replace(section, lines=_distinct(section.lines))
        for section in made
        if section.lines or section.table or section.figure or section.lead
    )
    words = glossary_section(sections)
    sections += (words,) if words.lines else ()
    report = Report(
        title=clean(title or brief.title),
        answer=brief.verdict,
        about=_about(brief),
        summary=summary,
        sections=sections,
        notes=tuple(sources.notes),
        methods=_methods(brief),
        documents=documents,
        citation=_citation(brief),
        date=clean(date),
        analyst=clean(analyst),
        marking=clean(marking),
    )
    return _edited(renumbered(report), edits or {})


def _edited(report: Report, edits: Mapping[str, str]) -> Report:
    """Put the analyst's wording in the place of the lines that it rewords."""

    def apply(line: Line) -> Line:
        text = clean(edits.get(line.id, ""))
        if not text or text == line.text:
            return line
        return replace(line, text=text, edited=True, before=line.text)

    return replace(
        report,
        summary=tuple(apply(line) for line in report.summary),
        sections=tuple(
            replace(
                section,
                lead=tuple(apply(line) for line in section.lead),
                lines=tuple(apply(line) for line in section.lines),
            )
            for section in report.sections
        ),
    )


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give lines whose ids repeat ids of their own, and keep ids short."""
    seen: dict[str, int] = {}
    result = []
    for line in lines:
        key = line.id[:200]
        seen[key] = seen.get(key, 0) + 1
        same = seen[key]
        result.append(replace(line, id=key if same == 1 else f"{key}~{same}"))
    return tuple(result)


# --- the annex -----------------------------------------------------------------------------------


def _left_out(brief: Brief, sources: Sources) -> Section:
    """List what the draft left out, with the rule that did it and the words."""
    documents = {document.id: document for document in brief.documents}
    told: dict[str, tuple[int, ...]] = {}  # the same left out for the same reason is one line
    for item in brief.left_out:
        document = documents.get(item.document or "")
        cited = sources.span(document, item.span) if document and item.span else ()
        text = clean(f"{quoted(item.what, 200)} ({item.kind}): {RULES.get(item.rule, item.rule)}.")
        told[text] = tuple(dict.fromkeys((*told.get(text, ()), *cited)))
    lines = [
        Line(id=f"left.{n}", text=text, role="annex", notes=notes)
        for n, (text, notes) in enumerate(told.items(), 1)
    ]
    return Section(
        id="left-out", title="Left out, and why", role="annex", lines=tuple(lines), shown=REMARKS
    )


def _timeline(brief: Brief) -> Section:
    return Section(
        id="timeline", title="Who spoke how of whom, over time", role="annex",
        figure=timeline(brief.documents),
    )  # fmt: skip


# --- about the brief ------------------------------------------------------------------------------


def _about(brief: Brief) -> str:
    """Say in a line what was read and what the model is."""
    names = [clean(file_name(document.source)) for document in brief.documents]
    more = len(names) - NAMED
    listed = f"{', '.join(names[:NAMED])} and {more:,} more" if more > 1 else ", ".join(names)
    parts = [sentence_case(brief.extent) if brief.extent else listed]
    answer = brief.answer
    if answer is None:
        found = sum(len(document.statements) for document in brief.documents)
        parts.append(f"{found} statement{'s' * (found != 1)}, no model")
    else:
        model = clean(file_name(answer.conflict.source or "")) or "the analyst's"
        parts.append("model drafted from it" if answer.drafted else f"model: {model}")
        parts.append(f"{len(answer.conflict.decision_makers)} parties")
        if answer.conflict.options:
            parts.append(f"{len(answer.conflict.options)} options")
        parts.append(f"{answer.solution.feasible_states:,} possible states")
    return " · ".join(part for part in parts if part)


def _methods(brief: Brief) -> tuple[str, ...]:
    answer = brief.answer
    what = brief.extent or f"{len(brief.documents)} document(s)"
    read = f"Made by detente {__version__} from {what}"
    if answer is None:
        return (
            f"{read}; no model.",
            "Statements, speakers and conditions are read from the words by rules; a person should compare "
            "what matters with the text.",
            "Matters are grouped by the words that statements share.",
        )
    conflict = answer.conflict
    total = sum(answer.basis.values())
    basis = ", ".join(f"{count} on {words}" for words, count in answer.basis.items())
    return (
        f"{read}; {'model drafted from them' if answer.drafted else 'model as the analyst left it'}, "
        f"fingerprint {answer.solution.model_hash}.",
        f"Graph model for conflict resolution: {len(conflict.decision_makers)} decision "
        f"makers, {len(conflict.options)} options, {answer.solution.feasible_states:,} feasible states.",
        f"Concepts: {', '.join(answer.solution.results)} (Nash 1950; Howard 1971; Fraser & Hipel 1979; "
        "Rêgo & Vieira 2017; Fang, Hipel & Kilgour 1993); attitudes after Inohara, Hipel & Walker 2007; "
        "paths after Li, Kilgour & Hipel 2005.",
        f"Of the model's {total} elements: {basis}. What is not cited is marked as an assumption.",
        "A result says what follows from the model, not what will happen.",
    )


def _citation(brief: Brief) -> str:
    model = f", model {brief.answer.solution.model_hash}" if brief.answer else ""
    return clean(f"detente {__version__} (computer program). Brief “{brief.title}”{model}.")
