"""How often each rule for conditions fires on real texts, and how often it is right where a gold says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import detente
from detente.evidence import Document
from detente.reading import quoting, read_statements, reader
from detente.reading.lexicon import lexicon

_MARKS = str.maketrans("“”„«»‘’–—", '"""""\'\'--')


def fired(text: str) -> list[tuple[str, int, int]]:
    """Return (rule, start, end) of the conditions that the reader's statements hold."""
    seen: dict[tuple[int, int], str] = {}
    find = reader.find_conditions

    def noted(parsed: Any, *rest: Any) -> Any:
        found = find(parsed, *rest)
        for one in found:
            seen[parsed.place(*one.condition)] = one.rule
        return found

    reader.find_conditions = quoting.find_conditions = noted
    try:
        read = read_statements(Document(id="x", source="x", text=text))
    finally:
        reader.find_conditions = quoting.find_conditions = find
    spans = {(c.condition.start, c.condition.end) for s in read.statements for c in s.conditions}
    return [(rule, *place) for place, rule in seen.items() if _near(place, spans)]


def _near(place: tuple[int, int], spans: set[tuple[int, int]]) -> bool:
    return any(min(place[1], b) > max(place[0], a) for a, b in spans)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, whatever the line ends and marks."""
    parts = [re.escape(part) for part in words.translate(_MARKS).split()]
    for match in re.finditer(r"\s+".join(parts), text.translate(_MARKS)):
        yield match.span()


def real(gold: Path, texts: Path) -> Counter[tuple[str, str]]:
    """Count how the rules fare on annotated real texts: right, or where the gold has no condition."""
    count: Counter[tuple[str, str]] = Counter()
    for path in sorted(gold.glob("r*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        source = next((p for p in texts.glob(f"{path.stem}.*")), None)
        if source is None:
            continue
        text = detente.read(str(source)).text
        spans = {
            place for c in marked.get("conditions", []) for place in _places(text, c["condition"])
        }
        for rule, start, end in fired(text):
            count[rule, "fired"] += 1
            count[rule, "right"] += _near((start, end), spans)
    return count


def passages(documents: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Count the same on passages whose conditions are annotated with offsets."""
    count: Counter[tuple[str, str]] = Counter()
    for document in documents.values():
        spans = {
            (c["condition"]["start"], c["condition"]["end"])
            for s in document["statements"]
            for c in s.get("conditions", [])
        }
        for rule, start, end in fired(document["text"]):
            count[rule, "fired"] += 1
            count[rule, "right"] += _near((start, end), spans)
    return count


def corpus(folder: Path) -> Counter[tuple[str, str]]:
    """Count how often the rules fire on the texts of a folder without a gold for conditions."""
    count: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("**/*.txt")):
        for rule, _, _ in fired(path.read_text(encoding="utf-8")):
            count[rule, "fired"] += 1
    return count


def show(columns: dict[str, Counter[tuple[str, str]]]) -> None:
    """Print a line for each rule: fired and right in each collection, with its example."""
    head = "  ".join(f"{name:>16}" for name in columns)
    print(f"{'rule':14} {head}")
    for rule in lexicon().rules:
        cells = []
        for count in columns.values():
            total, right = count[rule["id"], "fired"], count[rule["id"], "right"]
            judged = any(kind == "right" for _, kind in count)
            cells.append(f"{f'{right} of {total}' if judged else total:>16}")
        print(f"{rule['id']:14} {'  '.join(cells)}  {rule['example']}")
