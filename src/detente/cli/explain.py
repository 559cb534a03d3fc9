"""``detente explain``: why a state is or is not stable."""

from __future__ import annotations

import click

from detente.cli.output import echo, load_model, print_json


@click.command(
    "explain",
    epilog="Example: detente explain model.yaml ease+engage --for USA --concepts NASH,SEQ",
)
@click.argument("model", metavar="MODEL")
@click.argument("state", metavar="STATE")
@click.option("--for", "dm", metavar="DM", help="One decision maker, or a coalition such as A+B.")
@click.option("--concepts", default="core", show_default=True, help="Concept names, or all.")
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+.")
@click.option("--ties", type=click.Choice(["strict", "weak"]), default="strict", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    state: str,
    dm: str | None,
    concepts: str,
    attitudes: str | None,
    ties: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Say why a state is stable, or who would leave it and how, with a witness anyone can check.

    STATE is a state string such as YNNY, the option ids taken joined with + (no others), none, or
    status-quo.
    """
    from detente.explain.explaining import explain
    from detente.explain.words import describe_state
    from detente.model.editing import with_attitudes

    conflict = load_model(model)
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    found = explain(conflict, state, dm=dm, concepts=concepts, ties=ties)
    place = found[0].state
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "title": conflict.title,
                "state": place,
                "description": describe_state(conflict, place),
                "explanations": [item.to_json() for item in found],
            }
        )
        return
    echo(f"{place}  {describe_state(conflict, place)}")
    for concept in dict.fromkeys(item.concept for item in found):
        echo(concept)
        for item in found:
            if item.concept == concept:
                verdict = "stable" if item.stable else "not stable"
                echo(f"  {'+'.join(item.focal)}: {verdict}. {item.sentence}")
