"""The columns of a data set, and its files: Parquet, one folder a table, one below it for each year."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from detente.archive.work import Row

_TEXT = (
    "document day source text_hash title author outlet language layer act speaker via target text"
)
_TEXT += " agent patient predicate deed time force party name kind copy_of error"
_COLUMNS = {
    "documents": "document source day text_hash statements words title author outlet language copy_of",
    "statements": "document day number layer act speaker via target targets negated conditions"
    " confidence start end text copy_of",
    "events": "document day statement agent patient predicate deed polarity time force tone copy_of",
    "parties": "document day party name kind copy_of",
    "attitudes": "document day source target act value weight copy_of",
    "failures": "source error",
}
_REAL, _TRUTH = ("confidence", "value", "weight"), ("negated", "polarity")
#: Files of fewer rows are merged, in row groups of so many.
MERGED, _GROUP = 1 << 20, 1 << 16
#: Where documents without a date go.
UNDATED = "undated"

#: A file's path below the data set, its rows, its SHA-256.
Written = tuple[str, int, str]


def schema(table: str) -> Any:
    """Return the columns of a table and their types."""
    import pyarrow as pa

    def kind(name: str) -> Any:
        if name == "targets":
            return pa.list_(pa.string())
        if name in _REAL:
            return pa.float64()
        if name in _TRUTH:
            return pa.bool_()
        return pa.string() if name in _TEXT.split() else pa.int64()

    return pa.schema([(name, kind(name)) for name in _COLUMNS[table].split()])


def packed(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """Return the rows of a parcel, by table, as one small file that needs no Arrow to write."""
    return zlib.compress(json.dumps(rows).encode(), 1)


def fold(folder: Path, names: Sequence[str]) -> list[Written]:
    """Write the rows of several parcels as one file for each table and year.

    Parameters
    ----------
    folder : Path
        The data set.
    names : sequence of str
        Files of :func:`packed` rows below it, in the order in which their rows are to stand.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    groups: dict[str, list[Row]] = {}
    for each in names:
        held = json.loads(zlib.decompress((folder / each).read_bytes()))
        for table, rows in held.items():
            for row in rows:
                year = (row.get("day") or "")[:4] or UNDATED
                groups.setdefault(f"{table}/year={year}", []).append(row)
    digest = _digest(names)
    made = []
    for place in sorted(groups):
        sink = pa.BufferOutputStream()
        rows = groups.pop(place)
        own = pa.Table.from_pylist(rows, schema=schema(place.partition("/")[0]))
        pq.write_table(own, sink, compression="zstd")
        made.append(write(folder, f"{place}/part-{digest}.parquet", len(rows), sink.getvalue()))
    return made


def mergeable(
    listed: Iterable[tuple[str, int, str]], rows: int = MERGED
) -> Iterator[tuple[list[str], int]]:
    """Yield the files that are to be one, with their rows; ``listed`` by name."""
    for _, own in groupby(listed, key=lambda file: file[0].rpartition("/")[0]):
        held: list[str] = []
        count = 0
        for name, number, _hash in own:
            if number >= rows:
                continue
            held.append(name)
            count += number
            if count >= rows:
                yield held, count
                held, count = [], 0
        if len(held) > 1:
            yield held, count


def merge(folder: Path, names: Sequence[str], rows: int) -> Written:
    """Write several files of a table as one, a file in memory at a time."""
    import pyarrow.parquet as pq

    place, table = names[0].rpartition("/")[0], names[0].partition("/")[0]
    digest = _digest(names)
    name = f"{place}/merged-{digest}.parquet"
    temporary = folder / f"{place}/.merged-{digest}.parquet.{os.getpid()}"
    try:
        with pq.ParquetWriter(temporary, schema(table), compression="zstd") as writer:
            held, count = [], 0
            for each in names:
                held.append(pq.read_table(folder / each, partitioning=None))
                count += held[-1].num_rows
                if count >= _GROUP:
                    writer.write_table(_joined(held))
                    held, count = [], 0
            if held:
                writer.write_table(_joined(held))
        with temporary.open("rb+") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        temporary.replace(folder / name)
    finally:
        temporary.unlink(missing_ok=True)
    return name, rows, whole


def _joined(tables: Sequence[Any]) -> Any:
    import pyarrow as pa

    return pa.concat_tables(tables).combine_chunks()


def write(folder: Path, name: str, rows: int, data: bytes) -> Written:
    """Write a file whole or not at all; return its path, rows and SHA-256."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return name, rows, hashlib.sha256(data).hexdigest()


def _digest(names: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
