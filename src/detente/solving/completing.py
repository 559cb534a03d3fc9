"""Necessary and possible equilibria of a model whose preferences are partly unknown.

A completion settles every unknown comparison so that all preferences are complete rankings. What
holds in all of them is necessary, what holds in some is possible; see `detente.engine.completions`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from detente.engine import completions as engine
from detente.engine import individual
from detente.engine.completion_search import SEQUENTIAL
from detente.engine.completions import Answers, CompletionSolver, Share
from detente.engine.game import Game
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Conflict, Unknown
from detente.solving.by_concept import ByConcept
from detente.solving.compiling import CompiledConflict, compile_conflict
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.limits import check_seconds, duration, say_seconds, seconds_of_closing

#: Sampling or searching that would take longer than this many seconds is refused.
MAX_SECONDS = 600
_PROBES = 6
UNSAID = ("equal", "unknown")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """States by answer, as sorted state strings: proved, disproved, and left open by the bound."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    undecided: tuple[str, ...]

    def to_json(self) -> dict[str, list[str]]:
        """Return what is proved and what is left open; all other states are disproved."""
        return {"yes": list(self.yes), "undecided": list(self.undecided)}


@dataclass(frozen=True, slots=True)
class ConceptCompletions:
    """What one concept says of all completions.

    Attributes
    ----------
    necessary, possible : Verdicts
        Equilibria under every completion, and under some.
    necessary_for, possible_for : mapping of str to Verdicts
        The same for the stability of one decision maker.
    shares : mapping of str to Share
        Per state that is an equilibrium in some sampled completion, how often, with an interval.
    """

    necessary: Verdicts
    possible: Verdicts
    necessary_for: Mapping[str, Verdicts]
    possible_for: Mapping[str, Verdicts]
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Completions(ByConcept[ConceptCompletions]):
    """Necessary and possible equilibria by concept, and how they were found.

    Attributes
    ----------
    conflict : Conflict
        The model.
    results : mapping of str to ConceptCompletions
        By concept.
    samples, seed, confidence
        Of the sampled shares.
    limit : int
        Steps of search per state beyond which an answer is "undecided".
    """

    conflict: Conflict
    results: Mapping[str, ConceptCompletions]
    samples: int
    seed: int
    confidence: float
    limit: int

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Completions: {', '.join(self.results)}, {self.samples:,} samples>"

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.conflict.title}: necessary and possible equilibria"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per concept and possible equilibrium, the most frequent first."""
        rows = []
        for name, result in self.results.items():
            for state in (*result.possible.yes, *result.possible.undecided):
                share = result.shares.get(state)
                rows.append(
                    {
                        "concept": name,
                        "state": state,
                        "necessary": _word(result.necessary, state),
                        "possible": _word(result.possible, state),
                        "share": None if share is None else share.share,
                        "low": None if share is None else share.low,
                        "high": None if share is None else share.high,
                    }
                )
        return sorted(rows, key=lambda row: (row["concept"], -(row["share"] or 0), row["state"]))

    def to_json(self) -> dict[str, Any]:
        """Return the report as ``detente solve --completions --json`` prints it."""
        return {
            "samples": self.samples,
            "seed": self.seed,
            "confidence": self.confidence,
            "search_limit": self.limit,
            "model_hash": self.model_hash,
            "concepts": {
                name: {
                    "necessary": result.necessary.to_json(),
                    "possible": result.possible.to_json(),
                    "stable": {
                        dm: {
                            "necessary": result.necessary_for[dm].to_json(),
                            "possible": result.possible_for[dm].to_json(),
                        }
                        for dm in result.necessary_for
                    },
                    "shares": {
                        state: {
                            "share": round(share.share, 6),
                            "low": round(share.low, 6),
                            "high": round(share.high, 6),
                        }
                        for state, share in result.shares.items()
                    },
                }
                for name, result in self.results.items()
            },
        }


