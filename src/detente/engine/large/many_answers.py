"""RSEQ of many worlds of one cube: what others can make of a party's moves, many worlds side by side.

See :mod:`detente.engine.large.many_worlds`, whose tables are read here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
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
from detente.engine.large.world_masks import row_of, spread

if TYPE_CHECKING:
    from detente.engine.large.many_worlds import Tables

Array = NDArray[Any]
Part = TypeVar("Part")
#: Whose statements a party minds, which they are, and whether as a friend (1) or a foe (-1).
Want = tuple[int, tuple[int, ...], int]
#: By kind of state, whether such states exist.
There = tuple[int, ...]

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
        self._found: OrderedDict[Hashable, Array] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """Return what belongs to a key, made anew where it is not there."""
        if key in self._found:
            self._found.move_to_end(key)
        else:
            self._found[key] = make()
            self._bytes += self._found[key].nbytes
            while self._bytes > self._most and len(self._found) > 1:
                self._bytes -= self._found.popitem(last=False)[1].nbytes
        return self._found[key]


def _parted(lanes: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Yield as many as are worked on side by side."""
    for first in range(0, len(lanes), LANES):
        yield lanes[first : first + LANES]


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
        #: By party and world, the first world in which the party would go where it would in that one.
        self._like = [self._first_alike(player) for player in self._players]
        longest = max(len(wishes.places) for wishes in self._many.wishes)
        self.type: type[np.signedinteger[Any]] = np.int16 if longest <= _SHORT else np.int64
        self._kept = _Kept(_KEPT)
        #: Room for the values of lanes.
        self.values = np.empty((tables.size, LANES), self.type)

    def held(self) -> Array:
        """Return by state the worlds in which it is an RSEQ equilibrium."""
        found: Array = reduce(and_, map(self._stays, self._players))
        return found

    def _first_alike(self, player: int) -> list[int]:
        starts, _, numbers, masks, _ = self.tables.arcs
        first, last = starts[self.tables.firsts[player : player + 2]]
        used = masks[np.unique(numbers[first:last])]
        arcs = np.unpackbits(used.view(np.uint8), axis=1, bitorder="little")
        known: dict[bytes, int] = {}
        worlds = enumerate(arcs.T[: self._many.count])
        return [known.setdefault(each.tobytes(), world) for world, each in worlds]

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
            likes = [like[world] for like in self._like]
            like, likes[player] = likes[player], -1
            wants = self._wants(player, world)
            there = tuple(mask >> world & 1 for mask in self._many.exists)
            lanes = tuple(_Lane(tuple(likes), there, want) for want in wants)
            if (
                len(lanes) == 1
                and wants == self._wants(player, like)
                and not self.bound(player, like)
            ):
                plain[lanes[0]] = plain.get(lanes[0], 0) | 1 << world
            else:
                key = like, there, lanes
                mixed[key] = mixed.get(key, 0) | 1 << world
        needed = {lane for _, _, lanes in mixed for lane in lanes}
        worst: dict[_Lane, Array] = {}
        found = np.zeros((self.tables.size, len(self.tables.words)), np.uint64)
        for some in _parted(sorted({*plain, *needed})):
            part = _Part(self, player, some)
            worst |= {lane: part.worst(n) for n, lane in enumerate(some) if lane in needed}
            if not plain.keys().isdisjoint(some):
                worlds = self._by_byte([plain.get(lane, 0) for lane in some])
                lane_kernels.told(part.settled(), worlds, found)
        for keys in _parted(list(mixed)):
            stays = np.zeros(self.tables.size, np.uint32)
            for number, (like, there, minded) in enumerate(keys):
                self._deterred(player, like, there, minded, worst, number, stays)
            lane_kernels.told(stays, self._by_byte([mixed[key] for key in keys]), found)
        return found

    def _by_byte(self, masks: Sequence[int]) -> Array:
        """Return the worlds of lanes that have each its own, by byte of the lanes as bits, and its value."""
        words = len(self.tables.words)
        found = np.zeros((LANES // 8, 256, words), np.uint64)
        for number, mask in enumerate(masks):
            found[number // 8, np.arange(256) >> number % 8 & 1 == 1] |= row_of(mask, words)
        return found

    def _deterred(
        self, player: int, like: int, there: There, lanes: Sequence[_Lane],
        worst: Mapping[_Lane, Array], number: int, found: Array,
    ) -> None:  # fmt: skip
        """Add a bit to the states that exist where all that a party would rather do is deterred."""
        exists = self._kept.get(there, lambda: np.array(there, np.bool_)[self._many.kind])
        # One who minds nobody is deterred by nothing.
        nothing = np.empty((0, len(exists)), self.type)
        low, high, choices = self.places(player)
        kernels.deterred(
            np.stack([self.scores(*lane.want) for lane in lanes]) if lanes else nothing,
            np.stack([worst[lane] for lane in lanes]) if lanes else nothing,
            exists, low, high, choices, self.moves(player, like), np.uint32(1 << number), found,
            (True,) * len(lanes),
        )  # fmt: skip

    def places(self, player: int) -> tuple[Array, Array, Array]:
        """Return what numbers a party's places, from its first on, and its choices as bits of states."""
        low, high, choices = (each[player] for each in self.tables.places)
        own, _ = self._many.widths[player]
        return low - self.tables.firsts[player], high, choices[: 1 << len(own)]

    def scores(self, dm: int, statements: tuple[int, ...], sign: int) -> Array:
        """Return by state how much a party wants it, times ``sign``."""

        def make() -> Array:
            found = np.empty(self.tables.size, self.type)
            kernels.scores(self.tables.facts[dm], np.array(statements, np.int64), sign, found)
            return found

        return self._kept.get(("scores", dm, statements, sign), make)

    def bound(self, player: int, world: int) -> bool:
        """Say whether a party may not take up, or not give up, an option of its own in a world."""
        return any(
            self._many.owner[option] == player and worlds >> world & 1
            for (option, _), worlds in self._many.bound.items()
        )

    def order(self, player: int, world: int) -> Array | None:
        """Return how a party orders its choices in a world, rest by rest; None unless it goes wherever that is better."""
        wants = self._wants(player, world)
        if len(wants) != 1 or self.bound(player, world):
            return None
        own, rest = self._many.widths[player]

        def make() -> Array:
            choices, rests = spread(self.tables.bits(own)), spread(self.tables.bits(rest))
            order = np.empty((len(rests), len(choices)), np.uint16)
            order_rows(self.scores(*wants[0])[rests[:, None] | choices], order)
            return order

        return self._kept.get(("order", player, wants), make)

    def moves(self, player: int, world: int) -> Array:
        """Return a party's arcs in a world (see `world_kernels.arcs_in`)."""
        first, last = self.tables.firsts[player : player + 2]

        def make() -> Array:
            starts, targets, numbers, masks, _ = self.tables.arcs
            own, rest = self._many.widths[player]
            size = 1 << len(own)
            found = np.zeros((1 << len(rest), size, -(-size // kernels.WIDTH)), np.uint32)
            has = masks[:, world // 64] >> np.uint64(world % 64) & np.uint64(1) == 1
            kernels.arcs_in(has, first, last, starts, targets, numbers, found)
            return found

        return self._kept.get(("moves", player, world), make)


class _Part:
    """Lanes of one mover worked on together, and what the others make of them.

    *Places* of states are numbered by the mover's own choice, then by what the others do.
    """

    def __init__(self, answers: Answers, player: int, lanes: Sequence[_Lane]) -> None:
        tables = answers.tables
        many = tables.many
        self._answers = answers
        self._lanes = lanes
        others = [option for option, owner in enumerate(many.owner) if owner != player]
        self._at = {option: 1 << len(others) - 1 - n for n, option in enumerate(others)}
        own = [option for option, owner in enumerate(many.owner) if owner == player]
        self._up, self._down = spread(tables.bits(own)), spread(tables.bits(others))
        wants = list(dict.fromkeys(lane.want for lane in lanes))
        self._scores = np.stack([answers.scores(*want) for want in wants])
        self._which = np.zeros(LANES, np.int64)
        self._which[: len(lanes)] = [wants.index(lane.want) for lane in lanes]
        # In lanes left over there is no state.
        there = np.zeros((len(many.exists), LANES), np.bool_)
        there[:, : len(lanes)] = np.array([lane.there for lane in lanes]).T
        self._gone = self._shield(there)
        self._values = answers.values
        steps = [
            self._step(j) for j in range(len(many.wishes)) if j != player and many.widths[j][0]
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
            waiting = np.full((size, len(steps)), 2**LANES - 1, np.uint32)
            turn = clean = 0
            while clean < len(steps):
                at = (values, waiting, turn, first, self._up, self._down, many.kind, self._gone)
                # One who has just moved has nothing left to do: its moves are transitive.
                clean = 1 if lane_kernels.answer(*at, *steps[turn]) else clean + 1
                turn = (turn + 1) % len(steps)

        for _ in threaded(range(0, tables.size, size), work):
            pass

    def _shield(self, open_: Array) -> Array:
        """Return rows of lanes: the lowest value where they are open, else the greatest."""
        info = np.iinfo(self._answers.type)
        return np.where(open_, info.min, info.max).astype(self._answers.type)

    def _step(self, player: int) -> tuple[Array, ...]:
        """Return what lowers values to the least that a party's moves lead to."""
        answers = self._answers
        low, high, states = answers.places(player)
        own, rest = answers.tables.many.widths[player]
        places = spread([self._at[option] for option in own])
        likes = [lane.likes[player] for lane in self._lanes]
        orders = {like: answers.order(player, like) for like in dict.fromkeys(likes)}
        common = max(likes, key=lambda like: (orders[like] is not None) * likes.count(like))
        order = orders[common]
        alike = np.ones((1 << len(rest), LANES), np.bool_)
        for lane, like in enumerate(likes):
            own_order = orders[like]
            alike[:, lane] = own_order is not None and np.all(own_order == order, axis=1)
        apart = np.flatnonzero(~np.all(alike, axis=0))
        arcs = [answers.moves(player, likes[lane]) for lane in apart]
        return (
            low, high, places, states,
            order if order is not None else np.zeros((1 << len(rest), len(states)), np.uint16),
            self._shield(alike), alike @ (1 << np.arange(LANES, dtype=np.uint32)), apart,
            np.stack(arcs) if arcs else np.empty((0, 1, 1, 1), np.uint32),
        )  # fmt: skip

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
