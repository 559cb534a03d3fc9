"""Comments on statements: kept, taken back and taken over as decisions are, and changing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.evidence import Document, Span, Statement
from detente.store import Dossier
from detente.store.merging import compare, merge

TEXT = "Peru would close the port. Chile would not."
DOCUMENT = Document(
    id="note",
    source="note.txt",
    text=TEXT,
    statements=tuple(
        Statement(id=f"note.{n}", layer="reported", span=Span(a, b, TEXT[a:b]), act="THREATEN")
        for n, (a, b) in enumerate(((0, 26), (27, 43)))
    ),
)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "one.dossier", who="Ann") as made:
        made.add_document(DOCUMENT)
        yield made


def test_a_comment_changes_nothing_and_is_undone_as_a_decision_is(dossier: Dossier) -> None:
    name = dossier.statements()[0].statement.id
    before = dossier.statements()[0].statement
    made = dossier.comment(name, "Ask the port.")
    assert (made.kind, made.reason, made.who) == ("comment", "Ask the port.", "Ann")
    entry = dossier.statement(name)
    assert (entry.statement, entry.status, entry.decisions) == (before, "proposed", (made.id,))
    dossier.accept(name)
    assert [dossier.statement(name).status, len(dossier.statement(name).decisions)] == [
        "accepted",
        2,
    ]
    dossier.undo()
    dossier.undo()
    assert dossier.statement(name).decisions == ()
    assert dossier.check() == []
    with pytest.raises(InputError, match="says nothing"):
        dossier.comment(name, "  ")


def test_comments_are_taken_over_and_are_no_judgement(dossier: Dossier, tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "two.dossier", who="Bea") as other:
        other.add_document(DOCUMENT)
        names = [entry.statement.id for entry in other.statements()]
        other.comment(names[0], "Unclear.")
        other.accept(names[1])
        dossier.accept(*names)
        found = compare(dossier, other)
        assert (found.both_decided, found.agreed) == (1, 1)
        merge(dossier, other)
    said = [d.reason for d in dossier.decisions() if d.kind == "comment"]
    assert said == ["Unclear."]
    assert dossier.statement(names[0]).status == "accepted"
