"""``detente dossier``: statements, and what the analyst decides about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from detente.cli.output import echo, print_json
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.evidence import Condition
    from detente.store import Decision, Dossier, Entry

_DOSSIER = click.argument("dossier", type=click.Path(), metavar="DOSSIER")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one document a line.")
_WHY = click.option("--reason", help="Why; kept with the decision.")
_WHO = click.option("--who", help="Who decides; $DETENTE_ANALYST or your user name otherwise.")


def line_of(entry: Entry) -> str:
    """Say a statement of a dossier in a line."""
    from detente.briefing.text import clean, shorten

    said = entry.statement
    speaker = said.speaker.id if said.speaker else "nobody named"
    to = f" → {', '.join(said.targets)}" if said.targets else ""
    words = f"“{shorten(said.quote.text, 150)}”" if said.quote else shorten(said.span.text, 150)
    marks = [] if entry.status == "proposed" else [entry.status]
    marks += [f"into {entry.merged_into}"] if entry.merged_into else []
    marks += [f"{len(entry.reports)} more reports"] if entry.reports else []
    note = f" [{', '.join(marks)}]" if marks else ""
    return clean(f"{said.id}  {entry.date or 'no date'}  {speaker}{to} {said.act}: {words}{note}")


@click.command(
    "statements",
    epilog="Example: detente dossier statements dam.dossier --speaker EGY --text water",
)
@_DOSSIER
@click.option("--speaker", help="Who says it (an actor's id).")
@click.option("--target", help="To whom.")
@click.option("--act", help="The act, such as THREATEN.")
@click.option("--layer", help="quoted, reported, interpreted or author.")
@click.option("--document", help="In which document.")
@click.option("--since", help="From this date on (YYYY-MM-DD).")
@click.option("--until", help="Up to this date.")
@click.option("--text", help="Words that all occur; word* finds beginnings.")
@click.option(
    "--status",
    help="active (default), all, proposed, accepted, corrected, rejected, merged, split.",
)
@click.option("--order", type=click.Choice(["document", "date"]), default="document")
@click.option("--limit", type=click.IntRange(1))
@_JSON
def statements(dossier: str, as_json: bool, **filters: Any) -> None:
    """Find statements."""
    with _open(dossier) as opened:
        for entry in opened.statements(**filters):
            if as_json:
                print_json(entry.to_json())
            else:
                echo(line_of(entry))


@click.command("show", epilog="Example: detente dossier show dam.dossier minister.1f0c")
@_DOSSIER
@click.argument("statement")
@_JSON
def show(dossier: str, statement: str, as_json: bool) -> None:
    """Show one statement with its place in the text and the decisions about it."""
    from detente.briefing.text import clean

    with _open(dossier) as opened:
        entry = opened.statement(opened.find_id(statement))
        log = [d for d in opened.decisions(document=entry.document) if d.id in entry.decisions]
        if as_json:
            print_json(entry.to_json() | {"log": [decision.to_json() for decision in log]})
            return
        echo(line_of(entry))
        text, span = opened.document(entry.document).text, entry.statement.span
        before, after = text[max(0, span.start - 200) : span.start], text[span.end : span.end + 200]
        echo("  " + clean(f"… {before}[{span.text}]{after} …"))
        for condition in entry.statement.conditions:
            echo(
                clean(
                    f"  {condition.kind}: {_cue(condition)} {condition.condition.text} → {condition.consequence.text}"
                )
            )
        for decision in log:
            echo(_said(decision))


def _cue(condition: Condition) -> str:
    """Return the cue of a condition, and its sense where an analyst gave it another than the cue's own."""
    from detente.reading.conditions import sense_of

    if not condition.cue:
        return condition.sense
    own = sense_of(condition.cue)
    return (
        condition.cue if own in (None, condition.sense) else f"{condition.cue} ({condition.sense})"
    )


def _decision_command(
    name: str, help_text: str, decide: Callable[..., Decision], least: int = 1
) -> click.Command:
    @click.command(
        name,
        help=help_text,
        epilog=f"Example: detente dossier {name} dam.dossier {'minister.1f0c ' * least}".rstrip(),
    )
    @_DOSSIER
    @click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
    @_WHY
    @_WHO
    @_JSON
    def run(
        dossier: str,
        statements: tuple[str, ...],
        reason: str | None,
        who: str | None,
        as_json: bool,
    ) -> None:
        with _open(dossier) as opened:
            names = [opened.find_id(name) for name in statements]
            _tell(decide(opened, names, reason=reason, who=who), as_json=as_json)

    return run


accept = _decision_command(
    "accept", "Accept statements as they stand.", lambda d, names, **k: d.accept(*names, **k)
)
reject = _decision_command(
    "reject",
    "Reject statements: kept, but they no longer count.",
    lambda d, names, **k: d.reject(*names, **k),
)
merge = _decision_command(
    "merge",
    "File statements as repetitions of the first one.",
    lambda d, names, **k: d.decide("merge", names, **k),
    least=2,
)


