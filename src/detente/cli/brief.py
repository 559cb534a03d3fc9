"""``detente brief``: the main job, from an article to an answer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import (
    actors_option,
    parser_option,
    print_json,
    progress,
    read_documents,
    say,
    write_text,
)
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.briefing.result import Brief
    from detente.evidence import Document


@click.command(
    "brief",
    epilog="Example: detente brief article.txt --html brief.html",
)
@click.argument("sources", nargs=-1, metavar="SOURCE|MODEL...")
@click.option("--model", type=click.Path(), help="Use this model instead of drafting one.")
@click.option("--html", type=click.Path(), help="Also write one self-contained HTML page.")
@click.option("--json", "as_json", is_flag=True, help="Print the brief as one JSON document.")
@click.option("--force", is_flag=True, help="Replace the HTML file if it exists.")
@click.option("--max-options", default=12, show_default=True, help="Options in a drafted model.")
@actors_option
@parser_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    model: str | None,
    html: str | None,
    as_json: bool,  # noqa: FBT001
    force: bool,  # noqa: FBT001
    max_options: int,
) -> None:
    """Read documents, draft (or load) the conflict model, solve it, print the brief.

    SOURCE is a file, a folder, - for standard input, or a URL; a model file among them is the model.
    All sources together make one brief. A text that carries no model gets a brief without one.
    """
    from detente.briefing.making import told_apart
    from detente.documents import expand_sources

    if html is not None:
        check_writable(html, force=force)
    model, texts = told_apart(sources, model)
    if model is None and not texts:
        raise InputError("There is nothing to read.", fix="Name a text or a model.")
    documents: list[Document] = []
    code = 0
    if texts:
        documents, code = read_documents(expand_sources(texts), as_json=as_json)
    brief = make_brief(documents, model, max_options=max_options)
    _print(brief, html, as_json=as_json, force=force)
    ctx.exit(code)


def _print(brief: Brief, html: str | None, *, as_json: bool, force: bool) -> None:
    from detente.briefing.composing import compose

    if html is not None:
        from detente.render.html import render_html

        page = render_html(compose(brief), articles=bool(brief.documents))
        write_text(html, page, overwrite=force)
        say(f"Wrote {html}")
    if as_json:
        print_json(brief.to_json())
        return
    from rich.console import Console

    from detente.render.terminal import render

    width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else 100
    render(compose(brief), Console(width=min(width, 110), highlight=False))


def make_brief(documents: list[Document], model: str | None, *, max_options: int = 12) -> Brief:
    """Make the brief of documents, or of a model file and the documents that it is about."""
    from detente.briefing.making import brief_of, brief_of_file

    with progress("Trying single changes") as report:
        if model is not None:
            return brief_of_file(model, documents, progress=report)
        return brief_of(documents, max_options=max_options, progress=report)


def check_writable(path: str, *, force: bool) -> None:
    """Refuse an output that cannot be written before any work is done."""
    import os

    target = Path(path)
    if target.is_dir():
        raise InputError("This is a folder, not a file.", source=path, fix="Name a file in it.")
    if target.exists() and not force:
        raise InputError("The file exists already.", source=path, fix="Add --force to replace it.")
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise InputError(
            "Cannot write the file: its folder does not exist or is not writable.",
            source=path,
            fix="Name a file in a folder that exists and can be written.",
        )
