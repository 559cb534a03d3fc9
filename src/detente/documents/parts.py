"""What a parser gives: the documents of a file, and how much of the file they hold."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

#: Most documents that are taken from one file.
MOST_PARTS = 20_000

_BY_PROGRAM = re.compile(
    r"\W*(?:untitled.{0,12}|anonymous|unspecified|unknown|unbekannt|none|user|admin(?:istrator)?|python-docx|word document"
    r"|microsoft word\b.*|powerpoint presentation|document ?\d*|title|author|\d+|\S*\.(?:docx?|pdf|rtf|odt|indd|tex|qxd|html?))\W*",
    re.IGNORECASE,
)


class Refused(Exception):  # noqa: N818 - said to the user as it is
    """A file that is not parsed, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document in a file: plain ``text`` or a page's ``html``, and what is stated about it.

    Where both are given, they are two forms of the same message. ``letters`` counts the letters and
    digits that a crude reading of the file finds, ``left_out`` those of each kind that was left out
    on purpose; together they say how much of the file did not arrive.
    """

    text: str | None = None
    html: str | None = None
    key: str | None = None
    title: str | None = None
    date: str | None = None
    author: str | None = None
    outlet: str | None = None
    letters: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    notes: Sequence[str] = ()
    #: The first line of every page that holds text, for a paged file; of one without, nothing.
    pages: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


def line(value: Any) -> str | None:
    """Return a value on one line, or None for an empty one."""
    return (" ".join(str(value).split())[:500] or None) if value else None


def stated(value: Any) -> str | None:
    """Return a title or author that a file's properties state; what programs put there is none.

    Examples
    --------
    >>> stated("Ferry talks"), stated("Microsoft Word - ferry_v3.docx"), stated("untitled"), stated("1671251")
    ('Ferry talks', None, None, None)
    """
    found = line(value)
    return None if found is None or _BY_PROGRAM.fullmatch(found) else found


def letters(text: str) -> int:
    """Count letters and digits: what line ends, hyphens and spacing do not change."""
    return sum(map(str.isalnum, text))


def arrival_note(arrived: int, whole: int, left_out: dict[str, int]) -> str | None:
    """Say how much of a file's text did not arrive; None for less than one per cent.

    Examples
    --------
    >>> arrival_note(880, 1000, {"captions": 20, "tables": 100, "comments": 0})
    'about 12 % of the words in the file were left out (tables, captions)'
    """
    share = 1 - arrived / whole if whole else 0.0
    if share < 0.01:
        return None
    kinds = [kind for kind, _ in Counter(left_out).most_common() if left_out[kind]]
    named = f" ({', '.join(kinds)})" if kinds else ""
    return f"about {share * 100:.0f} % of the words in the file were left out{named}"


def keyed(candidates: Iterable[tuple[Part, Sequence[str | None]]]) -> list[Part]:
    """Give the documents of one file keys that say what they are, never where they stand.

    Parameters
    ----------
    candidates : iterable of (Part, names)
        Each document with the names it states of itself, best first (guid, then link).

    Returns
    -------
    list of Part
        Keyed by the first name that no other document of the file bears, else by a hash of title,
        date and text. Repetitions of the same document are given once.
    """
    rows = [(part, names) for part, names in candidates][:MOST_PARTS]
    hashes = [_hash(part) for part, _ in rows]
    bearers: dict[str, set[str]] = {}
    for (_, names), own in zip(rows, hashes, strict=True):
        for name in {name for name in names if name}:
            bearers.setdefault(name, set()).add(own)
    found: dict[str, Part] = {}
    for (part, names), own in zip(rows, hashes, strict=True):
        key = next((name for name in names if name and len(bearers[name]) == 1), own)
        found.setdefault(key, replace(part, key=key))
    return list(found.values())


def _hash(part: Part) -> str:
    stated = (part.title, part.date, part.text, part.html)
    words = "\0".join(" ".join((each or "").split()) for each in stated)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
