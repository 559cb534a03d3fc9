"""``detente hinge``: what the outcome depends on."""

from __future__ import annotations

import click

from detente.cli.output import print_json, progress


@click.command("hinge", epilog="Example: detente hinge model.yaml --toward YYNNY")
@click.argument("model", metavar="MODEL")
@click.option(
    "--toward", metavar="STATE", help="Only changes that make or unmake this equilibrium."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(model: str, toward: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Rank the single changes of attitudes, preference statements and rules that alter the equilibria."""
    from detente.analysis.hinges import hinges
    from detente.model.files import load
    from detente.model.naming import state_named
    from detente.solving.compiling import compile_conflict

    conflict = load(model)
    if toward is not None:
        toward = state_named(conflict, toward)
        compile_conflict(conflict).space.index(toward)  # says so when the state is not feasible
    with progress("Trying single changes") as report:
        found = hinges(conflict, toward=toward, progress=report)
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "title": conflict.title,
                "hinges": [hinge.to_json() for hinge in found],
            }
        )
        return
    if not found:
        click.echo("No single change alters the equilibria.")
    for number, hinge in enumerate(found, start=1):
        click.echo(f"{number}. {hinge.element}: {hinge.change} (rests on {hinge.rests_on})")
        for state in hinge.starts_after:
            if state not in hinge.starts_before:
                click.echo(f"     {state} starts")
        for state in hinge.starts_before:
            if state not in hinge.starts_after:
                click.echo(f"     {state} no longer starts")
        for concept, change in hinge.changes.items():
            for word, states in (
                ("gains", change.gained),
                ("loses", change.lost),
                ("gains traps", change.traps_gained),
                ("loses traps", change.traps_lost),
            ):
                if states:
                    shown = " ".join(states[:6]) + (" …" if len(states) > 6 else "")
                    click.echo(f"     {concept} {word}: {shown}")
