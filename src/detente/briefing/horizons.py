"""Until when words hold, where they say so themselves: "for the next five years", "by spring"."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.evidence import Span

_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|ninety|few|several|couple of)"
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?)"
_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:spring|summer|autumn|fall|winter)"
_WHEN = (
    rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}}\b(?!\d))?(?:,? (?:19|20)\d\d)?|{_DAY}|(?:19|20)\d\d"
    rf"|(?:the )?(?:next |coming |this )?{_PART}(?: of (?:19|20)\d\d| (?:19|20)\d\d)?"
    r"|(?:next|this) (?:week|month|year)|(?:the )?(?:year|month|decade|week|century)['’]s end|midnight|noon)"
)
_HORIZON = re.compile(
    rf"\b(?:(?:for|over|in|within|during|throughout) the (?:next|coming|following) (?:{_NUMBER}[ -])?{_UNIT}"
    rf"|(?:within|for (?:another|at least|up to)) {_NUMBER}(?: more)? {_UNIT}"
    rf"|(?:until|till|by|no later than|through|up to) (?:(?:at least|early|mid-?|late|the (?:end|start|beginning|middle) of) ?)*"
    rf"(?:the (?:year|month|decade|week|century)|{_WHEN}))\b",
    re.IGNORECASE,
)
#: What is set for a day: "will go on strike on Tuesday, July 6th", "scheduled for 10 December".
_SET = re.compile(
    r"\b(?:will|would|shall|planned|scheduled|slated|due|set|expected|until|till|deadline|begins?|starts?|expires?)\b"
    r"(?:(?!\b(?:said|says|told|announced|reported|wrote|asked|calling|called)\b)[^.;!?\n]){0,60}?"
    rf"(?P<when>\b(?:(?:on|for|from|in|by|until|starting|beginning|of) )?(?:(?:next|this|coming) )?(?:{_DAY},? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:-\d{{1,2}})? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)|{_MONTH} and {_MONTH}|{_DAY})"
    r"(?:,? (?:19|20)\d\d)?)\b(?!['’])",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:polic(?:y|ies)|goals?|plans?|programm?es?|strateg(?:y|ies)|agendas?|targets?|pledges?|commitments?)\b",
    re.IGNORECASE,
)
#: No sentence ends after a title, an initial or "U.S." before a word in capitals.
_STOP = (
    r"(?:(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bCol)(?<!\bLt)"
    r"(?<!\bSt)(?<!\bProf)(?<!\bPres)(?<!\bvs)(?<!\b[A-Z])\.|[!?…])[\"”’')\]]*\s"
)
_END = re.compile(rf"{_STOP}|\n")
_WRAPPED_END = re.compile(rf"{_STOP}|\n[ \t]*\n")
#: Lengths of lines of a text whose lines were broken at a width.
_HALF_FULL, _FULL = 45, 100


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return the sentence, or sentences, in which a stretch of text stands."""
    ending = _WRAPPED_END if _is_wrapped(text) else _END
    first, back = 0, 1_000
    while not first and back < 4 * (start + 1_000):  # the nearest end before, looked for backwards
        begin = max(0, start - back)
        first = max((match.end() for match in ending.finditer(text, begin, start)), default=0)
        back *= 4
    ends = (match.end() for match in ending.finditer(text, max(start, end - 4)))
    last = next((place for place in ends if place >= end), len(text))
    words = text[first:last].strip()
    first = text.index(words, first)
    return Span(first, first + len(words), words)


@lru_cache(maxsize=32)
def _is_wrapped(text: str) -> bool:
    """Whether lines were broken at a width: paragraphs then end at empty lines only."""
    lines = [line for line in text.split("\n") if line.strip()]
    full = sum(_HALF_FULL <= len(line) <= _FULL for line in lines)
    return len(lines) > 5 and full * 2 > len(lines) and max(map(len, lines)) <= _FULL


def horizons(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Return where a text says until when something holds, verbatim.

    Parameters
    ----------
    text : str
        The document.
    within : Span, optional
        Look only here.

    Examples
    --------
    >>> [s.text for s in horizons("Spain will keep the ban until 2028, and France by the end of May.")]
    ['until 2028', 'by the end of May']
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    return tuple(
        Span(match.start(), match.end(), match.group())
        for match in _HORIZON.finditer(text, start, end)
    )


def set_dates(text: str) -> tuple[Span, ...]:
    """Return the days for which something is set, verbatim.

    Examples
    --------
    >>> [s.text for s in set_dates("They will strike on July 6th, she said on Monday.")]
    ['on July 6th']
    """
    return tuple(
        Span(match.start("when"), match.end("when"), match["when"]) for match in _SET.finditer(text)
    )


def planned_horizons(text: str) -> tuple[Span, ...]:
    """Return the clauses that give plans or policies a horizon, from the plan's word to the horizon."""
    found = []
    for span in horizons(text):
        sentence = sentence_around(text, span.start, span.end)
        before = list(_PLANS.finditer(text, max(sentence.start, span.start - 80), span.start))
        if before:
            start = before[-1].start()
            found.append(Span(start, span.end, text[start : span.end]))
    return tuple(found)
