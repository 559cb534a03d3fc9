"""``detente archive``: any number of documents into one data set, on processes or a cluster."""

from __future__ import annotations

import click

from detente.cli.output import echo, print_json, progress, say


@click.command("archive", epilog="Example: detente archive dispatches/ -o dispatches.archive")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", "folder", required=True, metavar="DATASET", help="Where it goes.")
@click.option(
    "--cluster", metavar="ADDRESS|local", help="A Dask scheduler, such as tls://host:8786."
)
@click.option("--processes", type=click.IntRange(1), help="Processes to start here.")
@click.option(
    "--parcel", type=click.IntRange(1), default=16, show_default=True, help="Documents at a time."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    sources: tuple[str, ...],
    folder: str,
    cluster: str | None,
    processes: int | None,
    parcel: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Read folders, feeds and JSON lines into Parquet; a run that was stopped goes on where it was."""
    from detente.archive.making import archive

    with progress("Reading") as report:
        made = archive(
            sources,
            folder,
            cluster=cluster,
            processes=processes,
            parcel=parcel,
            progress=report,
            dashboard=lambda address: say(f"dashboard: {address}"),
        )
    counts = {"documents": made.documents, "copies": made.copies, "items": made.items}
    if as_json:
        print_json({"folder": str(made.folder), "read": made.read, **counts})
        return
    echo(
        f"{made.documents:,} documents in {made.folder}, {made.copies:,} of them near-copies; "
        f"{made.read:,} sources read now, {made.items:,} in all"
    )
