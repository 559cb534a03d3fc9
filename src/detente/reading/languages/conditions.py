"""Conditions in a language pack: cue, condition, consequence, and what they amount to."""

from __future__ import annotations

import re

from detente.evidence import Condition
from detente.reading.languages.pack import Pack
from detente.reading.spans import make_span

_FIRST = re.compile(r"\w+(?:emos|amos|imos)\b", re.IGNORECASE)


def conditions_in(text: str, start: int, end: int, pack: Pack) -> tuple[Condition, ...]:
    """Return the conditions in a stretch of a text; at most one for each clause."""
    skipped = [match.span() for match in pack.no_cue.finditer(text, start, end)]
    found: list[tuple[int, int, str]] = []
    for sense, pattern in pack.cues:
        found += [
            (match.start(), match.end(), sense)
            for match in pattern.finditer(text, start, end)
            if not any(low <= match.start() < high for low, high in skipped)
        ]
    # The longest cue at a place counts, and none inside another.
    found.sort(key=lambda cue: (cue[0], -cue[1]))
    kept: list[tuple[int, int, str]] = []
    for cue in found:
        if not kept or cue[0] >= kept[-1][1]:
            kept.append(cue)
    conditions = (_condition(text, start, end, cue, pack) for cue in kept)
    return tuple(condition for condition in conditions if condition is not None)[:2]


def _condition(
    text: str, start: int, end: int, cue: tuple[int, int, str], pack: Pack
) -> Condition | None:
    begin, stop, sense = cue
    clause_end = _end(text, stop, end)
    lead = text[start:begin].strip(' ,«“"')
    if sense == "without":
        return _without(text, cue, clause_end, pack) if not lead else None
    if sense == "dependence" or lead:
        spans = (
            make_span(text, stop, clause_end, loose=True),
            make_span(text, start, begin, loose=True),
        )
    else:
        comma = text.find(",", stop, clause_end)
        if comma == -1:
            comma = _verb_of_consequence(text, stop, clause_end)
        if comma == -1:
            return None
        spans = (
            make_span(text, stop, comma, loose=True),
            make_span(text, comma, clause_end, loose=True),
        )
    condition, consequence = spans
    if len(condition.text) < 3 or len(consequence.text) < 3:
        return None
    kind = _kind(condition.text, consequence.text, sense, pack)
    return Condition(
        cue=text[begin:stop],
        condition=condition,
        consequence=consequence,
        kind=kind,
        sense=sense if sense != "without" else "unless",
    )


def _end(text: str, start: int, end: int) -> int:
    match = re.compile(r"[.;:!?»”\"\n]").search(text, start, end)
    return match.start() if match else end


def _verb_of_consequence(text: str, start: int, end: int) -> int:
    """Return where the consequence begins when no comma tells, its first-person verb, else -1."""
    matches = list(_FIRST.finditer(text, start, end))
    return matches[-1].start() if matches and matches[-1].start() > start + 2 else -1


def _without(text: str, cue: tuple[int, int, str], end: int, pack: Pack) -> Condition | None:
    """Read "without X there will be no Y"."""
    no = re.compile(r"\bno\b", re.IGNORECASE).search(text, cue[1], end)
    if no is None:
        return None
    condition = make_span(text, cue[1], no.start(), loose=True)
    consequence = make_span(text, no.start(), end, loose=True)
    if not condition.text:
        return None
    kind = _kind(condition.text, consequence.text, "unless", pack)
    return Condition(
        cue=text[cue[0] : cue[1]],
        condition=condition,
        consequence=consequence,
        kind=kind,
        sense="unless",
    )


def _kind(condition: str, consequence: str, sense: str, pack: Pack) -> str:
    if sense == "dependence":
        return "dependence"
    negated = re.match(r"\W*(?:no|nunca|jamás)\b", consequence, re.IGNORECASE) is not None
    bad = pack.bad.search(consequence) is not None
    if sense in ("unless", "until", "while"):
        return "threat" if bad and not negated else "demand"
    if bad and not negated and pack.good.search(consequence) is None:
        return "threat"
    if _FIRST.search(condition) and not negated:
        return "promise"
    return "demand" if negated else "offer"
