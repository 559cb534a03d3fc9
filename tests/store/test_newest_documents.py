"""The newest documents of a dossier, and news of one among them or long before them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.evidence import Document
from detente.reading import read_statements
from detente.store import Dossier
from detente.timeline import answers, changes
from detente.timeline.changes import news
from detente.timeline.reach import reach_of

TEXT = (
    "Norvia demanded that Estland lift the blockade of Port Ambel. Estland refused. "
    "“If Estland does not lift the blockade, Norvia will close the river locks,” Norvia's president said."
)


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    """Return a dossier of twelve days, of which the last is undated and the sixth a copy of the fifth."""
    read = read_statements(Document(id="d", source="d", text=TEXT))
    dossier = Dossier.create(tmp_path / "river.dossier")
    with dossier.batch():
        for day in range(1, 13):
            number = 5 if day == 6 else day
            dossier.add_document(
                replace(
                    read,
                    id=f"day-{day}",
                    source=f"day-{day}.txt",
                    date=f"2031-04-{day:02d}" if day < 12 else None,
                    text=f"{TEXT} {f'Report {number} from the lock keepers of town {number}. ' * 40}",
                )
            )
    return dossier


def test_old_documents_that_are_asked_for_stand_in_their_place(made: Dossier) -> None:
    def named(*also: str) -> list[str]:
        return [d.id for d in made.newest_documents(statements=1, also=also)]

    assert named() == ["day-11"]
    assert named("day-3", "day-12", "day-11") == ["day-12", "day-3", "day-11"]
    assert named("day-6") == ["day-11"]  # a copy brings nothing of its own


@pytest.mark.parametrize("fresh", [["day-2"], ["day-11"], ["day-12", "day-4"], ["day-6"]])
def test_news_are_the_same_as_from_all_documents(
    made: Dossier, fresh: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (answers, changes):
        monkeypatch.setattr(module, "DRAFTED_FROM", 6)
    from_few = news(made, fresh).to_json()
    whole = changes.in_time(list(made.documents(copies=False)))
    assert len(whole) == 11
    monkeypatch.setattr(made, "newest_documents", lambda **_: whole)
    assert news(made, fresh).to_json() == from_few


def test_how_far_drafts_reach_is_what_is_given(made: Dossier) -> None:
    infos = {info.id: info for info in made.list_documents()}
    for most in (1, 3, 7, 1_000):
        reach = reach_of(infos.values(), most)
        given = [d for d in made.newest_documents(statements=most) if infos[d.id].copy_of is None]
        assert reach.documents == len(given)
        assert reach.statements == sum(len(document.statements) for document in given)
        assert reach.of_documents == 11  # a copy is not counted
        assert reach.whole == (most == 1_000)
        assert (reach.note is None) == reach.whole
