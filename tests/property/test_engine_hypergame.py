"""Hypergames: equal to the literal definitions, and what follows from them."""

from __future__ import annotations

from itertools import product

import pytest

from detente.engine.game import Game, bits, to_set
from detente.engine.hypergame import Hypergame, View, analyse, compositions
from detente.engine.individual import stable
from oracle.compare_more import compare_hypergames, random_game, random_ranking, seeded

BLOCK = 150


@pytest.mark.parametrize("block", range(10))
def test_hypergames_equal_the_literal_definitions(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert compare_hypergames(seed) == [], seed


def judge(game, player):
    return stable(game, player, "SEQ")


def everything_seen(game):
    return View(game, game.everything)


def test_without_misperception_all_levels_are_the_ordinary_game():
    for seed in range(150):
        game = random_game(seeded(f"seen {seed}"))
        view = everything_seen(game)
        expected = game.everything
        for player in game.players:
            expected &= judge(game, player)
        first = [view for _ in game.players]
        second = [first for _ in game.players]
        third = [second for _ in game.players]
        for perceptions in (first, second, third):
            found = analyse(perceptions, judge, size=game.size)
            assert found.equilibria == expected
            assert found.expected == (expected,) * len(game.moves)
            assert not found.surprises | found.disappointments
            assert found.unseen == (0,) * len(game.moves)


def test_thinking_that_all_see_what_one_sees_is_the_first_level():
    for seed in range(150):
        source = seeded(f"levels {seed}")
        game = random_game(source, most_players=3, most_states=8)
        views = []
        for _ in game.players:
            better = tuple(random_ranking(source, game.size) for _ in game.players)
            seen = sum(1 << s for s in range(game.size) if source.random() < 0.8)
            views.append(View(Game(game.size, game.moves, better, game.transitive), seen))
        nested = [[view] * len(views) for view in views]
        for unseen in ("stable", "unstable"):
            first = analyse(views, judge, size=game.size, unseen=unseen)
            second = analyse(nested, judge, size=game.size, unseen=unseen)
            assert first == second


def test_an_unseen_option_gives_the_same_as_a_lifted_game():
    """A view with its own states equals one in which states that look alike are copies."""
    for seed in range(150):
        source = seeded(f"places {seed}")
        small = random_game(source, most_players=3, most_states=8)
        size = 2 * small.size
        places = [state % small.size for state in range(size)]
        copies = [row | row << small.size for row in range(1 << small.size)]
        lifted = Game(
            size,
            tuple(tuple(copies[table[p]] for p in places) for table in small.moves),
            tuple(tuple(copies[table[p]] for p in places) for table in small.better),
        )
        views = [View.of_options(small, places) for _ in small.players]
        lifts = [everything_seen(lifted) for _ in small.players]
        assert analyse(views, judge, size=size) == analyse(lifts, judge, size=size)


def test_states_without_image_are_unseen():
    game = Game(1, ((0,), (0,)), ((0,), (0,)))
    views = [View.of_options(game, [0, None]), View.of_options(game, [None, 0])]
    lenient = analyse(views, judge, size=2)
    assert lenient.unseen == (0b10, 0b01)
    assert lenient.equilibria == 0b11
    assert lenient.expected == (0b01, 0b10)
    assert lenient.surprises == 0b11
    assert lenient.surprises_to_all == 0
    assert lenient.surprised(0) == 0b10
    strict = analyse(views, judge, size=2, unseen="unstable")
    assert strict.equilibria == 0
    assert strict.disappointments == 0b11
    assert strict.disappointed(0) == 0b01


def test_a_bluff_believed_is_a_disappointment_and_a_trap_a_surprise():
    """Chicken as player 1 plays it; player 0 thinks that player 1 would rather yield."""
    moves = ((0b0010, 0b0001, 0b1000, 0b0100), (0b0100, 0b1000, 0b0001, 0b0010))
    # States by bits (0 firm, 1 firm): 0 both yield, 1 only 0 firm, 2 only 1 firm, 3 both firm.
    zero = (0b0010, 0, 0b0011, 0b0111)
    firm = (0b1100, 0b1101, 0, 0b0100)
    soft = (0, 0b0001, 0b0001, 0b0111)
    true = Game(4, moves, (zero, firm), transitive=True)
    believed = Game(4, moves, (zero, soft), transitive=True)

    def nash(game, player):
        return stable(game, player, "NASH")

    found = analyse([everything_seen(believed), everything_seen(true)], nash, size=4)
    assert found.expected == (1 << 1, 1 << 2)
    assert found.equilibria == 1 << 2
    assert found.disappointed(0) == 1 << 1
    assert found.surprised(0) == 1 << 2
    assert found.expected_by_some == 0b0110
    assert found.expected_by_all == 0

    def combine(picks):
        return picks[0] & 1 | picks[1] & 2

    (crash,) = compositions(found, (zero, firm), combine)
    assert crash.picks == (1, 2)
    assert crash.state == 3
    assert crash.expected_by == ()


def test_compositions_take_all_best_picks_and_only_feasible_results():
    for seed in range(200):
        source = seeded(f"compositions {seed}")
        size = source.randint(1, 6)
        better = [random_ranking(source, size) for _ in range(3)]
        expected = tuple(source.randrange(1 << size) for _ in range(3))
        hypergame = Hypergame(expected, (0, 0, 0), 0, expected)
        infeasible = {picks for picks in product(range(size), repeat=3) if source.random() < 0.3}

        def combine(picks, infeasible=infeasible, size=size):
            return None if picks in infeasible else sum(picks) % size

        best = [
            [s for s in bits(states) if not any(table[s] >> q & 1 for q in bits(states))]
            for states, table in zip(expected, better, strict=True)
        ]
        wanted = [(picks, sum(picks) % size) for picks in product(*best) if picks not in infeasible]
        found = compositions(hypergame, better, combine)
        assert [(each.picks, each.state) for each in found] == wanted
        for each in found:
            assert to_set(each.expected_by) == sum(
                1 << i for i, states in enumerate(expected) if states >> each.state & 1
            )


def test_bad_requests_are_refused():
    game = Game(1, ((0,), (0,)), ((0,), (0,)))
    views = [everything_seen(game)] * 2
    with pytest.raises(ValueError, match="unseen"):
        analyse(views, judge, size=1, unseen="maybe")
    with pytest.raises(ValueError, match="sanctions"):
        analyse(views, judge, size=1, sanctions="none")
    own = [View.of_options(game, [0])] * 2
    with pytest.raises(ValueError, match="universal"):
        analyse(own, judge, size=1, sanctions="any")
    tied = Hypergame((3, 3), (0, 0), 3, (3, 3))
    with pytest.raises(ValueError, match="4 joint choices"):
        compositions(tied, ((0, 0), (0, 0)), lambda picks: picks[0], limit=3)
