"""What kind of document a file is, by its first bytes and its ending.

One row a format. A format without a reader is recognised only to be refused by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of document; ``start`` matches its first bytes.

    ``parser`` names the one in :mod:`detente.documents.parsers` that reads it; ``readable`` tells
    whether we read it at all, and ``many`` whether one file may hold many documents.
    """

    name: str
    endings: tuple[str, ...]
    start: re.Pattern[bytes] | None = None
    readable: bool = False
    parser: str | None = None
    many: bool = False


def _starts(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


_XML = rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s{0,200})?"

#: JSON begins with a key, or with a list of objects; a text may begin with a bracket or a mark.
_JSON = rb"(?:\xef\xbb\xbf)?\s{0,200}(?:\{\s{0,200}\"(?:[^\"\\]|\\.){0,200}\"\s{0,20}:|\[\s{0,200}[\{\[]\s{0,200}[\"\{\[])"
TEXT = Format(name="plain text", endings=(".txt", ".text"), readable=True)
MARKDOWN = Format(name="Markdown", endings=(".md", ".markdown"), readable=True)
HTML = Format(
    name="HTML",
    endings=(".html", ".htm", ".xhtml"),
    start=_starts(_XML + rb"<(?:!doctype html|html\b|head\b|body\b)"),
    readable=True,
)
JSON_LINES = Format(name="JSON Lines", endings=(".jsonl", ".ndjson"))
#: In order: first bytes decide before endings, the first row that matches counts.
DATABASE = Format(
    name="Database",
    endings=(".sqlite", ".db", ".dossier"),
    start=_starts(rb"SQLite format 3\0"),
)
FORMATS = (
    Format(name="PDF", endings=(".pdf",), start=_starts(rb"%PDF-"), readable=True, parser="PDF"),
    Format(name="RTF", endings=(".rtf",), start=_starts(rb"\{\\rtf")),
    Format(
        name="EPUB", endings=(".epub",), start=_starts(rb"PK\x03\x04.{26}mimetypeapplication/epub")
    ),
    Format(
        name="DOCX",
        endings=(".docx", ".docm"),
        start=_starts(
            rb"PK\x03\x04.{26}(?:\[Content_Types\]|word/|_rels/\.rels|docProps/|customXml/)"
        ),
        readable=True,
        parser="DOCX",
    ),
    Format(
        name="ODT", endings=(".odt",), start=_starts(rb"PK\x03\x04.{26}mimetypeapplication/vnd")
    ),
    Format(
        name="ZIP",
        endings=(".zip", ".gz", ".7z", ".xz"),
        start=_starts(rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf"),
    ),
    Format(name="Word 97", endings=(".doc", ".xls", ".ppt"), start=_starts(rb"\xd0\xcf\x11\xe0")),
    Format(
        name="RSS or Atom",
        endings=(".rss", ".atom", ".xml"),
        start=_starts(_XML + rb"(?:<!doctype[^>]{0,4000}>\s{0,200})?<(?:rss|feed|rdf:rdf)\b"),
        readable=True,
        parser="RSS or Atom",
        many=True,
    ),
    Format(
        name="mailbox",
        endings=(".mbox", ".eml", ".mht", ".mhtml"),
        start=_starts(
            rb"From [^\n]{1,200} \d{4}\r?\n[\w-]{1,60}:|From: <Saved by"
            # A header of which one line is a mail's for sure.
            rb"|(?:[A-Za-z-]{1,60}:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n){0,30}){0,40}"
            rb"(?:MIME-Version: ?1|Message-ID: ?<|Return-Path: ?<|Received: (?:from|by)|Delivered-To:|X-Mailer:)"
        ),
        readable=True,
        parser="mail",
        many=True,
    ),
    Format(
        name="JSON",
        endings=(".json",),
        start=_starts(_JSON),
        readable=True,
        parser="JSON",
        many=True,
    ),
    JSON_LINES,
    Format(
        name="CSV and spreadsheet",
        endings=(".csv", ".tsv", ".tab", ".xlsx", ".ods", ".parquet", ".feather"),
    ),
    DATABASE,
    Format(name="YAML, TOML and model", endings=(".yaml", ".yml", ".toml", ".gmcr")),
    Format(
        name="picture",
        endings=(".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"),
        start=_starts(rb"\x89PNG|\xff\xd8\xff|GIF8"),
    ),
    HTML,
    MARKDOWN,
    TEXT,
)
READ_ENDINGS = tuple(
    ending for row in FORMATS if row.readable and row.name != "JSON" for ending in row.endings
)


def format_of(data: bytes, ending: str) -> Format:
    """Return the format of a document from its first bytes, else its ending, else plain text.

    Examples
    --------
    >>> format_of(b"%PDF-1.7", ".txt").name, format_of(b"Hello", "").name
    ('PDF', 'plain text')
    """
    for row in FORMATS:
        if row.start is not None and row.start.match(data[:4096]):
            return (
                JSON_LINES if row.name == "JSON" and ending.lower() in JSON_LINES.endings else row
            )
    for row in FORMATS:
        if ending.lower() in row.endings:
            return row
    return TEXT
