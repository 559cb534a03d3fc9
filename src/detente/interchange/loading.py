"""One door for model files of every format that is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.model import files
from detente.model.conflict import Conflict

if TYPE_CHECKING:
    from detente.interchange.gmcr import GmcrFile
    from detente.model.problems import Problem

_GMCR = ".gmcr"


def load_model(path: str, *, note: Callable[[str], None] | None = None) -> Conflict:
    """Load a model file: YAML, JSON or ``.gmcr``, by its ending.

    Parameters
    ----------
    path : str
        The file.
    note : callable, optional
        Called with what was read otherwise than it may look, sentence by sentence.

    Raises
    ------
    InputError
        When the file cannot be read or the model has errors.
    """
    if not path.lower().endswith(_GMCR):
        return files.load(path)
    found = read_foreign(path)
    if note is not None:
        for sentence in notes_on(found):
            note(sentence)
    return found.conflict


def check_model(path: str) -> list[Problem]:
    """Return every problem of a model file of any format that is read."""
    if not path.lower().endswith(_GMCR):
        return files.check(path)
    from dataclasses import replace
    from json import dumps

    from detente.model.problems import Problem
    from detente.model.writing import to_json

    try:
        found = read_foreign(path)
    except InputError as error:
        return [Problem(message=error.message, source=path, line=error.line, fix=error.fix)]
    _, problems = files.check_text(dumps(to_json(found.conflict)), f"{path}.json")
    return [
        *(Problem(message=text, source=path, severity="notice") for text in notes_on(found)),
        *(replace(problem, source=path, line=None) for problem in problems),
    ]


def read_foreign(path: str) -> GmcrFile:
    """Read a file of another program.

    Raises
    ------
    InputError
        When it cannot be read, or is no such file.
    """
    from detente.interchange.gmcr import read_gmcr

    try:
        text = files.read_text(path)
    except InputError as error:
        raise InputError(error.message, source=path, line=error.line, fix=error.fix) from None
    return read_gmcr(text, path)


def notes_on(file: GmcrFile) -> tuple[str, ...]:
    """Say what a file of another program holds that a model does not, and what was read how."""
    notes = list(file.notices)
    if file.coalitions:
        blocks = {dm for block in file.coalitions for dm in block}
        alone = [dm.id for dm in file.conflict.decision_makers if dm.id not in blocks]
        structure = ",".join(["+".join(block) for block in file.coalitions] + alone)
        notes.append(f"The coalitions of the file count with --structure {structure} only.")
    if file.unseen:
        notes.append(
            "What decision makers do not see counts with --hypergame only (as in GMCR+ with "
            "--option sanctions=any)."
        )
    return tuple(notes)
