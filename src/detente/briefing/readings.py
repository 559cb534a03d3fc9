"""Other readings of the same words, such as "only if" for "if", and what each would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.load_bearing import Standing, standing
from detente.briefing.outcomes import OutcomeNames
from detente.drafting import Scenario
from detente.errors import DetenteError
from detente.explain.words import join_words, plain, with_lower
from detente.model.conflict import Conflict, Preference, Statements

#: Whose reading it is, in words.
_WHOSE = {"reader": "the reader's inference", "author": "the author's inference"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A paired scenario: one reading more, or less, and its consequences.

    Attributes
    ----------
    name, why, inference : str
        As the drafter gives them; ``inference`` says whose reading it is.
    deeds : tuple of str
        The options whose condition is read more strongly; empty for other scenarios.
    starts, stops : tuple of str
        Outcomes that would start, or no longer start.
    gained, lost : tuple of str
        Outcomes that nobody would leave any more, or that somebody would, under this reading.
    """

    name: str
    why: str
    inference: str
    deeds: tuple[str, ...]
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.starts or self.stops or self.gained or self.lost)

    def to_json(self) -> dict[str, Any]:
        """Return the reading as JSON data."""
        return {
            "name": self.name,
            "why": self.why,
            "inference": self.inference,
            "starts": list(self.starts),
            "stops": list(self.stops),
            "gained": list(self.gained),
            "lost": list(self.lost),
        }


def readings(conflict: Conflict, scenarios: Sequence[Scenario]) -> tuple[Reading, ...]:
    """Work out what every paired scenario of a draft would change."""
    if not scenarios:
        return ()
    before = standing(conflict)
    found = []
    for scenario in scenarios:
        try:
            after = standing(scenario.conflict)
        except DetenteError:  # a variant that is no model says nothing
            continue
        found.append(_reading(conflict, scenario, before, after))
    return tuple(found)


def _reading(conflict: Conflict, scenario: Scenario, before: Standing, after: Standing) -> Reading:
    had, has = before.holding["RNASH"], after.holding["RNASH"]
    return Reading(
        name=scenario.name,
        why=scenario.why,
        inference=scenario.inference,
        deeds=tuple(_stronger(conflict, scenario.conflict)),
        starts=tuple(sorted(after.starts - before.starts)),
        stops=tuple(sorted(before.starts - after.starts)),
        gained=tuple(sorted(has - had)),
        lost=tuple(sorted(had - has)),
    )


def _stronger(conflict: Conflict, variant: Conflict) -> Iterator[str]:
    """Yield the options named by the deeds of statements that only the variant has, as IFF."""
    old = {item.that for _, item in _items(conflict)}
    for _, item in _items(variant):
        if item.that.operator == "IFF" and item.that not in old:
            yield from item.that.operands[0].options()


def _items(conflict: Conflict) -> Iterator[tuple[str, Preference]]:
    for party, stated in conflict.preferences.items():
        if isinstance(stated, Statements):
            for item in stated.items:
                yield party, item


def reading_lines(conflict: Conflict, found: Sequence[Reading]) -> Iterator[str]:
    """Yield what the other readings would change, those that change nothing together."""
    idle, telling = [], 0
    for reading in found:
        subject = _subject(conflict, reading)
        if reading:
            telling += bool(reading.deeds)
            yield f"{subject}, {_effects(conflict, reading)}."
        elif reading.deeds:
            idle.append(_deeds(conflict, reading))
    if idle and not telling:
        yield f"Reading “if” as “only if” changes no outcome (tried on {len(idle)})."
    elif idle:
        yield f"Reading “if” as “only if” changes no outcome for: {'; '.join(idle)}."


def _deeds(conflict: Conflict, reading: Reading) -> str:
    options = {option.id: option for option in conflict.options}
    return join_words(dict.fromkeys(plain(options[name]) for name in reading.deeds))


def _subject(conflict: Conflict, reading: Reading) -> str:
    whose = _WHOSE.get(reading.inference)
    marked = f" ({whose})" if whose else ""
    if reading.deeds:
        return f"If “only if” is read into the condition of “{_deeds(conflict, reading)}”{marked}"
    return f"Under the reading “{reading.name}”{marked}"


def _effects(conflict: Conflict, reading: Reading) -> str:
    whole = OutcomeNames(conflict, ())
    parts = []
    for states, words in (
        (reading.starts, "would come about"),
        (reading.stops, "would no longer come about"),
        ([s for s in reading.gained if s not in reading.starts], "could last"),
        ([s for s in reading.lost if s not in reading.stops], "could no longer last"),
    ):
        if states:
            more = f" and {len(states) - 1} more" if len(states) > 1 else ""
            course = with_lower(conflict, whole.describe(states[0]))
            parts.append(f"“{course}”{more} {words}")
    return "; ".join(parts[:2])
