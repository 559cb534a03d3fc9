"""The brief on one or two terminal pages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.analysis.basis import rests_on
from detente.analysis.dependence import AttitudeRow
from detente.analysis.hinges import Hinge
from detente.evidence import Document, Statement
from detente.explain.words import attitude_word, describe_expression, party_name, plain
from detente.model.conflict import Attitude, Conflict, Direction, Sourced, Statements
from detente.report.brief import Brief

if TYPE_CHECKING:
    from rich.console import Console

#: One letter per basis, shown beside every element.
MARKS = {
    "quoted words": "q",
    "reported words": "r",
    "an interpretation by others": "i",
    "the author's inference": "a",
    "cited words": "c",
    "an assumption": "?",
    "nothing cited": "–",
}
LEGEND = (
    "[q] quoted words  [r] reported  [i] others' interpretation  [a] author's inference  "
    "[c] cited words  [?] assumption  [–] nothing cited"
)
HINGES_SHOWN = 7
WANTS_SHOWN = 3
QUOTE_WIDTH = 160

#: Control characters (a terminal would obey them) and bidirectional overrides (they reorder text).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text on one line without control characters, safe to print in a terminal."""
    return " ".join(_CONTROLS.sub("", text).split())


def mark(brief: Brief, element: Sourced) -> str:
    """Return an element's basis and evidence ids, such as ``[q e1]``."""
    letter = MARKS[rests_on(element, brief.conflict.evidence)]
    return f"[{' '.join((letter, *element.evidence[:3]))}]"


def render(brief: Brief, console: Console) -> None:
    """Print a brief."""
    from rich.markup import escape

    width = min(console.width, 100)

    def heading(text: str) -> None:
        console.print(f"\n[bold]{escape(text.upper())}[/bold]")

    def item(text: str, bullet: str = "•", style: str = "") -> None:
        lines = textwrap.wrap(text, width - 4, break_long_words=False, break_on_hyphens=False) or [
            ""
        ]
        for number, line in enumerate(lines):
            lead = f"  {bullet} " if number == 0 else "  " + " " * (len(bullet) + 1)
            console.print(escape(lead + line), style=style or None, highlight=False)

    console.print(f"[bold]{escape(clean(brief.conflict.title))}[/bold]")
    console.print(escape(_sources(brief)), style="dim", highlight=False)
    console.print()
    for sentence in brief.headline:
        for line in textwrap.wrap(clean(sentence), width):
            console.print(escape(line), style="bold", highlight=False)

    for title, lines in sections(brief):
        heading(title)
        for bullet, text in lines:
            item(clean(text), bullet)
    console.print()
    for line in textwrap.wrap(LEGEND, width):
        console.print(escape(line), style="dim", highlight=False)


def _sources(brief: Brief) -> str:
    names = ", ".join(clean(document.source) for document in brief.documents) or "no document"
    how = "model drafted from it" if brief.drafted else "curated model"
    return f"Source: {names} · {how} · {len(brief.conflict.options)} options, " + (
        f"{brief.solution.feasible_states} feasible states"
    )


def sections(brief: Brief) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield every section after the headline: its title and (bullet, line) pairs."""
    yield "What was said", list(_said(brief))
    yield "The conflict", list(_conflict(brief))
    yield "Outcomes stable today", list(_outcomes(brief))
    if brief.dependence is not None:
        party = party_name(brief.conflict, brief.dependence.party)
        toward = party_name(brief.conflict, brief.dependence.toward)
        yield f"If {party}'s attitude toward {toward} changes", list(_attitudes(brief))
    yield "What the answer turns on", list(_hinges(brief))
    yield "Cautions", list(_cautions(brief))


def statement_line(document: Document, statement: Statement) -> str:
    """Say one statement in a line: who, through whom, to whom, act, words, condition."""
    names = {actor.id: actor.name for actor in document.actors}
    speaker = statement.speaker
    who = "Nobody named"
    if speaker is not None:
        party = names.get(speaker.id, speaker.id)
        who = speaker.name if speaker.name == party else f"{speaker.name} ({party})"
    via = f", via {statement.via.name}" if statement.via else ""
    to = ", ".join(names.get(target, target) for target in statement.targets)
    to = f" → {to}" if to else ""
    act = statement.act.lower()
    words = statement.quote.text if statement.quote else statement.span.text
    shown = shorten(words)
    shown = f"“{shown}”" if statement.quote else shown
    conditions = "".join(
        f" · {condition.cue.lower()}: {shorten(condition.condition.text, 90)}"
        for condition in statement.conditions
        if condition.condition.text not in shown
    )
    notes = f" · check the original: {'; '.join(statement.notes)}" if statement.notes else ""
    layer = (
        statement.layer if statement.hedge is None else f"{statement.layer}, “{statement.hedge}”"
    )
    return f"{who}{via}{to}: {act}. {shown}{conditions} [{layer}, {statement.id}]{notes}"


def shorten(text: str, width: int = QUOTE_WIDTH) -> str:
    """Cut a text at a word, with an ellipsis in brackets so that it is not taken for the source's."""
    text = clean(text)
    if len(text) <= width:
        return text
    return text[:width].rsplit(" ", 1)[0] + " […]"


