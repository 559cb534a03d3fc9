"""Small texts by the kind of misreading they once met, read and drafted through the public doors."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.errors import DetenteError

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/reading/kinds.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def plain(words: object) -> str:
    """Return words as they are compared: no case, no marks, hyphens as blanks."""
    return re.sub(r"[^\w&: ]", "", str(words).lower().replace("-", " ")).strip()


class Reading:
    """A text as read, and its draft where there is one."""

    def __init__(self, path: Path) -> None:
        self.document = detente.read(str(path))
        self.names = {actor.id: actor.name for actor in self.document.actors}
        self.parties: list[str] = []
        self.options: list[tuple[str, str]] = []
        self.error = ""
        try:
            model = detente.draft(self.document)
        except DetenteError as error:
            self.error = str(error)
            return
        self.parties = [f"{dm.id} {dm.name}" for dm in model.decision_makers]
        named = {dm.id: dm.name for dm in model.decision_makers}
        self.options = [(f"{o.owner} {named[o.owner]}", o.name) for o in model.options]

    def called(self, party: str) -> str:
        return plain(f"{party} {self.names.get(party, '')}")

    def statement(self, words: str) -> Any:
        """Return the shortest statement that holds some words."""
        found = [s for s in self.document.statements if plain(words) in plain(s.span.text)]
        assert found, f"no statement holds {words!r}"
        return min(found, key=lambda s: len(s.span.text))


def check_statement(reading: Reading, wish: dict[str, Any]) -> None:
    statement = reading.statement(wish.get("quote") or wish["span"])
    speaker = statement.speaker
    party = reading.called(speaker.id) if speaker is not None else ""
    said_by = f"{party} {plain(speaker.name)}" if speaker is not None else ""
    targets = " | ".join(reading.called(t) for t in statement.targets)
    if "speaker" in wish:
        assert plain(wish["speaker"]) in said_by
    if "speaker_not" in wish:
        assert plain(wish["speaker_not"]) not in party
    if "target" in wish:
        assert plain(wish["target"]) in targets
    if "target_not" in wish:
        assert plain(wish["target_not"]) not in targets
    if "act" in wish:
        assert statement.act in wish["act"]
    if "layer" in wish:
        assert statement.layer in wish["layer"]
    for key, part in (("condition", "condition"), ("consequence", "consequence")):
        if key in wish:
            halves = [plain(getattr(c, part).text) for c in statement.conditions]
            assert any(plain(wish[key]) in half for half in halves), halves


def check_rest(reading: Reading, wish: dict[str, Any]) -> None:
    statements = reading.document.statements
    conditions = [
        plain(f"{c.condition.text} {c.consequence.text}") for s in statements for c in s.conditions
    ]
    if "condition" in wish and not ("quote" in wish or "span" in wish):
        assert any(plain(wish["condition"]) in c for c in conditions), conditions
    if "condition_absent" in wish:
        assert not any(plain(wish["condition_absent"]) in c for c in conditions), conditions
    if "quote_absent" in wish:
        quoted = [plain(s.span.text) for s in statements if s.layer == "quoted"]
        assert not any(plain(wish["quote_absent"]) in q for q in quoted), quoted
    if "quote_exact" in wish:
        assert wish["quote_exact"] in [s.span.text for s in statements]


def check_draft(reading: Reading, wish: dict[str, Any]) -> None:
    names = [plain(name) for _, name in reading.options]
    parties = [plain(party) for party in reading.parties]
    if "draft" in wish:
        assert not reading.error
    if "option_absent" in wish:
        assert not any(plain(wish["option_absent"]) in name for name in names), names
    if "option_present" in wish:
        assert any(plain(wish["option_present"]) in name for name in names), names
    for words, owner in wish.get("option_owner", {}).items():
        owned = [plain(name) for of, name in reading.options if plain(owner) in plain(of)]
        assert any(plain(words) in name for name in owned), reading.options
    if "party_absent" in wish:
        assert not any(plain(wish["party_absent"]) in party for party in parties), parties
    if "party_present" in wish:
        assert any(plain(wish["party_present"]) in party for party in parties), parties


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{c['kind']}" for n, c in enumerate(CASES)])
def test_a_text_is_read_as_its_kind_asks(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(case["text"] + "\n", encoding="utf-8")
    reading = Reading(path)
    for wish in case["expect"]:
        if "quote" in wish or "span" in wish:
            check_statement(reading, wish)
        check_rest(reading, wish)
        check_draft(reading, wish)
