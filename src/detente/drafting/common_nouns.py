"""Which named party a common noun stands for: "the airline", "the government"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from detente.drafting.descriptions import (
    before_place,
    is_bare,
    is_common,
    is_office,
    kind_of,
    slug_of,
    stems_of,
)
from detente.drafting.names import Names
from detente.evidence import Actor, Document, Statement


@dataclass(slots=True)
class Change:
    """What a step changes: parties as a whole, or one person's party; and new parties."""

    actors: dict[str, str]
    people: dict[str, str]
    new: list[Actor]


def by_common_noun(document: Document, notes: list[str]) -> Change:
    """Find the named party that a common noun stands for.

    It is the only party of its kind; or whoever spoke last in the sentence; or a party of no known
    kind with which it does not deal, when only one is left.
    """
    change = Change({}, {}, [])
    names = Names([document])
    parties = [
        _fullest(document, a)
        for a in document.actors
        if names.is_party(a.id) and not is_office(a.name)
    ]
    common = [a for a in parties if is_common(document, a)]
    named = [a for a in parties if a not in common and a.kind != "person"]
    facing = _facing(document)
    for actor in common:
        kind, plain = kind_of(actor), stems_of(before_place(actor.name))
        holding = [
            n for n in parties
            if n is not actor and plain and plain < stems_of(n.name) | {"the"} and plain <= stems_of(n.name)
            and (n in named or len(n.name.split()) > len(plain))
        ]  # fmt: skip
        whose = [n for n in named if _possessed(document, n, actor)]
        if len(whose) == 1 or len(holding) == 1:
            change.actors[actor.id] = (whose or holding)[0].id
            continue
        if actor.name.lower() == "government":
            owner = _whose_government(document)
            if owner is not None:
                same_name = next((n for n in named if n.name == owner), None)
                if same_name is None:
                    same_name = Actor(slug_of(owner), owner, "group")
                    change.new.append(same_name)
                change.actors[actor.id] = same_name.id
            continue
        if kind is None or not is_bare(actor.name):
            continue
        if kind == "people" and (spokes := _spokes_body(document, actor, named)) is not None:
            change.actors[actor.id] = spokes.id
            notes.append(f"“{actor.name}” are taken to be spoken for by {names.name(spokes.id)}.")
            continue
        same = [n for n in named if kind_of(n) == kind and n.kind != "state"]
        open_ones = [] if kind in ("city", "labour", "school") else [
            n for n in named if kind_of(n) is None and n.id not in facing[actor.id]
        ]  # fmt: skip
        last = _last_speaker_before(document, actor.id)
        chosen = next((n for n in [*same, *open_ones] if n.id == last), None)
        near = _in_the_same_sentence(document, actor.id)
        if chosen is None:
            chosen = next(
                (
                    n for n in named
                    if n.id == last and kind_of(n) in (None, kind)
                    and _same_paragraph(document, n.id, actor.id)
                    and not _speak_of_each_other(document, n, actor)
                ),
                None,
            )  # fmt: skip
        if chosen is None and near is not None:
            chosen = next((n for n in named if n.id == near and kind_of(n) in (None, kind)), None)
        if chosen is None and len(same) == 1:
            chosen = same[0]
        if chosen is None and not same:
            first = open_ones if len(open_ones) == 1 else _opening(document, actor, open_ones)
            chosen = first[0] if first else None
        if chosen is not None:
            change.actors[actor.id] = chosen.id
            notes.append(f"“{actor.name.lower()}” is taken to be {names.name(chosen.id)}.")
    return change


def _fullest(document: Document, actor: Actor) -> Actor:
    """Return an actor under the fullest common name that the text gives it: "lecturers' union"."""
    heard = [s.speaker.name for s in document.statements if s.speaker and s.speaker.id == actor.id]
    fitting = [n for n in heard if len(n.split()) > 1 and n.lower().endswith(actor.name.lower())]
    name = max(fitting, key=len, default=actor.name)
    return replace(actor, name=name) if len(set(fitting)) == 1 else actor


def _whose_government(document: Document) -> str | None:
    """Return the only name that the text gives a government to."""
    found = set(re.findall(r"\b([A-ZÀ-Þ][\w-]+)['’]s? government\b", document.text))
    return next(iter(found)) if len(found) == 1 else None


def _possessed(document: Document, named: Actor, common: Actor) -> bool:
    pattern = rf"\b{re.escape(named.name)}['’]s? {re.escape(common.name.lower())}\b"
    return re.search(pattern, document.text) is not None


def _spokes_body(document: Document, people: Actor, named: list[Actor]) -> Actor | None:
    """Return the body quoted right after what people are reported to say, if it is of that sort."""
    spoke = False
    for statement in document.statements:
        if statement.speaker is None:
            continue
        if statement.speaker.id == people.id:
            spoke = True
        elif spoke:
            body = next((n for n in named if n.id == statement.speaker.id), None)
            sort = (
                r"(?:League|Union|Association|Federation|Council|Movement|Network|Committee|Guild)"
            )
            if body is not None and re.search(
                rf"\b{re.escape(body.name)}\b(?:['’]s?)? ?{sort}|{sort}$",
                f"{document.text} {body.name}",
            ):
                return body
            return None
    return None


def _facing(document: Document) -> dict[str, set[str]]:
    """Return whom each party speaks to or is spoken to by: those are not the party itself."""
    facing: dict[str, set[str]] = defaultdict(set)
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        for target in statement.targets[:1]:
            facing[statement.speaker.id].add(target)
            facing[target].add(statement.speaker.id)
    return facing


def _last_speaker_before(document: Document, actor: str) -> str | None:
    last: str | None = None
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        if statement.speaker.id == actor:
            return last
        last = statement.speaker.id
    return last


def _same_paragraph(document: Document, before: str, actor: str) -> bool:
    """Say whether an actor first speaks in the paragraph in which another spoke just before."""
    place: int | None = None
    for statement in document.statements:
        speaker = statement.speaker.id if statement.speaker else None
        if speaker == before:
            place = statement.span.end
        elif speaker == actor:
            return place is not None and "\n" not in document.text[place : statement.span.start]
    return False


def _speak_of_each_other(document: Document, named: Actor, common: Actor) -> bool:
    """Say whether one of two is a third person in the other's statements."""
    for statement in document.statements:
        speaker = statement.speaker.id if statement.speaker else None
        words_used = statement.span.text
        if speaker == named.id and re.search(rf"\b{re.escape(common.name.lower())}\b", words_used):
            return True
        if speaker == common.id and named.name in words_used:
            return True
    return False


def _in_the_same_sentence(document: Document, actor: str) -> str | None:
    """Return who spoke just before in the sentence in which an actor first speaks."""
    before: Statement | None = None
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        if statement.speaker.id == actor:
            if before is None or before.speaker is None:
                return None
            between = document.text[before.span.end : statement.span.start]
            return None if re.search(r"[.!?\n]", between) else before.speaker.id
        before = statement
    return None


def _opening(document: Document, common: Actor, named: list[Actor]) -> list[Actor]:
    """Return the party that opens the sentence in which a common noun first stands."""
    match = re.search(rf"\b[Tt]he {re.escape(common.name.lower())}\b", document.text)
    if match is None:
        return []
    start = max(document.text.rfind(mark, 0, match.start()) for mark in (". ", "\n", "? ", "! "))
    sentence = document.text[start + 1 : match.start()]
    places = {n.id: sentence.find(n.name) for n in named if n.name in sentence}
    first = min(places, key=lambda n: places[n], default=None)
    return [n for n in named if n.id == first]
