"""Detente: from what parties to a conflict say to what follows.

``brief`` a text; or ``read`` documents into statements, ``draft`` or ``load`` a conflict, then ask it: ``solve``,
``sweep``, ``hinges``, ``paths``. Names are imported when first used, so that starting stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Brief",
    "Conflict",
    "Document",
    "Dossier",
    "__version__",
    "brief",
    "draft",
    "example",
    "load",
    "read",
]

if TYPE_CHECKING:
    from detente.api import Brief, Conflict, brief, draft, example, load, read
    from detente.evidence import Document
    from detente.store import Dossier

_HOMES = {
    "Brief": "detente.api",
    "Conflict": "detente.api",
    "Document": "detente.evidence",
    "Dossier": "detente.store",
    "brief": "detente.api",
    "draft": "detente.api",
    "example": "detente.api",
    "load": "detente.api",
    "read": "detente.api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, those not imported yet too."""
    return sorted(__all__)
