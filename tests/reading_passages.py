"""Annotated passages in a short form that people can write and check.

A file holds passages, each ``#### id``, the text, a line ``----`` and one line per statement::

    Q | words between marks | speaker id:name | target ids | acts, best first | via=id:name | C: cue > condition > consequence > kinds

``Q`` quoted, ``R`` reported, ``I`` interpreted, ``A`` the author's own; ``T | words`` is a term. ``-``
stands for nobody. Statements come out as ``detente read --json`` writes them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_LAYERS = {"Q": "quoted", "R": "reported", "I": "interpreted", "A": "author"}
_MARKS = "\"'“”‘’„«»「」"


def load_passages(path: Path) -> list[dict[str, Any]]:
    """Return the passages of a file as annotated documents."""
    found = []
    for part in ("\n" + path.read_text(encoding="utf-8")).split("\n#### ")[1:]:
        head, _, rest = part.partition("\n")
        text, _, notes = rest.partition("\n----\n")
        text = text.strip("\n")
        rows = [[cell.strip() for cell in line.split(" | ")] for line in notes.splitlines() if line]
        found.append(
            {
                "id": head.strip(),
                "text": text,
                "statements": [_statement(text, row) for row in rows if row[0] != "T"],
                "terms": [_span(text, row[1], marked=True) for row in rows if row[0] == "T"],
            }
        )
    return found


def _statement(text: str, row: list[str]) -> dict[str, Any]:
    layer = _LAYERS[row[0]]
    span = _span(text, row[1], marked=layer == "quoted")
    cells = row[2:] + ["-"] * 5
    extra = [cell for cell in row[5:] if cell != "-"]
    via = next((cell[4:] for cell in extra if cell.startswith("via=")), "-")
    return {
        "layer": layer,
        "span": span,
        "quote": span if layer == "quoted" else None,
        "speaker": _actor(cells[0]),
        "via": _actor(via),
        "targets": [{"id": t} for t in cells[1].split(",") if t != "-" and ":" not in t],
        "acts": [act for act in cells[2].split(",") if act != "-"] or ["STATE"],
        "conditions": [_condition(text, c[2:], span) for c in extra + row[2:3] if c[:2] == "C:"],
    }


def _condition(text: str, cell: str, near: dict[str, Any]) -> dict[str, Any]:
    cue, condition, consequence, kinds = (part.strip() for part in cell.split(" > "))
    return {
        "cue": cue,
        "condition": _span(text, condition, after=near["start"] - 200),
        "consequence": _span(text, consequence, after=near["start"] - 200),
        "kind": kinds.split(",")[0],
        "kinds": kinds.split(","),
    }


def _actor(cell: str) -> dict[str, Any] | None:
    if cell == "-" or cell.startswith("C:"):
        return None
    slug, _, name = cell.partition(":")
    return {"id": slug, "name": name or slug, "span": None}


def _span(text: str, words: str, *, marked: bool = False, after: int = 0) -> dict[str, Any]:
    at = text.find(words, max(after, 0))
    while marked and at > 0 and text[at - 1] not in _MARKS:
        at = text.find(words, at + 1)
    if at < 0:
        at = text.find(words)
    if at < 0:
        raise ValueError(f"not in the passage: {words!r}")
    return {"start": at, "end": at + len(words), "text": words}
