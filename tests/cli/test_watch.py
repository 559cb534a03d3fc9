"""``detente watch`` and the dossier's timeline, through the front door."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.test_dossier_commands import detente

TRADE = Path(__file__).parents[2] / "examples" / "dossiers" / "trade"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[str]]]:
    """Watch a folder into which reports come one by one; return the dossier and what was said."""
    root = tmp_path_factory.mktemp("watch")
    folder, case = root / "in", root / "case.dossier"
    folder.mkdir()
    said = []
    for report in sorted(TRADE.glob("*.txt")):
        shutil.copy(report, folder)
        said.append(detente("watch", case, folder, "--once", "--jobs", "1").splitlines())
    said.append(detente("watch", case, folder, "--once", "--jobs", "1").splitlines())
    return case, said


def test_each_changed_answer_gives_a_line(seen: tuple[Path, list[list[str]]]) -> None:
    _, (first, second, third, nothing) = seen
    assert first[0].startswith("1-tariff: NASH")
    assert "now: " in first[0]
    assert 'because of: Brazilian trade ministry: “"If Canada imposes a tariff' in second[0]
    assert "go to the trade panel" in second[0]
    assert any('contradicts “"We will not end the steel subsidy' in line for line in third)
    assert any("no answer changes" in line for line in third)
    assert nothing == []


def test_news_names_the_sentence_that_made_the_difference(
    seen: tuple[Path, list[list[str]]],
) -> None:
    case, _ = seen
    found = json.loads(detente("dossier", "news", case, "2-court", "--json"))
    assert found["answers"]["changed"]
    assert found["answers"]["decisive"]
    assert [d["text"] for d in found["answers"]["deciding"]] == [
        '"If Canada imposes a tariff on Brazilian steel, we will go to the trade panel,"'
    ]
    assert "no document 'x'" in detente("dossier", "news", case, "x", code=2)


def test_timeline_pledges_and_tripwires(seen: tuple[Path, list[list[str]]]) -> None:
    case, _ = seen
    rows = [
        json.loads(line) for line in detente("dossier", "timeline", case, "--json").splitlines()
    ]
    assert [row["date"] for row in rows] == ["2026-05-04", "2026-05-18", "2026-06-01"]
    assert {(a["source"], a["target"]) for a in rows[0]["attitudes"]} >= {("CAN", "BRA")}
    pledges = [
        json.loads(line) for line in detente("dossier", "pledges", case, "--json").splitlines()
    ]
    assert {pledge["state"] for pledge in pledges} <= {"open", "kept", "broken"}
    wires = [
        json.loads(line) for line in detente("dossier", "tripwires", case, "--json").splitlines()
    ]
    assert all(wire["evidence"] for wire in wires if wire["kind"] == "preference")
    assert any(wire["if_reversed"] for wire in wires)
