"""Countries that no registry knows, told from the text: "Velia" and "Velian", "Orland's army"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from detente.actors.lexicon import actor_words, body_heads
from detente.actors.registry import Registry, slug
from detente.actors.words import CALENDAR, places_of

#: Endings that make an adjective of a country's name, or of its stem.
_ENDINGS = ("n", "an", "ian", "ean", "nian", "ese", "i", "ish", "er", "ic", "ite", "ine")
_HALF = re.compile(r"\b([A-Z][a-z]{4,10}) ([A-Z][a-z]{2,30})\b")
#: A name ends here, and no "of" makes it an office.
_NO_LAND = re.compile(r"\b(?! of\b)")
#: How far before a name its post begins.
_NEAR = 160
_NAME = r"[A-Z][\w’-]{2,30}(?: [A-Z][\w-]{2,30})?"


@dataclass(slots=True)
class Places:
    """Names and adjectives of unknown countries, with the id of each."""

    names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)

    def of(self, word: str) -> str | None:
        """Return the id of the country that a name or adjective means."""
        return self.names.get(word) or self.adjectives.get(word)


def find_places(text: str, known: Iterable[str]) -> Places:
    """Return the unknown countries of a text.

    A name is one where the text gives it a government, a minister or an army, or uses an adjective
    made from it before such a word.

    Parameters
    ----------
    text : str
    known : iterable of str
        Words of names that are known already.

    Examples
    --------
    >>> places = find_places("Velia will not yield, Velian President Anton Kolar said.", ())
    >>> places.names, places.adjectives
    ({'Velia': 'velia'}, {'Velian': 'velia'})
    """
    found, taken = Places(), frozenset(known)
    governed, described = _patterns()
    judged: set[str] = set()
    for pattern in governed:
        for match in pattern.finditer(text):
            for name in filter(None, match.groups()):
                name = name.removeprefix("The ")
                if name in judged:
                    continue  # a text names its country's government a thousand times
                judged.add(name)
                known_by = taken & set(name.split())
                if _may_name(name) and not known_by and not _is_persons(name, text):
                    found.names[name] = slug(name)
    halves: dict[str, set[str]] = {}
    for match in _HALF.finditer(text):
        if match.group(1).lower() in actor_words()["sides"]:
            halves.setdefault(match.group(2), set()).add(match.group())
    for both in halves.values():
        if len(both) > 1 or both & found.names.keys():  # "Upper Tarn" and "Lower Tarn"
            for name in sorted(both):
                if name.split()[-1] not in taken:
                    found.names.setdefault(name, slug(name))
    capitals = {w for w in re.findall(r"\b[A-Z][a-z]{3,30}\b", text) if w not in CALENDAR}
    for match in described.finditer(text):
        adjective = match.group(1)
        if adjective in actor_words()["when"]:
            continue  # "Earlier Foreign Secretary Jack Lowe said …"
        if adjective in taken or adjective in found.adjectives or adjective in found.names:
            continue
        names = [n for n in capitals - taken if is_adjective_of(adjective, n)]
        if (
            not names
            and adjective.endswith("ian")
            and adjective.lower() not in actor_words()["vague_adjectives"]
        ):
            found.adjectives[adjective] = slug(adjective[:-1])  # "Velian", and no Velia in the text
        if names:
            name = next((n for n in names if n in found.names), max(names, key=len))
            found.names.setdefault(name, slug(name))
            found.adjectives[adjective] = found.names[name]
    for word in capitals - taken - found.adjectives.keys():
        name = next((n for n in found.names if is_adjective_of(word.removesuffix("s"), n)), None)
        if name is not None and word not in found.names:
            found.adjectives[word] = found.names[name]
    return found


def is_adjective_of(adjective: str, name: str) -> bool:
    """Whether a word is made from a country's name: "Orlander" from "Orland".

    Examples
    --------
    >>> is_adjective_of("Orlander", "Orland"), is_adjective_of("Karstish", "Karst")
    (True, True)
    >>> is_adjective_of("Velian", "Orland")
    False
    """
    if adjective == name or len(name) < 4:
        return False
    for cut in range(3):
        stem, rest = name[: len(name) - cut], name[len(name) - cut :]
        dropped = cut == 0 or rest in ("a", "e", "o", "y", "s", "ia", "ea", "os", "us")
        if dropped and len(stem) >= 3 and adjective.startswith(stem):
            return adjective[len(stem) :] in _ENDINGS
    return False


def _may_name(name: str) -> bool:
    words, last = actor_words(), name.split()[-1].lower()
    if name.split()[0].lower() in words["state_posts"] | words["honorifics"] | {"prime"}:
        return False  # "President Dahl's government"
    if (
        name in CALENDAR | words["when"]
        or last in words["titles"] | words["portfolios"] | words["state_organs"]
    ):
        return False
    return last not in body_heads() and name.split()[0] not in ("The", "This", "That", "Its", "His")


def _is_persons(name: str, text: str) -> bool:
    """Whether a name is that of a leader, whose forces are those of the country that he speaks for.

    He is well known, or the text gives him a post: "Velian President Anton Dahl … Dahl's forces".
    """
    if Registry.default().person(name) is not None:
        return True
    return any(
        _NO_LAND.match(text, at + len(name)) and _post().search(text, max(0, at - _NEAR), at)
        for at in places_of(name, text)
    )


@lru_cache(maxsize=1)
def _post() -> re.Pattern[str]:
    """Return the pattern of a post right before a leader's last name: "President Anton "."""
    held = actor_words()["state_posts"] | actor_words()["honorifics"] | {"leader"}
    posts = "|".join(map(re.escape, sorted(held, key=len, reverse=True)))
    return re.compile(rf"\b(?i:{posts}) (?:[A-Z][\w.’'-]+ ){{0,2}}\Z")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    words = actor_words()
    marks = "|".join(sorted(words["portfolios"] | words["organ_marks"], key=len, reverse=True))
    posts = "|".join(
        re.escape(w)
        for w in sorted(words["state_posts"] - {"vice-president"}, key=len, reverse=True)
    )
    organs = "government|army|navy|parliament|cabinet|military|embassy|ministry|troops|forces"
    led = (
        rf"(?:(?:{marks}|prime|vice|deputy) ){{0,3}}(?:{posts}|{organs}|(?<![Gg]eneral )secretary)"
    )
    owned = re.compile(rf"\b({_NAME})['’]s? (?i:(?:new |acting |former )?{led})\b")
    of = re.compile(
        rf"\b(?=\w)(?i:{led}|republic|kingdom|people|leaders?|authorities|capital) of ({_NAME})(?: and ({_NAME}))?\b"
    )
    organ = re.compile(
        rf"\b(?i:ministry|department|minister) of (?:[A-Z]\w+ )(?:and |[A-Z]\w+ ){{0,4}}of ({_NAME})\b"
    )
    people = "|".join(sorted(words["state_people"], key=len, reverse=True))
    things = "side|border|ships?|vessels?|waters|soil|capital|territory|town|city|people|economy"
    described = re.compile(rf"\b([A-Z][a-z]{{3,30}}) (?i:{led}|{people}|{things})\b")
    return (owned, of, organ), described
