"""Shared builders: small conflicts written in one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from walked import pytest_sessionfinish  # noqa: F401, I001 - what comes after is counted

from detente.errors import DetenteError

from sentences import is_sentence

# How long an example takes says more about the machine than about the code.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

#: Names of settings with which a message may begin.
_SETTINGS = ("negated", "conditions", "targets", "notes", "speaker", "via")


@pytest.fixture
def errors_are_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check of every error that a test meets that it says in sentences what is wrong and what would be right."""
    made = DetenteError.__init__

    def checked(self: DetenteError, message: str, **more: object) -> None:
        assert is_sentence(message) or message.startswith(_SETTINGS), message
        fix = more.get("fix")
        assert fix is None or is_sentence(str(fix)) or str(fix).startswith("pip install"), fix
        made(self, message, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(DetenteError, "__init__", checked)