def _said(brief: Brief) -> Iterator[tuple[str, str]]:
    if not brief.statements:
        yield "•", "No attributed statement was found in the documents."
    for document, statement in brief.statements:
        yield "•", statement_line(document, statement)
    total = sum(len(document.statements) for document in brief.documents)
    if total > len(brief.statements):
        yield " ", f"({total - len(brief.statements)} further statements: detente read SOURCE)"


def _conflict(brief: Brief) -> Iterator[tuple[str, str]]:
    conflict = brief.conflict
    for dm in conflict.decision_makers:
        own = [
            f"{plain(option)}{_arrow(option.direction)} {mark(brief, option)}"
            for option in conflict.options
            if option.owner == dm.id
        ]
        yield "•", f"{dm.name} can: {'; '.join(own) or 'nothing in this model'}"
        preferences = conflict.preferences.get(dm.id)
        if isinstance(preferences, Statements) and preferences.items:
            wants = "; ".join(
                f"{number}. {describe_expression(conflict, item.that)} {mark(brief, item)}"
                for number, item in enumerate(preferences.items[:WANTS_SHOWN], start=1)
            )
            more = len(preferences.items) - WANTS_SHOWN
            yield " ", f"wants first: {wants}" + (f"; and {more} more" if more > 0 else "")
    basis = "; ".join(f"{count} on {words}" for words, count in brief.basis.items())
    yield "•", f"The model stands on: {basis}."


def _arrow(direction: Direction) -> str:
    return "" if direction is Direction.BOTH else " (one-way)"


def _outcomes(brief: Brief) -> Iterator[tuple[str, str]]:
    labels = brief.labels()
    shown = [outcome for outcome in brief.outcomes if not outcome.trap]
    traps = len(brief.outcomes) - len(shown)
    if not shown:
        yield "•", "None under NASH, SSEQ or SEQ, traps aside."
    for outcome in shown[:6]:
        how = ["holds"]
        if outcome.starts:
            how.append("starts")
        if outcome.locked:
            how.append("locked in")
        yield (
            labels[outcome.state],
            f"{outcome.words}. {' and '.join(how).capitalize()} "
            f"({', '.join(outcome.concepts)}; {outcome.state})",
        )
    if len(shown) > 6:
        yield " ", f"({len(shown) - 6} more: --json)"
    if traps:
        yield (
            " ",
            f"Not counted: {traps} trap{'s' * (traps > 1)}, stable but behind a one-way option that "
            "no improvement from today takes.",
        )
    weaker = ", ".join(f"{name} {count}" for name, count in brief.weaker.items() if count)
    if weaker:
        yield (
            " ",
            f"Held only by fear of any reaction, however costly: {weaker} further states; too many "
            "to inform.",
        )


def row_words(conflict: Conflict, row: AttitudeRow) -> str:
    """Name an attitude row: only the cells that tell it from the others."""
    parts = []
    for (of, to), sign in row.cells:
        if of == to:
            parts.append("own interest " + ("kept" if sign is Attitude.POSITIVE else "set aside"))
        elif sign is not Attitude.NEUTRAL or (of, to) == row.cells[-1][0]:
            parts.append(f"{attitude_word(sign)} to {party_name(conflict, to)}")
    return ", ".join(parts)


def row_outcomes(labels: dict[str, str], row: AttitudeRow) -> str:
    """Say what becomes of the outcomes in a row."""
    if row.restless:
        return "every move counts as acceptable: says nothing about lasting"
    parts = []
    for outcome in row.outcomes:
        if outcome.trap:
            continue
        words = "starts" if outcome.starts else "holds"
        words += ", locked in" if outcome.locked else ""
        weak = "" if "RNASH" in outcome.concepts else " (RSEQ only)"
        parts.append(f"{labels[outcome.state]} {words}{weak}")
    traps = sum(outcome.trap for outcome in row.outcomes)
    if not parts:
        parts.append("nothing lasts")
    return "; ".join(parts) + (f"; {traps} trap{'s' * (traps > 1)}" if traps else "")


