"""Attitude tables as a landscape asks for them: sets of the states of a compiled conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING, Any

from detente.model.conflict import Conflict
from detente.model.states import number_of
from detente.solving.compiling import CompiledConflict
from detente.solving.cubes import beyond_options, cube_of
from detente.solving.judging import attitude_signs

if TYPE_CHECKING:
    from detente.engine.large.attitudes import AttitudeTables

#: Work (profiles × states, and more for many states) from which tables repay loading NumPy and the
#: compiled kernels: about a second of explicit bit sets.
WORTH = 400_000


def tables_missing(conflict: Conflict) -> str | None:
    """Say why attitude tables cannot be built for a conflict, or None when they can."""
    reason = beyond_options(conflict)
    if reason is not None:
        return reason
    if find_spec("numba") is None:
        return "numba is not installed (install detente[fast])"
    from detente.engine.large import attitudes

    refused = attitudes.refusal(cube_of(conflict))
    return refused and f"the model has {refused}"


def worth_tables(profiles: int, states: int) -> bool:
    """Whether a sweep is so long that tables pay."""
    return profiles * states * (1 + states / 512) >= WORTH


def rows_of(
    conflict: Conflict, cells: Iterable[tuple[str, str]], rows: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Return, per party, the numbers of the rows of attitudes that the varied cells allow."""
    varied = set(cells)
    ids = [dm.id for dm in conflict.decision_makers]
    number = {tuple(row): n for n, row in enumerate(rows)}
    result = []
    for of, fixed in zip(ids, attitude_signs(conflict), strict=True):
        choices = [
            (-1, 0, 1) if (of, to) in varied else (sign,)
            for to, sign in zip(ids, fixed, strict=True)
        ]
        result.append([number[row] for row in product(*choices)])
    return result


class SharedTables:
    """Equilibria by attitude profile from tables that all profiles share.

    Parameters
    ----------
    compiled : CompiledConflict
        The conflict; its states number the answers.
    ties : {"strict", "weak"}
        The reading of relational preference.
    """

    def __init__(self, compiled: CompiledConflict, *, ties: str) -> None:
        import numpy as np

        from detente.engine.large.attitudes import AttitudeTables

        self.tables: AttitudeTables = AttitudeTables(cube_of(compiled.conflict), ties=ties)
        self._conflict = compiled.conflict
        self._numbers = np.array([number_of(name) for name in compiled.space.names], np.int64)

    def prepare(self, cells: Iterable[tuple[str, str]]) -> None:
        """Solve RSEQ for every profile of the varied cells at once."""
        rows = rows_of(self._conflict, cells, self.tables.rows)
        self.tables.prepare(product(*([self.tables.rows[n] for n in each] for each in rows)))

    def equilibria(self, concept: str, attitudes: Sequence[Sequence[int]]) -> int:
        """Return the set of equilibria under a relational concept."""
        return self._set(self.tables.truth(concept, attitudes))

    def reached(self, start: int, attitudes: Sequence[Sequence[int]]) -> int:
        """Return the states that improvements reach from a state."""
        return self._set(self.tables.reached(int(self._numbers[start]), attitudes))

    def _set(self, truth: Any) -> int:
        import numpy as np

        packed = np.packbits(truth[self._numbers], bitorder="little")
        return int.from_bytes(packed.tobytes(), "little")
