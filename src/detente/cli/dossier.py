"""``detente dossier``: create, add documents, list, decide, export, compare, merge."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from detente.cli.output import echo, print_json, say, say_error
from detente.errors import did_you_mean

#: Commands by the module that holds them; imported when called.
_MODULES = {
    "detente.cli.dossier_documents": (
        "create", "add", "list", "set", "remove", "restore", "check",
    ),
    "detente.cli.dossier_decisions": (
        "statements", "show", "accept", "reject", "correct", "merge", "split", "add-statement",
        "comment", "undo", "redo", "decisions",
    ),
    "detente.cli.dossier_time": ("timeline", "news", "pledges", "tripwires"),
    "detente.cli.dossier_exchange": ("export", "import", "compare", "merge-dossiers", "model", "option"),
}  # fmt: skip
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


class _Group(click.Group):
    def list_commands(self, _ctx: click.Context, /) -> list[str]:
        return list(_HOMES)

    def get_command(self, _ctx: click.Context, cmd_name: str, /) -> click.Command | None:
        module = _HOMES.get(cmd_name)
        if module is None:
            return None
        found: click.Command = import_module(module).COMMANDS[cmd_name]
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _HOMES:
            raise click.UsageError(f"No command {args[0]!r}. {did_you_mean(args[0], _HOMES)}")
        return super().resolve_command(ctx, args)


@click.command(
    "dossier",
    cls=_Group,
    epilog="Example: detente dossier create dam.dossier && detente dossier add dam.dossier reports/",
)
def command() -> None:
    """Keep documents, statements, decisions and models of one conflict in one file."""


def report_added(results: object, *, as_json: bool, total: int) -> int:
    """Report sources as they are read into a dossier; return the exit code."""
    from collections.abc import Iterable
    from typing import cast

    from detente.briefing.text import clean
    from detente.cli.output import progress
    from detente.store.ingesting import Ingested

    code = 0
    counts = dict.fromkeys(("new", "restored", "changed", "reread", "unchanged", "failed"), 0)
    with progress("Reading") as bar:
        for done, result in enumerate(cast("Iterable[Ingested]", results), start=1):
            for added in result.added:
                counts[added.outcome] += 1
                if as_json:
                    row = {"source": result.source, "document": added.id, "outcome": added.outcome}
                    print_json(row | {"copy_of": added.copy_of})
                elif added.outcome != "unchanged":
                    copy = f", nearly the text of {added.copy_of}" if added.copy_of else ""
                    echo(f"{clean(added.id)}: {added.outcome}{clean(copy)}")
            for error in result.errors:
                counts["failed"] += 1
                if as_json:
                    print_json({"source": result.source, "error": error.to_json()})
                code = max(code, say_error(error))
            if not result.added and not result.errors:
                counts["unchanged"] += 1
                if as_json:
                    print_json({"source": result.source, "document": None, "outcome": "unchanged"})
            bar(done, total)
            if (
                not sys.stderr.isatty()
                and total >= 50
                and done * 10 // total > (done - 1) * 10 // total
            ):
                say(f"{done} of {total} sources")
    say(
        ", ".join(f"{number} {name}" for name, number in counts.items() if number)
        or "nothing to read"
    )
    return code
