"""Attitudes as tripwires: how a party's words stand to another, watched for a change of sign.

The words of all documents give each pair a sign (:func:`detente.reading.attitudes.attitudes`). When new
words turn it, the model is solved with the cell at the old and at the new sign, all else as it is:
either the outcome changes (the attitude is a hinge and the words crossed it), or no answer does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.model.conflict import Attitude as Sign
from detente.model.conflict import Conflict
from detente.reading.attitudes import Attitude, Ground, stances
from detente.store import Dossier
from detente.timeline.answers import Answers, answers_of_variant, answers_with
from detente.timeline.tripwires import said_change

Pair = tuple[str, str]

_WORDS = {"+": "positive", "0": "neutral", "-": "negative"}


@dataclass(frozen=True, kw_only=True)
class AttitudeWire:
    """One party's attitude toward another in a watched model, and how its words stand now.

    ``read`` is None while nothing that it said is aimed at the other; that counts as neutral.
    """

    conflict: Conflict
    of: str
    to: str
    read: Attitude | None = None
    #: What variants of the model share, worked out once for all wires.
    solved: list[Landscape] = field(default_factory=list, repr=False, compare=False)

    @property
    def sign(self) -> str:
        """The sign of the words."""
        return self.read.sign if self.read is not None else "0"

    @cached_property
    def _known(self) -> dict[str, Answers]:
        return {}

    def answers(self, sign: str) -> Answers:
        """Return the model's answers with this attitude at a sign."""
        if sign not in self._known:
            rows = {dm: dict(row) for dm, row in self.conflict.attitudes.items()}
            rows.setdefault(self.of, {})[self.to] = Sign(sign)
            variant = replace(self.conflict, attitudes=rows)
            if self.solved:
                self._known[sign] = answers_with(self.solved[0], variant)
            else:
                self._known[sign], landscape = answers_of_variant(variant)
                self.solved.extend([landscape] if landscape is not None else [])
        return self._known[sign]

    def change(self, sign: str) -> str | None:
        """Say what changes when the attitude turns from the sign of the words to another one."""
        return said_change(self.answers(self.sign), self.answers(sign))

    @cached_property
    def turns(self) -> dict[str, str | None]:
        """What each other sign would change, in words; None where no answer does."""
        return {sign: self.change(sign) for sign in _WORDS if sign != self.sign}

    @property
    def name(self) -> str:
        """The attitude in words."""
        names = {dm.id: dm.name for dm in self.conflict.decision_makers}
        return f"the attitude of {names[self.of]} toward {names[self.to]}"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "kind": "attitude",
            "party": self.of,
            "toward": self.to,
            "read": self.read.to_json() if self.read is not None else None,
            "if": self.turns,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AttitudeTrip:
    """New words that turned the sign of an attitude; ``grounds`` are those that pull that way."""

    wire: AttitudeWire
    now: Attitude
    grounds: tuple[Ground, ...]

    @property
    def change(self) -> str | None:
        """What changes, in words; None when no answer does."""
        return self.wire.change(self.now.sign)

    def line(self) -> str:
        """Say it in one line."""
        signs = f"from {_WORDS[self.wire.sign]} to {_WORDS[self.now.sign]}"
        because = f" – because of: “{self.grounds[0].text}” ({self.grounds[0].document})"
        effect = self.change or "no answer changes"
        return f"{self.wire.name} turns in its words {signs}; {effect}{because}"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "attitude": f"{self.wire.of}>{self.wire.to}",
            "before": self.wire.sign,
            "after": self.now.sign,
            "score": round(self.now.score, 3),
            "grounds": [ground.to_json() for ground in self.grounds],
            "change": self.change,
        }


def attitude_wires(
    conflict: Conflict, dossier: Dossier, solved: list[Landscape] | None = None
) -> list[AttitudeWire]:
    """Return every pair of parties of a model with how the words of a dossier stand between them.

    ``solved`` may hold the model, solved already.
    """
    return wires_of(conflict, attitudes_held(dossier), solved)


def wires_of(
    conflict: Conflict, read: Mapping[Pair, Attitude], solved: list[Landscape] | None = None
) -> list[AttitudeWire]:
    """Return every pair of parties of a model with the attitude read between them."""
    parties = [dm.id for dm in conflict.decision_makers]
    solved = [] if solved is None else solved
    return [
        AttitudeWire(conflict=conflict, of=of, to=to, read=read.get((of, to)), solved=solved)
        for of in parties
        for to in parties
        if of != to
    ]


def attitudes_held(dossier: Dossier) -> dict[Pair, Attitude]:
    """Return the attitudes that the words of a dossier show, by speaker and target, copies left out."""
    return {(found.source, found.target): found for found in stances(dossier.heard_once())}


def attitude_trips(
    wires: Iterable[AttitudeWire], now: Mapping[Pair, Attitude], fresh: Iterable[str]
) -> list[AttitudeTrip]:
    """Return the attitudes whose sign new documents turned, those that change an answer first.

    Parameters
    ----------
    wires : iterable of AttitudeWire
        How the words stood before.
    now : mapping
        How they stand with the new documents; see :func:`attitudes_held`.
    fresh : iterable of str
        The new documents.
    """
    found = list(_trips(wires, now, set(fresh)))
    return sorted(found, key=lambda trip: trip.change is None)


def _trips(
    wires: Iterable[AttitudeWire], now: Mapping[Pair, Attitude], fresh: set[str]
) -> Iterator[AttitudeTrip]:
    order = "-0+"
    for wire in wires:
        attitude = now.get((wire.of, wire.to))
        if attitude is None or attitude.sign == wire.sign:
            continue
        upward = order.index(attitude.sign) > order.index(wire.sign)
        old = wire.read.score if wire.read is not None else 0.0
        grounds = tuple(
            ground
            for ground in attitude.grounds
            if ground.document in fresh and (ground.value > old) is upward
        )
        if grounds:  # else an older document went, or was read anew
            yield AttitudeTrip(wire=wire, now=attitude, grounds=grounds)
