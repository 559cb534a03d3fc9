"""Relational stability under attitudes: RNASH, RGMR, RSMR, RSEQ (handbook §6).

Source: Inohara, Hipel & Walker (2007), with strict preference in the relational test by default.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine import names
from detente.engine.game import Game
from detente.engine.metarational import deterred, inescapably_deterred, never_leaves
from detente.engine.reach import legal_reach

CONCEPTS = names.RELATIONAL

Attitudes = Sequence[Sequence[int]]


class RelationalSolver:
    """Answers relational questions about one game, remembering work across attitude profiles.

    Parameters
    ----------
    game : Game
        The game.
    ties : {"strict", "weak"}
        Whether "good" for another means strictly better, or not worse.
    """

    def __init__(self, game: Game, *, ties: str = "strict") -> None:
        if ties not in ("strict", "weak"):
            raise ValueError(f"ties must be 'strict' or 'weak', not {ties!r}")
        self.game = game
        self.ties = ties
        self._good, self._bad = self._demands(ties)
        self._accepted: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._replies: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
        self._reach: dict[object, tuple[int, ...]] = {}
        self._stable: dict[object, int] = {}

    def _demands(self, ties: str) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
        """Return, per player and state s, the states good and bad for that player against s."""
        game = self.game
        worse = [_worse(better, game.everything) for better in game.better]
        if ties == "strict":
            return list(game.better), worse
        everything = game.everything
        good = [tuple(everything & ~column for column in columns) for columns in worse]
        bad = [tuple(everything & ~above for above in better) for better in game.better]
        return good, bad

    def accepted(self, row: Sequence[int]) -> tuple[int, ...]:
        """Return, for every s, the states t with t TRP s under a row of attitudes."""
        key = tuple(row)
        if key not in self._accepted:
            sets = [self.game.everything] * self.game.size
            for other, sign in enumerate(key):
                if sign:
                    demand = self._good[other] if sign > 0 else self._bad[other]
                    sets = [have & want for have, want in zip(sets, demand, strict=True)]
            self._accepted[key] = tuple(sets)
        return self._accepted[key]

    def replies(self, player: int, attitudes: Attitudes) -> tuple[int, ...]:
        """Return the total relational replies of a player from every state."""
        key = (player, tuple(attitudes[player]))
        if key not in self._replies:
            accepted = self.accepted(attitudes[player])
            moves = self.game.moves[player]
            self._replies[key] = tuple(m & a for m, a in zip(moves, accepted, strict=True))
        return self._replies[key]

    def _responses(self, player: int, attitudes: Attitudes | None) -> tuple[int, ...]:
        others = [j for j in self.game.players if j != player]
        key = (player, attitudes and tuple(tuple(attitudes[j]) for j in others))
        if key not in self._reach:
            if attitudes is None:
                tables = [self.game.moves[j] for j in others]
                plain = self.game.transitive
            else:
                # Strict demands are strict orders, so replies are transitive where moves are and
                # never lead back; weak ones and rows of zeros need the last mover kept in mind.
                tables = [self.replies(j, attitudes) for j in others]
                strict = self.ties == "strict" and all(any(attitudes[j]) for j in others)
                plain = strict and self.game.transitive
            self._reach[key] = legal_reach(tables, transitive=plain) or (0,) * self.game.size
        return self._reach[key]

    def stable(self, player: int, concept: str, attitudes: Attitudes) -> int:
        """Return the states that are stable for a player under an attitude profile.

        Raises
        ------
        ValueError
            For an unknown concept.
        """
        if concept not in CONCEPTS:
            raise ValueError(f"no relational concept {concept!r}")
        row = tuple(attitudes[player])
        key = (player, concept, tuple(map(tuple, attitudes)) if concept == "RSEQ" else row)
        if key not in self._stable:
            self._stable[key] = self._solve(player, concept, attitudes)
        return self._stable[key]

    def _solve(self, player: int, concept: str, attitudes: Attitudes) -> int:
        leave = self.replies(player, attitudes)
        if concept == "RNASH":
            return never_leaves(leave)
        everything = self.game.everything
        deter = tuple(
            everything & ~accepted | 1 << state
            for state, accepted in enumerate(self.accepted(attitudes[player]))
        )
        if concept == "RSEQ":
            return deterred(leave, self._responses(player, attitudes), deter)
        reach = self._responses(player, None)
        if concept == "RGMR":
            return deterred(leave, reach, deter)
        return inescapably_deterred(leave, reach, deter, self.game.moves[player])


def _worse(better: Sequence[int], everything: int) -> tuple[int, ...]:
    """Return, for every state s, the states to which s is preferred."""
    classes: dict[int, int] = {}
    for state, above in enumerate(better):
        classes[above] = classes.get(above, 0) | 1 << state
    # In a ranking the sets of better states are nested, and each class holds all that is tied.
    expected = 0
    for above in sorted(classes, key=int.bit_count):
        if above != expected:
            break
        expected = above | classes[above]
    else:
        return tuple(everything & ~(above | classes[above]) for above in better)
    columns = [0] * len(better)
    for state, above in enumerate(better):
        rest = above
        while rest:
            low = rest & -rest
            columns[low.bit_length() - 1] |= 1 << state
            rest ^= low
    return tuple(columns)
