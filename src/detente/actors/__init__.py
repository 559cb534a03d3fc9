"""Actors: who a name, an office, a noun phrase or a pronoun stands for, and what kind of party that is."""

from detente.actors.cast import Cast
from detente.actors.mentions import Entry
from detente.actors.nouns import is_actor_noun, is_holder
from detente.actors.registry import Registry, slug
from detente.actors.scanning import OpenName, Sighting

__all__ = [
    "Cast",
    "Entry",
    "OpenName",
    "Registry",
    "Sighting",
    "is_actor_noun",
    "is_holder",
    "slug",
]
