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

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.engine.game import bits
from detente.engine.names import RELATIONAL
from detente.engine.reach import legal_reach_from
from detente.engine.relational import RelationalSolver
from detente.model.conflict import Attitude, Conflict, Direction
from detente.model.naming import state_named
from detente.solving.compiling import CompiledConflict, compile_conflict
from detente.solving.concepts import Concept, parse_concepts
from detente.solving.judging import SIGNS, Judge, attitude_signs
from detente.solving.variants import Variants

if TYPE_CHECKING:
    from detente.analysis.shared_tables import SharedTables
    from detente.engine.evolution import PathFinder

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
        self._shared: SharedTables | None = None
        #: Paths already looked for, by start, kind of moves and attitudes.
        self.finders: dict[object, tuple[tuple[str, ...], PathFinder]] = {}
        self._made: dict[tuple[object, ...], Outcome] = {}

    def let_go(self) -> None:
        """Let go of the variants that this was prepared like, so that a row of variants keeps no more than one."""
        self._solver.let_go()

    def named(self, text: str) -> str:
        """Return the state that a text names, by the name that it has among the states.

        Raises
        ------
        InputError
            When the text names no state, or none that is feasible.
        """
        space = self.compiled.space
        return space.names[space.index(state_named(self.conflict, text))]

    def share_tables(self, cells: Iterable[tuple[str, str]], concepts: Collection[str]) -> None:
        """Answer relational questions about all profiles of some cells from shared tables.

        Concepts are those that will be asked for; RSEQ is solved at once for all profiles.

        Only where :func:`detente.analysis.shared_tables.tables_missing` finds nothing missing.
        """
        from detente.analysis.shared_tables import SharedTables

        self._shared = SharedTables(self.compiled, ties=self.ties)
        if "RSEQ" in concepts:
            self._shared.prepare(cells)
        if self._reversible is not None:
            self._reversible.share_tables(cells, concepts)

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
        if not changed:
            return self._signs
        rows = [list(row) for row in self._signs]
        number = {dm: n for n, dm in enumerate(self.compiled.players)}
        for (of, to), sign in changed.items():
            rows[number[of]][number[to]] = SIGNS[sign]
        return tuple(map(tuple, rows))

    @cached_property
    def _signs(self) -> tuple[tuple[int, ...], ...]:
        return attitude_signs(self.conflict)

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
        if self._shared is not None:
            return self._shared.equilibria(concept, attitudes)
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

    @cached_property
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
        if self._shared is not None:
            return self._shared.reached(start, attitudes) | 1 << start
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
        never_taken = self._never_taken(reached)
        found = []
        for names, states, safe in self._alike(attitudes, concepts, locks=locks):
            for number in bits(states):
                starts = bool(reached >> number & 1)
                trap = not starts and self._is_trap(number, never_taken)
                outcome = self._outcome(number, names, starts, not safe >> number & 1, trap)
                found.append((trap, not starts, -len(names), number, outcome))
        return tuple(each[-1] for each in sorted(found))

    def first_outcomes(
        self, changed: Cells | None, most: int, concepts: Iterable[str] = LEADING
    ) -> tuple[tuple[Outcome, ...], dict[str, int]]:
        """Judge the first equilibria under a profile, traps left out, and count all.

        Parameters
        ----------
        changed : mapping of (of, to) to Attitude, optional
            Cells that differ from the model's.
        most : int
            How many are told one by one.
        concepts : iterable of str
            Concepts; an outcome counts when at least one holds it.

        Returns
        -------
        tuple
            The first in the order of :meth:`outcomes`, and how many start, hold and are traps.
        """
        attitudes = self.attitudes(changed)
        reached = self.reached(attitudes)
        parts = self._alike(attitudes, concepts, locks=True)
        lasting = 0
        for _, states, _ in parts:
            lasting |= states
        traps = self.trapped(lasting, reached, self._one_way)
        # Of each part no more than the first ones can be among the first of all.
        found = []
        for names, states, safe in parts:
            for starts, part in ((True, states & reached), (False, states & ~reached & ~traps)):
                for number in islice(bits(part), most):
                    locked = not safe >> number & 1
                    outcome = self._outcome(number, names, starts, locked, False)  # noqa: FBT003
                    found.append((not starts, -len(names), number, outcome))
        counts = {
            "starts": (lasting & reached).bit_count(),
            "holds": (lasting & ~reached & ~traps).bit_count(),
            "traps": traps.bit_count(),
        }
        return tuple(each[-1] for each in sorted(found)[:most]), counts

    def _alike(
        self, attitudes: Sequence[Sequence[int]], concepts: Iterable[str], *, locks: bool
    ) -> list[tuple[tuple[str, ...], int, int]]:
        """Return the equilibria in parts that the same concepts hold, with those that are not locked in."""
        free = self._reversible if locks else None
        # States alike in what holds them are told apart together, concept by concept.
        parts: list[tuple[tuple[str, ...], int, int]] = [((), self.compiled.game.everything, 0)]
        for concept in concepts:
            holding = self.equilibria(concept, attitudes)
            unlocked = holding if free is None else free.equilibria(concept, attitudes)
            parts = [
                part
                for names, states, safe in parts
                for part in (
                    ((*names, concept), states & holding, safe | unlocked),
                    (names, states & ~holding, safe),
                )
                if part[1]
            ]
        return [part for part in parts if part[0]]

    def _outcome(
        self,
        number: int,
        names: tuple[str, ...],
        starts: bool,  # noqa: FBT001
        locked: bool,  # noqa: FBT001
        trap: bool,  # noqa: FBT001
    ) -> Outcome:
        """Return an outcome; the same one for the same facts, as many profiles share them."""
        key = (number, names, starts, locked, trap)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Outcome(
                self.compiled.space.names[number], names, starts, locked, trap
            )
        return made

    @cached_property
    def _one_way(self) -> int:
        """The one-way options, as bits in option order."""
        return sum(
            1 << place
            for place, option in enumerate(self.conflict.options)
            if option.direction is not Direction.BOTH
        )

    def trapped(self, states: int, reached: int, one_way: int) -> int:
        """Return those of some states that are traps, by what improvements reach and is one-way."""
        never_taken = self._never_taken(reached, one_way)
        if not never_taken:
            return 0
        return sum(
            1 << number for number in bits(states & ~reached) if self._is_trap(number, never_taken)
        )

    def _never_taken(self, reached: int, one_way: int | None = None) -> int:
        """Return the one-way options that no improvement path from the status quo takes."""
        start = self.start
        one_way = self._one_way if one_way is None else one_way
        if start is None or not one_way:
            return 0
        codes = self.compiled.space.codes
        taken = 0
        for state in bits(reached):
            taken |= codes[state] ^ codes[start]
        return one_way & ~taken

    def _is_trap(self, number: int, never_taken: int) -> bool:
        start = self.start
        if start is None or not never_taken:
            return False
        codes = self.compiled.space.codes
        return bool((codes[number] ^ codes[start]) & never_taken)
