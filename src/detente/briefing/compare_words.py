"""A comparison of models in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.analysis.comparing import Cell, Comparison, Side
from detente.briefing.hinge_words import attitudes_line, hinge_subject
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.text import clean
from detente.explain.words import describe_change, join_words, plain, with_lower

if TYPE_CHECKING:
    from rich.table import Table

HINGES_SHOWN = 3
OUTCOMES_SHOWN = 8


def outcome_names(comparison: Comparison) -> OutcomeNames:
    """Name the outcomes after the first model, where it has them."""
    first = comparison.sides[0].conflict
    known = [cells[0].state for _, cells in comparison.rows if cells[0].state is not None]
    return OutcomeNames(first, known)


def label(number: int) -> str:
    """Return the number of an outcome as the table shows it."""
    return str(number + 1)


def outcome_lines(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield (label, description) of every outcome of the table."""
    names = outcome_names(comparison)
    for number, (taken, cells) in enumerate(comparison.rows[:OUTCOMES_SHOWN]):
        if cells[0].state is not None:
            yield label(number), f"{OutcomeNames(names.conflict, ()).describe(cells[0].state)}."
        else:
            side = next(s for s, cell in zip(comparison.sides, cells, strict=True) if cell.state)
            options = [plain(o) for o in side.conflict.options if o.id in taken]
            yield label(number), f"{join_words(options) or 'nothing'} (only in {side.name})."
    more = len(comparison.rows) - OUTCOMES_SHOWN
    if more > 0:
        yield " ", f"({more} more outcomes: --json)"


def cell_words(cell: Cell) -> str:
    """Say what becomes of an outcome in one model."""
    fate = cell.fate
    if fate == "upset":
        return f"left by {', '.join(cell.upset_by)}" if cell.upset_by else "does not last"
    lock = ", locked in" if cell.outcome is not None and cell.outcome.locked else ""
    if fate == "together":
        return f"reached together by {' and '.join(cell.together)}{lock}"
    words = {"impossible": "not possible", "trap": "a trap"}.get(fate, fate)
    deterred = ""
    if (
        fate in ("starts", "holds")
        and cell.outcome is not None
        and "RNASH" not in cell.outcome.concepts
    ):
        deterred = " by foresight"
    return f"{words}{deterred}{lock}"


def comparison_table(comparison: Comparison) -> Table:
    """Return the table: outcomes down, models across."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="")
    table.add_column("outcome")
    for side in comparison.sides:
        table.add_column(Text(clean(side.name)))
    for number, (_, cells) in enumerate(comparison.rows[:OUTCOMES_SHOWN]):
        texts = [Text(clean(cell_words(cell))) for cell in cells]
        table.add_row(label(number), *texts)
    return table


def side_lines(side: Side) -> Iterator[str]:
    """Yield what starts in one model and how, and what its answer turns on."""
    conflict = side.conflict
    whole = OutcomeNames(conflict, ())
    starting = [outcome for outcome in side.outcomes if outcome.starts]
    if conflict.status_quo is None:
        yield "The model has no status quo: nothing is said about how outcomes come about."
    elif not starting:
        yield "Improvements from today lead to no outcome that lasts."
    for outcome in starting[:3]:
        path = side.paths.get(outcome.state)
        if path is None or not path.steps:
            yield "Today's situation lasts."
            continue
        before, steps = path.start, []
        for _, after in path.steps:
            steps.append(with_lower(conflict, describe_change(conflict, before, after)))
            before = after
        yield f"Starts: {', then '.join(steps)} ({outcome.state})."
    elements = [hinge for hinge in side.hinges if hinge.kind != "attitude"]
    for hinge in elements[:HINGES_SHOWN]:
        effects = []
        gained = [s for s in hinge.starts_after if s not in hinge.starts_before]
        effects += [
            f"{with_lower(conflict, whole.describe(state))} would come about"
            for state in gained[:1]
        ]
        if not effects:
            new = {s for change in hinge.changes.values() for s in change.gained}
            old = {s for change in hinge.changes.values() for s in change.lost}
            effects.append(_more_and_fewer(len(new), len(old)))
        yield f"Hinge: {with_lower(conflict, hinge_subject(conflict, hinge))}, {effects[0]} (rests on {hinge.rests_on})."
    attitudes = [hinge for hinge in side.hinges if hinge.kind == "attitude"]
    if attitudes:
        yield attitudes_line(conflict, attitudes[:4])


def _more_and_fewer(new: int, old: int) -> str:
    """Say how many outcomes join those that could last, and how many leave them."""
    parts = [f"{count} {how}" for count, how in ((new, "more"), (old, "fewer")) if count]
    noun = "outcome" if (old or new) == 1 else "outcomes"
    return f"{' and '.join(parts)} {noun} could last" if parts else "how outcomes last changes"
