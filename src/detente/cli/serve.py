"""``detente serve``: the workbench in the browser."""

from __future__ import annotations

import click


@click.command("serve", epilog="Example: detente serve korea.dossier --port 8800")
@click.argument("dossier", required=False, type=click.Path(), metavar="[DOSSIER]")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port; any free one if not given."
)
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--offline", is_flag=True, help="Never fetch a page, not even when asked.")
def command(dossier: str | None, port: int, no_browser: bool, offline: bool) -> None:  # noqa: FBT001
    """Open the workbench on a dossier, on this computer's own address only.

    DOSSIER is made when it does not exist. Without one, a copy of the bundled example is opened;
    it is kept for the next time.
    """
    from detente.web.sample import sample_dossier

    run(dossier or sample_dossier(), port=port, no_browser=no_browser, offline=offline)


def run(dossier: str, *, port: int, no_browser: bool, offline: bool) -> None:
    """Serve a dossier until interrupted; prints one line when it is ready."""
    from detente.errors import InputError

    try:
        import uvicorn  # noqa: F401

        from detente.web.serving import serve
        from detente.web.workspace import opened
    except ImportError as error:
        raise InputError(
            f"The workbench needs the package {error.name}.", fix="pip install 'detente[web]'"
        ) from None

    def ready(address: str) -> None:
        click.echo(address)
        import sys

        sys.stdout.flush()
        if not no_browser:
            import threading
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    with opened(dossier, offline=offline) as workspace:
        serve(workspace, port=port, ready=ready)
