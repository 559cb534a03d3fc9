"""The equilibria of many changed games of one cube, judged at once: masks of worlds, state by state.

A changed game is a *world*: some statements stand elsewhere, an option is one-way, a rule is gone, an
attitude is another. What is true in some worlds is a mask, one bit a world; here a row of 64-bit words.
Who would go where depends on few options besides the mover's own, so that arcs are listed once for every
setting of these. RNASH, and what improvements reach, are told for all worlds together; RSEQ world by world,
a party at a time, where a change can touch it. For small models, whose states are listed,
`detente.analysis.hinge_worlds` does the same in plain Python.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.engine.large import world_kernels as kernels
from detente.engine.large.kernels import order_rows
from detente.engine.large.turns import threaded

Array = NDArray[Any]
Found = TypeVar("Found", bound="Array | tuple[Array, ...]")
#: Whose statements a party minds, which they are, and whether as a friend (1) or a foe (-1).
Want = tuple[int, tuple[int, ...], int]

#: Different masks of arcs, at most.
_MASKS = 1 << 20
#: States judged by one call.
_RUN = 1 << 14
#: Bytes kept of what other worlds may ask for again.
_KEPT = 1 << 28
#: Statements of one party up to which scores are short numbers.
_SHORT = 14
#: What is listed by world: gained, lost, both as traps, for each of two concepts; then what starts or stops.
KINDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """A party's statements in all worlds.

    Attributes
    ----------
    facts : array
        By state the statements that are true, as bits.
    supports : sequence of frozenset
        The options that each statement depends on.
    places : sequence of mapping
        By place, most important first: the worlds in which a statement stands there.
    """

    facts: Array
    supports: Sequence[frozenset[int]]
    places: Sequence[Mapping[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyWorlds:
    """What differs from world to world.

    Attributes
    ----------
    options, count : int
        How many options, and worlds. The first two worlds change no more than attitudes.
    owner : sequence of int
        Whose each option is.
    wishes : sequence of Wishes
        By party.
    looks : sequence
        By party, at whom it looks, and the worlds in which it does as a friend and as a foe.
    bound : mapping of (int, bool) to int
        The worlds in which an option cannot be taken up (True), or given up (False).
    one_way : mapping of int to int
        The worlds in which an option is one-way.
    kind, exists : array, sequence of int
        By state its kind, and the worlds in which states of a kind exist.
    start : int, optional
        The status quo.
    """

    options: int
    count: int
    owner: Sequence[int]
    wishes: Sequence[Wishes]
    looks: Sequence[Sequence[tuple[int, int, int]]]
    bound: Mapping[tuple[int, bool], int]
    one_way: Mapping[int, int]
    kind: Array
    exists: Sequence[int]
    start: int | None
    widths: list[tuple[list[int], list[int]]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Find out on which options the moves of each party depend."""
        for player, looks in enumerate(self.looks):
            own = [option for option, owner in enumerate(self.owner) if owner == player]
            rest: set[int] = set()
            for other, _, _ in looks:
                rest.update(*(s for s in self.wishes[other].supports if not s.isdisjoint(own)))
            self.widths.append((own, sorted(rest - set(own))))

    @property
    def arcs(self) -> int:
        """Return how many arcs there may be."""
        return sum(1 << 2 * len(own) + len(rest) for own, rest in self.widths)

    def judge(self) -> Told:
        """Judge all states in all worlds.

        Raises
        ------
        MemoryError
            When there are more arcs than foreseen.
        """
        return _Judging(self).told()


@dataclass(frozen=True, slots=True)
class Told:
    """What worlds gain and lose against a base: world 0 with its attitudes, or world 1 without.

    Attributes
    ----------
    nash, held, reached : array
        By state the worlds in which it is an RNASH and an RSEQ equilibrium, and is reached from the status quo.
    """

    nash: Array
    held: Array
    reached: Array
    _start: int
    _untaken: Array
    _words: tuple[bool, ...]

    def trapped(self) -> Array:
        """Return by state the worlds in which it would be a trap."""
        numbers = np.arange(len(self.nash)) ^ self._start
        behind = np.zeros_like(self.nash)
        for place, worlds in enumerate(self._untaken) if self._start >= 0 else ():
            behind |= np.where((numbers >> place & 1)[:, None] == 1, worlds, np.uint64(0))
        found: Array = behind & ~self.reached
        return found

    def against(self, base: int, whose: int) -> tuple[list[list[Array]], Array]:
        """Return by world and kind (see `KINDS`) the states that differ in it, and what starts in the base world."""
        words = self._words
        count = 64 * len(words)
        mask = _row(whose, len(words))
        filled = np.zeros((count, KINDS + 1), np.int64)
        tables = (self.nash, self.held, self.reached, self._untaken)
        nothing = np.empty(0, np.int64)
        kernels.tell(self._start, base, mask, *tables, filled, nothing, words)
        ends = np.cumsum(filled).reshape(filled.shape)
        starts = ends - filled
        states = np.empty(int(filled.sum()) or 1, np.int64)
        kernels.tell(self._start, base, mask, *tables, starts.copy(), states, words)
        listed = [
            [states[starts[world, kind] : ends[world, kind]] for kind in range(KINDS)]
            for world in range(count)
        ]
        return listed, states[starts[base, KINDS] : ends[base, KINDS]]


