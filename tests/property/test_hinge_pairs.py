"""Pairs of changes: what they are said to do only together is what solving them shows."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis import hinge_pairs as pairing
from detente.analysis.hinge_judging import Change, Effect, Judge
from detente.analysis.hinge_pairs import hinge_pairs
from detente.analysis.hinge_variants import build, cells_of, iter_variants
from detente.analysis.hinges import hinges
from detente.analysis.outcomes import Landscape
from detente.engine.relational import RelationalSolver
from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import Attitude, Conflict
from detente.solving.compiling import compile_conflict
from detente.solving.solution import solve
from strategies import conflicts
from strategies_further import extended_conflicts

EXAMPLES = Path(__file__).parents[2] / "examples"
#: Both A's refusal and B's must go before YY holds.
BOTH = conflict_of({"a": "A", "b": "B"}, {"A": ["!a", "b"], "B": ["!b", "a"]}, status_quo="NN")


def equilibria(conflict, variants, concept):
    changed = build(conflict, variants)
    rows = {dm: dict(row) for dm, row in changed.attitudes.items()}
    for (of, to), value in cells_of(variants).items():
        rows.setdefault(of, {})[to] = value
    return set(solve(replace(changed, attitudes=rows), concept)[concept].equilibria)


def test_two_refusals_must_go_together():
    singles = hinges(BOTH, toward="YY")
    assert singles == ()
    found = hinge_pairs(BOTH, toward="YY")
    assert found
    changes = {
        ((pair.first.element, pair.first.change), (pair.second.element, pair.second.change))
        for pair in found
    }
    assert (("A: !a", "flip"), ("B: !b", "flip")) in changes
    assert (("A>B", "+"), ("B>A", "+")) in changes


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3, max_dms=2), st.data())
def test_what_a_pair_does_beyond_its_parts(conflict, data):
    found = hinge_pairs(conflict)
    if not found:
        return
    variants = {}
    for variant in iter_variants(conflict):
        variants.setdefault((variant.element, variant.change, variant.party), []).append(variant)
    pair = data.draw(st.sampled_from(found))
    (one, *more), (other, *yet_more) = (
        variants[each.element, each.change, each.party] for each in (pair.first, pair.second)
    )
    if more or yet_more:
        return  # the same statement twice: which one is meant cannot be told from its words
    traps = {
        state
        for effect in Judge(Landscape(conflict)).effects([[one], [other]])
        for change in effect.changes.values()
        for state in (*change.traps_gained, *change.traps_lost)
    }
    for what, states in pair.beyond.items():
        if what in ("starts", "stops"):
            continue
        concept, _, word = what.partition(" ")
        base = equilibria(conflict, [], concept)
        both = equilibria(conflict, [one, other], concept)
        for state in set(states) - traps:
            assert (state in both) is (word == "gained")
            for single in (one, other):
                alone = equilibria(conflict, [single], concept)
                assert (state in alone) is (state in base)


def test_variants_that_touch_the_same_element_are_not_paired():
    for pair in hinge_pairs(BOTH):
        assert (pair.first.kind, pair.first.element) != (pair.second.kind, pair.second.element)


def test_too_much_work_is_refused(monkeypatch):
    monkeypatch.setattr(pairing, "MAX_PAIR_WORK", 10)
    with pytest.raises(AnalysisError, match="pairs of changes"):
        hinge_pairs(BOTH)


def test_reversible_options_are_tried_one_way():
    found = hinges(
        conflict_of(
            {"give": "A", "answer": "B"},
            {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
            status_quo="NN",
        )
    )
    locked = [h for h in found if (h.element, h.change) == ("give", "not to be given up")]
    assert locked
    assert locked[0].changes["NASH"].traps_gained == ("YY",)


def test_command():
    done = subprocess.run(
        [
            *(sys.executable, "-m", "detente", "hinge", EXAMPLES / "classic" / "euphrates.yaml"),
            *("--toward", "release", "--pairs", "--shares", "--json"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    data = json.loads(done.stdout)
    assert data["hinges"]
    assert data["pairs"]
    assert [each["measure"] for each in data["shares"]] == ["holds", "starts"]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "detente", "hinge", EXAMPLES / "classic" / "euphrates.yaml"),
            "--shares",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--toward" in done.stderr


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4) | extended_conflicts(max_options=4), st.data())
def test_changes_judged_together_do_what_each_does_alone(conflict, data):
    """Changes judged together do what each does by itself, in a model made and solved alone."""
    try:
        landscape = Landscape(conflict)
    except DetenteError:
        return
    variants = list(iter_variants(conflict))
    pairs = [(a, b) for a, b in combinations(variants, 2) if not a.touches(b)]
    sets = [(v,) for v in variants] + [p for p in pairs if data.draw(st.booleans())][:40]
    for changes, found in zip(sets, Judge(landscape).effects(sets), strict=True):
        try:
            assert found == literal(conflict, changes)
        except DetenteError:
            assert found is None


def literal(conflict: Conflict, changes) -> Effect:
    """Return what changes do by solving the model before and after, as any model is solved."""
    changed = build(conflict, changes)
    ids = [dm.id for dm in conflict.decision_makers]
    ordinary = {
        (of, to): Attitude.POSITIVE if of == to else Attitude.NEUTRAL for of in ids for to in ids
    }
    cells = cells_of(changes)
    told: dict[str, Change] = {}
    starts = None
    for names, chosen in ((("NASH", "SEQ"), ordinary), (("RNASH", "RSEQ"), {})):
        if cells and chosen:
            continue
        before, after = _outcomes(conflict, chosen), _outcomes(changed, chosen or cells)
        starts = starts or (frozenset(before[2]), frozenset(after[2]))
        prepared = Landscape(conflict)
        if not cells and not chosen and prepared.attitudes() == prepared.attitudes(ordinary):
            continue
        for place, name in enumerate(names):
            (held, traps), (now, now_traps) = before[place], after[place]
            parts = (
                now - held - traps,
                held - now - now_traps,
                now_traps - traps - held,
                traps - now_traps - now,
            )
            if any(parts):
                told[name] = Change(*(tuple(sorted(part)) for part in parts))
    return Effect(told, starts)


def _outcomes(conflict: Conflict, cells):
    found = Landscape(conflict).outcomes(cells, locks=False)
    holding = [
        tuple(
            {o.state for o in found if concept in o.concepts and o.trap is trap}
            for trap in (False, True)
        )
        for concept in ("RNASH", "RSEQ")
    ]
    return (*holding, {o.state for o in found if o.starts})


@settings(max_examples=80, deadline=None)
@given(conflicts(max_options=4) | extended_conflicts(max_options=4), st.randoms(), st.booleans())
def test_asking_about_what_is_left_finds_the_same_equilibria(conflict, rng, weak):
    try:
        game = compile_conflict(conflict).game
    except DetenteError:
        return
    solver = RelationalSolver(game, ties="weak" if weak else "strict")
    for _ in range(5):
        profile = [[rng.choice((-1, 0, 1)) for _ in game.players] for _ in game.players]
        for concept in ("RNASH", "RSEQ"):
            held = game.everything
            for player in game.players:
                held &= solver.stable(player, concept, profile)
            assert solver.equilibria(concept, profile) == held


def test_rankings_are_not_asked_about_states_that_a_dropped_rule_would_add():
    from detente.model.files import load

    found = hinges(load(EXAMPLES / "classic" / "elmira.yaml"))
    assert found
    assert all(hinge.kind != "infeasible" for hinge in found)
