"""From what is named on a command line to single documents: files, folders, patterns, addresses."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from pathlib import Path

from detente.documents.formats import READ_ENDINGS

STDIN = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Whether a source is an address such as ``https://…`` rather than a file.

    Examples
    --------
    >>> is_address("https://example.org/a"), is_address("notes/a.txt")
    (True, False)
    """
    return _ADDRESS.match(source) is not None


def expand_sources(sources: Iterable[str]) -> list[str]:
    """Expand folders and patterns into documents, in order and without repetition.

    Folders give their readable files, subfolders included, hidden ones left out. A source that
    gives nothing stays as it was named, so that loading it says what is wrong, in its place.
    """
    found: list[str] = []
    for source in sources:
        found += _expanded(source) or [source]
    return list(dict.fromkeys(found))


def _expanded(source: str) -> list[str]:
    if source == STDIN or is_address(source):
        return []
    path = Path(source)
    try:
        if path.is_dir():
            return files_in(path)
        if path.exists():
            return []
        if any(sign in source for sign in "*?["):
            # Path.glob takes no absolute pattern.
            matched = (Path(name) for name in sorted(glob.glob(source, recursive=True)))  # noqa: PTH207
            return [str(path) for path in matched if path.is_file()]
    except (OSError, ValueError):
        pass
    return []


def files_in(folder: Path) -> list[str]:
    """Return the files of a folder that can be read, subfolders included, in order."""
    return sorted(
        str(item)
        for item in folder.rglob("*")
        if item.suffix.lower() in (*READ_ENDINGS, ".json")
        and not any(part.startswith(".") for part in item.relative_to(folder).parts)
        and item.is_file()
        and (item.suffix.lower() != ".json" or _is_json_feed(item))
    )


def _is_json_feed(path: Path) -> bool:
    """Whether a JSON file is a feed; folders hold much other JSON, which is not meant."""
    try:
        with path.open("rb") as file:
            return b"jsonfeed.org/version/1" in file.read(4096)
    except OSError:
        return False
