"""Who speaks how of whom: a signed stance per pair, read off the acts of statements.

Acts are PLOVER categories (Halterman et al. 2023) with OFFER and COMMIT. Cooperative acts count for a
positive stance, conflictual ones for a negative one; REQUEST, COMMIT and STATE say nothing about the
sign, nor does what is denied or asked. The reader files a refusal as REJECT, so a negation in the
words does not turn the sign once more. Only a party's own words and reported deeds decide;
what others take it to mean and the author's claims are shown but do not count. The sign is ``+`` or
``-`` when that side has at least two thirds of what counts, else ``0``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from detente.evidence import Statement

FRIENDLY = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "OFFER")
)
HOSTILE = frozenset(
    ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
)
_COUNTED = ("quoted", "reported")


def leaning(statement: Statement) -> int:
    """Return 1 for a friendly statement, -1 for a hostile one, 0 for one that shows no stance.

    Examples
    --------
    >>> from detente.evidence import Span
    >>> leaning(Statement(id="s1", layer="reported", span=Span(0, 1, "x"), act="THREATEN"))
    -1
    """
    if statement.modality in ("denied", "asked"):
        return 0
    return (statement.act in FRIENDLY) - (statement.act in HOSTILE)


@dataclass(slots=True)
class Stance:
    """What one actor's statements say about its stance toward another."""

    speaker: str
    target: str
    friendly: int = 0
    hostile: int = 0
    statements: list[str] = field(default_factory=list)

    @property
    def sign(self) -> str:
        """``+``, ``-`` or ``0``."""
        total = self.friendly + self.hostile
        if total and self.friendly * 3 >= total * 2:
            return "+"
        if total and self.hostile * 3 >= total * 2:
            return "-"
        return "0"

    def add(self, statement: Statement) -> None:
        """Count one more statement."""
        self.statements.append(statement.id)
        if statement.layer in _COUNTED:
            lean = leaning(statement)
            self.friendly += lean > 0
            self.hostile += lean < 0

    def to_json(self) -> dict[str, Any]:
        """Return the stance as JSON data."""
        return {
            "from": self.speaker,
            "to": self.target,
            "sign": self.sign,
            "friendly": self.friendly,
            "hostile": self.hostile,
            "statements": list(self.statements),
        }


def stances(statements: Iterable[Statement]) -> list[Stance]:
    """Read the stance of every speaker toward every target, in order of first mention."""
    found: dict[tuple[str, str], Stance] = {}
    for statement in statements:
        if statement.speaker is None:
            continue
        for target in statement.targets:
            pair = (statement.speaker.id, target)
            if target != statement.speaker.id:
                found.setdefault(pair, Stance(*pair)).add(statement)
    return list(found.values())
