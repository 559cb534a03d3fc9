"""Inverse analysis: equal to trying every set of better states; fewest edits by size."""

from __future__ import annotations

from itertools import combinations

import pytest

from detente.engine.game import Game, bits
from detente.engine.individual import stable
from detente.engine.inverse import (
    CONCEPTS,
    Condition,
    FewestEdits,
    TooManySetsError,
    conditions,
    fewest_edits,
    hitting_sets,
    maximal_stable_sets,
    minimal_unstable_sets,
    smallest_repairs,
    unmet,
)
from oracle.compare_more import compare_inverse, random_game, seeded

BLOCK = 120


@pytest.mark.parametrize("block", range(10))
def test_inverse_equals_trying_every_set(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert compare_inverse(seed) == [], seed


def test_the_conditions_agree_with_the_solver_on_larger_models():
    for seed in range(300):
        game = random_game(seeded(f"solver {seed}"))
        for player in game.players:
            for concept in CONCEPTS:
                verdicts = stable(game, player, concept)
                for state in range(game.size):
                    wanted = conditions(game, player, state, concept)
                    broken = unmet(wanted, game.better[player][state])
                    assert (not broken) == bool(verdicts >> state & 1)


def test_maximal_stable_sets_miss_every_minimal_unstable_set_and_nothing_more():
    for seed in range(200):
        source = seeded(f"dual {seed}")
        game = random_game(source, most_states=12)
        player, state = source.randrange(len(game.moves)), source.randrange(game.size)
        for concept in CONCEPTS:
            least = minimal_unstable_sets(game, player, state, concept)
            most = maximal_stable_sets(game, player, state, concept)
            for above in most:
                assert not above >> state & 1
                assert all(each & ~above for each in least)
                for extra in bits(game.everything & ~above & ~(1 << state)):
                    assert any(not each & ~(above | 1 << extra) for each in least)


def test_preferring_fewer_states_to_the_desired_one_never_hurts():
    for seed in range(200):
        source = seeded(f"monotone {seed}")
        game = random_game(source)
        player, state = source.randrange(len(game.moves)), source.randrange(game.size)
        for concept in CONCEPTS:
            wanted = conditions(game, player, state, concept)
            above = source.randrange(1 << game.size) & ~(1 << state)
            fewer = above & source.randrange(1 << game.size)
            assert len(unmet(wanted, fewer)) <= len(unmet(wanted, above))


def prisoners_dilemma():
    """States: 0 both defect, 1 only A cooperates, 2 only B cooperates, 3 both cooperate."""
    moves = ((0b0010, 0b0001, 0b1000, 0b0100), (0b0100, 0b1000, 0b0001, 0b0010))
    a = (0b1100, 0b1101, 0, 0b0100)
    b = (0b1010, 0, 0b1011, 0b0010)
    return Game(4, moves, (a, b), transitive=True)


def test_cooperation_in_the_prisoners_dilemma():
    game = prisoners_dilemma()
    assert minimal_unstable_sets(game, 0, 3, "NASH") == (0b0100,)
    # Defection (2) is answered by B's defection (0): harmless unless both are better than 3.
    assert minimal_unstable_sets(game, 0, 3, "SEQ") == (0b0101,)
    assert conditions(game, 0, 3, "SEQ") == (Condition(2, (0b0001,)),)
    assert maximal_stable_sets(game, 0, 3, "SEQ") == (0b0110, 0b0011)
    wanted = conditions(game, 0, 3, "SEQ")
    assert smallest_repairs(wanted, 0b0101) == (0b0001, 0b0100)
    assert smallest_repairs(wanted, 0b0100) == (0,)


def test_an_exact_family_too_large_is_refused_and_the_conditions_remain():
    clauses = [0b111 << 3 * place for place in range(8)]
    assert len(hitting_sets(clauses)) == 3**8
    with pytest.raises(TooManySetsError, match="more than 100 sets"):
        hitting_sets(clauses, limit=100)
    # One move s→1, answered by ten states, each with three escapes of its own.
    size = 2 + 40
    own, other = [0] * size, [0] * size
    own[0] = 0b10
    for place in range(10):
        answer = 2 + 4 * place
        other[1] |= 1 << answer
        own[answer] = 0b111 << answer + 1
    game = Game(size, (tuple(own), tuple(other)), ((0,) * size,) * 2)
    with pytest.raises(TooManySetsError):
        minimal_unstable_sets(game, 0, 0, "SMR")
    (condition,) = conditions(game, 0, 0, "SMR")
    assert len(condition.holds) == 10
    assert smallest_repairs([condition], (1 << size) - 2) == (0b10,)


def test_fewest_edits_are_all_of_the_least_size():
    for seed in range(200):
        source = seeded(f"edits {seed}")
        edits = "abcdef"
        good = [set(source.sample(edits, source.randint(1, 4))) for _ in range(3)]

        def evaluate(chosen, good=good):
            return any(each <= set(chosen) for each in good)

        size = min(map(len, good))
        expected = tuple(c for c in combinations(edits, size) if evaluate(c))
        found = fewest_edits(evaluate, edits)
        assert (found.found, found.size, found.complete) == (expected, size, True)


def test_fewest_edits_says_when_it_stopped():
    def never(chosen):
        return False

    assert fewest_edits(never, "abc") == FewestEdits((), 3, 8, complete=True)
    assert fewest_edits(never, "abc", largest=1) == FewestEdits((), 1, 4, complete=True)
    assert fewest_edits(never, "abc", limit=2) == FewestEdits((), 0, 2, complete=False)
    assert fewest_edits(lambda chosen: True, "abc") == FewestEdits(((),), 0, 1, complete=True)
    one = fewest_edits(lambda chosen: bool(chosen), "abc", limit=3)
    assert one == FewestEdits((("a",), ("b",)), 1, 3, complete=False)


def test_an_unknown_concept_is_refused():
    with pytest.raises(ValueError, match="SIM"):
        conditions(prisoners_dilemma(), 0, 0, "SIM")
