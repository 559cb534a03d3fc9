"""Model files: load them, or check them and get every problem at once."""

from __future__ import annotations

import os
from os import PathLike

from detente.errors import InputError
from detente.model.building import Builder
from detente.model.checking import check_conflict
from detente.model.conflict import Conflict
from detente.model.parsing import parse_text
from detente.model.problems import ModelError, Problem

#: Larger files are refused.
MAX_BYTES = 5_000_000


def load(path: str | PathLike[str]) -> Conflict:
    """Load a conflict from a YAML or (ending ``.json``) JSON file.

    Raises
    ------
    ModelError
        With every problem in ``problems``, when there is an error among them.

    Examples
    --------
    >>> load("no-such-file.yaml")
    Traceback (most recent call last):
    detente.model.problems.ModelError: no-such-file.yaml: The file cannot be read: no such file...
    """
    source = str(path)
    try:
        text = read_text(source)
    except InputError as error:
        raise ModelError([_problem(error, source)]) from None
    return loads(text, source)


def loads(text: str, source: str | None = None) -> Conflict:
    """Load a conflict from text; JSON when ``source`` ends in ``.json``, else YAML.

    Raises
    ------
    ModelError
        With every problem in ``problems``, when there is an error among them.
    """
    conflict, problems = check_text(text, source)
    if conflict is None:
        raise ModelError(problems)
    return conflict


def check(path: str | PathLike[str]) -> list[Problem]:
    """Return every problem of a model file, in the order of its lines; empty when all is well."""
    source = str(path)
    try:
        text = read_text(source)
    except InputError as error:
        return [_problem(error, source)]
    return check_text(text, source)[1]


def check_text(text: str, source: str | None = None) -> tuple[Conflict | None, list[Problem]]:
    """Return the conflict of a text (None when it has errors) and every problem, by line."""
    if source is not None and source.lower().endswith(".gmcr"):
        return None, [
            Problem(
                message="This is a file of GMCR+, not a model file.",
                source=source,
                fix="Convert it: detente convert model.gmcr model.yaml.",
            )
        ]
    json = source is not None and source.lower().endswith(".json")
    try:
        root = parse_text(text.removeprefix("\ufeff"), json=json)
    except InputError as error:
        return None, [_problem(error, source)]
    builder = Builder(source)
    conflict = builder.build(root, origin=None if json else text)
    if conflict is not None:
        check_conflict(conflict, builder)
        if any(problem.severity == "error" for problem in builder.problems):
            conflict = None
    return conflict, sorted(builder.problems, key=lambda problem: problem.line or 0)


def _problem(error: InputError, source: str | None) -> Problem:
    return Problem(message=error.message, source=source, line=error.line, fix=error.fix)


def read_text(source: str) -> str:
    """Return the text of a file, UTF-8 and of a size that a model may have.

    Raises
    ------
    InputError
        When it cannot be read, is too large, binary, or not in UTF-8.
    """
    try:
        # Not by pathlib, whose import alone takes as long as solving a small model.
        if os.path.isdir(source):  # noqa: PTH112
            raise InputError("This is a folder.", fix="Name a model file in it.")
        with open(source, "rb") as file:  # noqa: PTH123
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(
            f"The file cannot be read: {reason}.", fix="Check its name and permissions."
        ) from None
    except ValueError:
        raise InputError("This is no file name.", fix="Check the name.") from None
    if len(data) > MAX_BYTES:
        raise InputError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB.", fix="Model files are small."
        )
    if b"\0" in data:
        raise InputError(
            "The file is binary or not in UTF-8: it contains a NUL.", fix="Give a UTF-8 text file."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "The file is not in UTF-8.", line=line, fix="Save it with the encoding UTF-8."
        ) from None
