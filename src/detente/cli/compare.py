"""``detente compare``: models, or scenarios of one model, side by side."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import load_model, print_json, progress
from detente.errors import InputError
from detente.filenames import shown_name

if TYPE_CHECKING:
    from detente.model.conflict import Conflict


@click.command(
    "compare",
    epilog='Example: detente compare model.yaml --scenario "treaty: accept=forward; drop PRK: arm"',
)
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="'NAME: CHANGE; …'",
    help="A variant of the first model.",
)
@click.option("--scenarios", "file", metavar="FILE", help="A text file with one scenario a line.")
@click.option("--codes", is_flag=True, help="Also the state strings of the outcomes.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    models: tuple[str, ...],
    scenarios: tuple[str, ...],
    file: str | None,
    codes: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Compare models: outcomes that last, how they come about, who upsets them, what they turn on.

    Changes of a scenario: USA>PRK=+ (attitude), accept=forward (one-way), drop PRK: arm, add PRK:
    !arm, top PRK: !arm, forbid talk & arm, allow talk & arm, status quo YNNY.
    """
    from detente.analysis.comparing import compare

    sides = _sides(models, scenarios, file)
    if len(sides) < 2:
        raise InputError(
            "There is nothing to compare with.", fix="Name a second model, or add --scenario."
        )
    with progress("Comparing") as report:
        comparison = compare(sides, progress=report)
    if as_json:
        print_json(comparison.to_json())
        return
    import textwrap

    from rich.console import Console

    from detente.briefing.compare_words import comparison_table, outcome_lines, side_lines
    from detente.briefing.text import clean

    width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else 100
    console = Console(width=min(width, 140), highlight=False)

    def write(text: str, lead: str) -> None:
        for number, line in enumerate(textwrap.wrap(clean(text), console.width - len(lead))):
            console.print(
                (lead if number == 0 else " " * len(lead)) + line, markup=False, soft_wrap=True
            )

    for mark, text in outcome_lines(comparison):
        number = int(mark) - 1 if mark.strip() else None
        state = comparison.rows[number][1][0].state if number is not None else None
        write(f"[{state}] {text}" if codes and state else text, f"{mark:>3} ")
    console.print(comparison_table(comparison))
    for side in comparison.sides:
        write(side.name, "")
        for text in side_lines(side):
            write(text, "  • ")


def _sides(
    models: tuple[str, ...], scenarios: tuple[str, ...], file: str | None
) -> list[tuple[str, Conflict]]:
    from detente.analysis.scenarios import apply_changes, parse_scenario, parse_scenarios

    loaded = [(shown_name(Path(model).stem), load_model(model)) for model in models]
    wanted = []
    if file is not None:
        try:
            wanted += parse_scenarios(Path(file).read_text(encoding="utf-8"), source=file)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8 text"
            raise InputError(
                f"The file cannot be read: {reason.lower()}.", source=file, fix="Name a text file."
            ) from error
    wanted += [parse_scenario(text) for text in scenarios]
    base = loaded[0][1]
    for name, changes in wanted:
        try:
            loaded.append((name, apply_changes(base, changes)))
        except InputError as error:
            raise InputError(f"Scenario {name!r}: {error.message}", fix=error.fix) from error
    return loaded
