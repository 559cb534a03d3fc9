"""``detente examples``: the bundled models, listed, shown and copied."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.output import print_json, say, write_text
from detente.errors import InputError, did_you_mean


@click.command("examples", epilog="Example: detente examples elmira -o elmira.yaml")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(), help="Copy the model here.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    name: str | None,
    output: str | None,
    force: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the bundled models with their source, or show or copy one by NAME."""
    known = _models()
    if name is None:
        _list(known, as_json=as_json)
        return
    path = known.get(name.removesuffix(".yaml"))
    if path is None:
        raise InputError(f"No example {name!r}.", fix=did_you_mean(name, known))
    text = path.read_text(encoding="utf-8")
    if output is not None:
        write_text(output, text, overwrite=force)
        say(f"Wrote {output}")
    elif as_json:
        print_json({"name": path.stem, "text": text})
    else:
        click.echo(text, nl=False)


def _models() -> dict[str, Path]:
    """Return the bundled models by name."""
    from detente.api import example

    root = Path(example("classic/chicken.yaml")).parent.parent
    return {path.stem: path for path in sorted((root / "classic").glob("*.yaml"))}


def _list(known: dict[str, Path], *, as_json: bool) -> None:
    from detente.model.files import load

    rows = []
    for name, path in known.items():
        conflict = load(str(path))
        rows.append((name, conflict.title, " ".join((conflict.notes or "").split())))
    if as_json:
        print_json([{"name": n, "title": t, "notes": s} for n, t, s in rows])
        return
    width = max(len(name) for name, _, _ in rows)
    for name, title, _ in rows:
        click.echo(f"{name:<{width}}  {title}")
