"""Closing windows: checked by literal reachability and preference, and on a freeze that is missed."""

from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import HealthCheck, given, settings

from building import conflict_of
from detente.analysis.outcomes import Landscape
from detente.analysis.windows import closing_windows
from detente.explain.window_words import window_sentences
from detente.model.conflict import Direction
from detente.model.writing import save
from oracle.witness_checker import Facts
from strategies import conflicts

#: P would trade a freeze of its one-way build-up for aid; left alone it builds up. T likes no aid.
FREEZE = conflict_of(
    {"aid": "W", "build": "P"},
    {"W": ["!build", "!aid"], "P": ["build IF !aid", "aid", "!build"], "T": ["!aid"]},
    one_way=["build"],
    status_quo="NN",
)


def test_a_freeze_is_missed():
    (window,) = closing_windows(Landscape(FREEZE))
    assert (window.party, window.option, window.after) == ("P", "build", "NY")
    (gone,) = window.vanishing
    assert gone.state == "YN"
    assert gone.first_movers == (("W",),)
    assert gone.against == ("T",)
    first, second = window_sentences(FREEZE, window)
    assert first == "P has reason to take up “do build”, and there is no way back from “do build”."
    assert second == (
        "Gone then is the outcome that could last in which the change from now is to take up “do "
        "aid”; by acting first W could have it and would gain; T would lose by it."
    )


def test_no_window_without_a_one_way_option_or_a_reason():
    free = conflict_of(
        {"aid": "W", "build": "P"},
        {"W": ["!build", "!aid"], "P": ["build IF !aid", "aid", "!build"]},
        status_quo="NN",
    )
    assert closing_windows(Landscape(free)) == ()
    calm = conflict_of(
        {"aid": "W", "build": "P"},
        {"W": ["aid"], "P": ["!build"]},
        one_way=["build"],
        status_quo="NN",
    )
    assert closing_windows(Landscape(calm)) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4, max_dms=3))
def test_windows_on_random_models(conflict):
    facts = Facts(conflict)
    start = conflict.status_quo
    for window in closing_windows(Landscape(conflict)):
        assert start is not None
        assert window.after in facts.moves(window.party, start)
        assert facts.accepts(window.party, window.after, start, "strict")
        place = [option.id for option in conflict.options].index(window.option)
        assert conflict.options[place].direction is not Direction.BOTH
        later = facts.reach(facts.ids, facts.moves, window.after)
        for gone in window.vanishing:
            assert gone.state not in later
            assert gone.state in facts.reach(facts.ids, facts.moves, start)
            for group in gone.first_movers:
                assert gone.state in facts.reach(group, facts.moves, start)
                assert facts.all_prefer(group, gone.state, window.after)
            for party in gone.against:
                assert facts.better(party, window.after, gone.state)
            if not gone.concepts:
                assert gone.first_movers or any(
                    facts.all_prefer(group.split("+"), gone.state, start) for group in window.left
                )
        assert all(line.endswith(".") for line in window_sentences(conflict, window))


def test_command(tmp_path):
    path = tmp_path / "freeze.yaml"
    save(FREEZE, path)
    done = subprocess.run(
        [sys.executable, "-m", "detente", "paths", path, "--windows", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    (window,) = json.loads(done.stdout)["windows"]
    assert window["vanishing"][0]["first_movers"] == ["W"]
    assert len(window["sentences"]) == 2
