"""Text out of formats that need a parser: PDF, DOCX, feeds, mail. Runs in a child process only.

Each parser takes the bytes of a file and returns its parts; a feed or a mailbox has many.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

_MOST_PARTS = 20_000
#: Longest running head or foot of a page.
_HEAD = 80
_ZIP_ENTRIES, _ZIP_BYTES, _ZIP_RATIO = 5_000, 200_000_000, 100


class Refused(Exception):  # noqa: N818 - said to the user as it is
    """A file that is not parsed, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document in a file: plain ``text`` or a page's ``html``, and what is stated about it."""

    text: str | None = None
    html: str | None = None
    key: str | None = None
    title: str | None = None
    date: str | None = None
    author: str | None = None
    outlet: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


def parse_pdf(data: bytes) -> list[Part]:
    """Return the text of a PDF: lines joined to paragraphs, running heads and page numbers left out."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("The PDF is locked by a password.")
    pages = [(page.extract_text() or "").split("\n") for page in reader.pages]
    if not any(line.strip() for page in pages for line in page):
        raise Refused("The PDF holds pictures of pages, no text.")
    ends = (line for page in pages for line in {*page[:2], *page[-2:]} if len(line) <= _HEAD)
    lines = Counter(_skeleton(line) for line in ends)
    often = max(3, len(pages) // 2)
    kept = [
        [line for line in page if not (_skeleton(line) and lines[_skeleton(line)] >= often)]
        if len(pages) >= 3
        else page
        for page in pages
    ]
    about = reader.metadata
    return [
        Part(
            text=_reflowed(
                line.strip() for page in kept for line in page if not _page_number(line)
            ),
            title=_line(about.title) if about else None,
            author=_line(about.author) if about else None,
        )
    ]


def _skeleton(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split())).lower()


def _page_number(line: str) -> bool:
    return (
        re.fullmatch(
            r"\s*(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?\s*", line, re.I
        )
        is not None
    )


def _reflowed(lines: Iterable[str]) -> str:
    """Join lines to paragraphs: a paragraph ends at an empty line, or at a short line with a full stop."""
    filled = list(lines)
    lengths = sorted(len(line) for line in filled if line)
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    paragraphs: list[str] = []
    current = ""
    for line in filled:
        if not line:
            paragraphs.append(current)
            current = ""
            continue
        if re.search(r"[a-z]{2}-$", current) and line[:1].islower():
            current = current[:-1] + line
        else:
            current = f"{current} {line}" if current else line
        short = len(line) < 0.75 * width
        if short and (line[-1] in '.!?"”’»' or len(current) == len(line)):
            paragraphs.append(current)
            current = ""
    paragraphs.append(current)
    return "\n\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def parse_docx(data: bytes) -> list[Part]:
    """Return the paragraphs of a DOCX file, tables row by row."""
    check_archive(data)
    import docx
    from docx.table import Table

    document = docx.Document(io.BytesIO(data))
    blocks = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            rows = (
                "\t".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
                for row in item.rows
            )
            blocks.append("\n".join(rows))
        else:
            blocks.append(item.text)
    about = document.core_properties
    text = "\n\n".join(block.strip() for block in blocks if block.strip())
    return [Part(text=text, title=_line(about.title), author=_line(about.author))]


def check_archive(data: bytes) -> None:
    """Refuse a ZIP that unpacks to too much, before anything is unpacked."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _ZIP_ENTRIES or total > _ZIP_BYTES:
        raise Refused("The file unpacks to too much.")
    if total > 10_000_000 and total > _ZIP_RATIO * max(packed, 1):
        raise Refused("The file unpacks to too much.")


def parse_feed(data: bytes) -> list[Part]:
    """Return the entries of an RSS or Atom feed."""
    _refuse_entities(data)
    import feedparser

    found = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    outlet = _line(found.feed.get("title"))
    parts = []
    for number, entry in enumerate(found.entries[:_MOST_PARTS], start=1):
        contents = [item.get("value", "") for item in entry.get("content", ())]
        body = max([*contents, entry.get("summary", "")], key=len)
        text = html_text(body)
        title = _line(html_text(entry.get("title", "")))
        if not text and not title:
            continue
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        parts.append(
            Part(
                text="\n\n".join(block for block in (title, text) if block),
                key=_line(entry.get("link") or entry.get("id")) or f"entry {number}",
                title=title,
                date=f"{stamp[0]:04d}-{stamp[1]:02d}-{stamp[2]:02d}" if stamp else None,
                author=_line(entry.get("author")),
                outlet=outlet,
            )
        )
    if not parts:
        raise Refused("The feed holds no entry with text.")
    return parts


def _refuse_entities(data: bytes) -> None:
    """Refuse XML that defines entities of its own; other faults are the lenient parser's affair."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_entities=True)
    except DefusedXmlException:
        raise Refused("The feed defines entities of its own.") from None
    except (SAXException, ValueError, LookupError):
        return


def parse_mail(data: bytes) -> list[Part]:
    """Return a message, a saved page (MHTML), or every message of a mailbox (mbox)."""
    if data.startswith(b"From "):
        # An mbox separates messages by lines that begin with "From " after an empty line.
        pieces = re.split(rb"(?:\A|\n\r?\n)From [^\n]*\n", data)
        messages = [piece for piece in pieces if piece.strip()][:_MOST_PARTS]
    else:
        messages = [data]
    parts = [part for number, raw in enumerate(messages, start=1) for part in _message(raw, number)]
    if not parts:
        raise Refused("The mailbox holds no message with text.")
    return parts


def _message(raw: bytes, number: int) -> list[Part]:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        return []
    content = body.get_content()
    if not isinstance(content, str) or not content.strip():
        return []
    is_html = body.get_content_type() == "text/html"
    name, address = parseaddr(str(message.get("From", "")))
    saved = str(message.get("Snapshot-Content-Location", "")) or None
    return [
        Part(
            text=None if is_html else content.replace("\r\n", "\n").replace("\r", "\n"),
            html=content if is_html else None,
            key=saved or _line(message.get("Message-ID")) or f"message {number}",
            title=_line(message.get("Subject")),
            date=None if saved else _mail_date(message.get("Date")),
            author=None if saved else _line(name or address),
        )
    ]


def _mail_date(value: Any) -> str | None:
    try:
        return parsedate_to_datetime(str(value)).date().isoformat() if value else None
    except (ValueError, TypeError):
        return None


def html_text(html: str) -> str:
    """Return the text of a scrap of HTML, blocks as paragraphs."""
    from html.parser import HTMLParser

    blocks: list[str] = [""]
    hidden = 0

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: Any) -> None:
            nonlocal hidden
            hidden += tag in ("script", "style")
            if tag in (
                "p",
                "div",
                "br",
                "li",
                "h1",
                "h2",
                "h3",
                "h4",
                "blockquote",
                "tr",
                "ul",
                "ol",
            ):
                blocks.append("")

        def handle_endtag(self, tag: str) -> None:
            nonlocal hidden
            hidden -= tag in ("script", "style") and hidden > 0
            if tag in ("p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
                blocks.append("")

        def handle_data(self, data: str) -> None:
            if not hidden:
                blocks[-1] += data

    collector = Collector(convert_charrefs=True)
    collector.feed(html)
    collector.close()
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def _line(value: Any) -> str | None:
    return (" ".join(str(value).split())[:500] or None) if value else None


PARSERS: dict[str, Callable[[bytes], list[Part]]] = {
    "PDF": parse_pdf,
    "DOCX": parse_docx,
    "RSS or Atom": parse_feed,
    "mail": parse_mail,
}
