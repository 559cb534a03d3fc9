"""Attitude sweeps that share rows: every profile from a few tables (Inohara, Hipel & Walker 2007).

What a party accepts depends on its own row of attitudes and on the two states only, so there are 3^n
relations for n parties, whoever holds the row. RNASH, RGMR and RSMR of a party depend on its row
alone: n·3^n evaluations answer for all 3^(n²) profiles. RSEQ depends on all rows: one closure per
setting of the others' rows, tested with every row of the party. Opponents never change one's own
options, so everything happens inside slices (own choice fixed), as bits over the others' choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.attitude_views import View, packed, reached_per_setting
from detente.engine.large.cube import CubeGame
from detente.engine.large.folds import Cube
from detente.engine.large.profile_sets import ProfileSet, Row, condensed
from detente.engine.large.threads import workers

CONCEPTS = ("RNASH", "RGMR", "RSMR", "RSEQ")
#: Options of a model, and of one party, that the tables hold.
MAX_OPTIONS = 13
MAX_OWN = 6
#: Bytes that the tables may take.
MAX_BYTES = 1_000_000_000
#: Cells (settings × rows × states) from which threads repay their start.
_WORTH_THREADS = 1 << 20

Array = NDArray[Any]


def refusal(game: CubeGame) -> str | None:
    """Say why the tables cannot hold a game, or None when they can."""
    if game.options > MAX_OPTIONS:
        return f"more than {MAX_OPTIONS} options"
    if any(len(game.own(player)) > MAX_OWN for player in game.players):
        return f"a party with more than {MAX_OWN} options"
    size = _bytes_of(game)
    if size > MAX_BYTES:
        return f"tables of {size / 1e9:,.1f} GB for {3 ** len(game.players):,} rows of attitudes"
    return None


def _bytes_of(game: CubeGame) -> int:
    """Return about how many bytes the tables take: what rows accept, and what rivals reply."""
    states, parties = 1 << game.options, len(game.players)
    total = 0
    for player in game.players:
        choices = 1 << len(game.own(player))
        words = max(1, states // choices // 64)
        total += 3**parties * states * 8 * words * (choices + parties - 1)
    return total


class AttitudeTables:
    """Answers relational questions about every attitude profile of one game.

    Parameters
    ----------
    game : CubeGame
        The game, of at most ``MAX_OPTIONS`` options.
    ties : {"strict", "weak"}
        Whether "good" for another means strictly better, or not worse.
    """

    def __init__(self, game: CubeGame, *, ties: str = "strict") -> None:
        reason = refusal(game)
        if reason:
            raise ValueError(f"attitude tables cannot hold {reason}")
        self.game = game
        self.rows: tuple[Row, ...] = tuple(product((-1, 0, 1), repeat=len(game.players)))
        self._number = {row: n for n, row in enumerate(self.rows)}
        cube = Cube(game, range(game.options))
        scores = np.stack([cube.scores(p).astype(np.int32) for p in game.players])
        self.states = cube.size  # corners of the cube, infeasible ones included
        self._feasible = cube.feasible
        self._views = [
            View.of(game, p, scores, cube.feasible, rows=self.rows, weak=ties == "weak")
            for p in game.players
        ]
        self._alone: dict[tuple[int, str], Array] = {}
        self._replies: dict[int, Array] = {}
        self._sequential: dict[tuple[int, tuple[int, ...], int], Array] = {}
        self._here_by_player = np.stack([view.here for view in self._views])
        self._natural_by_player = np.stack([view.natural for view in self._views])

    # -- tables ----------------------------------------------------------------------------------

    def alone(self, player: int, concept: str) -> Array:
        """Return a party's stable states per own row under RNASH, RGMR or RSMR (natural order)."""
        found: Array = self._here(player, concept)[:, self._views[player].here]
        return found

    def _here(self, player: int, concept: str) -> Array:
        """Return the same in the order of the party's view."""
        key = (player, concept)
        if key not in self._alone:
            self._alone[key] = self._solve_alone(player, concept)
        return self._alone[key]

    def _solve_alone(self, player: int, concept: str) -> Array:
        from detente.engine.large import attitude_kernels as kernels

        view = self._views[player]
        if concept == "RNASH":
            never: Array = (view.leaving == 0) & view.feasible[None, :]
            return never
        nash = self._here(player, "RNASH")
        arcs = np.zeros((len(view.natural), len(view.words)), np.uint64)
        for moves in view.moves.values():
            arcs |= moves
        reached = np.empty_like(arcs)
        kernels.close(arcs, view.span, reached, view.words)
        given = view.accepted, view.group, view.leaving
        if concept == "RGMR":
            asked = ~nash & view.feasible[None, :]
            bits = np.zeros(asked.shape, np.uint64)
            kernels.sanctioned(reached[None], *given, asked, view.span, bits, view.words)
            found: Array = nash | (bits != 0)
            return found
        asked = self._here(player, "RGMR") & ~nash
        result = np.zeros(asked.shape, np.bool_)
        kernels.inescapable(reached, *given, view.own, asked, view.span, result)
        return nash | result

    def _replies_to(self, player: int) -> Array:
        """Return, per opponent in order, row and state, what it accepts and reaches in a slice."""
        if player not in self._replies:
            view = self._views[player]
            rivals = [j for j in self.game.players if j != player]
            shape = (len(rivals), len(self.rows), len(view.natural), len(view.words))
            replies = np.empty(shape, np.uint64)
            for n, rival in enumerate(rivals):
                replies[n] = view.replies(rival)
            self._replies[player] = replies
        return self._replies[player]

    def sequential(
        self,
        player: int,
        others: Sequence[tuple[int, ...]],
        rows: Sequence[int] | None = None,
    ) -> Array:
        """Return a party's RSEQ-stable states per setting of the others' rows and own row.

        Parameters
        ----------
        player : int
            The party.
        others : sequence of tuple of int
            Settings: the row numbers of the other parties, in order.
        rows : sequence of int, optional
            The own rows asked about, by number; all when not given.

        Returns
        -------
        array of uint8
            By setting and own row, packed bits of the states in natural order.
        """
        from detente.engine.large import attitude_kernels as kernels

        view = self._views[player]
        chosen = list(range(len(self.rows)) if rows is None else rows)
        nash = self._here(player, "RNASH")[chosen]
        asked = self._here(player, "RGMR")[chosen] & ~nash
        start = np.where(nash, ~np.uint64(0), np.uint64(0))
        accepted, leaving = view.accepted, view.leaving
        if rows is not None:
            accepted, leaving = accepted[chosen], leaving[chosen]
        replies = self._replies_to(player)
        settings = np.array(others, np.int64).reshape(len(others), len(replies))
        result = np.empty((len(others), len(chosen), -(-self.states // 64)), np.uint64)

        def work(first: int) -> None:
            part = settings[first : first + kernels.LANES]
            reached = np.empty((len(part), *replies.shape[2:]), np.uint64)
            kernels.close_each(replies, part, view.span, reached, view.words)
            bits = start.copy()
            kernels.sanctioned(
                reached, accepted, view.group, leaving, asked, view.span, bits, view.words
            )
            kernels.by_setting(bits, view.here, result[first : first + len(part)])

        firsts = range(0, len(others), kernels.LANES)
        if len(others) * len(chosen) * self.states < _WORTH_THREADS:
            for first in firsts:
                work(first)
        else:
            with ThreadPoolExecutor(workers()) as pool:
                list(pool.map(work, firsts))
        # Words of 64 states as bytes, the bits beyond the last state left out.
        found: Array = result.view(np.uint8)[..., : -(-self.states // 8)]
        return found

    # -- profiles --------------------------------------------------------------------------------

    def truth(self, concept: str, attitudes: Sequence[Sequence[int]]) -> Array:
        """Return, per state (natural order), whether it is an equilibrium under one profile."""
        rows = [self._number[tuple(row)] for row in attitudes]
        truth = np.array(self._feasible)
        for player, row in enumerate(rows):
            if concept == "RSEQ":
                others = (*rows[:player], *rows[player + 1 :])
                key = (player, others, row)
                if key not in self._sequential:
                    self._sequential[key] = self.sequential(player, [others], [row])[0, 0]
                truth &= _unpacked(self._sequential[key], self.states)
            else:
                truth &= self.alone(player, concept)[row]
        return truth

    def equilibria(self, concept: str, attitudes: Sequence[Sequence[int]]) -> list[int]:
        """Return the equilibria (natural numbers, ascending) under one attitude profile."""
        return [int(n) for n in np.flatnonzero(self.truth(concept, attitudes))]

    def prepare(self, profiles: Iterable[Sequence[Sequence[int]]]) -> None:
        """Solve RSEQ for some profiles together, and forget what was prepared before."""
        self._sequential.clear()
        wanted: list[dict[tuple[int, ...], dict[int, None]]] = [{} for _ in self.game.players]
        for attitudes in profiles:
            rows = tuple(self._number[tuple(row)] for row in attitudes)
            for player, row in enumerate(rows):
                others = (*rows[:player], *rows[player + 1 :])
                wanted[player].setdefault(others, {})[row] = None
        for player, asked in enumerate(wanted):
            alike: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
            for others, own in asked.items():
                alike.setdefault(tuple(own), []).append(others)
            for own_rows, settings in alike.items():
                found = self.sequential(player, settings, own_rows)
                for others, table in zip(settings, found, strict=True):
                    for row, states in zip(own_rows, table, strict=True):
                        self._sequential[player, others, row] = states

    def reached(self, start: int, attitudes: Sequence[Sequence[int]]) -> Array:
        """Return, per state (natural order), whether accepted moves lead there from a state.

        Nobody moves twice running; the start is reached only when moves lead back to it.
        """
        from detente.engine.large import attitude_kernels as kernels

        rows = [self._number[tuple(row)] for row in attitudes]
        result = np.zeros((len(rows), self.states), np.bool_)
        kernels.walk(
            np.stack([v.leaving[row] for v, row in zip(self._views, rows, strict=True)]),
            self._here_by_player,
            self._natural_by_player,
            np.array([view.span for view in self._views]),
            start,
            result,
        )
        found: Array = np.logical_or.reduce(result, axis=0)
        return found

    def sweep(
        self, concept: str, rows: Sequence[Sequence[int]]
    ) -> Iterator[tuple[tuple[int, ...], Array]]:
        """Yield every profile of some rows per party, and its equilibria as packed bits.

        Parameters
        ----------
        concept : str
            A relational concept.
        rows : sequence of sequence of int
            Per party, the row numbers it may hold.
        """
        tables = self._tables(concept, rows)
        for profile in product(*(range(len(r)) for r in rows)):
            yield tuple(rows[p][n] for p, n in enumerate(profile)), _meet(tables, profile)

    def _tables(self, concept: str, rows: Sequence[Sequence[int]]) -> list[Array]:
        """Return, per party, packed stable states by profile axes (length 1 where it is alike)."""
        tables = []
        for player in self.game.players:
            if concept != "RSEQ":
                packed = _bits(self.alone(player, concept)[list(rows[player])])
                shape = [1] * len(rows)
                shape[player] = len(rows[player])
                tables.append(packed.reshape(*shape, -1))
                continue
            rest = [r for j, r in enumerate(rows) if j != player]
            settings = list(product(*rest))
            packed = self.sequential(player, settings, rows[player])
            packed = packed.reshape(*(len(r) for r in rest), len(rows[player]), -1)
            tables.append(np.moveaxis(packed, len(rest), player))
        return tables

    def all_equilibria(self, concept: str, rows: Sequence[Sequence[int]]) -> Array:
        """Return the equilibria of every profile of some rows per party, packed, by row axes."""
        tables = self._tables(concept, rows)
        result = tables[0]
        for table in tables[1:]:
            result = result & table
        return np.broadcast_to(result, (*(len(r) for r in rows), result.shape[-1]))

    def profiles_of(
        self, concept: str, state: int, rows: Sequence[Sequence[int]] | None = None
    ) -> ProfileSet:
        """Return the profiles under which a state (natural number) is an equilibrium.

        Nothing is listed: rows are judged one by one, or for RSEQ one state at a time per setting.
        """
        if rows is None:
            rows = [range(len(self.rows))] * len(self.game.players)
        if not self._feasible[state]:
            return ProfileSet.of_rows(self.rows, rows, [np.zeros(len(r), np.bool_) for r in rows])
        if concept != "RSEQ":
            alone = [self.alone(p, concept)[list(rows[p]), state] for p in self.game.players]
            return ProfileSet.of_rows(self.rows, rows, alone)
        parts = [self._sequential_of(player, state, rows) for player in self.game.players]
        return ProfileSet(
            self.rows, rows, tuple(part[0] for part in parts), tuple(part[1] for part in parts)
        )

    def leading(
        self, start: int, state: int, rows: Sequence[Sequence[int]]
    ) -> tuple[Array, tuple[Array, ...]]:
        """Return under which rows accepted moves lead from one state to another.

        Returns
        -------
        tuple
            Truth by axes of classes of rows, and the class of each row per party.
        """
        from detente.engine.large import attitude_kernels as kernels

        if start == state:
            ones = np.ones((1,) * len(rows), np.bool_)
            return ones, tuple(np.zeros(len(r), np.int64) for r in rows)
        # Plain closure will do: in option form a move after a move of one's own is a move, and what
        # attitudes accept is transitive.
        everything = np.zeros((self.states, -(-self.states // 64)), np.uint64)
        moves = []
        for view, own in zip(self._views, rows, strict=True):
            numbers, place = np.unique(view.leaving[list(own)], axis=0, return_inverse=True)
            tables = np.stack([self._targets(view, leaving) for leaving in numbers])
            everything |= np.bitwise_or.reduce(tables, axis=0)
            moves.append((tables, place.ravel()))
        between = self._between(everything, start, state)
        classes, stacked = [], []
        for tables, place in moves:
            within = tables & between[None, None, :]
            within[:, ~_unpacked(between.view(np.uint8), self.states)] = 0
            distinct, inverse = np.unique(
                within.reshape(len(within), -1), axis=0, return_inverse=True
            )
            stacked.append(distinct.reshape(-1, *within.shape[1:]))
            classes.append(inverse.ravel()[place])
        counts = np.array([len(each) for each in stacked], np.int64)
        firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        found = np.empty(int(counts.prod()), np.bool_)
        kernels.leads_to(np.concatenate(stacked), firsts, counts, start, state, found)
        return condensed(found.reshape(counts), classes)

    def _targets(self, view: View, leaving: Array) -> Array:
        """Return, per state in natural order, where own choices lead, as bits."""
        truth = np.zeros((self.states, self.states), np.bool_)
        place = np.arange(self.states) % view.span
        for own in range(view.choices):
            able = np.flatnonzero(leaving >> np.uint64(own) & np.uint64(1))
            truth[view.natural[able], view.natural[own * view.span + place[able]]] = True
        return packed(truth)

    def _between(self, arcs: Array, start: int, end: int) -> Array:
        """Return the states on the way from one state to another, both included, as bits."""
        from detente.engine.large import attitude_kernels as kernels

        forth, back = np.empty_like(arcs[0]), np.empty_like(arcs[0])
        kernels.reach_from(arcs, start, forth)
        truth = _unpacked(arcs.view(np.uint8), self.states)
        reverse = packed(np.ascontiguousarray(truth.T))
        kernels.reach_from(reverse, end, back)
        for state, met in ((start, forth), (end, back)):
            met[state // 64] |= np.uint64(1) << np.uint64(state % 64)
        between: Array = forth & back
        return between

    def _sequential_of(
        self, player: int, state: int, rows: Sequence[Sequence[int]]
    ) -> tuple[Array, tuple[Array, ...]]:
        """Return RSEQ of one state for a party: truth by classes of rows, and everybody's classes."""
        view = self._views[player]
        own_rows = list(rows[player])
        rest = [list(r) for j, r in enumerate(rows) if j != player]
        here = int(view.here[state])
        nash = self._here(player, "RNASH")[own_rows, here]
        general = self._here(player, "RGMR")[own_rows, here]
        asked = np.flatnonzero(general & ~nash)
        choices = view.leaving
        rivals = [j for j in self.game.players if j != player]
        wanted = 0
        for n in asked:
            wanted |= int(choices[own_rows[n], here])
        open_ = [own for own in range(view.choices) if wanted >> own & 1]
        place = here % view.span
        # Rows that act alike inside the slices that matter are one class.
        found: dict[int, tuple[Array, list[Array]]] = {}
        if open_:
            replies = dict(zip(rivals, self._replies_to(player), strict=True))
        for own in open_:
            inside = slice(own * view.span, (own + 1) * view.span)
            found[own] = reached_per_setting(
                [
                    replies[j][r, inside] if j in view.moves else None
                    for j, r in zip(rivals, rest, strict=True)
                ],
                place,
                [len(r) for r in rest],
            )
        classes: list[Array] = []
        first: list[Array] = []
        for axis, r in enumerate(rest):
            acting = [found[own][1][axis] for own in open_] or [np.zeros(len(r), np.int64)]
            _, at, inverse = np.unique(
                np.stack(acting), axis=1, return_index=True, return_inverse=True
            )
            classes.append(inverse.ravel())
            first.append(at)
        reached = {
            own: sets[np.ix_(*(numbers[at] for numbers, at in zip(by, first, strict=True)))]
            for own, (sets, by) in found.items()
        }
        shape = tuple(len(at) for at in first)
        truth = np.empty((*shape, len(own_rows)), np.bool_)
        truth[...] = nash
        for n in asked:
            row = own_rows[n]
            mask = int(choices[row, here])
            verdict = np.ones(shape, np.bool_)
            for own in open_:
                if mask >> own & 1:
                    good = view.accepted[row, view.group[here], own]
                    verdict &= ((reached[own] & ~good) != 0).any(axis=-1)
            truth[..., n] = verdict
        order = [*classes[:player], np.arange(len(own_rows)), *classes[player:]]
        return condensed(np.moveaxis(truth, -1, player), order)


def _bits(truth: Array) -> Array:
    """Pack the last axis into bytes, as the tables of profiles hold states."""
    return np.packbits(truth, axis=-1, bitorder="little")


def _unpacked(packed: Array, states: int) -> Array:
    """Undo :func:`_bits`."""
    found: Array = np.unpackbits(packed, axis=-1, bitorder="little", count=states).astype(np.bool_)
    return found


def _meet(tables: Sequence[Array], profile: Sequence[int]) -> Array:
    result: Array | None = None
    for table in tables:
        index = tuple(n if size > 1 else 0 for n, size in zip(profile, table.shape, strict=False))
        result = table[index] if result is None else result & table[index]
    assert result is not None  # noqa: S101 (a game has players)
    return result
