"""Lints of a model: readings that mislead, found on any conflict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.model.conflict import Attitude, Ranking, Statements
from detente.model.expression import Expression
from detente.model.mentioning import mentioned_options
from detente.model.wording import in_sentence, option_names


@dataclass(frozen=True, slots=True)
class Lint:
    """One caution about a model: a stable ``code``, the party concerned, one sentence, the place.

    ``evidence`` holds the ids of the words behind it, where it has any.
    """

    code: str
    party: str | None
    sentence: str
    element: str
    evidence: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the lint as JSON data."""
        return {
            "code": self.code,
            "party": self.party,
            "sentence": self.sentence,
            "element": self.element,
            "evidence": list(self.evidence),
        }


def lint(landscape: Landscape) -> tuple[Lint, ...]:
    """List what a reader of this model's results should know.

    Codes: ``granting-costs`` (being granted one's own condition looks worse: material implication),
    ``attitude-forbids`` (an attitude rules out moves that the party's own statements ask for),
    ``bundled-improvement`` (an improvement from the status quo that a part of itself beats),
    ``unmentioned-option`` (no preference mentions the option).
    """
    return (
        *_granting_costs(landscape),
        *_attitude_forbids(landscape),
        *_bundled_improvements(landscape),
        *_unmentioned(landscape),
    )


def _owners(landscape: Landscape) -> dict[str, str]:
    return {option.id: option.owner for option in landscape.conflict.options}


def _granting_costs(landscape: Landscape) -> Iterator[Lint]:
    conflict, space = landscape.conflict, landscape.compiled.space
    owner = _owners(landscape)
    place = {option.id: number for number, option in enumerate(conflict.options)}
    number_of = {code: number for number, code in enumerate(space.codes)}
    if conflict.coalesced:
        return
    for party, preferences in conflict.preferences.items():
        if not isinstance(preferences, Statements):
            continue
        ranks = space.ranks(party)
        for item in preferences.items:
            if item.that.operator != "IF":
                continue
            promise, condition = item.that.operands
            granted = _literals(condition)
            if not granted or not all(granted.values()):
                continue  # only what others are asked to *do* can be granted
            if any(owner[name] == party for name in granted):
                continue
            own = {name for name in promise.options() if owner[name] == party}
            if not own or _literals(promise) is None:
                continue
            worse = better = 0
            settled = space.holds(promise) | space.holds(condition)
            for number, code in enumerate(space.codes):
                if settled >> number & 1:
                    continue
                after = code
                for name, value in granted.items():
                    bit = 1 << place[name]
                    after = after | bit if value else after & ~bit
                other = number_of.get(after)
                if other is not None:
                    worse += ranks[other] > ranks[number]
                    better += ranks[other] <= ranks[number]
            if worse > better:
                yield Lint(
                    "granting-costs",
                    party,
                    f"As modelled, {in_sentence(conflict, party)} likes it less when its own condition "
                    f"({option_names(conflict, condition.options())}) is granted and it has not yet answered "
                    f"({option_names(conflict, promise.options())}): an artefact of reading its “if” as a "
                    "material implication. Put the wish for the condition above it.",
                    f"{party}: {item.that}",
                )


def _literals(expression: Expression) -> dict[str, bool] | None:
    """Return the options of a conjunction of literals with their values; None for anything else."""
    match expression.operator:
        case "option":
            return {expression.name: True}
        case "!" if expression.operands[0].operator == "option":
            return {expression.operands[0].name: False}
        case "&":
            merged: dict[str, bool] = {}
            for operand in expression.operands:
                part = _literals(operand)
                if part is None:
                    return None
                merged |= part
            return merged
        case _:
            return None


def _asked(landscape: Landscape, party: str) -> set[str]:
    """Return the party's own options that its statements ask it to take."""
    owner = _owners(landscape)
    preferences = landscape.conflict.preferences.get(party)
    asked: set[str] = set()
    if isinstance(preferences, Statements):
        for item in preferences.items:
            that = item.that.operands[0] if item.that.operator in ("IF", "IFF") else item.that
            asked |= {name for name, value in (_literals(that) or {}).items() if value}
    return {name for name in asked if owner[name] == party}


