"""Sections on what was said: who to whom, positions side by side, the model, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.analysis.basis import rests_on
from detente.briefing.beyond import KINDS, SHOWN
from detente.briefing.content import SILENCE, Cell, Line, Section, Table
from detente.briefing.notices import ON_SOURCES
from detente.briefing.positions import Positions
from detente.briefing.result import Brief
from detente.briefing.sources import Sources
from detente.briefing.stances import Entry
from detente.briefing.statements import (
    UNNAMED,
    addressees,
    party_of,
    speaker_label,
    statement_line,
)
from detente.briefing.text import clean, file_name, is_one_case, quoted, same_name
from detente.briefing.wording import attitude_note, basis_line, today_line
from detente.explain.words import (
    describe_expression,
    describe_rule,
    join_words,
    named,
    plain,
    sentence_case,
    with_article,
)
from detente.model.conflict import Direction, Sourced, Statements
from detente.model.wording import is_plural

#: What a short output prints of a section: statements, matters, wishes of a party, warnings.
STATEMENTS, MATTERS, WISHES, CAUTIONS, REMARKS = 6, 5, 2, 4, 4
#: Parties with a column of their own in the table of positions, entries in a cell, its words.
COLUMNS, ENTRIES, CELL = 4, 8, 110
#: Parties that say nothing, named.
QUIET = 3
_STATUS = {
    "contested": "contested",
    "agreed": "agreed",
    "open": "several speak",
    "silent": "one side only",
}


def said_section(brief: Brief, sources: Sources) -> Section:
    """List who said what to whom on which condition, party by party."""
    names = {actor.id: clean(actor.name) for d in brief.documents for actor in d.actors}
    groups: dict[str, list[Line]] = {}
    written: dict[str, str] = {}  # "FRANCE" and "France" are one
    for name in sorted(names.values(), key=is_one_case):
        written.setdefault(same_name(name), name)
    for document, statement in brief.statements:
        party = party_of(document, statement)
        group = UNNAMED if party is None else names.get(party, clean(party))
        group = written.get(same_name(group), group)
        groups.setdefault(group, []).append(
            Line(
                id=f"said.{document.id}.{statement.id}",
                text=statement_line(document, statement, guessing=False),
                role="evidence",
                notes=sources.statement(document, statement),
                group=sentence_case(group),
            )
        )
    lines = [line for group in groups.values() for line in group]
    lines += [
        Line(
            id=f"addressees.{n}",
            text=clean(text),
            role="evidence",
            group="Whom it treats differently",
        )
        for n, text in enumerate(addressees(brief.documents), 1)
    ]
    lead: tuple[Line, ...] = ()
    if brief.documents and not brief.statements:
        lead = (Line(id="said.none", text="No attributed statement was found in the documents."),)
    return Section(
        id="said", title="Who said what to whom, on which condition", role="evidence",
        lead=lead, lines=tuple(lines), shown=STATEMENTS,
    )  # fmt: skip


def position_section(table: Positions, sources: Sources) -> Section:
    """Lay the positions side by side: a row for each matter, a column for each party."""
    columns = list(table.parties)[:COLUMNS]
    others = list(table.parties)[COLUMNS:]
    rows = []
    for number, issue in enumerate(table.issues, 1):
        # Where only one party speaks, that goes without saying in every row.
        status = (
            [_STATUS[issue.status]] if len(table.parties) > 1 and issue.status in _STATUS else []
        )
        cells = [_cell(f"matter.{number}", issue.title, *status)]
        cells += [
            _entries(f"matter.{number}.{party}", issue.of(party), sources) for party in columns
        ]
        if others:
            found = [entry for party in others for entry in issue.of(party)]
            cells.append(_entries(f"matter.{number}.others", found, sources, names=table.parties))
        rows.append(tuple(cells))
    quiet = [with_article(name) for name in list(table.silent.values())[:QUIET]]
    lead: tuple[Line, ...] = ()
    if rows and quiet:
        one = len(quiet) == 1 and not is_plural(next(iter(table.silent.values())))
        verb, takes = ("is", "takes") if one else ("are", "take")
        text = f"{sentence_case(join_words(quiet))} {verb} spoken to and {takes} no position here."
        lead = (Line(id="positions.silent", text=text, role="evidence"),)
    heads = (
        "Matter",
        *(sentence_case(table.parties[party]) for party in columns),
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


def conflict_sections(brief: Brief, sources: Sources) -> Iterator[Section]:
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
            clean(
                rule.why or f"Cannot be: {describe_rule(conflict, str(rule.when or rule.pattern))}"
            ),
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
            f"{sentence_case(clean(named(conflict, dm.id)))}, most important first",
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


def beyond_sections(brief: Brief, sources: Sources) -> Iterator[Section]:
    """List motives, feared consequences, failed attempts and dates, apart from the model."""
    for kind, title in KINDS.items():
        lines = []
        for remark in (item for item in brief.beyond if item.kind == kind):
            statement = remark.statement
            whose = "The author"
            if statement is not None and statement.speaker is not None:
                reported = "" if statement.layer == "quoted" else ", as reported"
                whose = f"{speaker_label(remark.document, statement)}{reported}"
            lines.append(
                Line(
                    id=f"beyond.{kind}.{remark.document.id}.{remark.span.start}",
                    text=f"{whose}: {quoted(remark.span.text, SHOWN)}",
                    role="evidence",
                    notes=sources.span(remark.document, remark.span, statement),
                )
            )
        yield Section(
            id=f"beyond.{kind}", title=title, role="evidence", lines=tuple(lines), shown=REMARKS
        )


def caution_section(brief: Brief, sources: Sources) -> Section:
    """List findings and warnings: what a reader should know before relying on the brief."""
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


def missing_section(brief: Brief, sources: Sources) -> Section:
    """Say what a model would need, where the text carries none or a thin one."""
    if brief.verdict == "model":
        return Section(id="missing", title="", role="finding")
    lines = []
    why = sentence_case(clean(brief.why)).rstrip(".")
    untold = [gap for gap in brief.missing if gap.what.rstrip(".").casefold() not in why.casefold()]
    for n, gap in enumerate(untold, 1):
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
    lead = (Line(id="missing.why", text=f"{why}."),) if why else ()
    return Section(
        id="missing",
        title="What is missing for a model",
        role="finding",
        lead=lead,
        lines=tuple(lines),
    )


def onward_section(brief: Brief, *, workbench: bool = False) -> Section:
    """Say how to go on from a brief without a model: by commands, or by the workbench's pages."""
    if brief.verdict == "model":
        return Section(id="onward", title="", role="finding")
    texts: tuple[str, ...] = ("Add further texts on the same matter; they are read together.",)
    if workbench:
        texts += (
            "Look at the statements and put them right on the page Reader.",
            "Say on the page Review who the parties are and what each can do, and take in what was left out.",
            "Begin a model of your own on the page Model.",
        )
    else:
        source = next((clean(file_name(d.source)) for d in brief.documents), "SOURCE")
        source = f"“{source}”" if " " in source else source
        texts += (
            f"Look at the statements and put them right in the workbench: detente serve, then add {source}.",
            f"Write down what there is and complete it by hand: detente draft --thin {source} -o model.yaml.",
            f"Use a model of your own with this text: detente brief {source} --model model.yaml.",
        )
    return Section(
        id="onward", title="How to go on", role="finding",
        lines=tuple(Line(id=f"onward.{n}", text=text) for n, text in enumerate(texts, 1)),
    )  # fmt: skip
