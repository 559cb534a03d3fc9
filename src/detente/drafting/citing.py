"""Evidence of a draft: every span that an element rests on, once, with an id."""

from __future__ import annotations

from detente.evidence import Document, Statement
from detente.model.conflict import Evidence


class EvidenceBook:
    """Hands out evidence ids; the same words get the same id."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, int, int], Evidence] = {}

    def cite(self, document: Document, statement: Statement) -> str:
        """Return the id of a statement's words."""
        span = statement.span
        key = (document.source, span.start, span.end)
        if key not in self._items:
            self._items[key] = Evidence(
                id=f"e{len(self._items) + 1}", document=document_name(document),
                start=span.start, end=span.end, quote=document.text[span.start : span.end],
                speaker=statement.speaker.id if statement.speaker else None,
                layer=statement.layer,
                via=statement.via.id if statement.via else document.outlet,
                date=document.date,
            )  # fmt: skip
        return self._items[key].id

    def items(self, used: frozenset[str]) -> dict[str, Evidence]:
        """Return the evidence that is used, by id."""
        return {item.id: item for item in self._items.values() if item.id in used}


def document_name(document: Document) -> str:
    """Return the name by which a model cites a document: its file name, else its id."""
    name = document.source.rstrip("/").rsplit("/", 1)[-1]
    return name if name and name != "-" else document.id
