"""Sweeps: every profile as solving it alone gives it, drawn as text and as SVG."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from building import conflict_of
from detente.analysis.outcomes import Landscape
from detente.analysis.sweeping import sweep
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Attitude
from detente.solving.solution import solve

EUPHRATES = Path(__file__).parents[2] / "examples" / "classic" / "euphrates.yaml"
GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    one_way=["give"],
    status_quo="NN",
)


def test_all_profiles_as_solved_alone():
    result = sweep(GIFT, "A,B>A", concepts=["RNASH", "RSEQ", "RGMR"])
    cells = [("A", "A"), ("A", "B"), ("B", "A")]
    assert result.varied == tuple(cells)
    profiles = list(product("-0+", repeat=3))
    assert [tuple(p.attitudes[c].value for c in cells) for p in result] == profiles
    landscape = Landscape(GIFT)
    for profile in result:
        rows = {"A": {}, "B": {}}
        for (of, to), sign in profile.attitudes.items():
            rows[of][to] = sign
        alone = solve(replace(GIFT, attitudes=rows), ["RNASH", "RSEQ", "RGMR"])
        assert profile.equilibria == alone.equilibria
        outcomes = landscape.outcomes(profile.attitudes, ["RNASH", "RSEQ", "RGMR"])
        assert profile.outcomes == outcomes


def test_text_and_svg():
    plot = sweep(GIFT, "A").plot("rseq")
    lines = str(plot).splitlines()
    assert lines[0] == "RSEQ equilibria of A test"
    assert lines[1].split() == ["A>A", "---000+++"]
    assert lines[2].split() == ["A>B", "-0+" * 3]
    assert {len(line) for line in lines[1:-1]} == {len(lines[1])}
    drawn = ET.fromstring(plot.svg)  # noqa: S314  (our own text)
    assert drawn.tag.endswith("svg")
    assert plot._repr_svg_() == plot.svg


def test_long_sweeps_are_drawn_by_value():
    crowd = conflict_of(
        {f"o{n}": f"P{n}" for n in range(3)},
        {f"P{n}": [f"!o{n}", f"o{(n + 1) % 3}"] for n in range(3)},
        status_quo="NNN",
    )
    result = sweep(crowd, "P0,P1>P1,P1>P2", concepts=["RNASH"])
    assert len(result.profiles) == 243
    text = result.plot().text
    assert "columns - 0 + of: P0>P0, P0>P1, P0>P2, P1>P1, P1>P2" in text
    ET.fromstring(result.plot().svg)  # noqa: S314


def test_errors():
    with pytest.raises(InputError, match="was not solved"):
        sweep(GIFT, "A").plot("NASH")
    many = conflict_of({"a": "P0"}, {f"P{n}": [] for n in range(4)})
    with pytest.raises(AnalysisError, match="59,049 profiles"):
        sweep(many, "P0,P1,P2>P0,P2>P1")


def test_command(tmp_path):
    picture = tmp_path / "sweep.svg"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "detente", "sweep", EUPHRATES, "--vary", "SYR>IRQ"),
            *("--svg", picture, "--json"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    data = json.loads(done.stdout)
    assert data["varied"] == [["SYR", "IRQ"]]
    assert [p["attitudes"] for p in data["profiles"]] == [
        {"SYR>IRQ": sign.value} for sign in (Attitude.NEGATIVE, Attitude.NEUTRAL, Attitude.POSITIVE)
    ]
    assert data["profiles"][1]["starts"] == ["NYY"]
    assert picture.read_text("utf-8").startswith("<svg")
