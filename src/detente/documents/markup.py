"""What HTML says beyond its words: quotation marks drawn for ``q``, deletions, line breaks, rows, notes.

A tree becomes blocks of text in order, each with the element that holds it; which blocks are the
article is the affair of :mod:`detente.documents.html`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_BLOCK_LISTED = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead "
    "tr ul caption figcaption"
)
_BLOCK = frozenset(_BLOCK_LISTED.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: What is not drawn as text.
_NO_TEXT_LISTED = (
    "script style template noscript svg math iframe object embed canvas audio video select datalist textarea button input "
    "head title meta link picture map applet rt rp progress meter"
)
_NO_TEXT = frozenset(_NO_TEXT_LISTED.split())
#: Struck out: said no longer.
_STRUCK = frozenset(("del", "s", "strike"))
_HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|hidden-?text|u-hidden|is-hidden|offscreen)(?:$|[\s_-])"
    r"|(?:^|\s)(?:hidden|d-none|invisible|a11y)(?:$|\s)",
    re.IGNORECASE,
)
_SHOWN_CLASS = re.compile(r":(?:block|flex|inline|grid|table|not-sr-only)|d-\w\w-", re.IGNORECASE)
#: Said to those who hear the page, inside links.
_HEARD = re.compile(r",?\s*\(?\bopens (?:in )?(?:a )?new (?:tab|window)\)?", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[*†‡§]|[a-z]|note \d{1,3})[\])]?(?:[,–-]\s?\[?\d{1,3}\]?)*", re.IGNORECASE
)
_NOTE_CLASS = re.compile(r"foot|note|ref(?:erence|$|\b)|cit", re.IGNORECASE)
_QUOTES = "\"“”«»„‘’'"
_BREAK = "\x00"


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table row: its text, and how much of it is links."""

    text: str
    element: Any
    links: int = 0

    @property
    def tag(self) -> str:
        """Return the name of the element that holds the block."""
        return str(self.element.tag)


