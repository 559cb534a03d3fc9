"""Whom a statement addresses or acts upon."""

from __future__ import annotations

import re
from typing import Any

from detente.reading.drafts import Draft, Reading
from detente.reading.lexicon import lexicon

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
#: How far back the other side is looked for: statements, characters.
_MEMORY, _REACH = 60, 4000
#: Acts that always have an addressee, so the other side of the exchange is meant if none is named.
_ADDRESSED = ("OFFER", "THREATEN", "REJECT", "ACCUSE", "CONSULT", "CONCEDE", "REQUEST", "AGREE")


def targets_of(reading: Reading, draft: Draft, act: str, before: list[Draft]) -> tuple[str, ...]:
    """Return the ids of whom a statement is aimed at.

    Named actors come first: who is addressed, then who is named in the words themselves. When
    nobody is named, the other side of the exchange is meant: whom the speaker answered last.
    """
    own = {draft.speaker.id} if draft.speaker is not None else set()
    if draft.layer == "interpreted" and before:
        meant = next((d.speaker.id for d in reversed(before) if d.speaker is not None), None)
        own |= {meant} if meant is not None else set()
    if draft.rule == "perception" and draft.cue is not None:
        start, _ = draft.parsed.place(draft.cue.token.i, draft.cue.token.i)
        own |= {s.actor.id for s in reading.cast.between(draft.start, start)}
    if draft.via is not None:
        own.add(draft.via.id)
    found: list[str] = []
    cue = draft.cue
    if cue is not None and cue.addressee is not None and draft.layer != "interpreted":
        found += _addressee(reading, draft, cue.addressee)
    for start, end in _stretches(draft):
        found += named_in(reading, start, end, own)
    found = [party for party in dict.fromkeys(found) if party not in own]
    addressed = act in _ADDRESSED or bool(draft.conditions)
    if not found and addressed and draft.layer in ("quoted", "reported"):
        other = _other_side(reading, draft, before, own)
        found = [other] if other is not None else []
    return tuple(found[:3])


def _stretches(draft: Draft) -> list[tuple[int, int]]:
    stretches = [(draft.start, draft.end)]
    stretches += [(c.condition.start, c.condition.end) for c in draft.conditions]
    stretches += [(c.consequence.start, c.consequence.end) for c in draft.conditions]
    if draft.quote is not None and draft.cue is not None and not draft.conditions:
        # A part of a sentence takes its target from the clause around it.
        whole = draft.parsed.frame.quotes and draft.quote[1] - draft.quote[0] < 80
        token = draft.cue.token
        if whole and token.doc is draft.parsed.doc:
            stretches.append(draft.parsed.place(token.i, token.right_edge.i))
    return stretches


def _addressee(reading: Reading, draft: Draft, noun: Any) -> list[str]:
    if noun.lemma_.lower() in lexicon().layers["audience"] or noun.pos_ not in (
        "NOUN",
        "PROPN",
        "PRON",
    ):
        return []
    parsed = draft.parsed
    if noun.doc is not parsed.doc or reading.is_outlet(parsed, noun):
        return []
    if noun.pos_ == "PRON":
        known = reading.cast.pronoun(noun.lower_, parsed.place(noun.i, noun.i)[0])
        return [known.id] if known is not None else []
    return named_in(reading, *parsed.place(noun.left_edge.i, noun.right_edge.i), set())


def named_in(reading: Reading, start: int, end: int, own: set[str]) -> list[str]:
    """Return the ids of the actors named in a stretch of the text, in order."""
    cast = reading.cast
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for sighting in cast.between(start, end):
        taken.append((sighting.start, sighting.end))
        if sighting.is_place:
            continue
        venue = reading.text[max(start, sighting.start - 8) : sighting.start].lower().split()[-2:]
        if sighting.actor.kind != "outlet" and not (
            sighting.actor.kind == "organisation" and "at" in venue
        ):
            found.append((sighting.start, sighting.actor.id))
    collectives = lexicon().layers["stand_alone"]
    acted = reading.acted()
    apart = any(
        part in lexicon().layers["stand_alone"] for party in own for part in party.split("-")
    )
    of_state = any(len(party) == 3 and party.isupper() for party in own)
    for match in _WORD.finditer(reading.text, start, end):
        if any(low <= match.start() < high for low, high in taken):
            continue
        word = match.group()
        known = cast.bodies.get(word)
        known = known if known in acted else None
        if known is None and word in cast.people:
            known = cast.people[word].id
        named = word.lower() in acted and word.lower() in lexicon().layers["collectives"]
        if known is None and named and apart and word.lower() != "alliance":
            known = word.lower()
        if known is None and word.lower() in collectives:
            before = reading.text[max(0, match.start() - 14) : match.start()].lower().split()
            owned = bool(before) and before[-1] in ("our", "its", "his", "her", "my")
            if owned and not word.lower().startswith("neighbo"):
                continue
            known = cast.bodies.get(word.lower()) or next(
                (p for name, p in cast.bodies.items() if word.lower() in name.lower().split()), None
            )
            if known is None and not of_state:
                known = "rebels" if word.lower() == "rebel" else word.lower()
        if known is not None:
            found.append((match.start(), known))
    return [party for _, party in sorted(found) if party not in own]


def _other_side(reading: Reading, draft: Draft, before: list[Draft], own: set[str]) -> str | None:
    """Return the other party of the exchange, from the statements and names before."""
    words = lexicon().layers
    by_standers = (
        words["people"]
        | words["holders"]
        | {f"{word}s" for word in words["people"] | words["holders"]}
    )
    for earlier in reversed(before[-_MEMORY:]):
        if earlier.speaker is None or earlier.speaker.id in by_standers:
            continue
        if earlier.speaker.id not in own and earlier.layer != "interpreted":
            return earlier.speaker.id
        if earlier.speaker is not None and earlier.speaker.id in own:
            named = [p for s in _stretches(earlier) for p in named_in(reading, *s, own)]
            if named:
                return named[0]
    named = named_in(reading, max(0, draft.start - _REACH), draft.start, own)
    if named:
        return named[-1]
    later = [
        d.speaker.id
        for d in reading.drafts[:_REACH]
        if d.speaker is not None
        and d.speaker.id not in own
        and d.layer == "reported"
        and d.speaker.id not in by_standers
    ]
    return later[0] if later else None
