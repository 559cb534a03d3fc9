"""Whether a phrase can name an option, and how it reads best."""

from __future__ import annotations

import re

from detente.drafting.lexicon import words

_RELATIVE = re.compile(r"\bwhat (?:he|she|it|they) (?:calls?|called|describes? as|described as) ")
_QUOTED_DATE = re.compile(
    r",? (?:by|on|until|before|from|in) (?:the \d+\w*|\d+ \w+|\w+ \d+|\w+day)$"
)
_SENTENCES = re.compile(r"[;:]|, (?:and|but|or|in|as|with) ")


def readable(phrase: str) -> str:
    """Return a phrase without fillers, dates and asides, with capitals only where a name has them."""
    text = _RELATIVE.sub("", " ".join(phrase.split()))
    text = _SENTENCES.split(text)[0]
    text = _QUOTED_DATE.sub("", text)
    text = re.sub(r"\b(\w+) \1\b", r"\1", text)
    tokens = text.split()
    while len(tokens) > 1 and tokens[-1].lower().strip(",.") in words("phrases", "loose"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].lower() in words("phrases", "loose"):
        tokens.pop(0)
    tokens = [t.lower() if n and t in ("The", "A", "An") else t for n, t in enumerate(tokens)]
    return " ".join(tokens).strip(" ,;:.–—-")


def is_option(phrase: str) -> bool:
    """Say whether a phrase names conduct that a stranger to the text would understand.

    Examples
    --------
    >>> is_option("withdraw its troops from the border"), is_option("destroy it"), is_option("move")
    (True, False, False)
    """
    text = readable(phrase)
    tokens = [token.strip(",.'’").lower() for token in text.split()]
    if not tokens or not text[0].isalpha():
        return False
    if len(tokens) == 1 or text.lower() in words("phrases", "alone"):
        return text.lower() in words("phrases", "alone")
    if any(token in words("phrases", "open") for token in tokens[1:]):
        return False
    first = tokens[0]
    if first in words("stative", "verbs") or first in words("wrappers", "ready"):
        return False
    if first in words("phrases", "open") or first in ("be", "do"):
        return False
    return not (len(tokens) == 2 and tokens[1] in words("light", "words"))
