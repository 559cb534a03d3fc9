"""Round trips through other formats keep what those formats can hold."""

from __future__ import annotations

import json
import tempfile
import warnings
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis.exporting import (
    export_model,
    import_model,
    move_graph,
    notes_on_export,
    state_table,
)
from detente.errors import DetenteError, InputError
from detente.interchange import tables
from detente.interchange.gambit import write_nfg
from detente.interchange.gmcr import read_gmcr
from detente.interchange.gmcr_writing import lost_in_gmcr, write_gmcr
from detente.interchange.graphs import write_dot, write_graphml
from detente.interchange.normal_forms import alternatives, has_alternatives
from detente.model.conflict import Direction
from detente.model.files import load, loads
from detente.model.states import StateSpace
from detente.model.writing import to_yaml
from detente.solving.compiling import compile_conflict
from detente.solving.solution import solve
from strategies import conflicts, expressions

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))


def weak_orders(conflict):
    space = StateSpace.of(conflict)
    return [space.ranks(dm.id) for dm in conflict.decision_makers]


def regrouped(conflict):
    """Options by decision maker; state strings that depend on their order are left out."""
    order = [o for dm in conflict.decision_makers for o in conflict.options if o.owner == dm.id]
    return replace(conflict, options=tuple(order))


@quick
@given(conflicts(max_options=4))
def test_gmcr_round_trip_keeps_states_moves_and_preferences(conflict):
    back = read_gmcr(write_gmcr(conflict, lossy=True)).conflict
    grouped = regrouped(conflict)
    assert [o.name for o in back.options] == [o.name for o in grouped.options]
    assert [o.direction for o in back.options] == [o.direction for o in grouped.options]
    mine, its = compile_conflict(conflict), compile_conflict(back)
    places = [conflict.options.index(option) for option in grouped.options]
    renamed = ["".join(name[place] for place in places) for name in mine.space.names]
    assert sorted(renamed) == list(its.space.names)
    at = {its.space.names.index(name): number for number, name in enumerate(renamed)}

    def moved(states):
        return sum(1 << at[number] for number in range(len(at)) if states >> number & 1)

    for player in mine.game.players:
        for number in range(its.game.size):
            here = at[number]
            assert moved(its.game.moves[player][number]) == mine.game.moves[player][here]
            assert moved(its.game.better[player][number]) == mine.game.better[player][here]


@quick
@given(conflicts(max_options=3))
def test_gmcr_second_round_trip_changes_nothing(conflict):
    once = write_gmcr(read_gmcr(write_gmcr(conflict, lossy=True)).conflict)
    assert write_gmcr(read_gmcr(once).conflict) == once


@quick
@given(conflicts(max_options=3))
def test_an_imported_model_is_a_valid_model(conflict):
    imported = read_gmcr(write_gmcr(conflict, lossy=True)).conflict
    assert weak_orders(loads(to_yaml(imported))) == weak_orders(imported)


@quick
@given(conflicts(max_options=3))
def test_gmcr_refuses_what_it_cannot_hold(conflict):
    if lost_in_gmcr(conflict):
        with pytest.raises(InputError, match="cannot hold"):
            write_gmcr(conflict)
    else:
        write_gmcr(conflict)


@quick
@given(expressions(["a", "b", "c", "d"]))
def test_alternatives_hold_where_the_expression_does(expression):
    found = alternatives(expression)
    for marks in product([False, True], repeat=4):
        value = dict(zip("abcd", marks, strict=True))
        taken = {name for name in value if value[name]}
        assert expression.holds(taken) == any(each.items() <= value.items() for each in found)


