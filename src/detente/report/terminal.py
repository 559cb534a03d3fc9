"""The brief on one or two terminal pages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.explain.words import describe_change, party_name, possessive
from detente.report.brief import Brief
from detente.report.wording import (
    LEGEND,
    basis_line,
    cautions,
    clean,
    constants,
    hinge_line,
    hinges_shown,
    option_line,
    outcome_ways,
    row_cells,
    row_outcomes,
    statement_line,
    wants_line,
)

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.dependence import Dependence

HINGES_SHOWN = 6
OUTCOMES_SHOWN = 5

Line = tuple[str, str]


def render(brief: Brief, console: Console) -> None:
    """Print a brief."""
    width = min(console.width, 100)
    conflict = brief.conflict
    _write(console, clean(conflict.title), width, style="bold")
    _write(console, _sources(brief), width, style="dim")
    console.print()
    for sentence in brief.headline:
        _write(console, sentence, width, style="bold")
    _section(console, "What was said", _said(brief), width)
    _section(console, "The conflict", _conflict(brief), width)
    _section(console, "Outcomes stable today", _outcomes(brief), width)
    if brief.dependence is not None:
        party = possessive(party_name(conflict, brief.dependence.party))
        toward = party_name(conflict, brief.dependence.toward)
        _section(console, f"If {party} attitude toward {toward} changes", _legend(brief), width)
        _attitude_table(brief, brief.dependence, console)
        _lines(console, _after_table(brief, brief.dependence), width)
    _section(console, "What the answer turns on", _hinges(brief), width)
    _section(console, "Cautions", (("•", text) for text in cautions(brief)), width)
    console.print()
    _write(console, LEGEND, width, style="dim")


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


def _lines(console: Console, lines: Iterator[Line], width: int) -> None:
    for bullet, text in lines:
        _write(console, text, width, lead=f"  {bullet} ")


def _section(console: Console, title: str, lines: Iterator[Line], width: int) -> None:
    console.print()
    _write(console, title.upper(), width, style="bold")
    _lines(console, lines, width)


def _sources(brief: Brief) -> str:
    names = ", ".join(document.source for document in brief.documents)
    how = "model drafted from it" if brief.drafted else "curated model"
    return (
        f"{names} · {how} · {len(brief.conflict.options)} options, "
        f"{brief.solution.feasible_states} feasible states"
    )


def _said(brief: Brief) -> Iterator[Line]:
    if not brief.statements:
        yield "•", "No attributed statement was found in the documents."
    for document, statement in brief.statements:
        yield "•", statement_line(document, statement)
    total = sum(len(document.statements) for document in brief.documents)
    if total > len(brief.statements):
        yield " ", f"({total - len(brief.statements)} further statements: detente read SOURCE)"


def _conflict(brief: Brief) -> Iterator[Line]:
    for dm in brief.conflict.decision_makers:
        yield "•", f"{dm.name} can: {option_line(brief.conflict, dm.id, brief)}"
        wants = wants_line(brief, dm.id)
        if wants is not None:
            yield " ", f"wants first: {wants}"
    yield "•", basis_line(brief.basis)


def _outcomes(brief: Brief) -> Iterator[Line]:
    labels = brief.labels()
    shown = [outcome for outcome in brief.outcomes if not outcome.trap]
    traps = len(brief.outcomes) - len(shown)
    if not shown:
        yield "•", "None under NASH, SSEQ or SEQ, traps aside."
    for outcome in shown[:OUTCOMES_SHOWN]:
        ways = outcome_ways(starts=outcome.starts, locked=outcome.locked).capitalize()
        concepts = ", ".join(outcome.concepts)
        yield labels[outcome.state], f"{outcome.words}. {ways} ({concepts}; {outcome.state})."
        if outcome.path is not None and outcome.path.steps:
            before, steps = outcome.path.start, []
            for _, after in outcome.path.steps:
                steps.append(describe_change(brief.conflict, before, after))
                before = after
            yield " ", f"How it comes about: {', then '.join(steps)}."
    if len(shown) > OUTCOMES_SHOWN:
        yield " ", f"({len(shown) - OUTCOMES_SHOWN} more: --json)"
    if traps:
        plural = "s" * (traps > 1)
        yield (
            " ",
            f"Not counted: {traps} trap{plural}, stable but behind a one-way step that no "
            "improvement from today takes.",
        )
    weaker = ", ".join(f"{name} {count}" for name, count in brief.weaker.items() if count)
    if weaker:
        yield (
            " ",
            f"Held only by fear of any reaction, however costly to the others: {weaker} states.",
        )


def _legend(brief: Brief) -> Iterator[Line]:
    """Describe the outcomes that appear only under other attitudes, by what differs from today."""
    named = {outcome.state for outcome in brief.outcomes}
    for state, label in brief.labels().items():
        if state in named:
            continue
        if brief.conflict.status_quo is None:
            yield label, state
        else:
            yield (
                label,
                f"{describe_change(brief.conflict, brief.conflict.status_quo, state)} ({state})",
            )


def _attitude_table(brief: Brief, dependence: Dependence, console: Console) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    party = party_name(brief.conflict, dependence.party)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="")
    table.add_column(Text(f"{possessive(party)} own interest"), max_width=18)
    table.add_column(Text(f"{possessive(party)} attitude"), max_width=34)
    table.add_column("Outcomes")
    labels = brief.labels()
    for row in dependence.rows:
        interest, attitude = row_cells(brief.conflict, row)
        here = " ← as modelled" if row.as_in_model else ""
        style = "bold" if row.as_in_model else None
        table.add_row(
            Text(interest),
            Text(clean(attitude)),
            Text(row_outcomes(labels, row) + here),
            style=style,
        )
    from rich.padding import Padding

    console.print(Padding(table, (0, 0, 0, 2)))


def _after_table(brief: Brief, dependence: Dependence) -> Iterator[Line]:
    yield (
        " ",
        "holds: stable; starts: also reached by improvements from today; locked in: stable only "
        "because a step cannot be taken back.",
    )
    common = constants(brief)
    if common is not None:
        yield "•", f"Whatever the attitude: {common[0].lower()}{common[1:]}"
    matter = [party_name(brief.conflict, p) for p, yes in dependence.others.items() if yes]
    if matter:
        names = ", ".join(possessive(name) for name in matter)
        yield "•", f"{names} attitudes change the outcomes too: not everything hangs on one side."


def _hinges(brief: Brief) -> Iterator[Line]:
    distinct = hinges_shown(brief)
    if not distinct:
        yield (
            "•",
            "No single change of an attitude, preference statement or rule alters the equilibria.",
        )
    for number, hinge in enumerate(distinct[:HINGES_SHOWN], start=1):
        yield f"{number}.", hinge_line(brief, hinge)
    if len(distinct) > HINGES_SHOWN:
        yield " ", f"({len(distinct) - HINGES_SHOWN} more elements matter: --json or detente hinge)"
