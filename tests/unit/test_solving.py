"""Solving through the public door: every concept by name, variants, notes and refusals."""

from __future__ import annotations

from itertools import count

import pytest

import detente
from building import conflict_of
from detente.api import Conflict
from detente.errors import AnalysisError, InputError
from detente.model.files import loads


def chicken():
    return detente.load(detente.example("classic/chicken.yaml"))


def three():
    return Conflict.of(
        conflict_of(
            {"a": "A", "b": "B", "c": "C"},
            {"A": ["!b", "a"], "B": ["!c", "b"], "C": ["!a", "c"]},
        )
    )


def test_names_are_read_in_any_case_and_answers_found_by_any():
    result = chicken().solve("nash Seq, l3 nm")
    assert list(result.results) == ["NASH", "SEQ", "L3", "NM"]
    assert result["l3"].equilibria == result["L_3"].equilibria == ("YY",)
    assert result["NM"].equilibria == ("YY",)


def test_simultaneous_stability_and_its_variants():
    assert chicken().solve("SIM").equilibria["SIM"] == ("NY", "YN", "YY")
    early = chicken().solve("SIM", simultaneous="correction")
    assert early.equilibria["SIM"] == ("NY", "YN", "YY")
    assert early.options["simultaneous"] == "correction"


def test_mixed_concepts_judge_each_by_its_own():
    result = chicken().solve("A=SMR,B=NASH")
    (name,) = result.results
    mixed = result[name]
    assert mixed.stable["A"] == chicken().solve("SMR")["SMR"].stable["A"]
    assert mixed.stable["B"] == chicken().solve("NASH")["NASH"].stable["B"]
    assert mixed.equilibria == tuple(sorted(set(mixed.stable["A"]) & set(mixed.stable["B"])))
    assert chicken().solve("*=GMR,A=L2")["*=GMR,A=L2"].stable["B"] == ("NY", "YN", "YY")


@pytest.mark.parametrize(
    ("concepts", "words"),
    [
        ("SEK", "Did you mean 'SEQ'"),
        ("", "No concept is named"),
        ("A=SEQ", "does not say how to judge B"),
        ("A=SEQ,Z=NASH", "No decision maker 'Z'"),
        ("A=SEQ,A=NASH", "two concepts"),
        ("A=CNASH,B=SEQ", "judges coalitions"),
        ("L0", "out of range"),
        ("L99999999999999999999", "out of range"),
    ],
)
def test_bad_concepts_are_refused_in_words(concepts, words):
    with pytest.raises(InputError, match=words):
        chicken().solve(concepts)


def test_unknown_variants_are_refused():
    with pytest.raises(InputError, match="Did you mean 'ties'"):
        chicken().solve("NASH", tie="weak")
    with pytest.raises(InputError, match="strict"):
        chicken().solve("NASH", ties="some")
    with pytest.raises(InputError, match="from 0 to 1"):
        chicken().solve("NASH", alpha="7/3")


def test_limited_moves_of_more_than_two_are_opt_in():
    with pytest.raises(InputError, match=r"two decision makers.*pessimistic"):
        three().solve("L2")
    assert set(three().solve("L2 NM", limited="pessimistic").results) == {"L2", "NM"}


def test_all_leaves_out_what_does_not_apply_and_says_so():
    result = three().solve("all")
    assert "L2" not in result.results
    assert "SIM" in result.results
    assert any("L2" in note and "two decision makers" in note for note in result.notes)
    assert any("STRONG_SEQ" in note for note in result.notes)


def test_results_remember_how_they_were_found():
    result = chicken().solve("NASH", ties="weak")
    data = result.to_json()
    assert data["variants"]["ties"] == "weak"
    assert data["model_hash"] == result.model_hash == chicken().solve("SEQ").model_hash
    assert result.model_hash != three().solve("NASH").model_hash
    assert "<table>" in result._repr_html_()


def elmira():
    return detente.load(detente.example("classic/elmira.yaml"))


def test_coalitions_upset_equilibria_by_joint_improvements():
    # Kilgour, Hipel, Fang & Peng 2001: ministry and company together leave the status quo.
    result = elmira().solve("CNASH CSEQ")
    assert result.coalitions.scope == "all"
    (upset,) = result.coalitions.upsets["CNASH"]["NYNNY"]
    assert upset.coalition == ("MOE", "UR")
    assert upset.improvements == ("YNYNY",)
    assert "NYNNY" not in result["CNASH"].equilibria
    assert result.to_json()["coalitions"]["upsets"]["CSEQ"]["NYNNY"]


def test_a_named_coalition_and_a_structure():
    alone = elmira().solve("CNASH", coalition="UR+MOE")
    assert list(alone["CNASH"].stable) == ["MOE+UR"]
    assert alone["CNASH"].equilibria == alone["CNASH"].stable["MOE+UR"]
    blocks = elmira().solve("CNASH", structure="LG,MOE+UR")
    assert set(blocks["CNASH"].stable) == {"LG", "MOE+UR"}
    singles = elmira().solve("CNASH NASH", structure="LG,MOE,UR")
    assert singles["CNASH"].equilibria == singles["NASH"].equilibria
    assert set(elmira().solve("CNASH")["CNASH"].equilibria) <= set(blocks["CNASH"].equilibria)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"coalition": "MOE+X"}, "No decision maker 'X'"),
        ({"coalition": "MOE++UR"}, "Cannot read the coalition"),
        ({"coalition": "MOE+MOE"}, "twice"),
        ({"structure": "MOE+UR"}, "misses LG"),
        ({"structure": "MOE+UR,LG,UR"}, "names UR twice"),
        ({"structure": "MOE+UR,LG", "coalition": "MOE"}, "Both"),
    ],
)
def test_bad_coalitions_are_refused_in_words(named, words):
    with pytest.raises(InputError, match=words):
        elmira().solve("CNASH", **named)


