"""Why a state is or is not stable in models whose states are too many to list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.engine import individual
from detente.errors import InputError, did_you_mean
from detente.explain.sentences import sentence_for
from detente.explain.witnesses import Answer, Explanation, Improvement, Step
from detente.explain.words import party_name
from detente.model.expression import composed
from detente.model.states import MAX_OPTIONS, name_of
from detente.solving.cubes import beyond_options

if TYPE_CHECKING:
    from detente.engine.large.one_state import Verdict
    from detente.model.conflict import Conflict


def is_beyond_lists(conflict: Conflict) -> bool:
    """Whether a model has too many options for a list of its states, and nothing but options."""
    return len(conflict.options) > MAX_OPTIONS and beyond_options(conflict) is None


def explain_at_scale(
    conflict: Conflict, state: str, dms: Iterable[str], concepts: Iterable[str]
) -> tuple[Explanation, ...]:
    """Explain a state's verdicts without listing states, by search and by decision diagrams.

    Parameters
    ----------
    conflict : Conflict
        The model, in option form.
    state : str
        A state string.
    dms, concepts : iterable of str
        For whom, under which concepts.

    Raises
    ------
    InputError
        For an infeasible state, or a concept that needs the list of states.
    AnalysisError
        When neither decides within the budget.
    """
    from detente.solving.questions import Questions

    questions = Questions(conflict)
    ids = [dm.id for dm in conflict.decision_makers]
    found = []
    for concept in concepts:
        if concept not in individual.CONCEPTS:
            raise InputError(
                f"{concept} needs the list of all states, and {len(conflict.options)} options have "
                "too many.",
                source=conflict.source,
                fix=f"Ask for {', '.join(individual.CONCEPTS)}.",
            )
        for dm in map(composed, dms):
            if dm not in ids:
                raise InputError(f"No decision maker {dm[:80]!r}.", fix=did_you_mean(dm, ids))
            verdict = questions.explain(concept, state, dm)
            found.append(_explained(conflict, state, dm, concept, verdict))
    return tuple(found)


def _explained(
    conflict: Conflict, state: str, dm: str, concept: str, verdict: Verdict
) -> Explanation:
    """Put a verdict and the moves that show it into words."""
    ids = [each.id for each in conflict.decision_makers]

    def name(number: int) -> str:
        return name_of(number, len(conflict.options))

    def improvement(number: int, answer: Answer | None = None) -> Improvement:
        return Improvement((Step((dm,), name(number)),), name(number), answer)

    owns = any(option.owner == dm for option in conflict.options)
    bare = Explanation(state, (dm,), concept, verdict.stable, ())
    if verdict.improvement is None:
        return replace(bare, sentence=sentence_for(conflict, bare, has_moves=owns))
    if not verdict.stable:
        bare = replace(bare, improvements=(improvement(verdict.improvement),))
        # In words, others may move, to no avail; the states that they reach are not listed.
        move = replace(bare.improvements[0], reached=(name(verdict.improvement),))
        spoken = replace(bare, improvements=(move,))
        return replace(bare, sentence=sentence_for(conflict, spoken, has_moves=True))
    if not verdict.answers:  # by diagrams, which say that every improvement is answered, not how
        answered = f"Whatever {party_name(conflict, dm)} improves to, the others have an answer"
        return replace(bare, sentence=f"{answered} that leaves it no better off than now.")
    moves = []
    for number, path in verdict.answers:
        steps = tuple(Step((ids[mover],), name(to)) for mover, to in path)
        moves.append(improvement(number, Answer(steps, name(path[-1][1]))))
    bare = replace(bare, improvements=tuple(moves))
    return replace(bare, sentence=sentence_for(conflict, bare, has_moves=True))
