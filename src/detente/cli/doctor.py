"""``detente doctor``: versions and health, for reports of problems."""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

import click

from detente import __version__
from detente.cli.output import print_json


@click.command("doctor", epilog="Example: detente doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def command(ctx: click.Context, /, as_json: bool) -> None:  # noqa: FBT001
    """Print versions and check that reading and solving work; holds no paths and no texts."""
    packages = {}
    for name, extra in _packages():
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            packages[name] = f"not installed ({_how(extra)})"
    model = _parser()
    checks = {"reading": _reading(), "solving": _solving()}
    report = {
        "detente": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "packages": packages,
        "parser": model,
        "checks": checks,
    }
    if as_json:
        print_json(report)
    else:
        click.echo(f"detente {__version__}, Python {report['python']}, {report['system']}")
        for name, number in packages.items():
            click.echo(f"  {name} {number}")
        click.echo(f"parser: {model}")
        for name, outcome in checks.items():
            click.echo(f"{name}: {outcome}")
    refused = model.startswith("none")
    ctx.exit(1 if refused or any(told.startswith("fails") for told in checks.values()) else 0)


def _packages() -> Iterator[tuple[str, str]]:
    """Yield each package that detente can use, with the smallest extra that brings it."""
    found: dict[str, list[str]] = {}
    for requirement in requires("detente") or []:
        name, extra = re.findall(r"^[\w.-]+|(?<=extra == ['\"])\w+|$", requirement)[:2]
        if name != "detente":
            found.setdefault(name, []).append(extra)
    size = Counter(extra for extras in found.values() for extra in extras)
    for name, extras in found.items():
        yield name, min(extras, key=lambda extra: (extra != "", size[extra]))


def _how(extra: str) -> str:
    """Say what would bring a package."""
    return f"pip install 'detente[{extra}]'" if extra else "pip install detente"


def _parser() -> str:
    from importlib.util import find_spec

    from detente.errors import DetenteError

    try:
        found = find_spec("spacy")
    except ImportError:
        found = None
    if found is None:
        return f"not installed ({_how('read')})"
    from detente.reading.parser_model import parser_model

    try:
        return str(parser_model())
    except DetenteError as error:
        return f"none: {error}"


def _reading() -> str:
    from detente.errors import AnalysisError, DetenteError
    from detente.evidence import Document
    from detente.extras import named_when_missing
    from detente.reading import read_statements

    text = '"If the mill reopens, we will end the strike," the union said.'
    try:
        with named_when_missing():
            document = read_statements(Document(id="check", source="check", text=text))
    except AnalysisError as error:
        return f"not installed: {error}"
    except (DetenteError, ImportError, OSError) as error:
        return f"fails: {error}"
    return "works" if document.statements else "fails: no statement found in the test sentence"


def _solving() -> str:
    from detente.api import example, load
    from detente.errors import DetenteError

    try:
        load(example("classic/chicken.yaml")).solve("NASH")
    except DetenteError as error:
        return f"fails: {error}"
    return "works"
