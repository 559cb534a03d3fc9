"""Paths and the status-quo table against a literal search over (state, last mover)."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.analysis.status_quo_table import status_quo_table
from detente.errors import AnalysisError, InputError
from detente.model.files import load
from oracle.witness_checker import Facts
from strategies import conflicts

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"


def literal_paths(facts, start, moves_of, players, longest):
    """Every legal sequence up to a length, as (mover, state) steps, by brute force."""
    found, level = [()], [((), start, None)]
    for _ in range(longest):
        grown = []
        for steps, state, last in level:
            for player in players:
                if player != last:
                    grown += [
                        ((*steps, ("+".join(player), q)), q, player)
                        for q in moves_of(player, state)
                    ]
        level = grown
        found += [steps for steps, _, _ in level]
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3, max_dms=3), st.booleans(), st.booleans(), st.data())
def test_paths_and_levels(conflict, improving, together, data):
    facts = Facts(conflict)
    start = data.draw(st.sampled_from(facts.states))
    sizes = range(1, len(facts.ids) + 1 if together else 2)
    players = [c for size in sizes for c in combinations(facts.ids, size)]

    def moves_of(player, s):
        parts = [c for size in range(1, len(player)) for c in combinations(player, size)]
        return able(player, s) - set().union(*(able(part, s) for part in parts))

    def able(player, s):
        reached = facts.reach(player, facts.moves, s) - {s}
        if improving:
            reached = {q for q in reached if all(facts.accepts(i, q, s, "strict") for i in player)}
        return reached

    landscape = Landscape(conflict)
    options = {"origin": start, "improvements_only": improving, "coalitions": together}
    table = status_quo_table(landscape, **options)
    longest = min(table.depth, 3)
    known = literal_paths(facts, start, moves_of, players, longest)
    first = {}
    for steps in known:
        if steps:
            first.setdefault((steps[-1][1], steps[-1][0]), len(steps))
            first[steps[-1][1], steps[-1][0]] = min(first[steps[-1][1], steps[-1][0]], len(steps))
    levels = {
        (row.state, name): level
        for row in table.rows
        for level, names in row.movers.items()
        for name in names
        if level <= longest
    }
    assert levels == first
    goal = data.draw(st.sampled_from(facts.states))
    paths = [path.steps for path in shortest_paths(landscape, goal, **options, limit=5000)]
    reaching = [steps for steps in known if (steps[-1][1] if steps else start) == goal]
    if reaching:
        least = min(len(steps) for steps in reaching)
        assert sorted(paths) == sorted(steps for steps in reaching if len(steps) == least)
    else:
        assert all(len(steps) > longest for steps in paths)


def test_elmira_needs_a_coalition():
    landscape = Landscape(load(CLASSIC / "elmira.yaml"))
    table = status_quo_table(landscape)
    assert [(row.state, row.level) for row in table.rows] == [("NYNNN", 0), ("NYNNY", 1)]
    assert shortest_paths(landscape, "YNYNY") == ()
    paths = shortest_paths(landscape, "YNYNY", coalitions=True)
    assert [path.steps for path in paths] == [(("LG", "NYNNY"), ("MOE+UR", "YNYNY"))]


def test_too_many_for_coalitions_and_no_start():
    crowd = conflict_of({"a": "P0"}, {f"P{n}": [] for n in range(9)}, status_quo="N")
    with pytest.raises(AnalysisError, match="coalitions"):
        status_quo_table(Landscape(crowd), coalitions=True)
    with pytest.raises(InputError, match="no status quo"):
        status_quo_table(Landscape(conflict_of({"a": "A"}, {"A": []})))


def test_command():
    def run(*words):
        done = subprocess.run(
            [sys.executable, "-m", "detente", "paths", CLASSIC / "elmira.yaml", *words, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    data = run("--to", "modify+accept+insist", "--improvements-only", "--coalitions")
    assert [step["by"] for step in data["paths"]["YNYNY"][0]["steps"]] == ["LG", "MOE+UR"]
    assert data["more_than_listed"] == []
    table = run("--table", "--improvements-only")["table"]
    assert table["states"][1] == {"state": "NYNNY", "level": 1, "last_movers": {"1": ["LG"]}}
    data = run("--to", "YNYNY", "--from", "status-quo")
    assert data["paths"]["YNYNY"][0]["from"] == "NYNNN"
