"""RSEQ of many worlds of one cube: what others can make of a party's moves, many worlds side by side.

See :mod:`detente.engine.large.many_worlds`, whose tables are read here.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.engine.large import lane_kernels
from detente.engine.large import world_kernels as kernels
from detente.engine.large.kernels import order_rows
from detente.engine.large.lane_kernels import LANES
from detente.engine.large.turns import threaded
from detente.engine.large.world_masks import mask_of, row_of, spread

if TYPE_CHECKING:
    from detente.engine.large.many_worlds import Tables

Array = NDArray[Any]
Found = TypeVar("Found", bound="Array | tuple[Array, ...]")
#: Whose statements a party minds, which they are, and whether as a friend (1) or a foe (-1).
Want = tuple[int, tuple[int, ...], int]
#: By kind of state, whether such states exist.
There = tuple[int, ...]
#: A compiled loop, and what it takes besides the values.
Step = tuple[Any, tuple[Any, ...]]

#: Bytes kept of what other worlds may ask for again.
_KEPT = 1 << 28
#: Statements of one party up to which scores are short numbers.
_SHORT = 14
#: States whose values are worked out together, at least: they should stay in the second-level cache.
_PART = 1 << 14


class _Kept:
    """What was worked out, the latest asked for up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what belongs to a key, made anew where it is not there."""
        if key in self._found:
            self._found.move_to_end(key)
        else:
            self._found[key] = make()
            self._bytes += _bytes(self._found[key])
            while self._bytes > self._most and len(self._found) > 1:
                self._bytes -= _bytes(self._found.popitem(last=False)[1])
        found: Found = self._found[key]
        return found


def _bytes(arrays: Array | tuple[Array, ...]) -> int:
    return sum(each.nbytes for each in (arrays if isinstance(arrays, tuple) else (arrays,)))


@dataclass(frozen=True, slots=True, order=True)
class _Lane:
    """What the others can make of something a party minds.

    Attributes
    ----------
    likes : tuple of int
        By party a world in which it moves as it does here; -1 for the mover itself.
    there : tuple of int
        By kind of state, whether such states exist.
    want : tuple
        What is minded.
    """

    likes: tuple[int, ...]
    there: There
    want: Want


class Answers:
    """RSEQ of all worlds, mover by mover; what a change cannot touch is not worked out again.

    Whether a party stays where it is depends on what it wants, and those whom it minds, on where it
    would go, and on where the others would: worlds that agree in this are one. The worst that answers
    may bring is found for what each of them wants by itself, in many lanes side by side; a move is
    deterred when some of those minded is not better off for it.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._many = tables.many
        self._players = range(len(tables.many.wishes))
        starts, _, numbers, masks, _ = tables.arcs
        #: By party, the worlds in which it would go elsewhere than in each of the first two.
        self._elsewhere: list[list[int]] = []
        for player in self._players:
            used = masks[
                np.unique(
                    numbers[starts[tables.firsts[player]] : starts[tables.firsts[player + 1]]]
                )
            ]
            different = []
            for base in range(2):
                there = (used[:, 0] >> np.uint64(base) & np.uint64(1)).astype(np.bool_)
                found = np.bitwise_or.reduce(np.where(there[:, None], ~used, used), axis=0)
                different.append(mask_of(found & tables.everything))
            self._elsewhere.append(different)
        longest = max(len(wishes.places) for wishes in self._many.wishes)
        self.type: type[np.signedinteger[Any]] = np.int16 if longest <= _SHORT else np.int64
        self._kept = _Kept(_KEPT)
        #: Room for the values of lanes.
        self.values = np.empty((tables.size, LANES), self.type)

    def held(self) -> Array:
        """Return by state the worlds in which it is an RSEQ equilibrium."""
        found: Array = reduce(and_, map(self._stays, self._players))
        return found

    def _like(self, player: int, world: int) -> int:
        """Return the first world known in which a party would go where it would in a world."""
        for base, elsewhere in enumerate(self._elsewhere[player]):
            if not elsewhere >> world & 1:
                return base
        return world

    def _wants(self, player: int, world: int) -> tuple[Want, ...]:
        """Return whose statements a party minds in a world."""
        return tuple(
            (other, self._list(other, world), 1 if friendly >> world & 1 else -1)
            for other, friendly, hostile in self._many.looks[player]
            if (friendly | hostile) >> world & 1
        )

    def _list(self, dm: int, world: int) -> tuple[int, ...]:
        """Return a party's statements in a world, most important first."""
        return tuple(
            statement
            for place in self._many.wishes[dm].places
            for statement, worlds in place.items()
            if worlds >> world & 1
        )

    def _stays(self, player: int) -> Array:
        """Return by state the worlds in which a party stays: every move of its own is deterred."""
        #: The worlds by the one lane that tells of a party that goes wherever it is better off.
        plain: dict[_Lane, int] = {}
        #: And those of others, by where it would go, which states exist, and all its lanes.
        mixed: dict[tuple[int, There, tuple[_Lane, ...]], int] = {}
        for world in range(self._many.count):
            likes = [self._like(other, world) for other in self._players]
            like, likes[player] = likes[player], -1
            wants = self._wants(player, world)
            there = tuple(mask >> world & 1 for mask in self._many.exists)
            lanes = tuple(_Lane(tuple(likes), there, want) for want in wants)
            if (
                len(lanes) == 1
                and wants == self._wants(player, like)
                and not self.bound(player, like).any()
            ):
                plain[lanes[0]] = plain.get(lanes[0], 0) | 1 << world
            else:
                key = like, there, lanes
                mixed[key] = mixed.get(key, 0) | 1 << world
        needed = {lane for _, _, lanes in mixed for lane in lanes}
        worst: dict[_Lane, Array] = {}
        words = len(self.tables.words)
        found = np.zeros((self.tables.size, words), np.uint64)
        every = sorted({*plain, *needed})
        for first in range(0, len(every), LANES):
            part = _Part(self, player, every[first : first + LANES])
            worlds = np.zeros((LANES // 8, 256, words), np.uint64)
            for number, lane in enumerate(every[first : first + LANES]):
                if lane in plain:
                    bits = np.arange(256) >> number % 8 & 1 == 1
                    worlds[number // 8, bits] |= row_of(plain[lane], words)
                if lane in needed:
                    worst[lane] = part.worst(number)
            if worlds.any():
                lane_kernels.told(part.settled(), worlds, found)
        for (like, there, lanes), mask in mixed.items():
            truth = self._deterred(player, like, there, lanes, [worst[lane] for lane in lanes])
            kernels.put(found, row_of(mask, words), truth)
        return found

    def _deterred(
        self, player: int, like: int, there: There, lanes: Sequence[_Lane], worst: Sequence[Array]
    ) -> Array:
        """Find the states that exist where all that a party would rather do is deterred."""
        exists = self._kept.get(there, lambda: np.array(there, np.bool_)[self._many.kind])
        wanted = [self.scores(*lane.want) for lane in lanes]
        found = np.empty(len(exists), np.bool_)
        low, high, choices = (each[player] for each in self.tables.places)
        low = low - self.tables.firsts[player]
        choices = choices[: 1 << len(self._many.widths[player][0])]
        order = self.order(player, like)
        if order is not None and len(lanes) == 1:
            bound = self.bound(player, like)
            bottom = np.iinfo(self.type).min
            kernels.deterred_in_order(
                wanted[0], worst[0], exists, low, high, choices, bound, order, bottom, found
            )
            return found
        # One who minds nobody is deterred by nothing.
        shape = (0, len(exists))
        kernels.deterred(
            np.stack(wanted) if wanted else np.empty(shape, self.type),
            np.stack(worst) if worst else np.empty(shape, self.type),
            exists, low, high, choices, *self.moves(player, like), found,
        )  # fmt: skip
        return found

    def scores(self, dm: int, statements: tuple[int, ...], sign: int) -> Array:
        """Return by state how much a party wants it, times ``sign``."""

        def make() -> Array:
            found = np.empty(self.tables.size, self.type)
            kernels.scores(self.tables.facts[dm], np.array(statements, np.int64), sign, found)
            return found

        return self._kept.get(("scores", dm, statements, sign), make)

    def bound(self, player: int, world: int) -> Array:
        """Return by choice of a party, as bits, the one-way options that keep it there."""
        own, _ = self._many.widths[player]
        choices = spread(self.tables.bits(own))
        bound = np.zeros(len(choices), np.int64)
        for (option, taken), worlds in self._many.bound.items():
            if option in own and worlds >> world & 1:
                taking = choices & self.tables.bits([option])[0] != 0
                bound = bound << 1 | (taking != taken)
        return bound

    def order(self, player: int, world: int) -> Array | None:
        """Return how a party orders its choices in a world, rest by rest; None unless it minds the statements of just one."""
        wants = self._wants(player, world)
        if len(wants) != 1:
            return None
        own, rest = self._many.widths[player]

        def make() -> Array:
            choices, rests = spread(self.tables.bits(own)), spread(self.tables.bits(rest))
            order = np.empty((len(rests), len(choices)), np.uint16)
            order_rows(self.scores(*wants[0])[rests[:, None] | choices], order)
            return order

        return self._kept.get(("order", player, wants), make)

    def moves(self, player: int, world: int) -> tuple[Array, Array]:
        """Return where a party's arcs of a world begin, by place, and where they end."""
        first, last = self.tables.firsts[player : player + 2]

        def make() -> tuple[Array, Array]:
            starts, targets, numbers, masks, _ = self.tables.arcs
            begins = np.empty(last - first + 1, np.int64)
            ends = np.empty(starts[last] - starts[first], targets.dtype)
            count = kernels.arcs_in(
                world // 64, world % 64, first, last, starts, targets, numbers, masks, begins, ends
            )
            return begins, ends[:count].copy()

        return self._kept.get(("moves", player, world), make)


class _Part:
    """Lanes of one mover worked on together, and what the others make of them.

    *Places* of states are numbered by the mover's own choice, then by what the others do.
    """

    def __init__(self, answers: Answers, player: int, lanes: Sequence[_Lane]) -> None:
        tables = answers.tables
        many = tables.many
        self._answers = answers
        # Those left over repeat the first.
        self._lanes = [*lanes, *([lanes[0]] * (LANES - len(lanes)))]
        others = [option for option, owner in enumerate(many.owner) if owner != player]
        self._at = {option: 1 << len(others) - 1 - n for n, option in enumerate(others)}
        own = [option for option, owner in enumerate(many.owner) if owner == player]
        self._up, self._down = spread(tables.bits(own)), spread(tables.bits(others))
        wants = list(dict.fromkeys(lane.want for lane in lanes))
        self._scores = np.stack([answers.scores(*want) for want in wants])
        self._which = np.array([wants.index(lane.want) for lane in self._lanes], np.int64)
        self._there = np.array([lane.there for lane in self._lanes], np.bool_).T
        self._gone = self._shield(self._there)
        self._values = answers.values
        steps = [
            self._steps(j) for j in range(len(many.wishes)) if j != player and many.widths[j][0]
        ]
        size = max(len(self._down), min(_PART, tables.size))

        def work(first: int) -> None:
            values = self._values[first : first + size]
            lane_kernels.begin(
                values,
                first,
                self._up,
                self._down,
                self._scores,
                self._which,
                many.kind,
                self._gone,
            )
            stamps = np.zeros(size, np.int64)
            turn = clean = 0
            while clean < len(steps):
                last = turn - len(steps) if turn >= len(steps) else -1
                at = (values, stamps, turn, last, first, self._up, self._down, many.kind)
                changed = [kernel(*at, *more) for kernel, more in steps[turn % len(steps)]]
                # One who has just moved has nothing left to do: its moves are transitive.
                clean = 1 if any(changed) else clean + 1
                turn += 1

        for _ in threaded(range(0, tables.size, size), work):
            pass

    def _shield(self, open_: Array) -> Array:
        """Return rows of lanes: the lowest value where they are open, else the greatest."""
        info = np.iinfo(self._answers.type)
        return np.where(open_, info.min, info.max).astype(self._answers.type)

    def _steps(self, player: int) -> list[Step]:
        """Return what lowers values to the least that a party's moves lead to: in order, and by arcs."""
        answers, tables = self._answers, self._answers.tables
        low, high, choices = (each[player] for each in tables.places)
        low = low - tables.firsts[player]
        own = tables.many.widths[player][0]
        states = choices[: 1 << len(own)]
        places = spread([self._at[option] for option in own])
        likes = [lane.likes[player] for lane in self._lanes]
        numbered = (self._gone, low, high, places, states)
        known = {like: answers.order(player, like) for like in dict.fromkeys(likes)}
        orders = {like: order for like, order in known.items() if order is not None}
        listed = [lane for lane, like in enumerate(likes) if like not in orders]
        apart = [lane for lane, like in enumerate(likes) if like in orders]
        steps: list[Step] = []
        if apart:
            bounds: Array = np.stack([answers.bound(player, likes[lane]) for lane in apart])
            every = np.stack([orders[likes[lane]] for lane in apart])
            (common, _), *_ = Counter(likes[lane] for lane in apart).most_common()
            order = orders[common]
            alike = np.zeros((every.shape[1], LANES), np.bool_)
            alike[:, apart] = (
                np.all(every == order, axis=2) & (bounds.max(axis=1)[:, None] == 0)
            ).T
            other = ~np.all(alike, axis=0)[apart]
            ordered = (
                order, self._shield(alike), np.array(apart)[other], every[other],
                bounds[other] if other.any() else bounds[:1],
            )  # fmt: skip
            steps.append((lane_kernels.answer_in_order, (*numbered, *ordered)))
        if listed:
            moves = [answers.moves(player, likes[lane]) for lane in listed]
            ends = np.cumsum([0, *(len(each) for _, each in moves)])
            begins = [each + end for (each, _), end in zip(moves, ends, strict=False)]
            arcs = (
                np.array(listed), np.cumsum([0, *map(len, begins)]), np.concatenate(begins),
                np.concatenate([each for _, each in moves]),
            )  # fmt: skip
            steps.append((lane_kernels.answer_by_arcs, (*numbered, *arcs)))
        return steps

    def worst(self, lane: int) -> Array:
        """Return by state the worst that answers may bring, in one lane."""
        found = np.empty(len(self._values), self._values.dtype)
        lane_kernels.column(self._values, lane, self._up, self._down, found)
        return found

    def settled(self) -> Array:
        """Return by state the lanes, as bits, in which a mover stays that goes wherever it is better off."""
        found = np.empty(len(self._values), np.uint32)
        step = max(1, _PART // len(self._up))

        def work(first: int) -> None:
            lane_kernels.settled(
                self._values, first, min(first + step, len(self._down)), self._up, self._down,
                self._scores, self._which, self._answers.tables.many.kind, self._gone, found,
            )  # fmt: skip

        for _ in threaded(range(0, len(self._down), step), work):
            pass
        return found
