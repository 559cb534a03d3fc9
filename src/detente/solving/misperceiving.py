"""Hypergames of a model with views: equilibria, expectations, surprises, disappointments.

Definitions: Bennett (1977, 1980); Wang, Hipel & Fraser (1988, 1989); Aljefri, Bashar, Fang & Hipel
(2018)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.engine import individual
from detente.engine.game import Game, bits
from detente.engine.hypergame import Composition, Hypergame, Perception, analyse, compositions
from detente.engine.hypergame import View as Seen
from detente.engine.relational import RelationalSolver
from detente.errors import InputError
from detente.model.conflict import Conflict
from detente.solving.by_concept import ByConcept
from detente.solving.compiling import CompiledConflict, compile_conflict
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.judging import attitude_signs
from detente.solving.moving import owned_options
from detente.solving.perceiving import Perceiver, levels
from detente.solving.variants import Variants

States = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misperception:
    """What one concept says of a hypergame.

    Attributes
    ----------
    equilibria : tuple of str
        Stable for everyone, each in its own view.
    stable, expected : mapping of str to tuple of str
        Per decision maker, what is stable for it in its own view, and what it expects.
    surprises, surprises_to_all : tuple of str
        Equilibria that not everyone, or nobody, expects.
    disappointments : tuple of str
        States that somebody expects and that are no equilibria.
    compositions : tuple of (str, mapping of str to str, tuple of str)
        What happens when each plays for its best expected equilibrium: the joint state, what each
        plays for, and who expected the joint state. Only feasible ones, in option form.
    """

    equilibria: States
    stable: Mapping[str, States]
    expected: Mapping[str, States]
    surprises: States
    surprises_to_all: States
    disappointments: States
    compositions: tuple[tuple[str, Mapping[str, str], States], ...]

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON data."""
        return {
            "equilibria": list(self.equilibria),
            "stable": {dm: list(states) for dm, states in self.stable.items()},
            "expected": {dm: list(states) for dm, states in self.expected.items()},
            "surprises": list(self.surprises),
            "surprises_to_all": list(self.surprises_to_all),
            "disappointments": list(self.disappointments),
            "compositions": [
                {"state": state, "picks": dict(picks), "expected_by": list(aware)}
                for state, picks, aware in self.compositions
            ],
        }


@dataclass(frozen=True, slots=True)
class Misperceptions(ByConcept[Misperception]):
    """A hypergame solved under some concepts.

    Attributes
    ----------
    conflict : Conflict
        The model.
    level : int
        1 when views say how each sees the conflict, 2 when they say what each thinks others see.
    unseen : mapping of str to tuple of str
        Per decision maker, the states that it does not see.
    results : mapping of str to Misperception
        By concept.
    options : mapping of str to str
        The named variants in force.
    """

    conflict: Conflict
    level: int
    unseen: Mapping[str, States]
    results: Mapping[str, Misperception]
    options: Mapping[str, str]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<Misperceptions of {self.conflict.title[:60]!r}, level {self.level}: "
            f"{', '.join(self.results)}>"
        )

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.conflict.title}: hypergame, level {self.level}"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per concept and state that is an equilibrium or expected by somebody."""
        rows = []
        for name, result in self.results.items():
            states = {s for expected in result.expected.values() for s in expected}
            for state in sorted(states | set(result.equilibria)):
                aware = [dm for dm, expected in result.expected.items() if state in expected]
                rows.append(
                    {
                        "concept": name,
                        "state": state,
                        "equilibrium": state in result.equilibria,
                        "expected by": " ".join(aware),
                    }
                )
        return rows

    def to_json(self) -> dict[str, Any]:
        """Return the report as ``detente solve --hypergame --json`` prints it."""
        return {
            "level": self.level,
            "model_hash": self.model_hash,
            "unseen": {dm: list(states) for dm, states in self.unseen.items()},
            "concepts": {name: result.to_json() for name, result in self.results.items()},
        }


