"""Hinges judged on the cube of options, against the same changes judged state by state in plain Python."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings

from building import conflict_of
from detente.analysis import hinges as hinges_module
from detente.analysis.hinge_judging import Judge
from detente.analysis.hinge_variants import iter_variants
from detente.analysis.hinges import hinges
from detente.analysis.outcomes import Landscape
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Conflict, Direction
from detente.model.files import loads
from detente.solving.cubes import beyond_options, cube_of
from strategies import conflicts

pytest.importorskip("numba")


def agree(conflict: Conflict) -> int:
    from detente.analysis.hinge_large import effects_on_cube

    variants = list(iter_variants(conflict))
    told = effects_on_cube(conflict, cube_of(conflict), variants)
    expected = Judge(Landscape(conflict)).effects([[variant] for variant in variants])
    for variant, one, other in zip(variants, told, expected, strict=True):
        assert other is not None
        assert one.changes == other.changes, variant
        assert one.starts == other.starts, variant
    return sum(map(bool, told))


def scattered(seed: int, options: int, parties: int, *, attitudes: bool, rules: int) -> Conflict:
    """Return a random model whose options are not in the order of their owners."""
    source = random.Random(f"hinges/{seed}")  # noqa: S311 (the same models on every run)
    names = [f"o{n}" for n in range(options)]
    ids = [f"P{n}" for n in range(parties)]

    def literal(name: str) -> str:
        return source.choice(("", "!")) + name

    def wish() -> str:
        one, two, three = source.sample(names, 3)
        shape = source.choice(("{}", "{} IF {}", "({} & {}) | {}", "{} IFF {}"))
        return shape.format(literal(one), literal(two), literal(three))

    data = {
        "detente": 1, "title": "scattered", "status_quo": "N" * options,
        "decision_makers": [{"id": each} for each in ids],
        "options": [
            {"id": name, "owner": source.choice(ids) if n >= parties else ids[n],
             "direction": source.choice(("both", "both", "forward"))}
            for n, name in enumerate(names)
        ],
        "preferences": {each: [{"that": wish()} for _ in range(5)] for each in ids},
        "infeasible": [
            {"when": " & ".join(source.sample(names, 3))} for _ in range(rules)
        ],
    }  # fmt: skip
    if attitudes:
        data["attitudes"] = {
            of: {to: source.choice("+0-") for to in ids if source.random() < 0.6} for of in ids
        }
    return loads(json.dumps(data), "model.json")


@pytest.mark.parametrize("attitudes", [False, True])
@pytest.mark.parametrize("rules", [0, 2])
def test_random_models(attitudes: bool, rules: int) -> None:
    turned = 0
    for seed in range(4):
        turned += agree(scattered(seed, 6, 2 + seed % 3, attitudes=attitudes, rules=rules))
    assert turned > 40


@pytest.mark.parametrize("attitudes", [False, True])
def test_a_party_with_more_choices_than_bits_of_a_word(attitudes: bool) -> None:
    model = scattered(6, 8, 2, attitudes=attitudes, rules=1)
    options = tuple(
        replace(option, owner="P0" if n else "P1") for n, option in enumerate(model.options)
    )
    assert agree(replace(model, options=options))


def test_several_one_way_options_of_a_party_that_minds_itself_alone() -> None:
    """Each world has arcs of its own, by what binds the party: given up, taken up, both."""
    turned = 0
    for seed in range(4):
        model = scattered(seed, 7, 2, attitudes=False, rules=seed % 2)
        bound = tuple(
            replace(option, direction=(Direction.FORWARD, Direction.BACK, Direction.BOTH)[n % 3])
            for n, option in enumerate(model.options)
        )
        turned += agree(replace(model, options=bound))
    assert turned


def test_what_is_no_longer_kept_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.engine.large import many_answers

    monkeypatch.setattr(many_answers, "_KEPT", 1)
    assert agree(scattered(1, 6, 3, attitudes=True, rules=1))


def test_long_lists_of_statements_are_scored_in_long_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from detente.engine.large import many_answers

    monkeypatch.setattr(many_answers, "_SHORT", 1)
    assert agree(scattered(2, 6, 3, attitudes=True, rules=1))


@settings(max_examples=25, deadline=None)
@given(conflicts(max_options=4, max_dms=3))
def test_any_model_in_option_form(conflict: Conflict) -> None:
    if beyond_options(conflict) is None:
        agree(conflict)


def test_the_same_hinges_where_there_are_too_many_states_to_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = scattered(3, 7, 3, attitudes=True, rules=2)
    listed = hinges(model)
    monkeypatch.setattr(hinges_module, "LEAST_OPTIONS", 1)
    monkeypatch.setattr(hinges_module, "MAX_WORK", 1)
    assert hinges(model) == listed
    state = next(iter(next(iter(listed[0].changes.values())).gained), model.status_quo)
    assert [h.element for h in hinges(model, toward=state)]


def test_an_infeasible_state_is_refused_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    model = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}, infeasible=["a & b"])
    monkeypatch.setattr(hinges_module, "LEAST_OPTIONS", 1)
    monkeypatch.setattr(hinges_module, "MAX_WORK", 1)
    with pytest.raises(InputError, match="infeasible"):
        hinges(model, toward="YY")


def test_a_model_of_many_states_has_hinges() -> None:
    model = scattered(5, 12, 4, attitudes=False, rules=0)
    found = hinges(model)
    assert found
    weights = [hinge.weight for hinge in found]
    assert weights == sorted(weights, reverse=True)
    dropped = next(h for h in found if h.change == "drop" and h.kind == "preference")
    (alone,) = (
        h
        for h in hinges(model, changes={"drop"})
        if (h.element, h.change) == (dropped.element, dropped.change)
    )
    assert alone.changes == dropped.changes


def test_too_many_statements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.analysis import hinge_large

    monkeypatch.setattr(hinge_large, "MOST_STATEMENTS", 3)
    monkeypatch.setattr(hinges_module, "LEAST_OPTIONS", 1)
    monkeypatch.setattr(hinges_module, "MAX_WORK", 1)
    with pytest.raises(AnalysisError, match="cannot be judged together"):
        hinges(scattered(3, 5, 2, attitudes=False, rules=0))
