"""Many sources: read over several processes, in order, in constant memory.

A source that fails, or that takes its process down, gives an error in its place; the rest go on.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import AnalysisError, DetenteError, InputError
from detente.evidence import Document
from detente.extras import named_when_missing
from detente.filenames import shown_name

if TYPE_CHECKING:
    from detente.reading.llm import Helper

#: Sources that may wait for each process; bounds the memory.
_AHEAD = 4
#: Fewer sources than this are not worth another process.
_LEAST = 4
#: Sources whose documents are parsed together where one process reads.
_TOGETHER = 4
#: Characters parsed together at most, but for a document that is longer by itself; bounds the memory.
_MOST_TEXT = 40_000
_CHUNK = 1 << 20
#: Longest time for reading one document.
SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one source.

    Attributes
    ----------
    source : str
    file_hash : str or None
        SHA-256 of its bytes, where they could be had.
    documents : tuple of Document
        Those that were read, with their statements.
    unchanged : tuple of str
        Sources of the documents that were known already and not read again.
    skipped : bool
        The bytes were known already: nothing was parsed.
    error : DetenteError or None
        Why it could not be read.
    failed : tuple of DetenteError
        Why single documents of a source that holds several could not be read.
    """

    source: str
    file_hash: str | None = None
    documents: tuple[Document, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: bool = False
    error: DetenteError | None = None
    failed: tuple[DetenteError, ...] = ()

    @property
    def errors(self) -> tuple[DetenteError, ...]:
        """All that could not be read, with the reasons."""
        return self.failed if self.error is None else (self.error, *self.failed)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reader_version() -> str:
    """Return a name for this reader: other rules, another parser or other actors give another name."""
    from detente.reading.pipeline import PARSER

    return _version(os.environ.get("DETENTE_ACTORS"), os.environ.get(PARSER, ""))


@lru_cache(maxsize=4)
def _version(actors: str | None, parser: str) -> str:
    from detente.reading.parser_model import named_weights, parser_model

    weights = named_weights(parser) if parser else parser_model().weights
    digest = hashlib.sha256(weights.encode())
    root = Path(__file__).parent.parent
    rooms = (root / name for name in ("reading", "actors", "documents"))
    kinds = (".py", ".toml", ".tsv", ".json")
    for path in sorted(p for room in rooms for p in room.rglob("*") if p.suffix in kinds):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    if actors is not None and Path(actors).is_file():
        digest.update(Path(actors).read_bytes())
    return digest.hexdigest()[:16]


def read_many(
    sources: Iterable[str],
    *,
    jobs: int = 1,
    is_current: Callable[[str, str], bool] | None = None,
    known: Callable[[str], Mapping[str, str]] | None = None,
    helper: Helper | None = None,
) -> Iterator[Result]:
    """Read sources, giving one result each, in their order.

    Parameters
    ----------
    sources : iterable of str
        Files, addresses or ``-``; see :func:`detente.documents.expand_sources`.
    jobs : int
        Processes to use; 1 reads in this one.
    is_current : callable, optional
        From a source and the hash of its bytes to whether it need not be read again.
    known : callable, optional
        From a source to the text hashes of its documents that need not be read again, by document
        source. A feed that has grown costs only its new entries.
    helper : Helper, optional
        A language model that may propose statements; see :mod:`detente.reading.llm`.

    Examples
    --------
    >>> from detente.api import example
    >>> [result.error for result in read_many([example("korea/report.txt"), "no-such-file.txt"])]
    [None, InputError('There is no such file.')]
    """
    waiting = iter(sources)
    first = list(islice(waiting, jobs * _LEAST)) if jobs > 1 else []
    if jobs == 1 or len(first) < _LEAST * 2:
        rest = _chain(first, waiting)
        while together := list(islice(rest, _TOGETHER)):
            yield from _read_few(together, is_current, known, helper)
        return
    yield from _over_processes(_chain(first, waiting), jobs, is_current, known, helper)


def _over_processes(
    sources: Iterator[str],
    jobs: int,
    is_current: Callable[[str, str], bool] | None,
    known: Callable[[str], Mapping[str, str]] | None,
    helper: Helper | None,
) -> Iterator[Result]:
    from detente.reading.pipeline import pipeline

    pipeline()  # loaded once, shared with the processes where the system forks
    pool = ProcessPoolExecutor(jobs)
    queue: deque[tuple[str, Mapping[str, str], Result | Future[Result]]] = deque()

    def submit(source: str, texts: Mapping[str, str]) -> Future[Result]:
        nonlocal pool
        try:
            return pool.submit(_read, source, texts, helper)
        except BrokenProcessPool:  # a document before this one has taken the processes down
            pool.shutdown(wait=False)
            pool = ProcessPoolExecutor(jobs)
            return pool.submit(_read, source, texts, helper)

    try:
        ended = False
        while queue or not ended:
            while not ended and len(queue) < jobs * _AHEAD:
                source = next(sources, None)
                if source is None:
                    ended = True
                    break
                done = _skipped(source, is_current)
                texts = known(source) if known and done is None else {}
                queue.append((source, texts, done or submit(source, texts)))
            if not queue:
                break
            source, texts, future = queue.popleft()
            if isinstance(future, Result):
                yield future
                continue
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(source, texts, helper)
                queue = deque(
                    (
                        s,
                        t,
                        f if isinstance(f, Result) or _has_result(f) else submit(s, t),
                    )
                    for s, t, f in queue
                )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(source: str, texts: Mapping[str, str], helper: Helper | None) -> Result:
    """Read a source in a process of its own: it may have been the one that took the others down."""
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(_read, source, texts, helper).result()
        except BrokenProcessPool:
            return Result(source=source, error=_too_much(source))


def _too_much(source: str) -> InputError:
    message = "The document takes too much memory or time."
    return InputError(message, source=source, fix="Give it in parts.")


def _has_result(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _skipped(source: str, is_current: Callable[[str, str], bool] | None) -> Result | None:
    """Return a result without parsing when the bytes of a file are known."""
    if is_current is None:
        return None
    try:
        path = Path(source)
        if not path.is_file():
            return None
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while part := file.read(_CHUNK):
                digest.update(part)
    except (OSError, ValueError):
        return None
    found = digest.hexdigest()
    return (
        Result(source=source, file_hash=found, skipped=True) if is_current(source, found) else None
    )


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A source whose documents wait to be read."""

    source: str
    file_hash: str
    documents: tuple[Document, ...]
    unchanged: tuple[str, ...]


def _read(source: str, texts: Mapping[str, str], helper: Helper | None) -> Result:
    return next(_read_few([source], None, lambda _: texts, helper))


def _read_few(
    sources: Sequence[str],
    is_current: Callable[[str, str], bool] | None,
    known: Callable[[str], Mapping[str, str]] | None,
    helper: Helper | None,
) -> Iterator[Result]:
    """Read some sources, their documents parsed together."""
    loaded = [
        _skipped(source, is_current) or _load(source, known(source) if known else {})
        for source in sources
    ]
    waiting = [d for one in loaded if isinstance(one, _Loaded) for d in one.documents]
    read = (one for group in _groups(waiting) for one in _read_together(group, helper))
    for one in loaded:
        if isinstance(one, Result):
            yield one
            continue
        found = [next(read) for _ in one.documents]
        failed = tuple(error for error in found if isinstance(error, DetenteError))
        alone = failed[0] if len(found) == 1 and failed and not one.unchanged else None
        yield Result(
            source=one.source,
            file_hash=one.file_hash,
            documents=tuple(d for d in found if isinstance(d, Document)),
            unchanged=one.unchanged,
            error=alone,
            failed=() if alone else failed,
        )


def _load(source: str, texts: Mapping[str, str]) -> _Loaded | Result:
    from detente.documents.loading import documents_of, source_bytes

    file_hash = None
    try:
        data, declared = source_bytes(source)
        file_hash = hashlib.sha256(data).hexdigest()
        loaded = documents_of(data, source, declared=declared)
    except Exception as error:  # noqa: BLE001 - nothing in a source ends a batch
        return Result(source=source, file_hash=file_hash, error=_reason(error, source))
    known = [texts.get(shown_name(d.source)) == text_hash(d.text) for d in loaded]
    return _Loaded(
        source,
        file_hash,
        tuple(d for d, same in zip(loaded, known, strict=True) if not same),
        tuple(shown_name(d.source) for d, same in zip(loaded, known, strict=True) if same),
    )


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in groups that are parsed together; a long one stands alone."""
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > _MOST_TEXT:
            yield group
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    if group:
        yield group


def _read_together(
    documents: Sequence[Document], helper: Helper | None
) -> list[Document | DetenteError]:
    """Read documents parsed together; where one of them fails, each alone."""
    from detente.reading import read_together

    try:
        with _time_limit(), named_when_missing():
            found = read_together(documents)
        return [_shown(helper.help(read) if helper is not None else read) for read in found]
    except Exception as error:  # noqa: BLE001 - nothing in a document ends a batch
        if len(documents) == 1:
            return [_reason(error, documents[0].source)]
    return [one for document in documents for one in _read_together([document], helper)]


def _reason(error: Exception, source: str) -> DetenteError:
    """Return an error in one line: whatever is in a document, it never ends a batch."""
    if isinstance(error, DetenteError):
        if error.source is None:
            error.source = source
        return error
    if isinstance(error, (RecursionError, MemoryError, _TooLongError)):
        return _too_much(source)
    import logging

    logging.getLogger("detente.reading").debug("reading failed", exc_info=error)
    return AnalysisError(
        f"The document cannot be read: an unexpected {type(error).__name__}.",
        source=source,
        fix="The others are read all the same; please report it.",
    )


def _shown(document: Document) -> Document:
    """Return a document named so that it can be shown and kept."""
    source, name = shown_name(document.source), shown_name(document.id)
    if (source, name) == (document.source, document.id) and document.title is None:
        return document
    title = None if document.title is None else shown_name(document.title)
    return replace(document, source=source, id=name, title=title)


class _TooLongError(Exception):
    pass


@contextmanager
def _time_limit() -> Iterator[None]:
    """Bound the time of one document, where the system has an alarm clock (not on Windows)."""
    import signal
    import threading

    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _chain(first: Iterable[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest
