"""A brief as sections and lines with roles: the one composition that every output lays out.

Order: front page, then the evidence (who said what, positions side by side, who can do what), what
to keep in mind, and the annex with every table. Lines have stable ids, so that an analyst's own
wording can replace a line and stay with it when the brief is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from detente import __version__
from detente.analysis.basis import rests_on
from detente.briefing.abridging import renumbered
from detente.briefing.answering import answer_sections, outcome_section
from detente.briefing.beyond import KINDS
from detente.briefing.content import SILENCE, Cell, Line, Report, Section, Table
from detente.briefing.figures import timeline
from detente.briefing.front import front_of
from detente.briefing.notices import ON_SOURCES
from detente.briefing.positions import UNNAMED, Entry, Positions
from detente.briefing.result import Brief
from detente.briefing.sources import Sources
from detente.briefing.statements import addressees, party_of, statement_line
from detente.briefing.text import clean, file_name, quoted
from detente.briefing.wording import attitude_note, basis_line, named, today_line
from detente.drafting import RULES
from detente.explain.words import (
    describe_expression,
    join_words,
    plain,
    sentence_case,
    with_article,
)
from detente.model.conflict import Direction, Sourced, Statements

#: What a short output prints of a section: statements, matters, wishes of a party, warnings.
STATEMENTS, MATTERS, WISHES, CAUTIONS, REMARKS = 6, 5, 2, 4, 2
#: Parties with a column of their own in the table of positions, entries in a cell, its words.
COLUMNS, ENTRIES, CELL = 4, 2, 110
_STATUS = {
    "contested": "contested",
    "agreed": "agreed",
    "open": "both speak, neither refuses",
    "silent": "one side only",
}


def compose(
    brief: Brief,
    edits: Mapping[str, str] | None = None,
    *,
    date: str = "",
    analyst: str = "",
    marking: str = "",
    title: str = "",
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
            notes=sources.evidence(sentence.evidence),
        )
        for n, sentence in enumerate(front_of(brief), 1)
    )
    solved = (*_conflict(brief, sources), *((outcome_section(answer),) if answer else ()))
    if brief.verdict == "thin":  # nothing that the reader relies on rests on so little
        solved = tuple(replace(section, role="annex") for section in solved)
    evidence = (_said(brief, sources), _positions(brief.positions, sources))
    made = (
        *evidence,
        *(solved if brief.verdict == "model" else ()),
        *_beyond(brief, sources),
        _cautions(brief, sources),
        _missing(brief, sources),
        _onward(brief),
        *(solved if brief.verdict == "thin" else ()),
        *(answer_sections(answer, sources) if answer else ()),
        _left_out(brief, sources),
        _timeline(brief),
    )
    sections = tuple(
        replace(section, lines=_distinct(section.lines))
        for section in made
        if section.lines or section.table or section.figure or section.lead
    )
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


# --- the evidence ----------------------------------------------------------------------------------


def _said(brief: Brief, sources: Sources) -> Section:
    """List who said what to whom on which condition, party by party."""
    names = {actor.id: clean(actor.name) for d in brief.documents for actor in d.actors}
    groups: dict[str, list[Line]] = {}
    for document, statement in brief.statements:
        party = party_of(document, statement)
        group = UNNAMED if party is None else names.get(party, clean(party))
        groups.setdefault(group, []).append(
            Line(
                id=f"said.{document.id}.{statement.id}",
                text=statement_line(document, statement),
                role="evidence",
                notes=sources.statement(document, statement),
                group=group,
            )
        )
    lines = [line for group in groups.values() for line in group]
    lines += [
        Line(id=f"addressees.{n}", text=clean(text), role="evidence", group="Who is spoken to how")
        for n, text in enumerate(addressees(brief.documents), 1)
    ]
    lead: tuple[Line, ...] = ()
    if brief.documents and not brief.statements:
        lead = (Line(id="said.none", text="No attributed statement was found in the documents."),)
    return Section(
        id="said", title="Who said what to whom, on which condition", role="evidence",
        lead=lead, lines=tuple(lines), shown=STATEMENTS,
    )  # fmt: skip


def _positions(table: Positions, sources: Sources) -> Section:
    """Lay the positions side by side: a row for each matter, a column for each party."""
    columns = list(table.parties)[:COLUMNS]
    others = list(table.parties)[COLUMNS:]
    rows = []
    for number, issue in enumerate(table.issues, 1):
        cells = [_cell(f"matter.{number}", issue.title, _STATUS[issue.status])]
        cells += [
            _entries(f"matter.{number}.{party}", issue.of(party), sources) for party in columns
        ]
        if others:
            found = [entry for party in others for entry in issue.of(party)]
            cells.append(_entries(f"matter.{number}.others", found, sources, names=table.parties))
        rows.append(tuple(cells))
    quiet = [with_article(name) for name in table.silent.values()]
    lead: tuple[Line, ...] = ()
    if rows and quiet:
        verb, says = ("is", "says") if len(quiet) == 1 else ("are", "say")
        text = f"{sentence_case(join_words(quiet))} {verb} spoken to and {says} nothing here."
        lead = (Line(id="positions.silent", text=text, role="evidence"),)
    heads = (
        "Matter",
        *(table.parties[party] for party in columns),
        *(["Others"] if others else []),
    )
    return Section(
        id="positions",
        title="Positions side by side",
        role="evidence",
        lead=lead,
        table=Table(
            caption="What each party demands, offers, refuses or does on the same matter, in the words "
            "of the text; a dash where it says nothing.",
            heads=heads,
            rows=tuple(rows),
        )
        if rows
        else None,
        shown=MATTERS,
    )


def _cell(key: str, *texts: str) -> Cell:
    return Cell(
        lines=tuple(
            Line(id=f"{key}.{n}", text=clean(text), role="evidence")
            for n, text in enumerate(texts, 1)
        )
    )


def _entries(
    key: str, entries: Sequence[Entry], sources: Sources, *, names: Mapping[str, str] | None = None
) -> Cell:
    if not entries:
        return _cell(key, SILENCE)
    lines = []
    for n, entry in enumerate(entries[:ENTRIES], 1):
        who = f"{names[entry.party]} — " if names else ""
        lines.append(
            Line(
                id=f"{key}.{n}",
                text=f"{who}{entry.kind}: {quoted(entry.words.text, CELL)}",
                role="evidence",
                notes=sources.statement(entry.document, entry.statement),
            )
        )
    if len(entries) > ENTRIES:
        lines.append(
            Line(id=f"{key}.more", text=f"and {len(entries) - ENTRIES} more", role="evidence")
        )
    return Cell(lines=tuple(lines))


def _conflict(brief: Brief, sources: Sources) -> Iterator[Section]:
    """Say who can do what and what each wants first, and what each of these rests on."""
    answer = brief.answer
    if answer is None:
        return
    conflict = answer.conflict

    def line(key: str, text: str, element: Sourced, group: str) -> Line:
        assumed = f" Assumption: {clean(element.assumption)}" if element.assumption else ""
        return Line(
            id=key, text=clean(f"{text}.{assumed}"), role="evidence", group=group,
            mark=rests_on(element, conflict.evidence), notes=sources.evidence(element.evidence),
        )  # fmt: skip

    today = today_line(conflict)
    options = [
        line(
            f"option.{option.id}",
            sentence_case(plain(option))
            + ("" if option.direction is Direction.BOTH else " (cannot be taken back)"),
            option,
            f"{sentence_case(clean(named(conflict, option.owner)))} can",
        )
        for dm in conflict.decision_makers
        for option in conflict.options
        if option.owner == dm.id
    ]
    options += [
        line(
            f"rule.{n}",
            clean(rule.why or f"Cannot be: {rule.when if rule.when is not None else rule.pattern}"),
            rule,
            "What cannot be",
        )
        for n, rule in enumerate(conflict.infeasible, 1)
    ]
    yield Section(
        id="options",
        title="Who can do what",
        role="evidence",
        lead=(Line(id="today", text=clean(today), role="evidence"),) if today else (),
        lines=tuple(options),
    )
    wishes = [
        line(
            f"wish.{dm.id}.{item.that}",
            sentence_case(describe_expression(conflict, item.that, of=dm.id)),
            item,
            f"{sentence_case(clean(named(conflict, dm.id)))} wants, most important first",
        )
        for dm in conflict.decision_makers
        if isinstance(stated := conflict.preferences.get(dm.id), Statements)
        for item in stated.items
    ]
    yield Section(
        id="wishes",
        title="What each wants",
        role="evidence",
        lead=(Line(id="basis", text=basis_line(answer.basis), role="evidence"),) if wishes else (),
        lines=tuple(wishes),
        numbered=True,
        shown=WISHES,
    )


def _beyond(brief: Brief, sources: Sources) -> Iterator[Section]:
    """List motives, feared consequences, failed attempts and dates, apart from the model."""
    for kind, title in KINDS.items():
        lines = []
        for remark in (item for item in brief.beyond if item.kind == kind):
            statement = remark.statement
            whose = "The author"
            if statement is not None and statement.speaker is not None:
                reported = "" if statement.layer == "quoted" else ", as reported"
                whose = f"{clean(statement.speaker.name)}{reported}"
            lines.append(
                Line(
                    id=f"beyond.{kind}.{remark.document.id}.{remark.span.start}",
                    text=f"{whose}: {quoted(remark.span.text, 320)}",
                    role="evidence",
                    notes=sources.span(remark.document, remark.span),
                )
            )
        yield Section(
            id=f"beyond.{kind}", title=title, role="evidence", lines=tuple(lines), shown=REMARKS
        )


def _cautions(brief: Brief, sources: Sources) -> Section:
    answer = brief.answer
    lines = [
        Line(
            id=f"caution.{item.code}.{item.element}",
            text=clean(item.sentence),
            role="caution",
            notes=sources.evidence(item.evidence),
        )
        for item in (answer.lints if answer else ())
        # What follows from a thin model is no warning; what holds of its sources is.
        if brief.verdict == "model" or item.code in ON_SOURCES
    ]
    texts = [attitude_note(answer) or ""] if answer else []
    texts += [
        f"Source quality of {clean(file_name(document.source))}: {clean('; '.join(document.notes))}."
        for document in brief.documents
        if document.notes
    ]
    texts += [*brief.cautions, *(answer.cautions if answer else ())]
    lines += [
        Line(id=f"remark.{n}", text=clean(text), role="caution")
        for n, text in enumerate(filter(None, texts), 1)
    ]
    return Section(
        id="cautions",
        title="Before you rely on it",
        role="caution",
        lines=tuple(lines),
        shown=CAUTIONS,
    )


def _missing(brief: Brief, sources: Sources) -> Section:
    """Say what a model would need, where the text carries none or a thin one."""
    if brief.verdict == "model":
        return Section(id="missing", title="", role="finding")
    lines = []
    for n, gap in enumerate(brief.missing, 1):
        cited: tuple[int, ...] = ()
        if gap.document is not None and gap.statement is not None:
            cited = sources.statement(gap.document, gap.statement)
        lines.append(
            Line(
                id=f"missing.{n}",
                text=clean(f"{gap.what} Needed: {gap.needed[:1].lower()}{gap.needed[1:]}"),
                notes=cited,
            )
        )
    why = sentence_case(clean(brief.why)).rstrip(".")
    lead = (Line(id="missing.why", text=f"{why}."),) if why else ()
    return Section(
        id="missing",
        title="What is missing for a model",
        role="finding",
        lead=lead,
        lines=tuple(lines),
    )


def _onward(brief: Brief) -> Section:
    """Say how to go on from a brief without a model."""
    if brief.verdict == "model":
        return Section(id="onward", title="", role="finding")
    source = next((clean(file_name(d.source)) for d in brief.documents), "SOURCE")
    source = f"“{source}”" if " " in source else source
    texts = (
        "Add further texts on the same matter; they are read together.",
        f"Look at the statements and put them right in the workbench: detente serve, then add {source}.",
        f"Write down what there is and complete it by hand: detente draft --thin {source} -o model.yaml.",
        f"Use a model of your own with this text: detente brief {source} --model model.yaml.",
    )
    return Section(
        id="onward", title="How to go on", role="finding",
        lines=tuple(Line(id=f"onward.{n}", text=text) for n, text in enumerate(texts, 1)),
    )  # fmt: skip


# --- the annex -----------------------------------------------------------------------------------


def _left_out(brief: Brief, sources: Sources) -> Section:
    """List what the draft left out, with the rule that did it and the words."""
    documents = {document.id: document for document in brief.documents}
    lines = []
    for n, item in enumerate(brief.left_out, 1):
        document = documents.get(item.document or "")
        cited = sources.span(document, item.span) if document and item.span else ()
        lines.append(
            Line(
                id=f"left.{n}",
                text=clean(
                    f"{quoted(item.what, 200)} ({item.kind}): {RULES.get(item.rule, item.rule)}."
                ),
                role="annex",
                notes=cited,
            )
        )
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
    parts = [", ".join(clean(file_name(document.source)) for document in brief.documents)]
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
    read = f"Made by detente {__version__} from {len(brief.documents)} document(s)"
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
