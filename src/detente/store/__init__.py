"""The dossier: one SQLite file with documents, statements, decisions, models and runs."""

from detente.store.dossier import Dossier
from detente.store.records import (
    KINDS,
    STATUSES,
    Added,
    Decision,
    Entry,
    Info,
    ModelVersion,
    Run,
    StaleError,
)

__all__ = [
    "KINDS",
    "STATUSES",
    "Added",
    "Decision",
    "Dossier",
    "Entry",
    "Info",
    "ModelVersion",
    "Run",
    "StaleError",
]
