"""Attitude sweeps: equilibria over all profiles of the varied attitude cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from detente.analysis.outcomes import Landscape, Outcome
from detente.engine.names import RELATIONAL
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.model.conflict import Attitude, Conflict, Direction
from detente.model.expression import composed
from detente.model.states import StateSpace
from detente.showing import Tabular
from detente.solving.concepts import asks_for_all, parse_concepts
from detente.solving.limits import check_seconds, seconds_per_profile

if TYPE_CHECKING:
    from detente.analysis.sweep_plot import SweepPlot

#: Profiles beyond which an explicit sweep is refused rather than begun.
MAX_PROFILES = 3**9

ENGINES = ("auto", "bitsets", "tables")
_ORDER = (Attitude.NEGATIVE, Attitude.NEUTRAL, Attitude.POSITIVE)

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """One setting of the varied cells and the equilibria under it.

    Attributes
    ----------
    attitudes : mapping of (of, to) to Attitude
        The varied cells.
    equilibria : mapping of str to tuple of str
        By concept, traps included.
    outcomes : tuple of Outcome
        What becomes of every equilibrium: whether it starts, is locked in, is a trap.
    """

    attitudes: Mapping[Cell, Attitude]
    equilibria: Mapping[str, tuple[str, ...]]
    outcomes: tuple[Outcome, ...]

    def states(self, kind: str) -> list[str]:
        """Return the states that ``starts``, are ``locked`` in, or are a ``trap``, sorted."""
        return sorted(outcome.state for outcome in self.outcomes if getattr(outcome, kind))


@dataclass(frozen=True, slots=True)
class Sweep(Tabular):
    """The profiles of a sweep, in order from all negative to all positive.

    ``engine`` says what answered: ``"bitsets"``, profile by profile, or ``"tables"``, shared by all
    profiles (relational concepts of large models). Both give the same.
    """

    conflict: Conflict
    varied: tuple[Cell, ...]
    profiles: tuple[Profile, ...]
    engine: str = "bitsets"

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<Sweep of {self.conflict.title[:60]!r}: {len(self.profiles):,} profiles of "
            f"{', '.join(f'{of}>{to}' for of, to in self.varied[:9])}>"
        )

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.profiles)

    def table(self) -> list[dict[str, Any]]:
        """Return one row per profile: the cells' signs and the equilibria by concept."""
        return [
            {f"{of}>{to}": sign.value for (of, to), sign in profile.attitudes.items()}
            | {concept: " ".join(states) for concept, states in profile.equilibria.items()}
            for profile in self.profiles
        ]

    def figure(self, concept: str | None = None) -> Any:
        """Draw the same with Matplotlib (``pip install 'detente[notebook]'``); returns its figure."""
        from detente.analysis.figures import sweep_figure

        return sweep_figure(self, concept)

    def plot(self, concept: str | None = None) -> SweepPlot:
        """Draw which outcomes hold and start where: an SVG picture, or text.

        Parameters
        ----------
        concept : str, optional
            One of the concepts solved; the first when not given.
        """
        from detente.analysis.sweep_plot import draw

        return draw(self, concept)

    def _repr_html_(self) -> str:
        return self.plot().svg

    def to_json(self) -> dict[str, Any]:
        """Return the sweep as ``detente sweep --json`` prints it."""
        return {
            "source": self.conflict.source,
            "title": self.conflict.title,
            "varied": [list(cell) for cell in self.varied],
            "engine": self.engine,
            "profiles": [
                {
                    "attitudes": {f"{of}>{to}": s.value for (of, to), s in p.attitudes.items()},
                    "equilibria": {name: list(states) for name, states in p.equilibria.items()},
                    "starts": p.states("starts"),
                    "locked_in": p.states("locked"),
                    "traps": p.states("trap"),
                }
                for p in self.profiles
            ],
        }


def parse_cells(conflict: Conflict, text: str) -> tuple[Cell, ...]:
    """Read which cells to vary: ``USA>PRK`` is one cell, ``USA`` the whole row of that party.

    Raises
    ------
    InputError
        For an unknown party or an empty text.
    """
    ids = [dm.id for dm in conflict.decision_makers]
    cells: dict[Cell, None] = {}
    for part in filter(None, (piece.strip() for piece in composed(text).split(","))):
        of, _, to = (piece.strip() for piece in part.partition(">"))
        for name in (of, to) if ">" in part else (of,):
            if name not in ids:
                raise InputError(
                    f"No decision maker {name!r} in {part!r}.", fix=did_you_mean(name, ids)
                )
        cells.update(dict.fromkeys([(of, to)] if to else [(of, other) for other in ids]))
    if not cells:
        raise InputError("No attitude cell to vary.", fix=f"Name one, such as {ids[0]}>{ids[-1]}.")
    return tuple(cells)


