"""``detente help``: the field's words explained, offline."""

from __future__ import annotations

import textwrap

import click


@click.command("help", epilog="Example: detente help SEQ")
@click.argument("word", required=False, metavar="[CONCEPT]")
@click.pass_context
def command(ctx: click.Context, /, word: str | None) -> None:
    """Explain a concept; without one, list the commands and the concepts."""
    from detente.explain.concepts import TEXTS, explain_word
    from detente.explain.further_concepts import NAMES

    if word is None:
        click.echo((ctx.parent or ctx).get_help())
        click.echo("\nConcepts: " + ", ".join((*TEXTS, *NAMES)))
        return
    name, text, source = explain_word(word)
    click.echo(name)
    click.echo(textwrap.fill(text, 88, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"  Source: {source}.")
