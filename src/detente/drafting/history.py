"""What is told of years that are over: "in 1971 he had said …"."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from detente.evidence import Document, Statement

_IN_THE = r"(?:\w+ |(?:the|an?) (?:\w+ ){1,2}of )?"  # "in May 1983", "during the war of 1983"
_YEAR = re.compile(rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]ack in) {_IN_THE}(1[5-9]\d\d|20\d\d)s?\b")
_AGO = re.compile(
    r"\b(?!(?:two|three|few|some) )(?:\w+ years|(?:\w+ )?(?:decades|centuries|generations)"
    r"|an? (?:decade|century|generation)) ago\b|\blast century\b",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Bb]ack in) {_IN_THE}(1[5-9]\d\d|20\d\d)\b"
    r"(?! (?:deal|agreement|accord|treaty))"
)
#: Modalities of what is told of the days ahead.
_COMING = ("planned", "asked", "conditional")
#: Years from which what was said is history.
_LONG_AGO = 5
#: A text without a date is taken to be no older than this.
_OLDEST = 15


def is_history(document: Document, statement: Statement) -> bool:
    """Say whether a statement is dated to a year that is over: "in 1971 he had said …"."""
    # What would be done in days ahead may name a year of the past: "veto a cut of the rebate won in 1984".
    coming = statement.modality in _COMING and bool(statement.events)
    coming = coming and statement.events[0].time != "past"  # "agreed in 2015 to … in return for …"
    end = statement.events[0].phrase.start if coming else statement.span.end
    opening = document.text[max(0, statement.span.start - 12) : end]
    own = [int(year) for year in _PAST_YEAR.findall(opening)]
    if own and statement.layer != "quoted":
        # Who writes in a year says "in May", not the year.
        over = statement.modality == "done" and not document.date
        now = datetime.now(UTC).year if over else _written(document) - _LONG_AGO
        if max(own) < now:
            return True
    start = document.text.rfind("\n", 0, statement.span.start) + 1
    before = document.text[max(start, statement.span.start - 400) : statement.span.start]
    sentence = re.split(r"[.!?] ", before)[-1]
    if _AGO.search(sentence):
        return True
    years = [int(year) for year in _YEAR.findall(sentence)]
    return bool(years) and max(years) < _written(document) - 2


def _written(document: Document) -> int:
    """Return the year of a document: its date, or else the last year that it names."""
    if document.date:
        return int(document.date[:4])
    return _last_year(document.text)


@lru_cache(maxsize=16)  # asked for every statement that names a year
def _last_year(text: str) -> int:
    now = datetime.now(UTC).year
    named = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]
    return max((year for year in named if now - _OLDEST <= year <= now), default=now)
