"""The equilibria of many changed games of one cube, judged at once: masks of worlds, state by state.

A changed game is a *world*: some statements stand elsewhere, an option is one-way, a rule is gone, an
attitude is another. What is true in some worlds is a mask, one bit a world; here a row of 64-bit words.
Who would go where depends on few options besides the mover's own, so that arcs are listed once for every
setting of these. RNASH, and what improvements reach, are told for all worlds together; RSEQ mover by mover,
many worlds side by side (:mod:`detente.engine.large.many_answers`). For small models, whose states are listed,
`detente.analysis.hinge_worlds` does the same in plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large import world_kernels as kernels
from detente.engine.large.many_answers import Answers
from detente.engine.large.turns import threaded
from detente.engine.large.world_masks import row_of, spread

Array = NDArray[Any]

#: Different masks of arcs, at most.
_MASKS = 1 << 20
#: States judged by one call.
_RUN = 1 << 14
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
        return Tables(self).told()


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
        mask = row_of(whose, len(words))
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


class Tables:
    """The tables that the compiled loops work on."""

    def __init__(self, many: ManyWorlds) -> None:
        self.many = many
        self.size = 1 << many.options
        self.words = (True,) * -(-many.count // 64)
        self.everything = row_of((1 << many.count) - 1, len(self.words))
        self.facts = np.stack([wishes.facts for wishes in many.wishes])
        self.lists, self.spans = self._lists()
        starts = np.cumsum([0, *map(len, many.looks)])
        looks = [look for each in many.looks for look in each]
        signs = [mask for _, friendly, hostile in looks for mask in (friendly, hostile)]
        self.looks = (starts, np.array([o for o, _, _ in looks], np.int64), self._rows(signs))
        self.there = (many.kind, self._rows(many.exists))
        self.places, self.arcs = self._arcs()

    def _rows(self, masks: Iterable[int]) -> Array:
        rows = [row_of(mask, len(self.words)) for mask in masks]
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
        targets, numbers = np.empty(many.arcs, np.int16), np.empty(many.arcs, np.int32)
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
            choices = spread(self.bits(own))
            room = starts[first:]
            done = kernels.list_arcs(
                player, spread(self.bits(rest)), choices, self._may(own), self.facts, self.spans,
                self.lists, self.looks, room, targets, numbers, table, masks, counts, words,
            )  # fmt: skip
            if done < 0:
                raise MemoryError("more arcs, or masks of arcs, than there is room for")
            first += len(choices) << len(rest)
            firsts.append(first)
        self.firsts = firsts
        away = np.zeros((first, len(words)), np.uint64)
        used = masks[: counts[0]].copy()
        kernels.somewhere(starts, numbers, used, away)
        spreads = [spread(self.bits(own)) for own, _ in many.widths]
        longest = max(map(len, spreads))
        choices = np.stack([np.pad(each, (0, longest - len(each)), "edge") for each in spreads])
        return (below, above, choices), (starts, targets, numbers, used, away)

    def bits(self, options: Iterable[int]) -> list[int]:
        """Return options as bits of a state."""
        return [1 << self.many.options - 1 - option for option in options]

    def _may(self, own: Sequence[int]) -> Array:
        """Return the worlds in which a party may go from an own choice to another."""
        size = 1 << len(own)
        found = np.tile(self.everything, (size, size, 1))
        index = np.arange(size)
        for n, option in enumerate(reversed(own)):
            on = index >> n & 1 == 1
            for taken in (True, False):
                mask = self.many.bound.get((option, taken), 0)
                if mask:
                    before, after = (~on, on) if taken else (on, ~on)
                    found[np.ix_(before, after)] &= ~row_of(mask, len(self.words))
        return found

    def told(self) -> Told:
        """Judge all states in all worlds."""
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
                untaken[place] = row_of(mask, len(words)) & ~taken[place]
        held = Answers(self).held()
        return Told(nash, held, reached, -1 if start is None else start, untaken, words)
