"""Articles that a text names but that were not read: "read more: TITLE", "you can refer to TITLE"."""

from __future__ import annotations

import re

from detente.evidence import Span

#: A line that is nothing but a pointer: what follows the colon is a title, however it is written.
_LINE = re.compile(
    r"^[ \t>*•-]*(?:read (?:more|also|next)|also read|see also|related(?: (?:article|story))?)[ \t]*[:|–—][ \t]*"
    r"(?P<title>\S.{3,200}?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: A pointer inside a sentence: a title follows, or nothing is meant.
_INSIDE = re.compile(
    r"\b(?i:read (?:more|further) (?:about|on|in|at)|you (?:can|may) (?:also )?(?:refer to|read|consult|see)"
    r"|(?:please )?refer to|see (?:also )?our (?:article|story|report|piece)(?: on| about)?|learn more (?:about|in)):?[ \t]+"
    r"(?P<title>[\"“‘']?[A-Z0-9][^.!?\n]{8,200})"
)
#: A heading over a list of titles, one a line, up to an empty line.
_BOX = re.compile(
    r"^[ \t]*(?:related (?:articles?|stories|posts|reading|coverage)|read (?:more|also|next)|also read):?[ \t]*\n"
    r"(?P<titles>(?:[ \t>*•-]*\S[^\n]{2,160}(?:\n|\Z)){1,8})",
    re.IGNORECASE | re.MULTILINE,
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "us",
        "vs",
        "with",
    ]
)


def mentioned_articles(text: str) -> tuple[Span, ...]:
    """Return the titles of articles that a text points to, verbatim, in order, each once.

    Inside a sentence only what is written like a title counts, so that "refer to the treaty" does
    not.

    Examples
    --------
    >>> text = "For more, you can refer to A Treaty's Terms: What Both Sides Want. Refer to the annex."
    >>> [span.text for span in mentioned_articles(text)]
    ["A Treaty's Terms: What Both Sides Want"]
    >>> [span.text for span in mentioned_articles("Read more: the dam that nobody wanted")]
    ['the dam that nobody wanted']
    """
    found: dict[int, Span] = {}
    for pattern in (_LINE, _INSIDE):
        for match in pattern.finditer(text):
            start, end = match.span("title")
            title = text[start:end].strip("\"“”‘’' ")
            start = text.index(title, start)
            if pattern is _LINE or _is_title(title):
                found.setdefault(start, Span(start, start + len(title), title))
    for box in _BOX.finditer(text):
        for line in re.finditer(r"[^\n]+", box["titles"]):
            title = line.group().strip(" \t>*•-\r")
            if title and title[-1] not in ".!":
                start = text.index(title, box.start("titles") + line.start())
                found.setdefault(start, Span(start, start + len(title), title))
    seen: dict[str, Span] = {}
    for _, span in sorted(found.items()):
        seen.setdefault(span.text.casefold(), span)
    return tuple(seen.values())


def _is_title(text: str) -> bool:
    words = [word.strip("\"“”‘’'():,;") for word in text.split()]
    telling = [word for word in words if word and word.casefold() not in _SMALL]
    return len(telling) > 2 and all(not word[0].islower() for word in telling)