def _attitude_forbids(landscape: Landscape) -> Iterator[Lint]:
    conflict, compiled = landscape.conflict, landscape.compiled
    place = {option.id: number for number, option in enumerate(conflict.options)}
    for player, party in enumerate(compiled.players):
        for other in compiled.players:
            attitude = conflict.attitude(party, other)
            if other == party or attitude is Attitude.NEUTRAL:
                continue
            # The party's own interest and this one attitude, so that the blame falls where it belongs.
            cells = {(party, each): Attitude.NEUTRAL for each in compiled.players}
            cells |= {(party, party): Attitude.POSITIVE, (party, other): attitude}
            allowed_by = landscape.replies(cells)[player]
            improvements = compiled.game.improvements(player)
            forbidden = []
            for name in sorted(_asked(landscape, party)):
                bit = 1 << place[name]
                wanted = allowed = 0
                for state, code in enumerate(compiled.space.codes):
                    if code & bit:
                        continue
                    taking = [q for q in bits(improvements[state]) if compiled.space.codes[q] & bit]
                    wanted += len(taking)
                    allowed += sum(allowed_by[state] >> q & 1 for q in taking)
                if wanted and allowed * 2 < wanted:
                    forbidden.append(name)
            if not forbidden:
                continue
            hostile = attitude is Attitude.NEGATIVE
            yield Lint(
                "attitude-forbids",
                party,
                f"The {'negative' if hostile else 'positive'} attitude of "
                f"{in_sentence(conflict, party)} toward {in_sentence(conflict, other)} rules out most "
                f"moves that its own statements ask for ({option_names(conflict, forbidden)}): it "
                f"forbids every move that does not {'harm' if hostile else 'help'} the other, "
                "harmless ones included.",
                f"{party}>{other}",
            )


def _bundled_improvements(landscape: Landscape) -> Iterator[Lint]:
    compiled = landscape.compiled
    start = landscape.start
    if start is None or landscape.conflict.states or landscape.conflict.coalesced:
        return  # what is a part of a move only options can tell
    codes = compiled.space.codes
    for player, party in enumerate(compiled.players):
        better = compiled.game.better[player]
        improvements = list(bits(compiled.game.improvements(player)[start]))
        for target in improvements:
            changed = codes[target] ^ codes[start]
            parts = [
                q
                for q in improvements
                if q != target
                and (codes[q] ^ codes[start]) & ~changed == 0
                and better[target] >> q & 1
            ]
            if parts:
                yield Lint(
                    "bundled-improvement",
                    party,
                    f"From today {in_sentence(landscape.conflict, party)} improves by several changes at once "
                    f"({_changed(landscape, start, target)}), but does better by a part of them "
                    f"({_changed(landscape, start, parts[0])}): an improvement that is not a best reply.",
                    compiled.space.names[target],
                )
                break


def _changed(landscape: Landscape, before: int, after: int) -> str:
    """Name the options in which two states differ."""
    codes = landscape.compiled.space.codes
    differ = codes[before] ^ codes[after]
    options = landscape.conflict.options
    return option_names(
        landscape.conflict, (o.id for place, o in enumerate(options) if differ >> place & 1)
    )


def _unmentioned(landscape: Landscape) -> Iterator[Lint]:
    conflict = landscape.conflict
    if any(unknown.rest for unknown in conflict.unknown.values()):
        return  # what nobody speaks of is unknown there, not the same
    mentioned = set(mentioned_options(conflict))
    for party, preferences in conflict.preferences.items():
        if isinstance(preferences, Ranking):
            mentioned.update(_ranked_apart(landscape, party))
    for option in conflict.options:
        if option.id not in mentioned:
            yield Lint(
                "unmentioned-option",
                option.owner,
                f"No party's preferences mention '{option.name}': taking it or not is all the same "
                "to everybody in this model.",
                option.id,
            )


def _ranked_apart(landscape: Landscape, party: str) -> Iterator[str]:
    """Yield the options of which a ranking says anything.

    An option is of no account only where states that differ in nothing else exist and rank the same.
    """
    space = landscape.compiled.space
    ranks = space.ranks(party)
    number_of = {code: number for number, code in enumerate(space.codes)}
    for place, option in enumerate(landscape.conflict.options):
        pairs = ((n, number_of.get(code ^ 1 << place)) for n, code in enumerate(space.codes))
        ranked = [ranks[n] != ranks[other] for n, other in pairs if other is not None]
        if any(ranked) or not ranked:
            yield option.id
