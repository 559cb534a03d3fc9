"""Whatever is corrected, a statement stays whole: its conditions point at events it has, verbatim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import detente
from detente.evidence import ACTS, CONDITION_KINDS, Statement, statement_from_json
from detente.store.changes import corrected

DOCUMENT = detente.read(str(Path(__file__).parents[2] / "examples/korea/report.txt"))
CHANGES: list[dict[str, Any]] = [
    *({"act": act} for act in ACTS),
    {"negated": True},
    {"negated": False},
    {"targets": ["XXX"]},
    {"targets": []},
    {"speaker": "YYY"},
    {"speaker": None},
    {"modality": "done"},
    {"act": "OFFER", "negated": True, "targets": ["XXX"]},
]


def whole(statement: Statement) -> bool:
    places = {
        i for c in statement.conditions for i in (c.antecedent, c.consequent) if i is not None
    }
    verbatim = all(
        DOCUMENT.text[e.phrase.start : e.phrase.end] == e.phrase.text for e in statement.events
    )
    return verbatim and places <= set(range(len(statement.events)))


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_a_corrected_statement_is_whole(changes: dict[str, Any]) -> None:
    for statement in DOCUMENT.statements:
        result = corrected(statement, changes, DOCUMENT.text)
        assert whole(result)
        assert statement_from_json(result.to_json()) == result
        # The same correction once more changes nothing further.
        assert corrected(result, changes, DOCUMENT.text) == result


@pytest.mark.parametrize("kind", CONDITION_KINDS)
def test_a_corrected_kind_keeps_both_halves(kind: str) -> None:
    for statement in DOCUMENT.statements:
        given = [condition.to_json() | {"kind": kind} for condition in statement.conditions]
        if given:
            result = corrected(statement, {"conditions": given}, DOCUMENT.text)
            assert whole(result)
            for before, after in zip(statement.conditions, result.conditions, strict=True):
                assert (after.antecedent, after.consequent) == (
                    before.antecedent,
                    before.consequent,
                )
