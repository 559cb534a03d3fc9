"""Every verdict has a witness that an independent verifier accepts, and the solver agrees."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.engine import coalitional, individual, relational
from detente.engine.coalitional import CoalitionSolver
from detente.engine.relational import RelationalSolver
from detente.explain.explaining import EXPLAINED, Explainer, explain
from detente.model.conflict import Attitude
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
    """The solver's verdict on every state; None for concepts it does not know here."""
    compiled = compile_conflict(conflict)
    players = [compiled.players.index(one) for one in focal]
    if concept in individual.CONCEPTS:
        states = individual.stable(compiled.game, players[0], concept)
    elif concept in relational.CONCEPTS:
        solver = RelationalSolver(compiled.game, ties=ties)
        states = solver.stable(players[0], concept, attitude_signs(conflict))
    elif concept in coalitional.CONCEPTS:
        states = CoalitionSolver(compiled.game).stable(players, concept)
    else:
        return None
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
    concepts = (*EXPLAINED, *LIMITED)
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
