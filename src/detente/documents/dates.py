"""Full dates as news texts write them; a date without a year, or an ambiguous one, is no date."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_SPANISH = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre")  # fmt: skip
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}[-/.](?P<month>[01]\d)[-/.](?P<day>[0-3]\d)\b",
        rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY} de (?P<month>{'|'.join(_SPANISH)}) (?:de|del) {_YEAR}\b",
    )
)
#: What may stand beside a date on a line that is about the date.
_BESIDE = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:last|first|published|updated|posted|modified|on|at|by|date|"
    r"utc|gmt|e[sd]?t|cet|bst|kst|jst|am|pm|[ap]\.m\.|hrs?|min(?:ute)?s? read)\b|\d{1,2}[:.]\d\d(?::\d\d)?|t\d\d:\d\d\S*|z\b|[\W_]|\d+",
    re.IGNORECASE,
)
_PLACE = r"(?P<place>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][A-Za-z. ]{1,30})?)"
_DATELINE = re.compile(rf"{_PLACE}(?P<rest>[^\n]{{0,70}}?)\s*(?:—|–|--|-)\s")
_AGENCY = re.compile(r"\(([A-Z][\w .&/'’-]{1,40})\)")


def date_in(text: str, *, alone: bool = False) -> str | None:
    """Return the one full date of a text as ``YYYY-MM-DD``.

    Parameters
    ----------
    text : str
    alone : bool
        The text must be about the date: nothing else stands on it but a name or two.

    Examples
    --------
    >>> date_in("Published: Tuesday, 3 March 2026, 10:40 GMT", alone=True)
    '2026-03-03'
    >>> date_in("On 3 March 1991 the council met for the first time", alone=True)
    """
    for pattern in _DATES:
        match = pattern.search(text)
        if match is None:
            continue
        date = _iso(match)
        if date is None:
            return None
        rest = _BESIDE.sub(" ", text[: match.start()] + " " + text[match.end() :]).split()
        named = all(word[0].isupper() for word in rest)
        if not alone or not rest or (len(rest) <= 5 and named):
            return date
        return None
    return None


def dateline_in(line: str) -> tuple[str | None, str | None]:
    """Return the date and the agency of a dateline at the start of a line.

    Examples
    --------
    >>> dateline_in("CAIRO, March 3, 2026 (Xinhua) -- Egypt said on Tuesday …")
    ('2026-03-03', 'Xinhua')
    """
    match = _DATELINE.match(line)
    if match is None:
        return None, None
    head = match.group()
    agency = _AGENCY.search(head)
    words = [word for word in match.group("place").split() if word.isupper() and len(word) > 2]
    if not words:
        return None, None
    return date_in(head), agency.group(1) if agency else None


def _iso(match: re.Match[str]) -> str | None:
    month = match.group("month").lower()
    if month.isdigit():
        number = int(month)
    elif month in _SPANISH:
        number = _SPANISH.index(month) + 1
    else:
        number = next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(month[:3]))
    try:
        return dt.date(int(match.group("year")), number, int(match.group("day"))).isoformat()
    except ValueError:
        return None
