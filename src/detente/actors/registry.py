"""The registry of actors: states, organisations and outlets by name, and what users add."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from detente.actors.lexicon import actor_words
from detente.actors.names import Ambiguity, NameEntry, Names, Sense, entries_of
from detente.actors.scanning import OpenName, Sighting, scan
from detente.evidence import Actor

#: Names the YAML file of the user's own actors.
VARIABLE = "DETENTE_ACTORS"
_SLUG_WORDS = 12
#: Texts of so many letters are phrases, which are asked for again.
_PHRASE = 400


@dataclass(frozen=True)
class Registry:
    """Every actor that can be known before a document is read.

    Examples
    --------
    >>> registry = Registry.default()
    >>> [s.actor.id for s in registry.find_mentions("The Kremlin warned NATO and Seoul.")]
    ['RUS', 'nato', 'KOR']
    """

    names: Names

    @classmethod
    def default(cls) -> Registry:
        """Return the registry that ships with the project, the user's own actors added.

        The user's file is named by the environment variable ``DETENTE_ACTORS``, which ``--actors``
        sets, so that worker processes read it too. Built once a process.
        """
        return _with_own(os.environ.get(VARIABLE) or None)

    def with_file(self, path: str) -> Registry:
        """Return a registry with the actors of a YAML file added; see :mod:`.userfile`.

        Raises
        ------
        InputError
            When the file cannot be read or an entry is wrong; the place is named.
        """
        from detente.actors.userfile import load_additions

        return load_additions(self, path)

    def actor(self, actor: str) -> Actor | None:
        """Return a known actor by its id."""
        return self.names.actors.get(actor)

    @cached_property
    def people(self) -> tuple[tuple[str, str, str], ...]:
        """Known people: the name, the party spoken for, the last word of the name in lower case."""
        return tuple(
            (person, party, re.findall(r"\w+", person.lower())[-1])
            for person, party in self.names.people.items()
        )

    def owner(self, actor: str) -> str | None:
        """Return the state that a medium belongs to, if it is state media."""
        return self.names.owners.get(actor)

    def person(self, name: str) -> str | None:
        """Return the party that a well-known person speaks for.

        Examples
        --------
        >>> Registry.default().person("Vladimir Putin")
        'RUS'
        """
        return self.names.people.get(" ".join(name.split()))

    def office(self, words: str) -> str | None:
        """Return whom an office that a user has named speaks for: "union president"."""
        return self.names.offices.get(words.lower())

    def surname(self, name: str) -> str | None:
        """Return the one party that the well-known people of a surname speak for."""
        parties = self._surnames.get(name, frozenset())
        return next(iter(parties)) if len(parties) == 1 else None

    @cached_property
    def _surnames(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for person, party in self.names.people.items():
            last = person.split()[-1]
            found[last] = found.get(last, frozenset()) | {party}
        return found

    @cached_property
    def _named(self) -> Callable[[str], tuple[Sighting, ...]]:
        """The known names of a phrase; drafts with less said in a text ask for the same ones again."""
        return lru_cache(maxsize=4096)(lambda text: tuple(self.scan(text)[0]))

    def scan(self, text: str) -> tuple[list[Sighting], list[OpenName]]:
        """Return the known names of a text, and the names whose meaning is open, in order."""
        return scan(text, self.names)

    def find_mentions(self, text: str, parsed: Any = None) -> list[Sighting]:
        """Return the actors that a text names, in order, with code-point offsets.

        Parameters
        ----------
        text : str
        parsed : spacy.tokens.Doc, optional
            A parse of the same text; capitalised names that it holds to be people or organisations
            and that the registry does not know are given too, under a slug.
        """
        if parsed is None:
            return list(self._named(text)) if len(text) <= _PHRASE else self.scan(text)[0]
        found, opened = self.scan(text)
        taken = [(s.start, s.end) for s in found] + [(o.start, o.end) for o in opened]
        kinds = {"ORG": "body", "PERSON": "person", "NORP": "body", "GPE": "body"}
        for entity in parsed.ents:
            kind, name = kinds.get(entity.label_), entity.text
            start, end = entity.start_char, entity.start_char + len(name)
            if (
                kind is None
                or not name[:1].isupper()
                or any(a < end and start < b for a, b in taken)
            ):
                continue
            party = self.person(name)
            actor = (
                self.names.actors[party]
                if party is not None and party in self.names.actors
                else Actor(slug(name), name, kind)
            )
            found.append(Sighting(start, end, actor))
        return sorted(found, key=lambda s: s.start)


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return a name as an identifier: lower case, hyphens, no article or number.

    Examples
    --------
    >>> slug("The Locomotive Union"), slug("Brant & Co’s"), slug("two Western diplomats")
    ('locomotive-union', 'brant-co', 'western-diplomats')
    """
    name = re.sub(r"['’]s\b|['’](?=\s|$)", "", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(
        c if c.isalnum() else " " for c in plain.replace("'", "").replace("’", "").casefold()
    ).split()
    kept = [w for w in words if w not in actor_words()["counting"] and not w.isdigit()] or words
    return "-".join(kept[:_SLUG_WORDS]) or "unknown"


def extended(
    names: Names,
    actors: Mapping[str, Actor],
    aliases: Mapping[str, str],
    *,
    owners: Mapping[str, str],
    people: Mapping[str, str],
    offices: Mapping[str, str],
) -> Names:
    """Return names with more actors; a name given by a user means that actor alone."""
    new = entries_of((name, (Sense(actor, "name"),)) for name, actor in aliases.items())
    entries = dict(names.entries)
    for first, group in new.items():
        given = {entry.words for entry in group}
        rest = [entry for entry in entries.get(first, ()) if entry.words not in given]
        both: list[NameEntry] = [*group, *rest]
        entries[first] = tuple(sorted(both, key=lambda e: -len(e.words)))
    return replace(
        names,
        actors={**names.actors, **actors},
        owners={**names.owners, **owners},
        people={**names.people, **people},
        offices={**names.offices, **offices},
        entries=entries,
        ambiguities={name: a for name, a in names.ambiguities.items() if name not in aliases},
    )


@lru_cache(maxsize=4)
def _with_own(path: str | None) -> Registry:
    return _default() if path is None else _default().with_file(path)


@lru_cache(maxsize=1)
def _default() -> Registry:
    source = resources.files("detente.actors").joinpath("data", "names.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    actors = {key: Actor(key, name, kind) for key, (name, kind, _) in data["actors"].items()}
    senses = {
        name: tuple(Sense(*sense) for sense in given) for name, given in data["names"].items()
    }
    for name, ambiguity in data["ambiguous"].items():
        if not senses[name]:
            senses[name] = tuple(
                Sense(actor, "seat", "!") for actor in ambiguity["meanings"] if actor != "-"
            )
    for name in data["no_party"]:
        senses.setdefault(name, ())
    names = Names(
        actors=actors,
        owners={key: owner for key, (_, _, owner) in data["actors"].items() if owner},
        entries=entries_of(senses.items()),
        ambiguities={
            name: Ambiguity({k: tuple(v) for k, v in a["meanings"].items()}, a["default"] or None)
            for name, a in data["ambiguous"].items()
        },
        people={person: party for party, group in data["people"].items() for person in group},
        nouns={actor: tuple(nouns) for actor, nouns in data["nouns"].items() if nouns},
    )
    return Registry(names)
