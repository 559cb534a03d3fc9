"""What is drafted from a text of the tests."""

from __future__ import annotations

from detente.drafting import draft
from detente.drafting.types import Draft, NoModelError
from detente.evidence import Document
from detente.reading import read_statements


def read(text: str) -> Document:
    """Return a text read."""
    return read_statements(Document(id="t", source="t.txt", text=f"{text}\n"))


def drafted(text: str) -> Draft | None:
    """Return what is drafted from a text, None where it holds no model."""
    try:
        return draft([read(text)])
    except NoModelError:
        return None
