"""E-mail addresses and telephone numbers, which are not sent to a language model unless the user says so.

Dates, years and amounts are sent: a number is taken for a telephone's where it is written like one,
or where a word for calling stands before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from detente.reading.lexicon import table

ADDRESS, NUMBER = "[e-mail address]", "[telephone number]"

_LOCAL = r"[\w.+!#$%&'*/=?^`{|}~-]{1,64}"
_AT, _DOT = r"(?:@|\s?[(\[]at[)\]]\s?)", r"(?:\.|\s?[(\[]dot[)\]]\s?)"
_MAIL = re.compile(
    rf"{_LOCAL}{_AT}[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,63}}){{0,8}}"
    r"|[\w.+-]{1,64} at [\w-]{1,63}(?: dot [\w-]{1,63}){1,8}",
    re.IGNORECASE,
)

#: Between the digits of one number: spaces of all kinds, hyphens and dashes, brackets, dots, slashes.
_GAP = r"[\s()./\-\u2010-\u2015\u2212\u00b7]"
_DIGITS = re.compile(
    rf"(?<![\w/$€£¥])(?<!\d[.,])(?<![$€£¥] )(?:\+{_GAP}?)?(?:\((?=\d{{1,5}}\)))?\d(?:(?:(?!\n){_GAP}){{0,3}}\d){{4,18}}(?!\w|,\d)"
    r"(?:\s?(?:ext\.?|extension|x)\s?\d{1,5}\b)?"
)
#: Letters of a telephone's keys: 1-800-FLOWERS.
_LETTERED = re.compile(r"(?<![\w$€£¥])(?:\+?1[ .-])?\(?8\d\d\)?[ .-][A-Z0-9-]{0,6}[A-Z]{3,9}\b")
_DATE = re.compile(
    r"(?:\d{4}[ ./-]\d\d?[ ./-]\d\d?|\d\d?[ ./-]\d\d?[ ./-]\d{4}|(?:1[89]|20)\d\d(?:\W{1,3}(?:1[89]|20)\d\d)+)(?!\d)"
)
_AMOUNT = re.compile(
    r"[1-9]\d{0,2}(?:[\s.]\d{3})+|[1-9]\d*\.\d+|[1-9]\d*0+\W[1-9]\d*00|[1-9]\d*000"
)
#: Seven or eight digits as telephone books write them.
_LOCAL_NUMBER = re.compile(r"\d{3}[\s\-\u2010-\u2013]\d{4}|\d{4}[\s\-\u2010-\u2013]\d{4}")


def redacted(text: str) -> str:
    """Return a text without its e-mail addresses and telephone numbers.

    Examples
    --------
    >>> redacted("Call +44 20 7946 0958 or write to a.berg@example.org by 2026-03-14.")
    'Call [telephone number] or write to [e-mail address] by 2026-03-14.'
    """

    def number(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - 60) : match.start()]
        return NUMBER if _is_number(match.group(), before) else match.group()

    return _DIGITS.sub(number, _LETTERED.sub(NUMBER, _MAIL.sub(ADDRESS, text)))


def _is_number(written: str, before: str) -> bool:
    if _DATE.match(written):
        return False
    if written.startswith("+") or _calling().search(before):
        return True
    if _AMOUNT.fullmatch(written):
        return False
    digits = [sign for sign in written if sign.isdigit()]
    least = 7 if written[0] in "(0" or digits[0] == "0" else 9
    return len(digits) >= least or _LOCAL_NUMBER.fullmatch(written) is not None


@lru_cache(maxsize=1)
def _calling() -> re.Pattern[str]:
    words = table("redacting")
    calling, between = ("|".join(words[key].split()) for key in ("calling", "between"))
    gap = r"[\s.:,()/-]{0,3}"
    return re.compile(rf"\b(?:{calling}){gap}(?:\b(?:{between})\b{gap}){{0,4}}$", re.IGNORECASE)