def test_what_would_not_fit_is_refused_before_work(monkeypatch):
    monkeypatch.setattr("detente.solving.limits.free_memory", lambda: 10_000)
    with pytest.raises(AnalysisError, match=r"7 coalitions over 12 states .* kB are free"):
        elmira().solve("CNASH")


def test_variants_of_individual_concepts_reach_the_answers():
    # From N… A can go for a without b, and B answers with b: no better and no worse for A.
    owners = {"a": "A", "b": "B"} | {f"idle{n}": "B" for n in range(7)}
    conflict = Conflict.of(conflict_of(owners, {"A": ["a & !b"], "B": ["b IF a"]}))
    plain = conflict.solve("GMR SEQ")
    strict = conflict.solve("GMR SEQ", deterring="worse")
    assert strict.options["deterring"] == "worse"
    for name in ("GMR", "SEQ"):
        assert set(strict[name].equilibria) < set(plain[name].equilibria)
    with pytest.raises(InputError, match="default definitions only"):
        conflict.solve("GMR", deterring="worse", engine="folds")


def test_questions_that_would_take_too_long_are_refused_before_work(monkeypatch):
    monkeypatch.setattr("detente.solving.coalitions.MAX_SECONDS", 1)
    dms = [f"D{n}" for n in range(12)]
    states = [f"s{n}" for n in range(60)]
    graph = Conflict.of_graph(
        "Dense",
        moves={dm: [(s, q) for s in states for q in states if s != q] for dm in dms},
        rankings={dm: states[n:] + states[:n] for n, dm in enumerate(dms)},
    )
    assert graph.solve("CNASH", coalition="D0+D1")["CNASH"].stable
    with pytest.raises(AnalysisError, match=r"4,095 coalitions over 60 states would take some"):
        graph.solve("CNASH")


def test_what_completions_cost_is_said_or_refused_before_any_of_them_is_looked_at(monkeypatch):
    said = []
    monkeypatch.setattr("detente.solving.limits.listeners", [said.append])
    clock = count()  # a second passes with every look at it
    monkeypatch.setattr("detente.solving.completing.time.perf_counter", lambda: next(clock))
    conflict = Conflict.of(conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}))
    with pytest.raises(AnalysisError, match=r"601 samples would take some 10 minutes") as samples:
        conflict.completions("SEQ", samples=601)
    assert samples.value.fix == "Ask for 600 or fewer (--samples)."
    eight = conflict_of(
        {name: "AB"[at % 2] for at, name in enumerate("abcdefgh")}, {"A": [], "B": []}
    )
    with pytest.raises(AnalysisError, match=r"SEQ over the completions of 256 states would take"):
        Conflict.of(eight).completions("SEQ", unsaid="unknown", samples=1)
    assert said == []
    conflict.completions("NASH", samples=20)
    assert said == [
        "Deciding NASH over the completions of 4 states, with 20 samples, takes some 20 seconds. "
        "Ask for fewer samples (--samples)."
    ]


def test_pareto_improvements_of_coalitions_are_an_option():
    conflict = Conflict.of(conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}))
    strict = conflict.solve("CNASH", coalition="A+B")["CNASH"].equilibria
    pareto = conflict.solve("CNASH", coalition="A+B", joint="pareto")["CNASH"].equilibria
    assert strict == ("NY", "YN", "YY")
    assert pareto == ("YY",)


def test_each_result_shows_itself_in_a_notebook():
    solution = elmira().solve("NASH CNASH")
    assert "YNYNY" in solution["CNASH"]._repr_html_()
    assert "<table>" in elmira().completions("NASH", samples=5)._repr_html_()


def test_views_are_another_question_and_said_so():
    model = """
detente: 1
title: <T>
decision_makers: [{id: A}, {id: B}]
options: [{id: a, owner: A}, {id: b, owner: B}]
preferences: {A: [{that: a}], B: [{that: b}]}
views: {A: {preferences: {B: [{that: "!b"}]}}}
"""
    conflict = Conflict.of(loads(model))
    assert any("hypergame" in note for note in conflict.solve("NASH").notes)
    found = conflict.hypergame("NASH")
    assert found["nash"].surprises == ("YY",)
    assert "&lt;T&gt;" in found._repr_html_()
    assert found.table()[0]["expected by"] == "A"


def test_every_kind_of_result_remembers_the_model():
    conflict = Conflict.of(
        loads(
            "{detente: 1, title: T, decision_makers: [{id: A}, {id: B}],"
            " options: [{id: a, owner: A}], preferences: {A: [{that: a}], B: [{that: a}]},"
            " views: {A: {unseen_states: [Y]}}}"
        )
    )
    results = (
        conflict.solve("NASH"),
        conflict.completions("NASH", samples=2),
        conflict.hypergame("NASH"),
    )
    assert len({result.model_hash for result in results}) == 1
    assert all(result.to_json()["model_hash"] == results[0].model_hash for result in results)
