"""Solving a conflict: which states are stable for whom under which concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.engine.individual import Rules
from detente.errors import InputError
from detente.model.conflict import Conflict
from detente.showing import Tabular
from detente.solving.by_concept import ByConcept
from detente.solving.compiling import compile_conflict
from detente.solving.concepts import CORE, Concept, asks_for_all, parse_concepts
from detente.solving.engines import choose
from detente.solving.judging import Judge
from detente.solving.limits import say_solving
from detente.solving.listing import StateList, count_of
from detente.solving.variants import Variants

if TYPE_CHECKING:
    from detente.engine.large.budget import Budget
    from detente.solving.coalitions import CoalitionReport, Scope

#: Longest list of states that is printed whole, and how many of a longer one are shown (contract §3).
LIST_LIMIT = 10_000
SHOWN_OF_LONG_LISTS = 100


@dataclass(frozen=True, slots=True)
class ConceptResult(Tabular):
    """What one concept says: the stable states of each decision maker, and the equilibria.

    Under a coalitional concept ``stable`` is by coalition (``"USA+PRK"``): those asked about, or
    each decision maker alone when equilibria are states stable for every coalition.
    """

    concept: str
    stable: Mapping[str, Sequence[str]]
    equilibria: Sequence[str]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<{self.concept}: {count_of(self.equilibria):,} equilibria>"

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.concept}: stable states"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per decision maker (or coalition), then the equilibria; of long lists the first."""
        rows = [*self.stable.items(), ("equilibria", self.equilibria)]
        return [
            {"stable for": name, "number": count_of(states), "states": " ".join(states[:50])}
            for name, states in rows
        ]


@dataclass(frozen=True, slots=True)
class Solution(ByConcept[ConceptResult]):
    """The result of solving a conflict; remembers the model, the concepts and the method.

    Attributes
    ----------
    conflict : Conflict
        The model that was solved.
    feasible_states : int
        Number of feasible states.
    results : mapping of str to ConceptResult
        One result per concept, in the order asked for.
    options : mapping
        Named variants in force (for example ``{"ties": "strict"}``).
    method : str
        How the answers were found: ``"explicit"``, over the list of all states, or ``"cube"``.
    engine : str
        The engine that found them, see :mod:`detente.solving.engines`.
    notes : tuple of str
        What a reader should know, such as concepts left out and why.
    coalitions : CoalitionReport, optional
        With coalitional concepts: which coalitions upset which equilibria.
    """

    conflict: Conflict
    feasible_states: int
    results: Mapping[str, ConceptResult]
    options: Mapping[str, str]
    method: str = "explicit"
    engine: str = "bitsets"
    notes: tuple[str, ...] = ()
    coalitions: CoalitionReport | None = None

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<Solution of {self.conflict.title[:60]!r}: "
            + ", ".join(f"{name} {count_of(s)}" for name, s in list(self.equilibria.items())[:12])
            + ">"
        )

    @property
    def equilibria(self) -> dict[str, Sequence[str]]:
        """Equilibria by concept, as sorted state strings."""
        return {name: result.equilibria for name, result in self.results.items()}

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.conflict.title}: equilibria"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per state that is an equilibrium under some concept (of long lists, the first)."""
        results = self.results.values()
        states = sorted({state for r in results for state in r.equilibria[:LIST_LIMIT]})
        return [
            {"state": state}
            | {name: state in result.equilibria for name, result in self.results.items()}
            for state in states
        ]

    def to_json(self, *, all_states: bool = False) -> dict[str, Any]:
        """Return the solution as ``detente solve --json`` prints it."""

        def listed(states: Sequence[str]) -> Any:
            count = count_of(states)
            if isinstance(states, StateList) and not states.complete:
                return {"at_least": count, "first": list(states[:SHOWN_OF_LONG_LISTS])}
            if all_states or count <= LIST_LIMIT:
                return list(states)
            return {"count": count, "first": list(states[:SHOWN_OF_LONG_LISTS])}

        ids = [dm.id for dm in self.conflict.decision_makers]
        return {
            "source": self.conflict.source,
            "title": self.conflict.title,
            "decision_makers": ids,
            "options": [option.id for option in self.conflict.options],
            "feasible_states": self.feasible_states,
            "attitudes": {
                of: {to: self.conflict.attitude(of, to).value for to in ids} for of in ids
            },
            "equilibria": {
                name: listed(result.equilibria) for name, result in self.results.items()
            },
            "stable": {
                name: {dm: listed(states) for dm, states in result.stable.items()}
                for name, result in self.results.items()
            },
            "method": self.method,
            "engine": self.engine,
            "variants": dict(self.options),
            "notes": list(self.notes),
            **({"coalitions": self.coalitions.to_json()} if self.coalitions else {}),
            "model_hash": self.model_hash,
        }


