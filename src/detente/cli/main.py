"""The ``detente`` command: one verb a task; data to standard output, talk to standard error."""

from __future__ import annotations

import click

from detente import __version__


@click.group()
@click.version_option(__version__, prog_name="detente")
def cli() -> None:
    """From what parties to a conflict say to what follows."""


def main() -> None:
    """Run the command line."""
    cli()
