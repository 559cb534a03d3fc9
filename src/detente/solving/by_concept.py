"""Answers that hold one result per concept: the names, the fingerprint and the doors they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from detente.model.conflict import Conflict
from detente.showing import Tabular
from detente.solving.concepts import parse_concepts

Result = TypeVar("Result")


class ByConcept(Tabular, Generic[Result]):
    """A table over the concepts that were asked for, of one conflict."""

    __slots__ = ()

    conflict: Conflict
    results: Mapping[str, Result]

    def __getitem__(self, concept: str) -> Result:
        """Return the result of one concept, by its name in any case."""
        if concept in self.results:
            return self.results[concept]
        return self.results[parse_concepts(concept)[0].name]

    @property
    def model_hash(self) -> str:
        """Return a short fingerprint of the model's content."""
        from detente.model.writing import fingerprint  # slow to load, asked for seldom

        return fingerprint(self.conflict)
