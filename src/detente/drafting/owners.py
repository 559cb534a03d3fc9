"""Who acts: from the subject of a clause to a party."""

from __future__ import annotations

import re

from detente.drafting.lexicon import is_party_noun, words
from detente.drafting.names import Names

_FIRST = re.compile(r"\b([Ww]e|I|[Oo]urs?|us|[Mm]y|me)\b")


class Owners:
    """Finds the party behind a subject in the words of one speaker to one addressee.

    ``addressed`` says whether the statement itself names somebody whom it addresses.
    """

    def __init__(self, names: Names, speaker: str, target: str | None, *, addressed: bool) -> None:
        self._names = names
        self._speaker = speaker
        self._target = target
        self._addressed = addressed

    def of(
        self, subject: str | None, default: str | None, role: str, *, quoted: bool
    ) -> tuple[str | None, bool]:
        """Return who acts, and whether that had to be assumed."""
        if subject is None:
            return default, role in ("condition", "demand") and not self._addressed
        lowered = subject.lower().strip()
        if _FIRST.search(subject):
            return self._speaker, False
        if lowered in ("you", "your") or lowered.startswith("your "):
            return self._target, not self._addressed
        if lowered in ("it", "he", "she", "they"):
            if role in ("condition", "demand"):
                return default, not self._addressed
            return (self._target if quoted else self._speaker), False
        named = self._names.find(subject)
        if named is not None:
            return named, False
        if lowered.split()[0] in ("his", "her", "its", "their") and role not in (
            "condition",
            "demand",
        ):
            return self._speaker, False
        if set(lowered.split()) & words("nouns", "third"):
            return None, False
        people = self._names.people(subject, default, self._speaker)
        if people is not None:
            return people, False
        proper = role == "condition" and subject[:1].isupper() and len(subject.split()) <= 2
        if role in ("condition", "demand") and not (proper or _may_mean_the_addressee(lowered)):
            return None, False  # "urged households to save energy": somebody else is asked
        return default, role in ("condition", "demand") and not self._addressed


def _may_mean_the_addressee(subject: str) -> bool:
    """Say whether a common subject may stand for whoever is spoken to: "the company", "both sides"."""
    tokens = [t.strip(",.'’") for t in subject.split()]
    return any(
        token in ("side", "sides", "party", "parties", "everyone", "anyone", "anybody", "whoever")
        or is_party_noun(token)
        or is_party_noun(token.removesuffix("s"))
        or token in words("nouns", "bodies")
        or token.removesuffix("s") in words("nouns", "bodies")
        for token in tokens
    )
