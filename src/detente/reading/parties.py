"""Known actors by name: states with their people, capitals and seats; bodies and outlets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from detente.evidence import Actor

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[-&]\w+)*")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name in a text; ``owner`` is the state that a body or outlet belongs to."""

    start: int
    end: int
    actor: Actor
    owner: str | None = None


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], Actor, str | None]]]:
    """Return the known names by their first word, the longest first."""
    import pycountry

    found: dict[str, list[tuple[tuple[str, ...], Actor, str | None]]] = {}
    clashes: dict[tuple[str, ...], set[str]] = {}

    def add(name: str, actor: Actor, owner: str | None) -> None:
        words = tuple(match.group() for match in _WORD.finditer(name))
        if not words:
            return
        clashes.setdefault(words, set()).add(actor.id)
        group = found.setdefault(words[0], [])
        if not any(known == words for known, _, _ in group):
            group.append((words, actor, owner))

    states = {}
    for country in pycountry.countries:
        short = str(getattr(country, "common_name", country.name)).split(",")[0].split(" (")[0]
        states[country.alpha_3] = Actor(country.alpha_3, short, "state")
    for row in _rows("states"):
        code, *groups = row.split("|")[:4]
        actor = states.get(code, Actor(code, code, "state"))
        for name in ",".join(groups).split(","):
            add(name.strip(), actor, None)
        states[code] = actor
    for actor in states.values():
        add(actor.name, actor, None)
    for row in _rows("bodies"):
        slug, name, kind, aliases, owner = row.split("|")[:5]
        actor = Actor(slug, name, kind)
        for alias in [name, *aliases.split(",")]:
            add(alias.strip(), actor, owner or None)
    ambiguous = {words for words, ids in clashes.items() if len(ids) > 1}
    return {
        first: sorted((e for e in group if e[0] not in ambiguous), key=lambda e: -len(e[0]))
        for first, group in found.items()
    }


@lru_cache(maxsize=1)
def known_people() -> dict[str, str]:
    """Return well-known people's names and the party they speak for."""
    data = resources.files("detente.reading").joinpath("data", "people.toml")
    groups = tomllib.loads(data.read_text(encoding="utf-8"))
    return {name.strip(): party for party, names in groups.items() for name in names.split(",")}


def _rows(name: str) -> list[str]:
    data = resources.files("detente.reading").joinpath("actors", "data", f"{name}.tsv")
    lines = data.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def find_sightings(text: str) -> list[Sighting]:
    """Return the known names of a text in order; the longest name wins."""
    names = _names()
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[Sighting] = []
    position = 0
    while position < len(words):
        step = 1
        for parts, actor, owner in names.get(words[position][0], ()):
            stop = position + len(parts)
            if tuple(w for w, _, _ in words[position:stop]) == parts:
                found.append(Sighting(words[position][1], words[stop - 1][2], actor, owner))
                step = len(parts)
                break
        position += step
    return sorted(found + _halves(words, found), key=lambda s: s.start)


def _halves(words: list[tuple[str, int, int]], found: list[Sighting]) -> list[Sighting]:
    """Return "the North" and "the South" where one state of that name is spoken of."""
    named = {
        s.actor.name.split()[0]: s.actor
        for s in found
        if s.actor.name.startswith(("North ", "South "))
    }
    halves = []
    for (article, _, _), (word, start, end), following in zip(
        words, words[1:], [*words[2:], ("", 0, 0)], strict=False
    ):
        if word in named and article.lower() == "the" and not following[0][:1].isupper():
            halves.append(Sighting(start, end, named[word]))
    return halves
