"""Tripwires: the statements on which an answer hangs, watched for words that contradict them.

A model's preference statements cite what was said. When a new document reverses or softens such a
statement, the model is solved again with the preference turned round (reversed) or left out
(softened): either the outcome changes, or no answer does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.explain.words import describe_expression
from detente.model.conflict import Conflict, Preference, Statements
from detente.model.expression import Expression
from detente.timeline.answers import Answers, Taken, answers_of_variant
from detente.timeline.relations import Relation

_TRIPS = ("reversed", "softened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tripwire:
    """A preference that an answer hangs on, and the words that it rests on.

    ``turned`` and ``dropped`` are the answers with the preference reversed and left out.
    """

    party: str
    preference: str
    evidence: tuple[tuple[str, int, int, str], ...]
    turned: Answers
    dropped: Answers
    holds: Answers

    @property
    def matters(self) -> bool:
        """Whether turning or dropping the preference changes an answer."""
        keys = {str(a.key()) for a in (self.turned, self.dropped)}
        return keys != {str(self.holds.key())}

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "kind": "preference",
            "party": self.party,
            "preference": self.preference,
            "evidence": [
                {"document": document, "start": start, "end": end, "quote": quote}
                for document, start, end, quote in self.evidence
            ],
            "if_reversed": said_change(self.holds, self.turned),
            "if_dropped": said_change(self.holds, self.dropped),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A new statement that contradicts the words behind a preference."""

    wire: Tripwire
    relation: Relation

    @property
    def change(self) -> str | None:
        """What changes, in words; None when no answer does."""
        after = self.wire.turned if self.relation.kind == "reversed" else self.wire.dropped
        return said_change(self.wire.holds, after)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "preference": f"{self.wire.party}: {self.wire.preference}",
            "relation": self.relation.to_json(),
            "change": self.change,
        }


def tripwires(conflict: Conflict, solved: list[Landscape] | None = None) -> list[Tripwire]:
    """Return a model's preferences that cite words, with what reversing or dropping them would do.

    Those that change an answer come first, in the order of the model. ``solved`` takes the solved model.
    """
    holds, landscape = answers_of_variant(conflict)
    if landscape is None:
        return []
    if solved is not None:
        solved.append(landscape)

    def changed(party: str, place: int, item: Preference | None) -> Answers:
        return answers_of_variant(_with(conflict, party, place, item), [landscape])[0]

    found = [_wire(conflict, holds, changed, *place) for place in _cited(conflict)]
    return sorted(found, key=lambda wire: not wire.matters)


def trips(
    wires: Sequence[Tripwire],
    relations: Sequence[Relation],
    names: Mapping[str, str] | None = None,
) -> list[Trip]:
    """Return the tripwires that new statements set off, those that change an answer first.

    Parameters
    ----------
    wires : sequence of Tripwire
    relations : sequence of Relation
        How new statements stand to earlier ones.
    names : mapping, optional
        From the names that the model's evidence gives to documents to their ids in the dossier.
    """
    known = names or {}
    found: list[Trip] = []
    for relation in relations:
        if relation.kind not in _TRIPS or relation.earlier is None:
            continue
        said = relation.earlier
        found += [
            Trip(wire=wire, relation=relation)
            for wire in wires
            if any(
                known.get(document, document) == said.document
                and start < said.statement.span.end
                and said.statement.span.start < end
                for document, start, end, _ in wire.evidence
            )
        ]
    return sorted(found, key=lambda trip: trip.change is None)


def said_change(before: Answers, after: Answers) -> str | None:
    """Say how the outcomes change, None when they do not."""
    if before.key() == after.key():
        return None
    old, new = _outcomes(before), _outcomes(after)
    if old == new:
        old, new = _equilibria(before), _equilibria(after)
    left = " | ".join(sorted(before.words(old - new)))
    right = " | ".join(sorted(after.words(new - old)))
    if left and right:
        return f"the outcome changes from {left} to {right}"
    if right:
        return f"this would hold too: {right}"
    if left:
        return f"this would no longer hold: {left}"
    return "the same outcomes hold in fewer or more ways"


def _outcomes(answers: Answers) -> frozenset[Taken]:
    return answers.reached or _equilibria(answers)


def _equilibria(answers: Answers) -> frozenset[Taken]:
    return frozenset(outcome for found in answers.equilibria.values() for outcome in found)


def _cited(conflict: Conflict) -> Iterator[tuple[str, int, Preference]]:
    for party, held in conflict.preferences.items():
        if isinstance(held, Statements):
            for place, item in enumerate(held.items):
                if item.evidence:
                    yield party, place, item


def _wire(
    conflict: Conflict,
    holds: Answers,
    changed: Callable[[str, int, Preference | None], Answers],
    party: str,
    place: int,
    item: Preference,
) -> Tripwire:
    cited = [conflict.evidence[name] for name in item.evidence if name in conflict.evidence]
    opposite = Expression(operator="!", operands=(item.that,))
    if item.that.operator == "!":
        opposite = item.that.operands[0]
    return Tripwire(
        party=party,
        preference=describe_expression(conflict, item.that, of=party),
        evidence=tuple((e.document, e.start, e.end, e.quote) for e in cited),
        turned=changed(party, place, replace(item, that=opposite)),
        dropped=changed(party, place, None),
        holds=holds,
    )


def _with(conflict: Conflict, party: str, place: int, item: Preference | None) -> Conflict:
    held = conflict.preferences[party]
    assert isinstance(held, Statements)  # noqa: S101 - only such are cited
    items = (*held.items[:place], *((item,) if item is not None else ()), *held.items[place + 1 :])
    return replace(conflict, preferences={**conflict.preferences, party: Statements(items)})
