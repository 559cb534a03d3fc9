"""``detente report``: the brief as a file, format by ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import progress, say
from detente.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from detente.briefing.result import Brief


@click.command("report", epilog="Example: detente report model.yaml --short -o brief.pdf")
@click.argument("source", metavar="MODEL|DOSSIER|TEXT")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    help="File to write: .html, .pdf, .docx or .md.",
)
@click.option("--short", is_flag=True, help="Two pages: the front page, the evidence, cautions.")
@click.option("--title", default="", help="Title of the case, instead of the model's.")
@click.option("--analyst", default="", help="Who made the brief, printed under the title.")
@click.option("--date", default=None, help="Date printed under the title; today's by default.")
@click.option("--marking", default="", help="A line on every page, such as a classification.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper."
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(
    source: str,
    output: str,
    short: bool,  # noqa: FBT001
    title: str,
    analyst: str,
    date: str | None,
    marking: str,
    paper: str,
    force: bool,  # noqa: FBT001
) -> None:
    """Write the brief of a model file, a dossier or a text, with footnoted sources."""
    from detente.briefing.composing import compose
    from detente.cli.brief import check_writable
    from detente.cli.output import write_bytes
    from detente.render.writing import KINDS, render_file

    ending = Path(output).suffix.lower()
    if ending.removeprefix(".") not in KINDS:
        raise InputError(
            f"No format {ending or 'without an ending'!r}.",
            source=output,
            fix=did_you_mean(ending, [f".{kind}" for kind in KINDS]),
        )
    check_writable(output, force=force)
    brief, edits = _brief(source)
    report = compose(
        brief, edits, title=title, analyst=analyst, marking=marking,
        date=_today() if date is None else date,
    )  # fmt: skip
    data = render_file(report, ending.removeprefix("."), paper=paper, short=short)
    write_bytes(output, data, overwrite=force)
    say(f"Wrote {output}")


def _today() -> str:
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def _brief(source: str) -> tuple[Brief, dict[str, str]]:
    """Return the brief of a model file, a dossier or a text, and the analyst's wording."""
    import json

    path = Path(source)
    if not path.is_file():
        raise InputError(
            "There is no such file.", source=source, fix="Name a model, a dossier or a text."
        )
    with path.open("rb") as file:
        is_dossier = file.read(15) == b"SQLite format 3"
    if not is_dossier:
        return _of_file(source), {}
    from detente.web.workspace import opened

    with opened(source) as workspace, progress("Trying single changes") as report:
        edits: dict[str, str] = json.loads(workspace.dossier.meta("brief-edits") or "{}")
        return workspace.brief(report), edits


def _of_file(source: str) -> Brief:
    """Make the brief of a model file, or of a text."""
    from detente.briefing.making import told_apart
    from detente.cli.brief import make_brief
    from detente.reading import read_all

    model, texts = told_apart((source,), None)
    return make_brief([document for text in texts for document in read_all(text)], model)
