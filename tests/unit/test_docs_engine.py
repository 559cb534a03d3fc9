"""What the engine's pages promise: every concept explained, every variant documented, examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.explain.concepts import explain_word
from detente.model.files import loads
from detente.solving.concepts import KNOWN
from detente.solving.variants import CHOICES, THRESHOLDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", [*KNOWN, "L7", "hypergame", "necessary"])
def test_every_concept_is_explained(name):
    key, text, source = explain_word(name.lower())
    assert key == name.upper()
    assert text.endswith(".")
    assert source


def test_every_variant_is_documented_with_its_default_first():
    page = (DOCS / "reference" / "engine.md").read_text(encoding="utf-8")
    for name, values in CHOICES.items():
        assert f"| `{name}` | {', '.join(f'`{value}`' for value in values)} |" in page
    for name in THRESHOLDS:
        assert f"`{name}`" in page


def test_every_concept_is_documented():
    page = (DOCS / "reference" / "engine.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"[A-Z_0-9]+", page))
    for name in KNOWN:
        family = name.rpartition("_")[0] or name
        assert name in listed or any(family in word for word in listed), name


def test_the_page_on_model_files_shows_models_that_load():
    page = (DOCS / "reference" / "model-file.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    head = """detente: 1
title: T
decision_makers: [{id: UP}, {id: DOWN}, {id: THIRD}]
options: [{id: release, owner: UP}, {id: build, owner: UP}, {id: appeal, owner: DOWN}]
evidence: {e1: {document: d.txt, start: 0, end: 1, quote: x}}
"""
    whole = [block for block in blocks if block.startswith("detente: 1")]
    assert whole
    for block in whole:
        assert loads(block).states
    for block in blocks:
        if block in whole or "coalesced" in block:
            continue
        needed = "" if block.startswith("preferences") else "preferences: {}\n"
        loads(head + needed + block)
