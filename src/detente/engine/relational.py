"""Relational stability under attitudes: RNASH, RGMR, RSMR, RSEQ.

Source: Inohara, Hipel & Walker (2007), with strict preference in the relational test by default.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import and_, is_

from detente.engine import names
from detente.engine.game import Game
from detente.engine.metarational import deterred, inescapably_deterred, never_leaves
from detente.engine.reach import LegalReach, legal_reach
from detente.engine.unsettled import Position, Unsettled

CONCEPTS = names.RELATIONAL

Attitudes = Sequence[Sequence[int]]

#: From so many profiles and variants on it is worth telling who would leave which state.
_MANY = 4


class Deterring:
    """For every state what deters from leaving it, worked out for those that are asked about."""

    def __init__(self, accepted: Sequence[int], everything: int) -> None:
        self._accepted = accepted
        self._everything = everything

    def __getitem__(self, state: int) -> int:
        """Return the states that are not accepted instead of a state, and that state."""
        return self._everything & ~self._accepted[state] | 1 << state


class RelationalSolver:
    """Answers relational questions about one game, remembering work across attitude profiles.

    Parameters
    ----------
    game : Game
        The game.
    ties : {"strict", "weak"}
        Whether "good" for another means strictly better, or not worse.
    like : sequence of RelationalSolver
        Solvers of variants of the game, on the same states. What follows from tables that are the
        very same objects in one of them is taken from there.
    """

    def __init__(
        self, game: Game, *, ties: str = "strict", like: Sequence[RelationalSolver] = ()
    ) -> None:
        if ties not in ("strict", "weak"):
            raise ValueError(f"ties must be 'strict' or 'weak', not {ties!r}")
        self.game = game
        self.ties = ties
        self._like = tuple(each for each in like if each.ties == ties)
        self._demands: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._accepted: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._replies: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
        self._reach: dict[object, tuple[int, ...]] = {}
        self._asked: dict[object, LegalReach] = {}
        self._stable: dict[object, int] = {}
        #: Profiles of this game and its variants that were asked about, and the first of them.
        self._asked_for = 0
        self._first: Attitudes = ()
        self._unsettled: Unsettled | None = None

    def let_go(self) -> None:
        """Let go of the solvers that this one is like; what was taken from them stays."""
        self._like = ()

    def _demand(self, player: int, *, good: bool) -> tuple[int, ...]:
        """Return, for every state s, the states good (or bad) for a player against s."""
        key = (player, good)
        if key not in self._demands:
            strict, everything = self.ties == "strict", self.game.everything
            table = self.game.better[player]
            if good is not strict:
                table = worse_than(table, everything)
            if not strict:
                table = tuple(everything & ~column for column in table)
            self._demands[key] = table
        return self._demands[key]

    def _alike(self, row: Sequence[int]) -> RelationalSolver | None:
        """Return a variant in which those to whom a row of attitudes looks want the same."""
        better = self.game.better
        for each in self._like:
            if all(each.game.better[j] is better[j] for j, sign in enumerate(row) if sign):
                return each
        return None

    def accepted(self, row: Sequence[int]) -> tuple[int, ...]:
        """Return, for every s, the states t with t TRP s under a row of attitudes."""
        key = tuple(row)
        if key not in self._accepted:
            same = self._alike(key)
            self._accepted[key] = same.accepted(key) if same else self._accept(key)
        return self._accepted[key]

    def _accept(self, row: tuple[int, ...]) -> tuple[int, ...]:
        sets = None
        for other, sign in enumerate(row):
            if sign:
                demand = self._demand(other, good=sign > 0)
                sets = demand if sets is None else tuple(map(and_, sets, demand))
        return sets if sets is not None else (self.game.everything,) * self.game.size

    def replies(self, player: int, attitudes: Attitudes) -> tuple[int, ...]:
        """Return the total relational replies of a player from every state."""
        key = (player, tuple(attitudes[player]))
        if key not in self._replies:
            self._replies[key] = self._reply(player, attitudes)
        return self._replies[key]

    def _reply(self, player: int, attitudes: Attitudes) -> tuple[int, ...]:
        moves, accepted = self.game.moves[player], self.accepted(attitudes[player])
        for each in self._like:
            if each.game.moves[player] is moves and each.accepted(attitudes[player]) is accepted:
                return each.replies(player, attitudes)
        return tuple(map(and_, moves, accepted))

    def _responses(self, player: int, attitudes: Attitudes | None) -> tuple[int, ...]:
        key = self._others(player, attitudes)
        if key not in self._reach:
            tables, plain = self._answering(player, attitudes)
            self._reach[key] = legal_reach(tables, transitive=plain) or (0,) * self.game.size
        return self._reach[key]

    def _others(self, player: int, attitudes: Attitudes | None) -> object:
        rows = attitudes and tuple(tuple(row) for j, row in enumerate(attitudes) if j != player)
        return player, rows

    def _answering(
        self, player: int, attitudes: Attitudes | None
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Return the tables of the others' moves, and whether plain closure gives their reach."""
        others = [j for j in self.game.players if j != player]
        if attitudes is None:
            return [self.game.moves[j] for j in others], self.game.transitive
        # Strict demands are strict orders, so replies are transitive where moves are and
        # never lead back; weak ones and rows of zeros need the last mover kept in mind.
        strict = self.ties == "strict" and all(any(attitudes[j]) for j in others)
        return [self.replies(j, attitudes) for j in others], strict and self.game.transitive

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

    def equilibria(self, concept: str, attitudes: Attitudes) -> int:
        """Return the states that are stable for every player under an attitude profile.

        Under RSEQ a player is asked only about states that hold for all asked before it, and the
        responses are worked out only to the moves that leave these: far less than all of `stable`.
        """
        key = ("all", concept, tuple(map(tuple, attitudes)))
        if key in self._stable:
            return self._stable[key]
        held = self.game.everything
        if concept != "RSEQ":
            for player in self.game.players:
                held &= self.stable(player, concept, attitudes)
        else:
            leaving = [self.replies(player, attitudes) for player in self.game.players]
            held &= ~self._still_left(attitudes, leaving)
            for player in sorted(self.game.players, key=lambda j: leaving[j].count(0)):
                reach, deter = self._asking(player, attitudes), self._deterring(attitudes[player])
                held = deterred(leaving[player], reach, deter, held)
        self._stable[key] = held
        return held

    def _still_left(self, attitudes: Attitudes, leaving: Sequence[tuple[int, ...]]) -> int:
        """Return states that are no equilibria, as a profile or a variant that was asked about first tells.

        Only where many are asked about is the first one looked into.
        """
        first = next((each for each in self._like if each._asked_for), self)
        first._asked_for += 1
        if first._asked_for == 1:
            first._first = attitudes
        if first._asked_for < _MANY:
            return 0
        if first._unsettled is None:
            first._unsettled = Unsettled([first._position(j) for j in self.game.players])
        accepted = [self.accepted(row) for row in attitudes]
        return first._unsettled.still_left(leaving, accepted)

    def _position(self, player: int) -> Position:
        """Return where a party stands under the attitudes that were asked about first."""
        row = self._first[player]
        replies, reach = self.replies(player, self._first), self._asking(player, self._first)
        return Position(replies, self.accepted(row), self._deterring(row), reach)

    def _asking(self, player: int, attitudes: Attitudes) -> LegalReach:
        """Return the others' responses, worked out where they are asked for."""
        key = self._others(player, attitudes)
        if key not in self._asked:
            tables, plain = self._answering(player, attitudes)
            for each in self._like:
                known, alike = each._answering(player, attitudes)
                if alike is plain and all(map(is_, known, tables)):
                    self._asked[key] = each._asking(player, attitudes)
                    break
            else:
                self._asked[key] = LegalReach(tables, transitive=plain)
        return self._asked[key]

    def _deterring(self, row: Sequence[int]) -> Deterring:
        """Return, for every state, what deters from leaving it: what the attitudes do not accept."""
        return Deterring(self.accepted(row), self.game.everything)

    def _solve(self, player: int, concept: str, attitudes: Attitudes) -> int:
        leave = self.replies(player, attitudes)
        if concept == "RNASH":
            return never_leaves(leave)
        deter = self._deterring(attitudes[player])
        if concept == "RSEQ":
            return deterred(leave, self._responses(player, attitudes), deter)
        reach = self._responses(player, None)
        if concept == "RGMR":
            return deterred(leave, reach, deter)
        return inescapably_deterred(leave, reach, deter, self.game.moves[player])


def worse_than(better: Sequence[int], everything: int) -> tuple[int, ...]:
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
