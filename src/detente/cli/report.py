"""``detente report``: the brief as a file, format by ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import progress, say
from detente.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from detente.briefing.result import Brief

_ENDINGS = (".html", ".pdf", ".docx", ".md")


@click.command("report", epilog="Example: detente report model.yaml -o brief.docx")
@click.argument("source", metavar="MODEL|DOSSIER")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    help="File to write: .html, .pdf, .docx or .md.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(source: str, output: str, force: bool) -> None:  # noqa: FBT001
    """Write the brief of a model file or a dossier, with footnoted sources and a methods box."""
    from detente.briefing.composing import compose
    from detente.cli.brief import check_writable
    from detente.cli.output import write_bytes

    ending = Path(output).suffix.lower()
    if ending not in _ENDINGS:
        raise InputError(
            f"No format {ending or 'without an ending'!r}.",
            source=output,
            fix=did_you_mean(ending, _ENDINGS),
        )
    check_writable(output, force=force)
    brief, edits = _brief(source)
    report = compose(brief, edits)
    if ending == ".pdf":
        from detente.render.pdf import render_pdf

        data = render_pdf(report)
    elif ending == ".docx":
        from detente.render.docx import render_docx

        data = render_docx(report)
    elif ending == ".md":
        from detente.render.markdown import render_markdown

        data = render_markdown(report).encode()
    else:
        from detente.render.webpage import render_webpage

        data = render_webpage(report).encode()
    write_bytes(output, data, overwrite=force)
    say(f"Wrote {output}")


def _brief(source: str) -> tuple[Brief, dict[str, str]]:
    """Return the brief of a model file or a dossier, and the analyst's wording."""
    import json

    path = Path(source)
    if not path.is_file():
        raise InputError("There is no such file.", source=source, fix="Name a model or a dossier.")
    with path.open("rb") as file:
        is_dossier = file.read(15) == b"SQLite format 3"
    if not is_dossier:
        return _of_model(source), {}
    from detente.web.workspace import opened

    with opened(source) as workspace, progress("Trying single changes") as report:
        edits: dict[str, str] = json.loads(workspace.dossier.meta("brief-edits") or "{}")
        return workspace.brief(report), edits


def _of_model(source: str) -> Brief:
    """Analyse a model file; documents that it cites and that lie beside it are read."""
    from detente.briefing.building import build_brief
    from detente.cli.brief import cited_documents
    from detente.drafting import find_claim
    from detente.model.files import load
    from detente.reading import read_statements

    conflict = load(source)
    documents = [read_statements(document) for document in cited_documents(conflict, [])]
    with progress("Trying single changes") as report:
        return build_brief(
            conflict,
            documents,
            drafted=False,
            claim=find_claim(documents, conflict),
            progress=report,
        )
