"""What was said: statements, spans and actors, the evidence that everything else cites."""

from detente.evidence.reviving import document_from_json, statement_from_json
from detente.evidence.types import (
    ACTS,
    CONDITION_KINDS,
    INFERRED,
    LAYERS,
    MODALITIES,
    MODEL_NOTE,
    SENSES,
    Actor,
    Condition,
    Document,
    Mention,
    Span,
    Statement,
)

__all__ = [
    "ACTS",
    "CONDITION_KINDS",
    "INFERRED",
    "LAYERS",
    "MODALITIES",
    "MODEL_NOTE",
    "SENSES",
    "Actor",
    "Condition",
    "Document",
    "Mention",
    "Span",
    "Statement",
    "document_from_json",
    "statement_from_json",
]
