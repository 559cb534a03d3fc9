"""Running a job on processes here or on a Dask cluster; finished parts stay, whatever happens.

Every part is written to its own Parquet file, whole or not at all. A run that was stopped, or lost
its workers, goes on with the parts that are missing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypedDict

from detente import strict_json
from detente.errors import AnalysisError, InputError
from detente.scaling.work import Job, Part, evaluate, scenarios

_MANIFEST = "job.json"
#: How often a part is tried again when the worker that held it is lost.
RETRIES = 5
#: Schemes of addresses that are spoken to by TLS, and where Dask looks for the certificates.
_ENCRYPTED = ("tls", "wss")
_CERTIFICATES = tuple(
    f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
)


class _Manifest(TypedDict):
    job: object
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: where its parts are, how many scenarios it holds, and what they cost."""

    folder: Path
    scenarios: int
    seconds: float
    parts: tuple[Path, ...]

    def table(self) -> Any:
        """Return all rows as an Arrow table, by scenario.

        Raises
        ------
        InputError
            When a part cannot be read.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        tables = []
        for path in self.parts:
            with _readable(path):
                table = pq.read_table(path, page_checksum_verification=True)
                table.validate(full=True)
                if len(table) != pq.read_metadata(path).num_rows:
                    raise ValueError
                tables.append(table)
        return pa.concat_tables(tables)

    def outcomes(self, concept: str) -> list[tuple[str, int]]:
        """Return the equilibria of a concept and in how many scenarios, most frequent first."""
        counted: Counter[str] = Counter()
        for row in self.table().to_pylist():
            if row["concept"] == concept:
                counted.update(row["equilibria"])
        return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def run(
    job: Job,
    folder: str | Path,
    *,
    cluster: str | None = None,
    processes: int | None = None,
    size: int = 256,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Solve every scenario of a job that the folder does not hold yet.

    Parameters
    ----------
    job : Job
        What to solve.
    folder : str or Path
        Where results go; made if missing. A folder of the same job is continued.
    cluster : str, optional
        Address of a Dask scheduler (``tls://host:8786``); without one, processes are started here.
    processes : int, optional
        How many processes to start here; as many as there are processors when not given.
    size : int
        Scenarios per part.
    progress : callable, optional
        Called with (scenarios done, all scenarios).

    Raises
    ------
    InputError
        When the folder holds another job, or something that is no part of it; when the cluster is
        another machine and would be spoken to without TLS.
    AnalysisError
        When the cluster cannot be reached or gives up on a part.
    """
    target = Path(folder)
    total = scenarios(job)
    size = _prepare(job, target, size)
    parts = {start: _part(target, start) for start in range(0, total, size)}
    for start, path in parts.items():
        if path.exists():
            _check(path, start, (min(start + size, total) - start) * len(job.concepts))
    starts = [start for start, path in parts.items() if not path.exists()]
    done = total - sum(min(s + size, total) - s for s in starts)
    if progress is not None:
        progress(done, total)
    if starts:
        with connected(cluster, processes) as client:
            for part in _evaluated(client, job, starts, size, total):
                _write(target, part)
                done += min(part.start + size, total) - part.start
                if progress is not None:
                    progress(done, total)
    held = tuple(parts.values())
    return Run(target, total, sum(_seconds(path) for path in held), held)


def _prepare(job: Job, folder: Path, size: int) -> int:
    """Make the folder for a job, or check that it holds this job; return its part size."""
    manifest = folder / _MANIFEST
    wanted = json.loads(json.dumps(job.to_json()))
    try:
        if manifest.exists():
            held = _read_manifest(manifest)
            if held["job"] != wanted:
                raise InputError(
                    "The folder holds the results of another job.",
                    source=str(folder),
                    fix="Name another folder, or give the same model, --vary and --concepts.",
                )
            return held["size"]
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(manifest, json.dumps({"job": wanted, "size": size}).encode())
    except OSError as error:
        raise InputError(
            f"Cannot use the folder: {error.strerror or error}.",
            source=str(folder),
            fix="Name a folder that can be written.",
        ) from error
    return size


def _read_manifest(path: Path) -> _Manifest:
    try:
        held = strict_json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        held = None
    size = held.get("size") if isinstance(held, dict) and "job" in held else None
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise InputError(
            "The file does not say which job the folder holds: it is damaged, or another program's.",
            source=str(path),
            fix="Name another folder, or remove this one and solve again.",
        )
    return {"job": held["job"], "size": size}


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _part(folder: Path, start: int) -> Path:
    return folder / f"part-{start:012d}.parquet"


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say in one line that a part cannot be read."""
    try:
        yield
    except (
        OSError, ValueError, KeyError, TypeError, RuntimeError, OverflowError, MemoryError,
    ) as error:  # fmt: skip
        raise InputError(
            "The file is no part of this job: it is damaged, or another program's.",
            source=str(path),
            fix="Remove it: the run then solves its scenarios again.",
        ) from error


def _check(path: Path, start: int, rows: int) -> None:
    """Refuse a part whose columns, rows or first scenario are not those of this job."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _readable(path), pq.ParquetFile(path) as file:
        sound = file.schema_arrow.equals(_schema()) and file.metadata.num_rows == rows
        first = next(file.iter_batches(1, columns=["scenario"]), None) if sound else None
        if not isinstance(first, pa.RecordBatch) or first.column(0)[0].as_py() != start:
            raise ValueError


