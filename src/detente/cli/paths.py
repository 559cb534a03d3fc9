"""``detente paths``: how the status quo gets somewhere."""

from __future__ import annotations

import click

from detente.cli.output import print_json


@click.command("paths", epilog="Example: detente paths model.yaml --to YYNNY --improvements-only")
@click.argument("model", metavar="MODEL")
@click.option(
    "--from", "origin", metavar="STATE", help="Where to start; the status quo if not given."
)
@click.option("--to", "goal", metavar="STATE", help="Where to; every equilibrium if not given.")
@click.option(
    "--improvements-only", is_flag=True, help="Every mover must improve on what it leaves."
)
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    origin: str | None,
    goal: str | None,
    improvements_only: bool,  # noqa: FBT001
    attitudes: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the shortest legal paths (nobody moves twice running)."""
    from detente.analysis.outcomes import Landscape
    from detente.analysis.paths import shortest_paths
    from detente.explain.words import describe_change
    from detente.model.editing import with_attitudes
    from detente.model.files import load

    conflict = load(model)
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    landscape = Landscape(conflict)
    goals = [goal] if goal else [outcome.state for outcome in landscape.outcomes()]
    found = {
        state: shortest_paths(landscape, state, origin=origin, improvements_only=improvements_only)
        for state in goals
    }
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "improvements_only": improvements_only,
                "paths": {
                    state: [path.to_json() for path in paths] for state, paths in found.items()
                },
            }
        )
        return
    for state, paths in found.items():
        if not paths:
            click.echo(f"{state}: not reached")
        for path in paths:
            click.echo(f"{state}: from {path.start}")
            before = path.start
            for _, after in path.steps:
                click.echo(f"    → {after}  {describe_change(conflict, before, after)}")
                before = after
