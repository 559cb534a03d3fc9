"""``detente new``: a commented model file to start from."""

from __future__ import annotations

import click

from detente.cli.output import say, write_text

TEMPLATES = ("offer", "chicken", "blank")


@click.command("new", epilog="Example: detente new offer -o model.yaml")
@click.argument("template", type=click.Choice(TEMPLATES), default=TEMPLATES[0])
@click.option("-o", "--output", type=click.Path(), help="Write the model here.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(template: str, output: str | None, force: bool) -> None:  # noqa: FBT001
    r"""Write a commented model file that can be solved as it stands.

    \b
    offer    two parties and one conditional offer
    chicken  two parties on a collision course, by rankings
    blank    a model to fill in
    """
    from pathlib import Path

    from detente.api import example

    text = Path(example(f"templates/{template}.yaml")).read_text(encoding="utf-8")
    if output is None:
        click.echo(text, nl=False)
        return
    write_text(output, text, overwrite=force)
    say(f"Wrote {output}; next: detente check {output}")
