"""Limited-move stability L_h and non-myopic stability NM.

G_h(i, s) is what i expects to come of s when i has the move and h moves are foreseen. The standard
definition is for two decision makers and rankings without ties (Kilgour 1985; Kilgour, Hipel & Fang
1987). For more, or with ties, sources disagree; here expectations are then sets of states, and a
decision maker counts on the worst, whoever moves next. Without ties and for two both are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.game import Game, bits

Table = tuple[tuple[int, ...], ...]


def has_ties(game: Game) -> bool:
    """Say whether some decision maker is indifferent between two different states."""
    return any(len({row.bit_count() for row in table}) < game.size for table in game.better)


class LimitedSolver:
    """Answers for every horizon h, remembering the tables of expectations.

    Parameters
    ----------
    game : Game
        Preferences are complete rankings, ties allowed.
    limit : int
        Horizons beyond which a search for the period, for NM, is given up.

    Notes
    -----
    One table costs some steps per move; each is kept, a set per state and decision maker.
    """

    def __init__(self, game: Game, *, limit: int = 10_000) -> None:
        self.game = game
        self.limit = limit
        # In a ranking, how many states are better tells the rank.
        self._ranks = [[row.bit_count() for row in table] for table in game.better]
        alone = tuple(1 << state for state in range(game.size))
        self._tables: list[Table] = [(alone,) * len(game.moves)]
        self._seen: dict[Table, int] = {self._tables[0]: 0}
        self._period: tuple[int, int] | None = None

    def stable(self, player: int, horizon: int) -> int:
        """Return the states that are L_h-stable for a decision maker.

        Raises
        ------
        ValueError
            For a horizon below 1.
        """
        if horizon < 1:
            raise ValueError("a horizon is at least 1")
        return self._fixed(self._table(horizon)[player])

    def non_myopic(self, player: int) -> int:
        """Return the states that are L_h-stable for all h from some h on.

        Raises
        ------
        OverflowError
            When no period shows within the limit.
        """
        while self._period is None:
            if len(self._tables) > self.limit:
                raise OverflowError(f"no period within {self.limit} moves")
            self._grow()
        first, after = self._period
        result = self.game.everything
        for table in self._tables[first:after]:
            result &= self._fixed(table[player])
        return result

    def expectations(self, player: int, horizon: int) -> tuple[int, ...]:
        """Return G_h(i, s) for every s, as sets of states."""
        return self._table(horizon)[player]

    def _fixed(self, expected: Sequence[int]) -> int:
        return sum(1 << state for state, states in enumerate(expected) if states == 1 << state)

    def _table(self, horizon: int) -> Table:
        while len(self._tables) <= horizon and self._period is None:
            self._grow()
        if horizon < len(self._tables):
            return self._tables[horizon]
        assert self._period is not None  # noqa: S101  (the loop above ended)
        first, after = self._period
        return self._tables[first + (horizon - first) % (after - first)]

    def _grow(self) -> None:
        """Add the table of the next horizon, or note the period when it has been seen."""
        last = self._tables[-1]
        table = tuple(self._next(player, last) for player in self.game.players)
        if table in self._seen:
            self._period = (self._seen[table], len(self._tables))
            return
        self._seen[table] = len(self._tables)
        self._tables.append(table)

    def _next(self, player: int, last: Table) -> tuple[int, ...]:
        ranks = self._ranks[player]
        outcome, worst = [], []
        for state in range(self.game.size):
            expected = 0
            for other in self.game.players:
                if other != player:
                    expected |= last[other][state]
            expected = expected & ~(1 << state) or 1 << state
            outcome.append(expected)
            worst.append(max(ranks[reached] for reached in bits(expected)))
        result = []
        for state, moves in enumerate(self.game.moves[player]):
            best = min((worst[target] for target in bits(moves)), default=ranks[state])
            if best >= ranks[state]:
                result.append(1 << state)
                continue
            union = 0
            for target in bits(moves):
                if worst[target] == best:
                    union |= outcome[target]
            result.append(union)
        return tuple(result)
