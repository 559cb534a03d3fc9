r"""Loading documents: clean, stable text out of files and pages.

The text is fixed once: a byte-order mark is dropped, line ends become ``\n``, typographic code
points become plain letters (:mod:`detente.documents.typography`); all offsets refer to it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from detente.documents.decoding import decode
from detente.documents.formats import DATABASE, HTML, READ_ENDINGS, Format, format_of
from detente.documents.heading import Heading, heading_of
from detente.documents.language import guess_language
from detente.documents.limits import LIMITS, Limits
from detente.documents.parts import Part, arrival_note, letters
from detente.documents.quality import quality_notes
from detente.documents.sources import STDIN, is_address
from detente.documents.typography import plain, unwrapped
from detente.errors import InputError
from detente.evidence import Document

#: Least share of a message's plain text that its page must hold to be taken.
_LEAST_OF_PLAIN = 0.8
#: Words of its first line by which a page is found in the text.
_LINE_WORDS = 6
_FIX_DOSSIER = (
    "Of a dossier, `detente report` writes the brief, `detente dossier` lists what it holds."
)
_FIX_FORMAT = f"Save the text as one of: {' '.join(READ_ENDINGS)}."


def load_document(
    source: str, *, stdin: BinaryIO | None = None, limits: Limits = LIMITS
) -> Document:
    """Load one document, without reading statements in it.

    Parameters
    ----------
    source : str
        A file path, ``-`` for standard input, or an ``http(s)`` address, which is fetched.
    stdin : BinaryIO, optional
        Read instead of the process's standard input.
    limits : Limits
        What is refused as too large.

    Raises
    ------
    InputError
        When there is no such file, or it is empty, too large, binary, of a format that is not
        read, or a page without text; when an address may not or cannot be fetched; or when a feed
        or mailbox holds several documents (:func:`load_documents` gives them all).
    """
    documents = load_documents(source, stdin=stdin, limits=limits)
    if len(documents) > 1:
        raise InputError(
            f"The file holds {len(documents)} documents.",
            source=source,
            fix="Use `detente read` or a dossier, which take them all.",
        )
    return documents[0]


def load_documents(
    source: str, *, stdin: BinaryIO | None = None, limits: Limits = LIMITS
) -> list[Document]:
    """Load every document of a source: one of a file, several of a feed or a mailbox.

    Parameters and errors are those of :func:`load_document`; the list is never empty. Documents of
    a feed or mailbox have the source ``FILE#KEY``.
    """
    data, declared = source_bytes(source, stdin=stdin, limits=limits)
    return documents_of(data, source, declared=declared, limits=limits)


def source_bytes(
    source: str, *, stdin: BinaryIO | None = None, limits: Limits = LIMITS
) -> tuple[bytes, str | None]:
    """Return the bytes of a source, and the encoding that a server declared."""
    declared = None
    if source == STDIN:
        data = _read(stdin or sys.stdin.buffer, source, limits)
    elif is_address(source):
        from detente.documents.fetching import fetch

        data, declared = fetch(source, limits=limits)
    else:
        data = _file(source, limits)
    return data, declared


def documents_of(
    data: bytes, source: str, *, declared: str | None = None, limits: Limits = LIMITS
) -> list[Document]:
    """Return the documents in the bytes of a source; see :func:`load_documents`."""
    if not data.strip():
        raise InputError("The file is empty.", source=source, fix="Give a document with text.")
    ending = "" if source == STDIN else Path(source.split("?")[0]).suffix
    form = format_of(data, ending)
    if not form.readable:
        raise InputError(
            f"{form.name} files are not read by this version.",
            source=source,
            fix=_FIX_DOSSIER if form is DATABASE else _FIX_FORMAT,
        )
    if form.parser is not None:
        return _parsed(data, source, form, limits)
    text, notes = decode(data, source=source, declared=declared)
    part = Part(html=text) if form is HTML else Part(text=unwrapped(text))
    return [_document(source, part, notes, limits)]


def _parsed(data: bytes, source: str, form: Format, limits: Limits) -> list[Document]:
    from detente.documents.sandbox import parse

    parts = parse(form.parser or "", data, source=source, limits=limits)
    # A feed or mailbox names its parts even when there is one: there may be more tomorrow.
    many = form.many and (form.parser != "mail" or data.startswith(b"From "))
    documents: list[Document] = []
    failure: InputError | None = None
    for number, part in enumerate(parts):
        # A message attached to a mail is a document of its own.
        name = f"{source}#{part.key}" if many or number else source
        try:
            documents.append(_document(name, part, [], limits))
        except InputError as error:
            failure = failure or error
    if not documents:
        raise failure or InputError("The file holds no text.", source=source, fix=_FIX_FORMAT)
    return documents


def with_unique_ids(documents: Iterable[Document]) -> list[Document]:
    """Return documents with ids that differ: a repeated one gets ``-2``, ``-3`` and so on."""
    taken: set[str] = set()
    result = []
    for document in documents:
        number, name = 1, document.id
        while name in taken:
            number += 1
            name = f"{document.id}-{number}"
        taken.add(name)
        result.append(document if name == document.id else replace(document, id=name))
    return result


def _document(source: str, part: Part, notes: list[str], limits: Limits) -> Document:
    stated = Heading(part.title, part.date, part.author, part.outlet)
    text, found, arrived = _content(source, part, limits)
    text = plain(text)
    if not any(character.isalnum() for character in text):
        raise InputError(
            "The document has no text.", source=source, fix="Give a document with text."
        )
    heading = stated.filled_from(found).filled_from(heading_of(text)).plain()
    return Document(
        id=slug_of(source),
        source=source,
        text=text,
        title=heading.title,
        author=heading.author,
        date=heading.date,
        outlet=heading.outlet,
        language=guess_language(text),
        notes=(*notes, *part.notes, *filter(None, [arrived]), *quality_notes(text, heading)),
        pages=page_starts(text, part.pages),
    )


def page_starts(text: str, first_lines: Sequence[str]) -> tuple[int, ...]:
    """Return where pages begin in a text, by their first lines; a page that is not found begins with the next.

    Examples
    --------
    >>> page_starts("One two. Three four.", ["One two.", "", "Three four."])
    (0, 9, 9)
    """
    starts: list[int] = []
    place = 0
    for number, line in enumerate(first_lines):
        words = plain(line).split()[:_LINE_WORDS]
        # Words are parted by any space, and a word may go on that a hyphen divided on the page before.
        found = words and re.compile(r"\s*".join(map(re.escape, words))).search(text, place)
        place = found.start() if found else place
        starts.append(place if number else 0)
        if not found:
            starts[-1] = -1
    later = len(text)
    for number in range(len(starts) - 1, -1, -1):
        starts[number] = later = later if starts[number] < 0 else starts[number]
    return tuple(starts)


def _content(source: str, part: Part, limits: Limits) -> tuple[str, Heading, str | None]:
    """Return the text of a part, what its page states, and how much of it did not arrive.

    Of a message in two forms the page is taken, unless it holds much less than the plain text.
    """
    plain_text = part.text or ""
    if part.html is None:
        return plain_text, Heading(), arrival_note(letters(plain_text), part.letters, part.left_out)
    from detente.documents.html import page_content

    try:
        text, heading, note = page_content(part.html, source, limits=limits)
    except InputError:
        if letters(plain_text) == 0:
            raise
        return plain_text, Heading(), None
    if letters(text) < _LEAST_OF_PLAIN * letters(plain_text):
        return plain_text, heading, None
    return text, heading, note


def slug_of(source: str) -> str:
    """Return the id of a document from the name of its source.

    Examples
    --------
    >>> slug_of("notes/dev-labour.txt"), slug_of("https://example.org/news/a-dam.html?x=1")
    ('dev-labour', 'a-dam')
    >>> slug_of("feed.xml#https://example.org/news/a-dam"), slug_of("box.mbox#<17@example.org>")
    ('a-dam', '17-example.org')
    """
    if source == STDIN:
        return "stdin"
    if not is_address(source):
        container, _, key = source.partition("#")
        source = key or container
    if is_address(source):
        host, _, path = source.split("://", 1)[1].split("?")[0].split("#")[0].partition("/")
        source = path.strip("/") or host.replace(".", "-")
        source = Path(source).stem
    elif "@" not in source:
        source = Path(source).stem
    return re.sub(r"[^\w.-]+", "-", source).strip("-.")[:80] or "document"


def _file(source: str, limits: Limits) -> bytes:
    path = Path(source)
    try:
        if path.is_dir():
            raise InputError(
                "The folder holds no document that can be read.", source=source, fix=_FIX_FORMAT
            )
        if not path.exists():
            raise InputError("There is no such file.", source=source, fix="Check the path.")
        if not path.is_file():
            raise InputError(
                "This is not a regular file.", source=source, fix="Use - for standard input."
            )
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise _too_large(source, size, limits.file_bytes)
        with path.open("rb") as file:
            return _read(file, source, limits)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"The file cannot be read: {reason}.",
            source=source,
            fix="Check its name and permissions.",
        ) from error


def _read(file: BinaryIO, source: str, limits: Limits) -> bytes:
    data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise _too_large(source, None, limits.file_bytes)
    return data


def _too_large(source: str, size: int | None, limit: int) -> InputError:
    has = f"has {size / 1e6:.0f} MB" if size is not None else "is too large"
    return InputError(
        f"The document {has}; at most {limit / 1e6:.0f} MB are read.",
        source=source,
        fix="Give the article alone.",
    )
