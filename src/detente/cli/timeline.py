"""``detente timeline``: what a data set tells of parties over time."""

from __future__ import annotations

import click

from detente.cli.output import echo, print_json


@click.command(
    "timeline", epilog="Example: detente timeline dispatches.archive --of USA --toward PRK"
)
@click.argument("dataset", metavar="DATASET")
@click.option("--of", "source", metavar="PARTY", help="Who speaks.")
@click.option("--toward", "target", metavar="PARTY", help="To or about whom.")
@click.option("--act", metavar="ACT", help="First and last time of an act, such as REQUEST.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one row a line.")
def command(
    dataset: str,
    source: str | None,
    target: str | None,
    act: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Show attitudes by month, or with --act the first and last time that something was said."""
    from detente.archive.asking import Dataset
    from detente.briefing.text import clean

    asked = Dataset(dataset)
    if act is not None:
        for found in asked.acts(source, target, act.upper()):
            if as_json:
                print_json(found.to_json())
                continue
            whom = found.target or "nobody named"
            days = f"{found.first or 'undated'} to {found.last or 'undated'}"
            times = "once" if found.statements == 1 else f"{found.statements:,} times"
            echo(clean(f"{found.source} → {whom}: {found.act}: {days}, {times}"))
        return
    for month in asked.attitudes(source, target):
        if as_json:
            print_json(month.to_json())
            continue
        row = f"{month.month or 'undated'}  {month.source} → {month.target}: {month.sign}"
        of = "1 statement" if month.statements == 1 else f"{month.statements:,} statements"
        echo(clean(f"{row}  ({month.score:+.2f}, {of})"))
