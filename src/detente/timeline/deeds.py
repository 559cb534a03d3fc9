"""Words against deeds: what was promised or threatened, and whether it was done.

A commitment, offer or threat is ``open`` until a later report tells of its speaker doing what was
said (``kept``), or of the speaker not doing it, refusing to, or taking it back (``broken``). Deeds
are matched by content words, so every verdict names the sentence that it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.evidence import Statement
from detente.store.records import Entry
from detente.timeline.relations import likeness

_WORDS = ("COMMIT", "THREATEN", "OFFER")
#: Least share of common words of two statements of the same pledge.
_SAME = 0.75
#: Acts that only speak; a report of one is no deed.
_SPEECH = ("STATE", "REQUEST", "ACCUSE", "THREATEN", "OFFER", "COMMIT", "SUPPORT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A commitment, offer or threat with what became of it.

    ``condition`` is what it was made to depend on, in the speaker's words; whether it was met is for
    the analyst to say. ``deed`` is the report that decided, None while it is open. ``repeated``
    names the statements that say the same again.
    """

    entry: Entry
    kind: str
    state: str
    condition: str | None
    deed: Entry | None = None
    repeated: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        said = self.entry.statement
        return {
            "statement": said.id,
            "date": self.entry.date,
            "speaker": said.speaker.id if said.speaker else None,
            "targets": list(said.targets),
            "kind": self.kind,
            "state": self.state,
            "text": said.span.text,
            "condition": self.condition,
            "repeated": list(self.repeated),
            "deed": self.deed.statement.id if self.deed else None,
            "deed_date": self.deed.date if self.deed else None,
            "deed_text": self.deed.statement.span.text if self.deed else None,
        }


def pledges(entries: Sequence[Entry]) -> list[Pledge]:
    """Return every commitment, offer and threat with its state; ``entries`` are in time order."""
    found: list[Pledge] = []
    for number, entry in enumerate(entries):
        said = entry.statement
        kind = _kind(said)
        if kind is None or said.speaker is None:
            continue
        again = next((p for p in found if p.kind == kind and _repeats(p.entry, entry)), None)
        if again is not None:
            place = found.index(again)
            found[place] = replace(again, repeated=(*again.repeated, said.id))
            continue
        state, deed = "open", None
        for later in entries[number + 1 :]:
            verdict = _verdict(entry, later)
            if verdict is not None:
                state, deed = verdict, later
                break
        condition = said.conditions[0].condition.text if said.conditions else None
        found.append(Pledge(entry=entry, kind=kind, state=state, condition=condition, deed=deed))
    return found


def _repeats(first: Entry, later: Entry) -> bool:
    one, other = first.statement, later.statement
    same = (
        one.speaker is not None and other.speaker is not None and one.speaker.id == other.speaker.id
    )
    return same and one.negated == other.negated and likeness(one, other) >= _SAME


def _kind(said: Statement) -> str | None:
    """Return what kind of pledge a statement is, None for none.

    A bare report that somebody threatened or offered ("warned its neighbour") binds nobody to
    anything in particular.
    """
    if said.act not in _WORDS or said.layer not in ("quoted", "reported"):
        return None
    if said.negated and said.act in ("OFFER", "THREATEN"):
        return None
    if said.layer == "reported" and said.modality != "planned" and not said.conditions:
        return None
    return {"COMMIT": "commitment", "THREATEN": "threat", "OFFER": "offer"}[said.act]


def _verdict(pledge: Entry, later: Entry) -> str | None:
    """Return ``kept`` or ``broken`` when a later statement decides a pledge."""
    said, deed = pledge.statement, later.statement
    same = (
        said.speaker is not None and deed.speaker is not None and said.speaker.id == deed.speaker.id
    )
    if not same or later.document == pledge.document or deed.layer not in ("quoted", "reported"):
        return None
    if likeness(said, deed) < 0.5:
        return None
    done = (
        deed.modality in ("done", "ongoing")
        and deed.layer == "reported"
        and deed.act not in _SPEECH
    )
    denies = deed.negated != said.negated
    if deed.act == "REJECT" and said.act in ("COMMIT", "OFFER") and not said.negated:
        return "broken"
    if denies and deed.act in ("STATE", "COMMIT", "REJECT", said.act):
        return "broken"
    return ("broken" if denies else "kept") if done else None