def completions(
    conflict: Conflict,
    /,
    concepts: str | Iterable[str] = ("NASH", "SEQ"),
    *,
    unsaid: str = "equal",
    samples: int = 1_000,
    seed: int = 0,
    confidence: float = 0.95,
    limit: int = 1_000,
) -> Completions:
    """Find what holds in all, in some, and in what share of the completions of a model.

    Parameters
    ----------
    conflict : Conflict
        The model; its key ``unknown`` says what is not known of preferences.
    concepts : str or iterable of str
        NASH, GMR, SMR, SEQ and SSEQ, or one of them per decision maker.
    unsaid : {"equal", "unknown"}
        What comparisons are that preferences leave tied: equal, or, for every decision maker,
        unknown (the reading for preferences that come from what was said).
    samples, seed, confidence
        Number of sampled completions, where the draws start, and the level of Wilson's intervals.
    limit : int
        At most so many steps of search per state; beyond, the answer is "undecided".

    Raises
    ------
    InputError
        For other concepts, or when what is known contradicts itself.
    AnalysisError
        When joining what is known, the samples or the search would take too long.
    """
    chosen = parse_concepts(concepts)
    if unsaid not in UNSAID:
        raise InputError(f"unsaid is {unsaid!r}.", fix="Write equal or unknown.")
    if samples < 1 or limit < 1 or not 0 < confidence < 1:
        raise InputError(
            "samples and limit must be at least 1, and confidence between 0 and 1.",
            fix="Leave them out for 1000, 1000 and 0.95.",
        )
    if unsaid == "unknown":
        conflict = all_unsaid(conflict)
    compiled = compile_conflict(conflict)
    names = {concept: _per_dm(concept, compiled) for concept in chosen}
    game = compiled.game
    check_seconds(
        seconds_of_closing(game.size, len(game.players)),
        f"Joining what is known of {game.size:,} states",
        source=conflict.source,
        fix="Merge or drop options, or add infeasibility rules.",
    )
    try:
        solver = CompletionSolver(game, compiled.unknown, limit=limit)
    except ValueError as error:
        raise InputError(
            f"No complete ranking keeps what is known: {error}.",
            source=conflict.source,
            fix="Correct the unknown comparisons.",
        ) from None
    _check_cost(compiled, solver, list(names.values()), samples, seed, limit)
    results = {}
    for concept, by_dm in names.items():
        necessary = [solver.necessary(player, by_dm[player]) for player in game.players]
        results[concept.name] = ConceptCompletions(
            necessary=_named(compiled, _for_all(necessary, game.everything)),
            possible=_named(compiled, solver.possible_equilibria(by_dm)),
            necessary_for=_by_dm(compiled, necessary),
            possible_for=_by_dm(
                compiled, [solver.possible(player, by_dm[player]) for player in game.players]
            ),
            shares=_shares(compiled, solver, by_dm, samples, seed, confidence),
        )
    return Completions(conflict, results, samples, seed, confidence, limit)


def _for_all(each: list[Answers], everything: int) -> Answers:
    """Return what is necessary for everyone, from what is necessary for each."""
    yes, no = everything, 0
    for answers in each:
        yes &= answers.yes
        no |= answers.no
    return Answers(yes, no, everything & ~(yes | no))


def _by_dm(compiled: CompiledConflict, each: list[Answers]) -> dict[str, Verdicts]:
    return {
        dm: _named(compiled, answers) for dm, answers in zip(compiled.players, each, strict=True)
    }


