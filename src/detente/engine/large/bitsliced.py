"""Bit-sliced engine: 64 states a word, preferences never turned into scores.

The best own choices are found by a lexicographic filter, most important statement first: keep the
candidates that hold it, wherever some candidate of the same fibre does. The remembered "some does"
bits are the digits of the best reachable value. Without infeasible states and one-way options, GMR
compares with the maximin and SMR with the minimax, one number each for the whole model (docs/reference/engine.md;
the corollary is in docs/reference/engines.md). Each player works on the options its verdicts depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

import numpy as np

from detente.engine.large.cube import CubeGame, Gate, Ranked, support
from detente.engine.large.extremes import maximin, minimax
from detente.engine.large.prefixes import Prefixes, Stage, by_mention
from detente.engine.large.sets import PATTERNS, Factor, StateSet, in_word, smear

#: Words per block: temporaries should stay in the second-level cache.
_BLOCK = 15
#: Words in a row: shorter rows cost more to go to than to work on, longer ones are met too early.
_RUN, _LONGEST = 6, 12
#: The lowest options outside the word are the last axes of every set, so that sets meet in whole
#: cache lines when they are intersected.
_JOINT = 3
_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)

Value = Any


def refusal(game: CubeGame, concept: str) -> str | None:
    """Say why this engine cannot answer a question, or None when it can."""
    if any(isinstance(preferences, Ranked) for preferences in game.preferences):
        return "a ranking of states is not made of statements"
    if concept == "NASH":
        return None
    if concept not in ("GMR", "SMR"):
        return f"{concept} follows improvements, which need scores"
    if game.infeasible:
        return f"{concept} by one number needs every state to be feasible"
    if game.one_way:
        return f"{concept} by one number needs every option to be reversible"
    return None


class _Layout:
    """Where a player's relevant options live: far others, own choices, near others, in the word.

    A block has one axis for each own choice, so that nothing is repeated before it must be, and a
    last one for all near options, so that whole rows are worked on at a time.
    """

    def __init__(
        self, game: CubeGame, player: int, relevant: frozenset[int], stages: Sequence[Stage]
    ) -> None:
        self.inner = in_word(game.options)
        own = game.own(player) if player >= 0 else frozenset()
        self.own_inside = tuple(o for o in self.inner if o in own)
        outer = by_mention(stages, [o for o in sorted(relevant) if o not in self.inner])
        joint = [o for o in sorted(outer) if o >= self.inner.start - _JOINT and o not in own]
        mine = [o for o in outer if o in own and o not in joint]
        others = [o for o in outer if o not in own and o not in joint]
        room = max(min(_BLOCK - len(mine), _LONGEST) - len(joint), 0)
        near, far = others[:room], others[room:]
        fill = max(min(_RUN - len(near) - len(joint), len(mine)), 0)
        self.own = mine[fill:]
        self.near = (*mine[:fill], *near, *joint)
        self.own_places = [n for n, option in enumerate(reversed(self.near)) if option in own]
        self.shape = (2,) * len(self.own) + (1 << len(self.near),)
        valid = np.uint64((1 << (1 << len(self.inner))) - 1)
        self.valid = np.full((1,) * len(self.shape), valid)
        values: dict[int, Value] = {
            option: np.uint64(PATTERNS[self.inner.stop - 1 - option]) for option in self.inner
        }
        for n, option in enumerate(self.own):
            shape = [1] * len(self.shape)
            shape[n] = 2
            values[option] = np.array([0, _FULL], np.uint64).reshape(shape)
        index = np.arange(1 << len(self.near))
        for n, option in enumerate(reversed(self.near)):
            row = np.where(index >> n & 1 == 1, _FULL, np.uint64(0))
            values[option] = row.reshape((1,) * len(self.own) + (-1,))
        self.parts = Prefixes(stages, far, values, _FULL)
        self.axes = (*self.parts.far, *self.own, *self.near)

    def some_own(self, words: Value) -> Value:
        """Return where some own choice holds, for every setting of the others' options."""
        axes = tuple(n for n in range(len(self.own)) if words.shape[n] == 2)
        if axes:
            words = np.bitwise_or.reduce(words, axis=axes, keepdims=True)
        for place in self.own_places if words.shape[-1] > 1 else ():
            pairs = words.reshape(-1, 2, 1 << place)
            some = pairs[:, :1] | pairs[:, 1:]
            words = np.broadcast_to(some, pairs.shape).reshape(words.shape)
        return smear(words, self.own_inside, self.inner)

    def factor(self, result: Callable[[Any], Value]) -> Factor:
        """Fold the stages in every block and put the resulting words where they belong."""
        words = np.empty((1 << len(self.parts.far), *self.shape), np.uint64)

        def store(turn: int, state: Any) -> None:
            words[turn] = result(state)

        self.parts.each(store)
        return Factor(self.axes, words.ravel())