def _schema(seconds: float | None = None) -> Any:
    import pyarrow as pa

    return pa.schema(
        [
            ("scenario", pa.int64()),
            ("setting", pa.string()),
            ("concept", pa.string()),
            ("count", pa.int64()),
            ("equilibria", pa.list_(pa.string())),
        ],
        metadata=None if seconds is None else {"seconds": f"{seconds:.6f}"},
    )


def _write(folder: Path, part: Part) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    table = pa.Table.from_pylist(list(part.rows), schema=_schema(part.seconds))
    pq.write_table(table, sink, write_page_checksum=True)  # a turned bit is no other answer
    path = _part(folder, part.start)
    try:
        replace_file(path, sink.getvalue().to_pybytes())
    except OSError as error:
        raise InputError(
            f"Cannot write the part: {(error.strerror or 'no space').lower()}.",
            source=str(path),
            fix="Finished parts are kept; run again when there is room.",
        ) from error


def _seconds(path: Path) -> float:
    import pyarrow.parquet as pq

    with _readable(path):
        return float((pq.read_schema(path).metadata or {}).get(b"seconds", b"0"))


def distributed() -> Any:
    """Return Dask's package, or say that it is missing."""
    try:
        return import_module("distributed")
    except ImportError:
        raise AnalysisError("Dask is not installed.", fix="Install detente[cluster].") from None


@contextmanager
def connected(cluster: str | None, processes: int | None) -> Iterator[Any]:
    """Connect to a cluster, or start processes here for as long as they are needed."""
    dask = distributed()
    if cluster is not None:
        _refuse_in_the_open(cluster)
        try:
            with ThreadPoolExecutor(1) as pool:  # a notebook has a loop of its own in this thread
                pool.submit(asyncio.run, _reach(dask, cluster)).result()
            client = dask.Client(cluster, timeout="10s")
        except TypeError as error:  # Dask has no certificates to speak TLS with
            raise AnalysisError(
                f"No certificates are set for the cluster at {cluster[:80]!r}.",
                fix=f"Set {', '.join(_CERTIFICATES)} to files.",
            ) from error
        except (OSError, ValueError) as error:
            raise AnalysisError(
                f"The cluster at {cluster[:80]!r} does not answer.",
                fix="Start a scheduler (dask scheduler) and workers, and give its address.",
            ) from error
        with client:
            yield client
        return
    from detente.engine.large.threads import workers

    with _interrupts_kept_from_children():
        local = dask.LocalCluster(
            n_workers=processes or workers(),
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",  # not the usual port, which may be taken
            silence_logs=50,
        )
    with local, dask.Client(local) as client:
        yield client


async def _reach(dask: Any, cluster: str) -> None:
    """Speak to a scheduler once: a client that finds none would leave a thread and its sockets behind."""
    secured = dask.Security().get_connection_args("client")
    comm = await dask.comm.connect(cluster, timeout=10, **secured)
    await comm.close()


def _refuse_in_the_open(cluster: str) -> None:
    """Refuse another machine without TLS: what is sent to workers is code to whoever can change it."""
    scheme, _, place = cluster.rpartition("://")
    host = place.rpartition(":")[0].strip("[]")
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if scheme.lower() not in _ENCRYPTED and host and not here:
        raise InputError(
            f"The cluster at {cluster[:80]!r} is another machine, and is spoken to without TLS.",
            fix="Start scheduler and workers with --tls-ca-file, --tls-cert and --tls-key, and give tls://HOST:PORT.",
        )


@contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Keep Ctrl-C from processes started meanwhile, and from threads that start some later.

    A terminal interrupts every process; workers stop when they are told, without complaint.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started later, it would let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _evaluated(client: Any, job: Job, starts: list[int], size: int, total: int) -> Iterator[Part]:
    """Yield parts as they are finished; a bounded number is under way at a time."""
    dask = distributed()
    waiting = iter(starts)

    def submit() -> Any:
        start = next(waiting, None)
        if start is None:
            return None
        return client.submit(
            evaluate, job, start, min(start + size, total), pure=False, retries=RETRIES
        )

    window = 4 * max(1, sum(client.nthreads().values()))
    under_way = dask.as_completed([f for f in (submit() for _ in range(window)) if f is not None])
    for future in under_way:
        try:
            part: Part = future.result()
        except dask.KilledWorker as error:
            raise AnalysisError(
                "Workers were lost again and again on the same part; finished parts are kept.",
                fix="Give the workers more memory, or lower --part-size, and run again.",
            ) from error
        yield part
        following = submit()
        if following is not None:
            under_way.add(following)
