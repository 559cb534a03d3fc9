"""Inverse analysis: which preferences of one decision maker make a desired state stable.

For NASH, GMR, SMR, SEQ and SSEQ the verdict on a state s depends on the preference of the focal
decision maker i only through W, the set of states that i ranks above s. More states in W never
help: s is stable with every subset of a W with which it is stable. So the answer is
a family of sets closed under taking subsets, and three views of it are exact:

* `conditions`: one per move away, always short;
* `minimal_unstable_sets`: at least one state of each must be no better than s;
* `maximal_stable_sets`: W is harmless exactly when it lies within one of them.

The others' preferences are those of the game. For NASH, GMR and SMR they do not matter, so an
equilibrium may be asked for one decision maker at a time; for SEQ and SSEQ they do.

Sources: Kinsara, Kilgour & Hipel (2015); the W form is our derivation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from detente.engine.game import Game, bits
from detente.engine.reach import legal_reach

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")

Edit = TypeVar("Edit")


class TooManySetsError(ValueError):
    """More sets than the stated limit: the exact family was not listed, and nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What keeps the focal decision maker from one move away from the desired state s.

    Either ``move`` is no better than s, or all states of at least one of ``holds`` are no better
    than s: such a set is an answer of the others (with, under SMR and SSEQ, every escape from it).

    Attributes
    ----------
    move : int
        The state moved to.
    holds : tuple of int
        Inclusion-minimal sets of states, s left out; empty when no answer can deter.
    """

    move: int
    holds: tuple[int, ...]

    def is_met(self, above: int) -> bool:
        """Tell whether the condition holds when exactly the states ``above`` are better than s."""
        return not above >> self.move & 1 or any(not hold & above for hold in self.holds)


def conditions(game: Game, player: int, state: int, concept: str) -> tuple[Condition, ...]:
    """Return the exact conditions under which a state is stable for a decision maker.

    Parameters
    ----------
    game : Game
        Moves of all, and preferences of the others; the player's own preference is not used.
    player, state : int
        The focal decision maker and the desired state.
    concept : str
        One of ``CONCEPTS``.

    Returns
    -------
    tuple of Condition
        The state is stable exactly when all are met; moves that are always deterred are left out.

    Raises
    ------
    ValueError
        For an unknown concept.
    """
    if concept not in CONCEPTS:
        raise ValueError(f"no individual concept {concept!r}")
    others = [j for j in game.players if j != player]
    reach: Sequence[int] = (0,) * game.size
    if concept != "NASH" and others:
        sequential = concept in ("SEQ", "SSEQ")
        tables = [game.improvements(j) if sequential else game.moves[j] for j in others]
        reach = legal_reach(tables, transitive=game.transitive)
    result = []
    for move in bits(game.moves[player][state]):
        holds = []
        for answer in bits(reach[move]):
            hold = 1 << answer
            if concept in ("SMR", "SSEQ"):
                hold |= game.moves[player][answer]
            # With the move itself among them a hold is useless: then the move is not better anyway.
            if not hold >> move & 1:
                holds.append(hold & ~(1 << state))
        if 0 not in holds:
            result.append(Condition(move, inclusion_minimal(holds)))
    return tuple(result)


def unmet(wanted: Iterable[Condition], above: int) -> tuple[Condition, ...]:
    """Return the conditions that a proposed preference breaks.

    Parameters
    ----------
    wanted : iterable of Condition
        From `conditions`.
    above : int
        The states that the focal decision maker would rank above the desired state.
    """
    return tuple(condition for condition in wanted if not condition.is_met(above))


def minimal_unstable_sets(
    game: Game, player: int, state: int, concept: str, *, limit: int = 10_000
) -> tuple[int, ...]:
    """Return the inclusion-minimal sets W of better states that make a state unstable.

    Each reads: at least one of these states must be no better than the desired one.

    Raises
    ------
    ValueError
        For an unknown concept.
    TooManySetsError
        When more than ``limit`` sets would have to be held; `conditions` never grows so.
    """
    found: list[int] = []
    for condition in conditions(game, player, state, concept):
        found += hitting_sets(condition.holds, within=1 << condition.move, limit=limit)
        if len(found) > limit:
            found = list(inclusion_minimal(found))
            _check(len(found), limit)
    return inclusion_minimal(found)


def maximal_stable_sets(
    game: Game, player: int, state: int, concept: str, *, limit: int = 10_000
) -> tuple[int, ...]:
    """Return the inclusion-maximal sets W of better states with which a state is stable.

    Raises
    ------
    ValueError
        For an unknown concept.
    TooManySetsError
        When more than ``limit`` sets would have to be held.
    """
    unstable = minimal_unstable_sets(game, player, state, concept, limit=limit)
    # W holds no unstable set exactly when what it leaves out hits every one of them.
    everything = game.everything & ~(1 << state)
    return tuple(everything & ~left_out for left_out in hitting_sets(unstable, limit=limit))


def smallest_repairs(
    wanted: Iterable[Condition], above: int, *, limit: int = 10_000
) -> tuple[int, ...]:
    """Return the smallest sets of states that must stop being better than the desired state.

    Parameters
    ----------
    wanted : iterable of Condition
        From `conditions`.
    above : int
        The states now better than the desired one.

    Returns
    -------
    tuple of int
        All repairs of the least size; ``(0,)`` when nothing need change.

    Raises
    ------
    TooManySetsError
        When more than ``limit`` sets would have to be held.
    """
    broken = unmet(wanted, above)
    repairs: tuple[int, ...] = (0,)
    for condition in broken:
        # Either the move is no longer better, or nothing in one of the answers' sets is.
        ways = inclusion_minimal([1 << condition.move, *(hold & above for hold in condition.holds)])
        # To give up all the moves is a repair, so none larger is the smallest.
        joined = {repair | way for repair in repairs for way in ways}
        repairs = inclusion_minimal(each for each in joined if each.bit_count() <= len(broken))
        _check(len(repairs), limit)
    least = repairs[0].bit_count()
    return tuple(repair for repair in repairs if repair.bit_count() == least)


def inclusion_minimal(sets: Iterable[int]) -> tuple[int, ...]:
    """Return the sets that contain no other of them, smallest first."""
    kept: list[int] = []
    # What a set contains has its lowest member among the set's own.
    by_lowest: dict[int, list[int]] = {}
    for each in sorted(set(sets), key=lambda states: (states.bit_count(), states)):
        if not each:
            return (0,)
        rest = each if each.bit_count() < len(by_lowest) else 0
        near: Iterable[list[int]] = () if rest else by_lowest.values()
        while rest:
            low = rest & -rest
            rest ^= low
            if any(not smaller & ~each for smaller in by_lowest.get(low, ())):
                break
        else:
            if not any(not smaller & ~each for group in near for smaller in group):
                kept.append(each)
                by_lowest.setdefault(each & -each, []).append(each)
    return tuple(kept)


def hitting_sets(clauses: Iterable[int], *, within: int = 0, limit: int = 10_000) -> list[int]:
    """Return the inclusion-minimal sets that contain ``within`` and meet every clause.

    Clause by clause (Berge 1989): a set that meets the next clause stays; one that misses it grows
    by each of its states. Grown sets never contain one another, so they are only compared with
    those that stayed.

    Raises
    ------
    TooManySetsError
        When more than ``limit`` sets would have to be held on the way.
    """
    hits = [within]
    for clause in inclusion_minimal(clauses):
        stay = [hit for hit in hits if hit & clause]
        grown = {hit | 1 << state for hit in hits if not hit & clause for state in bits(clause)}
        hits = stay + [each for each in grown if all(hit & ~each for hit in stay)]
        _check(len(hits), limit)
    return sorted(hits, key=lambda states: (states.bit_count(), states))


def _check(count: int, limit: int) -> None:
    if count > limit:
        raise TooManySetsError(f"more than {limit} sets; raise the limit or use the conditions")


@dataclass(frozen=True, slots=True)
class FewestEdits(Generic[Edit]):
    """What `fewest_edits` found.

    Attributes
    ----------
    found : tuple of tuple of edits
        Edit sets of the least size that work, edits in the given order.
    size : int
        That size; when nothing was found, the largest size tried to the end.
    tried : int
        Number of edit sets evaluated.
    complete : bool
        True when every set up to ``size`` was tried: then ``found`` lists all of the least size,
        or, when empty, no set up to ``size`` works. False when the limit ended the search first.
    """

    found: tuple[tuple[Edit, ...], ...]
    size: int
    tried: int
    complete: bool


def fewest_edits(
    evaluate: Callable[[tuple[Edit, ...]], bool],
    edits: Sequence[Edit],
    *,
    largest: int | None = None,
    limit: int = 10_000,
) -> FewestEdits[Edit]:
    """Find the smallest sets of edits with a wanted effect, by size: none, one, two, and so on.

    Parameters
    ----------
    evaluate : callable
        Tells whether a set of edits, in the order of ``edits``, has the effect; false for edits
        that exclude one another.
    edits : sequence
        The single edits.
    largest : int, optional
        Largest size to try; default all.
    limit : int
        At most so many evaluations.
    """
    tried = 0
    most = len(edits) if largest is None else min(largest, len(edits))
    for size in range(most + 1):
        found: list[tuple[Edit, ...]] = []
        for chosen in combinations(edits, size):
            if tried == limit:
                return FewestEdits(tuple(found), size if found else size - 1, tried, complete=False)
            tried += 1
            if evaluate(chosen):
                found.append(chosen)
        if found:
            return FewestEdits(tuple(found), size, tried, complete=True)
    return FewestEdits((), most, tried, complete=True)
