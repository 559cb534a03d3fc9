"""One door to every concept: which states of a compiled conflict are stable for a decision maker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from detente.engine import individual
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Attitude, Conflict
from detente.solving.compiling import CompiledConflict
from detente.solving.concepts import Concept
from detente.solving.variants import Variants

if TYPE_CHECKING:
    from detente.engine.coalitional import CoalitionSolver
    from detente.engine.limited import LimitedSolver
    from detente.engine.relational import RelationalSolver

SIGNS = {Attitude.POSITIVE: 1, Attitude.NEUTRAL: 0, Attitude.NEGATIVE: -1}


def attitude_signs(
    conflict: Conflict, changed: Mapping[tuple[str, str], Attitude] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Return the attitude matrix as 1, 0, -1: the model's cells, then the changed ones."""
    changed = changed or {}
    ids = [dm.id for dm in conflict.decision_makers]
    return tuple(
        tuple(SIGNS[changed.get((of, to), conflict.attitude(of, to))] for to in ids) for of in ids
    )


class Judge:
    """Judges the states of one compiled conflict by any concept, remembering work.

    Parameters
    ----------
    compiled : CompiledConflict
        The conflict.
    variants : Variants
        The named variants in force.
    """

    def __init__(self, compiled: CompiledConflict, variants: Variants) -> None:
        self.compiled = compiled
        self.game = compiled.game
        self.variants = variants
        self.signs = attitude_signs(compiled.conflict)

    @cached_property
    def relational(self) -> RelationalSolver:
        """The solver of relational concepts."""
        from detente.engine.relational import RelationalSolver

        return RelationalSolver(self.game, ties=self.variants.ties)

    @cached_property
    def coalitions(self) -> CoalitionSolver:
        """The solver of coalitional concepts."""
        from detente.engine.coalitional import CoalitionSolver

        return CoalitionSolver(
            self.game,
            response=self.variants.response,
            deterrence=self.variants.deterrence,
            joint=self.variants.joint,
        )

    @cached_property
    def _limited(self) -> LimitedSolver:
        from detente.engine.limited import LimitedSolver

        return LimitedSolver(self.game)

    def stable(self, player: int, concept: Concept) -> int:
        """Return the states that are stable for a decision maker.

        Raises
        ------
        InputError
            When the model does not allow the concept; `obstacle` tells beforehand.
        """
        concept = concept.of(self.compiled.players[player])
        obstacle = self.obstacle(concept)
        if obstacle is not None:
            raise obstacle
        match concept.family:
            case "individual":
                return individual.stable(self.game, player, concept.name, self.variants.rules)
            case "relational":
                return self.relational.stable(player, concept.name, self.signs)
            case "coalitional":
                return self.coalitions.stable((player,), concept.name)
            case "simultaneous":
                return self._simultaneous(player)
            case "limited":
                return self._foreseeing(player, concept)
            case _:
                return self._uncertain(player, concept)

    def equilibria(self, concept: Concept) -> int:
        """Return the states that are stable for every decision maker, or for every coalition."""
        obstacle = self.obstacle(concept)
        if obstacle is not None:
            raise obstacle
        if concept.family == "coalitional":
            return self._universal(concept.name)
        result = self.game.everything
        for player in self.game.players:
            result &= self.stable(player, concept)
        return result

    def obstacle(self, concept: Concept) -> InputError | None:
        """Return why a concept cannot be applied to this model, or None when it can."""
        if concept.family == "mixed":
            for dm, _ in concept.by_dm:
                if dm != "*":
                    self.compiled.player(dm)
            each = (self.obstacle(concept.of(dm)) for dm in self.compiled.players)
            return next((found for found in each if found is not None), None)
        reason: tuple[str, str] | None = None
        if concept.family == "simultaneous" and self.compiled.parts is None:
            reason = (
                "it combines the options of several decision makers, and some move of this model "
                "is not a change of the mover's own options",
                "Ask for SEQ or GMR.",
            )
        elif concept.family == "limited":
            reason = self._limited_obstacle
        return reason and InputError(
            f"{concept.name} does not apply here: {reason[0]}.",
            source=self.compiled.conflict.source,
            fix=reason[1],
        )

    @cached_property
    def _limited_obstacle(self) -> tuple[str, str] | None:
        if not self.compiled.complete:
            return "it needs complete rankings", "Settle the unknown preferences."
        if self.variants.limited == "pessimistic":
            return None
        pessimistic = "Choose the pessimistic rule (limited=pessimistic), or another concept."
        if len(self.game.moves) != 2:
            return f"it is defined for two decision makers, not {len(self.game.moves)}", pessimistic
        from detente.engine.limited import has_ties

        if has_ties(self.game):
            return "it is defined for preferences without ties", pessimistic
        return None

    def left_out(self, concept: Concept) -> str | None:
        """Return why ``all`` leaves a concept out: it does not apply, or says nothing of its own."""
        obstacle = self.obstacle(concept)
        if obstacle is not None:
            return obstacle.message.partition(": ")[2].rstrip(".")
        if concept.family == "strength" and not any(map(any, self.compiled.much_better)):
            return "no preference statement is marked strong"
        if concept.family == "unknown" and self.compiled.complete:
            return "no preference is unknown"
        if concept.family == "probable" and not self.compiled.conflict.probabilities:
            return "no preference is given as a probability"
        return None

    def _simultaneous(self, player: int) -> int:
        from detente.engine import simultaneous

        assert self.compiled.parts is not None  # noqa: S101  (told by obstacle)
        variant = self.variants.simultaneous
        return simultaneous.stable(
            self.game,
            self.compiled.parts,
            player,
            movers="all" if variant == "all" else "any",
            scope="correction" if variant == "correction" else "all",
        )

    def _foreseeing(self, player: int, concept: Concept) -> int:
        if concept.name != "NM":
            return self._limited.stable(player, concept.horizon)
        try:
            return self._limited.non_myopic(player)
        except OverflowError as error:
            raise AnalysisError(
                f"NM cannot be decided: {error} do the expectations repeat.",
                source=self.compiled.conflict.source,
                fix="Ask for a limited horizon, such as L5.",
            ) from None

    def _uncertain(self, player: int, concept: Concept) -> int:
        from detente.engine import uncertain

        if concept.family == "strength":
            return uncertain.stable_strength(
                self.game, self.compiled.much_better, player, concept.name
            )
        if concept.family == "unknown":
            name, _, extension = concept.name.partition("_")
            return uncertain.stable_unknown(
                self.game, self.compiled.unknown, player, name, extension.lower()
            )
        from fractions import Fraction

        return uncertain.stable_probable(
            self.game,
            self.compiled.probability,
            player,
            concept.name[1:],
            alpha=Fraction(self.variants.alpha),
            beta=Fraction(self.variants.beta),
            gamma=Fraction(self.variants.gamma),
        )

    def _universal(self, concept: str) -> int:
        try:
            return self.coalitions.universally_stable(concept)
        except ValueError as error:
            raise AnalysisError(
                f"{concept} cannot be decided for all coalitions: {error}.",
                source=self.compiled.conflict.source,
                fix="Name a coalition or a structure.",
            ) from None
