"""``detente dossier``: exports, comparing and merging dossiers, versions of models."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente import strict_json
from detente.cli.output import echo, print_json, say
from detente.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from detente.model.three_way import Clash

_DOSSIER = click.argument("dossier", type=click.Path(), metavar="DOSSIER")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("export", epilog="Example: detente dossier export dam.dossier -o statements.csv")
@_DOSSIER
@click.option("-o", "--output", type=click.Path(), help="Write here; the ending tells the format.")
@click.option(
    "--format",
    "form",
    help="jsonl, csv, parquet, annotations (W3C JSON-LD), events (PLOVER-style CSV), label-studio or xmi (UIMA CAS).",
)
@click.option(
    "--status", default="active", show_default=True, help="Which statements: active or all."
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def export(dossier: str, output: str | None, form: str | None, status: str, force: bool) -> None:
    """Export the statements."""
    import sys

    from detente.cli.output import write_lines
    from detente.store import Dossier
    from detente.store.exports import ENDINGS, FORMATS, TEXT_FORMATS, write_parquet

    chosen = form or (ENDINGS.get(Path(output).suffix.lower()) if output else "jsonl")
    if chosen is None or chosen not in FORMATS:
        raise InputError(
            f"No format {form or Path(output or '').suffix!r}.",
            fix=did_you_mean(form or "", FORMATS),
        )
    with Dossier.open(dossier) as opened:
        if chosen == "parquet":
            if output is None:
                raise InputError("Parquet is a binary format.", fix="Name a file with -o.")
            if Path(output).exists() and not force:
                raise InputError(
                    "The file exists already.", source=output, fix="Add --force to replace it."
                )
            write_parquet(opened, output, status=status)
        elif chosen == "xmi":
            from detente.cli.output import write_bytes
            from detente.store.annotating import xmi_archive

            if output is None:
                raise InputError("An archive is a binary file.", fix="Name a .zip file with -o.")
            write_bytes(output, xmi_archive(opened, status=status), overwrite=force)
        elif output is None:
            for line in TEXT_FORMATS[chosen](opened, status=status):
                sys.stdout.write(line)
        else:
            write_lines(output, TEXT_FORMATS[chosen](opened, status=status), overwrite=force)
    if output is not None:
        say(f"Wrote {output}")


@click.command(
    "import", epilog="Example: detente dossier import dam.dossier annotated.json --who ann"
)
@_DOSSIER
@click.argument("file", type=click.Path(), required=False)
@click.option("--who", help="Whose decisions they are.")
@click.option("--reason", help="Why, for the log.")
@click.option("--config", is_flag=True, help="Only print Label Studio's labelling interface.")
@_JSON
def import_annotations(
    dossier: str,
    file: str | None,
    who: str | None,
    reason: str | None,
    config: bool,
    as_json: bool,
) -> None:
    """Take over what annotators changed: FILE is Label Studio's JSON, a UIMA CAS (.xmi), or a .zip of these.

    A region that changed becomes a correction, a new one an addition, a missing one a rejection.
    """
    from dataclasses import asdict

    from detente.interchange.annotating import label_studio_config
    from detente.store import Dossier
    from detente.store.annotating import read_annotations, take_annotations

    if config:
        echo(label_studio_config().rstrip())
        return
    if file is None:
        raise InputError("Import what?", fix="Name the file of annotations.")
    with Dossier.open(dossier) as opened:
        taken = take_annotations(opened, read_annotations(file), who=who, reason=reason)
    if as_json:
        print_json(asdict(taken))
    else:
        echo(
            f"{taken.corrected} corrected, {taken.added} added, {taken.rejected} rejected, "
            f"{taken.same} as they were"
        )


@click.command("compare", epilog="Example: detente dossier compare ann.dossier bob.dossier")
@_DOSSIER
@click.argument("other", type=click.Path())
@_JSON
def compare(dossier: str, other: str, as_json: bool) -> None:
    """Compare two analysts' versions of a dossier, statement by statement."""
    from detente.briefing.text import clean
    from detente.store import Dossier
    from detente.store.merging import compare as compare_dossiers

    with Dossier.open(dossier) as ours, Dossier.open(other) as theirs:
        result = compare_dossiers(ours, theirs)
    if as_json:
        print_json(result.to_json())
        return
    for words, names in (
        ("only in the first", result.documents_only_ours),
        ("only in the second", result.documents_only_theirs),
        ("with different texts", result.documents_differ),
    ):
        if names:
            echo(clean(f"documents {words}: {', '.join(names)}"))
    for difference in result.differences:
        left, right = difference.ours or {}, difference.theirs or {}
        fields = [f for f in dict.fromkeys((*left, *right)) if left.get(f) != right.get(f)]
        shown = "; ".join(f"{f}: {_short(left.get(f))} / {_short(right.get(f))}" for f in fields)
        echo(clean(f"{difference.kind}: {difference.statement}: {shown}"))
    for name in result.models_differ:
        echo(clean(f"model differs: {name}"))
    if result.both_decided:
        echo(f"both decided {result.both_decided} statements and agree on {result.agreed}")
    if not result.differences and not result.models_differ:
        echo("no differences")


