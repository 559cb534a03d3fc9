"""Core types of the evidence thread.

Offsets are Unicode code points in ``Document.text``, end exclusive; for every span
``span.text == document.text[span.start:span.end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from detente.showing import Tabular

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

#: When an event lies, seen from the document: before it, while it lasts, after it.
TIMES = ("past", "now", "ahead")
#: What is done with an event by telling it; ``state`` unless words say otherwise.
FORCES = ("state", "offer", "threaten", "demand", "refuse", "promise", "accuse", "ask")

#: Kinds of actors. The last four hold no position of their own in a conflict; a ``person`` may.
ACTOR_KINDS = (
    "state", "body", "intergovernmental", "armed-group", "firm", "union", "court", "community",
    "person", "outlet", "expert", "public",
)  # fmt: skip

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

    ``kind`` is one of ``ACTOR_KINDS``. ``principal`` is the id of the party for which the actor
    speaks, None for one that speaks for itself; ``aliases`` are the other names the document uses.
    """

    id: str
    name: str
    kind: str = "body"
    principal: str | None = None
    aliases: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the actor as JSON data."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "principal": self.principal,
            "aliases": list(self.aliases),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that somebody does, did or could do, as a statement tells it.

    ``predicate`` is the lemma of the verb with its particle ("call_off"), ``phrase`` the verbatim
    words of the verb and what belongs to it, the subject left out. ``agent`` and ``patient`` are
    ids of actors, None where the words leave them open. ``polarity`` is False for what is said not
    to happen. ``modality`` is one of ``MODALITIES``, ``time`` of ``TIMES``, ``force`` of ``FORCES``.
    ``nested_in`` is the id of who reports it inside the statement. ``deed`` says the event as a bare
    infinitive with its pronouns spelt out ("lift the blockade of Velia"); it is the one field in words
    of ours. ``topics`` are the lemmas of its content words, by which deeds are compared. ``tone`` tells
    what it does to whom it meets: -1 harm, 1 relief or help, 0 neither.
    """

    predicate: str
    phrase: Span
    agent: str | None = None
    patient: str | None = None
    polarity: bool = True
    modality: str = "ongoing"
    time: str = "now"
    force: str = "state"
    nested_in: str | None = None
    deed: str = ""
    topics: tuple[str, ...] = ()
    tone: int = 0

    def doing(self, other: Event) -> Event:
        """Return the event with the deed of another, to which its words only point: "does the same", "if it did not"."""
        return replace(
            self, deed=other.deed, predicate=other.predicate, topics=other.topics, tone=other.tone,
            polarity=self.polarity == other.polarity,
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return the event as the contract writes it."""
        return {
            "predicate": self.predicate,
            "phrase": self.phrase.to_json(),
            "agent": self.agent,
            "patient": self.patient,
            "polarity": self.polarity,
            "modality": self.modality,
            "time": self.time,
            "force": self.force,
            "nested_in": self.nested_in,
            "deed": self.deed,
            "topics": list(self.topics),
            "tone": self.tone,
        }


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
    that of the party that then acts; None where the words leave it open. ``sense`` is what the cue
    says (one of ``SENSES``): a plain ``if`` is never filed as ``only-if``. ``antecedent`` and
    ``consequent`` are places in the statement's ``events``, None where a half names no event.
    """

    cue: str
    condition: Span
    consequence: Span
    kind: str
    sense: str = "if"
    condition_by: str | None = None
    consequence_by: str | None = None
    antecedent: int | None = None
    consequent: int | None = None

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
            "antecedent": self.antecedent,
            "consequent": self.consequent,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing said or done by somebody, anchored to its words.

    ``quote`` holds the words between the marks (layer ``quoted`` only). ``hedge`` is the word that
    weakens an interpretation ("likely", "could be"). ``notes`` name what an auditor should check:
    ``ellipsis``, ``insertion: [nuclear]``, ``unbalanced marks``, ``speaker not named nearby``.
    ``targets`` holds only whom words name; ``inferred_targets`` is a guess from the exchange around,
    on which nothing may rest. ``events`` are what the words tell, main clause first.
    """

    id: str
    layer: str
    span: Span
    act: str
    speaker: Mention | None = None
    via: Mention | None = None
    quote: Span | None = None
    targets: tuple[str, ...] = ()
    inferred_targets: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    conditions: tuple[Condition, ...] = ()
    negated: bool = False
    modality: str = "ongoing"
    cluster: str | None = None
    confidence: float = 0.5
    hedge: str | None = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say what it is in one line."""
        who = self.speaker.name[:40] if self.speaker else "nobody named"
        return f"<Statement {self.id} {self.act} by {who}: {self.span.text[:60]!r}>"

    def row(self) -> dict[str, Any]:
        """Return it as the row of a table: who, to whom, which act, on which condition, in which words."""
        return {
            "id": self.id,
            "speaker": self.speaker.name if self.speaker else "",
            "to": " ".join(self.targets),
            "act": self.act,
            "condition": "; ".join(found.condition.text for found in self.conditions),
            "words": (self.quote or self.span).text,
            "layer": self.layer,
            "confidence": self.confidence,
        }

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
            "inferred_targets": [{"id": target} for target in self.inferred_targets],
            "act": self.act,
            "events": [event.to_json() for event in self.events],
            "conditions": [condition.to_json() for condition in self.conditions],
            "negated": self.negated,
            "modality": self.modality,
            "cluster": self.cluster,
            "confidence": round(self.confidence, 3),
            "hedge": self.hedge,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Tabular):
    """A document as it was read and kept; ``notes`` say what weakens it as a source.

    ``pages`` are the places in the text at which the pages of a paged file begin, ``refused`` the words of
    statements that an analyst rejected.
    """

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
    pages: tuple[int, ...] = ()
    refused: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<Document {(self.title or self.source)[:80]!r}: {len(self.text):,} characters, "
            f"{len(self.statements)} statements>"
        )

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"{self.title or self.source}: statements"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per statement."""
        return [each.row() for each in self.statements]

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