def sweep(
    conflict: Conflict,
    /,
    vary: str,
    *,
    concepts: Iterable[str] = ("RNASH", "RSEQ"),
    ties: str = "strict",
    engine: str = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Sweep:
    """Find the equilibria under every profile of the varied cells.

    Parameters
    ----------
    conflict : Conflict
        The model; cells that are not varied keep its values.
    vary : str
        Cells as :func:`parse_cells` reads them.
    concepts : iterable of str
        Concept names in any case; attitudes change the answers of relational ones only.
    ties : {"strict", "weak"}
        The reading of relational preference.
    engine : {"auto", "bitsets", "tables"}
        What answers; ``"auto"`` takes tables for relational concepts of models large enough that
        they pay.
    progress : callable, optional
        Called with (done, total) after each profile.

    Returns
    -------
    Sweep
        All 3^k profiles of the k varied cells.

    Raises
    ------
    AnalysisError
        When there would be more than 3^9 profiles, solving them would take more than
        ``MAX_SECONDS``, or tables are asked for and cannot be built.
    """
    concepts = tuple(concepts)
    chosen = parse_concepts(concepts)
    cells = parse_cells(conflict, vary)
    if 3 ** len(cells) > MAX_PROFILES:
        raise AnalysisError(
            f"Varying {len(cells)} cells means {3 ** len(cells):,} profiles; "
            f"at most {MAX_PROFILES:,} are listed.",
            fix="Count them instead (sweep --count), or vary fewer cells, such as one party's row.",
        )
    check_sweep(conflict, len(cells), engine=engine)
    landscape = Landscape(conflict, ties=ties)
    if asks_for_all(concepts):
        chosen = tuple(c for c in chosen if landscape.judge.left_out(c) is None)
    for concept in chosen:
        obstacle = landscape.judge.obstacle(concept)
        if obstacle is not None:
            raise obstacle
    names = tuple(concept.name for concept in chosen)
    profiles: list[Profile] = []
    total = 3 ** len(cells)
    if progress is not None:
        progress(0, total)
    used = _engine(landscape, engine, total, relational=any(name in RELATIONAL for name in names))
    if used == "tables":
        landscape.share_tables(cells, names)
    for signs in product(_ORDER, repeat=len(cells)):
        changed = dict(zip(cells, signs, strict=True))
        outcomes = landscape.outcomes(changed, names)
        equilibria = {
            name: tuple(sorted(o.state for o in outcomes if name in o.concepts)) for name in names
        }
        profiles.append(Profile(changed, equilibria, outcomes))
        if progress is not None:
            progress(len(profiles), total)
    return Sweep(conflict, cells, tuple(profiles), used)


def check_sweep(conflict: Conflict, cells: int, *, engine: str) -> None:
    """Refuse a sweep that would take too long, with the estimate.

    Raises
    ------
    AnalysisError
        When profiles would be solved one by one for more than ``MAX_SECONDS``.
    """
    from detente.analysis.shared_tables import tables_missing, worth_tables

    states = len(StateSpace.of(conflict))
    profiles = 3**cells
    if engine != "bitsets" and worth_tables(profiles, states) and tables_missing(conflict) is None:
        return
    # To tell what is locked in, a model with one-way options is solved without them as well.
    both = 1 if all(option.direction is Direction.BOTH for option in conflict.options) else 2
    check_seconds(
        both * profiles * seconds_per_profile(states, len(conflict.decision_makers)),
        f"Solving {profiles:,} profiles of a model with {states:,} states",
        source=conflict.source,
        fix="Vary fewer cells, such as one party's attitudes toward two others.",
    )


def _engine(landscape: Landscape, engine: str, profiles: int, *, relational: bool) -> str:
    """Choose what answers a sweep.

    Raises
    ------
    InputError
        For an unknown engine.
    AnalysisError
        When tables are asked for and cannot be built.
    """
    if engine not in ENGINES:
        raise InputError(f"No engine {engine!r} for sweeps.", fix=did_you_mean(engine, ENGINES))
    from detente.analysis.shared_tables import tables_missing, worth_tables

    if engine == "bitsets" or (
        engine == "auto"
        and not (relational and worth_tables(profiles, len(landscape.compiled.space)))
    ):
        return "bitsets"
    missing = tables_missing(landscape.conflict)
    if missing is None:
        return "tables"
    if engine == "tables":
        raise AnalysisError(
            f"Attitude tables cannot be built: {missing}.",
            source=landscape.conflict.source,
            fix="Leave the engine to auto.",
        )
    return "bitsets"
