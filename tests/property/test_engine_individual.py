"""Concepts of one decision maker: equal to the literal definitions, with the known implications."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine import individual, limited, relational, simultaneous
from detente.engine.game import Game, better_from_ranks
from oracle.compare_single import COMPARISONS, Model, compare_individual, compare_relational, seeded

seeds = st.integers(0, 2**40)
#: Together 2,400 models: NASH, GMR, SMR, SEQ, SSEQ, RNASH, RGMR, RSMR and RSEQ.
NINE_CORE = (compare_individual, compare_relational)


@pytest.mark.parametrize(
    ("comparison", "models"),
    [(each, 1200 if each in NINE_CORE else 200) for each in COMPARISONS],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_engine_equals_the_literal_definitions(comparison, models):
    @given(seed=seeds)
    @settings(max_examples=models, deadline=None)
    def check(seed):
        assert comparison(seed) == []

    check()


def implies(one, other):
    return not one & ~other


@given(seed=seeds)
@settings(max_examples=200, deadline=None)
def test_implications_for_one_decision_maker(seed):
    model = Model(seeded(seed))
    game = model.game
    for player in game.players:
        nash, gmr, smr, seq, sseq = (
            individual.stable(game, player, concept) for concept in individual.CONCEPTS
        )
        assert implies(nash, sseq)
        assert implies(sseq, seq)
        assert implies(seq, gmr)
        assert implies(nash, smr)
        assert implies(smr, gmr)
        assert implies(sseq, smr)
        solver = limited.LimitedSolver(game)
        assert solver.stable(player, 1) & nash == nash
        if len(game.moves) == 2 and not limited.has_ties(game):
            assert solver.stable(player, 1) == nash
            assert implies(solver.stable(player, 2), seq)


@given(seed=seeds)
@settings(max_examples=200, deadline=None)
def test_implications_of_simultaneous_stability(seed):
    model = Model(seeded(seed), form="option")
    game = model.game
    full = game.size == 1 << len(model.literal.owner) and all(
        game.moves[i][q] >> s & 1
        for i in game.players
        for s in range(game.size)
        for q in range(game.size)
        if game.moves[i][s] >> q & 1
    )
    for player in game.players:
        found = simultaneous.stable(game, model.parts, player)
        assert implies(individual.stable(game, player, "NASH"), found)
        assert implies(simultaneous.stable(game, model.parts, player, movers="all"), found)
        if len(game.moves) == 2 or full:
            assert implies(found, individual.stable(game, player, "GMR"))


@given(seed=seeds, ties=st.sampled_from(["strict", "weak"]))
@settings(max_examples=200, deadline=None)
def test_implications_under_attitudes(seed, ties):
    source = seeded(seed)
    game = Model(source).game
    n = len(game.moves)
    attitudes = [[source.choice((-1, 0, 1)) for _ in range(n)] for _ in range(n)]
    ordinary = [[int(i == j) for j in range(n)] for i in range(n)]
    solver = relational.RelationalSolver(game, ties=ties)
    for player in game.players:
        nash, gmr, smr, seq = (
            solver.stable(player, concept, attitudes) for concept in relational.CONCEPTS
        )
        assert implies(nash, seq)
        assert implies(seq, gmr)
        assert implies(nash, smr)
        assert implies(smr, gmr)
        neutral = [[0] * n] * n
        totally = {c: solver.stable(player, c, neutral) for c in relational.CONCEPTS}
        assert totally["RNASH"] == totally["RSMR"]
        assert totally["RGMR"] == totally["RSEQ"]
        if ties == "strict":
            for concept in relational.CONCEPTS:
                ordinarily = individual.stable(game, player, concept[1:])
                assert solver.stable(player, concept, ordinary) == ordinarily


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_renaming_states_permutes_the_results(seed):
    source = seeded(seed)
    game = Model(source).game
    order = list(range(game.size))
    source.shuffle(order)

    def moved(states):
        return sum(1 << order[s] for s in range(game.size) if states >> s & 1)

    def table(rows):
        result = [0] * game.size
        for state, row in enumerate(rows):
            result[order[state]] = moved(row)
        return tuple(result)

    renamed = Game(
        game.size, tuple(map(table, game.moves)), tuple(map(table, game.better)), game.transitive
    )
    for player in game.players:
        for concept in individual.CONCEPTS:
            expected = moved(individual.stable(game, player, concept))
            assert individual.stable(renamed, player, concept) == expected


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_what_changes_nothing_and_what_only_helps(seed):
    source = seeded(seed)
    game = Model(source).game
    size, players = game.size, game.players
    others = {i: [j for j in players if j != i] for i in players}
    # A move more for an opponent never destroys GMR.
    i = source.choice(list(players))
    j = source.choice(others[i])
    s = source.randrange(size)
    q = source.randrange(size)
    moves = [list(table) for table in game.moves]
    moves[j][s] |= 1 << q if q != s else 0
    more = Game(size, tuple(map(tuple, moves)), game.better, transitive=False)
    assert implies(individual.stable(game, i, "GMR"), individual.stable(more, i, "GMR"))
    # Without moves, or indifferent to everything, one is stable everywhere.
    still = Game(
        size, tuple((0,) * size if p == i else t for p, t in enumerate(game.moves)), game.better
    )
    same = Game(
        size, game.moves, tuple((0,) * size if p == i else t for p, t in enumerate(game.better))
    )
    for concept in individual.CONCEPTS:
        assert individual.stable(still, i, concept) == game.everything
        assert individual.stable(same, i, concept) == game.everything
        # In option form last movers make no difference.
        if game.transitive:
            kept = Game(size, game.moves, game.better, transitive=False)
            for p in players:
                assert individual.stable(kept, p, concept) == individual.stable(game, p, concept)


def test_mutual_cooperation_in_chicken_is_stable_from_three_moves_on():
    # States NN, NY, YN, YY; A: NY > YY > YN > NN, B symmetric (Kilgour 1985).
    game = Game(
        4,
        ((0b0100, 0b1000, 0b0001, 0b0010), (0b0010, 0b0001, 0b1000, 0b0100)),
        (better_from_ranks((3, 0, 2, 1)), better_from_ranks((3, 2, 0, 1))),
        transitive=True,
    )
    solver = limited.LimitedSolver(game)
    for player in (0, 1):
        held = [bool(solver.stable(player, h) >> 3 & 1) for h in range(1, 7)]
        assert held == [False, False, True, True, True, True]
        assert solver.non_myopic(player) >> 3 & 1


def test_a_period_of_expectations_gives_any_horizon():
    for seed in range(200):
        game = Model(seeded(f"period {seed}"), most_players=3, most_options=3).game
        near, far = limited.LimitedSolver(game), limited.LimitedSolver(game)
        assert near.stable(0, 40) == far.stable(0, 40)
        far.non_myopic(0)
        assert far.expectations(0, 40) == near.expectations(0, 40)


@pytest.mark.parametrize(
    "call",
    [
        lambda game: individual.stable(game, 0, "SIM"),
        lambda game: individual.Rules(answers="all"),
        lambda game: simultaneous.stable(game, [[1], [1]], 0, movers="none"),
        lambda game: simultaneous.stable(game, [[1], [1]], 0, scope="none"),
        lambda game: limited.LimitedSolver(game).stable(0, 0),
        lambda game: relational.RelationalSolver(game, ties="some"),
    ],
)
def test_unknown_words_are_refused(call):
    with pytest.raises(ValueError, match=r"must be|no individual|at least 1"):
        call(Game(1, ((0,), (0,)), ((0,), (0,))))
