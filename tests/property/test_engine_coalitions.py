"""Coalitional stability: equal to the literal definitions, with the known implications."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.engine.closure import closure
from detente.engine.coalitional import CONCEPTS, CoalitionSolver, Upset
from detente.engine.game import Game, bits, to_set
from detente.engine.individual import stable
from detente.model.files import load
from detente.solving.compiling import compile_conflict
from oracle.compare_more import compare_coalitions, random_game, random_ranking, seeded

BLOCK = 150
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("block", range(10))
def test_coalitions_equal_the_literal_definitions(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert compare_coalitions(seed) == [], seed


def implies(one, other):
    return not one & ~other


@pytest.mark.parametrize("block", range(4))
def test_known_implications(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        game = random_game(seeded(f"implications {seed}"))
        classes = CoalitionSolver(game)
        alone = CoalitionSolver(game, response="individual")
        strict = CoalitionSolver(game, deterrence="all")
        for mask in range(1, 1 << len(game.moves)):
            members = tuple(bits(mask))
            nash, general, symmetric, by_class = (classes.stable(members, c) for c in CONCEPTS)
            individual = alone.stable(members, "CSEQ")
            assert implies(nash, individual)
            assert implies(individual, by_class)
            assert implies(individual, general)
            assert implies(nash, symmetric)
            assert implies(symmetric, general)
            if game.transitive:
                assert implies(by_class, general)
            if len(members) == len(game.moves):
                assert nash == general == symmetric == by_class
            for concept in CONCEPTS:
                assert implies(strict.stable(members, concept), classes.stable(members, concept))
            if len(members) == 1:
                for concept in CONCEPTS:
                    assert alone.stable(members, concept) == stable(game, members[0], concept[1:])
                assert implies(stable(game, members[0], "SEQ"), by_class)
                if len(game.moves) == 2:
                    assert stable(game, members[0], "SEQ") == by_class


def test_universal_stability_is_stability_for_every_coalition_of_the_finest_structure_too():
    for seed in range(100):
        game = random_game(seeded(f"structures {seed}"))
        solver = CoalitionSolver(game, response="individual")
        for concept in CONCEPTS:
            finest = solver.stable_in_structure([[i] for i in game.players], concept)
            expected = game.everything
            for player in game.players:
                expected &= stable(game, player, concept[1:])
            assert finest == expected
            assert implies(solver.universally_stable(concept), finest)


def test_a_renaming_of_decision_makers_renames_the_answers():
    for seed in range(100):
        source = seeded(f"names {seed}")
        game = random_game(source)
        order = list(game.players)
        source.shuffle(order)
        renamed = Game(
            game.size,
            tuple(game.moves[i] for i in order),
            tuple(game.better[i] for i in order),
            game.transitive,
        )
        for concept in CONCEPTS:
            before, after = CoalitionSolver(game), CoalitionSolver(renamed)
            assert before.universally_stable(concept) == after.universally_stable(concept)
            new = [i for i in renamed.players if source.random() < 0.5] or [0]
            old = [order[i] for i in new]
            assert after.stable(new, concept) == before.stable(old, concept)


def test_closure_equals_following_arcs():
    for seed in range(2000):
        source = seeded(f"closure {seed}")
        size = source.randint(1, 14)
        density = source.choice((0.05, 0.1, 0.2, 0.4))
        arcs = [sum(1 << q for q in range(size) if source.random() < density) for _ in range(size)]
        for start, found in enumerate(closure(arcs)):
            reached = arcs[start]
            for _ in range(size):
                for state in bits(reached):
                    reached |= arcs[state]
            assert found == reached


def test_elmira_is_upset_by_ministry_and_plant_together():
    compiled = compile_conflict(load(EXAMPLES / "classic" / "elmira.yaml"))
    solver = CoalitionSolver(compiled.game)
    number = {text: state for state, text in enumerate(compiled.space.names)}
    closed = ["NNNYN", "NNNYY", "YNNYN", "YNNYY"]
    nash = to_set([number[text] for text in ["YNYNY", *closed]])
    assert solver.universally_stable("CNASH") == nash
    assert solver.universally_stable("CSEQ") == nash
    more = to_set([number["NYNNN"], number["YNYNN"]])
    assert solver.universally_stable("CGMR") == nash | more
    both = Upset((0, 1), 1 << number["YNYNY"])
    assert solver.upsets("CNASH")[number["NYNNY"]] == (both,)


def test_ten_decision_makers_on_option_form():
    source = seeded("ten")
    options = 7
    size = 1 << options
    owners = [source.randrange(10) for _ in range(options)]
    own = [sum(1 << o for o in range(options) if owners[o] == i) for i in range(10)]
    moves = tuple(
        tuple(
            sum(1 << q for q in range(size) if q != s and not (q ^ s) & ~mine) for s in range(size)
        )
        for mine in own
    )
    better = tuple(random_ranking(source, size, tied=False) for _ in range(10))
    solver = CoalitionSolver(Game(size, moves, better, transitive=True))
    for concept in CONCEPTS:
        upsets = solver.upsets(concept)
        assert solver.universally_stable(concept) == to_set(
            [state for state, found in enumerate(upsets) if not found]
        )


def test_bad_requests_are_refused():
    game = Game(1, ((0,), (0,)), ((0,), (0,)))
    with pytest.raises(ValueError, match="response"):
        CoalitionSolver(game, response="both")
    with pytest.raises(ValueError, match="deterrence"):
        CoalitionSolver(game, deterrence="some")
    solver = CoalitionSolver(game)
    with pytest.raises(ValueError, match="at least one member"):
        solver.stable([], "CNASH")
    with pytest.raises(ValueError, match="no decision maker 2"):
        solver.stable([2], "CNASH")
    with pytest.raises(ValueError, match="NASH"):
        solver.stable([0], "NASH")
    with pytest.raises(ValueError, match="no joint improvement"):
        solver.deterring_answers([0], "CGMR", 0, 0)
    with pytest.raises(ValueError, match="divide"):
        solver.stable_in_structure([[0]], "CNASH")
    with pytest.raises(ValueError, match="divide"):
        solver.stable_in_structure([[0, 1], [1]], "CNASH")


def test_more_coalitions_than_the_limit_are_refused():
    size = 2
    everyone = tuple((0b10, 0) for _ in range(4))
    solver = CoalitionSolver(Game(size, everyone, everyone, transitive=True), limit=10)
    with pytest.raises(ValueError, match="more than 10 coalitions"):
        solver.universally_stable("CNASH")
    with pytest.raises(ValueError, match="more than 10 coalitions"):
        solver.stable([0], "CSEQ")
