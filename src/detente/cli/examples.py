"""``detente examples``: the bundled conflicts and texts, listed, shown and copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from detente.cli.output import echo, print_json, say, write_text
from detente.errors import InputError, did_you_mean


class _Example(NamedTuple):
    """A bundled file or folder; ``kind`` is the heading under which it is listed."""

    kind: str
    path: Path


def _names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in known() if name.startswith(begun)]


@click.command("examples", epilog="Example: detente examples elmira -o elmira.yaml")
@click.argument("name", required=False, shell_complete=_names)
@click.option("-o", "--output", type=click.Path(), help="Copy it here.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    name: str | None,
    output: str | None,
    force: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the bundled conflicts and texts, or show or copy one by NAME.

    Published conflicts name their source and say what was only computed; the teaching set has small
    invented conflicts, one for each notion, each with the answer worked by hand and an exercise.
    """
    every = known()
    if name is None:
        _list(every, as_json=as_json)
        return
    found = every.get(name.removesuffix(".yaml"))
    if found is None:
        raise InputError(f"No example {name!r}.", fix=did_you_mean(name, every))
    files = _files(found.path)
    if output is not None:
        _copy(found.path, output, force=force)
        say(f"Wrote {output}" + (f" ({len(files)} texts)" if found.path.is_dir() else ""))
    elif as_json:
        print_json({"name": name, "text": "\n".join(each.read_text("utf-8") for each in files)})
    else:
        for each in files:
            click.echo(each.read_text(encoding="utf-8"), nl=False)


def known() -> dict[str, _Example]:
    """Return what is bundled, by name."""
    from detente.api import example

    root = Path(example("classic/chicken.yaml")).parent.parent
    found = {}
    for kind, folder in (("Published conflicts", "classic"), ("Teaching set", "teaching")):
        for path in sorted((root / folder).glob("*.yaml")):
            found[path.stem] = _Example(kind, path)
    texts = "An article and its model"
    found["korea_report"] = _Example(texts, root / "korea" / "report.txt")
    found["korea"] = _Example(texts, root / "korea" / "korea.yaml")
    for path in sorted((root / "dossiers").iterdir()):
        if path.is_dir():
            found[f"{path.name}_reports"] = _Example("Reports over time (folders)", path)
    return found


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def _copy(path: Path, output: str, *, force: bool) -> None:
    if not path.is_dir():
        write_text(output, path.read_text(encoding="utf-8"), overwrite=force)
        return
    target = Path(output)
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(
            f"Cannot make the folder: {error.strerror or error}.",
            source=output,
            fix="Name a folder that does not exist.",
        ) from error
    for each in _files(path):
        write_text(str(target / each.name), each.read_text(encoding="utf-8"), overwrite=force)


def _list(every: dict[str, _Example], *, as_json: bool) -> None:
    rows: list[dict[str, Any]] = []
    for name, found in every.items():
        title, notes = _about(found.path)
        rows.append({"name": name, "kind": found.kind, "title": title, "notes": notes})
    if as_json:
        print_json(rows)
        return
    width = max(map(len, every))
    kind = None
    for row in rows:
        if row["kind"] != kind:
            echo(("\n" if kind else "") + f"{row['kind']}:")
            kind = row["kind"]
        echo(f"  {row['name']:<{width}}  {row['title']}")
    echo("\nCopy one with: detente examples NAME -o FILE")


def _about(path: Path) -> tuple[str, str]:
    if path.suffix == ".yaml":
        from detente.model.files import load

        conflict = load(str(path))
        told = next((each for each in conflict.context if isinstance(each, dict)), {})
        notes = conflict.notes or str(told.get("story", ""))
        notion = str(told.get("notion", ""))
        title = f"{notion}: {conflict.title}" if notion else conflict.title
        return title, " ".join(notes.split())
    first = _files(path)[0].read_text(encoding="utf-8").strip().split("\n")[0]
    return (f"{len(_files(path))} texts, from “{first}”", "") if path.is_dir() else (first, "")
