"""Conditions in a language pack: cue, condition, consequence, and what they amount to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.evidence import Condition
from detente.reading.languages.pack import Pack
from detente.reading.spans import make_span

_END = re.compile(r"[.;:!?»”“\"\n]")
_MOST = 2
_LEAD = ' ,«“„"'
#: Where a cue begins and ends, and what it says.
_Cue = tuple[int, int, str]


def conditions_in(text: str, start: int, end: int, pack: Pack) -> tuple[Condition, ...]:
    """Return the first conditions in a stretch of a text; at most one for each clause.

    What is joined to a condition by a cue that says something else is one of its own, with the same
    consequence: "si paga | y a menos que se oponga".
    """
    found: list[Condition] = []
    before: _Cue | None = None
    lead_ends = start
    for cue in _cues(text, start, end, pack):
        joint = _joint(text, before, cue, start, end, pack) if before is not None else -1
        lead_ends = cue[0] if joint < 0 else lead_ends
        fronted = joint >= 0 and not text[start:lead_ends].strip(_LEAD)
        condition = _condition(text, cue[0] if fronted else start, end, cue, pack, lead_ends)
        if condition is not None and joint >= 0 and before is not None:
            own = make_span(text, before[1], joint, loose=True)
            then = condition.consequence
            kind = _kind(own.text, then.text, before[2], pack)
            found[-1] = replace(found[-1], condition=own, consequence=then, kind=kind)
        if condition is not None:
            found.append(condition)
        before = cue if condition is not None else None
    return tuple(found[:_MOST])


def _joint(text: str, before: _Cue, cue: _Cue, start: int, end: int, pack: Pack) -> int:
    """Return where the words of a condition end to which another is joined that says something else, else -1."""
    if before[2] == cue[2] or _end(text, before[1], end) < cue[0]:
        return -1
    words = text[before[1] : cue[0]].rstrip()
    head, _, last = words.rpartition(" ")
    own = head if last in pack.joins else words.removesuffix(",")
    fronted = not text[start : before[0]].strip(_LEAD)
    parted = own == words or (own != head and fronted)
    return -1 if parted or (fronted and "," in own.rstrip(" ,")) else before[1] + len(own)


def _cues(text: str, start: int, end: int, pack: Pack) -> Iterator[_Cue]:
    """Yield the cues in a stretch; the longest at a place counts, and none inside another."""
    skipped = {
        place for match in pack.no_cue.finditer(text, start, end) for place in range(*match.span())
    }
    found = [
        (match.start(), match.end(), sense)
        for sense, pattern in pack.cues
        for match in pattern.finditer(text, start, end)
        if match.start() not in skipped
    ]
    last = start
    for cue in sorted(found, key=lambda cue: (cue[0], -cue[1])):
        if cue[0] >= last:
            last = cue[1]
            yield cue


def _condition(
    text: str, start: int, end: int, cue: _Cue, pack: Pack, lead_ends: int
) -> Condition | None:
    begin, stop, sense = cue
    clause_end = _end(text, stop, end)
    lead = text[start:begin].strip(_LEAD)
    if sense == "without":
        return _without(text, cue, clause_end, pack) if not lead else None
    if sense == "dependence" or lead:
        if sense == "dependence":
            last = pack.after_dependence.search(text, stop, clause_end)
            clause_end = last.start() if last is not None else clause_end
        spans = (
            make_span(text, stop, clause_end, loose=True),
            make_span(text, start, lead_ends, loose=True),
        )
    else:
        comma = text.find(",", stop, clause_end)
        if comma == -1:
            comma = _verb_of_consequence(text, stop, clause_end, pack)
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
    match = _END.search(text, start, end)
    return match.start() if match else end


def _verb_of_consequence(text: str, start: int, end: int, pack: Pack) -> int:
    """Return where the consequence begins when no comma tells, its first-person verb, else -1."""
    last = None
    for match in pack.we.finditer(text, start, end):
        last = match
    return last.start() if last is not None and last.start() > start + 2 else -1


def _without(text: str, cue: _Cue, end: int, pack: Pack) -> Condition | None:
    """Read "without X there will be no Y"."""
    no = pack.main.search(text, cue[1], end)
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
    negated = pack.negation.match(consequence) is not None
    bad = pack.bad.search(consequence) is not None and not negated
    # "No les irá bien": some phrases bode ill although, or because, they deny.
    bad = bad or pack.harm.search(consequence) is not None
    if sense in ("unless", "until", "while"):
        return "threat" if bad else "demand"
    if bad and pack.good.search(consequence) is None:
        return "threat"
    if pack.we.search(condition) and not negated:
        return "promise"
    return "demand" if negated else "offer"
