"""What holds in every test of the store."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _sentences(errors_are_sentences: None) -> None:
    """Let every error be a sentence."""
