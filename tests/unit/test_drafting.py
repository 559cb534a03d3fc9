"""Drafting: from documents to a model that checks, solves and cites its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.analysis.basis import elements
from detente.drafting import draft, to_yaml
from detente.errors import InputError
from detente.evidence import Document
from detente.model.files import loads
from detente.reading import read
from detente.solving.solution import solve

EXAMPLES = Path(__file__).parents[2] / "examples"

TALKS = """Acme said on Monday that it would reopen the plant if the union ends its strike.
"If Acme does not restore the bonus, we will walk out again," union leader Ann Bell said."""


def read_text(text: str, folder: Path, name: str = "article.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(str(path))


def test_the_example_report_becomes_a_model_that_solves_and_cites_its_words() -> None:
    document = read(str(EXAMPLES / "korea" / "report.txt"))
    drafted = draft([document])
    conflict = loads(to_yaml(drafted))
    assert conflict == drafted.conflict
    assert len(conflict.decision_makers) >= 2
    assert 2 <= len(conflict.options) <= 12
    for evidence in conflict.evidence.values():
        assert document.text[evidence.start : evidence.end] == evidence.quote
    for _, name, element in elements(conflict):
        assert element.evidence or (element.assumption or "").strip(), name
    assert "NASH" in solve(conflict, "NASH SEQ").equilibria


def test_a_plain_if_stays_an_if(tmp_path: Path) -> None:
    conflict = draft([read_text(TALKS, tmp_path)]).conflict
    said = [str(item.that) for dm in conflict.preferences.values() for item in dm.items]
    assert any(" IF " in text for text in said)
    assert not any(" IFF " in text for text in said)


def test_fewer_options_on_request_and_the_rest_is_reported(tmp_path: Path) -> None:
    document = read_text(TALKS, tmp_path)
    assert len(draft([document], max_options=2).conflict.options) >= 1
    dropped = [why for _, why in draft([document], max_options=2).context if "max-options" in why]
    assert dropped
    with pytest.raises(InputError):
        draft([document], max_options=0)


def test_a_text_without_statements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        draft([read_text("The lake is deep. Its water is cold.", tmp_path)])


def test_the_share_of_evidence_counts_every_element(tmp_path: Path) -> None:
    drafted = draft([read_text(TALKS, tmp_path)])
    assert sum(drafted.evidence_share.values()) == len(list(elements(drafted.conflict)))
    assert json.dumps(dict(drafted.evidence_share))
