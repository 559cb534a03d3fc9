"""Small inputs by kind of fault: what must hold of each, where the collection is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from detente.actors.registry import Registry
from detente.drafting import NoModelError, draft
from detente.evidence import Document, Statement
from detente.model.conflict import Conflict
from detente.reading import read

_CASES = Path(__file__).resolve().parents[2].parent / "shared" / "reading" / "small" / "cases.jsonl"


def _cases() -> list[Any]:
    if not _CASES.is_file():
        return []
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(json.loads(line), id=f"{number}-{json.loads(line)['kind'][:30]}")
        for number, line in enumerate(lines)
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_small_input_is_read_as_it_must_be(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(case["text"] + "\n", encoding="utf-8")
    document = read(str(path))
    conflict: Conflict | None = None
    if document.language in (None, "en"):  # models are drafted from English only
        with suppress(NoModelError):
            conflict = draft([document]).conflict
    wrong = [fault for wanted in case["expect"] for fault in _faults(wanted, document, conflict)]
    assert not wrong, wrong


def _faults(wanted: dict[str, Any], document: Document, conflict: Conflict | None) -> list[str]:
    found: list[str] = []
    statement = None
    key = wanted.get("quote") or wanted.get("span")
    if key is not None:
        holding = [s for s in document.statements if _plain(key) in _plain(s.span.text)]
        if not holding:
            return [f"no statement with {key!r}"]
        statement = min(holding, key=lambda s: len(s.span.text))
        found += _of_statement(wanted, statement)
    pool = document.statements if statement is None else (statement,)
    conditions = [c for s in pool for c in s.conditions]
    for half in ("condition", "consequence"):
        if half in wanted and not any(
            _plain(wanted[half]) in _plain(getattr(c, half).text) for c in conditions
        ):
            found.append(f"{half} {wanted[half]!r} not found")
    if "condition_absent" in wanted:
        invented = [
            c.condition.text
            for s in document.statements
            for c in s.conditions
            if _plain(wanted["condition_absent"])
            in _plain(f"{c.condition.text} {c.consequence.text}")
        ]
        found += [f"condition invented: {text!r}" for text in invented]
    if "quote_absent" in wanted:
        found += [
            f"{s.span.text!r} read as speech"
            for s in document.statements
            if s.layer == "quoted" and _plain(wanted["quote_absent"]) in _plain(s.span.text)
        ]
    if "quote_exact" in wanted and wanted["quote_exact"] not in [
        s.span.text for s in document.statements
    ]:
        found.append(f"no statement is exactly {wanted['quote_exact']!r}")
    return [*found, *_of_model(wanted, conflict)]


def _of_statement(wanted: dict[str, Any], statement: Statement) -> Iterable[str]:
    speaker = statement.speaker
    party = _party(speaker.id) if speaker is not None else ""
    named = _plain(f"{party} {speaker.name}") if speaker is not None else ""
    targets = " | ".join(_party(target) for target in statement.targets)
    checks = {
        "speaker": lambda value: _plain(value) in named,
        "speaker_not": lambda value: _plain(value) not in party,
        "speaker_name_not": lambda value: (
            speaker is None or value.lower() not in speaker.name.lower()
        ),
        "target": lambda value: _plain(value) in targets,
        "target_not": lambda value: _plain(value) not in targets,
        "act": lambda value: statement.act in value,
        "layer": lambda value: statement.layer in value,
    }
    for name, holds in checks.items():
        if name in wanted and not holds(wanted[name]):
            yield (
                f"{name} {wanted[name]!r} of {statement.span.text[:40]!r}: "
                f"{named!r} to {targets!r}, {statement.act}, {statement.layer}"
            )


def _of_model(wanted: dict[str, Any], conflict: Conflict | None) -> Iterable[str]:
    options = conflict.options if conflict is not None else ()
    parties = [_plain(dm.name) for dm in conflict.decision_makers] if conflict is not None else []
    names = [_plain(option.name) for option in options]
    if "draft" in wanted and conflict is None:
        yield "no model"
    if "option_absent" in wanted and any(_plain(wanted["option_absent"]) in n for n in names):
        yield f"options {names}"
    if "option_present" in wanted and not any(
        _plain(wanted["option_present"]) in name for name in names
    ):
        yield f"option {wanted['option_present']!r} missing from {names}"
    for name, owner in (wanted.get("option_owner") or {}).items():
        if not any(
            _plain(name) in _plain(option.name) and _plain(owner) in _party(option.owner)
            for option in options
        ):
            yield f"no option {name!r} of {owner!r} in {names}"
    if "party_absent" in wanted and any(_plain(wanted["party_absent"]) in p for p in parties):
        yield f"parties {parties}"
    if "party_present" in wanted and not any(_plain(wanted["party_present"]) in p for p in parties):
        yield f"party {wanted['party_present']!r} missing from {parties}"


def _party(actor: str) -> str:
    """Return the words by which a party may be called: its id, and the name of a known one."""
    known = Registry.default().actor(actor)
    return _plain(f"{actor.replace('-', ' ')} {known.name if known is not None else ''}")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9&: ]", "", re.sub(r"[’'`]", "", text.lower())).strip()
