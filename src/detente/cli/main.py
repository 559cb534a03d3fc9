"""The ``detente`` command: one verb a task; data to standard output, talk to standard error.

Commands live one per module and are imported when called, so that ``--version`` stays quick.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from detente import __version__
from detente.errors import DetenteError, InputError, did_you_mean
from detente.evidence.names import shown_name
from detente.solving.limits import listeners

_COMMANDS = {
    "brief": "detente.cli.brief",
    "read": "detente.cli.read",
    "draft": "detente.cli.draft",
    "check": "detente.cli.check",
    "solve": "detente.cli.solve",
    "sweep": "detente.cli.sweep",
    "grid": "detente.cli.grid",
    "hinge": "detente.cli.hinge",
    "paths": "detente.cli.paths",
    "inverse": "detente.cli.inverse",
    "explain": "detente.cli.explain",
    "why": "detente.cli.why",
    "claim": "detente.cli.claim",
    "compare": "detente.cli.compare",
    "convert": "detente.cli.convert",
    "dossier": "detente.cli.dossier",
    "watch": "detente.cli.watch",
    "archive": "detente.cli.archive",
    "timeline": "detente.cli.timeline",
    "report": "detente.cli.report",
    "new": "detente.cli.new",
    "examples": "detente.cli.examples",
    "serve": "detente.cli.serve",
    "demo": "detente.cli.demo",
    "help": "detente.cli.concepts",
    "doctor": "detente.cli.doctor",
}


class _LazyGroup(click.Group):
    """Imports a command's module only when the command is asked for."""

    def list_commands(self, _ctx: click.Context, /) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str, /) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            raise click.UsageError(f"No command {args[0]!r}. {did_you_mean(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.command(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: detente brief article.txt --html brief.html",
)
@click.version_option(__version__, prog_name="detente")
def cli() -> None:
    """From what parties to a conflict say to what follows."""


def main() -> None:
    """Run the command line; user errors are one line on standard error, without a traceback."""
    # Modules and models stay alive: looking for cycles among them every 700 objects finds nothing.
    gc.set_threshold(20_000, 20, 20)
    if sys.stdout is None:  # closed by who called
        sys.stdout = _Closed()
    listeners[:] = [_say]
    try:
        code = cli.main(standalone_mode=False, prog_name="detente")
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        click.echo("detente: interrupted", err=True)
        code = 130
    except KeyboardInterrupt:
        click.echo("detente: interrupted", err=True)
        code = 130
    except click.ClickException as error:
        hint = " (detente --help)" if isinstance(error, click.UsageError) else ""
        _say(f"{error.format_message()}{hint}")
        code = 2
    except DetenteError as error:
        _say(str(error))
        code = 2 if isinstance(error, InputError) else 1
    except MemoryError:
        _say("There is not enough memory for this. Give it in smaller parts.")
        code = 1
    except BrokenPipeError:
        # The reader (such as `head`) has gone: leave quietly, and keep Python from complaining.
        _let_go()
        code = 0
    except OSError as error:
        # A full disk, a closed standard output: whatever is wrong is not in the program.
        place = shown_name(f"{os.fsdecode(error.filename)}: ") if error.filename else ""
        _say(f"{place}{error.strerror or error}.")
        _let_go()
        code = 1
    sys.exit(code or 0)


class _Closed(io.TextIOBase):
    """Stands for a standard output that is closed."""

    encoding = "utf-8"

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, "Standard output is closed")

    def fileno(self) -> int:
        raise OSError(errno.EBADF, "Standard output is closed")


def _let_go() -> None:
    """Keep Python from writing to standard output once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    """Say one line on standard error, whatever names and paths it holds."""
    from detente.briefing.text import clean

    with suppress(OSError):
        click.echo(f"detente: {clean(shown_name(text))}", err=True)
