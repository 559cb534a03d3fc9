"""``detente paths``: how the status quo gets somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.output import echo, load_model, print_json

if TYPE_CHECKING:
    from detente.analysis.outcomes import Landscape
    from detente.analysis.paths import Path
    from detente.analysis.status_quo_table import StatusQuoTable
    from detente.model.conflict import Conflict


@click.command("paths", epilog="Example: detente paths model.yaml --to YYNNY --improvements-only")
@click.argument("model", metavar="MODEL")
@click.option(
    "--from", "origin", metavar="STATE", help="Where to start; the status quo if not given."
)
@click.option("--to", "goal", metavar="STATE", help="Where to; every equilibrium if not given.")
@click.option(
    "--improvements-only", is_flag=True, help="Every mover must improve on what it leaves."
)
@click.option("--coalitions", is_flag=True, help="Coalitions move as well, jointly.")
@click.option("--table", is_flag=True, help="The table of levels instead: what, when, who last.")
@click.option("--windows", is_flag=True, help="What vanishes with a next one-way move instead.")
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Paths a goal."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    origin: str | None,
    goal: str | None,
    improvements_only: bool,  # noqa: FBT001
    coalitions: bool,  # noqa: FBT001
    table: bool,  # noqa: FBT001
    windows: bool,  # noqa: FBT001
    attitudes: str | None,
    limit: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the shortest legal paths (nobody moves twice running), all of that length.

    With --table, every state that can come about, by the number of moves it takes and who makes the
    last one. With --windows, the outcomes and joint gains that vanish when a party makes a one-way move
    that it has reason to make, and who still gains by acting first. States are named as in explain: YNNY, option ids joined with +, none, status-quo.
    """
    from detente.analysis.outcomes import Landscape
    from detente.analysis.paths import shortest_paths
    from detente.analysis.status_quo_table import status_quo_table
    from detente.model.editing import with_attitudes
    from detente.model.naming import state_named

    conflict = load_model(model)
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    origin = state_named(conflict, origin) if origin else None
    landscape = Landscape(conflict)
    shared = {"source": conflict.source, "improvements_only": improvements_only}
    if windows:
        _windows(conflict, landscape, as_json=as_json)
        return
    if table:
        levels = status_quo_table(
            landscape, origin=origin, improvements_only=improvements_only, coalitions=coalitions
        )
        if as_json:
            print_json({**shared, "coalitions": coalitions, "table": levels.to_json()})
        else:
            _show_table(levels)
        return
    if goal:
        goals = [state_named(conflict, goal)]
    else:
        goals = [outcome.state for outcome in landscape.outcomes(locks=False)]
    found = {
        state: shortest_paths(
            landscape,
            state,
            origin=origin,
            improvements_only=improvements_only,
            coalitions=coalitions,
            limit=limit + 1,
        )
        for state in goals
    }
    if as_json:
        print_json(
            {
                **shared,
                "coalitions": coalitions,
                "paths": {
                    state: [path.to_json() for path in paths[:limit]]
                    for state, paths in found.items()
                },
                "more_than_listed": [s for s, paths in found.items() if len(paths) > limit],
            }
        )
        return
    for state, paths in found.items():
        _show_paths(conflict, state, paths, limit)


def _show_paths(conflict: Conflict, state: str, paths: tuple[Path, ...], limit: int) -> None:
    from detente.explain.words import describe_change

    if not paths:
        echo(f"{state}: not reached")
    for path in paths[:limit]:
        echo(f"{state}: from {path.start}")
        before = path.start
        for _, after in path.steps:
            echo(f"    → {after}  {describe_change(conflict, before, after)}")
            before = after
    if len(paths) > limit:
        echo(f"    … and more of the same length (--limit {limit})")


def _windows(conflict: Conflict, landscape: Landscape, *, as_json: bool) -> None:
    from detente.analysis.windows import closing_windows
    from detente.explain.window_words import window_sentences

    found = closing_windows(landscape)
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "windows": [
                    window.to_json() | {"sentences": list(window_sentences(conflict, window))}
                    for window in found
                ],
            }
        )
        return
    for window in found:
        for sentence in window_sentences(conflict, window):
            echo(sentence)
    if not found:
        echo("Nothing vanishes with a next one-way move.")


def _show_table(levels: StatusQuoTable) -> None:
    echo(f"From {levels.start}, {len(levels.rows)} states within {levels.depth} moves")
    for row in levels.rows:
        movers = "; ".join(f"{at}: {', '.join(names)}" for at, names in row.movers.items())
        echo(f"  {row.level:3}  {row.state}  {movers}")
