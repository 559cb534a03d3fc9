"""Holds, starts, locked in: what becomes of each equilibrium under an attitude profile.

For a profile of attitudes (Inohara, Hipel & Walker 2007) an outcome

* **holds** when it is an equilibrium;
* **starts** when improvements lead to it from the status quo, each mover improving (in the sense of
  its attitudes) on the state that it leaves (status quo analysis: Li, Kilgour & Hipel 2005);
* is **locked in** when it holds only because a one-way option cannot be taken back: with all options
  reversible it would not be an equilibrium;
* is a **trap** when it lies behind a one-way option that no improvement path from the status quo
  ever takes. Traps are labelled and kept out of counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from detente.engine.game import bits
from detente.engine.names import RELATIONAL
from detente.engine.reach import legal_reach_from
from detente.engine.relational import RelationalSolver
from detente.model.conflict import Attitude, Conflict, Direction
from detente.solving.compiling import CompiledConflict, compile_conflict
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.judging import Judge, attitude_signs
from detente.solving.variants import Variants

#: Relational concepts that lead in reports: GMR and SMR hold too many states to inform.
LEADING = ("RNASH", "RSEQ")

Cells = Mapping[tuple[str, str], Attitude]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One equilibrium under a profile: the concepts that hold it, and how it comes about."""

    state: str
    concepts: tuple[str, ...]
    starts: bool
    locked: bool
    trap: bool

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        return {
            "state": self.state,
            "concepts": list(self.concepts),
            "holds": True,
            "starts": self.starts,
            "locked_in": self.locked,
            "trap": self.trap,
        }


class Landscape:
    """A conflict prepared for many attitude profiles: compiled once, solved often.

    Parameters
    ----------
    conflict : Conflict
    ties : {"strict", "weak"}
    like : sequence of Landscape
        Of variants of the conflict; what is the same there is not worked out again.
    """

    def __init__(
        self, conflict: Conflict, *, ties: str = "strict", like: Sequence[Landscape] = ()
    ) -> None:
        self.conflict = conflict
        self.compiled: CompiledConflict = compile_conflict(
            conflict, [each.compiled for each in like]
        )
        self.ties = ties
        # Only variants with the very same states number them alike.
        names = self.compiled.space.names
        alike = [each._solver for each in like if each.compiled.space.names is names]
        self._solver: RelationalSolver = RelationalSolver(self.compiled.game, ties=ties, like=alike)
        self._unvaried: dict[str, int] = {}

    @cached_property
    def _reversible(self) -> Landscape | None:
        """The same conflict with every option reversible; None when that is already so."""
        if all(option.direction is Direction.BOTH for option in self.conflict.options):
            return None
        options = tuple(
            replace(option, direction=Direction.BOTH) for option in self.conflict.options
        )
        return Landscape(replace(self.conflict, options=options), ties=self.ties)

    def attitudes(self, changed: Cells | None = None) -> tuple[tuple[int, ...], ...]:
        """Return the attitude matrix as signs: the model's cells, then the changed ones."""
        return attitude_signs(self.conflict, changed)

    def replies(self, changed: Cells | None = None) -> tuple[tuple[int, ...], ...]:
        """Return every player's improvements in the sense of its attitudes, state by state."""
        signs = self.attitudes(changed)
        return tuple(self._solver.replies(player, signs) for player in self.compiled.game.players)

    def accepted(self, changed: Cells | None = None) -> tuple[tuple[int, ...], ...]:
        """Return, per player and state, the states that the player's attitudes accept instead."""
        return tuple(self._solver.accepted(row) for row in self.attitudes(changed))

    def equilibria(self, concept: str, attitudes: Sequence[Sequence[int]]) -> int:
        """Return the set of equilibria under a concept; attitudes matter to relational ones."""
        if concept not in RELATIONAL:
            return self._equilibria(parse_concepts(concept)[0], attitudes)
        return self._solver.equilibria(concept, attitudes)

    def _equilibria(self, concept: Concept, attitudes: Sequence[Sequence[int]]) -> int:
        if concept.family != "mixed":
            if concept.name not in self._unvaried:
                self._unvaried[concept.name] = self.judge.equilibria(concept)
            return self._unvaried[concept.name]
        result = self.compiled.game.everything
        for player, dm in enumerate(self.compiled.players):
            each = concept.of(dm)
            if each.family == "relational":
                result &= self._solver.stable(player, each.name, attitudes)
            else:
                result &= self.judge.stable(player, each)
        return result

    @cached_property
    def judge(self) -> Judge:
        """Judges by the concepts that attitudes do not change."""
        return Judge(self.compiled, Variants(ties=self.ties))

    def stable(self, player: int, concept: str, attitudes: Sequence[Sequence[int]]) -> int:
        """Return the states that are stable for a player under a relational concept."""
        return self._solver.stable(player, concept, attitudes)

    @property
    def start(self) -> int | None:
        """Return the number of the status quo, or None when the model has none."""
        if self.conflict.status_quo is None:
            return None
        return self.compiled.space.index(self.conflict.status_quo)

    def reached(self, attitudes: Sequence[Sequence[int]]) -> int:
        """Return the states that improvements reach from the status quo, itself included."""
        start = self.start
        if start is None:
            return 0
        tables = [self._solver.replies(player, attitudes) for player in self.compiled.game.players]
        return legal_reach_from(tables, start) | 1 << start

    def outcomes(
        self,
        changed: Cells | None = None,
        concepts: Iterable[str] = LEADING,
        *,
        locks: bool = True,
    ) -> tuple[Outcome, ...]:
        """Judge every equilibrium under a profile.

        Parameters
        ----------
        changed : mapping of (of, to) to Attitude, optional
            Cells that differ from the model's.
        concepts : iterable of str
            Concepts; an outcome is listed when at least one holds it.
        locks : bool
            Whether to find out which outcomes are locked in; if not, ``locked`` is False throughout.

        Returns
        -------
        tuple of Outcome
            Those that start first, then those that hold, traps last.
        """
        attitudes = self.attitudes(changed)
        reached = self.reached(attitudes)
        holding = {concept: self.equilibria(concept, attitudes) for concept in concepts}
        union = 0
        for states in holding.values():
            union |= states
        free = self._reversible if locks else None
        unlocked = dict.fromkeys(holding, -1)
        if free is not None:
            unlocked = {concept: free.equilibria(concept, attitudes) for concept in holding}
        found = []
        for number in bits(union):
            names = tuple(c for c, states in holding.items() if states >> number & 1)
            found.append(
                Outcome(
                    state=self.compiled.space.names[number],
                    concepts=names,
                    starts=bool(reached >> number & 1),
                    locked=not any(unlocked[concept] >> number & 1 for concept in names),
                    trap=self._is_trap(number, reached),
                )
            )
        return tuple(sorted(found, key=lambda o: (o.trap, not o.starts, -len(o.concepts), o.state)))

    def _is_trap(self, number: int, reached: int) -> bool:
        start = self.start
        if start is None or reached >> number & 1:
            return False
        codes = self.compiled.space.codes
        one_way = sum(
            1 << place
            for place, option in enumerate(self.conflict.options)
            if option.direction is not Direction.BOTH
        )
        taken_on_the_way = 0
        for state in bits(reached):
            taken_on_the_way |= codes[state] ^ codes[start]
        return bool((codes[number] ^ codes[start]) & one_way & ~taken_on_the_way)
