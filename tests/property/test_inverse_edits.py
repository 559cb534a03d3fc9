"""Inverse answers: edits work when made, none smaller does, conditions say the same as the solver."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis.edits import apply_edits, preference_edits
from detente.analysis.inverse_edits import RELATIONAL, invert
from detente.errors import InputError
from detente.explain.inverse_words import inverse_json
from detente.model.conflict import Attitude, Statements
from detente.solving.solution import solve
from strategies import conflicts

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"
CONCEPTS = ["NASH", "GMR", "SMR", "SEQ", "SSEQ"]


def holds(conflict, state, concept, parties):
    stable = solve(conflict, concept)[concept].stable
    return all(state in stable[party] for party in parties)


def with_edits(conflict, edits):
    rows = {dm: dict(row) for dm, row in conflict.attitudes.items()}
    for edit in edits:
        rows.setdefault(edit.of, {})[edit.to] = edit.after
    return replace(conflict, attitudes=rows)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3, max_dms=2), st.data())
def test_the_fewest_edits_work_and_none_smaller_does(conflict, data):
    ids = [dm.id for dm in conflict.decision_makers]
    # Few statements, so that every smaller set can be tried here.
    cut = {
        dm: Statements(given.items[:2]) if isinstance(given, Statements) else given
        for dm, given in conflict.preferences.items()
    }
    conflict = replace(conflict, preferences=cut)
    concept = data.draw(st.sampled_from(CONCEPTS))
    parties = data.draw(st.sampled_from([(one,) for one in ids] + [tuple(ids)]))
    solution = solve(conflict, concept)[concept]
    states = {s for found in solution.stable.values() for s in found} or {conflict.status_quo}
    state = data.draw(st.sampled_from(sorted(s for s in states if s)))
    answer = invert(conflict, state, concept, parties=parties, largest=2, limit=3000)
    found = answer.preferences
    for edits in found.found[:5]:
        changed = apply_edits(conflict, edits)
        assert changed is not None
        assert len(edits) == found.size
        assert holds(changed, state, concept, parties)
    edits = [edit for party in parties for edit in preference_edits(conflict, party)]
    smaller = found.size - 1 if found.found else min(found.size, 1)
    for size in range(min(smaller, 1) + 1):
        for chosen in combinations(edits, size):
            changed = apply_edits(conflict, chosen)
            assert changed is None or not holds(changed, state, concept, parties)
    assert all(
        given.stable == holds(conflict, state, concept, [given.party]) for given in answer.by_party
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3, max_dms=2), st.data())
def test_the_fewest_attitude_changes(conflict, data):
    concept = data.draw(st.sampled_from(list(RELATIONAL)))
    state = data.draw(st.sampled_from(solve(conflict, "GMR").table() or [{"state": None}]))["state"]
    if state is None:
        return
    ids = [dm.id for dm in conflict.decision_makers]
    cells = list(product(ids, ids))
    answer = invert(conflict, state, concept, largest=4)
    best = None
    for signs in product(Attitude, repeat=len(cells)):
        changes = sum(
            sign is not conflict.attitude(*cell) for cell, sign in zip(cells, signs, strict=True)
        )
        rows = {}
        for (of, to), sign in zip(cells, signs, strict=True):
            rows.setdefault(of, {})[to] = sign
        if (best is None or changes < best) and holds(
            replace(conflict, attitudes=rows), state, RELATIONAL[concept], ids
        ):
            best = changes
    found = answer.attitudes
    assert found is not None
    assert found.complete
    assert (found.size if found.found else None) == best
    for edits in found.found[:5]:
        assert holds(with_edits(conflict, edits), state, RELATIONAL[concept], ids)


def test_conditions_in_words():
    conflict = conflict_of(
        {"give": "A", "answer": "B"},
        {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
        status_quo="NN",
    )
    data = inverse_json(invert(conflict, "YY", "SEQ", parties=["A"]))
    (party,) = data["parties"]
    assert not party["stable_now"]
    (condition,) = party["conditions"]
    assert condition["sentence"] == (
        "A must not prefer to give up “do give”; or else, fearing the answer, must not prefer "
        "“A: none of its options; B: none of its options”."
    )
    assert party["repairs"] in ([["NN"], ["NY"]], [["NN"]], [["NY"]])
    assert data["preference_edits"]["size"] == 1
    for edits in data["preference_edits"]["found"]:
        assert all(edit["sentence"].endswith(".") for edit in edits)


def test_rankings_have_conditions_but_no_statement_edits():
    from detente.model.files import load

    answer = invert(load(CLASSIC / "chicken.yaml"), "YY", "NASH")
    assert answer.preferences.found == ()
    assert [given.repairs for given in answer.by_party] == [(("NY",),), (("YN",),)]
    assert answer.attitudes is not None
    assert answer.attitudes.size == 2


def test_too_many_repairs_are_not_listed_and_nothing_is_guessed():
    owners = {f"o{n}": f"P{n % 2}" for n in range(9)}
    crowd = conflict_of(
        owners,
        {f"P{p}": [f"!o{(3 * n + p) % 9} IF o{(n + 1) % 9}" for n in range(9)] for p in range(2)},
    )
    answer = invert(crowd, "Y" * 9, "GMR", largest=1)
    for party in answer.by_party:
        broken = [condition for condition, met in party.conditions if not met]
        ways = 1
        for condition in broken:
            ways *= 1 + len(condition.holds)
        assert (party.repairs is None) is (ways > 20_000)


def test_errors():
    conflict = conflict_of({"give": "A"}, {"A": []})
    with pytest.raises(InputError, match="No inverse question"):
        invert(conflict, "Y", "SIM")
    with pytest.raises(InputError, match="No decision maker"):
        invert(conflict, "Y", parties=["C"])


def test_command():
    done = subprocess.run(
        [
            *(sys.executable, "-m", "detente", "inverse", CLASSIC / "euphrates.yaml"),
            *("--state", "release", "--concept", "SEQ", "--json"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    data = json.loads(done.stdout)
    assert (data["state"], data["for"], data["holds_now"]) == ("YNN", ["SYR", "IRQ"], False)
    swaps = [edits for edits in data["preference_edits"]["found"] if edits[0]["kind"] == "swap"]
    assert {(edits[0]["statement"], edits[0]["other"]) for edits in swaps} >= {
        ("!release", "!attack")
    }
