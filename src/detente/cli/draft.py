"""``detente draft``: a conflict model with its evidence, ready to edit."""

from __future__ import annotations

import click

from detente.cli.brief import check_writable
from detente.cli.output import actors_option, read_documents, say, write_text


@click.command("draft", epilog="Example: detente draft article.txt -o model.yaml")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", type=click.Path(), help="Write the model here.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--max-options", default=12, show_default=True, help="Options in the model.")
@click.option("--apart", multiple=True, metavar="PHRASE", help="Keep a merged phrase apart.")
@click.option("--thin", is_flag=True, help="Also write a model that holds little.")
@click.option("--merges", is_flag=True, help="Also list what was merged, on standard error.")
@actors_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    output: str | None,
    force: bool,  # noqa: FBT001
    max_options: int,
    apart: tuple[str, ...],
    thin: bool,  # noqa: FBT001
    merges: bool,  # noqa: FBT001
) -> None:
    """Draft a conflict model from documents; every element cites its words or is an assumption."""
    from detente.documents import expand_sources
    from detente.drafting import draft, to_yaml
    from detente.errors import AnalysisError

    if output is not None:
        check_writable(output, force=force)
    documents, code = read_documents(expand_sources(sources))
    drafted = draft(documents, max_options=max_options, apart=apart)
    if drafted.verdict == "thin" and not thin:
        one, other = (maker.name for maker in drafted.conflict.decision_makers[:2])
        raise AnalysisError(
            f"The documents carry only a thin model: no condition ties {one} and {other}, and one of "
            "them has fewer than two options.",
            fix="Add --thin to write it all the same.",
        )
    text = to_yaml(drafted)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_text(output, text, overwrite=force)
        say(f"Wrote {output}")
    for merge in drafted.merges if merges else ():
        opposite = "not " if merge.negated else ""
        say(f"{merge.option}: {opposite}{merge.phrase} ({merge.role}, {merge.document})")
    for warning in drafted.warnings:
        say(f"note: {warning}")
    ctx.exit(code)
