"""Necessary and possible equilibria: what holds whatever the unknown preferences turn out to be.

A *completion* gives every decision maker a complete ranking, ties allowed, that keeps all that is
known: better stays better, equal stays equal. Known facts are first closed: what follows from them
by transitivity is known too, and a contradiction is an error. A state is

* *necessarily* stable (an equilibrium) when it is so under every completion;
* *possibly* stable (an equilibrium) when it is so under some completion.

Why NASH, GMR and SMR need no search. They depend on i's own ranking only through W, the states
above s, and are monotone: stable with W implies stable with every subset. Over all
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

from detente.engine.completion_search import CompletionSearch, Outcome, Rankings
from detente.engine.game import Game, bits
from detente.engine.partial_ranking import PartialRanking
from detente.engine.uncertain import check_unknown

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")

Tables = tuple[tuple[int, ...], ...]


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
        self._known: Rankings = tuple(
            PartialRanking.of_facts(better, table)
            for better, table in zip(game.better, unknown, strict=True)
        )
        self._search = CompletionSearch(game, self._known, limit)

    def necessary(self, player: int, concept: str) -> Answers:
        """Tell which states are stable for a decision maker under every completion."""
        _check((concept,))
        yes = no = 0
        for state in range(self.game.size):
            found = self._search.find(state, ((player, concept),), stable=False)
            yes |= (found is Outcome.NONE) << state
            no |= isinstance(found, tuple) << state
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

    def example(self, state: int, concepts: Sequence[str]) -> Tables | None:
        """Return better tables of a completion in which a state is an equilibrium.

        Parameters
        ----------
        state : int
            The state.
        concepts : sequence of str
            One per decision maker, of ``CONCEPTS``.

        Returns
        -------
        tables per decision maker, or None
            None when `possible_equilibria` says no or undecided.
        """
        self._check_all(concepts)
        return _completed(self._search.find(state, tuple(enumerate(concepts)), stable=True))

    def counterexample(self, state: int, player: int, concept: str) -> Tables | None:
        """Return better tables of a completion in which a state is not stable for one.

        Returns
        -------
        tables per decision maker, or None
            None when `necessary` says yes or undecided.
        """
        _check((concept,))
        return _completed(self._search.find(state, ((player, concept),), stable=False))

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
            found = self._search.find(state, judged, stable=True)
            yes |= isinstance(found, tuple) << state
            no |= (found is Outcome.NONE) << state
        return self._answers(yes, no)

    def _answers(self, yes: int, no: int) -> Answers:
        return Answers(yes, no, self.game.everything & ~(yes | no))

    def _check_all(self, concepts: Sequence[str]) -> None:
        if len(concepts) != len(self.game.moves):
            raise ValueError("one concept per decision maker is needed")
        _check(concepts)


def _completed(found: Rankings | Outcome) -> Tables | None:
    return None if isinstance(found, Outcome) else tuple(each.completed() for each in found)


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
