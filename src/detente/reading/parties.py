"""Known actors in a text: the registry's names, and "the North" where one such state is meant."""

from __future__ import annotations

from detente.reading.actors import Registry
from detente.reading.actors.scanning import Sighting

__all__ = ["Sighting", "find_sightings", "party_of_person"]


def find_sightings(text: str) -> list[Sighting]:
    """Return the known names of a text in order; the longest name wins."""
    found = Registry.default().find_mentions(text)
    return sorted(found + _halves(text, found), key=lambda s: s.start)


def party_of_person(name: str) -> str | None:
    """Return the party that a well-known person speaks for."""
    return Registry.default().person(name)


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
