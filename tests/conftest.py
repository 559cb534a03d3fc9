"""Shared builders: small conflicts written in one line."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hypothesis import settings

# How long an example takes is the machine's matter: timings belong in benchmarks/.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
