"""Core types of the evidence thread.

Offsets are Unicode code points in ``Document.text``, end exclusive; for every span
``span.text == document.text[span.start:span.end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: quoted: the words themselves; reported: indirect speech or deeds; interpreted: what others take
#: it to mean; author: the writer's own claim.
LAYERS = ("quoted", "reported", "interpreted", "author")

#: PLOVER's sixteen categories (Halterman et al. 2023), then three of our own.
ACTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "OFFER", "COMMIT", "STATE",
)  # fmt: skip

CONDITION_KINDS = ("offer", "threat", "promise", "warning", "demand", "dependence", "either-or")
MODALITIES = ("done", "ongoing", "planned", "conditional", "denied", "asked")

#: How a cue binds condition and consequence. Only ``only-if`` and ``iff`` are the stronger reading,
#: and only when the speaker says so.
SENSES = ("if", "only-if", "iff", "unless", "until", "while", "either-or", "dependence")

#: Stands in the notes of a statement whose own words name nobody: its target is the counterpart with
#: which the document shows an exchange.
INFERRED = "addressee inferred"
#: Stands in the notes of every statement that a language model proposed.
MODEL_NOTE = "proposed by a language model"


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim stretch of a document's text."""

    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the span as the contract writes it."""
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Actor:
    """A canonical party: ISO 3166 alpha-3 for a state and whoever speaks for it, else a slug.

    ``kind`` is one of ``state``, ``organisation``, ``outlet``, ``group``, ``person``.
    """

    id: str
    name: str
    kind: str = "group"

    def to_json(self) -> dict[str, Any]:
        """Return the actor as JSON data."""
        return {"id": self.id, "name": self.name, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as a document names it: canonical ``id``, the ``name`` used, and where."""

    id: str
    name: str
    span: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the mention as the contract writes it."""
        span = self.span.to_json() if self.span else None
        return {"id": self.id, "name": self.name, "span": span}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition, its consequence, and the words that join them.

    ``condition_by`` is the id of the party that must do what the condition says, ``consequence_by``
    that of the party that then acts; None where the words leave it open. ``sense`` is what the cue says (one of ``SENSES``): a plain ``if`` is never filed as ``only-if``.
    """

    cue: str
    condition: Span
    consequence: Span
    kind: str
    sense: str = "if"
    condition_by: str | None = None
    consequence_by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the condition as the contract writes it."""
        return {
            "cue": self.cue,
            "condition": self.condition.to_json(),
            "consequence": self.consequence.to_json(),
            "kind": self.kind,
            "sense": self.sense,
            "condition_by": self.condition_by,
            "consequence_by": self.consequence_by,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing said or done by somebody, anchored to its words.

    ``quote`` holds the words between the marks (layer ``quoted`` only). ``hedge`` is the word that
    weakens an interpretation ("likely", "could be"). ``notes`` name what an auditor should check:
    ``ellipsis``, ``insertion: [nuclear]``, ``unbalanced marks``, ``speaker not named nearby``.
    """

    id: str
    layer: str
    span: Span
    act: str
    speaker: Mention | None = None
    via: Mention | None = None
    quote: Span | None = None
    targets: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    negated: bool = False
    modality: str = "ongoing"
    cluster: str | None = None
    confidence: float = 0.5
    hedge: str | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the statement in the schema of the contract."""
        return {
            "id": self.id,
            "layer": self.layer,
            "span": self.span.to_json(),
            "quote": self.quote.to_json() if self.quote else None,
            "speaker": self.speaker.to_json() if self.speaker else None,
            "via": self.via.to_json() if self.via else None,
            "targets": [{"id": target} for target in self.targets],
            "act": self.act,
            "conditions": [condition.to_json() for condition in self.conditions],
            "negated": self.negated,
            "modality": self.modality,
            "cluster": self.cluster,
            "confidence": round(self.confidence, 3),
            "hedge": self.hedge,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was read and kept; ``notes`` say what weakens it as a source."""

    id: str
    source: str
    text: str
    title: str | None = None
    date: str | None = None
    author: str | None = None
    outlet: str | None = None
    language: str | None = None
    statements: tuple[Statement, ...] = ()
    terms: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the document and its statements as ``detente read --json`` prints them."""
        return {
            "source": self.source,
            "document": {
                "id": self.id,
                "title": self.title,
                "date": self.date,
                "author": self.author,
                "outlet": self.outlet,
                "language": self.language,
                "text": self.text,
                "notes": list(self.notes),
            },
            "statements": [statement.to_json() for statement in self.statements],
            "terms": [term.to_json() for term in self.terms],
            "actors": [actor.to_json() for actor in self.actors],
        }
