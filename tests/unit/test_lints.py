"""Lints on small conflicts, each made to show one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from building import conflict_of
from detente.analysis.lints import lint
from detente.analysis.outcomes import Landscape
from detente.model.conflict import Ranking, Weights
from detente.model.files import loads


def codes(conflict):
    return [(found.code, found.party) for found in lint(Landscape(conflict))]


def test_being_granted_ones_condition_looks_worse():
    conflict = conflict_of(
        {"ease": "W", "talk": "P"}, {"W": ["ease IFF talk"], "P": ["talk IF ease", "ease"]}
    )
    assert ("granting-costs", "P") in codes(conflict)
    mended = conflict_of(
        {"ease": "W", "talk": "P"}, {"W": ["ease IFF talk"], "P": ["ease", "talk IF ease"]}
    )
    assert codes(mended) == []


def test_attitudes_of_either_sign_forbid_what_statements_ask_for():
    options = {"press": "A", "answer": "B"}
    statements = {"A": ["press", "answer"], "B": ["!press", "answer"]}
    kind = conflict_of(options, statements, attitudes={"A>B": "+"})
    (found,) = lint(Landscape(kind))
    assert (found.code, found.element) == ("attitude-forbids", "A>B")
    assert found.sentence == (
        "The positive attitude of A toward B rules out most moves that its own statements ask for "
        "(“Do press”): it forbids every move that does not help the other, harmless ones included."
    )
    assert codes(conflict_of(options, statements, attitudes={"A>B": "-"})) == []
    harmless = conflict_of(options, {"A": ["press"], "B": ["answer"]}, attitudes={"A>B": "-"})
    assert codes(harmless) == [("attitude-forbids", "A")]


def test_an_improvement_that_is_not_a_best_reply():
    conflict = conflict_of({"arm": "A", "fight": "A"}, {"A": ["arm", "!fight"]}, status_quo="NN")
    assert codes(conflict) == [("bundled-improvement", "A")]


def test_options_that_nobody_minds_whatever_the_form_of_preferences():
    conflict = conflict_of({"a": "A", "b": "A"}, {"A": ["a"]})
    assert codes(conflict) == [("unmentioned-option", "A")]
    weighted = replace(conflict, preferences={"A": Weights(weights={"a": 2, "b": 0})})
    assert codes(weighted) == [("unmentioned-option", "A")]
    ranked = replace(conflict, preferences={"A": Ranking(groups=(("YN", "YY"), ("NN", "NY")))})
    assert codes(ranked) == [("unmentioned-option", "A")]
    apart = replace(conflict, preferences={"A": Ranking(groups=(("YN",), ("YY",), ("NN", "NY")))})
    assert codes(apart) == []


@pytest.mark.parametrize(
    ("further", "same"),
    [
        ("unknown: {B: rest}", False),
        ("unknown: {B: [{between: [YN, YY]}]}", False),
        ("unknown: {B: [{between: [YN, NN]}]}", True),
        ("probabilities: {B: [{better: YN, than: YY, probability: 0.7}]}", False),
        ("views: {A: {preferences: {B: [{that: b}]}}}", False),
        ("views: {A: {views: {B: {preferences: {A: [{that: b}]}}}}}", False),
        ("views: {A: {preferences: {B: [{that: a}]}}}", True),
    ],
)
def test_what_is_unknown_likely_or_seen_wrongly_is_not_the_same_to_everybody(further, same):
    text = (
        "detente: 1\ntitle: T\ndecision_makers: [{id: A, name: A}, {id: B, name: B}]\n"
        "options: [{id: a, name: a, owner: A}, {id: b, name: b, owner: B}]\n"
        f"preferences: {{A: [{{that: a}}], B: [{{that: '!a'}}]}}\n{further}\n"
    )
    assert (("unmentioned-option", "B") in codes(loads(text))) is same
