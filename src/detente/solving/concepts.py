"""Concept names, and which engine function answers each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.engine import individual, relational
from detente.errors import InputError, did_you_mean

#: Concepts solved when none is named.
CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
KNOWN = (*individual.CONCEPTS, *relational.CONCEPTS)


@dataclass(frozen=True, slots=True)
class Concept:
    """A stability concept by name; ``family`` says which definitions it belongs to."""

    name: str
    family: str


def parse_concepts(concepts: str | Iterable[str]) -> tuple[Concept, ...]:
    """Read concept names in any case; ``core`` and ``all`` stand for lists.

    Raises
    ------
    InputError
        For an unknown name, with a suggestion.
    """
    if isinstance(concepts, str):
        concepts = concepts.replace(",", " ").split()
    names: dict[str, None] = {}
    for given in concepts:
        name = given.strip().upper()
        if name == "CORE":
            names.update(dict.fromkeys(CORE))
        elif name == "ALL":
            names.update(dict.fromkeys(KNOWN))
        elif name in KNOWN:
            names[name] = None
        else:
            raise InputError(f"No concept {given!r}.", fix=did_you_mean(name, KNOWN))
    if not names:
        raise InputError("No concept is named.", fix=f"Known: {', '.join(KNOWN)}.")
    return tuple(
        Concept(name, "relational" if name in relational.CONCEPTS else "individual")
        for name in names
    )
