"""What an archive is made of: files of folders, feeds, lines of JSON; listed without holding them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.documents.loading import source_bytes
from detente.documents.sources import expand_sources
from detente.errors import DetenteError
from detente.filenames import shown_name

#: Endings of files that hold one document a line, as JSON.
LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one source: a file, a feed, a line; ``error`` says why there are none."""

    source: str
    data: bytes
    declared: str | None = None
    is_line: bool = False
    error: str | None = None

    @property
    def fingerprint(self) -> str:
        """What the bytes are known by."""
        return hashlib.sha256(self.data or (self.error or "").encode()).hexdigest()


def items(sources: Iterable[str]) -> Iterator[Item]:
    """Yield the items of sources in order, each read when it is asked for."""
    for named in sources:
        for source in expand_sources([named]):
            if source.lower().endswith(LINES):
                yield from _lines(source)
            else:
                yield _whole(source)
        folder = Path(named)
        if folder.is_dir():
            for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in LINES):
                yield from _lines(str(path))


def _whole(source: str) -> Item:
    try:
        data, declared = source_bytes(source)
    except DetenteError as error:
        return Item(shown_name(source), b"", error=error.message)
    return Item(shown_name(source), data, declared)


def _lines(source: str) -> Iterator[Item]:
    try:
        with Path(source).open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield Item(f"{shown_name(source)}#{number}", line, is_line=True)
    except OSError as error:
        yield Item(
            shown_name(source), b"", error=f"Cannot be read: {(error.strerror or 'no').lower()}."
        )
