"""``detente convert``: between model formats, by file ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.output import say, write_text

if TYPE_CHECKING:
    from detente.model.conflict import Conflict


@click.command("convert", epilog="Example: detente convert model.yaml model.gmcr")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option("--lossy", is_flag=True, help="Leave out what the format cannot hold.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(source: str, target: str, lossy: bool, force: bool) -> None:  # noqa: FBT001
    r"""Write a model in another format, chosen by the ending of OUT.

    \b
    read and written   .yaml .json (this program), .gmcr (GMCR+)
    written only       .nfg (Gambit), .graphml and .dot (move graph),
                       .csv .md .tex (table of states)
    """
    from detente.analysis.exporting import export_model, import_model, notes_on_export

    conflict, notices = import_model(source, lossy=lossy)
    for notice in notices:
        say(f"detente: {source}: {notice}")
    write_text(target, export_model(conflict, target, lossy=lossy), overwrite=force)
    say(f"detente: wrote {target}: {conflict.title} ({_size(conflict)})")
    for note in notes_on_export(conflict, target):
        say(f"detente: {target}: {note}")


def _size(conflict: Conflict) -> str:
    parts = (
        (conflict.decision_makers, "decision maker"),
        (conflict.options, "option"),
        (conflict.states, "state"),
    )
    return ", ".join(
        f"{len(items)} {word}{'s' * (len(items) > 1)}" for items, word in parts if items
    )
