"""The ``detente`` command: one verb a task; data to standard output, talk to standard error.

Commands live one per module and are imported when called, so that ``--version`` stays quick.
"""

from __future__ import annotations

import atexit
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
from detente.extras import named_when_missing
from detente.filenames import shown_name
from detente.solving.limits import listeners

#: Commands by what one wants to do: the module of each, and a few words for the list.
_SECTIONS = {
    "From texts to an answer": {
        "brief": (
            "detente.cli.brief",
            "the main job: from texts to a model, its solution and a brief",
        ),
        "read": ("detente.cli.read", "list who says what to whom, on which condition"),
        "draft": ("detente.cli.draft", "draft a conflict model from texts, evidence attached"),
        "report": ("detente.cli.report", "write the brief as HTML, PDF, DOCX or Markdown"),
    },
    "Models": {
        "new": ("detente.cli.new", "write a commented model file to start from"),
        "examples": ("detente.cli.examples", "list, show and copy the bundled conflicts"),
        "check": (
            "detente.cli.check",
            "find every problem of a model file, with its line and a fix",
        ),
        "convert": ("detente.cli.convert", "write a model for another program"),
    },
    "What follows from a model": {
        "solve": ("detente.cli.solve", "find stable states and equilibria"),
        "sweep": ("detente.cli.sweep", "see which outcomes come with which attitudes"),
        "hinge": ("detente.cli.hinge", "rank the single changes that alter the outcome"),
        "paths": ("detente.cli.paths", "show how the status quo gets to an outcome"),
        "inverse": ("detente.cli.inverse", "say what would make an outcome stable"),
        "claim": ("detente.cli.claim", "test a claim on a model"),
        "compare": ("detente.cli.compare", "put models or scenarios side by side"),
        "grid": ("detente.cli.grid", "solve every combination of changes, on many processes"),
    },
    "Why": {
        "explain": ("detente.cli.explain", "say why a state is stable, or who would leave it"),
        "why": ("detente.cli.why", "follow an outcome back to the words it rests on"),
    },
    "A case over time": {
        "dossier": ("detente.cli.dossier", "keep documents, decisions and models in one file"),
        "archive": ("detente.cli.archive", "read any number of documents into a data set"),
        "timeline": ("detente.cli.timeline", "ask a data set for attitudes and demands by month"),
        "watch": ("detente.cli.watch", "read what is new; one line for each answer that changes"),
    },
    "In the browser": {
        "serve": ("detente.cli.serve", "open the workbench in the browser"),
        "demo": ("detente.cli.demo", "open the workbench on a bundled case"),
    },
    "Help": {
        "help": ("detente.cli.concepts", "explain a word of the field"),
        "doctor": ("detente.cli.doctor", "print versions and check that all works"),
        "completion": (
            "detente.cli.completion",
            "print what makes a shell complete commands and names",
        ),
    },
}
_COMMANDS = {name: module for each in _SECTIONS.values() for name, (module, _) in each.items()}


class _LazyGroup(click.Group):
    """Imports a command's module only when the command is asked for."""

    def list_commands(self, _ctx: click.Context, /) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str, /) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        if (
            command.help
        ):  # docstrings are raw: click's mark for lines that are kept is spelt out there
            command.help = command.help.replace("\\b\n", "\b\n")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lay the commands out by what one wants to do."""
        width = max(map(len, _COMMANDS))
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(f"{name:{width}}", words) for name, (_, words) in commands.items()]
                )

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
    # Nor does it at the end, where Python would look through all of them: a seventh of a brief.
    atexit.register(gc.freeze)
    if sys.stdout is None:  # closed by who called
        sys.stdout = _Closed()
    listeners[:] = [_say]
    try:
        with named_when_missing():
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
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        code = 0
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
