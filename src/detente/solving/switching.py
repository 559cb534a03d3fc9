"""What to do when decision diagrams outgrow their budget: go on with answer sets, or say what would help."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import NoReturn

from detente.engine.large import answers
from detente.engine.large.budget import (
    MOST_NODES,
    MOST_SECONDS,
    SECONDS,
    Budget,
    BudgetExceededError,
)
from detente.engine.large.cube import CubeGame, Gate
from detente.errors import AnalysisError

#: Share of the seconds of the diagrams that answer sets are given, and how many states they list.
_SHARE = 1 / 6
FOUND = 1_000


def give_up(
    stop: BudgetExceededError,
    what: str,
    source: str | None,
    budget: Budget | None,
    *,
    also: str = "",
) -> NoReturn:
    """Say which budget was hit, what else was tried, and what can be done.

    Raises
    ------
    AnalysisError
        Always.
    """
    had = budget or Budget()
    flag = (
        f"--budget-nodes {min(4 * had.nodes, MOST_NODES)}"
        if stop.nodes
        else f"--budget-seconds {min(10 * had.seconds or SECONDS, MOST_SECONDS):g}"
    )
    raise AnalysisError(
        f"{what}: {stop}{also and f', and {also}'}.",
        source=source,
        fix=f"Raise the budget ({flag}), ask for NASH or about one state (detente explain), or "
        "simplify statements that couple many parties.",
    ) from stop


def go_on(
    game: CubeGame,
    concept: str,
    stop: BudgetExceededError,
    *,
    source: str | None,
    budget: Budget | None = None,
    where: Sequence[Gate] = (),
) -> tuple[answers.FirstEquilibria, str]:
    """Return equilibria found by answer sets, and a sentence that says what they are.

    NASH equilibria are found directly. A state that nobody can leave for something better is stable
    under every concept, so they are equilibria of GMR, SMR, SEQ and SSEQ too, though never known
    to be all.

    Raises
    ------
    AnalysisError
        When answer sets cannot help either; says which budget was hit and what can be done.
    """
    reason = answers.refusal(game) or (None if find_spec("clingo") else "clingo is not installed")
    if reason:
        give_up(stop, concept, source, budget, also=reason)
    seconds = (budget or Budget()).seconds * _SHARE
    found = answers.first_equilibria(game, FOUND, where=where, seconds=seconds)
    number = f"{len(found.states):,} equilibria"
    if concept == "NASH":
        if not found.states and not found.complete:
            also = f"answer sets found no equilibrium in {seconds:g} seconds"
            give_up(stop, concept, source, budget, also=also)
        all_or_more = f"all {number}" if found.complete else f"{number}, there may be more"
        return found, f"{concept}: {stop}; answer sets found {all_or_more}."
    if not found.states:
        also = (
            "there is no NASH equilibrium" if found.complete else "answer sets found none of NASH"
        )
        give_up(stop, concept, source, budget, also=f"{also} that would be one of {concept} too")
    return (
        answers.FirstEquilibria(found.states, complete=False),
        f"{concept}: {stop}; answer sets found {number} of NASH, which are equilibria of {concept} too; "
        "there may be more.",
    )
