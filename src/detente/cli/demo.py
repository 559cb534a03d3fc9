"""``detente demo``: the workbench on a bundled dossier."""

from __future__ import annotations

import click


@click.command("demo", epilog="Example: detente demo")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port; any free one if not given."
)
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def command(port: int, no_browser: bool) -> None:  # noqa: FBT001
    """Open the workbench on a fresh copy of the bundled example; changes are thrown away at the end."""
    import tempfile
    from pathlib import Path

    from detente.cli.serve import run
    from detente.web.sample import make_sample

    with tempfile.TemporaryDirectory(prefix="detente-demo-") as folder:
        path = Path(folder) / "demo.dossier"
        make_sample(path)
        run(str(path), port=port, no_browser=no_browser, offline=True)
