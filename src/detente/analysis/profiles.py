"""Which attitude profiles make an outcome an equilibrium: counts and fewest changes, never listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from detente.analysis.outcomes import Landscape
from detente.analysis.shared_tables import rows_of, tables_missing
from detente.analysis.sweeping import MAX_PROFILES, Cell, parse_cells
from detente.engine.relational import CONCEPTS
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.conflict import Attitude, Conflict
from detente.model.states import StateSpace, number_of
from detente.solving.cubes import cube_of
from detente.solving.judging import attitude_signs
from detente.solving.limits import check_seconds, seconds_per_profile

if TYPE_CHECKING:
    from detente.engine.large.attitudes import AttitudeTables
    from detente.engine.large.profile_sets import ProfileSet

_ATTITUDES = {-1: Attitude.NEGATIVE, 0: Attitude.NEUTRAL, 1: Attitude.POSITIVE}
#: Rows of attitudes of one party that are judged one by one.
MAX_ROWS = 3**8

Progress = Callable[[int, int], None]


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

    Rows of attitudes are judged, not profiles, so four parties (3^16 profiles) are as easy as three.
    Where the tables of rows cannot be built (a model in graph form, or too large), what depends on
    one party's row is judged row by row, and RSEQ profile by profile.

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
        When one party's row has too many settings.
    """

    def __init__(self, conflict: Conflict, vary: str, *, ties: str = "strict") -> None:
        self.conflict = conflict
        self.cells = parse_cells(conflict, vary)
        self.signs = attitude_signs(conflict)
        self.ties = ties
        ids = [dm.id for dm in conflict.decision_makers]
        longest = max(sum(cell[0] == of for cell in self.cells) for of in ids)
        if 3**longest > MAX_ROWS or 3 ** len(ids) > MAX_ROWS:
            raise AnalysisError(
                f"A row of {max(longest, len(ids))} attitudes has {3 ** max(longest, len(ids)):,} "
                f"settings; at most {MAX_ROWS:,} are judged.",
                source=conflict.source,
                fix="Sweep single cells, such as the attitudes between two parties, without counting.",
            )
        self.all_rows = tuple(product((-1, 0, 1), repeat=len(ids)))
        self.rows = rows_of(conflict, self.cells, self.all_rows)
        self._missing = tables_missing(conflict)
        if self._missing is not None and not conflict.states:
            size = len(StateSpace.of(conflict))
            rows = sum(map(len, self.rows))
            check_seconds(
                rows * seconds_per_profile(size, 1),
                f"Judging {rows:,} rows of attitudes of {size:,} states one by one "
                f"({self._missing})",
                source=conflict.source,
                fix="Vary fewer cells.",
            )

    @property
    def total(self) -> int:
        """Number of profiles."""
        return int(3 ** len(self.cells))

    @cached_property
    def landscape(self) -> Landscape:
        """The conflict prepared for profiles one by one."""
        return Landscape(self.conflict, ties=self.ties)

    @cached_property
    def tables(self) -> AttitudeTables:
        """The tables of rows that all profiles share."""
        from detente.engine.large.attitudes import AttitudeTables

        return AttitudeTables(cube_of(self.conflict), ties=self.ties)

    def of_state(self, state: str, concept: str) -> StateProfiles:
        """Return in which profiles a state is an equilibrium under a relational concept."""
        state = self.landscape.named(state)
        name = relational(concept)
        found = self.holding(state, name)
        near = found.nearest(self.signs) if found.count else None
        ids = [dm.id for dm in self.conflict.decision_makers]
        changes = near and {
            (of, to): _ATTITUDES[sign]
            for of, row, fixed in zip(ids, near[1], self.signs, strict=True)
            for to, sign, old in zip(ids, row, fixed, strict=True)
            if sign != old
        }
        return StateProfiles(state, name, found.count, found.total, changes)

    def counts(
        self, concepts: Iterable[str], *, progress: Progress | None = None
    ) -> dict[str, dict[str, int]]:
        """Return, by concept and state, in how many profiles it is an equilibrium, if in any.

        The most frequent come first.
        """
        chosen = [relational(concept) for concept in concepts]
        states = self.landscape.compiled.space.names
        found: dict[str, dict[str, int]] = {}
        done = 0
        for concept in chosen:
            counted = {}
            for state in states:
                count = self.holding(state, concept).count
                if count:
                    counted[state] = count
                done += 1
                if progress is not None:
                    progress(done, len(chosen) * len(states))
            found[concept] = dict(sorted(counted.items(), key=lambda item: -item[1]))
        return found

    def holding(self, state: str, concept: str, *, starts: bool = False) -> ProfileSet:
        """Return the profiles under which a state is an equilibrium.

        Parameters
        ----------
        state : str
            The state, by its name among the states.
        concept : str
            A relational concept.
        starts : bool
            Whether improvements must lead to it from the status quo, too.

        Raises
        ------
        AnalysisError
            When RSEQ, or what starts, would have to be judged in too many profiles one by one.
        """
        if self._missing is None:
            found = self.tables.profiles_of(concept, number_of(state), self.rows)
            if starts:
                assert self.conflict.status_quo is not None  # noqa: S101  (the caller looked)
                start = number_of(self.conflict.status_quo)
                found = found.also(*self.tables.leading(start, number_of(state), self.rows))
            return found
        if concept != "RSEQ" and not starts:
            return self._by_rows(state, concept)
        return self._one_by_one(state, concept, starts=starts)

    def _by_rows(self, state: str, concept: str) -> ProfileSet:
        import numpy as np

        from detente.engine.large.profile_sets import ProfileSet

        number = self.landscape.compiled.space.index(state)
        truth = []
        for player, rows in enumerate(self.rows):
            verdicts = []
            for row in rows:
                matrix = [*self.signs[:player], self.all_rows[row], *self.signs[player + 1 :]]
                verdicts.append(self.landscape.stable(player, concept, matrix) >> number & 1)
            truth.append(np.array(verdicts, np.bool_))
        return ProfileSet.of_rows(self.all_rows, self.rows, truth)

    def _one_by_one(self, state: str, concept: str, *, starts: bool) -> ProfileSet:
        import numpy as np

        from detente.engine.large.profile_sets import ProfileSet

        if self.total > MAX_PROFILES:
            raise AnalysisError(
                f"{len(self.cells)} attitude cells make {self.total:,} profiles to solve one by one "
                f"({self._missing}); at most {MAX_PROFILES:,} are.",
                source=self.conflict.source,
                fix="Vary fewer cells, or ask for RNASH, RGMR or RSMR to hold.",
            )
        number = self.landscape.compiled.space.index(state)
        truth = np.zeros([len(rows) for rows in self.rows], np.bool_)
        for places in np.ndindex(truth.shape):
            matrix = [self.all_rows[rows[n]] for rows, n in zip(self.rows, places, strict=True)]
            yes = self.landscape.equilibria(concept, matrix) >> number & 1
            if yes and starts:
                yes = self.landscape.reached(matrix) >> number & 1
            truth[places] = yes
        classes = tuple(np.arange(len(rows)) for rows in self.rows)
        return ProfileSet(self.all_rows, self.rows, (truth,), (classes,))


def relational(concept: str) -> str:
    """Return the name of a relational concept, given in any case.

    Raises
    ------
    InputError
        When it is none.
    """
    name = concept.strip().upper()
    if name not in CONCEPTS:
        raise InputError(
            f"No relational concept {concept[:40]!r}.", fix=did_you_mean(name, CONCEPTS)
        )
    return name
