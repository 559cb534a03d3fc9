"""The script that learns the doubt about force: its labels, what it reads, and that it learns."""

from __future__ import annotations

import json
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from detente.reading import reader

_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "train_force.py"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(reader, "act_of", reader.act_of)  # the script asks for acts in its own way
    monkeypatch.setattr(sys, "path", sys.path.copy())
    spec = util.spec_from_file_location("train_force", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "train_force", module)
    spec.loader.exec_module(module)
    return module


def test_labels_are_places_and_letters_of_documents_learned_or_measured(
    script: ModuleType,
) -> None:
    labels = json.loads(script.LABELS.read_text(encoding="utf-8"))
    train, dev = labels["train"], labels["dev"]
    assert not set(train) & set(dev)
    for start, end, acts, weight in (
        row for part in (train, dev) for r in part.values() for row in r
    ):
        assert 0 <= start < end
        assert acts
        assert set(acts) <= set(labels["letters"])
        assert weight > 0


def test_the_rules_propose_and_the_labels_say_what_is_right(
    script: ModuleType, tmp_path: Path
) -> None:
    visit, demand = (
        "Anna Rell visited the harbour on Friday to see the new lighthouse.",
        "Velia demanded that Orland withdraw its ships.",
    )
    (tmp_path / "a.txt").write_text(f"{visit}\n\n{demand}\n", encoding="utf-8")
    at = (visit + "\n\n" + demand).index("Orland withdraw its ships")
    part = {"a": [[0, len(visit) - 1, "S", 2.0], [at, at + 25, "RS", 1.0], [3, 9, "S", 1.0]]}
    read = script.Reader()
    found = list(script.of_corpus(read, tmp_path, part, {"S": "STATE", "R": "REQUEST"}))
    assert [(one.act, one.right, one.weight) for one in found] == [
        ("CONSULT", ["STATE"], 2.0),  # as the rules have it, whatever the model makes of it
        ("REQUEST", ["REQUEST", "STATE"], 1.0),
    ]
    assert [one.is_right(one.act) for one in found] == [False, True]
    assert all("a:" + one.act in one.row for one in found)


def test_the_projects_own_examples_are_read(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {
        "text": "“You must leave the port,” Velia's minister told Orland.",
        "expect": [{"quote": "leave the port", "act": "REQUEST"}, {"draft": "ok"}],
    }
    other = {"text": "Velia met Orland.", "expect": [{"draft": "ok"}]}
    rows = "\n".join(json.dumps(each) for each in (case, other))
    (tmp_path / "kinds.jsonl").write_text(rows, encoding="utf-8")
    (tmp_path / "small.jsonl").write_text("", encoding="utf-8")
    told = {
        "id": "b",
        "text": "Velia rejected the plan.",
        "statements": [
            {
                "layer": "reported",
                "span": {"start": 0, "end": 23, "text": "Velia rejected the plan"},
                "speaker": {"id": "velia", "name": "Velia"},
                "acts": ["REJECT"],
            }
        ],
    }
    (tmp_path / "passages.json").write_text(json.dumps([told]), encoding="utf-8")
    (tmp_path / "development.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(script, "OWN", tmp_path)
    found = list(script.of_passages(script.Reader()))
    assert [(one.act, one.right) for one in found] == [
        ("REJECT", ["REJECT"]),
        ("REQUEST", ["REQUEST"]),
    ]


def test_what_tells_right_from_wrong_gets_the_weight(script: ModuleType) -> None:
    good = script.Labelled("REQUEST", ["b:1", "md:must"], ["REQUEST"])
    bad = script.Labelled("REQUEST", ["b:1", "says:I"], ["STATE"], 3.0)
    plain = script.Labelled("STATE", [], ["STATE"])
    weights = script.learn([good, bad, plain] * 40)
    assert weights["md:must"] > 0 > weights["says:I"]
    assert script.probability(weights, good) > 0.5 > script.probability(weights, bad)
    assert script.measure([good, bad, plain], weights, 0.0) == (
        "from 0.0: act 0.400, force 0.250, needed 1.000; 4 of 5 with force"
    )
    assert script.measure([good, bad, plain], weights, 0.5) == (
        "from 0.5: act 1.000, force 1.000, needed 1.000; 1 of 5 with force"
    )


def test_without_the_corpus_it_says_so(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["train_force.py", str(tmp_path)])
    assert script.main() == 2
    assert "no folder train/text there" in capsys.readouterr().err
