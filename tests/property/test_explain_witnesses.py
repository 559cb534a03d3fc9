"""Every verdict has a witness that an independent verifier accepts, and the solver agrees."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.engine import coalitional, individual, relational, simultaneous
from detente.engine.coalitional import CoalitionSolver
from detente.engine.limited import LimitedSolver
from detente.engine.relational import RelationalSolver
from detente.errors import InputError
from detente.explain.explaining import EXPLAINED, Explainer, explain
from detente.model.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    NamedState,
    Ranking,
    Transition,
)
from detente.model.files import load
from detente.solving.compiling import compile_conflict
from detente.solving.judging import attitude_signs
from oracle.witness_checker import Facts, check
from strategies import conflicts

MODELS = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))
LIMITED = ("L1", "L2", "L3", "L4")


def groups(conflict, concept):
    ids = [dm.id for dm in conflict.decision_makers]
    if concept in coalitional.CONCEPTS:
        return [c for size in range(1, len(ids) + 1) for c in combinations(ids, size)]
    return [(one,) for one in ids]


def solved(conflict, focal, concept, ties="strict"):
    """The solver's verdicts, as a set of states."""
    compiled = compile_conflict(conflict)
    players = [compiled.players.index(one) for one in focal]
    if concept in individual.CONCEPTS:
        states = individual.stable(compiled.game, players[0], concept)
    elif concept in relational.CONCEPTS:
        solver = RelationalSolver(compiled.game, ties=ties)
        states = solver.stable(players[0], concept, attitude_signs(conflict))
    elif concept in coalitional.CONCEPTS:
        states = CoalitionSolver(compiled.game).stable(players, concept)
    elif concept == "SIM":
        if compiled.parts is None:
            return None
        states = simultaneous.stable(compiled.game, compiled.parts, players[0])
    else:
        states = LimitedSolver(compiled.game).stable(players[0], int(concept[1:]))
    return set(compiled.names(states))


def check_cells(conflict, concepts, ties="strict"):
    facts = Facts(conflict)
    explainer = Explainer(conflict, ties=ties)
    cells = 0
    for concept in concepts:
        for focal in groups(conflict, concept):
            verdicts = solved(conflict, focal, concept, ties)
            for state in facts.states:
                found = explainer.explain(state, focal, concept)
                check(facts, found.to_json(), ties=ties)
                assert verdicts is None or found.stable == (state in verdicts)
                cells += 1
    return cells


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4, max_dms=3), st.sampled_from(["strict", "weak"]))
def test_witnesses_on_random_models(conflict, ties):
    check_cells(conflict, (*EXPLAINED, *LIMITED), ties=ties)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_witnesses_on_the_examples(path):
    conflict = load(path)
    # Limited moves rank what is reached, and do not apply where preferences are unknown.
    concepts = EXPLAINED if conflict.unknown else (*EXPLAINED, *LIMITED)
    cells = sum(len(groups(conflict, concept)) for concept in concepts)
    assert check_cells(conflict, concepts) == cells * len(Facts(conflict).states)


def test_a_false_witness_is_refused():
    conflict = load(MODELS[0].parents[1] / "classic" / "prisoners_dilemma.yaml")
    facts = Facts(conflict)
    (found,) = explain(conflict, "YY", dm="A", concepts="SEQ")
    check(facts, found.to_json())
    for change in (
        {"improvements": ()},
        {"stable": False},
        {"state": "NN"},
        {"concept": "NASH"},
    ):
        with pytest.raises((AssertionError, KeyError)):
            check(facts, replace(found, **change).to_json())


def test_attitudes_count_for_the_relational_concepts_only():
    conflict = load(MODELS[0].parents[1] / "classic" / "prisoners_dilemma.yaml")
    kind = replace(conflict, attitudes={"A": {"B": Attitude.POSITIVE}})
    nash, relational_nash = explain(kind, "YY", dm="A", concepts="NASH RNASH")
    assert (nash.stable, relational_nash.stable) == (False, True)


@st.composite
def drawn_graphs(draw):
    """Graph form: any moves, not transitive, some common; rankings with ties."""
    names = [f"s{n}" for n in range(draw(st.integers(2, 5)))]
    ids = ["A", "B", "C"][: draw(st.integers(2, 3))]
    arcs = draw(
        st.lists(
            st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(
                lambda a: a[0] != a[1]
            ),
            max_size=10,
            unique=True,
        )
    )
    movers = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True).map(tuple)
    preferences = {}
    for dm in ids:
        groups = []
        for state in draw(st.permutations(names)):
            if groups and draw(st.booleans()):
                groups[-1].append(state)
            else:
                groups.append([state])
        preferences[dm] = Ranking(groups=tuple(map(tuple, groups)))
    return Conflict(
        title="Drawn",
        decision_makers=tuple(DecisionMaker(id=dm, name=dm) for dm in ids),
        options=(),
        preferences=preferences,
        states=tuple(NamedState(id=name, name=f"State {name}") for name in names),
        moves=tuple(Transition(by=draw(movers), start=a, end=b) for a, b in arcs),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_graphs(), st.sampled_from(["strict", "weak"]))
def test_witnesses_on_drawn_graphs(conflict, ties):
    concepts = [concept for concept in (*EXPLAINED, *LIMITED) if concept != "SIM"]
    check_cells(conflict, concepts, ties=ties)
    if any(len(move.by) > 1 for move in conflict.moves):
        with pytest.raises(InputError, match="SIM does not apply"):
            explain(conflict, "s0", concepts="SIM")