def hypergame(
    conflict: Conflict, /, concepts: str | Iterable[str] = ("NASH", "SEQ"), **variants: Any
) -> Misperceptions:
    """Solve the hypergame that the views of a model make.

    Parameters
    ----------
    conflict : Conflict
        A model with ``views``; whoever has none sees the conflict as it is.
    concepts : str or iterable of str
        Individual or relational concepts, applied inside the views; or one per decision maker.
    **variants : str
        Named variants: ``unseen``, ``sanctions``, ``ties``.

    Raises
    ------
    InputError
        Without views, for other concepts, or for a variant that the views do not allow.
    """
    if not conflict.views:
        raise InputError(
            "The model has no views, so nothing is misperceived.",
            source=conflict.source,
            fix="Add views: how decision makers see the conflict.",
        )
    chosen = parse_concepts(concepts)
    settled = Variants.of(variants)
    compiled = compile_conflict(conflict)
    perceptions = Perceiver(compiled, everywhere=settled.sanctions == "any").perceptions()
    if settled.sanctions == "any" and _projects(perceptions):
        raise InputError(
            "sanctions=any needs views without unseen options.",
            source=conflict.source,
            fix="Name unseen states instead, or leave sanctions to the default.",
        )
    results = {}
    unseen: dict[str, States] = {}
    for concept in chosen:
        found = analyse(
            perceptions,
            _Judge(compiled, concept, settled.ties),
            size=compiled.game.size,
            unseen=settled.unseen,
            sanctions=settled.sanctions,
        )
        results[concept.name] = _named(compiled, found, perceptions)
        unseen = _by_dm(compiled, found.unseen)
    return Misperceptions(conflict, levels(conflict), unseen, results, settled.to_json())


class _Judge:
    """Applies a concept inside a view."""

    def __init__(self, compiled: CompiledConflict, concept: Concept, ties: str) -> None:
        self._by_player = [concept.of(dm) for dm in compiled.players]
        self._signs = attitude_signs(compiled.conflict)
        self._ties = ties
        for each in self._by_player:
            if each.family not in ("individual", "relational"):
                raise InputError(
                    f"{each.name} is not applied inside views.",
                    source=compiled.conflict.source,
                    fix="Ask for NASH, GMR, SMR, SEQ, SSEQ or their relational forms.",
                )

    def __call__(self, game: Game, player: int) -> int:
        concept = self._by_player[player]
        if concept.family == "relational":
            return RelationalSolver(game, ties=self._ties).stable(player, concept.name, self._signs)
        return individual.stable(game, player, concept.name)


def _projects(perception: Perception | tuple[Perception, ...]) -> bool:
    if isinstance(perception, Seen):
        return perception.places is not None
    return any(_projects(each) for each in perception)


def _by_dm(compiled: CompiledConflict, sets: Iterable[int]) -> dict[str, States]:
    return {dm: compiled.names(states) for dm, states in zip(compiled.players, sets, strict=True)}


def _named(
    compiled: CompiledConflict, found: Hypergame, perceptions: tuple[Perception, ...]
) -> Misperception:
    return Misperception(
        equilibria=compiled.names(found.equilibria),
        stable=_by_dm(compiled, found.stable),
        expected=_by_dm(compiled, found.expected),
        surprises=compiled.names(found.surprises),
        surprises_to_all=compiled.names(found.surprises_to_all),
        disappointments=compiled.names(found.disappointments),
        compositions=_composed(compiled, found, perceptions),
    )


def _composed(
    compiled: CompiledConflict, found: Hypergame, perceptions: tuple[Perception, ...]
) -> tuple[tuple[str, Mapping[str, str], States], ...]:
    """Combine what each plays for; nothing in graph form, nor where too many are equally good."""
    if compiled.conflict.states or compiled.conflict.coalesced:
        return ()
    owned, codes = owned_options(compiled.conflict), compiled.space.codes
    number_of = {code: number for number, code in enumerate(codes)}

    def combine(picks: tuple[int, ...]) -> int | None:
        code = 0
        for mask, pick in zip(owned, picks, strict=True):
            code |= codes[pick] & mask
        return number_of.get(code)

    better = [_own_better(compiled, each, player) for player, each in enumerate(perceptions)]
    try:
        made: tuple[Composition, ...] = compositions(found, better, combine)
    except ValueError:
        return ()
    names = compiled.space.names
    return tuple(
        (
            names[each.state],
            {dm: names[p] for dm, p in zip(compiled.players, each.picks, strict=True)},
            tuple(compiled.players[p] for p in each.expected_by),
        )
        for each in made
    )


def _own_better(compiled: CompiledConflict, perception: Perception, player: int) -> list[int]:
    """Return, for every universal state, those that a decision maker prefers in its own view."""
    while not isinstance(perception, Seen):
        perception = perception[player]
    table = perception.game.better[player]
    if perception.places is None:
        return list(table)
    seen = list(bits(perception.seen))
    image = perception.image
    return [
        sum(1 << q for q in seen if table[image(s)] >> image(q) & 1)
        if perception.seen >> s & 1
        else 0
        for s in range(compiled.game.size)
    ]
