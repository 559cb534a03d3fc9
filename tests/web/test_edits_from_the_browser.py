"""Sequences of edits as the pages send them: reordering and renaming change no equilibrium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from asking import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.conflict import Conflict
from detente.model.writing import to_json
from detente.web.app import create_app
from detente.web.workspace import Workspace, opened
from meanings import meaning, models, solvable


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with opened(tmp_path_factory.mktemp("edits") / "case.dossier") as made:
        yield made


class Hand:
    """Edits a model as the pages do: by its version, from what the last answer shows."""

    def __init__(self, client: Client, conflict: Conflict) -> None:
        self.client = client
        text = json.dumps(to_json(conflict))
        self.shown = self._checked(client.post("/api/model/new", json={"text": text}))
        self.made = 0
        #: What each option and party was called at first, by what it is called now.
        self.first = {
            key: {item["id"]: item["id"] for item in self.of(key)}
            for key in ("options", "decision_makers")
        }

    def of(self, key: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.shown["model"][key]
        return items

    def edit(self, *edits: dict[str, Any]) -> None:
        body = {"base": self.shown["version"], "edits": list(edits)}
        before = self.shown["edit"]
        self.shown = self._checked(self.client.post("/api/model/edits", json=body))
        self.made += self.shown["edit"] != before  # what changes nothing is no version

    def step(self, way: str) -> None:
        body = {"base": self.shown["version"]}
        self.shown = self._checked(self.client.post(f"/api/model/{way}", json=body))

    @staticmethod
    def _checked(answer: Any) -> dict[str, Any]:
        assert answer.status_code in (200, 201), answer.text
        data: dict[str, Any] = answer.json()
        return data


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(models, st.data())
def test_no_sequence_of_reordering_and_renaming_changes_an_equilibrium(
    room: Workspace, conflict: Conflict, data: st.DataObject
) -> None:
    conflict = solvable(conflict)
    before = meaning(conflict)
    hand = Hand(Client(create_app(room)), conflict)
    for number in range(data.draw(st.integers(1, 6))):
        key, what = data.draw(
            st.sampled_from([("options", "option"), ("decision_makers", "party")])
        )
        ids = [item["id"] for item in hand.of(key)]
        if data.draw(st.booleans()):
            order = data.draw(st.permutations(ids))
            hand.edit(
                {"op": "reorder_parties" if what == "party" else "reorder_options", "order": order}
            )
        else:
            old, new = data.draw(st.sampled_from(ids)), f"z{number}-{len(ids)}"
            hand.edit(
                {"op": "rename", "what": what, "id": old, "name": f"Named {number}"},
                {"op": "rename", "what": what, "id": old, "to": new},
            )
            hand.first[key][new] = hand.first[key].pop(old)
        assert meaning(room.conflict(), *hand.first.values()) == before
    for _ in range(hand.made):
        hand.step("undo")
    assert meaning(room.conflict()) == before
    for _ in range(hand.made):
        hand.step("redo")
    assert meaning(room.conflict(), *hand.first.values()) == before
