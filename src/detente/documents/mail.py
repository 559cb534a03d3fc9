"""Messages: a mail, a mailbox (mbox), or a page saved as one file (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from detente.documents.decoding import decode
from detente.documents.parts import MOST_PARTS, Part, Refused, keyed, line
from detente.errors import InputError

#: A separator of messages (RFC 4155): "From ", an address, a date as asctime writes it, alone or after
#: an empty line, with a header below. Any other line that begins with "From " is text.
_SEPARATOR = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{1,300}? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb"(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2}) +[\d: A-Z+-]{4,40}\r?\n(?=>?[\w-]{1,70}:)"
)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def parse_mail(data: bytes) -> list[Part]:
    """Return a message, a saved page, or every message of a mailbox."""
    if data.startswith(b"From "):
        pieces = _SEPARATOR.split(data)
        # mboxrd: whatever was quoted once when the mailbox was written is unquoted once.
        messages = [_QUOTED.sub(rb"\1", piece) for piece in pieces if piece.strip()][:MOST_PARTS]
    else:
        messages = [data]
    found: list[tuple[Part, tuple[str | None, ...]]] = []
    broken = 0
    for raw in messages:
        try:
            found += _message(message_from_bytes(raw, policy=policy.default))
        except (ValueError, TypeError, LookupError, AttributeError):
            # The standard library's parser raises these on damaged headers; the others go on.
            broken += 1
    if not found:
        raise Refused("The mailbox holds no message with text.")
    if broken:
        first, names = found[0]
        lost = f"{broken} of {len(messages)} messages are damaged and were left out"
        found[0] = (replace(first, notes=[*first.notes, lost]), names)
    return keyed(found)


def _message(message: Any) -> Iterator[tuple[Part, tuple[str | None, ...]]]:
    """Give a message and those that are attached to it."""
    saved = str(message.get("Snapshot-Content-Location", "")) or None
    body = _Body()
    body.take(message)
    name, address = parseaddr(str(message.get("From", "")))
    html = "\n".join(body.html)
    text = "\n\n".join(body.text)
    if html.strip() or text.strip():
        yield (
            Part(
                text=text if text.strip() else None,
                html=html if html.strip() else None,
                title=line(message.get("Subject")),
                date=None if saved else _mail_date(message.get("Date")),
                author=None if saved else line(name or address),
                notes=[f"attachments not read: {', '.join(body.attached)}"]
                if body.attached
                else [],
            ),
            (saved, line(message.get("Message-ID"))),
        )
    for each in body.messages:
        yield from _message(each)


class _Body:
    """The forms of a message's own text; what is attached is named."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.html: list[str] = []
        self.attached: list[str] = []
        self.messages: list[Any] = []

    def take(self, part: Any) -> None:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self.messages += part.get_payload()[:1] if part.is_multipart() else []
        elif kind == "multipart/related":
            # The first is the page, the others its pictures and frames.
            for each in part.get_payload()[:1] if part.is_multipart() else []:
                self.take(each)
        elif part.is_multipart():
            for each in part.get_payload():
                self.take(each)
        elif part.get_content_disposition() == "attachment" or kind not in (
            "text/plain",
            "text/html",
        ):
            if part.get_content_maintype() not in ("image", "multipart"):
                self.attached.append(line(part.get_filename()) or kind)
        elif kind == "text/html":
            self.html.append(_content(part))
        else:
            self.text.append(_unflowed(_content(part), part))


def _content(part: Any) -> str:
    """Return the text of a part, its charset read as browsers and mail programs do."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    declared = part.get_content_charset()
    try:
        return decode(raw, source="", declared=declared)[0]
    except InputError:
        return raw.decode("utf-8", "replace")


def _unflowed(text: str, part: EmailMessage) -> str:
    """Join the lines of ``format=flowed`` (RFC 3676): a space at the end says that it goes on."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    gone = str(part.get_param("delsp", "")).lower() == "yes"
    found: list[str] = []
    goes_on = False
    for each in text.split("\n"):
        each = each.removeprefix(" ")
        quoted = re.match(r">*", each)
        # Another depth of quotation begins a paragraph; a line of "-- " ends the text.
        depth_changes = (
            bool(found) and goes_on and found[-1][: len(quoted[0])] != quoted[0]
            if quoted
            else False
        )
        if goes_on and not depth_changes:
            found[-1] = (found[-1][:-1] if gone else found[-1]) + each.lstrip("> ")
        else:
            found.append(each)
        goes_on = each.endswith(" ") and each != "-- "
    return "\n".join(each.rstrip() for each in found)


def _mail_date(value: Any) -> str | None:
    try:
        return parsedate_to_datetime(str(value)).date().isoformat() if value else None
    except (ValueError, TypeError):
        return None
