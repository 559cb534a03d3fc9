"""Language packs: documents in other languages than English, read by rules that are data.

A pack is one TOML file beside this module; ``docs/reference/languages.md`` tells how to write one.
"""

from __future__ import annotations

from detente.reading.languages.pack import available, has_pack
from detente.reading.languages.rules import read_with_pack

__all__ = ["available", "has_pack", "read_with_pack"]
