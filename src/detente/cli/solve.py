"""``detente solve``: stability and equilibria."""

from __future__ import annotations

import click

from detente.cli.output import each, pairs, print_json, say


@click.command("solve", epilog="Example: detente solve model.yaml --concepts NASH,SEQ --json")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option(
    "--concepts",
    default="core",
    show_default=True,
    help="Concept names, all, or one per decision maker (UP=SEQ,DOWN=NASH).",
)
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+,USA>USA=0.")
@click.option("--ties", type=click.Choice(["strict", "weak"]), default="strict", show_default=True)
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="A named variant of the definitions, such as limited=pessimistic (see docs/engine.md).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per model.")
@click.option("--all-states", is_flag=True, help="Print long lists of states whole.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    models: tuple[str, ...],
    concepts: str,
    attitudes: str | None,
    ties: str,
    options: tuple[str, ...],
    as_json: bool,  # noqa: FBT001
    all_states: bool,  # noqa: FBT001
) -> None:
    """Find which states are stable for whom, and the equilibria, under each concept."""
    from detente.model.editing import with_attitudes
    from detente.model.files import load
    from detente.solving.solution import solve

    variants = {"ties": ties, **pairs(options)}

    def work(source: str) -> None:
        conflict = load(source)
        if attitudes:
            conflict = with_attitudes(conflict, attitudes)
        solution = solve(conflict, concepts, **variants)
        if as_json:
            print_json(solution.to_json(all_states=all_states))
            return
        from detente.explain.words import describe_state

        names = list(solution.results)
        click.echo(f"{conflict.title}: {solution.feasible_states} feasible states")
        for note in solution.notes:
            say(note)
        for name, states in solution.equilibria.items():
            shown = " ".join(states[:12]) + (f" … ({len(states)})" if len(states) > 12 else "")
            click.echo(f"  {name:5} {shown or 'no equilibrium'}")
        leading = [name for name in names if "GMR" not in name and "SMR" not in name] or names
        rows = sorted({state for name in leading for state in solution[name].equilibria})
        for state in rows[:12]:
            click.echo(f"  {state}  {describe_state(conflict, state)}")

    ctx.exit(each(models, work, as_json=as_json))
