"""The further keys of a model file: round trips, and the game they make by definition."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import product
from json import dumps

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError, InputError
from detente.model.conflict import Direction, MoveRule, Ranking, View
from detente.model.files import check_text, loads
from detente.model.states import StateSpace
from detente.model.writing import to_json, to_yaml
from detente.solving.compiling import compile_conflict
from detente.solving.completing import completions
from detente.solving.misperceiving import hypergame
from detente.solving.solution import solve
from strategies_further import extended_conflicts, graph_conflicts

BOTH = pytest.mark.parametrize(
    "strategy", [extended_conflicts(), graph_conflicts()], ids=["option", "graph"]
)


@BOTH
def test_saving_and_loading_loses_nothing(strategy):
    @given(conflict=strategy)
    @settings(max_examples=50, deadline=None)
    def check(conflict):
        assert loads(dumps(to_json(conflict)), "model.json") == conflict
        assert loads(to_yaml(conflict)) == conflict

    check()


def literal_moves(conflict):
    """R_i by definition: merged states are sets of strings, moves pairs of them."""
    width = len(conflict.options)

    def fits(pattern, state):
        return all(p in ("-", x) for p, x in zip(pattern, state, strict=True))

    def removed(rule, state):
        taken = {o.id for o, x in zip(conflict.options, state, strict=True) if x == "Y"}
        if rule.when is not None:
            return rule.when.holds(taken)
        return fits(rule.pattern, state)

    raw = ["".join(letters) for letters in product("NY", repeat=width)]
    raw = [s for s in raw if not any(removed(rule, s) for rule in conflict.infeasible)]
    name_of = {
        s: next((c.pattern for c in conflict.coalesced if fits(c.pattern, s)), s) for s in raw
    }

    def allowed(dm, s, q):
        if conflict.move_rule is MoveRule.LISTED or s == q:
            return False
        changed = [(o, x, y) for o, x, y in zip(conflict.options, s, q, strict=True) if x != y]
        if conflict.move_rule is MoveRule.ONE and len(changed) > 1:
            return False
        return all(
            o.owner == dm
            and not (o.direction is Direction.FORWARD and x == "Y")
            and not (o.direction is Direction.BACK and x == "N")
            for o, x, _ in changed
        )

    result = {}
    for dm in (each.id for each in conflict.decision_makers):
        arcs = {(name_of[s], name_of[q]) for s in raw for q in raw if allowed(dm, s, q)}
        for move in conflict.moves:
            for s in raw:
                goal = "".join(x if e == "-" else e for e, x in zip(move.end, s, strict=True))
                if dm in move.by and fits(move.start, s) and goal in raw:
                    arcs.add((name_of[s], name_of[goal]))
        for move in conflict.forbidden_moves:
            if dm in move.by:
                starts = {name_of[s] for s in raw if fits(move.start, s)}
                ends = {name_of[s] for s in raw if fits(move.end, s)}
                arcs -= set(product(starts, ends))
        result[dm] = {(s, q) for s, q in arcs if s != q}
    return sorted(set(name_of.values())), result


@given(conflict=extended_conflicts(max_options=4))
@settings(max_examples=80, deadline=None)
def test_moves_are_those_of_the_definition(conflict):
    names, arcs = literal_moves(conflict)
    try:
        compiled = compile_conflict(conflict)
    except InputError:
        # An added move that joins no two states is refused.
        assert conflict.moves
        return
    assert list(compiled.space.names) == names
    for player, dm in enumerate(compiled.players):
        found = {
            (names[s], names[q])
            for s in range(compiled.game.size)
            for q in range(compiled.game.size)
            if compiled.game.moves[player][s] >> q & 1
        }
        assert found == arcs[dm]


@given(conflict=graph_conflicts())
@settings(max_examples=50, deadline=None)
def test_graph_form_has_just_the_listed_moves(conflict):
    compiled = compile_conflict(conflict)
    names = compiled.space.names
    for player, dm in enumerate(compiled.players):
        found = {
            (names[s], names[q])
            for s in range(compiled.game.size)
            for q in range(compiled.game.size)
            if compiled.game.moves[player][s] >> q & 1
        }
        assert found == {(m.start, m.end) for m in conflict.moves if dm in m.by}
    assert set(solve(conflict, "NASH SEQ").equilibria) == {"NASH", "SEQ"}


OPTION = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
options: [{id: a, owner: A}, {id: b, owner: B}, {id: c, owner: B, direction: forward}]
infeasible: [{pattern: "YYY"}]
preferences: {A: [{that: b, strength: strong}], B: {weights: {b: 1, c: -2}}}
move_rule: together
coalesced: [{pattern: "-NY"}]
moves: [{by: [A, B], from: "N--", to: "Y--"}]
forbidden_moves: [{by: B, from: "-Y-", to: "-N-"}]
unknown: {A: [rest, {between: ["NNN", "YNN"]}]}
probabilities: {B: [{better: "NNN", than: "YNN", probability: 0.7}]}
views: {A: {unseen_states: ["NYN"], preferences: {B: [{that: b}]}, views: {B: {}}}}
status_quo: "NNN"
"""
GRAPH = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
states: [{id: s}, {id: t}]
moves: [{by: A, from: s, to: t}]
preferences: {A: {ranking: [s, t]}, B: {weights: {s: 1}}}
unknown: {B: rest}
views: {B: {unseen_states: [t]}}
status_quo: s
"""
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(0, 2)
    | st.sampled_from(
        ["A", "B", "Z", "a", "NNN", "-NY", "Y--", "---", "s", "rest", "", "both", "1/0"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["A", "by", "from", "to", "id", "between"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def places(value, path=()):
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*path, key))


@given(data=st.data(), text=st.sampled_from([OPTION, GRAPH]))
@settings(max_examples=80, deadline=None)
def test_odd_models_are_refused_in_words_or_solved(data, text):
    tree = to_json(loads(text))
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from([path for path in places(tree) if path]))
        holder = tree
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = data.draw(junk)
    with suppress(DetenteError):
        conflict = loads(dumps(tree), "model.json")
        solve(conflict, "all", limited="pessimistic")
        completions(conflict, "NASH SEQ", samples=2, limit=20)
        hypergame(conflict, "NASH SEQ")


@st.composite
def rankings_in_views(draw):
    """A model with a view in which somebody's ranking names some states, perhaps not all."""
    conflict = draw(extended_conflicts(max_options=3) | graph_conflicts())
    states = list(StateSpace.of(conflict).names)
    hidden = draw(st.lists(st.sampled_from(states), max_size=len(states) - 1, unique=True))
    if conflict.coalesced:
        hidden = []
    options = [option.id for option in conflict.options]
    unseen = options[: draw(st.integers(0, max(0, len(options) - 1)))]
    cut = {state[len(unseen) :] for state in states}
    named = draw(st.permutations(sorted(cut | set(states) if unseen else states)))
    if draw(st.booleans()):
        named = [name for name in named if name in cut] if unseen else named
    named = named[: len(named) - draw(st.integers(0, 2))]
    dm = draw(st.sampled_from([dm.id for dm in conflict.decision_makers]))
    view = View(
        unseen_options=tuple(unseen),
        unseen_states=tuple(hidden),
        preferences={dm: Ranking(groups=tuple((name,) for name in named))} if named else {},
    )
    return replace(
        conflict, views={draw(st.sampled_from(list(conflict.preferences) or [dm])): view}
    )


@given(rankings_in_views())
@settings(max_examples=150, deadline=None)
def test_what_check_accepts_can_be_solved(conflict):
    found, problems = check_text(dumps(to_json(conflict)), "model.json")
    if found is not None:
        hypergame(found, "NASH")
        solve(found, "NASH")
    else:
        assert all(p.line for p in problems if p.severity == "error"), problems