def solve(
    conflict: Conflict,
    /,
    concepts: str | Iterable[str] = CORE,
    *,
    coalition: str | None = None,
    structure: str | None = None,
    engine: str = "auto",
    budget: Budget | None = None,
    **variants: Any,
) -> Solution:
    """Find the stable states and equilibria of a conflict.

    Parameters
    ----------
    conflict : Conflict
        The model.
    concepts : str or iterable of str
        Concept names in any case, as a list or separated by spaces or commas; ``"all"`` for every
        concept that this model allows; ``"UP=SEQ,DOWN=NASH"`` for one per decision maker.
    coalition, structure : str, optional
        What coalitional concepts are about: named coalitions (``"USA+PRK"``), or the blocks of a
        structure (``"USA+ROK,PRK,CHN"``); without either, every coalition.
    engine : str
        Which engine to use, see :mod:`detente.solving.engines`; ``"auto"`` chooses by the model and
        the question.
    budget : Budget, optional
        What decision diagrams may use: nodes in all, and seconds a concept.
    **variants : str
        Named variants of the definitions, see `detente.solving.variants.Variants`, such as
        ``ties="weak"``.

    Returns
    -------
    Solution
        Under ``"all"``, ``notes`` say what was left out and why.

    Raises
    ------
    InputError
        For an unknown concept or variant, or a concept that the model does not allow.
    AnalysisError
        When the model is too large for explicit solution.
    """
    chosen = parse_concepts(concepts)
    settled = Variants.of(variants)
    if settled.rules != Rules():
        if engine not in ("auto", "bitsets"):
            raise InputError(
                f"The engine {engine!r} knows the default definitions only.",
                fix="Leave the engine to auto, or the variants to their defaults.",
            )
        engine = "bitsets"
    name, cube = choose(conflict, chosen, engine)
    if cube is not None:
        from detente.solving.cube_solution import solve_on_cube

        feasible, found, used, remarks = solve_on_cube(
            conflict, cube, chosen, name, ConceptResult, limit=LIST_LIMIT, budget=budget
        )
        return Solution(
            conflict, feasible, found, settled.to_json(), method="cube", engine=used, notes=remarks
        )
    judge = Judge(compile_conflict(conflict), settled)
    notes = [*_on_unknown(judge, chosen), *_on_views(conflict)]
    if asks_for_all(concepts):
        reasons = {concept: judge.left_out(concept) for concept in chosen}
        notes += _left_out(reasons)
        chosen = tuple(concept for concept in chosen if not reasons[concept])
    for concept in chosen:
        obstacle = judge.obstacle(concept)
        if obstacle is not None:
            raise obstacle
    coalitional = tuple(concept for concept in chosen if concept.family == "coalitional")
    parties = len(conflict.decision_makers)
    say_solving(
        len(chosen) + len(coalitional) * 2**parties,
        judge.game.size,
        parties,
        f"Solving {judge.game.size:,} states under {len(chosen)} concept{'s' * (len(chosen) != 1)}",
        fix="Ask for some of them (--concepts), or rule out states that cannot be.",
    )
    scope = report = None
    if coalitional or coalition is not None or structure is not None:
        from detente.solving.coalitions import parse_scope, report_upsets

        scope = parse_scope(judge.compiled, coalition=coalition, structure=structure)
        if coalitional:
            report = report_upsets(judge, coalitional, scope)
    return Solution(
        conflict,
        judge.game.size,
        {concept.name: _result(judge, concept, scope) for concept in chosen},
        judge.variants.to_json(),
        notes=tuple(notes),
        coalitions=report,
    )


def _result(judge: Judge, concept: Concept, scope: Scope | None) -> ConceptResult:
    compiled = judge.compiled
    if scope is not None and concept.family == "coalitional":
        from detente.solving.coalitions import coalition_equilibria, stable_by_coalition

        by_coalition = stable_by_coalition(judge, concept, scope)
        return ConceptResult(
            concept=concept.name,
            stable={name: compiled.names(states) for name, states in by_coalition.items()},
            equilibria=compiled.names(coalition_equilibria(judge, concept, scope)),
        )
    return ConceptResult(
        concept=concept.name,
        stable={
            dm: compiled.names(judge.stable(player, concept))
            for player, dm in enumerate(compiled.players)
        },
        equilibria=compiled.names(judge.equilibria(concept)),
    )


def _left_out(reasons: Mapping[Concept, str | None]) -> list[str]:
    """Say which concepts are left out, those with the same reason together."""
    groups: dict[str, list[str]] = {}
    for concept, reason in reasons.items():
        if reason is not None:
            groups.setdefault(reason, []).append(concept.name)
    return [f"Left out: {', '.join(names)}; {reason}." for reason, names in groups.items()]


def _on_unknown(judge: Judge, concepts: Iterable[Concept]) -> list[str]:
    """Say what concepts for complete preferences make of unknown comparisons."""
    plain = [c.name for c in concepts if c.family not in ("unknown", "probable")]
    if judge.compiled.complete or not plain:
        return []
    unsettled = [
        dm
        for dm, table in zip(judge.compiled.players, judge.compiled.unknown, strict=True)
        if any(table)
    ]
    return [
        f"Preferences of {', '.join(unsettled)} are partly unknown; what is unknown counts as not "
        f"better under {', '.join(plain)}. NASH_A to SEQ_D, and completions, take it as unknown."
    ]


def _on_views(conflict: Conflict) -> list[str]:
    """Say that views are another question."""
    if not conflict.views:
        return []
    return [
        f"{', '.join(conflict.views)} may see the conflict otherwise; this is the conflict as it is. "
        "What they expect is told by the hypergame."
    ]
