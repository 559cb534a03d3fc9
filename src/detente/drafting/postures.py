"""Options of one party that nobody takes at once, although neither is the other's mere opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.drafting.citing import EvidenceBook
from detente.drafting.lexicon import are_exclusive, words
from detente.drafting.options import Group
from detente.drafting.preferring import conjunction, literal
from detente.model.conflict import Infeasible

ONE_POSTURE = "One posture at a time: the documents do not say that the two exclude each other; their words do."


def exclusive_rules(
    groups: Sequence[Group], quo: dict[str, bool], book: EvidenceBook
) -> Iterator[Infeasible]:
    """Yield a rule for each pair of a party's options that cannot hold together.

    These are options on the same thing whose verbs exclude each other ("expand the base", "close the
    base"), and fighting on while making a truce. Each rule cites the words of both options and is
    marked as an assumption. A pair that the status quo holds together is left alone.
    """
    for one, two in combinations(groups, 2):
        if one.owner != two.owner or (quo[one.id] and quo[two.id]):
            continue
        if not (_on_one_thing(one, two) or _fights(one, two) or _fights(two, one)):
            continue
        cited = (
            book.cite(c.document, c.statement) for group in (one, two) for c, _ in group.members
        )
        yield Infeasible(
            when=conjunction([literal(one, positive=True), literal(two, positive=True)]),
            why=f"“{one.name}” and “{two.name}” exclude each other.",
            evidence=tuple(dict.fromkeys(cited)),
            assumption=ONE_POSTURE,
        )


def _on_one_thing(one: Group, two: Group) -> bool:
    same = one.objects and one.objects == two.objects
    return bool(same) and are_exclusive(one.verb, two.verb)


def _fights(one: Group, two: Group) -> bool:
    fights = one.verb in words("fighting", "verbs")
    return fights and two.verb == "agree" and bool(two.objects & words("fighting", "pacts"))
