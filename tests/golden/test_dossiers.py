"""The bundled dossiers, read report by report: relations, pledges, answers as judged by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.store import Dossier
from detente.timeline import Watcher, history, pledges

FOLDER = Path(__file__).parents[2] / "examples" / "dossiers"


@pytest.mark.parametrize("name", ["korea", "labour", "trade", "water"])
def test_a_bundled_dossier(name: str, tmp_path: Path) -> None:
    expected = json.loads((FOLDER / name / "expected.json").read_text("utf-8"))
    found: dict[str, Any] = {"reports": {}}
    with Dossier.create(tmp_path / "case.dossier") as dossier:
        for report in sorted((FOLDER / name).glob("*.txt")):
            (look,) = [Watcher(dossier, [str(report)]).look()]
            assert look.news is not None
            document = dossier.document(report.stem)
            for statement in document.statements:
                span = statement.span
                assert document.text[span.start : span.end] == span.text
            relations = {
                relation.entry.statement.span.text: relation.kind
                for relation in look.news.relations
            }
            wanted = expected["reports"][report.stem]
            found["reports"][report.stem] = {
                "changed": look.news.difference.changed,
                "relations": {text: relations.get(text) for text in wanted["relations"]},
            }
        entries = dossier.statements(order="date")
        states = {pledge.entry.statement.span.text: pledge.state for pledge in pledges(entries)}
        found["pledges"] = {text: states.get(text) for text in expected["pledges"]}
        steps = history(dossier)
        after = steps[-1].difference.after
        outcomes = after.words(after.equilibria["NASH"])
    assert found == {key: expected[key] for key in found}
    assert outcomes
    for words in expected["holds"]["with"]:
        assert all(words in outcome for outcome in outcomes), outcomes
    for words in expected["holds"]["without"]:
        assert not any(words in outcome for outcome in outcomes), outcomes
    assert [step.date for step in steps] == sorted(step.date or "" for step in steps)