@click.command(
    "merge-dossiers", epilog="Example: detente dossier merge-dossiers ann.dossier bob.dossier"
)
@_DOSSIER
@click.argument("other", type=click.Path())
@click.option(
    "--conflicts",
    type=click.Choice(["list", "ours", "theirs"]),
    default="list",
    show_default=True,
    help="Where both decided differently: keep the first's and list them, keep the first's, take the other's.",
)
@_JSON
def merge_dossiers(dossier: str, other: str, conflicts: str, as_json: bool) -> None:
    """Take another analyst's documents and decisions over into DOSSIER; conflicts are listed."""
    from detente.briefing.text import clean
    from detente.store import Dossier
    from detente.store.merging import merge

    with Dossier.open(dossier) as ours, Dossier.open(other) as theirs:
        result = merge(ours, theirs, conflicts=conflicts)
    if as_json:
        print_json(result.to_json())
        return
    say(
        f"{len(result.documents)} documents, {len(result.decisions)} decisions, {len(result.models)} models taken over"
    )
    for conflict in result.conflicts:
        left, right = conflict.ours or {}, conflict.theirs or {}
        fields = [f for f in dict.fromkeys((*left, *right)) if left.get(f) != right.get(f)]
        shown = "; ".join(f"{f}: {_short(left.get(f))} / {_short(right.get(f))}" for f in fields)
        echo(clean(f"conflict: {conflict.statement}: {shown}"))


@click.command("model", epilog="Example: detente dossier model dam.dossier save model.yaml")
@_DOSSIER
@click.argument(
    "action",
    type=click.Choice(
        ["show", "draft", "diff", "save", "edit", "history", "undo", "redo", "restore"]
    ),
)
@click.argument("value", required=False)
@click.option("--name", default="model", show_default=True, help="Which of the dossier's models.")
@click.option("--expected", type=int, help="Only if the model still has this version.")
@click.option("--note", help="What was changed.")
@click.option(
    "--from",
    "drafts_from",
    type=click.Choice(["newest", "all"]),
    help="draft: from the newest documents, which hold 2,000 statements, or from all; now and later.",
)
@_JSON
def model(
    dossier: str,
    action: str,
    value: str | None,
    name: str,
    expected: int | None,
    note: str | None,
    drafts_from: str | None,
    as_json: bool,
) -> None:
    """Show, draft (from the documents), save (VALUE: a file), edit, undo, redo or restore (VALUE: an edit).

    To draft anew keeps your own edits; diff shows what it would change, and whether the model rests on
    statements that were rejected since. What a draft of a large dossier leaves out is said.

    To edit, VALUE is a file (- for standard input) with a JSON list of commands, those of
    detente.model.edits, such as {"op": "reorder_options", "order": ["b", "a"]}.
    """
    from detente.briefing.text import clean
    from detente.store import Dossier

    with Dossier.open(dossier) as opened:
        models = opened.models
        if action == "history":
            for edit in models.history(name):
                row = edit.to_json()
                if as_json:
                    print_json(row)
                else:
                    echo(
                        clean(
                            f"{edit.edit}: {edit.at} {edit.who} {edit.hash[:12]} {edit.note or ''}"
                        )
                    )
            return
        if drafts_from is not None and action != "draft":
            raise InputError(f"--from belongs to draft, not to {action}.", fix="Leave it out.")
        if action == "diff":
            from detente.timeline.redrafting import outdated

            behind = outdated(opened, name=name)
            if behind.reach.note is not None:
                say(f"note: {behind.reach.note}")
            if as_json:
                print_json(behind.to_json())
                return
            for element, statement in behind.rejected:
                echo(clean(f"rests on a rejected statement: {element} ({statement})"))
            for change in behind.changes:
                echo(clean(f"{change['change']}: {change['kind']}: {change['text']}"))
            for conflict in behind.conflicts:
                echo(clean(_clash(conflict)))
            if behind.why_not is not None:
                echo(clean(f"no redraft: {behind.why_not}"))
            if not behind.outdated:
                echo("up to date: a redraft would change nothing")
            return
        if action in ("save", "edit", "restore") and value is None:
            raise InputError(
                f"{action} needs a {'number' if action == 'restore' else 'file'}.", fix="Name it."
            )
        if action == "show":
            version = models.current(name)
        elif action == "save":
            from detente.model.files import load

            text = load(str(value)).origin or Path(str(value)).read_text("utf-8")
            version = models.save(text, name=name, expected=expected, note=note)
        elif action == "edit":
            from detente.store.model_edits import edit_model

            edits = _edits(str(value))
            version, _ = edit_model(opened, edits, model=name, expected=expected, note=note)
        elif action == "draft":
            from detente.timeline.reach import set_drafts_reach
            from detente.timeline.redrafting import keep, redraft

            if drafts_from is not None:
                set_drafts_reach(opened, whole=drafts_from == "all")
            made = redraft(opened, name=name)
            version = keep(opened, made, name=name, expected=expected, note=note)
            for warning in made.warnings:
                say(f"note: {clean(warning)}")
            for conflict in made.conflicts:
                say(clean(_clash(conflict)))
        elif action == "restore":
            if not str(value).isdigit():
                raise InputError(f"{value!r} is no edit's number.", fix="See its history.")
            version = models.restore(int(str(value)), name=name, expected=expected)
        else:
            step = models.undo if action == "undo" else models.redo
            moved = step(name=name, expected=expected)
            if moved is None:
                raise InputError(f"There is nothing to {action}.", source=dossier)
            version = moved
        if as_json:
            print_json(version.to_json())
        elif action == "show":
            sys.stdout.write(version.text.rstrip("\n") + "\n")
        else:
            say(f"{name}: edit {version.edit}, version {version.version}")


