"""``detente dossier``: the timeline, what documents changed, pledges, tripwires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.output import echo, print_json, say
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.analysis.outcomes import Landscape
    from detente.store import Dossier
    from detente.timeline import Difference

_DOSSIER = click.argument("dossier", type=click.Path(), metavar="DOSSIER")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one document a line.")


@click.command("timeline", epilog="Example: detente dossier timeline dam.dossier")
@_DOSSIER
@click.option("--days", type=click.IntRange(1), help="The last so many days, answers and all.")
@_JSON
def timeline(dossier: str, days: int | None, as_json: bool) -> None:
    """Show the dossier day by day: what was said, how it stands to earlier words, what followed."""
    from detente.briefing.text import clean, shorten
    from detente.store import Dossier
    from detente.timeline import history
    from detente.timeline.history import model_versions

    with Dossier.open(dossier) as opened:
        steps, versions = history(opened, days=days), model_versions(opened)
        _say_left_out(opened)
    for step in steps:
        if as_json:
            print_json(step.to_json())
            continue
        echo(clean(f"{step.date or 'undated'}: {', '.join(step.documents)}"))
        for relation in step.relations:
            said = relation.entry.statement
            who = said.speaker.name if said.speaker else "nobody named"
            to = (
                f" (before: “{shorten(relation.earlier.statement.span.text, 80)}”)"
                if relation.earlier
                else ""
            )
            echo(
                f"  {relation.kind}: {clean(who)}: {clean(said.act)}: {shorten(said.span.text, 110)}{clean(to)}"
            )
        for attitude in step.attitudes:
            mixed = ", mixed" if attitude.mixed else ""
            echo(
                "  "
                + clean(f"attitude {attitude.source} → {attitude.target}: {attitude.sign}{mixed}")
            )
        for line in _changes(step.difference):
            echo(f"  {clean(line)}")
    for version in versions:
        if as_json:
            print_json({"model_version": version})
        else:
            echo(
                clean(
                    f"{version['at']}: model {version['model']}, edit {version['edit']} by {version['who']}"
                )
            )


@click.command("news", epilog="Example: detente dossier news dam.dossier report-3")
@_DOSSIER
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@_JSON
def news_(dossier: str, documents: tuple[str, ...], as_json: bool) -> None:
    """Show what documents changed: statements, elements of the model, outcomes, and by which sentence."""
    from detente.briefing.text import clean, shorten
    from detente.store import Dossier
    from detente.timeline import news

    with Dossier.open(dossier) as opened:
        found = news(opened, documents)
        _say_left_out(opened)
    if as_json:
        print_json(found.to_json())
        return
    for relation in found.relations:
        said = relation.entry.statement
        who = said.speaker.name if said.speaker else "nobody named"
        echo(clean(f"{relation.kind}: {who}: {shorten(said.span.text, 140)}"))
        if relation.earlier is not None:
            earlier = relation.earlier
            echo(
                "  "
                + clean(
                    f"before ({earlier.document}): {shorten(earlier.statement.span.text, 140)} – {relation.why}"
                )
            )
    for line in _changes(found.difference):
        echo(clean(line))
    for entry in found.difference.deciding:
        word = (
            "without this sentence the answers are what they were"
            if found.difference.decisive
            else "this sentence bears on it"
        )
        echo(clean(f"{word}: “{entry.statement.span.text}” ({entry.document})"))
    if not found.difference.changed:
        echo("no answer changes")


@click.command("pledges", epilog="Example: detente dossier pledges dam.dossier --state broken")
@_DOSSIER
@click.option("--state", type=click.Choice(["open", "kept", "broken"]))
@_JSON
def pledges_(dossier: str, state: str | None, as_json: bool) -> None:
    """List commitments, offers and threats as open, kept or broken, with the report that decides."""
    from detente.briefing.text import clean, shorten
    from detente.store import Dossier
    from detente.timeline import pledges

    with Dossier.open(dossier) as opened:
        found = pledges(opened.statements(order="date"))
    for pledge in found:
        if state is not None and pledge.state != state:
            continue
        if as_json:
            print_json(pledge.to_json())
            continue
        said = pledge.entry.statement
        who = said.speaker.name if said.speaker else "nobody named"
        echo(
            clean(
                f"{pledge.state}: {pledge.entry.date or 'no date'} {who}, {pledge.kind}: {shorten(said.span.text, 140)}"
            )
        )
        if pledge.deed is not None:
            echo(
                "  "
                + clean(
                    f"{pledge.deed.date or 'no date'} ({pledge.deed.document}): {shorten(pledge.deed.statement.span.text, 140)}"
                )
            )


@click.command("tripwires", epilog="Example: detente dossier tripwires dam.dossier")
@_DOSSIER
@_JSON
def tripwires_(dossier: str, as_json: bool) -> None:
    """List what the answers hang on: statements, and attitudes that words show.

    Of the dossier's model, or of a draft of its documents.
    """
    from detente.briefing.text import clean, shorten
    from detente.store import Dossier
    from detente.timeline import drafted, tripwires
    from detente.timeline.answers import DRAFTED_FROM
    from detente.timeline.attitude_wires import attitude_wires
    from detente.timeline.watching import watched_model

    with Dossier.open(dossier) as opened:
        conflict = watched_model(opened)
        if conflict is None:
            answers = drafted(opened.newest_documents(statements=DRAFTED_FROM))
            conflict = answers.conflict
            if conflict is None:
                raise InputError(f"There is no model to watch: {answers.reason}", source=dossier)
            say("the dossier has no model of its own; this is a draft of its documents")
            _say_left_out(opened)
        solved: list[Landscape] = []
        wires = tripwires(conflict, solved)
        held = attitude_wires(conflict, opened, solved)
        held = [wire for wire in held if any(wire.turns.values())]
        rows = [wire.to_json() for wire in wires] + [wire.to_json() for wire in held]
        opened.runs.record("tripwires", rows)
    for wire in wires:
        if as_json:
            print_json(wire.to_json())
            continue
        row = wire.to_json()
        echo(clean(f"{wire.party}: {wire.preference}"))
        for document, _, _, quote in wire.evidence[:3]:
            echo("  " + clean(f"“{shorten(quote, 140)}” ({document})"))
        for word, change in (("reversed", row["if_reversed"]), ("gone", row["if_dropped"])):
            echo("  " + clean(f"if {word}: {change or 'no answer changes'}"))
    for attitude in held:
        if as_json:
            print_json(attitude.to_json())
            continue
        words = f"its words read {attitude.sign}" if attitude.read else "nothing said"
        echo(clean(f"{attitude.name} ({words})"))
        for sign, change in attitude.turns.items():
            echo("  " + clean(f"if {sign}: {change or 'no answer changes'}"))


def _say_left_out(dossier: Dossier) -> None:
    from detente.timeline.answers import left_out

    if (note := left_out(dossier)) is not None:
        say(note)


def _changes(difference: Difference) -> list[str]:
    if difference.after.conflict is None:
        return [f"no answer: {difference.after.reason}"]
    lines = [f"{e.kind} {e.change}: {e.text}" for e in difference.elements]
    for concept in dict.fromkeys((*difference.lost, *difference.gained)):
        name = "reached from the status quo" if concept == "reached" else concept
        lines += [f"{name}: no longer: {words}" for words in difference.lost.get(concept, ())[:6]]
        lines += [f"{name}: now: {words}" for words in difference.gained.get(concept, ())[:6]]
    return lines


COMMANDS = {"timeline": timeline, "news": news_, "pledges": pledges_, "tripwires": tripwires_}