def gambit_game(text):
    """The game as pygambit reads it, from a file as users have one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pygambit

        with tempfile.NamedTemporaryFile("w", suffix=".nfg", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            return pygambit.read_nfg(file.name)


def names_of(players):
    """The labels: pygambit 17 gives them, 16 gives objects that bear them."""
    return [getattr(player, "label", player) for player in players]


def pure_equilibria(text):
    """The pure Nash equilibria by pygambit 16 or 17, as state strings (outcome labels)."""
    game = gambit_game(text)
    import pygambit

    found = set()
    for profile in pygambit.nash.enumpure_solve(game).equilibria:
        if hasattr(game, "get_outcome"):  # 17: labels throughout
            pure = {
                player: next(s for s in game.get_strategies(player) if profile[player][s] == 1)
                for player in game.players
            }
            found.add(game.get_outcome(pure))
        else:
            pure = [
                next(s.number for s in player.strategies if profile[s] == 1)
                for player in game.players
            ]
            found.add(game[tuple(pure)].label)
    return found


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ('a "quoted" word', 'a "quoted" word'),
        ("C:\\dam\\", "C:/dam/"),
        ("two \\\\ together", "two // together"),
        ('\\"', '/"'),
        ("a bell \a rings\tonce", "a bell rings once"),
    ],
)
def test_gambit_reads_every_title_that_is_written(title, read):
    conflict = replace(conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}), title=title)
    assert gambit_game(write_nfg(conflict)).title == read


def test_gambit_reads_players_named_in_any_script():
    conflict = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]})
    renamed = replace(
        conflict,
        decision_makers=tuple(
            replace(dm, id=name)
            for dm, name in zip(conflict.decision_makers, ("Україна", "P1"), strict=True)
        ),
        options=tuple(
            replace(o, owner=name)
            for o, name in zip(conflict.options, ("Україна", "P1"), strict=True)
        ),
        preferences=dict(zip(("Україна", "P1"), conflict.preferences.values(), strict=True)),
    )
    text = write_nfg(renamed)
    assert names_of(gambit_game(text).players) == ["P1_", "P1"]
    assert "P1_ is Україна" in text
    assert pure_equilibria(text) == {"YY"}


def test_a_statement_too_wide_for_alternatives_is_written_as_a_ranking():
    """Whether an even number of ten options is taken: 512 alternatives, and no other meaning."""
    ids = [f"a{n}" for n in range(10)]
    wide = "a0"
    for name in ids[1:]:
        wide = f"({wide}) IFF {name}"
    conflict = conflict_of(dict.fromkeys(ids, "A") | {"c": "B"}, {"A": [wide], "B": ["c"]})
    assert not has_alternatives(conflict.preferences["A"].items[0].that)
    back = read_gmcr(write_gmcr(conflict)).conflict
    assert weak_orders(back) == weak_orders(conflict)


def test_convert_says_in_which_order_gmcr_plus_counts_options(tmp_path):
    conflict = conflict_of({"a": "A", "b": "B", "c": "A"}, {"A": ["a"], "B": ["b"]})
    (note,) = notes_on_export(replace(conflict, status_quo="YNN"), "model.gmcr")
    assert "in the order a c b: the state YNN is YNN there" in note
    (note,) = notes_on_export(replace(conflict, status_quo="NNY"), "model.gmcr")
    assert "the state NNY is NYN there" in note
    assert notes_on_export(conflict, "model.yaml") == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4))
def test_pure_equilibria_are_those_of_gambit(conflict):
    free = tuple(replace(option, direction=Direction.BOTH) for option in conflict.options)
    conflict = replace(conflict, options=free)
    assert pure_equilibria(write_nfg(conflict)) == set(solve(conflict, "NASH")["NASH"].equilibria)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_pure_equilibria_of_the_examples_are_those_of_gambit(path):
    conflict = load(path)
    one_way = any(option.direction is not Direction.BOTH for option in conflict.options)
    if one_way:
        with pytest.raises(InputError, match="one-way"):
            write_nfg(conflict)
    free = tuple(replace(option, direction=Direction.BOTH) for option in conflict.options)
    nash = set(solve(replace(conflict, options=free), "NASH")["NASH"].equilibria)
    assert pure_equilibria(write_nfg(conflict, lossy=True)) == nash


@quick
@given(conflicts(max_options=3))
def test_graphs_hold_every_move(conflict):
    import networkx as nx

    graph = move_graph(conflict)
    read = nx.parse_graphml(write_graphml(graph), force_multigraph=True)
    arcs = {(a, b, data["by"], data["improves"]) for a, b, data in read.edges(data=True)}
    assert arcs == {(arc.origin, arc.target, arc.by, arc.improves) for arc in graph.arcs}
    assert read.number_of_edges() == len(graph.arcs)
    assert set(read.nodes) == {node.state for node in graph.nodes}
    for node in graph.nodes:
        assert read.nodes[node.state].get("equilibria", "") == " ".join(node.equilibria)
    dot = write_dot(graph)
    assert dot.count(" -> ") >= len(graph.arcs)
    assert sum(line.startswith('  "') and " -> " in line for line in dot.split("\n")) == len(
        graph.arcs
    )


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@quick
@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_csv_round_trip_and_no_formula(rows):
    text = tables.write_csv(["a", "=b"], rows)
    assert tables.read_csv(text) == (["a", "=b"], rows)
    import csv
    import io

    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(
            cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row
        )


@quick
@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_markdown_and_latex_keep_their_shape(rows):
    markdown = tables.write_markdown(["a", "b"], rows).splitlines()
    assert len(markdown) == 2 + len(rows)
    latex = tables.write_latex(["a", "b"], rows, caption="$x$ & y")
    body = [line for line in latex.split("\n") if line.endswith(r" \\")]
    assert len(body) == 1 + len(rows)
    assert all(line.replace(r"\&", "").count("&") == 1 for line in body)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3))
def test_every_format_is_written_and_json_and_yaml_come_back(conflict):
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("yaml", "json", "gmcr", "nfg", "graphml", "dot", "csv", "md", "tex"):
            target = Path(folder) / f"model.{ending}"
            target.write_text(export_model(conflict, str(target), lossy=True), "utf-8", newline="")
            if ending in ("yaml", "json"):
                assert import_model(str(target)) == (conflict, ())
    head, rows = state_table(conflict)
    assert all(len(row) == len(head) for row in rows)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "options",
                    "decisionMakers",
                    "name",
                    "preferences",
                    "compound",
                    "members",
                    "infeasibles",
                    "useManualPreferenceRanking",
                    "preferenceRanking",
                    "coalitions",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
GOOD = {
    "options": [{"name": "Sign"}, {"name": "Patrol"}],
    "decisionMakers": [
        {"name": "A", "options": [0], "preferences": [[[0, "Y"]]]},
        {"name": "B", "options": [1], "preferences": []},
    ],
    "infeasibles": [],
    "useManualPreferenceRanking": False,
}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([*GOOD, "coalitions"]), json_values)
def test_bad_gmcr_files_give_one_error_and_no_traceback(key, value):
    try:
        read_gmcr(json.dumps({**GOOD, key: value}), "x.gmcr")
    except DetenteError as error:
        said = error.message
    else:
        said = "Read."
    assert said.endswith(".")
