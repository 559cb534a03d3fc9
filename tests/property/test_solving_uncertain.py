"""Completions and hypergames through the door: what they must agree with."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.api import Conflict
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Infeasible, Ranking, Statements, View
from detente.model.states import StateSpace
from detente.solving.completing import completions
from detente.solving.misperceiving import hypergame
from detente.solving.solution import solve
from strategies import conflicts


def statements_only(conflict):
    return replace(
        conflict,
        preferences={
            dm: given for dm, given in conflict.preferences.items() if isinstance(given, Statements)
        },
        published={},
    )


@given(conflict=conflicts(max_options=3))
@settings(max_examples=25, deadline=None)
def test_nothing_unknown_makes_necessary_possible_and_actual_the_same(conflict):
    actual = solve(conflict, "NASH SEQ")
    found = completions(conflict, "NASH SEQ", samples=3)
    for name in ("NASH", "SEQ"):
        result = found[name]
        assert result.necessary.yes == result.possible.yes == actual[name].equilibria
        assert set(result.shares) == set(actual[name].equilibria)
        for dm, states in actual[name].stable.items():
            assert result.necessary_for[dm].yes == states


@given(conflict=conflicts(max_options=3, max_dms=2))
@settings(max_examples=25, deadline=None)
def test_necessary_in_possible_and_samples_between(conflict):
    found = completions(conflict, "NASH SMR SEQ", unsaid="unknown", samples=40, limit=200)
    for result in found.results.values():
        decided = set(result.necessary.yes) | set(result.necessary.undecided)
        possible = set(result.possible.yes) | set(result.possible.undecided)
        assert set(result.necessary.yes) <= set(result.possible.yes) | set(
            result.possible.undecided
        )
        assert set(result.shares) <= possible
        for state, share in result.shares.items():
            assert share.low <= share.share <= share.high
            assert share.share < 1 or state in decided or state in result.possible.yes
        for state in result.necessary.yes:
            assert result.shares[state].share == 1


def test_equal_seeds_give_equal_shares():
    conflict = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b IF a"]})
    first, again, other = (
        completions(conflict, "NASH", unsaid="unknown", samples=60, seed=seed).to_json()
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first["seed"] != other["seed"]


def test_bad_requests_are_refused(monkeypatch):
    conflict = Conflict.of(conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}))
    with pytest.raises(InputError, match="RNASH is not decided"):
        conflict.completions("RNASH")
    with pytest.raises(InputError, match="unsaid is 'some'"):
        conflict.completions("NASH", unsaid="some")
    with pytest.raises(InputError, match="at least 1"):
        conflict.completions("NASH", samples=0)
    monkeypatch.setattr("detente.solving.completing.MAX_SECONDS", 0)
    with pytest.raises(AnalysisError, match="would take"):
        conflict.completions("NASH")
    with pytest.raises(InputError, match="no views"):
        conflict.hypergame("NASH")
    seen = replace(conflict, views={"A": View(unseen_options=("b",))})
    with pytest.raises(InputError, match="sanctions=any"):
        hypergame(seen, "NASH", sanctions="any")
    with pytest.raises(InputError, match="not applied inside views"):
        hypergame(seen, "CNASH")


def test_unseen_states_leave_ones_own_moves_whoever_judges():
    """As in GMCR+: A, who does not see that it may take a, cannot punish B by giving it up."""
    conflict = conflict_of({"a": "A", "b": "B"}, {"A": ["!a"], "B": ["a", "!b"]})
    blind_to_a = replace(conflict, views={"A": View(unseen_states=("Y-",))})
    found = hypergame(blind_to_a, "NASH GMR SMR SEQ", sanctions="any")
    assert found["GMR"].equilibria == ("NN", "YN")
    assert found["SEQ"].equilibria == ("NN", "YN")
    assert hypergame(blind_to_a, "GMR")["GMR"].equilibria == ("NN", "YN", "YY")


@st.composite
def blind(draw):
    """A conflict, a decision maker, and an option that it does not see."""
    conflict = statements_only(draw(conflicts(max_options=4)))
    if len(conflict.options) < 2:
        return None
    option = draw(st.sampled_from([option.id for option in conflict.options]))
    return conflict, draw(st.sampled_from([dm.id for dm in conflict.decision_makers])), option


def as_imagined(conflict, option):
    """The conflict without an option, written out: states listed by what rules leave."""
    place = [each.id for each in conflict.options].index(option)
    cut = {name: name[:place] + name[place + 1 :] for name in StateSpace.of(conflict).names}
    kept = tuple(each for each in conflict.options if each.id != option)
    names = sorted(set(cut.values()))
    every = ("".join(letters) for letters in product("NY", repeat=len(kept)))
    preferences = {}
    for dm, given_ in conflict.preferences.items():

        def key(name, items=given_.items):
            taken = {o.id for o, x in zip(kept, name, strict=True) if x == "Y"}
            return tuple(not item.that.holds(taken) for item in items)

        groups = {}
        for name in names:
            groups.setdefault(key(name), []).append(name)
        preferences[dm] = Ranking(groups=tuple(tuple(groups[k]) for k in sorted(groups)))
    imagined = replace(
        conflict,
        options=kept,
        infeasible=tuple(Infeasible(pattern=name) for name in every if name not in names),
        preferences=preferences,
        status_quo=None,
    )
    return imagined, cut


@given(case=blind())
@settings(max_examples=50, deadline=None)
def test_an_unseen_option_makes_the_game_without_it(case):
    if case is None:
        return
    conflict, dm, option = case
    found = hypergame(replace(conflict, views={dm: View(unseen_options=(option,))}), "NASH SEQ")
    imagined, cut = as_imagined(conflict, option)
    solved = solve(imagined, "NASH SEQ")
    truth = solve(conflict, "NASH SEQ")
    for name in ("NASH", "SEQ"):
        own = solved[name].stable[dm]
        assert found[name].stable[dm] == tuple(s for s in sorted(cut) if cut[s] in own)
        assert found[name].expected[dm] == tuple(
            s for s in sorted(cut) if cut[s] in solved[name].equilibria
        )
        for other, states in truth[name].stable.items():
            if other != dm:
                assert found[name].stable[other] == states
                assert found[name].expected[other] == truth[name].equilibria


@given(conflict=conflicts(max_options=3))
@settings(max_examples=25, deadline=None)
def test_seeing_all_makes_the_conflict_itself_at_any_level(conflict):
    dm = conflict.decision_makers[0].id
    truth = solve(conflict, "NASH SEQ")
    for view in (View(), View(views={dm: View()})):
        found = hypergame(replace(conflict, views={dm: view}), "NASH SEQ")
        for name in ("NASH", "SEQ"):
            assert found[name].equilibria == truth[name].equilibria
            assert not found[name].surprises
            assert not found[name].disappointments


def test_a_preference_seen_wrongly_and_a_second_level():
    conflict = conflict_of({"a": "A", "b": "B"}, {"A": ["!b", "a"], "B": ["b", "a"]})
    wrong = View(
        preferences={"B": conflict_of({"a": "A", "b": "B"}, {"B": ["!b"]}).preferences["B"]}
    )
    first = hypergame(replace(conflict, views={"A": wrong}), "NASH")
    assert first.level == 1
    assert first["NASH"].equilibria == ("YY",)
    assert first["NASH"].expected["A"] == ("YN",)
    assert first["NASH"].surprises == ("YY",)
    assert first["NASH"].disappointments == ("YN",)
    # B knows what A thinks: it expects what A is in for.
    second = hypergame(replace(conflict, views={"A": wrong, "B": View(views={"A": wrong})}), "NASH")
    assert second.level == 2
    assert second["NASH"].expected["B"] == ("YY",)
