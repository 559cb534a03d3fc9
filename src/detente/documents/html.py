"""The article of a web page: its blocks in order, what the page puts around them left out.

What it states about itself (title, date, author) is found by trafilatura.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from detente import strict_json
from detente.documents.boilerplate import boilerplate_ranges, heads_box
from detente.documents.dates import date_in
from detente.documents.furniture import MOST, is_named_furniture, is_surely_furniture
from detente.documents.heading import Heading, heading_of, is_byline
from detente.documents.limits import LIMITS, Limits
from detente.documents.markup import HEADINGS, Block, blocks_of, html_text, parsed
from detente.documents.parts import arrival_note, letters
from detente.errors import InputError

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
#: Elements that end where the next one of their kind begins, so that they do not nest.
_OPEN_NAMES = "p li dt dd tr td th thead tbody tfoot option colgroup html head body"
_VOID, _OPEN = frozenset(_VOID_NAMES.split()), frozenset(_OPEN_NAMES.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_HIDDEN = ("script", "style", "svg", "noscript", "template")
#: Signs that no page may hold (XML 1.0 §2.2).
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF])
_FIX = "Save the article's text alone."


#: Names that pages give to what holds the article.
_NAMED = re.compile(
    r"articleBody|(?:article|story|post|entry|news)[-_]{0,2}(?:body|content|text)\b", re.IGNORECASE
)
#: Least share of a page's prose in the element that is named so, and in a child that stands for its parent.
_LEAST_NAMED, _LEAST = 0.35, 0.95
#: Least share of what the page tells machines as its article that its own blocks must hold.
_LEAST_TOLD = 0.5
_TOLD = re.compile(
    r"<script[^>]{0,300}ld\+json[^>]{0,300}>(.{10,2000000}?)</script", re.IGNORECASE | re.DOTALL
)
_ENDED = re.compile(r"[.!?…:;][\"”’»')\]]*\s*$")
#: Headings that an article may have too; they head a box only in its second half.
_LATE = re.compile(
    r"\W*(?:tags?|topics|categories|references|\d* ?comments?|bibliography)\W*", re.IGNORECASE
)
#: Elements that may hold a whole article.
_BOXES = frozenset(
    ("body", "main", "article", "section", "div", "center", "table", "tbody", "tr", "td", "form")
)
_CARD_PARTS = frozenset(("p", "div", *HEADINGS))


def page_content(
    html: str, source: str, *, limits: Limits = LIMITS
) -> tuple[str, Heading, str | None]:
    """Extract the article of a page, paragraphs separated by blank lines, and its metadata.

    The third value says how much of the page's text was left out, as a note.

    Raises
    ------
    InputError
        When the page holds no text, or is built to exhaust a parser.
    """
    html = _without_hidden(html.translate(_CONTROLS))
    if len(html) > limits.page_characters:
        raise InputError("The page is too large.", source=source, fix=_FIX)
    tags, depth = _shape(html)
    if tags > limits.page_tags or depth > limits.page_depth:
        raise InputError(
            "The page has too many or too deeply nested elements.", source=source, fix=_FIX
        )
    tree = parsed(html)
    if tree is None:
        raise InputError("The page has no article text.", source=source, fix=_FIX)
    page = _Page(tree)
    head, text = page.article()
    told = _told_body(html)
    if letters(text) < _LEAST_TOLD * letters(told):
        head, text = "", _without_furniture(told)
    if not any(character.isalnum() for character in text):
        raise InputError("The page has no article text.", source=source, fix=_FIX)
    heading = _metadata(html).filled_from(heading_of(head))
    return text, heading, arrival_note(letters(text), page.letters, page.left_out)


class _Page:
    """A page's blocks, and which of them are its article."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.left_out: Counter[str] = Counter()
        everything = blocks_of(tree)
        self.letters = sum(letters(block.text) for block in everything)
        #: For each element the prose in it, so that a name alone condemns nobody.
        self.weights = _weights(everything)
        self.most = MOST * self.weights.get(tree, 0)
        #: A gallery's text stands under its pictures.
        captions = sum(n for item, n in self.weights.items() if item.tag == "figcaption")
        self.is_gallery = captions * 2 > self.weights.get(tree, 0)
        #: What holds an element that the page names as the article.
        self.around = {
            above
            for item in self.weights
            if _NAMED.search(_names(item))
            for above in item.iterancestors()
        }

    def article(self) -> tuple[str, str]:
        """Return the article with all that stands at its head, and the article alone."""
        blocks = blocks_of(self.tree, leave=self.leave)
        if not any(map(_is_prose, blocks)):
            blocks = blocks_of(self.tree)
        inside = self.container(blocks)
        held = [number for number, block in enumerate(blocks) if _within(block.element, inside)]
        first = held[0] if held else 0
        above = _standfirst(blocks[:first])
        blocks = [blocks[number] for number in held]
        head = "\n\n".join(block.text for block in (*above, *blocks[:20]))
        kept = [*above, *_trimmed(_without_boxes(blocks))]
        return head, _without_furniture("\n\n".join(block.text for block in kept))

    def leave(self, item: Any) -> bool:
        weight = self.weights.get(item, 0)
        if weight and (item in self.around or (self.is_gallery and item.tag == "figcaption")):
            return False
        surely = is_surely_furniture(item) and next(item.iter("h1"), None) is None
        named = is_named_furniture(item) or _is_card(item, weight)
        if not surely and (not named or weight > self.most):
            return False
        kind = "captions" if item.tag in ("figcaption", "caption") else "page furniture"
        self.left_out[kind] += letters("".join(item.itertext()))
        return True

    def container(self, blocks: list[Block]) -> Any:
        """Return the element that holds the article."""
        weights = _weights(blocks, _is_sentence)
        total = weights.get(self.tree, 0)
        named = [e for e in weights if _NAMED.search(_names(e)) or e.tag in ("article", "main")]
        best = max(named, key=lambda e: (weights[e], -_depth(e)), default=None)
        item = best if best is not None and weights[best] >= _LEAST_NAMED * total else self.tree
        while total:
            children = [c for c in item if weights.get(c, 0) >= _LEAST * weights.get(item, 0)]
            if not children or children[0].tag not in _BOXES:
                break
            item = children[0]
        return item


