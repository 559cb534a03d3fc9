"""``detente dossier``: the file itself and its documents."""

from __future__ import annotations

import os
from typing import Any

import click

from detente.cli.dossier import report_added
from detente.cli.output import (
    actors_option,
    echo,
    llm_helper,
    llm_options,
    parser_option,
    print_json,
    say,
)
from detente.errors import InputError

_DOSSIER = click.argument("dossier", type=click.Path(), metavar="DOSSIER")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one document a line.")


@click.command(
    "create", epilog="Example: detente dossier create dam.dossier --title 'A dam upstream'"
)
@_DOSSIER
@click.option("--title", help="What the dossier is about; the file's name otherwise.")
def create(dossier: str, title: str | None) -> None:
    """Make a new, empty dossier."""
    from detente.store import Dossier

    Dossier.create(dossier, title=title).close()
    say(f"Made {dossier}")


@click.command("add", epilog="Example: detente dossier add dam.dossier reports/ feed.xml --jobs 2")
@_DOSSIER
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; all cores otherwise.")
@_JSON
@llm_options
@actors_option
@parser_option
@click.pass_context
def add(
    ctx: click.Context,
    /,
    dossier: str,
    sources: tuple[str, ...],
    jobs: int | None,
    as_json: bool,
    llm: str | None,
    llm_model: str,
    redact: bool,
) -> None:
    """Read files, folders, feeds, mailboxes or addresses into a dossier.

    What has not changed is not read again; decisions stay.
    """
    from detente.documents import expand_sources
    from detente.store import Dossier
    from detente.store.ingesting import ingest

    expanded = expand_sources(sources)
    helper = llm_helper(llm, llm_model, redact=redact)
    with Dossier.open(dossier) as opened:
        results = ingest(opened, expanded, jobs=jobs or os.cpu_count() or 1, helper=helper)
        ctx.exit(report_added(results, as_json=as_json, total=len(expanded)))


@click.command("list", epilog="Example: detente dossier list dam.dossier")
@_DOSSIER
@click.option("--search", help="Only documents that hold all these words.")
@click.option("--removed", is_flag=True, help="Those that were removed instead.")
@_JSON
def list_(dossier: str, search: str | None, removed: bool, as_json: bool) -> None:
    """List the documents of a dossier, and the sources that could not be read."""
    from detente.briefing.text import clean
    from detente.store import Dossier

    with Dossier.open(dossier) as opened:
        if removed:
            for gone in opened.removed_documents():
                kept = " (nothing kept)" if gone.forgotten else ""
                if as_json:
                    print_json(gone.to_json())
                else:
                    echo(clean(f"{gone.id}: removed {gone.at}, {gone.source}{kept}"))
            return
        found = opened.search_documents(search) if search else opened.list_documents()
        for info in found:
            if as_json:
                print_json(info.to_json())
                continue
            copy = f" (nearly the text of {info.copy_of})" if info.copy_of else ""
            parts = (
                info.date or "no date",
                f"{info.statements} statements",
                info.outlet or "",
                info.title or info.source,
            )
            echo(clean(f"{info.id}: {', '.join(part for part in parts if part)}{copy}"))
        for source, error in opened.failed_sources() if not search else ():
            if as_json:
                print_json(
                    {"source": source, "error": {"message": error, "line": None, "fix": None}}
                )
            else:
                echo(clean(f"{source}: not read: {error}"))


@click.command("set", epilog="Example: detente dossier set dam.dossier minister date=2026-03-01")
@_DOSSIER
@click.argument("document")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--reason", help="Why; kept with the decision.")
@click.option("--who", help="Who decides; $DETENTE_ANALYST or your user name otherwise.")
def set_(
    dossier: str, document: str, changes: tuple[str, ...], reason: str | None, who: str | None
) -> None:
    """Correct a document's title, date, author, outlet or language; an empty value removes it.

    A decision in the log: it stays when the document is read again, and `undo` takes it back.
    A date is 2026, 2026-03 or 2026-03-01.
    """
    from detente.store import Dossier

    values: dict[str, Any] = {}
    for change in changes:
        field, sign, value = change.partition("=")
        if not sign:
            raise InputError(f"Cannot read {change!r}.", fix="Write FIELD=VALUE.")
        values[field.strip()] = value.strip() or None
    with Dossier.open(dossier) as opened:
        opened.set_document(document, reason=reason, who=who, **values)


@click.command("remove", epilog="Example: detente dossier remove dam.dossier minister")
@_DOSSIER
@click.argument("documents", nargs=-1, required=True)
@click.option("--forget", is_flag=True, help="Keep nothing of them, so that nothing can come back.")
def remove(dossier: str, documents: tuple[str, ...], forget: bool) -> None:
    """Remove documents; decisions about them stay in the log.

    They are kept aside: `detente dossier restore`, or adding the same file again, brings them back
    with what was decided about them.
    """
    from detente.store import Dossier

    with Dossier.open(dossier) as opened, opened.batch():
        for document in documents:
            opened.remove_document(document, forget=forget)
    if not forget:
        say(f"To bring back: detente dossier restore {dossier} {' '.join(documents)}")


@click.command("restore", epilog="Example: detente dossier restore dam.dossier minister")
@_DOSSIER
@click.argument("documents", nargs=-1, required=True)
def restore(dossier: str, documents: tuple[str, ...]) -> None:
    """Bring removed documents back, with the decisions about them."""
    from detente.store import Dossier

    with Dossier.open(dossier) as opened, opened.batch():
        for document in documents:
            opened.restore_document(document)


@click.command("check", epilog="Example: detente dossier check dam.dossier")
@_DOSSIER
@_JSON
@click.pass_context
def check(ctx: click.Context, /, dossier: str, as_json: bool) -> None:
    """Check that the file is sound, and list decisions whose words are gone."""
    from detente.briefing.text import clean
    from detente.store import Dossier

    with Dossier.open(dossier) as opened:
        problems, orphans = opened.check(), opened.orphans()
        if as_json:
            print_json(
                {"source": dossier, "problems": problems, "orphans": [o.to_json() for o in orphans]}
            )
        else:
            for problem in problems:
                echo(clean(problem))
            for orphan in orphans:
                echo(
                    clean(f"decision {orphan.id} ({orphan.kind} {orphan.subject}): {orphan.orphan}")
                )
            if not problems:
                echo(f"{dossier}: sound")
    ctx.exit(1 if problems else 0)


COMMANDS = {
    "create": create,
    "add": add,
    "list": list_,
    "set": set_,
    "remove": remove,
    "restore": restore,
    "check": check,
}
