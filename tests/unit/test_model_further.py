"""Further keys of a model file: what they mean in small models, and errors with their lines."""

from __future__ import annotations

import pytest

from detente.api import Conflict
from detente.errors import InputError
from detente.model.files import loads
from detente.model.problems import ModelError
from detente.solving.compiling import compile_conflict
from detente.solving.misperceiving import hypergame
from detente.solving.solution import solve

HEAD = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
options: [{id: a, owner: A}, {id: b, owner: B}]
preferences:
  A: [{that: a, strength: strong}, {that: "!b"}]
  B: [{that: b}, {that: a}]
"""
GRAPH = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
states: [{id: s1, name: Calm}, {id: s2}, {id: s3}]
moves:
  - {by: A, from: s1, to: s2}
  - {by: [A, B], from: s2, to: s3}
preferences:
  A: {ranking: [s2, [s1, s3]]}
  B: {weights: {s1: 3, s2: 1}}
"""


def moves(text, player):
    compiled = compile_conflict(loads(text))
    names = compiled.space.names
    return {
        (names[s], names[q])
        for s in range(len(names))
        for q in range(len(names))
        if compiled.game.moves[player][s] >> q & 1
    }


def test_a_hand_drawn_graph_needs_no_option():
    solution = solve(loads(GRAPH), "NASH SEQ")
    assert solution.equilibria["NASH"] == ("s2", "s3")
    assert moves(GRAPH, 0) == {("s1", "s2"), ("s2", "s3")}
    assert moves(GRAPH, 1) == {("s2", "s3")}


def test_added_moves_keep_letters_and_forbidden_ones_come_last():
    added = HEAD + 'moves: [{by: B, from: "N-", to: "Y-"}]\n'
    assert moves(added, 1) >= {("NN", "YN"), ("NY", "YY")}
    gone = added + 'forbidden_moves: [{by: [A, B], from: "--", to: "YY"}]\n'
    assert moves(gone, 1) == {("NN", "NY"), ("NY", "NN"), ("NN", "YN"), ("YY", "YN")}
    assert moves(HEAD + "move_rule: listed\n" + 'moves: [{by: A, from: "NN", to: "YY"}]\n', 0) == {
        ("NN", "YY")
    }


def test_merged_states_are_one_and_keep_the_moves_of_each():
    text = HEAD.replace('{that: "!b"}', '{that: "!a"}') + 'coalesced: [{pattern: "Y-"}]\n'
    text = text.replace("B: [{that: b}, {that: a}]", 'B: {ranking: ["NY", "NN", "Y-"]}')
    compiled = compile_conflict(loads(text))
    assert compiled.space.names == ("NN", "NY", "Y-")
    assert compiled.space.index("YN") == compiled.space.index("Y-")
    assert moves(text, 0) == {("NN", "Y-"), ("NY", "Y-"), ("Y-", "NN"), ("Y-", "NY")}


def test_the_first_statement_that_tells_states_apart_gives_the_strength():
    compiled = compile_conflict(loads(HEAD))
    names = compiled.space.names
    much = {
        (names[s], names[q])
        for s in range(4)
        for q in range(4)
        if compiled.much_better[0][s] >> q & 1
    }
    assert much == {("NN", "YN"), ("NN", "YY"), ("NY", "YN"), ("NY", "YY")}


def test_unknown_rest_is_what_statements_leave_tied():
    text = HEAD.replace(', {that: "!b"}]', "]") + "unknown: {A: rest}\n"
    compiled = compile_conflict(loads(text))
    names = compiled.space.names
    assert not compiled.complete
    assert compiled.unknown[0][names.index("YN")] == 1 << names.index("YY")
    solution = solve(loads(text), "NASH NASH_A NASH_D")
    assert "partly unknown" in solution.notes[0]
    assert set(solution["NASH_A"].equilibria) <= set(solution["NASH_D"].equilibria)


def test_probable_preferences_and_thresholds():
    text = HEAD + 'probabilities: {A: [{better: "NN", than: "YN", probability: 0.3}]}\n'
    compiled = compile_conflict(loads(text))
    names = compiled.space.names
    row = compiled.probability[0]
    assert str(row[names.index("YN")][names.index("NN")]) == "3/10"
    assert str(row[names.index("NN")][names.index("YN")]) == "7/10"
    assert "YN" in solve(loads(text), "PNASH")["PNASH"].stable["A"]
    assert "YN" not in solve(loads(text), "PNASH", alpha="0.8")["PNASH"].stable["A"]


