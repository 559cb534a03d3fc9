"""``detente sweep``: equilibria over attitudes."""

from __future__ import annotations

import click

from detente.cli.output import print_json


@click.command("sweep", epilog="Example: detente sweep model.yaml --vary 'USA>USA,USA>PRK'")
@click.argument("model", metavar="MODEL")
@click.option("--vary", required=True, help="Cells such as USA>PRK, or a party for its whole row.")
@click.option("--concepts", default="RNASH,RSEQ", show_default=True, help="Relational concepts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(model: str, vary: str, concepts: str, as_json: bool) -> None:  # noqa: FBT001
    """Solve every profile of the varied attitude cells (3 to the power of their number)."""
    from detente.analysis.sweeping import sweep
    from detente.model.files import load

    result = sweep(load(model), vary, concepts=concepts.replace(",", " ").split())
    if as_json:
        print_json(result.to_json())
        return
    for profile in result:
        cells = " ".join(f"{of}>{to}={sign.value}" for (of, to), sign in profile.attitudes.items())
        click.echo(cells)
        for name, states in profile.equilibria.items():
            shown = " ".join(states[:10]) + (f" … ({len(states)})" if len(states) > 10 else "")
            click.echo(f"    {name:5} {shown or '–'}")