@click.command(
    "correct",
    epilog="Example: detente dossier correct dam.dossier minister.1f0c act=THREATEN targets=EGY,SDN",
)
@_DOSSIER
@click.argument("statement")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_WHY
@_WHO
@_JSON
def correct(
    dossier: str,
    statement: str,
    changes: tuple[str, ...],
    reason: str | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Correct fields: speaker, via, targets, act, layer, negated, modality, hedge, span, quote, conditions.

    A span is given by its verbatim words; conditions as JSON.
    """
    with _open(dossier) as opened:
        name = opened.find_id(statement)
        values = read_changes(changes)
        _tell(
            opened.decide("correct", [name], {"changes": values}, reason=reason, who=who),
            as_json=as_json,
        )


@click.command(
    "split",
    epilog="Example: detente dossier split dam.dossier minister.1f0c 'we will talk' 'we will not sign'",
)
@_DOSSIER
@click.argument("statement")
@click.argument("pieces", nargs=-1, required=True, metavar="WORDS...")
@_WHY
@_WHO
@_JSON
def split(
    dossier: str,
    statement: str,
    pieces: tuple[str, ...],
    reason: str | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Split a statement into pieces, each given by its verbatim words."""
    with _open(dossier) as opened:
        _tell(
            opened.split(opened.find_id(statement), pieces, reason=reason, who=who), as_json=as_json
        )


@click.command(
    "add-statement",
    epilog="Example: detente dossier add-statement dam.dossier minister 'open in May' act=COMMIT speaker=EGY",
)
@_DOSSIER
@click.argument("document")
@click.argument("words")
@click.argument("changes", nargs=-1, metavar="FIELD=VALUE...")
@_WHY
@_WHO
@_JSON
def add_statement(
    dossier: str,
    document: str,
    words: str,
    changes: tuple[str, ...],
    reason: str | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Add a statement that the reader missed; WORDS stand verbatim in the document."""
    payload = {"document": document, "span": words, "changes": read_changes(changes)}
    with _open(dossier) as opened:
        _tell(opened.decide("add", [], payload, reason=reason, who=who), as_json=as_json)


@click.command(
    "comment",
    epilog="Example: detente dossier comment dam.dossier minister.1f0c 'Ask the ministry.'",
)
@_DOSSIER
@click.argument("statement")
@click.argument("text")
@_WHO
@_JSON
def comment(dossier: str, statement: str, text: str, who: str | None, as_json: bool) -> None:
    """Say something about a statement; it stays as it is."""
    with _open(dossier) as opened:
        _tell(opened.comment(opened.find_id(statement), text, who=who), as_json=as_json)


def _step(name: str, help_text: str) -> click.Command:
    @click.command(name, help=help_text, epilog=f"Example: detente dossier {name} dam.dossier")
    @_DOSSIER
    @_JSON
    def run(dossier: str, as_json: bool) -> None:
        with _open(dossier) as opened:
            decision = opened.undo() if name == "undo" else opened.redo()
            if decision is None:
                raise InputError(f"There is nothing to {name}.", source=dossier)
            _tell(decision, as_json=as_json)

    return run


@click.command("decisions", epilog="Example: detente dossier decisions dam.dossier --state orphan")
@_DOSSIER
@click.option("--state", type=click.Choice(["active", "undone", "dropped", "orphan"]))
@_JSON
def decisions(dossier: str, state: str | None, as_json: bool) -> None:
    """List the log of decisions; orphans are those whose words are gone from the documents."""
    with _open(dossier) as opened:
        for decision in opened.decisions(state=state):
            _tell(decision, as_json=as_json)


def read_changes(changes: tuple[str, ...]) -> dict[str, Any]:
    """Read FIELD=VALUE pairs; lists are separated by commas, an empty value is none."""
    values: dict[str, Any] = {}
    for change in changes:
        field, sign, value = change.partition("=")
        field, value = field.strip(), value.strip()
        if not sign:
            raise InputError(f"Cannot read {change[:80]!r}.", fix="Write FIELD=VALUE.")
        if field in ("targets", "notes"):
            values[field] = [part.strip() for part in value.split(",") if part.strip()]
        elif field == "negated":
            values[field] = {"true": True, "yes": True, "false": False, "no": False}.get(
                value.lower(), value
            )
        elif field == "conditions":
            try:
                values[field] = json.loads(value or "[]")
            except ValueError:
                raise InputError(
                    "conditions is no JSON list.", fix="See docs/reference/dossier.md."
                ) from None
        else:
            values[field] = value or None
    return values


def _open(dossier: str) -> Dossier:
    from detente.store import Dossier

    return Dossier.open(dossier)


def _tell(decision: Decision, *, as_json: bool) -> None:
    if as_json:
        print_json(decision.to_json())
    else:
        echo(_said(decision))


def _said(decision: Decision) -> str:
    from detente.briefing.text import clean

    state = "" if decision.state == "active" else f" [{decision.state}]"
    orphan = f" [orphan: {decision.orphan}]" if decision.orphan else ""
    why = f" – {decision.reason}" if decision.reason else ""
    content = decision.payload.get("changes") or {}
    what = f" {json.dumps(content, ensure_ascii=False)}" if content else ""
    names = decision.subject
    return clean(
        f"{decision.id}: {decision.at} {decision.who} {decision.kind} {names}{what}{why}{state}{orphan}"
    )


COMMANDS = {
    "statements": statements,
    "show": show,
    "accept": accept,
    "reject": reject,
    "correct": correct,
    "merge": merge,
    "split": split,
    "add-statement": add_statement,
    "comment": comment,
    "undo": _step("undo", "Undo the last decision."),
    "redo": _step("redo", "Redo the decision that was undone last."),
    "decisions": decisions,
}
