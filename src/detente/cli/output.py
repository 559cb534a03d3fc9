"""What commands share: JSON out, talk on standard error, one failed input among several."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from detente.briefing.text import clean, printable
from detente.errors import DetenteError, InputError
from detente.filenames import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.evidence import Document
    from detente.model.conflict import Conflict
    from detente.reading.llm import Helper


def print_json(data: Any) -> None:
    """Print one JSON document on one line."""
    import json

    # A name that is no text stays an escape of JSON.
    text = json.dumps(data, ensure_ascii=False)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


def echo(text: str) -> None:
    """Print lines on standard output, without characters that a terminal would obey."""
    click.echo(printable(shown_name(text)))


def width() -> int:
    """Return how wide lines may be: as the terminal, at most 100; 100 where nobody looks."""
    import shutil

    return min(shutil.get_terminal_size((100, 40)).columns, 100) if sys.stdout.isatty() else 100


def wrapped(text: str, lead: str = "") -> None:
    """Print a text in lines that fit; those after the first are set in as far as ``lead`` is long."""
    import textwrap

    lines = textwrap.wrap(text, max(width() - len(lead), 20), break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        echo((" " * len(lead) if number else lead) + line)


def say(text: str) -> None:
    """Say something on standard error."""
    with suppress(OSError):  # whether anybody hears it or not, the work goes on
        click.echo(printable(shown_name(text)), err=True)


def say_error(error: DetenteError) -> int:
    """Say what went wrong in a line on standard error; return its exit code."""
    say(f"detente: {clean(shown_name(str(error)))}")
    return 2 if isinstance(error, InputError) else 1


def read_documents(sources: Sequence[str], *, as_json: bool = False) -> tuple[list[Document], int]:
    """Read all documents of sources; what fails is reported in its place and the rest go on.

    Returns
    -------
    tuple
        The documents, and the exit code so far.

    Raises
    ------
    DetenteError
        When the only source there is cannot be read.
    """
    from detente.reading.batches import read_many

    documents: list[Document] = []
    code = 0
    with progress("Reading") as report:
        for done, result in enumerate(read_many(sources), start=1):
            documents += result.documents
            if len(sources) == 1 and not documents and result.errors:
                raise result.errors[0]
            for error in result.errors:
                if as_json:
                    print_json({"source": result.source, "error": error.to_json()})
                code = max(code, say_error(error))
            report(done, len(sources))
    if not documents:
        raise InputError("None of the sources could be read.")
    return documents, code


def each(sources: Iterable[str], work: Callable[[str], None], *, as_json: bool) -> int:
    """Do the same work for every input; one that fails is reported in its place and the rest go on.

    Returns
    -------
    int
        The exit code: 0, or the gravest of the failures (2 bad input, 1 analysis not completed).
    """
    code = 0
    for source in sources:
        try:
            work(source)
        except DetenteError as error:
            if as_json:
                print_json({"source": source, "error": error.to_json()})
            code = max(code, say_error(error))
    return code


def load_model(path: str) -> Conflict:
    """Load a model file of any format that is read; notices go to standard error."""
    from detente.interchange.loading import load_model as load

    return load(path, note=lambda text: say(f"detente: {path}: {text}"))


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` texts.

    Raises
    ------
    InputError
        For a text that is none.
    """
    result = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise InputError(f"{text[:80]!r} is no option.", fix="Write NAME=VALUE.")
        result[name.strip()] = value.strip()
    return result


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a progress callback: a bar with time left on a terminal, silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_text(path: str, text: str, *, overwrite: bool) -> None:
    """Write a file whole or not at all; see :func:`write_parts`."""
    write_parts(path, (text.encode(),), overwrite=overwrite)


def write_lines(path: str, lines: Iterable[str], *, overwrite: bool) -> None:
    """Write lines to a file, whole or not at all; see :func:`write_parts`."""
    write_parts(path, (line.encode() for line in lines), overwrite=overwrite)


def write_bytes(path: str, data: bytes, *, overwrite: bool) -> None:
    """Write bytes to a file, whole or not at all; see :func:`write_parts`."""
    write_parts(path, (data,), overwrite=overwrite)


def write_parts(path: str, parts: Iterable[bytes], *, overwrite: bool) -> None:
    """Write a file whole or not at all; refuse to replace one unless asked.

    Raises
    ------
    InputError
        When the file exists (and ``overwrite`` is false) or cannot be written.
    """
    import tempfile
    from pathlib import Path

    target = Path(path)
    if target.exists() and not overwrite:
        raise InputError("The file exists already.", source=path, fix="Add --force to replace it.")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"Cannot write the file: {error.strerror or error}.",
            source=path,
            fix="Name a file in a folder that exists and can be written.",
        ) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def llm_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a language model that helps to read: ``--llm URL``, its name, ``--redact``."""
    redact = click.option(
        "--redact/--no-redact",
        default=True,
        help="Send a language model no e-mail addresses and telephone numbers (the default).",
    )
    named = click.option("--llm-model", default="default", help="The language model's name there.")
    address = click.option(
        "--llm",
        metavar="URL",
        help="Let a language model (OpenAI-compatible) propose statements too.",
    )
    return address(named(redact(function)))


def unsaid_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--unsaid equal|unknown``: what completions make of ties."""
    return click.option(
        "--unsaid",
        type=click.Choice(["equal", "unknown"]),
        default="equal",
        show_default=True,
        help="What comparisons are that preferences leave tied, for completions.",
    )(function)


def actors_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--actors FILE``: people, parties, firms, unions and courts of the user's own."""

    def name_file(_ctx: click.Context, _param: click.Parameter, path: str | None) -> None:
        if path is None:
            return
        from pathlib import Path

        from detente.actors import Registry

        Registry.default().with_file(path)  # a wrong file is an error before anything is read
        os.environ["DETENTE_ACTORS"] = str(Path(path).resolve())

    return click.option(
        "--actors",
        type=click.Path(),
        expose_value=False,
        callback=name_file,
        help="A YAML file of your own actors (see docs/reference/reading.md).",
    )(function)


def parser_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--parser NAME``: another English pipeline of spaCy than the packaged one."""

    def name_parser(_ctx: click.Context, _param: click.Parameter, name: str | None) -> None:
        if name is None:
            return
        from detente.reading.pipeline import PARSER, pipeline

        os.environ[PARSER] = name  # processes that read inherit it
        pipeline()  # a wrong name is an error before anything is read

    return click.option(
        "--parser",
        metavar="NAME",
        expose_value=False,
        callback=name_parser,
        help="Another spaCy pipeline: en_core_web_sm, en_core_web_md, en_core_web_trf, or a folder.",
    )(function)


def llm_helper(url: str | None, model: str, *, redact: bool = True) -> Helper | None:
    """Return the language model that was asked for, checked; None without an address."""
    if url is None:
        return None
    from detente.reading.llm import Helper, endpoint

    endpoint(url, model=model)
    return Helper(url=url, model=model, redact=redact)
