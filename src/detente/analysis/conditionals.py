"""Conditional threats and offers of a model: who would do what, if whom does what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.model.conflict import Preference, Statements

THREAT, OFFER = "threat", "offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """A preference statement by which a party answers another's conduct with its own.

    Attributes
    ----------
    kind : str
        ``threat`` when the deed alone mostly harms the party it is aimed at, ``offer`` when it helps.
    party, target : str
        Who would act, and whose conduct is the condition.
    place : int
        Place of the statement among the party's.
    deed : str
        The option that would be taken.
    waiting : int
        Number of states that meet the condition and where the deed is still to be done.
    paying : int
        How many of them the party gains by leaving for a state with the deed.
    """

    kind: str
    party: str
    target: str
    item: Preference
    place: int
    deed: str
    waiting: int
    paying: int


def conditionals(landscape: Landscape) -> Iterator[Conditional]:
    """Yield the conditional threats and offers, party by party, in their order of importance.

    A statement counts when its deed is one option of the party's own and its condition is about the
    options of one other party. What the party does already in the status quo is no threat or offer.
    """
    conflict, space = landscape.conflict, landscape.compiled.space
    owner = {option.id: option.owner for option in conflict.options}
    position = {option.id: number for number, option in enumerate(conflict.options)}
    for player, party in enumerate(landscape.compiled.players):
        preferences = conflict.preferences.get(party)
        if not isinstance(preferences, Statements):
            continue
        improvements = landscape.compiled.game.improvements(player)
        for place, item in enumerate(preferences.items):
            if item.that.operator not in ("IF", "IFF"):
                continue
            deed, condition = item.that.operands
            others = {owner[name] for name in condition.options()}
            if deed.operator != "option" or owner[deed.name] != party or len(others) != 1:
                continue
            if (conflict.status_quo or "")[position[deed.name] :][:1] == "Y":
                continue
            (target,) = others
            kind = _kind(landscape, deed.name, target) if target != party else None
            if kind is None:
                continue
            bit = 1 << position[deed.name]
            waiting = [s for s in bits(space.holds(condition)) if not space.codes[s] & bit]
            yield Conditional(
                kind=kind,
                party=party,
                target=target,
                item=item,
                place=place,
                deed=deed.name,
                waiting=len(waiting),
                paying=sum(
                    any(space.codes[q] & bit for q in bits(improvements[s])) for s in waiting
                ),
            )


def _kind(landscape: Landscape, deed: str, target: str) -> str | None:
    """Tell a threat from an offer by what the deed alone does to the party that it is aimed at."""
    space = landscape.compiled.space
    bit = 1 << [option.id for option in landscape.conflict.options].index(deed)
    ranks = space.ranks(target)
    number = {code: state for state, code in enumerate(space.codes)}
    worse = better = 0
    for state, code in enumerate(space.codes):
        if not code & bit and (code | bit) in number:
            after = ranks[number[code | bit]]
            worse += after > ranks[state]
            better += after < ranks[state]
    if worse == better:
        return None
    return THREAT if worse > better else OFFER
