"""Necessary and possible equilibria: what holds whatever the unknown preferences turn out to be.

A *completion* gives every decision maker a complete ranking, ties allowed, that keeps all that is
known: better stays better, equal stays equal. Known facts are first closed: what follows from them
by transitivity is known too, and a contradiction is an error. A state is

* *necessarily* stable (an equilibrium) when it is so under every completion;
* *possibly* stable (an equilibrium) when it is so under some completion.

Why NASH, GMR and SMR need no search. They depend on i's own ranking only through W, the states
above s, and are monotone: stable with W implies stable with every subset (handbook §12). Over all
completions W ranges over the sets closed upwards that contain above(s) and miss s:
(1) a ranking's W is closed upwards, contains above(s) and misses s. (2) Given such a set, rank its
states first, by any ranking of them that keeps the known facts, then s with its equals, then the
rest likewise: no state of the rest is above s, and nothing outside the set is above a state in it,
so all known facts are kept. The least such set is above(s); the greatest leaves out just s, its
equals and what is below s. Stable with the greatest is necessary, stable with the least possible.
Since rankings of different decision makers are chosen independently, equilibria under these three
concepts split per decision maker. Ties change nothing here, since (2) can be made strict.

SEQ and SSEQ depend on the others' rankings through their improvements. More improvements of the
others never hurt stability, so known improvements bound it from below and conceivable ones from
above; where the bounds differ, undecided pairs that matter are decided one by one until the bounds
agree. The search is exact; beyond a stated number of steps the answer is "undecided".

Ties among undecided pairs are rarely needed. For possible stability of s, break every tie, s first:
W keeps its states, and improvements are only gained. For necessary stability on transitive graphs,
let X be what the others reach after a move that nothing deters; break ties in favour of states in X:
no improvement leaves X. On other graphs a tie can matter, because an improvement within X may free
the previous mover to move again; there pairs are decided three ways.

These two notions are our own; they follow the use of necessary and possible winners in voting
under partial orders (Konczak & Lang 2005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.engine.game import Game, bits
from detente.engine.partial_ranking import PartialRanking
from detente.engine.reach import legal_reach_from
from detente.engine.uncertain import check_unknown

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
SEQUENTIAL = ("SEQ", "SSEQ")
SYMMETRIC = ("SMR", "SSEQ")

_Node = tuple[PartialRanking, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Sets of states by answer; together all states, none in two of them.

    Attributes
    ----------
    yes, no : int
        States for which the answer is proved.
    undecided : int
        States for which the search was ended by its limit.
    """

    yes: int
    no: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Share:
    """How often a state was an equilibrium in sampled completions.

    Attributes
    ----------
    hits, samples : int
        Number of completions in which it was one, and of all that were drawn.
    low, high : float
        Wilson's (1927) confidence interval for the share under the law of sampling.
    """

    hits: int
    samples: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The estimate."""
        return self.hits / self.samples


class CompletionSolver:
    """Answers what holds in all, in some, and in what share of the completions of a game.

    Parameters
    ----------
    game : Game
        ``game.better`` holds what is known.
    unknown : table per decision maker
        ``unknown[i][s]``: the states whose comparison with s by i is unknown; symmetric. Pairs
        neither better, worse nor unknown are equal.
    limit : int
        At most so many steps of search per state (and decision maker), each at most a look at all
        moves; beyond, the state is undecided.

    Raises
    ------
    ValueError
        When the tables do not fit, or no complete ranking keeps what is known.
    """

    def __init__(self, game: Game, unknown: Sequence[Sequence[int]], *, limit: int = 1_000) -> None:
        check_unknown(game, unknown)
        self.game = game
        self.limit = limit
        self._known: _Node = tuple(
            PartialRanking.of_facts(better, table)
            for better, table in zip(game.better, unknown, strict=True)
        )
        self._at_start: dict[tuple[int, bool], Sequence[int]] = {}

    def necessary(self, player: int, concept: str) -> Answers:
        """Tell which states are stable for a decision maker under every completion."""
        _check((concept,))
        yes = no = 0
        for state in range(self.game.size):
            found = self._search(state, ((player, concept),), stable=False)
            yes |= (found is False) << state
            no |= (found is True) << state
        return self._answers(yes, no)

    def possible(self, player: int, concept: str) -> Answers:
        """Tell which states are stable for a decision maker under some completion."""
        _check((concept,))
        return self._possible(((player, concept),))

    def necessary_equilibria(self, concepts: Sequence[str]) -> Answers:
        """Tell which states are equilibria under every completion.

        Parameters
        ----------
        concepts : sequence of str
            One per decision maker, of ``CONCEPTS``.
        """
        self._check_all(concepts)
        yes, no = self.game.everything, 0
        for player, concept in enumerate(concepts):
            answers = self.necessary(player, concept)
            yes &= answers.yes
            no |= answers.no
        return self._answers(yes, no)

    def possible_equilibria(self, concepts: Sequence[str]) -> Answers:
        """Tell which states are equilibria under some completion, the same one for everyone.

        Parameters
        ----------
        concepts : sequence of str
            One per decision maker, of ``CONCEPTS``.
        """
        self._check_all(concepts)
        return self._possible(tuple(enumerate(concepts)))

    def shares(
        self,
        judge: Callable[[Game, int], int],
        *,
        samples: int = 1_000,
        seed: int = 0,
        confidence: float = 0.95,
    ) -> tuple[Share, ...]:
        """Estimate, for every state, in what share of the completions it is an equilibrium.

        Parameters
        ----------
        judge : callable
            Returns the states of a complete game that are stable for a decision maker.
        samples, seed : int
            Number of completions drawn, and where the draws start; equal seeds give equal answers.
        confidence : float
            Level of the intervals, between 0 and 1.

        Notes
        -----
        The law of sampling: independently per decision maker, the ranking is filled from the top,
        each time with one of the states (with its known equals) above which nothing known is left,
        all of them equally likely. States not known to be equal are never tied. This is not
        the uniform law over rankings: drawing uniformly is far harder, and neither law says how
        likely a preference is. Read the share as a measure of how much hangs on what is unknown.

        Raises
        ------
        ValueError
            When samples or confidence are out of range.
        """
        if samples < 1 or not 0 < confidence < 1:
            raise ValueError("samples must be positive and confidence between 0 and 1")
        import random  # here and below: not needed by most, and slow to import

        source = random.Random(seed)  # noqa: S311  (a simulation, no secret)
        hits = [0] * self.game.size
        draws = [ranking.draws(source) for ranking in self._known]
        for _ in range(samples):
            drawn = tuple(next(each) for each in draws)
            complete = replace(self.game, better=drawn)
            equilibria = self.game.everything
            for player in self.game.players:
                equilibria &= judge(complete, player)
            for state in bits(equilibria):
                hits[state] += 1
        return tuple(Share(count, samples, *wilson(count, samples, confidence)) for count in hits)

    def _possible(self, judged: tuple[tuple[int, str], ...]) -> Answers:
        yes = no = 0
        for state in range(self.game.size):
            found = self._search(state, judged, stable=True)
            yes |= (found is True) << state
            no |= (found is False) << state
        return self._answers(yes, no)

    def _answers(self, yes: int, no: int) -> Answers:
        return Answers(yes, no, self.game.everything & ~(yes | no))

    def _check_all(self, concepts: Sequence[str]) -> None:
        if len(concepts) != len(self.game.moves):
            raise ValueError("one concept per decision maker is needed")
        _check(concepts)

    def _search(
        self, state: int, judged: tuple[tuple[int, str], ...], *, stable: bool
    ) -> bool | None:
        """Tell whether some completion makes a state stable for all judged, or unstable for one.

        None when the limit ended the search. ``stable=False`` is meant for one judged only.
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
                return True
        stack: list[_Node] = [self._known]
        for _ in range(self.limit):
            if not stack:
                return False
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
                return True
            owner, low, high = self._undecided_pair(node, state, *failing, feared, free=free)
            children = self._decided(node, owner, low, high, tied=not stable)
            # Last in, first looked at: an answer of the others helps, a tempting state does not.
            stack += reversed(children) if stable and owner != failing[0] else children
        return None if stack else False

    def _is_stable(self, node: _Node, state: int, player: int, concept: str, bound: _Bound) -> bool:
        game = self.game
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
        self, node: _Node, player: int, concept: str, bound: _Bound
    ) -> list[Sequence[int]]:
        others = [j for j in self.game.players if j != player]
        if concept not in SEQUENTIAL:
            return [self.game.moves[j] for j in others]
        return [self._improvements(node, j, most=bound.most_answers) for j in others]

    def _improvements(self, node: _Node, player: int, *, most: bool) -> Sequence[int]:
        ranking = node[player]
        start = ranking is self._known[player]
        if start and (player, most) in self._at_start:
            return self._at_start[player, most]
        table = [
            moves and moves & (ranking.maybe_above(s) if most else ranking.above[s])
            for s, moves in enumerate(self.game.moves[player])
        ]
        if start:
            self._at_start[player, most] = table
        return table

    def _undecided_pair(
        self, node: _Node, state: int, player: int, concept: str, feared: _Bound, *, free: bool
    ) -> tuple[int, int, int]:
        """Return an owner and states (low, high) whose comparison the bounds disagree about."""
        game = self.game
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

    def _decided(self, node: _Node, owner: int, low: int, high: int, *, tied: bool) -> list[_Node]:
        ranking = node[owner]
        ways = [ranking.with_better(low, high)]
        if tied and not self.game.transitive:
            ways.append(ranking.with_equal(low, high))
        ways.append(ranking.with_better(high, low))
        return [(*node[:owner], way, *node[owner + 1 :]) for way in ways]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A side of the bracket: the least or greatest W, and the most or fewest answers."""

    least_above: bool
    most_answers: bool

    def above(self, ranking: PartialRanking, state: int) -> int:
        return ranking.above[state] if self.least_above else ranking.maybe_above(state)


def wilson(hits: int, samples: int, confidence: float) -> tuple[float, float]:
    """Return the score interval of Wilson (1927) for a share."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = hits / samples
    middle = share + z * z / (2 * samples)
    reach = z * (share * (1 - share) / samples + z * z / (4 * samples * samples)) ** 0.5
    scale = 1 + z * z / samples
    # At the ends the interval closes exactly; floating point misses it by a hair.
    low = (middle - reach) / scale if hits else 0.0
    high = (middle + reach) / scale if hits < samples else 1.0
    return low, high


def _check(concepts: Sequence[str]) -> None:
    for concept in concepts:
        if concept not in CONCEPTS:
            raise ValueError(f"no individual concept {concept!r}")
