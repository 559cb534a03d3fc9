"""The command line's manual, written from the commands themselves: Markdown for the docs, pages for ``man``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from detente import __version__


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as its help describes it.

    ``name`` is written out (``detente dossier add``); ``options`` are pairs of how an option is
    written and what it does; ``about`` are paragraphs, of which those with line ends keep them.
    """

    name: str
    usage: str
    about: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    example: str
    commands: tuple[tuple[str, str], ...]


def entries() -> Iterator[Entry]:
    """Describe every command, each before its own sub-commands."""
    from detente.cli.main import cli

    yield from _walk(cli, click.Context(cli, info_name="detente"))


def _walk(command: click.Command, ctx: click.Context) -> Iterator[Entry]:
    below = []
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            if found is not None and not found.hidden:
                below.append((found, click.Context(found, parent=ctx, info_name=name)))
    records = (param.get_help_record(ctx) for param in command.get_params(ctx))
    yield Entry(
        name=ctx.command_path,
        usage=" ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        about=_paragraphs(command.help or ""),
        options=tuple(record for record in records if record and record[1]),
        example=_examples(command.epilog or ""),
        commands=tuple((each.name or "", each.get_short_help_str(100)) for each, _ in below),
    )
    for each, inner in below:
        yield from _walk(each, inner)


def _paragraphs(text: str) -> tuple[str, ...]:
    r"""Split a help text; a paragraph after ``\b`` keeps its lines."""
    found = []
    for part in re.split(r"\n\s*\n", text.strip()):
        kept = part.lstrip().startswith("\b")
        part = part.replace("\b", "").strip("\n")
        found.append(part if kept else " ".join(part.split()))
    return tuple(part for part in found if part.strip())


def _examples(text: str) -> str:
    return text.replace("\b", "").strip().removeprefix("Example:").strip()


def markdown() -> str:
    """Return the reference of the command line in Markdown, a heading for each command."""
    lines: list[str] = []
    for entry in entries():
        depth = "#" * (entry.name.count(" ") + 1 if entry.name != "detente" else 1)
        title = "Command line" if entry.name == "detente" else f"`{entry.name}`"
        lines += [f"({entry.name.replace(' ', '-')})=", f"{depth} {title}", ""]
        for part in entry.about:
            kept = "\n" in part
            lines += [f"```text\n{part}\n```" if kept else _escaped(part), ""]
        lines += ["```text", entry.usage, "```", ""]
        if entry.example:
            lines += [f"Example: `{entry.example}`", ""]
        if entry.options:
            lines += ["| option | what it does |", "|---|---|"]
            lines += [f"| `{_cell(name)}` | {_cell(text)} |" for name, text in entry.options]
            lines.append("")
        if entry.commands and entry.name == "detente":
            lines += ["| command | what it does |", "|---|---|"]
            lines += [
                f"| [{name}](#detente-{name}) | {_cell(text)} |" for name, text in entry.commands
            ]
            lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r"([*_<>\[\]`])", r"\\\1", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def man_pages() -> dict[str, str]:
    """Return the manual in the format of ``man`` by file name, such as ``detente-solve.1``."""
    every = list(entries())
    return {f"{entry.name.replace(' ', '-')}.1": _man_page(entry) for entry in every}


def _man_page(entry: Entry) -> str:
    name = entry.name.replace(" ", "-")
    first = entry.about[0] if entry.about else ""
    lines = [
        f'.TH "{name.upper()}" "1" "" "detente {__version__}" "Detente"',
        ".SH NAME",
        f"{_roff(name)} \\- {_roff(first.split('. ')[0].rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {_roff(entry.usage)}",
        ".SH DESCRIPTION",
    ]
    for part in entry.about:
        if "\n" in part:
            lines += [".PP", ".nf", *map(_roff, part.split("\n")), ".fi"]
        else:
            lines += [".PP", _roff(part)]
    if entry.options:
        lines.append(".SH OPTIONS")
        for option, text in entry.options:
            lines += [".TP", f".B {_roff(option)}", _roff(text)]
    if entry.commands:
        lines.append(".SH COMMANDS")
        for command, text in entry.commands:
            lines += [".TP", f".B {_roff(f'{name}-{command}')}(1)", _roff(text)]
    if entry.example:
        lines += [".SH EXAMPLE", ".nf", *map(_roff, entry.example.split("\n")), ".fi"]
    lines += [
        ".SH EXIT STATUS",
        "0 all well; 1 an analysis could not be completed; 2 bad input or usage; 130 interrupted.",
    ]
    if name != "detente":
        lines += [".SH SEE ALSO", ".BR detente (1)"]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = " ".join(text.split()) if "\n" in text else text
    return f"\\&{text}" if text.startswith((".", "'")) else text
