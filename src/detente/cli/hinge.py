"""``detente hinge``: what the outcome depends on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from detente.cli.output import echo, load_model, print_json, progress, say, wrapped
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.analysis.hinge_bearing import Support
    from detente.analysis.hinge_pairs import HingePair
    from detente.analysis.hinges import Hinge
    from detente.analysis.shapley import FairShares
    from detente.briefing.outcomes import OutcomeNames
    from detente.model.conflict import Conflict

#: Outcomes with a name of their own; others are counted.
_NAMED = 300
_SHOWN_PAIRS = 30
_SHOWN_SUPPORTS = 5


@click.command("hinge", epilog="Example: detente hinge model.yaml --toward ease+engage --shares")
@click.argument("model", metavar="MODEL")
@click.option(
    "--toward", metavar="STATE", help="Only changes that make or unmake this equilibrium."
)
@click.option("--pairs", is_flag=True, help="Also pairs of changes that do more together.")
@click.option("--shares", is_flag=True, help="Also the fair share of each attitude in --toward.")
@click.option("--why", is_flag=True, help="Also what each of the first hinges stands on.")
@click.option("--codes", is_flag=True, help="Elements and states as the model file writes them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    toward: str | None,
    pairs: bool,  # noqa: FBT001
    shares: bool,  # noqa: FBT001
    why: bool,  # noqa: FBT001
    codes: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Rank the changes of attitudes, preference statements and rules that alter the equilibria.

    With --pairs also two changes at a time, where they do together what neither does alone; with
    --shares how much each attitude cell, and each party, accounts for the outcome (Shapley value);
    with --why which statements, rules and words a hinge stands on: without them it turns less.
    """
    from detente.analysis.hinge_pairs import hinge_pairs
    from detente.analysis.hinges import hinges
    from detente.analysis.outcomes import Landscape

    if shares and toward is None:
        raise InputError("Shares in which outcome?", fix="Name it with --toward.")
    conflict = load_model(model)
    landscape = Landscape(conflict) if shares else None
    if landscape is not None and toward is not None:
        toward = landscape.named(toward)
    with progress("Trying single changes") as report:
        found = hinges(conflict, toward=toward, progress=report)
    supports: tuple[tuple[Support, ...], ...] = ()
    if why:
        from detente.analysis.hinge_bearing import MOST_HINGES, held_up_by

        with progress("Taking out statements, rules and words") as report:
            supports = held_up_by(conflict, found[:MOST_HINGES], progress=report)
    together: tuple[HingePair, ...] = ()
    if pairs:
        with progress("Trying pairs of changes") as report:
            together = hinge_pairs(conflict, toward=toward, progress=report)
    divided = _shares(landscape, toward) if landscape is not None and toward is not None else []
    if as_json:
        print_json(_as_data(conflict, found, supports, together if pairs else None, divided))
        return
    names = _names(conflict, found, together, toward if shares else None)
    _show_single(found, supports, None if codes else names)
    if pairs:
        _show_pairs(together, None if codes else names)
    for each in divided:
        _show_shares(each, None if codes else names)


def _as_data(
    conflict: Conflict,
    found: tuple[Hinge, ...],
    supports: tuple[tuple[Support, ...], ...],
    together: tuple[HingePair, ...] | None,
    divided: list[FairShares],
) -> dict[str, Any]:
    """Gather what was found as one JSON document; only what was asked for has a key."""
    data: dict[str, Any] = {
        "source": conflict.source,
        "title": conflict.title,
        "hinges": [hinge.to_json() for hinge in found],
    }
    for shown, support in zip(data["hinges"], supports, strict=False):
        shown["held_up_by"] = [each.to_json() for each in support]
    if together is not None:
        data["pairs"] = [pair.to_json() for pair in together]
    if divided:
        data["shares"] = [each.to_json() for each in divided]
    return data


def _names(
    conflict: Conflict,
    found: tuple[Hinge, ...],
    together: tuple[HingePair, ...],
    toward: str | None,
) -> OutcomeNames:
    """Name the outcomes that are spoken of, those of the heaviest hinges where they are many."""
    from detente.briefing.outcomes import OutcomeNames

    states = dict.fromkeys([toward] if toward else [])
    for hinge in found:
        if len(states) >= _NAMED:
            break
        states |= dict.fromkeys([*hinge.starts_before, *hinge.starts_after])
        for change in hinge.changes.values():
            states |= dict.fromkeys([*change.gained, *change.lost])
    for pair in together:
        for ends in pair.beyond.values():
            states |= dict.fromkeys(ends)
    return OutcomeNames(conflict, list(states)[:_NAMED])