def _attitudes(brief: Brief) -> Iterator[tuple[str, str]]:
    tested = brief.dependence
    if tested is None:
        return
    labels = brief.labels()
    conflict = brief.conflict
    named = {outcome.state for outcome in brief.outcomes}
    for state, label in labels.items():
        if state not in named:
            from detente.explain.words import describe_state

            yield label, f"{describe_state(conflict, state)} ({state})"
    for row in tested.rows:
        here = " ← as modelled" if row.as_in_model else ""
        yield "•", f"{row_words(conflict, row)}: {row_outcomes(labels, row)}{here}"
    yield (
        " ",
        "holds: stable; starts: also reached by improvements from today; locked in: stable only "
        "because a step cannot be taken back.",
    )
    matter = [party_name(conflict, p) for p, yes in tested.others.items() if yes]
    if matter:
        yield " ", f"Attitudes of {', '.join(matter)} change the outcomes too."


def hinge_line(brief: Brief, hinge: Hinge) -> str:
    """Say one hinge in a line: what is changed, what then changes, what it rests on."""
    labels = brief.labels()

    def named(states: Iterable[str]) -> str:
        return ", ".join(labels.get(state, state) for state in states)

    effects = []
    gained_start = [s for s in hinge.starts_after if s not in hinge.starts_before]
    lost_start = [s for s in hinge.starts_before if s not in hinge.starts_after]
    if gained_start:
        effects.append(f"{named(gained_start[:3])} starts")
    if lost_start:
        effects.append(f"{named(lost_start[:3])} no longer starts")
    for concept, change in hinge.changes.items():
        parts = []
        gained = [s for s in change.gained if s not in gained_start]
        lost = [s for s in change.lost if s not in lost_start]
        if gained:
            parts.append(f"{_some(gained, named)} becomes stable")
        if lost:
            parts.append(f"{_some(lost, named)} no longer stable")
        if parts:
            effects.append(f"{concept}: {', '.join(parts)}")
    if not effects:
        effects.append("only traps change")
    evidence = f" {' '.join(hinge.evidence[:3])}" if hinge.evidence else ""
    return f"{_subject(brief.conflict, hinge)} → {'; '.join(effects)}. Rests on {hinge.rests_on}{evidence}."


def _some(states: list[str], named: object) -> str:
    shown = named(states[:2])  # type: ignore[operator]
    return f"{shown} and {len(states) - 2} more" if len(states) > 2 else str(shown)


def _subject(conflict: Conflict, hinge: Hinge) -> str:
    if hinge.kind == "attitude":
        of, _, to = hinge.element.partition(">")
        return f"{of}>{to} set to {hinge.change}"
    verb = {"drop": "Drop", "flip": "Turn round", "reversible": "Make reversible"}.get(hinge.change)
    if verb is None:
        return f"Lower “{hinge.element}” by one place"
    return f"{verb} “{hinge.element}”"


def heaviest(hinges: Iterable[Hinge]) -> list[Hinge]:
    """Keep the heaviest change of each element, in order."""
    seen: dict[tuple[str, str], Hinge] = {}
    for hinge in hinges:
        seen.setdefault((hinge.kind, hinge.element), hinge)
    return list(seen.values())


def _hinges(brief: Brief) -> Iterator[tuple[str, str]]:
    distinct = heaviest(brief.hinges)
    if not distinct:
        yield (
            "•",
            "No single change of an attitude, preference statement or rule alters the equilibria.",
        )
    for number, hinge in enumerate(distinct[:HINGES_SHOWN], start=1):
        yield f"{number}.", hinge_line(brief, hinge)
    if len(distinct) > HINGES_SHOWN:
        yield " ", f"({len(distinct) - HINGES_SHOWN} more: detente hinge MODEL)"


def _cautions(brief: Brief) -> Iterator[tuple[str, str]]:
    for document in brief.documents:
        if document.notes:
            yield "•", f"Source quality of {document.source}: {'; '.join(document.notes)}."
    if brief.dependence is not None:
        party = party_name(brief.conflict, brief.dependence.party)
        yield (
            "•",
            f"While {party} keeps + to itself, its attitudes only filter its own moves: a friendlier "
            "cell can keep an outcome standing but adds no move towards it. A − forbids every move that does not harm the "
            "other, harmless ones included.",
        )
    for item in brief.lints:
        yield "•", item.sentence
    for caution in brief.cautions:
        yield "•", caution
    if brief.context:
        yield (
            "•",
            f"{len(brief.context)} statements are context and not modelled (listed in --json and --html).",
        )
