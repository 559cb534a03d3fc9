"""What was said: statements, spans and actors, the evidence that everything else cites."""

from detente.evidence.renaming import renamed
from detente.evidence.reviving import document_from_json, statement_from_json
from detente.evidence.types import (
    ACTOR_KINDS,
    ACTS,
    CONDITION_KINDS,
    FORCES,
    INFERRED,
    LAYERS,
    MODALITIES,
    MODEL_NOTE,
    SENSES,
    TIMES,
    Actor,
    Condition,
    Document,
    Event,
    Mention,
    Span,
    Statement,
)

__all__ = [
    "ACTOR_KINDS",
    "ACTS",
    "CONDITION_KINDS",
    "FORCES",
    "INFERRED",
    "LAYERS",
    "MODALITIES",
    "MODEL_NOTE",
    "SENSES",
    "TIMES",
    "Actor",
    "Condition",
    "Document",
    "Event",
    "Mention",
    "Span",
    "Statement",
    "document_from_json",
    "renamed",
    "statement_from_json",
]
