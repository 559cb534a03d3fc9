"""What the first lines and the paragraphs of a text tell: its title, who is named there, numbers of paragraphs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.paragraphs import Paragraph

#: Words of a name that are written small even in "Minister of Trade".
SMALL = ("of", "the", "and", "for", "de", "von", "van", "al")
#: What closes a text: a time of day, "END", three stars.
END = re.compile(
    r"\W*(?:end(?: of (?:statement|text|remarks))?|\d{1,2}[:.]\d\d ?[ap]\.?m\.?.{0,12}|\\?#+|\W+)\W*",
    re.I,
)
#: "Joint statement by …", "Open letter from the residents of Holm to Acme", "Remarks by …".
_TITLE = re.compile(
    r"(?:[\w-]+ ){0,6}?(?i:statement|declaration|communiqu[eé]|letter|remarks|speech|address|message)"
    r"(?: of \d[^\n]{0,20}| (?:on|following|after|regarding) [^\n]{1,80}?)? (?:by|from|of|between|attributable to) "
    r"((?:[Tt]he )?(?:[a-z]+ ){0,3}[A-Z][^\n:;]{1,140}?)"
    r"(?= (?:to|on|at|in|before|during|following|after|upon|regarding|concerning|announcing|about|as)\b| [–—-] |[,:]|\s*$)"
)
#: "Foreign Minister Brandt's Regular Press Conference", "Mira Tad’s statement on the dam".
_OWNED = re.compile(
    r"((?:[A-Z][\w.-]+ ){1,6}?[A-Z][\w.-]+)['’]s? (?:[\w-]+ ){0,3}?"
    r"(?i:statement|remarks|speech|address|press conference|press briefing|message|declaration)\b"
)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Return the words of forms: sets of words, lists of patterns."""
    data = resources.files("detente.reading").joinpath("data", "forms.toml")
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return {k: frozenset(v.split()) if isinstance(v, str) else tuple(v) for k, v in table.items()}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says.

    ``label`` is where the name stands, ``words`` are the paragraphs; ``form`` is ``label`` (a turn of
    a transcript), ``own`` (a statement, a speech), ``joint`` or ``resolution``.
    """

    label: tuple[int, int]
    words: tuple[Paragraph, ...]
    form: str = "label"


def first_lines(text: str) -> list[tuple[int, int]]:
    """Return the first lines of a text, list signs and the marks of a heading left out."""
    found, start = [], 0
    for line in text[:3000].split("\n"):
        if line.strip():
            bare = re.sub(r"^[\s#*_>]*(?:title:\s*)?[\"']?", "", line)
            opens = start + len(line) - len(bare)
            found.append((opens, opens + len(bare.rstrip(" *_\"'"))))
        start += len(line) + 1
        if len(found) == 4:
            break
    return found


def titled(text: str) -> tuple[tuple[int, int], int] | None:
    """Return the name in a title such as "Remarks by President Kovac", and where the title ends."""
    for start, end in first_lines(text):
        who = named_in_title(text, start, end)
        if who is not None:
            return who, end
    return None


def named_in_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the name in a line that is the title of somebody's words."""
    if end - start > 200 or text[end - 1] in ".!?":
        return None  # a sentence
    for pattern in (_TITLE, _OWNED):
        match = pattern.match(text, start, end)
        if match is not None and is_name(match.group(1)):
            return match.span(1)
    return None


def is_name(name: str) -> bool:
    """Whether words can be the name of who speaks, not the sentence of an article."""
    layers = lexicon().layers
    common = (
        layers["titles"] | layers["collectives"] | layers["bodies"] | layers["organs"] | layers["people"]
        | layers["portfolios"] | layers["spoken_for"] | layers["offices"] | words()["small"]
    )  # fmt: skip
    return all(
        not word[:1].isalpha() or word[:1].isupper() or _one_of(word.strip(".,'’"), common)
        for word in name.split()
    )


def _one_of(word: str, known: frozenset[str]) -> bool:
    return (
        word in known or word.removesuffix("s") in known or word.removesuffix("ies") + "y" in known
    )


def opens_paragraph(text: str, block: Paragraph) -> int:
    """Return where the words of a numbered paragraph begin: "3. Demands that …", "(b) Calls …"."""
    number = re.compile(r"\W{0,3}(?:\d{1,3}[.)]|\([a-z\d]{1,3}\)|[a-z][.)])?[\s*_]*")
    match = number.match(text, block.start, block.end)
    return match.end() if match is not None else block.start


def first_word(text: str, block: Paragraph) -> str:
    """Return the first word of a paragraph, small, its number left out; nothing where there is none."""
    start = opens_paragraph(text, block)
    word = re.match(r"\w+", text[start : start + 30])
    return word.group().lower() if word else ""
