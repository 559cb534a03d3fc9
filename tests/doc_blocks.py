"""Runs the code blocks of a page, in order, in one folder.

``console``: each line after ``$`` is run; lines below it are what it prints (``…`` for any words, or
any lines where it stands alone). ``python``: run in one namespace per page; ``>>>`` lines are compared
as doctest does. ``yaml``: a model is loaded, anything else is parsed; ``json`` is parsed.

A comment before a block says what it needs or why it is not run::

    <!-- files: article.txt = korea/report.txt, model.yaml = korea/korea.yaml -->
    <!-- not run: needs the network -->
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
_BLOCK = re.compile(
    r"(?P<notes>(?:^<!--[^\n]*-->\n+)*)^(?P<indent> *)```(?P<kind>[a-z]+)\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
#: Kinds that are words or pictures and no code.
WORDS = {"text", "bibtex"}


@dataclass(frozen=True)
class Block:
    """A code block with the line on which it begins and what is said before it."""

    kind: str
    text: str
    line: int
    notes: str

    @property
    def reason_not_run(self) -> str | None:
        found = re.search(r"<!-- not run: (.+?) -->", self.notes)
        return found.group(1) if found else None


def blocks(page: str) -> list[Block]:
    return [
        Block(
            kind=match["kind"],
            text=match["text"],
            line=page.count("\n", 0, match.start("text")),
            notes=match["notes"],
        )
        for match in _BLOCK.finditer(page)
        if match["kind"] not in WORDS
    ]


class Page:
    """One page being run in a folder of its own."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__page__"}

    def run(self) -> int:
        """Run all blocks; return how many were run."""
        text = self.path.read_text(encoding="utf-8")
        self.lay_files(text)
        done = 0
        for block in blocks(text):
            if block.reason_not_run:
                continue
            place = f"{self.path.name}:{block.line}"
            getattr(self, f"_{block.kind}")(block.text, place)
            done += 1
        return done

    def lay_files(self, text: str) -> None:
        """Copy the examples that a page asks for."""
        for group in re.findall(r"<!-- files: (.+?) -->", text):
            for pair in group.split(","):
                name, _, source = (part.strip() for part in pair.partition("="))
                self._lay(self.folder / name, EXAMPLES / source)

    @staticmethod
    def _lay(target: Path, source: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)

    def _console(self, text: str, place: str) -> None:
        command, expected = None, []
        for line in [*text.splitlines(), "$ "]:
            if line.startswith("$ "):
                if command is not None:
                    self.command(command, "\n".join(expected), place)
                command, expected = line[2:], []
            elif command is not None and command.endswith("\\"):
                command = command[:-1] + line.strip()
            else:
                expected.append(line)

    def command(self, line: str, expected: str, place: str) -> None:
        words = shlex.split(line, comments=True)
        out = None
        if ">" in words:
            at = words.index(">")
            words, out = words[:at], words[at + 1]
        if words[0] == "./detente":
            words[0] = "detente"
        assert words[0] == "detente", f"{place}: only detente is run: {line}"
        code, stdout, stderr = call(words[1:])
        assert code == 0, f"{place}: {line}\nexit code {code}\n{stdout}{stderr}"
        if out is not None:
            (self.folder / out).write_text(stdout, encoding="utf-8")
            stdout = ""
        if expected.strip():
            got = (stdout + stderr).rstrip()
            assert same(expected, got), (
                f"{place}: {line}\nthe page says:\n{expected}\nit is:\n{got}"
            )

    def _python(self, text: str, place: str) -> None:
        if ">>>" in text:
            test = doctest.DocTestParser().get_doctest(text, self.names, place, place, 0)
            said: list[str] = []
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            runner.run(test, out=said.append, clear_globs=False)
            self.names.update(test.globs)
            assert not said, "".join(said)
            return
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, place, "exec"), self.names)  # noqa: S102

    def _yaml(self, text: str, place: str) -> None:
        if text.startswith("detente: 1"):
            from detente.model.files import loads

            loads(text, place)
        else:
            YAML(typ="safe").load(text)

    def _json(self, text: str, place: str) -> None:
        for line in text.split("\n\n"):
            json.loads(line.replace("…", '"…"') if '"…"' not in line else line)


def same(expected: str, got: str) -> bool:
    """Compare lines, blanks at their ends aside; ``…`` stands for any words."""
    pattern = ""
    for line in expected.rstrip().split("\n"):
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ ]*\n"
    got = "".join(f"{line.rstrip()}\n" for line in got.split("\n"))
    return re.fullmatch(pattern, got) is not None


def call(arguments: list[str]) -> tuple[int, str, str]:
    """Run the command line in this process; return its exit code and what it printed."""
    from detente.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["detente", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    finally:
        sys.argv = before
    return code, out.getvalue(), err.getvalue()
