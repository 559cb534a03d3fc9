"""Concept names, and the family of definitions that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.engine import names
from detente.errors import InputError, did_you_mean

#: Concepts solved when none is named.
CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
#: Longest horizon of limited moves.
MAX_HORIZON = 1_000
_UNKNOWN = tuple(f"{c}_{e.upper()}" for c in names.UNCERTAIN for e in names.EXTENSIONS)
_STRENGTH = tuple(f"{s}_{c}" for s in ("STRONG", "WEAK") for c in names.STRENGTH)
_PROBABLE = tuple(f"P{concept}" for concept in names.UNCERTAIN)
_HORIZON = re.compile(r"L_?([0-9]+)")

_FAMILIES = {
    **dict.fromkeys(names.INDIVIDUAL, "individual"),
    "SIM": "simultaneous",
    "NM": "limited",
    **dict.fromkeys(names.RELATIONAL, "relational"),
    **dict.fromkeys(names.COALITIONAL, "coalitional"),
    **dict.fromkeys(_UNKNOWN, "unknown"),
    **dict.fromkeys(_STRENGTH, "strength"),
    **dict.fromkeys(_PROBABLE, "probable"),
}
#: Every name that ``all`` stands for, as far as the model allows.
KNOWN = (
    *names.INDIVIDUAL,
    *("SIM", "L2", "L3", "NM"),
    *(name for name in _FAMILIES if _FAMILIES[name] not in ("individual", "simultaneous")),
)
KNOWN = tuple(dict.fromkeys(KNOWN))


@dataclass(frozen=True, slots=True)
class Concept:
    """A stability concept.

    Attributes
    ----------
    name : str
        As in the contract, in capitals; ``"UP=SEQ,DOWN=NASH"`` when mixed.
    family : str
        Which definitions it belongs to: individual, simultaneous, limited, relational, coalitional,
        unknown, strength, probable or mixed.
    by_dm : tuple of (str, Concept)
        When mixed, what each decision maker is judged by; ``*`` stands for the others.
    """

    name: str
    family: str
    by_dm: tuple[tuple[str, Concept], ...] = ()

    @property
    def horizon(self) -> int:
        """Number of moves foreseen under ``L2``, ``L3`` and so on; 0 for other concepts."""
        match = _HORIZON.fullmatch(self.name)
        return int(match.group(1)) if match else 0

    def of(self, dm: str) -> Concept:
        """Return what a decision maker is judged by.

        Raises
        ------
        InputError
            When the concept is mixed and does not say.
        """
        if self.family != "mixed":
            return self
        given = dict(self.by_dm)
        found = given.get(dm, given.get("*"))
        if found is None:
            raise InputError(
                f"The mixed concept {self.name} does not say how to judge {dm}.",
                fix=f"Add {dm}=… or *=… for all others.",
            )
        return found


def parse_concept(given: str) -> Concept:
    """Read one concept name in any case.

    Raises
    ------
    InputError
        For an unknown name, with a suggestion.
    """
    name = given.strip().upper().replace("-", "_")
    family = _FAMILIES.get(name)
    if family is not None:
        return Concept(name, family)
    match = _HORIZON.fullmatch(name)
    if match is not None:
        if not 1 <= int(match.group(1)[:6]) <= MAX_HORIZON:
            raise InputError(
                f"The horizon of {given[:40]!r} is out of range.",
                fix=f"Write L1 to L{MAX_HORIZON}.",
            )
        return Concept(f"L{int(match.group(1))}", "limited")
    raise InputError(f"No concept {given[:80]!r}.", fix=_suggest(name))


def parse_concepts(concepts: str | Iterable[str]) -> tuple[Concept, ...]:
    """Read concept names in any case; ``core`` and ``all`` stand for lists.

    ``UP=SEQ`` and the like make one mixed concept together, a concept per decision maker.

    Raises
    ------
    InputError
        For an unknown name, with a suggestion, or for no name at all.
    """
    if isinstance(concepts, str):
        concepts = [concepts]
    words = [word for part in concepts for word in part.replace(",", " ").split()]
    found: dict[str, Concept] = {}
    for word in words:
        if word.upper() in ("CORE", "ALL"):
            listed: Sequence[str] = CORE if word.upper() == "CORE" else KNOWN
            found.update((name, parse_concept(name)) for name in listed)
        elif "=" not in word:
            concept = parse_concept(word)
            found[concept.name] = concept
    mixed = _mixed([word for word in words if "=" in word])
    if mixed is not None:
        found[mixed.name] = mixed
    if not found:
        raise InputError("No concept is named.", fix=f"Known: {', '.join(KNOWN)}.")
    return tuple(found.values())


def asks_for_all(concepts: str | Iterable[str]) -> bool:
    """Say whether ``all`` is among concept names, so that what does not apply is left out."""
    parts = [concepts] if isinstance(concepts, str) else concepts
    return any(word.upper() == "ALL" for part in parts for word in part.replace(",", " ").split())


def _mixed(words: Sequence[str]) -> Concept | None:
    if not words:
        return None
    by_dm: dict[str, Concept] = {}
    for word in words:
        dm, _, given = word.partition("=")
        concept = parse_concept(given)
        if concept.family == "coalitional":
            raise InputError(
                f"{concept.name} judges coalitions and cannot be part of a mixed concept.",
                fix="Use concepts of one decision maker.",
            )
        if dm in by_dm:
            raise InputError(f"{dm[:80]!r} has two concepts.", fix="Name each decision maker once.")
        by_dm[dm] = concept
    name = ",".join(f"{dm}={concept.name}" for dm, concept in by_dm.items())
    return Concept(name, "mixed", tuple(by_dm.items()))


def _suggest(name: str) -> str:
    suggestion = did_you_mean(name, KNOWN)
    if not suggestion.startswith("Did"):
        return f"Known: {', '.join(KNOWN)}; L1, L2 and so on; core, all."
    return suggestion
