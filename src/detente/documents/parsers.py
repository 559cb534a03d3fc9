"""The formats that need a parser, by name. Parsers run in a child process only.

Each takes the bytes of a file and returns its parts; a feed or a mailbox has many.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.documents.docx import parse_docx
from detente.documents.feeds import parse_feed, parse_json
from detente.documents.mail import parse_mail
from detente.documents.parts import Part
from detente.documents.pdf import parse_pdf

PARSERS: dict[str, Callable[[bytes], list[Part]]] = {
    "PDF": parse_pdf,
    "DOCX": parse_docx,
    "RSS or Atom": parse_feed,
    "JSON": parse_json,
    "mail": parse_mail,
}
