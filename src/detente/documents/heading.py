"""What stands above an article: title, date, author, outlet; never invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from detente.documents.boilerplate import boilerplate_ranges, lines_of
from detente.documents.dates import date_in, dateline_in
from detente.documents.typography import plain

_FIELD = re.compile(
    r"[\W_]*(title|headline|date|published|updated|author|byline|by|source|outlet|publisher)[*_ ]*:[*_ ]*(\S.{0,200})",
    re.IGNORECASE,
)
_KEYS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "updated": "date",
    "author": "author", "byline": "author", "by": "author",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet",
}  # fmt: skip
_BYLINE = re.compile(
    r"by ((?:[^\W\d_][\w.'’-]*\.?,? (?:and |& )?){1,5}[^\W\d_][\w.'’-]*)(?: in [A-Z].{0,40}| [|·–—-].*|,.*)?",
    re.IGNORECASE,
)
#: How many filled lines belong to the head of a text.
_HEAD = 10


#: Words that end no title: a line that ends so and has another right below it runs on.
_GOES_ON = frozenset(
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
        "into",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, date (``YYYY-MM-DD``), author and outlet of a document, where it states them."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    outlet: str | None = None

    def filled_from(self, other: Heading) -> Heading:
        """Return this heading with what it lacks taken from another."""
        lacking = {
            f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None
        }
        return replace(self, **lacking)

    def plain(self) -> Heading:
        """Return this heading with typographic code points folded."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return Heading(**{k: plain(v).strip() or None if v else None for k, v in values.items()})


def heading_of(text: str) -> Heading:
    """Read the head of a plain text.

    A date counts only on a line of its own, in a field ("Date: …") or in a dateline; a year is
    never supplied.
    """
    found: dict[str, str | None] = {}
    skipped = {start for start, _ in boilerplate_ranges(text)}
    head = [(s, e) for s, e in lines_of(text[:8000]) if text[s:e].strip()][:_HEAD]
    for place, (start, end) in enumerate(head):
        line = text[start:end].strip()
        if line in ("---", "+++"):  # front matter of Markdown
            continue
        field = _FIELD.fullmatch(line)
        if field:
            key, value = _KEYS[field.group(1).lower()], field.group(2).strip(" *_\"'")
            found.setdefault(key, date_in(value) if key == "date" else value)
            continue
        byline = _BYLINE.fullmatch(line) if len(line) < 100 else None
        if byline and byline.group(1)[0].isupper():
            found.setdefault("author", byline.group(1).strip(" ,"))
        if len(line) <= 100 and (date := date_in(line, alone=True)):
            found.setdefault("date", date)
            continue
        date, outlet = dateline_in(line)
        found.setdefault("date", date) if date else None
        found.setdefault("outlet", outlet) if outlet else None
        if (
            place < 4 and not byline and start not in skipped and _is_title(line) and not outlet
            and not _runs_on(line, text[end + 1 : end + 2])
        ):  # fmt: skip
            found.setdefault("title", line.lstrip("#").strip(" *_#"))
        if len(line) > 160:
            break
    return Heading(**found)


def is_byline(line: str) -> bool:
    """Whether a line names an author and nothing else.

    Examples
    --------
    >>> is_byline("By Jane Roe and John Doe"), is_byline("By Monday it was over.")
    (True, False)
    """
    found = _BYLINE.fullmatch(line)
    return found is not None and all(
        w[0].isupper() or w in ("and", "&", "of", "in") for w in line.split()[1:]
    )


def _runs_on(line: str, following: str) -> bool:
    """Whether a line goes on right below: it ends in a small word, or the next begins in a small letter."""
    small = line.rsplit(" ", 1)[-1].lower() in _GOES_ON
    return following.islower() or (small and bool(following.strip()))


def _is_title(line: str) -> bool:
    """Whether a line looks like a heading: short, and no sentence."""
    return len(line) <= 160 and line[-1] not in '.!,;:"”' and any(c.isalpha() for c in line)
