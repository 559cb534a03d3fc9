"""``detente sweep``: equilibria over attitudes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.output import echo, load_model, print_json, progress, say, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.conflict import Conflict


@click.command("sweep", epilog="Example: detente sweep model.yaml --vary 'USA>USA,USA>PRK'")
@click.argument("model", metavar="MODEL")
@click.option(
    "--vary",
    default=None,
    help="Cells such as USA>PRK, or a party for its whole row. [first party]",
)
@click.option(
    "--count", is_flag=True, help="Count the profiles of every outcome instead of listing them."
)
@click.option("--concepts", default="RNASH,RSEQ", show_default=True, help="Concept names, or all.")
@click.option("--attitudes", default=None, help="Cells to set first, such as USA>KOR=+.")
@click.option("--ties", type=click.Choice(["strict", "weak"]), default="strict", show_default=True)
@click.option(
    "--state", default=None, help="Only count the profiles that make this state an equilibrium."
)
@click.option(
    "--engine",
    default="auto",
    show_default=True,
    help="auto, bitsets (profile by profile) or tables (shared by all profiles).",
)
@click.option("--svg", metavar="FILE", help="Also draw the first concept as an SVG picture.")
@click.option("--force", is_flag=True, help="Replace the picture if it exists.")
@click.option("--codes", is_flag=True, help="States as strings of Y and N instead of names.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    vary: str | None,
    count: bool,  # noqa: FBT001
    concepts: str,
    attitudes: str | None,
    ties: str,
    state: str | None,
    engine: str,
    svg: str | None,
    force: bool,  # noqa: FBT001
    codes: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Solve every profile of the varied attitude cells (3 to the power of their number).

    Prints one map per concept: outcomes against profiles, and whether each outcome only holds, also
    starts from the status quo, or is a trap. With --count any number of profiles (four parties have
    43 million) is counted exactly.
    """
    from detente.analysis.sweep_plot import draw
    from detente.analysis.sweeping import sweep
    from detente.model.editing import with_attitudes

    conflict = load_model(model)
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    if vary is None:
        vary = conflict.decision_makers[0].id
        say(f"detente: varying the attitudes of {vary}; name others with --vary.")
    if count and state is None:
        _counted(conflict, vary, concepts, ties, as_json=as_json, codes=codes)
        return
    if state is not None:
        _of_state(conflict, vary, concepts, ties, state, as_json=as_json, codes=codes)
        return
    with progress("Solving attitude profiles") as report:
        result = sweep(
            conflict, vary, concepts=[concepts], ties=ties, engine=engine, progress=report
        )
    if svg is not None:
        write_text(svg, result.plot().svg, overwrite=force)
    if as_json:
        print_json(result.to_json())
        return
    every = {s for p in result for states in p.equilibria.values() for s in states}
    names = None if codes else _names(conflict, every)
    for number, concept in enumerate(result.profiles[0].equilibria):
        echo(("\n" if number else "") + draw(result, concept, names).text)


def _names(conflict: Conflict, states: Iterable[str]) -> dict[str, str]:
    """Name outcomes by what sets them apart."""
    from detente.briefing.outcome_names import outcome_names

    return outcome_names(conflict, sorted(states))


def _counted(
    conflict: Conflict, vary: str, concepts: str, ties: str, *, as_json: bool, codes: bool
) -> None:
    """Say of every outcome in how many profiles it is an equilibrium."""
    from detente.analysis.profiles import AttitudeProfiles

    profiles = AttitudeProfiles(conflict, vary, ties=ties)
    with progress("Counting profiles") as report:
        found = profiles.counts(concepts.replace(",", " ").split(), progress=report)
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "title": conflict.title,
                "varied": [list(cell) for cell in profiles.cells],
                "of": profiles.total,
                "counts": found,
            }
        )
        return
    for concept, counted in found.items():
        echo(f"{concept}: equilibria in {profiles.total:,} attitude profiles")
        names = _names(conflict, list(counted)[:_SHOWN])
        for state, number in list(counted.items())[:_SHOWN]:
            shown = state if codes else names[state]
            echo(f"  {number:,} ({number / profiles.total:.1%})  {shown}")
        if len(counted) > _SHOWN:
            echo(f"  … and {len(counted) - _SHOWN} more (--json lists all)")
        if not counted:
            echo("  none in any")


_SHOWN = 20


def _of_state(
    conflict: Conflict,
    vary: str,
    concepts: str,
    ties: str,
    state: str,
    *,
    as_json: bool,
    codes: bool,
) -> None:
    """Say in how many profiles a state is an equilibrium, and the fewest changes that make it one."""
    from detente.analysis.profiles import AttitudeProfiles

    profiles = AttitudeProfiles(conflict, vary, ties=ties)
    names = concepts.replace(",", " ").split()
    found = [profiles.of_state(state, name) for name in names]
    if as_json:
        print_json(
            {
                "source": conflict.source,
                "title": conflict.title,
                "varied": [list(cell) for cell in profiles.cells],
                "state_profiles": [each.to_json() for each in found],
            }
        )
        return
    from detente.explain.words import describe_state

    shown = state if codes else describe_state(conflict, found[0].state)
    if not codes:
        echo(f"{shown}:")
    for each in found:
        echo(
            f"{each.concept:5} {state if codes else 'it'} is an equilibrium in {each.count:,} of {each.total:,} profiles"
        )
        if each.changes:
            cells = ", ".join(f"{of}>{to}={s.value}" for (of, to), s in each.changes.items())
            echo(f"      fewest changes: {cells}")
        elif each.changes is not None:
            echo("      already with the model's own attitudes")
