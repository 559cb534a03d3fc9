"""What weakens a text as a source: no date, no author, keyword stuffing, a single source."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from detente.documents.boilerplate import boilerplate_ranges
from detente.documents.heading import Heading

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION_WORDS = (
    "a an the of in on at to for from by with and or but nor as is are was were be been being has have had do does did "
    "it its he she they them his her their our your my we you i who which that this these those there not no if than then so "
    "will would can could may might must shall should said says say also into over under between about after before"
)
#: Words that are written both ways in good prose, so that lower case proves nothing.
_BOTH_WAYS_WORDS = (
    "us may march will mark bill rose grace hope turkey china chad polish jordan georgia it who art rob pat jack china "
    "president minister prime secretary general congress parliament senate house court council committee commission cabinet "
    "government army navy party state states union church university king queen prince foreign north south east west "
    "northern southern eastern western republic democratic labour labor conservative liberal green national ministry "
    "department agency bank board company corporation treaty agreement summit conference assembly security city county "
    "province river sea strait lake island bay gulf"
)
#: How often a phrase stands that recurs.
_OFTEN = 3
_FUNCTION, _BOTH_WAYS = frozenset(_FUNCTION_WORDS.split()), frozenset(_BOTH_WAYS_WORDS.split())


def quality_notes(text: str, heading: Heading) -> list[str]:
    """Say what weakens a text as a source."""
    notes = []
    if heading.date is None:
        notes.append("no date given")
    if heading.author is None and heading.outlet is None and not _author_box(text):
        notes.append("no author or outlet given")
    phrase = stuffed_phrase(text)
    if phrase is not None:
        notes.append(f"keyword text: the phrase “{phrase}” recurs unnaturally often")
    return notes


def _author_box(text: str) -> bool:
    """Whether the text ends in a box about its author."""
    ranges = boilerplate_ranges(text)
    return bool(ranges) and "about the author" in text[ranges[-1][0] :].lower()[:200]


def stuffed_phrase(text: str) -> str | None:
    """Return a phrase that recurs as a search phrase does in text written for search engines.

    Two signs count. A phrase of two to six words stands at least three times in lower case although
    it holds a proper name, one that the text writes with a capital elsewhere and never in lower
    case outside the phrase: nobody writes "the peru copper price" but to be found. Or a
    run of three or more words without a function word makes up an outsized share of the text.

    Examples
    --------
    >>> stuffed_phrase("Peru exports copper. " * 3 + "Look at the peru copper price. " * 3)
    'peru copper price'
    """
    words = _WORD.findall(text)
    if len(words) < 20:
        return None
    capitalised = Counter(word.lower() for word in words if word[:1].isupper())
    plain = [word if word.islower() else "" for word in words]
    lower = Counter(plain)
    pairs = list(pairwise(plain))
    often = Counter(pairs)
    # What stands three times has no two neighbours that do not: few places of a text are left.
    starts = [i for i, pair in enumerate(pairs) if all(pair) and often[pair] >= _OFTEN]
    recurs = set(starts)
    best: tuple[int, int, str] | None = None
    for size in (6, 5, 4, 3, 2):
        runs = (i for i in starts if recurs.issuperset(range(i, i + size - 1)))
        phrases = (tuple(words[i : i + size]) for i in runs)
        counts = Counter(p for p in phrases if p[0] not in _FUNCTION and p[-1] not in _FUNCTION)
        for phrase, count in counts.items():
            names = [word for word in phrase if word not in _BOTH_WAYS | _FUNCTION]
            telling = [
                w for w in names if capitalised[w] >= max(_OFTEN, count) and lower[w] <= count
            ]
            stuffed = bool(telling) and count >= _OFTEN
            content = sum(word not in _FUNCTION for word in phrase)
            stuffed |= content == size >= 3 and count >= 6 and count * 80 >= len(words)
            # The longest phrase of the commonest: "korea us attitude" is part of a longer one.
            if stuffed and (best is None or count > best[0] * 1.3):
                best = (count, size, " ".join(phrase))
    return best[2] if best else None
