"""Paired scenarios: the stronger reading of "if", kept apart from what was said.

People hear "if you do A, I will do B" as also saying "if not, not" (conditional perfection, Geis &
Zwicky 1971). The draft keeps the words; each scenario reads one conditional as "if and only if".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.drafting.preferring import NOT_FOR_NOTHING, OTHERWISE, Offered
from detente.drafting.types import Draft, Scenario
from detente.evidence import Document
from detente.explain.words import describe_expression
from detente.model.conflict import Conflict, Preference, Preferences, Statements
from detente.model.expression import Expression

#: At most so many paired scenarios; further conditionals stay as said.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Effect:
    """What a scenario changes: equilibria gained and lost, by concept."""

    scenario: Scenario
    gained: dict[str, tuple[str, ...]]
    lost: dict[str, tuple[str, ...]]

    @property
    def changes(self) -> bool:
        """Say whether any equilibrium comes or goes."""
        return any(self.gained.values()) or any(self.lost.values())


def pair_scenarios(
    conflict: Conflict, offered: Sequence[Offered], documents: Sequence[Document]
) -> tuple[Scenario, ...]:
    """Return the weaker and the stronger readings of the model's plain "if".

    The first drops the drafter's assumption that nothing is done for nothing; each other one reads
    one conditional as "if and only if".
    """
    found: list[Scenario] = []
    seen: set[tuple[str, str]] = set()
    for offer in offered:
        that = offer.wish.that
        holder = offer.link.holder
        if that.operator != "IF" or (holder, str(that)) in seen or offer.link.sense == "only-if":
            continue
        seen.add((holder, str(that)))
        stronger = Expression("IFF", that.operands)
        changed = _with_statement(conflict, holder, that, stronger)
        if changed is None:
            continue
        inference = "author" if _says_only(documents, offer) else "reader"
        words = describe_expression(conflict, that, of=holder)
        found.append(
            Scenario(
                name=f"Only if: {stronger}",
                why=(
                    f"As said: {words}. Here “if” is read as “if and only if”, which the speaker did "
                    f"not say; it is the {inference}’s inference."
                ),
                conflict=changed,
                inference=inference,
            )
        )
    plain = _no_more_than_said(conflict)
    return (*((plain,) if plain is not None else ()), *found[:_MOST])


def _no_more_than_said(conflict: Conflict) -> Scenario | None:
    """Return the model without the assumption that what is offered is not done for nothing."""
    preferences: dict[str, Preferences] = {}
    dropped = 0
    for dm, given in conflict.preferences.items():
        if isinstance(given, Statements):
            items = tuple(
                i for i in given.items if i.assumption not in (NOT_FOR_NOTHING, OTHERWISE)
            )
            dropped += len(given.items) - len(items)
            preferences[dm] = Statements(items)
        else:
            preferences[dm] = given
    if not dropped:
        return None
    return Scenario(
        name="No more than was said",
        why=(
            "“If” leaves open what happens otherwise. Here nothing is assumed about offers whose "
            "condition is not met: whoever made them does not mind either way."
        ),
        conflict=replace(conflict, preferences=preferences),
        inference="none",
    )


def scenario_effects(
    drafted: Draft, *, concepts: tuple[str, ...] = ("NASH", "SEQ")
) -> tuple[Effect, ...]:
    """Solve each scenario and say which equilibria come and go against the draft.

    Parameters
    ----------
    drafted : Draft
    concepts : tuple of str
        The concepts compared.
    """
    from detente.solving.solution import solve

    base = solve(drafted.conflict, concepts).equilibria
    effects = []
    for scenario in drafted.scenarios:
        here = solve(scenario.conflict, concepts).equilibria
        gained = {c: tuple(sorted(set(here[c]) - set(base[c]))) for c in concepts}
        lost = {c: tuple(sorted(set(base[c]) - set(here[c]))) for c in concepts}
        effects.append(Effect(scenario, gained, lost))
    return tuple(effects)


def _with_statement(
    conflict: Conflict, party: str, old: Expression, new: Expression
) -> Conflict | None:
    given = conflict.preferences.get(party)
    if not isinstance(given, Statements) or not any(item.that == old for item in given.items):
        return None
    items = tuple(
        Preference(
            that=new, strong=item.strong, evidence=item.evidence,
            assumption="Read as “if and only if”; the words say “if”.",
        )
        if item.that == old
        else item
        for item in given.items
    )  # fmt: skip
    return replace(
        conflict, preferences={**conflict.preferences, party: Statements(items)}, origin=None
    )


def _says_only(documents: Sequence[Document], offer: Offered) -> bool:
    """Say whether the author, or somebody interpreting, reads the conditional as "only if"."""
    asked = {word for c in offer.link.conditions for word in c.objects}
    for document in documents:
        for statement in document.statements:
            if statement.layer not in ("author", "interpreted"):
                continue
            text = statement.span.text.lower()
            strict = any(w in text for w in ("only if", "required", "no longer", "unless", "must"))
            if strict and sum(word in text for word in asked) >= min(2, len(asked)) > 0:
                return True
    return False
