"""The entries of a feed, RSS, Atom or JSON, one document each, known by what it is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from detente import strict_json
from detente.documents.markup import html_text
from detente.documents.parts import MOST_PARTS, Part, Refused, keyed, line

#: How the version of a JSON Feed begins; https://www.jsonfeed.org/version/1.1/.
JSON_FEED = "https://jsonfeed.org/version/1"
_NO_FEED = "JSON files are not read, unless they are a JSON Feed (jsonfeed.org)."


def parse_feed(data: bytes) -> list[Part]:
    """Return the entries of an RSS or Atom feed, keyed by guid, link or a hash."""
    _refuse_entities(data)
    import feedparser

    found = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    outlet = line(found.feed.get("title"))
    entries = []
    for entry in found.entries[:MOST_PARTS]:
        contents = [item.get("value", "") for item in entry.get("content", ())]
        body = max([*contents, entry.get("summary", "")], key=len)
        text = html_text(body)
        title = line(html_text(entry.get("title", "")))
        if not text and not title:
            continue
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        part = Part(
            text=_with_title(title, text),
            title=title,
            date=f"{stamp[0]:04d}-{stamp[1]:02d}-{stamp[2]:02d}" if stamp else None,
            author=line(entry.get("author")),
            outlet=outlet,
        )
        # feedparser gives the link as the guid's place and the other way round only where one lacks.
        entries.append((part, (line(entry.get("id")), line(entry.get("link")))))
    if not entries:
        raise Refused("The feed holds no entry with text.")
    return keyed(entries)


def parse_json(data: bytes) -> list[Part]:
    """Return the items of a JSON Feed; no other JSON is a text."""
    try:
        feed = strict_json.loads(data.decode("utf-8-sig", "replace"))
    except ValueError:
        raise Refused(_NO_FEED) from None
    version = feed.get("version") if isinstance(feed, dict) else None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not str(version).replace("http://", "https://").replace("www.", "").startswith(JSON_FEED):
        raise Refused(_NO_FEED)
    entries = []
    for item in items[:MOST_PARTS] if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        title = line(html_text(_word(item, "title")))
        html, plain = html_text(_word(item, "content_html")), _word(item, "content_text").strip()
        text = max(html, plain, key=len) or _word(item, "summary").strip()
        if not text and not title:
            continue
        authors = (
            item.get("authors") or feed.get("authors") or [item.get("author") or feed.get("author")]
        )
        names = [_word(each, "name") for each in authors if isinstance(each, dict)]
        part = Part(
            text=_with_title(title, text),
            title=title,
            date=_day(_word(item, "date_published") or _word(item, "date_modified")),
            author=line(", ".join(filter(None, names))),
            outlet=line(_word(feed, "title")),
        )
        own = item.get("id")
        named: Sequence[str | None] = (
            line(str(own)) if isinstance(own, (str, int, float)) and own != "" else None,
            line(_word(item, "url")),
            line(_word(item, "external_url")),
        )
        entries.append((part, named))
    if not entries:
        raise Refused("The feed holds no entry with text.")
    return keyed(entries)


def _with_title(title: str | None, text: str) -> str:
    return "\n\n".join(block for block in (title, text) if block)


def _word(item: Any, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _day(stamp: str) -> str | None:
    try:
        return dt.date.fromisoformat(stamp[:10]).isoformat()
    except ValueError:
        return None


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
