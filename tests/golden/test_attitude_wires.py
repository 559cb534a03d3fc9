"""Attitudes watched as reports come in: words that turn a sign over a hinge set a tripwire off."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cli.test_dossier_commands import detente
from detente.model.conflict import Attitude
from detente.model.files import loads
from detente.solving.solution import solve
from detente.store import Dossier
from detente.timeline import Watcher
from detente.timeline.watching import watched_model

#: Only words that name the other side tell of an attitude towards it.
REPORTS = {
    "1-roster": """5 January 2026

Northgate Rail threatened the Rail Drivers' Union with a lockout. "If Northgate Rail imposes the roster, we
will strike for three days," the union said.""",
    "2-thaw": """19 January 2026

Northgate Rail thanked the Rail Drivers' Union for its patience.""",
    "3-strike": """2 February 2026

Northgate Rail accused the Rail Drivers' Union of sabotage.
Northgate Rail threatened the Rail Drivers' Union with a lawsuit.
The Rail Drivers' Union began a strike of three days on Monday.""",
    "4-deal": """9 February 2026

Northgate Rail said it would withdraw the roster.""",
}
#: The party that moves last gives in to whom it likes.
MODEL = """\
detente: 1
title: Trains
decision_makers: [{id: northgate-rail, name: Northgate Rail}, {id: rail-drivers-union, name: The union}]
options:
  - {id: impose, name: Impose the roster, owner: northgate-rail}
  - {id: strike, name: Strike, owner: rail-drivers-union}
preferences:
  northgate-rail: [{that: impose}, {that: "!strike"}]
  rail-drivers-union: [{that: strike IFF impose}]
status_quo: "NN"
"""


@pytest.fixture(scope="module")
def labour(tmp_path_factory):
    """Watch the dossier's reports come in; give the dossier, and what each look found."""
    root = tmp_path_factory.mktemp("attitudes")
    folder, rounds = root / "in", []
    folder.mkdir()
    with Dossier.create(root / "case.dossier") as dossier:
        watcher = Watcher(dossier, [str(folder)])
        for number, (name, text) in enumerate(REPORTS.items()):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            if number == 1:
                dossier.models.save(MODEL)
            rounds.append(watcher.look())
    return root / "case.dossier", rounds


def test_new_words_turn_an_attitude(labour):
    _, (first, second, third, last) = labour
    assert first.attitudes == ()  # nothing was watched yet
    turned = [
        [(trip.wire.of, trip.wire.sign, trip.now.sign) for trip in each.attitudes]
        for each in (second, third, last)
    ]
    assert turned == [[("northgate-rail", "-", "0")], [("northgate-rail", "0", "-")], []]
    (trip,) = third.attitudes
    assert {ground.document for ground in trip.grounds} == {"3-strike"}
    assert all(ground.value < trip.wire.read.score for ground in trip.grounds)
    assert any(
        line.startswith("the attitude of Northgate Rail toward The union turns in its words")
        for line in third.lines()
    )


def test_what_a_turn_changes_is_what_solving_both_signs_shows(labour):
    path, (_, second, third, _) = labour
    with Dossier.open(path) as dossier:
        conflict = watched_model(dossier)
    assert conflict == loads(MODEL)
    for found in (second, third):
        (trip,) = found.attitudes
        of, to = trip.wire.of, trip.wire.to
        before, after = (
            solve(replace(conflict, attitudes={of: {to: Attitude(sign)}}), ["RNASH", "RSEQ"])
            for sign in (trip.wire.sign, trip.now.sign)
        )
        assert before.equilibria != after.equilibria
        assert trip.change is not None
        assert trip.change in trip.line()


def test_attitudes_that_change_an_answer_are_listed(labour):
    path, _ = labour
    rows = [
        json.loads(line) for line in detente("dossier", "tripwires", path, "--json").splitlines()
    ]
    wires = [row for row in rows if row["kind"] == "attitude"]
    assert wires
    for row in wires:
        assert row["read"]["sign"] not in row["if"]
        assert any(row["if"].values())
        assert all(ground["text"] for ground in row["read"]["grounds"])
    assert "the attitude of" in detente("dossier", "tripwires", path)
