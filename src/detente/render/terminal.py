"""The brief on one or two terminal pages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.briefing.hinge_words import attitudes_line, hinge_line, hinges_shown, hinges_summary
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.result import Brief
from detente.briefing.statements import addressees, statement_line
from detente.briefing.text import clean
from detente.briefing.wording import (
    after_table,
    attitude_cells,
    attitude_question,
    basis_line,
    cautions,
    left_out_line,
    legend,
    named,
    option_line,
    outcome_ways,
    shared_lines,
    sources_line,
    today_line,
    wants_line,
    words_alone_lines,
)
from detente.explain.words import join_words, sentence_case

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.dependence import Dependence

HINGES_SHOWN = 4
CAUTIONS_SHOWN = 4
WORDS_SHOWN = 5
OUTCOMES_SHOWN = 4
LEGEND_SHOWN = 8

Line = tuple[str, str]


def render(brief: Brief, console: Console) -> None:
    """Print a brief."""
    width = min(console.width, 100)
    names = brief.names()
    _write(console, clean(brief.conflict.title), width, style="bold")
    _write(console, sources_line(brief, paths=False), width, style="dim")
    console.print()
    for sentence in brief.headline:
        _write(console, sentence, width, style="bold")
    _section(console, "What was said", _said(brief), width)
    _section(console, "The conflict", _conflict(brief), width)
    _section(console, "Outcomes stable today", _outcomes(brief, names), width)
    if brief.dependence is not None:
        title = attitude_question(brief.conflict, brief.dependence)
        _section(console, title, _legend(brief, names), width)
        _attitude_table(names, brief.dependence, console)
        _lines(console, (("•", text) for text in after_table(brief, brief.dependence)), width)
    _section(console, "What the answer turns on", _hinges(brief, names), width)
    if brief.words_alone:
        said = _first(words_alone_lines(brief), WORDS_SHOWN)
        _section(console, "Only what was said", said, width)
    _section(console, "Before you rely on it", _first(cautions(brief), CAUTIONS_SHOWN), width)


def _write(console: Console, text: str, width: int, *, lead: str = "", style: str = "") -> None:
    """Print text wrapped with a hanging indent of the width of ``lead``."""
    lines = textwrap.wrap(clean(text), width - len(lead), break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        console.print(
            (lead if number == 0 else " " * len(lead)) + line,
            style=style or None,
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _lines(console: Console, lines: Iterable[Line], width: int) -> None:
    for bullet, text in lines:
        _write(console, text, width, lead=f"  {bullet} ")


def _section(console: Console, title: str, lines: Iterable[Line], width: int) -> None:
    console.print()
    _write(console, title.upper(), width, style="bold")
    _lines(console, lines, width)


def _said(brief: Brief) -> Iterator[Line]:
    if not brief.statements:
        yield "•", "No attributed statement was found in the documents."
    for document, statement in brief.statements:
        yield "•", statement_line(document, statement)
    for line in addressees(brief.documents):
        yield "→", line


def _conflict(brief: Brief) -> Iterator[Line]:
    conflict = brief.conflict
    today = today_line(conflict)
    if today is not None:
        yield " ", today
    for dm in conflict.decision_makers:
        name = sentence_case(named(conflict, dm.id))
        yield "•", f"{name} can: {option_line(conflict, dm.id, brief)}"
        wants = wants_line(brief, dm.id)
        if wants is not None:
            yield " ", f"wants first: {wants}"
    left_out = left_out_line(brief)
    if left_out is not None:
        yield " ", left_out
    yield " ", f"{basis_line(brief.basis)} {legend(brief)}"


def _outcomes(brief: Brief, names: OutcomeNames) -> Iterator[Line]:
    whole = OutcomeNames(brief.conflict, ())
    shown = [outcome for outcome in brief.outcomes if not outcome.trap]
    traps = len(brief.outcomes) - len(shown)
    if not shown:
        yield "•", "None under NASH, SSEQ or SEQ, traps aside."
    for outcome in shown[:OUTCOMES_SHOWN]:
        ways = outcome_ways(starts=outcome.starts, locked=outcome.locked)
        concepts = ", ".join(outcome.concepts)
        yield (
            names.labels[outcome.state],
            f"{whole.describe(outcome.state)}. It {ways} ({concepts}; {outcome.state}).",
        )
        if outcome.path is not None and len(outcome.path.steps) > 1:
            movers = ", then ".join(named(brief.conflict, mover) for mover, _ in outcome.path.steps)
            yield " ", f"Who moves: {movers}."
    if len(shown) > OUTCOMES_SHOWN:
        yield " ", f"({len(shown) - OUTCOMES_SHOWN} more: --json)"
    rest = []
    if traps:
        rest.append(
            f"{traps} trap{'s' * (traps > 1)} (stable, but behind a one-way step that no improvement "
            "from today takes)"
        )
    weaker = join_words(f"{count} under {name}" for name, count in brief.weaker.items() if count)
    if weaker:
        rest.append(f"states held only by fear of any reaction ({weaker})")
    if rest:
        yield " ", f"Left out: {join_words(rest)}."


def _legend(brief: Brief, names: OutcomeNames) -> Iterator[Line]:
    """Describe the outcomes of the table: what they share, then how each differs."""
    for line in shared_lines(names):
        yield " ", line
    above = [o.state for o in brief.outcomes if not o.trap][:OUTCOMES_SHOWN]
    above = above if names.shared() is None else []
    if above:
        yield " ", f"{join_words(names.labels[state] for state in above)}: as above."
    for state in names.states[:LEGEND_SHOWN]:
        if state in above:
            continue
        yield names.labels[state], f"{names.describe(state)} ({state})."
    more = len(names.states) - LEGEND_SHOWN
    if more > 0:
        yield " ", f"({more} more outcomes hold under some attitude: --html or --json)"


def _attitude_table(names: OutcomeNames, dependence: Dependence, console: Console) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    columns, rows = attitude_cells(names, dependence, shown=LEGEND_SHOWN)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style="")
    table.add_column("attitude", max_width=34)
    for column in columns:
        table.add_column(column)
    for heading, cells, place in rows:
        texts = [
            Text(clean(cell + (" ← as modelled" if number == place else "")))
            for number, cell in enumerate(cells)
        ]
        table.add_row(Text(clean(heading)), *texts)
    console.print(Padding(table, (0, 0, 0, 2)))


def _first(texts: Iterable[str], shown: int) -> Iterator[Line]:
    """Yield the first texts, the most important, and say how many more there are."""
    found = list(texts)
    for text in found[:shown]:
        yield "•", text
    if len(found) > shown:
        yield " ", f"({len(found) - shown} more: --html or --json)"


def _hinges(brief: Brief, names: OutcomeNames) -> Iterator[Line]:
    distinct = hinges_shown(brief)
    if not distinct:
        yield (
            "•",
            "No single change of an attitude, wish or rule alters the outcome.",
        )
        return
    yield " ", hinges_summary(brief)
    elements = [hinge for hinge in distinct if hinge.kind != "attitude"]
    attitudes = [hinge for hinge in distinct if hinge.kind == "attitude"]
    for number, hinge in enumerate(elements[:HINGES_SHOWN], start=1):
        yield f"{number}.", hinge_line(brief, hinge, names)
    more = max(0, len(elements) - HINGES_SHOWN)
    rest = f"({more} more elements matter: --html or detente hinge)" if more else ""
    if attitudes:
        yield "•", f"{attitudes_line(brief.conflict, attitudes)} {rest}".rstrip()
    elif rest:
        yield " ", rest
