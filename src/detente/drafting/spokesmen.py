"""Who is heard only as another's voice: an unnamed official, a delegation, a commander whose side no title names.

"Iran will not stop before the sanctions are lifted, an official said": whoever says so says it for Iran.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.evidence import Actor, Document, Event, Statement

#: Kinds of those who may be the voice of another, and of those who may have a voice.
_VOICES = frozenset(("person", "body"))
_HELD = frozenset(("state", "armed-group", "intergovernmental", "union", "community", "firm"))


def of_spokesmen(
    documents: Sequence[Document], actors: Mapping[str, Actor], same: Mapping[str, str]
) -> dict[str, str]:
    """Fold those who only tell what one party will not do, or would do on a condition, into that party.

    Nobody is folded who also asks that party for something, blames it or speaks of two parties so, or
    who would itself act: "if he sends troops, the governor said, the state will sue".

    Parameters
    ----------
    documents : sequence of Document
    actors : mapping of str to Actor
    same : mapping of str to str
        Who is folded already, and into whom.
    """
    told: dict[str, set[str]] = {}
    against: dict[str, set[str]] = {}
    acting: set[str] = set()
    for statement in (s for document in documents for s in document.statements):
        speaker = statement.speaker.id if statement.speaker is not None else ""
        known = actors.get(speaker)
        if known is None or known.principal is not None or known.kind not in _VOICES:
            continue
        if speaker in same or statement.layer not in ("quoted", "reported"):
            continue
        if statement.layer == "reported":  # in somebody's own words a party with a name is another
            told.setdefault(speaker, set()).update(_committed(statement))
        against.setdefault(speaker, set()).update(_pressed(statement))
        acting.update({speaker} & {same.get(who, who) for who in _meaning_to_act(statement)})
    found: dict[str, str] = {}
    for speaker, parties in told.items():
        sides = {same.get(party, party) for party in parties} - {speaker}
        pressed = {same.get(party, party) for party in against[speaker]}
        side = next(iter(sides), "")
        held = actors.get(side)
        if speaker in acting:
            continue
        if len(sides) == 1 and side not in pressed and held is not None and _has_voice(held):
            found[speaker] = side
    return found


def _has_voice(party: Actor) -> bool:
    return party.principal is None and (party.kind in _HELD or party.name.isupper())


def _committed(statement: Statement) -> Iterator[str]:
    """Yield who, besides the speaker, is told not to be going to do something, or to do it on a condition."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    bound = {
        c.consequent: statement.events[c.antecedent].agent
        for c in statement.conditions
        if c.consequent is not None and c.antecedent is not None and c.kind != "dependence"
    }
    for number, event in enumerate(statement.events):
        if event.agent is None or event.agent == speaker or not _is_meant(event):
            continue
        other = bound.get(number)
        if not event.polarity or (other is not None and other != event.agent):
            yield event.agent


def _meaning_to_act(statement: Statement) -> Iterator[str]:
    """Yield who is told to be going to do something by name, and not by "we" or "I"."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    for event in statement.events:
        if event.agent is not None and event.agent != speaker and _is_meant(event):
            yield event.agent


def _is_meant(event: Event) -> bool:
    ahead = event.time == "ahead" and event.modality in ("planned", "denied")
    return ahead and event.force == "state" and event.nested_in is None


def _pressed(statement: Statement) -> Iterator[str]:
    """Yield whom the speaker addresses, asks for something or blames."""
    yield from statement.targets
    for event in statement.events:
        if event.agent is not None and event.force in ("demand", "accuse"):
            yield event.agent
