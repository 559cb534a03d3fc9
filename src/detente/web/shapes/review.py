"""The guided review of the draft."""

from __future__ import annotations

from pydantic import BaseModel

from detente.web.shapes.common import Named, ReachShown


class ReviewWords(BaseModel):
    """Words in a document."""

    text: str
    document: str
    start: int
    end: int
    speaker: str | None
    layer: str | None


class ReviewLine(BaseModel):
    """A candidate of the review."""

    what: str
    name: str
    text: str
    party: str
    value: str
    inside: bool
    assumed: bool
    words: list[ReviewWords]
    settled: bool


class ReviewOutside(BaseModel):
    """Something that stayed outside the draft, and why."""

    kind: str
    what: str
    text: str
    rule: str
    why: str
    taken: bool
    owner: str | None
    words: list[ReviewWords]
    said: ReviewWords | None


class ReviewGiven(BaseModel):
    """An answer that was given."""

    step: str
    do: str
    what: str
    name: str
    value: str
    quotes: list[str]
    at: str
    who: str
    lost: bool
    said: str


class ReviewDrafted(BaseModel):
    """The documents were drafted from; the review shows it."""

    reach: ReachShown


class ReviewShown(BaseModel):
    """The review as it stands."""

    mark: str
    documents: int
    reach: ReachShown
    asked_for_all: bool
    pending: bool
    missing: str | None
    thin: str | None
    note: str | None
    makers: list[Named]
    kinds: list[str]
    party: list[ReviewLine]
    option: list[ReviewLine]
    first: list[ReviewLine]
    outside: list[ReviewOutside]
    answers: list[ReviewGiven]
