"""The dossier: documents, statements, decisions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from detente.web.shapes.common import Open, Spot


class DossierFile(BaseModel):
    """A dossier at hand."""

    name: str
    changed: str
    open: bool


class DossiersShown(BaseModel):
    """The dossiers of a folder."""

    folder: str
    dossiers: list[DossierFile]


class FieldDiffers(BaseModel):
    """What two analysts say of one thing."""

    field: str
    ours: str
    theirs: str


class StatementDiffers(BaseModel):
    """A statement that two dossiers hold differently; ``kind`` says who of the two has decided."""

    statement: str
    document: str
    kind: Literal["conflict", "ours", "theirs", "reading"]
    words: str
    fields: list[FieldDiffers]


class AgreementShown(BaseModel):
    """How far two analysts agree."""

    name: str
    ours: list[str]
    theirs: list[str]
    both_decided: int
    agreed: int
    only_ours: int
    only_theirs: int
    differences: list[StatementDiffers]
    more: int


class DocumentInfo(BaseModel):
    """A document without its text."""

    id: str
    source: str
    title: str | None
    date: str | None
    outlet: str | None
    language: str | None
    version: int
    characters: int
    statements: int
    copy_of: str | None
    notes: list[str]


class ActorShown(BaseModel):
    """A party of the documents."""

    id: str
    name: str
    kind: str
    principal: str | None
    aliases: list[str]


class ModelMark(BaseModel):
    """Which model the dossier holds."""

    id: str
    version: int


class Vocabulary(BaseModel):
    """The codes that statements are described by."""

    acts: list[str]
    layers: list[str]
    modalities: list[str]


class DossierShown(BaseModel):
    """What a dossier holds."""

    title: str
    path: str
    who: str
    owner: str | None
    frozen: bool
    offline: bool
    revision: int
    documents: list[DocumentInfo]
    actors: list[ActorShown]
    model: ModelMark | None
    vocabulary: Vocabulary
    version: str


class MentionShown(BaseModel):
    """A party as the words name it."""

    id: str
    name: str
    span: Spot | None


class TargetShown(BaseModel):
    """Who is addressed."""

    id: str


class ConditionShown(BaseModel):
    """A condition, its consequence, and the words that join them."""

    cue: str
    condition: Spot
    consequence: Spot
    kind: str
    sense: str
    condition_by: str | None
    consequence_by: str | None
    antecedent: int | None
    consequent: int | None


class DecisionMade(BaseModel):
    """A decision about a statement."""

    who: str
    kind: str
    at: str
    reason: str | None


class StatementShown(Open):
    """A statement as the analyst left it; its events are those of ``detente read --json``."""

    id: str
    document: str
    layer: str
    span: Spot
    quote: Spot | None
    speaker: MentionShown | None
    via: MentionShown | None
    targets: list[TargetShown]
    inferred_targets: list[TargetShown]
    act: str
    events: list[dict[str, Any]]
    conditions: list[ConditionShown]
    negated: bool
    modality: str
    cluster: str | int | None
    confidence: float
    hedge: str | None
    notes: list[str]
    date: str | None
    status: str
    origin: str
    merged_into: str | None
    reports: list[str]
    decisions: list[int]
    decided: list[DecisionMade]
    revision: int


class Coded(BaseModel):
    """A column: the values that occur, and for each statement the place of its own (-1: none)."""

    values: list[str]
    at: list[int]


class CodedMany(BaseModel):
    """A column of which a statement may have several values."""

    values: list[str]
    at: list[list[int]]


class Outlines(BaseModel):
    """What tells statements apart, in columns; ``text`` is null where the document's text is sent beside it."""

    id: list[str]
    start: list[int]
    end: list[int]
    text: list[str] | None
    document: Coded
    speaker: Coded
    targets: CodedMany
    act: Coded
    layer: Coded
    status: Coded
    negated: list[int]
    confidence: list[float]
    revision: int


class DocumentHead(BaseModel):
    """A document with its text."""

    id: str
    title: str | None
    date: str | None
    author: str | None
    outlet: str | None
    language: str | None
    text: str
    notes: list[str]


class FullDocument(Open):
    """A document with all its statements, rejected ones included."""

    source: str
    document: DocumentHead
    statements: list[StatementShown]
    actors: list[ActorShown]
    revision: int


class DocumentOutlined(BaseModel):
    """A document with the outlines of all its statements and the first of them whole."""

    document: DocumentHead
    outlines: Outlines
    first: list[StatementShown]
    revision: int


class ReadDone(BaseModel):
    """What became of a document that was read."""

    document: str
    outcome: str
    note: str | None


class RemovedShown(BaseModel):
    """A document that was taken out."""

    removed: str


class AcceptedShown(BaseModel):
    """How many statements were accepted at once."""

    accepted: int
    revision: int


class DecisionStep(BaseModel):
    """A decision undone or done again."""

    label: str
    revision: int


class DecisionShown(BaseModel):
    """A decision in the log."""

    id: int
    uid: str
    at: str
    who: str
    kind: str
    statements: list[str]
    payload: dict[str, Any]
    reason: str | None
    state: str
    orphan: str | None
