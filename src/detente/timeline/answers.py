"""What a set of documents, or a model, answers: which outcomes hold, and where the parties end up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.errors import DetenteError
from detente.evidence import Document
from detente.explain.words import describe_state
from detente.model.conflict import Conflict, Option, Statements
from detente.model.expression import Expression
from detente.solving.solution import solve

#: Outcomes of a longer list are counted, not compared one by one.
_MOST = 200

#: An outcome is the set of options taken: the same in models whose options stand in another order.
Taken = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What follows from a conflict.

    Attributes
    ----------
    conflict : Conflict or None
        None when the documents tell of no conduct to model; ``reason`` says why.
    equilibria : mapping
        Outcomes that hold, by concept.
    reached : frozenset of outcomes
        Equilibria that improvements reach from the status quo.
    """

    conflict: Conflict | None = None
    reason: str | None = None
    equilibria: Mapping[str, frozenset[Taken]] = field(default_factory=dict)
    reached: frozenset[Taken] = frozenset()

    def key(self) -> Any:
        """Return what counts when answers are compared."""
        return self.equilibria, self.reached, self.conflict is None

    def words(self, outcome: Taken) -> str:
        """Say an outcome in words."""
        if self.conflict is None:
            return ", ".join(sorted(outcome))
        state = "".join("Y" if option.id in outcome else "N" for option in self.conflict.options)
        return describe_state(self.conflict, state)

    def to_json(self) -> dict[str, Any]:
        """Return the answers as JSON data, with state strings."""
        if self.conflict is None:
            return {"title": None, "reason": self.reason, "equilibria": {}, "reached": []}
        options = self.conflict.options

        def state(taken: Taken) -> str:
            return "".join("Y" if option.id in taken else "N" for option in options)

        return {
            "title": self.conflict.title,
            "reason": None,
            "options": [option.id for option in options],
            "equilibria": {
                name: sorted(map(state, found)) for name, found in self.equilibria.items()
            },
            "reached": sorted(map(state, self.reached)),
        }


def answers_of(conflict: Conflict) -> Answers:
    """Solve a conflict: NASH and SEQ, and their relational forms where attitudes are set."""
    concepts = ["NASH", "SEQ"]
    if any(row for row in conflict.attitudes.values()):
        concepts += ["RNASH", "RSEQ"]
    try:
        solution = solve(conflict, concepts)
        landscape = Landscape(conflict)
        starting = [outcome.state for outcome in landscape.outcomes() if outcome.starts]
    except DetenteError as error:
        return Answers(reason=error.message)
    return Answers(
        conflict=conflict,
        equilibria={
            name: frozenset(taken_in(conflict, state) for state in states[:_MOST])
            for name, states in solution.equilibria.items()
        },
        reached=frozenset(taken_in(conflict, state) for state in starting[:_MOST]),
    )


def taken_in(conflict: Conflict, state: str) -> Taken:
    """Return the options taken in a state."""
    return frozenset(o.id for o, mark in zip(conflict.options, state, strict=True) if mark == "Y")


def drafted(documents: Sequence[Document], *, max_options: int = 12) -> Answers:
    """Draft a conflict from documents and solve it."""
    from detente.drafting import draft

    if not any(document.statements for document in documents):
        return Answers(reason="The documents hold no statement.")
    try:
        return answers_of(draft(documents, max_options=max_options).conflict)
    except DetenteError as error:
        return Answers(reason=error.message)


def aligned(answers: Answers, to: Answers) -> Answers:
    """Return answers with their options renamed to those of others that cite the same words.

    Drafting may name an option anew when a document adds a phrase for it; an option with the same
    owner and some of the same evidence is the same option.
    """
    if answers.conflict is None or to.conflict is None:
        return answers
    names: dict[str, str] = {}
    old = {option.id: option for option in to.conflict.options}
    free = {
        name: option for name, option in old.items() if name not in _ids(answers.conflict.options)
    }
    for option in answers.conflict.options:
        if option.id in old:
            continue
        cited = _cited(answers.conflict, option)
        for name, other in free.items():
            if other.owner == option.owner and cited & _cited(to.conflict, other):
                names[option.id] = name
                del free[name]
                break
    return _renamed(answers, names) if names else answers


def _ids(options: Iterable[Option]) -> set[str]:
    return {option.id for option in options}


def _cited(conflict: Conflict, option: Option) -> set[tuple[str, int, int]]:
    found = (conflict.evidence.get(name) for name in option.evidence)
    return {(e.document, e.start, e.end) for e in found if e is not None}


def _renamed(answers: Answers, names: Mapping[str, str]) -> Answers:
    def move(outcomes: frozenset[Taken]) -> frozenset[Taken]:
        return frozenset(frozenset(names.get(o, o) for o in outcome) for outcome in outcomes)

    conflict = answers.conflict
    assert conflict is not None  # noqa: S101 - checked by the caller
    preferences = {
        dm: Statements(tuple(replace(p, that=_with(p.that, names)) for p in held.items))
        if isinstance(held, Statements)
        else held
        for dm, held in conflict.preferences.items()
    }
    return replace(
        answers,
        conflict=replace(
            conflict,
            options=tuple(replace(o, id=names.get(o.id, o.id)) for o in conflict.options),
            preferences=preferences,
            infeasible=tuple(
                replace(rule, when=_with(rule.when, names)) if rule.when is not None else rule
                for rule in conflict.infeasible
            ),
        ),
        equilibria={name: move(found) for name, found in answers.equilibria.items()},
        reached=move(answers.reached),
    )


def _with(expression: Expression, names: Mapping[str, str]) -> Expression:
    return replace(
        expression,
        name=names.get(expression.name, expression.name),
        operands=tuple(_with(operand, names) for operand in expression.operands),
    )