def parsed(html: str) -> Any:
    """Return the tree of a page or of a scrap of HTML, or None for nothing."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    data = html.encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None


def html_text(html: str) -> str:
    r"""Return the text of a scrap of HTML, blocks as paragraphs.

    Examples
    --------
    >>> html_text("<p>It said: <q>No.</q> It would <del>cut</del> <ins>raise</ins> dues<sup>1</sup>.<p>Two")
    'It said: “No.” It would raise dues.\n\nTwo'
    """
    if "<" not in html and "&" not in html:
        return "\n\n".join(
            " ".join(part.split()) for part in re.split(r"\n\s*\n", html) if part.strip()
        )
    tree = parsed(html)
    return "" if tree is None else "\n\n".join(block.text for block in blocks_of(tree))


def blocks_of(tree: Any, *, leave: Callable[[Any], bool] = lambda _: False) -> list[Block]:
    """Return the blocks of a tree in order; elements for which ``leave`` is true are passed over."""
    walk = _Walk(leave)
    walk.element(tree)
    walk.flush()
    return walk.blocks


class _Walk:
    def __init__(self, leave: Callable[[Any], bool]) -> None:
        self.leave = leave
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.links = 0
        self.holders: list[Any] = []
        self.in_link = self.in_quote = 0
        self.in_pre = 0

    def element(self, item: Any) -> None:
        tag = item.tag if isinstance(item.tag, str) else ""
        if not tag or is_hidden(item) or self.leave(item):
            return
        if tag == "br":
            self.words.append(_BREAK)
        elif tag == "q":
            self.quote(item)
        elif tag == "table" and _is_data(item):
            self.table(item)
        elif tag in ("sup", "a", "span") and self.is_mark(item):
            return
        elif tag in _BLOCK:
            self.flush()
            self.holders.append(item)
            self.in_pre += tag == "pre"
            self.children(item)
            self.flush()
            self.in_pre -= tag == "pre"
            self.holders.pop()
        else:
            # A link to a place of a page is a heading's or an item's own address.
            link = tag == "a" and "#" not in (item.get("href") or "#")
            self.in_link += link
            self.children(item)
            self.in_link -= link

    def children(self, item: Any) -> None:
        self.add(item.text)
        for child in item:
            self.element(child)
            self.add(child.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.in_pre:
            text = re.sub(r"\n\s*\n", _BREAK * 2, text).replace("\n", _BREAK)
        self.words.append(text)
        self.links += len(text.strip()) if self.in_link else 0

    def quote(self, item: Any) -> None:
        """Draw the marks that browsers draw; some authors write them as well."""
        has_own = "".join(item.itertext()).strip()[:1] in tuple(_QUOTES)
        opening, closing = (
            ("", "") if has_own else ("“", "”") if self.in_quote % 2 == 0 else ("‘", "’")
        )
        start = len(self.words)
        self.in_quote += 1
        self.children(item)
        self.in_quote -= 1
        # A paragraph may have begun inside.
        start = min(start, len(self.words))
        self.words[start:] = [opening + "".join(self.words[start:]).strip() + closing]

    def table(self, table: Any) -> None:
        """Give each row of a table of data as one block, its cells apart."""
        self.flush()
        for row in table.iter("tr"):
            cells, links = [], 0
            for cell in row.iterchildren("td", "th"):
                inner = blocks_of(cell, leave=self.leave)
                cells.append(" ".join(block.text.replace("\n", " ") for block in inner))
                links += sum(block.links for block in inner)
            text = "\t".join(filter(None, cells))
            if text and not self.leave(row):
                self.blocks.append(Block(text, row, links))

    def is_mark(self, item: Any) -> bool:
        """Whether an element is the mark of a footnote, which is no part of the sentence."""
        text = "".join(item.itertext()).strip()
        if not text or len(text) > 12 or not _MARK.fullmatch(text):
            return False
        named = f"{item.get('class') or ''} {item.get('id') or ''} {item.get('epub:type') or ''}"
        if item.tag != "sup":
            return bool(_NOTE_CLASS.search(named)) and item.tag == "a"
        linked = next(item.iter("a"), None) is not None or item.getparent().tag == "a"
        if linked or _NOTE_CLASS.search(named):
            return True
        before = "".join(self.words).rstrip()
        return text[-1] not in "abcdefghijklmnopqrstuvwxyz" and (
            re.search(r"(?:[.,;:!?\"”’)\]]|[^\W\d_]{4,})$", before) is not None
        )

    def flush(self) -> None:
        words, self.words = "".join(self.words), []
        links, self.links = self.links, 0
        # A line break alone stays one; two in a row part paragraphs.
        for part in re.split(rf"{_BREAK}[\s]*{_BREAK}[\s{_BREAK}]*", words):
            lines = (" ".join(line.split()) for line in part.split(_BREAK))
            text = _HEARD.sub("", "\n".join(filter(None, lines)))
            if text and self.holders:
                holder = self.holders[-1]
                share = min(links, len(text)) if part == words else links * len(part) // len(words)
                if holder.tag == "li":
                    text = f"- {text}"
                self.blocks.append(Block(text, holder, share))


def is_hidden(item: Any) -> bool:
    """Whether an element is not drawn, or drawn struck out."""
    tag = item.tag
    if tag in _NO_TEXT or tag in _STRUCK:
        return True
    attributes = item.attrib
    if not attributes:
        return False
    style = attributes.get("style")
    if style and (_HIDDEN_STYLE.search(style) or _STRUCK_STYLE.search(style)):
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("role") == "deletion":
        return True
    named = attributes.get("class")
    if not named or len(named) > 400:
        return False
    # "hidden md:block" is hidden on small screens only.
    return _HIDDEN_CLASS.search(named) is not None and _SHOWN_CLASS.search(named) is None


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of a page: short cells side by side."""
    if table.get("role") == "presentation" or next(table.iterchildren("table"), None) is not None:
        return False
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    rows = [cells for cells in rows if any("".join(c.itertext()).strip() for c in cells)]
    if not rows or sum(len(cells) > 1 for cells in rows) * 2 < len(rows):
        return False
    for cell in (cell for cells in rows for cell in cells):
        if any(
            next(cell.iter(tag), None) is not None
            for tag in ("table", "article", "h1", "h2", "form")
        ):
            return False
        if sum(1 for _ in cell.iter("p", "div")) > 2:
            return False
    return True
