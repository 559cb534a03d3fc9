"""Reading an archive on Dask into a data set: resumable, each document once, in bounded memory."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.archive.ledger import Ledger
from detente.archive.listing import Item, items
from detente.archive.tables import Written, fold, merge, mergeable, packed, write
from detente.archive.work import TABLES, Parcel, Row, read_parcel
from detente.archive.writer import Writer
from detente.errors import AnalysisError, InputError
from detente.reading.batches import reader_version
from detente.scaling.running import RETRIES, connected, distributed, replace_file

MANIFEST = "manifest.json"
LEDGER = "ledger.sqlite"
#: Where the rows of a parcel wait until those of several are written by table and year.
INCOMING = "incoming/"
#: So many parcels wait at most.
_WAITING = 256
#: A parcel holds so many items at most, and closes once it holds so many bytes.
PARCEL, _BYTES = 16, 1 << 22


@dataclass(frozen=True, slots=True)
class Made:
    """What a data set holds after a run, and how many items the run has read."""

    folder: Path
    read: int
    items: int
    documents: int
    copies: int


def archive(
    sources: Iterable[str],
    folder: str | Path,
    *,
    cluster: str | None = None,
    processes: int | None = None,
    parcel: int = PARCEL,
    progress: Callable[[int, int], None] | None = None,
    dashboard: Callable[[str], None] | None = None,
) -> Made:
    """Read all documents of some sources that a data set does not hold yet.

    Parameters
    ----------
    sources : iterable of str
        Folders, patterns, files, feeds, and files with one JSON document a line.
    folder : str or Path
        The data set; made if missing. One of the same reader is continued.
    cluster : str, optional
        Address of a Dask scheduler; without one (or ``local``), processes are started here.
    processes : int, optional
        How many processes to start here.
    parcel : int
        Items that a worker reads at a time.
    progress : callable, optional
        Called with (items done, items known of).
    dashboard : callable, optional
        Called with the address of Dask's dashboard.

    Raises
    ------
    InputError
        When the folder cannot be written, or holds something else.
    AnalysisError
        When the cluster cannot be reached or gives up on a parcel.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        if not (target / LEDGER).exists() and any(target.iterdir()):
            raise InputError(
                "The folder is no data set.", source=str(target), fix="Name a new folder."
            )
    except OSError as error:
        raise InputError(
            f"Cannot use the folder: {(error.strerror or 'no').lower()}.",
            source=str(target),
            fix="Name a folder that can be written.",
        ) from error
    with Ledger(target / LEDGER) as ledger:
        ledger.bind(reader_version())
        _sweep(target, ledger)
        read = _read(sources, target, ledger, cluster, processes, parcel, progress, dashboard)
        _fold(target, ledger)
        _merge(target, ledger)
        _manifest(target, ledger)
        return Made(target, read, **ledger.counts())


def _sweep(folder: Path, ledger: Ledger) -> None:
    """Remove what a stopped run has left: files that were written and not entered."""
    for place in (*TABLES, INCOMING):
        for path in (folder / place).rglob("*"):
            if path.is_file() and not ledger.has_file(path.relative_to(folder).as_posix()):
                path.unlink()


def _read(
    sources: Iterable[str],
    folder: Path,
    ledger: Ledger,
    cluster: str | None,
    processes: int | None,
    size: int,
    progress: Callable[[int, int], None] | None,
    dashboard: Callable[[str], None] | None,
) -> int:
    found = _Counted(progress)
    parcels = _parcels(found.new(items(sources), ledger), size)
    first = next(parcels, None)
    if first is None:
        return 0
    with connected(None if cluster == "local" else cluster, processes) as client:
        if dashboard is not None and client.dashboard_link:
            dashboard(client.dashboard_link)
        for parcel, done in _evaluated(client, _chain(first, parcels), ledger.next_parcel()):
            _keep(folder, ledger, parcel, done)
            if parcel.number % _WAITING == _WAITING - 1:
                _fold(folder, ledger)
            found.add(len(done))
    return found.done


