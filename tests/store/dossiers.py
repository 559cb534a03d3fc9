"""Documents and dossiers for the tests of the store, without the reader."""

from __future__ import annotations

import re
from pathlib import Path

from detente.evidence import Document, Mention, Span, Statement
from detente.store import Dossier

DAM = (
    "The minister said the dam would open in May. The council rejected the plan. "
    '"If they build, we will close the river," the governor warned. The council rejected the plan.'
)


def document(text: str = DAM, name: str = "dam", *, date: str | None = None) -> Document:
    """Return a document whose statements are its sentences."""
    statements = []
    for number, match in enumerate(re.finditer(r"[^ ].*?\.(?= |$)", text), start=1):
        words = match.group()
        quote = None
        if '"' in words:
            start = match.start() + words.index('"') + 1
            end = match.start() + words.rindex('"')
            quote = Span(start, end, text[start:end])
        statements.append(
            Statement(
                id=f"{name}.{number}",
                layer="quoted" if quote else "reported",
                span=Span(match.start(), match.end(), words),
                quote=quote,
                act="STATE",
                speaker=Mention("council", "The council"),
                targets=("UP",) if "governor" in words else (),
                confidence=0.7,
            )
        )
    return Document(
        id=name, source=f"{name}.txt", text=text, date=date, statements=tuple(statements)
    )


def dossier(folder: Path, *documents: Document, name: str = "case.dossier") -> Dossier:
    """Return a new dossier with documents; its clock counts."""
    ticks = iter(range(1_000_000))
    made = Dossier.create(
        folder / name, who="ann", clock=lambda: f"2026-01-01T00:{next(ticks):06d}Z"
    )
    for item in documents:
        made.add_document(item)
    return made


def ids(made: Dossier, **filters: str) -> list[str]:
    """Return the ids of the statements that a search finds."""
    return [entry.statement.id for entry in made.statements(**filters)]
