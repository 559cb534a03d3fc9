"""``detente read``: the statements found in documents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from detente.cli.output import (
    actors_option,
    echo,
    llm_helper,
    llm_options,
    parser_option,
    print_json,
    progress,
    say_error,
    wrapped,
)

if TYPE_CHECKING:
    from detente.evidence import Document
    from detente.reading.llm import Helper


@click.command("read", epilog="Example: detente read article.html --json")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per source.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; all cores otherwise.")
@click.option("--dossier", type=click.Path(), help="Read into this dossier, made if there is none.")
@llm_options
@actors_option
@parser_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    as_json: bool,  # noqa: FBT001
    jobs: int | None,
    dossier: str | None,
    llm: str | None,
    llm_model: str,
    redact: bool,  # noqa: FBT001
) -> None:
    """List who says what to whom, on which condition, one document after another.

    SOURCE is a file, a folder, a pattern, a feed, a mailbox, - for standard input, or a URL.
    """
    from detente.documents import expand_sources

    expanded = expand_sources(sources)
    jobs = jobs or os.cpu_count() or 1
    helper = llm_helper(llm, llm_model, redact=redact)
    if dossier is not None:
        ctx.exit(_into(dossier, expanded, jobs, helper, as_json=as_json))
    from detente.reading.batches import read_many

    code = 0
    with progress("Reading") as bar:
        for done, result in enumerate(read_many(expanded, jobs=jobs, helper=helper), start=1):
            for document in result.documents:
                if as_json:
                    print_json(document.to_json())
                else:
                    _print(document)
            for error in result.errors:
                if as_json:
                    print_json({"source": result.source, "error": error.to_json()})
                code = max(code, say_error(error))
            bar(done, len(expanded))
    ctx.exit(code)


def _print(document: Document) -> None:
    from detente.briefing.statements import statement_line
    from detente.briefing.text import clean

    echo(clean(document.title or document.source))
    for statement in document.statements:
        wrapped(clean(statement_line(document, statement)), f"  {statement.id}  ")
    for term in document.terms:
        echo(f"  (a term, nobody's speech: “{clean(term.text)}”)")
    for note in document.notes:
        echo(f"  note: {clean(note)}")


def _into(
    dossier: str, sources: list[str], jobs: int, helper: Helper | None, *, as_json: bool
) -> int:
    from pathlib import Path

    from detente.cli.dossier import report_added
    from detente.store import Dossier
    from detente.store.ingesting import ingest

    opened = Dossier.open(dossier) if Path(dossier).exists() else Dossier.create(dossier)
    with opened:
        results = ingest(opened, sources, jobs=jobs, helper=helper)
        return report_added(results, as_json=as_json, total=len(sources))
