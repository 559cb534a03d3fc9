"""Finding names in words and words in a text, in time that grows with the words and not with the names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"\w+")


class NameFinder:
    """Who is named in some words, each found by the first word of its names.

    Parameters
    ----------
    named : iterable of (str, names)
        Everybody's id with all its names, the best first; names of one letter are no names.

    Examples
    --------
    >>> finder = NameFinder([("nor", ["Norway", "Oslo"]), ("ship", ["the Old Ship"])])
    >>> list(finder.found("Oslo met the Old Ship of Norway"))
    [(25, 'nor'), (9, 'ship')]
    """

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._names: list[tuple[str, list[re.Pattern[str] | str]]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []  # those with a name that begins with no letter
        for number, (who, names) in enumerate(named):
            kept = [name for name in names if len(name) > 1]
            self._names.append((who, list(kept)))
            firsts = [_WORD.match(name) for name in kept]
            if None in firsts:
                self._always.append(number)
            for first in {match.group() for match in firsts if match is not None}:
                self._by_word[first].append(number)

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield everybody who is named, with the place of its best name, in the order given."""
        numbers = set(self._always)
        for word in set(_WORD.findall(text)):
            numbers.update(self._by_word.get(word, ()))
        for number in sorted(numbers):
            who, names = self._names[number]
            for place, name in enumerate(names):
                if isinstance(name, str):
                    if name not in text:
                        continue
                    name = names[place] = _whole(name)
                at = name.search(text)
                if at is not None:
                    yield at.start(), who
                    break


class Words:
    """Where the words of a text stand, so that a phrase is found without reading all of it.

    Examples
    --------
    >>> [m.group() for m in Words("a dam, the dam").matches(re.compile(r"dam,?"), "dam")]
    ['dam,', 'dam']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: dict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(text):
            self._at[match.group()].append(match.start())

    def matches(self, pattern: re.Pattern[str], first: str) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that begins with a whole word."""
        for start in self._at.get(first, ()):
            match = pattern.match(self.text, start)
            if match is not None:
                yield match

    def holds(self, *words: str) -> bool:
        """Say whether one of some words stands in the text, written so."""
        return any(
            word in self._at if _WORD.fullmatch(word) else _whole(word).search(self.text)
            for word in words
        )


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """Return where the words of a text stand; of the texts asked for last, what is known already."""
    return Words(text)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(words)}\b")


@lru_cache(maxsize=16)
def lines_with(words: str, text: str) -> str:
    r"""Return the lines of a text that hold some words, in whatever case: few of many, for names to be sought in.

    Examples
    --------
    >>> lines_with("mayor|governor", "The Mayor spoke.\nIt rained.\nNo governor came.")
    'The Mayor spoke.\nNo governor came.'
    """
    sought = re.compile(words, re.IGNORECASE)
    return "\n".join(line for line in text.split("\n") if sought.search(line))
