"""Unknown, strong and probable preferences, and completions: equal to the literal definitions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.engine.completions import CONCEPTS, Answers, CompletionSolver, wilson
from detente.engine.game import Game, better_from_ranks, bits
from detente.engine.individual import stable
from detente.engine.partial_ranking import PartialRanking
from detente.engine.uncertain import CONCEPTS as UNKNOWN_CONCEPTS
from detente.engine.uncertain import (
    STRENGTH_CONCEPTS,
    check_unknown,
    stable_probable,
    stable_strength,
    stable_unknown,
)
from oracle.compare_more import (
    compare_completions,
    compare_uncertain,
    random_game,
    relation,
    seeded,
)

BLOCK = 100


@pytest.mark.parametrize("block", range(10))
def test_uncertain_preferences_equal_the_literal_definitions(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert compare_uncertain(seed) == [], seed


@pytest.mark.parametrize("block", range(10))
def test_completions_equal_listing_them_all(block):
    for seed in range(2 * block * BLOCK, 2 * (block + 1) * BLOCK):
        assert compare_completions(seed) == [], seed


def implies(one, other):
    return not one & ~other


def uncertain_game(seed, *, transitive):
    source = seeded(f"properties {seed}")
    game = random_game(source)
    pairs = [relation(source, game.size, transitive=transitive) for _ in game.players]
    known = Game(game.size, game.moves, tuple(b for b, _ in pairs), game.transitive and transitive)
    return known, tuple(u for _, u in pairs)


def test_implications_between_extensions():
    for seed in range(300):
        game, unknown = uncertain_game(seed, transitive=False)
        for player in game.players:
            found = {
                (concept, extension): stable_unknown(game, unknown, player, concept, extension)
                for concept in UNKNOWN_CONCEPTS
                for extension in "abcd"
            }
            for concept in UNKNOWN_CONCEPTS:
                a, b, c, d = (found[concept, extension] for extension in "abcd")
                assert implies(a, b)
                assert implies(b, d)
                assert implies(a, c)
                assert implies(c, d)
            for extension in "abcd":
                nash, general, symmetric, sequential = (
                    found[concept, extension] for concept in UNKNOWN_CONCEPTS
                )
                assert implies(symmetric, general)
                assert implies(sequential, general)
                assert implies(nash, symmetric & sequential)


def test_without_unknowns_all_extensions_are_the_ordinary_concept():
    for seed in range(150):
        game = random_game(seeded(f"known {seed}"))
        unknown = ((0,) * game.size,) * len(game.moves)
        for player in game.players:
            for concept in UNKNOWN_CONCEPTS:
                ordinary = stable(game, player, concept)
                for extension in "abcd":
                    found = stable_unknown(game, unknown, player, concept, extension)
                    assert found == ordinary


def test_strength_implications():
    for seed in range(300):
        source = seeded(f"strength {seed}")
        game = random_game(source)
        much = tuple(
            tuple(sum(1 << q for q in bits(row) if source.random() < 0.5) for row in table)
            for table in game.better
        )
        for player in game.players:
            nash = stable(game, player, "NASH")
            strong = {}
            for concept in STRENGTH_CONCEPTS:
                strong[concept] = stable_strength(game, much, player, f"STRONG_{concept}")
                weak = stable_strength(game, much, player, f"WEAK_{concept}")
                ordinary = stable(game, player, concept)
                assert implies(nash, strong[concept])
                assert strong[concept] | weak == ordinary
                assert not strong[concept] & weak
            assert implies(strong["SMR"], strong["GMR"])
            assert implies(strong["SEQ"], strong["GMR"])


def test_certain_probabilities_give_the_ordinary_concepts():
    for seed in range(100):
        source = seeded(f"certain {seed}")
        game = random_game(source, most_states=8)
        chances = [
            [[better >> q & 1 for q in range(game.size)] for better in table]
            for table in game.better
        ]
        alpha, beta, gamma = source.uniform(0.01, 1), source.uniform(0.01, 1), source.random()
        for player in game.players:
            for concept in UNKNOWN_CONCEPTS:
                found = stable_probable(
                    game, chances, player, concept, alpha=alpha, beta=beta, gamma=gamma
                )
                assert found == stable(game, player, concept)


def test_probabilities_are_read_as_the_decimals_they_print_as():
    game = Game(2, ((0b10, 0),), ((0, 0),))
    chances = [[[0, 0.1], [0.9, 0]]]
    # In binary floating point 1 - 0.9 is less than 0.1; here 0.1 is not above it.
    assert stable_probable(game, chances, 0, "NASH", alpha=0.9) == 0b11
    assert stable_probable(game, chances, 0, "NASH", alpha=0.91) == 0b10
    with pytest.raises(ValueError, match="between 0 and 1"):
        stable_probable(game, chances, 0, "NASH", alpha=1.1)


def test_tables_that_do_not_fit_are_refused():
    game = Game(2, ((0b10, 0b01),), ((0b10, 0),))
    with pytest.raises(ValueError, match="one unknown table"):
        check_unknown(game, ())
    with pytest.raises(ValueError, match="needs 2 rows"):
        check_unknown(game, ((0,),))
    for wrong in ((0b10, 0b01), (0b01, 0), (0b100, 0)):
        with pytest.raises(ValueError, match="does not fit"):
            check_unknown(game, (wrong,))
    indifferent = replace(game, better=((0, 0),))
    with pytest.raises(ValueError, match="not symmetric"):
        check_unknown(indifferent, ((0b10, 0),))
    known = ((0, 0),)
    with pytest.raises(ValueError, match="extension"):
        stable_unknown(game, known, 0, "NASH", "e")
    with pytest.raises(ValueError, match="SSEQ"):
        stable_unknown(game, known, 0, "SSEQ", "a")
    with pytest.raises(ValueError, match="NASH"):
        stable_strength(game, known, 0, "STRONG_NASH")
    with pytest.raises(ValueError, match="much better"):
        stable_strength(indifferent, ((0b10, 0),), 0, "STRONG_GMR")


def test_when_the_ranking_is_closed_necessary_is_extension_a_and_possible_d():
    """For the concepts that do not depend on the others' preferences (see the module's proof)."""
    for seed in range(200):
        game, unknown = uncertain_game(seed, transitive=True)
        solver = CompletionSolver(game, unknown)
        closed = [PartialRanking.of_facts(b, u) for b, u in zip(game.better, unknown, strict=True)]
        game = replace(game, better=tuple(each.above for each in closed))
        unknown = tuple(tuple(map(each.open, range(game.size))) for each in closed)
        for player in game.players:
            for concept in ("NASH", "GMR", "SMR"):
                always = stable_unknown(game, unknown, player, concept, "a")
                sometimes = stable_unknown(game, unknown, player, concept, "d")
                everything = game.everything
                expected = Answers(always, everything & ~always, 0)
                assert solver.necessary(player, concept) == expected
                expected = Answers(sometimes, everything & ~sometimes, 0)
                assert solver.possible(player, concept) == expected


def keeps(table, better, unknown):
    """Whether a complete better table decides unknown pairs only."""
    return all(new & ~open_ == old for new, old, open_ in zip(table, better, unknown, strict=True))


def test_examples_and_counterexamples_are_completions_with_the_wanted_verdict():
    shown = 0
    for seed in range(300):
        game, unknown = uncertain_game(f"examples {seed}", transitive=True)
        source = seeded(f"concepts {seed}")
        solver = CompletionSolver(game, unknown, limit=200)
        concepts = [source.choice(CONCEPTS) for _ in game.players]
        possible = solver.possible_equilibria(concepts)
        for state in range(game.size):
            tables = solver.example(state, concepts)
            assert (tables is not None) == bool(possible.yes >> state & 1)
            if tables is not None:
                shown += 1
                assert all(map(keeps, tables, game.better, unknown))
                complete = replace(game, better=tables)
                for player, concept in enumerate(concepts):
                    assert stable(complete, player, concept) >> state & 1
        for player, concept in enumerate(concepts):
            necessary = solver.necessary(player, concept)
            for state in range(game.size):
                tables = solver.counterexample(state, player, concept)
                assert (tables is not None) == bool(necessary.no >> state & 1)
                if tables is not None:
                    shown += 1
                    assert all(map(keeps, tables, game.better, unknown))
                    complete = replace(game, better=tables)
                    assert not stable(complete, player, concept) >> state & 1
    assert shown > 1_000


def test_nothing_unknown_makes_necessary_and_possible_the_ordinary_verdict():
    for seed in range(100):
        source = seeded(f"complete {seed}")
        game = random_game(source)
        solver = CompletionSolver(game, ((0,) * game.size,) * len(game.moves))
        for concept in CONCEPTS:
            concepts = [concept] * len(game.moves)
            expected = game.everything
            for player in game.players:
                expected &= stable(game, player, concept)
            answers = Answers(expected, game.everything & ~expected, 0)
            assert solver.necessary_equilibria(concepts) == answers
            assert solver.possible_equilibria(concepts) == answers


def test_larger_models_agree_with_sampled_completions():
    """Every sampled completion lies between necessary and possible."""
    for seed in range(60):
        game, unknown = uncertain_game(f"sampled {seed}", transitive=True)
        solver = CompletionSolver(game, unknown, limit=300)
        for concept in ("SMR", "SEQ", "SSEQ"):
            concepts = [concept] * len(game.moves)
            always = solver.necessary_equilibria(concepts)
            sometimes = solver.possible_equilibria(concepts)

            def judge(complete, player, concept=concept):
                return stable(complete, player, concept)

            for state, share in enumerate(solver.shares(judge, samples=20, seed=seed)):
                if always.yes >> state & 1:
                    assert share.hits == 20
                if share.hits:
                    assert not sometimes.no >> state & 1
                if share.hits < 20:
                    assert not always.yes >> state & 1


#: Player 2 moves s1→q, s1→r, q→y, r→x, always improving; player 1 moves q↔r with unknown
#: preference; player 0 leaves s for s1 and is deterred by x and y only.
S, S1, Q, R, X, Y = range(6)


def tie_game():
    moves = [[0] * 6 for _ in range(3)]
    moves[0][S] = 1 << S1
    moves[1][Q], moves[1][R] = 1 << R, 1 << Q
    moves[2][S1], moves[2][Q], moves[2][R] = 1 << Q | 1 << R, 1 << Y, 1 << X
    better = (
        better_from_ranks([1, 0, 0, 0, 2, 2]),
        better_from_ranks([0, 0, 1, 1, 2, 2]),
        better_from_ranks([3, 3, 2, 2, 1, 1]),
    )
    unknown = [[0] * 6 for _ in range(3)]
    unknown[1][Q], unknown[1][R] = 1 << R, 1 << Q
    return Game(6, tuple(map(tuple, moves)), better), tuple(map(tuple, unknown))


def test_a_tie_can_be_what_makes_a_state_unstable():
    game, unknown = tie_game()
    for low, high in ((Q, R), (R, Q)):
        strict = list(game.better[1])
        strict[low] |= 1 << high
        decided = replace(game, better=(game.better[0], tuple(strict), game.better[2]))
        assert stable(decided, 0, "SEQ") >> S & 1
    assert not stable(game, 0, "SEQ") >> S & 1
    answers = CompletionSolver(game, unknown).necessary(0, "SEQ")
    assert answers.no >> S & 1
    assert CompletionSolver(game, unknown).possible(0, "SEQ").yes >> S & 1


def test_a_search_ended_by_its_limit_says_undecided():
    game, unknown = tie_game()
    answers = CompletionSolver(game, unknown, limit=1).necessary(0, "SEQ")
    assert answers.undecided == 1 << S
    assert not (answers.yes | answers.no) >> S & 1
    equilibria = CompletionSolver(game, unknown, limit=1).necessary_equilibria(["SEQ"] * 3)
    assert equilibria.undecided >> S & 1


def test_contradictory_facts_are_refused():
    game = Game(3, ((0, 0, 0),), ((0b010, 0b100, 0b001),))
    with pytest.raises(ValueError, match="no ranking"):
        CompletionSolver(game, ((0, 0, 0),))
    # 0 and 1 equal, 1 and 2 equal, yet 2 better than 0.
    game = Game(3, ((0, 0, 0),), ((0b100, 0, 0),))
    with pytest.raises(ValueError, match="no ranking"):
        CompletionSolver(game, ((0, 0, 0),))


def test_what_follows_from_known_facts_is_known():
    ranking = PartialRanking.of_facts((0b010, 0b100, 0), (0b100, 0, 0b001))
    assert ranking.above == (0b110, 0b100, 0)
    assert ranking.open(0) == 0


def test_shares_are_reproducible_and_near_the_law_of_sampling():
    # One decision maker, two states, one move: stable at 0 in half of the strict rankings.
    game = Game(2, ((0b10, 0),), ((0, 0),))
    solver = CompletionSolver(game, ((0b10, 0b01),))

    def judge(complete, player):
        return stable(complete, player, "NASH")

    first, second = solver.shares(judge, samples=400, seed=1)
    assert first == solver.shares(judge, samples=400, seed=1)[0]
    assert first.low < 0.5 < first.high
    assert first.low < first.share < first.high
    assert (second.hits, second.share, second.high) == (400, 1.0, 1.0)
    with pytest.raises(ValueError, match="samples"):
        solver.shares(judge, samples=0)


def test_wilson_interval_of_a_textbook_case():
    low, high = wilson(8, 10, 0.95)
    assert round(low, 4) == 0.4902
    assert round(high, 4) == 0.9433


def test_bad_requests_are_refused():
    game = Game(1, ((0,), (0,)), ((0,), (0,)))
    solver = CompletionSolver(game, ((0,), (0,)))
    with pytest.raises(ValueError, match="SIM"):
        solver.necessary(0, "SIM")
    with pytest.raises(ValueError, match="one concept per"):
        solver.possible_equilibria(["NASH"])
