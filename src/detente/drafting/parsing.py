"""Clauses as they go to the parser: without marks, and parsed once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.drafting.actions import Known

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Clauses longer than this are cut before parsing; a longer one is no single conduct anyway.
MAX_CHARACTERS = 600
MARKS = re.compile(r"[\"“”„«»\[\]()]|\.\.\.|…")


def cleaned(text: str) -> str:
    """Return a clause without quotation marks, brackets and edge punctuation."""
    return " ".join(MARKS.sub(" ", text).split()).strip(" ,;:.!?—–-")[:MAX_CHARACTERS]


@lru_cache(maxsize=2048)
def parsed(text: str) -> Doc:
    """Parse a clause (cached: the same words are asked for in several roles)."""
    from detente.reading.language import pipeline

    doc: Doc = pipeline()(text)
    return doc


def after_a_name(text: str, known: Known) -> tuple[str, str] | None:
    """Split a clause that opens with a party's name and goes on with a verb."""
    tokens = text.split()
    for size in range(min(4, len(tokens) - 1), 0, -1):
        name, rest = " ".join(tokens[:size]), " ".join(tokens[size:])
        if known(tokens[size - 1]) and known(name) and rest[:1].islower():
            return name, rest
    return None