class _Judging:
    """The tables that the compiled loops work on."""

    def __init__(self, many: ManyWorlds) -> None:
        self.many = many
        self.size = 1 << many.options
        self.words = (True,) * -(-many.count // 64)
        self.everything = _row((1 << many.count) - 1, len(self.words))
        self.facts = np.stack([wishes.facts for wishes in many.wishes])
        self.lists, self.spans = self._lists()
        starts = np.cumsum([0, *map(len, many.looks)])
        looks = [look for each in many.looks for look in each]
        signs = [mask for _, friendly, hostile in looks for mask in (friendly, hostile)]
        self.looks = (starts, np.array([o for o, _, _ in looks], np.int64), self._rows(signs))
        self.there = (many.kind, self._rows(many.exists))
        self.places, self.arcs = self._arcs()

    def _rows(self, masks: Iterable[int]) -> Array:
        rows = [_row(mask, len(self.words)) for mask in masks]
        return np.stack(rows) if rows else np.zeros((1, len(self.words)), np.uint64)

    def _lists(self) -> tuple[tuple[Array, Array, Array, Array], Array]:
        """Return all parties' statements place by place, and where the places of each party begin."""
        either, starts, numbers, masks, spans = [], [0], [], [], [0]
        for wishes in self.many.wishes:
            for place in wishes.places:
                either.append(sum(1 << number for number in place))
                numbers += [1 << number for number in place]
                masks += list(place.values())
                starts.append(len(numbers))
            spans.append(len(either))
        lists = (
            np.array(either or [0], np.uint64),
            np.array(starts, np.int64),
            np.array(numbers or [0], np.uint64),
            self._rows(masks),
        )
        return lists, np.array(spans, np.int64)

    def _arcs(
        self,
    ) -> tuple[tuple[Array, Array, Array], tuple[Array, Array, Array, Array, Array]]:
        """Return the places of the parties, and where each would go from there in which worlds."""
        many, words = self.many, self.words
        low = kernels.LOW
        below = np.zeros((len(many.wishes), 1 << low), np.int64)
        above = np.zeros((len(many.wishes), max(1, self.size >> low)), np.int64)
        total = sum(1 << len(own) + len(rest) for own, rest in many.widths)
        starts = np.zeros(total + 1, np.int64)
        targets, numbers = np.empty(many.arcs, np.int32), np.empty(many.arcs, np.int32)
        masks = np.zeros((_MASKS, len(words)), np.uint64)
        table = np.full(2 * _MASKS, -1, np.int32)
        table[0] = 0
        counts = np.ones(1, np.int64)
        first, firsts = 0, [0]
        for player, (own, rest) in enumerate(many.widths):
            at = self.bits([*rest, *own])
            for n, bit in enumerate(reversed(at)):
                for numbered, shift in ((below, 0), (above, low)):
                    index = np.arange(numbered.shape[1]) << shift
                    numbered[player] += ((index & bit) != 0).astype(np.int64) << n
            below[player] += first
            choices = _spread(self.bits(own))
            room = starts[first:]
            done = kernels.list_arcs(
                player, _spread(self.bits(rest)), choices, self._stays(own), self.facts, self.spans,
                self.lists, self.looks, self.everything, room, targets, numbers, table, masks, counts,
                words,
            )  # fmt: skip
            if done < 0:
                raise MemoryError("more arcs, or masks of arcs, than there is room for")
            first += len(choices) << len(rest)
            firsts.append(first)
        self.firsts = firsts
        away = np.zeros((first, len(words)), np.uint64)
        used = masks[: counts[0]].copy()
        kernels.somewhere(starts, numbers, used, away)
        mine = np.array([sum(self.bits(own)) for own, _ in many.widths], np.int64)
        return (below, above, mine), (starts, targets, numbers, used, away)

    def bits(self, options: Iterable[int]) -> list[int]:
        return [1 << self.many.options - 1 - option for option in options]

    def _stays(self, own: Sequence[int]) -> Array:
        """Return the worlds in which a party may not go from an own choice to another."""
        size = 1 << len(own)
        found = np.zeros((size, size, len(self.words)), np.uint64)
        index = np.arange(size)
        for n, option in enumerate(reversed(own)):
            on = index >> n & 1 == 1
            for taken in (True, False):
                mask = self.many.bound.get((option, taken), 0)
                if mask:
                    before, after = (~on, on) if taken else (on, ~on)
                    found[np.ix_(before, after)] |= _row(mask, len(self.words))
        return found

    def told(self) -> Told:
        nash = np.zeros((self.size, len(self.words)), np.uint64)
        there, parts, arcs, words = self.there, self.places, self.arcs, self.words
        runs = range(0, self.size, _RUN)
        for _ in threaded(
            runs,
            lambda start: kernels.still(
                start, min(start + _RUN, self.size), there, parts, arcs, nash, words
            ),
        ):
            pass
        reached = np.zeros_like(nash)
        untaken = np.zeros((self.many.options, len(words)), np.uint64)
        start = self.many.start
        if start is not None:
            kernels.followed(start, self.everything, there, parts, arcs, reached, words)
            taken = np.zeros_like(untaken)
            kernels.taken(start, reached, taken, words)
            for option, mask in self.many.one_way.items():
                place = self.many.options - 1 - option
                untaken[place] = _row(mask, len(words)) & ~taken[place]
        held = _Sequential(self).held()
        return Told(nash, held, reached, -1 if start is None else start, untaken, words)


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


class _Sequential:
    """RSEQ of all worlds, one by one; what a change cannot touch is not worked out again.

    Whether a party stays where it is depends on what it wants, and those whom it minds, on where it
    would go, and on where the others would: what is the same in an earlier world is taken from there.
    The worst that answers may bring is found for what each of them wants by itself; a move is deterred
    when some of them is not better off for it.
    """

    def __init__(self, tables: _Judging) -> None:
        self._tables = tables
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
        self._type: type[np.signedinteger[Any]] = np.int16 if longest <= _SHORT else np.int64
        self._bottom, self._top = int(np.iinfo(self._type).min), int(np.iinfo(self._type).max)
        self._kept = _Kept(_KEPT)

    def held(self) -> Array:
        """Return by state the worlds in which it is an RSEQ equilibrium."""
        held = np.zeros((self._tables.size, len(self._tables.words)), np.uint64)
        for world in range(self._many.count):
            truth = reduce(and_, (self._stays(player, world) for player in self._players))
            kernels.put(held, world // 64, world % 64, truth)
        return held

    def _existing(self, there: tuple[int, ...]) -> Array:
        """Return the states of kinds that exist."""
        return self._kept.get(there, lambda: np.array(there, np.bool_)[self._many.kind])

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

    def _stays(self, player: int, world: int) -> Array:
        """Return where a party stays in a world: every move of its own is deterred."""
        likes = tuple(self._like(other, world) for other in self._players)
        there = tuple(mask >> world & 1 for mask in self._many.exists)
        wants = self._wants(player, world)
        key = ("stays", player, wants, likes, there)
        return self._kept.get(key, lambda: self._deterred(player, wants, likes, there))

    def _deterred(
        self,
        player: int,
        wants: tuple[Want, ...],
        likes: tuple[int, ...],
        there: tuple[int, ...],
    ) -> Array:
        """Find the states that exist where all that a party would rather do is deterred."""
        exists = self._existing(there)
        others = tuple(None if j == player else like for j, like in enumerate(likes))
        wanted = [self._scores(*each) for each in wants]
        worst = [self._answered(player, each, others, there) for each in wants]
        found = np.empty(len(exists), np.bool_)
        order = self._order(player, likes[player])
        if order is not None and len(wants) == 1:
            kernels.deterred_in_order(wanted[0], worst[0], exists, *order, self._bottom, found)
            return found
        # One who minds nobody is deterred by nothing.
        shape = (0, len(exists))
        kernels.deterred(
            np.stack(wanted) if wanted else np.empty(shape, self._type),
            np.stack(worst) if worst else np.empty(shape, self._type),
            exists,
            *self._moves(player, likes[player]),
            found,
        )
        return found

    def _list(self, dm: int, world: int) -> tuple[int, ...]:
        """Return a party's statements in a world, most important first."""
        return tuple(
            statement
            for place in self._many.wishes[dm].places
            for statement, worlds in place.items()
            if worlds >> world & 1
        )

    def _scores(self, dm: int, statements: tuple[int, ...], sign: int) -> Array:
        def make() -> Array:
            found = np.empty(self._tables.size, self._type)
            kernels.scores(self._tables.facts[dm], np.array(statements, np.int64), sign, found)
            return found

        return self._kept.get(("scores", dm, statements, sign), make)

    def _order(self, player: int, world: int) -> tuple[Array, Array, Array, Array, Array] | None:
        """Return how a party orders its choices in a world; None unless it minds the statements of just one.

        These are its places, its choices, the one-way options that bind it at each, and the order.
        """
        wants = self._wants(player, world)
        if len(wants) != 1:
            return None
        low, high, _ = self._tables.places
        own, rest = self._many.widths[player]
        choices = _spread(self._tables.bits(own))
        bound = np.zeros(len(choices), np.int64)
        for (option, taken), worlds in self._many.bound.items():
            if option in own and worlds >> world & 1:
                taking = choices & self._tables.bits([option])[0] != 0
                bound = bound << 1 | (taking != taken)

        def make() -> Array:
            rests = _spread(self._tables.bits(rest))
            order = np.empty((len(rests), len(choices)), np.uint16)
            order_rows(self._scores(*wants[0])[rests[:, None] | choices], order)
            return order

        order = self._kept.get(("order", player, wants), make)
        return low[player] - self._tables.firsts[player], high[player], choices, bound, order

    def _moves(self, player: int, world: int) -> tuple[int, Array, Array, Array, Array]:
        """Return where a party would go in a world, and how its places are told."""
        tables = self._tables
        low, high, own = tables.places
        first, last = tables.firsts[player], tables.firsts[player + 1]

        def make() -> tuple[Array, Array]:
            starts, targets, numbers, masks, _ = tables.arcs
            begins = np.empty(last - first + 1, np.int64)
            ends = np.empty(starts[last] - starts[first], targets.dtype)
            count = kernels.arcs_in(
                world // 64, world % 64, first, last, starts, targets, numbers, masks, begins, ends
            )
            return begins, ends[:count].copy()

        begins, ends = self._kept.get(("moves", player, world), make)
        rest = ~int(own[player]) & tables.size - 1
        return rest, low[player] - first, high[player], begins, ends

    def _answered(
        self, player: int, wanted: Want, others: tuple[int | None, ...], there: tuple[int, ...]
    ) -> Array:
        """Return the least of some scores that the others' moves lead to, by state."""

        def make() -> Array:
            exists = self._existing(there)
            values = np.where(exists, self._scores(*wanted), self._type(self._top))
            steps = [
                self._step(j, like, exists) for j, like in enumerate(others) if like is not None
            ]
            stamps = np.zeros((len(values) >> kernels.LINE) + 1, np.int64)
            turn = clean = 0
            while steps and clean < len(steps):
                last = turn - len(steps) if turn >= len(steps) else -1
                changed = steps[turn % len(steps)](values, stamps, turn, last)
                # One who has just moved has nothing left to do: its moves are transitive.
                clean = 1 if changed else clean + 1
                turn += 1
            return values

        return self._kept.get(("worst", player, wanted, others, there), make)

    def _step(self, player: int, world: int, exists: Array) -> Callable[..., bool]:
        """Return what lowers values to the least that a party's moves in a world lead to."""
        order = self._order(player, world)
        if order is not None:
            return lambda values, stamps, turn, last: kernels.answer_in_order(
                values, exists, stamps, turn, last, *order, self._top
            )
        moves = self._moves(player, world)
        return lambda values, stamps, turn, _: kernels.answer(values, exists, stamps, turn, *moves)


def _row(mask: int, words: int) -> Array:
    """Return a mask as words."""
    return np.frombuffer(mask.to_bytes(8 * words, "little"), np.uint64).copy()


def _spread(ordered: Sequence[int]) -> Array:
    """Return the sums of bits, by number: the last bit given counts least."""
    found = np.zeros(1, np.int64)
    for bit in reversed(ordered):
        found = np.concatenate([found, found + bit])
    return found


def mask_of(row: Array) -> int:
    """Return words as a mask."""
    return int.from_bytes(row.tobytes(), "little")