BAD = [
    (HEAD + "move_rule: some\n", 8, "move_rule"),
    (HEAD + 'moves: [{by: C, from: "NN", to: "YN"}]\n', 8, "No decision maker 'C'"),
    (HEAD + 'moves: [{from: "NN", to: "YN"}]\n', 8, "by whom"),
    (HEAD + 'moves:\n  - {by: A, from: "NN"}\n', 9, "is missing"),
    (HEAD + 'moves: [{by: A, from: "NNN", to: "YN"}]\n', 8, "3 letters for 2"),
    (HEAD + 'coalesced: [{pattern: "YN"}]\n', 8, "single state"),
    (HEAD + 'coalesced: [{pattern: "Y-"}, {pattern: "-Y"}]\n', 8, "merged into"),
    (HEAD + 'coalesced: [{pattern: "Y-"}]\n', 6, "alike"),
    (HEAD + "unknown: {A: some}\n", 8, "What is unknown of A is a text"),
    (HEAD + 'unknown: {A: [{between: ["NN"]}]}\n', 8, "two states"),
    (HEAD + 'unknown: {A: [{between: ["NN", "NN"]}]}\n', 8, "with itself"),
    (HEAD + 'probabilities: {A: [{better: "NN", than: "YN", probability: 2}]}\n', 8, "probability"),
    (HEAD + 'probabilities: {A: [{better: "NN", than: "YN"}]}\n', 8, "probability is missing"),
    (HEAD + "views: {A: {unseen_options: [c]}}\n", 8, "No option 'c'"),
    (HEAD + "views: {A: {unseen_options: [a, b]}}\n", 8, "no option is seen"),
    (HEAD + 'views: {A: {unseen_states: ["--"]}}\n', 8, "no state is seen"),
    (HEAD + "views: {A: {unseen: [a]}}\n", 8, "Unknown key 'unseen'"),
    (
        HEAD + 'views:\n  A:\n    preferences:\n      B:\n        ranking: ["YY", "NN"]\n',
        12,
        "The ranking of B in the view of A misses 2 feasible states",
    ),
    (
        HEAD + 'views:\n  A:\n    unseen_states: ["Y-"]\n    preferences:\n      B:\n'
        '        ranking: ["NY", "NY", "NN"]\n',
        13,
        "The ranking of B in the view of A repeats NY",
    ),
    (
        HEAD + "views:\n  A:\n    unseen_options: [b]\n    views:\n      B:\n"
        "        unseen_options: [b]\n        preferences:\n"
        '          A: {ranking: ["Y"]}\n',
        15,
        "The ranking of A in the view of B within the view of A misses 1",
    ),
    (
        HEAD.replace("B: [{that: b}, {that: a}]", 'B: {ranking: ["NY", "YY", "YN"]}')
        + 'infeasible: [{pattern: "NN"}]\nviews:\n  A: {unseen_options: [b]}\n',
        10,
        "does not tell how A, who does not see all options",
    ),
    (
        HEAD.replace("A: [{that: a, strength: strong}", "A: [{that: b}")
        .replace(', {that: "!b"}]', "]")
        .replace(", {that: a}]", "]")
        + 'coalesced: [{pattern: "Y-"}]\n',
        6,
        "alike",
    ),
    (HEAD + 'moves: [{by: A, from: "NN", to: "N-"}]\n', 8, "joins no two"),
    (
        HEAD + 'infeasible: [{pattern: "YY"}]\nmoves:\n  - {by: A, from: "YY", to: "NN"}\n',
        10,
        "No feasible state matches 'YY'",
    ),
    (GRAPH.replace("from: s1", "from: s4"), 6, "No state 's4'"),
    (GRAPH.replace("[s2, [s1, s3]]", "[s2, s1]"), 9, "misses 1"),
    (GRAPH.replace("{weights: {s1: 3, s2: 1}}", "[{that: s1}]"), 10, "no options"),
    (GRAPH + 'infeasible: [{pattern: "YY"}]\n', 11, "no infeasible"),
    (GRAPH + "options: [{id: a, owner: A}]\n", 4, "both options and states"),
]


@pytest.mark.parametrize(("text", "line", "words"), BAD, ids=range(len(BAD)))
def test_errors_name_the_line(text, line, words):
    with pytest.raises(ModelError) as caught:
        loads(text)
    assert any(
        words in problem.message and problem.line == line for problem in caught.value.problems
    ), [(problem.message, problem.line) for problem in caught.value.problems]


def test_a_view_need_not_rank_what_it_does_not_see():
    """And the line of a ranking in a view is not that of the model's own ranking."""
    view = 'views: {A: {unseen_states: ["Y-"], preferences: {B: {ranking: ["NN", "NY"]}}}}\n'
    found = hypergame(loads(HEAD + view), "NASH")
    assert found["NASH"].expected == {"A": ("NN",), "B": ("YY",)}
    with pytest.raises(InputError, match="view of A misses YN, which others may still enter"):
        hypergame(loads(HEAD + view), "NASH", sanctions="any")
    own = HEAD.replace("[{that: b}, {that: a}]", '{ranking: ["YY", "NN"]}')
    with pytest.raises(ModelError) as caught:
        loads(own + view)
    assert [problem.line for problem in caught.value.problems if problem.severity == "error"] == [7]


def test_a_graph_drawn_in_python():
    moves = {"A": [("s", "t")], "B": [("t", "u")]}
    rankings = {"A": ["t", ["s", "u"]], "B": ["u", "s", "t"]}
    graph = Conflict.of_graph("Chase", moves=moves, rankings=rankings, status_quo="s")
    assert graph.solve("NASH SEQ").equilibria == {"NASH": ("u",), "SEQ": ("s", "u")}
    assert [len(path.steps) for path in graph.paths("u")] == [2]
    assert graph.describe("t") == "t"
    with pytest.raises(ModelError, match="No state 'v'"):
        Conflict.of_graph("Chase", moves={**moves, "B": [("t", "v")]}, rankings=rankings)
