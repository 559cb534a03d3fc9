"""Who is at odds with whom, told in passing: "the dispute between X and Y", "X and Y blame each other".

Such words make nobody's option. They say which two a text is about, and whom "the insurgents" or
"the country" can only mean in the words of one of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from detente.drafting.exchanges import exchanges
from detente.drafting.lexicon import words
from detente.drafting.parties import Parties, is_people_noun
from detente.evidence import Document

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")
#: What one sentence in passing weighs, and all of them at most, beside what two say to each other.
_TOLD, _MOST = 3, 9
#: How far behind "between" or "with" a name begins.
_REACH = 90
_TWO = 2
#: How many times more somebody passes with one than with any other before that one is its opponent.
_CLEARLY = 2


def at_odds(documents: Sequence[Document], parties: Parties) -> Counter[frozenset[str]]:
    """Weigh how much each two are at odds: by what passes between them, and by what is told in passing.

    It grows with the parties: one that only a reading of the documents made a side counts from then on.
    """
    return exchanges(documents, parties) + rivalries(documents, parties)


def rivalries(documents: Iterable[Document], parties: Parties) -> Counter[frozenset[str]]:
    """Weigh how often a text sets two parties against each other in passing.

    Parameters
    ----------
    documents : iterable of Document
    parties : Parties
    """
    found: Counter[frozenset[str]] = Counter()
    for document in documents:
        for sentence in _telling(document.text):
            two = _set_apart(sentence, parties)
            if two is not None:
                found[two] = min(_MOST, found[two] + _TOLD)
    return found


@lru_cache(maxsize=128)
def _telling(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that may tell who is at odds, whoever the parties are."""
    return tuple(
        sentence
        for sentence in _SENTENCE.findall(text)
        if _conflict().search(sentence) or _mutual().search(sentence)
    )


def _set_apart(sentence: str, parties: Parties) -> frozenset[str] | None:
    """Return the two whom a sentence sets against each other, None where it does not name just two."""
    for match in _conflict().finditer(sentence):
        behind = sentence[match.end() : match.end() + _REACH]
        if match["how"] == "between":
            named = parties.called_in(behind)[:_TWO]
        else:
            named = (
                *parties.called_in(sentence[: match.start()])[-1:],
                *parties.called_in(behind)[:1],
            )
        if len(set(named)) == _TWO:
            return frozenset(named)
    mutual = _mutual().search(sentence)
    if mutual is not None:
        named = parties.called_in(sentence[: mutual.start()])
        if len(set(named)) == _TWO:
            return frozenset(named)
    return None


@cache
def _conflict() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("rivals", "conflicts"), key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns})\b(?: [\w-]+){{0,6}}? (?P<how>between|with|against) ", re.I)


@cache
def _mutual() -> re.Pattern[str]:
    said = "|".join(sorted(words("rivals", "mutual"), key=len, reverse=True))
    return re.compile(rf"\b(?:{said})\b", re.I)


class Opponents:
    """With whom each party of some documents is at odds, where it is one above all.

    ``between`` weighs each two, by the parties as they were when this was made.
    """

    def __init__(self, documents: Sequence[Document], parties: Parties) -> None:
        self._parties, self._documents = parties, documents
        self.between = at_odds(documents, parties)
        self._admitted = parties.admitted

    def between_now(self) -> Counter[frozenset[str]]:
        """Weigh each two once more where a court has become a party since: what passes with it counts from then on."""
        if self._parties.admitted == self._admitted:
            return self.between
        return at_odds(self._documents, self._parties)

    def of(self, party: str, called: str = "") -> str | None:
        """Return whom a party is at odds with, None where that is open.

        Parameters
        ----------
        party : str
        called : str
            Words that call the opponent by a common noun: "the insurgents". One of the other kind is
            not meant; words that call nobody ("oil prices") mean nobody.
        """
        noun = _noun(called)
        pointing = words("rivals", "pointing") | words("rivals", "governments")
        if called and not is_people_noun(noun) and noun not in pointing:
            return None
        weights = {
            other: weight
            for two, weight in self.between.items()
            if party in two and weight
            for other in two - {party}
            if _can_be(noun, self._parties.kind(other))
        }
        if not weights:
            return self._only_other(party, noun)
        best = max(weights, key=lambda other: weights[other])
        rest = [weight for other, weight in weights.items() if other != best]
        return best if not rest or weights[best] >= _CLEARLY * max(rest) else None

    def _only_other(self, party: str, noun: str) -> str | None:
        """Return the only other one of a text that has just two parties."""
        others = [other for other in self._parties.ids() if other != party]
        if len(others) != 1 or self._parties.are_one(party, others[0]):
            return None
        return others[0] if _can_be(noun, self._parties.kind(others[0])) else None


def _noun(called: str) -> str:
    """Return the last noun of a subject, adverbs and helping verbs left out: "the insurgents significantly"."""
    found = re.findall(r"[a-z-]+", called.lower())
    while found and (found[-1] in words("rivals", "helping") or found[-1].endswith("ly")):
        found.pop()
    return found[-1] if found else ""


def _can_be(noun: str, kind: str | None) -> bool:
    if noun in words("rivals", "states"):
        return kind == "state"
    if noun in words("rivals", "governments"):
        return kind in ("state", "body", "person", None)
    if noun in words("sides", "fighters"):
        return kind in ("armed-group", "body", "community", None)
    return True
