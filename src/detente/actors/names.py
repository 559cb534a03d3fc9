"""The index of names: from the words of a name to the actors that it may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from detente.evidence import Actor

#: Initials such as "U.S." are one word; everything else is split at hyphens and apostrophes.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+")


class Token(NamedTuple):
    """A word of a text and what stands between it and the word before, in normal form."""

    text: str
    start: int
    end: int
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """One actor that a name may mean.

    ``kind`` is ``name``, ``people`` (adjectives and peoples) or ``seat`` (capitals and organs of
    government). ``mark`` is ``?`` for a name that counts only where the actor is also named
    otherwise, ``!`` for one that the context decides.
    """

    actor: str
    kind: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """What a name may mean (``-``: no party), the words that speak for each, and the default."""

    meanings: Mapping[str, tuple[str, ...]]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name as words and gaps; no ``senses`` when it means no party."""

    name: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    senses: tuple[Sense, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All names by their first word, the longest first, and the actors they mean."""

    actors: Mapping[str, Actor]
    owners: Mapping[str, str]
    entries: Mapping[str, tuple[NameEntry, ...]]
    ambiguities: Mapping[str, Ambiguity] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)

    def match(self, tokens: list[Token], position: int) -> NameEntry | None:
        """Return the longest name that begins at a word."""
        for entry in self.entries.get(tokens[position].text, ()):
            stop = position + len(entry.words)
            if stop > len(tokens):
                continue
            if all(
                tokens[i].text == word and (i == position or tokens[i].gap == gap)
                for i, word, gap in zip(range(position, stop), entry.words, entry.gaps, strict=True)
            ):
                return entry
        return None


def tokenise(text: str) -> list[Token]:
    """Return the words of a text in order, Latin letters without their accents.

    Examples
    --------
    >>> [token.text for token in tokenise("The U.S.-Iran talks")]
    ['The', 'U.S.', 'Iran', 'talks']
    """
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word.isascii():
            word = _plain(word)
        found.append(Token(word, match.start(), match.end(), _normal(text[last : match.start()])))
        last = match.end()
    return found


def entries_of(names: Iterable[tuple[str, tuple[Sense, ...]]]) -> dict[str, tuple[NameEntry, ...]]:
    """Index names by their first word, the longest first."""
    groups: dict[str, list[NameEntry]] = {}
    for entry in _entries(names):
        groups.setdefault(entry.words[0], []).append(entry)
    return {
        first: tuple(sorted(group, key=lambda e: -len(e.words))) for first, group in groups.items()
    }


def _entries(names: Iterable[tuple[str, tuple[Sense, ...]]]) -> Iterator[NameEntry]:
    for name, senses in names:
        tokens = tokenise(name)
        if tokens:
            yield NameEntry(
                name, tuple(t.text for t in tokens), tuple(t.gap for t in tokens), senses
            )


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word without accents ("Chişinău" is "Chisinau"); other scripts stay as they are."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _normal(gap: str) -> str:
    if gap in (" ", ""):
        return gap
    gap = gap.replace("’", "'").replace("–", "-").replace("‑", "-")
    return " " if gap.isspace() and gap.count("\n") < 2 else gap