def _check_cost(
    compiled: CompiledConflict,
    solver: CompletionSolver,
    asked: Sequence[tuple[str, ...]],
    samples: int,
    seed: int,
    limit: int,
) -> None:
    """Refuse what would take too long, and say what takes long, before any of it is begun."""
    drawing = 0.0
    for by_dm in asked:
        started = time.perf_counter()
        solver.shares(_judge(by_dm), samples=1, seed=seed)
        drawing += (time.perf_counter() - started) * samples
    if drawing > MAX_SECONDS:
        raise AnalysisError(
            f"{samples:,} samples would take some {duration(drawing)}.",
            source=compiled.conflict.source,
            fix=f"Ask for {max(1, int(samples * MAX_SECONDS / drawing)):,} or fewer (--samples).",
        )
    deciding = 0.0
    for by_dm in asked:
        deciding += _seconds_of_deciding(compiled, solver, by_dm, limit, MAX_SECONDS - deciding)
    concepts = ", ".join(dict.fromkeys(chain.from_iterable(asked)))
    say_seconds(
        drawing + deciding,
        f"Deciding {concepts} over the completions of {compiled.game.size:,} states, with {samples:,} samples,",
        fix=_FEWER if deciding > drawing else "Ask for fewer samples (--samples).",
    )


_FEWER = "Ask for fewer steps (--search-limit), for NASH, GMR or SMR, or settle more."


def _seconds_of_deciding(
    compiled: CompiledConflict,
    solver: CompletionSolver,
    by_dm: tuple[str, ...],
    limit: int,
    most: float,
) -> float:
    """Estimate from a few states how long a search takes; the few are given up when it is sure to take more than ``most``."""
    size = compiled.game.size
    if size <= _PROBES or not set(by_dm) & set(SEQUENTIAL):
        return 0.0
    started = time.perf_counter()
    seconds = 0.0
    for probe in range(_PROBES):
        state = probe * size // _PROBES
        solver.example(state, by_dm)
        for player, name in enumerate(by_dm):
            solver.counterexample(state, player, name)
            # Possible stability for each takes about as long as necessary stability for each.
            seconds = (time.perf_counter() - started) * 2 * size / _PROBES
            if seconds > most:
                raise AnalysisError(
                    f"Deciding {', '.join(dict.fromkeys(by_dm))} over the completions of {size:,} states "
                    f"would take over {duration(MAX_SECONDS)} with {limit:,} steps per state.",
                    source=compiled.conflict.source,
                    fix=_FEWER,
                )
    return seconds


def all_unsaid(conflict: Conflict) -> Conflict:
    """Return the model in which all that preferences leave tied is unknown."""
    return replace(
        conflict,
        unknown={
            dm.id: replace(conflict.unknown.get(dm.id, Unknown()), rest=True)
            for dm in conflict.decision_makers
        },
    )


def _per_dm(concept: Concept, compiled: CompiledConflict) -> tuple[str, ...]:
    names = tuple(concept.of(dm).name for dm in compiled.players)
    for name in names:
        if name not in engine.CONCEPTS:
            raise InputError(
                f"{name} is not decided over completions.",
                source=compiled.conflict.source,
                fix=f"Ask for {', '.join(engine.CONCEPTS)}.",
            )
    return names


def _judge(by_dm: tuple[str, ...]) -> Callable[[Game, int], int]:
    """Return what tells the stable states of a decision maker in a complete game."""
    return lambda game, player: individual.stable(game, player, by_dm[player])


def _shares(
    compiled: CompiledConflict,
    solver: CompletionSolver,
    by_dm: tuple[str, ...],
    samples: int,
    seed: int,
    confidence: float,
) -> dict[str, Share]:
    shares = solver.shares(_judge(by_dm), samples=samples, seed=seed, confidence=confidence)
    names = compiled.space.names
    return {names[state]: share for state, share in enumerate(shares) if share.hits}


def _named(compiled: CompiledConflict, answers: Answers) -> Verdicts:
    return Verdicts(
        compiled.names(answers.yes), compiled.names(answers.no), compiled.names(answers.undecided)
    )


def _word(verdicts: Verdicts, state: str) -> str:
    if state in verdicts.undecided:
        return "undecided"
    return "yes" if state in verdicts.yes else "no"
