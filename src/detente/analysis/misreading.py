"""Misreading: what if the others take a threat for a bluff, and what a front of allies blocks.

A threat taken for a bluff makes a hypergame (Bennett 1977; Wang, Hipel & Fraser 1988): the party
that threatens sees the model as it is; the others see one in which it would rather not do the deed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.conditionals import THREAT, Conditional, conditionals
from detente.analysis.outcomes import Cells, Landscape, Outcome
from detente.engine.game import Game
from detente.engine.hypergame import View, analyse
from detente.engine.individual import stable
from detente.engine.reach import legal_reach_from
from detente.model.conflict import Attitude, Conflict, Preference, Statements
from detente.model.expression import Expression
from detente.solving.compiling import compile_conflict

#: How grave a misreading is, gravest first.
SEVERITIES = ("the threat is carried out", "an outcome nobody misled expects", "no surprise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misreading:
    """What happens when the others take one threat for a bluff.

    Attributes
    ----------
    threat : Conditional
        The threat.
    misled : tuple of str
        The parties that take it for a bluff.
    outcomes : tuple of str
        What is then stable, each party judging by its own view, and comes about from the status quo
        (or, without a status quo, what is stable).
    expected : tuple of str
        What the misled expect to be stable.
    surprises : tuple of str
        Outcomes that the misled do not expect.
    severity : str
        One of `SEVERITIES`.
    """

    threat: Conditional
    misled: tuple[str, ...]
    outcomes: tuple[str, ...]
    expected: tuple[str, ...]
    surprises: tuple[str, ...]
    severity: str

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "party": self.threat.party,
            "threat": str(self.threat.item.that),
            "evidence": list(self.threat.item.evidence),
            "misled": list(self.misled),
            "outcomes": list(self.outcomes),
            "expected": list(self.expected),
            "surprises": list(self.surprises),
            "severity": self.severity,
        }


def misreadings(landscape: Landscape, *, concept: str = "NASH") -> tuple[Misreading, ...]:
    """Try every conditional threat as one that the others take for a bluff, gravest result first.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict; attitudes do not count here.
    concept : str
        The stability concept inside every view: NASH, SEQ, SMR or GMR.
    """
    found = [
        _misread(landscape, threat, concept)
        for threat in conditionals(landscape)
        if threat.kind == THREAT
    ]
    return tuple(
        sorted(found, key=lambda item: (SEVERITIES.index(item.severity), -len(item.surprises)))
    )


def as_bluff(conflict: Conflict, threat: Conditional) -> Conflict:
    """Return the model in which the party would rather not do what it threatens."""
    stated = conflict.preferences[threat.party]
    items = list(stated.items) if isinstance(stated, Statements) else []
    items[threat.place] = Preference(
        that=Expression("!", (threat.item.that.operands[0],)),
        assumption="Taken for a bluff.",
    )
    return replace(
        conflict, preferences={**conflict.preferences, threat.party: Statements(tuple(items))}
    )


def _misread(landscape: Landscape, threat: Conditional, concept: str) -> Misreading:
    compiled = landscape.compiled
    bluff = compile_conflict(as_bluff(landscape.conflict, threat)).game
    liar = compiled.players.index(threat.party)
    views = [
        View(compiled.game if player == liar else bluff, compiled.game.everything)
        for player in compiled.game.players
    ]

    def judge(game: Game, player: int) -> int:
        return stable(game, player, concept)

    found = analyse(views, judge, size=compiled.game.size)
    outcomes = found.equilibria
    expected = compiled.game.everything
    for player in compiled.game.players:
        if player != liar:
            expected &= found.expected[player]
    if landscape.start is not None:
        tables = [view.game.improvements(player) for player, view in enumerate(views)]
        outcomes &= legal_reach_from(tables, landscape.start) | 1 << landscape.start
        believed = [bluff.improvements(player) for player in compiled.game.players]
        expected &= legal_reach_from(believed, landscape.start) | 1 << landscape.start
    surprises = compiled.names(outcomes & ~expected)
    place = [option.id for option in landscape.conflict.options].index(threat.deed)
    if any(state[place] == "Y" for state in surprises):
        severity = SEVERITIES[0]
    else:
        severity = SEVERITIES[1] if surprises else SEVERITIES[2]
    return Misreading(
        threat=threat,
        misled=tuple(party for party in compiled.players if party != threat.party),
        outcomes=compiled.names(outcomes),
        expected=compiled.names(expected),
        surprises=surprises,
        severity=severity,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What one party's solidarity with another changes, and what a third gains by splitting them.

    Attributes
    ----------
    party, ally, third : str
        The party takes over the ally's wishes (+), or does not (0).
    accommodating : bool
        Whether the party is taken to set its own interest aside for the third's sake; else the
        model's attitudes count.
    blocks : tuple of str
        Outcomes that start, or last, without the solidarity and not with it.
    instead : tuple of str
        What starts with it.
    third_gains : bool
        Whether the third likes something that starts only without it better than all that starts
        with it.
    """

    party: str
    ally: str
    third: str
    accommodating: bool
    blocks: tuple[str, ...]
    instead: tuple[str, ...]
    third_gains: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "party": self.party,
            "ally": self.ally,
            "third": self.third,
            "accommodating": self.accommodating,
            "blocks": list(self.blocks),
            "instead": list(self.instead),
            "third_gains_by_splitting": self.third_gains,
        }


def front_map(landscape: Landscape) -> tuple[Front, ...]:
    """Find the pairs whose solidarity blocks outcomes that could otherwise come about.

    Every pair is tried under the model's attitudes, and with the party accommodating the third.
    """
    ids = landscape.compiled.players
    found = []
    for party in ids:
        for ally in ids:
            for third in ids:
                if len({party, ally, third}) < 3:
                    continue
                bases: list[tuple[bool, Cells]] = [
                    (False, {}),
                    (
                        True,
                        {
                            (party, party): Attitude.NEUTRAL,
                            (party, third): Attitude.POSITIVE,
                        },
                    ),
                ]
                for accommodating, base in bases:
                    front = _front(landscape, party, ally, third, base, accommodating=accommodating)
                    if front.blocks:
                        found.append(front)
    return tuple(sorted(found, key=lambda front: (not front.third_gains, not front.accommodating)))


def _front(
    landscape: Landscape, party: str, ally: str, third: str, base: Cells, *, accommodating: bool
) -> Front:
    apart = landscape.outcomes({**base, (party, ally): Attitude.NEUTRAL}, locks=False)
    together = landscape.outcomes({**base, (party, ally): Attitude.POSITIVE}, locks=False)
    blocks = tuple(sorted(_starting(apart) - _starting(together)))
    instead = tuple(sorted(_starting(together)))
    space, better = landscape.compiled.space, landscape.compiled.game.better
    player = landscape.compiled.players.index(third)
    gains = any(
        all(better[player][space.index(state)] >> space.index(blocked) & 1 for state in instead)
        for blocked in blocks
    )
    return Front(
        party=party,
        ally=ally,
        third=third,
        accommodating=accommodating,
        blocks=blocks,
        instead=instead,
        third_gains=gains and bool(instead),
    )


def _starting(outcomes: tuple[Outcome, ...]) -> set[str]:
    return {outcome.state for outcome in outcomes if outcome.starts}
