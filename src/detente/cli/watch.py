"""``detente watch``: re-read on change, one line for each answer that changes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import actors_option, echo, parser_option, print_json, say, say_error
from detente.errors import AnalysisError, DetenteError

if TYPE_CHECKING:
    from detente.timeline import Watcher
    from detente.timeline.watching import Round


@click.command("watch", epilog="Example: detente watch dam.dossier reports/ --every 60")
@click.argument("dossier", type=click.Path(), metavar="DOSSIER")
@click.argument("sources", nargs=-1, required=True, metavar="FOLDER|FEED...")
@click.option(
    "--every",
    type=click.FloatRange(0.2),
    default=30.0,
    show_default=True,
    help="Seconds between looks.",
)
@click.option("--once", is_flag=True, help="Look once and stop.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; all cores otherwise.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document per look that found news."
)
@actors_option
@parser_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    dossier: str,
    sources: tuple[str, ...],
    every: float,
    once: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Watch folders and feeds; what is new is read into DOSSIER, made if there is none.

    Each answer that changes gives one line with the sentence that made the difference; a document
    that changes none says so. Ctrl-C stops.
    """
    from detente.briefing.text import clean
    from detente.store import Dossier
    from detente.timeline import Watcher
    from detente.timeline.answers import left_out

    opened = Dossier.open(dossier) if Path(dossier).exists() else Dossier.create(dossier)
    with opened:
        watcher = Watcher(opened, sources, jobs=jobs or os.cpu_count() or 1)
        told: set[str] = set()
        code = 0
        while True:
            found, failed = _look(watcher)
            for error in (*failed, *(e for result in found.results for e in result.errors)):
                code = max(code, 1)
                if str(error) not in told:
                    told.add(str(error))
                    say_error(error)
            if found.news is not None:
                if (note := left_out(opened)) is not None and note not in told:
                    told.add(note)
                    say(note)
                if as_json:
                    print_json(found.to_json())
                else:
                    for line in found.lines():
                        echo(clean(line))
                sys.stdout.flush()
            if once:
                ctx.exit(code)
            code = 0
            time.sleep(every)


def _look(watcher: Watcher) -> tuple[Round, list[DetenteError]]:
    """Look once; what no round comes of is an error to report, and the next look goes on."""
    from detente.timeline.watching import Round

    try:
        return watcher.look(), []
    except DetenteError as error:
        return Round(results=()), [error]
    except Exception as error:
        import logging

        logging.getLogger("detente.watch").debug("a look failed", exc_info=error)
        why = f"This look came to nothing: an unexpected {type(error).__name__}."
        return Round(results=()), [AnalysisError(why, fix="Please report it.")]
