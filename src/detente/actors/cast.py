"""The cast of a document: who is named, by which words, and whom a pronoun means.

Learning comes first, when the first question is asked; afterwards the cast only answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from detente.actors.grammar import Parse
from detente.actors.known import Known
from detente.actors.learning import learn
from detente.actors.mentions import Entry
from detente.actors.pronouns import entry_of
from detente.actors.resolving import resolve
from detente.evidence import Mention


@dataclass
class Cast(Known):
    """What has been learnt about the actors of one document, and what is asked of it."""

    _waiting: list[Parse] = field(default_factory=list)
    _quoted: list[Parse] = field(default_factory=list)

    def learn(self, parsed: Parse, *, quoted: bool = False) -> None:
        """Take in a parsed stretch; what it teaches is worked out when the first question comes.

        Quoted words teach only whom people speak for who are named in them with their office.
        """
        (self._quoted if quoted else self._waiting).append(parsed)

    def _settle(self) -> None:
        """Work out what the stretches teach."""
        waiting, self._waiting = self._waiting, []
        quoted, self._quoted = self._quoted, []
        if waiting or quoted:
            learn(self, waiting, quoted)

    def resolve(self, parsed: Parse, source: Any) -> Mention | None:
        """Return the actor that a noun phrase or pronoun names, if it can be told."""
        self._settle()
        found = resolve(self, parsed, source)
        return found.mention if found is not None else None

    def pronoun(self, word: str, position: int) -> Mention | None:
        """Return whom a pronoun means: the last fitting actor in subject position."""
        entry = entry_of(self, word, position)
        return entry.mention if entry is not None else None

    def before(self, position: int) -> list[Entry]:
        """Return who acted before a place, as far back as a reader remembers."""
        self._settle()
        return super().before(position)
