"""What a claim says, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.evidence import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claim that the outcome depends on one party's attitude toward another.

    Attributes
    ----------
    party, toward : str
        The attitude cell: the attitude of ``party`` toward ``toward``.
    assumed : bool
        True when the documents make no such claim; the cell is then the one whose party holds most
        of the conditions that others name.
    document, statement : str or None
        Document id and statement id of the claim (no statement when a title makes it).
    span : Span or None
        The words that make the claim.
    speaker : str or None
        Who makes it, when it is somebody's statement.
    cue : str or None
        The words that join the two sides: "hinges on".
    negated : bool
        True when the claim denies it: "no longer hinges on".
    """

    party: str
    toward: str
    assumed: bool = False
    document: str | None = None
    statement: str | None = None
    span: Span | None = None
    speaker: str | None = None
    cue: str | None = None
    negated: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the claim as JSON data."""
        return {
            "party": self.party,
            "toward": self.toward,
            "assumed": self.assumed,
            "document": self.document,
            "statement": self.statement,
            "span": self.span.to_json() if self.span else None,
            "speaker": self.speaker,
            "cue": self.cue,
            "negated": self.negated,
        }
