"""How decision makers see a conflict, as games for the engine."""

from __future__ import annotations

from dataclasses import replace

from detente.engine.game import Game, better_from_ranks
from detente.engine.hypergame import Perception
from detente.engine.hypergame import View as Seen
from detente.errors import InputError
from detente.model.conflict import (
    Conflict,
    Preferences,
    Ranking,
    Statements,
    Transition,
    View,
    Weights,
)
from detente.model.seeing import (
    arcs,
    imagined_states,
    seen_places,
    seen_states,
    unranked,
    written_out,
)
from detente.model.states import StateSpace
from detente.solving.compiling import CompiledConflict
from detente.solving.moving import move_tables, moves_are_transitive


def levels(conflict: Conflict) -> int:
    """Return the level of the hypergame that a model's views make; 0 without views."""

    def depth(view: View) -> int:
        return 1 + max((depth(inner) for inner in view.views.values()), default=0)

    return max((depth(view) for view in conflict.views.values()), default=0)


class Perceiver:
    """Makes perceptions of one compiled conflict out of its views.

    Parameters
    ----------
    compiled : CompiledConflict
        The conflict as it is.
    everywhere : bool
        Whether others may enter states that a viewer does not see, so that it must rank them.
    """

    def __init__(self, compiled: CompiledConflict, *, everywhere: bool = False) -> None:
        self.compiled = compiled
        self.everywhere = everywhere
        self.conflict = compiled.conflict

    def perceptions(self) -> tuple[Perception, ...]:
        """Return per decision maker what it perceives, to the level of the model."""
        level = max(1, levels(self.conflict))
        return tuple(
            self._perceive(self.conflict.views.get(dm, View()), player, level)
            for player, dm in enumerate(self.compiled.players)
        )

    def _perceive(self, view: View, player: int, level: int) -> Perception:
        if level == 1:
            return self.seen(view, self.compiled.players[player])
        same = replace(view, views={})
        return tuple(
            self._perceive(view if other == player else view.views.get(dm, same), other, level - 1)
            for other, dm in enumerate(self.compiled.players)
        )

    def seen(self, view: View, viewer: str) -> Seen:
        """Return the game that a view makes.

        Without unseen options its states are the conflict's. With them, states that differ in
        unseen options only are one, in which those options are imagined not taken.
        """
        visible = seen_states(self.compiled.space, view)
        if not view.unseen_options:
            better = tuple(
                self._better(view.preferences[dm], dm, viewer, visible)
                if dm in view.preferences
                else self.compiled.game.better[player]
                for player, dm in enumerate(self.compiled.players)
            )
            game = replace(
                self.compiled.game, better=better, transitive=moves_are_transitive(self.conflict)
            )
            return Seen(game, visible)
        if self.conflict.states or self.conflict.coalesced:
            raise InputError(
                f"The view of {viewer} has unseen options, but the model "
                f"{'merges states' if self.conflict.coalesced else 'has no options'}.",
                source=self.conflict.source,
                fix="Name unseen states instead.",
            )
        return self._projected(view, viewer, visible)

    def _better(
        self, preferences: Preferences, dm: str, viewer: str, visible: int
    ) -> tuple[int, ...]:
        """Return what is better for whom a view ranks; what it does not see need not be ranked."""
        space = self.compiled.space
        missing = unranked(preferences, space.names)
        if not missing or not isinstance(preferences, Ranking):
            return better_from_ranks(space.ranks_by(preferences, dm))
        blind = {name for number, name in enumerate(space.names) if not visible >> number & 1}
        if self.everywhere or not blind.issuperset(missing):
            raise InputError(
                f"The ranking of {dm} in the view of {viewer} misses {missing[0]}, "
                + (
                    "which others may still enter under sanctions=any."
                    if missing[0] in blind
                    else "which is seen."
                ),
                source=self.conflict.source,
                fix="Name it in the ranking.",
            )
        # Nobody enters them in the view, so their place does not matter.
        filled = replace(preferences, groups=(*preferences.groups, tuple(missing)))
        return better_from_ranks(space.ranks_by(filled, dm))

    def _projected(self, view: View, viewer: str, visible: int) -> Seen:
        space = self.compiled.space
        kept = seen_places(self.conflict, view)

        def project(text: str) -> str:
            return "".join(text[place] for place in kept)

        images = [project(name) if visible >> n & 1 else None for n, name in enumerate(space.names)]
        names = imagined_states(space, view)
        numbers = {name: number for number, name in enumerate(names)}
        # What hangs on an unseen option being taken is not seen.
        blind = [p for p in range(len(self.conflict.options)) if p not in kept]

        def projected(moves: tuple[Transition, ...]) -> tuple[Transition, ...]:
            return tuple(
                replace(move, start=project(move.start), end=project(move.end))
                for move in moves
                if all("Y" not in (move.start[place], move.end[place]) for place in blind)
            )

        smaller = replace(
            self.conflict,
            options=tuple(self.conflict.options[place] for place in kept),
            infeasible=(),
            preferences=dict(view.preferences),
            forbidden_moves=projected(self.conflict.forbidden_moves),
            moves=(),
        )
        codes = tuple(int(name[::-1].replace("N", "0").replace("Y", "1"), 2) for name in names)
        places = tuple(int(name.replace("N", "0").replace("Y", "1"), 2) for name in names)
        imagined = StateSpace(smaller, names, codes, places)
        added = tuple(m for m in projected(self.conflict.moves) if arcs(imagined, m))
        smaller = replace(smaller, moves=added)
        imagined = StateSpace(smaller, names, codes, places)
        full = [written_out(self.conflict, view, name) for name in names]
        better = tuple(
            better_from_ranks(
                imagined.ranks_by(view.preferences[dm], dm)
                if dm in view.preferences
                else self._ranks(self.conflict.preferences.get(dm), dm, viewer, full)
            )
            for dm in self.compiled.players
        )
        game = Game(
            len(names), move_tables(smaller, imagined), better, moves_are_transitive(smaller)
        )
        return Seen.of_options(
            game, [None if image is None else numbers[image] for image in images]
        )

    def _ranks(
        self, given: Preferences | None, dm: str, viewer: str, full: list[str]
    ) -> tuple[int, ...]:
        """Rank states by preferences over all options, the unseen ones not taken."""
        ids = [option.id for option in self.conflict.options]
        taken = [{o for o, x in zip(ids, state, strict=True) if x == "Y"} for state in full]
        keys: list[tuple[int, ...]]
        match given:
            case Statements(items=items):
                keys = [tuple(-item.that.holds(each) for item in items) for each in taken]
            case Weights(weights=weights):
                keys = [(-sum(weights.get(option, 0) for option in each),) for each in taken]
            case Ranking(groups=groups):
                place = {name: rank for rank, group in enumerate(groups) for name in group}
                if missing := unranked(given, full):
                    raise InputError(
                        f"The ranking of {dm} does not tell how {viewer}, who does not see all "
                        f"options, imagines it: {missing[0]} is not ranked.",
                        source=self.conflict.source,
                        fix=f"Add preferences of {dm} to the view of {viewer}.",
                    )
                keys = [(place[state],) for state in full]
            case _:
                keys = [()] * len(full)
        order = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        return tuple(order[key] for key in keys)