class _Counted:
    """Counts items as they are found and done."""

    def __init__(self, progress: Callable[[int, int], None] | None) -> None:
        self.found = self.done = 0
        self._progress = progress

    def new(self, listed: Iterable[Item], ledger: Ledger) -> Iterator[Item]:
        """Yield the items that are not in the ledger."""
        for item in listed:
            if not ledger.is_done(item.source, item.fingerprint):
                self.found += 1
                yield item

    def add(self, count: int) -> None:
        """Count items as done."""
        self.done += count
        if self._progress is not None:
            self._progress(self.done, self.found)


def _parcels(listed: Iterable[Item], size: int) -> Iterator[list[Item]]:
    held: list[Item] = []
    weight = 0
    for item in listed:
        held.append(item)
        weight += len(item.data)
        if len(held) >= size or weight >= _BYTES:
            yield held
            held, weight = [], 0
    if held:
        yield held


def _chain(first: list[Item], rest: Iterator[list[Item]]) -> Iterator[list[Item]]:
    yield first
    yield from rest


def _evaluated(
    client: Any, parcels: Iterator[list[Item]], number: int
) -> Iterator[tuple[Parcel, list[tuple[str, str]]]]:
    """Yield parcels in order with the items that they hold; a bounded number is under way."""
    killed = distributed().KilledWorker
    window = 2 * max(1, sum(client.nthreads().values()))
    under_way: deque[tuple[Any, list[tuple[str, str]]]] = deque()
    ended = False
    while under_way or not ended:
        while not ended and len(under_way) < window:
            taken = next(parcels, None)
            if taken is None:
                ended = True
                break
            future = client.submit(read_parcel, number, taken, pure=False, retries=RETRIES)
            under_way.append((future, [(item.source, item.fingerprint) for item in taken]))
            number += 1
        if under_way:
            future, done = under_way.popleft()
            try:
                yield future.result(), done
            except killed as error:
                raise AnalysisError(
                    "Workers were lost again and again on the same documents; the rest is kept.",
                    source=done[0][0],
                    fix="Give the workers more memory, or lower --parcel, and run again.",
                ) from error


def _keep(folder: Path, ledger: Ledger, parcel: Parcel, done: list[tuple[str, str]]) -> None:
    """Write a parcel and enter it: all of it, or nothing."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    ledger.begin()
    try:
        for reading in parcel.readings:
            new, copy_of = ledger.take(reading)
            for table, own in reading.rows.items() if new else ():
                rows[table] += [row | {"copy_of": copy_of} for row in own]
        rows["failures"] = [{"source": s, "error": e} for s, e in parcel.failures]
        name = f"{INCOMING}part-{parcel.number:09d}"
        with _writable(folder):
            file = write(folder, name, sum(map(len, rows.values())), packed(rows))
        ledger.enter(parcel, done, file)
    finally:
        ledger.undo()


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"Cannot write the data set: {(error.strerror or 'no space').lower()}.",
            source=str(folder),
            fix="What was read is kept; run again when there is room.",
        ) from error


def _fold(folder: Path, ledger: Ledger) -> None:
    """Write the parcels that wait by table and year; a kill in between costs nothing."""
    waiting = [name for name, _rows, _hash in ledger.files(INCOMING)]
    for first in range(0, len(waiting), _WAITING):
        names = waiting[first : first + _WAITING]
        with Writer() as writer, _writable(folder):
            _exchange(folder, ledger, names, writer.do(fold, folder, names))


def _merge(folder: Path, ledger: Ledger) -> None:
    """Make few large files of many small ones; a kill in between costs nothing."""
    with Writer() as writer, _writable(folder):
        for names, rows in list(mergeable(ledger.files())):
            _exchange(folder, ledger, names, [writer.do(merge, folder, names, rows)])


def _exchange(folder: Path, ledger: Ledger, names: Sequence[str], made: Sequence[Written]) -> None:
    """Enter files in the place of others, then remove those."""
    ledger.exchange(names, made)
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _manifest(folder: Path, ledger: Ledger) -> None:
    """Write what the data set holds: every file with its rows and hash."""
    tables: dict[str, int] = dict.fromkeys(TABLES, 0)
    listed = []
    for name, rows, digest in ledger.files():
        tables[name.partition("/")[0]] += rows
        listed.append({"name": name, "rows": rows, "sha256": digest})
    data = {"detente_archive": 1, "reader": reader_version(), **ledger.counts(), "rows": tables}
    text = json.dumps(data | {"files": listed}, indent=1)
    replace_file(folder / MANIFEST, text.encode())