class BitslicedSolver:
    """Solves NASH, and GMR and SMR of models without infeasible states and one-way options."""

    name = "bitsliced"

    def __init__(self, game: CubeGame) -> None:
        self.game = game

    def feasible(self) -> StateSet:
        """Return the set of feasible states."""
        game = self.game
        stages = [Stage(game.infeasible, _allowed)]
        layout = _Layout(game, -1, game.ruled, stages)
        return StateSet(game.options, [layout.factor(lambda kept: kept & layout.valid)])

    def stable(self, player: int, concept: str) -> StateSet:
        """Return a player's stable states.

        Raises
        ------
        ValueError
            When the question needs another engine (see :func:`refusal`).
        """
        reason = refusal(self.game, concept)
        if reason:
            raise ValueError(reason)
        if concept != "NASH":
            return StateSet(self.game.options, [self._at_least(player, concept)])
        found = StateSet(self.game.options, [self._nash(player)])
        return found & self.feasible() if self.game.infeasible else found

    def _nash(self, player: int) -> Factor:
        game = self.game
        own = game.own(player)
        rules = tuple(rule for rule in game.infeasible if game.supported(rule) & own)
        one_way = [option for option in sorted(own) if game.direction[option]]
        settings = list(product((0, 1), repeat=len(one_way)))

        def begin(_state: None, truths: list[Value]) -> list[tuple[Value, Value]]:
            """Return start states and candidates for each setting of the one-way options."""
            candidates = _allowed(None, truths[: len(rules)]) & layout.valid
            pairs = []
            for values in settings:
                # From states with these values of the one-way options, others are out of reach.
                start, reach = _FULL, candidates
                for option, value, truth in zip(one_way, values, truths[len(rules) :], strict=True):
                    start = start & (truth if value else ~truth)
                    if value and game.direction[option] > 0:
                        reach = reach & truth
                    elif not value and game.direction[option] < 0:
                        reach = reach & ~truth
                pairs.append((start, reach))
            return pairs

        def narrow(pairs: list[tuple[Value, Value]], truths: list[Value]) -> Any:
            """Keep the candidates that hold a statement, wherever some candidate of the fibre does."""
            narrowed = []
            for start, candidates in pairs:
                hit = candidates & truths[0]
                rest = candidates & ~layout.some_own(hit)
                hit |= rest
                narrowed.append((start, hit))
            return narrowed

        def result(pairs: list[tuple[Value, Value]]) -> Value:
            if not one_way:
                return pairs[0][1]
            return reduce(or_, (candidates & start for start, candidates in pairs))

        held = tuple(Gate("option", option=option) for option in one_way)
        stages = [Stage((*rules, *held), begin)]
        stages += [Stage((gate,), narrow) for gate in game.telling(player)]
        layout = _Layout(game, player, game.relevant(player, "NASH"), stages)
        return layout.factor(result)

    def _at_least(self, player: int, concept: str) -> Factor:
        """Return where a player's value is at least its maximin (GMR) or minimax (SMR)."""
        game = self.game
        gates = game.statements(player)
        bound = (maximin if concept == "GMR" else minimax)(game.options, gates, game.own(player))

        def begin(_state: None, _truths: list[Value]) -> tuple[Value, Value]:
            return layout.valid, np.zeros_like(layout.valid)

        def at_most(state: tuple[Value, Value], truths: list[Value]) -> tuple[Value, Value]:
            """Go on where the bound has digit 0."""
            equal, above = state
            more = equal & truths[0]
            equal = equal ^ more
            more |= above
            return equal, more

        def at_least(state: tuple[Value, Value], truths: list[Value]) -> tuple[Value, Value]:
            """Go on where the bound has digit 1."""
            equal, above = state
            return equal & truths[0], above

        stages = [Stage((), begin)]
        for n, gate in enumerate(gates):
            below = len(gates) - 1 - n
            if not bound & ((2 << below) - 1):
                break  # what has kept up so far is at least as good, whatever comes
            stages.append(Stage((gate,), at_least if bound >> below & 1 else at_most))
        gates = tuple(gate for stage in stages for gate in stage.gates)
        layout = _Layout(game, -1, support(gates), stages)
        return layout.factor(lambda state: state[0] | state[1])


def _allowed(_state: None, truths: list[Value]) -> Value:
    """Return where no rule of infeasibility holds."""
    kept = _FULL
    for truth in truths:
        kept = kept & ~truth
    return kept
