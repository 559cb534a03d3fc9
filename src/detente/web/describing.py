"""The OpenAPI description of the workbench, and a fingerprint by which a change of it is noticed."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def described() -> dict[str, Any]:
    """Return the description of every route."""
    from detente.web.app import create_app
    from detente.web.workspace import opened

    with (
        tempfile.TemporaryDirectory(prefix="detente-") as folder,
        opened(Path(folder) / "none.dossier") as room,
    ):
        found: dict[str, Any] = create_app(room).openapi()
    return found


def fingerprint(description: Mapping[str, Any]) -> str:
    """Return a short hash of a description; its program's version does not matter."""
    content = {key: value for key, value in description.items() if key != "info"}
    text = json.dumps(content, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
