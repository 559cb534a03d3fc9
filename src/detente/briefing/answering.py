"""Sections on what follows from a model: outcomes, the attitude table, hinges, only what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.briefing.content import Cell, Line, Section, Table
from detente.briefing.hinge_words import attitudes_line, hinge_line, hinges_shown, hinges_summary
from detente.briefing.result import Answer
from detente.briefing.sources import Sources
from detente.briefing.text import clean
from detente.briefing.wording import (
    after_table,
    attitude_cells,
    attitude_question,
    shared_lines,
    words_alone_lines,
)
from detente.explain.words import join_words, named

#: Hinges of a brief, and what a short output prints of hinges, outcomes and only what was said.
HINGES, SHORT_HINGES, SHORT_OUTCOMES, SHORT_WORDS = 12, 4, 6, 5
#: Outcomes that only some attitude brings, described one by one.
DESCRIBED = 16


def _cell(key: str, text: str) -> Cell:
    return Cell(lines=(Line(id=key, text=clean(text), role="annex"),))


def outcome_section(answer: Answer) -> Section:
    """List the outcomes that can last today: what all share first, then what sets each apart."""
    names, conflict = answer.names(), answer.conflict
    rows = []
    for outcome in answer.outcomes:
        how = "comes about from today" if outcome.starts else "would last once there"
        if outcome.together:
            members = join_words(named(conflict, member) for member in outcome.together)
            how = f"not by anybody's step alone; {members} go there together, and each gains"
        if outcome.starts and outcome.path is not None and len(outcome.path.steps) > 1:
            movers = ", then ".join(named(conflict, mover) for mover, _ in outcome.path.steps)
            how += f": {movers} move" + ("s" if len(outcome.path.steps) == 1 else "")
        if outcome.locked:
            how += "; only because a step cannot be taken back"
        if outcome.trap:
            how = "behind a step that cannot be taken back and that nobody gains by taking; not counted"
        key = f"outcome.{outcome.state}"
        rows.append(
            (
                _cell(f"{key}.name", names.short.get(outcome.state, outcome.words)),
                _cell(f"{key}.words", names.describe(outcome.state)),
                _cell(f"{key}.how", how),
                _cell(f"{key}.tests", f"{', '.join(outcome.concepts)} ({outcome.state})"),
            )
        )
    lead = [
        Line(id=f"outcomes.{n}", text=clean(text)) for n, text in enumerate(shared_lines(names), 1)
    ]
    if not rows:
        lead.append(
            Line(id="outcomes.none", text="None: from every situation somebody gains by moving on.")
        )
    weaker = join_words(f"{count} under {name}" for name, count in answer.weaker.items() if count)
    rest = f"Not listed: states held only by fear of any reaction ({weaker})." if weaker else ""
    return Section(
        id="outcomes",
        title="What could last, as things stand",
        role="finding",
        lead=tuple(lead),
        table=Table(
            caption="Situations that nobody would leave. The last column names the tests that each passes.",
            heads=("Outcome", "What sets it apart", "How it comes about", "Tests"),
            rows=tuple(rows),
        )
        if rows
        else None,
        lines=(Line(id="outcomes.weaker", text=rest, role="annex"),) if rest else (),
        shown=SHORT_OUTCOMES,
    )


def answer_sections(answer: Answer, sources: Sources) -> Iterator[Section]:
    """Yield the annex: the attitude table, what the answer turns on, only what was said."""
    if answer.dependence is not None:
        yield _attitudes(answer, sources)
    yield _hinges(answer, sources)
    yield Section(
        id="words",
        title="Only what was said",
        role="annex",
        lines=tuple(
            Line(id=f"words.{n}", text=clean(text), role="annex")
            for n, text in enumerate(words_alone_lines(answer) if answer.words_alone else (), 1)
        ),
        shown=SHORT_WORDS,
    )


def _attitudes(answer: Answer, sources: Sources) -> Section:
    tested = answer.dependence
    assert tested is not None  # noqa: S101 (asked before)
    names = answer.names()
    told = {outcome.state for outcome in answer.outcomes}
    others = [state for state in names.states if state not in told]
    lines = [
        Line(
            id=f"label.{state}",
            text=clean(f"“{names.short[state]}”: {names.describe(state)} ({state})."),
            role="annex",
            group="Outcomes that only some attitude brings",
        )
        for state in others[:DESCRIBED]
    ]
    if len(others) > DESCRIBED:
        more = f"{len(others) - DESCRIBED} further outcomes; detente brief --json lists all."
        lines.append(Line(id="label.more", text=more, role="annex", group=lines[-1].group))
    meaning = [
        Line(id=f"attitudes.{n}", text=clean(text), role="annex", group="What the table says")
        for n, text in enumerate(after_table(answer, tested), 1)
    ]
    if meaning:
        cited = sources.evidence(item for lean in answer.leaning or () for item in lean.evidence)
        meaning[-1] = replace(meaning[-1], notes=cited)
    columns, rows = attitude_cells(names, tested)
    return Section(
        id="attitudes",
        title=attitude_question(answer.conflict, tested),
        role="annex",
        table=Table(
            caption="What becomes of the outcomes.",
            heads=("Attitude", *columns),
            rows=tuple(
                (
                    _cell(f"attitude.{r}", heading),
                    *(
                        _cell(f"attitude.{r}.{n}", f"{cell} (as modelled)" if n == place else cell)
                        for n, cell in enumerate(cells)
                    ),
                )
                for r, (heading, cells, place) in enumerate(rows)
            ),
        ),
        lines=(*lines, *meaning),
        shown=SHORT_OUTCOMES,
    )


def _hinges(answer: Answer, sources: Sources) -> Section:
    names = answer.names()
    shown = hinges_shown(answer)
    elements = [hinge for hinge in shown if hinge.kind != "attitude"]
    attitudes = [hinge for hinge in shown if hinge.kind == "attitude"]
    lead = hinges_summary(answer) if shown else (
        "No single change of an attitude, wish or rule alters the outcome."
    )  # fmt: skip
    lines = [
        Line(
            id=f"hinge.{hinge.kind}.{hinge.element}.{hinge.change}",
            text=clean(hinge_line(answer, hinge, names)),
            role="annex",
            notes=sources.evidence(hinge.evidence),
        )
        for hinge in elements[:HINGES]
    ]
    summary = [Line(id="hinge.summary", text=clean(lead), role="annex")]
    if attitudes:
        text = attitudes_line(answer.conflict, attitudes)
        summary.append(Line(id="hinge.attitudes", text=clean(text), role="annex"))
    if len(elements) > HINGES:
        more = f"The {HINGES} heaviest; detente hinge lists all {len(elements)}."
        summary.append(Line(id="hinge.all", text=more, role="annex"))
    return Section(
        id="hinges",
        title="What the answer turns on",
        role="annex",
        lead=tuple(summary),
        lines=tuple(lines),
        numbered=True,
        shown=SHORT_HINGES,
    )
