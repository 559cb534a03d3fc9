"""Whom a speaker without an addressee is taken to speak to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.drafting.names import Names
from detente.evidence import Document


class Rivals:
    """Whom a speaker without an addressee is taken to speak to."""

    def __init__(self, documents: Sequence[Document], names: Names) -> None:
        self._names = names
        self._toward: dict[str, Counter[str]] = {}
        spoken: Counter[str] = Counter()
        for document in documents:
            for statement in document.statements:
                if statement.speaker is None or not names.is_party(statement.speaker.id):
                    continue
                speaker = statement.speaker.id
                spoken[speaker] += 2
                for target in statement.targets:
                    if target != speaker and names.is_party(target) and names.speaks(target):
                        self._toward.setdefault(speaker, Counter())[target] += 1
                        spoken[target] += 1
        order = {party: number for number, party in enumerate(names.parties())}
        for party in order:
            spoken[party] += 0
        self._salient = sorted(spoken, key=lambda party: (-spoken[party], order[party]))

    def among(self, speaker: str, targets: list[str]) -> str | None:
        """Return whom a speaker addresses: of several targets the most salient, else its rival."""
        order = {party: number for number, party in enumerate(self._salient)}
        heard = [target for target in targets if self._names.speaks(target)]
        if heard:
            return min(heard, key=lambda party: order.get(party, len(order)))
        return self.of(speaker)

    def of(self, speaker: str) -> str | None:
        """Return the party that a speaker addresses most, else the most salient other one."""
        both = Counter(self._toward.get(speaker, Counter()))
        for other, targets in self._toward.items():
            if other != speaker and targets[speaker]:
                both[other] += 2 * targets[speaker]
        return both.most_common(1)[0][0] if both else self.other(speaker)

    def other(self, *not_these: str | None) -> str | None:
        """Return the most salient party beside the given ones."""
        return next((party for party in self._salient if party not in not_these), None)