def _standfirst(above: list[Block]) -> list[Block]:
    """Return the sentences between the title and the article, which sum it up."""
    title = max((n for n, block in enumerate(above) if block.tag == "h1"), default=None)
    if title is None:
        return []
    found = [
        block
        for block in above[title + 1 :]
        if len(block.text.split()) >= 8 and block.tag not in ("li", "tr") and not block.links
    ]
    return [block for block in found if not is_byline(block.text)][:3]


def _weights(
    blocks: Iterable[Block], counts: Callable[[Block], bool] | None = None
) -> dict[Any, int]:
    """Return for each element how many letters of prose stand in it."""
    found: dict[Any, int] = {}
    counts = counts or _is_prose
    for block in blocks:
        if counts(block):
            item = block.element
            while item is not None:
                found[item] = found.get(item, 0) + len(block.text)
                item = item.getparent()
    return found


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph: whole sentences that are not links."""
    text = block.text
    if block.tag in HEADINGS or block.links * 2 > len(text):
        return False
    return (len(text) >= 40 and _ENDED.search(text) is not None) or len(text) >= 120


def _is_card(item: Any, weight: int) -> bool:
    """Whether an element points to another page: a title that is a link, with a line or two below."""
    if item.tag == "a":
        leads_away = "#" not in (item.get("href") or "#")
        return leads_away and any(
            child.tag in _CARD_PARTS for child in item.iter("p", "div", *HEADINGS)
        )
    if item.tag not in ("article", "li", "div", "section") or weight > 500:
        return False
    if len(item) > 12 or len("".join(item.itertext()).split()) > 120:
        return False
    for heading in item.iter("h2", "h3", "h4", "h5", "h6"):
        title = " ".join("".join(heading.itertext()).split())
        link = next(heading.iter("a"), None)
        if link is None:
            link = heading.getparent() if heading.getparent().tag == "a" else None
        if link is None or not title or "#" in (link.get("href") or "#"):
            return False
        return len(" ".join("".join(link.itertext()).split())) >= len(title)
    return False


def _within(item: Any, container: Any) -> bool:
    while item is not None:
        if item is container:
            return True
        item = item.getparent()
    return False


def _depth(item: Any) -> int:
    return sum(1 for _ in item.iterancestors())


def _names(item: Any) -> str:
    return f"{item.get('class') or ''} {item.get('id') or ''} {item.get('itemprop') or ''}"


def _without_boxes(blocks: list[Block]) -> list[Block]:
    """Leave out what stands under a heading such as "Keep reading", as far as its box reaches.

    The box is the largest element around the heading that holds no paragraph from before it. A
    heading without a box of its own takes with it the list and the lines below that are no sentences.
    """
    kept: list[Block] = []
    seen: set[Any] = set()
    box: Any = None
    listed = False
    for number, block in enumerate(blocks):
        if box is not None and _within(block.element, box):
            continue
        late = number * 2 > len(blocks) or _LATE.fullmatch(block.text) is None
        if late and seen and heads_box(block.text) and not _is_prose(block):
            box = block.element
            while box.getparent() is not None and box.getparent() not in seen:
                box = box.getparent()
            listed = True
            continue
        plain = block.tag not in HEADINGS and not _is_sentence(block)
        listed = listed and (block.tag in ("li", "tr") or plain)
        if listed:
            continue
        kept.append(block)
        if _is_prose(block):
            seen.update((block.element, *block.element.iterancestors()))
    return kept


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Leave out links that stand alone, repetitions, and what is no sentence at either end."""
    kept: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        alone = block.links >= 0.7 * len(block.text) and _ENDED.search(block.text) is None
        if alone or (len(block.text) >= 80 and block.text in seen):
            continue
        seen.add(block.text)
        kept.append(block)
    sentences = [n for n, b in enumerate(kept) if _is_sentence(b) or b.tag == "tr"]
    if not sentences:
        return []
    first, last = sentences[0], sentences[-1]
    # A lead-in line and a signature stand among the paragraphs; labels stand elsewhere.
    leads = (n for n, b in enumerate(kept) if b.tag in HEADINGS or _goes_with(b, kept[first]))
    start = min(next(leads, first), first)
    close = [b for b in kept[last + 1 :] if _goes_with(b, kept[last])]
    return [*kept[start : last + 1], *close]


