"""Typographic code points folded once, at loading, so that every offset refers to plain letters.

A ligature, a soft hyphen or a zero-width space looks like nothing and hides a word from whoever
looks it up. Letters, quotation marks, dashes and punctuation stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter

#: Latin ligatures; PDFs set with TeX keep them.
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
#: Soft hyphen, zero-width space, word joiners, direction marks, byte-order mark: drawn as nothing.
_NOTHING = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_NOTHING += "".join(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(chr(code) for code in range(0x2000, 0x200B))
#: Signs for which a reader may take a plain one of the same length.
_ALIKE = {**{ord(sign): " " for sign in _SPACES}, 0x2010: "-", 0x2011: "-"}
_TABLE: dict[int, str | None] = {
    **{ord(sign): letters for sign, letters in _LIGATURES.items()},
    **{ord(sign): None for sign in _NOTHING},
    0x2028: "\n",  # line separator
    0x2029: "\n\n",  # paragraph separator
    0x0B: "\n",  # vertical tab: a line break in office programs
}
# C1 controls are never meant: they are windows-1252 read as ISO 8859-1.
for _code in range(0x80, 0xA0):
    _TABLE[_code] = bytes([_code]).decode("cp1252", errors="ignore") or None
_ANY = re.compile("[" + "".join(map(chr, _TABLE)) + "\u200c\u200d\ud800-\udfff]")
#: Joiners shape the letters of Persian and of India, and pictures; between Latin letters they are noise.
_JOINER = re.compile("(?<![\u0590-\uffef\U00010000-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?=[\\s\x00-\u058f]|$)")  # fmt: skip
_LONE = re.compile("[\ud800-\udfff]")
#: List signs at the start of a line; \uf0b7 and \uf0a7 are Word's, from a font of symbols.
_LIST_SIGN = re.compile(
    "^([ \t]*)[•‣⁃∙◦●○■□▪▫◆◇❖►▶▸▹➢➤➔✓✔✦·⦁\uf0b7\uf0a7\uf0d8\uf076](?:[ \t]+|(?=[^\\W\\d_]))",
    re.MULTILINE,
)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A word over a line end: what follows it on its line moves down with a line end of its own.
_DIVIDED = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)*)-\n([a-zß-ÿ]+(?:-[a-zß-ÿ]+)*[.,;:!?\"”’)]*)[ \n]?"
)


def plain(text: str) -> str:
    r"""Return a text with typographic code points folded; folding twice changes nothing more.

    Ligatures become letters, soft hyphens and zero-width signs go, C1 controls become what
    windows-1252 means by them, and list signs at a line start ``- ``. Spaces of any width stay.

    Examples
    --------
    >>> plain("The o\ufb03cial o\u00adffered it.")
    'The official offered it.'
    >>> plain("\u2022 Turkey will sign.")
    '- Turkey will sign.'
    """
    if _ANY.search(text):
        text = _LONE.sub("\ufffd", _JOINER.sub("", text.translate(_TABLE)))
    return _LIST_SIGN.sub(r"\1- ", text)


def alike(text: str) -> str:
    r"""Return a text of the same length with plain spaces and hyphens, for looking words up.

    Examples
    --------
    >>> alike("Mr.\u00a0Deen")
    'Mr. Deen'
    """
    return text.translate(_ALIKE)


def unwrapped(text: str) -> str:
    r"""Put sentences of a plain text together again that an empty line or a line end divides.

    Only in a text of lines of even length, as printed from pages: an empty line after a full line
    that ends no sentence, before one that goes on in small letters, is a page end; a hyphen at a
    line end between small letters is the printer's.

    Examples
    --------
    >>> unwrapped("The council of the city said that it will meet in the gov-\nernment house by the\nend of May.")
    'The council of the city said that it will meet in the government\nhouse by the\nend of May.'
    >>> unwrapped("The council of the city said that it will meet by the\n\nend of May.")
    'The council of the city said that it will meet by the\nend of May.'
    """
    lines = text.split("\n")
    lengths = sorted(len(each) for each in lines if each.strip())
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    if not 30 <= width <= 100:
        return text
    text = "\n".join(_over_page_ends(lines, width))
    known = Counter(_WORD.findall(re.sub(r"\S+-\n\S+", " ", text.lower())))
    return _DIVIDED.sub(lambda match: _closed(match, known), text)


def _over_page_ends(lines: list[str], width: int) -> list[str]:
    found: list[str] = []
    for number, each in enumerate(lines):
        before = found[-1] if found else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        divided = not each.strip() and len(before) >= 0.75 * width and after[:1].islower()
        if not (divided and (before[-1].isalnum() or before[-1] in ",-")):
            found.append(each)
    return found


def _closed(match: re.Match[str], known: Counter[str]) -> str:
    one, other = match.group(1), match.group(2)
    return f"{hyphenated(one, other, known)}\n"


#: First halves of words that keep their hyphen wherever they stand.
_HYPHENATED_WORDS = (
    "vice ex self half well long short high low all cross mid so then north south east west deputy attorney "
    "director secretary major lieutenant anglo sino franco russo twenty thirty forty fifty sixty seventy "
    "eighty ninety one two three four five six seven eight nine ten first second third"
)
_HYPHENATED = frozenset(_HYPHENATED_WORDS.split())


def hyphenated(one: str, other: str, known: Counter[str]) -> str:
    """Return a word that a line end divides, with or without its hyphen.

    The hyphen belongs to the word when the text has it elsewhere, when both halves are words of the
    text and the whole is not, or when the first half nearly always keeps it.

    Examples
    --------
    >>> hyphenated("govern", "ment", Counter()), hyphenated("vice", "president", Counter())
    ('government', 'vice-president')
    """
    first, second = one.lower(), other.lower()
    whole, parted = known[first + second], known[f"{first}-{second}"]
    both = known[first] and known[second] and not whole
    usual = other[0].isupper() or "-" in first + second or len(first) < 2 or first in _HYPHENATED
    keep = (usual and not whole) or parted > whole or bool(both)
    return f"{one}-{other}" if keep else f"{one}{other}"
