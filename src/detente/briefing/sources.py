"""The sources of a brief, numbered in the order in which they are cited first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.briefing.content import Note
from detente.briefing.statements import extent, same_document, speaker_label
from detente.briefing.text import clean, file_name, quoted
from detente.evidence import Document, Span, Statement
from detente.model.conflict import Conflict, Evidence
from detente.reading.paragraphs import beginnings

#: Longest quotation that a source prints whole.
QUOTE_WIDTH = 600
LAYER_WORDS = {
    "quoted": "quoted",
    "reported": "reported",
    "interpreted": "as others read it",
    "author": "the author's own words",
}


def paragraph(text: str, place: int) -> int:
    r"""Return the number of the paragraph in which a place of a text stands, the first being 1.

    Examples
    --------
    >>> paragraph("One.\n\nTwo.\nThree.", 8)
    2
    """
    return bisect_right(beginnings(text), place) or 1


def where(document: Document, place: int) -> str:
    """Say on which page, or in which paragraph where there are no pages, words of a document stand."""
    if document.pages:
        return f"page {bisect_right(document.pages, place) or 1}"
    return f"paragraph {paragraph(document.text, place)}"


def locate(evidence: Evidence, documents: Sequence[Document]) -> tuple[str, int, int] | None:
    """Find where a piece of evidence stands in the documents at hand.

    Returns
    -------
    tuple of (document id, start, end), or None
        The cited place when the words stand there; else their only occurrence in a document.
    """
    for document in documents:
        stands = document.text[evidence.start : evidence.end] == evidence.quote
        if stands and same_document(evidence.document, document):
            return document.id, evidence.start, evidence.end
    for document in documents:
        if document.text.count(evidence.quote) == 1:
            start = document.text.index(evidence.quote)
            return document.id, start, start + len(evidence.quote)
    return None


@dataclass(slots=True)
class Sources:
    """Numbers sources as they are cited; the same words are one source however they are cited."""

    documents: Mapping[str, Document]
    conflict: Conflict | None = None
    links: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def evidence(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Cite pieces of evidence of the model; ids that it does not have are left out."""
        known = self.conflict.evidence if self.conflict is not None else {}
        found = (self._of_evidence(known[item]) for item in dict.fromkeys(ids) if item in known)
        return tuple(dict.fromkeys(found))

    def statement(self, document: Document, statement: Statement) -> tuple[int, ...]:
        """Cite the words of a statement, its conditions with them."""
        span = extent(document, statement)
        who = [] if statement.speaker is None else [speaker_label(document, statement)]
        if statement.via is not None:
            who.append(f"via {clean(statement.via.name)}")
        return (
            self._add(
                f"{document.id}/{statement.id}", span.text, ", ".join(who), statement.layer,
                (document.id, span.start, span.end), document,
            ),
        )  # fmt: skip

    def span(
        self, document: Document, span: Span, statement: Statement | None = None
    ) -> tuple[int, ...]:
        """Cite a stretch of a document: in the words of whose statement it stands, else the author's."""
        place = (document.id, span.start, span.end)
        told = statement or self.telling(document, span.start, span.end)
        who, layer = "", "author"
        if told is not None:
            who = speaker_label(document, told) if told.speaker is not None else ""
            layer = told.layer
        return (self._add(f"{document.id}/{span.start}", span.text, who, layer, place, document),)

    def _of_evidence(self, item: Evidence) -> int:
        place = self.links.get(item.id)
        document = self.documents.get(place[0]) if place else None
        if document is not None and place is not None:
            told = self.telling(document, place[1], place[2])
            if told is not None:
                return self.statement(document, told)[0]
        who = [self._name(name) for name in (item.speaker,) if name]
        who += [f"via {self._name(item.via)}"] if item.via else []
        return self._add(
            item.id, item.quote, ", ".join(who), item.layer or "cited", place, document,
            named=item.document,
        )  # fmt: skip

    @staticmethod
    def telling(document: Document, start: int, end: int) -> Statement | None:
        """Return the statement in whose words a stretch stands, the shortest such."""
        around = [
            (words.end - words.start, n, statement)
            for n, statement in enumerate(document.statements)
            if (words := extent(document, statement)).start <= start and end <= words.end
            if words.end - words.start <= QUOTE_WIDTH
        ]
        return min(around)[2] if around else None

    def _name(self, party: str) -> str:
        if self.conflict is not None:
            for dm in self.conflict.decision_makers:
                if dm.id == party:
                    return clean(dm.name)
        for document in self.documents.values():
            for actor in document.actors:
                if actor.id == party:
                    return clean(actor.name)
        return clean(party)

    def _add(
        self, key: str, words: str, who: str, layer: str, place: tuple[str, int, int] | None,
        document: Document | None, *, named: str = "",
    ) -> int:  # fmt: skip
        same = (place[0] if place else named, quoted(words, QUOTE_WIDTH).casefold())
        if same not in self._numbers:
            parts = [part for part in (who, LAYER_WORDS.get(layer, "")) if part]
            if document is not None and place is not None:
                parts.append(f"{clean(file_name(document.source))}, {where(document, place[1])}")
            elif named:
                parts.append(f"{clean(file_name(named))} (not at hand)")
            self.notes.append(
                Note(
                    id=key, words=quoted(words, QUOTE_WIDTH), about="; ".join(parts) + ".",
                    place=place if document is not None else None, layer=layer,
                )
            )  # fmt: skip
            self._numbers[same] = len(self.notes)
        return self._numbers[same]
