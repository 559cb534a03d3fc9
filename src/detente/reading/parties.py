"""Known actors in a text: the registry's names, and "the North" where one such state is meant."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from detente.reading.actors import Registry
from detente.reading.actors.scanning import OpenName, Sighting

__all__ = [
    "Sighting",
    "find_names",
    "find_sightings",
    "full_names",
    "kinds",
    "party_of_office",
    "party_of_person",
]

_NAME = r"(?:[A-Z][\w&.-]{0,40}(?:['’]s?)? (?:of |and |for )?){1,4}"


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the kinds of parties: the heads of full names, the nouns that return to them."""
    data = resources.files("detente.reading").joinpath("data", "parties.toml")
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return {
        kind: (frozenset(words["heads"].split()), frozenset(words["again"].split()))
        for kind, words in table.items()
    }


def full_names(text: str) -> list[str]:
    """Return the names that end in a word for a kind of body: "Orbell Pharma", "Liberation Front"."""
    found = []
    for match in _full_name().finditer(text):
        # A name may hold abbreviations, but no sentence ends in it: "… on Sunday. The Drivers' Union".
        name = re.split(r"\.\s+(?=The )", match.group())[-1].removeprefix("The ")
        outlet = name.split()[0] in ("Radio", "TV", "News", "Television")
        if not outlet and len(name.split()) > 1:
            found.append(name)
    return found


@lru_cache(maxsize=1)
def _full_name() -> re.Pattern[str]:
    heads = {word.capitalize() for found, _ in kinds().values() for word in found}
    return re.compile(rf"\b{_NAME}(?:{'|'.join(sorted(heads))})\b(?! [A-Z])")


def find_sightings(text: str) -> list[Sighting]:
    """Return the known names of a text in order; the longest name wins."""
    return find_names(text)[0]


def find_names(text: str) -> tuple[list[Sighting], list[OpenName]]:
    """Return the known names of a text, and those that it leaves open ("Georgia"), in order."""
    found, opened = Registry.default().scan(text)
    return sorted(found + _halves(text, found), key=lambda s: s.start), opened


def party_of_person(name: str) -> str | None:
    """Return the party that a well-known person speaks for."""
    return Registry.default().person(name)


def party_of_office(words: str) -> str | None:
    """Return the party that an office of the user's own speaks for."""
    return Registry.default().office(words)


def _halves(text: str, found: list[Sighting]) -> list[Sighting]:
    """Return "the North" and "the South" where one state of that name is spoken of."""
    named = {
        s.actor.name.split()[0]: s.actor
        for s in found
        if s.actor.name.startswith(("North ", "South "))
    }
    taken = {s.start for s in found}
    halves = []
    for half, actor in named.items():
        for article in ("the ", "The "):
            at = text.find(article + half)
            while at != -1:
                start, end = at + 4, at + 4 + len(half)
                following = text[end : end + 2]
                alone = not following[:1].isalnum() and not following.strip()[:1].isupper()
                if alone and start not in taken:
                    halves.append(Sighting(start, end, actor))
                at = text.find(article + half, end)
    return halves