def _goes_with(block: Block, other: Block) -> bool:
    """Whether a short line belongs to a paragraph: beside it, of several words, no link."""
    beside = block.element.getparent() is other.element.getparent()
    return beside and block.tag == other.tag == "p" and not block.links and " " in block.text


def _is_sentence(block: Block) -> bool:
    if block.tag in HEADINGS or block.links * 2 > len(block.text):
        return False
    signed = block.text.startswith(("—", "–", "- ", "“", '"'))
    return _ENDED.search(block.text) is not None or len(block.text) >= 120 or signed


def _without_furniture(text: str) -> str:
    """Leave out the lines that are never text."""
    found, position = [], 0
    for start, end in boilerplate_ranges(text):
        found.append(text[position:start])
        position = end
    found.append(text[position:])
    paragraphs = (part.strip() for part in re.split(r"\n{2,}", "".join(found)))
    lines = [each for each in paragraphs if letters(each)]
    first = [
        n
        for n, each in enumerate(lines[:6])
        if len(each) < 100 and (is_byline(each) or date_in(each, alone=True))
    ]
    return "\n\n".join(each for n, each in enumerate(lines) if n not in first)


def _told_body(html: str) -> str:
    """Return the article as a page tells it to machines (schema.org ``articleBody``), or nothing.

    Some pages draw the article by a script, from data.
    """
    longest = ""
    for script in _TOLD.findall(html):
        with suppress(ValueError):
            waiting = [strict_json.loads(script, control=True)]
            while waiting:
                item = waiting.pop()
                waiting += (
                    item.values()
                    if isinstance(item, dict)
                    else item
                    if isinstance(item, list)
                    else ()
                )
                body = item.get("articleBody") if isinstance(item, dict) else None
                longest = max(longest, body, key=len) if isinstance(body, str) else longest
    text = html_text(longest) if "<" in longest or "&" in longest else longest
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _metadata(html: str) -> Heading:
    """Return what the page states about itself."""
    import logging

    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = extract_metadata(
            html, date_config={"extensive_search": False, "original_date": True}
        )
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError):
        # On damaged pages it raises many things; the article is there all the same.
        return Heading()
    return Heading(
        title=_clean(found.title),
        date=found.date if _is_stated(html, found.date) else None,
        author=_clean(found.author),
        outlet=_clean(found.sitename),
    )


def _without_hidden(html: str) -> str:
    """Drop what holds no text and can be huge: comments, styles, drawings, scripts, embedded data.

    Scripts that carry metadata (JSON-LD) stay.
    """
    parts: list[str] = []
    position = 0
    lower = html.lower()
    while (start := lower.find("<", position)) != -1:
        end = _hidden_end(lower, start)
        if end is None:
            parts.append(html[position : start + 1])
            position = start + 1
        else:
            parts.append(html[position:start])
            position = end
    parts.append(html[position:])
    return re.sub(r"data:[\w/+.-]{3,40};base64,[A-Za-z0-9+/=\s%]*", "data:,", "".join(parts))


def _hidden_end(lower: str, start: int) -> int | None:
    if lower.startswith("<!--", start):
        end = lower.find("-->", start)
        return len(lower) if end == -1 else end + 3
    for name in _HIDDEN:
        if (
            not lower.startswith(name, start + 1)
            or lower[start + 1 + len(name) : start + 2 + len(name)].isalnum()
        ):
            continue
        if "ld+json" in lower[start : lower.find(">", start) + 1]:
            return None
        end = lower.find(f"</{name}", start)
        close = lower.find(">", end) if end != -1 else -1
        return len(lower) if close == -1 else close + 1
    return None


def _shape(html: str) -> tuple[int, int]:
    """Return how many elements a page has and about how deep they nest."""
    tags = depth = deepest = 0
    for match in _TAG.finditer(html):
        name = match.group(2).lower()
        if match.group(1):
            depth -= depth > 0 and name not in _OPEN
            continue
        tags += 1
        if name not in _VOID and name not in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
    return tags, deepest


def _is_stated(html: str, date: str | None) -> bool:
    """Whether the page states a date: a bare year is turned into 1 January by the extractor."""
    if not date:
        return False
    return date[:4] in html and (not date.endswith("-01-01") or date in html)


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
