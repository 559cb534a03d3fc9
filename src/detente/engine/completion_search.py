"""The search behind `completions`: is there a ranking of the unknown with a wanted verdict.

Why it is exact is told in `detente.engine.completions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from detente.engine.game import Game, bits
from detente.engine.partial_ranking import PartialRanking
from detente.engine.reach import legal_reach_from

SEQUENTIAL = ("SEQ", "SSEQ")
SYMMETRIC = ("SMR", "SSEQ")

Rankings = tuple[PartialRanking, ...]


class Outcome(Enum):
    """How a search ends that finds nothing."""

    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class _Bound:
    """A side of the bracket: the least or greatest W, and the most or fewest answers."""

    least_above: bool
    most_answers: bool

    def above(self, ranking: PartialRanking, state: int) -> int:
        return ranking.above[state] if self.least_above else ranking.maybe_above(state)


class CompletionSearch:
    """Searches the completions of one game.

    Parameters
    ----------
    game : Game
        Its moves are used.
    known : tuple of PartialRanking
        What is known of every decision maker's ranking.
    limit : int
        At most so many steps per search.
    """

    def __init__(self, game: Game, known: Rankings, limit: int) -> None:
        self._game = game
        self._known = known
        self._limit = limit
        self._at_start: dict[tuple[int, bool], Sequence[int]] = {}

    def find(
        self, state: int, judged: tuple[tuple[int, str], ...], *, stable: bool
    ) -> Rankings | Outcome:
        """Find rankings that make a state stable for all judged, or unstable for the one judged.

        Parameters
        ----------
        state : int
            The state.
        judged : tuple of (decision maker, concept)
            Just one with ``stable=False``.
        stable : bool
            The wanted verdict.

        Returns
        -------
        tuple of PartialRanking, or Outcome
            However their open pairs are decided, the verdict is the wanted one.
        """
        # One ranking is both a W of its owner and, under sequential concepts of others, a source of
        # their answers. Where only one is judged, or no concept is sequential, the wanted extreme W
        # may be had for nothing; else W is bounded from both sides like the answers.
        free = len(judged) == 1 or not any(concept in SEQUENTIAL for _, concept in judged)
        hopeful = _Bound(least_above=stable or not free, most_answers=True)
        feared = _Bound(least_above=stable and free, most_answers=False)
        if stable and not free:
            # A cheap guess that often proves the point: everyone likes the state as well as it may.
            guess = tuple(ranking.with_first(state) for ranking in self._known)
            if all(self._is_stable(guess, state, *each, feared) for each in judged):
                return guess
        stack: list[Rankings] = [self._known]
        for _ in range(self._limit):
            if not stack:
                return Outcome.NONE
            node = stack.pop()
            excluded = not all(self._is_stable(node, state, *each, hopeful) for each in judged)
            if excluded and stable:
                continue
            failing = next(
                (each for each in judged if not self._is_stable(node, state, *each, feared)), None
            )
            if failing is None and not stable:
                continue
            if failing is None or excluded:
                return self._with_extreme(node, state, judged, first=stable) if free else node
            owner, low, high = self._undecided_pair(node, state, *failing, feared, free=free)
            children = self._decided(node, owner, low, high, tied=not stable)
            # Last in, first looked at: an answer of the others helps, a tempting state does not.
            stack += reversed(children) if stable and owner != failing[0] else children
        return Outcome.UNDECIDED if stack else Outcome.NONE

    def _with_extreme(
        self, node: Rankings, state: int, judged: tuple[tuple[int, str], ...], *, first: bool
    ) -> Rankings:
        """Give those judged the extreme W that was had for nothing."""
        players = {player for player, _ in judged}
        return tuple(
            ranking
            if player not in players
            else ranking.with_first(state)
            if first
            else ranking.with_last(state)
            for player, ranking in enumerate(node)
        )

    def _is_stable(
        self, node: Rankings, state: int, player: int, concept: str, bound: _Bound
    ) -> bool:
        game = self._game
        above = bound.above(node[player], state)
        leave = game.moves[player][state] & above
        if concept == "NASH" or not leave:
            return not leave
        tables = self._answer_tables(node, player, concept, bound)
        for target in bits(leave):
            answers = legal_reach_from(tables, target) & ~above if tables else 0
            if concept in SYMMETRIC:
                held = any(not game.moves[player][answer] & above for answer in bits(answers))
            else:
                held = bool(answers)
            if not held:
                return False
        return True

    def _answer_tables(
        self, node: Rankings, player: int, concept: str, bound: _Bound
    ) -> list[Sequence[int]]:
        others = [j for j in self._game.players if j != player]
        if concept not in SEQUENTIAL:
            return [self._game.moves[j] for j in others]
        return [self._improvements(node, j, most=bound.most_answers) for j in others]

    def _improvements(self, node: Rankings, player: int, *, most: bool) -> Sequence[int]:
        ranking = node[player]
        start = ranking is self._known[player]
        if start and (player, most) in self._at_start:
            return self._at_start[player, most]
        table = [
            moves and moves & (ranking.maybe_above(s) if most else ranking.above[s])
            for s, moves in enumerate(self._game.moves[player])
        ]
        if start:
            self._at_start[player, most] = table
        return table

    def _undecided_pair(
        self, node: Rankings, state: int, player: int, concept: str, feared: _Bound, *, free: bool
    ) -> tuple[int, int, int]:
        """Return an owner and states (low, high) whose comparison the bounds disagree about."""
        game = self._game
        leave = game.moves[player][state] & feared.above(node[player], state)
        tables = self._answer_tables(node, player, concept, replace(feared, most_answers=True))
        visited = leave
        if concept != "NASH" and tables:
            for target in bits(leave):
                visited |= legal_reach_from(tables, target)
        if not free:
            touched = visited
            for here in bits(visited):
                touched |= game.moves[player][here]
            for there in bits(touched & node[player].open(state)):
                return player, state, there
        for other in game.players:
            if other != player:
                for here in bits(visited):
                    for there in bits(game.moves[other][here] & node[other].open(here)):
                        return other, here, there
        raise AssertionError("where the bounds differ, some pair is undecided")

    def _decided(
        self, node: Rankings, owner: int, low: int, high: int, *, tied: bool
    ) -> list[Rankings]:
        ranking = node[owner]
        ways = [ranking.with_better(low, high)]
        if tied and not self._game.transitive:
            ways.append(ranking.with_equal(low, high))
        ways.append(ranking.with_better(high, low))
        return [(*node[:owner], way, *node[owner + 1 :]) for way in ways]