def _shares(landscape: Any, toward: str) -> list[FairShares]:
    from detente.analysis.shapley import fair_shares
    from detente.errors import AnalysisError

    found = []
    for measure in ("holds", "starts"):
        if measure == "starts" and landscape.start is None:
            continue
        with progress("Solving attitude profiles") as report:
            try:
                found.append(fair_shares(landscape, toward, measure=measure, progress=report))
            except AnalysisError as error:
                if measure == "holds":
                    raise
                say(f"detente: shares in its start are left out: {error}")
    return found


def _show_single(
    found: tuple[Hinge, ...],
    supports: tuple[tuple[Support, ...], ...],
    names: OutcomeNames | None,
) -> None:
    if not found:
        echo("No single change alters the equilibria.")
    for number, hinge in enumerate(found, start=1):
        if names is None:
            _show_codes(number, hinge)
        else:
            from detente.briefing.hinge_words import hinge_sentence

            wrapped(hinge_sentence(hinge, names), f"{number}. ")
        if number <= len(supports):
            _show_supports(supports[number - 1])
    if supports and len(found) > len(supports):
        echo(f"(--why looks into the first {len(supports)}; choose others with --toward)")


def _show_codes(number: int, hinge: Hinge) -> None:
    echo(f"{number}. {hinge.element}: {hinge.change} (rests on {hinge.rests_on})")
    before, after = frozenset(hinge.starts_before), frozenset(hinge.starts_after)
    for state in hinge.starts_after:
        if state not in before:
            echo(f"     {state} starts")
    for state in hinge.starts_before:
        if state not in after:
            echo(f"     {state} no longer starts")
    for concept, change in hinge.changes.items():
        for word, states in (
            ("gains", change.gained),
            ("loses", change.lost),
            ("gains, beyond what parties go to alone,", change.traps_gained),
            ("loses, beyond what parties go to alone,", change.traps_lost),
        ):
            if states:
                echo(f"     {concept} {word}: {_listed(states)}")


def _show_supports(supports: tuple[Support, ...]) -> None:
    if not supports:
        echo("     held up by no single other element")
        return
    echo("     held up by:")
    for support in supports[:_SHOWN_SUPPORTS]:
        cited = f"; {', '.join(support.evidence[:3])}" if support.evidence else ""
        echo(f"       {support.element} ({support.rests_on}{cited}): without it, {_left(support)}")
    if len(supports) > _SHOWN_SUPPORTS:
        echo(f"       … and {len(supports) - _SHOWN_SUPPORTS} more (--json lists all)")


def _left(support: Support) -> str:
    """Say what a hinge still turns without an element; what starts or stops is told apart."""
    if not support.left:
        return "it turns nothing of this"
    words = f"it turns {len(support.left)} of {len(support.left) + len(support.fallen)}"
    left, fallen = (
        sum(what in ("starts", "stops") for what, _ in turns)
        for turns in (support.left, support.fallen)
    )
    return f"{words}, {left} of {left + fallen} that start or stop" if fallen else words


def _show_pairs(found: tuple[HingePair, ...], names: OutcomeNames | None) -> None:
    if not found:
        echo("No two changes do together what neither does alone.")
        return
    echo(f"Pairs that do together what neither does alone: {len(found)}")
    for number, pair in enumerate(found[:_SHOWN_PAIRS], start=1):
        both = (pair.first, pair.second)
        if names is None:
            parts = [f"{hinge.element}: {hinge.change}" for hinge in both]
            echo(f"{number}. {' with '.join(parts)}")
        else:
            from detente.briefing.hinge_words import hinge_subject
            from detente.explain.words import with_lower

            first, second = (hinge_subject(names.conflict, hinge) for hinge in both)
            wrapped(f"{first}, and {with_lower(names.conflict, second)}:", f"{number}. ")
        for what, states in pair.beyond.items():
            shown = _listed(states) if names is None else names.named(list(states[:6]))
            wrapped(f"{what}: {shown}", "     ")
    if len(found) > _SHOWN_PAIRS:
        echo(f"… and {len(found) - _SHOWN_PAIRS} more (--json lists all)")


def _show_shares(shares: FairShares, names: OutcomeNames | None) -> None:
    how = "holds" if shares.measure == "holds" else "holds and starts"
    echo(
        f"{shares.state if names is None else names.named([shares.state])} {how} under {shares.concept} in {shares.frequency:.1%} of "
        f"{shares.profiles:,} attitude profiles"
    )
    if 0 < shares.frequency < 1:
        echo(f"  fair shares by party: {_percent(shares.by_party)}")
        by_cell = {f"{cell.of}>{cell.to}": cell.share for cell in shares.cells}
        echo(f"  fair shares by cell: {_percent(by_cell)}")


def _percent(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in shares.items())


def _listed(states: tuple[str, ...]) -> str:
    return " ".join(states[:6]) + (" …" if len(states) > 6 else "")
