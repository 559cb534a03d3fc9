"""Actors: who a name, an office or a generic noun stands for."""

from detente.reading.actors.context import ActorContext
from detente.reading.actors.registry import Registry, slug
from detente.reading.actors.scanning import OpenName, Sighting

__all__ = ["ActorContext", "OpenName", "Registry", "Sighting", "slug"]
