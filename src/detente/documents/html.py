"""Article text out of a web page, boilerplate removed (trafilatura)."""

from __future__ import annotations

import re

from detente.documents.boilerplate import boilerplate_ranges, lines_of
from detente.documents.heading import Heading
from detente.documents.limits import LIMITS, Limits
from detente.errors import InputError

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
#: Elements that end where the next one of their kind begins, so that they do not nest.
_OPEN_NAMES = "p li dt dd tr td th thead tbody tfoot option colgroup html head body"
_VOID, _OPEN = frozenset(_VOID_NAMES.split()), frozenset(_OPEN_NAMES.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_HIDDEN = ("script", "style", "svg", "noscript", "template")
_FIX = "Save the article's text alone."


def page_content(html: str, source: str, *, limits: Limits = LIMITS) -> tuple[str, Heading]:
    """Extract the main text of a page, paragraphs separated by blank lines, and its metadata.

    Raises
    ------
    InputError
        When the page holds no text, or is built to exhaust a parser.
    """
    html = _without_hidden(html)
    if len(html) > limits.page_characters:
        raise InputError("The page is too large.", source=source, fix=_FIX)
    tags, depth = _shape(html)
    if tags > limits.page_tags or depth > limits.page_depth:
        raise InputError(
            "The page has too many or too deeply nested elements.", source=source, fix=_FIX
        )
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    raw = (getattr(found, "text", None) or "").strip()
    if found is None or isinstance(found, dict) or not raw:
        raise InputError("The page has no article text.", source=source, fix=_FIX)
    # trafilatura separates paragraphs by single line ends; a blank line marks a paragraph for us.
    text = "\n\n".join(line.strip() for line in raw.split("\n") if line.strip())
    skipped = {start for start, _ in boilerplate_ranges(text)}
    if all(start in skipped or start == end for start, end in lines_of(text)):
        raise InputError("The page has no article text.", source=source, fix=_FIX)
    return text, Heading(
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
