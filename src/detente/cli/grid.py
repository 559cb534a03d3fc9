"""``detente grid``: every scenario of a grid, on processes here or on a cluster."""

from __future__ import annotations

import click

from detente.cli.output import echo, load_model, print_json, progress, unsaid_option


@click.command(
    "grid",
    epilog="Example: detente grid model.yaml --vary 'USA,statement:PRK:2' --to results",
)
@click.argument("model", metavar="MODEL")
@click.option(
    "--vary",
    required=True,
    help="Cells (USA>PRK, USA), statement:USA:2, order:USA:2, rule:1, completion, completion:USA, "
    "completion:500; comma-separated.",
)
@click.option("--to", "folder", required=True, metavar="FOLDER", help="Where results go (Parquet).")
@click.option("--concepts", default="RNASH,RSEQ", show_default=True, help="Concept names.")
@click.option("--ties", type=click.Choice(["strict", "weak"]), default="strict", show_default=True)
@unsaid_option
@click.option("--seed", type=int, default=0, help="Where samples of completions start.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler, such as tls://host:8786.")
@click.option("--processes", type=click.IntRange(1), help="Processes to start here.")
@click.option("--part-size", type=click.IntRange(1), default=256, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    vary: str,
    folder: str,
    concepts: str,
    ties: str,
    unsaid: str,
    seed: int,
    cluster: str | None,
    processes: int | None,
    part_size: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Solve every combination of what varies; a run that was stopped goes on where it was."""
    from detente.scaling.running import run
    from detente.scaling.work import Job

    conflict = load_model(model)
    if unsaid == "unknown":
        from detente.solving.completing import all_unsaid

        conflict = all_unsaid(conflict)
    job = Job.of(conflict, vary, concepts, ties=ties, seed=seed)
    with progress("Solving scenarios") as report:
        result = run(
            job,
            folder,
            cluster=cluster,
            processes=processes,
            size=part_size,
            progress=report,
        )
    outcomes = {concept: result.outcomes(concept) for concept in job.concepts}
    if as_json:
        print_json(
            {
                "source": model,
                "folder": str(result.folder),
                "scenarios": result.scenarios,
                "seconds": round(result.seconds, 3),
                "equilibria": {
                    concept: [{"state": state, "scenarios": n} for state, n in found[:100]]
                    for concept, found in outcomes.items()
                },
            }
        )
        return
    echo(f"{result.scenarios:,} scenarios in {result.folder} ({result.seconds:.1f} s of work)")
    for concept, found in outcomes.items():
        echo(f"  {concept}")
        for state, n in found[:12]:
            echo(f"    {state}  an equilibrium in {n:,}")
