"""``detente inverse``: what preferences would make a state stable."""

from __future__ import annotations

from typing import Any

import click

from detente.cli.output import echo, load_model, print_json, progress, say, wrapped


@click.command(
    "inverse", epilog="Example: detente inverse model.yaml --state ease+engage --for USA"
)
@click.argument("model", metavar="MODEL")
@click.option(
    "--state", metavar="STATE", help="The desired state, or its options. [the status quo]"
)
@click.option("--for", "dm", metavar="DM", help="One decision maker, or several such as A+B.")
@click.option("--concept", default="NASH", show_default=True, help="NASH, GMR, SMR, SEQ or SSEQ.")
@click.option(
    "--largest", default=3, show_default=True, type=click.IntRange(1, 9), help="Most edits tried."
)
@click.option("--codes", is_flag=True, help="Also the state string and the ids of parties.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    model: str,
    state: str | None,
    dm: str | None,
    concept: str,
    largest: int,
    codes: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Say what would make a state stable: conditions on preferences, and the fewest edits.

    With --for it shall be stable for these decision makers, and only their statements and attitudes
    are edited; without, it shall be an equilibrium.
    """
    from detente.analysis.inverse_edits import invert
    from detente.explain.inverse_words import inverse_json
    from detente.model.naming import state_named
    from detente.model.states import StateSpace

    conflict = load_model(model)
    if state is None:
        place = conflict.status_quo or StateSpace.of(conflict).names[0]
        what = "the status quo" if conflict.status_quo else f"the first state, {place}"
        say(f"detente: asking about {what}; name another with --state.")
    else:
        place = state_named(conflict, state)
    parties = [part.strip() for part in dm.split("+")] if dm else []
    with progress("Trying edits") as report:
        answer = invert(conflict, place, concept, parties=parties, largest=largest, progress=report)
    data = inverse_json(answer)
    if as_json:
        print_json(data)
        return
    names = {each.id: each.name for each in conflict.decision_makers}
    wrapped(f"{data['state']}  {data['description']}" if codes else f"{data['description']}.")
    for party in data["parties"]:
        verdict = "stable now" if party["stable_now"] else "not stable now"
        who = party["party"] if codes else names[party["party"]]
        echo(f"{who}: {verdict} under {data['concept']}")
        unmet = [each for each in party["conditions"] if not each["met"]]
        for condition in unmet or party["conditions"]:
            wrapped(condition["sentence"], f"  {'not met' if unmet else 'met'}: ")
        if unmet and len(unmet) < len(party["conditions"]):
            met = len(party["conditions"]) - len(unmet)
            echo(f"  {met} more condition{'s are' if met > 1 else ' is'} met")
    _show("Fewest changes of preference statements", data["preference_edits"])
    if data["attitude_edits"] is not None:
        _show(
            f"Fewest changes of attitudes ({data['attitude_edits']['concept']})",
            data["attitude_edits"],
        )


_SHOWN = 8


def _show(title: str, edits: dict[str, Any]) -> None:
    if edits["size"] == 0:
        echo(f"{title}: none needed")
        return
    if not edits["tried_up_to"]:
        echo(f"{title}: none to try, as no preferences are given as statements")
        return
    if not edits["found"]:
        end = "" if edits["complete"] else ", and the search ended early"
        echo(f"{title}: none with up to {edits['tried_up_to']}{end}")
        return
    more = "" if edits["complete"] else " (the search ended early; there may be more)"
    echo(f"{title}: {edits['size']}, in {len(edits['found'])} ways{more}")
    for number, chosen in enumerate(edits["found"][:_SHOWN], start=1):
        wrapped(" ".join(edit["sentence"] for edit in chosen), f"  {number}. ")
    if len(edits["found"]) > _SHOWN:
        echo(f"  … and {len(edits['found']) - _SHOWN} more (--json lists all)")
