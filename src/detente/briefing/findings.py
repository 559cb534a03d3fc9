"""What the rules on any conflict look at, and what several of them ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.dependence import Dependence
from detente.analysis.outcomes import Landscape
from detente.evidence import Document
from detente.explain.words import party_name, with_article
from detente.model.conflict import Conflict, Preference, Statements
from detente.model.expression import Expression
from detente.solving.solution import Solution

#: How many findings of one kind are worth a reader's time.
OF_A_KIND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the rules look at: the prepared model, its solution, the lasting outcomes, the test."""

    landscape: Landscape
    solution: Solution
    lasting: tuple[str, ...]
    dependence: Dependence | None
    documents: tuple[Document, ...]

    @property
    def conflict(self) -> Conflict:
        """The model."""
        return self.landscape.conflict

    def name(self, party: str) -> str:
        """Return a party's name with its article."""
        return with_article(party_name(self.conflict, party))


def own(at: Findings, party: str) -> Iterator[Preference]:
    """Yield a party's preference statements."""
    preferences = at.conflict.preferences.get(party)
    if isinstance(preferences, Statements):
        yield from preferences.items


def literal(expression: Expression) -> tuple[str, bool] | None:
    """Return an option and whether it is wanted, of a wish that is no more than that."""
    if expression.operator == "option":
        return expression.name, True
    if expression.operator == "!" and expression.operands[0].operator == "option":
        return expression.operands[0].name, False
    return None
