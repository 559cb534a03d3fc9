"""One switch per party: what holds on that party's quoted and reported words alone.

Statements of the party that rest on an author's account, on an interpretation, on somebody else's
words or on an assumption are dropped; the rest is solved again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.basis import rests_on
from detente.errors import InputError, did_you_mean
from detente.model.conflict import Conflict, Evidence, Preferences, Sourced, Statements
from detente.solving.solution import solve

#: Layers that carry a party's own words.
OWN_LAYERS = ("quoted", "reported")
_MARKS = ('"', "“", "”", "«", "»", "„")


@dataclass(frozen=True, slots=True)
class Fallen:
    """A preference statement that the switch drops, and what it rested on."""

    that: str
    rested_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAlone:
    """What is left of a party's preferences on its own words, and what follows.

    Attributes
    ----------
    party : str
        The decision maker whose statements were thinned out.
    kept : tuple of str
        Its statements that rest on its own quoted or reported words.
    fallen : tuple of Fallen
        Its statements that do not.
    conflict : Conflict
        The model with only the kept ones.
    before, after : mapping of str to tuple of str
        Equilibria by concept, with everything and on words alone.
    enough : bool
        False when too little is quoted to say anything: less than half of its statements are kept,
        or none that judges an option of the party's own.
    """

    party: str
    kept: tuple[str, ...]
    fallen: tuple[Fallen, ...]
    conflict: Conflict
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    enough: bool

    def gained(self, concept: str) -> tuple[str, ...]:
        """Return the equilibria that stand only on words alone."""
        return tuple(sorted(set(self.after[concept]) - set(self.before[concept])))

    def lost(self, concept: str) -> tuple[str, ...]:
        """Return the equilibria that need what was dropped."""
        return tuple(sorted(set(self.before[concept]) - set(self.after[concept])))

    def sentence(self) -> str:
        """Say the result in one or two sentences."""
        name = next(dm.name for dm in self.conflict.decision_makers if dm.id == self.party)
        total = len(self.kept) + len(self.fallen)
        if not self.enough:
            return (
                f"Too little of {name} is quoted or reported to say anything: "
                f"{len(self.kept)} of {total} statements rest on its own words."
            )
        if not self.fallen:
            return f"All {total} statements of {name} rest on its own words; nothing falls."
        moved = [
            f"{concept}: {len(self.gained(concept))} gained, {len(self.lost(concept))} lost"
            for concept in self.after
            if self.gained(concept) or self.lost(concept)
        ]
        effect = "; ".join(moved) if moved else "no equilibrium changes"
        return (
            f"On {name}’s words alone {len(self.fallen)} of its {total} statements "
            f"{'falls' if len(self.fallen) == 1 else 'fall'}; {effect}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON data."""
        return {
            "party": self.party,
            "kept": list(self.kept),
            "fallen": [{"that": f.that, "rests_on": f.rested_on} for f in self.fallen],
            "before": {c: list(states) for c, states in self.before.items()},
            "after": {c: list(states) for c, states in self.after.items()},
            "enough": self.enough,
            "sentence": self.sentence(),
        }


def on_words_alone(
    conflict: Conflict, party: str, *, concepts: tuple[str, ...] = ("NASH", "SEQ")
) -> WordsAlone:
    """Re-solve a conflict with only those statements of a party that its own words carry.

    A statement stays when it cites at least one piece of evidence of layer ``quoted`` or
    ``reported`` whose speaker is the party (or not named). Evidence without a layer counts as quoted
    when its words contain a quotation mark.

    Parameters
    ----------
    conflict : Conflict
    party : str
        Id of the decision maker.
    concepts : tuple of str
        Concepts whose equilibria are compared.

    Raises
    ------
    InputError
        When there is no such decision maker.
    """
    ids = [dm.id for dm in conflict.decision_makers]
    if party not in ids:
        raise InputError(f"No decision maker {party[:80]!r}.", fix=did_you_mean(party[:80], ids))
    given = conflict.preferences.get(party, Statements())
    kept, fallen, left = _thinned(given, conflict.evidence, party)
    thinned = replace(conflict, preferences={**conflict.preferences, party: left})
    before, after = (_equilibria(model, concepts) for model in (conflict, thinned))
    own = {option.id for option in conflict.options if option.owner == party}
    judged = (
        any(set(item.that.options()) & own for item in left.items)
        if isinstance(left, Statements)
        else bool(kept)
    )
    return WordsAlone(
        party=party, kept=kept, fallen=fallen, conflict=thinned, before=before, after=after,
        enough=bool(kept) and (judged or not own) and 2 * len(kept) >= len(kept) + len(fallen),
    )  # fmt: skip


def stands_on_own_words(element: Sourced, evidence: Mapping[str, Evidence], party: str) -> bool:
    """Say whether an element cites words that the party is quoted or reported to have said."""
    return any(_is_own(evidence[item], party) for item in element.evidence if item in evidence)


def _is_own(item: Evidence, party: str) -> bool:
    if item.layer is None:
        told = any(mark in item.quote for mark in _MARKS)
    else:
        told = item.layer in OWN_LAYERS
    return told and item.speaker in (None, party)


def _thinned(
    given: Preferences, evidence: Mapping[str, Evidence], party: str
) -> tuple[tuple[str, ...], tuple[Fallen, ...], Preferences]:
    if isinstance(given, Statements):
        stays = [item for item in given.items if stands_on_own_words(item, evidence, party)]
        falls = [item for item in given.items if item not in stays]
        return (
            tuple(str(item.that) for item in stays),
            tuple(Fallen(str(item.that), rests_on(item, evidence)) for item in falls),
            Statements(tuple(stays)),
        )
    kind = type(given).__name__.lower()
    if stands_on_own_words(given, evidence, party):
        return (kind,), (), given
    return (), (Fallen(kind, rests_on(given, evidence)),), Statements()


def _equilibria(conflict: Conflict, concepts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = solve(conflict, concepts).equilibria
    return {concept: tuple(found[concept]) for concept in concepts}
