"""``detente read``: the statements found in documents."""

from __future__ import annotations

import click

from detente.cli.output import each, print_json


@click.command("read", epilog="Example: detente read article.html --json")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per source.")
@click.pass_context
def command(ctx: click.Context, /, sources: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """List who says what to whom, on which condition, one document after another."""
    from detente.documents import expand_sources
    from detente.reading import read

    def work(source: str) -> None:
        document = read(source)
        if as_json:
            print_json(document.to_json())
            return
        from detente.report.wording import clean, statement_line

        click.echo(clean(document.title or document.source))
        for statement in document.statements:
            click.echo(f"  {clean(statement_line(document, statement))}")
        for term in document.terms:
            click.echo(f"  (a term, nobody's speech: “{clean(term.text)}”)")
        for note in document.notes:
            click.echo(f"  note: {clean(note)}")

    ctx.exit(each(expand_sources(sources), work, as_json=as_json))
