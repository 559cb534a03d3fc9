"""Compiled slices: every individual concept for models with infeasible states, by cache-sized parts.

Opponents never change player i's options, so the graph of their moves falls apart into one slice per
own choice of i. With i's options as the highest bits, slices are contiguous; a player's options are
neighbours everywhere. The formula is that of :mod:`detente.engine.large.folds`; opponents take turns
until each has been clean once (SEQ, SSEQ here; the other concepts by :mod:`.passes`). One-way options
make the bound depend on i's own choice: refused here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

import numpy as np

from detente.engine.large import turns
from detente.engine.large.cube import CubeGame, Ranked
from detente.engine.large.folds import Cube, FoldSolver
from detente.engine.large.passes import Passes
from detente.engine.large.sets import Factor, StateSet, in_word, places
from detente.engine.large.threads import workers
from detente.engine.large.turns import Array, threaded

#: Bytes of scores kept between concepts.
_KEPT = 1 << 28
#: Own choices per player up to which all pairs are compared to find an order.
_PAIRS = 256
_WIDEST = 15
#: Options up to which one table of scores per player serves every layout.
_WHOLE = 14


def refusal(game: CubeGame, concept: str) -> str | None:
    """Say why this engine cannot answer a question, or None when it can."""
    if game.one_way:
        return "one-way options make slices depend on each other"
    if concept in ("SEQ", "SSEQ") and any(len(game.own(p)) > _WIDEST for p in game.players):
        return f"a player with more than {_WIDEST} options has too long orders"
    return None


class SliceSolver:
    """Solves NASH, GMR, SMR, SEQ and SSEQ of models without one-way options."""

    name = "slices"

    def __init__(self, game: CubeGame) -> None:
        self.game = game
        self._orders: Array = np.empty(0, np.uint16)
        self._filled = 0
        self._starts: dict[tuple[int, tuple[int, ...]], tuple[tuple[int, ...], int]] = {}
        self._bounds: dict[tuple[int, tuple[int, ...]], Array] = {}
        self._kept: tuple[tuple[int, ...], Array, Array] | None = None
        self._outside: Array | None = None
        self._whole: dict[int, Array] = {}
        self._laid: dict[object, Passes] = {}
        self._feasible: StateSet | None = None

    def feasible(self) -> StateSet:
        """Return the set of feasible states."""
        if self._feasible is None:
            self._feasible = FoldSolver(self.game).feasible()
        return self._feasible

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
        game = self.game
        relevant = game.relevant(player, concept)
        if concept in ("SEQ", "SSEQ"):
            axes, groups = self._layout(player, relevant)
            bound = self._bound(concept, player, axes, groups)
            own, _ = self._scores(player, axes)
            return StateSet(game.options, [self._pack(axes, own, bound)])
        telling = concept == "NASH" and not self._by_number(player)
        if not telling:
            relevant = game.relevant(player, "GMR")
        found = StateSet(
            game.options, [self._passes(player, relevant, telling=telling).stable(concept)]
        )
        return found & self.feasible() if telling and game.infeasible else found

    def _passes(self, player: int, relevant: frozenset[int], *, telling: bool) -> Passes:
        """Return a player's scores laid out for passes; GMR and SMR share them."""
        key = (player, relevant, telling)
        if key not in self._laid:
            passes = Passes(self.game, player, relevant)
            passes.fill(self._table(player, passes.axes, telling=telling))
            while self._laid and passes.nbytes + sum(p.nbytes for p in self._laid.values()) > _KEPT:
                del self._laid[next(iter(self._laid))]
            self._laid[key] = passes
        return self._laid[key]

    def _layout(
        self, player: int, relevant: frozenset[int]
    ) -> tuple[tuple[int, ...], dict[int, tuple[int, ...]]]:
        """Return the axes, player's own first, then opponent by opponent; and each one's axes."""
        groups = {
            p: tuple(o for o in sorted(relevant) if self.game.owner[o] == p)
            for p in self.game.players
        }
        others = [p for p in self.game.players if p != player and groups[p]]
        axes = groups[player] + tuple(o for p in others for o in groups[p])
        return axes, {p: groups[p] for p in others}

    def _scores(self, player: int, axes: tuple[int, ...]) -> tuple[Array, Array]:
        """Return the player's scores and, per setting of the others' options, its best score."""
        key = (player, *axes)
        if self._kept is None or self._kept[0] != key:
            own = self._table(player, axes)
            span = 1 << sum(self.game.owner[axis] != player for axis in axes)
            self._kept = (key, own, own.reshape(-1, span).max(axis=0))
        return self._kept[1], self._kept[2]

    def _table(self, player: int, axes: tuple[int, ...], *, telling: bool = False) -> Array:
        """Return a player's scores over a cube, infeasible states -1."""
        if not self._by_number(player):
            return Cube(self.game, axes).scores(player, telling=telling)
        number = places(range(self.game.options), _at(axes), 0, len(axes))
        scores = self._natural(player)[number]
        if self.game.infeasible:
            if self._outside is None:
                self._outside = ~Cube(self.game, range(self.game.options)).feasible
            scores[self._outside[number]] = -1
        return scores

    def _free_table(self, player: int, axes: tuple[int, ...]) -> Array:
        """Return a player's scores over a cube as if every state were feasible."""
        if not self._by_number(player):
            free = replace(self.game, infeasible=())
            return Cube(free, axes).scores(player)
        return self._natural(player)[places(range(self.game.options), _at(axes), 0, len(axes))]

    def _by_number(self, player: int) -> bool:
        """Whether scores are looked up by state: rankings, and games where that is the cheapest."""
        return self.game.options <= _WHOLE or isinstance(self.game.preferences[player], Ranked)

    def _natural(self, player: int) -> Array:
        """Return a player's score of every state in natural order, feasible or not."""
        if player not in self._whole:
            free = replace(self.game, infeasible=())
            self._whole[player] = Cube(free, range(self.game.options)).scores(player)
        return self._whole[player]

    def _bound(
        self,
        concept: str,
        player: int,
        axes: tuple[int, ...],
        groups: dict[int, tuple[int, ...]],
    ) -> Array:
        """Return, per setting of the others' options, the score that a stable state needs."""
        from detente.engine.large import kernels

        own, best = self._scores(player, axes)
        symmetric = concept == "SSEQ"
        top = int(np.iinfo(own.dtype).max)
        span = len(best)
        count = len(own) // span
        least, total = np.empty(count, own.dtype), np.empty(count, np.int64)
        kernels.survey(own, least, total, top)
        # What every answer leaves: known before any turn, and it spares most of them.
        bound = self._bounds.get((player, axes))
        if bound is None:
            bound = np.full(span, -1, own.dtype)
            kernels.safe(own, least, bound)
        if symmetric:
            escape = best[best >= 0].min(initial=top)
            bound = np.where(best >= 0, np.maximum(bound, escape), bound)
        promising = np.argsort(-total, kind="stable")
        opponents, rows = self._opponents(axes, groups)
        lock = Lock()

        def work(batch: Array) -> None:
            raised = bound.copy()
            kernels.settle(
                own, best, batch, opponents, self._orders, rows, raised, top, symmetric=symmetric
            )
            with lock:
                np.maximum(bound, raised, out=bound)

        size = max(1, turns.LEAST // span)
        for _ in threaded(np.split(promising, range(size, count, size)), work):
            pass
        if not symmetric:
            self._bounds[player, axes] = bound
        return bound

    def _opponents(
        self, axes: tuple[int, ...], groups: dict[int, tuple[int, ...]]
    ) -> tuple[Array, Array]:
        """Return where opponents' choices lie in a layout, and where the orders of fibres start."""
        table = np.zeros((len(groups), 4), np.int64)
        rows = [np.zeros(1, np.int64)]
        at = _at(axes)
        for n, (other, own_axes) in enumerate(groups.items()):
            rest, first = self._order(other, own_axes)
            shift, width = at[own_axes[-1]], len(own_axes)
            low = places(rest, at, 0, shift) << width
            high = (places(rest, at, shift + width, len(axes)) << width) + first
            start = sum(map(len, rows))
            table[n] = shift, width, start, start + len(low)
            rows += [low, high]
        return table, np.concatenate(rows)

    def _order(self, player: int, own_axes: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """Return the options besides its own on which a player's order depends, and where it starts."""
        from detente.engine.large import kernels

        key = (player, own_axes)
        if key not in self._starts:
            rest = tuple(sorted(self.game.mentioned(player) - set(own_axes)))
            layout = (*rest, *own_axes)
            scores = self._free_table(player, layout)
            rows = scores.reshape(-1, 1 << len(own_axes))
            order = self._room(rows.size).reshape(rows.shape)
            step = max(turns.LEAST // rows.shape[1], len(rows) // (4 * workers()), 1)

            def work(start: int) -> None:
                part = rows[start : start + step]
                if rows.shape[1] <= _PAIRS:
                    kernels.order_rows(part, order[start : start + step])
                    return
                places_ = np.argsort(-part.astype(np.int32), axis=1, kind="stable")
                ranked = np.take_along_axis(part, places_, axis=1)
                out = places_.astype(np.uint16)
                out[:, 1:] |= (ranked[:, 1:] != ranked[:, :-1]).astype(np.uint16) * kernels.FLAG
                order[start : start + step] = out

            for _ in threaded(range(0, len(rows), step), work):
                pass
            self._starts[key] = rest, self._filled - rows.size
        return self._starts[key]

    def _room(self, count: int) -> Array:
        """Return room for more orders, behind those already there."""
        if self._filled + count > len(self._orders):
            game = self.game
            every = sum(1 << len(game.mentioned(p) | game.own(p)) for p in game.players)
            longer = np.empty(max(every, self._filled + count), np.uint16)
            longer[: self._filled] = self._orders[: self._filled]
            self._orders = longer
        self._filled += count
        return self._orders[self._filled - count : self._filled]

    def _pack(self, axes: tuple[int, ...], own: Array, bound: Array) -> Factor:
        from detente.engine.large import kernels

        inner = in_word(self.game.options)
        outer = tuple(axis for axis in sorted(axes) if axis not in inner)
        layout = [*outer, *inner]
        at = _at(layout)
        low = places(axes, at, 0, len(inner))
        high = places(axes, at, len(inner), len(layout))
        words = np.empty(len(high), np.uint64)
        step = max(turns.LEAST // 64, len(words) // (4 * workers()), 1)

        def work(start: int) -> None:
            kernels.pack_verdicts(own, bound, low, high, words[start : start + step], start)

        for _ in threaded(range(0, len(words), step), work):
            pass
        return Factor(outer, words)


def _at(axes: Sequence[int]) -> dict[int, int]:
    """Return the place of each axis of a layout, the last the lowest."""
    return {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}
