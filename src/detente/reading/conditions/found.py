"""A condition as it is found, and where the clauses about it begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.reading.syntax import SUBJECTS

FUTURE = (
    "will",
    "would",
    "shall",
    "'ll",
    "’ll",
    "can",
    "could",
    "may",
    "might",
    "'d",
    "’d",
    "must",
    "is",
    "are",
)


JOINS = ("that", "and", "but", "then", "so", "because", "as", "while", "yet", "which")


@dataclass(frozen=True, slots=True)
class Found:
    """A condition as stretches of tokens, both ends included; ``rule`` is the id of what found it."""

    cue: str
    sense: str
    condition: tuple[int, int]
    consequence: tuple[int, int]
    rule: str = ""


def until_stop(doc: Any, start: int, sentence: Any) -> int:
    """Return where a clause ends before a colon, semicolon, dash or full stop."""
    stop: int = next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".")),
        sentence.end - 1,
    )
    return stop


def until_comma(doc: Any, start: int, sentence: Any) -> int:
    """Return where a clause ends before any mark, a comma as well."""
    stop: int = next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".", ",")),
        sentence.end - 1,
    )
    return stop


def clause_follows(doc: Any, at: int, sentence: Any) -> bool:
    """Whether a clause with a finite verb follows soon."""
    return any(
        t.lower_ in FUTURE or t.tag_ in ("VBZ", "VBP", "VBD", "MD")
        for t in doc[at + 1 : min(at + 9, sentence.end)]
    )


def has_subject(doc: Any, at: int, sentence: Any) -> bool:
    """Whether a clause of its own begins here: "or | we will act", not "or | visited the fair"."""
    stop = next((t.i for t in doc[at : sentence.end] if t.text == "," and t.i > at), sentence.end)
    subject = next((t for t in doc[at : min(at + 8, stop)] if t.dep_ in SUBJECTS), None)
    return subject is not None and not any(
        t.tag_ in ("VBZ", "VBP", "VBD", "VBN", "VB") for t in doc[at : subject.i]
    )


def is_order(doc: Any, low: int, high: int) -> bool:
    """Whether a clause orders: "Lift the siege", "They must leave", "You have to pay"."""
    first = doc[low]
    if first.tag_ in ("VB", "VBP") and first.dep_ not in SUBJECTS:
        return True
    return any(
        t.lower_ in ("must", "should")
        or (t.lower_ in ("has", "have") and t.i + 1 < high and doc[t.i + 1].lower_ == "to")
        for t in doc[low:high]
    )