@click.command("option", epilog="Example: detente dossier option dam.dossier merge build build_dam")
@_DOSSIER
@click.argument("action", type=click.Choice(["rename", "accept", "reject", "merge", "split"]))
@click.argument("values", nargs=-1, required=True, metavar="OPTION...")
@click.option("--name", help="rename, split: the new name.")
@click.option("--new", help="split: the id of the new option.")
@click.option("--evidence", help="split: the evidence that goes with it, such as e2,e5.")
@click.option(
    "--model",
    "model_name",
    default="model",
    show_default=True,
    help="Which of the dossier's models.",
)
@click.option("--expected", type=int, help="Only if the model still has this version.")
@click.option("--who", help="Who decides; $DETENTE_ANALYST or your user name otherwise.")
@_JSON
def option(
    dossier: str,
    action: str,
    values: tuple[str, ...],
    name: str | None,
    new: str | None,
    evidence: str | None,
    model_name: str,
    expected: int | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Rename, accept, reject, merge (the first is kept) or split options of the dossier's model.

    Each edit is a version of the model: `detente dossier model DOSSIER undo` takes it back.
    """
    from detente.store import Dossier
    from detente.store.model_edits import decide_option

    with Dossier.open(dossier) as opened:
        version = decide_option(
            opened,
            action,
            values,
            name=name,
            new=new,
            evidence=[part.strip() for part in (evidence or "").split(",") if part.strip()],
            model=model_name,
            expected=expected,
            who=who,
        )
    if as_json:
        print_json(version.to_json())
    else:
        say(f"{model_name}: edit {version.edit}, version {version.version}: {version.note}")


def _edits(path: str) -> list[dict[str, Any]]:
    """Read commands from a file: a JSON list, or one of them."""
    from detente.model.files import read_text

    text = sys.stdin.read() if path == "-" else read_text(path)
    try:
        found = strict_json.loads(text)
    except ValueError as error:
        raise InputError(f"This is no JSON: {error}.", source=path, fix="Write a list.") from None
    edits = found if isinstance(found, list) else [found]
    if not all(isinstance(edit, dict) for edit in edits):
        raise InputError(
            "A command is an object.", source=path, fix='Such as {"op": "set_title", "title": "…"}.'
        )
    return edits


def _clash(conflict: Clash) -> str:
    draft = f"; the draft has: {conflict.draft}" if conflict.draft else ""
    return f"conflict: {conflict.element}: kept: {conflict.kept}{draft}"


def _short(value: object) -> str:
    text = "none" if value in (None, [], "") else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


COMMANDS = {
    "export": export,
    "import": import_annotations,
    "compare": compare,
    "merge-dossiers": merge_dossiers,
    "model": model,
    "option": option,
}
