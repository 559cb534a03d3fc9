"""The script that learns the weights: what it reads of the corpus, and that it learns."""

from __future__ import annotations

import json
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "train_attribution.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = util.spec_from_file_location("train_attribution", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["train_attribution"] = module
    spec.loader.exec_module(module)
    return module


def test_annotations_with_a_line_break_in_a_field_are_read(
    script: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "a.ann"
    path.write_text(
        "E1\tAttribution:T3 Content:T2 Cue:T3 Source:T1\nT1\tSource 0 4\tTarn\n"
        "T2\tContent 10 14;20 24\tgo\nnow\nT3\tCue 5 9\tsaid\n",
        encoding="utf-8",
    )
    (found,) = script.attributions(path)
    assert (found.source, found.cue, found.content) == ([(0, 4)], [(5, 9)], [(10, 14), (20, 24)])


def test_what_tells_right_from_wrong_gets_the_weight(script: ModuleType) -> None:
    rows = [["b:1", "r:subject"], ["b:1", "r:object"], ["b:1", "r:other"]]
    examples = [script.Choice(rows, 0, frozenset([0, 2]))] * 20
    weights = script.fit_choices(examples, ridge=1.0, least=1)
    assert weights["r:subject"] > 1 > -1 > weights["r:object"]
    assert "1.000" in script.measure_choices(examples, weights)
    sayings = [
        script.Example(["b:1", "v:s"], right=True, verb=(0, 1), content=(0, 5)),
        script.Example(["b:1", "v:o"], right=False, verb=(0, 2), content=(6, 9)),
    ] * 20
    weights = script.fit_examples(sayings, ridge=1.0, least=1)
    assert weights["v:s"] > 0 > weights["v:o"]


def test_weights_are_written_as_they_are_read(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "OUT", tmp_path)
    script.write("w.json", script.smaller({"a:x y": 0.126, "b:1": -2.0, "a:z": 0.001}, 2))
    loaded = json.loads((tmp_path / "w.json").read_text(encoding="utf-8"))
    assert loaded["weights"] == {"a": {"x y": 0.13}, "b": {"1": -2.0}}
