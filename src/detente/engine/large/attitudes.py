"""Attitude sweeps that share rows: every profile from a few tables (Inohara, Hipel & Walker 2007).

What a party accepts depends on its own row of attitudes and on the two states only, so there are 3^n
relations for n parties, whoever holds the row. RNASH, RGMR and RSMR of a party depend on its row
alone: n·3^n evaluations answer for all 3^(n²) profiles. RSEQ depends on all rows: one closure per
setting of the others' rows, tested with every row of the party. Opponents never change one's own
options, so everything happens inside slices (own choice fixed), as bits over the others' choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.large.cube import CubeGame
from detente.engine.large.folds import Cube
from detente.engine.large.profile_sets import ProfileSet, Row
from detente.engine.large.sets import places
from detente.engine.large.threads import workers

CONCEPTS = ("RNASH", "RGMR", "RSMR", "RSEQ")
#: Options of a model, and of one party, that the tables hold.
MAX_OPTIONS = 13
MAX_OWN = 6
_TILE = 32

Array = NDArray[Any]


def refusal(game: CubeGame) -> str | None:
    """Say why the tables cannot hold a game, or None when they can."""
    if game.options > MAX_OPTIONS:
        return f"more than {MAX_OPTIONS} options"
    if any(len(game.own(player)) > MAX_OWN for player in game.players):
        return f"a party with more than {MAX_OWN} options"
    return None


@dataclass(frozen=True)
class _Slices:
    """One player's view: states as (own choice, the others' choices), own choice highest."""

    natural: Array  # natural number of each state here
    here: Array  # the reverse
    choices: int
    span: int
    feasible: Array
    group: Array  # states with equal scores of everybody share what is accepted
    own: Array  # own choices open from each state, as bits
    moves: dict[int, Array]  # per opponent, the states it moves to, as bits over the slice
    levels: Array  # per player and group, the score


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
        self.weak = ties == "weak"
        self.rows: tuple[Row, ...] = tuple(product((-1, 0, 1), repeat=len(game.players)))
        self._number = {row: n for n, row in enumerate(self.rows)}
        self._cube = Cube(game, range(game.options))
        self._scores = np.stack([self._cube.scores(p).astype(np.int32) for p in game.players])
        self._feasible = self._cube.feasible
        self._views = [self._view(player) for player in game.players]
        self._accepts: dict[int, tuple[Array, Array]] = {}
        self._alone: dict[tuple[int, str], Array] = {}
        self._answers: dict[tuple[int, int], Array] = {}
        self._sequential: dict[tuple[int, tuple[int, ...]], Array] = {}

    @property
    def states(self) -> int:
        """Number of corners of the cube, infeasible ones included."""
        return self._cube.size

    # -- layout ----------------------------------------------------------------------------------

    def _view(self, player: int) -> _Slices:
        game = self.game
        own = [o for o in range(game.options) if game.owner[o] == player]
        axes = own + [o for o in range(game.options) if game.owner[o] != player]
        at = {axis: len(axes) - 1 - n for n, axis in enumerate(axes)}
        natural = places(range(game.options), at, 0, len(axes))
        here = np.empty_like(natural)
        here[natural] = np.arange(len(natural))
        feasible = self._feasible[natural]
        scores = self._scores[:, natural]
        levels, group = np.unique(scores, axis=1, return_inverse=True)
        span = len(natural) >> len(own)
        choices = 1 << len(own)
        moves = {
            j: _packed(self._targets(j, axes, feasible, span))
            for j in game.players
            if j != player and game.own(j)
        }
        number = np.arange(len(natural))
        reachable = self._allowed(
            player,
            axes,
            number[:, None],
            np.arange(choices)[None, :] * span + number[:, None] % span,
        )
        open_ = reachable & feasible[np.arange(choices)[None, :] * span + number[:, None] % span]
        open_ &= np.arange(choices)[None, :] != number[:, None] // span
        open_ &= feasible[:, None]
        mask = (open_ * (np.uint64(1) << np.arange(choices, dtype=np.uint64))).sum(
            axis=1, dtype=np.uint64
        )
        return _Slices(natural, here, choices, span, feasible, group.ravel(), mask, moves, levels)

    def _targets(self, mover: int, axes: Sequence[int], feasible: Array, span: int) -> Array:
        """Return, per state and other's choice in its slice, whether the mover can go there."""
        states = np.arange(len(feasible))
        targets = np.arange(span)[None, :] + (states - states % span)[:, None]
        fixed = sum(
            1 << len(axes) - 1 - n for n, o in enumerate(axes) if self.game.owner[o] != mover
        )
        same: Array = ((targets ^ states[:, None]) & fixed) == 0
        same &= self._allowed(mover, axes, states[:, None], targets)
        same &= feasible[targets] & feasible[:, None] & (targets != states[:, None])
        return same

    def _allowed(self, mover: int, axes: Sequence[int], starts: Array, ends: Array) -> Array:
        """Return whether one-way options of the mover allow going from starts to ends."""
        forward = back = 0
        for n, option in enumerate(axes):
            if self.game.owner[option] == mover:
                forward |= (self.game.direction[option] > 0) << len(axes) - 1 - n
                back |= (self.game.direction[option] < 0) << len(axes) - 1 - n
        allowed: Array = ((starts & ~ends & forward) | (ends & ~starts & back)) == 0
        return allowed

    def _accepted(self, player: int) -> tuple[Array, Array]:
        """Return what each row accepts from each group of states, and each state's own choices."""
        if player not in self._accepts:
            view = self._views[player]
            groups = view.levels.shape[1]
            width = (view.span + 63) // 64
            scores = self._scores[:, view.natural]
            good = []
            bad = []
            for level, values in zip(view.levels, scores, strict=True):
                above = values[None, :] > level[:, None]
                below = values[None, :] < level[:, None]
                shape = (groups, view.choices, view.span)
                good.append(_packed((~below if self.weak else above).reshape(shape)))
                bad.append(_packed((~above if self.weak else below).reshape(shape)))
            everything = _packed(np.ones((groups, view.choices, view.span), np.bool_))
            sets = np.empty((len(self.rows), groups, view.choices, width), np.uint64)
            for n, row in enumerate(self.rows):
                sets[n] = everything
                for other, sign in enumerate(row):
                    if sign:
                        sets[n] &= good[other] if sign > 0 else bad[other]
            state = np.arange(len(view.natural))
            place = state % view.span
            choices = np.zeros((len(self.rows), len(state)), np.uint64)
            for own in range(view.choices):
                words = sets[:, view.group, own, place // 64]
                bit = words >> (place % 64).astype(np.uint64) & np.uint64(1)
                choices |= bit << np.uint64(own)
            choices &= view.own[None, :]
            self._accepts[player] = sets, choices
        return self._accepts[player]

    # -- tables ----------------------------------------------------------------------------------

    def alone(self, player: int, concept: str) -> Array:
        """Return a party's stable states per own row under RNASH, RGMR or RSMR (natural order)."""
        key = (player, concept)
        if key not in self._alone:
            self._alone[key] = self._solve_alone(player, concept)
        view = self._views[player]
        found: Array = self._alone[key][:, view.here]
        return found

    def _here(self, player: int, concept: str) -> Array:
        self.alone(player, concept)
        return self._alone[player, concept]

    def _solve_alone(self, player: int, concept: str) -> Array:
        from detente.engine.large import attitude_kernels as kernels

        view = self._views[player]
        sets, choices = self._accepted(player)
        if concept == "RNASH":
            nash: Array = (choices == 0) & view.feasible[None, :]
            return nash
        nash = self._here(player, "RNASH")
        arcs = np.zeros((len(view.natural), sets.shape[3]), np.uint64)
        for moves in view.moves.values():
            arcs |= moves
        reached = np.empty_like(arcs)
        kernels.close(arcs, view.span, reached)
        if concept == "RGMR":
            asked = ~nash & view.feasible[None, :]
            found = np.zeros((1, len(self.rows), -(-self.states // 8)), np.uint8)
            kernels.sanctioned(
                reached[None], sets, view.group, choices, asked, view.here, view.span, found
            )
            return nash | _unpacked(found[0], self.states)[:, view.natural]
        asked = self._here(player, "RGMR") & ~nash
        result = np.zeros(asked.shape, np.bool_)
        kernels.inescapable(reached, sets, view.group, choices, view.own, asked, view.span, result)
        return nash | result

    def _replies(self, player: int, other: int) -> Array:
        """Return, per row, what an opponent accepts and can reach, in a player's slices."""
        view = self._views[player]
        key = (player, other)
        if key in self._answers:
            return self._answers[key]
        sets, _ = self._accepted(player)
        own = np.arange(len(view.natural)) // view.span
        result = sets[:, view.group, own] & view.moves[other][None]
        self._answers[key] = result
        return result

    def sequential(self, player: int, others: Sequence[tuple[int, ...]]) -> Array:
        """Return a party's RSEQ-stable states per setting of the others' rows and own row.

        Parameters
        ----------
        player : int
            The party.
        others : sequence of tuple of int
            Settings: the row numbers of the other parties, in order.

        Returns
        -------
        array of uint8
            By setting and own row, packed bits of the states in natural order.
        """
        from detente.engine.large import attitude_kernels as kernels

        view = self._views[player]
        sets, choices = self._accepted(player)
        nash = self._here(player, "RNASH")
        asked = self._here(player, "RGMR") & ~nash
        rivals = [j for j in self.game.players if j != player]
        replies = {j: self._replies(player, j) for j in rivals if j in view.moves}
        start_bits = _bits(self.alone(player, "RNASH"))
        result = np.empty((len(others), *start_bits.shape), np.uint8)

        def work(start: int) -> None:
            part = others[start : start + _TILE]
            reached = np.empty((len(part), len(view.natural), sets.shape[3]), np.uint64)
            for n, setting in enumerate(part):
                arcs = np.zeros(reached.shape[1:], np.uint64)
                for j, row in zip(rivals, setting, strict=True):
                    if j in replies:
                        arcs |= replies[j][row]
                kernels.close(arcs, view.span, reached[n])
            found = result[start : start + len(part)]
            found[...] = start_bits
            kernels.sanctioned(
                reached, sets, view.group, choices, asked, view.here, view.span, found
            )

        starts = range(0, len(others), _TILE)
        with ThreadPoolExecutor(workers()) as pool:
            list(pool.map(work, starts))
        return result

    # -- profiles --------------------------------------------------------------------------------

    def equilibria(self, concept: str, attitudes: Sequence[Sequence[int]]) -> list[int]:
        """Return the equilibria (natural numbers, ascending) under one attitude profile."""
        rows = [self._number[tuple(row)] for row in attitudes]
        truth = self._feasible.copy()
        for player, row in enumerate(rows):
            if concept == "RSEQ":
                others = tuple(r for j, r in enumerate(rows) if j != player)
                key = (player, others)
                if key not in self._sequential:
                    self._sequential[key] = self.sequential(player, [others])[0]
                truth &= _unpacked(self._sequential[key][row], self.states)
            else:
                truth &= self.alone(player, concept)[row]
        return [int(n) for n in np.flatnonzero(truth)]

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
            packed = self.sequential(player, settings)[:, list(rows[player])]
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
            return ProfileSet(
                self.rows, rows, tuple(np.zeros([1] * len(rows), np.bool_) for _ in rows)
            )
        tables = []
        for player in self.game.players:
            shape = [1] * len(rows)
            if concept != "RSEQ":
                shape[player] = len(rows[player])
                verdicts = self.alone(player, concept)[list(rows[player]), state]
                tables.append(verdicts.reshape(shape))
                continue
            rest = [r for j, r in enumerate(rows) if j != player]
            found = self._sequential_of(player, state, list(rows[player]), rest)
            found = found.reshape(*(len(r) for r in rest), len(rows[player]))
            tables.append(np.moveaxis(found, -1, player))
        return ProfileSet(self.rows, rows, tuple(tables))

    def _sequential_of(
        self, player: int, state: int, own_rows: list[int], rest: list[Sequence[int]]
    ) -> Array:
        """Return RSEQ of one state by setting of the others' rows and own row."""
        view = self._views[player]
        here = int(view.here[state])
        nash = self._here(player, "RNASH")[own_rows, here]
        general = self._here(player, "RGMR")[own_rows, here]
        count = int(np.prod([len(r) for r in rest], dtype=np.int64))
        result = np.broadcast_to(nash, (count, len(own_rows))).copy()
        asked = np.flatnonzero(general & ~nash)
        if not asked.size:
            return result
        sets, choices = self._accepted(player)
        rivals = [j for j in self.game.players if j != player]
        replies = {j: self._replies(player, j) for j in rivals if j in view.moves}
        wanted = 0
        for n in asked:
            wanted |= int(choices[own_rows[n], here])
        place = here % view.span
        # Settings whose rows act alike inside the slices that matter are solved once.
        alike: dict[int, Array] = {}
        for own in range(view.choices):
            if wanted >> own & 1:
                inside = slice(own * view.span, (own + 1) * view.span)
                alike[own] = self._reached_per_setting(
                    [
                        replies[j][list(r), inside] if j in replies else None
                        for j, r in zip(rivals, rest, strict=True)
                    ],
                    place,
                    [len(r) for r in rest],
                )
        for n in asked:
            row = own_rows[n]
            mask = int(choices[row, here])
            verdict = np.ones(count, np.bool_)
            for own, reached in alike.items():
                if mask >> own & 1:
                    good = sets[row, view.group[here], own]
                    verdict &= ((reached & ~good[None, :]) != 0).any(axis=1)
            result[:, n] = verdict
        return result

    def _reached_per_setting(
        self, replies: list[Array | None], place: int, sizes: list[int]
    ) -> Array:
        """Return what the others reach from one state of a slice, for every setting of their rows."""
        from detente.engine.large import attitude_kernels as kernels

        classes: list[Array | None] = []
        numbers: list[Array] = []
        for table, size in zip(replies, sizes, strict=True):
            if table is None:
                classes.append(None)
                numbers.append(np.zeros(size, np.int64))
                continue
            distinct, inverse = np.unique(table.reshape(size, -1), axis=0, return_inverse=True)
            classes.append(distinct.reshape(-1, *table.shape[1:]))
            numbers.append(inverse.ravel())
        counts = [1 if c is None else len(c) for c in classes]
        shape = (
            next(t.shape[1:] for t in replies if t is not None)
            if any(t is not None for t in replies)
            else (1, 1)
        )
        found = np.zeros((*counts, shape[1]), np.uint64)
        for setting in product(*(range(c) for c in counts)):
            arcs = np.zeros(shape, np.uint64)
            for table, n in zip(classes, setting, strict=True):
                if table is not None:
                    arcs |= table[n]
            kernels.reach_from(arcs, place, found[setting])
        spread = found[np.ix_(*numbers)]
        return spread.reshape(-1, shape[1])


def _packed(truth: Array) -> Array:
    """Pack the last axis into 64-bit words."""
    length = truth.shape[-1]
    pad = -length % 64
    if pad:
        truth = np.concatenate([truth, np.zeros((*truth.shape[:-1], pad), np.bool_)], axis=-1)
    return np.packbits(truth, axis=-1, bitorder="little").view(np.uint64)


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
