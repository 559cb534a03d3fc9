"""What a set of documents, or a model, answers: which outcomes hold, and where the parties end up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.analysis.outcomes import LEADING, Landscape
from detente.engine.game import bits
from detente.errors import DetenteError
from detente.evidence import Document
from detente.explain.words import describe_state, option_names
from detente.model.conflict import Conflict, Option, Statements
from detente.model.expression import Expression
from detente.solving.judging import attitude_signs
from detente.timeline.reach import newest, reach_of

if TYPE_CHECKING:
    from detente.store import Dossier

#: A model is drafted from the newest documents that hold so many statements together: what was said
#: before them tells of another time, and the work stays the same however long a dossier grows.
DRAFTED_FROM = 400
#: A statement is compared with so many before it at most, the newest.
COMPARED_WITH = 2000

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

    def words(self, outcomes: Iterable[Taken]) -> tuple[str, ...]:
        """Say outcomes in words."""
        if self.conflict is None:
            return tuple(", ".join(sorted(outcome)) for outcome in outcomes)
        options, names = self.conflict.options, option_names(self.conflict)
        return tuple(
            describe_state(
                self.conflict,
                "".join("Y" if option.id in outcome else "N" for option in options),
                names,
            )
            for outcome in outcomes
        )

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
    return answers_of_variant(conflict)[0]


def answers_of_variant(
    conflict: Conflict, like: Sequence[Landscape] = ()
) -> tuple[Answers, Landscape | None]:
    """Solve a conflict; what it shares with variants solved before (``like``) is not solved again."""
    try:
        landscape = Landscape(conflict, like=like)
        return answers_with(landscape, conflict), landscape
    except DetenteError as error:
        return Answers(reason=error.message), None


def answers_with(landscape: Landscape, conflict: Conflict) -> Answers:
    """Answer for a conflict that differs from a prepared one in its attitudes alone, or not at all."""
    signs = attitude_signs(conflict)
    relational = {name: landscape.equilibria(name, signs) for name in LEADING}
    # Without attitudes everybody minds only itself, and both forms are the same.
    found = {name.removeprefix("R"): states for name, states in relational.items()}
    if any(row for row in conflict.attitudes.values()):
        alone = attitude_signs(replace(conflict, attitudes={}))
        plain = {name.removeprefix("R"): landscape.equilibria(name, alone) for name in LEADING}
        found = plain | relational
    reached = landscape.reached(signs) & (relational["RNASH"] | relational["RSEQ"])
    names = landscape.compiled.space.names

    def taken(states: int) -> frozenset[Taken]:
        return frozenset(taken_in(conflict, names[n]) for n in islice(bits(states), _MOST))

    return Answers(
        conflict=conflict,
        equilibria={name: taken(states) for name, states in found.items()},
        reached=taken(reached),
    )


def taken_in(conflict: Conflict, state: str) -> Taken:
    """Return the options taken in a state."""
    return frozenset(o.id for o, mark in zip(conflict.options, state, strict=True) if mark == "Y")


def drafted(
    documents: Sequence[Document],
    *,
    max_options: int = 12,
    about: Collection[str] = (),
    known: Answers | None = None,
    solved: list[Landscape] | None = None,
) -> Answers:
    """Draft a conflict from the newest of some documents and solve it.

    Parameters
    ----------
    documents : sequence of Document
        In time; the newest that hold `DRAFTED_FROM` statements together are drafted from.
    max_options : int
        Passed on to drafting.
    about : collection of str
        Documents that are drafted from however old they are.
    known : Answers, optional
        Answers that may well be the same: a draft that differs in its words alone is not solved again.
    solved : list of Landscape, optional
        What was solved last; what the draft shares with it is not solved again. The draft's takes its place.
    """
    from detente.drafting import draft

    chosen = _newest(documents, about)
    if not any(document.statements for document in chosen):
        return Answers(reason="The documents hold no statement.")
    try:
        conflict = draft(chosen, max_options=max_options).conflict
    except DetenteError as error:
        return Answers(reason=error.message)
    if (
        known is not None
        and known.conflict is not None
        and _game(conflict) == _game(known.conflict)
    ):
        return replace(known, conflict=conflict)
    answers, landscape = answers_of_variant(conflict, solved or ())
    if solved is not None and landscape is not None:
        landscape.let_go()
        solved[:] = [landscape]
    return answers


def left_out(dossier: Dossier) -> str | None:
    """Say which documents of a dossier its drafts leave out, None where they rest on all of them."""
    reach = reach_of(dossier.list_documents(), DRAFTED_FROM)
    if reach.whole:
        return None
    return f"answers are drafted from {reach.words}; what was said before is compared with, and not drafted from"


def _newest(documents: Sequence[Document], about: Collection[str]) -> list[Document]:
    counts = (len(document.statements) for document in reversed(documents))
    first = len(documents) - newest(counts, DRAFTED_FROM)
    return [d for place, d in enumerate(documents) if place >= first or d.id in about]


def _game(conflict: Conflict) -> Any:
    """Return what a drafted conflict is solved from."""
    return (
        [dm.id for dm in conflict.decision_makers],
        [(option.id, option.owner, option.direction) for option in conflict.options],
        {
            dm: [str(item.that) for item in held.items] if isinstance(held, Statements) else held
            for dm, held in conflict.preferences.items()
        },
        [(str(rule.when), rule.pattern) for rule in conflict.infeasible],
        conflict.status_quo,
    )


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
