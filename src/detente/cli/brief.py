"""``detente brief``: the main job, from an article to an answer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import (
    actors_option,
    print_json,
    progress,
    read_documents,
    say,
    write_text,
)
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.evidence import Document
    from detente.model.conflict import Conflict
    from detente.report.brief import Brief


@click.command(
    "brief",
    epilog="Example: detente brief article.txt --html brief.html",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--model", type=click.Path(), help="Use this model instead of drafting one.")
@click.option("--html", type=click.Path(), help="Also write one self-contained HTML page.")
@click.option("--json", "as_json", is_flag=True, help="Print the brief as one JSON document.")
@click.option("--force", is_flag=True, help="Replace the HTML file if it exists.")
@click.option("--max-options", default=12, show_default=True, help="Options in a drafted model.")
@actors_option
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

    SOURCE is a file, a folder, - for standard input, or a URL. All sources together make one brief.
    """
    from detente.documents import expand_sources

    if html is not None:
        check_writable(html, force=force)
    conflict = _load(model)
    documents, code = read_documents(expand_sources(sources), as_json=as_json)
    brief = make_brief(documents, conflict, max_options=max_options)
    if html is not None:
        from detente.report.page import render_page

        write_text(html, render_page(brief), overwrite=force)
        say(f"Wrote {html}")
    if as_json:
        print_json(brief.to_json())
    else:
        from rich.console import Console

        from detente.report.terminal import render

        width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else 100
        render(brief, Console(width=min(width, 110), highlight=False))
    ctx.exit(code)


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


def _load(model: str | None) -> Conflict | None:
    if model is None:
        return None
    from detente.model.files import load

    return load(model)


def make_brief(
    documents: list[Document], conflict: Conflict | None, *, max_options: int = 12
) -> Brief:
    """Draft unless a model is given, analyse, and gather the brief."""
    from detente.drafting import draft, find_claim
    from detente.report.building import build_brief, locate

    if conflict is None:
        drafted = draft(documents, max_options=max_options)
        with progress("Trying single changes") as report:
            return build_brief(
                drafted.conflict,
                documents,
                drafted=True,
                claim=drafted.claim,
                context=drafted.context,
                cautions=drafted.warnings,
                scenarios=drafted.scenarios,
                progress=report,
            )
    if not any(document.statements for document in documents) and not any(
        locate(item, documents) for item in conflict.evidence.values()
    ):
        raise InputError(
            "The documents hold no attributed statement and none of the words that the model cites.",
            source=documents[0].source if len(documents) == 1 else None,
            fix="Name a text that the model is about.",
        )
    with progress("Trying single changes") as report:
        return build_brief(
            conflict,
            documents,
            drafted=False,
            claim=find_claim(documents, conflict),
            evidence_documents=cited_documents(conflict, documents),
            progress=report,
        )


def cited_documents(conflict: Conflict, documents: list[Document]) -> list[Document]:
    """Load documents that the model cites and that lie beside it."""
    from detente.documents import load_document

    if conflict.source is None:
        return []
    folder = Path(conflict.source).parent
    have = {Path(document.source).name for document in documents}
    found = []
    for name in dict.fromkeys(item.document for item in conflict.evidence.values()):
        path = folder / Path(name).name
        if Path(name).name not in have and path.is_file():
            found.append(load_document(str(path)))
    return found
