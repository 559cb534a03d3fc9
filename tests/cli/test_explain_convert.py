"""``explain`` and ``convert`` as users call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"


def detente(*words, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "detente", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def test_explain_in_words():
    out = detente("explain", CLASSIC / "prisoners_dilemma.yaml", "silent_a+silent_b", "--for", "A")
    assert "A: not stable. First prisoner would rather give up “stay silent”" in out
    assert "Second prisoner would want to give up “stay silent”" in out


def test_explain_as_json():
    data = json.loads(
        detente(
            *("explain", CLASSIC / "chicken.yaml", "NN", "--concepts", "SEQ,L2,CNASH", "--json"),
        )
    )
    assert data["state"] == "NN"
    assert [(e["concept"], e["dm"]) for e in data["explanations"]] == [
        ("SEQ", "A"),
        ("SEQ", "B"),
        ("L2", "A"),
        ("L2", "B"),
        ("CNASH", "A"),
        ("CNASH", "B"),
        ("CNASH", "A+B"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NNN",), "Write one Y or N per option"),
        (("swerve_a+nothing_such",), "there is no option 'nothing_such'"),
        (("NN", "--for", "C"), "No decision maker 'C'"),
        (("NN", "--concepts", "NSH"), "Did you mean 'NASH'?"),
        (("NN", "--for", "A+B"), "NASH judges one decision maker, not 2"),
        (("status-quo",), "The model has no status quo"),
    ],
)
def test_explain_errors(words, said):
    assert said in detente("explain", CLASSIC / "chicken.yaml", *words, code=2)


def test_convert_there_and_back(tmp_path):
    there, back = tmp_path / "m.gmcr", tmp_path / "m.yaml"
    detente("convert", CLASSIC / "euphrates.yaml", there)
    detente("convert", there, back)
    names = [json.loads(detente("solve", f, "--json")) for f in (CLASSIC / "euphrates.yaml", back)]
    assert names[0]["equilibria"] == names[1]["equilibria"]
    assert "exists already" in detente("convert", there, back, code=2)
    assert "no model format" in detente("convert", there, tmp_path / "m.xls", code=2).lower()
