"""Which attitude profiles make an outcome an equilibrium: counts and fewest changes, never listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.analysis.shared_tables import rows_of, tables_missing
from detente.analysis.sweeping import Cell, parse_cells
from detente.engine.relational import CONCEPTS
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.conflict import Attitude, Conflict
from detente.model.naming import state_named
from detente.model.states import number_of
from detente.solving.cubes import cube_of
from detente.solving.judging import attitude_signs

if TYPE_CHECKING:
    from detente.engine.large.attitudes import AttitudeTables

_ATTITUDES = {-1: Attitude.NEGATIVE, 0: Attitude.NEUTRAL, 1: Attitude.POSITIVE}


@dataclass(frozen=True, slots=True)
class StateProfiles:
    """In how many profiles a state is an equilibrium, and the least change that makes it one.

    ``changes`` are the cells to set, empty when the model's own attitudes do; None when no profile
    does.
    """

    state: str
    concept: str
    count: int
    total: int
    changes: Mapping[Cell, Attitude] | None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        changes = self.changes
        return {
            "state": self.state,
            "concept": self.concept,
            "profiles": self.count,
            "of": self.total,
            "fewest_changes": None
            if changes is None
            else {f"{of}>{to}": sign.value for (of, to), sign in changes.items()},
        }


class AttitudeProfiles:
    """A conflict ready for questions about all profiles of some varied attitude cells.

    Tables are kept per row of attitudes, so four parties (3^16 profiles) are as easy as three.

    Parameters
    ----------
    conflict : Conflict
        The model; cells that are not varied keep its values.
    vary : str
        Cells as :func:`detente.analysis.sweeping.parse_cells` reads them.
    ties : {"strict", "weak"}
        The reading of relational preference.

    Raises
    ------
    AnalysisError
        When the model is too large for the tables, or not in option form.
    """

    def __init__(self, conflict: Conflict, vary: str, *, ties: str = "strict") -> None:
        self.conflict = conflict
        self.cells = parse_cells(conflict, vary)
        self.signs = attitude_signs(conflict)
        reason = tables_missing(conflict)
        if reason:
            raise AnalysisError(
                f"Attitude tables cannot be built: {reason}.",
                source=conflict.source,
                fix="Sweep fewer cells without --state.",
            )
        from detente.engine.large.attitudes import AttitudeTables

        self.tables: AttitudeTables = AttitudeTables(cube_of(conflict), ties=ties)
        self.rows = rows_of(conflict, self.cells, self.tables.rows)

    def of_state(self, state: str, concept: str) -> StateProfiles:
        """Return in which profiles a state is an equilibrium under a relational concept."""
        name = concept.upper()
        if name not in CONCEPTS:
            raise InputError(
                f"No relational concept {concept!r}.", fix=did_you_mean(name, CONCEPTS)
            )
        state = state_named(self.conflict, state)
        found = self.tables.profiles_of(name, number_of(state), self.rows)
        near = found.nearest(self.signs) if found.count else None
        ids = [dm.id for dm in self.conflict.decision_makers]
        changes = near and {
            (of, to): _ATTITUDES[sign]
            for of, row, fixed in zip(ids, near[1], self.signs, strict=True)
            for to, sign, old in zip(ids, row, fixed, strict=True)
            if sign != old
        }
        return StateProfiles(state, name, found.count, found.total, changes)
