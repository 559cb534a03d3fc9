"""Where a dossier was served last, so that a page left open finds the workbench again.

One small file a dossier in the user's own state folder, readable by the user alone: it holds the port
and the secret. Neither is kept in the dossier, which may be handed on.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: A secret is used again for this long, in seconds; no page is open longer.
_WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Address:
    """The port (0: none yet) and the secret of a dossier's workbench."""

    port: int
    token: str


def last_address(dossier: Path) -> Address:
    """Return where a dossier was served last, or a new secret with no port."""
    fresh = Address(0, secrets.token_urlsafe(32))
    try:
        path = _file(dossier)
        found = path.stat()
        private = not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        if not private or not 0 <= time.time() - found.st_mtime < _WEEK:
            return fresh
        data = json.loads(path.read_text(encoding="utf-8"))
        port, token = data["port"], data["token"]
    except (OSError, RuntimeError, ValueError, KeyError, TypeError):
        return fresh
    sound = isinstance(port, int) and 0 < port < 65536 and isinstance(token, str)
    return Address(port, token) if sound and len(token) >= 43 and token.isascii() else fresh


def keep_address(dossier: Path, address: Address) -> None:
    """Remember where a dossier is served; where that cannot be written, it is not."""
    with suppress(OSError, RuntimeError):
        path = _file(dossier)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.unlink(missing_ok=True)
        handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"port": address.port, "token": address.token}, file)
        partial.replace(path)


def _file(dossier: Path) -> Path:
    root = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    key = hashlib.sha256(os.fsencode(dossier.resolve())).hexdigest()[:16]
    return Path(root) / "detente" / "serve" / f"{key}.json"
