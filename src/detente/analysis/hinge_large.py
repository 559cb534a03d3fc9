"""Changes of a model with thousands of states, judged together on the cube of its options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from detente.analysis.hinge_differences import Differences, World
from detente.analysis.hinge_judging import Change, Effect, ordinary_attitudes
from detente.analysis.hinge_variants import Variant, cells_of
from detente.engine.large.cube import CubeGame, Gate, Ranked
from detente.engine.large.folds import Cube
from detente.engine.large.many_worlds import ManyWorlds, Wishes
from detente.errors import AnalysisError
from detente.model.conflict import Conflict, Statements
from detente.model.states import number_of
from detente.solving.cubes import gate_of
from detente.solving.judging import attitude_signs

#: Statements of one party, turned ones too, that fit into a word; and rules.
MOST_STATEMENTS = 63
#: Moves that are listed, by the options on which they depend.
MOST_ARCS = 1 << 25


def effects_on_cube(
    conflict: Conflict, game: CubeGame, variants: Sequence[Variant]
) -> list[Effect]:
    """Return what single changes do; the same as :class:`detente.analysis.hinge_judging.Judge` tells.

    Parameters
    ----------
    conflict, game : Conflict, CubeGame
        The model, and the same as a cube.
    variants : sequence of Variant
        The changes.

    Raises
    ------
    AnalysisError
        When a party has too many statements, or moves, or the model too many rules.
    """
    plain = ordinary_attitudes(conflict)
    minding = attitude_signs(conflict) != attitude_signs(conflict, plain)
    worlds = [World((), {}), World((), plain)]
    asked: list[tuple[int | None, int | None]] = []
    for variant in variants:
        cells = cells_of([variant])
        changes = () if cells else (variant,)
        ordinary = modelled = None
        if not cells:
            ordinary = len(worlds)
            worlds.append(World(changes, plain))
        if cells or minding:
            modelled = len(worlds)
            worlds.append(World(changes, cells))
        asked.append((ordinary, modelled))
    try:
        many = many_worlds(conflict, game, worlds)
        if many.arcs > MOST_ARCS:
            raise MemoryError(f"up to {many.arcs:,} moves, at most {MOST_ARCS:,}")
        told = many.judge()
    except (OverflowError, MemoryError) as error:
        raise AnalysisError(
            f"The changes of this model cannot be judged together: {error}.",
            source=conflict.source,
            fix="Merge or drop options or statements, or add infeasibility rules.",
        ) from error
    among = 2 + sum(1 << ordinary for ordinary, _ in asked if ordinary is not None)
    under_model, starting_model = told.against(0, (1 << len(worlds)) - 1 & ~among)
    under_plain, starting_plain = told.against(1, among)
    lists = chain([starting_model, starting_plain], *under_model, *under_plain)
    named = _Names(game.options, lists)
    starting = frozenset(named(starting_model)), frozenset(named(starting_plain))
    found = []
    for ordinary, modelled in asked:
        changed: dict[str, Change] = {}
        turned: Any = ()
        for world, listed, concepts in (
            (modelled, under_model, ("RNASH", "RSEQ")),
            (ordinary, under_plain, ("NASH", "SEQ")),
        ):
            if world is None:
                continue
            for number, concept in enumerate(concepts):
                change = Change(*map(named, listed[world][4 * number : 4 * number + 4]))
                if change:
                    changed[concept] = change
            turned = listed[world][8]
        before = starting[ordinary is not None]
        found.append(Effect(changed, (before, before ^ frozenset(named(turned)))))
    return found


class _Names:
    """The state strings of natural numbers; each is made once."""

    def __init__(self, options: int, lists: Iterable[Any]) -> None:
        import numpy as np

        told = np.zeros(1 << options, np.bool_)
        for states in lists:
            told[states] = True
        states = np.flatnonzero(told)
        taken = states[:, None] >> np.arange(options - 1, -1, -1) & 1
        letters = np.frombuffer(b"NY", np.uint8)[taken]
        self._names = np.empty(1 << options, np.object_)
        self._names[states] = letters.view(f"S{options}").ravel().astype(str)

    def __call__(self, states: Any) -> tuple[str, ...]:
        """Return the names of states."""
        return tuple(self._names[states].tolist())


def many_worlds(conflict: Conflict, game: CubeGame, worlds: Sequence[World]) -> ManyWorlds:
    """Return what differs in changed models of a conflict, by states of the cube.

    Parameters
    ----------
    conflict, game : Conflict, CubeGame
        The model, and the same as a cube.
    worlds : sequence of World
        The changed models. The first two change no more than attitudes.

    Raises
    ------
    OverflowError
        When a party has too many statements, or the model too many rules.
    """
    differ = Differences(conflict, worlds)
    cube = Cube(game, range(game.options))
    kind, exists = _existing(differ, cube)
    return ManyWorlds(
        options=game.options,
        count=len(worlds),
        owner=game.owner,
        wishes=[
            _wishes(conflict, cube, player, dm.id, differ)
            for player, dm in enumerate(conflict.decision_makers)
        ],
        looks=differ.looks(),
        bound=differ.bound(),
        one_way=differ.one_way(),
        kind=kind,
        exists=exists,
        start=None if conflict.status_quo is None else number_of(conflict.status_quo),
    )


def _existing(differ: Differences, cube: Cube) -> tuple[Any, list[int]]:
    """Return by state its kind (which rules remove it), and by kind the worlds in which it exists."""
    import numpy as np

    broken = _true_in(cube, cube.game.infeasible)
    patterns, kind = np.unique(broken, return_inverse=True)
    dropped = [(sum(1 << rule for rule in rules), m) for rules, m in differ.dropped().items()]
    exists = [sum(m for rules, m in dropped if not int(p) & ~rules) for p in patterns]
    return kind.ravel().astype(np.int32), exists


def _wishes(conflict: Conflict, cube: Cube, player: int, dm: str, differ: Differences) -> Wishes:
    """Return a party's statements in all worlds; a sum of weights, or a rank, is told by its digits."""
    import numpy as np

    preferences = cube.game.preferences[player]
    given = conflict.preferences.get(dm)
    if isinstance(given, Statements):
        numbers, lists = differ.stands(dm, given)
        options = {o.id: Gate("option", option=n) for n, o in enumerate(conflict.options)}
        gates = [gate_of(expression, options) for expression in numbers]
        places: list[dict[int, int]] = [{} for _ in given.items]
        for each, worlds in lists:
            for place, statement in enumerate(each):
                if statement is not None:
                    places[place][statement] = places[place].get(statement, 0) | worlds
        supports = [cube.game.supported(gate) for gate in gates]
        return Wishes(facts=_true_in(cube, gates), supports=supports, places=places)
    if isinstance(preferences, Ranked):
        facts = np.maximum(cube.scores(player), 0).astype(np.uint64)
        digits = len(preferences.groups).bit_length()
        supports = [frozenset(range(cube.game.options))] * digits
        order = range(digits - 1, -1, -1)
    else:
        facts = _true_in(cube, preferences)
        supports = [cube.game.supported(gate) for gate in preferences]
        order = range(len(preferences))
    return Wishes(facts=facts, supports=supports, places=[{n: differ.everything} for n in order])


def _true_in(cube: Cube, gates: Sequence[Gate]) -> Any:
    """Return by state which formulas are true, as bits.

    Raises
    ------
    OverflowError
        When they do not fit into a word.
    """
    import numpy as np

    if len(gates) > MOST_STATEMENTS:
        raise OverflowError(f"{len(gates)} formulas do not fit into a word")
    facts = np.zeros(cube.shape, np.uint64)
    for number, truth in enumerate(cube.truths(gates)):
        facts |= truth.astype(np.uint64) << np.uint64(number)
    return facts.ravel()
